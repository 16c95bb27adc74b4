use std::collections::BTreeMap;

use domain::access::TenantScope;
use domain::calendar::DaysOff;
use domain::capacity::{self, Capacity, WindowId};
use domain::code::CalendarId;
use domain::customer::Customer;
use domain::reservation::Booked;
use domain::route::Route;
use domain::service::{Limits, Service, Status};
use domain::window::booking::{self, Asker, Origin, Standing};
use domain::window::{self, Calendar, Choice, Mover, Place, Window};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{Stored, Version};

use crate::{Move, Refused};

/// Everything that the windows of one service depend on, as it stood at one moment.
#[derive(Clone, Debug)]
pub struct Board {
    pub(crate) scope: TenantScope,
    pub(crate) before: Stored<Service>,
    pub(crate) customer: Option<Customer>,
    pub(crate) zone: TimeZone,
    pub(crate) days_off: DaysOff,
    pub(crate) calendars: Vec<Calendar>,
    pub(crate) covering: Option<Calendar>,
    pub(crate) versions: BTreeMap<CalendarId, Version>,
    pub(crate) taken: BTreeMap<WindowId, Stored<Booked>>,
    pub(crate) route: Option<Stored<Route>>,
    pub(crate) limits: Limits,
    pub(crate) now: Timestamp,
}

/// Who asks for a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// On which side they stand.
    pub origin: Origin,
    /// Who exactly, as a timeline names them.
    pub author: String,
}

impl Board {
    /// The service as it was read.
    #[must_use]
    pub const fn service(&self) -> &Service {
        &self.before.value
    }

    /// The recipient, unless it was erased.
    #[must_use]
    pub const fn customer(&self) -> Option<&Customer> {
        self.customer.as_ref()
    }

    /// The time zone of the recipient.
    #[must_use]
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The calendar that offers it windows; none where no calendar covers it.
    #[must_use]
    pub const fn calendar(&self) -> Option<&Calendar> {
        self.covering.as_ref()
    }

    /// The version that the calendar was read in.
    #[must_use]
    pub fn calendar_version(&self) -> Option<Version> {
        self.versions.get(&self.covering.as_ref()?.id).copied()
    }

    /// The version in which was read what is taken of a window; none when nothing was ever written of it.
    #[must_use]
    pub fn window_version(&self, id: &WindowId) -> Option<Version> {
        self.taken.get(id).map(|stored| stored.version)
    }

    /// What the account allows.
    #[must_use]
    pub const fn limits(&self) -> Limits {
        self.limits
    }

    /// The window that is booked, as its calendar defines it now; none when nothing is booked or it is defined no more.
    #[must_use]
    pub fn booked(&self) -> Option<Window> {
        let id = &self.before.value.booking.as_ref()?.window;
        self.calendars
            .iter()
            .find(|calendar| calendar.id == *id.calendar())
            .and_then(|calendar| window::defined(calendar, id, self.place()))
    }

    /// The first windows that the service can have now, numbered from 1: with room for it, without the one that it has.
    #[must_use]
    pub fn offer(&self, most: usize) -> Vec<Choice> {
        let Some(calendar) = &self.covering else { return Vec::new() };
        let standing = self.taken.iter().map(|(id, stored)| (id.clone(), stored.value.at(self.now))).collect();
        let booked = self.before.value.booking.as_ref().map(|booking| &booking.window);
        window::offer(calendar, self.place(), &standing, self.before.value.load(), booked, most)
    }

    /// A few windows to be told of in a line, numbered from 1: no more than two of a day, so that who is away on the
    /// first day finds another one.
    #[must_use]
    pub fn suggest(&self, most: usize) -> Vec<Choice> {
        window::spread(self.offer(usize::MAX), 2, most)
    }

    /// The windows of a day as the service's calendar defines them, whether or not they can still be chosen.
    #[must_use]
    pub fn of_day(&self, date: Date) -> Vec<Window> {
        self.covering.as_ref().map(|calendar| window::of_day(calendar, date, self.place())).unwrap_or_default()
    }

    /// Whether a window can be chosen at all, whichever it is: where the service stands, the recipient's moves, and what
    /// its last attempt ended with.
    ///
    /// # Errors
    /// [`Refused`] says why not.
    pub fn may_book(&self, by: &By) -> Result<(), Refused> {
        let (service, status) = (&self.before.value, self.before.value.status());
        booking::may_move(status)?;
        let asker = Asker { origin: by.origin, now: self.now, most_moves: self.most_moves() };
        booking::moves(service.booking.as_ref(), asker)?;
        let change = booking::Change {
            booking: None,
            taken: None,
            given_back: None,
            leaves_route: status == Status::Routed,
            new_attempt: status == Status::Failed,
        };
        window::booked_as(service, &change, self.mover(by))?;
        Ok(())
    }

