//! The one public address: the HTTP API of the template, the buckets, and the edition's own pages.

mod addresses;
mod gateway;
mod routes;
mod server;

pub(crate) use routes::Routes;
pub(crate) use server::{Door, Peer, attend, read, reply, serve};

use bytes::Bytes;
use http_body_util::combinators::UnsyncBoxBody;

/// The body of any answer.
pub(crate) type Body = UnsyncBoxBody<Bytes, Box<dyn std::error::Error + Send + Sync>>;
