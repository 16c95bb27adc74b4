//! Reservations as they are written: what is held or taken with each step follows it in the same commit.

use configuration::Stock;
use domain::access::TenantScope;
use domain::operation::{Handling, Workday};
use domain::reservation::{Booked, Effect, Goods, NotReserved, Reservation, Step, Whereabouts};
use domain::service::Service;
use edge::{Gate, Problem};
use jiff::{SignedDuration, Timestamp};
use store::{Commit, Key, Stored, Version, keys};

/// How long what came of a reservation can be read.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Writes a step of a reservation, with all that it takes or gives back.
///
/// # Errors
/// 409 when what was held is held no more; 503 when the table does not answer.
pub async fn write(
    gate: &Gate,
    scope: TenantScope,
    commit: Commit,
    seen: Version,
    step: &Step,
    now: Timestamp,
) -> Result<Commit, Problem> {
    let commit = match step.effect {
        Some(effect) => {
            let taker = Taker { gate, scope, step, effect, seen, now };
            let commit = taker.windows(commit).await?;
            let commit = taker.days(commit).await?;
            taker.goods(commit).await?
        }
        None => commit,
    };
    let until = now.checked_add(KEPT).unwrap_or(now);
    let key = keys::reservation(scope, step.after.id);
    Ok(commit.replace_until("reservation", &key, seen, &step.after, until))
}

/// Lets the goods that were reserved for a service follow it: they leave when somebody sets out, and are free when it is
/// called off before ([`Reservation::follow`]). It adds to the commit of whoever moves the service.
///
/// # Errors
/// As [`write`].
pub async fn follow(
    gate: &Gate,
    scope: TenantScope,
    commit: Commit,
    (before, after): (&Service, &Service),
    now: Timestamp,
) -> Result<Commit, Problem> {
    // Most moves change nothing for the goods, and read nothing.
    if Whereabouts::of(before) == Whereabouts::of(after) {
        return Ok(commit);
    }
    let Some(found) = reserved_for(gate, scope, after, now).await? else { return Ok(commit) };
    match found.value.follow(after, now) {
        Some(step) => write(gate, scope, commit, found.version, &step, now).await,
        None => Ok(commit),
    }
}

/// Gives back what was reserved for a service that is taken back before anything has happened to it. Its place in the
/// window that was chosen first is its booking, and goes with that.
///
/// # Errors
/// As [`write`].
pub async fn release(
    gate: &Gate,
    scope: TenantScope,
    commit: Commit,
    service: &Service,
    now: Timestamp,
) -> Result<Commit, Problem> {
    let Some(found) = reserved_for(gate, scope, service, now).await? else { return Ok(commit) };
    match found.value.release(service) {
        Some(step) => write(gate, scope, commit, found.version, &step, now).await,
        None => Ok(commit),
    }
}

async fn reserved_for(
    gate: &Gate,
    scope: TenantScope,
    service: &Service,
    now: Timestamp,
) -> Result<Option<Stored<Reservation>>, Problem> {
    let id = service.promise.as_ref().and_then(|promise| promise.reservation);
    match id {
        Some(id) => Ok(gate.store().read(&keys::reservation(scope, id), now).await?),
        None => Ok(None),
    }
}

/// Why a reservation stays as it is, as a problem.
#[must_use]
pub fn refusal(refused: NotReserved) -> Problem {
    match refused {
        NotReserved::Expired => Problem::conflict(
            "reservation_expired",
            "This reservation has ended, and others may have what it held. Make another one.",
        ),
        NotReserved::Cancelled => {
            Problem::conflict("reservation_cancelled", "This reservation was cancelled. Make another one.")
        }
        NotReserved::NotConfirmed => {
            Problem::conflict("reservation_not_confirmed", "This reservation was not confirmed. Confirm it first.")
        }
        NotReserved::Dispatched => Problem::conflict(
            "reservation_dispatched",
            "The goods of this reservation have left. Count what comes back as stock.",
        ),
        NotReserved::Used(service) => Problem::conflict(
            "reservation_used",
            format!("Service {service} was made of this reservation. Cancel the service instead."),
        ),
    }
}

/// One step being written.
struct Taker<'s> {
    gate: &'s Gate,
    scope: TenantScope,
    step: &'s Step,
    effect: Effect,
    seen: Version,
    now: Timestamp,
}

impl Taker<'_> {
    async fn windows(&self, mut commit: Commit) -> Result<Commit, Problem> {
        for window in &self.step.windows {
            let key = keys::capacity::<Booked>(self.scope, window);
            let Some(stored) = self.gate.store().read(&key, self.now).await? else { continue };
            match self.effect.on_window(stored.value, &self.step.after, self.now) {
                Ok(booked) => {
                    commit = commit.replace_until("window", &key, stored.version, &booked, window.forgotten());
                }
                Err(refused) => self.overtaken(refused).await?,
            }
        }
        Ok(commit)
    }

    async fn days(&self, mut commit: Commit) -> Result<Commit, Problem> {
        if matches!(self.effect, Effect::SendOff(_) | Effect::SendOffAfterAll(_)) {
            return Ok(commit);
        }
        let of = &self.step.after;
        for Handling { seller, date, load } in &of.handlings {
            let key = keys::workday::<Workday>(self.scope, seller, *date);
            let Some(stored) = self.gate.store().read(&key, self.now).await? else { continue };
            match stored.value.after(self.effect, (of.id, *load), self.now) {
                Ok(day) => commit = commit.replace_until("workday", &key, stored.version, &day, day.forgotten()),
                Err(_) => self.overtaken(NotReserved::Expired).await?,
            }
        }
        Ok(commit)
    }

    async fn goods(&self, mut commit: Commit) -> Result<Commit, Problem> {
        let of = &self.step.after;
        let place = |goods: &Goods| keys::stock(self.scope, goods.sku.as_str(), goods.warehouse.as_str());
        let keys: Vec<Key<Stock>> = of.goods.iter().map(place).collect();
        let found = self.gate.store().read_all(&keys, self.now).await?;
        for ((key, found), goods) in keys.into_iter().zip(found).zip(&of.goods) {
            let Some(Stored { value: mut stock, version }) = found else { continue };
            match self.effect {
                Effect::Take => match stock.held.take_out(of.id, self.now) {
                    Ok(held) => stock.reserved = stock.reserved.saturating_add(held),
                    Err(_) => self.overtaken(NotReserved::Expired).await?,
                },
                Effect::LetGo => stock.held.let_go(of.id),
                Effect::GiveBack => stock.reserved = stock.reserved.saturating_sub(goods.units),
                Effect::Retake => stock.reserved = stock.reserved.saturating_add(goods.units),
                Effect::SendOff(at) => stock.dispatch(goods.units, at),
                Effect::SendOffAfterAll(at) => {
                    stock.reserved = stock.reserved.saturating_add(goods.units);
                    stock.dispatch(goods.units, at);
                }
            }
            commit = commit.replace("stock", &key, version, &stock);
        }
        Ok(commit)
    }

    /// What is not held any more was taken since the reservation was read, by whoever changed it: then the commit is
    /// refused by its version, and decided again. Else it has ended.
    async fn overtaken(&self, refused: NotReserved) -> Result<(), Problem> {
        let key = keys::reservation::<Reservation>(self.scope, self.step.after.id);
        let found = self.gate.store().read(&key, self.now).await?;
        if found.is_some_and(|found| found.version == self.seen) { Err(refusal(refused)) } else { Ok(()) }
    }
}
