//! Keys of delivery windows, and of what recipients were asked.

use super::{Acting, Key, Place, Prefix, own, own_prefix};
use domain::access::{GlobalScope, TenantScope};
use domain::asked::Asked;
use domain::code::CalendarId;
use domain::phone::Digested;
use domain::window::Calendar;
use std::marker::PhantomData;

const CALENDAR: &str = "CALENDAR";

/// AP-80: one calendar of delivery windows.
#[must_use]
pub fn calendar(scope: TenantScope, id: &CalendarId) -> Key<Calendar> {
    own(scope, "calendar", CALENDAR, id.as_str())
}

/// AP-81: the calendars of the account, by id.
#[must_use]
pub fn calendars(scope: TenantScope) -> Prefix<Calendar> {
    own_prefix(scope, CALENDAR, false)
}

/// AP-82: what a number was asked about a service: the newest message, and apart from it the newest with choices.
#[must_use]
pub(crate) fn asked(number: &Digested, asked: &Asked) -> Key<Asked> {
    let prefix = asked_of(number);
    let kind = if asked.choices.is_empty() { "told" } else { "choices" };
    let sk = format!("{}#{}#{kind}", asked.account, asked.service);
    Key { place: Place { acting: prefix.acting, entity: "asked", pk: prefix.pk, sk }, noun: PhantomData }
}

/// AP-83: everything that a number was asked, by whichever account.
#[must_use]
pub(crate) fn asked_of(number: &Digested) -> Prefix<Asked> {
    let acting = Acting::Global(GlobalScope::InboundPhone);
    let pk = format!("{}{}", acting.prefix(), number.as_str());
    Prefix { acting, pk, sk: String::new(), newest_first: false, noun: PhantomData }
}
