//! What travels when services are managed.

mod asked;
mod attempts;
mod change;
mod recipient;
mod review;
mod rows;
mod settings;
mod shown;
mod texts;
mod timeline;

pub use asked::{Amount, Batch, NewInvoice, NewPackage, NewService};
pub use attempts::{Attempt, AttemptPause};
pub(crate) use change::{Change, action_name};
pub use change::{Deletions, StatusChange, StatusChanges};
pub use recipient::NewCustomer;
pub use review::{Dismissal, HeldReport, ServiceReview, ServiceReviews};
pub use rows::{ServiceRow, Services};
pub use settings::{CodeScheme, ServiceSettings};
pub use shown::{AllowedChange, Recipient, Service, ServicePackage, ServicePromise};
pub use timeline::{Timeline, TimelineEntry};
