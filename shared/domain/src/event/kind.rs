//! What can happen in an account.

use serde::{Deserialize, Serialize};

/// What can happen. The name on the wire is `noun.verb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EventKind {
    /// A user was added, or invited again. `data.link` is the invitation.
    #[serde(rename = "user.invited")]
    UserInvited,
    /// A user asked for a new password. `data.link` is the reset.
    #[serde(rename = "password_reset.requested")]
    PasswordResetRequested,
    /// An API key was made.
    #[serde(rename = "api_key.created")]
    ApiKeyCreated,
    /// An API key was given another name or other origins.
    #[serde(rename = "api_key.changed")]
    ApiKeyChanged,
    /// An API key was revoked.
    #[serde(rename = "api_key.revoked")]
    ApiKeyRevoked,
    /// The account's name or settings were changed.
    #[serde(rename = "account.changed")]
    AccountChanged,
    /// A user's name, role, language or activity was changed.
    #[serde(rename = "user.changed")]
    UserChanged,
    /// A user was removed.
    #[serde(rename = "user.removed")]
    UserRemoved,
    /// An entry was added to a register. `data.register` says which.
    #[serde(rename = "register.added")]
    RegisterAdded,
    /// An entry of a register was changed. `data.register` says which.
    #[serde(rename = "register.changed")]
    RegisterChanged,
    /// An entry was removed from a register. `data.register` says which.
    #[serde(rename = "register.removed")]
    RegisterRemoved,
    /// The freight configuration was changed. `data.section` says where, `subject` what.
    #[serde(rename = "configuration.changed")]
    ConfigurationChanged,
    /// A freight table went live. `data.policy` and `data.version` say which.
    #[serde(rename = "freight_table.switched")]
    FreightTableSwitched,
    /// A webhook was made.
    #[serde(rename = "webhook.created")]
    WebhookCreated,
    /// A webhook was changed, or got a fresh secret.
    #[serde(rename = "webhook.changed")]
    WebhookChanged,
    /// A webhook was removed.
    #[serde(rename = "webhook.removed")]
    WebhookRemoved,
    /// A webhook was switched off by us. `data.why` is `gone` or `failing`.
    #[serde(rename = "webhook.switched_off")]
    WebhookSwitchedOff,
    /// Somebody tries a webhook: it alone is told, whatever it asked for.
    #[serde(rename = "webhook.pinged")]
    WebhookPinged,
    /// A delivery is to be sent again. `subject` is the webhook, `data.delivery` the delivery.
    #[serde(rename = "webhook.resend_asked")]
    WebhookResendAsked,
    /// A customer was added. Those that come with a service are told of by it.
    #[serde(rename = "customer.added")]
    CustomerAdded,
    /// A customer was changed.
    #[serde(rename = "customer.changed")]
    CustomerChanged,
    /// A customer to whom no service ever went was removed.
    #[serde(rename = "customer.removed")]
    CustomerRemoved,
    /// A person was erased. Whoever holds a copy erases it too.
    #[serde(rename = "customer.erased")]
    CustomerErased,
    /// A service was made. `data.seq` and `data.hash` are the end of its timeline, here and below.
    #[serde(rename = "service.created")]
    ServiceCreated,
    /// What is said of a service was changed.
    #[serde(rename = "service.changed")]
    ServiceChanged,
    /// A service is in another state. `data.from`, `data.to` and `data.attempt` say which.
    #[serde(rename = "service.status_changed")]
    ServiceStatusChanged,
    /// A device reported what did not move the service. `data.verdict` says why.
    #[serde(rename = "service.fact_recorded")]
    ServiceFactRecorded,
    /// The recipient's link to a service was replaced, and the one before revoked.
    #[serde(rename = "service.link_replaced")]
    ServiceLinkReplaced,
    /// The recipient said what the driver should know.
    #[serde(rename = "service.instructed")]
    ServiceInstructed,
    /// The recipient said how it was. `data.stars` is 1 to 5.
    #[serde(rename = "service.rated")]
    ServiceRated,
    /// A service was taken back before anything had happened to it.
    #[serde(rename = "service.deleted")]
    ServiceDeleted,
    /// A window was booked for a service. `data.window`, `data.shift` and `data.origin` say which and who chose it.
    #[serde(rename = "service.scheduled")]
    ServiceScheduled,
    /// A service was moved to another window. `data.before` is the one that it had.
    #[serde(rename = "service.rescheduled")]
    ServiceRescheduled,
    /// The window of a service was given up. `data.before` is the one that it had.
    #[serde(rename = "service.unscheduled")]
    ServiceUnscheduled,
    /// A recipient answered by SMS, and was understood. `data.intent` says how, `data.did` what was done.
    #[serde(rename = "reply.received")]
    ReplyReceived,
    /// A recipient answered by SMS, and was not understood. `data.why` says why, `data.did` what was done.
    #[serde(rename = "reply.not_understood")]
    ReplyNotUnderstood,
    /// Something about a service waits for a person of the account. `data.why` says what.
    #[serde(rename = "inbox.opened")]
    InboxOpened,
    /// A person of the account answered a recipient. `data.line` is the answer in the thread, `data.prompt` says
    /// whether the recipient wrote within the last hour.
    #[serde(rename = "inbox.answered")]
    InboxAnswered,
    /// What waited for a person of the account was dealt with. `data.reason` says how, where a reason was named.
    #[serde(rename = "inbox.closed")]
    InboxClosed,
    /// A message reached its recipient. `data.service`, `data.channel` and `data.notice` say which it was.
    #[serde(rename = "message.delivered")]
    MessageDelivered,
    /// A message does not reach its recipient. `data.why` is what the provider says.
    #[serde(rename = "message.failed")]
    MessageFailed,
    /// A proof became evidence of a service. `data.proof`, `data.type` and `data.digest` say which.
    #[serde(rename = "proof.attached")]
    ProofAttached,
    /// A route was planned.
    #[serde(rename = "route.created")]
    RouteCreated,
    /// The services, the driver or the date of a route were changed.
    #[serde(rename = "route.changed")]
    RouteChanged,
    /// A driver set out.
    #[serde(rename = "route.started")]
    RouteStarted,
    /// A route is over.
    #[serde(rename = "route.finished")]
    RouteFinished,
    /// A route that nobody had set out on was taken back.
    #[serde(rename = "route.deleted")]
    RouteDeleted,
}

