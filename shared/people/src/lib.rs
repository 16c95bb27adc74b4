//! What is said of a person and of an address, read by the rules of the account's country: the same for the register of
//! customers, for a service that names whoever waits for it, and for spreadsheets of both.
//!
//! What is personal is never repeated in an error.

mod address;
pub mod cells;
mod person;

pub use address::Address;
pub use person::{Person, Sent};

use domain::access::TenantScope;
use domain::postal::Country;
use domain::service::Text;
use edge::{Fields, Gate, Problem};
use jiff::Timestamp;
use store::keys;

/// The country whose documents, telephone numbers and postal codes an account writes; none where it has not said.
///
/// # Errors
/// 503 when the table does not answer.
pub async fn country(gate: &Gate, scope: TenantScope, now: Timestamp) -> Result<Option<Country>, Problem> {
    let account = gate.store().read(&keys::account(scope), now).await?;
    Ok(account.and_then(|account| account.value.country))
}

/// A text that may be missing; an empty one counts as missing.
fn said(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| !value.is_empty())
}

fn text<const LONGEST: usize>(fields: &mut Fields, pointer: &str, value: Option<&str>) -> Option<Text<LONGEST>> {
    said(value).and_then(|value| fields.take_secret(pointer, "text", Text::new(value)))
}
