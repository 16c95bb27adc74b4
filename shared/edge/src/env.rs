//! Settings. A map that is handed in, so that all functions can share one process.

use crate::Clock;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What a function is started with.
#[derive(Clone, Debug)]
pub struct Env {
    settings: Arc<BTreeMap<String, String>>,
    clock: Clock,
}

/// A function cannot start; the sentence says what is missing.
#[derive(Debug)]
pub struct StartError(String);

impl StartError {
    /// From a sentence.
    #[must_use]
    pub fn new(why: impl fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

/// A service of the cloud, to choose an endpoint for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// The table.
    DynamoDb,
    /// The bucket.
    S3,
    /// SMS.
    Sns,
    /// E-mail.
    SesV2,
    /// Queues.
    Sqs,
    /// Secrets.
    Ssm,
}

impl Service {
    const fn setting(self) -> &'static str {
        match self {
            Self::DynamoDb => "AWS_ENDPOINT_URL_DYNAMODB",
            Self::S3 => "AWS_ENDPOINT_URL_S3",
            Self::Sns => "AWS_ENDPOINT_URL_SNS",
            Self::SesV2 => "AWS_ENDPOINT_URL_SESV2",
            Self::Sqs => "AWS_ENDPOINT_URL_SQS",
            Self::Ssm => "AWS_ENDPOINT_URL_SSM",
        }
    }
}

impl Env {
    /// From a map of settings.
    #[must_use]
    pub fn new(settings: BTreeMap<String, String>, clock: Clock) -> Self {
        Self { settings: Arc::new(settings), clock }
    }

    /// From the environment of the process, as Lambda sets it.
    #[must_use]
    pub fn from_process() -> Self {
        Self::new(std::env::vars().collect(), Clock::system())
    }

    /// A setting; none when it is missing or empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A setting without which the function cannot work.
    ///
    /// # Errors
    /// [`StartError`] naming the setting.
    pub fn require(&self, name: &str) -> Result<&str, StartError> {
        self.get(name).ok_or_else(|| StartError::new(format_args!("the setting {name} is missing")))
    }

    /// The same settings with another value for one of them.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut settings = (*self.settings).clone();
        settings.insert(name.to_owned(), value.to_owned());
        Self::new(settings, self.clock.clone())
    }

    /// The clock.
    #[must_use]
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// How to reach a service: endpoint, region and credentials from the settings where they stand there, else as the
    /// process finds them. Time-outs stay below those of every function, so that a stall ends in an answer.
    pub async fn sdk(&self, service: Service) -> SdkConfig {
        let timeouts = aws_config::timeout::TimeoutConfig::builder()
            .connect_timeout(std::time::Duration::from_secs(1))
            .operation_attempt_timeout(std::time::Duration::from_secs(3))
            .operation_timeout(std::time::Duration::from_secs(8))
            .build();
        let mut loader = aws_config::defaults(BehaviorVersion::latest()).timeout_config(timeouts);
        if let Some(url) = self.get(service.setting()).or_else(|| self.get("AWS_ENDPOINT_URL")) {
            loader = loader.endpoint_url(url);
        }
        if let Some(region) = self.get("AWS_REGION") {
            loader = loader.region(Region::new(region.to_owned()));
        }
        if let (Some(id), Some(secret)) = (self.get("AWS_ACCESS_KEY_ID"), self.get("AWS_SECRET_ACCESS_KEY")) {
            let token = self.get("AWS_SESSION_TOKEN").map(str::to_owned);
            loader = loader.credentials_provider(Credentials::new(id, secret, token, None, "settings"));
        }
        loader.load().await
    }
}
