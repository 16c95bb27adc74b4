//! Customers from a spreadsheet: asked for here, sent to the bucket, put row by row when the file arrives.

mod arrivals;
mod columns;
mod job;
mod rows;
pub(crate) mod wire;

use domain::access::Standing;
use edge::{Problem, Reply, Request, WireProblem, save};
use imports::{Counts, NewFile, ShownRows};
use store::{Stored, keys};

use crate::Deps;
use job::{Job, People};

pub(crate) use arrivals::deal;

/// Lists the imports of customers, newest first, without their findings.
#[utoipa::path(get, path = "/v1/customer-imports", tag = "Customer imports",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::CustomerImports)))]
pub(crate) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::customer_imports::<Job>(request.scope()?), &page, request.at()).await?;
    let items = found.items.iter().map(|job| &job.value);
    let items = items.map(|job| wire::CustomerImport::of(job, ShownRows::at(job, request.at()))).collect();
    Ok(Reply::ok(&wire::CustomerImports { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Asks to import customers. PUT the file (CSV, XLSX, XLS, or one of them in a ZIP, of 20 MB at most, with headings in
/// Portuguese, Spanish or English, or the names of the fields) to the address in the answer, then follow the import. A row is known by the
/// identifier in the other system, else by its document, else by its name with a telephone or an e-mail; cells that are
/// empty leave what is there, and an address that is new is added. A row that breaks a rule is left out; all others
/// count. The same file again changes nothing.
#[utoipa::path(post, path = "/v1/customer-imports", tag = "Customer imports",
    params(("Idempotency-Key" = String, Header)), request_body = NewFile,
    responses((status = 201, body = wire::CustomerImport), (status = 403, description = "`out_of_sight`", body = WireProblem), (status = 422, body = WireProblem)))]
pub(crate) async fn ask(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked = request.json::<NewFile>()?.read::<People>()?;
    save(&deps.gate, request, async |commit| {
        let of = People { standing: Standing::of(request.caller()?), counts: Counts::default() };
        let (commit, job, upload) = deps.imports().open(request, of, &asked, commit).await?;
        let shown = wire::CustomerImport::of(&job, ShownRows::opened(&job, upload, request.at()));
        Ok((commit, Reply::created(&format!("/v1/customer-imports/{}", job.id), &shown)))
    })
    .await
}

/// Shows one import with its first findings, and where all of them and the rows that were left out can be downloaded.
#[utoipa::path(get, path = "/v1/customer-imports/{id}", tag = "Customer imports", params(("id" = String, Path)),
    responses((status = 200, body = wire::CustomerImport), (status = 404, body = WireProblem)))]
pub(crate) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Stored { value: job, version } = deps.imports().find::<People>(request).await?;
    let shown = wire::CustomerImport::of(&job, deps.imports().shown_rows(request, &job).await?);
    Ok(Reply::ok(&shown).with_etag(version))
}
