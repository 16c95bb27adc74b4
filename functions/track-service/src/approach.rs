//! How near the driver is, while one has the service: when to expect the driver, or why nobody can say, and what of the
//! way the recipient may see.

use domain::arrival::{Arrival, Sight, Stop, Unknown};
use domain::customer::Customer;
use domain::id::ServiceId;
use domain::place::Point;
use domain::route::Route;
use domain::service::{Service, State, Status};
use edge::{Problem, Request};
use i18n::{Arg, Messages};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use store::{Stored, Version};

use crate::Deps;
use crate::scene::{Asking, Scene};

/// What is known of the way to a service.
#[derive(Clone, Debug)]
pub(crate) struct Approach {
    pub(crate) arrival: Result<Arrival, Unknown>,
    pub(crate) sight: Option<Sight>,
    pub(crate) passes: Vec<Point>,
    pub(crate) home: Option<Point>,
    /// The services that come before, in the versions that they were read in.
    pub(crate) before: Vec<(ServiceId, Version)>,
    /// When it was looked at.
    pub(crate) at: Timestamp,
}

/// Reads it; none while no driver has the service.
pub(crate) async fn approach(
    deps: &Deps,
    request: &Request,
    (service, state, customer): (&Service, &State, Option<&Customer>),
    route: Option<&Route>,
    zone: &TimeZone,
) -> Result<Option<Approach>, Problem> {
    let carried = matches!(state.status, Status::Routed | Status::UnderWay | Status::Paused);
    let Some(route) = route.filter(|_| carried) else { return Ok(None) };
    let (scope, store, now) = (request.scope()?, deps.gate.store(), request.at());
    let services: Vec<Stored<Service>> = store.services_by_id(scope, &route.stops, now).await?;
    let course = store.course(scope, route, &services, zone.clone(), now).await?;
    let before = course.before(service.id);
    let version = |id: &ServiceId| services.iter().find(|found| found.value.id == *id).map(|found| found.version);
    Ok(Some(Approach {
        arrival: course.arrival(service.id, now),
        sight: course.sight(service.id, now),
        passes: course.passes(service.id),
        before: before.iter().filter_map(|id| Some((*id, version(id)?))).collect(),
        at: now,
        home: Stop::of(route, service, customer).point,
    }))
}

/// The window in words, on the clock of the place; or why there is none.
pub(crate) fn forecast(scene: &Scene, messages: &Messages) -> Markup {
    let Some(approach) = &scene.approach else { return html! {} };
    match &approach.arrival {
        Ok(arrival) => {
            let before = u32::try_from(arrival.before).unwrap_or(u32::MAX);
            html! {
                p.eta { (window(scene, arrival, approach.at, messages)) }
                @if before > 0 { p.soft { (messages.text("track-eta-before", &[("count", before.into())])) } }
            }
        }
        Err(Unknown::Finished | Unknown::AtTheDoor) => html! {},
        Err(why) => {
            let key = format!("track-eta-{}", why.name().replace('_', "-"));
            html! { p.soft { (messages.text(&key, &[])) } }
        }
    }
}

/// Between when and when, with the day where it is not today.
fn window(scene: &Scene, arrival: &Arrival, now: Timestamp, messages: &Messages) -> String {
    let there = |at: Timestamp| at.to_zoned(scene.zone.clone());
    let (from, to) = (there(arrival.from), there(arrival.to));
    let times = (messages.time(from.time()), messages.time(to.time()));
    let mut args = vec![("from", Arg::from(&times.0)), ("to", Arg::from(&times.1))];
    let day = messages.weekday(from.date());
    if from.date() == there(now).date() {
        return messages.text("track-eta", &args);
    }
    args.push(("day", Arg::from(&day)));
    messages.text("track-eta-day", &args)
}

/// What leads to the map, while there is something to see on it.
pub(crate) fn to_map(scene: &Scene, path: &str, asking: &Asking, messages: &Messages) -> Markup {
    let seen = scene.approach.as_ref().is_some_and(|approach| approach.sight.is_some());
    html! {
        @if seen {
            p.go { a.button href={ (path) "/map" (asking.suffix()) } { (messages.text("track-map", &[])) } }
        }
    }
}
