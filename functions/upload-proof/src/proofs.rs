//! Proofs: announced, shown, listed.

use std::time::Duration;

use domain::access::TenantScope;
use domain::event::EventKind;
use domain::id::{EventId, ProofId, ServiceId};
use domain::proof::{self, Announced, Proof, Shows, Status};
use domain::service::Service;
use domain::timeline::Happened;
use edge::{Problem, Reply, Request, WireProblem, in_use, replayed, save_contended};
use jiff::SignedDuration;
use serde::Deserialize;
use store::{Commit, Stored, keys};

use crate::wire::Asked;
use crate::{Deps, wire};

/// How long the address of a picture works.
const SHORT: Duration = Duration::from_secs(300);
/// How long after the end a driver sees what proves it.
const SEEN: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Adds evidence to a service. A code and the receiver's words are attached at once. A photo or a signature is
/// announced: PUT the file, a JPEG or PNG of at most 12 MiB and 24 megapixels, to the address in the answer, then follow
/// the proof until it is `attached` or `refused`. Keep the file until then. The address works for 15 minutes; a repeat
/// under the same key answers with a new one while the file has not come. What never came, and what was refused, takes no
/// place among the proofs of the service.
#[utoipa::path(post, path = "/v1/proofs", tag = "Proofs",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::NewProof,
    responses((status = 201, body = wire::Proof), (status = 403, description = "`driver_blocked`", body = WireProblem), (status = 409, description = "`too_many_proofs`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn announce(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked = request.json::<wire::NewProof>()?.read()?;
    let scope = request.scope()?;
    in_use(&deps.gate, request).await?;
    if let Some(reply) = replayed(&deps.gate, request).await? {
        return again(deps, request, reply).await;
    }
    // The office, the device and the planner write the same service: evidence waits for its turn.
    save_contended(&deps.gate, request, async |commit| {
        let before = seen(deps, request, asked.service).await?.ok_or_else(unknown_service)?;
        let had = deps.gate.store().proofs_of(scope, asked.service, request.at()).await?;
        if had.iter().filter(|had| had.value.takes_place(request.at())).count() >= proof::MOST {
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
                shown.upload = Some(upload(deps, scope, &proof, file).await?);
                commit
            }
            None => attach(deps, scope, commit, &before, &proof),
        };
        let commit = commit.create_proof(scope, &proof).concerning(before.value.customer);
        Ok((commit, Reply::created(&location, &shown)))
    })
    .await
}

/// Where a file that was announced is put.
async fn upload(
    deps: &Deps,
    scope: TenantScope,
    proof: &Proof,
    file: &Announced,
) -> Result<wire::ProofUpload, Problem> {
    let upload = blobs::Upload {
        size: file.size,
        content_type: file.format.media_type().to_owned(),
        sha256: blobs::Digest::parse(&file.sha256).unwrap_or(blobs::Digest::of(&[])),
    };
    let key = blobs::keys::proof_upload(scope, proof.service, proof.id);
    let signed = deps.blobs.presign_put(&key, &upload, proof::UPLOAD_OPEN.unsigned_abs()).await;
    Ok(wire::ProofUpload::from(signed.map_err(unstored)?))
}

/// The answer to a repeat: as before, and where the file is still to come, with an address that works.
async fn again(deps: &Deps, request: &Request, before: Reply) -> Result<Reply, Problem> {
    let named: Named = serde_json::from_slice(before.body()).map_err(Problem::internal)?;
    let Ok(id) = named.id.parse::<ProofId>() else { return Ok(before) };
    let scope = request.scope()?;
    let found = deps.gate.store().proof(scope, id, request.at()).await?;
    let waits = found.filter(|found| found.value.status == Status::AwaitingUpload);
    let Some(Stored { value: proof, version }) = waits else { return Ok(before) };
    let Some(file) = proof.shows.file() else { return Ok(before) };
    // It waits from now on: nobody says meanwhile that it never came.
    let proof = proof.clone().now(Status::AwaitingUpload, request.at());
    let commit = Commit::new(scope, request.at(), deps.gate.fresh()).replace_proof(scope, version, &proof);
    deps.gate.store().commit(commit).await?;
    let mut shown = wire::Proof::new(&proof, request.at());
    shown.upload = Some(upload(deps, scope, &proof, file).await?);
    Ok(Reply::created(&format!("/v1/proofs/{id}"), &shown))
}

/// What an answer is about.
#[derive(Deserialize)]
struct Named {
    id: String,
}

/// Shows one proof. The addresses of a picture work for five minutes.
#[utoipa::path(get, path = "/v1/proofs/{id}", tag = "Proofs", params(("id" = String, Path)),
    responses((status = 200, body = wire::Proof), (status = 403, description = "`driver_blocked`", body = WireProblem), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: ProofId = request.named("id", "proof")?;
    let found = deps.gate.store().proof(request.scope()?, id, request.at()).await?;
    in_use(&deps.gate, request).await?;
    let found = found.ok_or_else(|| Problem::not_found("proof"))?;
    let service = seen(deps, request, found.value.service).await?.ok_or_else(|| Problem::not_found("proof"))?;
    if !shows(request, &service.value, &found.value)? {
        return Err(Problem::not_found("proof"));
    }
    Ok(Reply::ok(&shown(deps, request, &found.value).await?))
}

/// Lists the proofs of a service, oldest first, and the kinds that it requires and has not. The addresses of pictures
/// work for five minutes. A driver sees all of them while holding the service and for a week after its end, else the own
/// ones of a week.
#[utoipa::path(get, path = "/v1/services/{id}/proofs", tag = "Proofs", params(("id" = String, Path)),
    responses((status = 200, body = wire::Proofs), (status = 403, description = "`driver_blocked`", body = WireProblem), (status = 404, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: ServiceId = request.named("id", "service")?;
    in_use(&deps.gate, request).await?;
    let service = seen(deps, request, id).await?.ok_or_else(|| Problem::not_found("service"))?;
    let found = deps.gate.store().proofs_of(request.scope()?, id, request.at()).await?;
    let mut items = Vec::with_capacity(found.len());
    for proof in &found {
        if shows(request, &service.value, &proof.value)? {
            items.push(shown(deps, request, &proof.value).await?);
        }
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

/// Whether a caller whom the service concerns sees a proof of it. A driver sees what was left at a door while it is the
/// own door, and follows the own proofs.
fn shows(request: &Request, service: &Service, proof: &Proof) -> Result<bool, Problem> {
    let caller = request.caller()?;
    let Some(driver) = caller.driver() else { return Ok(true) };
    let own = proof.author == caller.author() || proof.author == format!("driver:{driver}");
    let fresh = request.at().duration_since(proof.announced_at) <= SEEN;
    Ok((own && fresh) || service.is_with(driver, SEEN, request.at()))
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
        report: None,
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
    Problem::of_field("/service", "unknown_service", "There is no such service.")
}

fn other_code() -> Problem {
    Problem::of_field("/code", "other_code", "This is the code neither of the service nor of one of its packages.")
}
