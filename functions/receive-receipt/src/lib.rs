//! What the providers of SMS and e-mail report of messages: arrived, refused, complained about.
//!
//! Woken by the queue of receipts, and by the logs in which SNS writes what became of each SMS of the whole AWS account,
//! ours and others'. A receipt changes the record of its message, and others are told of it; mail that bounced for good,
//! or that its reader complained about, stops all further mail to that address. What a log tells of a message that is
//! not known, or not known yet, goes into the queue, which comes back to it.

mod report;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::access::TenantScope;
use domain::asked::Asked;
use domain::consent::{Cause, Consent};
use domain::event::{Event, EventKind};
use domain::id::EventId;
use domain::message::{Channel, Fate, Message, Receipt, State};
use edge::{BoxFuture, Env, Function, Gate, InvokeError, Service, StartError, contact};
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use queues::Queue;
use store::keys::{self, Provided};
use store::{Commit, Key, Stored};

use crate::report::{Named, Report};

/// How long the record of a message may take to be written before its receipt counts as somebody else's.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);
/// How often a record is read again that others changed meanwhile.
const TRIES: u32 = 5;

/// What the handler depends on.
struct Deps {
    gate: Gate,
    /// Where receipts wait.
    queue: Queue,
}

/// Why a report was not carried out.
#[derive(Debug, thiserror::Error)]
enum Undone {
    /// Its message is not known, or not yet.
    #[error("its message is not known yet")]
    Early,
    /// Something failed.
    #[error("{0}")]
    Failed(String),
}

impl From<store::Error> for Undone {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Starts the function.
#[must_use]
pub fn start(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async move {
        let queue = Queue::new(&env.sdk(Service::Sqs).await, env.require("RECEIPTS_QUEUE_URL")?);
        let deps = Arc::new(Deps { gate: Gate::open(&env).await?, queue });
        let function = Function::new().queue(&deps, |deps, messages| Box::pin(take_all(deps, messages)));
        Ok(function.logs(&deps, |deps, lines| Box::pin(take_lines(deps, lines))))
    })
}

async fn take_all(deps: &Deps, messages: Vec<edge::Message>) -> Vec<edge::Undone> {
    let undone = messages.into_iter().map(async |message| {
        let why = take(deps, &message.body).await.err()?.to_string();
        Some(edge::Undone { id: message.id, why })
    });
    join_all(undone).await.into_iter().flatten().collect()
}

/// Lines that are no report are none of ours.
async fn take_lines(deps: &Deps, lines: Vec<String>) -> Result<(), InvokeError> {
    let ours = lines.iter().filter(|line| Report::read(line, deps.gate.now()).is_ok());
    let taken = join_all(ours.map(|line| take_line(deps, line))).await;
    taken.into_iter().collect::<Result<(), String>>().map_err(InvokeError::new)
}

async fn take_line(deps: &Deps, line: &str) -> Result<(), String> {
    match take(deps, line).await {
        Ok(()) => Ok(()),
        Err(Undone::Early) => deps.queue.send(&queues::Message::new(line)).await.map_err(|error| error.to_string()),
        Err(Undone::Failed(why)) => Err(why),
    }
}

/// Carries out one report. An error means that it comes again.
async fn take(deps: &Deps, body: &str) -> Result<(), Undone> {
    let Some(report) = Report::read(body, deps.gate.now()).map_err(Undone::Failed)? else { return Ok(()) };
    for _ in 0..TRIES {
        let Some((scope, key)) = find(deps, &report).await? else { return Ok(()) };
        match note(deps, scope, &key, &report).await {
            Err(error) if error.is_conflict() => {}
            done => return Ok(done?),
        }
    }
    Err(Undone::Failed("others kept writing the same record".to_owned()))
}

