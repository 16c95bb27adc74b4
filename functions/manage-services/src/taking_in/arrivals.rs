//! Files that arrived: verified, read, and made row by row.
//!
//! The bucket tells of a file at least once, and again when whoever reads it dies. Each row notes in its own commit
//! which service it became, under the digest of the file and its place in it: what was cut off goes on where it
//! stopped, and the same file makes nothing twice.

use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::Findings;
use edge::{InvokeError, Problem};
use imports::{Came, collected, undealt};

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
    Box::pin(import(deps, scope, id)).await.map_err(|problem| undealt(id, &problem))
}

async fn import(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Problem> {
    let desk = deps.imports();
    let read = desk.deal(scope, id, async |job: Job, file| {
        let sheet = match collected(file, ROWS).await? {
            Ok(file) => spreadsheet::read(file),
            Err(refused) => Err(Findings::default().with([*refused])),
        };
        match sheet {
            Ok(sheet) => make(deps, scope, job, sheet).await,
            Err(errors) => Ok(Some(Came::refused(Services { counts: Counts::default(), ..job.of }, &errors))),
        }
    });
    let Some(Came { of: Services { counts, .. }, .. }) = read.await? else { return Ok(()) };
    let Counts { made, repeated, rejected, .. } = counts;
    tracing::info!(import = %id, account = %scope.account(), made, repeated, rejected, "services were imported");
    Ok(())
}

/// Makes every row that can be made, and keeps what was wrong with the others.
async fn make(deps: &Deps, scope: TenantScope, job: Job, mut sheet: Sheet) -> Result<Option<Came<Services>>, Problem> {
    let desk = deps.imports();
    // Whoever takes it up again finds what it made by what its cells say.
    let of = Services { content: Some(sheet.content()), ..job.of };
    let Some(job) = desk.advance(scope, job.id, |job: Job, _| job.with(of.clone())).await? else { return Ok(None) };
    let known = names::look_up(deps, scope, &sheet.names()).await?;
    let ready = sheet.ready(&known, &names::home(deps, scope).await?);
    let days = routing::named(&ready);
    let made = rows::make(deps, scope, &job, &sheet, ready).await?;
    routing::plan(deps, scope, &job, &mut sheet, &days).await?;
    let errors = std::mem::take(&mut sheet.errors).with(made.errors);
    let summary = desk.conclude(scope, &job, sheet.file(), &errors, &sheet.warnings).await?;
    let counts = Counts { rejected: summary.rejected, ..made.counts };
    Ok(Some(Came::read(&job, Services { counts, ..job.of.clone() }, summary)))
}
