use domain::capacity::Places;
use domain::code::{CalendarId, PolygonId};
use domain::id::BranchId;
use domain::postal::PostalCode;
use domain::shift::Shift;
use domain::window::{self, Area, Calendar, Slot, Weekdays};
use edge::{Fields, Problem};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A calendar of delivery windows, as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeliveryCalendarChange {
    /// What people of the account call it, 1 to 150 characters.
    pub name: String,
    /// Offers windows; true unless said otherwise.
    #[serde(default = "yes")]
    pub active: bool,
    /// Id of the branch that it is of; none is every branch without one of its own.
    #[serde(default)]
    pub branch: Option<String>,
    /// Postal codes that it delivers to; none is everywhere.
    #[serde(default)]
    pub area: Vec<PostalRange>,
    /// Ids of `/v1/polygons` that it delivers to, beside the postal codes.
    #[serde(default)]
    pub polygons: Vec<String>,
    /// The slots of a week, at most 100.
    pub slots: Vec<WindowSlot>,
    /// Until when a window can be chosen; until it starts unless said otherwise.
    #[serde(default)]
    pub cut_off: Option<CutOff>,
    /// So many open days after today is the first one; 0 is today.
    #[serde(default)]
    pub lead_days: u16,
    /// So many days after today is the last one, at most 90.
    pub horizon_days: u16,
    /// Delivers on holidays too.
    #[serde(default)]
    pub on_holidays: bool,
    /// Days without deliveries, `2026-12-24`.
    #[serde(default)]
    pub closed: Vec<String>,
    /// How many times a recipient may move a delivery; 3 unless said otherwise.
    #[serde(default = "some_moves")]
    pub most_moves: u8,
}

const fn yes() -> bool {
    true
}

const fn some_moves() -> u8 {
    3
}

/// Postal codes from one to another, both included.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostalRange {
    /// The first, digits and letters only.
    #[schema(example = "01000000")]
    pub from: String,
    /// The last.
    #[schema(example = "05999999")]
    pub to: String,
}

/// A part of a day on some weekdays.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WindowSlot {
    /// morning, afternoon or night.
    #[schema(example = "morning")]
    pub shift: String,
    /// When it starts, on the recipient's clock.
    #[schema(example = "08:00")]
    pub start: String,
    /// When it ends.
    #[schema(example = "12:00")]
    pub end: String,
    /// Weekdays from 0 (Sunday) to 6 (Saturday); Monday to Friday unless said otherwise.
    #[serde(default)]
    pub days: Option<Vec<u8>>,
    /// How much it takes; without end unless said otherwise.
    #[serde(default)]
    pub places: Option<WindowPlaces>,
}

/// How much a window takes. What is left out is without end.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WindowPlaces {
    /// Most deliveries.
    #[serde(default)]
    pub deliveries: Option<u32>,
    /// Most packages.
    #[serde(default)]
    pub units: Option<u32>,
}

/// Until when a window can be chosen.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum CutOff {
    /// So many minutes before it starts.
    Before {
        /// Minutes.
        minutes: u32,
    },
    /// At a clock time so many days before.
    At {
        /// Days before; 0 is the same day.
        days: u8,
        /// When, on the recipient's clock.
        #[schema(example = "18:00")]
        time: String,
    },
}

/// A calendar of delivery windows.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryCalendar {
    /// The key that the account chose.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Offers windows.
    pub active: bool,
    /// Id of its branch; null is every branch without a calendar of its own.
    pub branch: Option<String>,
    /// Where it delivers; empty is everywhere, or where the polygons are.
    pub area: Vec<PostalRange>,
    /// Ids of the polygons where it delivers; a service without a place on the map lies in none.
    pub polygons: Vec<String>,
    /// The slots of a week.
    pub slots: Vec<WindowSlot>,
    /// Until when a window can be chosen.
    pub cut_off: CutOff,
    /// The first open day that can be chosen.
    pub lead_days: u16,
    /// The last day that can be chosen.
    pub horizon_days: u16,
    /// Delivers on holidays too.
    pub on_holidays: bool,
    /// Days without deliveries.
    pub closed: Vec<String>,
    /// How many times a recipient may move a delivery.
    pub most_moves: u8,
}

/// A part of the calendars.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryCalendars {
    /// By id.
    pub items: Vec<DeliveryCalendar>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

