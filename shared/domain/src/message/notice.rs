//! Occasions to write to a recipient.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::Tag;
use crate::conversation::Doubt;
use crate::shift::Shift;

/// An occasion to write to a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The delivery is about to be planned: the recipient can still choose.
    BeforePlanning,
    /// The delivery has no window: the recipient is asked to choose one.
    NotScheduled,
    /// A route of several days has started.
    LongRouteStarted,
    /// The route has started.
    RouteStarted,
    /// The driver is on the way to this recipient.
    DeliveryStarted,
    /// Delivered.
    Delivered,
    /// Not delivered, with the reason.
    NotDelivered,
    /// Will not be there in time.
    Late,
    /// A reply was understood and noted.
    ReplyUnderstood,
    /// A reply was handed to a person, who answers it.
    ReplyPassedOn,
    /// A reply was not understood: asks once, with choices.
    ReplyNotUnderstood,
    /// The delivery has a window, or another one.
    Rescheduled,
    /// The delivery has lost its window: the recipient is asked to choose another one.
    Unscheduled,
    /// The delivery was called off.
    Cancelled,
    /// Messages have been stopped, as the recipient wished.
    Stopped,
    /// Messages come again, as the recipient wished.
    Restarted,
    /// A person of the account answers, in words of their own.
    Answered,
}

/// When the things happen that a notice is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timing {
    /// When what the notice tells of happened.
    pub happened: Option<Timestamp>,
    /// Until when the recipient can choose.
    pub choose_until: Option<Timestamp>,
    /// When the promised or booked window starts.
    pub window_starts: Option<Timestamp>,
    /// When it ends.
    pub window_ends: Option<Timestamp>,
    /// When the route ends.
    pub route_ends: Option<Timestamp>,
    /// The latest arrival that is expected.
    pub arrival: Option<Timestamp>,
}

impl Notice {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::BeforePlanning,
        Self::NotScheduled,
        Self::LongRouteStarted,
        Self::RouteStarted,
        Self::DeliveryStarted,
        Self::Delivered,
        Self::NotDelivered,
        Self::Late,
        Self::ReplyUnderstood,
        Self::ReplyPassedOn,
        Self::ReplyNotUnderstood,
        Self::Rescheduled,
        Self::Unscheduled,
        Self::Cancelled,
        Self::Stopped,
        Self::Restarted,
        Self::Answered,
    ];

    /// The name on the wire and in the message files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BeforePlanning => "before_planning",
            Self::NotScheduled => "not_scheduled",
            Self::LongRouteStarted => "long_route_started",
            Self::RouteStarted => "route_started",
            Self::DeliveryStarted => "delivery_started",
            Self::Delivered => "delivered",
            Self::NotDelivered => "not_delivered",
            Self::Late => "late",
            Self::ReplyUnderstood => "reply_understood",
            Self::ReplyPassedOn => "reply_passed_on",
            Self::ReplyNotUnderstood => "reply_not_understood",
            Self::Rescheduled => "rescheduled",
            Self::Unscheduled => "unscheduled",
            Self::Cancelled => "cancelled",
            Self::Stopped => "stopped",
            Self::Restarted => "restarted",
            Self::Answered => "answered",
        }
    }

    /// Whether a merchant can switch it off and word it. What is owed to the recipient stands as it is, and so does what
    /// a person writes.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        !matches!(self, Self::Stopped | Self::Restarted | Self::Answered)
    }

    /// Whether it confirms STOP or START, and so goes to those too who want no messages.
    #[must_use]
    pub const fn confirms(self) -> bool {
        matches!(self, Self::Stopped | Self::Restarted)
    }

    /// Whether it answers what the recipient wrote a moment ago, and so does not wait for the end of quiet hours.
    #[must_use]
    pub const fn answers(self) -> bool {
        matches!(
            self,
            Self::ReplyUnderstood | Self::ReplyPassedOn | Self::ReplyNotUnderstood | Self::Stopped | Self::Restarted
        )
    }

    /// Whether it tells when the driver comes.
    #[must_use]
    pub const fn foretells(self) -> bool {
        matches!(self, Self::LongRouteStarted | Self::RouteStarted | Self::DeliveryStarted | Self::Late)
    }

    /// Whether it offers windows to choose from.
    #[must_use]
    pub const fn offers(self) -> bool {
        matches!(
            self,
            Self::BeforePlanning
                | Self::NotScheduled
                | Self::NotDelivered
                | Self::ReplyNotUnderstood
                | Self::Unscheduled
        )
    }

    /// How many windows it offers at most: so many as fit beside what else it tells.
    #[must_use]
    pub const fn offered(self) -> usize {
        match self {
            Self::NotDelivered => 2,
            _ if self.offers() => 3,
            _ => 0,
        }
    }

    /// Whether its texts can have a tag.
    #[must_use]
    pub const fn fills(self, tag: Tag) -> bool {
        match tag {
            Tag::Logo
            | Tag::ShipperName
            | Tag::ShipperCustomerFirstName
            | Tag::InvoiceOrderOfService
            | Tag::OrderNumber
            | Tag::Link => true,
            Tag::DeliveryDay => self.is_optional(),
            Tag::NonDeliveryReason => matches!(self, Self::NotDelivered),
            Tag::ItinerantDate => matches!(self, Self::LongRouteStarted),
            Tag::UpTo | Tag::Interval | Tag::Hec => self.foretells(),
            Tag::Period => self.foretells() || matches!(self, Self::Rescheduled | Self::ReplyUnderstood),
            Tag::OutForDelivery => matches!(self, Self::DeliveryStarted),
            Tag::Choices => self.offers(),
        }
    }

    /// From when on it is of no use. Where the facts do not tell, it is of use for a while after it happened.
    #[must_use]
    pub fn useful_until(self, timing: Timing) -> Option<Timestamp> {
        let hours = |count| timing.happened.map(|at| later(at, SignedDuration::from_hours(count)));
        match self {
            Self::BeforePlanning | Self::NotScheduled => timing.choose_until.or_else(|| hours(24)),
            Self::LongRouteStarted => timing.route_ends.or_else(|| hours(24)),
            // Also those hear of it whose window has passed without them.
            Self::RouteStarted => timing.window_ends.max(timing.route_ends).or_else(|| hours(12)),
            Self::DeliveryStarted => timing.arrival.or_else(|| hours(2)),
            Self::Late => hours(12),
            Self::Rescheduled => timing.window_ends.or_else(|| hours(24)),
            Self::ReplyUnderstood | Self::ReplyPassedOn | Self::ReplyNotUnderstood => hours(6),
            Self::Delivered | Self::NotDelivered | Self::Unscheduled | Self::Cancelled => hours(48),
            Self::Stopped | Self::Restarted | Self::Answered => hours(24),
        }
    }
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// A window as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Picked {
    /// The number it can be chosen by; none once it is chosen.
    #[serde(default)]
    pub n: Option<u32>,
    /// The date.
    pub date: Date,
    /// The part of the day.
    pub shift: Shift,
    /// Its clock times, where it is narrower than a shift.
    #[serde(default)]
    pub hours: Option<(Time, Time)>,
}

