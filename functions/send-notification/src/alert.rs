//! What the managers of an account are told when something of theirs has stopped.

use domain::access::{Role, TenantScope};
use domain::account::{Account, User};
use domain::event::Event;
use domain::id::{MessageId, UserId, WebhookId};
use domain::webhook::Webhook;
use futures_util::future::{join_all, try_join3};
use store::{Page, keys};
use uuid::Uuid;

use crate::letter::Letter;
use crate::record::{Channel, Record};
use crate::{Deps, send_once, sentence};

/// Tells every manager that a webhook was switched off, each in a message of their own.
pub(crate) async fn tell_managers(deps: &Deps, event: &Event) -> Result<(), String> {
    let (store, now) = (deps.gate.store(), deps.gate.now());
    let scope = TenantScope::acting_for(event.account);
    let id: WebhookId = event.subject.parse().map_err(|_| "the event names no webhook".to_owned())?;
    let (users, all) = (keys::users(scope), Page { limit: 200, after: None });
    let (account, webhook) = (keys::account(scope), keys::webhook(scope, id));
    let reads = try_join3(store.list(&users, &all, now), store.read(&account, now), store.read(&webhook, now));
    let (users, account, webhook) = reads.await.map_err(sentence)?;
    // One that was removed since has nobody who misses it.
    let Some((account, webhook)) = account.zip(webhook) else { return Ok(()) };

    let managers = users.items.into_iter().map(|user| user.value);
    let managers = managers.filter(|user| user.active && user.role == Role::Manager);
    let told = managers.map(|user| tell(deps, event, user, &account.value, &webhook.value));
    join_all(told.collect::<Vec<_>>()).await.into_iter().collect()
}

async fn tell(deps: &Deps, event: &Event, user: User, account: &Account, webhook: &Webhook) -> Result<(), String> {
    let why = event.data.get("why").map_or("failing", String::as_str);
    let letter = Letter::webhook_off(&user, account, &webhook.url, why, &deps.public_url);
    let id = message_to(event, user.id);
    let record = Record { id, subject: user.id.to_string(), ..Record::new(event, Channel::Email) };
    send_once(deps, event, record, None, Some(letter)).await
}

/// Repeats of the event find the same record, for it has the numbers of the event and of its reader.
fn message_to(event: &Event, user: UserId) -> MessageId {
    MessageId::new(Uuid::from_u128(event.id.uuid().as_u128() ^ user.uuid().as_u128()))
}
