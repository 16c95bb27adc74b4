//! Telling a recipient: what was begun is read, the course decided, the message claimed, sent, and its end noted.

use domain::access::TenantScope;
use domain::consent::{self, Sent};
use domain::email::Email;
use domain::id::{AccountId, MessageId};
use domain::message::{
    Channel, Chosen, Circumstances, Course, Message, Next, Notice, Occasion, State, Template, Withheld, course, tell_at,
};
use domain::phone::{InvalidPhone, Phone};
use domain::service::Kind;
use edge::contact;
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use messenger::{Outcome, Sms, Tags};
use store::keys::{self, COUNT_SHARDS};
use store::{Commit, Stored, Version};

use crate::asking::Asking;
use crate::seen::{Seen, Way, see, way};
use crate::words::Words;
use crate::{Deps, mail};

/// How often a claim is tried when the last places of a day's budget, or the message itself, went to others.
const CLAIMS: u32 = 40;
/// When what certainly has not left is tried again.
const AGAIN: SignedDuration = SignedDuration::from_mins(3);
/// How long counters of a day are kept.
const COUNTED: SignedDuration = SignedDuration::from_hours(72);

/// Where a message goes.
enum Address {
    Number(Result<Phone, InvalidPhone>),
    Mailbox(Email),
}

impl Address {
    fn of(seen: &Seen, channel: Channel) -> Option<Self> {
        match channel {
            Channel::Sms => seen.phone().map(Self::Number),
            Channel::Email => seen.customer.email.clone().map(Self::Mailbox),
        }
    }

    /// What is kept under it.
    fn contact(&self, deps: &Deps, seen: &Seen) -> String {
        match self {
            Self::Number(Ok(phone)) => deps.gate.number(phone).as_str().to_owned(),
            Self::Number(Err(_)) => contact(&deps.gate, seen.scope, ""),
            Self::Mailbox(email) => contact(&deps.gate, seen.scope, email.as_str()),
        }
    }
}

/// What one try came to.
enum Tried {
    /// There is nothing more to do.
    Done,
    /// Others wrote the same meanwhile.
    Raced,
}

/// Tells the recipient of a service by every channel. An error is a sentence for the log, and means that the occasion
/// comes again.
pub(crate) async fn tell(deps: &Deps, account: AccountId, occasion: &Occasion) -> Result<(), String> {
    let Some(seen) = see(deps, account, occasion).await.map_err(|error| error.to_string())? else { return Ok(()) };
    let told = Channel::ALL.map(|channel| Box::pin(by(deps, &seen, occasion, channel)));
    join_all(told).await.into_iter().collect()
}

async fn by(deps: &Deps, seen: &Seen, occasion: &Occasion, channel: Channel) -> Result<(), String> {
    let Some(address) = Address::of(seen, channel) else { return Ok(()) };
    for _ in 0..CLAIMS {
        if let Tried::Done = once(deps, seen, occasion, channel, &address).await? {
            return Ok(());
        }
    }
    Err("others kept writing the counters of the day".to_owned())
}

async fn once(
    deps: &Deps,
    seen: &Seen,
    occasion: &Occasion,
    channel: Channel,
    address: &Address,
) -> Result<Tried, String> {
    let now = deps.gate.now();
    let contact = address.contact(deps, seen);
    let known = way(deps, seen, occasion, channel, &contact).await.map_err(sentence)?;
    match known.begun.as_ref().map(|begun| begun.value.next(now)) {
        None | Some(Next::Go) => {}
        Some(Next::Nothing) => return Ok(Tried::Done),
        Some(Next::Wait) => return Err("another worker has just begun to send it".to_owned()),
        Some(Next::Lost) => return lose(deps, seen, known.begun).await,
    }
    // What was begun keeps its own occasion: a clock that reminds of it knows neither the event nor its time.
    let occasion = known.begun.as_ref().map_or(occasion, |begun| &begun.value.occasion);
    let chosen = seen.settings.chosen(occasion.notice, channel);
    let holds = occasion.notice.holds(&seen.service.value, &occasion.mark);
    if known.begun.is_none() && !is_told(seen, occasion, &chosen, holds) {
        return Ok(Tried::Done);
    }
    let words = Words::write(seen, occasion, &chosen);
    let circumstances = Circumstances {
        now,
        timing: seen.timing(occasion),
        quiet: seen.settings.quiet,
        zone: &seen.zone,
        answers: occasion.answers,
        holds: holds && chosen.on,
    };
    let course = course(occasion.notice, circumstances, allowed(seen, occasion.notice, address, &known));
    let message = message(deps, seen, occasion, &chosen, &known, &words, course, now);
    let asking = match (course, address) {
        (Course::Send, Address::Number(Ok(phone))) => {
            Some(Asking::read(deps, seen, &message, &words, phone).await.map_err(sentence)?)
        }
        _ => None,
    };
    let message = Message { asked: asking.as_ref().and_then(Asking::choosing), ..message };
    let claim = Claim { seen, known: &known, message: &message, course, contact: &contact, asking: asking.as_ref() };
    let claimed = match claim.save(deps, now).await {
        Ok(version) => version,
        Err(error) if error.is_conflict() => return Ok(Tried::Raced),
        Err(error) => return Err(sentence(error)),
    };
    if course == Course::Send {
        let outcome = send(deps, seen, &message, &words, address).await;
        settle(deps, seen, message, claimed, outcome.clone()).await?;
        if let Some(asking) = asking {
            asking.settle(deps, seen, &outcome).await;
        }
    }
    Ok(Tried::Done)
}

