//! Files that arrived: verified, read, put row by row.
//!
//! The bucket tells of a file at least once. Every row is a commit of its own, and a row that was put before is found
//! unchanged, so that reading a file again, wholly or from the middle, ends in the same registers.

use super::job::{self, Job, Status};
use super::rows;
use crate::Deps;
use blobs::Digest;
use domain::access::TenantScope;
use domain::id::ImportId;
use edge::{InvokeError, Problem, Uploaded};
use sheets::{Limits, Options};
use store::{Commit, Stored, keys};

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
    let key = keys::register_import::<Job>(scope, id);
    let now = deps.gate.now();
    let Some(Stored { value: mut job, version }) = deps.gate.store().read(&key, now).await? else { return Ok(()) };
    if !job.is_open() {
        return Ok(());
    }
    job.status = Status::Processing;
    job.updated_at = now;
    let commit = Commit::new(scope, now, deps.gate.fresh());
    deps.gate.store().commit(commit.replace_until("import", &key, version, &job, job.until())).await?;

    read(deps, scope, &mut job).await?;
    job.updated_at = deps.gate.now();
    let commit = Commit::new(scope, job.updated_at, deps.gate.fresh());
    deps.gate.store().commit(commit.replace_until("import", &key, version.next(), &job, job.until())).await?;
    let status = job.status_at(job.updated_at);
    tracing::info!(import = %id, account = %scope.account(), status, rows = job.rows, "entries were imported");
    Ok(())
}

async fn read(deps: &Deps, scope: TenantScope, job: &mut Job) -> Result<(), Problem> {
    let file = match deps.blobs.get(&blobs::keys::register_import(scope, job.id), job::LARGEST_FILE).await {
        Ok(file) if Digest::of(&file).to_string() == job.sha256 => file,
        Ok(_) => return fail(job, "content_differs", "The file is not the one that was announced."),
        Err(error) if error.is_too_large() => {
            return fail(job, "content_differs", "The file is not the one that was announced.");
        }
        Err(error) => return Err(Problem::internal(error)),
    };
    let options = Options { limits: Limits { rows: 20_000, ..Limits::default() }, windows_1252: true };
    let collected = match tokio::task::spawn_blocking(move || sheets::collect(&file, &options)).await {
        Ok(Ok(collected)) => collected,
        Ok(Err(unreadable)) => return fail(job, unreadable.code(), &unreadable.to_string()),
        Err(error) => return Err(Problem::internal(error)),
    };
    rows::put(deps, scope, job, &collected).await
}

fn fail(job: &mut Job, rule: &str, detail: &str) -> Result<(), Problem> {
    job.status = Status::Failed;
    job.note(None, None, rule, detail);
    Ok(())
}
