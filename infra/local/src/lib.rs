//! The single-machine edition: `infra/template.yaml`, carried out in one process.
//!
//! In reading order: [`Edition`] starts everything; `template` says what there is; `http` takes requests; `invoke` calls
//! functions; `pump`, `queues` and `schedules` call them without a request; `table`, `buckets` and `capture` are what
//! functions speak to; `local` is what people on this machine see beside the product.

mod activity;
mod buckets;
mod capture;
mod clock;
mod edition;
mod error;
mod filter;
mod folder;
mod functions;
mod http;
mod invoke;
mod ledger;
mod local;
mod options;
mod outbox;
mod pump;
mod queues;
mod running;
mod schedules;
mod secrets;
mod seed;
mod settle;
mod table;
mod tasks;
mod template;

pub use edition::Edition;
pub use error::Error;
pub use folder::reset;
pub use options::{Options, Time};
pub use running::Running;
pub use seed::{Demo, DemoKey, DemoUser, seed};
