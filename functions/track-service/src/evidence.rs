//! What was taken down at the door: pictures to see and to keep, and who received it.

use std::time::Duration;

use domain::id::ProofId;
use domain::proof::{Proof, Shows, Status};
use edge::{Problem, Reply, Request};
use maud::{Markup, html};
use store::Stored;

use crate::forms::Page;
use crate::scene::{Asking, Scene, Subject};
use crate::{Deps, device};

/// How long the address of a picture works: a browser follows it at once.
const SHORT: Duration = Duration::from_secs(300);

/// What a recipient may see of the proofs of a service. A photo shows a parcel and a place; a hand and a name are those
/// of a person, and are shown to the recipient's own devices.
pub(crate) fn shown(proofs: &[Stored<Proof>], known: bool) -> Vec<&Proof> {
    let attached = proofs.iter().map(|stored| &stored.value).filter(|proof| proof.status == Status::Attached);
    attached
        .filter(|proof| match &proof.shows {
            Shows::Photo(_) => true,
            Shows::Signature(_) => known,
            Shows::Receiver(receiver) => known && receiver.name.is_some(),
            Shows::Code { .. } => false,
        })
        .collect()
}

/// The evidence of a service.
pub(crate) fn evidence(scene: &Scene, page: &Page<'_>, asking: &Asking) -> Markup {
    let (path, messages) = (page.path, page.messages);
    let proofs = shown(&scene.proofs, asking.known);
    let hidden = !asking.known && shown(&scene.proofs, true).len() > proofs.len();
    if proofs.is_empty() && !hidden {
        return html! {};
    }
    let of = |proof: &Proof| messages.text(&format!("track-proof-{}", proof.shows.name()), &[]);
    html! {
        section aria-labelledby="evidence" {
            h2 #evidence { (messages.text("track-evidence", &[])) }
            @for proof in &proofs {
                @match &proof.shows {
                    Shows::Receiver(receiver) => {
                        p { (of(proof)) " " strong { (receiver.name.as_ref().map(|name| name.as_str()).unwrap_or_default()) } }
                    }
                    _ => {
                        figure {
                            a href={ (path) "/proofs/" (proof.id) } {
                                img src={ (path) "/proofs/" (proof.id) "/small" } alt=(of(proof)) loading="lazy";
                            }
                            figcaption {
                                (of(proof)) " · "
                                a href={ (path) "/proofs/" (proof.id) } { (messages.text("track-proof-download", &[])) }
                            }
                        }
                    }
                }
            }
            @if hidden {
                p.soft { (messages.text("track-proof-hidden", &[])) }
                @if page.question.is_some() {
                    details.plain {
                        summary { (messages.text("track-known-summary", &[])) }
                        (page.form("device", &html! {}))
                    }
                }
            }
        }
    }
}

/// Leads to a picture, at an address that works for five minutes.
///
/// # Responses
/// - 303: to the picture.
/// - 404: no such picture, or not for this device.
pub(crate) async fn picture(deps: &Deps, request: &Request, small: bool) -> Result<Reply, Problem> {
    let missing = || Problem::not_found("picture");
    let (scope, store, now) = (request.scope()?, deps.gate.store(), request.at());
    let id: ProofId = request.param("proof").parse().map_err(|_| missing())?;
    let subject = Subject::read(deps, request).await?;
    let service = subject.service.value.id;
    let found = store.read(&store::keys::proof(scope, service, id), now).await?.ok_or_else(missing)?;
    let known = device::is_known(deps, request)?;
    let seen = [found];
    let proof = shown(&seen, known).into_iter().find(|proof| proof.shows.file().is_some()).ok_or_else(missing)?;
    let key =
        if small { blobs::keys::proof_thumbnail(scope, service, id) } else { blobs::keys::proof(scope, service, id) };
    let name = format!("{}-{id}", proof.shows.name());
    let signed = deps.blobs.presign_get(&key, &name, SHORT).await.map_err(Problem::internal)?;
    Ok(Reply::see_other(&signed.url).with_header("cache-control", "private, no-store"))
}
