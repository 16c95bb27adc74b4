//! What a route does to its services, in the commit that writes the route.

use domain::access::TenantScope;
use domain::event::EventKind;
use domain::id::{EventId, ServiceId};
use domain::route::{Moves, Refused, Route};
use domain::service::{Action, Actor, Ask, Holding, Limits, Service};
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

/// Whether a route is seen: whoever sees only a part of the account sees the routes that hold nothing else.
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
    Ok(!services.is_empty() && services.iter().all(|service| sight.sees(&service.value.placement())))
}

/// Planning takes no attempt, so that no limit of them matters here.
const LIMITS: Limits = Limits { attempts: u32::MAX };

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
    let steps = steps(moves);
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

fn steps(moves: &Moves) -> Vec<(ServiceId, &'static [Action])> {
    const IN: &[Action] = &[Action::Plan];
    const OUT: &[Action] = &[Action::Unplan];
    const OVER: &[Action] = &[Action::Unplan, Action::Plan];
    let all = [(&moves.removed, OUT), (&moves.handed, OVER), (&moves.added, IN)];
    all.into_iter().flat_map(|(ids, actions)| ids.iter().map(move |id| (*id, actions))).collect()
}

/// The service after the actions, or the state that does not allow them.
fn moved(
    planner: &Planner,
    route: &Route,
    before: &Stored<Service>,
    actions: &[Action],
) -> Result<Service, &'static str> {
    let mut service = before.value.clone();
    for action in actions {
        let ask = Ask {
            action: *action,
            who: Actor::Office,
            author: planner.author.clone(),
            at: planner.at,
            to: None,
            holding: Some(Holding { route: route.id, driver: route.driver }),
            reason: None,
            justification: None,
        };
        let from = service.status().name();
        service.life = service.life.decide(ask, LIMITS).map_err(|_| from)?;
    }
    Ok(service)
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
        let error = FieldError { pointer: pointer.to_owned(), rule: rule.to_owned(), detail, value: None };
        Problem::unprocessable(vec![error])
    };
    match refused {
        Refused::Stops => field("/services", "count"),
        Refused::Twice => field("/services", "duplicate"),
        Refused::TooManyMoves => field("/services", "too_many_moves"),
        Refused::EndsEarly => field("/endDate", "before_start"),
        Refused::Over => Problem::conflict("route_over", "The route is over, and stays as it was."),
        Refused::Started => Problem::conflict("route_started", "The route has started already."),
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
