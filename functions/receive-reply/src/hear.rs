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

/// Carries out one SMS. An error is a sentence for the log, and means that the SMS comes again.
pub(crate) async fn hear(deps: &Deps, message: &Message) -> Result<(), String> {
    let now = deps.gate.now();
    let sms = Sms::read(message, now)?;
    let Some(from) = &sms.from else {
        tracing::info!(sms = sms.id, "an SMS from a sender that no answer reaches");
        return Ok(());
    };
    let number = deps.gate.number(from);
    let asked = deps.gate.store().asked_of(&number, now).await.map_err(sentence)?;
    let talks = conversation::talks(&asked, now);
    if talks.is_empty() {
        tracing::info!(sms = sms.id, "an SMS from a number that nobody wrote to");
        return Ok(());
    }
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    if let Some(intent) = reply::stops_or_starts(&sms.text, today) {
        return stop_or_start(deps, &sms, &number, &talks, intent).await;
    }
    let open = open(deps, &talks).await?;
    let still = |talk: &Talk| open.contains(&(talk.account, talk.service));
    let (talk, alone) = match conversation::about(&talks, still) {
        About::One(talk) => (talk, true),
        About::Several(talk) => (talk, false),
        About::Nothing => return Ok(()),
    };
    for _ in 0..ATTEMPTS {
        let reply = Reply { sms: &sms, talk, alone };
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

/// Every account that wrote to the number hears it: the sender cannot tell them apart.
async fn stop_or_start(
    deps: &Deps,
    sms: &Sms,
    number: &Digested,
    talks: &[Talk],
    intent: Intent,
) -> Result<(), String> {
    let mut heard = BTreeSet::new();
    for talk in talks {
        if heard.insert(talk.account) {
            consent(deps, sms, number, talk, intent).await?;
        }
    }
    Ok(())
}

async fn consent(deps: &Deps, sms: &Sms, number: &Digested, talk: &Talk, intent: Intent) -> Result<(), String> {
    let scope = TenantScope::acting_for(talk.account);
    let now = deps.gate.now();
    for _ in 0..ATTEMPTS {
        let key = keys::consent(scope, number.as_str());
        let before: Option<Stored<Consent>> = deps.gate.store().read(&key, now).await.map_err(sentence)?;
        let known = before.as_ref().map(|stored| stored.value).unwrap_or_default();
        let heard = known.hear(intent, sms.at);
        let did = if intent == Intent::Stop { "stopped" } else { "started" };
        let event = Event {
            id: EventId::new(deps.gate.fresh()),
            account: talk.account,
            kind: EventKind::ReplyReceived,
            subject: talk.service.to_string(),
            author: act::AUTHOR.to_owned(),
            at: now,
            data: BTreeMap::from([
                ("did".to_owned(), did.to_owned()),
                ("intent".to_owned(), if intent == Intent::Stop { "stop" } else { "start" }.to_owned()),
                ("service".to_owned(), talk.service.to_string()),
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