/// The message that a report is about; none when it is nobody's of ours.
async fn find(deps: &Deps, report: &Report) -> Result<Option<(TenantScope, Key<Message>)>, Undone> {
    let provided = match &report.named {
        Named::Message(provided) => Some(*provided),
        Named::Provider(channel, name) => {
            let found = deps.gate.store().read(&keys::provided(*channel, name), deps.gate.now()).await?;
            found.map(|found| found.value)
        }
    };
    let Some(Provided { account, service, message }) = provided else {
        // A receipt can overtake the note of what it is about. The mails to users have no such note at all.
        let young = deps.gate.now().duration_since(report.receipt.at) < PATIENCE;
        return if young && report.channel() == Channel::Sms { Err(Undone::Early) } else { Ok(None) };
    };
    let scope = TenantScope::acting_for(account);
    Ok(Some((scope, keys::service_message(scope, service, message))))
}

async fn note(deps: &Deps, scope: TenantScope, key: &Key<Message>, report: &Report) -> Result<(), store::Error> {
    let (store, now) = (deps.gate.store(), deps.gate.now());
    let found: Option<Stored<Message>> = store.read(key, now).await?;
    let Some(found) = found else { return Ok(()) };
    let commit = Commit::new(scope, now, deps.gate.fresh());
    let commit = match found.value.receive(&report.receipt) {
        Some(message) => {
            let told = told(deps, scope, &message, report);
            let commit = commit.replace_message(scope, found.version, &message).tell(&told);
            unasked(deps, scope, commit, &message).await?
        }
        None => commit,
    };
    let commit = match &report.stops {
        Some((address, cause)) => stop(deps, scope, commit, address, *cause, &report.receipt).await?,
        None => commit,
    };
    store.commit(commit).await
}

/// Takes back what the number of a message that does not arrive was offered by it: nobody has read those choices.
async fn unasked(deps: &Deps, scope: TenantScope, commit: Commit, message: &Message) -> Result<Commit, store::Error> {
    let (Some(number), State::Failed { .. }) = (&message.asked, &message.state) else { return Ok(commit) };
    let of = (scope.account(), message.occasion.service);
    let asked = deps.gate.store().choices_of(number, of, deps.gate.now()).await?;
    let Some(asked) = asked else { return Ok(commit) };
    let commit = commit.unask(number, &asked, message.id);
    if asked.value.clone().without(message.id).is_some() {
        return Ok(commit);
    }
    // Whoever answers after all is known, and asked.
    let told = Asked { choices: Vec::new(), before: None, ..asked.value };
    Ok(commit.ask(number, None, &told))
}

/// What others are told of a receipt. It names nobody.
fn told(deps: &Deps, scope: TenantScope, message: &Message, report: &Report) -> Event {
    let (kind, why) = match &report.receipt.fate {
        Fate::Delivered => (EventKind::MessageDelivered, None),
        Fate::Complained => (EventKind::MessageDelivered, Some("complained")),
        Fate::Failed { why } => (EventKind::MessageFailed, Some(why.as_str())),
    };
    let mut data = BTreeMap::from([
        ("service".to_owned(), message.occasion.service.to_string()),
        ("channel".to_owned(), message.channel.name().to_owned()),
        ("notice".to_owned(), message.occasion.notice.name().to_owned()),
    ]);
    data.extend(why.map(|why| ("why".to_owned(), why.chars().take(200).collect())));
    Event {
        id: EventId::new(deps.gate.fresh()),
        account: scope.account(),
        kind,
        subject: message.id.to_string(),
        author: "provider".to_owned(),
        at: deps.gate.now(),
        data,
    }
}

/// Stops an address, unless its owner has said otherwise since.
async fn stop(
    deps: &Deps,
    scope: TenantScope,
    commit: Commit,
    address: &str,
    cause: Cause,
    receipt: &Receipt,
) -> Result<Commit, store::Error> {
    let (contact, at): (String, Timestamp) = (contact(&deps.gate, scope, address), receipt.at);
    let before = deps.gate.store().read(&keys::consent(scope, &contact), deps.gate.now()).await?;
    let known = before.as_ref().map_or_else(Consent::default, |before| before.value);
    let consent = known.stop(cause, at);
    Ok(if consent == known { commit } else { commit.hear(scope, &contact, before.as_ref(), &consent) })
}
