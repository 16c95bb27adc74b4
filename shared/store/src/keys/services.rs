//! Keys of services, of their recipients, and of what finds them. A service lies with those of its month, which its
//! identifier tells; the lists by status and by driver are those of the two indexes.

use super::{ITSELF, Key, Prefix, own, own_prefix};
use domain::access::TenantScope;
use domain::customer::Customer;
use domain::id::{BranchId, CarrierId, CustomerId, DriverId, PartnerId, RouteId, ServiceId};
use domain::route::Route;
use domain::service::{Service, Status};
use domain::timeline::Entry;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::str::FromStr;

/// A month of the calendar in UTC, `2026-11`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month(String);

impl Month {
    /// The month of a moment.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        let date = at.to_zoned(TimeZone::UTC).date();
        Self(format!("{:04}-{:02}", date.year(), date.month()))
    }

    /// The month in which a service was made; one in which there is nothing for an identifier that tells none.
    #[must_use]
    pub fn of_service(id: ServiceId) -> Self {
        let seconds = id.uuid().get_timestamp().map(|at| at.to_unix().0);
        let at = seconds.and_then(|seconds| Timestamp::from_second(i64::try_from(seconds).ok()?).ok());
        Self::of(at.unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// The month in which a customer was first seen; the first of all for an identifier that tells none.
    #[must_use]
    pub fn of_customer(id: CustomerId) -> Self {
        Self::of_service(ServiceId::new(id.uuid()))
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Not a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidMonth;

impl FromStr for Month {
    type Err = InvalidMonth;

    fn from_str(text: &str) -> Result<Self, InvalidMonth> {
        let first: Date = format!("{text}-01").parse().map_err(|_| InvalidMonth)?;
        let month = Self(format!("{:04}-{:02}", first.year(), first.month()));
        if month.0 == text { Ok(month) } else { Err(InvalidMonth) }
    }
}

/// The months in which services were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Months {
    /// Every one.
    pub months: BTreeSet<Month>,
}

/// What else than everything, a status and a driver services are listed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Their recipient.
    Customer(CustomerId),
    /// Their branch.
    Branch(BranchId),
    /// Their partner.
    Partner(PartnerId),
    /// Their transport company.
    Carrier(CarrierId),
}

impl Facet {
    fn name(self) -> String {
        match self {
            Self::Customer(id) => format!("CUSTOMER#{id}"),
            Self::Branch(id) => format!("BRANCH#{id}"),
            Self::Partner(id) => format!("PARTNER#{id}"),
            Self::Carrier(id) => format!("CARRIER#{id}"),
        }
    }
}

/// What a service is found by beside its identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lookup {
    /// Its tracking code, which no other has.
    Code(String),
    /// Its identifier in another system, which no other has.
    External(String),
    /// Its invoice and series, which no other has.
    Invoice(String),
    /// Its order, which others may have too.
    Order(String, ServiceId),
}

/// Which texts are looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Tracking codes.
    Codes,
    /// Identifiers in another system.
    Externals,
    /// Invoices.
    Invoices,
    /// Orders.
    Orders,
    /// Names of customers.
    Names,
}

impl Among {
    const fn name(self) -> &'static str {
        match self {
            Self::Codes => "CODE",
            Self::Externals => "EXTERNAL",
            Self::Invoices => "INVOICE",
            Self::Orders => "ORDER",
            Self::Names => "NAME",
        }
    }
}

/// What a lookup leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<Id> {
    /// The service or the customer.
    pub id: Id,
}

const SERVICE: &str = "SERVICE#";

/// AP-40: one service.
#[must_use]
pub fn service(scope: TenantScope, id: ServiceId) -> Key<Service> {
    own(scope, "service", &format!("{SERVICE}{}", Month::of_service(id).0), &id.to_string())
}

/// AP-41: the services of a month.
#[must_use]
pub fn services_of(scope: TenantScope, month: &Month, newest_first: bool) -> Prefix<Service> {
    own_prefix(scope, &format!("{SERVICE}{}", month.0), newest_first)
}

/// AP-42: the services of a month in a status (index GSI2).
#[must_use]
pub fn services_in(scope: TenantScope, status: Status, month: &Month, newest_first: bool) -> Prefix<Service> {
    own_prefix(scope, &format!("STATUS#{}#{}", status.name(), month.0), newest_first)
}

