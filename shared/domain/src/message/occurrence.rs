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
            // A window that ends with its service is told by what ended the service.
            EventKind::ServiceUnscheduled if data("status").is_none() => (Notice::Unscheduled, event.id.to_string()),
            EventKind::ReplyReceived | EventKind::ReplyNotUnderstood => {
                let confirms = data("confirm") == Some("true");
                let notice = match data("did")? {
                    "confirmed" => Notice::ReplyUnderstood,
                    "handed_over" => Notice::ReplyPassedOn,
                    "asked" => Notice::ReplyNotUnderstood,
                    "stopped" if confirms => Notice::Stopped,
                    "started" if confirms => Notice::Restarted,
                    // What was booked is told by what happened to the service.
                    _ => return None,
                };
                // What was understood of a reply is told in other words than what was not.
                let why = data("why").filter(|_| notice == Notice::ReplyNotUnderstood);
                (notice, why.map_or_else(|| event.id.to_string(), |why| format!("{}:{why}", event.id)))
            }
            EventKind::InboxAnswered => (Notice::Answered, data("line")?.to_owned()),
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
        let asked = data("prompt") == Some("true");
        let answers = notice.answers() || by_recipient || asked;
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
            Self::NotScheduled => status == Status::Active && no_day(service),
            Self::BeforePlanning => waiting && window(service).is_some_and(|window| window == mark),
            Self::RouteStarted | Self::LongRouteStarted => status == Status::Routed,
            Self::DeliveryStarted => status == Status::UnderWay,
            Self::Delivered => status == Status::Done,
            Self::NotDelivered => matches!(status, Status::Failed | Status::Active | Status::Routed),
            Self::Late => comes(service) && window(service).unwrap_or_else(|| PROMISE.to_owned()) == mark,
            Self::Rescheduled => waiting && service.booking.is_some(),
            Self::Unscheduled => waiting && no_day(service),
            Self::Cancelled => matches!(status, Status::CancelledByOffice | Status::CancelledByRecipient),
            Self::ReplyUnderstood
            | Self::ReplyPassedOn
            | Self::ReplyNotUnderstood
            | Self::Stopped
            | Self::Restarted
            | Self::Answered => true,
        }
    }
}

/// What was agreed last has not been tried in vain.
fn comes(service: &Service) -> bool {
    let state = service.state();
    let agreed = service.booking.as_ref().map(|booking| booking.at);
    let tried = state.attempts.iter().filter_map(|attempt| attempt.ended_at);
    !state.status.is_final() && tried.filter(|ended| agreed.is_none_or(|agreed| *ended > agreed)).count() == 0
}

/// Neither a window nor a day was agreed.
const fn no_day(service: &Service) -> bool {
    service.booking.is_none() && service.describing.scheduled.is_none()
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
            let again = no_day(service).then(|| event.at.checked_add(REMINDER).ok()).flatten();
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    const ID: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d";

    fn event(kind: EventKind, data: &[(&str, &str)]) -> Event {
        let data: BTreeMap<String, String> =
            data.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let at = "2026-11-22T15:00:00Z".parse().unwrap();
        let (id, account) = (ID.parse().unwrap(), ID.parse().unwrap());
        Event { id, account, kind, subject: ID.to_owned(), author: "user:x".to_owned(), at, data }
    }

    fn check(kind: EventKind, data: &[(&str, &str)], expected: Option<(Notice, &str, bool)>) {
        let found = match Occurrence::of(&event(kind, data)) {
            Some(Occurrence::Service(occasion)) => Some((occasion.notice, occasion.mark, occasion.answers)),
            _ => None,
        };
        let expected = expected.map(|(notice, mark, answers)| (notice, mark.to_owned(), answers));
        assert_eq!(found, expected, "{kind:?} {data:?}");
    }

    #[test]
    fn events_are_told_by_one_table() {
        use EventKind::{ReplyReceived, RouteFinished, ServiceCreated, ServiceRescheduled, ServiceStatusChanged};
        let moved = |to| [("to", to), ("attempt", "2")];
        check(ServiceCreated, &[], Some((Notice::NotScheduled, "made", false)));
        check(ServiceStatusChanged, &moved("under_way"), Some((Notice::DeliveryStarted, "2", false)));
        check(ServiceStatusChanged, &moved("done"), Some((Notice::Delivered, "2", false)));
        check(ServiceStatusChanged, &moved("failed"), Some((Notice::NotDelivered, "2", false)));
        check(ServiceStatusChanged, &moved("paused"), None);
        check(ServiceStatusChanged, &moved("cancelled_by_recipient"), Some((Notice::Cancelled, "", true)));
        check(ServiceStatusChanged, &moved("cancelled_by_office"), Some((Notice::Cancelled, "", false)));
        check(ServiceRescheduled, &[("origin", "office")], Some((Notice::Rescheduled, ID, false)));
        check(ServiceRescheduled, &[("origin", "recipient")], Some((Notice::Rescheduled, ID, true)));
        check(ReplyReceived, &[("did", "confirmed")], Some((Notice::ReplyUnderstood, ID, true)));
        check(ReplyReceived, &[("did", "booked")], None);
        check(ReplyReceived, &[("did", "handed_over")], Some((Notice::ReplyPassedOn, ID, true)));
        check(EventKind::ReplyNotUnderstood, &[("did", "handed_over")], Some((Notice::ReplyPassedOn, ID, true)));
        check(EventKind::ServiceUnscheduled, &[("origin", "office")], Some((Notice::Unscheduled, ID, false)));
        check(EventKind::ServiceUnscheduled, &[("status", "cancelled_by_office")], None);
        check(ReplyReceived, &[("did", "stopped"), ("confirm", "true")], Some((Notice::Stopped, ID, true)));
        check(ReplyReceived, &[("did", "stopped"), ("confirm", "false")], None);
        check(EventKind::ReplyNotUnderstood, &[("did", "asked")], Some((Notice::ReplyNotUnderstood, ID, true)));
        let asked = [("did", "asked"), ("why", "help")];
        let mark = format!("{ID}:help");
        check(EventKind::ReplyNotUnderstood, &asked, Some((Notice::ReplyNotUnderstood, &mark, true)));
        let answered = [("line", ID), ("prompt", "true")];
        check(EventKind::InboxAnswered, &answered, Some((Notice::Answered, ID, true)));
        check(EventKind::InboxAnswered, &answered[..1], Some((Notice::Answered, ID, false)));
        check(RouteFinished, &[], None);
        let route = Occurrence::of(&event(EventKind::RouteStarted, &[]));
        assert_eq!(route, Some(Occurrence::Route(ID.parse().unwrap())));
    }

    #[test]
    fn what_a_clock_is_asked_for_reads_back() {
        let occasion = due_occasion(&tell_at(
            ID.parse().unwrap(),
            &Occasion {
                service: ID.parse().unwrap(),
                notice: Notice::Late,
                mark: "calendar.2026-11-23.0800-1200".to_owned(),
                event: None,
                at: "2026-11-22T15:00:00Z".parse().unwrap(),
                answers: false,
            },
            "2026-11-23T15:00:00Z".parse().unwrap(),
        ))
        .unwrap();
        assert_eq!((occasion.notice, occasion.mark.as_str()), (Notice::Late, "calendar.2026-11-23.0800-1200"));
        assert_eq!(occasion.at, "2026-11-23T15:00:00Z".parse().unwrap());
    }
}
