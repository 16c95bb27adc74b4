//! Whether a message is sent now, later or not at all.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Notice, Timing, Withheld};
use crate::quiet::{QuietHours, Sending, Urgency, sending};

/// What is known when it is decided over a message.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The moment.
    pub now: Timestamp,
    /// When the things happen that it is about.
    pub timing: Timing,
    /// When nobody is disturbed.
    pub quiet: QuietHours,
    /// The zone of the recipient.
    pub zone: &'a TimeZone,
    /// It answers what the recipient did a moment ago.
    pub answers: bool,
    /// What it tells is still true.
    pub holds: bool,
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It is sent now.
    Send,
    /// It is looked at again then.
    Wait(Timestamp),
    /// It is not sent.
    Withhold(Withheld),
}

/// Decides over a message. What the recipient does not want comes before what has no use any more, and that before the
/// hour and the budgets of the day on which it would go out.
#[must_use]
pub fn course(notice: Notice, circumstances: Circumstances<'_>, allowed: Result<(), Withheld>) -> Course {
    let Circumstances { now, timing, quiet, zone, answers, holds } = circumstances;
    let of_today = matches!(allowed, Err(Withheld::NumberBudget | Withheld::AccountBudget));
    if let Err(why) = allowed
        && !of_today
    {
        return Course::Withhold(why);
    }
    if !holds {
        return Course::Withhold(Withheld::Overtaken);
    }
    let urgency = Urgency { useful_until: notice.useful_until(timing), answers };
    match (sending(urgency, now, quiet, zone), allowed) {
        (Sending::Dropped, _) => Course::Withhold(Withheld::TooLate),
        (Sending::At(at), _) => Course::Wait(at),
        (Sending::Now, Err(why)) => Course::Withhold(why),
        (Sending::Now, Ok(())) => Course::Send,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_sent_kept_for_the_morning_or_not_sent() {
        fn check(now: &str, holds: bool, allowed: Result<(), Withheld>, expected: Course) {
            let zone = TimeZone::get("America/Sao_Paulo").unwrap();
            let timing = Timing { happened: Some("2026-11-22T15:00:00Z".parse().unwrap()), ..Timing::default() };
            let (now, quiet) = (now.parse().unwrap(), QuietHours::default());
            let circumstances = Circumstances { now, timing, quiet, zone: &zone, answers: false, holds };
            assert_eq!(course(Notice::Delivered, circumstances, allowed), expected, "{now} {holds} {allowed:?}");
        }
        const DAY: &str = "2026-11-22T15:00:00Z";
        const NIGHT: &str = "2026-11-23T02:00:00Z";
        let morning = Course::Wait("2026-11-23T11:00:00Z".parse().unwrap());
        check(DAY, true, Ok(()), Course::Send);
        check(NIGHT, true, Ok(()), morning);
        // Tomorrow has its own budget.
        check(NIGHT, true, Err(Withheld::NumberBudget), morning);
        check(DAY, true, Err(Withheld::AccountBudget), Course::Withhold(Withheld::AccountBudget));
        check(NIGHT, true, Err(Withheld::Stopped), Course::Withhold(Withheld::Stopped));
        check(DAY, false, Ok(()), Course::Withhold(Withheld::Overtaken));
        check(DAY, false, Err(Withheld::Country), Course::Withhold(Withheld::Country));
        check("2026-11-25T15:00:00Z", true, Ok(()), Course::Withhold(Withheld::TooLate));
    }
}