/// AP-43: the services of a month that a driver carries, or carried to their end (index GSI1).
#[must_use]
pub fn services_with(scope: TenantScope, driver: DriverId, month: &Month, newest_first: bool) -> Prefix<Service> {
    own_prefix(scope, &format!("WITH#{driver}#{}", month.0), newest_first)
}

/// AP-44: that a service is one of a customer's, a branch's, a partner's or a transport company's.
#[must_use]
pub fn service_of(scope: TenantScope, facet: Facet, id: ServiceId) -> Key<Found<ServiceId>> {
    let month = Month::of_service(id);
    own(scope, "service_of", &format!("OF#{}#{}", facet.name(), month.0), &id.to_string())
}

/// AP-45: the services of a month that are one customer's, branch's, partner's or transport company's.
#[must_use]
pub fn services_of_one(
    scope: TenantScope,
    facet: Facet,
    month: &Month,
    newest_first: bool,
) -> Prefix<Found<ServiceId>> {
    own_prefix(scope, &format!("OF#{}#{}", facet.name(), month.0), newest_first)
}

/// AP-46: the months in which services were made.
#[must_use]
pub fn service_months(scope: TenantScope) -> Key<Months> {
    own(scope, "service_months", "SERVICEMONTHS", ITSELF)
}

/// AP-47: what a service is found by. Those that no other may have are the locks that make it so.
#[must_use]
pub fn lookup(scope: TenantScope, by: &Lookup) -> Key<Found<ServiceId>> {
    let (among, text) = match by {
        Lookup::Code(text) => (Among::Codes, text.clone()),
        Lookup::External(text) => (Among::Externals, text.clone()),
        Lookup::Invoice(text) => (Among::Invoices, text.clone()),
        Lookup::Order(text, id) => (Among::Orders, format!("{text}{END}{id}")),
    };
    own(scope, "lookup", &partition(among, &text), &text)
}

/// AP-48: what begins with a text of two characters or more, by the text.
#[must_use]
pub fn lookups<Id>(scope: TenantScope, among: Among, text: &str) -> Prefix<Found<Id>> {
    Prefix { sk: text.to_owned(), ..own_prefix(scope, &partition(among, text), false) }
}

/// Ends a text that others may begin with, or have too.
pub(crate) const END: char = '\u{1}';

/// Texts lie with those that begin with the same two characters.
fn partition(among: Among, text: &str) -> String {
    let start: String = text.chars().take(2).collect();
    format!("FIND#{}#{start}", among.name())
}

/// AP-49: one entry of a service's timeline.
#[must_use]
pub fn timeline_entry(scope: TenantScope, id: ServiceId, seq: u32) -> Key<Entry> {
    own(scope, "timeline", &format!("TIMELINE#{id}"), &format!("{seq:010}"))
}

/// AP-50: the timeline of a service, oldest first.
#[must_use]
pub fn timeline(scope: TenantScope, id: ServiceId) -> Prefix<Entry> {
    own_prefix(scope, &format!("TIMELINE#{id}"), false)
}

/// AP-133: that somebody has to look at a service.
#[must_use]
pub fn service_to_review(scope: TenantScope, id: ServiceId) -> Key<Found<ServiceId>> {
    own(scope, "service_to_review", "SERVICEREVIEWS", &id.to_string())
}

/// AP-133: the services that somebody has to look at, in the order in which they were made.
#[must_use]
pub fn services_to_review(scope: TenantScope) -> Prefix<Found<ServiceId>> {
    own_prefix(scope, "SERVICEREVIEWS", false)
}

/// AP-51: one customer, with all that is known of the person.
#[must_use]
pub fn customer(scope: TenantScope, id: CustomerId) -> Key<Customer> {
    own(scope, "customer", &format!("CUSTOMER#{id}"), ITSELF)
}

/// AP-52: the customer with an identifier in another system; the lock that makes it one.
#[must_use]
pub fn customer_by_external(scope: TenantScope, external: &str) -> Key<Found<CustomerId>> {
    own(scope, "customer_key", &format!("CUSTOMERKEY#E#{}", digest(scope, external)), ITSELF)
}

/// AP-53: the customer with a document; the lock that makes it one.
#[must_use]
pub fn customer_by_document(scope: TenantScope, document: &str) -> Key<Found<CustomerId>> {
    own(scope, "customer_key", &format!("CUSTOMERKEY#D#{}", digest(scope, document)), ITSELF)
}

