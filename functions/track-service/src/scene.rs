//! Everything that a page is made of, read.

use std::collections::BTreeMap;

use domain::account::Account;
use domain::customer::Customer;
use domain::id::{DriverId, ReasonId, VehicleId};
use domain::language::Language;
use domain::proof::Proof;
use domain::register::{Agency, Driver, Entry, FailureReason, Vehicle};
use domain::route::Route;
use domain::said::Said;
use domain::service::{Outcome, Service, State, Status};
use domain::zone;
use edge::{Problem, Request};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use scheduling::Board;
use store::keys::{Among, Lookup};
use store::{Stored, Version, keys};

use crate::approach::{self, Approach};
use crate::device::Question;
use crate::{Deps, consent, windows};

/// Services of one order that a page names at most.
const SIBLINGS: u16 = 20;

/// Which of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// The page itself.
    Page,
    /// The map.
    Map,
}

/// How a page is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asking {
    /// Which.
    pub(crate) view: View,
    /// Chosen on the page.
    pub(crate) chosen: Option<Language>,
    /// What the browser prefers.
    pub(crate) preferred: Option<Language>,
    /// What the last form came to.
    pub(crate) told: Option<&'static str>,
    /// Whether the device is known.
    pub(crate) known: bool,
    /// The day from which on windows are shown; from the first on where none is named.
    pub(crate) from: Option<Date>,
}

impl Asking {
    /// What addresses of the page end in, to stay in the language that was chosen.
    pub(crate) fn suffix(&self) -> String {
        self.chosen.map(|language| format!("?lang={}", language.tag())).unwrap_or_default()
    }

    /// The same for what leads back here, to the windows that were looked at too.
    pub(crate) fn whole_suffix(&self) -> String {
        let from = self.from.map(|day| format!("from={day}"));
        let named: Vec<String> =
            self.chosen.map(|language| format!("lang={}", language.tag())).into_iter().chain(from).collect();
        if named.is_empty() { String::new() } else { format!("?{}", named.join("&")) }
    }
}

/// Whose page it is: the service, and who waits for it.
pub(crate) struct Subject {
    pub(crate) service: Stored<Service>,
    pub(crate) customer: Option<Customer>,
    /// The version that the customer was read in.
    pub(crate) customer_version: Option<Version>,
    /// Whose service it is.
    pub(crate) account: Stored<Account>,
}

impl Subject {
    /// Reads both. A service that is gone takes its link with it.
    pub(crate) async fn read(deps: &Deps, request: &Request) -> Result<Self, Problem> {
        let gone = || Problem::new(404, "link_gone", "This link opens nothing any more.");
        let (scope, store, now) = (request.scope()?, deps.gate.store(), request.at());
        let id = request.opened()?.link.value.subject.parse().map_err(|_| gone())?;
        let (service, account) = (keys::service(scope, id), keys::account(scope));
        let (service, account) = tokio::try_join!(store.read(&service, now), store.read(&account, now))?;
        let (service, account) = (service.ok_or_else(gone)?, account.ok_or_else(gone)?);
        let customer = store.read(&keys::customer(scope, service.value.customer), now).await?;
        let customer_version = customer.as_ref().map(|stored| stored.version);
        Ok(Self { service, customer: customer.map(|stored| stored.value), customer_version, account })
    }

    /// What a new device is asked.
    pub(crate) fn question(&self) -> Option<Question> {
        Question::of(self.customer.as_ref(), self.service.value.address)
    }
}

/// Who comes, and in what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Comes {
    pub(crate) driver: Option<String>,
    /// The address of the driver's picture.
    pub(crate) photo: Option<String>,
    pub(crate) vehicle: Option<Stored<Entry<Vehicle>>>,
}

/// Everything that a page is made of.
pub(crate) struct Scene {
    pub(crate) subject: Subject,
    pub(crate) state: State,
    pub(crate) agency: Option<Entry<Agency>>,
    pub(crate) said: Option<Stored<Said>>,
    pub(crate) comes: Comes,
    /// How near it is, while a driver has it.
    pub(crate) approach: Option<Approach>,
    /// What was taken down at the door.
    pub(crate) proofs: Vec<Stored<Proof>>,
    pub(crate) reasons: BTreeMap<ReasonId, String>,
    pub(crate) siblings: Vec<Stored<Service>>,
    /// What windows depend on, while one can be chosen.
    pub(crate) board: Option<Board>,
    /// Whether messages are stopped.
    pub(crate) wants: consent::Wants,
    pub(crate) zone: TimeZone,
    pub(crate) language: Language,
    /// When it was read.
    pub(crate) now: Timestamp,
}

