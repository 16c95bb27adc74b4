//! Proofs: announced, shown, listed.

use std::time::Duration;

use domain::access::TenantScope;
use domain::event::EventKind;
use domain::id::{EventId, ProofId, ServiceId};
use domain::proof::{self, Proof, Shows, Status};
use domain::service::Service;
use domain::timeline::Happened;
use edge::{FieldError, Problem, Reply, Request, WireProblem, save};
use store::{Commit, Stored, keys};

use crate::wire::Asked;
use crate::{Deps, wire};

/// How long the address of a picture works.
const SHORT: Duration = Duration::from_secs(300);

/// Adds evidence to a service. A code and the receiver's words are attached at once. A photo or a signature is
/// announced: PUT the file, a JPEG or PNG of at most 12 MiB and 24 megapixels, to the address in the answer, then follow
/// the proof until it is `attached` or `refused`. Keep the file until then.
#[utoipa::path(post, path = "/v1/proofs", tag = "Proofs",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::NewProof,
    responses((status = 201, body = wire::Proof), (status = 409, description = "`too_many_proofs`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn announce(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked = request.json::<wire::NewProof>()?.read()?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let before = seen(deps, request, asked.service).await?.ok_or_else(unknown_service)?;
        let had = deps.gate.store().proofs_of(scope, asked.service, request.at()).await?;
        if had.len() >= proof::MOST {
            let detail = format!("A service has at most {} proofs.", proof::MOST);
            return Err(Problem::conflict("too_many_proofs", detail));
        }
        if let Shows::Code { code } = &asked.shows
            && !before.value.has_code(code.as_str())
        {
            return Err(other_code());
        }
        let proof = new(deps, request, &asked)?;
        let location = format!("/v1/proofs/{}", proof.id);
        let mut shown = wire::Proof::new(&proof, request.at());
        let commit = match asked.shows.file() {
            Some(file) => {
                let upload = blobs::Upload {
                    size: file.size,
                    content_type: file.format.media_type().to_owned(),
                    sha256: blobs::Digest::parse(&file.sha256).unwrap_or(blobs::Digest::of(&[])),
                };
                let key = blobs::keys::proof_upload(scope, proof.service, proof.id);
                let signed = deps.blobs.presign_put(&key, &upload, proof::UPLOAD_OPEN.unsigned_abs()).await;
                shown.upload = Some(wire::ProofUpload::from(signed.map_err(unstored)?));
                commit
            }
            None => attach(deps, scope, commit, &before, &proof),
        };
        let commit = commit.create_proof(scope, &proof).concerning(before.value.customer);
        Ok((commit, Reply::created(&location, &shown)))
    })
    .await
}

/// Shows one proof. The addresses of a picture work for five minutes.
#[utoipa::path(get, path = "/v1/proofs/{id}", tag = "Proofs", params(("id" = String, Path)),
    responses((status = 200, body = wire::Proof), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: ProofId = request.named("id", "proof")?;
    let found = deps.gate.store().proof(request.scope()?, id, request.at()).await?;
    let found = found.ok_or_else(|| Problem::not_found("proof"))?;
    seen(deps, request, found.value.service).await?.ok_or_else(|| Problem::not_found("proof"))?;
    Ok(Reply::ok(&shown(deps, request, &found.value).await?))
}

/// Lists the proofs of a service, oldest first, and the kinds that it requires and has not. The addresses of pictures
/// work for five minutes.
#[utoipa::path(get, path = "/v1/services/{id}/proofs", tag = "Proofs", params(("id" = String, Path)),
    responses((status = 200, body = wire::Proofs), (status = 404, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: ServiceId = request.named("id", "service")?;
    let service = seen(deps, request, id).await?.ok_or_else(|| Problem::not_found("service"))?;
    let found = deps.gate.store().proofs_of(request.scope()?, id, request.at()).await?;
    let mut items = Vec::with_capacity(found.len());
    for proof in &found {
        items.push(shown(deps, request, &proof.value).await?);
    }
    let required = &service.value.describing.required;
    let missing = proof::owed(required, found.iter().map(|found| &found.value));
    Ok(Reply::ok(&wire::Proofs { items, missing: missing.iter().map(|kind| kind.name()).collect() }))
}

async fn shown(deps: &Deps, request: &Request, proof: &Proof) -> Result<wire::Proof, Problem> {
    let mut shown = wire::Proof::new(proof, request.at());
    if proof.status == Status::Attached && proof.shows.file().is_some() {
        let scope = request.scope()?;
        let name = format!("{}-{}", proof.shows.name(), proof.id);
        let key = blobs::keys::proof(scope, proof.service, proof.id);
        let picture = deps.blobs.presign_get(&key, &name, SHORT).await.map_err(unstored)?;
        let key = blobs::keys::proof_thumbnail(scope, proof.service, proof.id);
        let small = deps.blobs.presign_get(&key, &name, SHORT).await.map_err(unstored)?;
        shown.links =
            Some(wire::ProofLinks { picture: picture.url, thumbnail: small.url, expires_at: picture.expires_at });
    }
    Ok(shown)
}

/// A service of the account, if it concerns the caller.
async fn seen(deps: &Deps, request: &Request, id: ServiceId) -> Result<Option<Stored<Service>>, Problem> {
    let found = deps.gate.store().read(&keys::service(request.scope()?, id), request.at()).await?;
    let caller = request.caller()?;
    Ok(found.filter(|found| found.value.concerns(caller)))
}

fn new(deps: &Deps, request: &Request, asked: &Asked) -> Result<Proof, Problem> {
    let (id, at) = (ProofId::new(deps.gate.fresh()), request.at());
    let waiting = Proof {
        id,
        service: asked.service,
        shows: asked.shows.clone(),
        status: Status::AwaitingUpload,
        author: request.caller()?.author(),
        taken_at: asked.taken_at.unwrap_or(at).min(at),
        place: asked.place,
        announced_at: at,
        updated_at: at,
        digest: None,
    };
    if asked.shows.file().is_some() {
        return Ok(waiting);
    }
    let digest = deps.gate.digest_of(id.uuid(), &asked.shows).map_err(Problem::internal)?;
    Ok(waiting.attached(digest, at))
}

/// Adds evidence to the timeline of its service, and tells others of it.
pub(crate) fn attach(
    deps: &Deps,
    scope: TenantScope,
    commit: Commit,
    before: &Stored<Service>,
    proof: &Proof,
) -> Commit {
    let happened = Happened {
        id: EventId::new(deps.gate.fresh()),
        kind: String::new(),
        author: proof.author.clone(),
        place: proof.place.map(|place| place.to_string()),
        happened_at: proof.taken_at,
        arrived_at: commit.at(),
        data: proof.told(),
    };
    let mut service = before.value.clone();
    service.proven.extend(proof.shows.kinds());
    let commit = commit.record(scope, &mut service, EventKind::ProofAttached, happened);
    commit.replace_service(scope, before, &service)
}

pub(crate) fn unstored(error: blobs::Error) -> Problem {
    if error.is_conflict() || error.is_throttled() { Problem::busy(error) } else { Problem::internal(error) }
}

fn unknown_service() -> Problem {
    broken("/service", "unknown_service", "There is no such service.")
}

fn other_code() -> Problem {
    broken("/code", "other_code", "This is the code neither of the service nor of one of its packages.")
}

fn broken(pointer: &str, rule: &str, detail: &str) -> Problem {
    let error =
        FieldError { pointer: pointer.to_owned(), rule: rule.to_owned(), detail: detail.to_owned(), value: None };
    Problem::unprocessable(vec![error])
}
