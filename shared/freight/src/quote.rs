//! Quotes: from a cart to dated and priced delivery options.
//!
//! [`quote`] is pure. Lines are put into an order that depends on their content only, so the order in which anything
//! was given never matters; every choice ends in ids. `README.md` of the crate has the rules with worked numbers.

mod admission;
mod allocation;
mod answer;
mod assemble;
mod cargo;
mod cart;
mod combine;
mod consignment;
mod estimate;
mod lane;
mod lines;
mod log;
mod order;
mod pickup;
mod price;
mod reason;
mod rest;
mod route;
mod sellers;
mod stack;
mod stock;
mod supply;
mod walk;
mod windows;

#[cfg(test)]
mod tests;

use jiff::Timestamp;

pub use allocation::{Allocation, Candidate, LeftOut, Outranked, Prefer, Share, Weighed, allocate};
pub use answer::{
    Availability, DeliveryOption, ItemAnswer, ItemPrice, Package, PackedComponent, PackedItem, PriceCode, PricePart,
    Quote, TimeOf, TimePart, Timing,
};
pub use cart::{Cart, Component, Destination, Dimensions, Item};
pub use estimate::{Estimate, EstimateUnit};
pub use pickup::pickup_points_for;
pub use reason::{Dropped, LostWindows, Rank, Ranking, Reason};
pub use stock::{Balance, Stock, UNLIMITED};
pub use walk::TimeCode;
pub use windows::OfferedWindow;

use crate::configuration::Configuration;
use crate::quote::lines::Lines;
use crate::quote::log::Log;
use crate::quote::route::Survey;

/// Counts the changes of this engine after which the same arguments may be answered otherwise, or more may be told of the
/// answer.
pub const ENGINE: u32 = 5;

/// Answers a cart.
///
/// The configuration brings the freight tables; stock is what was just read for the cart's SKUs. The same arguments
/// give the same answer, whatever the order of anything in them.
#[must_use]
pub fn quote(cart: &Cart, configuration: &Configuration, stock: &Stock, now: Timestamp) -> Quote {
    let mut log = Log::new(cart.explain);
    let lines = Lines::new(cart, configuration, stock);
    let polygons = configuration.polygons_around(&cart.destination);
    let survey = Survey::new(cart, configuration, &lines, stock, &polygons, now);
    let methods = combine::methods(&survey, &mut log);
    assemble::answer(&survey, methods, log)
}
