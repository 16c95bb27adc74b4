//! Which events recipients are told of, and which work on a clock they leave.

use jiff::{SignedDuration, Timestamp};

use super::{Notice, Occasion};
use crate::due::{Due, DueKind};
use crate::event::{Event, EventKind};
use crate::id::{RouteId, ServiceId};
use crate::service::{Service, Status};

/// What an event asks to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occurrence {
    /// The recipient of one service is told.
    Service(Occasion),
    /// The recipients of a route are told that it started.
    Route(RouteId),
}

/// When a recipient who has chosen no window is asked once more.
const REMINDER: SignedDuration = SignedDuration::from_hours(24);
/// How long before its window a recipient is told of it.
const BEFORE: SignedDuration = SignedDuration::from_hours(24);
/// Marks the reminder of those who have not chosen.
const AGAIN: &str = "again";
/// Marks what was promised when the service was made.
const PROMISE: &str = "promise";

impl Occurrence {
    /// The table: what an event asks to be told; none when it asks for nothing.
    #[must_use]
    pub fn of(event: &Event) -> Option<Self> {
        let data = |name: &str| event.data.get(name).map(String::as_str);
        let attempt = || data("attempt").unwrap_or("0").to_owned();
        let (notice, mark) = match event.kind {
            EventKind::RouteStarted => return event.subject.parse().ok().map(Self::Route),
            EventKind::ServiceCreated => (Notice::NotScheduled, "made".to_owned()),
            EventKind::ServiceScheduled | EventKind::ServiceRescheduled => (Notice::Rescheduled, event.id.to_string()),
            EventKind::ReplyReceived => match data("outcome")? {
                "stopped" => (Notice::Stopped, event.id.to_string()),
                "started" => (Notice::Restarted, event.id.to_string()),
                // What was moved or called off is told by what happened to the service.
                "booked" | "moved" | "cancelled" | "none" => return None,
                _ => (Notice::ReplyUnderstood, event.id.to_string()),
            },
            EventKind::ReplyNotUnderstood => (Notice::ReplyNotUnderstood, event.id.to_string()),
            EventKind::ServiceStatusChanged => match data("to")?.parse().ok()? {
                Status::UnderWay => (Notice::DeliveryStarted, attempt()),
                Status::Done => (Notice::Delivered, attempt()),
                Status::Failed => (Notice::NotDelivered, attempt()),
                Status::CancelledByOffice | Status::CancelledByRecipient => (Notice::Cancelled, String::new()),
                Status::Active | Status::Routed | Status::Paused | Status::Returned => return None,
            },
            _ => return None,
        };
        let service: ServiceId = event.subject.parse().ok()?;
        let by_recipient =
            data("origin") == Some("recipient") || data("to") == Some(Status::CancelledByRecipient.name());
        let answers = notice.answers() || by_recipient;
        Some(Self::Service(Occasion { service, notice, mark, event: Some(event.id), at: event.at, answers }))
    }
}

impl Notice {
    /// Whether what it tells is true of a service as it stands.
    #[must_use]
    pub fn holds(self, service: &Service, mark: &str) -> bool {
        let status = service.status();
        let waiting = matches!(status, Status::Active | Status::Routed);
        match self {
            Self::NotScheduled => status == Status::Active && service.booking.is_none(),
            Self::BeforePlanning => waiting && window(service).is_some_and(|window| window == mark),
            Self::RouteStarted | Self::LongRouteStarted => status == Status::Routed,
            Self::DeliveryStarted => status == Status::UnderWay,
            Self::Delivered => status == Status::Done,
            Self::NotDelivered => matches!(status, Status::Failed | Status::Active | Status::Routed),
            Self::Late => !status.is_final() && window(service).unwrap_or_else(|| PROMISE.to_owned()) == mark,
            Self::Rescheduled => waiting && service.booking.is_some(),
            Self::Cancelled => matches!(status, Status::CancelledByOffice | Status::CancelledByRecipient),
            Self::ReplyUnderstood | Self::ReplyNotUnderstood | Self::Stopped | Self::Restarted => true,
        }
    }
}

fn window(service: &Service) -> Option<String> {
    service.booking.as_ref().map(|booking| booking.window.to_string())
}

/// What is to be looked at later because of an event: the service is asked again then, and told only what still holds.
#[must_use]
pub fn later(event: &Event, service: &Service) -> Vec<Due> {
    let time = |name: &str| event.data.get(name).and_then(|text| text.parse::<Timestamp>().ok());
    let due = |notice: Notice, mark: &str, at: Option<Timestamp>| {
        let subject = format!("{}/{}/{mark}", service.id, notice.name());
        at.filter(|at| *at > event.at).map(|at| Due { account: event.account, kind: DueKind::MessageTell, subject, at })
    };
    let found = match event.kind {
        EventKind::ServiceCreated => {
            let deadline = service.promise.as_ref().and_then(|promise| promise.deadline);
            let again = service.booking.is_none().then(|| event.at.checked_add(REMINDER).ok()).flatten();
            [due(Notice::NotScheduled, AGAIN, again), due(Notice::Late, PROMISE, deadline)]
        }
        EventKind::ServiceScheduled | EventKind::ServiceRescheduled => {
            let window = event.data.get("window").map(String::as_str).unwrap_or_default();
            let before = time("starts").and_then(|starts| starts.checked_sub(BEFORE).ok());
            [due(Notice::BeforePlanning, window, before), due(Notice::Late, window, time("ends"))]
        }
        _ => [None, None],
    };
    found.into_iter().flatten().collect()
}

/// Reads back what [`later`] wrote.
#[must_use]
pub fn due_occasion(due: &Due) -> Option<Occasion> {
    let mut parts = due.subject.splitn(3, '/');
    let service = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let notice = Notice::ALL.into_iter().find(|notice| notice.name() == name)?;
    let mark = parts.next()?.to_owned();
    Some(Occasion { service, notice, mark, event: None, at: due.at, answers: notice.answers() })
}

/// Work that tells a service something at a time.
#[must_use]
pub fn tell_at(account: crate::id::AccountId, occasion: &Occasion, at: Timestamp) -> Due {
    let subject = format!("{}/{}/{}", occasion.service, occasion.notice.name(), occasion.mark);
    Due { account, kind: DueKind::MessageTell, subject, at }
}
