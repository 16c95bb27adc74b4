use domain::event::{Event, EventKind};
use domain::id::{EventId, MessageId};
use jiff::{SignedDuration, Timestamp};
use messenger::Outcome;
use serde::{Deserialize, Serialize};

/// What became of one message to one person. It holds identifiers only; the text is not kept, for it holds a secret
/// link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Record {
    pub(crate) id: MessageId,
    pub(crate) event: EventId,
    pub(crate) kind: EventKind,
    pub(crate) channel: Channel,
    /// Whom it is for, by identifier.
    pub(crate) subject: String,
    pub(crate) state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Channel {
    Email,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "name")]
pub(crate) enum State {
    /// A worker is at it.
    Sending { since: Timestamp },
    /// It has certainly not left; it is tried again.
    NotSent { why: String },
    /// The provider has it.
    Accepted { provider_id: String },
    /// The provider will not send it.
    Refused { code: String },
    /// It may have left. Never tried again.
    Unknown { why: String },
    /// There was nothing left to tell when its turn came.
    Dropped { why: String },
}

impl State {
    /// What a send leaves behind.
    pub(crate) fn after(outcome: &Outcome) -> Self {
        match outcome.clone() {
            Outcome::Accepted { provider_id } => Self::Accepted { provider_id },
            Outcome::Refused { code } => Self::Refused { code },
            Outcome::NotSent { why } => Self::NotSent { why },
            Outcome::Unknown { why } => Self::Unknown { why },
        }
    }
}

impl Record {
    /// A message that an event causes. Repeats of the event find the same record, for it has the event's number.
    pub(crate) fn new(event: &Event, channel: Channel) -> Self {
        let why = "not begun".to_owned();
        Self {
            id: MessageId::new(event.id.uuid()),
            event: event.id,
            kind: event.kind,
            channel,
            subject: event.subject.clone(),
            state: State::NotSent { why },
        }
    }
}

/// What to do with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// It has ended.
    Nothing,
    /// Another worker is at it: look again later.
    Wait,
    /// It ends here, without being sent.
    Settle(State),
    /// Claim it, then send it.
    Send,
}

/// Longer than a worker lives (30 s) and shorter than the queue waits before it hands a message out again (180 s).
const CLAIM_LIVES: SignedDuration = SignedDuration::from_secs(60);

/// Decides what to do with a message, from what is known of it. `obstacle` says why there is nothing left to tell.
pub(crate) fn next(record: Option<&Record>, obstacle: Option<&str>, now: Timestamp) -> Next {
    let untold = || match obstacle {
        Some(why) => Next::Settle(State::Dropped { why: why.to_owned() }),
        None => Next::Send,
    };
    match record.map(|record| &record.state) {
        None | Some(State::NotSent { .. }) => untold(),
        Some(State::Sending { since }) if now.duration_since(*since) < CLAIM_LIVES => Next::Wait,
        Some(State::Sending { .. }) => {
            Next::Settle(State::Unknown { why: "the worker that began to send it never said how it ended".to_owned() })
        }
        Some(State::Accepted { .. } | State::Refused { .. } | State::Unknown { .. } | State::Dropped { .. }) => {
            Next::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::tests::event;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn record(state: State) -> Record {
        Record { state, ..Record::new(&event(EventKind::UserInvited), Channel::Email) }
    }

    fn why() -> String {
        "why".to_owned()
    }

    #[test]
    fn a_message_is_sent_once_and_only_a_clear_not_sent_is_tried_again() {
        fn check(state: Option<State>, expected: Next) {
            assert_eq!(next(state.clone().map(record).as_ref(), None, at(0)), expected, "{state:?}");
        }
        check(None, Next::Send);
        check(Some(State::NotSent { why: why() }), Next::Send);
        check(Some(State::Accepted { provider_id: "m-1".into() }), Next::Nothing);
        check(Some(State::Refused { code: "MessageRejected".into() }), Next::Nothing);
        check(Some(State::Unknown { why: why() }), Next::Nothing);
        check(Some(State::Dropped { why: why() }), Next::Nothing);
    }

    #[test]
    fn a_claim_is_waited_for_and_then_reads_as_unknown() {
        let claimed = record(State::Sending { since: at(0) });
        assert_eq!(next(Some(&claimed), None, at(59)), Next::Wait);
        assert!(matches!(next(Some(&claimed), None, at(60)), Next::Settle(State::Unknown { .. })));
        assert!(
            matches!(next(Some(&claimed), Some("link_gone"), at(60)), Next::Settle(State::Unknown { .. })),
            "it may have left, whatever happened to the link since"
        );
    }

    #[test]
    fn what_is_no_longer_worth_telling_is_dropped_unless_it_has_left() {
        fn check(state: Option<State>, expected: Next) {
            assert_eq!(next(state.map(record).as_ref(), Some("link_gone"), at(0)), expected);
        }
        let dropped = || Next::Settle(State::Dropped { why: "link_gone".into() });
        check(None, dropped());
        check(Some(State::NotSent { why: why() }), dropped());
        check(Some(State::Accepted { provider_id: "m-1".into() }), Next::Nothing);
        check(Some(State::Unknown { why: why() }), Next::Nothing);
    }

    #[test]
    fn a_record_reads_back_as_it_was_written() {
        for state in [State::Sending { since: at(0) }, State::Unknown { why: why() }, State::NotSent { why: why() }] {
            let record = record(state);
            let written = serde_json::to_string(&record).unwrap();
            assert_eq!(serde_json::from_str::<Record>(&written).unwrap(), record, "{written}");
        }
    }
}
