//! Subscriptions.

use crate::target::Target;
use crate::{Deps, sign, wire};
use domain::event::EventKind;
use domain::id::{EventId, WebhookId};
use domain::webhook::{Delivery, Health, MOST, SigningSecret, Webhook};
use edge::{Fields, Problem, Reply, Request, Secret, WireProblem, save};
use store::{Page, Stored, keys};

/// Lists the webhooks, in the order in which they were made.
#[utoipa::path(get, path = "/v1/webhooks", tag = "Webhooks",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Webhooks)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (scope, page) = (request.scope()?, request.page(&deps.gate)?);
    let found = deps.gate.store().list(&keys::webhooks(scope), &page, request.at()).await?;
    let health: Vec<_> = found.items.iter().map(|one| keys::webhook_health(scope, one.value.id)).collect();
    let health = deps.gate.store().read_all(&health, request.at()).await?.into_iter();
    let both = found.items.iter().zip(health.map(|health| health.map(|health| health.value)));
    let items = both.map(|(webhook, health)| wire::Webhook::of(&webhook.value, health, request.at())).collect();
    Ok(Reply::ok(&wire::Webhooks { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows one webhook, without its secret.
#[utoipa::path(get, path = "/v1/webhooks/{id}", tag = "Webhooks", params(("id" = String, Path)),
    responses((status = 200, body = wire::Webhook), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let webhook = find(deps, request).await?;
    let health =
        deps.gate.store().read(&keys::webhook_health(request.scope()?, webhook.value.id), request.at()).await?;
    let shown = wire::Webhook::of(&webhook.value, health.map(|health| health.value), request.at());
    Ok(Reply::ok(&shown).with_etag(webhook.version))
}

/// Makes a webhook. The answer holds the secret that its receiver checks signatures by, which is never shown again.
///
/// Events are sent as Standard Webhooks: `POST` with the headers `webhook-id` (that of the event), `webhook-timestamp`
/// and `webhook-signature`, and an event as `/v1/events` shows it, without its number. A 2xx within 15 seconds says
/// that the receiver has it; otherwise it is sent again, ten times over 75 hours. Order is not kept, and one event may
/// come twice under the same identifier.
#[utoipa::path(post, path = "/v1/webhooks", tag = "Webhooks",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::WebhookContent,
    responses((status = 201, body = wire::WebhookWithSecret), (status = 409, description = "`too_many_webhooks`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn add(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let content = Content::read(deps, request)?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let page = Page { limit: 200, after: None };
        if deps.gate.store().list(&keys::webhooks(scope), &page, request.at()).await?.items.len() >= MOST {
            let detail = format!("An account has at most {MOST} webhooks. Remove one first.");
            return Err(Problem::conflict("too_many_webhooks", detail));
        }
        let (secret, id) = (fresh_secret()?, WebhookId::new(deps.gate.fresh()));
        let webhook = Webhook {
            id,
            url: content.url.clone(),
            description: content.description.clone(),
            kinds: content.kinds.clone(),
            active: content.active,
            switched_off: None,
            secret,
            old_secret: None,
            created_at: request.at(),
        };
        let event = request.event(&deps.gate, EventKind::WebhookCreated, id, &[])?;
        let commit = commit.create("webhook", &keys::webhook(scope, id), &webhook).tell(&event);
        Ok((commit, Reply::created_secret(&format!("/v1/webhooks/{id}"), &shown_once(&webhook, request))))
    })
    .await
}

/// Replaces what a webhook is. Its secret stays. One that we had switched off goes on when it is made active.
#[utoipa::path(put, path = "/v1/webhooks/{id}", tag = "Webhooks",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body = wire::WebhookContent,
    responses((status = 200, body = wire::Webhook), (status = 404, body = WireProblem), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let content = Content::read(deps, request)?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        request.matches(found.version)?;
        let id = found.value.id;
        let webhook = Webhook {
            url: content.url.clone(),
            description: content.description.clone(),
            kinds: content.kinds.clone(),
            active: content.active,
            switched_off: found.value.switched_off.filter(|_| !content.active),
            ..found.value
        };
        let event = request.event(&deps.gate, EventKind::WebhookChanged, id, &[])?;
        // A receiver that has moved begins anew.
        let commit = commit
            .replace("webhook", &keys::webhook(scope, id), found.version, &webhook)
            .put_always("health", &keys::webhook_health(scope, id), &Health::default(), None)
            .tell(&event);
        Ok((commit, Reply::ok(&wire::Webhook::of(&webhook, None, request.at())).with_etag(found.version.next())))
    })
    .await
}

