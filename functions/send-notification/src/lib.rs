//! Tells people what they must know, by e-mail and by SMS, and shows what recipients were told.
//!
//! Woken by the queue of messages, whose messages are events. Each message to a person has a record, and the record
//! is claimed before anything is sent: of two workers one sends, and a worker that died between sending and saying so
//! leaves a claim that later reads as *unknown*. What is unknown is never sent again.

mod alert;
mod asking;
mod calendar;
mod layout;
mod letter;
mod mail;
pub mod messages;
mod notice;
pub mod previews;
mod record;
mod routes;
mod seen;
pub mod settings;
mod tell;
pub mod wire;
mod words;

use std::fmt::Display;
use std::sync::Arc;

use domain::access::TenantScope;
use domain::account::{Account, User};
use domain::due::{Due, Work};
use domain::event::{Event, EventKind};
use domain::link::Link;
use domain::message::{Notice as Told, Occasion, Occurrence, due_occasion, later};
use edge::access::{ADMINISTER, FOLLOW, OPERATE};
use edge::{BoxFuture, Env, Function, Gate, Message, Router, Service, StartError, Undone, credentials};
use futures_util::future::{join_all, try_join3};
use jiff::{SignedDuration, Timestamp};
use messenger::{EmailSender, Outcome, SmsSender, Tags};
use scheduling::Schedule;
use store::{Commit, Stored, Version, keys};
use utoipa::OpenApi;

use crate::letter::Letter;
use crate::notice::Notice;
use crate::record::{Channel, Next, Record, State};

/// How long the record of a message is kept.
const RECORD_KEPT: SignedDuration = SignedDuration::from_hours(24 * 180);

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    emails: EmailSender,
    /// The address that mails come from.
    mail_from: String,
    texts: SmsSender,
    schedule: Schedule,
    public_url: String,
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
        let events = env.get("MAIL_EVENTS").filter(|events| !events.is_empty()).map(str::to_owned);
        let from = env.get("SMS_FROM").filter(|from| !from.is_empty()).map(str::to_owned);
        let deps = Deps {
            schedule: Schedule::open(&env, &gate).await?,
            gate,
            texts: SmsSender::new(&env.sdk(Service::Sns).await, from),
            emails: EmailSender::new(&env.sdk(Service::SesV2).await, env.require("MAIL_FROM")?).reporting(events),
            mail_from: env.require("MAIL_FROM")?.to_owned(),
            public_url: env.require("PUBLIC_URL")?.trim_end_matches('/').to_owned(),
        };
        let deps = Arc::new(deps);
        let function = Function::new().queue(&deps, |deps, messages| Box::pin(notify_all(deps, messages)));
        Ok(function.http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .get("/v1/messages", FOLLOW, |deps, request| Box::pin(messages::list(deps, request)))
        .get("/v1/message-settings/{agency}", OPERATE, |deps, request| Box::pin(settings::show(deps, request)))
        .put("/v1/message-settings/{agency}", ADMINISTER, |deps, request| Box::pin(settings::put(deps, request)))
        .post_keyless("/v1/message-previews", OPERATE, |deps, request| Box::pin(previews::make(deps, request)))
}

#[derive(OpenApi)]
#[openapi(paths(messages::list, settings::show, settings::put, previews::make))]
struct Document;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// At once, so that one slow provider call does not cost the others the function's time.
async fn notify_all(deps: &Deps, messages: Vec<Message>) -> Vec<Undone> {
    let undone = messages.into_iter().map(async |message| {
        let why = notify(deps, &message.body).await.err()?;
        Some(Undone { id: message.id, why })
    });
    join_all(undone).await.into_iter().flatten().collect()
}

/// Carries out one event. An error is a sentence for the log, and means that the event comes again.
async fn notify(deps: &Deps, body: &str) -> Result<(), String> {
    let work: Work = serde_json::from_str(body).map_err(|error| format!("nothing of ours: {error}"))?;
    let event = match work {
        Work::Event(event) => event,
        Work::Due { due } => return tell_of_due(deps, &due).await,
    };
    if let Some(occurrence) = Occurrence::of(&event) {
        return tell_of(deps, &event, occurrence).await;
    }
    if event.kind == EventKind::WebhookSwitchedOff {
        return alert::tell_managers(deps, &event).await;
    }
    let Some(notice) = Notice::of(&event)? else { return Ok(()) };
    let token = credentials::link_token(deps.gate.keys().link.bytes(), notice.link);

    let now = deps.gate.now();
    let seen = load(deps, &event, &notice, &token, now).await.map_err(sentence)?;

    let letter = seen.letter(&notice, &deps.public_url, &token, now);
    send_once(deps, &event, Record::new(&event, Channel::Email), seen.obstacle(), letter).await
}

/// Tells the recipient of a service, or writes down that those of a route are to be told. What is to be looked at later
/// is written down first.
async fn tell_of(deps: &Deps, event: &Event, occurrence: Occurrence) -> Result<(), String> {
    match occurrence {
        Occurrence::Route(route) => routes::tell_all(deps, event.account, route).await,
        Occurrence::Service(occasion) => {
            remind(deps, event, &occasion).await?;
            tell::tell(deps, event.account, &occasion).await
        }
    }
}