/// Whether there is anything to tell at all. What is switched off, and what has been overtaken before a clock came to
/// it, leaves no trace; what an event asked for does.
fn is_told(seen: &Seen, occasion: &Occasion, chosen: &Chosen, holds: bool) -> bool {
    // The built-in texts speak of deliveries.
    let own_words = matches!(chosen.template, Template::Custom { .. });
    let fits = own_words || seen.service.value.kind == Kind::Delivery || !occasion.notice.is_optional();
    let asks = occasion.notice == Notice::NotScheduled;
    let gone = occasion.notice == Notice::Answered && seen.answer.is_none();
    let worth = if gone {
        false
    } else if asks {
        holds && !seen.choices.is_empty()
    } else {
        holds || occasion.event.is_some()
    };
    chosen.on && fits && worth
}

fn allowed(seen: &Seen, notice: Notice, address: &Address, known: &Way) -> Result<(), Withheld> {
    let confirms = notice.confirms();
    match address {
        Address::Number(Err(_)) => Err(Withheld::InvalidNumber),
        Address::Number(Ok(phone)) => {
            let by_account = known.by_account.iter().copied().fold(0, u32::saturating_add);
            let sent = Sent { to_number: known.to_contact, by_account };
            consent::check(phone, known.consent, &seen.of_account.limits, sent, confirms).map_err(Withheld::from)
        }
        Address::Mailbox(_) if known.consent.cause.is_some() => Err(Withheld::Unreachable),
        Address::Mailbox(_) if known.consent.stopped && !confirms => Err(Withheld::Stopped),
        Address::Mailbox(_) => Ok(()),
    }
}

#[expect(clippy::too_many_arguments, reason = "all that a record says of a message")]
fn message(
    deps: &Deps,
    seen: &Seen,
    occasion: &Occasion,
    chosen: &Chosen,
    known: &Way,
    words: &Words,
    course: Course,
    now: Timestamp,
) -> Message {
    let state = match course {
        Course::Send => State::Sending { since: now },
        Course::Wait(until) => State::Waiting { until },
        Course::Withhold(why) => State::Withheld { why },
    };
    let begun = known.begun.as_ref().map(|begun| begun.value.clone());
    let fresh = || {
        let id = MessageId::new(deps.gate.fresh());
        Message::begun(id, occasion.clone(), chosen.channel, seen.language(), state.clone())
    };
    let segments = words.size.map(|size| u64::from(size.segments));
    Message {
        state: state.clone(),
        text: words.kept.clone(),
        subject: words.subject.clone(),
        size: words.size,
        cost_micros: segments.zip(seen.of_account.segment_micros).map(|(count, price)| count.saturating_mul(price)),
        ..begun.unwrap_or_else(fresh)
    }
}

/// What is written before anything is sent.
struct Claim<'a> {
    seen: &'a Seen,
    known: &'a Way,
    message: &'a Message,
    course: Course,
    contact: &'a str,
    asking: Option<&'a Asking>,
}

