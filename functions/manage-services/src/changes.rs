//! Moving a service by hand.

use domain::capacity::WindowId;
use domain::event::EventKind;
use domain::id::ReasonId;
use domain::proof;
use domain::register::FailureReason;
use domain::service::{
    Action, Actor, AfterFailure, Ask, Doubt, Fact, FactKind, Life, Need, ProofKind, Refused, Service, Status,
};
use domain::window::{self, booking::Origin};
use edge::{FieldError, Problem, Reply, Request, WireProblem, referred, save_contended, save_once};
use scheduling::{Board, By, Move, reservations};
use std::collections::{BTreeMap, BTreeSet};
use store::{Commit, Stored, keys};

use crate::making::happened;
use crate::reviews::not_held;
use crate::{Deps, batch, services, wire};

/// Retries, returns, cancels or corrects a service. One that is called off or brought back gives its window back; one
/// that a correction brings back has it again where it still has a place there, and else says so in `leftWindow`. What
/// moves it by hand says why, out of the register of justifications; a delivery that was reported wrongly becomes a failure with its reason; what puts it to done has
/// attached every proof that it requires. Where nobody has set out yet, calling a service off gives back the goods that
/// were reserved for it; goods that have left stay promised until the warehouse is counted anew. `If-Match` is optional
/// here: the decision is taken on the state that is found.
#[utoipa::path(post, path = "/v1/services/{id}/status-changes", tag = "Services",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header), ("If-Match" = Option<String>, Header)),
    request_body = wire::StatusChange,
    responses((status = 200, body = wire::Service), (status = 404, body = WireProblem), (status = 409, description = "`not_from_this_state`, `reason_forbids`, `no_attempt_left`, `proof_missing`, `not_held`, `history_full`", body = WireProblem), (status = 412, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn make(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let change = request.json::<wire::StatusChange>()?.read()?;
    // The window that it may give back is one that others book.
    save_contended(&deps.gate, request, async |commit| {
        let before = services::find(deps, request).await?;
        if request.header("if-match").is_some() {
            request.matches(before.version)?;
        }
        moved_by_hand(deps, request, &change, before, commit).await
    })
    .await
}

/// Does the same to up to 100 services. Each has its own answer, in the order in which they were named, as if it had been
/// moved alone; what one refuses keeps no other back. A repeat under the same key moves nothing twice.
#[utoipa::path(post, path = "/v1/services/status-changes", tag = "Services",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::StatusChanges,
    responses((status = 200, body = edge::BatchAnswer), (status = 422, body = WireProblem)))]
pub async fn make_many(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked: wire::StatusChanges = request.json()?;
    let change = asked.change.read()?;
    batch::each(request, &asked.services, |row, id| {
        let change = &change;
        Box::pin(async move {
            let key = request.row_idempotency(row, request.body());
            save_once(&deps.gate, request.scope()?, request.at(), key.as_ref(), async |commit| {
                let before = services::seen(deps, request, id).await?;
                moved_by_hand(deps, request, change, before, commit).await
            })
            .await
        })
    })
    .await
}

/// One service after a change, with all that follows from it.
async fn moved_by_hand(
    deps: &Deps,
    request: &Request,
    change: &wire::Change,
    before: Stored<Service>,
    commit: Commit,
) -> Result<(Commit, Reply), Problem> {
    let scope = request.scope()?;
    let (settings, _) = deps.settings(scope).await?;
    let refers = referred(&deps.gate, request, &change.references()).await?;
    let ask = Ask {
        action: change.action,
        who: Actor::Office,
        author: request.caller()?.author(),
        at: request.at(),
        to: change.to,
        holding: None,
        reason: match reported(&before.value, change) {
            Some(reason) => Some(reason),
            None => rule(deps, request, change.reason).await?,
        },
        justification: change.justification.map(|id| id.to_string()),
    };
    if change.action == Action::Correct && change.to == Some(Status::Done) {
        proven(deps, request, &before.value).await?;
    }
    let mut service = before.value.clone();
    let reviewed = match change.report {
        Some(report) => service.life.review(report).ok_or_else(not_held)?,
        None => service.life.clone(),
    };
    service.life = reviewed.decide(ask, settings.limits()).map_err(problem)?;
    let both = (&before.value, &service);
    let commit = reservations::follow(&deps.gate, scope, commit, both, request.at()).await?;
    let mut data = moved(&before.value.life, &service.life);
    data.extend(change.report.map(|report| ("report".to_owned(), report.to_string())));
    let author = request.caller()?.author();
    let again = window_again(deps, request, &before, &service).await?;
    if let Some(Again::Gone(window)) = &again {
        data.insert("windowGone".to_owned(), window.to_string());
    }
    let told = happened(deps, &author, request.at(), data);
    let commit = commit.record(scope, &mut service, EventKind::ServiceStatusChanged, told);
    let (commit, mut service) = match again {
        Some(Again::Taken(board, moved)) => {
            let moved = moved.following(service.timeline);
            deps.schedule.write(commit, &deps.gate, &board, moved).await?
        }
        Some(Again::Gone(_)) | None => (commit, service),
    };
    let ended = happened(deps, &author, request.at(), BTreeMap::new());
    let commit = deps.gate.store().leave_window(commit, scope, &mut service, ended).await?;
    let commit = commit.replace_service(scope, &before, &service).service_refers(scope, service.id, &refers);
    let commit = commit.concerning(service.customer);
    let customer = services::recipient(deps, request, &service).await?;
    let shown = wire::Service::new(&deps.gate, &service, customer.as_ref());
    Ok((commit, Reply::ok(&shown).with_etag(before.version.next())))
}

