use domain::id::ReasonId;
use domain::service::{Action, AfterFailure, Status};
use edge::{Fields, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::asked::{optional, text};

/// A move of a service by hand.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatusChange {
    /// retry, reschedule, return, cancel or correct.
    #[schema(example = "cancel")]
    pub action: String,
    /// What it is to be, of a correction: active, done, returned, `cancelled_by_recipient`.
    #[serde(default)]
    pub to: Option<String>,
    /// Why; required to cancel and to correct. At most 500 characters.
    #[serde(default)]
    pub justification: Option<String>,
}

/// A move, read.
pub(crate) struct Change {
    pub(crate) action: Action,
    pub(crate) to: Option<Status>,
    pub(crate) reason: Option<(ReasonId, AfterFailure)>,
    pub(crate) justification: Option<String>,
}

/// The name of an action on the wire.
pub(crate) const fn action_name(action: Action) -> &'static str {
    match action {
        Action::Plan => "plan",
        Action::Unplan => "unplan",
        Action::Start => "start",
        Action::Arrive => "arrive",
        Action::Pause => "pause",
        Action::Complete => "complete",
        Action::Fail => "fail",
        Action::Retry => "retry",
        Action::Reschedule => "reschedule",
        Action::Return => "return",
        Action::Cancel => "cancel",
        Action::Correct => "correct",
    }
}

/// What is done by hand, and not by a route or a device.
const BY_HAND: [Action; 5] = [Action::Retry, Action::Reschedule, Action::Return, Action::Cancel, Action::Correct];

impl StatusChange {
    /// Reads the body.
    pub(crate) fn read(&self) -> Result<Change, Problem> {
        let mut fields = Fields::new();
        let action = BY_HAND.into_iter().find(|action| action_name(*action) == self.action);
        let action = action.ok_or("an action is one of retry, reschedule, return, cancel, correct");
        let action = fields.take("/action", "unknown_action", self.action.as_str(), action);
        let to = optional::<Status>(&mut fields, "/to", "unknown_status", self.to.as_deref());
        let justification = text::<500>(&mut fields, "/justification", self.justification.as_deref());
        if action == Some(Action::Correct) && self.to.is_none() {
            fields.refuse("/to", "required", "Say what it is to be.", None);
        }
        let action = fields.all(action)?;
        Ok(Change { action, to, reason: None, justification: justification.map(|text| text.as_str().to_owned()) })
    }
}
