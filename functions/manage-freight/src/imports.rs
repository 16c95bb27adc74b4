//! Imports of freight tables: asked for here, uploaded to the bucket, read when they arrive.

use domain::id::EventId;
use domain::import::Status;
use edge::{FieldError, Problem, Reply, Request, WireProblem, save};
use imports::Shown;
use jiff::Timestamp;
use store::{Stored, keys};

use crate::change::unconfigured;
use crate::job::{ForPolicy, Job};
use crate::switch::Ready;
use crate::{Deps, switch, wire};

/// Lists the imports, newest first, without their findings.
#[utoipa::path(get, path = "/v1/freight-table-imports", tag = "Freight tables",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::FreightTableImports)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::imports::<Job>(request.scope()?), &page, request.at()).await?;
    let items = found.items.iter().map(|job| &job.value);
    let items = items.map(|job| wire::FreightTableImport::of(job, Shown::at(job, request.at()))).collect();
    Ok(Reply::ok(&wire::FreightTableImports { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows one import with its first findings.
#[utoipa::path(get, path = "/v1/freight-table-imports/{id}", tag = "Freight tables", params(("id" = String, Path)),
    responses((status = 200, body = wire::FreightTableImport), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Stored { value: job, version } = deps.imports().find::<ForPolicy>(request).await?;
    let shown = wire::FreightTableImport::whole(&job, deps.imports().shown(request, &job).await?);
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
    save(&deps.gate, request, async |commit| {
        if deps.current(request).await?.sections.policies.get(of.policy.as_str()).is_none() {
            return Err(unknown_policy(of.policy.as_str()));
        }
        let (commit, job, upload) = deps.imports().open(request, of.clone(), &asked, commit).await?;
        let shown = wire::FreightTableImport::of(&job, Shown::opened(&job, upload, request.at()));
        Ok((commit, Reply::created(&format!("/v1/freight-table-imports/{}", job.id), &shown)))
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
        let Stored { value: job, version } = deps.imports().find::<ForPolicy>(request).await?;
        let status = job.status_at(request.at());
        let block = job.of.block.filter(|_| status == Status::Checked);
        let Some((block, rows)) = block.zip(job.rows()) else {
            let detail = format!("Only a checked import can go live; this one is {}.", status.name());
            return Err(Problem::conflict("not_checked", detail));
        };
        let mut current = deps.current(request).await?;
        let new = switch::switch(&mut current.sections, Ready::imported(&job, block, rows), &author, request.at());
        let new = new.map_err(gone)?;
        let commit = deps.register.write(&current, commit).await.map_err(unconfigured)?;
        let commit = switch::record(commit, scope, EventId::new(deps.gate.fresh()), &new);
        let job = live(job, new.version, request.at());
        let commit = commit.replace_until("import", &keys::import(scope, job.id), version, &job, job.until());
        Ok((commit, Reply::ok(&wire::FreightTableImport::whole(&job, Shown::whole(&job, request.at())))))
    })
    .await
}

/// An import whose table serves its policy as this version.
pub(crate) fn live(job: Job, version: u32, now: Timestamp) -> Job {
    let of = ForPolicy { version: Some(version), ..job.of.clone() };
    job.with(of).turned(Status::Live, now)
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
