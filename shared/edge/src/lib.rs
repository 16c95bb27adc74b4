//! The outer edge of every Lambda: how it starts, what a request is, who may ask, what is answered.
//!
//! In reading order: [`serve()`] is the whole of a function's `main`; [`Function`] takes raw events apart;
//! [`Router`] finds the handler of a request and checks [`access`]; handlers parse a [`Request`], collect [`Fields`]
//! errors, [`save()`] once, and give a [`Reply`] or a [`Problem`].

pub mod access;
mod batch;
mod body;
mod clock;
mod contact;
pub mod credentials;
mod cursor;
mod doorstep;
mod drivers;
mod env;
mod exact;
mod fields;
mod function;
mod gate;
mod headers;
pub mod links;
mod negotiate;
mod problem;
pub mod reference;
mod referred;
mod reply;
mod request;
mod router;
mod rows;
mod save;
mod serve;
mod telemetry;
mod told;

pub use batch::{Change, ChangeKind, Message, Undone, Uploaded};
pub use clock::Clock;
pub use contact::contact;
pub use drivers::{blocked as driver_blocked, in_use};
pub use env::{Env, Service, StartError};
pub use exact::Exact;
pub use fields::Fields;
pub use function::{BatchHandler, EventHandler, Function, InvokeError, Start};
pub use futures_util::future::BoxFuture;
pub use gate::Gate;
pub use negotiate::accepts_encoding;
pub use problem::{FieldError, Problem, WireFieldError, WireProblem};
pub use referred::{look_up, referred};
pub use reply::{Reply, Secret};
pub use request::Request;
pub use router::{Handler, RouteRow, Router, Show};
pub use rows::{BatchAnswer, Row, RowAnswer};
pub use save::{replayed, save, save_contended, save_once, save_once_contended};
pub use serve::serve;
pub use telemetry::start as start_telemetry;
