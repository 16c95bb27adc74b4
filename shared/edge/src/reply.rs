//! Answers.

use bytes::Bytes;
use serde::Serialize;
use store::Version;

/// An answer, ready for the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
    /// What a repeat of the request gets in place of `body`.
    replayed: Option<Bytes>,
}

/// An answer with a secret in it, and the same answer without.
#[derive(Debug)]
pub struct Secret<T, U> {
    /// Shown once.
    pub once: T,
    /// Kept, and shown to repeats of the request.
    pub after: U,
}

impl Reply {
    /// An answer in JSON.
    #[must_use]
    pub fn json<T: Serialize>(status: u16, value: &T) -> Self {
        match serde_json::to_vec(value) {
            Ok(body) => Self::bytes(status, "application/json", Bytes::from(body)),
            Err(_) => Self::bytes(500, "application/json", Bytes::from_static(b"{}")),
        }
    }

    /// An answer of any type.
    #[must_use]
    pub fn bytes(status: u16, content_type: &str, body: Bytes) -> Self {
        Self { status, headers: vec![("content-type".to_owned(), content_type.to_owned())], body, replayed: None }
    }

    /// 200.
    #[must_use]
    pub fn ok<T: Serialize>(value: &T) -> Self {
        Self::json(200, value)
    }

    /// 201, with the address of what was made.
    #[must_use]
    pub fn created<T: Serialize>(location: &str, value: &T) -> Self {
        Self::json(201, value).with_header("location", location)
    }

    /// 201 with a secret that is shown once.
    #[must_use]
    pub fn created_secret<T: Serialize, U: Serialize>(location: &str, secret: &Secret<T, U>) -> Self {
        let replayed = serde_json::to_vec(&secret.after).map(Bytes::from).ok();
        Self { replayed, ..Self::created(location, &secret.once) }
    }

    /// 202: taken on, to be done.
    #[must_use]
    pub fn accepted<T: Serialize>(value: &T) -> Self {
        Self::json(202, value)
    }

    /// 204.
    #[must_use]
    pub const fn no_content() -> Self {
        Self { status: 204, headers: Vec::new(), body: Bytes::new(), replayed: None }
    }

    /// 303 to another page.
    #[must_use]
    pub fn see_other(location: &str) -> Self {
        Self { status: 303, ..Self::no_content() }.with_header("location", location)
    }

    /// Sets a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers
            .retain(|(present, _)| !present.eq_ignore_ascii_case(name) || name.eq_ignore_ascii_case("set-cookie"));
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// Sets a header unless it is set.
    #[must_use]
    pub(crate) fn or_header(self, name: &str, value: &str) -> Self {
        if self.header(name).is_some() { self } else { self.with_header(name, value) }
    }

    /// Says what was done otherwise than it was asked, in words for people.
    #[must_use]
    pub fn with_warning(self, told: &str) -> Self {
        self.with_header("warning", &format!("299 - \"{told}\""))
    }

    /// The version of what is answered, for `If-Match` and `If-None-Match`.
    #[must_use]
    pub fn with_etag(self, version: Version) -> Self {
        self.with_header("etag", &format!("\"{version}\""))
    }

    /// The status code.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(present, _)| present.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// A repeat of the request gets no body from what is kept of this answer: whoever answers has it elsewhere, and
    /// puts it in with [`Self::with_body`].
    #[must_use]
    pub fn kept_elsewhere(self) -> Self {
        Self { replayed: Some(Bytes::new()), ..self }
    }

    /// The same with another body.
    #[must_use]
    pub fn with_body(self, body: Bytes) -> Self {
        Self { body, ..self }
    }

    /// The same headers with another status and no body.
    pub(crate) fn without_body(self, status: u16) -> Self {
        Self { status, body: Bytes::new(), ..self }
    }

    /// What a repeat of the request gets.
    pub(crate) fn to_answer(&self, content: &str) -> store::Answer {
        store::Answer {
            content: content.to_owned(),
            status: self.status,
            headers: self.headers.clone(),
            body: String::from_utf8_lossy(self.replayed.as_ref().unwrap_or(&self.body)).into_owned(),
        }
    }

    pub(crate) fn from_answer(answer: store::Answer) -> Self {
        Self { status: answer.status, headers: answer.headers, body: Bytes::from(answer.body), replayed: None }
            .with_header("idempotency-replayed", "true")
    }
}
