//! The bucket: files that come in and go out, and the immutable blocks of a freight configuration.
//!
//! The only crate that speaks to S3. Every key is made in [`keys`], from a tenant scope and ids.

mod bucket;
mod digest;
mod error;
pub mod keys;
mod presigned;

pub use bucket::{Blobs, Head, Listed, Page, Put};
pub use digest::Digest;
pub use error::Error;
pub use keys::{Key, Prefix};
pub use presigned::{Presigned, Upload};
