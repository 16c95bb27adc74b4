use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_sns::Client;
use aws_sdk_sns::config::Builder;
use aws_sdk_sns::types::MessageAttributeValue;

use crate::outcome::{ANSWER, failed, once, patience};
use crate::{Outcome, Tags};

/// One SMS.
#[derive(Clone, PartialEq, Eq)]
pub struct Sms {
    /// Number in E.164, such as `+5511912345678`.
    pub to: String,
    /// Text. Beyond 160 GSM-7 characters, or 70 others, it is charged in parts.
    pub text: String,
    /// What it is about.
    pub tags: Tags,
}

/// Never the number and the text: debug output ends in logs.
impl std::fmt::Debug for Sms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sms").field("tags", &self.tags).finish_non_exhaustive()
    }
}

/// Sends SMS.
#[derive(Clone, Debug)]
pub struct SmsSender {
    client: Client,
    from: Option<String>,
}

impl SmsSender {
    /// Sends from the number `from` (E.164), or from one that the provider chooses.
    #[must_use]
    pub fn new(config: &SdkConfig, from: Option<String>) -> Self {
        Self::patient(config, from, ANSWER)
    }

    pub(crate) fn patient(config: &SdkConfig, from: Option<String>, answer: Duration) -> Self {
        let own = Builder::from(config).retry_config(once()).timeout_config(patience(answer)).build();
        Self { client: Client::from_conf(own), from }
    }

    /// Sends once.
    pub async fn send(&self, sms: &Sms) -> Outcome {
        let mut publish = self.client.publish().phone_number(&sms.to).message(&sms.text);
        let attributes = [("AWS.SNS.SMS.SMSType", "Transactional".to_owned())]
            .into_iter()
            .chain(self.from.clone().map(|from| ("AWS.MM.SMS.OriginationNumber", from)))
            .chain(sms.tags.pairs());
        for (name, value) in attributes {
            match MessageAttributeValue::builder().data_type("String").string_value(value).build() {
                Ok(value) => publish = publish.message_attributes(name, value),
                Err(error) => return Outcome::NotSent { why: error.to_string() },
            }
        }
        match publish.send().await {
            Ok(answer) => Outcome::Accepted { provider_id: answer.message_id.unwrap_or_default() },
            Err(error) => failed(&error),
        }
    }
}
