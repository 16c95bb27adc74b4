//! What comes from the queue: events to be sent, and deliveries whose time has come again.

use crate::Deps;
use crate::record::{attempt, cancel};
use domain::access::TenantScope;
use domain::due::Work;
use domain::event::{Event, EventKind};
use domain::id::{DeliveryId, WebhookId};
use domain::webhook::{Delivery, Webhook};
use edge::{Message, Undone};
use futures_util::future::{join_all, try_join};
use jiff::Timestamp;
use store::{Page, keys};

/// At once, so that one slow receiver does not cost the others the function's time.
pub(crate) async fn deliver(deps: &Deps, messages: Vec<Message>) -> Vec<Undone> {
    let undone = messages.into_iter().map(async |message| {
        let why = carry_out(deps, &message.body).await.err()?;
        Some(Undone { id: message.id, why })
    });
    join_all(undone).await.into_iter().flatten().collect()
}

/// An error is a sentence for the log, and means that the message comes again.
async fn carry_out(deps: &Deps, body: &str) -> Result<(), String> {
    let work = serde_json::from_str(body).map_err(|error| format!("nothing for webhooks: {error}"))?;
    let done = match work {
        Work::Event(event) => match event.kind {
            EventKind::WebhookPinged => ping(deps, event).await,
            EventKind::WebhookResendAsked => {
                let delivery = event.data.get("delivery").map_or("", String::as_str);
                send_again(deps, &event.subject, delivery, TenantScope::acting_for(event.account), event.at).await
            }
            _ => send_to_all(deps, event).await,
        },
        Work::Due { due } => {
            let (webhook, delivery) = due.subject.split_once('/').unwrap_or_default();
            send_again(deps, webhook, delivery, TenantScope::acting_for(due.account), due.at).await
        }
    };
    done.map_err(|error| error.to_string())
}

/// Sends an event to every subscription that wants it and has not had it yet.
async fn send_to_all(deps: &Deps, event: Event) -> Result<(), store::Error> {
    let (store, now) = (deps.gate.store(), deps.gate.now());
    let scope = TenantScope::acting_for(event.account);
    // More than an account may have: two that are made at the same moment may both be one too many.
    let all = store.list(&keys::webhooks(scope), &Page { limit: 200, after: None }, now).await?;
    let wanting = all.items.into_iter().map(|webhook| webhook.value).filter(|webhook| webhook.wants(event.kind));
    let wanting: Vec<Webhook> = wanting.collect();
    let id = Delivery::id_of(event.id);
    let begun: Vec<_> = wanting.iter().map(|webhook| keys::delivery(scope, webhook.id, id)).collect();
    let begun = store.read_all(&begun, now).await?;
    let fresh = wanting.iter().zip(begun).filter(|(_, begun)| begun.is_none());
    let sent = fresh.map(|(webhook, _)| attempt(deps, webhook, Delivery::begun(webhook.id, event.clone(), now), None));
    join_all(sent).await.into_iter().collect()
}

/// Sends a ping to the subscription that it is for, whatever that asked for.
async fn ping(deps: &Deps, event: Event) -> Result<(), store::Error> {
    let Ok(id) = event.subject.parse::<WebhookId>() else { return Ok(()) };
    let (store, now) = (deps.gate.store(), deps.gate.now());
    let scope = TenantScope::acting_for(event.account);
    let (webhook, delivery) = (keys::webhook(scope, id), keys::delivery(scope, id, Delivery::id_of(event.id)));
    match try_join(store.read(&webhook, now), store.read(&delivery, now)).await? {
        (Some(webhook), None) => attempt(deps, &webhook.value, Delivery::begun(id, event, now), None).await,
        _ => Ok(()),
    }
}

/// Sends what was to be sent again at `at`. What waits for another time has been carried out since.
async fn send_again(
    deps: &Deps,
    webhook: &str,
    delivery: &str,
    scope: TenantScope,
    at: Timestamp,
) -> Result<(), store::Error> {
    let Some((webhook, delivery)) = webhook.parse::<WebhookId>().ok().zip(delivery.parse::<DeliveryId>().ok()) else {
        return Ok(());
    };
    let (store, now) = (deps.gate.store(), deps.gate.now());
    let (subscription, key) = (keys::webhook(scope, webhook), keys::delivery(scope, webhook, delivery));
    let (subscription, delivery) = try_join(store.read(&subscription, now), store.read(&key, now)).await?;
    let Some(delivery) = delivery.filter(|delivery| delivery.value.waits_for(at)) else { return Ok(()) };
    match subscription.filter(|subscription| subscription.value.active) {
        Some(subscription) => attempt(deps, &subscription.value, delivery.value, Some(delivery.version)).await,
        None => cancel(deps, delivery).await,
    }
}