impl Claim<'_> {
    async fn save(&self, deps: &Deps, now: Timestamp) -> Result<Version, store::Error> {
        let (scope, occasion) = (self.seen.scope, &self.message.occasion);
        let commit = Commit::new(scope, now, deps.gate.fresh());
        let (commit, version) = match &self.known.begun {
            None => (commit.create_message(scope, self.message), Version::FIRST),
            Some(begun) => (commit.replace_message(scope, begun.version, self.message), begun.version.next()),
        };
        let commit = match (self.course, self.asking) {
            (Course::Wait(until), _) => commit.remind(&tell_at(scope.account(), occasion, until)),
            (_, Some(asking)) => {
                let commit = asking.write(commit);
                if self.is_counted() { commit } else { self.count(deps, commit, now) }
            }
            _ => commit,
        };
        deps.gate.store().commit(commit).await.map(|()| version)
    }

    /// What certainly has not left was counted when it was first tried.
    fn is_counted(&self) -> bool {
        matches!(self.known.begun.as_ref().map(|begun| &begun.value.state), Some(State::NotSent { .. }))
    }

    /// Counts it, within the budgets of the day. What confirms STOP or START counts, and is sent all the same.
    fn count(&self, deps: &Deps, commit: Commit, now: Timestamp) -> Commit {
        let (scope, day) = (self.seen.scope, self.seen.today(now));
        let until = now.checked_add(COUNTED).unwrap_or(Timestamp::MAX);
        let limits = &self.seen.of_account.limits;
        let most = |limit: u32| (!self.message.occasion.notice.confirms()).then_some(limit);
        let first = deps.gate.fresh().as_bytes().last().copied().unwrap_or_default() % COUNT_SHARDS;
        let counter = consent::counter(&self.known.by_account, limits.per_account, first).unwrap_or(first);
        let share = consent::share(limits.per_account, counter, COUNT_SHARDS);
        commit.count("number", &keys::sent_to(scope, day, self.contact), most(limits.per_number), until).count(
            "account",
            &keys::sent_by_account(scope, day, counter),
            most(share),
            until,
        )
    }
}

async fn send(deps: &Deps, seen: &Seen, message: &Message, words: &Words, address: &Address) -> Outcome {
    let occasion = &message.occasion;
    let tags = Tags {
        account: seen.scope.account(),
        message: message.id,
        event: occasion.event,
        service: Some(occasion.service.to_string()),
    };
    match address {
        Address::Number(Ok(phone)) => {
            deps.texts.send(&Sms { to: phone.as_str().to_owned(), text: words.sent.clone(), tags }).await
        }
        Address::Number(Err(_)) => Outcome::Refused { code: "InvalidNumber".to_owned() },
        Address::Mailbox(email) => {
            let ends = (deps.mail_from.as_str(), email.as_str());
            deps.emails.send(&mail::write(seen, message, words, ends, tags)).await
        }
    }
}

/// Notes what became of a send. What certainly has not left is tried again by the clock, until it is of no use.
async fn settle(deps: &Deps, seen: &Seen, message: Message, claimed: Version, outcome: Outcome) -> Result<(), String> {
    let (now, scope) = (deps.gate.now(), seen.scope);
    let message = match outcome {
        Outcome::Accepted { provider_id } => message.taken(provider_id, now),
        Outcome::Refused { code } => Message { state: State::Failed { why: code }, failed_at: Some(now), ..message },
        Outcome::NotSent { why } => Message { state: State::NotSent { why }, ..message },
        Outcome::Unknown { why } => Message { state: State::Unknown { why }, ..message },
    };
    let commit = Commit::new(scope, now, deps.gate.fresh()).replace_message(scope, claimed, &message);
    let commit = commit.note_provider(scope, &message);
    let commit = match &message.state {
        State::NotSent { .. } => {
            let at = now.checked_add(AGAIN).unwrap_or(now);
            commit.remind(&tell_at(scope.account(), &message.occasion, at))
        }
        _ => commit,
    };
    match deps.gate.store().commit(commit).await {
        Err(error) if error.is_conflict() => overtaken(deps, scope, &message, now).await,
        done => done.map_err(sentence),
    }
}

/// A receipt was written before the provider's own answer.
async fn overtaken(deps: &Deps, scope: TenantScope, message: &Message, now: Timestamp) -> Result<(), String> {
    let key = keys::service_message(scope, message.occasion.service, message.id);
    let found = deps.gate.store().read(&key, now).await.map_err(sentence)?;
    let Some((found, provider_id)) = found.zip(message.provider_id.clone()) else { return Ok(()) };
    let message = found.value.taken(provider_id, now);
    let commit = Commit::new(scope, now, deps.gate.fresh()).replace_message(scope, found.version, &message);
    deps.gate.store().commit(commit.note_provider(scope, &message)).await.map_err(sentence)
}

async fn lose(deps: &Deps, seen: &Seen, begun: Option<Stored<Message>>) -> Result<Tried, String> {
    let Some(begun) = begun else { return Ok(Tried::Done) };
    let commit = Commit::new(seen.scope, deps.gate.now(), deps.gate.fresh());
    let commit = commit.replace_message(seen.scope, begun.version, &begun.value.lost());
    match deps.gate.store().commit(commit).await {
        Ok(()) => Ok(Tried::Done),
        Err(error) if error.is_conflict() => Ok(Tried::Raced),
        Err(error) => Err(sentence(error)),
    }
}

fn sentence(error: impl std::fmt::Display) -> String {
    error.to_string()
}