/// AP-54: a word that a customer's name has, and what follows it.
#[must_use]
pub fn customer_name(scope: TenantScope, words: &str, id: CustomerId) -> Key<Found<CustomerId>> {
    own(scope, "customer_name", &partition(Among::Names, words), &format!("{words}{END}{id}"))
}

/// AP-55: what the account asks of its services.
#[must_use]
pub fn service_settings<T>(scope: TenantScope) -> Key<T> {
    own(scope, "service_settings", "SERVICESETTINGS", ITSELF)
}

/// AP-56: one route.
#[must_use]
pub fn route(scope: TenantScope, id: RouteId) -> Key<Route> {
    own(scope, "route", &format!("ROUTE#{id}"), ITSELF)
}

/// AP-57: that a driver has a route from a day on.
#[must_use]
pub fn route_of_driver(scope: TenantScope, driver: DriverId, day: Date, id: RouteId) -> Key<Found<RouteId>> {
    own(scope, "route_of", &format!("ROUTES#{driver}"), &format!("{day}#{id}"))
}

/// AP-57: the routes of a driver on a day, or the latest first.
#[must_use]
pub fn routes_of_driver(scope: TenantScope, driver: DriverId, day: Option<Date>) -> Prefix<Found<RouteId>> {
    let sk = day.map(|day| format!("{day}#")).unwrap_or_default();
    Prefix { sk, ..own_prefix(scope, &format!("ROUTES#{driver}"), day.is_none()) }
}

/// AP-58: that a route begins on a day.
#[must_use]
pub fn route_of_day(scope: TenantScope, day: Date, id: RouteId) -> Key<Found<RouteId>> {
    own(scope, "route_of", &format!("ROUTEDAY#{day}"), &id.to_string())
}

/// AP-58: the routes of a day, oldest first.
#[must_use]
pub fn routes_of_day(scope: TenantScope, day: Date) -> Prefix<Found<RouteId>> {
    own_prefix(scope, &format!("ROUTEDAY#{day}"), false)
}

/// A document is personal data, and keys are seen by more eyes than items.
pub(super) fn digest(scope: TenantScope, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(scope.account().to_string().as_bytes());
    hash.update(b"\n");
    hash.update(text.as_bytes());
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::AccountId;
    use uuid::Uuid;

    fn scope() -> TenantScope {
        TenantScope::acting_for(AccountId::new(Uuid::from_u128(1)))
    }

    fn made_at(seconds: u64) -> ServiceId {
        ServiceId::new(Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, 0)))
    }

    #[test]
    fn a_service_lies_in_the_month_that_its_identifier_tells() {
        let id = made_at(1_795_291_603);
        assert_eq!(Month::of_service(id).as_str(), "2026-11");
        assert_eq!(service(scope(), id).place.pk, services_of(scope(), &Month::of_service(id), true).pk);
        let facet = Facet::Partner(PartnerId::new(Uuid::from_u128(3)));
        let listed = services_of_one(scope(), facet, &Month::of_service(id), true);
        assert_eq!(service_of(scope(), facet, id).place.pk, listed.pk);
        let nothing = ServiceId::new(Uuid::from_u128(7));
        assert_eq!(Month::of_service(nothing).as_str(), "1970-01");
    }

    #[test]
    fn a_text_is_found_by_what_it_begins_with() {
        let id = made_at(1);
        for (by, among, start) in [
            (Lookup::Code("3AB".to_owned()), Among::Codes, "3A"),
            (Lookup::Order("v-1".to_owned(), id), Among::Orders, "v-1"),
            (Lookup::Invoice("É1".to_owned()), Among::Invoices, "É1"),
        ] {
            let (key, prefix) = (lookup(scope(), &by), lookups::<ServiceId>(scope(), among, start));
            assert_eq!(key.place.pk, prefix.pk);
            assert!(key.place.sk.starts_with(&prefix.sk));
        }
    }

    #[test]
    fn only_a_month_reads_as_one() {
        for (text, fine) in [("2026-11", true), ("2026-13", false), ("2026-1", false), ("x", false), ("", false)] {
            assert_eq!(text.parse::<Month>().is_ok(), fine, "{text}");
        }
    }
}
