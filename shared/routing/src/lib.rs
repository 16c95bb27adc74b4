//! What a route does to its services, in the commit that writes the route.

use domain::access::TenantScope;
use domain::event::EventKind;
use domain::id::{EventId, ServiceId};
use domain::register::{Driver, Entry};
use domain::route::{Moves, Refused, Route, Stop};
use domain::service::{Action, Service, Status};
use domain::timeline::Happened;
use domain::visibility::Visibility;
use edge::{FieldError, Gate, Problem, Request};
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{Commit, Stored, keys};

/// Who puts services into routes, and when.
#[derive(Clone, Debug)]
pub struct Planner {
    /// Of which account.
    pub scope: TenantScope,
    /// Who exactly, as a timeline names them.
    pub author: String,
    /// The services that they see, and so may move.
    pub sight: Visibility,
    /// When.
    pub at: Timestamp,
}

impl Planner {
    /// Whoever makes a request.
    ///
    /// # Errors
    /// 401 when nobody does.
    pub fn of(request: &Request) -> Result<Self, Problem> {
        let caller = request.caller()?;
        let (scope, author, sight) = (caller.scope(), caller.author(), caller.visibility());
        Ok(Self { scope, author, sight, at: request.at() })
    }
}

/// Whether a route is seen: whoever sees only a part of the account sees the routes that hold nothing else, and those
/// that hold nothing when the driver is within sight.
///
/// # Errors
/// 503 when the table does not answer.
pub async fn is_seen(
    gate: &Gate,
    scope: TenantScope,
    sight: &Visibility,
    route: &Route,
    at: Timestamp,
) -> Result<bool, Problem> {
    if sight.is_unrestricted() {
        return Ok(true);
    }
    let services = gate.store().services_by_id(scope, &route.stops, at).await?;
    if services.is_empty() {
        let found: Option<Stored<Entry<Driver>>> =
            gate.store().read(&keys::entry::<Driver>(scope, route.driver), at).await?;
        return Ok(found.is_some_and(|found| found.value.is_seen(sight)));
    }
    Ok(services.iter().all(|service| sight.sees(&service.value.placement())))
}

/// How the services of a route stand to it, of those that were read. One that is gone is no stop any more.
pub fn stops<'s>(route: &Route, services: &'s [Stored<Service>]) -> impl Fn(ServiceId) -> Stop + use<'s> {
    let route = route.id;
    move |id| {
        let found = services.iter().find(|service| service.value.id == id);
        found.map_or(Stop::Left, |service| Stop::of(route, &service.value.state()))
    }
}

/// Moves services into, out of and within a route. Whatever cannot be moved is named, all at once.
///
/// # Errors
/// 422 with each service that cannot be moved so; 503 when the table does not answer.
pub async fn carry_out(
    gate: &Gate,
    planner: &Planner,
    route: &Route,
    moves: &Moves,
    mut commit: Commit,
) -> Result<Commit, Problem> {
    let steps = moves.steps();
    let keys: Vec<_> = steps.iter().map(|(id, _)| keys::service(planner.scope, *id)).collect();
    let found = gate.store().read_all(&keys, planner.at).await?;
    let mut errors = Vec::new();
    for ((id, actions), before) in steps.into_iter().zip(found) {
        let before = before.filter(|before| planner.sight.sees(&before.value.placement()));
        let Some(before) = before else {
            errors.push(refusal(route, id, "unknown_service", "There is no such service."));
            continue;
        };
        match moved(planner, route, &before, actions) {
            Ok(service) => commit = write(gate, planner, commit, route, &before, service),
            Err(from) => {
                let detail = format!("This service is {from}, and cannot be moved so.");
                errors.push(refusal(route, id, "not_from_this_state", &detail));
            }
        }
    }
    if errors.is_empty() { Ok(commit) } else { Err(Problem::unprocessable(errors)) }
}

/// The service after the actions, or the state that does not allow them.
fn moved(planner: &Planner, route: &Route, before: &Stored<Service>, actions: &[Action]) -> Result<Service, Status> {
    let life = route.take(&before.value.life, actions, &planner.author, planner.at)?;
    Ok(Service { life, ..before.value.clone() })
}

fn write(
    gate: &Gate,
    planner: &Planner,
    commit: Commit,
    route: &Route,
    before: &Stored<Service>,
    mut service: Service,
) -> Commit {
    let data = BTreeMap::from([
        ("from".to_owned(), before.value.status().name().to_owned()),
        ("to".to_owned(), service.status().name().to_owned()),
        ("attempt".to_owned(), service.state().attempts.len().to_string()),
        ("route".to_owned(), route.id.to_string()),
        ("driver".to_owned(), route.driver.to_string()),
    ]);
    let happened = Happened {
        id: EventId::new(gate.fresh()),
        kind: String::new(),
        author: planner.author.clone(),
        place: None,
        happened_at: planner.at,
        arrived_at: planner.at,
        data,
    };
    let commit = commit.record(planner.scope, &mut service, EventKind::ServiceStatusChanged, happened);
    commit.replace_service(planner.scope, before, &service)
}

/// Names a service by its place in the body; one that leaves has none.
fn refusal(route: &Route, id: ServiceId, rule: &str, detail: &str) -> FieldError {
    let place = route.stops.iter().position(|stop| *stop == id);
    let pointer = place.map_or_else(|| "/services".to_owned(), |place| format!("/services/{place}"));
    let value = Some(id.to_string().into());
    FieldError { pointer, rule: rule.to_owned(), detail: detail.to_owned(), value }
}

/// The only place that knows both vocabularies.
#[must_use]
pub fn problem(refused: Refused) -> Problem {
    let field = |pointer: &str, rule: &str| {
        let detail = format!("{}.", sentence(&refused.to_string()));
        Problem::of_field(pointer, rule, detail)
    };
    match refused {
        Refused::Stops => field("/services", "count"),
        Refused::Twice => field("/services", "duplicate"),
        Refused::TooManyMoves => field("/services", "too_many_moves"),
        Refused::EndsEarly => field("/endDate", "before_start"),
        Refused::Over => Problem::conflict("route_over", "The route is over, and stays as it was."),
        Refused::Started => Problem::conflict("route_started", "The route has started already."),
        Refused::UnderWay => {
            Problem::conflict("services_under_way", "A driver is on the way to a service of this route.")
        }
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
