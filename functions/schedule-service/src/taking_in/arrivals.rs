//! Files that arrived: verified, read, booked row by row.
//!
//! The bucket tells of a file at least once. Every row is a commit of its own, and a row that was booked before is found
//! unchanged, so that reading a file again, wholly or from the middle, ends in the same bookings.

use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::{Failure, Finding, Findings, Status, Summary};
use edge::{InvokeError, Problem, Uploaded};
use sheets::{Collected, Limits, Options};

use super::columns::Field;
use super::job::{Bookings, Counts, Job};
use super::{columns, rows};
use crate::Deps;

/// Deals with files that arrived.
///
/// # Errors
/// [`InvokeError`] when one could not be dealt with now; the bucket tells of it again.
pub(crate) async fn take(deps: &Deps, uploads: Vec<Uploaded>) -> Result<(), InvokeError> {
    for upload in uploads {
        let Some((scope, id)) = blobs::keys::bookings_uploaded(&upload.key) else {
            tracing::warn!(size = upload.size, "a file arrived that is no import");
            continue;
        };
        let imported = Box::pin(import(deps, scope, id)).await;
        imported.map_err(|problem| InvokeError::new(format_args!("import {id}: {problem}")))?;
    }
    Ok(())
}

async fn import(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Problem> {
    let desk = deps.imports();
    let Some(job) = desk.begin::<Bookings>(scope, id).await? else { return Ok(()) };
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
        let of = Bookings { counts, ..job.of.clone() };
        job.with(of).ended(status, summary.clone(), now)
    })
    .await?;
    // Its rows are booked now, or in the file of those that were left out: nobody needs it any more.
    if let Err(error) = deps.blobs.delete(&blobs::keys::booking_import(scope, id)).await {
        tracing::warn!(import = %id, %error, "a file that was read could not be deleted");
    }
    let Counts { booked, moved, rejected, .. } = counts;
    tracing::info!(import = %id, account = %scope.account(), booked, moved, rejected, "bookings were imported");
    Ok(())
}

type Fields = Vec<Option<Field>>;

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
