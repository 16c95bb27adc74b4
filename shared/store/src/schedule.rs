//! Delivery windows as they are booked, and what recipients were asked.

use crate::keys::{Found, Prefix, Writer};
use crate::{Commit, Error, Listed, Page, Store, Stored, Version, keys};
use domain::access::TenantScope;
use domain::asked::Asked;
use domain::capacity::WindowId;
use domain::code::CalendarId;
use domain::conversation::Thread;
use domain::event::EventKind;
use domain::id::{AccountId, MessageId, ServiceId};
use domain::phone::Digested;
use domain::reservation::Booked;
use domain::service::Service;
use domain::timeline::Happened;
use domain::window::booking::Booking;
use domain::window::{self, Calendar};
use domain::zone;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// How long it is known what a number was asked.
const ASKED_KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// How long an inbound SMS is recognised.
const REPLY_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long a thread is kept after its newest message.
const THREAD_KEPT: SignedDuration = SignedDuration::from_hours(24 * 365);

impl Commit {
    /// Writes what is taken of a window, as it was decided on what was `seen`; none when nothing was written of it.
    #[must_use]
    pub fn book(self, scope: TenantScope, seen: Option<Version>, booked: &Booked) -> Self {
        let window = &booked.capacity.window;
        let key = keys::capacity::<Booked>(scope, window);
        match seen {
            Some(seen) => self.replace_until("window", &key, seen, booked, window.forgotten()),
            None => self.create_until("window", &key, booked, window.forgotten()),
        }
    }

    /// Writes down what a number is asked, in the commit that lets the message go out. Choices are written over the ones
    /// that were `seen`.
    #[must_use]
    pub fn ask(self, number: &Digested, seen: Option<&Stored<Asked>>, asked: &Asked) -> Self {
        let until = asked.at.max(asked.until).checked_add(ASKED_KEPT).unwrap_or(Timestamp::MAX);
        let key = keys::asked(number, (asked.account, asked.service), !asked.choices.is_empty());
        match seen {
            _ if asked.choices.is_empty() => self.put_always("asked", &key, asked, Some(until)),
            Some(seen) => self.replace_until("asked", &key, seen.version, asked, until),
            None => self.create_until("asked", &key, asked, until),
        }
    }

    /// Takes the choices of a message back that does not arrive: what was asked before counts again. What is asked since
    /// stays.
    #[must_use]
    pub fn unask(self, number: &Digested, asked: &Stored<Asked>, message: MessageId) -> Self {
        match asked.value.clone().without(message) {
            Some(left) if left == asked.value => self,
            Some(left) => self.ask(number, Some(asked), &left),
            None => {
                let of = (asked.value.account, asked.value.service);
                self.delete("asked", &keys::asked(number, of, true), asked.version)
            }
        }
    }

    /// Notes that an account writes to a number about a service, for as long as there is an account: STOP from there is
    /// heard however late it comes.
    #[must_use]
    pub fn write_to(self, number: &Digested, writer: &Writer) -> Self {
        self.put_always("writer", &keys::writer(number, writer.account), writer, None)
    }

    /// Lists a service under the day that is agreed for it, and no more under the one that was.
    pub(crate) fn agree(self, scope: TenantScope, before: Option<&Service>, after: Option<&Service>) -> Self {
        let key = |service: &Service| {
            let starts = service.booking.as_ref().map(|booking| booking.window.start());
            Some((agreed_day(service)?, starts, service.id))
        };
        let (old, new) = (before.and_then(key), after.and_then(key));
        if old == new {
            return self;
        }
        let commit = match old {
            Some((day, starts, id)) => self.delete_always("agreed day", &keys::agreed(scope, day, starts, id)),
            None => self,
        };
        match new {
            Some((day, starts, id)) => {
                commit.put_always("agreed day", &keys::agreed(scope, day, starts, id), &Found { id }, None)
            }
            None => commit,
        }
    }

    /// Lets an inbound SMS have its effect once: the write `reply` is refused when it had it before.
    #[must_use]
    pub fn receive(self, scope: TenantScope, provider_id: &str) -> Self {
        let until = self.at().checked_add(REPLY_KEPT).unwrap_or(Timestamp::MAX);
        self.create_until("reply", &keys::reply(scope, provider_id), &(), until)
    }

    /// Writes a thread over the one that was seen; the inbox follows.
    #[must_use]
    pub fn write_thread(self, scope: TenantScope, before: Option<&Stored<Thread>>, thread: &Thread) -> Self {
        let key = keys::thread(scope, thread.service);
        let until = self.at().checked_add(THREAD_KEPT).unwrap_or(Timestamp::MAX);
        let commit = match before {
            Some(before) => self.replace_until("thread", &key, before.version, thread, until),
            None => self.create_until("thread", &key, thread, until),
        };
        let waited = before.and_then(|before| before.value.waits.as_ref());
        match (waited, &thread.waits) {
            (waited, Some(waits)) if waited != Some(waits) => {
                commit.put_always("inbox", &keys::waiting(scope, waits), waits, None)
            }
            (Some(waited), None) => commit.delete_always("inbox", &keys::waiting(scope, waited)),
            _ => commit,
        }
    }
}

/// The day that is agreed for a service: that of its window, and else the one that it was made for.
fn agreed_day(service: &Service) -> Option<Date> {
    service.booking.as_ref().map(|booking| booking.window.date()).or(service.describing.scheduled)
}