impl DeliveryCalendarChange {
    /// Reads the body, with every rule that it breaks.
    pub(crate) fn read(&self, id: &str) -> Result<Calendar, Problem> {
        let mut fields = Fields::new();
        let id = fields.take("/id", "code", id, id.parse::<CalendarId>());
        let branch = self.branch.as_deref();
        let branch = branch.and_then(|id| fields.take("/branch", "invalid_id", id, id.parse::<BranchId>()));
        let range = |fields: &mut Fields, at: usize, range: &PostalRange| {
            let from = postal_code(fields, &format!("/area/{at}/from"), &range.from);
            from.zip(postal_code(fields, &format!("/area/{at}/to"), &range.to))
        };
        let ranges = self.area.iter().enumerate().filter_map(|(at, each)| range(&mut fields, at, each)).collect();
        let polygons = self.polygons.iter().enumerate();
        let polygons = polygons
            .filter_map(|(at, id)| {
                fields.take(&format!("/polygons/{at}"), "code", id.as_str(), id.parse::<PolygonId>())
            })
            .collect();
        let slots: Vec<Slot> =
            self.slots.iter().enumerate().filter_map(|(at, slot)| slot.read(&mut fields, at)).collect();
        let cut_off = match &self.cut_off {
            None => Some(window::CutOff::default()),
            Some(CutOff::Before { minutes }) => Some(window::CutOff::Before { minutes: *minutes }),
            Some(CutOff::At { days, time }) => {
                let time = fields.take("/cutOff/time", "time", time.as_str(), time.parse::<Time>());
                time.map(|time| window::CutOff::At { days: *days, time })
            }
        };
        let closed = self.closed.iter().enumerate();
        let closed: BTreeSet<Date> = closed
            .filter_map(|(at, text)| fields.take(&format!("/closed/{at}"), "date", text.as_str(), text.parse()))
            .collect();
        let read_all = slots.len() == self.slots.len();
        let calendar = id.zip(cut_off).map(|(id, cut_off)| Calendar {
            id,
            name: self.name.trim().to_owned(),
            active: self.active,
            branch,
            area: Area { ranges },
            polygons,
            slots,
            cut_off,
            lead_days: self.lead_days,
            horizon_days: self.horizon_days,
            on_holidays: self.on_holidays,
            closed,
            most_moves: self.most_moves,
        });
        // Places of slots are those of the body only when every slot could be read.
        for mistake in calendar.iter().filter(|_| read_all).flat_map(Calendar::mistakes) {
            fields.refuse(&mistake.pointer, mistake.code, sentence(mistake.code), None);
        }
        fields.all(calendar)
    }
}

impl WindowSlot {
    fn read(&self, fields: &mut Fields, at: usize) -> Option<Slot> {
        let known = Shift::ALL.into_iter().find(|shift| shift.name() == self.shift);
        let known = known.ok_or("a shift is morning, afternoon or night");
        let shift = fields.take(&format!("/slots/{at}/shift"), "shift", self.shift.as_str(), known);
        let mut time = |name: &str, text: &String| {
            fields.take(&format!("/slots/{at}/{name}"), "time", text.as_str(), text.parse::<Time>())
        };
        let (start, end) = (time("start", &self.start), time("end", &self.end));
        let days = self.days.as_ref().map_or_else(Weekdays::default, |days| Weekdays(days.iter().copied().collect()));
        let places = self
            .places
            .as_ref()
            .map_or_else(Places::default, |places| Places { deliveries: places.deliveries, units: places.units });
        let (shift, (start, end)) = shift.zip(start.zip(end))?;
        Some(Slot { shift, start, end, days, places })
    }
}

fn postal_code(fields: &mut Fields, pointer: &str, text: &str) -> Option<PostalCode> {
    fields.take(pointer, "postal_code", text, PostalCode::of_any_country(text))
}

fn sentence(rule: &str) -> &'static str {
    match rule {
        "length" => "A name has 1 to 150 characters.",
        "required" => "A calendar has at least one slot.",
        "too_many" => "A calendar has at most 100 slots, 500 postal ranges, 50 polygons and 400 closed days.",
        "too_large" => "The horizon is at most 90 days, a cut-off at most 30 days before.",
        "after_horizon" => "The first day lies within the horizon.",
        "not_a_range" => "Both ends have as many characters, and the first is not behind the last.",
        "before_start" => "A slot ends after it starts, on the same day.",
        "whole_minutes" => "A slot starts and ends at whole minutes.",
        "weekdays" => "Weekdays are 0 (Sunday) to 6 (Saturday), at least one of them.",
        _ => "Another slot has the same times on the same day.",
    }
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

impl From<&Calendar> for DeliveryCalendar {
    fn from(calendar: &Calendar) -> Self {
        let slot = |slot: &Slot| WindowSlot {
            shift: slot.shift.name().to_owned(),
            start: clock(slot.start),
            end: clock(slot.end),
            days: Some(slot.days.0.iter().copied().collect()),
            places: Some(WindowPlaces { deliveries: slot.places.deliveries, units: slot.places.units }),
        };
        let range = |(from, to): &(PostalCode, PostalCode)| PostalRange { from: from.to_string(), to: to.to_string() };
        Self {
            id: calendar.id.to_string(),
            name: calendar.name.clone(),
            active: calendar.active,
            branch: calendar.branch.map(|id| id.to_string()),
            area: calendar.area.ranges.iter().map(range).collect(),
            polygons: calendar.polygons.iter().map(ToString::to_string).collect(),
            slots: calendar.slots.iter().map(slot).collect(),
            cut_off: match calendar.cut_off {
                window::CutOff::Before { minutes } => CutOff::Before { minutes },
                window::CutOff::At { days, time } => CutOff::At { days, time: clock(time) },
            },
            lead_days: calendar.lead_days,
            horizon_days: calendar.horizon_days,
            on_holidays: calendar.on_holidays,
            closed: calendar.closed.iter().map(ToString::to_string).collect(),
            most_moves: calendar.most_moves,
        }
    }
}
