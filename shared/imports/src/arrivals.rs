//! Files that arrived: had, read by whoever knows what they are of, and let go of.

use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::ImportId;
use domain::import::{Failure, Finding, Findings, Job, Status, Summary};
use edge::{InvokeError, Problem, Uploaded};

use crate::{Desk, Subject};

/// What a file came to.
#[derive(Clone, Debug)]
pub struct Came<S> {
    /// What the import says of itself from now on.
    pub of: S,
    /// The end that it came to.
    pub status: Status,
    /// What the file turned out to be.
    pub summary: Summary,
}

impl<S> Came<S> {
    /// Rows without errors count, or would.
    #[must_use]
    pub const fn read(job: &Job<S>, of: S, summary: Summary) -> Self {
        let status = if job.asked.dry_run { Status::Checked } else { Status::Done };
        Self { of, status, summary }
    }

    /// The file cannot be used as a whole.
    #[must_use]
    pub fn refused(of: S, errors: &Findings) -> Self {
        Self { of, status: Status::Rejected, summary: unusable(errors) }
    }

    /// The file cannot be used as a whole, for one reason.
    #[must_use]
    pub fn refused_for(of: S, finding: Finding) -> Self {
        Self::refused(of, &Findings::default().with([finding]))
    }
}

/// What is told of a file that cannot be used as a whole.
#[must_use]
pub fn unusable(errors: &Findings) -> Summary {
    Summary { report: false, ..Summary::new(0, errors, &Findings::default()) }
}

/// Deals with files that arrived, one after the other. `named` tells by the key of a file which import it is of.
///
/// # Errors
/// [`InvokeError`] when one could not be dealt with now; the bucket tells of it again.
pub async fn each<Deal, Dealing>(
    uploads: Vec<Uploaded>,
    named: fn(&str) -> Option<(TenantScope, ImportId)>,
    deal: Deal,
) -> Result<(), InvokeError>
where
    Deal: Fn(TenantScope, ImportId) -> Dealing,
    Dealing: Future<Output = Result<(), Problem>>,
{
    for upload in uploads {
        let Some((scope, id)) = named(&upload.key) else {
            tracing::warn!(size = upload.size, "a file arrived that is no import");
            continue;
        };
        Box::pin(deal(scope, id)).await.map_err(|problem| undealt(id, &problem))?;
    }
    Ok(())
}

/// Why the file of an import is told of again.
#[must_use]
pub fn undealt(id: ImportId, problem: &Problem) -> InvokeError {
    InvokeError::new(format_args!("import {id}: {problem}"))
}

impl Desk<'_> {
    /// Has a file that arrived read when it is the one that was announced, writes down what it came to, and lets go of
    /// it. None when there was nothing to read: it has been dealt with already, or it is another file. Reading it gives
    /// none, too, when it finds that others have dealt with it meanwhile.
    ///
    /// # Errors
    /// What reading it says, and the table or the bucket when they do not answer.
    pub async fn deal<S, Read, Reading>(
        &self,
        scope: TenantScope,
        id: ImportId,
        read: Read,
    ) -> Result<Option<Came<S>>, Problem>
    where
        S: Subject,
        Read: FnOnce(Job<S>, Bytes) -> Reading,
        Reading: Future<Output = Result<Option<Came<S>>, Problem>>,
    {
        let Some(job) = self.begin::<S>(scope, id).await? else { return Ok(None) };
        let Some(file) = self.file(scope, &job).await? else {
            self.advance(scope, id, |job: Job<S>, now| job.failed(Failure::ContentDiffers, now)).await?;
            return Ok(None);
        };
        let Some(came) = Box::pin(read(job, file)).await? else { return Ok(None) };
        let ended = |job: Job<S>, now| job.with(came.of.clone()).ended(came.status, came.summary.clone(), now);
        self.advance(scope, id, ended).await?;
        // Its rows count now, or are in the file of those that were left out: nobody needs it any more, and it may tell
        // of people.
        if let Err(error) = self.delete(&S::file(scope, id)).await {
            tracing::warn!(import = %id, %error, "a file that was read could not be deleted");
        }
        Ok(Some(came))
    }
}
