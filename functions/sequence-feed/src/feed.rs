//! Reading the feed.

use crate::{Deps, wire};
use domain::access::TenantScope;
use domain::event::EventKind;
use domain::feed::Entry;
use edge::{FieldError, Problem, Reply, Request, WireProblem};
use jiff::Timestamp;
use store::{Page, keys};

/// Lists the events after a number, oldest first: read again from `next` for what comes later. A first call without
/// `after` begins with the oldest event that is kept. Events are kept for at least 30 days.
#[utoipa::path(get, path = "/v1/events", tag = "Events",
    params(("after" = Option<u64>, Query, description = "The last number that was seen"), ("limit" = Option<u16>, Query, description = "1 to 200")),
    responses((status = 200, body = wire::Events),
        (status = 410, description = "`events_gone`: what comes next is no longer kept", body = WireProblem),
        (status = 422, description = "`after` is a number that no event has yet", body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (scope, limit) = (request.scope()?, request.page(&deps.gate)?.limit);
    let asked = request.query("after")?.map(str::parse::<u64>).transpose();
    let asked = asked.map_err(|_| Problem::malformed("invalid_after", "`after` is a number of this feed, from 0."))?;
    let head = deps.gate.store().read(&keys::feed_head(scope), request.at()).await?;
    let latest = head.map_or(0, |head| head.value.number);
    let after = match asked {
        Some(after) if after > latest => return Err(beyond(after, latest)),
        Some(after) => after,
        None => before_oldest(deps, scope, latest, request.at()).await?,
    };

    let entries = entries(deps, scope, after, latest, limit, request.at()).await?;
    // Every number up to the latest has been given: what does not follow here has ended.
    let whole = entries.iter().zip(after.saturating_add(1)..).all(|(entry, number)| entry.number == number);
    if !whole || (entries.is_empty() && after < latest) {
        return Err(Problem::new(
            410,
            "events_gone",
            "What comes after this number is no longer kept. Read the state of what you follow, then go on from `after` left out.",
        ));
    }
    let next = entries.last().map_or(after, |entry| entry.number);
    let items = entries.iter().map(wire::Event::from).collect();
    Ok(Reply::ok(&wire::Events { items, next, latest }))
}

/// Lists the types of events that can be followed, and what each tells.
#[utoipa::path(get, path = "/v1/events/types", tag = "Events", responses((status = 200, body = wire::EventTypes)))]
pub async fn list_types(_: &Deps, _: &Request) -> Result<Reply, Problem> {
    let told = EventKind::ALL.into_iter().filter_map(|kind| Some((kind, kind.told()?)));
    let items = told.map(|(kind, description)| wire::EventType { kind: kind.name(), description }).collect();
    Ok(Reply::ok(&wire::EventTypes { items }))
}

/// Up to `limit` entries after a number, across partitions.
async fn entries(
    deps: &Deps,
    scope: TenantScope,
    after: u64,
    latest: u64,
    limit: u16,
    now: Timestamp,
) -> Result<Vec<Entry>, store::Error> {
    let (mut found, mut after) = (Vec::new(), after);
    while after < latest && found.len() < usize::from(limit) {
        let room = usize::from(limit).saturating_sub(found.len());
        let page = Page { limit: u16::try_from(room).unwrap_or(limit), after: Some(keys::feed_place(after)) };
        let listed = deps.gate.store().list(&keys::feed_entries(scope, after.saturating_add(1)), &page, now).await?;
        let Some(last) = listed.items.last().map(|entry| entry.value.number) else { break };
        found.extend(listed.items.into_iter().map(|entry| entry.value));
        after = last;
    }
    Ok(found)
}

/// The number before the oldest entry that is kept. Entries end in their order, so that halving finds it.
async fn before_oldest(deps: &Deps, scope: TenantScope, latest: u64, now: Timestamp) -> Result<u64, store::Error> {
    let kept = async |number| {
        Ok::<_, store::Error>(deps.gate.store().read(&keys::feed_entry(scope, number), now).await?.is_some())
    };
    if latest == 0 || kept(1).await? {
        return Ok(0);
    }
    let (mut gone, mut oldest) = (1, latest.saturating_add(1));
    while oldest.saturating_sub(gone) > 1 {
        let middle = gone.midpoint(oldest);
        if kept(middle).await? {
            oldest = middle;
        } else {
            gone = middle;
        }
    }
    Ok(gone)
}

fn beyond(after: u64, latest: u64) -> Problem {
    Problem::unprocessable(vec![FieldError {
        pointer: "?after".to_owned(),
        rule: "beyond_end".to_owned(),
        detail: format!("The latest event has the number {latest}."),
        value: Some(after.into()),
    }])
}
