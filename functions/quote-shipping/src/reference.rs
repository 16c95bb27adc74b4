//! The addresses, shapes and words that storefronts of the reference platform know, so that they work here with
//! nothing changed but the host. Amounts are in cents or in major units, weights in grams and edges in centimetres, as
//! each address has always had them; unknown fields are ignored.

mod basket;
pub mod calculation;
pub mod pickups;
mod shop;
pub mod simulation;
mod sla;
mod wire;

use crate::Deps;
use edge::{Problem, Reply, Request};
use serde_json::json;

/// An error in the reference's own body.
fn refused(deps: &Deps, status: u16, code: &str, message: &str) -> Reply {
    let error = json!({ "code": code, "message": message, "exception": null });
    Reply::json(status, &json!({ "fields": {}, "error": error, "operationId": deps.gate.fresh().to_string() }))
}

/// What the caller did wrong, in the reference's own body. What went wrong on our side stays a problem.
fn told(deps: &Deps, problem: Problem) -> Result<Reply, Problem> {
    if problem.status() >= 500 {
        return Err(problem);
    }
    Ok(refused(deps, problem.status(), problem.code(), problem.detail()))
}

/// Reads the body as the reference does.
fn read<T: serde::de::DeserializeOwned>(request: &Request) -> Result<T, Problem> {
    request.json()
}
