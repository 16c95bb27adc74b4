//! From the moment of an order to the moment of its promise.
//!
//! Time runs on days that count for the policy and stands still on others, from midnight to midnight. An order on a
//! day that does not count starts on the next one that does, at the same time of day, unless the carrier has hours or
//! a pickup on that very day. Everything happens in the account's wall-clock time, truncated to the minute.

use domain::calendar::{DaysOff, WeekendAndHolidays};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

use crate::configuration::{Policy, number_of};
use crate::time_span::{DAY, TimeSpan};

/// What a stretch of time is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeCode {
    /// The seller has no room before.
    CapacityWait,
    /// The goods get ready to leave the warehouse.
    LeadTime,
    /// On the way from warehouse to dock.
    Warehouse,
    /// Handled at the dock.
    Dock,
    /// Waiting for the carrier.
    PickupWait,
    /// With the carrier.
    Transit,
    /// Days that do not count.
    ClosedDays,
}

impl TimeCode {
    /// The code that answers use.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::CapacityWait => "capacity_wait",
            Self::LeadTime => "lead_time",
            Self::Warehouse => "warehouse",
            Self::Dock => "dock",
            Self::PickupWait => "pickup_wait",
            Self::Transit => "transit",
            Self::ClosedDays => "closed_days",
        }
    }
}

/// What has to happen before goods arrive.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Plan {
    /// Days until the seller has room.
    pub(crate) queue: u16,
    pub(crate) lead: TimeSpan,
    pub(crate) way: TimeSpan,
    pub(crate) dock: TimeSpan,
    pub(crate) transit: TimeSpan,
}

/// A stretch of wall-clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) code: TimeCode,
    pub(crate) from: DateTime,
    pub(crate) to: DateTime,
}

/// Where a plan ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    pub(crate) at: DateTime,
    /// Seconds that are not closed days.
    pub(crate) worked: u64,
    /// Without gaps from order to promise; empty unless asked for.
    pub(crate) stretches: Vec<Stretch>,
}

/// When an order of `start` arrives; `None` when no calendar reaches that far.
pub(crate) fn promise(
    plan: &Plan,
    policy: &Policy,
    days_off: &DaysOff,
    start: DateTime,
    listed: bool,
) -> Option<Promise> {
    let collects = Collects { policy };
    let mut walk = Walk {
        at: start,
        open: collects.on(start.date()).then(|| start.date()),
        mode: policy.weekend_and_holidays,
        days_off,
        worked: 0,
        listed,
        stretches: Vec::new(),
    };
    if plan.queue > 0 {
        let to = start.checked_add(SignedDuration::from_hours(i64::from(plan.queue).checked_mul(24)?)).ok()?;
        walk.go(TimeCode::CapacityWait, to);
        walk.open = collects.on(to.date()).then(|| to.date());
    }
    let preparation = plan.lead.plus(plan.way).plus(plan.dock);
    if preparation > TimeSpan::ZERO || !collects.ever() {
        walk.start_on_a_day_that_counts()?;
    }
    walk.spend(TimeCode::LeadTime, plan.lead)?;
    walk.spend(TimeCode::Warehouse, plan.way)?;
    walk.spend(TimeCode::Dock, plan.dock)?;
    if collects.ever() {
        let next = collects.next(walk.at)?;
        walk.open = Some(next.date());
        walk.wait_until(next)?;
    }
    walk.spend(TimeCode::Transit, plan.transit.plus(policy.additional_time))?;
    Some(Promise { at: walk.at, worked: walk.worked, stretches: walk.stretches })
}

/// Whether a carrier that is closed outside its hours takes an order now.
pub(crate) fn takes_orders(policy: &Policy, now: DateTime) -> bool {
    let hours = &policy.business_hours;
    hours.hours.is_empty() || hours.accepts_orders_outside || Collects { policy }.open(now)
}

/// When a carrier that is closed takes orders again.
pub(crate) fn opens(policy: &Policy, now: DateTime) -> Option<DateTime> {
    Collects { policy }.next_opening(now)
}

/// Moments of the week at which goods change over to the carrier.
struct Collects<'a> {
    policy: &'a Policy,
}

