//! Taking back what an import made, as long as nothing has happened to it.

use domain::event::EventKind;
use domain::import::Status;
use domain::service::Service;
use edge::{Problem, Reply, Request, WireProblem, save, save_once};
use store::keys::{self, Imported};
use store::{Commit, Page, Stored};

use super::find;
use super::job::{Job, Services};
use super::wire::UndoneImport;
use crate::Deps;

/// Rows that one call looks at.
const AT_ONCE: u16 = 200;

/// Takes back what an import made, as far as nothing has happened to it since; what something happened to stays. One
/// call looks at 200 rows: `left` says whether there are more, and the same call goes on with them.
#[utoipa::path(post, path = "/v1/service-imports/{id}/undo", tag = "Service imports",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = UndoneImport), (status = 404, body = WireProblem), (status = 409, description = "`import_open`", body = WireProblem)))]
pub(crate) async fn undo(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let job = find(deps, request).await?.value;
    if job.status_at(request.at()).is_open() {
        return Err(Problem::conflict("import_open", "The import is not over yet. Wait until it is."));
    }
    let page = Page { limit: AT_ONCE, after: job.of.undoing.clone() };
    let notes = deps.gate.store().list(&keys::imported_of(scope, &job.asked.sha256), &page, request.at()).await?;
    let (mut undone, mut kept) = (0_u64, 0_u64);
    for note in notes.items.iter().filter(|note| note.value.import == job.id) {
        match take_back(deps, request, &job, note).await? {
            Some(true) => undone = undone.saturating_add(1),
            Some(false) => kept = kept.saturating_add(1),
            None => {}
        }
    }
    let left = notes.next.is_some();
    save(&deps.gate, request, async |commit| {
        let Stored { value: job, version } = find(deps, request).await?;
        let mut of = Services { undoing: notes.next.clone(), ..job.of.clone() };
        of.counts.undone = of.counts.undone.saturating_add(undone);
        of.counts.kept = of.counts.kept.saturating_add(kept);
        let job = job.with(of);
        let job = if left { job } else { job.turned(Status::Undone, request.at()) };
        let commit = commit.replace_until("import", &keys::service_import(scope, job.id), version, &job, job.until());
        Ok((commit, Reply::ok(&UndoneImport { undone, kept, left })))
    })
    .await
}

/// Whether the service of a row was taken back, with the note that the row had made it; none when it is gone already.
async fn take_back(
    deps: &Deps,
    request: &Request,
    job: &Job,
    note: &Stored<Imported>,
) -> Result<Option<bool>, Problem> {
    let (scope, id) = (request.scope()?, note.value.id);
    let key = keys::imported(scope, &job.asked.sha256, note.value.ordinal);
    let reply = save_once(&deps.gate, scope, request.at(), None, async |commit| {
        let commit = commit.delete("row", &key, note.version);
        let Some(service) = deps.gate.store().read(&keys::service(scope, id), request.at()).await? else {
            return Ok((commit, Reply::ok(&None::<bool>)));
        };
        if is_touched(&service.value) || !request.caller()?.visibility().sees(&service.value.placement()) {
            return Ok((Commit::new(scope, request.at(), deps.gate.fresh()), Reply::ok(&Some(false))));
        }
        let event = request.event(&deps.gate, EventKind::ServiceDeleted, id, &[])?;
        let commit = match &service.value.booking {
            Some(booking) => deps.gate.store().give_back(commit, scope, booking, request.at()).await?,
            None => commit,
        };
        Ok((commit.delete_service(scope, &service).tell(&event), Reply::ok(&Some(true))))
    })
    .await?;
    Ok(serde_json::from_slice(reply.body()).unwrap_or_default())
}

/// Whether anything has happened to a service since it was made.
fn is_touched(service: &Service) -> bool {
    !service.life.decisions.is_empty() || !service.life.facts.is_empty() || service.timeline.count > 1
}
