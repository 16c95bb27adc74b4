//! What waits for a person: read, answered, closed.

use domain::conversation::{Closing, Line, Side, Thread};
use domain::event::EventKind;
use domain::id::{EventId, ReasonId, ServiceId};
use domain::register::{Kind, Reference};
use domain::service::Service;
use domain::timeline::Happened;
use edge::{Fields, Problem, Reply, Request, WireProblem, referred, save};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use store::{Stored, keys};

use crate::{Deps, wire};

/// Whoever wrote so lately is not disturbed by an answer.
const LATELY: SignedDuration = SignedDuration::from_hours(1);

/// Lists what waits for a person, the longest waiting first.
#[utoipa::path(get, path = "/v1/inbox", tag = "Inbox",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Inbox)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::waiting_all(request.scope()?), &page, request.at()).await?;
    let sight = request.caller()?.visibility();
    let seen = found.items.iter().filter(|found| sight.sees(&found.value.placement));
    let items = seen.map(|found| wire::Waiting::from(&found.value)).collect();
    Ok(Reply::ok(&wire::Inbox { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows what was written to and fro about a service.
#[utoipa::path(get, path = "/v1/inbox/{id}", tag = "Inbox", params(("id" = String, Path, description = "Id of the service")),
    responses((status = 200, body = wire::Thread), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (_, thread) = find(deps, request).await?;
    Ok(Reply::ok(&wire::Thread::from(&thread.value)).with_etag(thread.version))
}

/// Answers the recipient by SMS, unless the number wants no messages: `/v1/messages` of the service says what became of
/// it. Who wrote within the last hour is answered at once, others not in their quiet hours. What waits goes on waiting
/// until it is closed.
#[utoipa::path(post, path = "/v1/inbox/{id}/answers", tag = "Inbox",
    params(("id" = String, Path, description = "Id of the service"), ("Idempotency-Key" = String, Header)),
    request_body = wire::NewAnswer,
    responses((status = 201, body = wire::Thread), (status = 404, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn answer(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let text = request.json::<wire::NewAnswer>()?.read()?;
    save(&deps.gate, request, async |commit| {
        let (service, before) = find(deps, request).await?;
        let id = EventId::new(deps.gate.fresh());
        let mut thread = before.value.clone();
        let author = request.caller()?.author();
        let line = Line { id, side: Side::Office, author, text: text.clone(), at: request.at(), intent: None };
        thread.add(line);
        let lately = |line: &Line| request.at().duration_since(line.at) < LATELY;
        let asked = before.value.lines.iter().rfind(|line| line.side == Side::Recipient);
        let prompt = asked.is_some_and(lately).to_string();
        let data = BTreeMap::from([("line".to_owned(), id.to_string()), ("prompt".to_owned(), prompt)]);
        let commit = told(request, commit, (&service, EventKind::InboxAnswered), id, data)?;
        let commit = commit.write_thread(request.scope()?, Some(&before), &thread);
        let reply = Reply::created(&format!("/v1/inbox/{}", thread.service), &wire::Thread::from(&thread));
        Ok((commit, reply.with_etag(before.version.next())))
    })
    .await
}

/// Closes what waits, with a reason of the register of reasons for which chats end where one is named.
#[utoipa::path(post, path = "/v1/inbox/{id}/closure", tag = "Inbox",
    params(("id" = String, Path, description = "Id of the service"), ("Idempotency-Key" = String, Header)),
    request_body = wire::Closure,
    responses((status = 200, body = wire::Thread), (status = 404, body = WireProblem), (status = 409, description = "`not_waiting`", body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn close(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::Closure = request.json()?;
    let mut fields = Fields::new();
    let named = raw.reason.as_deref();
    let reason = named.and_then(|text| fields.take("/reason", "invalid_id", text, text.parse::<ReasonId>()));
    fields.all(Some(()))?;
    save(&deps.gate, request, async |commit| {
        let (service, before) = find(deps, request).await?;
        if before.value.waits.is_none() {
            return Err(Problem::conflict("not_waiting", "Nothing about this service waits for a person."));
        }
        let named = reason.map(|id| Reference { kind: Kind::ChatReasons, id: id.uuid(), field: "reason" });
        referred(&deps.gate, request, named.as_slice()).await?;
        let closed = Some(Closing { reason, author: request.caller()?.author(), at: request.at() });
        let thread = Thread { waits: None, asked_at: None, closed, ..before.value.clone() };
        let data = reason.map(|reason| ("reason".to_owned(), reason.to_string())).into_iter().collect();
        let id = EventId::new(deps.gate.fresh());
        let commit = told(request, commit, (&service, EventKind::InboxClosed), id, data)?;
        let commit = commit.write_thread(request.scope()?, Some(&before), &thread);
        Ok((commit, Reply::ok(&wire::Thread::from(&thread)).with_etag(before.version.next())))
    })
    .await
}

/// Notes in the timeline what a person did.
fn told(
    request: &Request,
    commit: store::Commit,
    (before, kind): (&Stored<Service>, EventKind),
    id: EventId,
    data: BTreeMap<String, String>,
) -> Result<store::Commit, Problem> {
    let (scope, mut service) = (request.scope()?, before.value.clone());
    let happened = Happened {
        id,
        kind: String::new(),
        author: request.caller()?.author(),
        place: None,
        happened_at: request.at(),
        arrived_at: request.at(),
        data,
    };
    let commit = commit.record(scope, &mut service, kind, happened);
    Ok(commit.replace_service(scope, before, &service))
}

async fn find(deps: &Deps, request: &Request) -> Result<(Stored<Service>, Stored<Thread>), Problem> {
    let (scope, now, missing) = (request.scope()?, request.at(), || Problem::not_found("thread"));
    let id: ServiceId = request.named("id", "thread")?;
    let service = deps.gate.store().read(&keys::service(scope, id), now).await?.ok_or_else(missing)?;
    if !request.caller()?.visibility().sees(&service.value.placement()) {
        return Err(missing());
    }
    let thread = deps.gate.store().read(&keys::thread(scope, id), now).await?.ok_or_else(missing)?;
    Ok((service, thread))
}
