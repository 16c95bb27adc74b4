//! Files that arrived: verified, read, put row by row.
//!
//! The bucket tells of a file at least once. Every row is a commit of its own, and a row that was put before is found
//! unchanged, so that reading a file again, wholly or from the middle, ends in the same customers.

use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::{Finding, Findings, Summary};
use edge::{InvokeError, Problem};
use imports::{Came, Counts, collected, undealt};

use super::job::{Job, People};
use super::{columns, rows};
use crate::Deps;

/// Rows of one file at most.
const ROWS: u64 = 50_000;

/// Deals with a file that arrived.
///
/// # Errors
/// [`InvokeError`] when it could not be dealt with now; the bucket tells of it again.
pub(crate) async fn deal(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), InvokeError> {
    Box::pin(import(deps, scope, id)).await.map_err(|problem| undealt(id, &problem))
}

async fn import(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Problem> {
    let desk = deps.imports();
    let read = desk.deal(scope, id, async |job: Job, file| {
        Ok(Some(match put(deps, scope, &job, file).await? {
            Ok((summary, counts)) => {
                let counts = Counts { rejected: summary.rejected, ..counts };
                Came::read(&job, People { counts, ..job.of.clone() }, summary)
            }
            Err(finding) => Came::refused_for(People { counts: Counts::default(), ..job.of }, *finding),
        }))
    });
    let Some(Came { of: People { counts, .. }, .. }) = read.await? else { return Ok(()) };
    let Counts { added, changed, rejected, .. } = counts;
    tracing::info!(import = %id, account = %scope.account(), added, changed, rejected, "customers were imported");
    Ok(())
}

/// Puts the rows; or why the file as a whole cannot be used.
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
    let columns = match columns::fields(&file.header) {
        Ok(columns) => columns,
        Err(refused) => return Ok(Err(refused)),
    };
    let (counts, errors) = rows::put(deps, scope, job, (&file, &columns)).await?;
    Ok(Ok((deps.imports().conclude(scope, job, &file, &errors, &Findings::default()).await?, counts)))
}
