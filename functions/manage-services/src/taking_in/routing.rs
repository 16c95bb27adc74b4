//! Rows that name a driver: once their services are made, they are put into that driver's day, in the order of the file.

use domain::access::TenantScope;
use domain::event::{Event, EventKind};
use domain::id::{EventId, RouteId, ServiceId};
use domain::import::Finding;
use domain::register::Reference;
use domain::route::{MOST_MOVED, MOST_STOPS, Plan, Route, RouteStatus, Stop};
use domain::service::Status;
use edge::{Problem, Reply, look_up, save_once};
use jiff::Timestamp;
use routing::{Planner, carry_out, is_seen, problem};
use std::collections::BTreeMap;
use store::{Page, Stored, keys};

use super::job::Job;
use super::rows::made_of;
use crate::Deps;
use crate::spreadsheet::{Column, Day, Ready, Sheet};

/// Routes of one driver on one day.
const ROUTES: u16 = 50;

/// Puts the services of rows into the days that the rows name. What cannot be put there stays to be planned, and is told.
pub(super) async fn plan(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    sheet: &mut Sheet,
    rows: &[(u32, u64, Day)],
) -> Result<(), Problem> {
    if rows.is_empty() {
        return Ok(());
    }
    let planner =
        Planner { scope, author: job.author.clone(), sight: job.of.standing.visibility(), at: deps.gate.now() };
    if job.asked.dry_run {
        return try_out(deps, &planner, sheet, rows).await;
    }
    let made = made_of(deps, scope, job).await?;
    let mut days: BTreeMap<&Day, Vec<(u64, ServiceId)>> = BTreeMap::new();
    for (ordinal, number, day) in rows {
        let services = days.entry(day).or_default();
        services.extend(made.get(ordinal).map(|id| (*number, *id)));
    }
    for (day, services) in days {
        for part in services.chunks(MOST_MOVED) {
            let ids: Vec<ServiceId> = part.iter().map(|(_, id)| *id).collect();
            match Box::pin(put(deps, &planner, day, &ids)).await {
                Err(refused) if refused.status() < 500 => {
                    let detail = format!("The service was made and is not in the driver's route: {refused}");
                    warn(sheet, part.iter().map(|(number, _)| *number), &detail);
                }
                other => other?,
            }
        }
    }
    Ok(())
}

/// Looks whether drivers and vehicles can be planned with, and changes nothing.
async fn try_out(deps: &Deps, planner: &Planner, sheet: &mut Sheet, rows: &[(u32, u64, Day)]) -> Result<(), Problem> {
    let mut days: BTreeMap<&Day, Vec<u64>> = BTreeMap::new();
    for (_, number, day) in rows {
        days.entry(day).or_default().push(*number);
    }
    for (day, numbers) in days {
        let plan = Plan {
            driver: day.driver,
            vehicle: day.vehicle,
            date: day.date,
            end_date: day.end_date,
            stops: vec![ServiceId::new(deps.gate.fresh())],
        };
        let drawn = plan.draw(RouteId::new(deps.gate.fresh()), planner.at).map_err(problem);
        let tried = match drawn {
            Ok((route, _)) => {
                look_up(&deps.gate, planner.scope, &planner.sight, planner.at, &route.references()).await.map(drop)
            }
            Err(refused) => Err(refused),
        };
        match tried {
            Err(refused) if refused.status() < 500 => {
                let detail = format!("The service would be made and not be in the driver's route: {refused}");
                warn(sheet, numbers.into_iter(), &detail);
            }
            other => other?,
        }
    }
    Ok(())
}

fn warn(sheet: &mut Sheet, numbers: impl Iterator<Item = u64>, detail: &str) {
    let heading = sheet.heading(Column::Login).map(str::to_owned);
    for number in numbers {
        sheet.warnings.push(Finding::of_row(number, heading.as_deref(), "not_routed", None, detail));
    }
}

/// The rows that name a driver, by their place in the file.
pub(super) fn named(ready: &[Ready]) -> Vec<(u32, u64, Day)> {
    ready.iter().filter_map(|row| Some((row.ordinal, row.number, row.day.clone()?))).collect()
}

