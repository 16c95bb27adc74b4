//! The registers that services refer to: brands, branches, partners, transport companies, drivers, vehicles, reasons, and the
//! holidays of whoever operates the drivers.
//!
//! All registers are one handler, [`entries`]; [`wire`] says what each of them holds, [`paths`] where it answers.

mod entries;
mod export;
pub mod import;
mod paths;
pub mod wire;

use blobs::Blobs;
use edge::{BoxFuture, Env, Function, Gate, Service, StartError};
use imports::Desk;
use std::sync::Arc;

pub use paths::document;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    blobs: Blobs,
}

impl Deps {
    const fn imports(&self) -> Desk<'_> {
        Desk::new(&self.gate, &self.blobs)
    }
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
        let gate = Gate::open(&env).await?;
        let blobs = Blobs::new(&env.sdk(Service::S3).await, env.require("BUCKET_NAME")?);
        let deps = Arc::new(Deps { gate, blobs });
        let function = Function::new().bucket(&deps, |deps, uploads| Box::pin(import::arrivals::take(deps, uploads)));
        Ok(function.http(paths::routes(deps)))
    })
}
