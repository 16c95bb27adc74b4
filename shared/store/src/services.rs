//! Services as they are written and listed: one item each, the lists it stands in, and what finds it.

use crate::guard::OnBehalf;
use crate::item::{self, PK, SK};
use crate::keys::{self, Among, Facet, Found, Lookup, Month, Prefix, Reported};
use crate::{Commit, Error, Listed, Page, Store, Stored};
use domain::access::TenantScope;
use domain::event::{Event, EventKind};
use domain::id::{DriverId, EventId, ServiceId};
use domain::service::{Invoice, Service, Status};
use domain::timeline::Happened;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// How long the name of a report is known. One that is older than a few days waits for a person.
const REPORT_KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Which list of services is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceLists {
    /// All.
    All,
    /// Those in a status.
    In(Status),
    /// Those that a driver carries.
    With(DriverId),
    /// Those of a customer, a branch, a partner or a transport company.
    Of(Facet),
}

/// A part of a month's list, in its order.
#[derive(Clone, Debug)]
pub struct Rows {
    /// What was found.
    pub items: Vec<Stored<Service>>,
    /// The identifier after which it goes on; none at the end of the month.
    pub next: Option<String>,
    /// How many requests it took.
    pub reads: u32,
}

/// Everything that one service is found by.
fn lookups(service: &Service) -> BTreeSet<Lookup> {
    let mut found = BTreeSet::from([Lookup::Code(service.code.as_str().to_owned())]);
    found.extend(service.external.as_ref().map(|text| Lookup::External(text.as_str().to_owned())));
    found.extend(service.describing.order.as_ref().map(|text| Lookup::Order(searched(text.as_str()), service.id)));
    found.extend(service.describing.invoice.as_ref().map(invoice_lookup));
    found
}

/// What an invoice is found by: its number and its series.
#[must_use]
pub fn invoice_lookup(invoice: &Invoice) -> Lookup {
    let series = invoice.series.as_ref().map_or("", |series| series.as_str());
    Lookup::Invoice(format!("{}{}{}", searched(invoice.number.as_str()), keys::END, searched(series)))
}

/// A text as it is looked for: in small letters.
pub(crate) fn searched(text: &str) -> String {
    text.to_lowercase()
}

/// Every list of a facet that one service stands in.
fn facets(service: &Service) -> BTreeSet<Facet> {
    let facets = service.describing.facets;
    let mut found = BTreeSet::from([Facet::Customer(service.customer)]);
    found.extend(facets.branch.map(Facet::Branch));
    found.extend(facets.partner.map(Facet::Partner));
    found.extend(facets.carrier.map(Facet::Carrier));
    found
}

/// The name of the write that keeps others from having the same.
const fn label(by: &Lookup) -> &'static str {
    match by {
        Lookup::Code(_) => "tracking code",
        Lookup::External(_) => "external id",
        Lookup::Invoice(_) => "invoice",
        Lookup::Order(..) => "order",
    }
}

impl Commit {
    /// Writes a new service with its lists and all that finds it.
    #[must_use]
    pub fn create_service(self, scope: TenantScope, service: &Service) -> Self {
        let commit = self.create("service", &keys::service(scope, service.id), service).in_lists(scope, service);
        let commit = commit.link_of(scope, None, service).agree(scope, None, Some(service));
        let commit = facets(service).into_iter().fold(commit, |commit, facet| commit.join(scope, facet, service.id));
        lookups(service).iter().fold(commit, |commit, by| commit.find_by(scope, by, service.id))
    }

    /// Writes a changed service; its lists and what finds it follow.
    #[must_use]
    pub fn replace_service(self, scope: TenantScope, before: &Stored<Service>, service: &Service) -> Self {
        let key = keys::service(scope, service.id);
        let commit = self.replace("service", &key, before.version, service).in_lists(scope, service);
        let commit = commit.link_of(scope, Some(&before.value), service);
        let commit = commit.agree(scope, Some(&before.value), Some(service));
        let commit = commit.in_reviews(scope, &before.value, service.needs_review());
        let (old, new) = (facets(&before.value), facets(service));
        let commit = old.difference(&new).fold(commit, |commit, facet| {
            commit.delete_always("service list", &keys::service_of(scope, *facet, service.id))
        });
        let commit = new.difference(&old).fold(commit, |commit, facet| commit.join(scope, *facet, service.id));
        let (old, new) = (lookups(&before.value), lookups(service));
        let commit =
            old.difference(&new).fold(commit, |commit, by| commit.delete_always(label(by), &keys::lookup(scope, by)));
        new.difference(&old).fold(commit, |commit, by| commit.find_by(scope, by, service.id))
    }

