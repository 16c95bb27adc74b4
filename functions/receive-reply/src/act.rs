//! What is done with a reply about one delivery, as one commit.

use std::collections::BTreeMap;
use std::fmt::Display;

use domain::access::TenantScope;
use domain::capacity;
use domain::conversation::{self, Doubt, Line, Next, Side, Standing, Talk, Thread, Why};
use domain::event::EventKind;
use domain::id::EventId;
use domain::register::Agency;
use domain::reply::{self, Intent, Offer, Scheduled, Situation};
use domain::service::{Service, Status};
use domain::timeline::Happened;
use domain::window::Choice;
use domain::window::booking::{self, Booking, Origin};
use jiff::Timestamp;
use jiff::civil::DateTime;
use scheduling::{Board, By, Refused};
use store::{Commit, Stored, keys};

use crate::Deps;
use crate::sms::Sms;

/// Who writes an SMS, as a timeline names them.
pub(crate) const AUTHOR: &str = "recipient:sms";
/// The write that is refused when this SMS was carried out before.
pub(crate) const REPEAT: &str = "reply";
/// Windows that a date and a shift are looked for in.
const LOOKED_AT: usize = 400;

/// A reply, and which delivery it is about.
pub(crate) struct Reply<'a> {
    pub(crate) sms: &'a Sms,
    pub(crate) talk: &'a Talk,
    /// No other delivery could be meant.
    pub(crate) alone: bool,
    /// It came with a piece of something longer, or is one.
    pub(crate) torn: bool,
}

/// Lets an SMS have its effect on an account once.
pub(crate) fn once(commit: Commit, scope: TenantScope, sms: &Sms) -> Commit {
    commit.receive(scope, &sms.id)
}

pub(crate) fn sentence(error: impl Display) -> String {
    error.to_string()
}

/// The commit that carries a reply out; none when the delivery is gone.
pub(crate) async fn act(deps: &Deps, reply: &Reply<'_>) -> Result<Option<Commit>, String> {
    let (scope, now) = (TenantScope::acting_for(reply.talk.account), deps.gate.now());
    let store = deps.gate.store();
    let found = store.read(&keys::service(scope, reply.talk.service), now).await.map_err(sentence)?;
    let Some(before) = found else { return Ok(None) };
    let account = store.read(&keys::account(scope), now).await.map_err(sentence)?;
    let agency = match before.value.describing.facets.agency {
        Some(id) => store.read(&keys::entry::<Agency>(scope, id), now).await.map_err(sentence)?,
        None => None,
    };
    let own = agency.and_then(|agency| agency.value.facts.language);
    let language = own.or_else(|| account.map(|account| account.value.language)).unwrap_or_default();
    let board = deps.schedule.board(scope, &before, now).await.map_err(sentence)?;
    let stored: Option<Stored<Thread>> =
        store.read(&keys::thread(scope, before.value.id), now).await.map_err(sentence)?;

    let offered = offered(&board);
    let situation = Situation {
        language,
        today: now.to_zoned(board.zone().clone()).date(),
        scheduled: scheduled(&before.value, now.to_zoned(board.zone().clone()).datetime()),
        offered: reply.talk.choices.iter().map(offer).collect(),
    };
    let intent = reply::understand(&reply.sms.text, &situation);
    let mut thread = stored
        .as_ref()
        .map_or_else(|| Thread::new(before.value.id, before.value.customer), |stored| stored.value.clone());
    let standing = Standing {
        status: before.value.status(),
        booked: before.value.booking.as_ref().map(|booking| &booking.window),
        choices: &reply.talk.choices,
        offered: &offered,
        asked_before: thread.asked_before(now),
        overtaken: overtaken(&before.value, &thread, reply.sms.at),
    };
    let next = if reply.torn || thread.is_torn(reply.sms.at) {
        Next::HandOver(Why::NotUnderstood)
    } else if reply.alone || matches!(intent, Intent::Thanks) {
        conversation::next(intent, &standing)
    } else {
        Next::HandOver(Why::TwoDeliveries)
    };
    let commit = once(Commit::new(scope, now, deps.gate.fresh()), scope, reply.sms);
    let acting = Acting { deps, reply, board: &board, before: &before, standing, intent, scope };
    Ok(Some(acting.carry_out(commit, next, &mut thread, stored.as_ref())))
}

struct Acting<'a> {
    deps: &'a Deps,
    reply: &'a Reply<'a>,
    board: &'a Board,
    before: &'a Stored<Service>,
    standing: Standing<'a>,
    intent: Intent,
    scope: TenantScope,
}

