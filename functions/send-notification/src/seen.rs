//! Everything that a message to a recipient is written and decided on, read in one go.

use domain::access::TenantScope;
use domain::account::Account;
use domain::arrival::Arrival;
use domain::capacity::WindowId;
use domain::consent::Consent;
use domain::conversation::Doubt;
use domain::customer::Customer;
use domain::id::{AccountId, ReasonId};
use domain::language::Language;
use domain::message::{Channel, Facts, Message, Notice, Occasion, Picked, Settings, Timing};
use domain::phone::Phone;
use domain::register::{Agency, Entry, FailureReason};
use domain::route::Route;
use domain::service::Service;
use domain::shift::Shift;
use domain::window::booking::Origin;
use domain::window::{Calendar, Choice};
use domain::zone;
use edge::{Gate, Problem, links};
use futures_util::future::{OptionFuture, try_join3, try_join4};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use scheduling::By;
use store::keys::{self, COUNT_SHARDS};
use store::{Counter, Key, Stored};

use crate::Deps;
use crate::calendar::Change;

/// What was to be read cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// From the table.
    #[error(transparent)]
    Table(#[from] store::Error),
    /// The windows that can be offered.
    #[error(transparent)]
    Windows(#[from] scheduling::Error),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Table(error) => error.into(),
            Error::Windows(error) => error.into(),
        }
    }
}

/// Where the settings of the account stand, for services of no agency and for what counts in the whole account.
pub(crate) const OF_ACCOUNT: &str = "default";

/// A service with its recipient and those in whose name it is written.
pub(crate) struct Seen {
    pub(crate) scope: TenantScope,
    pub(crate) service: Stored<Service>,
    pub(crate) customer: Customer,
    pub(crate) account: Account,
    pub(crate) agency: Option<Entry<Agency>>,
    pub(crate) settings: Settings,
    pub(crate) of_account: Settings,
    pub(crate) route: Option<Route>,
    pub(crate) arrival: Option<Arrival>,
    pub(crate) reason: Option<String>,
    pub(crate) choices: Vec<Choice>,
    /// The calendar of the windows that it tells of.
    pub(crate) calendar: Option<Calendar>,
    /// What it does to the recipient's calendar.
    pub(crate) change: Option<Change>,
    pub(crate) answer: Option<String>,
    pub(crate) zone: TimeZone,
    pub(crate) link: String,
}

/// Reads what is needed; none when the service or its recipient is gone.
pub(crate) async fn see(deps: &Deps, account: AccountId, occasion: &Occasion) -> Result<Option<Seen>, Error> {
    let (store, now, scope) = (deps.gate.store(), deps.gate.now(), TenantScope::acting_for(account));
    let (service_key, account_key) = (keys::service(scope, occasion.service), keys::account(scope));
    let default_key = keys::message_settings::<Settings>(scope, OF_ACCOUNT);
    let reads = try_join3(store.read(&service_key, now), store.read(&account_key, now), store.read(&default_key, now));
    let (service, account, of_account) = reads.await?;
    let Some((service, account)) = service.zip(account) else { return Ok(None) };

    let state = service.value.state();
    let agency = service.value.describing.facets.agency;
    let (own_key, agency_key, customer_key) = (
        agency.map(|id| keys::message_settings::<Settings>(scope, &id.to_string())),
        agency.map(|id| keys::entry::<Agency>(scope, id)),
        keys::customer(scope, service.value.customer),
    );
    let route_key = state.holding.map(|holding| keys::route(scope, holding.route));
    let (customer, own, agency, route) = try_join4(
        store.read(&customer_key, now),
        perhaps(&deps.gate, own_key.as_ref(), now),
        perhaps(&deps.gate, agency_key.as_ref(), now),
        perhaps(&deps.gate, route_key.as_ref(), now),
    )
    .await?;
    let Some(customer) = customer.map(|customer| customer.value) else { return Ok(None) };

    let told_why = state.failure.map(|(reason, _)| reason).filter(|_| occasion.notice == Notice::NotDelivered);
    let reason = reason(deps, scope, told_why, now).await?;
    let (choices, calendar) = choices(deps, scope, &service, occasion.notice, now).await?;
    let change = Change::read(deps, scope, &service.value, occasion.notice, now).await?;
    let answer = answer(deps, scope, occasion, now).await?;
    let address = customer.address(service.value.address);
    let name = address.map_or(account.value.time_zone.as_str(), |address| {
        zone::of_recipient(address.country, address.state.as_ref(), &account.value.time_zone)
    });
    let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
    let route = route.map(|route| route.value);
    let driven = route.as_ref().filter(|_| occasion.notice.foretells());
    let arrival = arrival(deps, scope, driven, (&service.value, &zone), now).await?;
    let of_account = of_account.map_or_else(|| Settings::of(account.value.country), |settings| settings.value);
    Ok(Some(Seen {
        scope,
        zone,
        link: links::tracking(&deps.gate, &service.value),
        settings: own.map_or_else(|| of_account.clone(), |settings| settings.value),
        of_account,
        service,
        customer,
        account: account.value,
        agency: agency.map(|agency| agency.value),
        route,
        arrival,
        reason,
        choices,
        calendar,
        change,
        answer,
    }))
}

