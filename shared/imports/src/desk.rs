//! Where imports are kept and moved on.

use blobs::{Blobs, Digest};
use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::{Asked, Findings, Job, UPLOAD_OPEN};
use edge::{Gate, Problem, Request};
use serde::{Serialize, de::DeserializeOwned};
use sheets::Collected;
use sheets::write::Unwritable;
use std::time::Duration;
use store::{Commit, Key, Stored};

use crate::Upload;
use crate::reports::{CSV, rejected, report};
use crate::wire::{Shown, ShownRows};

/// How often a job is moved on again when somebody else moved it meanwhile.
const ATTEMPTS: u32 = 10;

/// How long an address of ours in the bucket works.
pub const OPEN: Duration = UPLOAD_OPEN.unsigned_abs();

/// What a file may be of.
pub trait Subject: Clone + Serialize + DeserializeOwned + Send + Sync {
    /// The largest file that is taken, in bytes.
    const LARGEST: u64;

    /// Where such a job stands in the table.
    fn item(scope: TenantScope, id: ImportId) -> Key<Job<Self>>;

    /// Where its file goes in the bucket.
    fn file(scope: TenantScope, id: ImportId) -> blobs::Key;
}

/// An import could not be moved on now.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The table.
    #[error("the job of an import")]
    Store(#[from] store::Error),
    /// The bucket.
    #[error("the file of an import")]
    Blobs(#[from] blobs::Error),
    /// A report.
    #[error("the report of an import")]
    Report(#[from] Unwritable),
    /// Others kept moving the same job.
    #[error("others kept changing the same import")]
    Contended,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Store(error) => error.into(),
            other => Self::busy(other),
        }
    }
}

/// The place where the imports of a function are written down.
#[derive(Clone, Copy)]
pub struct Desk<'d> {
    gate: &'d Gate,
    blobs: &'d Blobs,
}

impl<'d> Desk<'d> {
    /// Over a table and a bucket.
    #[must_use]
    pub const fn new(gate: &'d Gate, blobs: &'d Blobs) -> Self {
        Self { gate, blobs }
    }

    /// Writes a new job with the commit of a request, and answers it with the address that its file goes to.
    ///
    /// # Errors
    /// 503 when no address can be made.
    pub async fn open<S: Subject>(
        &self,
        request: &Request,
        of: S,
        asked: &Asked,
        commit: Commit,
    ) -> Result<(Commit, Job<S>, Upload), Problem> {
        let (scope, id) = (request.scope()?, ImportId::new(self.gate.fresh()));
        let upload = blobs::Upload {
            size: asked.size,
            content_type: "application/octet-stream".to_owned(),
            sha256: Digest::parse(&asked.sha256).unwrap_or(Digest::of(&[])),
        };
        let signed = self.blobs.presign_put(&S::file(scope, id), &upload, OPEN).await.map_err(Problem::busy)?;
        let job = Job::new(id, of, asked.clone(), request.caller()?.author(), request.at());
        let commit = commit.create_until("import", &S::item(scope, id), &job, job.until());
        Ok((commit, job, signed.into()))
    }

