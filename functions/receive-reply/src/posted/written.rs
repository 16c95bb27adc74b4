//! A notification as SNS writes it, and what of it can be checked before anything is fetched.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use url::Url;

use super::Source;

/// SNS tries for less than an hour to hand a message over; what is older is a replay.
const AGE: SignedDuration = SignedDuration::from_hours(1);
/// How far its clock may be ahead of ours.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);
/// SNS posts messages of at most 256 KB.
const LARGEST: usize = 320 * 1024;

/// Why something is not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Forged {
    #[error("it is no notification")]
    Unreadable,
    #[error("its version of signatures is unknown")]
    Version,
    #[error("its topic is not ours")]
    Topic,
    #[error("it is too old, or of the future")]
    Age,
    #[error("an address in it does not lead to SNS")]
    Address,
    #[error("its certificate {0}")]
    Certificate(&'static str),
    #[error("its signature is not that of its certificate")]
    Signature,
}

/// What SNS posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Kind {
    Notification,
    SubscriptionConfirmation,
    UnsubscribeConfirmation,
}

/// Which digest was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Signing {
    #[serde(rename = "1")]
    Sha1,
    #[serde(rename = "2")]
    Sha256,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Raw {
    #[serde(rename = "Type")]
    kind: Kind,
    message_id: String,
    topic_arn: String,
    subject: Option<String>,
    message: String,
    timestamp: String,
    signature_version: String,
    signature: String,
    #[serde(rename = "SigningCertURL")]
    signing_cert_url: String,
    #[serde(rename = "SubscribeURL")]
    subscribe_url: Option<String>,
    token: Option<String>,
}

/// A notification that can be read.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) kind: Kind,
    pub(crate) message_id: String,
    pub(crate) message: String,
    pub(crate) sent_at: Timestamp,
    pub(crate) signing: Signing,
    pub(crate) signature: String,
    /// What was signed.
    pub(crate) signed: String,
    topic: String,
    certificate: String,
    subscribe: Option<String>,
}

impl Written {
    /// Reads a body. A field that is there twice is refused with the rest.
    pub(crate) fn read(body: &[u8]) -> Result<Self, Forged> {
        if body.len() > LARGEST {
            return Err(Forged::Unreadable);
        }
        let raw: Raw = serde_json::from_slice(body).map_err(|_| Forged::Unreadable)?;
        let signing = match raw.signature_version.as_str() {
            "1" => Signing::Sha1,
            "2" => Signing::Sha256,
            _ => return Err(Forged::Version),
        };
        let sent_at = raw.timestamp.parse().map_err(|_| Forged::Age)?;
        let signed = raw.signed().ok_or(Forged::Unreadable)?;
        Ok(Self {
            kind: raw.kind,
            message_id: raw.message_id,
            message: raw.message,
            sent_at,
            signing,
            signature: raw.signature,
            signed,
            topic: raw.topic_arn,
            certificate: raw.signing_cert_url,
            subscribe: raw.subscribe_url,
        })
    }

    /// Where its certificate is, when topic, age and address are what they must be.
    pub(crate) fn check(&self, topic: &str, source: &Source, now: Timestamp) -> Result<Url, Forged> {
        if topic.is_empty() || self.topic != topic {
            return Err(Forged::Topic);
        }
        let age = now.duration_since(self.sent_at);
        if age > AGE || age < -AHEAD {
            return Err(Forged::Age);
        }
        let url = source.of_sns(&self.certificate, topic).ok_or(Forged::Address)?;
        let name = url.path().strip_prefix("/SimpleNotificationService-").and_then(|rest| rest.strip_suffix(".pem"));
        let named = name.is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if named && url.query().is_none() { Ok(url) } else { Err(Forged::Address) }
    }

    /// Where the subscription is confirmed.
    pub(crate) fn subscription(&self, topic: &str, source: &Source) -> Result<Url, Forged> {
        let url = self.subscribe.as_deref().and_then(|url| source.of_sns(url, topic)).ok_or(Forged::Address)?;
        let confirms = url.query_pairs().any(|(name, value)| name == "Action" && value == "ConfirmSubscription");
        let ours = url.query_pairs().any(|(name, value)| name == "TopicArn" && value == topic);
        if confirms && ours { Ok(url) } else { Err(Forged::Address) }
    }
}

