//! Lists of services.
//!
//! Unfiltered, by status, by driver, by customer, branch, partner or transport company, a page costs the same reads
//! in an account of a hundred services as in one of a hundred thousand: each has its own list, in months, and a page
//! walks down the months until it is full. What is asked beyond the one list that was chosen is compared row by row,
//! under a budget of reads; when that is used up the page is short, and its cursor goes on where it stopped.

use domain::customer::Customer;
use domain::id::{CustomerId, ServiceId};
use domain::service::Service;
use edge::{Problem, Reply, Request};
use std::collections::{BTreeMap, BTreeSet};
use store::keys::{self, Facet, Month};
use store::{Page, ServiceLists, Stored};

use crate::{Deps, wire};

mod filter;
mod search;

pub(crate) use filter::Filter;

/// Reads that one page may cost.
const BUDGET: u32 = 24;
/// Rows that are looked through at once when not all of them will fit.
const CHUNK: u16 = 100;

/// Lists services, newest first, by any of the filters. Beside each other, filters narrow the list down; a page may
/// then be short, or even empty, and still have a next one.
#[utoipa::path(get, path = "/v1/services", tag = "Services",
    params(
        ("status" = Option<String>, Query, description = "active, routed, under_way, paused, done, failed, returned, cancelled_by_office or cancelled_by_recipient"),
        ("type" = Option<String>, Query, description = "delivery, collection or attendance"),
        ("driver" = Option<String>, Query, description = "Id of the driver who carries it, or carried it to its end"),
        ("customer" = Option<String>, Query, description = "Id of the customer"),
        ("branch" = Option<String>, Query, description = "Id of the branch"),
        ("partner" = Option<String>, Query, description = "Id of the partner"),
        ("carrier" = Option<String>, Query, description = "Id of the transport company"),
        ("createdFrom" = Option<String>, Query, description = "Made at this instant or later"),
        ("createdTo" = Option<String>, Query, description = "Made before this instant"),
        ("finishedFrom" = Option<String>, Query, description = "Ended at this instant or later"),
        ("finishedTo" = Option<String>, Query, description = "Ended before this instant"),
        ("code" = Option<String>, Query, description = "Tracking code, as people read it out"),
        ("order" = Option<String>, Query, description = "Number of the order"),
        ("invoice" = Option<String>, Query, description = "Number of the invoice"),
        ("series" = Option<String>, Query, description = "Series of the invoice; only with `invoice`"),
        ("externalId" = Option<String>, Query, description = "Identifier in another system, in the very letters that it has there"),
        ("q" = Option<String>, Query, description = "Two characters or more that a tracking code, an order, an invoice or a name begins with; without `code`, `order`, `invoice` and `externalId`"),
        ("sort" = Option<String>, Query, description = "`-createdAt`, which is the default, or `createdAt`"),
        ("limit" = Option<u16>, Query, description = "1 to 200"),
        ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Services)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let filter = Filter::read(request)?;
    let page = request.page(&deps.gate)?;
    let (services, next, truncated) = match filter.search() {
        Some(narrow) => search::find(deps, request, &filter, narrow, &page).await?,
        None => {
            let (services, next) = walk(deps, request, &filter, &page).await?;
            (services, next, false)
        }
    };
    let customers = customers(deps, request, &services).await?;
    let rows = services.iter().map(|service| {
        let service = &service.value;
        wire::ServiceRow::new(&deps.gate, service.id, service, customers.get(&service.customer))
    });
    let next_cursor = request.cursor(&deps.gate, next.as_deref())?;
    Ok(Reply::ok(&wire::Services { items: rows.collect(), next_cursor, truncated }))
}

async fn months(deps: &Deps, request: &Request) -> Result<Vec<Month>, Problem> {
    let found = deps.gate.store().read(&keys::service_months(request.scope()?), request.at()).await?;
    Ok(found.map(|found| found.value.months.into_iter().collect()).unwrap_or_default())
}

/// Walks down the months of one list until the page is full or the budget is used up.
async fn walk(
    deps: &Deps,
    request: &Request,
    filter: &Filter,
    page: &Page,
) -> Result<(Vec<Stored<Service>>, Option<String>), Problem> {
    let (mut after, start) = start(page.after.as_deref());
    let mut months = months(deps, request).await?;
    if filter.newest_first {
        months.reverse();
    }
    let wanted = usize::from(page.limit);
    // One row more than fits tells whether there is another page.
    let limit = if filter.rest_is_empty() { page.limit.saturating_add(1) } else { CHUNK.max(page.limit) };
    let (mut found, mut reads): (Vec<Stored<Service>>, u32) = (Vec::new(), 0);
    let months = months.into_iter().filter(|month| filter.may_have(month));
    let mut months = months.skip_while(|month| start.as_ref().is_some_and(|start| start != month));
    while let Some(month) = months.next() {
        loop {
            let part = Page { limit, after: after.take() };
            let rows = deps
                .gate
                .store()
                .services(request.scope()?, filter.list, &month, filter.newest_first, &part, request.at())
                .await?;
            reads = reads.saturating_add(rows.reads);
            for service in rows.items {
                if filter.keeps(&service.value) {
                    found.push(service);
                }
                if found.len() > wanted {
                    found.truncate(wanted);
                    return Ok(page_of(found));
                }
            }
            after = rows.next;
            if reads >= BUDGET {
                // Goes on within the month, or where the next one begins.
                let next = after.or_else(|| months.next().map(|month| month.as_str().to_owned()));
                return Ok((found, next));
            }
            if after.is_none() {
                break;
            }
        }
    }
    Ok((found, None))
}

/// Where a page begins: after a service in its month, or with a month.
fn start(after: Option<&str>) -> (Option<String>, Option<Month>) {
    let Some(after) = after else { return (None, None) };
    match (after.parse::<ServiceId>(), after.parse::<Month>()) {
        (Ok(id), _) => (Some(id.to_string()), Some(Month::of_service(id))),
        (Err(_), month) => (None, month.ok()),
    }
}

/// A full page goes on after its last row.
fn page_of(found: Vec<Stored<Service>>) -> (Vec<Stored<Service>>, Option<String>) {
    let last = found.last().map(|service| service.value.id.to_string());
    (found, last)
}

/// Whoever waits for the services of a page, in one read.
async fn customers(
    deps: &Deps,
    request: &Request,
    services: &[Stored<Service>],
) -> Result<BTreeMap<CustomerId, Customer>, Problem> {
    let ids: BTreeSet<CustomerId> = services.iter().map(|service| service.value.customer).collect();
    let scope = request.scope()?;
    let keys: Vec<_> = ids.iter().map(|id| keys::customer(scope, *id)).collect();
    let found = deps.gate.store().read_all(&keys, request.at()).await?;
    Ok(found.into_iter().flatten().map(|found| (found.value.id, found.value)).collect())
}

/// The list that a filter chooses: the one with the fewest rows first.
fn choose(customer: Option<CustomerId>, others: [Option<ServiceLists>; 8]) -> ServiceLists {
    let customer = customer.map(|id| ServiceLists::Of(Facet::Customer(id)));
    customer.into_iter().chain(others.into_iter().flatten()).next().unwrap_or(ServiceLists::All)
}