/// The windows that a message offers, of a delivery that may have one, and the calendar that they are of.
async fn choices(
    deps: &Deps,
    scope: TenantScope,
    service: &Stored<Service>,
    notice: Notice,
    now: Timestamp,
) -> Result<(Vec<Choice>, Option<Calendar>), Error> {
    if !notice.offers() {
        let booked = service.value.booking.as_ref().map(|booking| keys::calendar(scope, booking.window.calendar()));
        let calendar = perhaps(&deps.gate, booked.as_ref(), now).await?;
        return Ok((Vec::new(), calendar.map(|calendar| calendar.value)));
    }
    let board = deps.schedule.board(scope, service, now).await?;
    let by = By { origin: Origin::Recipient, author: String::new() };
    let offered = board.suggest(notice.offered()).into_iter();
    let offered = offered.filter(|choice| board.book(choice.window.id(), &by).is_ok()).collect();
    Ok((offered, board.calendar().cloned()))
}

/// When the driver of a route is expected; none when nobody can say.
async fn arrival(
    deps: &Deps,
    scope: TenantScope,
    route: Option<&Route>,
    (service, zone): (&Service, &TimeZone),
    now: Timestamp,
) -> Result<Option<Arrival>, store::Error> {
    let Some(route) = route else { return Ok(None) };
    let store = deps.gate.store();
    // Where nobody knows where the driver is, as on most starts of a route, the stops need not be read.
    if store.read(&keys::position(scope, route.id), now).await?.is_none() {
        return Ok(None);
    }
    let services = store.services_by_id(scope, &route.stops, now).await?;
    let course = store.course(scope, route, &services, zone.clone(), now).await?;
    Ok(course.arrival(service.id, now).ok())
}

async fn perhaps<T: serde::de::DeserializeOwned>(
    gate: &Gate,
    key: Option<&Key<T>>,
    now: Timestamp,
) -> Result<Option<Stored<T>>, store::Error> {
    let read = key.map(|key| gate.store().read(key, now));
    Ok(OptionFuture::from(read).await.transpose()?.flatten())
}

async fn reason(
    deps: &Deps,
    scope: TenantScope,
    id: Option<ReasonId>,
    now: Timestamp,
) -> Result<Option<String>, store::Error> {
    let key = id.map(|id| keys::entry::<FailureReason>(scope, id));
    let found = perhaps(&deps.gate, key.as_ref(), now).await?;
    Ok(found.map(|entry| entry.value.name.as_str().to_owned()))
}

/// What a person of the account has written, while it is kept.
async fn answer(
    deps: &Deps,
    scope: TenantScope,
    occasion: &Occasion,
    now: Timestamp,
) -> Result<Option<String>, store::Error> {
    if occasion.notice != Notice::Answered {
        return Ok(None);
    }
    let thread = deps.gate.store().read(&keys::thread(scope, occasion.service), now).await?;
    let lines = thread.map(|thread| thread.value.lines).unwrap_or_default();
    Ok(lines.into_iter().find(|line| line.id.to_string() == occasion.mark).map(|line| line.text))
}

impl Seen {
    /// The language that the recipient is written to in.
    pub(crate) fn language(&self) -> Language {
        self.agency.as_ref().and_then(|agency| agency.facts.language).unwrap_or(self.account.language)
    }

    /// The number; an error when what is known is no number, none when nothing is known.
    pub(crate) fn phone(&self) -> Option<Result<Phone, domain::phone::InvalidPhone>> {
        let text = self.customer.phone.as_ref()?;
        let country = self.customer.address(self.service.value.address).map(|address| address.country);
        Some(Phone::new(country.or(self.account.country), text.as_str()))
    }

    /// What is known of the delivery.
    pub(crate) fn facts(&self, occasion: &Occasion) -> Facts {
        let service = &self.service.value;
        let (describing, state) = (&service.describing, service.state());
        let brand = self.agency.as_ref().map(|agency| agency.name.as_str());
        let name = self.settings.sender.as_ref().map(|name| name.as_str()).or(brand);
        let name = name.unwrap_or_else(|| self.account.name.as_str());
        let mut facts = Facts::new(name.to_owned(), self.zone.clone());
        facts.logo = self.agency.as_ref().and_then(|agency| agency.facts.logo.as_ref()).map(ToString::to_string);
        facts.first_name = self.customer.first_name.as_str().split_whitespace().next().map(str::to_owned);
        facts.invoice = describing.invoice.as_ref().map(|invoice| match &invoice.series {
            Some(series) => format!("{}/{series}", invoice.number),
            None => invoice.number.to_string(),
        });
        facts.order_number = describing.order.as_ref().map(ToString::to_string);
        facts.delivery_day = self.day();
        facts.link = Some(self.link.clone());
        facts.non_delivery_reason = self.reason.clone();
        facts.route_until = self.route.as_ref().map(|route| route.end_date.unwrap_or(route.date));
        let trying = state.attempts.last().filter(|_| occasion.notice == Notice::DeliveryStarted);
        facts.arrival = self.arrival.map(|arrival| arrival.expected);
        facts.set_out = trying.and_then(|attempt| attempt.started_at);
        facts.window = service.booking.as_ref().map(|booking| Picked {
            n: None,
            date: booking.window.date(),
            shift: booking.shift,
            hours: self.hours(&booking.window, booking.shift),
        });
        facts.answer.clone_from(&self.answer);
        let why = occasion.mark.split_once(':').map(|(_, why)| why);
        facts.doubt = Doubt::ALL.into_iter().find(|doubt| why == Some(doubt.name()));
        facts.choices = self.choices.iter().map(|choice| self.picked(choice)).collect();
        facts
    }

