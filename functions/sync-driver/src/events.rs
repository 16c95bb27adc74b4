//! Reports of a device.

use domain::event::EventKind;
use domain::id::{EventId, ProofId, ReasonId};
use domain::proof::{Proof, Shows, Status};
use domain::register::{Entry, FailureReason, Kind, Reference, SuccessReason};
use domain::service::{AfterFailure, Fact, FactKind, ProofKind, Received, Refused, Service, Text, Verdict};
use domain::timeline::Happened;
use edge::{Problem, Reply, Request, WireProblem, save_once_contended};
use jiff::SignedDuration;
use scheduling::reservations;
use std::collections::{BTreeMap, BTreeSet};
use store::{Commit, Seen, Stored, keys};

use crate::Deps;
use crate::setting_out::start_route;
use crate::standing::{Standing, standing};
use crate::wire::{self, Report, Told};

/// A report that is older is kept for a person to look at.
const QUARANTINE: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How far a device may be ahead after its clock was corrected.
const AHEAD: SignedDuration = SignedDuration::from_mins(2);

/// Takes up to 100 reports of one device: start, arrive, pause, deliver, fail. Each has an answer: `applied`;
/// `duplicate`, it was here before; `superseded`, it is kept and something else stands; `held`, it is kept until a
/// person decides, a delivery that lacks a required proof among them, with what is missing; `refused`, with why. Send what was not answered again, in any order.
#[utoipa::path(post, path = "/v1/driver-events", tag = "Driver sync",
    request_body = wire::Reports,
    responses((status = 200, body = wire::Outcomes), (status = 403, description = "`other_driver`", body = WireProblem), (status = 413, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn take(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    if request.body().len() > wire::LARGEST {
        let detail = "One request has at most 256 KB of reports. Send them in smaller parts.";
        return Err(Problem::new(413, "body_too_large", detail));
    }
    let told = request.json::<wire::Reports>()?.read()?;
    // The clock of the device is wrong by what this exchange says.
    let wrong_by = request.at().duration_since(told.sent_at);
    let standing = standing(deps, request, told.driver).await?;
    let mut items = Vec::new();
    for report in &told.reports {
        items.push(carry_out(deps, request, &told, report, (wrong_by, standing)).await?);
    }
    Ok(Reply::ok(&wire::Outcomes { items }))
}

/// One report in one commit. What it cannot be is an answer; only what could work later is a problem.
async fn carry_out(
    deps: &Deps,
    request: &Request,
    told: &Told,
    report: &Report,
    (wrong_by, standing): (SignedDuration, Standing),
) -> Result<wire::Outcome, Problem> {
    let of = kind(deps, request, report).await?;
    // What is refused for its reason now may have been taken before the reason asked for more.
    let (kind, refers, refused) = match of {
        Ok((kind, refers)) => (kind, refers, None),
        Err(outcome) => (report.what.fact(), Vec::new(), Some(outcome)),
    };
    let latest = request.at().saturating_add(AHEAD).unwrap_or(request.at());
    let corrected = report.occurred_at.saturating_add(wrong_by).unwrap_or(latest).min(latest);
    let fact = Fact {
        id: report.id,
        device: told.device.clone(),
        seq: report.seq,
        driver: told.driver,
        kind,
        occurred_at: report.occurred_at,
        corrected_at: corrected,
        received_at: request.at(),
        digest: deps.gate.digest_of(report.id.uuid(), &report.digest).map_err(Problem::internal)?,
        known: 0,
        quarantined: standing == Standing::Blocked || request.at().duration_since(corrected) > QUARANTINE,
    };
    // The goods that leave with it are those that others buy.
    let reply = save_once_contended(&deps.gate, request.scope()?, request.at(), async |commit| {
        let found = find(deps, request, report).await?;
        let Some(before) = found else {
            return Ok((commit, Reply::ok(&wire::Outcome::refused(report.id, "unknown_service"))));
        };
        let fact = Fact { kind: proven(&fact.kind, report, &before.value), ..fact.clone() };
        let received = before.value.life.receive(fact.clone(), &before.value.describing.required);
        if let (Some(refused), Ok(Received::Kept { .. })) = (&refused, &received) {
            return Ok((commit, Reply::ok(refused)));
        }
        match received {
            Err(refused) => Ok((commit, Reply::ok(&refusal(report.id, &refused)))),
            Ok(Received::Duplicate(verdict)) => {
                let outcome = wire::Outcome::of(report.id, "duplicate", &before.value, Some(verdict)).because(standing);
                Ok((commit, Reply::ok(&outcome)))
            }
            Ok(Received::Kept { life, verdict }) => {
                let service = Service { life, ..before.value.clone() };
                let outcome = wire::Outcome::of(report.id, wire::verdict(verdict), &service, None).because(standing);
                let commit = commit.service_refers(request.scope()?, service.id, &refers);
                let commit = write(deps, request, commit, report, &fact, verdict, &before, service).await?;
                Ok((commit, Reply::ok(&outcome)))
            }
        }
    })
    .await?;
    serde_json::from_slice(reply.body()).map_err(Problem::internal)
}

/// What happened, with what a failure's reason allows next. A reason that was in use when the driver chose it counts,
/// also when it has been taken out of use since.
async fn kind(
    deps: &Deps,
    request: &Request,
    report: &Report,
) -> Result<Result<(FactKind, Vec<Seen>), wire::Outcome>, Problem> {
    let reason = match report.what {
        wire::What::Failed(reason) => reason,
        wire::What::Delivered(_, Some(reason)) => return succeeded(deps, request, report, reason).await,
        _ => return Ok(Ok((report.what.fact(), Vec::new()))),
    };
    let key = keys::entry::<FailureReason>(request.scope()?, reason);
    let found: Option<Stored<Entry<FailureReason>>> = deps.gate.store().read(&key, request.at()).await?;
    Ok(match found {
        Some(found) if found.value.facts.asks_text && report.is_silent() => {
            Err(wire::Outcome::refused(report.id, "comment_missing"))
        }
        Some(found) => {
            let to = Reference { field: "reason", kind: Kind::FailureReasons, id: reason.uuid() };
            let fact = FactKind::Fail { reason, after: found.value.facts.after };
            Ok((fact, vec![Seen { to, version: found.version }]))
        }
        None => Err(wire::Outcome::refused(report.id, "unknown_reason")),
    })
}

/// A delivery with how it went.
async fn succeeded(
    deps: &Deps,
    request: &Request,
    report: &Report,
    reason: ReasonId,
) -> Result<Result<(FactKind, Vec<Seen>), wire::Outcome>, Problem> {
    let key = keys::entry::<SuccessReason>(request.scope()?, reason);
    let found: Option<Stored<Entry<SuccessReason>>> = deps.gate.store().read(&key, request.at()).await?;
    Ok(match found {
        Some(found) => {
            let to = Reference { field: "reason", kind: Kind::SuccessReasons, id: reason.uuid() };
            Ok((report.what.fact(), vec![Seen { to, version: found.version }]))
        }
        None => Err(wire::Outcome::refused(report.id, "unknown_reason")),
    })
}

async fn find(deps: &Deps, request: &Request, report: &Report) -> Result<Option<Stored<Service>>, Problem> {
    let key = keys::service(request.scope()?, report.service);
    let caller = request.caller()?;
    let found = deps.gate.store().read(&key, request.at()).await?;
    Ok(found.filter(|found| found.value.concerns(caller)))
}

#[expect(clippy::too_many_arguments, reason = "what one commit writes of one report")]
async fn write(
    deps: &Deps,
    request: &Request,
    commit: Commit,
    report: &Report,
    fact: &Fact,
    verdict: Verdict,
    before: &Stored<Service>,
    mut service: Service,
) -> Result<Commit, Problem> {
    let scope = request.scope()?;
    let (from, to) = (before.value.state(), service.state());
    let mut data = BTreeMap::from([
        ("from".to_owned(), from.status.name().to_owned()),
        ("to".to_owned(), to.status.name().to_owned()),
        ("attempt".to_owned(), to.attempts.len().to_string()),
        ("report".to_owned(), report.id.to_string()),
        ("what".to_owned(), report.what.name().to_owned()),
        ("verdict".to_owned(), wire::verdict(verdict).to_owned()),
        ("device".to_owned(), fact.device.clone()),
        ("deviceSeq".to_owned(), fact.seq.to_string()),
        ("digest".to_owned(), fact.digest.clone()),
    ]);
    if let FactKind::Fail { reason, after } = &fact.kind {
        data.insert("reason".to_owned(), reason.to_string());
        data.insert("after".to_owned(), after_name(*after).to_owned());
    }
    if let FactKind::Complete { reason: Some(reason), .. } = &fact.kind {
        data.insert("reason".to_owned(), reason.to_string());
    }
    if to.after_cancel {
        data.insert("afterCancel".to_owned(), "true".to_owned());
    }
    let kind = if from.status == to.status { EventKind::ServiceFactRecorded } else { EventKind::ServiceStatusChanged };
    let happened = Happened {
        id: EventId::new(deps.gate.fresh()),
        kind: String::new(),
        author: format!("driver:{}", fact.driver),
        place: report.place.map(|place| place.to_string()),
        happened_at: fact.corrected_at,
        arrived_at: fact.received_at,
        data,
    };
    let commit = commit.record(scope, &mut service, kind, happened);
    let mut commit = commit;
    for shows in words(report, &service) {
        let proof = received(deps, report, fact, shows)?;
        commit = commit.create_proof(scope, &proof);
        // A mere comment proves nothing.
        if !proof.shows.kinds().is_empty() {
            service.proven.extend(proof.shows.kinds());
            commit = commit.record(scope, &mut service, EventKind::ProofAttached, evidence(deps, fact, &proof));
        }
    }
    // Goods leave with whoever sets out first.
    let commit = reservations::follow(&deps.gate, scope, commit, (&before.value, &service), request.at()).await?;
    let commit = start_route(deps, scope, commit, &service, fact).await?;
    let commit = deps.gate.store().leave_window(commit, scope, &mut service, ended(deps, fact)).await?;
    Ok(commit.replace_service(scope, before, &service))
}

/// That it was done before the day of its window.
fn ended(deps: &Deps, fact: &Fact) -> Happened {
    Happened {
        id: EventId::new(deps.gate.fresh()),
        kind: String::new(),
        author: format!("driver:{}", fact.driver),
        place: None,
        happened_at: fact.corrected_at,
        arrived_at: fact.received_at,
        data: BTreeMap::new(),
    }
}

/// A delivery with the proofs that count: of those that are said, a code only when it was scanned and is one of the
/// service; and what is attached already.
fn proven(kind: &FactKind, report: &Report, service: &Service) -> FactKind {
    let FactKind::Complete { proofs, lacking, reason } = kind else { return kind.clone() };
    let mut proofs: BTreeSet<ProofKind> = proofs.iter().filter(|kind| **kind != ProofKind::Code).copied().collect();
    proofs.extend(scanned(report, service).map(|_| ProofKind::Code));
    proofs.extend(&service.proven);
    FactKind::Complete { proofs, lacking: lacking.clone(), reason: *reason }
}

/// The code that was scanned, where it is one of the service.
fn scanned<'r>(report: &'r Report, service: &Service) -> Option<&'r Text<60>> {
    report.code.as_ref().filter(|code| service.has_code(code.as_str()))
}

