//! Files that arrived in the bucket: verified, read, compiled, and switched to.
//!
//! The bucket tells of a file at least once, perhaps twice at the same time. Reading a file changes nothing but blobs
//! named by their content; the one commit at the end holds only while the job is open, so a repeat finds it done.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use configuration::{Sections, Sku, Stock, TableVersion};
use domain::access::TenantScope;
use domain::id::{EventId, ImportId};
use domain::import::{Failure, Finding, Findings, Status, Summary};
use edge::{InvokeError, Uploaded};
use freight::table::BlockHash;
use imports::Subject;
use jiff::Timestamp;
use sheets::Limits;
use store::{Commit, Stored, keys};

use crate::import::{Outcome, read_counting, read_goods};
use crate::imports::live;
use crate::job::{Applied, ForPolicy, Goods, Job};
use crate::shelving::{self, Shelved, Told};
use crate::switch::Ready;
use crate::undealt::Undealt;
use crate::wire::GoodsKind;
use crate::{Deps, configuring, switch};

/// How often a commit is decided again when the world changed under it.
const ATTEMPTS: u32 = 10;
/// How often a job says how far it has come.
const TOLD_EVERY: Duration = Duration::from_secs(1);

/// Deals with files that arrived.
///
/// # Errors
/// [`InvokeError`] when one could not be dealt with now.
pub(crate) async fn take(deps: &Deps, uploads: Vec<Uploaded>) -> Result<(), InvokeError> {
    for upload in uploads {
        let Some((scope, id)) = blobs::keys::uploaded(&upload.key) else {
            tracing::warn!(size = upload.size, "a file arrived that is no import");
            continue;
        };
        deal(deps, scope, id).await.map_err(|error| {
            let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            InvokeError::new(format_args!("import {id}: {error}: {cause}"))
        })?;
    }
    Ok(())
}

async fn deal(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Undealt> {
    let Some(job) = deps.imports().begin::<ForPolicy>(scope, id).await? else {
        return deal_with_goods(deps, scope, id).await;
    };
    let read = examine(deps, scope, &job).await?;
    for _ in 0..ATTEMPTS {
        match finish(deps, scope, id, &read).await {
            Err(error) if error.is_conflict() => {}
            other => return other,
        }
    }
    Err(Undealt::Contended)
}

/// Verifies and reads the file, and keeps what it became where nothing names it yet.
async fn examine(deps: &Deps, scope: TenantScope, job: &Job) -> Result<Result<Read, Failure>, Undealt> {
    let Some(file) = deps.imports().file(scope, job).await? else { return Ok(Err(Failure::ContentDiffers)) };
    let bytes = usize::try_from(ForPolicy::LARGEST).unwrap_or(usize::MAX);
    let limits = Limits { bytes, unpacked: 1 << 30, member: 1 << 30, rows: 12_000_000, ..Limits::default() };
    // Seconds of work on a large file: other requests of the process go on meanwhile.
    let progress = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&progress);
    let mut reading = tokio::task::spawn_blocking(move || read_counting(&file, limits, counter));
    let mut outcome = loop {
        match tokio::time::timeout(TOLD_EVERY, &mut reading).await {
            Ok(Ok(outcome)) => break outcome,
            Ok(Err(_)) => return Ok(Err(Failure::GaveUp)),
            Err(_) => {
                let rows = progress.load(Ordering::Relaxed);
                deps.imports().tell_progress::<ForPolicy>(scope, job.id, rows).await;
            }
        }
    };
    warn_of_polygons(deps, scope, &mut outcome).await?;
    let read = Read {
        summary: Summary::new(outcome.rows, &outcome.errors, &outcome.warnings),
        block: outcome.compiled.as_ref().map(|compiled| compiled.block.hash()),
    };
    keep(deps, scope, job.id, outcome).await?;
    Ok(Ok(read))
}

/// Rows may name polygons that are drawn later; until then they deliver nowhere.
async fn warn_of_polygons(deps: &Deps, scope: TenantScope, outcome: &mut Outcome) -> Result<(), Undealt> {
    let Some(block) = outcome.compiled.as_ref().map(|compiled| &compiled.block) else { return Ok(()) };
    if !block.names_polygons() {
        return Ok(());
    }
    let known = deps.register.current(scope, deps.gate.now()).await?.sections.polygons;
    for polygon in block.polygons().filter(|polygon| known.get(polygon.as_str()).is_none()) {
        outcome.warnings.push(Finding {
            tab: None,
            row: None,
            column: Some("PolygonName".to_owned()),
            rule: "unknown_polygon".to_owned(),
            value: Some(polygon.to_string()),
            detail: "There is no such polygon yet; its rows deliver nowhere until it is drawn.".to_owned(),
        });
    }
    Ok(())
}

async fn keep(deps: &Deps, scope: TenantScope, id: ImportId, outcome: Outcome) -> Result<(), Undealt> {
    deps.imports().keep_report(scope, id, &outcome.errors, &outcome.warnings).await?;
    if let Some(compiled) = outcome.compiled {
        deps.register.keep_block(scope, compiled).await?;
    }
    Ok(())
}

