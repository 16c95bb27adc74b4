//! What travels when windows are defined, offered and booked.

mod booking;
mod calendar;

pub use booking::{
    Agreed, AgreedService, BookedWindow, Booking, BookingAsk, Offer, Offers, WindowChange, WindowLoad, WindowLoads,
};
pub use calendar::{
    CutOff, DeliveryCalendar, DeliveryCalendarChange, DeliveryCalendars, PostalRange, WindowPlaces, WindowSlot,
};
