//! The registers that services refer to: brands, branches, partners, transport companies, drivers, vehicles, reasons.
//!
//! All registers are one handler, [`entries`]; [`wire`] says what each of them holds, [`paths`] where it answers.

mod entries;
mod export;
mod paths;
pub mod wire;

use edge::{BoxFuture, Env, Function, Gate, StartError};
use std::sync::Arc;

pub use paths::document;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
}

impl AsRef<Gate> for Deps {
    fn as_ref(&self) -> &Gate {
        &self.gate
    }
}

/// Starts the function.
#[must_use]
pub fn start(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async move {
        let deps = Arc::new(Deps { gate: Gate::open(&env).await? });
        Ok(Function::new().http(paths::routes(deps)))
    })
}
