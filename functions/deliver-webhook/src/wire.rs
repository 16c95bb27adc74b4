//! What travels when webhooks are managed.

use domain::webhook;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A webhook to make, or what one becomes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookContent {
    /// Where events are sent: https, port 443, a name on the public internet.
    #[schema(example = "https://shop.example/hooks/entrega")]
    pub url: String,
    /// What it is for, up to 200 characters.
    #[serde(default)]
    pub description: String,
    /// The types of events that are sent, of those in `/v1/events/types`; all of them when empty or left out.
    #[serde(default)]
    #[schema(example = json!(["freight_table.switched"]))]
    pub types: Vec<String>,
    /// Whether anything is sent.
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub active: bool,
}

const fn yes() -> bool {
    true
}

/// A webhook.
#[derive(Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    /// Its identifier.
    pub id: String,
    /// Where events are sent.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// The types of events that are sent; all when empty.
    pub types: Vec<&'static str>,
    /// Whether anything is sent.
    pub active: bool,
    /// That we switched it off, and why; null when we did not.
    pub switched_off: Option<SwitchedOff>,
    /// Since when every attempt has failed; null when the last one came through.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub failing_since: Option<Timestamp>,
    /// Until when the secret before the present one signs too; null when there is none.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub old_secret_until: Option<Timestamp>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl Webhook {
    /// As it stands at `now`, with what is known of its receiver.
    #[must_use]
    pub fn of(webhook: &webhook::Webhook, health: Option<webhook::Health>, now: Timestamp) -> Self {
        let old = webhook.old_secret.as_ref().map(|old| old.until);
        Self {
            id: webhook.id.to_string(),
            url: webhook.url.clone(),
            description: webhook.description.clone(),
            types: webhook.kinds.iter().map(|kind| kind.name()).collect(),
            active: webhook.active,
            switched_off: webhook.switched_off.map(|off| SwitchedOff { at: off.at, why: off.why.name() }),
            failing_since: health.and_then(|health| health.failing_since),
            old_secret_until: old.filter(|until| now < *until),
            created_at: webhook.created_at,
        }
    }
}

/// That a webhook was switched off by us.
#[derive(Clone, Serialize, ToSchema)]
pub struct SwitchedOff {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// `gone`: the receiver answered 410. `failing`: every attempt failed for more than three days.
    #[schema(example = "gone")]
    pub why: &'static str,
}

/// The webhooks of an account.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Webhooks {
    /// In the order in which they were made.
    pub items: Vec<Webhook>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// Whether a secret stands in this answer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WebhookSecretStatus)]
pub enum SecretStatus {
    /// Here, and never again.
    Shown,
    /// It was in the first answer to this request. Lost? Ask for a fresh one.
    AlreadyShown,
}

/// A webhook with the secret that its receiver checks signatures by.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WebhookWithSecret {
    /// The webhook.
    #[serde(flatten)]
    pub webhook: Webhook,
    /// `whsec_` and a key in base64, as Standard Webhooks libraries take it.
    pub secret: Option<String>,
    /// Whether the secret stands here.
    pub secret_status: SecretStatus,
}

/// That a ping is on its way.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ping {
    /// The delivery in which its outcome can be read in a moment.
    pub delivery: String,
}

/// One event on its way to a webhook.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// Its identifier: that of the event.
    pub id: String,
    /// The type of the event.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Identifier of what the event happened to.
    pub subject: String,
    /// When the event happened.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Timestamp,
    /// `pending`, `delivered`, `given_up` or `cancelled`.
    #[schema(example = "delivered")]
    pub state: &'static str,
    /// When it is tried (again); null when it is not.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_attempt_at: Option<Timestamp>,
    /// What became of each attempt, oldest first; of very many, the latest.
    pub attempts: Vec<Attempt>,
}

impl From<&webhook::Delivery> for Delivery {
    fn from(delivery: &webhook::Delivery) -> Self {
        Self {
            id: delivery.id().to_string(),
            kind: delivery.event.kind.name(),
            subject: delivery.event.subject.clone(),
            occurred_at: delivery.event.at,
            state: delivery.state.name(),
            next_attempt_at: delivery.next(),
            attempts: delivery.attempts.iter().map(Attempt::from).collect(),
        }
    }
}

/// One attempt.
#[derive(Serialize, ToSchema)]
#[schema(as = DeliveryAttempt)]
pub struct Attempt {
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// `answered`, or what kept the receiver from answering: `refused` (the address is none that we send to),
    /// `unresolved`, `private`, `unreachable`, `insecure`, `broken`, `timed_out`.
    #[schema(example = "answered")]
    pub outcome: &'static str,
    /// The status that was answered; null without an answer.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub millis: u32,
}

impl From<&webhook::Attempt> for Attempt {
    fn from(attempt: &webhook::Attempt) -> Self {
        let status = match attempt.outcome {
            webhook::Outcome::Answered { status } => Some(status),
            _ => None,
        };
        Self { at: attempt.at, outcome: attempt.outcome.name(), status, millis: attempt.millis }
    }
}

/// A part of what was sent.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Deliveries {
    /// Newest first.
    pub items: Vec<Delivery>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}
