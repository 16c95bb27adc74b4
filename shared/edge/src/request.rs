//! Requests, and the parts of them that every handler reads.

use crate::access::Opened;
use crate::{Gate, Problem, cursor, negotiate};
use bytes::Bytes;
use domain::access::{Caller, Idempotency, TenantScope};
use domain::language::Language;
use http::HeaderMap;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use store::{Page, Version};

/// One HTTP request, once its route is found and its caller proven.
#[derive(Debug)]
pub struct Request {
    pub(crate) method: http::Method,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) id: String,
    pub(crate) source_ip: String,
    pub(crate) at: Timestamp,
    pub(crate) params: Vec<(&'static str, String)>,
    pub(crate) caller: Option<Caller>,
    pub(crate) opened: Option<Opened>,
    pub(crate) idempotency: Option<Idempotency>,
}

/// Bodies up to this size are read inline; larger things are uploaded.
const BODY_LIMIT: usize = 1024 * 1024;

impl Request {
    /// The request's name in the logs.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// When it arrived.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// The path, decoded.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A header's text; none when it is missing or not text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The raw body.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// The address that the request came from, as the gateway saw it.
    #[must_use]
    pub fn source_ip(&self) -> &str {
        &self.source_ip
    }

    /// A parameter of the route's pattern, decoded; empty when the pattern has none of that name.
    #[must_use]
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(present, _)| *present == name).map_or("", |(_, value)| value)
    }

    /// A parameter of the route's pattern as a domain value. What cannot be one cannot exist either.
    ///
    /// # Errors
    /// 404 naming the noun.
    pub fn named<T: std::str::FromStr>(&self, name: &str, noun: &str) -> Result<T, Problem> {
        self.param(name).parse().map_err(|_| Problem::not_found(noun))
    }

    /// A query parameter.
    ///
    /// # Errors
    /// 400 when it stands there twice.
    pub fn query(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut found = self.query.iter().filter(|(present, _)| present == name).map(|(_, value)| value.as_str());
        let first = found.next();
        if found.next().is_some() {
            return Err(Problem::malformed(
                "repeated_parameter",
                format!("The query parameter `{name}` stands there more than once."),
            ));
        }
        Ok(first)
    }

    /// Who asks.
    ///
    /// # Errors
    /// 401 on a route that is open to everybody.
    pub fn caller(&self) -> Result<&Caller, Problem> {
        self.caller.as_ref().ok_or_else(|| {
            Problem::unauthorized("not_signed_in", "Send a key or a token in the header `Authorization`.")
        })
    }

    /// The link that was opened.
    ///
    /// # Errors
    /// 404 on a route that no link opens.
    pub fn opened(&self) -> Result<&Opened, Problem> {
        self.opened.as_ref().ok_or_else(|| Problem::not_found("link"))
    }

    /// The right to the data of whoever asks.
    ///
    /// # Errors
    /// 401 on a route that is open to everybody.
    pub fn scope(&self) -> Result<TenantScope, Problem> {
        self.caller().map(Caller::scope)
    }

    /// The language to answer in: the best of `Accept-Language`, else the signed-in user's.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        let asked = self.header("accept-language").and_then(negotiate::preferred_language);
        asked.or(match self.caller {
            Some(Caller::User { language, .. }) => Some(language),
            _ => None,
        })
    }

    /// The body, read as JSON. Unknown and repeated fields are refused.
    ///
    /// # Errors
    /// 413 above 1 MB, 415 for another content type, 400 with the place of the syntax error, or with every
    /// field that is missing, unknown or of another kind.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        if self.body.len() > BODY_LIMIT {
            return Err(Problem::new(
                413,
                "body_too_large",
                "A body has at most 1 MB. Files are uploaded to the address that their resource gives.",
            ));
        }
        let kind = self.header("content-type").unwrap_or("application/json");
        if !is_json(kind) {
            return Err(Problem::new(415, "not_json", "Send `Content-Type: application/json`, in UTF-8."));
        }
        crate::body::read(&self.body)
    }

    /// The version that the caller last saw. `*` stands for any.
    ///
    /// # Errors
    /// 428 when the header is missing, 400 when it is not one strong ETag of ours.
    pub fn if_match(&self) -> Result<Option<Version>, Problem> {
        let Some(tag) = self.header("if-match") else {
            return Err(Problem::new(
                428,
                "if_match_required",
                "Send the ETag that you last saw in `If-Match`, so that nobody's change is lost.",
            ));
        };
        if tag.trim() == "*" {
            return Ok(None);
        }
        let number =
            tag.trim().strip_prefix('"').and_then(|tag| tag.strip_suffix('"')).and_then(|tag| tag.parse().ok());
        number.map(|number| Some(Version::new(number))).ok_or_else(|| {
            Problem::malformed("invalid_if_match", "`If-Match` holds one ETag as it was answered, such as \"3\".")
        })
    }

    /// Compares `If-Match` with the version that was found.
    ///
    /// # Errors
    /// 428 when the header is missing, 400 when it is unreadable, 412 when it names another version.
    pub fn matches(&self, found: Version) -> Result<(), Problem> {
        match self.if_match()? {
            Some(seen) if seen != found => Err(Problem::new(
                412,
                "changed_since",
                "Somebody changed it since you read it. Read it again, and apply your change to what you find.",
            )),
            _ => Ok(()),
        }
    }

    /// Compares `If-Match` with what was found, for a PUT that creates what is missing: creating needs no header.
    ///
    /// # Errors
    /// As [`Self::matches`]; 412 when `If-None-Match: *` meets something, or `If-Match` meets nothing.
    pub fn may_put(&self, found: Option<Version>) -> Result<(), Problem> {
        let only_new = self.header("if-none-match").is_some_and(|tag| tag.trim() == "*");
        match found {
            Some(_) if only_new => {
                Err(Problem::new(412, "exists_already", "It exists already, and `If-None-Match: *` asks to create it."))
            }
            Some(version) => self.matches(version),
            None if self.header("if-match").is_some() => {
                Err(Problem::new(412, "changed_since", "It does not exist, and `If-Match` asks to replace it."))
            }
            None => Ok(()),
        }
    }

    /// Which part of a list is asked for, from `limit` and `cursor`.
    ///
    /// # Errors
    /// 400 when either is unreadable, or the cursor was made for another list or account.
    pub fn page(&self, gate: &Gate) -> Result<Page, Problem> {
        let limit = match self.query("limit")? {
            None => 50,
            Some(text) => text
                .parse()
                .ok()
                .filter(|limit| (1..=200).contains(limit))
                .ok_or_else(|| Problem::malformed("invalid_limit", "`limit` is a number from 1 to 200."))?,
        };
        let after = match self.query("cursor")? {
            None => None,
            Some(text) => {
                Some(cursor::open(gate.cursor_key(), self.scope()?, &self.list_name(), text).ok_or_else(|| {
                    Problem::malformed(
                        "invalid_cursor",
                        "`cursor` is not one that this list gave. Start again without it.",
                    )
                })?)
            }
        };
        Ok(Page { limit, after })
    }

    /// The cursor that goes on after a place in this list.
    ///
    /// # Errors
    /// 401 on a route that is open to everybody.
    pub fn cursor(&self, gate: &Gate, after: Option<&str>) -> Result<Option<String>, Problem> {
        let scope = self.scope()?;
        Ok(after.map(|after| cursor::seal(gate.cursor_key(), scope, &self.list_name(), after)))
    }

    /// The list with its filters, so that a cursor fits only the query it came from.
    fn list_name(&self) -> String {
        let mut filters: Vec<String> = self
            .query
            .iter()
            .filter(|(name, _)| name != "cursor" && name != "limit")
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        filters.sort_unstable();
        format!("{}?{}", self.path, filters.join("&"))
    }

    /// What the request's key makes it the same as, among those of the same caller: none when no key was sent.
    ///
    /// # Errors
    /// 400 when the key is not 1 to 255 visible ASCII characters.
    pub(crate) fn read_idempotency(&self) -> Result<Option<Idempotency>, Problem> {
        let Some(key) = self.headers.get("idempotency-key") else { return Ok(None) };
        let fine = (1..=255).contains(&key.len()) && key.as_bytes().iter().all(u8::is_ascii_graphic);
        if !fine {
            return Err(Problem::malformed(
                "invalid_idempotency_key",
                "`Idempotency-Key` has 1 to 255 visible ASCII characters.",
            ));
        }
        // A page's key is known to everybody, and users see different parts: nobody meets the keys of another.
        let author = self.caller.as_ref().map(Caller::author).unwrap_or_default();
        let (method, path) = (self.method.as_str().as_bytes(), self.path.as_bytes());
        let name = digest(&[author.as_bytes(), method, path, key.as_bytes()]);
        Ok(Some(Idempotency::new(name, digest(&[&self.body]))))
    }
}

/// SHA-256 of parts whose borders count, in hexadecimal digits.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len().saturating_mul(2)), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Percent-decoding; what does not decode stays as it is.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hexadecimal = tail
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match (first, hexadecimal.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_json(content_type: &str) -> bool {
    let lower = content_type.to_ascii_lowercase();
    let mut parts = lower.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default();
    (kind == "application/json" || kind.ends_with("+json"))
        && parts.all(|part| part.strip_prefix("charset=").is_none_or(|set| set.trim_matches('"') == "utf-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_utf_8_json_counts_as_json() {
        for (kind, fine) in [
            ("application/json", true),
            ("application/json; charset=UTF-8", true),
            ("application/merge-patch+json", true),
            ("application/json; charset=utf-16", false),
            ("text/plain", false),
        ] {
            assert_eq!(is_json(kind), fine, "{kind}");
        }
    }

    #[test]
    fn percent_signs_decode_once() {
        for (text, expected) in [
            ("a%20b", "a b"),
            ("a%2fb", "a/b"),
            ("%25%32%66", "%2f"),
            ("100%", "100%"),
            ("%zz", "%zz"),
            ("%C3%A3", "ã"),
        ] {
            assert_eq!(decode(text), expected);
        }
    }
}
