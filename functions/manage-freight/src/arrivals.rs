//! Files that arrived in the bucket: verified, read, compiled, and switched to.
//!
//! The bucket tells of a file at least once, perhaps twice at the same time. Reading a file changes nothing but blobs
//! named by their content; the one commit at the end holds only while the job is open, so a repeat finds it done.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use blobs::Digest;
use bytes::Bytes;
use configuration::{Sku, Stock};
use domain::access::TenantScope;
use domain::id::{EventId, ImportId};
use edge::{InvokeError, Uploaded};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sheets::Limits;
use store::{Commit, Key, Stored, keys};

use crate::import::{Finding, Findings, Outcome, listed, read_counting, read_goods, report};
use crate::job::{self, Failure, Goods, Job, Summary};
use crate::shelving::{self, Shelved};
use crate::switch::Ready;
use crate::wire::GoodsKind;
use crate::{Deps, switch};

/// How often a commit is decided again when the world changed under it.
const ATTEMPTS: u32 = 10;
/// How often a job says how far it has come.
const TOLD_EVERY: Duration = Duration::from_secs(1);

/// Why a file could not be dealt with now; the bucket tells of it again.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Undealt {
    #[error("the job of an import")]
    Store(#[from] store::Error),
    #[error("the file of an import")]
    Blobs(#[from] blobs::Error),
    #[error("the configuration")]
    Configuration(#[from] configuration::Error),
    #[error("the report of an import")]
    Report(#[from] sheets::write::Unwritable),
    #[error("others kept changing the same things")]
    Contended,
}

impl Undealt {
    pub(crate) fn is_conflict(&self) -> bool {
        match self {
            Self::Store(error) => error.is_conflict(),
            Self::Blobs(error) => error.is_conflict(),
            Self::Configuration(error) => error.is_conflict(),
            Self::Report(_) | Self::Contended => false,
        }
    }
}

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
    let Some(job) = begin(deps, scope, &keys::import::<Job>(scope, id)).await? else {
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

/// Says that the file is being read; none when it has been dealt with already, or there is no such job.
async fn begin<Of: Kind>(deps: &Deps, scope: TenantScope, key: &Key<Job<Of>>) -> Result<Option<Job<Of>>, Undealt> {
    for _ in 0..ATTEMPTS {
        let Some(Stored { value: job, version }) = open(deps, key).await? else { return Ok(None) };
        let now = deps.gate.now();
        let job = job.processing(now);
        let commit = Commit::new(scope, now, deps.gate.fresh());
        let commit = commit.replace_until("import", key, version, &job, job.until());
        match deps.gate.store().commit(commit).await {
            Ok(()) => return Ok(Some(job)),
            Err(error) if error.is_conflict() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Undealt::Contended)
}

/// What a job may be of.
pub(crate) trait Kind: Serialize + DeserializeOwned + Clone {}

impl<T: Serialize + DeserializeOwned + Clone> Kind for T {}

async fn open<Of: Kind>(deps: &Deps, key: &Key<Job<Of>>) -> Result<Option<Stored<Job<Of>>>, Undealt> {
    let found = deps.gate.store().read(key, deps.gate.now()).await?;
    Ok(found.filter(|found| found.value.is_open()))
}

/// The file of an import, if it is the one that was announced.
async fn file<Of>(deps: &Deps, scope: TenantScope, job: &Job<Of>) -> Result<Option<Bytes>, Undealt> {
    let file = match deps.blobs.get(&blobs::keys::import(scope, job.id), job::LARGEST_FILE).await {
        Ok(file) => file,
        Err(error) if error.is_too_large() => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let announced =
        u64::try_from(file.len()) == Ok(job.asked.size) && Digest::of(&file).to_string() == job.asked.sha256;
    Ok(announced.then_some(file))
}

/// Verifies and reads the file, and keeps what it became where nothing names it yet.
async fn examine(deps: &Deps, scope: TenantScope, job: &Job) -> Result<Result<Summary, Failure>, Undealt> {
    let Some(file) = file(deps, scope, job).await? else { return Ok(Err(Failure::ContentDiffers)) };
    let bytes = usize::try_from(job::LARGEST_FILE).unwrap_or(usize::MAX);
    let limits = Limits { bytes, unpacked: 1 << 30, rows: 12_000_000, ..Limits::default() };
    // Seconds of work on a large file: other requests of the process go on meanwhile.
    let progress = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&progress);
    let mut reading = tokio::task::spawn_blocking(move || read_counting(&file, limits, counter));
    let mut outcome = loop {
        match tokio::time::timeout(TOLD_EVERY, &mut reading).await {
            Ok(Ok(outcome)) => break outcome,
            Ok(Err(_)) => return Ok(Err(Failure::GaveUp)),
            Err(_) => {
                let key = keys::import::<Job>(scope, job.id);
                tell_progress(deps, scope, &key, progress.load(Ordering::Relaxed)).await;
            }
        }
    };
    warn_of_polygons(deps, scope, &mut outcome).await?;
    let summary = Summary::from(&outcome);
    keep(deps, scope, job.id, outcome).await?;
    Ok(Ok(summary))
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

/// Says how many rows have been read so far. That it cannot be told now is no reason to stop.
pub(crate) async fn tell_progress<Of: Kind>(deps: &Deps, scope: TenantScope, key: &Key<Job<Of>>, rows: u64) {
    let Ok(Some(Stored { value: job, version })) = open(deps, key).await else { return };
    let now = deps.gate.now();
    let job = job.reading(rows, now);
    let commit = Commit::new(scope, now, deps.gate.fresh());
    let commit = commit.replace_until("import", key, version, &job, job.until());
    if let Err(error) = deps.gate.store().commit(commit).await {
        tracing::warn!(import = %job.id, %error, "progress could not be told");
    }
}

async fn keep(deps: &Deps, scope: TenantScope, id: ImportId, outcome: Outcome) -> Result<(), Undealt> {
    if let Some(lines) = report(&outcome)? {
        deps.blobs.put(&blobs::keys::report(scope, id), Bytes::from(lines), "text/csv; charset=utf-8").await?;
    }
    if let Some(compiled) = outcome.compiled {
        deps.register.keep_block(scope, compiled.block.hash(), Bytes::from(compiled.bytes)).await?;
    }
    Ok(())
}

/// Writes what the file became, and switches to its table unless somebody wants to look first.
async fn finish(deps: &Deps, scope: TenantScope, id: ImportId, read: &Result<Summary, Failure>) -> Result<(), Undealt> {
    let key = keys::import::<Job>(scope, id);
    let Some(Stored { value: job, version }) = open(deps, &key).await? else { return Ok(()) };
    let now = deps.gate.now();
    let mut commit = Commit::new(scope, now, deps.gate.fresh());
    let job = match read {
        Err(failure) => job.failed(*failure, now),
        Ok(summary) => match summary.block.filter(|_| !job.asked.dry_run) {
            None => job.read(summary.clone(), now),
            Some(block) => {
                let mut current = deps.register.current(scope, now).await?;
                let ready = Ready::imported(&job, block, summary.rows);
                match switch::switch(&mut current.sections, ready, &job.author, now) {
                    Err(switch::PolicyGone) => job.read(summary.clone(), now).failed(Failure::PolicyGone, now),
                    Ok(new) => {
                        commit = deps.register.write(&current, commit).await?;
                        commit = switch::record(commit, scope, EventId::new(deps.gate.fresh()), &new);
                        job.read(summary.clone(), now).live(new.version, now)
                    }
                }
            }
        },
    };
    let status = job.status_at(now).name();
    let commit = commit.replace_until("import", &key, version, &job, job.until());
    deps.gate.store().commit(commit).await?;
    tracing::info!(import = %id, account = %scope.account(), status, "a freight table was read");
    Ok(())
}

/// An import of goods: every row without errors is applied, unless somebody only wants to look.
async fn deal_with_goods(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<(), Undealt> {
    let key = keys::goods_import::<Job<Goods>>(scope, id);
    let Some(job) = begin(deps, scope, &key).await? else { return Ok(()) };
    let read = match (file(deps, scope, &job).await?, job.of.kind) {
        (None, _) => Err(Failure::ContentDiffers),
        (Some(file), GoodsKind::Skus) => {
            let of = |sku: &Sku| Some((sku.id.to_string(), !sku.components.is_empty()));
            shelve(deps, scope, &key, &job, file, of).await?
        }
        (Some(file), GoodsKind::Inventory) => shelve(deps, scope, &key, &job, file, |_: &Stock| None).await?,
    };
    for _ in 0..ATTEMPTS {
        let Some(Stored { value: job, version }) = open(deps, &key).await? else { return Ok(()) };
        let now = deps.gate.now();
        let job = match &read {
            Ok(summary) => job.finished(summary.clone(), now),
            Err(failure) => job.failed(*failure, now),
        };
        let commit = Commit::new(scope, now, deps.gate.fresh());
        match deps.gate.store().commit(commit.replace_until("import", &key, version, &job, job.until())).await {
            Ok(()) => {
                tracing::info!(import = %id, account = %scope.account(), "goods were read");
                return Ok(());
            }
            Err(error) if error.is_conflict() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Undealt::Contended)
}

async fn shelve<T: Shelved>(
    deps: &Deps,
    scope: TenantScope,
    key: &Key<Job<Goods>>,
    job: &Job<Goods>,
    file: Bytes,
    own: impl Fn(&T) -> Option<(String, bool)>,
) -> Result<Result<Summary, Failure>, Undealt> {
    let sections = deps.register.current(scope, deps.gate.now()).await?.sections;
    let currency = sections.settings.value.currency;
    let Ok(mut goods) = tokio::task::spawn_blocking(move || read_goods::<T>(&file, currency)).await else {
        return Ok(Err(Failure::GaveUp));
    };
    shelving::fit(deps, scope, &sections, &mut goods, own).await?;
    if let Some(lines) = listed(&goods.errors, &Findings::default())? {
        deps.blobs.put(&blobs::keys::report(scope, job.id), Bytes::from(lines), "text/csv; charset=utf-8").await?;
    }
    let readable = goods.rows > 0 && !goods.lines.is_empty();
    let applied = if job.asked.dry_run || !readable {
        None
    } else {
        Some(shelving::apply(deps, scope, &goods.lines, key).await?)
    };
    Ok(Ok(Summary {
        rows: goods.rows,
        error_count: goods.errors.count(),
        warning_count: 0,
        errors: goods.errors.first(job::SHOWN),
        warnings: Vec::new(),
        report: goods.errors.count() > 0,
        block: None,
        applied,
    }))
}
