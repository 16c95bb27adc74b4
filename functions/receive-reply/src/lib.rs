//! Answers of recipients: understood and acted on, or put into the inbox of a person.
//!
//! Woken by the queue of inbound SMS, and by what SNS posts where a queue cannot be subscribed. What an answer is about and what is done with it is decided by
//! `domain::conversation`; what it says is understood by `domain::reply`. All of it is one commit: the window that is
//! booked, the thread, what waits for a person, the events that the confirmation is sent from, and the lock that makes a
//! repeat of the same SMS do nothing.

mod act;
mod hear;
pub mod inbox;
pub mod posted;
mod sms;
pub mod wire;

use edge::access::{ATTEND, PUBLIC};
use edge::{BoxFuture, Env, Function, Gate, Message, Router, StartError, Undone};
use futures_util::future::join_all;
use scheduling::Schedule;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::OpenApi;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    schedule: Schedule,
    /// The topic that inbound SMS come by.
    topic: String,
    source: posted::Source,
}

impl AsRef<Gate> for Deps {
    fn as_ref(&self) -> &Gate {
        &self.gate
    }
}

/// Starts the function.
#[must_use]
pub fn start(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async move {
        let gate = Gate::open(&env).await?;
        let schedule = Schedule::open(&env, &gate).await?;
        let topic = env.require("INBOUND_TOPIC")?.to_owned();
        let source = posted::Source::new(env.get("SNS_HOSTS").unwrap_or_default());
        let deps = Arc::new(Deps { gate, schedule, topic, source });
        let function = Function::new().queue(&deps, |deps, messages| Box::pin(hear_all(deps, messages)));
        Ok(function.http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .post_keyless("/v1/inbound-sms", PUBLIC, |deps, request| Box::pin(posted::take(deps, request)))
        .get("/v1/inbox", ATTEND, |deps, request| Box::pin(inbox::list(deps, request)))
        .get("/v1/inbox/{id}", ATTEND, |deps, request| Box::pin(inbox::show(deps, request)))
        .post("/v1/inbox/{id}/answers", ATTEND, |deps, request| Box::pin(inbox::answer(deps, request)))
        .post("/v1/inbox/{id}/closure", ATTEND, |deps, request| Box::pin(inbox::close(deps, request)))
}

#[derive(OpenApi)]
#[openapi(paths(posted::take, inbox::list, inbox::show, inbox::answer, inbox::close))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// What one person wrote is heard in the order in which it was written, what several wrote at once.
async fn hear_all(deps: &Deps, messages: Vec<Message>) -> Vec<Undone> {
    let mut by_sender: BTreeMap<Option<String>, Vec<Message>> = BTreeMap::new();
    for message in messages {
        by_sender.entry(sms::Sms::sender(&message)).or_default().push(message);
    }
    let undone = by_sender.into_values().map(async |mut theirs| {
        theirs.sort_by_key(|message| message.sent_at);
        let now = deps.gate.now();
        let beside: Vec<sms::Sms> = theirs.iter().filter_map(|message| sms::Sms::read(message, now).ok()).collect();
        let mut undone = Vec::new();
        for message in theirs {
            let failed = Box::pin(hear::hear(deps, &message, &beside)).await.err();
            undone.extend(failed.map(|why| Undone { id: message.id, why }));
        }
        undone
    });
    join_all(undone).await.into_iter().flatten().collect()
}
