//! Headers that every answer carries.

use crate::{Reply, Request, accepts_encoding};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// What browsers are told about every answer, unless the answer says otherwise.
const ALWAYS: [(&str, &str); 8] = [
    ("cache-control", "no-store"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("referrer-policy", "no-referrer"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

/// What a packed answer goes by.
const VARIES: &str = "accept-encoding";
/// Bytes of an answer from which on packing is worth it.
const WORTH_PACKING: usize = 2_048;

pub(crate) fn finish(reply: Reply, request_id: &str) -> Reply {
    // What a browser has it keeps, and what it is told about it anew replaces what it was told with it: the policy of a
    // page stands in the page's own answer.
    let bare = reply.status() == 304;
    ALWAYS
        .iter()
        .filter(|(name, _)| !bare || *name != "content-security-policy")
        .fold(reply, |reply, (name, value)| reply.or_header(name, value))
        .with_header("x-request-id", request_id)
}

/// Lets a page of another origin read the answer. The origin itself is checked against the key of the real request;
/// credentials are never allowed, since none of ours travel by themselves.
pub(crate) fn share(reply: Reply, request: &Request) -> Reply {
    match request.header("origin") {
        Some(origin) => reply
            .with_header("access-control-allow-origin", origin)
            .with_header("access-control-expose-headers", "etag, location, retry-after, x-request-id")
            .with_header("vary", "origin"),
        None => reply,
    }
}

/// Packs an answer for a caller who takes it so. For what shops ask on their pages: it repeats itself, phones wait for
/// it, and it holds no secret that its length could give away.
pub(crate) fn packed(reply: Reply, request: &Request) -> Reply {
    let taken = request.header("accept-encoding").is_some_and(|accepted| accepts_encoding(accepted, "gzip"));
    if !taken || reply.body().len() < WORTH_PACKING || reply.header("content-encoding").is_some() {
        return reply;
    }
    let mut packer = GzEncoder::new(Vec::with_capacity(reply.body().len() / 4), Compression::fast());
    let Ok(body) = packer.write_all(reply.body()).and_then(|()| packer.finish()) else { return reply };
    let vary = reply.header("vary").map_or_else(|| VARIES.to_owned(), |others| format!("{others}, {VARIES}"));
    reply.with_body(body.into()).with_header("content-encoding", "gzip").with_header("vary", &vary)
}

/// The answer to a browser that asks what it may send.
pub(crate) fn preflight(request: &Request, methods: &str) -> Reply {
    share(Reply::no_content(), request)
        .with_header("access-control-allow-methods", methods)
        .with_header("access-control-allow-headers", "accept-language, content-type, idempotency-key, x-entrega-key")
        .with_header("access-control-max-age", "86400")
}

/// 304 when the caller has this very version already.
pub(crate) fn unchanged(reply: Reply, request: &Request) -> Reply {
    let reading = request.method == http::Method::GET || request.method == http::Method::HEAD;
    let known = request.header("if-none-match").unwrap_or_default();
    let same = reply.header("etag").is_some_and(|tag| {
        known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag || known.trim() == "*")
    });
    if reading && reply.status() == 200 && same { reply.without_body(304) } else { reply }
}
