//! Files that arrived: verified, read, and made row by row.
//!
//! The bucket tells of a file at least once, and again when whoever reads it dies. Each row notes in its own commit
//! which service it became, under the digest of the file and its place in it: what was cut off goes on where it
//! stopped, and the same file makes nothing twice.

use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::{Failure, Finding, Findings, Status, Summary};
use edge::{InvokeError, Problem};
use sheets::{Limits, Options};

use super::job::{Counts, Job, Services};
use super::{names, routing, rows};
use crate::Deps;
use crate::spreadsheet::{self, Sheet};

/// Rows of one file at most: as many as one invocation has time for, twice over.
const ROWS: u64 = 50_000;

/// Deals with a file that arrived.
///
/// # Errors
/// [`InvokeError`] when it could not be dealt with now; the bucket tells of it again.
pub(crate) async fn deal(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), InvokeError> {
    Box::pin(import(deps, scope, id)).await.map_err(|problem| InvokeError::new(format_args!("import {id}: {problem}")))
}

/// What became of a file.
struct Read {
    status: Status,
    summary: Summary,
    counts: Counts,
}

async fn import(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Problem> {
    let desk = deps.imports();
    let Some(job) = desk.begin::<Services>(scope, id).await? else { return Ok(()) };
    let Some(file) = desk.file(scope, &job).await? else {
        desk.advance(scope, id, |job: Job, now| job.failed(Failure::ContentDiffers, now)).await?;
        return Ok(());
    };
    let read = match collected(file).await? {
        Ok(sheet) => {
            let content = sheet.content();
            let known = |job: Job, _| {
                let of = Services { content: Some(content.clone()), ..job.of.clone() };
                job.with(of)
            };
            let Some(job) = desk.advance(scope, id, known).await? else { return Ok(()) };
            Box::pin(make(deps, scope, &job, sheet)).await?
        }
        Err(errors) => {
            let summary = Summary { report: false, ..Summary::new(0, &errors, &Findings::default()) };
            Read { status: Status::Rejected, summary, counts: Counts::default() }
        }
    };
    desk.advance(scope, id, |job: Job, now| {
        let of = Services { counts: read.counts, ..job.of.clone() };
        job.with(of).ended(read.status, read.summary.clone(), now)
    })
    .await?;
    // Its rows are services now, or in the file of those that were left out: nobody needs it any more.
    if let Err(error) = deps.blobs.delete(&blobs::keys::service_import(scope, id)).await {
        tracing::warn!(import = %id, %error, "a file that was read could not be deleted");
    }
    let Counts { made, repeated, rejected, .. } = read.counts;
    tracing::info!(import = %id, account = %scope.account(), made, repeated, rejected, "services were imported");
    Ok(())
}

/// The rows of a file, or why the file as a whole cannot be used.
async fn collected(file: Bytes) -> Result<Result<Sheet, Findings>, Problem> {
    let options = Options { limits: Limits { rows: ROWS, ..Limits::default() }, windows_1252: true };
    let read = tokio::task::spawn_blocking(move || sheets::collect(&file, &options)).await;
    match read.map_err(Problem::internal)? {
        Ok(file) => Ok(spreadsheet::read(file)),
        Err(refused) => {
            let mut errors = Findings::default();
            let finding = Finding::of_file(refused.code(), None, &refused.to_string());
            errors.push(Finding { row: refused.row(), ..finding });
            Ok(Err(errors))
        }
    }
}

/// Makes every row that can be made, and keeps what was wrong with the others.
async fn make(deps: &Deps, scope: TenantScope, job: &Job, mut sheet: Sheet) -> Result<Read, Problem> {
    let known = names::look_up(deps, scope, &sheet.names()).await?;
    let ready = sheet.ready(&known, &names::home(deps, scope).await?);
    let days = routing::named(&ready);
    let made = rows::make(deps, scope, job, &sheet, ready).await?;
    routing::plan(deps, scope, job, &mut sheet, &days).await?;
    let errors = std::mem::take(&mut sheet.errors).with(made.errors);
    let desk = deps.imports();
    let report = imports::report(&errors, &sheet.warnings).map_err(Problem::internal)?;
    desk.keep(&blobs::keys::report(scope, job.id), report).await?;
    let file = sheet.file();
    let (rejected, lines) = imports::rejected(&file.header, &file.rows, &errors).map_err(Problem::internal)?;
    desk.keep(&blobs::keys::rejected(scope, job.id), lines).await?;
    let status = if job.asked.dry_run { Status::Checked } else { Status::Done };
    let summary = Summary { rejected, ..Summary::new(sheet.rows(), &errors, &sheet.warnings) };
    Ok(Read { status, summary, counts: Counts { rejected, ..made.counts } })
}
