//! Delivery by appointment: which windows a shopper can choose from.
//!
//! A window is offered when it starts after the goods can be there, not later than the last day (today, the time that
//! counts and the days ahead that the policy offers), before its own cut-off, when it is not blocked, on no day on
//! which nobody works, and has a place left. A policy whose windows are all gone is not offered.

use domain::capacity::{Capacity, Load, Places, Refused, WindowId};
use domain::code::CalendarId;
use domain::currency::Money;
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Zoned};
use rust_decimal::Decimal;

use crate::configuration::{Policy, WeeklyWindow, number_of};
use crate::quote::reason::{LostWindows, Reason};
use crate::quote::route::{Route, Survey};

/// What one delivery of any goods takes. How many units are in the cart does not matter while one place is left.
const ONE: Load = Load { deliveries: 1, units: 1 };

/// A window that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedWindow {
    /// Which: the policy is its calendar.
    pub id: WindowId,
    /// The same window of further policies whose carriers come for the same option; a place is taken in each.
    pub also: Vec<WindowId>,
    /// Its first minute.
    pub from: Zoned,
    /// Its last minute.
    pub to: Zoned,
    /// What it costs on top of the option's price, in minor units.
    pub price: i64,
    /// Deliveries that it still takes; none is without end.
    pub left: Option<u32>,
}

/// A window with a place left.
struct Open {
    id: WindowId,
    price: Decimal,
    left: Option<u32>,
}

/// Whether a policy that delivers by appointment has a window for goods that arrive then.
pub(crate) fn any(survey: &Survey<'_>, policy: &Policy, arrives: DateTime, worked: u64) -> bool {
    open(survey, policy, arrives, worked).next().is_some()
}

/// Why a policy that delivers by appointment has no window for goods that arrive then.
pub(crate) fn none(survey: &Survey<'_>, policy: &Policy, arrives: DateTime, worked: u64) -> Reason {
    let mut lost = LostWindows::default();
    let counted = slots(survey, policy, arrives, worked).take_while(|_| survey.cart.explain);
    for (date, window) in counted {
        let count = match standing(survey, policy, date, window) {
            Some(Err(Refused::Closed)) => &mut lost.blocked,
            Some(Err(Refused::PastCutOff)) => &mut lost.past_cut_off,
            Some(Err(_)) => &mut lost.full,
            _ => continue,
        };
        *count = count.saturating_add(1);
    }
    let last = last_day(survey.start, worked, policy.delivery_schedule.max_range_days);
    Reason::NoDeliveryWindow { arrives, last, lost }
}

/// The windows of an option, in which every carrier that comes by appointment has a place; empty when none does.
///
/// # Errors
/// The reason why there is none.
pub(crate) fn offered(survey: &Survey<'_>, routes: &[Route]) -> Result<Vec<OfferedWindow>, Reason> {
    let arrives = routes.iter().map(|route| route.arrives).max().unwrap_or(survey.start);
    // All of them wait for the one that takes longest.
    let worked = routes.iter().map(Route::worked).max().unwrap_or_default();
    let mut common: Option<Vec<OfferedWindow>> = None;
    let mut seen: Vec<usize> = Vec::new();
    for route in routes {
        let Some(policy) = survey.policy(route).filter(|policy| policy.delivery_schedule.enabled) else { continue };
        if seen.contains(&route.policy) {
            continue;
        }
        seen.push(route.policy);
        let own = open(survey, policy, arrives, worked);
        let joined: Option<Vec<OfferedWindow>> = match common {
            None => own.map(|window| first(survey, window)).collect(),
            Some(before) => {
                let own: Vec<Open> = own.collect();
                let with_both = before.into_iter().filter_map(|window| {
                    let other = own.iter().find(|other| same_time(&window.id, &other.id))?;
                    Some(join(survey, window, other))
                });
                with_both.collect()
            }
        };
        let joined = joined.ok_or(Reason::AmountTooLarge)?;
        if joined.is_empty() {
            return Err(none(survey, policy, arrives, worked));
        }
        common = Some(joined);
    }
    Ok(common.unwrap_or_default())
}

fn same_time(one: &WindowId, other: &WindowId) -> bool {
    (one.date(), one.start(), one.end()) == (other.date(), other.start(), other.end())
}

