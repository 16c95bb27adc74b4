//! Lists of routes.

use domain::id::{CarrierId, DriverId, RouteId};
use domain::register::{Driver, Entry};
use domain::route::RouteStatus;
use edge::{FieldError, Problem, Reply, Request, WireProblem};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;
use store::keys::{self, Prefix};
use store::{Page, Stored};

use crate::{Deps, routes, wire};

/// The longest stretch of days of one list.
const MOST_DAYS: i32 = 31;

/// Lists the routes of a day or of up to 31 days, the earliest day first, or those of a driver, the latest day first. A
/// page may have fewer routes than `limit` and still a next one, where some of them are not in the status, or not of the
/// transport company, that is asked for.
#[utoipa::path(get, path = "/v1/routes", tag = "Routes",
    params(("date" = Option<String>, Query, description = "Day on which they begin, `2026-11-30`"),
        ("from" = Option<String>, Query, description = "First day on which they begin, with `to`"), ("to" = Option<String>, Query, description = "Last day on which they begin, with `from`"),
        ("driver" = Option<String>, Query, description = "Id of the driver"), ("carrier" = Option<String>, Query, description = "Id of the transport company of the driver"),
        ("status" = Option<String>, Query, description = "planned, started or finished"),
        ("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Routes), (status = 422, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let filter = Filter::read(request)?;
    let page = request.page(&deps.gate)?;
    let (ids, next) = match filter.days {
        None => newest(deps, request, &filter, &page).await?,
        Some(days) => of_days(deps, request, &filter, days, &page).await?,
    };
    let keys: Vec<_> = ids.into_iter().map(|id| keys::route(scope, id)).collect();
    let found = deps.gate.store().read_all(&keys, request.at()).await?;
    let mut carriers = Carriers::default();
    let mut items = Vec::new();
    for Stored { value: route, .. } in found.into_iter().flatten() {
        let of_carrier = match filter.carrier {
            Some(carrier) => carriers.of(deps, request, route.driver).await? == Some(carrier),
            None => true,
        };
        let asked = of_carrier && filter.status.is_none_or(|status| status == route.status);
        if asked && routes::seen(deps, request, &route).await? {
            items.push(wire::Route::new(&route, None));
        }
    }
    Ok(Reply::ok(&wire::Routes { items, next_cursor: request.cursor(&deps.gate, next.as_deref())? }))
}

/// Identifiers of routes, and where the list goes on.
type Part = (Vec<RouteId>, Option<String>);

/// The routes of a driver, the latest day first.
async fn newest(deps: &Deps, request: &Request, filter: &Filter, page: &Page) -> Result<Part, Problem> {
    let Some(driver) = filter.driver else { return Err(no_filter()) };
    let prefix = keys::routes_of_driver(request.scope()?, driver, None);
    let found = deps.gate.store().list(&prefix, page, request.at()).await?;
    Ok((found.items.into_iter().map(|found| found.value.id).collect(), found.next))
}

/// The routes of some days, one day after the other. A cursor is a day and a place in it.
async fn of_days(
    deps: &Deps,
    request: &Request,
    filter: &Filter,
    (from, to): (Date, Date),
    page: &Page,
) -> Result<Part, Problem> {
    let scope = request.scope()?;
    let prefix = |day: Date| -> Prefix<keys::Found<RouteId>> {
        match filter.driver {
            Some(driver) => keys::routes_of_driver(scope, driver, Some(day)),
            None => keys::routes_of_day(scope, day),
        }
    };
    let (mut day, mut after) = begin(page.after.as_deref()).unwrap_or((from, None));
    let mut ids = Vec::new();
    loop {
        let had = u16::try_from(ids.len()).unwrap_or(u16::MAX);
        let part = Page { limit: page.limit.saturating_sub(had), after: after.take() };
        let found = deps.gate.store().list(&prefix(day), &part, request.at()).await?;
        ids.extend(found.items.into_iter().map(|found| found.value.id));
        if let Some(next) = found.next {
            return Ok((ids, Some(format!("{day} {next}"))));
        }
        match day.tomorrow() {
            Ok(next) if day < to => day = next,
            _ => return Ok((ids, None)),
        }
        if ids.len() >= usize::from(page.limit) {
            return Ok((ids, Some(format!("{day} "))));
        }
    }
}

/// Where a list of days goes on.
fn begin(cursor: Option<&str>) -> Option<(Date, Option<String>)> {
    let (day, after) = cursor?.split_once(' ')?;
    Some((day.parse().ok()?, Some(after).filter(|after| !after.is_empty()).map(str::to_owned)))
}

/// The transport companies of drivers that were looked up.
#[derive(Default)]
struct Carriers(BTreeMap<DriverId, Option<CarrierId>>);

impl Carriers {
    async fn of(&mut self, deps: &Deps, request: &Request, driver: DriverId) -> Result<Option<CarrierId>, Problem> {
        if let Some(known) = self.0.get(&driver) {
            return Ok(*known);
        }
        let key = keys::entry::<Driver>(request.scope()?, driver);
        let found: Option<Stored<Entry<Driver>>> = deps.gate.store().read(&key, request.at()).await?;
        let carrier = found.and_then(|found| found.value.facts.carrier);
        self.0.insert(driver, carrier);
        Ok(carrier)
    }
}

/// What a list is narrowed down to: a driver, a stretch of days, or both.
struct Filter {
    driver: Option<DriverId>,
    days: Option<(Date, Date)>,
    status: Option<RouteStatus>,
    carrier: Option<CarrierId>,
}

impl Filter {
    fn read(request: &Request) -> Result<Self, Problem> {
        let mut errors = Vec::new();
        let date = filter::<Date>(request, &mut errors, "date")?;
        let (from, to) = (filter(request, &mut errors, "from")?, filter(request, &mut errors, "to")?);
        let driver = filter(request, &mut errors, "driver")?;
        let carrier = filter(request, &mut errors, "carrier")?;
        let status = filter::<RouteStatus>(request, &mut errors, "status")?;
        if !errors.is_empty() {
            return Err(Problem::unprocessable(errors));
        }
        let days = match (date, from, to) {
            (Some(day), None, None) => Some((day, day)),
            (None, Some(from), Some(to)) => Some(stretch(from, to)?),
            (None, None, None) => None,
            (Some(_), ..) => return Err(broken("date", "either", "Name one day, or the first and the last.")),
            (None, Some(_), None) => return Err(broken("to", "required", "Name the last day too.")),
            (None, None, Some(_)) => return Err(broken("from", "required", "Name the first day too.")),
        };
        if driver.is_none() && days.is_none() {
            return Err(no_filter());
        }
        Ok(Self { driver, days, status, carrier })
    }
}

fn stretch(from: Date, to: Date) -> Result<(Date, Date), Problem> {
    let days = from.until(to).map_or(i32::MAX, |span| span.get_days());
    if (0..MOST_DAYS).contains(&days) {
        Ok((from, to))
    } else {
        Err(broken("to", "stretch", "The last day is the first one or later, and at most 31 days are one list."))
    }
}

fn filter<T: FromStr<Err: Display>>(
    request: &Request,
    errors: &mut Vec<FieldError>,
    name: &str,
) -> Result<Option<T>, Problem> {
    let Some(text) = request.query(name)? else { return Ok(None) };
    match text.parse::<T>() {
        Ok(value) => Ok(Some(value)),
        Err(error) => {
            errors.push(refused(name, "invalid_filter", &error.to_string()));
            Ok(None)
        }
    }
}

/// 422: a list of all routes would have no end.
fn no_filter() -> Problem {
    broken("date", "required", "Name a day, a stretch of days or a driver.")
}

fn broken(name: &str, rule: &str, detail: &str) -> Problem {
    Problem::unprocessable(vec![refused(name, rule, detail)])
}

fn refused(name: &str, rule: &str, detail: &str) -> FieldError {
    FieldError { pointer: format!("?{name}"), rule: rule.to_owned(), detail: detail.to_owned(), value: None }
}
