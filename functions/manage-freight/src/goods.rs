//! Imports of goods: SKUs and stock as spreadsheets. Rows without errors are applied one by one, whatever the others
//! say, and importing the same file again changes nothing.

use domain::id::ImportId;
use edge::{Problem, Reply, Request, WireProblem, save};
use store::{Stored, keys};

use crate::change::unstored;
use crate::imports::{OPEN, upload};
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
    let items = found.items.iter().map(|job| wire::GoodsImport::summary(&job.value, request.at())).collect();
    Ok(Reply::ok(&wire::GoodsImports { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows one import of goods with its first findings.
#[utoipa::path(get, path = "/v1/goods-imports/{id}", tag = "SKUs", params(("id" = String, Path)),
    responses((status = 200, body = wire::GoodsImport), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: ImportId = request.named("id", "import")?;
    let key = keys::goods_import::<Job<Goods>>(request.scope()?, id);
    let found = deps.gate.store().read(&key, request.at()).await?;
    let Stored { value: job, version } = found.ok_or_else(|| Problem::not_found("import"))?;
    let mut shown = wire::GoodsImport::whole(&job, request.at());
    if job.result.as_ref().is_some_and(|result| result.report) {
        let name = format!("{}.report.csv", job.asked.file_name);
        let key = blobs::keys::report(request.scope()?, job.id);
        shown.report_url = Some(deps.blobs.presign_get(&key, &name, OPEN).await.map_err(unstored)?.url);
    }
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
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let id = ImportId::new(deps.gate.fresh());
        let signed = upload(deps, scope, id, &asked).await?;
        let of = Goods { kind: raw.kind };
        let job = Job::new(id, of, asked.clone(), request.caller()?.author(), request.at());
        let upload = Some(wire::Upload::from(signed));
        let shown = wire::GoodsImport { upload, ..wire::GoodsImport::summary(&job, request.at()) };
        let commit = commit.create_until("import", &keys::goods_import(scope, id), &job, job.until());
        Ok((commit, Reply::created(&format!("/v1/goods-imports/{id}"), &shown)))
    })
    .await
}