/// What is known of a delivery when a message about it is written. The words for it are those of the recipient's
/// language and place.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Where the recipient is.
    pub zone: TimeZone,
    /// The brand.
    pub shipper_name: String,
    /// The address of the brand's logo, for e-mails.
    pub logo: Option<String>,
    /// The recipient's first name.
    pub first_name: Option<String>,
    /// The invoice, with its series.
    pub invoice: Option<String>,
    /// The order.
    pub order_number: Option<String>,
    /// The date of the route, or of the promise.
    pub delivery_day: Option<Date>,
    /// The page of the delivery.
    pub link: Option<String>,
    /// Why it was not delivered.
    pub non_delivery_reason: Option<String>,
    /// The last day of a route of several days.
    pub route_until: Option<Date>,
    /// The expected arrival.
    pub arrival: Option<Timestamp>,
    /// When the driver set out for this delivery.
    pub set_out: Option<Timestamp>,
    /// The window that is booked.
    pub window: Option<Picked>,
    /// The windows that can be chosen.
    pub choices: Vec<Picked>,
    /// What a person of the account writes.
    pub answer: Option<String>,
    /// Why it is asked what a reply means.
    pub doubt: Option<Doubt>,
}

impl Facts {
    /// Facts that name the brand and nothing else.
    #[must_use]
    pub const fn new(shipper_name: String, zone: TimeZone) -> Self {
        Self {
            zone,
            shipper_name,
            logo: None,
            first_name: None,
            invoice: None,
            order_number: None,
            delivery_day: None,
            link: None,
            non_delivery_reason: None,
            route_until: None,
            arrival: None,
            set_out: None,
            window: None,
            choices: Vec::new(),
            answer: None,
            doubt: None,
        }
    }

    /// The expected arrival on the recipient's clock, in whole minutes.
    #[must_use]
    pub fn arrival_time(&self) -> Option<Time> {
        self.arrival.map(|at| minute(at.to_zoned(self.zone.clone()).time()))
    }

    /// When the driver set out, on the recipient's clock.
    #[must_use]
    pub fn set_out_time(&self) -> Option<Time> {
        self.set_out.map(|at| minute(at.to_zoned(self.zone.clone()).time()))
    }

    /// The band of so many minutes in which the arrival lies, counted from midnight.
    #[must_use]
    pub fn band(&self, minutes: u16) -> Option<(Time, Time)> {
        let arrival = self.arrival_time()?;
        let minutes = i64::from(minutes.clamp(15, 12 * 60));
        let into = i64::from(arrival.hour()) * 60 + i64::from(arrival.minute());
        let start = into - into % minutes;
        let midnight = Time::midnight();
        let from = midnight.saturating_add(start.minutes());
        Some((from, midnight.saturating_add((start + minutes).min(24 * 60 - 1).minutes())))
    }

    /// The part of the day in which it comes: that of the arrival, else that of the window.
    #[must_use]
    pub fn shift(&self) -> Option<Shift> {
        let of_arrival = self.arrival_time().map(|time| match time.hour() {
            ..12 => Shift::Morning,
            12..18 => Shift::Afternoon,
            _ => Shift::Night,
        });
        of_arrival.or_else(|| self.window.map(|window| window.shift))
    }
}

fn minute(time: Time) -> Time {
    Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time)
}
