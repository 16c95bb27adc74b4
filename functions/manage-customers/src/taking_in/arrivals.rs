//! Files that arrived: verified, read, put row by row.
//!
//! The bucket tells of a file at least once. Every row is a commit of its own, and a row that was put before is found
//! unchanged, so that reading a file again, wholly or from the middle, ends in the same customers.

use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::{Failure, Finding, Findings, Status, Summary};
use edge::{InvokeError, Problem};
use sheets::{Collected, Limits, Options};

use super::job::{Counts, Job, People};
use super::{columns, rows};
use crate::Deps;

/// Deals with a file that arrived.
///
/// # Errors
/// [`InvokeError`] when it could not be dealt with now; the bucket tells of it again.
pub(crate) async fn deal(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), InvokeError> {
    Box::pin(import(deps, scope, id)).await.map_err(|problem| InvokeError::new(format_args!("import {id}: {problem}")))
}

async fn import(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Problem> {
    let desk = deps.imports();
    let Some(job) = desk.begin::<People>(scope, id).await? else { return Ok(()) };
    let Some(file) = desk.file(scope, &job).await? else {
        desk.advance(scope, id, |job: Job, now| job.failed(Failure::ContentDiffers, now)).await?;
        return Ok(());
    };
    let (status, summary, counts) = match collected(file).await? {
        Ok((file, fields)) => put(deps, scope, &job, &file, &fields).await?,
        Err(refused) => {
            let mut errors = Findings::default();
            errors.push(*refused);
            let summary = Summary { report: false, ..Summary::new(0, &errors, &Findings::default()) };
            (Status::Rejected, summary, Counts::default())
        }
    };
    desk.advance(scope, id, |job: Job, now| {
        let of = People { counts, ..job.of.clone() };
        job.with(of).ended(status, summary.clone(), now)
    })
    .await?;
    // Its rows are customers now, or in the file of those that were left out: nobody needs it any more.
    if let Err(error) = deps.blobs.delete(&blobs::keys::customer_import(scope, id)).await {
        tracing::warn!(import = %id, %error, "a file that was read could not be deleted");
    }
    let Counts { added, changed, rejected, .. } = counts;
    tracing::info!(import = %id, account = %scope.account(), added, changed, rejected, "customers were imported");
    Ok(())
}

type Fields = Vec<Option<&'static str>>;

/// The rows of a file with the field of each column, or why the file as a whole cannot be used.
async fn collected(file: Bytes) -> Result<Result<(Collected, Fields), Box<Finding>>, Problem> {
    let options = Options { limits: Limits { rows: 50_000, ..Limits::default() }, windows_1252: true };
    let read =
        tokio::task::spawn_blocking(move || sheets::collect(&file, &options)).await.map_err(Problem::internal)?;
    let file = match read {
        Ok(file) => file,
        Err(refused) => {
            let finding = Finding::of_file(refused.code(), None, &refused.to_string());
            return Ok(Err(Box::new(Finding { row: refused.row(), ..finding })));
        }
    };
    Ok(columns::fields(&file.header).map(|fields| (file, fields)))
}

async fn put(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    file: &Collected,
    fields: &Fields,
) -> Result<(Status, Summary, Counts), Problem> {
    let (counts, errors) = rows::put(deps, scope, job, file, fields).await?;
    let desk = deps.imports();
    let report = imports::report(&errors, &Findings::default()).map_err(Problem::internal)?;
    desk.keep(&blobs::keys::report(scope, job.id), report).await?;
    let (rejected, lines) = imports::rejected(&file.header, &file.rows, &errors).map_err(Problem::internal)?;
    desk.keep(&blobs::keys::rejected(scope, job.id), lines).await?;
    let status = if job.asked.dry_run { Status::Checked } else { Status::Done };
    let rows = u64::try_from(file.rows.len()).unwrap_or(u64::MAX);
    let summary = Summary { rejected, ..Summary::new(rows, &errors, &Findings::default()) };
    Ok((status, summary, Counts { rejected, ..counts }))
}
