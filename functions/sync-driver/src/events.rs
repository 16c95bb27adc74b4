//! Reports of a device.

use domain::event::EventKind;
use domain::id::{EventId, ProofId, ReasonId};
use domain::proof::{Proof, Shows, Status};
use domain::register::{Entry, Facts, FailureReason, Kind, Reference, SuccessReason};
use domain::service::{AfterFailure, Doubt, Fact, FactKind, ProofKind, Received, Refused, Service, Text, Verdict};
use domain::timeline::Happened;
use edge::{Problem, Reply, Request, WireProblem, save_once_contended};
use jiff::SignedDuration;
use scheduling::reservations;
use std::collections::{BTreeMap, BTreeSet};
use store::keys::Reported;
use store::{Commit, Seen, Stored, keys};

use crate::Deps;
use crate::setting_out::start_route;
use crate::standing::{Standing, standing};
use crate::whereabouts::seen_there;
use crate::wire::{self, Report, Told};

/// What the log says of two reports of one name; a filter of the log knows it.
const REUSED: &str = "a report has the name of another";
/// A report that is older is kept for a person to look at.
const QUARANTINE: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Takes up to 100 reports of one device: start, arrive, pause, deliver, fail. Each has an answer: `applied`;
/// `duplicate`, it was here before; `superseded`, it is kept and something else stands; `held`, it is kept until a
/// person decides, a delivery that lacks a required proof among them, with what is missing; `refused`, with why. A
/// report that cannot be read is refused with its `errors`, and holds up no other; one that has the name of another, of
/// whichever service, with `id_reused`. What happened at an address is never
/// refused because a register has changed since. Send what was not answered again, in any order.
#[utoipa::path(post, path = "/v1/driver-events", tag = "Driver sync",
    request_body = wire::Reports,
    responses((status = 200, body = wire::Outcomes), (status = 403, description = "`other_driver`", body = WireProblem), (status = 413, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn take(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    if request.body().len() > wire::LARGEST {
        let detail = "One request has at most 256 KB of reports. Send them in smaller parts.";
        return Err(Problem::new(413, "body_too_large", detail));
    }
    let told = request.json::<wire::Reports>()?.read(request.at())?;
    let standing = standing(deps, request, told.driver).await?;
    let mut items = Vec::new();
    for report in &told.reports {
        items.push(match report {
            Ok(report) if told.repeats_name(report) => {
                alarm(request, &told, report);
                wire::Outcome::refused(report.id, "id_reused")
            }
            Ok(report) => carry_out(deps, request, &told, report, standing).await?,
            Err(refused) => (**refused).clone(),
        });
    }
    Ok(Reply::ok(&wire::Outcomes { items }))
}

/// One report in one commit. What it cannot be is an answer; only what could work later is a problem.
async fn carry_out(
    deps: &Deps,
    request: &Request,
    told: &Told,
    report: &Report,
    standing: Standing,
) -> Result<wire::Outcome, Problem> {
    let Kept { kind, refers, doubt } = kind(deps, request, report).await?;
    let corrected = told.exchange.corrected(report.occurred_at, report.count.as_ref());
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
        doubt,
    };
    // The goods that leave with it are those that others buy.
    let reply = save_once_contended(&deps.gate, request.scope()?, request.at(), None, async |commit| {
        let (found, named) = find(deps, request, report).await?;
        let Some(before) = found else {
            return Ok((commit, Reply::ok(&wire::Outcome::refused(report.id, "unknown_service"))));
        };
        let fact = Fact { kind: proven(&fact.kind, report, &before.value), ..fact.clone() };
        let received = match &named {
            Some(named) if named.value.digest != fact.digest => Err(Refused::IdReused),
            _ => before.value.life.receive(fact.clone(), &before.value.describing.required),
        };
        match received {
            Err(refused) => {
                if refused == Refused::IdReused {
                    alarm(request, told, report);
                }
                Ok((commit, Reply::ok(&refusal(report.id, &refused))))
            }
            Ok(Received::Duplicate(verdict)) => {
                let outcome = wire::Outcome::of(report.id, "duplicate", &before.value, Some(verdict)).because(standing);
                Ok((commit, Reply::ok(&outcome)))
            }
            Ok(Received::Kept { life, verdict }) => {
                let service = Service { life, ..before.value.clone() };
                let outcome = wire::Outcome::of(report.id, wire::verdict(verdict), &service, None).because(standing);
                let commit = commit.service_refers(request.scope()?, service.id, &refers);
                let commit = match named {
                    Some(_) => commit,
                    None => {
                        let named = Reported { service: service.id, digest: fact.digest.clone() };
                        commit.name_report(request.scope()?, report.id, &named)
                    }
                };
                let commit = write(deps, request, commit, report, &fact, verdict, &before, service).await?;
                Ok((commit, Reply::ok(&outcome)))
            }
        }
    })
    .await?;
    serde_json::from_slice(reply.body()).map_err(Problem::internal)
}

/// Two reports of one name are a mistake of a device, or somebody's doing: an alarm counts the line.
fn alarm(request: &Request, told: &Told, report: &Report) {
    let (driver, service) = (told.driver, report.service);
    tracing::error!(request = request.id(), %driver, %service, report = %report.id, seq = report.seq, "{REUSED}");
}

/// What a report is kept as.
struct Kept {
    kind: FactKind,
    /// The entries that it names.
    refers: Vec<Seen>,
    /// What the registers do not bear out.
    doubt: Option<Doubt>,
}

/// What happened, with what a failure's reason allows next. A reason that was in use when the driver chose it counts,
/// also when it has been taken out of use since. One that the register does not know any more takes no delivery back: it
/// is left out. A failure is nothing without its reason, and waits for a person.
async fn kind(deps: &Deps, request: &Request, report: &Report) -> Result<Kept, Problem> {
    match &report.what {
        wire::What::Failed(reason) => {
            let found = reason_of::<FailureReason>(deps, request, *reason).await?;
            let seen = |version| Seen { to: to(Kind::FailureReasons, *reason), version };
            Ok(match found {
                Some(Stored { value: entry, version }) => Kept {
                    kind: FactKind::Fail { reason: *reason, after: entry.facts.after },
                    refers: vec![seen(version)],
                    doubt: (entry.facts.asks_text && report.is_silent()).then_some(Doubt::CommentMissing),
                },
                None => Kept {
                    kind: FactKind::Fail { reason: *reason, after: AfterFailure::Retry },
                    refers: Vec::new(),
                    doubt: Some(Doubt::ReasonUnknown),
                },
            })
        }
        wire::What::Delivered(proofs, Some(reason)) => {
            let found = reason_of::<SuccessReason>(deps, request, *reason).await?;
            let refers = found.map(|found| Seen { to: to(Kind::SuccessReasons, *reason), version: found.version });
            let kept = refers.as_ref().map(|_| *reason);
            let kind = wire::What::Delivered(proofs.clone(), kept).fact();
            Ok(Kept { kind, refers: refers.into_iter().collect(), doubt: None })
        }
        what => Ok(Kept { kind: what.fact(), refers: Vec::new(), doubt: None }),
    }
}

const fn to(kind: Kind, reason: ReasonId) -> Reference {
    Reference { field: "reason", kind, id: reason.uuid() }
}

async fn reason_of<F: Facts<Id = ReasonId>>(
    deps: &Deps,
    request: &Request,
    reason: ReasonId,
) -> Result<Option<Stored<Entry<F>>>, Problem> {
    Ok(deps.gate.store().read(&keys::entry::<F>(request.scope()?, reason), request.at()).await?)
}

/// The service that a report is about, as far as it concerns the caller; and what has the report's name already.
async fn find(
    deps: &Deps,
    request: &Request,
    report: &Report,
) -> Result<(Option<Stored<Service>>, Option<Stored<Reported>>), Problem> {
    let (scope, caller, store) = (request.scope()?, request.caller()?, deps.gate.store());
    let (service, name) = (keys::service(scope, report.service), keys::report(scope, report.id));
    let (found, named) = tokio::try_join!(store.read(&service, request.at()), store.read(&name, request.at()))?;
    let found: Option<Stored<Service>> = found;
    Ok((found.filter(|found| found.value.concerns(caller)), named))
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
    if let Some(version) = report.base_version {
        data.insert("baseVersion".to_owned(), version.to_string());
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
    let commit = seen_there(deps, scope, commit, &service, (fact, verdict), report.place).await?;
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
        report: Some(report.id),
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