fn minor(survey: &Survey<'_>, price: Decimal) -> Option<i64> {
    let settings = survey.configuration.settings();
    Money::rounded(price, settings.currency, settings.rounding).ok().map(Money::minor)
}

fn first(survey: &Survey<'_>, Open { id, price, left }: Open) -> Option<OfferedWindow> {
    let moment = |at: DateTime| survey.configuration.zone().to_zoned(at).ok();
    let (from, to) = (moment(id.date().to_datetime(id.start()))?, moment(id.date().to_datetime(id.end()))?);
    Some(OfferedWindow { id, also: Vec::new(), from, to, price: minor(survey, price)?, left })
}

fn join(survey: &Survey<'_>, mut window: OfferedWindow, other: &Open) -> Option<OfferedWindow> {
    window.also.push(other.id.clone());
    window.price = window.price.checked_add(minor(survey, other.price)?)?;
    window.left = window.left.into_iter().chain(other.left).min();
    Some(window)
}

/// Windows by date, start and end.
fn open<'s>(
    survey: &'s Survey<'_>,
    policy: &'s Policy,
    arrives: DateTime,
    worked: u64,
) -> impl Iterator<Item = Open> + 's {
    let slots = slots(survey, policy, arrives, worked);
    slots.filter_map(move |(date, window)| standing(survey, policy, date, window)?.ok())
}

/// The windows of a policy that start after goods arrive, until the last day.
fn slots<'s>(
    survey: &'s Survey<'_>,
    policy: &'s Policy,
    arrives: DateTime,
    worked: u64,
) -> impl Iterator<Item = (Date, &'s WeeklyWindow)> + 's {
    let schedule = &policy.delivery_schedule;
    let mut weekly: Vec<&WeeklyWindow> = schedule.windows.iter().collect();
    weekly.sort_by_key(|window| (window.start, window.end));
    let last = last_day(survey.start, worked, schedule.max_range_days);
    let dates = std::iter::successors(Some(arrives.date()), |date| date.tomorrow().ok());
    let dates = dates.take_while(move |date| last.is_some_and(|last| *date <= last));
    let dates = dates.filter(|date| !survey.stock.days_off().contains(*date));
    let slots = dates.flat_map(move |date| {
        let day = number_of(date.weekday());
        let of_day: Vec<&WeeklyWindow> = weekly.iter().filter(|window| window.day_of_week == day).copied().collect();
        of_day.into_iter().map(move |window| (date, window))
    });
    slots.filter(move |(date, window)| date.to_datetime(window.start.time()) > arrives)
}

/// Calendar days from today: the time that counts, and the days ahead.
fn last_day(start: DateTime, worked: u64, ahead: u16) -> Option<Date> {
    let worked = SignedDuration::from_secs(i64::try_from(worked).ok()?);
    let ahead = SignedDuration::from_hours(i64::from(ahead).checked_mul(24)?);
    Some(start.checked_add(worked).ok()?.checked_add(ahead).ok()?.date())
}

/// How a window stands; none where it cannot be named.
fn standing(survey: &Survey<'_>, policy: &Policy, date: Date, window: &WeeklyWindow) -> Option<Result<Open, Refused>> {
    let schedule = &policy.delivery_schedule;
    if schedule.blocked.iter().any(|blocked| (blocked.date, blocked.start) == (date, window.start)) {
        return Some(Err(Refused::Closed));
    }
    let calendar = CalendarId::new(policy.id.as_str()).ok()?;
    let id = WindowId::new(calendar, date, window.start.time(), window.end.time()).ok()?;
    let starts = survey.configuration.zone().to_timestamp(date.to_datetime(window.start.time())).ok()?;
    let cut_off = starts.checked_sub(SignedDuration::from_secs(i64::from(window.cut_off.seconds()))).ok()?;
    let places = Places { deliveries: window.max_orders, units: window.max_items };
    let defined = Capacity::new(id.clone(), places, Some(cut_off));
    let capacity = match Capacity::current(Some(defined), survey.stock.window(&id).cloned()) {
        Ok(capacity) => capacity,
        Err(refused) => return Some(Err(refused)),
    };
    let left = capacity.free();
    Some(capacity.take(ONE, survey.order.timestamp()).map(|_| Open { id, price: window.price, left }))
}
