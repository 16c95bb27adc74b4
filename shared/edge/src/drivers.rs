//! Drivers who sign in.

use crate::{Gate, Problem, Request};
use domain::register::{Driver, Entry};
use store::{Stored, keys};

/// Refuses a driver who signs in and is not in use any more. Whoever is no driver passes.
///
/// # Errors
/// 403 `driver_blocked`; 401 on a route that is open to everybody; 503 when the table does not answer.
pub async fn in_use(gate: &Gate, request: &Request) -> Result<(), Problem> {
    let Some(driver) = request.caller()?.driver() else { return Ok(()) };
    let key = keys::entry::<Driver>(request.scope()?, driver);
    let found: Option<Stored<Entry<Driver>>> = gate.store().read(&key, request.at()).await?;
    if found.is_some_and(|entry| entry.value.active) { Ok(()) } else { Err(blocked()) }
}

/// 403 for a device that has nothing to do any more, and forgets what it has.
#[must_use]
pub fn blocked() -> Problem {
    Problem::forbidden("driver_blocked", "This driver is not in use any more. Forget what was loaded.")
}
