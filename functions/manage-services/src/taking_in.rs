//! Services from a spreadsheet: asked for here, sent to the bucket, made row by row when the file arrives, and taken
//! back as long as nothing has happened to them.

mod arrivals;
mod job;
mod names;
mod routing;
mod rows;
pub(crate) mod undoing;
pub(crate) mod wire;

use domain::access::Standing;
use edge::{Problem, Reply, Request, WireProblem, save};
use imports::{NewFile, ShownRows};
use store::{Stored, keys};

use crate::Deps;
use job::{Counts, Job, Services};

pub(crate) use arrivals::deal;

/// Lists the imports of services, newest first, without their findings.
#[utoipa::path(get, path = "/v1/service-imports", tag = "Service imports",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::ServiceImports)))]
pub(crate) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::service_imports::<Job>(request.scope()?), &page, request.at()).await?;
    let (caller, now) = (request.caller()?, request.at());
    let (author, whole) = (caller.author(), caller.visibility().is_unrestricted());
    let seen = found.items.iter().map(|job| &job.value).filter(|job| whole || job.author == author);
    let items = seen.map(|job| wire::ServiceImport::of(job, ShownRows::at(job, now))).collect();
    Ok(Reply::ok(&wire::ServiceImports { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Asks to import services. PUT the file (CSV, XLSX, XLS, or one of them in a ZIP, of 20 MB at most, with headings in
/// Portuguese, Spanish or English) to the address in the answer, then follow the import. A row that is wrong makes no service and keeps no
/// other back; the same file again makes nothing twice.
#[utoipa::path(post, path = "/v1/service-imports", tag = "Service imports",
    params(("Idempotency-Key" = String, Header)), request_body = NewFile,
    responses((status = 201, body = wire::ServiceImport), (status = 422, body = WireProblem)))]
pub(crate) async fn ask(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked = request.json::<NewFile>()?.read::<Services>()?;
    save(&deps.gate, request, async |commit| {
        let of = Services {
            standing: Standing::of(request.caller()?),
            counts: Counts::default(),
            content: None,
            undoing: None,
        };
        let (commit, job, upload) = deps.imports().open(request, of, &asked, commit).await?;
        let shown = wire::ServiceImport::of(&job, ShownRows::opened(&job, upload, request.at()));
        Ok((commit, Reply::created(&format!("/v1/service-imports/{}", job.id), &shown)))
    })
    .await
}

/// Shows one import with its first findings, and where all of them and the rows that were left out can be downloaded.
#[utoipa::path(get, path = "/v1/service-imports/{id}", tag = "Service imports", params(("id" = String, Path)),
    responses((status = 200, body = wire::ServiceImport), (status = 404, body = WireProblem)))]
pub(crate) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Stored { value: job, version } = find(deps, request).await?;
    let shown = wire::ServiceImport::whole(&job, deps.imports().shown_rows(request, &job).await?);
    Ok(Reply::ok(&shown).with_etag(version))
}

/// An import that the caller asked for, or any of the account for whoever sees all of it.
async fn find(deps: &Deps, request: &Request) -> Result<Stored<Job>, Problem> {
    let found = deps.imports().find::<Services>(request).await?;
    let caller = request.caller()?;
    let sees = caller.visibility().is_unrestricted() || found.value.author == caller.author();
    if sees { Ok(found) } else { Err(Problem::not_found("import")) }
}