/// Puts services at the end of the driver's route of the day, or into a new one. Those that are planned already stay
/// where they are, so that reading the same file again changes nothing.
async fn put(deps: &Deps, planner: &Planner, day: &Day, ids: &[ServiceId]) -> Result<(), Problem> {
    let scope = planner.scope;
    save_once(&deps.gate, scope, planner.at, None, async |commit| {
        let services = deps.gate.store().services_by_id(scope, ids, planner.at).await?;
        let waits = |id: &&ServiceId| {
            services.iter().any(|found| found.value.id == **id && found.value.status() == Status::Active)
        };
        let waiting: Vec<ServiceId> = ids.iter().filter(waits).copied().collect();
        if waiting.is_empty() {
            return Ok((commit, Reply::no_content()));
        }
        let before = open_route(deps, planner, day, waiting.len()).await?;
        let listed = before.iter().flat_map(|route| route.value.stops.iter().copied());
        let stays = listed.filter(|id| !waiting.contains(id));
        let stops = stays.chain(waiting.iter().copied()).collect();
        let plan = Plan {
            driver: day.driver,
            vehicle: before.as_ref().map_or(day.vehicle, |route| route.value.vehicle.or(day.vehicle)),
            date: day.date,
            end_date: before.as_ref().map_or(day.end_date, |route| route.value.end_date.or(day.end_date)),
            stops,
        };
        let (route, moves) = match &before {
            Some(before) => {
                let there = Stop::Waits(before.value.driver);
                let stop = |id| if waiting.contains(&id) { Stop::Left } else { there };
                before.value.change(&plan, stop).map_err(problem)?
            }
            None => plan.draw(RouteId::new(deps.gate.fresh()), planner.at).map_err(problem)?,
        };
        let had: Vec<Reference> = before.as_ref().map(|before| before.value.references()).unwrap_or_default();
        let fresh: Vec<Reference> = route.references().into_iter().filter(|refers| !had.contains(refers)).collect();
        let refers = look_up(&deps.gate, scope, &planner.sight, planner.at, &fresh).await?;
        let commit = carry_out(&deps.gate, planner, &route, &moves, commit).await?;
        let (commit, kind) = match &before {
            Some(before) => (commit.replace_route(scope, before, &route), EventKind::RouteChanged),
            None => (commit.create_route(scope, &route), EventKind::RouteCreated),
        };
        let event = told(deps, scope, &planner.author, planner.at, kind, &route);
        Ok((commit.route_refers(scope, route.id, &refers, &[]).tell(&event), Reply::no_content()))
    })
    .await
    .map(drop)
}

/// A route of the driver on that day that nobody has set out on, with room for so many more: one that the asker sees,
/// in the vehicle and up to the day that the rows name, where both name one.
async fn open_route(deps: &Deps, planner: &Planner, day: &Day, more: usize) -> Result<Option<Stored<Route>>, Problem> {
    let (store, scope, page) = (deps.gate.store(), planner.scope, Page { limit: ROUTES, after: None });
    let found = store.list(&keys::routes_of_driver(scope, day.driver, Some(day.date)), &page, planner.at).await?;
    let keys: Vec<_> = found.items.iter().map(|found| keys::route(scope, found.value.id)).collect();
    let routes = store.read_all(&keys, planner.at).await?;
    for route in routes.into_iter().flatten() {
        let of = &route.value;
        let fits = of.status == RouteStatus::Planned
            && of.stops.len().saturating_add(more) <= MOST_STOPS
            && agree(of.vehicle, day.vehicle)
            && agree(of.end_date, day.end_date);
        if fits && is_seen(&deps.gate, scope, &planner.sight, of, planner.at).await? {
            return Ok(Some(route));
        }
    }
    Ok(None)
}

fn agree<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// What became of a route.
pub(super) fn told(
    deps: &Deps,
    scope: TenantScope,
    author: &str,
    at: Timestamp,
    kind: EventKind,
    route: &Route,
) -> Event {
    let data = [
        ("driver".to_owned(), route.driver.to_string()),
        ("date".to_owned(), route.date.to_string()),
        ("stops".to_owned(), route.stops.len().to_string()),
    ];
    Event {
        id: EventId::new(deps.gate.fresh()),
        account: scope.account(),
        kind,
        subject: route.id.to_string(),
        author: author.to_owned(),
        at,
        data: BTreeMap::from(data),
    }
}
