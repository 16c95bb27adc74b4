//! What was sent to a subscription, and sending it again.

use crate::record::save as keep;
use crate::webhooks::find;
use crate::{Deps, wire};
use domain::access::TenantScope;
use domain::event::EventKind;
use domain::id::{DeliveryId, WebhookId};
use domain::webhook::{Delivery, State};
use edge::{Problem, Reply, Request, WireProblem, save};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use store::{Page, Stored, keys};

/// Months that may hold something: deliveries are kept for thirty days after their latest attempt, which is at most
/// four days after the event.
const MONTHS: u8 = 3;

/// Lists what was sent to a webhook, newest event first, with every attempt. It is kept for 30 days.
#[utoipa::path(get, path = "/v1/webhooks/{id}/deliveries", tag = "Webhooks",
    params(("id" = String, Path), ("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Deliveries), (status = 404, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (webhook, page) = (find(deps, request).await?.value.id, request.page(&deps.gate)?);
    let (items, next) = across_months(deps, request.scope()?, webhook, &page, request.at()).await?;
    let items = items.iter().map(|delivery| wire::Delivery::from(&delivery.value)).collect();
    Ok(Reply::ok(&wire::Deliveries { items, next_cursor: request.cursor(&deps.gate, next.as_deref())? }))
}

/// Shows one delivery, with every attempt.
#[utoipa::path(get, path = "/v1/webhooks/{id}/deliveries/{delivery}", tag = "Webhooks",
    params(("id" = String, Path), ("delivery" = String, Path)),
    responses((status = 200, body = wire::Delivery), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let webhook = find(deps, request).await?.value.id;
    let delivery = find_delivery(deps, request, webhook).await?;
    Ok(Reply::ok(&wire::Delivery::from(&delivery.value)).with_etag(delivery.version))
}

/// Sends a delivery again, under the same identifier, as often as a new one would be.
#[utoipa::path(post, path = "/v1/webhooks/{id}/deliveries/{delivery}/resend", tag = "Webhooks",
    params(("id" = String, Path), ("delivery" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 202, body = wire::Delivery), (status = 404, body = WireProblem),
        (status = 409, description = "`delivery_pending`, `webhook_inactive`", body = WireProblem)))]
pub async fn resend(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let webhook = find(deps, request).await?;
        let found = find_delivery(deps, request, webhook.value.id).await?;
        if !webhook.value.active {
            return Err(Problem::conflict("webhook_inactive", "This webhook is not active. Make it active first."));
        }
        if matches!(found.value.state, State::Pending { .. }) {
            return Err(Problem::conflict("delivery_pending", "This delivery is being tried already."));
        }
        let delivery = found.value.anew(request.at());
        let id = delivery.id().to_string();
        let event = request.event(&deps.gate, EventKind::WebhookResendAsked, webhook.value.id, &[("delivery", &id)])?;
        let reply = Reply::accepted(&wire::Delivery::from(&delivery));
        Ok((keep(commit, scope, &delivery, Some(found.version)).tell(&event), reply))
    })
    .await
}

async fn find_delivery(deps: &Deps, request: &Request, webhook: WebhookId) -> Result<Stored<Delivery>, Problem> {
    let id: DeliveryId = request.named("delivery", "delivery")?;
    let found = deps.gate.store().read(&keys::delivery(request.scope()?, webhook, id), request.at()).await?;
    found.ok_or_else(|| Problem::not_found("delivery"))
}

/// A page that goes on in the month before where one ends, and the place after which the next page begins.
async fn across_months(
    deps: &Deps,
    scope: TenantScope,
    webhook: WebhookId,
    page: &Page,
    now: Timestamp,
) -> Result<(Vec<Stored<Delivery>>, Option<String>), store::Error> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let (mut month, mut after) = page.after.as_deref().and_then(place).unwrap_or((today, None));
    let mut found = Vec::new();
    for _ in 0..MONTHS {
        let room = usize::from(page.limit).saturating_sub(found.len());
        if room == 0 {
            return Ok((found, Some(format!("{month}/"))));
        }
        let part = Page { limit: u16::try_from(room).unwrap_or(page.limit), after: after.take() };
        let listed = deps.gate.store().list(&keys::deliveries(scope, webhook, month), &part, now).await?;
        found.extend(listed.items);
        if let Some(next) = listed.next {
            return Ok((found, Some(format!("{month}/{next}"))));
        }
        month = month.first_of_month().checked_sub(1.day()).unwrap_or(month);
    }
    Ok((found, None))
}

/// A day of a month, and the delivery in it after which to go on.
fn place(text: &str) -> Option<(Date, Option<String>)> {
    let (month, after) = text.split_once('/')?;
    Some((month.parse().ok()?, Some(after.to_owned()).filter(|after| !after.is_empty())))
}