    /// A window as it is told.
    fn picked(&self, choice: &Choice) -> Picked {
        let (date, shift) = (choice.date(), choice.window.shift);
        Picked { n: Some(choice.n), date, shift, hours: self.hours(choice.window.id(), shift) }
    }

    /// The hours of a window, where the part of the day has others beside it.
    fn hours(&self, window: &WindowId, shift: Shift) -> Option<(Time, Time)> {
        let calendar = self.calendar.as_ref().filter(|calendar| calendar.id == *window.calendar())?;
        calendar.is_fine(window.date(), shift).then(|| (window.start(), window.end()))
    }

    fn day(&self) -> Option<Date> {
        let promised = self.service.value.promise.as_ref().and_then(|promise| promise.deadline);
        let scheduled = self.service.value.describing.scheduled;
        let driven = self.route.as_ref().map(|route| route.date);
        driven.or(scheduled).or_else(|| promised.map(|at| at.to_zoned(self.zone.clone()).date()))
    }

    /// When the clocks of the recipient show that time.
    pub(crate) fn instant(&self, date: Date, time: Time) -> Option<Timestamp> {
        self.zone.to_ambiguous_timestamp(date.to_datetime(time)).compatible().ok()
    }

    /// When the things happen that it is about.
    pub(crate) fn timing(&self, occasion: &Occasion) -> Timing {
        let booked = self.service.value.booking.as_ref().map(|booking| &booking.window);
        let instant = |date: Date, time: Time| self.instant(date, time);
        let route_day = self.route.as_ref().map(|route| route.end_date.unwrap_or(route.date));
        let last = route_day.and_then(|day| day.tomorrow().ok());
        Timing {
            happened: Some(occasion.at),
            choose_until: self.choices.iter().filter_map(|choice| choice.window.capacity.cut_off).max(),
            window_starts: booked.and_then(|window| instant(window.date(), window.start())),
            window_ends: booked.and_then(|window| instant(window.date(), window.end())),
            route_ends: last.and_then(|day| instant(day, Time::midnight())),
            arrival: self.arrival.map(|arrival| arrival.to),
        }
    }
}

/// What is known of one channel to the recipient.
pub(crate) struct Way {
    pub(crate) begun: Option<Stored<Message>>,
    pub(crate) consent: Consent,
    pub(crate) to_contact: u32,
    /// By the account, in each of its counters.
    pub(crate) by_account: Vec<u32>,
}

/// Reads what was begun by a channel, what the recipient said about it, and how much was sent today.
pub(crate) async fn way(
    deps: &Deps,
    seen: &Seen,
    occasion: &Occasion,
    channel: Channel,
    contact: &str,
) -> Result<Way, store::Error> {
    let (store, now, scope) = (deps.gate.store(), deps.gate.now(), seen.scope);
    let day = seen.today(now);
    let counts: Vec<Key<Counter>> = (0..COUNT_SHARDS)
        .map(|shard| keys::sent_by_account(scope, day, shard))
        .chain([keys::sent_to(scope, day, contact)])
        .collect();
    let (lock, consent_key) = (keys::told(scope, occasion, channel), keys::consent(scope, contact));
    let (told, consent, mut counts) =
        try_join3(store.read(&lock, now), store.read(&consent_key, now), store.read_all(&counts, now)).await?;
    let begun = match told {
        Some(told) => store.read(&keys::service_message(scope, occasion.service, told.value.message), now).await?,
        None => None,
    };
    let sent = |counter: Option<Stored<Counter>>| {
        counter.map_or(0, |counter| u32::try_from(counter.version.number()).unwrap_or(u32::MAX))
    };
    let to_contact = sent(counts.pop().flatten());
    let by_account = counts.into_iter().map(sent).collect();
    Ok(Way { begun, consent: consent.map(|consent| consent.value).unwrap_or_default(), to_contact, by_account })
}

impl Seen {
    /// The day that messages are counted in.
    pub(crate) fn today(&self, now: Timestamp) -> Date {
        let zone = TimeZone::get(&self.account.time_zone).unwrap_or(TimeZone::UTC);
        now.to_zoned(zone).date()
    }
}