/// What was said at the door that is kept as evidence.
fn words(report: &Report, service: &Service) -> Vec<Shows> {
    let receiver = report.receiver.clone().map(Shows::Receiver);
    let code = scanned(report, service).map(|code| Shows::Code { code: code.clone() });
    receiver.into_iter().chain(code).collect()
}

/// What was said, as evidence.
fn received(deps: &Deps, report: &Report, fact: &Fact, shows: Shows) -> Result<Proof, Problem> {
    let proof = Proof {
        id: ProofId::new(deps.gate.fresh()),
        service: report.service,
        shows,
        status: Status::Checking,
        author: format!("driver:{}", fact.driver),
        taken_at: fact.corrected_at,
        place: report.place,
        announced_at: fact.received_at,
        updated_at: fact.received_at,
        digest: None,
    };
    let digest = deps.gate.digest_of(proof.id.uuid(), &proof.shows).map_err(Problem::internal)?;
    Ok(proof.attached(digest, fact.received_at))
}

fn evidence(deps: &Deps, fact: &Fact, proof: &Proof) -> Happened {
    Happened {
        id: EventId::new(deps.gate.fresh()),
        kind: String::new(),
        author: proof.author.clone(),
        place: proof.place.map(|place| place.to_string()),
        happened_at: fact.corrected_at,
        arrived_at: fact.received_at,
        data: proof.told(),
    }
}

const fn after_name(after: AfterFailure) -> &'static str {
    match after {
        AfterFailure::Retry => "retry",
        AfterFailure::Reschedule => "reschedule",
        AfterFailure::Return => "return",
    }
}

/// The only place that knows both vocabularies.
fn refusal(id: EventId, refused: &Refused) -> wire::Outcome {
    match refused {
        Refused::IdReused => wire::Outcome::refused(id, "id_reused"),
        Refused::Full => wire::Outcome::refused(id, "history_full"),
        Refused::NotFrom { .. } | Refused::Missing(_) | Refused::ReasonForbids(_) | Refused::NoAttemptLeft => {
            wire::Outcome::refused(id, "not_from_this_state")
        }
    }
}
