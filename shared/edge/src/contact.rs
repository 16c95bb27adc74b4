//! Numbers and mail addresses, as keys of the table name them.

use crate::request::hex;
use crate::{Gate, credentials};
use domain::access::TenantScope;

/// What an account keeps under a number (E.164) or a mail address (in small letters) stands under this: a digest that
/// only this deployment can make.
#[must_use]
pub fn contact(gate: &Gate, scope: TenantScope, address: &str) -> String {
    let account = scope.account().uuid();
    hex(&credentials::seal(gate.keys().pepper.bytes(), &[b"contact", account.as_bytes(), address.as_bytes()]))
}