    /// Says that the file is being read; none when it has been dealt with already, or there is no such job.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn begin<S: Subject>(&self, scope: TenantScope, id: ImportId) -> Result<Option<Job<S>>, Error> {
        self.advance(scope, id, |job: Job<S>, now| job.processing(now)).await
    }

    /// Moves a job on that is not over; none when it is, or there is no such job.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn advance<S: Subject>(
        &self,
        scope: TenantScope,
        id: ImportId,
        to: impl Fn(Job<S>, jiff::Timestamp) -> Job<S>,
    ) -> Result<Option<Job<S>>, Error> {
        let key = S::item(scope, id);
        for _ in 0..ATTEMPTS {
            let now = self.gate.now();
            let found = self.gate.store().read(&key, now).await?.filter(|found| found.value.is_open());
            let Some(Stored { value, version }) = found else { return Ok(None) };
            let job = to(value, now);
            let commit = Commit::new(scope, now, self.gate.fresh());
            match self.gate.store().commit(commit.replace_until("import", &key, version, &job, job.until())).await {
                Ok(()) => return Ok(Some(job)),
                Err(error) if error.is_conflict() => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Contended)
    }

    /// Says how many rows have been dealt with so far. That it cannot be told now is no reason to stop.
    pub async fn tell_progress<S: Subject>(&self, scope: TenantScope, id: ImportId, rows: u64) {
        if let Err(error) = self.advance(scope, id, |job: Job<S>, now| job.reading(rows, now)).await {
            tracing::warn!(import = %id, %error, "progress could not be told");
        }
    }

    /// The file of an import, if it is the one that was announced.
    ///
    /// # Errors
    /// [`Error`] when the bucket does not answer.
    pub async fn file<S: Subject>(&self, scope: TenantScope, job: &Job<S>) -> Result<Option<Bytes>, Error> {
        let file = match self.blobs.get(&S::file(scope, job.id), S::LARGEST).await {
            Ok(file) => file,
            Err(error) if error.is_too_large() => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let announced =
            u64::try_from(file.len()) == Ok(job.asked.size) && Digest::of(&file).to_string() == job.asked.sha256;
        Ok(announced.then_some(file))
    }

    /// Keeps the report of everything that was found; nothing when there is nothing to tell.
    ///
    /// # Errors
    /// [`Error`] when the bucket does not answer.
    pub async fn keep_report(
        &self,
        scope: TenantScope,
        id: ImportId,
        errors: &Findings,
        warnings: &Findings,
    ) -> Result<(), Error> {
        self.keep(&blobs::keys::report(scope, id), report(errors, warnings)?).await
    }

    /// Keeps the rows that were left out, and tells how many there are.
    pub(crate) async fn keep_rejected(
        &self,
        scope: TenantScope,
        id: ImportId,
        file: &Collected,
        errors: &Findings,
    ) -> Result<u64, Error> {
        let (left_out, lines) = rejected(&file.header, &file.rows, errors)?;
        self.keep(&blobs::keys::rejected(scope, id), lines).await?;
        Ok(left_out)
    }

    async fn keep(&self, key: &blobs::Key, lines: Option<Vec<u8>>) -> Result<(), Error> {
        if let Some(lines) = lines {
            self.blobs.put(key, Bytes::from(lines), CSV).await?;
        }
        Ok(())
    }

    /// Lets go of a file.
    pub(crate) async fn delete(&self, key: &blobs::Key) -> Result<(), blobs::Error> {
        self.blobs.delete(key).await
    }

    /// What the address of an import shows: its first findings, and where all of them can be downloaded.
    ///
    /// # Errors
    /// 503 when no address can be made.
    pub async fn shown<S: Subject>(&self, request: &Request, job: &Job<S>) -> Result<Shown, Problem> {
        let report_url = self.report(request.scope()?, job).await?;
        Ok(Shown { report_url, ..Shown::whole(job, request.at()) })
    }

    /// As [`Desk::shown`], and where the rows that were left out can be downloaded.
    ///
    /// # Errors
    /// 503 when no address can be made.
    pub async fn shown_rows<S: Subject>(&self, request: &Request, job: &Job<S>) -> Result<ShownRows, Problem> {
        let rejected_url = self.rejected(request.scope()?, job).await?;
        Ok(ShownRows { rejected_url, ..ShownRows::of(job, self.shown(request, job).await?) })
    }

    /// Where the report of an import can be read for a while; none when it has none.
    ///
    /// # Errors
    /// 503 when no address can be made.
    async fn report<S: Subject>(&self, scope: TenantScope, job: &Job<S>) -> Result<Option<String>, Problem> {
        let is_there = job.result.as_ref().is_some_and(|result| result.report);
        self.address(is_there, &blobs::keys::report(scope, job.id), job, "report").await
    }

    /// Where the rows of an import that were left out can be read for a while; none when there are none.
    ///
    /// # Errors
    /// 503 when no address can be made.
    async fn rejected<S: Subject>(&self, scope: TenantScope, job: &Job<S>) -> Result<Option<String>, Problem> {
        let is_there = job.result.as_ref().is_some_and(|result| result.rejected > 0);
        self.address(is_there, &blobs::keys::rejected(scope, job.id), job, "rejected").await
    }

    async fn address<S>(
        &self,
        is_there: bool,
        key: &blobs::Key,
        job: &Job<S>,
        what: &str,
    ) -> Result<Option<String>, Problem> {
        if !is_there {
            return Ok(None);
        }
        let name = format!("{}.{what}.csv", job.asked.file_name);
        let signed = self.blobs.presign_get(key, &name, OPEN).await.map_err(Problem::busy)?;
        Ok(Some(signed.url))
    }

    /// A job with its version, for whoever asks for it by the address of the request.
    ///
    /// # Errors
    /// 404 when there is none.
    pub async fn find<S: Subject>(&self, request: &Request) -> Result<Stored<Job<S>>, Problem> {
        let id: ImportId = request.named("id", "import")?;
        let found = self.gate.store().read(&S::item(request.scope()?, id), request.at()).await?;
        found.ok_or_else(|| Problem::not_found("import"))
    }
}
