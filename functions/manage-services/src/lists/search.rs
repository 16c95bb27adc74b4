//! Services that a text leads to: all of a code, an order, an invoice or an identifier, or what these and the names of
//! their recipients begin with.
//!
//! The same text leads to the same services on every page; a page goes on behind its last one.

use domain::access::TenantScope;
use domain::id::{CustomerId, ServiceId};
use domain::service::Service;
use edge::{BoxFuture, Problem, Request};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use store::keys::{self, Among, Facet, Lookup, Month};
use store::{Listed, Page, Store, Stored};

use super::filter::{Filter, Narrow};
use super::months;
use crate::Deps;

/// Rows that one read brings.
const PART: u16 = 200;
/// Reads for what begins with a text, in one place.
const READS: u32 = 10;
/// Customers whose services are looked for by a name.
const CUSTOMERS: usize = 200;
/// Months of customers that are read by a name.
const MONTHS: usize = 240;
/// Months that are read at the same time.
const AT_ONCE: usize = 16;
/// Parts of what was found that one page reads.
const PARTS: usize = 12;

/// The services of a page, where it goes on, and whether the text leads to more than was looked through.
type Found = (Vec<Stored<Service>>, Option<String>, bool);

/// A page of the services that one text leads to.
pub(super) async fn find(
    deps: &Deps,
    request: &Request,
    filter: &Filter,
    narrow: &Narrow,
    page: &Page,
) -> Result<Found, Problem> {
    let (scope, now) = (request.scope()?, request.at());
    let mut hunt = Hunt { store: deps.gate.store(), scope, now, ids: BTreeSet::new(), truncated: false };
    match narrow {
        Narrow::Code(code) => hunt.one(&Lookup::Code(code.as_str().to_owned())).await?,
        Narrow::External(text) => hunt.one(&Lookup::External(text.clone())).await?,
        Narrow::Order(text) => hunt.all(Among::Orders, text, true).await?,
        Narrow::Invoice(text) => hunt.all(Among::Invoices, text, true).await?,
        Narrow::Text(text) => {
            for code in typed(text) {
                hunt.all(Among::Codes, &code, false).await?;
            }
            hunt.all(Among::Orders, text, false).await?;
            hunt.all(Among::Invoices, text, false).await?;
            hunt.named(text, months(deps, request).await?).await?;
        }
    }
    let Hunt { store, ids, truncated, .. } = hunt;
    let after: Option<ServiceId> = page.after.as_deref().and_then(|after| after.parse().ok());
    let behind = |id: &ServiceId| after.is_none_or(|after| if filter.newest_first { *id < after } else { *id > after });
    let mut ids: Vec<ServiceId> = ids.into_iter().filter(behind).collect();
    if filter.newest_first {
        ids.reverse();
    }
    let (limit, mut found, mut looked) = (usize::from(page.limit), Vec::new(), None);
    for part in ids.chunks(usize::from(PART)).take(PARTS) {
        let services = store.services_by_id(scope, part, now).await?;
        found.extend(services.into_iter().filter(|service| filter.keeps(&service.value)));
        // One more than fits tells whether there is another page.
        if found.len() > limit {
            found.truncate(limit);
            let last = found.last().map(|last: &Stored<Service>| last.value.id.to_string());
            return Ok((found, last, truncated));
        }
        looked = part.last();
    }
    let next = looked.filter(|last| ids.last() != Some(last)).map(ToString::to_string);
    Ok((found, next, truncated))
}

/// A part of a tracking code as people type it, and as it may have been meant.
fn typed(text: &str) -> BTreeSet<String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase();
    let meant = plain.replace('O', "0").replace(['I', 'L'], "1");
    BTreeSet::from([plain, meant]).into_iter().filter(|text| text.chars().count() > 1).collect()
}

/// What was found so far.
struct Hunt<'h> {
    store: &'h Store,
    scope: TenantScope,
    now: Timestamp,
    ids: BTreeSet<ServiceId>,
    truncated: bool,
}

impl Hunt<'_> {
    /// What no other service has.
    async fn one(&mut self, by: &Lookup) -> Result<(), Problem> {
        let found = self.store.read(&keys::lookup(self.scope, by), self.now).await?;
        self.ids.extend(found.map(|found| found.value.id));
        Ok(())
    }

    async fn all(&mut self, among: Among, text: &str, whole: bool) -> Result<(), Problem> {
        let found = self.parts::<ServiceId>(among, text, whole, usize::MAX).await?;
        self.ids.extend(found);
        Ok(())
    }

    /// What a text leads to, until there are enough.
    async fn parts<Id: DeserializeOwned>(
        &mut self,
        among: Among,
        text: &str,
        whole: bool,
        enough: usize,
    ) -> Result<Vec<Id>, Problem> {
        let (mut all, mut page) = (Vec::new(), Page { limit: PART, after: None });
        for _ in 0..READS {
            let found = self.store.found_in_part(self.scope, among, text, whole, &page, self.now).await?;
            all.extend(found.items.into_iter().map(|found| found.value.id));
            match found.next {
                Some(next) if all.len() < enough => page.after = Some(next),
                next => {
                    self.truncated |= next.is_some();
                    return Ok(all);
                }
            }
        }
        self.truncated = true;
        Ok(all)
    }

    /// The services of everybody whose name has the text, the newest months first. Nobody has services before the
    /// month in which they were first seen.
    async fn named(&mut self, text: &str, months: Vec<Month>) -> Result<(), Problem> {
        let customers: Vec<CustomerId> = self.parts(Among::Names, text, false, CUSTOMERS).await?;
        let customers: BTreeSet<CustomerId> = customers.into_iter().collect();
        let (store, scope, now) = (self.store, self.scope, self.now);
        let mut places = Vec::new();
        for month in months.into_iter().rev() {
            let there = customers.iter().filter(|id| keys::Month::of_customer(**id) <= month);
            places.extend(there.map(|id| keys::services_of_one(scope, Facet::Customer(*id), &month, true)));
        }
        self.truncated |= places.len() > MONTHS;
        let page = Page { limit: PART, after: None };
        let mut reads: Vec<BoxFuture<'_, Result<Listed<keys::Found<ServiceId>>, store::Error>>> = Vec::new();
        for place in places.iter().take(MONTHS) {
            reads.push(Box::pin(store.list(place, &page, now)));
        }
        let mut read = stream::iter(reads).buffered(AT_ONCE);
        while let Some(found) = read.next().await {
            let found = found?;
            self.truncated |= found.next.is_some();
            self.ids.extend(found.items.into_iter().map(|found| found.value.id));
        }
        Ok(())
    }
}
