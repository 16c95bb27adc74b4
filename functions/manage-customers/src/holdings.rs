//! What is kept about a person beside the customer: at each of the person's services, and in answers kept for repeats.
//! Export gives out what stands here, and erasure removes it, so that neither can forget what the other knows.

use crate::Deps;
use domain::access::TenantScope;
use domain::id::{CustomerId, ServiceId};
use domain::service::Service;
use edge::Problem;
use jiff::Timestamp;
use store::keys::{self, Facet, Prefix};
use store::{Page, Stored};

/// The services of a customer after one of them, oldest first, and whether there are more.
pub(crate) async fn services(
    deps: &Deps,
    scope: TenantScope,
    customer: CustomerId,
    after: Option<ServiceId>,
    most: u16,
    now: Timestamp,
) -> Result<(Vec<Stored<Service>>, Option<ServiceId>), Problem> {
    let months = deps.gate.store().read(&keys::service_months(scope), now).await?;
    let start = after.map(keys::Month::of_service);
    let mut ids: Vec<ServiceId> = Vec::new();
    for month in months.map(|found| found.value.months).unwrap_or_default() {
        if start.as_ref().is_some_and(|start| month < *start) {
            continue;
        }
        let after = after.filter(|_| start.as_ref() == Some(&month)).map(|id| id.to_string());
        let mut page = Page { limit: most, after };
        loop {
            let prefix = keys::services_of_one(scope, Facet::Customer(customer), &month, false);
            let found = deps.gate.store().list(&prefix, &page, now).await?;
            ids.extend(found.items.into_iter().map(|found| found.value.id));
            page.after = found.next;
            if page.after.is_none() || ids.len() >= usize::from(most) {
                break;
            }
        }
        if ids.len() >= usize::from(most) {
            break;
        }
    }
    ids.truncate(usize::from(most));
    let next = ids.last().copied().filter(|_| ids.len() == usize::from(most));
    Ok((deps.gate.store().services_by_id(scope, &ids, now).await?, next))
}

/// Everything under a prefix.
pub(crate) async fn all<T: serde::de::DeserializeOwned>(
    deps: &Deps,
    prefix: &Prefix<T>,
    now: Timestamp,
) -> Result<Vec<T>, Problem> {
    let found = deps.gate.store().list_all(prefix, None, now).await?;
    Ok(found.into_iter().map(|item| item.value).collect())
}