    /// Books a window, or moves the service there.
    ///
    /// # Errors
    /// [`Refused`] says why not.
    pub fn book(&self, id: &WindowId, by: &By) -> Result<Move, Refused> {
        let window = self.standing_window(id, by.origin).map_err(booking::Refused::from);
        let (booked, standing) = (self.booked_capacity(), self.before.value.status());
        let standing = Standing { status: standing, booked: self.pair(booked.as_ref()) };
        let asker = Asker { origin: by.origin, now: self.now, most_moves: self.most_moves() };
        // Where the service stands speaks before the window: it lasts longer.
        let window = match window {
            Ok(window) => window,
            Err(refused) => {
                booking::may_move(standing.status)?;
                return Err(refused.into());
            }
        };
        let change = booking::book(standing, &window, self.before.value.load(), asker)?;
        self.moved(change, Some(&window), by)
    }

    /// Takes the window again that the service gave back as it ended, for one that was brought back.
    ///
    /// # Errors
    /// [`Refused`] says why it has no place there any more.
    pub fn take_back(&self, left: &booking::Booking, by: &By) -> Result<Move, Refused> {
        let window = self.standing_window(&left.window, Origin::Office).map_err(booking::Refused::from)?;
        let change = booking::take_back(left, &window, self.before.value.load(), self.now)?;
        self.moved(change, Some(&window), by)
    }

    /// Gives the window up without another one.
    ///
    /// # Errors
    /// [`Refused`] says why not.
    pub fn give_up(&self, by: &By) -> Result<Move, Refused> {
        let booked = self.booked_capacity();
        let standing = Standing { status: self.before.value.status(), booked: self.pair(booked.as_ref()) };
        let change = booking::give_up(standing)?;
        self.moved(change, None, by)
    }

    fn moved(&self, change: booking::Change, window: Option<&Window>, by: &By) -> Result<Move, Refused> {
        let service = window::booked_as(&self.before.value, &change, self.mover(by))?;
        Ok(Move::new(self, service, &change, window, by.clone()))
    }

    const fn mover<'a>(&self, by: &'a By) -> Mover<'a> {
        Mover { origin: by.origin, author: by.author.as_str(), at: self.now, limits: self.limits }
    }

    fn standing_window(&self, id: &WindowId, origin: Origin) -> Result<Window, capacity::Refused> {
        let own = self.covering.as_ref().filter(|calendar| calendar.id == *id.calendar());
        let other =
            || self.calendars.iter().find(|calendar| origin != Origin::Recipient && calendar.id == *id.calendar());
        let calendar = own.or_else(other).ok_or(capacity::Refused::Unknown)?;
        let window = window::choosable(calendar, id, self.place(), origin)?;
        let stored = self.taken.get(id).map(|stored| stored.value.at(self.now));
        let capacity = Capacity::current(Some(window.capacity.clone()), stored)?;
        Ok(Window { capacity, ..window })
    }

    /// What is taken of the booked window. One that was never written counts as just this booking.
    fn booked_capacity(&self) -> Option<Capacity> {
        let booking = self.before.value.booking.as_ref()?;
        let stored = self.taken.get(&booking.window).map(|stored| stored.value.capacity.clone());
        let never = || Capacity {
            taken: booking.load,
            ..Capacity::new(booking.window.clone(), domain::capacity::Places::default(), None)
        };
        let capacity = stored.unwrap_or_else(never);
        // A count that was corrected by hand below this booking must not keep the delivery where it is.
        Some(if capacity.give_back(booking.load).is_ok() { capacity } else { never() })
    }

    fn pair<'a>(&'a self, capacity: Option<&'a Capacity>) -> Option<(&'a booking::Booking, &'a Capacity)> {
        self.before.value.booking.as_ref().zip(capacity)
    }

    fn most_moves(&self) -> u8 {
        self.covering.as_ref().map_or(0, |calendar| calendar.most_moves)
    }

    pub(crate) const fn place(&self) -> Place<'_> {
        Place { zone: &self.zone, days_off: &self.days_off, now: self.now }
    }
}