impl Collects<'_> {
    fn ever(&self) -> bool {
        !self.policy.pickups.is_empty() || !self.policy.business_hours.hours.is_empty()
    }

    fn on(&self, date: Date) -> bool {
        let day = number_of(date.weekday());
        self.policy.pickups.iter().any(|pickup| pickup.day_of_week == day)
            || self.policy.business_hours.hours.iter().any(|open| open.day_of_week == day)
    }

    fn open(&self, now: DateTime) -> bool {
        let (day, time) = (number_of(now.date().weekday()), now.time());
        let mut hours = self.policy.business_hours.hours.iter().filter(|open| open.day_of_week == day);
        hours.any(|open| open.opening.time() <= time && time <= open.closing.time())
    }

    /// The moment from which goods that are ready at `ready` are with the carrier.
    ///
    /// Goods that miss a pickup wait whole days, to the date of the next one. For a carrier with hours they wait to
    /// the minute of the next opening.
    fn next(&self, ready: DateTime) -> Option<DateTime> {
        if self.policy.pickups.is_empty() { self.next_opening(ready) } else { self.next_pickup(ready) }
    }

    fn next_pickup(&self, ready: DateTime) -> Option<DateTime> {
        let mut date = ready.date();
        for days in 0..8 {
            let day = number_of(date.weekday());
            let mut pickups = self.policy.pickups.iter().filter(|pickup| pickup.day_of_week == day);
            if pickups.any(|pickup| days > 0 || ready.time() <= pickup.time_limit.time()) {
                return Some(date.to_datetime(ready.time()));
            }
            date = date.tomorrow().ok()?;
        }
        None
    }

    fn next_opening(&self, ready: DateTime) -> Option<DateTime> {
        if self.open(ready) {
            return Some(ready);
        }
        let mut date = ready.date();
        for _ in 0..8 {
            let day = number_of(date.weekday());
            let hours = self.policy.business_hours.hours.iter().filter(|open| open.day_of_week == day);
            let openings = hours.map(|open| date.to_datetime(open.opening.time())).filter(|opening| *opening > ready);
            if let Some(opening) = openings.min() {
                return Some(opening);
            }
            date = date.tomorrow().ok()?;
        }
        None
    }
}

/// More closed days than this in a row, and the calendar has no end.
const PATIENCE: u32 = 4_000;

struct Walk<'a> {
    at: DateTime,
    /// A day that counts although the calendar says no: the carrier is there.
    open: Option<Date>,
    mode: WeekendAndHolidays,
    days_off: &'a DaysOff,
    worked: u64,
    listed: bool,
    stretches: Vec<Stretch>,
}

impl Walk<'_> {
    fn counts(&self, date: Date) -> bool {
        self.mode.every_day() || self.open == Some(date) || self.mode.counts(date, self.days_off)
    }

    fn start_on_a_day_that_counts(&mut self) -> Option<()> {
        let mut date = self.at.date();
        for _ in 0..PATIENCE {
            if self.counts(date) {
                self.go(TimeCode::ClosedDays, date.to_datetime(self.at.time()));
                return Some(());
            }
            date = date.tomorrow().ok()?;
        }
        None
    }

    /// Lets working time pass; an end that falls on a closed day moves to the start of the next open one.
    fn spend(&mut self, code: TimeCode, span: TimeSpan) -> Option<()> {
        let mut left = span.seconds();
        if left == 0 {
            return Some(());
        }
        if self.mode.every_day() {
            let to = self.at.checked_add(SignedDuration::from_secs(i64::from(left))).ok()?;
            self.go(code, to);
            return Some(());
        }
        let mut closed = 0;
        loop {
            let midnight = midnight_after(self.at.date())?;
            if !self.counts(self.at.date()) {
                closed += 1;
                if closed > PATIENCE {
                    return None;
                }
                self.go(TimeCode::ClosedDays, midnight);
                continue;
            }
            if left == 0 {
                return Some(());
            }
            let today = DAY.saturating_sub(seconds_of(self.at.time()));
            let spent = left.min(today);
            let to = if spent == today { midnight } else { later(self.at, spent)? };
            self.go(code, to);
            left -= spent;
        }
    }

    fn wait_until(&mut self, end: DateTime) -> Option<()> {
        while self.at < end {
            let to = midnight_after(self.at.date())?.min(end);
            let code = if self.counts(self.at.date()) { TimeCode::PickupWait } else { TimeCode::ClosedDays };
            self.go(code, to);
        }
        Some(())
    }

    fn go(&mut self, code: TimeCode, to: DateTime) {
        let seconds = u64::try_from(to.duration_since(self.at).as_secs()).unwrap_or_default();
        if seconds == 0 {
            return;
        }
        if code != TimeCode::ClosedDays {
            self.worked = self.worked.saturating_add(seconds);
        }
        if self.listed {
            match self.stretches.last_mut() {
                Some(last) if last.code == code => last.to = to,
                _ => self.stretches.push(Stretch { code, from: self.at, to }),
            }
        }
        self.at = to;
    }
}

fn midnight_after(date: Date) -> Option<DateTime> {
    Some(date.tomorrow().ok()?.to_datetime(Time::midnight()))
}

fn later(at: DateTime, seconds: u32) -> Option<DateTime> {
    at.checked_add(SignedDuration::from_secs(i64::from(seconds))).ok()
}

fn seconds_of(time: Time) -> u32 {
    let part = |value: i8| u32::try_from(value).unwrap_or_default();
    part(time.hour()) * 3_600 + part(time.minute()) * 60 + part(time.second())
}
