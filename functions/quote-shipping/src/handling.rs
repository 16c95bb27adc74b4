//! Room in the days of sellers who get ready only so much in a day, taken for an order.

use crate::Deps;
use domain::access::TenantScope;
use domain::capacity::Load;
use domain::code::SellerId;
use domain::id::ReservationId;
use domain::operation::{Handling, Workday};
use domain::reservation::Hold;
use edge::Problem;
use freight::configuration::Configuration;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::{Commit, Page, Stored, keys};

/// What an order takes of a seller's days: units of its goods, and the day by which they were promised to be ready. An
/// order that was promised nothing takes the first days that have room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) units: u32,
    pub(crate) by: Option<Date>,
}

/// Holds room in the days of sellers; those without a limit are left out.
///
/// # Errors
/// 409 where there is not room enough, or not in time.
pub(crate) async fn hold_days(
    deps: &Deps,
    scope: TenantScope,
    mut commit: Commit,
    (configuration, parts): (&Configuration, &BTreeMap<SellerId, Part>),
    (by, until): (ReservationId, Timestamp),
    now: Timestamp,
) -> Result<(Commit, Vec<Handling>), Problem> {
    let today = now.to_zoned(configuration.zone().clone()).date();
    let mut handlings = Vec::new();
    for (seller, part) in parts {
        let Some(daily) = configuration.daily(seller) else { continue };
        let days = workdays(deps, scope, seller, today, now).await?;
        let taken = |date: Date| days.get(&date).map_or_else(Load::default, |stored| stored.value.at(now));
        let allotted = daily.allot(today, part.units, taken).ok_or_else(|| full(seller))?;
        let late = |(date, _): &(Date, Load)| part.by.is_some_and(|by| *date > by);
        if allotted.last().is_some_and(late) {
            return Err(full(seller));
        }
        for (date, load) in allotted {
            let key = keys::workday::<Workday>(scope, seller, date);
            let stored = days.get(&date);
            let day = stored.map_or_else(|| Workday::new(date), |stored| stored.value.clone());
            let day = day.hold(Hold { by, what: load, until }, now);
            commit = match stored {
                Some(stored) => commit.replace_until("workday", &key, stored.version, &day, day.forgotten()),
                None => commit.create_until("workday", &key, &day, day.forgotten()),
            };
            handlings.push(Handling { seller: seller.clone(), date, load });
        }
    }
    Ok((commit, handlings))
}

/// A seller's days from a day on, by date.
async fn workdays(
    deps: &Deps,
    scope: TenantScope,
    seller: &SellerId,
    today: Date,
    now: Timestamp,
) -> Result<BTreeMap<Date, Stored<Workday>>, Problem> {
    let prefix = keys::workdays::<Workday>(scope, seller);
    let page = Page { limit: 200, after: Some(keys::before_workday(today)) };
    let listed = deps.gate.store().list(&prefix, &page, now).await?;
    Ok(listed.items.into_iter().map(|stored| (stored.value.date, stored)).collect())
}

/// What is taken of a seller's days from a day on.
pub(crate) async fn taken(
    deps: &Deps,
    scope: TenantScope,
    seller: SellerId,
    today: Date,
    now: Timestamp,
) -> Result<Vec<Handling>, Problem> {
    let days = workdays(deps, scope, &seller, today, now).await?;
    let handling =
        |(date, stored): (Date, Stored<Workday>)| Handling { seller: seller.clone(), date, load: stored.value.at(now) };
    Ok(days.into_iter().map(handling).collect())
}

fn full(seller: &SellerId) -> Problem {
    let detail =
        format!("The seller {seller} has no room for it on the days that were promised. Quote the cart again.");
    Problem::conflict("seller_full", detail)
}
