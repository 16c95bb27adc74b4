use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::capacity::{Capacity, Places};
use crate::shift::Shift;
use crate::window::Window;

fn at(hour: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + hour * 3600).unwrap()
}

fn id(text: &str) -> WindowId {
    text.parse().unwrap()
}

const MORNING: &str = "c.2026-11-30.0800-1200";
const AFTERNOON: &str = "c.2026-11-30.1300-1800";

fn choices() -> Vec<Choice> {
    vec![
        Choice { n: 1, window: id(MORNING), shift: Shift::Morning },
        Choice { n: 2, window: id(AFTERNOON), shift: Shift::Afternoon },
    ]
}

fn offered() -> Vec<window::Choice> {
    let choice = |n, text, shift| {
        let capacity = Capacity::new(id(text), Places::default(), None);
        window::Choice { n, window: Window { shift, starts: at(1), ends: at(2), capacity } }
    };
    vec![choice(1, MORNING, Shift::Morning), choice(2, AFTERNOON, Shift::Afternoon)]
}

fn check(intent: Intent, status: Status, asked_before: bool, expected: Next) {
    let (choices, offered, booked) = (choices(), offered(), id(MORNING));
    let standing = Standing {
        status,
        booked: Some(&booked),
        choices: &choices,
        offered: &offered,
        asked_before,
        overtaken: false,
    };
    assert_eq!(next(intent, &standing), expected, "{intent:?} {status}");
}

#[test]
fn an_answer_that_was_overtaken_chooses_and_asks_nothing_and_still_reaches_a_person() {
    let (choices, offered) = (choices(), offered());
    let standing = Standing {
        status: Status::Active,
        booked: None,
        choices: &choices,
        offered: &offered,
        asked_before: false,
        overtaken: true,
    };
    for intent in [Intent::Pick { n: 2 }, Intent::Confirm, Intent::NotHome, Intent::Unclear] {
        assert_eq!(next(intent, &standing), Next::Nothing, "{intent:?}");
    }
    assert_eq!(next(Intent::Question, &standing), Next::HandOver(Why::Question));
    assert_eq!(next(Intent::CancelDelivery, &standing), Next::HandOver(Why::CancelAsked));
}

#[test]
fn every_intent_in_every_situation_has_one_outcome() {
    use Status::{Active, Done, Failed, Routed, UnderWay};
    let day = date(2026, 11, 30);
    check(Intent::Pick { n: 2 }, Active, false, Next::Book(id(AFTERNOON)));
    check(Intent::Pick { n: 1 }, Routed, false, Next::Confirm);
    check(Intent::Pick { n: 7 }, Active, false, Next::Ask(Doubt::Unclear));
    check(Intent::Pick { n: 7 }, Active, true, Next::HandOver(Why::NotUnderstood));
    check(Intent::MoveTo { date: Some(day), shift: Some(Shift::Afternoon) }, Failed, false, Next::Book(id(AFTERNOON)));
    check(Intent::MoveTo { date: Some(day), shift: Some(Shift::Night) }, Active, false, Next::Ask(Doubt::OtherDay));
    check(Intent::MoveTo { date: Some(day), shift: None }, Active, false, Next::Ask(Doubt::OtherDay));
    check(Intent::MoveTo { date: None, shift: None }, Active, true, Next::HandOver(Why::NotUnderstood));
    check(Intent::Confirm, Active, false, Next::Confirm);
    check(Intent::Confirm, Done, false, Next::Nothing);
    check(Intent::NotHome, Active, false, Next::Ask(Doubt::NotHome));
    check(Intent::NotHome, UnderWay, false, Next::HandOver(Why::UnderWay));
    check(Intent::CancelDelivery, Active, false, Next::HandOver(Why::CancelAsked));
    check(Intent::CancelDelivery, Done, false, Next::HandOver(Why::Ended));
    check(Intent::Question, UnderWay, false, Next::HandOver(Why::Question));
    check(Intent::Help, Active, false, Next::Ask(Doubt::Help));
    check(Intent::Thanks, Done, true, Next::Nothing);
    check(Intent::Unclear, Active, false, Next::Ask(Doubt::Unclear));
    check(Intent::Unclear, Active, true, Next::HandOver(Why::NotUnderstood));
    check(Intent::Unclear, Done, false, Next::HandOver(Why::Ended));
}

