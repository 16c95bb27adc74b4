//! Collecting every field error of a body before answering.

use crate::{FieldError, Problem};
use serde_json::Value;
use std::fmt::Display;

/// The field errors of one body, in the order of its fields.
#[derive(Debug, Default)]
pub struct Fields {
    errors: Vec<FieldError>,
}

impl Fields {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps the value of a field that was read, or notes the error. `rule` is the stable code of the rule, `value`
    /// what was sent.
    pub fn take<T, E: Display>(
        &mut self,
        pointer: &str,
        rule: &str,
        value: impl Into<Value>,
        read: Result<T, E>,
    ) -> Option<T> {
        match read {
            Ok(kept) => Some(kept),
            Err(error) => {
                self.refuse(pointer, rule, error.to_string(), Some(value.into()));
                None
            }
        }
    }

    /// As [`Self::take`], for a field whose value must never be shown.
    pub fn take_secret<T, E: Display>(&mut self, pointer: &str, rule: &str, read: Result<T, E>) -> Option<T> {
        match read {
            Ok(kept) => Some(kept),
            Err(error) => {
                self.refuse(pointer, rule, error.to_string(), None);
                None
            }
        }
    }

    /// Notes an error.
    pub fn refuse(&mut self, pointer: &str, rule: &str, detail: impl Into<String>, value: Option<Value>) {
        self.errors.push(FieldError {
            pointer: pointer.to_owned(),
            rule: rule.to_owned(),
            detail: detail.into(),
            value: value.map(shortened),
        });
    }

    /// The problem that lists all errors noted.
    ///
    /// # Errors
    /// 422 when any was.
    pub fn finish(self) -> Result<(), Problem> {
        if self.errors.is_empty() { Ok(()) } else { Err(Problem::unprocessable(self.errors)) }
    }

    /// The values that were read, or the problem that lists all errors noted. A value can only be missing when its
    /// error was noted.
    ///
    /// # Errors
    /// 422 when any was noted.
    pub fn all<T>(mut self, values: Option<T>) -> Result<T, Problem> {
        match values {
            Some(values) if self.errors.is_empty() => Ok(values),
            _ => {
                if self.errors.is_empty() {
                    self.refuse("", "missing", "A value is missing.", None);
                }
                Err(Problem::unprocessable(self.errors))
            }
        }
    }
}

/// What was sent may be a megabyte: the answer repeats a line of it.
fn shortened(value: Value) -> Value {
    match value {
        Value::String(text) if text.chars().count() > 200 => {
            Value::String(text.chars().take(200).chain("…".chars()).collect())
        }
        Value::Array(_) | Value::Object(_) => Value::Null,
        other => other,
    }
}
