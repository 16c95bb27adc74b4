//! Which customers somebody may name who sees a part of the account: customers are of the whole account, and naming one
//! shows who it is.

use crate::Deps;
use crate::wish::{Maker, Making, Who};
use domain::customer::Customer;
use domain::id::CustomerId;
use edge::Problem;
use store::keys::Facet;
use store::{Page, ServiceLists, keys};

/// Months with services that are looked through, the newest first.
const MONTHS: usize = 12;
/// Services of one customer that are looked at in a month.
const EACH: u16 = 50;

/// Refuses a customer whom the maker does not know. Whoever sees the whole account knows all; others know those to whom
/// a service went that they see, and those of whom they say the document and how to reach them. The address they always
/// say: the one that is kept may be of a service that they do not see.
pub(crate) async fn check(deps: &Deps, maker: &Maker, customer: &Customer, asked: &Making) -> Result<(), Problem> {
    if maker.sight.is_unrestricted() {
        return Ok(());
    }
    let known = match &asked.customer {
        Who::Described(person) => customer.is_known_by(person.phone.as_ref(), person.email.as_ref()),
        Who::Known(_) | Who::Called(_) => false,
    };
    if !known && !has_served(deps, maker, customer.id).await? {
        return Err(stranger(&asked.customer));
    }
    if asked.address.is_none() {
        return Err(Problem::of_field("/address", "required", "Say where to: you see a part of the account."));
    }
    Ok(())
}

/// Whether a service went to a customer that the maker sees.
async fn has_served(deps: &Deps, maker: &Maker, customer: CustomerId) -> Result<bool, Problem> {
    let (store, list) = (deps.gate.store(), ServiceLists::Of(Facet::Customer(customer)));
    let months = store.read(&keys::service_months(maker.scope), maker.at).await?;
    let months = months.map(|found| found.value.months).unwrap_or_default();
    for month in months.iter().rev().take(MONTHS) {
        let page = Page { limit: EACH, after: None };
        let rows = store.services(maker.scope, list, month, true, &page, maker.at).await?;
        if rows.items.iter().any(|service| maker.sight.sees(&service.value.placement())) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is said of a customer who is not there. One whom the maker does not know looks the same, unless it is somebody
/// of whom a document or an identifier was said: that one cannot be made a second time.
pub(crate) fn stranger(who: &Who) -> Problem {
    match who {
        Who::Known(_) => Problem::of_field("/customer/id", "unknown_customer", "There is no such customer."),
        Who::Called(_) => {
            let detail = "No customer has this identifier; send a name too.";
            Problem::of_field("/customer/externalId", "unknown_customer", detail)
        }
        Who::Described(_) => {
            let detail = "Somebody is kept under this document or identifier whom you do not see. Send the telephone number or e-mail that the account knows, or ask somebody who sees the whole account.";
            Problem::of_field("/customer", "out_of_sight", detail)
        }
    }
}
