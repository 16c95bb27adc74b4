//! Files that arrived in the bucket: verified, read, compiled, and switched to.
//!
//! The bucket tells of a file at least once, perhaps twice at the same time. Reading a file changes nothing but blobs
//! named by their content; the one commit at the end holds only while the job is open, so a repeat finds it done.

use blobs::Digest;
use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::{EventId, ImportId};
use edge::{InvokeError, Uploaded};
use jiff::Timestamp;
use sheets::Limits;
use store::{Commit, Stored, keys};

use crate::import::{Outcome, read_table, report};
use crate::job::{self, Failure, Job, Summary};
use crate::{Deps, switch};

/// How often a commit is decided again when the world changed under it.
const ATTEMPTS: u32 = 10;

/// Why a file could not be dealt with now; the bucket tells of it again.
#[derive(Debug, thiserror::Error)]
enum Undealt {
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
    fn is_conflict(&self) -> bool {
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
    let Some(job) = begin(deps, scope, id).await? else { return Ok(()) };
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
async fn begin(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<Option<Job>, Undealt> {
    for _ in 0..ATTEMPTS {
        let Some(Stored { value: job, version }) = open(deps, scope, id).await? else { return Ok(None) };
        let now = deps.gate.now();
        let job = job.processing(now);
        let commit = Commit::new(scope, now, deps.gate.fresh());
        let commit = commit.replace_until("import", &keys::import(scope, id), version, &job, until(&job));
        match deps.gate.store().commit(commit).await {
            Ok(()) => return Ok(Some(job)),
            Err(error) if error.is_conflict() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Undealt::Contended)
}

async fn open(deps: &Deps, scope: TenantScope, id: ImportId) -> Result<Option<Stored<Job>>, Undealt> {
    let found = deps.gate.store().read(&keys::import::<Job>(scope, id), deps.gate.now()).await?;
    Ok(found.filter(|found| found.value.is_open()))
}

/// Verifies and reads the file, and keeps what it became where nothing names it yet.
async fn examine(deps: &Deps, scope: TenantScope, job: &Job) -> Result<Result<Summary, Failure>, Undealt> {
    let file = match deps.blobs.get(&blobs::keys::import(scope, job.id), job::LARGEST_FILE).await {
        Ok(file) => file,
        Err(error) if error.is_too_large() => return Ok(Err(Failure::ContentDiffers)),
        Err(error) => return Err(error.into()),
    };
    if u64::try_from(file.len()) != Ok(job.asked.size) || Digest::of(&file).to_string() != job.asked.sha256 {
        return Ok(Err(Failure::ContentDiffers));
    }
    let limits = Limits { rows: 5_000_000, ..Limits::default() };
    // Seconds of work on a large file: other requests of the process go on meanwhile.
    let Ok(outcome) = tokio::task::spawn_blocking(move || read_table(&file, limits)).await else {
        return Ok(Err(Failure::GaveUp));
    };
    let summary = Summary::from(&outcome);
    keep(deps, scope, job.id, outcome).await?;
    Ok(Ok(summary))
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
    let Some(Stored { value: job, version }) = open(deps, scope, id).await? else { return Ok(()) };
    let now = deps.gate.now();
    let mut commit = Commit::new(scope, now, deps.gate.fresh());
    let job = match read {
        Err(failure) => job.failed(*failure, now),
        Ok(summary) => match summary.block.filter(|_| !job.asked.dry_run) {
            None => job.read(summary.clone(), now),
            Some(block) => {
                let mut current = deps.register.current(scope, now).await?;
                match switch::switch(&mut current.sections, &job, block, summary.rows, &job.author, now) {
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
    let commit = commit.replace_until("import", &keys::import(scope, id), version, &job, until(&job));
    deps.gate.store().commit(commit).await?;
    tracing::info!(import = %id, account = %scope.account(), status, "a freight table was read");
    Ok(())
}

fn until(job: &Job) -> Timestamp {
    job.created_at.saturating_add(job::KEPT).unwrap_or(Timestamp::MAX)
}
