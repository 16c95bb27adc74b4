//! One attempt. The delivery is claimed before anything is sent, so that of two workers one sends; what became of it,
//! the time of the next attempt, and what it says of the receiver are written down in one commit. A worker that dies
//! between the two leaves a claim that falls due by itself, and the event is sent again.

use crate::Deps;
use crate::send::{Parcel, Sent};
use crate::sign::signatures;
use crate::target::Target;
use bytes::Bytes;
use domain::access::TenantScope;
use domain::due::{Due, DueKind};
use domain::event::{Event, EventKind};
use domain::id::{EventId, WebhookId};
use domain::webhook::{Attempt, Delivery, Health, Next, OffReason, Outcome, Webhook};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use store::{Commit, Stored, Version, keys};

/// How long a delivery can be looked at and sent again, counted from its latest attempt.
const DELIVERY_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long a claim holds: longer than a worker lives (60 s).
const CLAIM_LIVES: SignedDuration = SignedDuration::from_mins(2);
/// How often a commit is tried that somebody's change of the subscription comes between.
const ATTEMPTS: u32 = 4;

/// Sends a delivery once and writes down what became of it. `seen` is the version of the delivery; none for a new one.
pub(crate) async fn attempt(
    deps: &Deps,
    webhook: &Webhook,
    delivery: Delivery,
    seen: Option<Version>,
) -> Result<(), store::Error> {
    let scope = TenantScope::acting_for(delivery.event.account);
    let at = deps.gate.now();
    let Some((delivery, seen)) = claim(deps, delivery, seen, at).await? else { return Ok(()) };
    let claimed = delivery.clone();
    let begun = tokio::time::Instant::now();
    let sent = send(deps, webhook, &delivery.event, at).await;
    let millis = u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX);

    let health = deps.gate.store().read(&keys::webhook_health(scope, webhook.id), at).await?;
    let health = health.map_or_else(Health::default, |health| health.value);
    let attempt = Attempt { at, outcome: sent.outcome, millis };
    let (delivery, next) = delivery.attempted(attempt, sent.wait, deps.gate.fresh().as_u64_pair().1);
    let turned = health.after(sent.outcome.came_through(), at);
    let health = turned.unwrap_or(health);
    let off = match next {
        Next::SwitchOff => Some(OffReason::Gone),
        Next::Stop if delivery.failed_all_along(health) => Some(OffReason::Failing),
        _ => None,
    };

    let mut tries = 1;
    loop {
        let mut commit = save(Commit::new(scope, at, deps.gate.fresh()), scope, &delivery, Some(seen));
        commit = remind(commit, &claimed, &delivery);
        if turned.is_some() {
            commit = commit.put_always("health", &keys::webhook_health(scope, webhook.id), &health, None);
        }
        if let Some(why) = off {
            commit = switch_off(deps, commit, scope, webhook.id, why, at).await?;
        }
        match deps.gate.store().commit(commit).await {
            // The claim has run out, and another worker has taken the delivery in hand.
            Err(error) if error.refused_write() == Some(DELIVERY) => return Ok(()),
            Err(error) if error.is_conflict() && tries < ATTEMPTS => tries += 1,
            other => return other,
        }
    }
}

/// Ends a delivery whose subscription is switched off or gone.
pub(crate) async fn cancel(deps: &Deps, delivery: Stored<Delivery>) -> Result<(), store::Error> {
    let (scope, now) = (TenantScope::acting_for(delivery.value.event.account), deps.gate.now());
    let ended = delivery.value.cancelled(now);
    let commit = save(Commit::new(scope, now, deps.gate.fresh()), scope, &ended, Some(delivery.version));
    match deps.gate.store().commit(commit).await {
        Err(error) if error.refused_write() == Some(DELIVERY) => Ok(()),
        other => other,
    }
}

/// Label of the write of a delivery.
const DELIVERY: &str = "delivery";

/// Writes a delivery over the version that was seen.
pub(crate) fn save(commit: Commit, scope: TenantScope, delivery: &Delivery, seen: Option<Version>) -> Commit {
    let key = keys::delivery(scope, delivery.webhook, delivery.id());
    let until = commit.at().checked_add(DELIVERY_KEPT).unwrap_or(Timestamp::MAX);
    match seen {
        None => commit.create_until(DELIVERY, &key, delivery, until),
        Some(seen) => commit.replace_until(DELIVERY, &key, seen, delivery, until),
    }
}

/// Takes a delivery in hand: the delivery as it then stands, and its version. None when another worker was faster.
async fn claim(
    deps: &Deps,
    delivery: Delivery,
    seen: Option<Version>,
    at: Timestamp,
) -> Result<Option<(Delivery, Version)>, store::Error> {
    let scope = TenantScope::acting_for(delivery.event.account);
    let claimed = delivery.again_at(at.checked_add(CLAIM_LIVES).unwrap_or(Timestamp::MAX));
    let commit = save(Commit::new(scope, at, deps.gate.fresh()), scope, &claimed, seen).remind(&reminder(&claimed));
    match deps.gate.store().commit(commit).await {
        Ok(()) => Ok(Some((claimed, seen.map_or(Version::FIRST, Version::next)))),
        Err(error) if error.refused_write() == Some(DELIVERY) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Sets the time of the next attempt, if there is one, in place of the end of the claim.
fn remind(commit: Commit, claimed: &Delivery, delivery: &Delivery) -> Commit {
    let (before, after) = (reminder(claimed), delivery.next().map(|_| reminder(delivery)));
    match after {
        Some(after) if after == before => commit,
        Some(after) => commit.forget(&before).remind(&after),
        None => commit.forget(&before),
    }
}

/// The work that is due when a delivery is to be tried.
fn reminder(delivery: &Delivery) -> Due {
    let subject = format!("{}/{}", delivery.webhook, delivery.id());
    let at = delivery.next().unwrap_or(Timestamp::MAX);
    Due { account: delivery.event.account, kind: DueKind::WebhookRetry, subject, at }
}

async fn switch_off(
    deps: &Deps,
    commit: Commit,
    scope: TenantScope,
    id: WebhookId,
    why: OffReason,
    at: Timestamp,
) -> Result<Commit, store::Error> {
    let key = keys::webhook(scope, id);
    let found = deps.gate.store().read(&key, at).await?.filter(|found| found.value.active);
    let Some(found) = found else { return Ok(commit) };
    tracing::warn!(webhook = %id, why = why.name(), "a webhook is switched off");
    let event = Event {
        id: EventId::new(deps.gate.fresh()),
        account: scope.account(),
        kind: EventKind::WebhookSwitchedOff,
        subject: id.to_string(),
        author: "entrega".to_owned(),
        at,
        data: BTreeMap::from([("why".to_owned(), why.name().to_owned())]),
    };
    Ok(commit.replace("webhook", &key, found.version, &found.value.off(why, at)).tell(&event))
}

/// The address is looked at each time: what was fine when it was written may be no longer.
async fn send(deps: &Deps, webhook: &Webhook, event: &Event, at: Timestamp) -> Sent {
    let refused = Sent { outcome: Outcome::Refused, wait: None };
    let Ok(target) = Target::parse(&webhook.url, &deps.rules) else { return refused };
    let Ok(body) = serde_json::to_vec(&event.told()) else { return refused };
    let (id, seconds) = (event.id.to_string(), at.as_second());
    let signatures = signatures(&webhook.secrets(at), &id, seconds, &body);
    deps.sender.send(&target, &Parcel { id, seconds, signatures, body: Bytes::from(body) }, at).await
}
