//! The whole of a function's `main`.

use crate::{Env, Function, Start, telemetry};
use lambda_http::lambda_runtime::{self, LambdaEvent, service_fn};
use serde_json::Value;
use std::process::ExitCode;

/// Starts a function and answers Lambda's events until the environment ends. The runner below is compiled once, for
/// all functions.
#[must_use]
pub fn serve(start: Start) -> ExitCode {
    let env = Env::from_process();
    telemetry::start(env.get("LOG_LEVEL").unwrap_or("info"));
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return ExitCode::FAILURE;
    };
    match runtime.block_on(run(start, env)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error, "the function cannot run");
            ExitCode::FAILURE
        }
    }
}

async fn run(start: Start, env: Env) -> Result<(), String> {
    let function = start(env).await.map_err(|error| error.to_string())?;
    let take = service_fn(move |event: LambdaEvent<Value>| invoke(function.clone(), event.payload));
    lambda_runtime::run(take).await.map_err(|error| error.to_string())
}

async fn invoke(function: Function, payload: Value) -> Result<Value, lambda_runtime::Error> {
    function.invoke(payload).await.map_err(lambda_runtime::Error::from)
}