impl EventKind {
    /// All of them.
    pub const ALL: [Self; 47] = [
        Self::UserInvited,
        Self::PasswordResetRequested,
        Self::ApiKeyCreated,
        Self::ApiKeyChanged,
        Self::ApiKeyRevoked,
        Self::AccountChanged,
        Self::UserChanged,
        Self::UserRemoved,
        Self::RegisterAdded,
        Self::RegisterChanged,
        Self::RegisterRemoved,
        Self::ConfigurationChanged,
        Self::FreightTableSwitched,
        Self::WebhookCreated,
        Self::WebhookChanged,
        Self::WebhookRemoved,
        Self::WebhookSwitchedOff,
        Self::WebhookPinged,
        Self::WebhookResendAsked,
        Self::CustomerAdded,
        Self::CustomerChanged,
        Self::CustomerRemoved,
        Self::CustomerErased,
        Self::ServiceCreated,
        Self::ServiceChanged,
        Self::ServiceStatusChanged,
        Self::ServiceFactRecorded,
        Self::ServiceLinkReplaced,
        Self::ServiceInstructed,
        Self::ServiceRated,
        Self::ServiceDeleted,
        Self::ServiceScheduled,
        Self::ServiceRescheduled,
        Self::ServiceUnscheduled,
        Self::ReplyReceived,
        Self::ReplyNotUnderstood,
        Self::InboxOpened,
        Self::InboxAnswered,
        Self::InboxClosed,
        Self::MessageDelivered,
        Self::MessageFailed,
        Self::ProofAttached,
        Self::RouteCreated,
        Self::RouteChanged,
        Self::RouteStarted,
        Self::RouteFinished,
        Self::RouteDeleted,
    ];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UserInvited => "user.invited",
            Self::PasswordResetRequested => "password_reset.requested",
            Self::ApiKeyCreated => "api_key.created",
            Self::ApiKeyChanged => "api_key.changed",
            Self::ApiKeyRevoked => "api_key.revoked",
            Self::AccountChanged => "account.changed",
            Self::UserChanged => "user.changed",
            Self::UserRemoved => "user.removed",
            Self::RegisterAdded => "register.added",
            Self::RegisterChanged => "register.changed",
            Self::RegisterRemoved => "register.removed",
            Self::ConfigurationChanged => "configuration.changed",
            Self::FreightTableSwitched => "freight_table.switched",
            Self::WebhookCreated => "webhook.created",
            Self::WebhookChanged => "webhook.changed",
            Self::WebhookRemoved => "webhook.removed",
            Self::WebhookSwitchedOff => "webhook.switched_off",
            Self::WebhookPinged => "webhook.pinged",
            Self::WebhookResendAsked => "webhook.resend_asked",
            Self::CustomerAdded => "customer.added",
            Self::CustomerChanged => "customer.changed",
            Self::CustomerRemoved => "customer.removed",
            Self::CustomerErased => "customer.erased",
            Self::ServiceCreated => "service.created",
            Self::ServiceChanged => "service.changed",
            Self::ServiceStatusChanged => "service.status_changed",
            Self::ServiceFactRecorded => "service.fact_recorded",
            Self::ServiceLinkReplaced => "service.link_replaced",
            Self::ServiceInstructed => "service.instructed",
            Self::ServiceRated => "service.rated",
            Self::ServiceDeleted => "service.deleted",
            Self::ServiceScheduled => "service.scheduled",
            Self::ServiceRescheduled => "service.rescheduled",
            Self::ServiceUnscheduled => "service.unscheduled",
            Self::ReplyReceived => "reply.received",
            Self::ReplyNotUnderstood => "reply.not_understood",
            Self::InboxOpened => "inbox.opened",
            Self::InboxAnswered => "inbox.answered",
            Self::InboxClosed => "inbox.closed",
            Self::MessageDelivered => "message.delivered",
            Self::MessageFailed => "message.failed",
            Self::ProofAttached => "proof.attached",
            Self::RouteCreated => "route.created",
            Self::RouteChanged => "route.changed",
            Self::RouteStarted => "route.started",
            Self::RouteFinished => "route.finished",
            Self::RouteDeleted => "route.deleted",
        }
    }

    /// What the account's own systems learn from it, in one sentence, when they follow along in the feed or by a
    /// webhook; none for what stays inside: people, their keys, and what only our own functions act on.
    #[must_use]
    pub const fn told(self) -> Option<&'static str> {
        match self {
            Self::UserInvited
            | Self::PasswordResetRequested
            | Self::ApiKeyCreated
            | Self::ApiKeyChanged
            | Self::ApiKeyRevoked
            | Self::UserChanged
            | Self::UserRemoved
            | Self::WebhookPinged
            | Self::WebhookResendAsked => None,
            Self::AccountChanged => Some("The account's name or settings were changed."),
            Self::RegisterAdded => Some("An entry was added to a register; `data.register` says which."),
            Self::RegisterChanged => Some("An entry of a register was changed; `data.register` says which."),
            Self::RegisterRemoved => Some("An entry was removed from a register; `data.register` says which."),
            Self::ConfigurationChanged => {
                Some("The freight configuration was changed; `data.section` says where, `subject` what.")
            }
            Self::FreightTableSwitched => {
                Some("A freight table went live; `data.policy` and `data.version` say which.")
            }
            Self::WebhookCreated => Some("A webhook was made."),
            Self::WebhookChanged => Some("A webhook was changed, or got a fresh secret."),
            Self::WebhookRemoved => Some("A webhook was removed."),
            Self::WebhookSwitchedOff => {
                Some("A webhook was switched off; `data.why` is `gone` (it answered 410) or `failing`.")
            }
            Self::CustomerAdded => Some("A customer was added. Those that come with a service are told of by it."),
            Self::CustomerChanged => Some("A customer was changed."),
            Self::CustomerRemoved => Some("A customer to whom no service ever went was removed."),
            Self::CustomerErased => Some("A person was erased. Whoever holds a copy erases it too."),
            Self::ServiceCreated => Some("A service was made."),
            Self::ServiceChanged => Some("What is said of a service was changed."),
            Self::ServiceStatusChanged => Some(
                "A service is in another state; `data.from`, `data.to` and `data.attempt` say which. `data.windowGone` is the window that it had until it ended and that has no place for it any more.",
            ),
            Self::ServiceFactRecorded => {
                Some("A device reported what did not move the service; `data.verdict` says why.")
            }
            Self::ServiceLinkReplaced => {
                Some("The recipient's link to a service was replaced, and the one before revoked.")
            }
            Self::ServiceInstructed => Some("The recipient said what the driver should know."),
            Self::ServiceRated => Some("The recipient said how it was; `data.stars` is 1 to 5."),
            Self::ServiceDeleted => Some("A service was taken back before anything had happened to it."),
            Self::ServiceScheduled => Some(
                "A window was booked for a service; `data.window`, `data.shift` and `data.origin` say which and who chose it.",
            ),
            Self::ServiceRescheduled => {
                Some("A service was moved to another window, `data.window`; `data.before` is the one that it had.")
            }
            Self::ServiceUnscheduled => {
                Some("The window of a service was given up; `data.before` is the one that it had.")
            }
            Self::ReplyReceived => Some(
                "A recipient answered by SMS and was understood; `data.intent` says how, `data.did` what was done.",
            ),
            Self::ReplyNotUnderstood => Some(
                "A recipient answered by SMS and was not understood; `data.why` says why, `data.did` whether it is asked again or a person answers.",
            ),
            Self::InboxOpened => {
                Some("Something about a service waits for a person of the account; `data.why` says what.")
            }
            Self::InboxAnswered => Some("A person of the account answered a recipient."),
            Self::InboxClosed => Some(
                "What waited for a person of the account was dealt with; `data.reason` says how, where a reason was named.",
            ),
            Self::MessageDelivered => Some(
                "A message reached its recipient; `data.service`, `data.channel` and `data.notice` say which it was.",
            ),
            Self::MessageFailed => {
                Some("A message does not reach its recipient; `data.why` is what the provider says.")
            }
            Self::ProofAttached => {
                Some("A proof became evidence of a service; `data.proof`, `data.type` and `data.digest` say which.")
            }
            Self::RouteCreated => Some("A route was planned; `data.driver` and `data.date` say for whom and when."),
            Self::RouteChanged => Some("The services, the driver or the date of a route were changed."),
            Self::RouteStarted => Some("A driver set out."),
            Self::RouteFinished => Some("A route is over."),
            Self::RouteDeleted => Some("A route that nobody had set out on was taken back."),
        }
    }
}