    /// Takes a service back, with its lists, its timeline and all that finds it.
    #[must_use]
    pub fn delete_service(self, scope: TenantScope, before: &Stored<Service>) -> Self {
        let service = &before.value;
        let commit = self.delete("service", &keys::service(scope, service.id), before.version).without_link_of(service);
        let commit = commit.in_reviews(scope, service, false).agree(scope, Some(service), None);
        let commit = facets(service).into_iter().fold(commit, |commit, facet| {
            commit.delete_always("service list", &keys::service_of(scope, facet, service.id))
        });
        let commit = commit.service_releases(scope, service.id, &service.describing.facets.references());
        let commit = (1..=service.timeline.count).fold(commit, |commit, seq| {
            commit.delete_always("timeline", &keys::timeline_entry(scope, service.id, seq))
        });
        lookups(service).iter().fold(commit, |commit, by| commit.delete_always(label(by), &keys::lookup(scope, by)))
    }

    /// Adds what happened to the end of a service's timeline, and tells others of it. The service, whose head moves, is
    /// written after it.
    #[must_use]
    pub fn record(self, scope: TenantScope, service: &mut Service, kind: EventKind, happened: Happened) -> Self {
        let (id, author, at) = (happened.id, happened.author.clone(), happened.arrived_at);
        let mut data = happened.data.clone();
        let (entry, head) = service.timeline.append(Happened { kind: kind.name().to_owned(), ..happened });
        data.insert("seq".to_owned(), entry.seq.to_string());
        data.insert("hash".to_owned(), entry.hash.clone());
        service.timeline = head;
        let subject = service.id.to_string();
        let event = Event { id, account: scope.account(), kind, subject, author, at, data };
        self.create("timeline", &keys::timeline_entry(scope, service.id, entry.seq), &entry).tell(&event)
    }

    /// Gives a report of a device its name, which no other has: the write `report` is refused when another has it.
    #[must_use]
    pub fn name_report(self, scope: TenantScope, id: EventId, reported: &Reported) -> Self {
        let until = self.at().checked_add(REPORT_KEPT).unwrap_or(Timestamp::MAX);
        self.create_until("report", &keys::report(scope, id), reported, until)
    }

    fn in_lists(self, scope: TenantScope, service: &Service) -> Self {
        let (state, month) = (service.state(), Month::of_service(service.id));
        let driver = state.holding.map(|holding| keys::services_with(scope, holding.driver, &month, true));
        let status = keys::services_in(scope, state.status, &month, true);
        self.listed(driver.as_ref(), Some(&status), &service.id.to_string())
    }

    /// Whether somebody has to look at it, where that has changed.
    fn in_reviews(self, scope: TenantScope, before: &Service, needed: bool) -> Self {
        let key = keys::service_to_review(scope, before.id);
        match (before.needs_review(), needed) {
            (false, true) => self.put_always("service review", &key, &Found { id: before.id }, None),
            (true, false) => self.delete_always("service review", &key),
            _ => self,
        }
    }

    fn join(self, scope: TenantScope, facet: Facet, id: ServiceId) -> Self {
        self.put_always("service list", &keys::service_of(scope, facet, id), &Found { id }, None)
    }

    fn find_by(self, scope: TenantScope, by: &Lookup, id: ServiceId) -> Self {
        self.create(label(by), &keys::lookup(scope, by), &Found { id })
    }
}

impl Store {
    /// Reads a part of a month's list of services, by the identifier of the last one before.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer or an item is unreadable.
    pub async fn services(
        &self,
        scope: TenantScope,
        list: ServiceLists,
        month: &Month,
        newest_first: bool,
        page: &Page,
        now: Timestamp,
    ) -> Result<Rows, Error> {
        let (found, reads) = match list {
            ServiceLists::All => (self.list(&keys::services_of(scope, month, newest_first), page, now).await?, 1),
            ServiceLists::In(status) => {
                let prefix = keys::services_in(scope, status, month, newest_first);
                (self.by_index(scope, &prefix, Index::Second, page, now).await?, 1)
            }
            ServiceLists::With(driver) => {
                let prefix = keys::services_with(scope, driver, month, newest_first);
                (self.by_index(scope, &prefix, Index::First, page, now).await?, 1)
            }
            ServiceLists::Of(facet) => {
                let prefix = keys::services_of_one(scope, facet, month, newest_first);
                let found = self.list(&prefix, page, now).await?;
                let ids: Vec<ServiceId> = found.items.iter().map(|found| found.value.id).collect();
                let items = self.services_by_id(scope, &ids, now).await?;
                (Listed { items, next: found.next }, 2)
            }
        };
        Ok(Rows { items: found.items, next: found.next, reads })
    }

