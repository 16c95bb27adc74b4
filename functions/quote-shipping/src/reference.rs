//! The addresses, shapes and words that storefronts of the reference platform know, so that they work here with
//! nothing changed but the host. Amounts are in cents or in major units, weights in grams and edges in centimetres, as
//! each address has always had them; unknown fields are ignored.

mod basket;
mod bound;
pub mod calculation;
mod line;
pub mod locks;
pub mod pickups;
mod shop;
pub mod simulation;
mod sla;
mod wire;
