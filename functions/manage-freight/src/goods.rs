//! Imports of goods: SKUs and stock as spreadsheets. Rows without errors are applied one by one, whatever the others
//! say, and importing the same file again changes nothing.

use edge::{Problem, Reply, Request, WireProblem, save};
use imports::Shown;
use store::{Stored, keys};

use crate::job::{Goods, Job};
use crate::{Deps, wire};

/// Lists the imports of goods, newest first, without their findings.
#[utoipa::path(get, path = "/v1/goods-imports", tag = "SKUs",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::GoodsImports)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let prefix = keys::goods_imports::<Job<Goods>>(request.scope()?);
    let found = deps.gate.store().list(&prefix, &page, request.at()).await?;
    let items = found.items.iter().map(|job| &job.value);
    let items = items.map(|job| wire::GoodsImport::of(job, Shown::at(job, request.at()))).collect();
    Ok(Reply::ok(&wire::GoodsImports { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows one import of goods with its first findings.
#[utoipa::path(get, path = "/v1/goods-imports/{id}", tag = "SKUs", params(("id" = String, Path)),
    responses((status = 200, body = wire::GoodsImport), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Stored { value: job, version } = deps.imports().find::<Goods>(request).await?;
    let shown = wire::GoodsImport::of(&job, deps.imports().shown(request, &job).await?);
    Ok(Reply::ok(&shown).with_etag(version))
}

/// Asks to import SKUs or stock. PUT the file (CSV, XLSX, XLS or a ZIP of one) to the address in the answer, then follow
/// the import. Every row without errors is applied, the others are reported; a dry run only checks.
#[utoipa::path(post, path = "/v1/goods-imports", tag = "SKUs", params(("Idempotency-Key" = String, Header)),
    request_body = wire::NewGoodsImport,
    responses((status = 201, body = wire::GoodsImport), (status = 422, body = WireProblem)))]
pub async fn ask(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::NewGoodsImport = request.json()?;
    let asked = raw.read()?;
    save(&deps.gate, request, async |commit| {
        let of = Goods { kind: raw.kind, applied: None };
        let (commit, job, upload) = deps.imports().open(request, of, &asked, commit).await?;
        let shown = wire::GoodsImport::of(&job, Shown::opened(&job, upload, request.at()));
        Ok((commit, Reply::created(&format!("/v1/goods-imports/{}", job.id), &shown)))
    })
    .await
}