/// Writes what the file became, and switches to its table unless somebody wants to look first.
async fn finish(deps: &Deps, scope: TenantScope, id: ImportId, read: &Result<Read, Failure>) -> Result<(), Undealt> {
    let key = keys::import::<Job>(scope, id);
    let found = deps.gate.store().read(&key, deps.gate.now()).await?.filter(|found| found.value.is_open());
    let Some(Stored { value: job, version }) = found else { return Ok(()) };
    let now = deps.gate.now();
    let mut commit = Commit::new(scope, now, deps.gate.fresh());
    let job = match read {
        Err(failure) => job.failed(*failure, now),
        Ok(read) => {
            let job = read.ended(job, now);
            match read.block.filter(|_| !job.asked.dry_run) {
                None => job,
                Some(block) => {
                    let mut current = deps.register.current(scope, now).await?;
                    let overtaken = overtaken(deps, scope, &current.sections, &job).await?;
                    let ready = Ready::imported(&job, block, read.summary.rows);
                    match switch::switch(&mut current.sections, ready, &job.author, now) {
                        Err(switch::PolicyGone) => job.failed(Failure::PolicyGone, now),
                        Ok(_) if overtaken.is_some() => {
                            let mut read = Read { summary: read.summary.clone(), block: read.block };
                            read.summary.warning_count = read.summary.warning_count.saturating_add(1);
                            read.summary.warnings.splice(0..0, overtaken);
                            read.ended(job, now)
                        }
                        Ok(new) => {
                            commit = deps.register.write(&current, commit).await?;
                            commit = switch::record(commit, scope, EventId::new(deps.gate.fresh()), &new);
                            live(job, new.version, now)
                        }
                    }
                }
            }
        }
    };
    let status = job.status_at(now).name();
    let commit = commit.replace_until("import", &key, version, &job, job.until());
    deps.gate.store().commit(commit).await?;
    tracing::info!(import = %id, account = %scope.account(), status, "a freight table was read");
    Ok(())
}

/// What an import is told whose policy has the table of a younger one: its own waits until somebody asks for it.
async fn overtaken(
    deps: &Deps,
    scope: TenantScope,
    sections: &Sections,
    job: &Job,
) -> Result<Option<Finding>, Undealt> {
    let Some(live) = sections.tables.get(&job.of.policy) else { return Ok(None) };
    let key = keys::freight_table::<TableVersion>(scope, job.of.policy.as_str(), live.version);
    let found = deps.gate.store().read(&key, deps.gate.now()).await?.map(|found| found.value);
    let younger = found.filter(|live| live.restores.is_none() && live.import.is_some_and(|other| other > job.id));
    Ok(younger.map(|live| Finding {
        tab: None,
        row: None,
        column: None,
        rule: "overtaken".to_owned(),
        value: Some(live.version.to_string()),
        detail: "A file that was sent later serves the policy already. Activate this one to go back to it.".to_owned(),
    }))
}

/// What the file of a table became.
struct Read {
    summary: Summary,
    block: Option<BlockHash>,
}

impl Read {
    /// Without errors a table is checked, else it is rejected.
    fn ended(&self, job: Job, now: Timestamp) -> Job {
        let status = if self.block.is_some() { Status::Checked } else { Status::Rejected };
        let of = ForPolicy { block: self.block, ..job.of.clone() };
        job.with(of).ended(status, self.summary.clone(), now)
    }
}

/// An import of goods: every row without errors is applied, unless somebody only wants to look.
async fn deal_with_goods(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Undealt> {
    let desk = deps.imports();
    let Some(job) = desk.begin::<Goods>(scope, id).await? else { return configuring::deal(deps, scope, id).await };
    let read = match (desk.file(scope, &job).await?, job.of.kind) {
        (None, _) => Err(Failure::ContentDiffers),
        (Some(file), GoodsKind::Skus) => {
            let of = |sku: &Sku| Some((sku.id.to_string(), !sku.components.is_empty()));
            shelve(deps, scope, &job, file, of).await?
        }
        (Some(file), GoodsKind::Inventory) => shelve(deps, scope, &job, file, |_: &Stock| None).await?,
    };
    desk.advance(scope, id, |job: Job<Goods>, now| match &read {
        Ok((summary, applied)) => {
            let status = match applied {
                Some(_) => Status::Finished,
                None if summary.error_count == 0 => Status::Checked,
                None => Status::Rejected,
            };
            let of = Goods { applied: *applied, ..job.of };
            job.with(of).ended(status, summary.clone(), now)
        }
        Err(failure) => job.failed(*failure, now),
    })
    .await?;
    tracing::info!(import = %id, account = %scope.account(), "goods were read");
    Ok(())
}

async fn shelve<T: Shelved>(
    deps: &Deps,
    scope: TenantScope,
    job: &Job<Goods>,
    file: Bytes,
    own: impl Fn(&T) -> Option<(String, bool)>,
) -> Result<Result<(Summary, Option<Applied>), Failure>, Undealt> {
    let sections = deps.register.current(scope, deps.gate.now()).await?.sections;
    let currency = sections.settings.value.currency;
    let Ok(mut goods) = tokio::task::spawn_blocking(move || read_goods::<T>(&file, currency)).await else {
        return Ok(Err(Failure::GaveUp));
    };
    shelving::fit(deps, scope, &sections, &mut goods, own).await?;
    let readable = goods.rows > 0 && !goods.lines.is_empty();
    let applied = if job.asked.dry_run || !readable {
        None
    } else {
        let absent = goods.absent.clone();
        let told = Told { asked: job.created_at, absent: &absent };
        Some(shelving::apply(deps, scope, &sections, &mut goods, (job.id, told)).await?)
    };
    deps.imports().keep_report(scope, job.id, &goods.errors, &Findings::default()).await?;
    Ok(Ok((Summary::new(goods.rows, &goods.errors, &Findings::default()), applied)))
}
