//! Files that arrived: verified, read, put row by row.
//!
//! The bucket tells of a file at least once. Every row is a commit of its own, and a row that was put before is found
//! unchanged, so that reading a file again, wholly or from the middle, ends in the same registers.

use super::job::{Counts, Entries, Job};
use super::rows;
use crate::Deps;
use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::{Finding, Findings, Status, Summary};
use edge::{InvokeError, Problem, Uploaded};
use imports::{collected, unusable};

/// Rows of one file at most.
const ROWS: u64 = 20_000;

/// Deals with files that arrived.
///
/// # Errors
/// [`InvokeError`] when one could not be dealt with now; the bucket tells of it again.
pub(crate) async fn take(deps: &Deps, uploads: Vec<Uploaded>) -> Result<(), InvokeError> {
    imports::each(uploads, blobs::keys::register_uploaded, |scope, id| deal(deps, scope, id)).await
}

async fn deal(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Problem> {
    let desk = deps.imports();
    let Some(job) = desk.begin::<Entries>(scope, id).await? else { return Ok(()) };
    let read = match desk.file(scope, &job).await? {
        Some(file) => read(deps, scope, &job, file).await?,
        None => Err(Finding::of_file("content_differs", None, "The file is not the one that was announced.")),
    };
    let (status, summary, counts) = match read {
        Ok((summary, counts)) => (Status::Done, summary, counts),
        Err(refused) => {
            let errors = Findings::default().with([refused]);
            (Status::Failed, unusable(&errors), Counts::default())
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
async fn read(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    file: Bytes,
) -> Result<Result<(Summary, Counts), Finding>, Problem> {
    let file = match collected(file, ROWS).await? {
        Ok(file) => file,
        Err(unreadable) => return Ok(Err(*unreadable)),
    };
    let (counts, errors) = match rows::put(deps, scope, job, &file).await? {
        Ok(put) => put,
        Err(refused) => return Ok(Err(refused)),
    };
    Ok(Ok((deps.imports().conclude(scope, job, &file, &errors, &Findings::default()).await?, counts)))
}