    /// Reads services by their identifiers; those that are gone are left out.
    ///
    /// # Errors
    /// As [`Self::services`].
    pub async fn services_by_id(
        &self,
        scope: TenantScope,
        ids: &[ServiceId],
        now: Timestamp,
    ) -> Result<Vec<Stored<Service>>, Error> {
        let keys: Vec<_> = ids.iter().map(|id| keys::service(scope, *id)).collect();
        Ok(self.read_all(&keys, now).await?.into_iter().flatten().collect())
    }

    /// Reads what begins with a text of two characters or more, or is all of it when `whole`.
    ///
    /// # Errors
    /// As [`Self::services`].
    pub async fn found_by<Id: DeserializeOwned>(
        &self,
        scope: TenantScope,
        among: Among,
        text: &str,
        whole: bool,
        limit: u16,
        now: Timestamp,
    ) -> Result<Vec<Id>, Error> {
        let page = Page { limit, after: None };
        let found = self.found_in_part(scope, among, text, whole, &page, now).await?;
        Ok(found.items.into_iter().map(|found| found.value.id).collect())
    }

    /// As [`Self::found_by`], a part at a time.
    ///
    /// # Errors
    /// As [`Self::services`].
    pub async fn found_in_part<Id: DeserializeOwned>(
        &self,
        scope: TenantScope,
        among: Among,
        text: &str,
        whole: bool,
        page: &Page,
        now: Timestamp,
    ) -> Result<Listed<Found<Id>>, Error> {
        let text = match among {
            Among::Codes => text.to_uppercase(),
            Among::Externals => text.to_owned(),
            Among::Orders | Among::Invoices | Among::Names => searched(text),
        };
        let ended = matches!(among, Among::Orders | Among::Invoices | Among::Names);
        let text = if whole && ended { format!("{text}{}", keys::END) } else { text };
        self.list(&keys::lookups::<Id>(scope, among, &text), page, now).await
    }

    async fn by_index<T: DeserializeOwned>(
        &self,
        scope: TenantScope,
        prefix: &Prefix<T>,
        index: Index,
        page: &Page,
        now: Timestamp,
    ) -> Result<Listed<T>, Error> {
        let (name, pk, sk) = index.names();
        let mut query = self
            .client
            .query()
            .table_name(&*self.table)
            .index_name(name)
            .key_condition_expression("#pk = :pk")
            .expression_attribute_names("#pk", pk)
            .expression_attribute_values(":pk", item::text(&prefix.pk))
            .scan_index_forward(!prefix.newest_first)
            .limit(i32::from(page.limit.clamp(1, 200)));
        if let Some(id) = page.after.as_deref().and_then(|after| after.parse::<ServiceId>().ok()) {
            let place = keys::service(scope, id).place;
            query = query
                .exclusive_start_key(pk, item::text(&prefix.pk))
                .exclusive_start_key(sk, item::text(&place.sk))
                .exclusive_start_key(PK, item::text(&place.pk))
                .exclusive_start_key(SK, item::text(&place.sk));
        }
        let answer = query
            .customize()
            .interceptor(OnBehalf(vec![prefix.acting]))
            .send()
            .await
            .map_err(|error| Error::from_sdk("listing", &error))?;
        let next = answer.last_evaluated_key.as_ref().and_then(|key| item::string(key, SK)).map(str::to_owned);
        let mut items = Vec::new();
        for found in answer.items.unwrap_or_default() {
            items.extend(item::unpack(found, now)?);
        }
        Ok(Listed { items, next })
    }
}

#[derive(Clone, Copy)]
enum Index {
    First,
    Second,
}

impl Index {
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::First => ("GSI1", item::GSI1PK, item::GSI1SK),
            Self::Second => ("GSI2", item::GSI2PK, item::GSI2SK),
        }
    }
}
