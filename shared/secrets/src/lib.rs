//! The deployment's own keys, kept as SecureStrings of the Parameter Store.
//!
//! The only crate that speaks to SSM.

mod error;
mod keys;
mod parameters;

pub use error::Error;
pub use keys::{Keys, Secret};
pub use parameters::Secrets;