/// Removes a webhook. What was on its way to it is not sent any more.
#[utoipa::path(delete, path = "/v1/webhooks/{id}", tag = "Webhooks",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        request.matches(found.version)?;
        let id = found.value.id;
        let event = request.event(&deps.gate, EventKind::WebhookRemoved, id, &[])?;
        let commit = commit
            .delete("webhook", &keys::webhook(scope, id), found.version)
            .delete_always("health", &keys::webhook_health(scope, id))
            .tell(&event);
        Ok((commit, Reply::no_content()))
    })
    .await
}

/// Gives a webhook a fresh secret. For 24 hours the one before signs too, so that its receiver can change over; one
/// before that ends at once.
#[utoipa::path(post, path = "/v1/webhooks/{id}/secret", tag = "Webhooks",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = wire::WebhookWithSecret), (status = 404, body = WireProblem)))]
pub async fn rotate(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        let id = found.value.id;
        let webhook = found.value.with_fresh_secret(fresh_secret()?, request.at());
        let event = request.event(&deps.gate, EventKind::WebhookChanged, id, &[])?;
        let commit = commit.replace("webhook", &keys::webhook(scope, id), found.version, &webhook).tell(&event);
        Ok((commit, Reply::created_secret(&format!("/v1/webhooks/{id}"), &shown_once(&webhook, request))))
    })
    .await
}

/// Sends a `webhook.pinged` event to this webhook alone, once, also while it is not active.
#[utoipa::path(post, path = "/v1/webhooks/{id}/ping", tag = "Webhooks",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 202, body = wire::Ping), (status = 404, body = WireProblem)))]
pub async fn ping(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    save(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        let event = request.event(&deps.gate, EventKind::WebhookPinged, found.value.id, &[])?;
        let delivery = Delivery::id_of(EventId::new(event.id.uuid())).to_string();
        Ok((commit.tell(&event), Reply::accepted(&wire::Ping { delivery })))
    })
    .await
}

/// The webhook that the path names.
pub(crate) async fn find(deps: &Deps, request: &Request) -> Result<Stored<Webhook>, Problem> {
    let id: WebhookId = request.named("id", "webhook")?;
    let found = deps.gate.store().read(&keys::webhook(request.scope()?, id), request.at()).await?;
    found.ok_or_else(|| Problem::not_found("webhook"))
}

fn fresh_secret() -> Result<SigningSecret, Problem> {
    sign::fresh_secret().ok_or_else(|| Problem::internal(std::io::Error::other("no secret can be made")))
}

fn shown_once(webhook: &Webhook, request: &Request) -> Secret<wire::WebhookWithSecret, wire::WebhookWithSecret> {
    let shown = wire::Webhook::of(webhook, None, request.at());
    let secret = webhook.secret.reveal().to_owned();
    Secret {
        once: wire::WebhookWithSecret {
            webhook: shown.clone(),
            secret: Some(secret),
            secret_status: wire::SecretStatus::Shown,
        },
        after: wire::WebhookWithSecret {
            webhook: shown,
            secret: None,
            secret_status: wire::SecretStatus::AlreadyShown,
        },
    }
}

/// What a body says of a webhook.
struct Content {
    url: String,
    description: String,
    kinds: Vec<EventKind>,
    active: bool,
}

impl Content {
    /// All errors at once.
    fn read(deps: &Deps, request: &Request) -> Result<Self, Problem> {
        let raw: wire::WebhookContent = request.json()?;
        let mut fields = Fields::new();
        let target = fields.take("/url", "url", raw.url.as_str(), Target::parse(&raw.url, &deps.rules));
        if raw.description.chars().count() > 200 || raw.description.chars().any(char::is_control) {
            let detail = "A description has at most 200 characters, on one line.";
            fields.refuse("/description", "description", detail, Some(raw.description.as_str().into()));
        }
        let mut kinds = Vec::new();
        for (at, name) in raw.types.iter().enumerate().take(EventKind::ALL.len()) {
            let kind = EventKind::ALL.into_iter().find(|kind| kind.name() == name && kind.told().is_some());
            match kind {
                Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
                Some(_) => {}
                None => {
                    let detail = "This is no type of event that can be followed; /v1/events/types has all of them.";
                    fields.refuse(&format!("/types/{at}"), "type", detail, Some(name.as_str().into()));
                }
            }
        }
        if raw.types.len() > EventKind::ALL.len() {
            fields.refuse("/types", "too_many", "There are not that many types of events.", None);
        }
        let url = fields.all(target)?.as_str().to_owned();
        Ok(Self { url, description: raw.description, kinds, active: raw.active })
    }
}
