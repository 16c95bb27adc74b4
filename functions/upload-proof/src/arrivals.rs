//! Pictures that arrived in the bucket: compared with their announcement, read, written anew, and attached.
//!
//! The bucket tells of a file at least once, perhaps twice at the same time. Looking at it gives the same bytes each
//! time, and the one commit at the end holds only while the proof is open, so a repeat finds it done.

use blobs::Digest;
use bytes::Bytes;
use domain::access::TenantScope;
use domain::id::{ProofId, ServiceId};
use domain::proof::{Announced, Flaw, Format, Proof, Shows, Status};
use edge::{InvokeError, Uploaded};
use store::{Commit, Stored, keys};

use crate::picture::{self, Kept};
use crate::{Deps, proofs};

/// How often a commit is decided again when the world changed under it.
const ATTEMPTS: u32 = 10;

/// Why a picture could not be dealt with now; the bucket tells of it again.
#[derive(Debug, thiserror::Error)]
enum Undealt {
    #[error("the item of a proof")]
    Store(#[from] store::Error),
    #[error("the file of a proof")]
    Blobs(#[from] blobs::Error),
    #[error("others kept changing the same things")]
    Contended,
}

/// Deals with pictures that arrived.
///
/// # Errors
/// [`InvokeError`] when one could not be dealt with now.
pub(crate) async fn take(deps: &Deps, uploads: Vec<Uploaded>) -> Result<(), InvokeError> {
    for upload in uploads {
        let Some((scope, service, id)) = blobs::keys::proof_uploaded(&upload.key) else {
            tracing::warn!(size = upload.size, "a file arrived that is no proof");
            continue;
        };
        deal(deps, scope, service, id).await.map_err(|error| {
            let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            InvokeError::new(format_args!("proof {id}: {error}: {cause}"))
        })?;
    }
    Ok(())
}

async fn deal(deps: &Deps, scope: TenantScope, service: ServiceId, id: ProofId) -> Result<(), Undealt> {
    let key = keys::proof(scope, service, id);
    if let Some(proof) = begin(deps, scope, &key).await? {
        let looked = look(deps, scope, &proof).await?;
        finish(deps, scope, &key, looked.as_deref().map_err(|flaw| *flaw)).await?;
    }
    // Whatever it was, nothing is kept as it came.
    Ok(deps.blobs.delete(&blobs::keys::proof_upload(scope, service, id)).await?)
}

/// Says that the picture is being looked at; none when that is over, or nobody announced it.
async fn begin(deps: &Deps, scope: TenantScope, key: &store::Key<Proof>) -> Result<Option<Proof>, Undealt> {
    for _ in 0..ATTEMPTS {
        let now = deps.gate.now();
        let found = deps.gate.store().read(key, now).await?.filter(|found| found.value.is_open());
        let Some(Stored { value: proof, version }) = found else { return Ok(None) };
        let proof = proof.now(Status::Checking, now);
        let commit = Commit::new(scope, now, deps.gate.fresh()).replace_proof(scope, version, &proof);
        match deps.gate.store().commit(commit).await {
            Ok(()) => return Ok(Some(proof)),
            Err(error) if error.is_conflict() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Undealt::Contended)
}

/// Reads the file, and keeps what is seen on it; answers the digest of what is kept.
async fn look(deps: &Deps, scope: TenantScope, proof: &Proof) -> Result<Result<String, Flaw>, Undealt> {
    let Some(announced) = proof.shows.file() else { return Ok(Err(Flaw::NoPlace)) };
    let key = blobs::keys::proof_upload(scope, proof.service, proof.id);
    let file = match deps.blobs.get(&key, announced.size).await {
        Ok(file) if as_announced(&file, announced) => file,
        Ok(_) => return Ok(Err(Flaw::ContentDiffers)),
        Err(error) if error.is_too_large() => return Ok(Err(Flaw::ContentDiffers)),
        Err(error) => return Err(error.into()),
    };
    let format = announced.format;
    let keep = if matches!(proof.shows, Shows::Signature(_)) { Format::Png } else { Format::Jpeg };
    // A second of work on a large picture: other requests of the process go on meanwhile. Should a decoder give up in
    // a way of its own, the picture is as unreadable as any.
    let read = tokio::task::spawn_blocking(move || picture::read(&file, format, keep)).await;
    let Kept { picture, thumbnail } = match read.unwrap_or(Err(Flaw::Unreadable)) {
        Ok(kept) => kept,
        Err(flaw) => return Ok(Err(flaw)),
    };
    let digest = Digest::of(&picture).to_string();
    let key = blobs::keys::proof(scope, proof.service, proof.id);
    deps.blobs.put(&key, Bytes::from(picture), keep.media_type()).await?;
    let key = blobs::keys::proof_thumbnail(scope, proof.service, proof.id);
    deps.blobs.put(&key, Bytes::from(thumbnail), Format::Jpeg.media_type()).await?;
    Ok(Ok(digest))
}

fn as_announced(file: &Bytes, announced: &Announced) -> bool {
    u64::try_from(file.len()) == Ok(announced.size) && Digest::of(file).to_string() == announced.sha256
}

/// Writes what became of it: a proof of its service and an entry of the timeline, or a reason.
async fn finish(
    deps: &Deps,
    scope: TenantScope,
    key: &store::Key<Proof>,
    looked: Result<&str, Flaw>,
) -> Result<(), Undealt> {
    for _ in 0..ATTEMPTS {
        let now = deps.gate.now();
        let found = deps.gate.store().read(key, now).await?.filter(|found| found.value.is_open());
        let Some(Stored { value: proof, version }) = found else { return Ok(()) };
        let (id, service) = (proof.id, proof.service);
        let service = deps.gate.store().read(&keys::service(scope, service), now).await?;
        let commit = Commit::new(scope, now, deps.gate.fresh());
        let (commit, proof) = match (looked, service) {
            (Ok(digest), Some(service)) => {
                let proof = proof.attached(digest.to_owned(), now);
                (proofs::attach(deps, scope, commit, &service, &proof), proof)
            }
            (Ok(_), None) => (commit, proof.now(Status::Refused(Flaw::NoPlace), now)),
            (Err(flaw), _) => (commit, proof.now(Status::Refused(flaw), now)),
        };
        match deps.gate.store().commit(commit.replace_proof(scope, version, &proof)).await {
            Ok(()) => {
                tracing::info!(proof = %id, account = %scope.account(), status = proof.status.name(), "a proof was looked at");
                return Ok(());
            }
            Err(error) if error.is_conflict() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Undealt::Contended)
}