impl Raw {
    /// The fields that are signed, by name; none where one is missing.
    fn signed(&self) -> Option<String> {
        let line = |name: &str, value: &str| format!("{name}\n{value}\n");
        let (message, id) = (line("Message", &self.message), line("MessageId", &self.message_id));
        let (at, topic) = (line("Timestamp", &self.timestamp), line("TopicArn", &self.topic_arn));
        let subject = self.subject.as_ref().map(|subject| line("Subject", subject)).unwrap_or_default();
        Some(match self.kind {
            Kind::Notification => format!("{message}{id}{subject}{at}{topic}{}", line("Type", "Notification")),
            Kind::SubscriptionConfirmation | Kind::UnsubscribeConfirmation => {
                let url = line("SubscribeURL", self.subscribe_url.as_deref()?);
                let token = line("Token", self.token.as_deref()?);
                let confirms = self.kind == Kind::SubscriptionConfirmation;
                let kind = if confirms { "SubscriptionConfirmation" } else { "UnsubscribeConfirmation" };
                format!("{message}{id}{url}{at}{token}{topic}{}", line("Type", kind))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const TOPIC: &str = "arn:aws:sns:sa-east-1:123456789012:inbound";

    fn body() -> Value {
        json!({ "Type": "Notification", "MessageId": "m", "TopicArn": TOPIC, "Message": "{}",
            "Timestamp": "2026-11-22T12:00:00.000Z", "SignatureVersion": "2", "Signature": "AAAA",
            "SigningCertURL": "https://sns.sa-east-1.amazonaws.com/SimpleNotificationService-1.pem" })
    }

    fn with(changes: &[(&str, Value)]) -> Result<Url, Forged> {
        let mut body = body();
        for (name, value) in changes {
            body[*name] = value.clone();
        }
        let now = "2026-11-22T12:30:00Z".parse().unwrap();
        Written::read(body.to_string().as_bytes())?.check(TOPIC, &Source::new(""), now)
    }

    #[test]
    fn only_addresses_of_sns_in_the_region_of_the_topic_are_followed() {
        assert!(with(&[]).is_ok());
        for url in [
            "http://sns.sa-east-1.amazonaws.com/SimpleNotificationService-1.pem",
            "https://sns.evil.com/SimpleNotificationService-1.pem",
            "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem",
            "https://sns.sa-east-1.amazonaws.com.evil.com/SimpleNotificationService-1.pem",
            "https://sns.sa-east-1.amazonaws.com@evil.com/SimpleNotificationService-1.pem",
            "https://evil.com\\@sns.sa-east-1.amazonaws.com/SimpleNotificationService-1.pem",
            "https://sns.sa-east-1.amazonaws.com:8443/SimpleNotificationService-1.pem",
            "https://sns.sa-east-1.amazonaws.com/SimpleNotificationService-1.pem?x=.pem",
            "https://sns.sa-east-1.amazonaws.com/a.exe",
            "https://sns.sa-east-1.amazonaws.com/?SimpleNotificationService-1.pem",
            "https://sns.sa-east-1.amazonaws.com/a.pem",
            "https://sns.sa-east-1.amazonaws.com/SimpleNotificationService-.pem",
            "https://sns.sa-east-1.amazonaws.com/SimpleNotificationService-1/../x.pem",
            "https://sns.sa-east-1.amazonaws.com/SimpleNotificationService-1%2e.pem",
            "https://s3.amazonaws.com/bucket/SimpleNotificationService-1.pem",
            "file:///etc/SimpleNotificationService-1.pem",
            "https://127.0.0.1/SimpleNotificationService-1.pem",
            "",
        ] {
            assert_eq!(with(&[("SigningCertURL", json!(url))]), Err(Forged::Address), "{url}");
        }
    }

    #[test]
    fn a_notification_is_of_our_topic_young_and_of_a_known_version() {
        let other = json!("arn:aws:sns:sa-east-1:999999999999:inbound");
        assert_eq!(with(&[("TopicArn", other)]), Err(Forged::Topic));
        for (at, expected) in [
            ("2026-11-22T11:30:00.000Z", Ok(())),
            ("2026-11-22T11:29:59.000Z", Err(Forged::Age)),
            ("2026-11-22T12:35:00.000Z", Ok(())),
            ("2026-11-22T12:35:01.000Z", Err(Forged::Age)),
            ("yesterday", Err(Forged::Age)),
        ] {
            assert_eq!(with(&[("Timestamp", json!(at))]).map(|_| ()), expected, "{at}");
        }
        for version in [json!("3"), json!(""), json!("1.0")] {
            assert_eq!(with(&[("SignatureVersion", version)]), Err(Forged::Version));
        }
        for (name, value) in [("SignatureVersion", json!(1)), ("Type", json!("Other")), ("Message", Value::Null)] {
            assert_eq!(with(&[(name, value)]), Err(Forged::Unreadable), "{name}");
        }
        let twice = body().to_string().replacen('{', "{\"MessageId\":\"x\",", 1);
        assert_eq!(Written::read(twice.as_bytes()).err(), Some(Forged::Unreadable));
    }

    #[test]
    fn a_subscription_is_confirmed_at_sns_and_for_our_topic_only() {
        let confirmed = |url: &str| {
            let mut body = body();
            body["Type"] = json!("SubscriptionConfirmation");
            body["Token"] = json!("t");
            body["SubscribeURL"] = json!(url);
            Written::read(body.to_string().as_bytes())?.subscription(TOPIC, &Source::new("")).map(|_| ())
        };
        let good = format!("https://sns.sa-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={TOPIC}&Token=t");
        assert_eq!(confirmed(&good), Ok(()));
        for url in [
            good.replace("sns.sa-east-1.amazonaws.com", "evil.com"),
            good.replace("https", "http"),
            good.replace("ConfirmSubscription", "Publish"),
            good.replace("123456789012", "999999999999"),
            good.replace("amazonaws.com/", "amazonaws.com@evil.com/"),
        ] {
            assert_eq!(confirmed(&url), Err(Forged::Address), "{url}");
        }
    }
}
