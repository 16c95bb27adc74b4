use domain::id::{EventId, ReasonId};
use domain::register::{Kind, Reference};
use domain::service::{Action, Status};
use edge::{Fields, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::texts::optional;

/// A move of a service by hand.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatusChange {
    /// retry, reschedule, return, cancel or correct.
    #[schema(example = "cancel")]
    pub action: String,
    /// What it is to be, of a correction: active, done, failed, returned, `cancelled_by_recipient`.
    #[serde(default)]
    pub to: Option<String>,
    /// Id of the reason of the failure; required when it is to be failed.
    #[serde(default)]
    pub reason: Option<String>,
    /// Why: id of a justification; required, whatever is done.
    #[serde(default)]
    pub justification: Option<String>,
    /// Of a correction: id of the held report that it takes over, which waits no longer then. A failure has the reason
    /// of the report unless it names another.
    #[serde(default)]
    pub report: Option<String>,
}

/// A move of many services by hand.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatusChanges {
    /// Ids of 1 to 100 services.
    pub services: Vec<String>,
    /// What is done to each.
    pub change: StatusChange,
}

/// Services to take back.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ServiceDeletions)]
pub struct Deletions {
    /// Ids of 1 to 100 services.
    pub services: Vec<String>,
}

/// A move, read.
pub(crate) struct Change {
    pub(crate) action: Action,
    pub(crate) to: Option<Status>,
    pub(crate) reason: Option<ReasonId>,
    pub(crate) justification: Option<ReasonId>,
    pub(crate) report: Option<EventId>,
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
        let reason = optional(&mut fields, "/reason", "invalid_id", self.reason.as_deref());
        let justification = optional(&mut fields, "/justification", "invalid_id", self.justification.as_deref());
        if action == Some(Action::Correct) && self.to.is_none() {
            fields.refuse("/to", "required", "Say what it is to be.", None);
        }
        // The others say so by the state machine, after what the service's state forbids.
        if action == Some(Action::Reschedule) && justification.is_none() && self.justification.is_none() {
            fields.refuse("/justification", "required", "Say why it is moved by hand.", None);
        }
        let report = optional(&mut fields, "/report", "invalid_id", self.report.as_deref());
        if action != Some(Action::Correct) && self.report.is_some() {
            fields.refuse("/report", "not_corrected", "Only a correction takes a held report over.", None);
        }
        let action = fields.all(action)?;
        Ok(Change { action, to, reason, justification, report })
    }
}

impl Change {
    /// The entries of registers that it names.
    pub(crate) fn references(&self) -> Vec<Reference> {
        let refers = |field, kind, id: Option<ReasonId>| id.map(|id| Reference { field, kind, id: id.uuid() });
        let justification = refers("justification", Kind::Justifications, self.justification);
        refers("reason", Kind::FailureReasons, self.reason).into_iter().chain(justification).collect()
    }
}
