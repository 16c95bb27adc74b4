//! Keys of delivery windows, and of what recipients were asked.

use super::{Acting, Found, ITSELF, Key, Place, Prefix, own, own_prefix};
use domain::access::{GlobalScope, TenantScope};
use domain::asked::Asked;
use domain::code::CalendarId;
use domain::conversation::{Thread, Waiting};
use domain::id::{AccountId, ImportId, ServiceId};
use domain::phone::Digested;
use domain::window::Calendar;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::marker::PhantomData;

const CALENDAR: &str = "CALENDAR";
const INBOX: &str = "INBOX";

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
pub(crate) fn asked(number: &Digested, of: (AccountId, ServiceId), choices: bool) -> Key<Asked> {
    let prefix = asked_of(number);
    let kind = if choices { "choices" } else { "told" };
    let sk = format!("{}#{}#{kind}", of.0, of.1);
    Key { place: Place { acting: prefix.acting, entity: "asked", pk: prefix.pk, sk }, noun: PhantomData }
}

/// AP-83: everything that a number was asked, by whichever account.
#[must_use]
pub(crate) fn asked_of(number: &Digested) -> Prefix<Asked> {
    let acting = Acting::Global(GlobalScope::InboundPhone);
    let pk = format!("{}{}", acting.prefix(), number.as_str());
    Prefix { acting, pk, sk: String::new(), newest_first: false, noun: PhantomData }
}

/// An account that writes to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Writer {
    /// The account.
    pub account: AccountId,
    /// The service that it wrote about last.
    pub service: ServiceId,
    /// When.
    pub at: Timestamp,
}

/// AP-157: that an account has written to a number. It holds identifiers only.
#[must_use]
pub(crate) fn writer(number: &Digested, account: AccountId) -> Key<Writer> {
    let prefix = writers(number);
    let place = Place { acting: prefix.acting, entity: "writer", pk: prefix.pk, sk: account.to_string() };
    Key { place, noun: PhantomData }
}

/// AP-157: the accounts that have ever written to a number.
#[must_use]
pub(crate) fn writers(number: &Digested) -> Prefix<Writer> {
    let acting = Acting::Global(GlobalScope::InboundPhone);
    let pk = format!("{}WRITERS#{}", acting.prefix(), number.as_str());
    Prefix { acting, pk, sk: String::new(), newest_first: false, noun: PhantomData }
}

/// AP-144: one import of bookings.
#[must_use]
pub fn booking_import<T>(scope: TenantScope, id: ImportId) -> Key<T> {
    own(scope, "booking_import", "BOOKINGIMPORT", &id.to_string())
}

/// AP-145: the imports of bookings, newest first.
#[must_use]
pub fn booking_imports<T>(scope: TenantScope) -> Prefix<T> {
    own_prefix(scope, "BOOKINGIMPORT", true)
}

/// AP-167: that a service is agreed for a day, by the clock time at which its window starts; those without a window come
/// first.
#[must_use]
pub fn agreed(scope: TenantScope, day: Date, starts: Option<Time>, id: ServiceId) -> Key<Found<ServiceId>> {
    let starts = starts.map_or((0, 0), |time| (time.hour(), time.minute()));
    own(scope, "agreed", &format!("AGREED#{day}"), &format!("{:02}{:02}#{id}", starts.0, starts.1))
}

/// AP-167: the services that are agreed for a day, in the order in which their windows start.
#[must_use]
pub fn agreed_on(scope: TenantScope, day: Date) -> Prefix<Found<ServiceId>> {
    own_prefix(scope, &format!("AGREED#{day}"), false)
}

/// AP-84: what was written to and fro about a service. It holds what recipients write.
#[must_use]
pub fn thread(scope: TenantScope, service: ServiceId) -> Key<Thread> {
    own(scope, "thread", &format!("THREAD#{service}"), ITSELF)
}

/// AP-85: that something about a service waits for a person.
#[must_use]
pub fn waiting(scope: TenantScope, waiting: &Waiting) -> Key<Waiting> {
    let sk = format!("{:020}#{}", waiting.since.as_millisecond().max(0), waiting.service);
    own(scope, "waiting", INBOX, &sk)
}

/// AP-85: what waits for a person, the longest waiting first.
#[must_use]
pub fn waiting_all(scope: TenantScope) -> Prefix<Waiting> {
    own_prefix(scope, INBOX, false)
}

/// AP-86: that an inbound SMS was carried out; the lock that lets it have its effect once.
#[must_use]
pub(crate) fn reply(scope: TenantScope, provider_id: &str) -> Key<()> {
    let name: String = provider_id.chars().filter(char::is_ascii_graphic).take(200).collect();
    own(scope, "reply", &format!("REPLY#{name}"), ITSELF)
}
