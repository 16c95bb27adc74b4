//! Files that arrived: verified, read, put row by row.
//!
//! The bucket tells of a file at least once. Every row is a commit of its own, and a row that was put before is found
//! unchanged, so that reading a file again, wholly or from the middle, ends in the same registers.

use super::job::{Counts, Entries, Job};
use super::rows::{self, Put};
use crate::Deps;
use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::{Finding, Findings, Status, Summary};
use edge::{InvokeError, Problem, Uploaded};
use sheets::{Limits, Options};

/// Deals with files that arrived.
///
/// # Errors
/// [`InvokeError`] when one could not be dealt with now; the bucket tells of it again.
pub(crate) async fn take(deps: &Deps, uploads: Vec<Uploaded>) -> Result<(), InvokeError> {
    for upload in uploads {
        let Some((scope, id)) = blobs::keys::register_uploaded(&upload.key) else {
            tracing::warn!(size = upload.size, "a file arrived that is no import");
            continue;
        };
        deal(deps, scope, id).await.map_err(|error| InvokeError::new(format_args!("import {id}: {error}")))?;
    }
    Ok(())
}

async fn deal(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Problem> {
    let desk = deps.imports();
    let Some(job) = desk.begin::<Entries>(scope, id).await? else { return Ok(()) };
    let read = match desk.file(scope, &job).await? {
        Some(file) => read(deps, scope, &job, file).await?,
        None => Err(Finding::of_file("content_differs", None, "The file is not the one that was announced.")),
    };
    let (status, summary, counts) = match read {
        Ok(put) => (Status::Done, put.summary(), put.counts),
        Err(refused) => {
            let mut errors = Findings::default();
            errors.push(refused);
            (
                Status::Failed,
                Summary { report: false, ..Summary::new(0, &errors, &Findings::default()) },
                Counts::default(),
            )
        }
    };
    desk.advance(scope, id, |job: Job, now| {
        let of = Entries { counts, ..job.of.clone() };
        job.with(of).ended(status, summary.clone(), now)
    })
    .await?;
    tracing::info!(import = %id, account = %scope.account(), rows = counts.rows, "entries were imported");
    Ok(())
}

/// Puts the rows, and keeps what was wrong with them; or why the file as a whole cannot be used.
async fn read(deps: &Deps, scope: TenantScope, job: &Job, file: Bytes) -> Result<Result<Put, Finding>, Problem> {
    let options = Options { limits: Limits { rows: 20_000, ..Limits::default() }, windows_1252: true };
    let collected = match tokio::task::spawn_blocking(move || sheets::collect(&file, &options)).await {
        Ok(Ok(collected)) => collected,
        Ok(Err(unreadable)) => return Ok(Err(Finding::of_file(unreadable.code(), None, &unreadable.to_string()))),
        Err(error) => return Err(Problem::internal(error)),
    };
    let put = match rows::put(deps, scope, job, &collected).await? {
        Ok(put) => put,
        Err(refused) => return Ok(Err(refused)),
    };
    let desk = deps.imports();
    let report = imports::report(&put.errors, &Findings::default()).map_err(Problem::internal)?;
    desk.keep(&blobs::keys::report(scope, job.id), report).await?;
    let (_, rejected) =
        imports::rejected(&collected.header, &collected.rows, &put.errors).map_err(Problem::internal)?;
    desk.keep(&blobs::keys::rejected(scope, job.id), rejected).await?;
    Ok(Ok(put))
}
