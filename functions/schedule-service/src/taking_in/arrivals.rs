//! Files that arrived: verified, read, booked row by row.
//!
//! The bucket tells of a file at least once. Every row is a commit of its own, and a row that was booked before is found
//! unchanged, so that reading a file again, wholly or from the middle, ends in the same bookings.

use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::{Finding, Findings, Summary};
use edge::{InvokeError, Problem, Uploaded};
use imports::{Came, collected};

use super::job::{Bookings, Counts, Job};
use super::{columns, rows};
use crate::Deps;

/// Rows of one file at most.
const ROWS: u64 = 50_000;

/// Deals with files that arrived.
///
/// # Errors
/// [`InvokeError`] when one could not be dealt with now; the bucket tells of it again.
pub(crate) async fn take(deps: &Deps, uploads: Vec<Uploaded>) -> Result<(), InvokeError> {
    imports::each(uploads, blobs::keys::bookings_uploaded, |scope, id| import(deps, scope, id)).await
}

async fn import(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Problem> {
    let desk = deps.imports();
    let read = desk.deal(scope, id, async |job: Job, file| {
        Ok(Some(match put(deps, scope, &job, file).await? {
            Ok((summary, counts)) => Came::read(&job, Bookings { counts, ..job.of.clone() }, summary),
            Err(finding) => Came::refused_for(Bookings { counts: Counts::default(), ..job.of }, *finding),
        }))
    });
    let Some(Came { of: Bookings { counts, .. }, .. }) = read.await? else { return Ok(()) };
    let Counts { booked, moved, rejected, .. } = counts;
    tracing::info!(import = %id, account = %scope.account(), booked, moved, rejected, "bookings were imported");
    Ok(())
}

/// Books the rows; or why the file as a whole cannot be used.
async fn put(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    file: Bytes,
) -> Result<Result<(Summary, Counts), Box<Finding>>, Problem> {
    let file = match collected(file, ROWS).await? {
        Ok(file) => file,
        Err(refused) => return Ok(Err(refused)),
    };
    let fields = match columns::fields(&file.header) {
        Ok(fields) => fields,
        Err(refused) => return Ok(Err(refused)),
    };
    let (came, errors) = rows::put(deps, scope, job, &file, &fields).await?;
    let summary = deps.imports().conclude(scope, job, &file, &errors, &Findings::default()).await?;
    let imports::Counts { added: booked, changed: moved, unchanged, .. } = came;
    let counts = Counts { booked, moved, unchanged, rejected: summary.rejected };
    Ok(Ok((summary, counts)))
}
