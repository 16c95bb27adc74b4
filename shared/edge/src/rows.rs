//! Requests that have many rows, each with an answer of its own.

use crate::{FieldError, Problem, Reply, Request};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use utoipa::ToSchema;

/// One row of a request, as it was sent.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Row(Box<RawValue>);

impl Row {
    /// Reads it as a body that was sent alone.
    ///
    /// # Errors
    /// As [`Request::json`].
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        crate::body::read(self.0.get().as_bytes())
    }

    /// What it says, whatever it is. Of what it says twice one is kept: such a row cannot be read.
    #[must_use]
    pub fn value(&self) -> Value {
        serde_json::from_str(self.0.get()).unwrap_or_default()
    }

    /// Refuses a row that is about the same as one before it.
    #[must_use]
    pub fn twice(pointer: &str, value: Value) -> Problem {
        Problem::unprocessable(vec![FieldError {
            pointer: pointer.to_owned(),
            rule: "duplicate".to_owned(),
            detail: "An earlier row of this request is about the same.".to_owned(),
            value: Some(value),
        }])
    }
}

/// What became of many rows.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchAnswer {
    /// One for each row, in the order in which they were sent.
    pub items: Vec<RowAnswer>,
}

/// What became of one row.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowAnswer {
    /// Which row, from 0.
    pub row: usize,
    /// The status code that it would have had alone.
    pub status: u16,
    /// What it would have been answered alone: the thing, or the problem.
    #[schema(value_type = Object)]
    pub body: Value,
}

impl RowAnswer {
    /// From what the row would have been answered alone.
    #[must_use]
    pub fn new(request: &Request, row: usize, reply: Result<Reply, Problem>) -> Self {
        let reply = reply.unwrap_or_else(|problem| problem.render(request.id()));
        let body = serde_json::from_slice(reply.body()).unwrap_or_default();
        Self { row, status: reply.status(), body }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Many {
        items: Vec<Row>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "they are read into and looked at no further")]
    struct One {
        id: String,
        size: u8,
    }

    #[test]
    fn a_row_is_told_what_it_would_be_told_alone() {
        let rows =
            r#"{"id":"a","size":1}, {"id":"b","size":1,"id":"c"}, {"size":"x","more":1}, 5, {"id":"d","size":300}"#;
        let many: Many = crate::body::read(format!("{{\"items\":[{rows}]}}").as_bytes()).unwrap();
        assert_eq!(many.items[1].value()["size"], 1);
        let told: Vec<Vec<String>> = many
            .items
            .iter()
            .map(|row| match row.read::<One>() {
                Ok(_) => Vec::new(),
                Err(problem) => {
                    assert_eq!((problem.status(), problem.code()), (400, "invalid_body"));
                    problem.errors().iter().map(|error| format!("{} {}", error.pointer, error.rule)).collect()
                }
            })
            .collect();
        let expected: [&[&str]; 5] =
            [&[], &["/id duplicate"], &["/size type", "/more type", "/id required"], &[" type"], &["/size type"]];
        assert_eq!(told, expected);
    }
}
