//! How a driver stands with the account.

use domain::id::DriverId;
use domain::register::{Driver, Entry};
use edge::{Problem, Request};
use store::{Stored, keys};

use crate::Deps;

/// Whether what a driver reports counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It does.
    InUse,
    /// It is kept for a person to look at: the entry of the driver is not in use.
    Blocked,
}

/// How the driver of a request stands. A driver asks for itself only.
pub(crate) async fn standing(deps: &Deps, request: &Request, driver: DriverId) -> Result<Standing, Problem> {
    let own = request.caller()?.driver();
    if own.is_some_and(|own| own != driver) {
        return Err(Problem::forbidden("other_driver", "You are signed in as another driver."));
    }
    let key = keys::entry::<Driver>(request.scope()?, driver);
    let found: Option<Stored<Entry<Driver>>> = deps.gate.store().read(&key, request.at()).await?;
    match found {
        Some(entry) if entry.value.active => Ok(Standing::InUse),
        // An office may report for a driver that the register does not have.
        None if own.is_none() => Ok(Standing::InUse),
        _ => Ok(Standing::Blocked),
    }
}
