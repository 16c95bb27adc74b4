//! What travels when messages to recipients are read and settled.

pub mod previews;
pub mod settings;

use domain::language::Language;
use domain::message::{self, State};
use domain::postal::Country;
use domain::sms::Encoding;
use edge::{Problem, Request};
use jiff::Timestamp;
use serde::Serialize;
use store::keys;
use utoipa::ToSchema;

use crate::Deps;

/// The language to show texts in: that of the caller, else the account's.
pub(crate) async fn language(deps: &Deps, request: &Request) -> Result<Language, Problem> {
    if let Some(language) = request.language() {
        return Ok(language);
    }
    let account = deps.gate.store().read(&keys::account(request.scope()?), request.at()).await?;
    Ok(account.map(|account| account.value.language).unwrap_or_default())
}

/// The same, and the country that the account works in.
pub(crate) async fn account(deps: &Deps, request: &Request) -> Result<(Language, Option<Country>), Problem> {
    let account = deps.gate.store().read(&keys::account(request.scope()?), request.at()).await?;
    let own = account.as_ref().map(|account| account.value.language);
    let language = request.language().or(own).unwrap_or_default();
    Ok((language, account.and_then(|account| account.value.country)))
}

/// A page of messages.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Messages {
    /// The messages, newest first.
    pub items: Vec<Message>,
    /// What the next page is asked for with; null at the end.
    pub next_cursor: Option<String>,
}

/// One message to a recipient.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its identifier.
    pub id: String,
    /// The service that it is about.
    pub service: String,
    /// What was told.
    #[schema(example = "delivery_started")]
    pub notice: &'static str,
    /// The event that caused it; null for what a clock causes.
    pub event: Option<String>,
    /// `sms` or `email`.
    #[schema(example = "sms")]
    pub channel: &'static str,
    /// `waiting` for the end of quiet hours, `sending`, `not_sent` and tried again, `accepted` by the provider,
    /// `delivered`, `failed`, `unknown` (it may have left, and is never sent again), `withheld` on purpose.
    pub status: &'static str,
    /// Why, where there is a reason: what the provider says, or of a message that was withheld `stopped`,
    /// `unreachable`, `country`, `number_budget`, `account_budget`, `invalid_number`, `too_late`, `overtaken`.
    pub why: Option<String>,
    /// Language of the text.
    #[schema(example = "pt-BR")]
    pub language: &'static str,
    /// The subject of a mail.
    pub subject: Option<String>,
    /// The text. The address of the recipient's page and the recipient's name stand there as tags.
    pub text: String,
    /// `gsm7` or `ucs2`; null for a mail.
    pub encoding: Option<&'static str>,
    /// How many segments it takes; null for a mail.
    pub segments: Option<u32>,
    /// What it cost, in millionths of the account's currency; null for a mail, and where no price was set.
    pub cost_micros: Option<u64>,
    /// What the provider calls it.
    pub provider_id: Option<String>,
    /// When what it tells of happened.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Timestamp,
    /// When it is to be sent, while it waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub send_at: Option<Timestamp>,
    /// When the provider took it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub accepted_at: Option<Timestamp>,
    /// When it arrived.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub delivered_at: Option<Timestamp>,
    /// When it turned out that it does not arrive.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub failed_at: Option<Timestamp>,
    /// When its reader reported it as unwanted, which stops further mail.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub complained_at: Option<Timestamp>,
}

impl From<&message::Message> for Message {
    fn from(message: &message::Message) -> Self {
        let send_at = if let State::Waiting { until } = message.state { Some(until) } else { None };
        Self {
            id: message.id.to_string(),
            service: message.occasion.service.to_string(),
            notice: message.occasion.notice.name(),
            event: message.occasion.event.map(|event| event.to_string()),
            channel: message.channel.name(),
            status: message.state.name(),
            why: message.state.why().map(str::to_owned),
            language: message.language.tag(),
            subject: message.subject.clone(),
            text: message.text.clone(),
            encoding: message.size.map(|size| encoding(size.encoding)),
            segments: message.size.map(|size| size.segments),
            cost_micros: message.cost_micros,
            provider_id: message.provider_id.clone(),
            occurred_at: message.occasion.at,
            send_at,
            accepted_at: message.accepted_at,
            delivered_at: message.delivered_at,
            failed_at: message.failed_at,
            complained_at: message.complained_at,
        }
    }
}

pub(crate) const fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Gsm7 => "gsm7",
        Encoding::Ucs2 => "ucs2",
    }
}
