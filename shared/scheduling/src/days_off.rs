//! The days on which whoever works for an account does not.

use domain::access::TenantScope;
use domain::register::OperatorHoliday;
use domain::service::Facets;
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Error, Page, Search, Store};

/// The holidays of the operator, first and last day of each: of whoever works for all, and of the branch and the transport
/// company that something is carried out by.
///
/// # Errors
/// [`Error`] when the table does not answer.
pub async fn of_operator(
    store: &Store,
    scope: TenantScope,
    facets: &Facets,
    now: Timestamp,
) -> Result<Vec<(Date, Date)>, Error> {
    let (mut runs, mut page) = (Vec::new(), Page { limit: 200, after: None });
    loop {
        let found = store.entries::<OperatorHoliday>(scope, Search::Name(""), &page, now).await?;
        let entries = found.items.into_iter().map(|found| found.value);
        let closed = entries.filter(|entry| entry.active && entry.facts.concerns(facets));
        runs.extend(closed.map(|entry| entry.facts.days()));
        page.after = found.next;
        if page.after.is_none() {
            return Ok(runs);
        }
    }
}
