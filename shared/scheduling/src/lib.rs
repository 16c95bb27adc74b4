//! Which windows a service can have now, and booking one: the same for the console, the recipient's page, an SMS that
//! offers windows and the answer to it.
//!
//! [`Schedule::board`] reads everything that such a decision needs; [`Board`] decides on it, and writes what was decided
//! into the commit of whoever asked. [`reservations`] writes what is held for a buyer before there is a service.

mod board;
pub mod days_off;
mod error;
mod moving;
pub mod promise;
pub mod reservations;
mod schedule;

pub use board::{Board, By};
pub use error::{Error, Refused};
pub use moving::Move;
pub use schedule::Schedule;
