//! What travels when people answer recipients.

use domain::conversation as talk;
use domain::sms::{self, Size};
use edge::{Fields, Problem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest answer: three short messages.
const LONGEST: usize = 459;
const MOST_SEGMENTS: u32 = 3;

/// Something that waits for a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Waiting {
    /// Id of the service.
    pub service: String,
    /// Why: `not_understood`, `two_deliveries`, `question`, `cancel_asked`, `too_many_moves`, `under_way`, `ended`,
    /// `no_window`, `no_attempt`, `left_route`.
    pub why: &'static str,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

impl From<&talk::Waiting> for Waiting {
    fn from(waiting: &talk::Waiting) -> Self {
        Self { service: waiting.service.to_string(), why: waiting.why.name(), since: waiting.since }
    }
}

/// A part of what waits.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Inbox {
    /// The longest waiting first.
    pub items: Vec<Waiting>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// What was written to and fro about a service.
#[derive(Debug, Serialize, ToSchema)]
pub struct Thread {
    /// Id of the service.
    pub service: String,
    /// What waits; null when nothing does.
    pub waits: Option<Waiting>,
    /// Oldest first; the newest hundred.
    pub lines: Vec<Line>,
    /// How it was closed last; null when it never was.
    pub closed: Option<Closed>,
}

/// One message.
#[derive(Debug, Serialize, ToSchema)]
pub struct Line {
    /// Identifier, that of the event which told of it.
    pub id: String,
    /// recipient or office.
    pub side: &'static str,
    /// Who exactly.
    pub author: String,
    /// What was written.
    pub text: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// How it was understood; null for what the office wrote.
    pub intent: Option<String>,
}

/// How a thread was closed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Closed {
    /// Id of the reason; null when none was named.
    pub reason: Option<String>,
    /// Who closed it.
    pub author: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl From<&talk::Thread> for Thread {
    fn from(thread: &talk::Thread) -> Self {
        let line = |line: &talk::Line| Line {
            id: line.id.to_string(),
            side: line.side.name(),
            author: line.author.clone(),
            text: line.text.clone(),
            at: line.at,
            intent: line.intent.clone(),
        };
        let closed = |closed: &talk::Closing| Closed {
            reason: closed.reason.map(|reason| reason.to_string()),
            author: closed.author.clone(),
            at: closed.at,
        };
        Self {
            service: thread.service.to_string(),
            waits: thread.waits.as_ref().map(Waiting::from),
            lines: thread.lines.iter().map(line).collect(),
            closed: thread.closed.as_ref().map(closed),
        }
    }
}

/// An answer to a recipient.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAnswer {
    /// 1 to 459 characters, without line breaks; less where it has letters that an SMS holds fewer of.
    pub text: String,
}

impl NewAnswer {
    pub(crate) fn read(&self) -> Result<String, Problem> {
        let text = self.text.trim();
        let short = (1..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        let fits = short && (1..=MOST_SEGMENTS).contains(&Size::of(&sms::plain(text)).segments);
        let error = "an answer has 1 to 459 characters in one line, and takes three short messages at most";
        let read = if fits { Ok(text.to_owned()) } else { Err(error) };
        let mut fields = Fields::new();
        let read = fields.take("/text", "length", self.text.as_str(), read);
        fields.all(read)
    }
}

/// Why a thread is closed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// Id of an entry of `/v1/chat-reasons`, for whoever counts them.
    #[serde(default)]
    pub reason: Option<String>,
}