/// What becomes of the window that a service gave back as it ended, once it is brought back.
enum Again {
    /// It has it again.
    Taken(Box<Board>, Box<Move>),
    /// It has no place there any more.
    Gone(WindowId),
}

/// The window that a service gave back as it ended, taken again where the change brings it back.
async fn window_again(
    deps: &Deps,
    request: &Request,
    before: &Stored<Service>,
    service: &Service,
) -> Result<Option<Again>, Problem> {
    let Some(left) = window::to_take_back(before.value.status(), service) else { return Ok(None) };
    let by = By { origin: Origin::Office, author: request.caller()?.author() };
    let brought_back = Stored { value: service.clone(), version: before.version };
    let mut board = deps.schedule.board(request.scope()?, &brought_back, request.at()).await?;
    deps.schedule.look_at(&mut board, &left.window).await?;
    Ok(Some(match board.take_back(left, &by) {
        Ok(moved) => Again::Taken(Box::new(board), Box::new(moved)),
        Err(_) => Again::Gone(left.window.clone()),
    }))
}

/// The reason of a failure that a held report says, where the change names none of its own and the register knows it.
fn reported(service: &Service, change: &wire::Change) -> Option<(ReasonId, AfterFailure)> {
    let report = change.report.filter(|_| change.to == Some(Status::Failed) && change.reason.is_none())?;
    let known = |fact: &&Fact| fact.id == report && fact.doubt != Some(Doubt::ReasonUnknown);
    match service.life.facts.iter().find(known)?.kind {
        FactKind::Fail { reason, after } => Some((reason, after)),
        _ => None,
    }
}

/// What a reason of failures allows next.
async fn rule(
    deps: &Deps,
    request: &Request,
    reason: Option<ReasonId>,
) -> Result<Option<(ReasonId, AfterFailure)>, Problem> {
    let Some(id) = reason else { return Ok(None) };
    let found = deps.gate.store().read(&keys::entry::<FailureReason>(request.scope()?, id), request.at()).await?;
    Ok(found.map(|found| (id, found.value.facts.after)))
}

/// Refuses to put a service to done that lacks a proof.
async fn proven(deps: &Deps, request: &Request, service: &Service) -> Result<(), Problem> {
    let found = deps.gate.store().proofs_of(request.scope()?, service.id, request.at()).await?;
    let owed = proof::owed(&service.describing.required, found.iter().map(|found| &found.value));
    if owed.is_empty() { Ok(()) } else { Err(missing_proof(&owed)) }
}

/// What a timeline says of a move.
fn moved(before: &Life, after: &Life) -> BTreeMap<String, String> {
    let (from, to) = (before.state(), after.state());
    let mut data = BTreeMap::from([
        ("from".to_owned(), from.status.name().to_owned()),
        ("to".to_owned(), to.status.name().to_owned()),
        ("attempt".to_owned(), to.attempts.len().to_string()),
    ]);
    if let Some(last) = after.decisions.last() {
        data.insert("action".to_owned(), wire::action_name(last.action).to_owned());
        if let Some((reason, _)) = last.reason {
            data.insert("reason".to_owned(), reason.to_string());
        }
        if let Some(justification) = &last.justification {
            data.insert("justification".to_owned(), justification.clone());
        }
    }
    data
}

/// The only place that knows both vocabularies.
fn problem(refused: Refused) -> Problem {
    match refused {
        Refused::NotFrom { from } => {
            let detail = format!("A service that is {from} cannot do this; `allowed` in it says what it can.");
            Problem::conflict("not_from_this_state", detail)
        }
        Refused::Missing(needs) => Problem::unprocessable(needs.into_iter().map(missing).collect()),
        Refused::ReasonForbids(_) => {
            Problem::conflict("reason_forbids", "The reason of its failure does not allow this.")
        }
        Refused::NoAttemptLeft => {
            Problem::conflict("no_attempt_left", "It was tried as often as the account allows. Return or correct it.")
        }
        Refused::IdReused => Problem::conflict("id_reused", "Another report had this name."),
        Refused::Full => Problem::conflict("history_full", "Its history is as long as it may get."),
    }
}

fn missing(need: Need) -> FieldError {
    let (pointer, detail) = match need {
        Need::Justification => ("/justification", "Say why it is moved by hand."),
        Need::Reason => ("/reason", "Say why it counts as failed."),
        _ => ("/action", "This is done by a route, not by hand."),
    };
    FieldError { pointer: pointer.to_owned(), rule: "required".to_owned(), detail: detail.to_owned(), value: None }
}

fn missing_proof(kinds: &BTreeSet<ProofKind>) -> Problem {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    Problem::conflict("proof_missing", format!("These proofs are missing: {}.", names.join(", ")))
}
