//! One SMS: whose it is, which delivery it is about, and whether it stops or starts messages.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::TenantScope;
use domain::consent::Consent;
use domain::conversation::{self, About, Talk};
use domain::event::{Event, EventKind};
use domain::id::{AccountId, EventId, ServiceId};
use domain::phone::Digested;
use domain::reply::{self, Intent};
use edge::Message;
use store::{Commit, Stored, keys};

use crate::act::{self, Reply};
use crate::sms::Sms;
use crate::{Deps, act::sentence};

/// How often a decision is taken again when the world changed under it.
const ATTEMPTS: u32 = 50;

/// Carries out one SMS, of those that came from its sender at once. An error is a sentence for the log, and means that
/// the SMS comes again.
pub(crate) async fn hear(deps: &Deps, message: &Message, beside: &[Sms]) -> Result<(), String> {
    let now = deps.gate.now();
    let sms = Sms::read(message, now)?;
    let torn = beside.iter().any(|other| sms.is_of_one_with(other));
    let Some(from) = &sms.from else {
        tracing::info!(sms = sms.id, "an SMS from a sender that no answer reaches");
        return Ok(());
    };
    let number = deps.gate.number(from);
    let asked = deps.gate.store().asked_of(&number, now).await.map_err(sentence)?;
    let talks = conversation::talks(&asked, now);
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    if let Some(intent) = reply::stops_or_starts(&sms.text, today) {
        return stop_or_start(deps, &sms, &number, &talks, intent).await;
    }
    if talks.is_empty() {
        tracing::info!(sms = sms.id, "an SMS from a number that nobody wrote to lately");
        return Ok(());
    }
    let open = open(deps, &talks).await?;
    let still = |talk: &Talk| open.contains(&(talk.account, talk.service));
    let (talk, alone) = match conversation::about(&talks, still) {
        About::One(talk) => (talk, true),
        About::Several(talk) => (talk, false),
        About::Nothing => return Ok(()),
    };
    for _ in 0..ATTEMPTS {
        let reply = Reply { sms: &sms, talk, alone, torn };
        let Some(commit) = Box::pin(act::act(deps, &reply)).await? else { return Ok(()) };
        match deps.gate.store().commit(commit).await {
            Ok(()) => return Ok(()),
            Err(error) if error.refused_write() == Some(act::REPEAT) => return Ok(()),
            Err(error) if error.is_conflict() => {}
            Err(error) => return Err(sentence(error)),
        }
    }
    Err("others kept changing the same delivery".to_owned())
}

/// Every account that has ever written to the number hears it: the sender cannot tell them apart, and means all of them
/// however long it has been.
async fn stop_or_start(
    deps: &Deps,
    sms: &Sms,
    number: &Digested,
    talks: &[Talk],
    intent: Intent,
) -> Result<(), String> {
    let writers = deps.gate.store().writers_to(number, deps.gate.now()).await.map_err(sentence)?;
    // The newest service of an account stands for it.
    let lately = talks.iter().map(|talk| (talk.account, talk.service));
    let mut of: BTreeMap<AccountId, ServiceId> =
        writers.into_iter().map(|writer| (writer.account, writer.service)).collect();
    for (account, service) in lately {
        of.entry(account).or_insert(service);
    }
    for (account, service) in of {
        consent(deps, sms, number, (account, service), intent).await?;
    }
    Ok(())
}

async fn consent(
    deps: &Deps,
    sms: &Sms,
    number: &Digested,
    (account, service): (AccountId, ServiceId),
    intent: Intent,
) -> Result<(), String> {
    let scope = TenantScope::acting_for(account);
    let now = deps.gate.now();
    for _ in 0..ATTEMPTS {
        let key = keys::consent(scope, number.as_str());
        let before: Option<Stored<Consent>> = deps.gate.store().read(&key, now).await.map_err(sentence)?;
        let known = before.as_ref().map(|stored| stored.value).unwrap_or_default();
        let heard = known.hear(intent, sms.at);
        let did = if intent == Intent::Stop { "stopped" } else { "started" };
        let event = Event {
            id: EventId::new(deps.gate.fresh()),
            account,
            kind: EventKind::ReplyReceived,
            subject: service.to_string(),
            author: act::AUTHOR.to_owned(),
            at: now,
            data: BTreeMap::from([
                ("did".to_owned(), did.to_owned()),
                ("intent".to_owned(), if intent == Intent::Stop { "stop" } else { "start" }.to_owned()),
                ("service".to_owned(), service.to_string()),
                ("confirm".to_owned(), heard.confirm.to_string()),
            ]),
        };
        let commit = act::once(Commit::new(scope, now, deps.gate.fresh()), scope, sms).tell(&event);
        let commit = if heard.consent == known && before.is_some() {
            commit
        } else {
            commit.hear(scope, number.as_str(), before.as_ref(), &heard.consent)
        };
        match deps.gate.store().commit(commit).await {
            Ok(()) => return Ok(()),
            Err(error) if error.refused_write() == Some(act::REPEAT) => return Ok(()),
            Err(error) if error.is_conflict() => {}
            Err(error) => return Err(sentence(error)),
        }
    }
    Err("others kept changing the same consent".to_owned())
}

/// The deliveries that are still to come, of those that the number was written to about.
async fn open(deps: &Deps, talks: &[Talk]) -> Result<BTreeSet<(AccountId, ServiceId)>, String> {
    let mut by_account: BTreeMap<AccountId, Vec<ServiceId>> = BTreeMap::new();
    for talk in talks {
        by_account.entry(talk.account).or_default().push(talk.service);
    }
    let mut open = BTreeSet::new();
    for (account, ids) in by_account {
        let scope = TenantScope::acting_for(account);
        let found = deps.gate.store().services_by_id(scope, &ids, deps.gate.now()).await.map_err(sentence)?;
        let still = found.iter().filter(|service| !service.value.status().is_final());
        open.extend(still.map(|service| (account, service.value.id)));
    }
    Ok(open)
}
