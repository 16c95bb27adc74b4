use domain::capacity::WindowId;
use domain::customer::Customer;
use domain::reservation::Booked;
use domain::service::Service;
use domain::window::{Choice, Window};
use edge::{Fields, Problem};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use scheduling::Board;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A window that a service is to have.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookingAsk {
    /// Id of the window.
    #[schema(example = "capital.2026-11-30.0800-1200")]
    pub window: String,
    /// The recipient chose it, and is held to the cut-off and to the number of moves.
    #[serde(default)]
    pub recipient: bool,
}

impl BookingAsk {
    pub(crate) fn read(&self) -> Result<(WindowId, bool), Problem> {
        let mut fields = Fields::new();
        let window = fields.take("/window", "invalid_window", self.window.as_str(), self.window.parse::<WindowId>());
        fields.all(window).map(|window| (window, self.recipient))
    }
}

/// A window on a date.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BookedWindow {
    /// Id.
    #[schema(example = "capital.2026-11-30.0800-1200")]
    pub id: String,
    /// The date, where the recipient is.
    pub date: String,
    /// morning, afternoon or night.
    pub shift: &'static str,
    /// When it starts, on the recipient's clock.
    pub start: String,
    /// When it ends.
    pub end: String,
}

impl BookedWindow {
    fn new(id: &WindowId, shift: domain::shift::Shift) -> Self {
        Self {
            id: id.to_string(),
            date: id.date().to_string(),
            shift: shift.name(),
            start: clock(id.start()),
            end: clock(id.end()),
        }
    }
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// The window that a service has.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Booking {
    /// Id of the service.
    pub service: String,
    /// What it is in.
    pub status: &'static str,
    /// The window; null when it has none.
    pub window: Option<BookedWindow>,
    /// integration, recipient or office: who chose it.
    pub origin: Option<&'static str>,
    /// When it was chosen.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub booked_at: Option<Timestamp>,
    /// How many times the recipient has moved the delivery.
    pub moves: u8,
    /// How many times a recipient may.
    pub most_moves: Option<u8>,
    /// The recipient's time zone.
    pub time_zone: Option<String>,
}

impl Booking {
    pub(crate) fn new(service: &Service, board: &Board) -> Self {
        let booking = service.booking.as_ref();
        Self {
            service: service.id.to_string(),
            status: service.status().name(),
            window: booking.map(|booking| BookedWindow::new(&booking.window, booking.shift)),
            origin: booking.map(|booking| booking.origin.name()),
            booked_at: booking.map(|booking| booking.at),
            moves: booking.map_or(0, |booking| booking.moves),
            most_moves: board.calendar().map(|calendar| calendar.most_moves),
            time_zone: board.zone().iana_name().map(str::to_owned),
        }
    }
}

/// A window that can be chosen.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// The number that it is offered under.
    pub n: u32,
    /// The window.
    pub window: BookedWindow,
    /// Until when it can be chosen.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
    /// Deliveries that it still takes; null is without end.
    pub free: Option<u32>,
}

impl From<&Choice> for Offer {
    fn from(choice: &Choice) -> Self {
        let Window { shift, capacity, .. } = &choice.window;
        Self {
            n: choice.n,
            window: BookedWindow::new(choice.window.id(), *shift),
            until: capacity.cut_off,
            free: capacity.free(),
        }
    }
}

/// The windows that a service can have now.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Offers {
    /// Id of the calendar; null where no calendar covers the service.
    pub calendar: Option<String>,
    /// The recipient's time zone.
    pub time_zone: Option<String>,
    /// In the order in which they start.
    pub items: Vec<Offer>,
}

impl Offers {
    pub(crate) fn new(board: &Board, most: usize) -> Self {
        Self {
            calendar: board.calendar().map(|calendar| calendar.id.to_string()),
            time_zone: board.zone().iana_name().map(str::to_owned),
            items: board.offer(most).iter().map(Offer::from).collect(),
        }
    }
}

/// Whether a window takes more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WindowChange {
    /// Shut.
    pub closed: bool,
}

/// A window and how full it is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WindowLoad {
    /// The window.
    #[serde(flatten)]
    pub window: BookedWindow,
    /// Most deliveries; null is without end.
    pub deliveries: Option<u32>,
    /// Most packages; null is without end.
    pub units: Option<u32>,
    /// Deliveries that are booked or held.
    pub taken_deliveries: u32,
    /// Packages that are booked or held.
    pub taken_units: u32,
    /// Deliveries that it still takes; null is without end.
    pub free: Option<u32>,
    /// Somebody shut it.
    pub closed: bool,
    /// Until when recipients can choose it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
}

impl WindowLoad {
    pub(crate) fn new(window: &Window, stored: Option<&Booked>, now: Timestamp) -> Self {
        let stored = stored.map(|booked| booked.at(now));
        let (taken, closed) = stored.map_or_else(Default::default, |stored| (stored.taken, stored.closed));
        let capacity = domain::capacity::Capacity { taken, closed, ..window.capacity.clone() };
        Self {
            window: BookedWindow::new(window.id(), window.shift),
            deliveries: capacity.places.deliveries,
            units: capacity.places.units,
            taken_deliveries: taken.deliveries,
            taken_units: taken.units,
            free: capacity.free(),
            closed,
            until: capacity.cut_off,
        }
    }
}

/// The windows of some days.
#[derive(Debug, Serialize, ToSchema)]
pub struct WindowLoads {
    /// In the order in which they start.
    pub items: Vec<WindowLoad>,
}

/// A service and what is agreed for it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgreedService {
    /// Id of the service.
    pub service: String,
    /// Its tracking code.
    pub code: String,
    /// What it is in.
    pub status: &'static str,
    /// Who waits for it; null when the person was erased.
    pub customer: Option<String>,
    /// City, where known.
    pub city: Option<String>,
    /// The day, where the recipient is.
    pub date: String,
    /// Its window; null when no more than the day is agreed.
    pub window: Option<BookedWindow>,
    /// integration, recipient or office: who chose the window.
    pub origin: Option<&'static str>,
    /// When the window was chosen.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub booked_at: Option<Timestamp>,
    /// How many times the recipient has moved the delivery.
    pub moves: u8,
}

impl AgreedService {
    pub(crate) fn new(day: Date, service: &Service, customer: Option<&Customer>) -> Self {
        let booking = service.booking.as_ref();
        let address = customer.and_then(|customer| customer.address(service.address));
        Self {
            service: service.id.to_string(),
            code: service.code.as_str().to_owned(),
            status: service.status().name(),
            customer: customer.map(Customer::name),
            city: address.and_then(|address| address.city.as_ref()).map(ToString::to_string),
            date: day.to_string(),
            window: booking.map(|booking| BookedWindow::new(&booking.window, booking.shift)),
            origin: booking.map(|booking| booking.origin.name()),
            booked_at: booking.map(|booking| booking.at),
            moves: booking.map_or(0, |booking| booking.moves),
        }
    }
}

/// What is agreed for some days.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Agreed {
    /// Day by day, in the order in which their windows start.
    pub items: Vec<AgreedService>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}
