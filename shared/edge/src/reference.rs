//! The manner of the reference platform, at the addresses that carry its names: how its clients send texts and
//! numbers, and how they are told what is wrong.

use crate::{Problem, Reply};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Whether an address is one of the reference platform's.
pub(crate) fn has(path: &str) -> bool {
    path.starts_with("/api/") || path.starts_with("/seller/")
}

/// A problem as an answer in the reference's own body. A field that breaks a rule is a bad request there.
pub(crate) fn render(problem: &Problem, operation: Uuid) -> Reply {
    let status = if problem.status() == 422 { 400 } else { problem.status() };
    let named = |pointer: &str| pointer.trim_start_matches('/').replace('/', ".");
    let fields: Map<String, Value> =
        problem.errors().iter().map(|error| (named(&error.pointer), Value::from(error.detail.clone()))).collect();
    let message = match problem.errors() {
        [] => problem.detail().to_owned(),
        errors => {
            let each = errors.iter().take(10).map(|error| format!("{}: {}", named(&error.pointer), error.detail));
            each.collect::<Vec<String>>().join(" ")
        }
    };
    let error = json!({ "code": problem.code(), "message": message, "exception": null });
    Reply::json(status, &json!({ "fields": fields, "error": error, "operationId": operation.to_string() }))
}

/// A text that some clients send as a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub String);

impl Text {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self(text)),
            Value::Number(number) => Ok(Self(number.to_string())),
            _ => Err(serde::de::Error::custom("neither a text nor a number")),
        }
    }
}

/// A field whose null is as good as a field that is missing: some clients send every field that they know.
///
/// # Errors
/// What reading the field refuses.
pub fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FieldError;

    #[test]
    fn a_problem_is_told_as_the_reference_tells_it() {
        let field = |pointer: &str, detail: &str| FieldError {
            pointer: pointer.to_owned(),
            rule: "rule".to_owned(),
            detail: detail.to_owned(),
            value: None,
        };
        let errors = vec![field("/0/timeCost", "No time."), field("/name", "Too long.")];
        for (problem, status, expected) in [
            (Problem::malformed("ORD005", "Invalid item 0"), 400, json!([{}, "ORD005", "Invalid item 0"])),
            (Problem::not_found("dock"), 404, json!([{}, "not_found", "There is no such dock."])),
            (
                Problem::unprocessable(errors),
                400,
                json!([{ "0.timeCost": "No time.", "name": "Too long." }, "invalid_fields", "0.timeCost: No time. name: Too long."]),
            ),
        ] {
            let reply = render(&problem, Uuid::nil());
            let body: Value = serde_json::from_slice(reply.body()).unwrap();
            let error = &body["error"];
            assert_eq!(reply.status(), status);
            assert_eq!(json!([body["fields"], error["code"], error["message"]]), expected);
            assert_eq!((&error["exception"], body["operationId"].as_str().map(str::len)), (&Value::Null, Some(36)));
        }
    }

    #[test]
    fn a_text_may_come_as_a_number() {
        for (sent, expected) in [("\"12\"", Some("12")), ("12", Some("12")), ("1.50", Some("1.5")), ("[]", None)] {
            assert_eq!(serde_json::from_str::<Text>(sent).ok().as_ref().map(Text::as_str), expected, "{sent}");
        }
    }
}