async fn remind(deps: &Deps, event: &Event, occasion: &Occasion) -> Result<(), String> {
    let (scope, now) = (TenantScope::acting_for(event.account), deps.gate.now());
    let found = deps.gate.store().read(&keys::service(scope, occasion.service), now).await.map_err(sentence)?;
    let Some(service) = found else { return Ok(()) };
    // A driver who sets out for the first service of a route starts it for all.
    if let Some(holding) = service.value.state().holding.filter(|_| occasion.notice == Told::DeliveryStarted) {
        routes::tell_all(deps, event.account, holding.route).await?;
    }
    let due = later(event, &service.value);
    let commit = due.iter().fold(Commit::new(scope, now, deps.gate.fresh()), Commit::remind);
    deps.gate.store().commit(commit).await.map_err(sentence)
}

/// What a clock reminds of: a message that waits, a recipient of a route, or something to be looked at now.
async fn tell_of_due(deps: &Deps, due: &Due) -> Result<(), String> {
    match due_occasion(due) {
        Some(occasion) => tell::tell(deps, due.account, &occasion).await,
        None => Ok(()),
    }
}

/// Sends a letter unless it has been sent. `fresh` is its record as it begins; `obstacle` says why there is nothing
/// left to tell.
async fn send_once(
    deps: &Deps,
    event: &Event,
    fresh: Record,
    obstacle: Option<&'static str>,
    letter: Option<Letter>,
) -> Result<(), String> {
    let (now, key) = (deps.gate.now(), keys::message(TenantScope::acting_for(event.account), fresh.id));
    let seen: Option<Stored<Record>> = deps.gate.store().read(&key, now).await.map_err(sentence)?;
    let (state, letter) = match record::next(seen.as_ref().map(|seen| &seen.value), obstacle, now) {
        Next::Nothing => return Ok(()),
        Next::Wait => return Err("another worker has just begun to send it".into()),
        Next::Settle(state) => (state, None),
        Next::Send => (State::Sending { since: now }, letter),
    };

    let version = seen.as_ref().map(|seen| seen.version);
    let mut record = seen.map_or(fresh, |seen| seen.value);
    record.state = state;
    let claimed = save(deps, event, &record, version).await.map_err(sentence)?;

    let Some(letter) = letter else { return Ok(()) };
    let tags = Tags { account: event.account, message: record.id, event: Some(event.id), service: None };
    let outcome = deps.emails.send(&letter.into_email(tags)).await;
    record.state = State::after(&outcome);
    save(deps, event, &record, Some(claimed)).await.map_err(sentence)?;
    match outcome {
        Outcome::NotSent { why } => Err(format!("not sent: {why}")),
        Outcome::Accepted { .. } | Outcome::Refused { .. } | Outcome::Unknown { .. } => Ok(()),
    }
}

fn sentence(error: impl Display) -> String {
    error.to_string()
}

/// Everything that a message is decided on.
struct Seen {
    user: Option<Stored<User>>,
    account: Option<Stored<Account>>,
    link: Option<Stored<Link>>,
}

impl Seen {
    /// Why there is nothing left to tell; none while there is.
    fn obstacle(&self) -> Option<&'static str> {
        match (&self.user, &self.account, &self.link) {
            (None, _, _) | (_, None, _) => Some("user_gone"),
            (_, _, None) => Some("link_gone"),
            (Some(_), Some(_), Some(_)) => None,
        }
    }

    fn letter(&self, notice: &Notice, public_url: &str, token: &str, now: Timestamp) -> Option<Letter> {
        let (user, account, link) = (self.user.as_ref()?, self.account.as_ref()?, self.link.as_ref()?);
        let url = format!("{public_url}/{}/{token}", notice.page());
        Some(Letter::write(notice, &user.value, &account.value, &url, link.value.expires_at.duration_since(now)))
    }
}

async fn load(deps: &Deps, event: &Event, notice: &Notice, token: &str, now: Timestamp) -> Result<Seen, store::Error> {
    let store = deps.gate.store();
    let scope = TenantScope::acting_for(event.account);
    let (user, account) = (keys::user(scope, notice.user), keys::account(scope));
    let link = keys::link(&credentials::link_digest(token).unwrap_or_default());
    let reads = try_join3(store.read(&user, now), store.read(&account, now), store.read(&link, now));
    let (user, account, link) = reads.await?;
    Ok(Seen { user, account, link })
}

/// Writes the record over the version that was seen. A conflict means that another worker was faster.
async fn save(deps: &Deps, event: &Event, record: &Record, seen: Option<Version>) -> Result<Version, store::Error> {
    let scope = TenantScope::acting_for(event.account);
    let key = keys::message(scope, record.id);
    let now = deps.gate.now();
    let until = event.at.checked_add(RECORD_KEPT).unwrap_or(Timestamp::MAX);
    let commit = Commit::new(scope, now, deps.gate.fresh());
    let (commit, version) = match seen {
        None => (commit.create_until("message", &key, record, until), Version::FIRST),
        Some(seen) => (commit.replace_until("message", &key, seen, record, until), seen.next()),
    };
    deps.gate.store().commit(commit).await.map(|()| version)
}
