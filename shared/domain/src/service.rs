//! A service: a delivery, a collection or an attendance at an address, and what may become of it.
//!
//! [`TABLE`] is the whole of its state machine. People decide by [`Life::decide`]; devices report what happened by
//! [`Life::receive`], perhaps late and in any order. Both are kept, and the state is what replaying them gives.

mod clock;
mod held;
mod hours;
mod kind;
mod life;
mod order;
mod record;
mod replay;
mod table;
mod text;

pub use clock::{Count, Exchange};
pub use held::WhyHeld;
pub use hours::{Hours, InvalidHours};
pub use kind::{Kind, ProofKind, UnknownKind};
pub use life::{Ask, Limits, Received, Refused};
pub use order::{Describing, Facets, Invoice, Package, Promise, Service};
pub use record::{
    AfterFailure, Attempt, Decision, Doubt, Fact, FactKind, Holding, Life, Outcome, Pause, State, Verdict,
};
pub use table::{Action, Actor, Need, Rule, Status, TABLE, UnknownStatus, allowed, rule};
pub use text::{InvalidText, Text};

#[cfg(test)]
mod tests;
