//! Imports of freight tables: asked for here, uploaded to the bucket, read when they arrive.

use std::time::Duration;

use domain::access::TenantScope;
use domain::id::{EventId, ImportId};
use edge::{FieldError, Problem, Reply, Request, WireProblem, save};
use store::{Stored, keys};

use crate::change::{unconfigured, unstored};
use crate::job::{self, Asked, Job};
use crate::switch::Ready;
use crate::{Deps, switch, wire};

/// How long an address of ours in the bucket works.
pub(crate) const OPEN: Duration = job::UPLOAD_OPEN.unsigned_abs();

/// Lists the imports, newest first, without their findings.
#[utoipa::path(get, path = "/v1/freight-table-imports", tag = "Freight tables",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::FreightTableImports)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::imports::<Job>(request.scope()?), &page, request.at()).await?;
    let items = found.items.iter().map(|job| wire::FreightTableImport::summary(&job.value, request.at())).collect();
    Ok(Reply::ok(&wire::FreightTableImports { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows one import with its first findings.
#[utoipa::path(get, path = "/v1/freight-table-imports/{id}", tag = "Freight tables", params(("id" = String, Path)),
    responses((status = 200, body = wire::FreightTableImport), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Stored { value: job, version } = find(deps, request).await?;
    let mut shown = wire::FreightTableImport::whole(&job, request.at());
    if job.result.as_ref().is_some_and(|result| result.report) {
        let key = blobs::keys::report(request.scope()?, job.id);
        let name = format!("{}.report.csv", job.asked.file_name);
        shown.report_url = Some(deps.blobs.presign_get(&key, &name, OPEN).await.map_err(unstored)?.url);
    }
    Ok(Reply::ok(&shown).with_etag(version))
}

/// Asks to import a freight table. PUT the file to the address in the answer, then follow the import: a table
/// without errors goes live at once, or waits for its activation when this is a dry run. Until then, and whenever
/// there are errors, the old table keeps serving.
#[utoipa::path(post, path = "/v1/freight-table-imports", tag = "Freight tables",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::NewImport,
    responses((status = 201, body = wire::FreightTableImport), (status = 422, body = WireProblem)))]
pub async fn ask(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::NewImport = request.json()?;
    let (of, asked) = raw.read()?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        if deps.current(request).await?.sections.policies.get(of.policy.as_str()).is_none() {
            return Err(unknown_policy(of.policy.as_str()));
        }
        let id = ImportId::new(deps.gate.fresh());
        let signed = upload(deps, scope, id, &asked).await?;
        let job = Job::new(id, of.clone(), asked.clone(), request.caller()?.author(), request.at());
        let upload = Some(wire::Upload::from(signed));
        let shown = wire::FreightTableImport { upload, ..wire::FreightTableImport::summary(&job, request.at()) };
        let commit = commit.create_until("import", &keys::import(scope, id), &job, job.until());
        Ok((commit, Reply::created(&format!("/v1/freight-table-imports/{id}"), &shown)))
    })
    .await
}

/// Makes a checked table the one that serves its policy.
#[utoipa::path(post, path = "/v1/freight-table-imports/{id}/activation", tag = "Freight tables",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = wire::FreightTableImport), (status = 404, body = WireProblem), (status = 409, body = WireProblem)))]
pub async fn activate(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let author = request.caller()?.author();
    save(&deps.gate, request, async |commit| {
        let Stored { value: job, version } = find(deps, request).await?;
        let block =
            job.result.as_ref().filter(|_| job.is_checked()).and_then(|result| Some((result.block?, result.rows)));
        let Some((block, rows)) = block else {
            let status = job.status_at(request.at()).name();
            let detail = format!("Only a checked import can go live; this one is {status}.");
            return Err(Problem::conflict("not_checked", detail));
        };
        let mut current = deps.current(request).await?;
        let new = switch::switch(&mut current.sections, Ready::imported(&job, block, rows), &author, request.at());
        let new = new.map_err(gone)?;
        let commit = deps.register.write(&current, commit).await.map_err(unconfigured)?;
        let commit = switch::record(commit, scope, EventId::new(deps.gate.fresh()), &new);
        let job = job.live(new.version, request.at());
        let commit = commit.replace_until("import", &keys::import(scope, job.id), version, &job, job.until());
        Ok((commit, Reply::ok(&wire::FreightTableImport::whole(&job, request.at()))))
    })
    .await
}

/// Where the file of an import goes.
pub(crate) async fn upload(
    deps: &Deps,
    scope: TenantScope,
    id: ImportId,
    asked: &Asked,
) -> Result<blobs::Presigned, Problem> {
    let upload = blobs::Upload {
        size: asked.size,
        content_type: "application/octet-stream".to_owned(),
        sha256: blobs::Digest::parse(&asked.sha256).unwrap_or(blobs::Digest::of(&[])),
    };
    deps.blobs.presign_put(&blobs::keys::import(scope, id), &upload, OPEN).await.map_err(unstored)
}

pub(crate) fn gone(_: switch::PolicyGone) -> Problem {
    Problem::conflict("policy_gone", "The shipping policy of this import does not exist any more.")
}

fn unknown_policy(id: &str) -> Problem {
    Problem::unprocessable(vec![FieldError {
        pointer: "/policy".to_owned(),
        rule: "unknown_policy".to_owned(),
        detail: "There is no such shipping policy.".to_owned(),
        value: Some(id.into()),
    }])
}

async fn find(deps: &Deps, request: &Request) -> Result<Stored<Job>, Problem> {
    let id: ImportId = request.named("id", "import")?;
    let found = deps.gate.store().read(&keys::import(request.scope()?, id), request.at()).await?;
    found.ok_or_else(|| Problem::not_found("import"))
}
