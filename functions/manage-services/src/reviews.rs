//! Services that somebody has to look at: reports that were held, and deliveries whose proofs have not come.

use domain::event::EventKind;
use domain::id::EventId;
use domain::service::Service;
use edge::{Problem, Reply, Request, WireProblem, referred, save};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use store::keys;

use crate::making::happened;
use crate::{Deps, services, wire};

/// How long a device has to upload what it took at the door.
const UPLOADING: SignedDuration = SignedDuration::from_hours(24);

/// Lists the services that somebody has to look at: those of which a report is held, and those whose required proofs
/// have not come a day after they were done. A page may be short, and still have a next one.
#[utoipa::path(get, path = "/v1/service-reviews", tag = "Services",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::ServiceReviews)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (scope, sight) = (request.scope()?, request.caller()?.visibility());
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::services_to_review(scope), &page, request.at()).await?;
    let ids: Vec<_> = found.items.iter().map(|found| found.value.id).collect();
    let services = deps.gate.store().services_by_id(scope, &ids, request.at()).await?;
    let seen = services.iter().map(|service| &service.value).filter(|service| sight.sees(&service.placement()));
    let reviews = seen.map(|service| wire::ServiceReview::new(service, late(service, request)));
    let items = reviews.filter(|review| !review.held_reports.is_empty() || !review.owed_proof.is_empty()).collect();
    Ok(Reply::ok(&wire::ServiceReviews { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// The proofs that are owed although there was time to upload them.
fn late(service: &Service, request: &Request) -> Vec<&'static str> {
    let ended = service.state().ended_at;
    if ended.is_some_and(|ended| request.at().duration_since(ended) < UPLOADING) {
        return Vec::new();
    }
    service.owed().iter().map(|kind| kind.name()).collect()
}

/// Dismisses a report that is held: it counts for nothing, and waits no longer.
#[utoipa::path(post, path = "/v1/services/{id}/held-reports/{report}/dismissal", tag = "Services",
    params(("id" = String, Path), ("report" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = wire::Dismissal,
    responses((status = 200, body = wire::Service), (status = 404, body = WireProblem), (status = 409, description = "`not_held`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn dismiss(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let justification = request.json::<wire::Dismissal>()?.read()?;
    let scope = request.scope()?;
    let report: EventId = request.named("report", "report")?;
    save(&deps.gate, request, async |commit| {
        let before = services::find(deps, request).await?;
        let refers = referred(&deps.gate, request, &[justification]).await?;
        let mut service = before.value.clone();
        service.life = service.life.review(report).ok_or_else(not_held)?;
        let data = BTreeMap::from([
            ("report".to_owned(), report.to_string()),
            ("verdict".to_owned(), "dismissed".to_owned()),
            ("justification".to_owned(), justification.id.to_string()),
        ]);
        let told = happened(deps, &request.caller()?.author(), request.at(), data);
        let commit = commit.record(scope, &mut service, EventKind::ServiceFactRecorded, told);
        let commit = commit.replace_service(scope, &before, &service).service_refers(scope, service.id, &refers);
        let customer = services::recipient(deps, request, &service).await?;
        let shown = wire::Service::new(&deps.gate, &service, customer.as_ref());
        let commit = commit.concerning(service.customer);
        Ok((commit, Reply::ok(&shown).with_etag(before.version.next())))
    })
    .await
}

/// 409 of a report that waits for nobody.
pub(crate) fn not_held() -> Problem {
    Problem::conflict("not_held", "No such report waits here for a decision.")
}
