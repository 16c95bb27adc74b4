//! A world of its own for each test: the single-machine edition in the process of the test, on a fresh folder, with a
//! clock that only the test moves.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use std::time::Duration;

use entrega_local::{Demo, Edition, Options, Running, Time};
use jiff::{SignedDuration, Timestamp};
use reqwest::{Method, StatusCode, header::HeaderMap};
use serde_json::Value;
use tempfile::TempDir;

/// How long anything may take before a test says that it never happens.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// When every world begins: on a Tuesday without a holiday near it, before noon in São Paulo. What a cut-off, a weekend
/// or the length of a month changes is then a test's own doing, and not that of the hour it is run at.
const OPENING: &str = "2026-08-11T14:00:00Z";

/// A running edition and the folder that it is deleted with.
pub struct World {
    running: Running,
    client: reqwest::Client,
    folder: TempDir,
}

/// What came back from a request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// The body as JSON; null when there is none or when it is something else.
    pub json: Value,
    /// The body as it came.
    pub text: String,
}

impl World {
    /// Without sample data.
    pub async fn empty() -> Self {
        Self::with(|_| {}).await
    }

    /// With the demo merchant, its users, keys, docks, policies and freight tables, and without its deliveries.
    pub async fn demo() -> Self {
        Self::with(|options| {
            options.seed = true;
            options.deliveries = false;
        })
        .await
    }

    /// With options of the test's own.
    pub async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut options = Options::new(folder.path());
        options.time = Time::Stands(Some(opening()));
        change(&mut options);
        // Boxed, here and below: a test's own future is polled on a small stack, and holds whatever it waits for.
        let running = Box::pin(Edition::start(options)).await.unwrap_or_else(|error| unstartable(&error));
        Self { running, client: reqwest::Client::new(), folder }
    }

    /// The edition: its address, clock, files and functions.
    #[must_use]
    pub const fn edition(&self) -> &Running {
        &self.running
    }

    /// The folder of the edition.
    #[must_use]
    pub const fn folder(&self) -> &TempDir {
        &self.folder
    }

    /// What the seed left.
    #[must_use]
    pub fn sample(&self) -> &Demo {
        self.running.demo().expect("this world has sample data")
    }

    /// A request to the product; a path starts with a slash.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, format!("{}{path}", self.running.url()))
    }

    /// A request with the demo merchant's secret key.
    pub fn as_merchant(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.request(method, path).bearer_auth(&self.sample().api_key.secret)
    }

    /// What an address of the bucket answers.
    pub async fn download(&self, url: &str) -> String {
        let answer = Box::pin(self.client.get(url).send()).await.expect("the bucket answers");
        assert_eq!(answer.status(), StatusCode::OK, "{url}");
        Box::pin(answer.text()).await.expect("the file is text")
    }

    /// Moves the clock, and waits until all that became due is done.
    pub async fn advance(&self, by: SignedDuration) {
        Box::pin(self.running.advance(by)).await.expect("what became due can be done");
    }

    /// Waits until streams, queues and due work are at rest.
    pub async fn settle(&self) {
        Box::pin(self.running.settle(PATIENCE)).await.expect("everything comes to rest");
    }

    /// Stops the edition, and answers its folder for another one.
    pub async fn stop(self) -> TempDir {
        Box::pin(self.running.stop()).await;
        self.folder
    }
}

/// When this world begins: `ENTREGA_OPENING` names another instant, to look for what depends on it.
#[expect(clippy::disallowed_methods, reason = "the developer says it")]
fn opening() -> Timestamp {
    let asked = std::env::var("ENTREGA_OPENING");
    asked.as_deref().unwrap_or(OPENING).parse().expect("an instant")
}

#[expect(clippy::panic, reason = "a test without its subject has nothing left to say")]
fn unstartable(error: &entrega_local::Error) -> ! {
    panic!("the edition does not start: {error}")
}

/// Sends a request and reads all of the answer.
pub async fn send(request: reqwest::RequestBuilder) -> Answer {
    let response = Box::pin(request.send()).await.expect("the edition answers");
    let (status, headers) = (response.status(), response.headers().clone());
    let text = Box::pin(response.text()).await.expect("an answer is text");
    Answer { status, headers, json: serde_json::from_str(&text).unwrap_or_default(), text }
}
