use std::path::PathBuf;
use std::time::Duration;

use domain::id::AccountId;
use jiff::SignedDuration;
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::activity::Activity;
use crate::clock::Clock;
use crate::folder::Folder;
use crate::invoke::Functions;
use crate::ledger::Ledger;
use crate::secrets::write_private;
use crate::seed;
use crate::settle::Settle;
use crate::tasks::Tasks;
use crate::{Demo, Error, Options};

/// Set while sample data is being written into a new folder.
pub(crate) const SEEDING: &str = "seeding";

/// An edition that answers.
pub struct Running {
    pub(crate) url: String,
    pub(crate) folder: Folder,
    pub(crate) env: edge::Env,
    pub(crate) clock: Clock,
    pub(crate) functions: Functions,
    pub(crate) activity: Activity,
    pub(crate) settle: Settle,
    pub(crate) ledger: Ledger,
    pub(crate) tasks: Tasks,
    pub(crate) table: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
    pub(crate) demo: Option<Demo>,
}

impl Running {
    /// Where it answers, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The time that functions see.
    #[must_use]
    pub fn clock(&self) -> edge::Clock {
        self.clock.shown()
    }

    /// The settings of all functions together, endpoints included: for code that works beside the functions.
    #[must_use]
    pub const fn env(&self) -> &edge::Env {
        &self.env
    }

    /// What is known of the sample data; none where there is none.
    #[must_use]
    pub const fn demo(&self) -> Option<&Demo> {
        self.demo.as_ref()
    }

    /// A file or folder that the edition keeps, by name.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path(name)
    }

    /// Calls a function, by its logical id in the template, with a raw event.
    ///
    /// # Errors
    /// What the function said, in one line.
    pub async fn invoke(&self, function: &str, event: Value) -> Result<Value, String> {
        self.functions.invoke(function, event).await.map_err(|failed| failed.to_string())
    }

    /// Ends whatever a function, by its logical id, is doing at this moment, as when its workers are killed: nothing
    /// is undone, nothing is finished, and who waits for it is told that it failed.
    pub fn kill(&self, function: &str) {
        self.functions.kill(function);
    }

    /// Waits until streams, queues and due work are at rest.
    ///
    /// # Errors
    /// What was still going on when the time was over.
    pub async fn settle(&self, patience: Duration) -> Result<(), String> {
        self.settle.settle(patience).await
    }

    /// Moves a manual clock, calls what then is due, and waits until that is done. A schedule that was due many times is
    /// called once.
    ///
    /// # Errors
    /// What could not be carried out.
    pub async fn advance(&self, by: SignedDuration) -> Result<(), String> {
        self.settle.advance(by, None).await?;
        self.settle.settle(Duration::from_secs(30)).await
    }

    /// Ends everything; what is under way may take five seconds.
    pub async fn stop(mut self) {
        self.tasks.end().await;
        let rest = async {
            while self.activity.running() > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let _ = tokio::time::timeout(Duration::from_secs(5), rest).await;
        if let Some((stop, served)) = self.table.take() {
            let _ = stop.send(());
            let _ = tokio::time::timeout(Duration::from_millis(500), served).await;
        }
    }

    /// Writes the sample data where it is wanted, for an account of this id, and `demo.json` wherever there is any.
    pub(crate) async fn demonstrate(
        &mut self,
        options: &Options,
        known: Option<Demo>,
        wanted: Option<AccountId>,
    ) -> Result<(), Error> {
        let demo = match (known, wanted) {
            (Some(known), _) => Some(seed::moved(self, known).await?),
            (None, Some(account)) => Some(seed::seed(self, account, options.deliveries).await?),
            (None, None) => None,
        };
        if let Some(demo) = &demo {
            let failed = |error: &dyn std::fmt::Display| Error::Seed(error.to_string());
            let text = serde_json::to_vec_pretty(demo).map_err(|error| failed(&error))?;
            write_private(&self.file("demo.json"), &text).map_err(|error| failed(&error))?;
            self.ledger.set("demo", &String::from_utf8_lossy(&text)).map_err(Error::ledger)?;
        }
        self.demo = demo;
        Ok(())
    }
}
