//! Work that goes on beside requests. A Lambda may not have any; this process is what calls the Lambdas.

use std::future::Future;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The tasks of one edition, all ended together.
#[derive(Debug)]
pub(crate) struct Tasks {
    running: Mutex<Vec<JoinHandle<()>>>,
    stop: watch::Sender<bool>,
}

impl Tasks {
    pub(crate) fn new() -> Self {
        Self { running: Mutex::default(), stop: watch::Sender::new(false) }
    }

    /// Starts a task that ends by itself once [`Tasks::stopping`] is told, or is cut off where it waits.
    pub(crate) fn start(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).push(spawn(work));
    }

    /// Starts a loop that may be cut off wherever it waits: what it does is durable step by step.
    pub(crate) fn start_loop(&self, work: impl Future<Output = ()> + Send + 'static) {
        let stopping = self.stopping();
        self.start(async move {
            tokio::select! {
                () = stopping => {}
                () = work => {}
            }
        });
    }

    /// Waits until everything is to end.
    pub(crate) fn stopping(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut stop = self.stop.subscribe();
        async move {
            let _ = stop.wait_for(|stop| *stop).await;
        }
    }

    /// Tells every task to end and waits for all of them.
    pub(crate) async fn end(&self) {
        self.stop.send_replace(true);
        let running = std::mem::take(&mut *self.running.lock().unwrap_or_else(PoisonError::into_inner));
        for task in running {
            let _ = task.await;
        }
    }
}

impl Drop for Tasks {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// Starts a task of its own.
#[expect(clippy::disallowed_methods, reason = "this process is the platform: it is not frozen between requests")]
pub(crate) fn spawn<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
    tokio::spawn(work)
}
