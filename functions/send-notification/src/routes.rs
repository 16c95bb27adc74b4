//! A route has started: all who wait for it are told, each in work of its own.

use domain::access::TenantScope;
use domain::id::{AccountId, RouteId};
use domain::message::{Notice, Occasion, tell_at};
use store::{Commit, keys};

use crate::{Deps, sentence};

/// Services in one commit.
const AT_ONCE: usize = 90;

/// Writes down, once for each route, that everyone on it is to be told. The clock hands them out within a minute.
pub(crate) async fn tell_all(deps: &Deps, account: AccountId, id: RouteId) -> Result<(), String> {
    let (store, now, scope) = (deps.gate.store(), deps.gate.now(), TenantScope::acting_for(account));
    let lock = keys::route_told(scope, id);
    if store.read(&lock, now).await.map_err(sentence)?.is_some() {
        return Ok(());
    }
    let Some(route) = store.read(&keys::route(scope, id), now).await.map_err(sentence)? else { return Ok(()) };
    let route = route.value;
    let several_days = route.end_date.is_some_and(|end| end > route.date);
    let notice = if several_days { Notice::LongRouteStarted } else { Notice::RouteStarted };
    let at = route.started_at.unwrap_or(now);
    let fresh = || Commit::new(scope, now, deps.gate.fresh());
    for part in route.stops.chunks(AT_ONCE) {
        let commit = part.iter().fold(fresh(), |commit, service| {
            let occasion =
                Occasion { service: *service, notice, mark: id.to_string(), event: None, at, answers: false };
            commit.remind(&tell_at(account, &occasion, at))
        });
        store.commit(commit).await.map_err(sentence)?;
    }
    store.commit(fresh().told_route(scope, id, at)).await.map_err(sentence)
}
