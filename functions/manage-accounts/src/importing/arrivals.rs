//! Files that arrived: verified, read, put row by row.
//!
//! The bucket tells of a file at least once. A row that was put before is found unchanged, so that reading a file again,
//! wholly or from the middle, ends in the same users and holidays, and invites nobody twice.

use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::{Finding, Findings, Summary};
use edge::{InvokeError, Problem, Uploaded};
use imports::{Came, Counts, collected, columns};

use super::job::{Job, Of, Register};
use super::{days, people};
use crate::Deps;

/// Rows of one file at most: more people than any account has.
const ROWS: u64 = 5_000;

/// Deals with files that arrived.
///
/// # Errors
/// [`InvokeError`] when one could not be dealt with now; the bucket tells of it again.
pub(crate) async fn take(deps: &Deps, uploads: Vec<Uploaded>) -> Result<(), InvokeError> {
    imports::each(uploads, blobs::keys::account_uploaded, |scope, id| import(deps, scope, id)).await
}

async fn import(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Problem> {
    let desk = deps.imports();
    let read = desk.deal(scope, id, async |job: Job, file| {
        Ok(Some(match put(deps, scope, &job, file).await? {
            Ok((summary, counts)) => {
                let counts = Counts { rejected: summary.rejected, ..counts };
                Came::read(&job, Of { counts, ..job.of.clone() }, summary)
            }
            Err(finding) => Came::refused_for(Of { counts: Counts::default(), ..job.of }, *finding),
        }))
    });
    let Some(Came { of: Of { counts, register, .. }, .. }) = read.await? else { return Ok(()) };
    let Counts { added, changed, rejected, .. } = counts;
    let of = register.name();
    tracing::info!(import = %id, account = %scope.account(), of, added, changed, rejected, "rows were imported");
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
    let (names, key) = match job.of.register {
        Register::Users => (&people::NAMES[..], "email"),
        Register::Holidays => (&days::NAMES[..], "id"),
    };
    let columns = match columns(&file.header, names, job.of.register.name()) {
        Ok(columns) => columns,
        Err(refused) => return Ok(Err(refused)),
    };
    if !columns.contains(&Some(key)) {
        let detail = format!("The file has no column `{key}`, by which its rows are known.");
        return Ok(Err(Box::new(Finding::of_file("missing_column", Some(key), &detail))));
    }
    let table = (&file, columns.as_slice());
    let (counts, errors) = match job.of.register {
        Register::Users => people::put(deps, scope, job, table).await?,
        Register::Holidays => days::put(deps, scope, job, table).await?,
    };
    Ok(Ok((deps.imports().conclude(scope, job, &file, &errors, &Findings::default()).await?, counts)))
}
