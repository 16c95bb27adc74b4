//! A lock: what an order of the reference platform holds, takes for good, and gives back or sends off.

use crate::Deps;
use crate::handling::{Part, hold_days};
use crate::holding::Wanted;
use crate::reservations::{hold_goods, hold_windows};
use configuration::Stock;
use domain::access::TenantScope;
use domain::capacity::{Load, WindowId};
use domain::code::SellerId;
use domain::id::ReservationId;
use domain::operation::{Handling, Workday};
use domain::reservation::{Booked, Effect, Goods};
use edge::Problem;
use freight::configuration::Configuration;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use store::{Commit, Key, Packed, Stored, keys};

/// How long what came of a lock can be read.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);

/// A lock. Item AP-132 of the table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Lock {
    pub(super) id: ReservationId,
    pub(super) sales_channel: Option<String>,
    /// What was asked for, told again as it was sent.
    pub(super) options: Packed<Vec<Value>>,
    /// The windows in which places are taken, with how many in each.
    windows: Vec<(WindowId, Load)>,
    goods: Vec<Goods>,
    /// Room in the days of sellers who get ready only so much in a day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    handlings: Vec<Handling>,
    state: State,
    pub(super) created_at: Timestamp,
    pub(super) expires_at: Timestamp,
    /// When it last came to stand otherwise.
    pub(super) changed_at: Timestamp,
    pub(super) confirmed_at: Option<Timestamp>,
}

/// What was decided of a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    Authorized,
    Confirmed,
    /// The goods have left.
    Acknowledged,
    Cancelled,
}

/// How a lock stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Authorized,
    Confirmed,
    Acknowledged,
    Cancelled,
    Expired,
}

impl Lock {
    pub(super) fn status_at(&self, now: Timestamp) -> Status {
        match self.state {
            State::Authorized if now < self.expires_at => Status::Authorized,
            State::Authorized => Status::Expired,
            State::Confirmed => Status::Confirmed,
            State::Acknowledged => Status::Acknowledged,
            State::Cancelled => Status::Cancelled,
        }
    }
}

/// What a lock is to hold, and for how long.
pub(super) struct Ask {
    pub(super) id: ReservationId,
    pub(super) sales_channel: Option<String>,
    pub(super) options: Vec<Value>,
    pub(super) windows: Vec<(WindowId, Load)>,
    pub(super) wanted: Vec<Wanted>,
    pub(super) parts: BTreeMap<SellerId, Part>,
    pub(super) held: SignedDuration,
}

/// Holds what is asked for, from now on.
///
/// # Errors
/// 409 when a window has no place left, or there are not enough goods.
pub(super) async fn hold(
    deps: &Deps,
    scope: TenantScope,
    commit: Commit,
    (ask, configuration): (&Ask, &Configuration),
    now: Timestamp,
) -> Result<(Commit, Lock), Problem> {
    let (id, until) = (ask.id, now.checked_add(ask.held).unwrap_or(now));
    let commit = hold_windows(deps, scope, commit, &ask.windows, (id, until), now).await?;
    let (commit, handlings) = hold_days(deps, scope, commit, (configuration, &ask.parts), (id, until), now).await?;
    let (commit, goods) = hold_goods(deps, scope, commit, &ask.wanted, (id, until), now).await?;
    let lock = Lock {
        id,
        sales_channel: ask.sales_channel.clone(),
        options: Packed(ask.options.clone()),
        windows: ask.windows.clone(),
        goods,
        handlings,
        state: State::Authorized,
        created_at: now,
        expires_at: until,
        changed_at: now,
        confirmed_at: None,
    };
    let kept = until.checked_add(KEPT).unwrap_or(until);
    Ok((commit.create_until("lock", &keys::lock(scope, id), &lock, kept), lock))
}

