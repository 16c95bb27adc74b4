//! What travels when services are managed.

mod asked;
mod change;
mod recipient;
mod rows;
mod settings;
mod shown;
mod timeline;

pub use asked::{Batch, NewInvoice, NewPackage, NewService};
pub use change::StatusChange;
pub(crate) use change::action_name;
pub use recipient::NewCustomer;
pub use rows::{BatchAnswer, RowAnswer, ServiceRow, Services};
pub use settings::{CodeScheme, ServiceSettings};
pub use shown::{AllowedChange, Attempt, Recipient, Service, ServicePackage, ServicePromise};
pub use timeline::{Timeline, TimelineEntry};