impl Acting<'_> {
    fn carry_out(&self, commit: Commit, next: Next, thread: &mut Thread, stored: Option<&Stored<Thread>>) -> Commit {
        let mut service = self.before.value.clone();
        let mut commit = commit;
        let mut next = next;
        if let Next::Book(window) = &next {
            let by = By { origin: Origin::Recipient, author: AUTHOR.to_owned() };
            match self.board.book(window, &by) {
                Ok(moved) => (commit, service) = self.board.write_beside(commit, &self.deps.gate, moved, thread),
                Err(refused) => next = instead(&refused, &self.standing),
            }
        }
        let id = EventId::new(self.deps.gate.fresh());
        let (kind, mut data) = told(&next, thread.passed_on(self.deps.gate.now()));
        data.insert("intent".to_owned(), name(self.intent));
        data.insert("service".to_owned(), service.id.to_string());
        thread.add(Line {
            id,
            side: Side::Recipient,
            author: AUTHOR.to_owned(),
            text: self.reply.sms.text.clone(),
            at: self.reply.sms.at,
            intent: Some(name(self.intent)),
        });
        match &next {
            Next::Ask(_) => thread.asked_at = Some(self.deps.gate.now()),
            Next::Book(_) | Next::Confirm => thread.asked_at = None,
            Next::HandOver(why) => commit = self.wait(commit, thread, *why),
            Next::Nothing => {}
        }
        let now = self.deps.gate.now();
        let happened = Happened {
            id,
            kind: String::new(),
            author: AUTHOR.to_owned(),
            place: None,
            happened_at: self.reply.sms.at,
            arrived_at: now,
            data,
        };
        let commit = commit.record(self.scope, &mut service, kind, happened);
        commit.replace_service(self.scope, self.before, &service).write_thread(self.scope, stored, thread)
    }

    /// Puts the thread into the inbox, unless it is there.
    fn wait(&self, commit: Commit, thread: &mut Thread, why: Why) -> Commit {
        let now = self.deps.gate.now();
        if !thread.wait(why, now, self.before.value.placement()) {
            return commit;
        }
        commit.tell(&domain::event::Event {
            id: EventId::new(self.deps.gate.fresh()),
            account: self.scope.account(),
            kind: EventKind::InboxOpened,
            subject: self.before.value.id.to_string(),
            author: AUTHOR.to_owned(),
            at: now,
            data: BTreeMap::from([("why".to_owned(), why.name().to_owned())]),
        })
    }
}

/// What is done where the window that was chosen cannot be had.
fn instead(refused: &Refused, standing: &Standing<'_>) -> Next {
    match refused {
        Refused::Booking(booking::Refused::Same) => Next::Confirm,
        Refused::Booking(booking::Refused::TooManyMoves { .. }) => Next::HandOver(Why::TooManyMoves),
        Refused::Booking(booking::Refused::UnderWay) => Next::HandOver(Why::UnderWay),
        Refused::Booking(booking::Refused::Ended | booking::Refused::NotBooked) => Next::HandOver(Why::Ended),
        Refused::Booking(
            booking::Refused::Past
            | booking::Refused::Window(
                capacity::Refused::Full
                | capacity::Refused::Closed
                | capacity::Refused::PastCutOff
                | capacity::Refused::Unknown
                | capacity::Refused::NotTaken,
            ),
        ) => conversation::doubt(Doubt::WindowGone, standing),
        Refused::Life(_) => Next::HandOver(Why::NoAttempt),
    }
}

/// Whether a window was chosen after an SMS was written: by another SMS, else on the page or by the office.
fn overtaken(service: &Service, thread: &Thread, at: Timestamp) -> bool {
    let elsewhere = |booking: &Booking| booking.origin != Origin::Recipient || !thread.has_chosen();
    let since = service.booking.as_ref().filter(|booking| booking.at > at);
    thread.chosen_after(at) || since.is_some_and(elsewhere)
}

/// The windows that the service can be moved to; none where every move would be refused.
fn offered(board: &Board) -> Vec<Choice> {
    let offered = board.offer(LOOKED_AT);
    let by = By { origin: Origin::Recipient, author: AUTHOR.to_owned() };
    let first = offered.first().map(|choice| board.book(choice.window.id(), &by));
    let never = matches!(first, Some(Err(Refused::Life(_) | Refused::Booking(booking::Refused::TooManyMoves { .. }))));
    if never { Vec::new() } else { offered }
}

/// What others are told of what is done. Whoever was told that a person will answer is not told so again.
fn told(next: &Next, passed_on: bool) -> (EventKind, BTreeMap<String, String>) {
    let handed = if passed_on { "waiting" } else { "handed_over" };
    let data = |did: &str, why: Option<&str>| {
        let why = why.map(|why| ("why".to_owned(), why.to_owned()));
        std::iter::once(("did".to_owned(), did.to_owned())).chain(why).collect()
    };
    match next {
        Next::Book(_) => (EventKind::ReplyReceived, data("booked", None)),
        Next::Confirm => (EventKind::ReplyReceived, data("confirmed", None)),
        Next::Nothing => (EventKind::ReplyReceived, data("nothing", None)),
        Next::Ask(doubt) => (EventKind::ReplyNotUnderstood, data("asked", Some(doubt.name()))),
        Next::HandOver(why @ (Why::NotUnderstood | Why::TwoDeliveries | Why::NoWindow)) => {
            (EventKind::ReplyNotUnderstood, data(handed, Some(why.name())))
        }
        Next::HandOver(why) => (EventKind::ReplyReceived, data(handed, Some(why.name()))),
    }
}

fn name(intent: Intent) -> String {
    let value = serde_json::to_value(intent).unwrap_or_default();
    value.get("intent").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// When it is to come, by the clocks of the recipient: nothing that has failed, or is over.
fn scheduled(service: &Service, now: DateTime) -> Option<Scheduled> {
    if service.status() == Status::Failed {
        return None;
    }
    match &service.booking {
        Some(Booking { window, shift, .. }) => (window.date().to_datetime(window.end()) > now)
            .then(|| Scheduled { date: window.date(), shift: Some(*shift) }),
        None => {
            service.describing.scheduled.filter(|date| *date >= now.date()).map(|date| Scheduled { date, shift: None })
        }
    }
}

fn offer(choice: &domain::asked::Choice) -> Offer {
    Offer {
        n: choice.n,
        date: choice.window.date(),
        shift: choice.shift,
        start: Some(choice.window.start()),
        end: Some(choice.window.end()),
    }
}