impl Store {
    /// AP-27: gives back what a service took of its window, in the commit that takes it from the service.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn give_back(
        &self,
        commit: Commit,
        scope: TenantScope,
        booking: &Booking,
        now: Timestamp,
    ) -> Result<Commit, Error> {
        let stored: Option<Stored<Booked>> = self.read(&keys::capacity(scope, &booking.window), now).await?;
        Ok(match stored {
            Some(stored) => commit.book(scope, Some(stored.version), &stored.value.without_taken(booking.load)),
            None => commit,
        })
    }

    /// Takes its window from a service that needs it no more where it stands now, gives the places back and says so in
    /// the timeline. `ended` is when, by whom and under which name.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn leave_window(
        &self,
        commit: Commit,
        scope: TenantScope,
        service: &mut Service,
        ended: Happened,
    ) -> Result<Commit, Error> {
        if service.booking.is_none() || !service.status().is_final() {
            return Ok(commit);
        }
        let now = ended.arrived_at;
        let (account, customer) = (keys::account(scope), keys::customer(scope, service.customer));
        let (account, customer) = tokio::try_join!(self.read(&account, now), self.read(&customer, now))?;
        // A day is one where the recipient is, as the window is.
        let account = account.map_or_else(|| "UTC".to_owned(), |account| account.value.time_zone);
        let address = customer.as_ref().and_then(|customer| customer.value.address(service.address));
        let name = address
            .map_or(account.as_str(), |address| zone::of_recipient(address.country, address.state.as_ref(), &account));
        let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
        let Some(booking) = window::leave(service, now.to_zoned(zone).date()) else { return Ok(commit) };
        let commit = self.give_back(commit, scope, &booking, now).await?;
        let mut data = ended.data.clone();
        data.insert("before".to_owned(), booking.window.to_string());
        data.insert("status".to_owned(), service.status().name().to_owned());
        Ok(commit.record(scope, service, EventKind::ServiceUnscheduled, Happened { data, ..ended }))
    }

    /// AP-167: the services that are agreed for a day, in the order in which their windows start; those that left it in
    /// between are left out.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn agreed_on(
        &self,
        scope: TenantScope,
        day: Date,
        page: &Page,
        now: Timestamp,
    ) -> Result<Listed<Service>, Error> {
        let found = self.list(&keys::agreed_on(scope, day), page, now).await?;
        let ids: Vec<ServiceId> = found.items.iter().map(|found| found.value.id).collect();
        let mut items = self.services_by_id(scope, &ids, now).await?;
        items.retain(|service| agreed_day(&service.value) == Some(day));
        Ok(Listed { items, next: found.next })
    }

    /// AP-81: all calendars of an account.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn calendars(&self, scope: TenantScope, now: Timestamp) -> Result<Vec<Stored<Calendar>>, Error> {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = self.list(&keys::calendars(scope), &Page { limit: 200, after }, now).await?;
            found.extend(page.items);
            after = page.next;
            if after.is_none() {
                return Ok(found);
            }
        }
    }

    /// AP-28: what is taken of a calendar's windows on some days, both included.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn booked(
        &self,
        scope: TenantScope,
        calendar: &CalendarId,
        (first, last): (Date, Date),
        now: Timestamp,
    ) -> Result<BTreeMap<WindowId, Stored<Booked>>, Error> {
        let prefix = keys::capacities::<Booked>(scope, calendar);
        let (mut found, mut after) = (BTreeMap::new(), Some(keys::before_day(first)));
        loop {
            let page = self.list(&prefix, &Page { limit: 200, after }, now).await?;
            let past = page.items.last().is_some_and(|stored| stored.value.capacity.window.date() > last);
            let within = page.items.into_iter().filter(|stored| stored.value.capacity.window.date() <= last);
            found.extend(within.map(|stored| (stored.value.capacity.window.clone(), stored)));
            after = page.next;
            if after.is_none() || past {
                return Ok(found);
            }
        }
    }

    /// AP-82: the newest choices that a number was offered for a service.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn choices_of(
        &self,
        number: &Digested,
        of: (AccountId, ServiceId),
        now: Timestamp,
    ) -> Result<Option<Stored<Asked>>, Error> {
        self.read(&keys::asked(number, of, true), now).await
    }

    /// AP-83: what a number was asked, newest first, by whichever account: all of it, since the newest may stand
    /// anywhere, and who wants no messages wants none of anybody.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn asked_of(&self, number: &Digested, now: Timestamp) -> Result<Vec<Asked>, Error> {
        let mut asked = self.whole(&keys::asked_of(number), now).await?;
        asked.sort_by_key(|asked| std::cmp::Reverse(asked.at));
        Ok(asked)
    }

    /// AP-157: the accounts that have ever written to a number.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn writers_to(&self, number: &Digested, now: Timestamp) -> Result<Vec<Writer>, Error> {
        self.whole(&keys::writers(number), now).await
    }

    /// Everything under a prefix, page by page.
    async fn whole<T: DeserializeOwned>(&self, prefix: &Prefix<T>, now: Timestamp) -> Result<Vec<T>, Error> {
        let (mut all, mut page) = (Vec::new(), Page { limit: 200, after: None });
        loop {
            let found = self.list(prefix, &page, now).await?;
            all.extend(found.items.into_iter().map(|stored| stored.value));
            page.after = found.next;
            if page.after.is_none() {
                return Ok(all);
            }
        }
    }
}
