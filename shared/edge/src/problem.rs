//! Answers to requests that cannot be carried out: RFC 9457 problems.

use crate::Reply;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;
use utoipa::ToSchema;

/// One field that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where, as a JSON Pointer (RFC 6901) into the body, or `?name` for a query parameter.
    pub pointer: String,
    /// Which rule, as a stable code.
    pub rule: String,
    /// The rule as a sentence.
    pub detail: String,
    /// The value that breaks it, where that helps and harms nobody.
    pub value: Option<Value>,
}

/// Why a request is not carried out.
#[derive(Debug)]
pub struct Problem {
    status: u16,
    code: &'static str,
    detail: String,
    errors: Vec<FieldError>,
    headers: Vec<(&'static str, String)>,
    conflict: bool,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// A problem on the wire.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Problem)]
pub struct WireProblem {
    /// Page that explains the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status code in words.
    pub title: String,
    /// The status code.
    pub status: u16,
    /// What is wrong with this request, and what to do.
    pub detail: String,
    /// Stable code for programs.
    pub code: String,
    /// Name of this request in our logs.
    pub request_id: String,
    /// Every field that breaks a rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<WireFieldError>,
}

/// A field that breaks a rule, on the wire.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[schema(as = FieldError)]
pub struct WireFieldError {
    /// JSON Pointer into the body, or `?name` for a query parameter.
    pub pointer: String,
    /// Stable code of the rule.
    pub rule: String,
    /// The rule as a sentence.
    pub detail: String,
    /// The value that breaks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Object)]
    pub value: Option<Value>,
}

impl From<&FieldError> for WireFieldError {
    fn from(error: &FieldError) -> Self {
        let FieldError { pointer, rule, detail, value } = error.clone();
        Self { pointer, rule, detail, value }
    }
}

impl Problem {
    /// A problem with a status code, a stable code and a sentence.
    #[must_use]
    pub fn new(status: u16, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code,
            detail: detail.into(),
            errors: Vec::new(),
            headers: Vec::new(),
            conflict: false,
            cause: None,
        }
    }

    /// 400: the request cannot be read.
    #[must_use]
    pub fn malformed(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(400, code, detail)
    }

    /// 401: nobody has proven who asks.
    #[must_use]
    pub fn unauthorized(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(401, code, detail).with_header("www-authenticate", "Bearer".to_owned())
    }

    /// 403: whoever asks may not do this.
    #[must_use]
    pub fn forbidden(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(403, code, detail)
    }

    /// 404: no such thing for this caller. The same for a missing one and for another account's.
    #[must_use]
    pub fn not_found(noun: &str) -> Self {
        Self::new(404, "not_found", format!("There is no such {noun}."))
    }

    /// 409: the thing is in a state that does not allow this.
    #[must_use]
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(409, code, detail)
    }

    /// 422: fields break rules.
    #[must_use]
    pub fn unprocessable(errors: Vec<FieldError>) -> Self {
        let detail = match errors.len() {
            1 => "One field breaks a rule; see `errors`.".to_owned(),
            n => format!("{n} fields break rules; see `errors`."),
        };
        Self { errors, ..Self::new(422, "invalid_fields", detail) }
    }

    /// 422: one field breaks a rule.
    #[must_use]
    pub fn of_field(pointer: impl Into<String>, rule: &str, detail: impl Into<String>) -> Self {
        let (pointer, detail) = (pointer.into(), detail.into());
        Self::unprocessable(vec![FieldError { pointer, rule: rule.to_owned(), detail, value: None }])
    }

    /// 500 or 503: our fault. The cause is logged and never shown.
    #[must_use]
    pub fn internal(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self {
            cause: Some(Box::new(cause)),
            ..Self::new(
                500,
                "internal",
                "Something went wrong on our side. It has been recorded under this request's id.",
            )
        }
    }

    /// 503: come back in a moment.
    #[must_use]
    pub fn busy(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        let problem = Self::new(503, "busy", "Too much is going on at once. Try again in a moment.")
            .with_header("retry-after", "1".to_owned());
        Self { cause: Some(Box::new(cause)), ..problem }
    }

    /// Names the fields that break rules.
    #[must_use]
    pub fn with_errors(self, errors: Vec<FieldError>) -> Self {
        Self { errors, ..self }
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The status code.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong, as a sentence.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// The fields that break rules.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The world changed between read and commit: [`crate::save()`] reads and decides again.
    pub(crate) const fn is_conflict(&self) -> bool {
        self.conflict
    }

    /// What is logged and never shown.
    pub(crate) fn cause(&self) -> Option<String> {
        let mut cause = self.cause.as_deref().map(|cause| -> &dyn std::error::Error { cause });
        let mut chain: Option<String> = None;
        while let Some(error) = cause {
            chain = Some(chain.map_or_else(|| error.to_string(), |so_far| format!("{so_far}: {error}")));
            cause = error.source();
        }
        chain
    }

    /// The problem as an answer.
    #[must_use]
    pub fn render(&self, request_id: &str) -> Reply {
        let title = http::StatusCode::from_u16(self.status)
            .ok()
            .and_then(|status| status.canonical_reason())
            .unwrap_or("Error");
        let wire = WireProblem {
            kind: format!("/problems/{}", self.code),
            title: title.to_owned(),
            status: self.status,
            detail: self.detail.clone(),
            code: self.code.to_owned(),
            request_id: request_id.to_owned(),
            errors: self.errors.iter().map(WireFieldError::from).collect(),
        };
        self.with_own_headers(Reply::json(self.status, &wire).with_header("content-type", "application/problem+json"))
    }

    /// An answer with the headers that belong to the problem.
    pub(crate) fn with_own_headers(&self, reply: Reply) -> Reply {
        self.headers.iter().fold(reply, |reply, (name, value)| reply.with_header(name, value))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.status, self.code, self.detail)
    }
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        let conflict = error.is_conflict();
        let problem = if conflict || error.is_throttled() { Self::busy(error) } else { Self::internal(error) };
        Self { conflict, ..problem }
    }
}
