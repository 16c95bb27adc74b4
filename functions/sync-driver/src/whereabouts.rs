//! Where a report was made is where the driver was: whoever waits learns when the driver comes, also from a device that
//! tells no positions between its reports.

use domain::access::TenantScope;
use domain::place::Point;
use domain::position::{Fix, Trail};
use domain::service::{Fact, Service, Verdict};
use edge::Problem;
use store::{Commit, keys};

use crate::Deps;

/// Adds the place of a report that counts to the way of its route. A newer position stands.
pub(crate) async fn seen_there(
    deps: &Deps,
    scope: TenantScope,
    commit: Commit,
    service: &Service,
    (fact, verdict): (&Fact, Verdict),
    place: Option<Point>,
) -> Result<Commit, Problem> {
    // Receivers that know nothing say that they are at 0, 0.
    let place = place.filter(|point| verdict == Verdict::Applied && point.ten_millionths() != (0, 0));
    let on = service.state().attempts.last().map(|attempt| attempt.holding);
    let on = on.filter(|holding| holding.driver == fact.driver);
    let Some((point, on)) = place.zip(on) else { return Ok(commit) };
    let at = fact.corrected_at.min(fact.received_at);
    let fix = Fix { at, told_at: fact.occurred_at, point, accuracy: None, speed: None, heading: None };
    let before = deps.gate.store().read(&keys::position(scope, on.route), fact.received_at).await?;
    let known = before.as_ref().map(|stored| &stored.value).filter(|trail| trail.driver == fact.driver);
    let fresh = Trail::new(fact.driver);
    let known = known.unwrap_or(&fresh);
    let trail = known.with([fix]);
    Ok(if trail == *known { commit } else { commit.write_trail(scope, on.route, before.as_ref(), &trail) })
}
