//! Services as files: asked for here, written to the bucket in the background, and read through addresses that work
//! for a while.

mod job;
mod wire;
mod writing;

use domain::access::Standing;
use domain::id::ExportId;
use edge::{Problem, Reply, Request, WireProblem, save};
use imports::OPEN;
use store::{Stored, keys};

use crate::Deps;
use job::Job;

pub(crate) use writing::deal;

/// Lists the exports of services, newest first.
#[utoipa::path(get, path = "/v1/service-exports", tag = "Service exports",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::ServiceExports)))]
pub(crate) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::service_exports::<Job>(request.scope()?), &page, request.at()).await?;
    let author = request.caller()?.author();
    let own = found.items.iter().map(|job| &job.value).filter(|job| job.author == author);
    let items = own.map(|job| wire::ServiceExport::new(job, request.at())).collect();
    Ok(Reply::ok(&wire::ServiceExports { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Asks for all services that the caller sees, or those that a filter leaves, as CSV, XLSX or JSON. Follow the export:
/// its files can be read once it is done, for a day. What is written as CSV or XLSX can be imported.
#[utoipa::path(post, path = "/v1/service-exports", tag = "Service exports",
    params(("Idempotency-Key" = String, Header)), request_body = wire::NewServiceExport,
    responses((status = 201, body = wire::ServiceExport), (status = 422, body = WireProblem)))]
pub(crate) async fn ask(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let caller = request.caller()?;
    let asked = request.json::<wire::NewServiceExport>()?.read(&caller.visibility())?;
    let scope = request.scope()?;
    let reply = save(&deps.gate, request, async |commit| {
        let id = ExportId::new(deps.gate.fresh());
        let job = Job::new(id, asked.clone(), Standing::of(caller), caller.author(), request.at());
        let commit = commit.create_until("export", &keys::service_export(scope, id), &job, job.until());
        let shown = wire::ServiceExport::new(&job, request.at());
        Ok((commit, Reply::created(&format!("/v1/service-exports/{id}"), &shown)))
    })
    .await?;
    // The arrival of the order wakes the writer. A repeat of the request orders again, and finds it ordered.
    let made: wire::Ordered = serde_json::from_slice(reply.body()).map_err(Problem::internal)?;
    let order = blobs::keys::service_export_order(scope, made.id);
    deps.blobs.put(&order, bytes::Bytes::from_static(b"{}"), "application/json").await.map_err(Problem::busy)?;
    Ok(reply)
}

/// Shows one export of the caller's, with the addresses of its files once it is done; they work for 15 minutes, and
/// asking again gives fresh ones.
#[utoipa::path(get, path = "/v1/service-exports/{id}", tag = "Service exports", params(("id" = String, Path)),
    responses((status = 200, body = wire::ServiceExport), (status = 404, body = WireProblem)))]
pub(crate) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (scope, id) = (request.scope()?, request.named::<ExportId>("id", "export")?);
    let found = deps.gate.store().read(&keys::service_export::<Job>(scope, id), request.at()).await?;
    let author = request.caller()?.author();
    let found = found.filter(|found| found.value.author == author).ok_or_else(|| Problem::not_found("export"))?;
    let Stored { value: job, version } = found;
    let mut shown = wire::ServiceExport::new(&job, request.at());
    if job.is_done() {
        for (number, part) in (1_u32..).zip(&job.parts) {
            let key = blobs::keys::exported(scope, part.file, job.asked.format.end());
            let name = format!("services-{}-{number}.{}", job.created_at.strftime("%Y-%m-%d"), job.asked.format.end());
            let signed = deps.blobs.presign_get(&key, &name, OPEN).await.map_err(Problem::busy)?;
            shown.files.push(wire::ExportedFile { url: signed.url, services: part.services, size: part.size });
        }
    }
    Ok(Reply::ok(&shown).with_etag(version))
}
