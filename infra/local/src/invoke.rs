use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::Notify;

use crate::activity::Activity;
use crate::error::chain;
use crate::tasks;

/// What Lambda takes and gives at most, in bytes.
pub(crate) const PAYLOAD: usize = 6 * 1024 * 1024;

/// All functions, ready to be called.
#[derive(Clone)]
pub(crate) struct Functions(Arc<Inner>);

struct Inner {
    ready: BTreeMap<String, Ready>,
    activity: Activity,
}

/// A started function with the limits that the template gives it.
pub(crate) struct Ready {
    pub(crate) function: edge::Function,
    pub(crate) timeout: Duration,
    /// Told when its workers are killed.
    pub(crate) killed: Arc<Notify>,
}

/// Why a call gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Failed {
    #[error("{0}")]
    Error(String),
    #[error("Task timed out after {0} seconds")]
    Timeout(u64),
    #[error("the worker was killed")]
    Killed,
}

impl Functions {
    pub(crate) fn new(ready: BTreeMap<String, Ready>, activity: Activity) -> Self {
        Self(Arc::new(Inner { ready, activity }))
    }

    /// Calls a function. It runs to its end, or its time-out, even when the caller no longer waits.
    pub(crate) async fn invoke(&self, id: &str, payload: Value) -> Result<Value, Failed> {
        let Some(ready) = self.0.ready.get(id) else {
            return Err(Failed::Error(format!("there is no function {id}")));
        };
        let (function, timeout, killed) = (ready.function.clone(), ready.timeout, Arc::clone(&ready.killed));
        let busy = self.0.activity.begin();
        let run = tasks::spawn(async move {
            let _busy = busy;
            tokio::select! {
                ended = tokio::time::timeout(timeout, function.invoke(payload)) => match ended {
                    Ok(Ok(answer)) => Ok(answer),
                    Ok(Err(error)) => Err(Failed::Error(chain(&error))),
                    Err(_) => Err(Failed::Timeout(timeout.as_secs())),
                },
                () = killed.notified() => Err(Failed::Killed),
            }
        });
        let answer = run.await.unwrap_or_else(|_| Err(Failed::Error("the function panicked".into())));
        if let Err(failed) = &answer {
            tracing::warn!(function = id, %failed, "a function failed");
        }
        answer
    }
}

impl Functions {
    /// Ends whatever a function is doing at this moment, wherever it is.
    pub(crate) fn kill(&self, id: &str) {
        if let Some(ready) = self.0.ready.get(id) {
            ready.killed.notify_waiters();
        }
    }
}

/// The identifiers that a function reported as not handled.
///
/// `None` when the report cannot be read: then the whole batch counts as failed, as on AWS.
pub(crate) fn unhandled(answer: &Value) -> Option<Vec<String>> {
    match answer.get("batchItemFailures") {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| {
                let id = item.get("itemIdentifier").and_then(Value::as_str);
                id.filter(|id| !id.is_empty()).map(ToString::to_string)
            })
            .collect(),
        Some(_) => None,
    }
}
