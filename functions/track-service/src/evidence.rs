//! What was taken down at the door: pictures to see and to keep, and who received it.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::id::ProofId;
use domain::proof::{Proof, Shows, Status};
use domain::service::{Attempt, Outcome};
use edge::{Problem, Reply, Request};
use i18n::Messages;
use maud::{Markup, html};
use store::Stored;

use crate::forms::Page;
use crate::page::moment;
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

/// The evidence of a service, of each attempt for itself, newest first. That of who is still there comes when they are
/// done.
pub(crate) fn evidence(scene: &Scene, page: &Page<'_>, asking: &Asking) -> Markup {
    let messages = page.messages;
    let proofs: Vec<Attempted<'_>> = shown(&scene.proofs, asking.known).into_iter().filter_map(of(scene)).collect();
    let hidden = shown(&scene.proofs, true).into_iter().filter_map(of(scene)).count() > proofs.len();
    if proofs.is_empty() && !hidden {
        return html! {};
    }
    let numbers: BTreeSet<Option<u32>> = proofs.iter().map(|(attempt, _)| attempt.map(|one| one.number)).collect();
    html! {
        section aria-labelledby="evidence" {
            h2 #evidence { (messages.text("track-evidence", &[])) }
            @for number in numbers.iter().rev() {
                @let own = proofs.iter().filter(|(attempt, _)| attempt.map(|one| one.number) == *number);
                @if let Some((Some(attempt), _)) = own.clone().next() {
                    (heading(scene, attempt, numbers.len() > 1, messages))
                }
                @for (_, proof) in own { (one(scene, page, proof)) }
            }
            @if hidden {
                p.soft { (messages.text("track-proof-hidden", &[])) }
                @if page.question.is_some() {
                    details.plain open[page.sent_to("device")] {
                        summary { (messages.text("track-known-summary", &[])) }
                        (page.form("device", &html! {}))
                    }
                }
            }
        }
    }
}

/// A proof with the attempt that it is of; with none where nobody reported any.
type Attempted<'a> = (Option<&'a Attempt>, &'a Proof);

fn of<'a>(scene: &'a Scene) -> impl Fn(&'a Proof) -> Option<Attempted<'a>> {
    |proof| {
        let attempt = scene.service().life.attempt_at(&scene.state.attempts, proof.taken_at);
        attempt.is_none_or(|attempt| attempt.outcome.is_some()).then_some((attempt, proof))
    }
}

/// What an attempt came to, and when, where the status of the page does not say it.
fn heading(scene: &Scene, attempt: &Attempt, several: bool, messages: &Messages) -> Markup {
    let key = match attempt.outcome {
        Some(Outcome::Failed { .. }) => "track-step-failed",
        Some(Outcome::Done) if several => "track-step-done",
        _ => return html! {},
    };
    let what = messages.text(key, &[("kind", scene.service().kind.name().into())]);
    let at = attempt.ended_at.map(|at| format!(" · {}", moment(messages, at, &scene.zone)));
    html! { h3 { (what) (at.unwrap_or_default()) } }
}

fn one(scene: &Scene, page: &Page<'_>, proof: &Proof) -> Markup {
    let (path, messages) = (page.path, page.messages);
    let what = messages.text(&format!("track-proof-{}", proof.shows.name()), &[]);
    if let Shows::Receiver(receiver) = &proof.shows {
        let name = receiver.name.as_ref().map(|name| name.as_str()).unwrap_or_default();
        return html! { p { (what) " " strong { (name) } } };
    }
    html! {
        figure {
            a href={ (path) "/proofs/" (proof.id) } {
                img src={ (path) "/proofs/" (proof.id) "/small" } alt=(what) loading="lazy";
            }
            figcaption {
                (what) " · " (moment(messages, proof.taken_at, &scene.zone)) " · "
                a href={ (path) "/proofs/" (proof.id) } { (messages.text("track-proof-download", &[])) }
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