#[test]
fn nothing_is_asked_where_nothing_can_be_chosen() {
    let standing = Standing {
        status: Status::Active,
        booked: None,
        choices: &[],
        offered: &[],
        asked_before: false,
        overtaken: false,
    };
    assert_eq!(next(Intent::Unclear, &standing), Next::HandOver(Why::NoWindow));
    let again = Standing { offered: &offered(), asked_before: true, ..standing };
    assert_eq!(doubt(Doubt::WindowGone, &again), Next::Ask(Doubt::WindowGone), "what went is offered again");
}

fn asked(service: u128, hour: i64, choices: Vec<Choice>, until: i64) -> Asked {
    Asked {
        account: AccountId::new(Uuid::from_u128(1)),
        service: ServiceId::new(Uuid::from_u128(service)),
        notice: crate::message::Notice::NotScheduled,
        choices,
        at: at(hour),
        until: at(until),
        message: None,
        taken: false,
        before: None,
    }
}

#[test]
fn numbers_mean_something_as_long_as_their_message_is_of_use() {
    let messages = [asked(1, 5, Vec::new(), 6), asked(1, 2, choices(), 20)];
    let found = talks(&messages, at(10));
    assert_eq!((found.len(), found[0].choices.len(), found[0].at), (1, 2, at(5)));
    assert!(talks(&messages, at(20))[0].choices.is_empty());
}

#[test]
fn a_reply_is_about_the_delivery_that_can_be_told() {
    fn check(messages: &[Asked], open: &[u128], expected: Option<(u128, bool)>) {
        let talks = talks(messages, at(40));
        let found = match about(&talks, |talk| open.contains(&talk.service.uuid().as_u128())) {
            About::One(talk) => Some((talk.service.uuid().as_u128(), true)),
            About::Several(talk) => Some((talk.service.uuid().as_u128(), false)),
            About::Nothing => None,
        };
        assert_eq!(found, expected);
    }
    check(&[], &[], None);
    let (first, second) = (asked(1, 30, Vec::new(), 31), asked(2, 29, Vec::new(), 31));
    check(&[first.clone(), second.clone()], &[1], Some((1, true)));
    check(&[first.clone(), second.clone()], &[2], Some((2, true)));
    check(&[first.clone(), second.clone()], &[1, 2], Some((1, false)));
    check(&[first.clone(), second], &[], Some((1, true)));
    check(&[first.clone(), asked(2, 29, choices(), 50)], &[1, 2], Some((2, true)));
    check(&[asked(1, 30, choices(), 50), asked(2, 29, choices(), 50)], &[1, 2], Some((1, false)));
    check(&[first, asked(2, 18, Vec::new(), 19)], &[1, 2], Some((1, true)));
}

#[test]
fn a_thread_keeps_the_newest_messages_and_opens_once() {
    let mut thread = Thread::new(ServiceId::new(Uuid::from_u128(1)), crate::id::CustomerId::new(Uuid::from_u128(2)));
    for n in 0..120_u128 {
        let text = format!("a\u{202e}b\n{n}");
        let id = crate::id::EventId::new(Uuid::from_u128(n));
        thread.add(Line { id, side: Side::Recipient, author: String::new(), text, at: at(1), intent: None });
    }
    assert_eq!((thread.lines.len(), thread.lines[0].text.as_str()), (100, "ab20"));
    assert!(thread.wait(Why::Question, at(1), crate::visibility::Placement::default()));
    assert!(!thread.wait(Why::Ended, at(2), crate::visibility::Placement::default()));
    thread.asked_at = Some(at(1));
    assert!(thread.asked_before(at(48)) && !thread.asked_before(at(49)));
}