impl Scene {
    /// Reads it.
    pub(crate) async fn read(
        deps: &Deps,
        request: &Request,
        subject: Subject,
        asking: &Asking,
    ) -> Result<Self, Problem> {
        let (scope, store, now) = (request.scope()?, deps.gate.store(), request.at());
        let service = &subject.service.value;
        let state = service.state();
        let facets = service.describing.facets;
        let said_key = keys::said(scope, service.id);
        let agency_key = facets.agency.map(|id| keys::entry::<Agency>(scope, id));
        let reasons = reasons(&state);
        let reason_keys: Vec<_> = reasons.iter().map(|id| keys::entry::<FailureReason>(scope, *id)).collect();
        let (said, agency, reasons, route, siblings, board, wants, proofs) = tokio::try_join!(
            async { Ok(store.read(&said_key, now).await?) },
            async {
                match &agency_key {
                    Some(key) => Ok(store.read(key, now).await?),
                    None => Ok(None),
                }
            },
            async { Ok(store.read_all(&reason_keys, now).await?) },
            route(deps, request, &state),
            siblings(deps, request, service),
            Box::pin(board(deps, request, &subject)),
            consent::wants(deps, request, &subject),
            proofs(deps, request, service, &state),
        )?;
        let account = &subject.account.value;
        let agency = agency.map(|stored| stored.value);
        let reasons =
            reasons.into_iter().flatten().map(|reason| (reason.value.id, reason.value.name.as_str().to_owned()));
        let reasons = reasons.collect();
        let own = agency.as_ref().and_then(|agency| agency.facts.language).unwrap_or(account.language);
        let address = subject.customer.as_ref().and_then(|customer| customer.address(service.address));
        let zone = address.map_or(account.time_zone.as_str(), |address| {
            zone::of_recipient(address.country, address.state.as_ref(), &account.time_zone)
        });
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let language = asking.chosen.or(asking.preferred).unwrap_or(own);
        let customer = subject.customer.as_ref();
        let (comes, approach) = tokio::try_join!(
            comes(deps, request, &state, route.as_ref()),
            Box::pin(approach::approach(deps, request, (service, &state, customer), route.as_ref(), &zone)),
        )?;
        Ok(Self {
            subject,
            state,
            agency,
            said,
            comes,
            approach,
            proofs,
            reasons,
            siblings,
            board,
            wants,
            zone,
            language,
            now,
        })
    }

    /// The service.
    pub(crate) fn service(&self) -> &Service {
        &self.subject.service.value
    }

    /// The name that the recipient knows.
    pub(crate) fn brand(&self) -> &str {
        self.agency.as_ref().map_or_else(|| self.subject.account.value.name.as_str(), |agency| agency.name.as_str())
    }
}

fn reasons(state: &State) -> Vec<ReasonId> {
    let failed = state.attempts.iter().filter_map(|attempt| match attempt.outcome {
        Some(Outcome::Failed { reason, .. }) => Some(reason),
        _ => None,
    });
    let mut found: Vec<ReasonId> = failed.chain(state.failure.map(|(reason, _)| reason)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The route that has it, while one has.
async fn route(deps: &Deps, request: &Request, state: &State) -> Result<Option<Route>, Problem> {
    let Some(holding) = state.holding.filter(|_| !state.status.is_final()) else { return Ok(None) };
    let key = keys::route(request.scope()?, holding.route);
    Ok(deps.gate.store().read(&key, request.at()).await?.map(|stored| stored.value))
}

/// What was taken down at the door, once somebody was there, and for good: another attempt takes nothing away.
async fn proofs(
    deps: &Deps,
    request: &Request,
    service: &Service,
    state: &State,
) -> Result<Vec<Stored<Proof>>, Problem> {
    let over = matches!(state.status, Status::Done | Status::Failed | Status::Returned);
    if !over && state.attempts.iter().all(|attempt| attempt.ended_at.is_none()) {
        return Ok(Vec::new());
    }
    Ok(deps.gate.store().proofs_of(request.scope()?, service.id, request.at()).await?)
}

/// Who comes, while the driver is on the way to it.
async fn comes(deps: &Deps, request: &Request, state: &State, route: Option<&Route>) -> Result<Comes, Problem> {
    let Some(holding) = state.holding.filter(|_| state.status == Status::UnderWay) else {
        return Ok(Comes::default());
    };
    let (scope, store, now) = (request.scope()?, deps.gate.store(), request.at());
    let driver_key = keys::entry::<Driver>(scope, DriverId::new(holding.driver.uuid()));
    let driver = store.read(&driver_key, now).await?;
    let vehicle = match route.and_then(|route| route.vehicle) {
        Some(id) => store.read(&keys::entry::<Vehicle>(scope, VehicleId::new(id.uuid())), now).await?,
        None => None,
    };
    // People are called by what comes first of their name; the rest is nobody's business at a door.
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
    let photo = driver.as_ref().and_then(|stored| stored.value.facts.photo.as_ref());
    let photo = photo.map(|photo| photo.as_str().to_owned());
    let driver = driver.map(|stored| first(stored.value.name.as_str()));
    Ok(Comes { driver, photo, vehicle })
}

/// What windows depend on. A service that is in trouble with its windows still has its page.
async fn board(deps: &Deps, request: &Request, subject: &Subject) -> Result<Option<Board>, Problem> {
    let scope = request.scope()?;
    if !windows::can_choose(subject.service.value.status()) {
        return Ok(None);
    }
    match Box::pin(deps.schedule.board(scope, &subject.service, request.at())).await {
        Ok(board) => Ok(Some(board)),
        Err(error) => {
            tracing::error!(request = request.id(), error = %error, "windows cannot be read");
            Ok(None)
        }
    }
}

/// The other services of the same order for the same person.
async fn siblings(deps: &Deps, request: &Request, service: &Service) -> Result<Vec<Stored<Service>>, Problem> {
    let Some(order) = &service.describing.order else { return Ok(Vec::new()) };
    let (scope, store, now) = (request.scope()?, deps.gate.store(), request.at());
    let Lookup::Order(text, _) = Lookup::Order(order.as_str().to_owned(), service.id) else { return Ok(Vec::new()) };
    let mut found = store.found_by(scope, Among::Orders, &text, true, SIBLINGS, now).await?;
    found.retain(|id| *id != service.id);
    let mut services = store.services_by_id(scope, &found, now).await?;
    services.retain(|other| other.value.customer == service.customer);
    Ok(services)
}
