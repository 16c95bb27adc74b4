//! Answers to requests that have many rows, each with an answer of its own.

use crate::{Problem, Reply, Request};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

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
