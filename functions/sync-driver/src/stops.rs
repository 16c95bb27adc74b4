//! A driver's day, as the device needs it.

use domain::customer::Customer;
use domain::id::{CustomerId, DriverId};
use domain::route::{Route, RouteStatus};
use domain::said::Said;
use domain::service::Service;
use edge::{Problem, Reply, Request, WireProblem, driver_blocked};
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::{Page, Stored, keys};

use crate::standing::{Standing, standing};
use crate::{Deps, wire};

/// Routes of one driver on one day.
const ROUTES: u16 = 20;

/// Lists what a driver has to do on a day, in the order of the route, with everything that is needed at the address.
#[utoipa::path(get, path = "/v1/driver-stops", tag = "Driver sync",
    params(("driver" = Option<String>, Query, description = "Id of the driver; a driver may leave it out"), ("date" = String, Query, description = "The day, `2026-11-30`")),
    responses((status = 200, body = wire::Stops), (status = 403, description = "`driver_blocked`, `other_driver`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let driver = match request.caller()?.driver() {
        Some(own) if request.query("driver")?.is_none() => own,
        _ => named::<DriverId>(request, "driver")?,
    };
    let date = named::<Date>(request, "date")?;
    if standing(deps, request, driver).await? == Standing::Blocked {
        return Err(driver_blocked());
    }
    let scope = request.scope()?;
    let (store, now) = (deps.gate.store(), request.at());
    let page = Page { limit: ROUTES, after: None };
    let found = store.list(&keys::routes_of_driver(scope, driver, Some(date)), &page, now).await?;
    let keys: Vec<_> = found.items.iter().map(|found| keys::route(scope, found.value.id)).collect();
    let routes = store.read_all(&keys, now).await?;
    let caller = request.caller()?;
    let mut items = Vec::new();
    for route in routes.into_iter().flatten().filter(|route| route.value.status != RouteStatus::Finished) {
        let services = store.services_by_id(scope, &route.value.stops, now).await?;
        let theirs = |service: &Stored<Service>| service.value.concerns(caller) && is_of(&route.value, &service.value);
        let services: Vec<Stored<Service>> = services.into_iter().filter(theirs).collect();
        let customers = customers(deps, request, &services).await?;
        let said = said(deps, request, &services).await?;
        items.extend(stops(&route.value, &services, &customers, &said));
    }
    Ok(Reply::ok(&wire::Stops { items }))
}

fn stops(
    route: &Route,
    services: &[Stored<Service>],
    customers: &BTreeMap<CustomerId, Customer>,
    said: &[Option<Said>],
) -> Vec<wire::Stop> {
    let stop = |(service, said): (&Stored<Service>, &Option<Said>)| {
        let customer = customers.get(&service.value.customer);
        let before = route.stops.iter().take_while(|id| **id != service.value.id).count();
        let (position, version) = (before.saturating_add(1), service.version.number());
        wire::Stop::new(route, position, &service.value, version, customer, said.as_ref())
    };
    services.iter().zip(said).map(stop).collect()
}

/// Whether a service that a route lists is still one of it: it may have been tried here, and be on another route since.
fn is_of(route: &Route, service: &Service) -> bool {
    service.state().holding.is_some_and(|holding| holding.route == route.id)
}

/// What the recipients have told the driver, in the order of the services.
async fn said(deps: &Deps, request: &Request, services: &[Stored<Service>]) -> Result<Vec<Option<Said>>, Problem> {
    let scope = request.scope()?;
    let keys: Vec<_> = services.iter().map(|service| keys::said(scope, service.value.id)).collect();
    let found = deps.gate.store().read_all(&keys, request.at()).await?;
    Ok(found.into_iter().map(|found| found.map(|found| found.value)).collect())
}

async fn customers(
    deps: &Deps,
    request: &Request,
    services: &[Stored<Service>],
) -> Result<BTreeMap<CustomerId, Customer>, Problem> {
    let scope = request.scope()?;
    let keys: Vec<_> = services.iter().map(|service| keys::customer(scope, service.value.customer)).collect();
    let found = deps.gate.store().read_all(&keys, request.at()).await?;
    Ok(found.into_iter().flatten().map(|found| (found.value.id, found.value)).collect())
}

fn named<T: std::str::FromStr>(request: &Request, name: &str) -> Result<T, Problem> {
    let refused = |detail: &str| Problem::of_field(format!("?{name}"), "invalid_filter", detail);
    let text = request.query(name)?.ok_or_else(|| refused("Name the driver and the day."))?;
    text.parse().map_err(|_| refused("This is no driver or no day."))
}