/// Takes what a lock holds for good, gives back what it holds or has taken, or notes that the goods have left. What
/// stands so already stays as it is.
///
/// # Errors
/// 409 when it was cancelled, has ended or was not confirmed, or the goods have left.
pub(super) async fn turn(
    deps: &Deps,
    scope: TenantScope,
    commit: Commit,
    found: Stored<Lock>,
    to: State,
    now: Timestamp,
) -> Result<(Commit, Lock), Problem> {
    let Stored { value: before, version } = found;
    match (before.status_at(now), to) {
        (Status::Confirmed, State::Confirmed)
        | (Status::Cancelled, State::Cancelled)
        | (Status::Acknowledged, State::Acknowledged | State::Confirmed) => return Ok((commit, before)),
        (status, to) => allowed(status, to)?,
    }
    let (mut commit, mut overtaken) = (commit, false);
    for (window, load) in before.windows.iter().filter(|_| to != State::Acknowledged) {
        let key = keys::capacity::<Booked>(scope, window);
        let Some(stored) = deps.gate.store().read(&key, now).await? else { continue };
        let booked = match (before.state, to) {
            (_, State::Confirmed) => match stored.value.confirm(before.id, now) {
                Ok(booked) => booked,
                Err(_) => {
                    overtaken = true;
                    continue;
                }
            },
            (State::Confirmed, _) => stored.value.without_taken(*load),
            _ => stored.value.let_go(before.id),
        };
        commit = commit.replace_until("window", &key, stored.version, &booked, window.forgotten());
    }
    let effect = match (before.state, to) {
        (_, State::Confirmed) => Effect::Take,
        (State::Confirmed, _) => Effect::GiveBack,
        _ => Effect::LetGo,
    };
    for Handling { seller, date, load } in before.handlings.iter().filter(|_| to != State::Acknowledged) {
        let key = keys::workday::<Workday>(scope, seller, *date);
        let Some(stored) = deps.gate.store().read(&key, now).await? else { continue };
        match stored.value.after(effect, (before.id, *load), now) {
            Ok(day) => commit = commit.replace_until("workday", &key, stored.version, &day, day.forgotten()),
            Err(_) => overtaken = true,
        }
    }
    let shelves = before.goods.iter().map(|goods| keys::stock(scope, goods.sku.as_str(), goods.warehouse.as_str()));
    let shelves: Vec<Key<Stock>> = shelves.collect();
    let read = deps.gate.store().read_all(&shelves, now).await?;
    for ((key, found), goods) in shelves.iter().zip(read).zip(&before.goods) {
        let Some(Stored { value: mut stock, version }) = found else { continue };
        match (before.state, to) {
            (_, State::Confirmed) => match stock.held.take_out(before.id, now) {
                Ok(held) => stock.reserved = stock.reserved.saturating_add(held),
                Err(_) => overtaken = true,
            },
            (_, State::Acknowledged) => stock.dispatch(goods.units, now),
            (State::Confirmed, _) => stock.reserved = stock.reserved.saturating_sub(goods.units),
            _ => stock.held.let_go(before.id),
        }
        commit = commit.replace("stock", key, version, &stock);
    }
    // What is not held any more was taken by a twin that came first: then the commit is refused by the version of the
    // lock, and decided again. Else it has ended.
    if overtaken {
        let found = deps.gate.store().read(&keys::lock::<Lock>(scope, before.id), now).await?;
        if found.is_some_and(|found| found.version == version) {
            return Err(ended());
        }
    }
    let confirmed_at = if to == State::Confirmed { Some(now) } else { before.confirmed_at };
    let after = Lock { state: to, changed_at: now, confirmed_at, ..before };
    let kept = now.checked_add(KEPT).unwrap_or(now);
    Ok((commit.replace_until("lock", &keys::lock(scope, after.id), version, &after, kept), after))
}

/// Whether a lock that stands so may come to that.
fn allowed(status: Status, to: State) -> Result<(), Problem> {
    match (status, to) {
        (Status::Cancelled, _) => {
            Err(Problem::conflict("reservation_cancelled", "This reservation was cancelled. Make another one."))
        }
        (Status::Acknowledged, _) => Err(Problem::conflict(
            "reservation_dispatched",
            "The goods of this reservation have left. Count what comes back as stock.",
        )),
        (Status::Authorized, State::Acknowledged) => {
            Err(Problem::conflict("reservation_not_confirmed", "This reservation was not confirmed. Confirm it first."))
        }
        (Status::Expired, State::Confirmed | State::Acknowledged) => Err(ended()),
        _ => Ok(()),
    }
}

fn ended() -> Problem {
    let detail = "This reservation has ended, and others may have what it held. Make another one.";
    Problem::conflict("reservation_expired", detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_confirmed_before_its_goods_leave_and_nothing_follows_that() {
        let check = |status: Status, to: State, expected: Result<(), &str>| {
            let found = allowed(status, to);
            assert_eq!(found.as_ref().map_err(|problem| problem.code()).copied(), expected, "{status:?} {to:?}");
        };
        check(Status::Authorized, State::Confirmed, Ok(()));
        check(Status::Authorized, State::Cancelled, Ok(()));
        check(Status::Authorized, State::Acknowledged, Err("reservation_not_confirmed"));
        check(Status::Confirmed, State::Acknowledged, Ok(()));
        check(Status::Confirmed, State::Cancelled, Ok(()));
        check(Status::Expired, State::Confirmed, Err("reservation_expired"));
        check(Status::Expired, State::Cancelled, Ok(()));
        check(Status::Acknowledged, State::Cancelled, Err("reservation_dispatched"));
        check(Status::Cancelled, State::Confirmed, Err("reservation_cancelled"));
    }
}
