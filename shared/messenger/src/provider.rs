//! What becomes of a message when its provider answers, refuses, breaks, hangs up or is not there.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_sns::config::{Credentials, SharedCredentialsProvider};
use domain::id::{AccountId, EventId, MessageId};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::{Attachment, Email, EmailSender, Outcome, Sms, SmsSender, Tags, Unsubscribe};

/// What the provider does with each request once it has read it.
#[derive(Clone, Copy)]
enum Does {
    Answer(u16, &'static str),
    HangUp,
    Nothing,
}

struct Provider {
    config: SdkConfig,
    requests: Arc<Mutex<Vec<String>>>,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Provider {
    async fn that(does: Does) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let config = config(&listener.local_addr().unwrap().to_string());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let serve = async move {
            let mut open = Vec::new();
            while let Ok((mut socket, _)) = listener.accept().await {
                let request = read(&mut socket).await;
                seen.lock().unwrap().push(request);
                match does {
                    Does::Answer(status, body) => {
                        let head = format!(
                            "HTTP/1.1 {status} x\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                            body.len()
                        );
                        socket.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
                    }
                    Does::HangUp => drop(socket),
                    Does::Nothing => open.push(socket),
                }
            }
        };
        #[expect(clippy::disallowed_methods, reason = "the provider of a test ends with the test")]
        let server = tokio::spawn(serve);
        Self { config, requests, server }
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

async fn read(socket: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
            if body.len() >= length.parse::<usize>().unwrap() {
                return text;
            }
        }
        if socket.read_buf(&mut bytes).await.unwrap() == 0 {
            return text;
        }
    }
}

fn config(address: &str) -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(Credentials::new("key", "secret", None, None, "test")))
        .endpoint_url(format!("http://{address}"))
        .build()
}

fn tags() -> Tags {
    let id = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d";
    Tags {
        account: id.parse::<AccountId>().unwrap(),
        message: id.parse::<MessageId>().unwrap(),
        event: id.parse::<EventId>().ok(),
        service: None,
    }
}

fn sms() -> Sms {
    Sms { to: "+5511912345678".into(), text: "Chega amanha".into(), tags: tags() }
}

fn email() -> Email {
    Email {
        from_name: Some("Loja".into()),
        to: "ana@example.com".into(),
        reply_to: Some("loja@example.com".into()),
        subject: "Olá".into(),
        text: "texto".into(),
        html: "<p>texto</p>".into(),
        attachments: vec![Attachment {
            name: "entrega.ics".into(),
            content_type: "text/calendar".into(),
            bytes: b"BEGIN".to_vec(),
        }],
        unsubscribe: Some(Unsubscribe { url: "https://example.com/u".into() }),
        tags: tags(),
    }
}

/// Both channels, against a provider that does the same to every request.
async fn both(does: Does) -> [(Outcome, Vec<String>); 2] {
    let patience = Duration::from_millis(300);
    let for_sms = Provider::that(does).await;
    let sms = SmsSender::patient(&for_sms.config, None, patience).send(&sms()).await;
    let for_email = Provider::that(does).await;
    let email = EmailSender::patient(&for_email.config, "from@example.com", patience).send(&email()).await;
    [(sms, for_sms.requests()), (email, for_email.requests())]
}

async fn check(does: Does, expected: impl Fn(&Outcome) -> bool) {
    for (outcome, requests) in both(does).await {
        assert!(expected(&outcome), "{outcome:?}");
        assert_eq!(requests.len(), 1, "it was asked once");
    }
}

const SMS_ACCEPTED: &str = "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>\
    <MessageId>m-1</MessageId></PublishResult></PublishResponse>";

#[tokio::test]
async fn an_accepted_sms_has_the_providers_name() {
    let provider = Provider::that(Does::Answer(200, SMS_ACCEPTED)).await;
    let sender = SmsSender::new(&provider.config, Some("+5511900000000".into()));
    assert_eq!(sender.send(&sms()).await, Outcome::Accepted { provider_id: "m-1".into() });
    let request = &provider.requests()[0];
    for part in ["PhoneNumber=%2B5511912345678", "Message=Chega%20amanha", "Transactional", "%2B5511900000000"] {
        assert!(request.contains(part), "{part} in {request}");
    }
}

#[tokio::test]
async fn an_accepted_email_has_the_providers_name() {
    let provider = Provider::that(Does::Answer(200, r#"{"MessageId":"m-2"}"#)).await;
    let sender = EmailSender::new(&provider.config, "from@example.com").reporting(Some("events".into()));
    assert_eq!(sender.send(&email()).await, Outcome::Accepted { provider_id: "m-2".into() });
    let request = &provider.requests()[0];
    let body: serde_json::Value = serde_json::from_str(request.split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!(body["FromEmailAddress"], "\"Loja\" <from@example.com>");
    assert_eq!(body["Destination"]["ToAddresses"][0], "ana@example.com");
    assert_eq!(body["ConfigurationSetName"], "events");
    assert_eq!(body["ReplyToAddresses"][0], "loja@example.com");
    let message = &body["Content"]["Simple"];
    assert_eq!(message["Subject"]["Data"], "Olá");
    assert_eq!(message["Body"]["Text"]["Data"], "texto");
    assert_eq!(message["Body"]["Html"]["Data"], "<p>texto</p>");
    assert_eq!(message["Headers"][0]["Value"], "<https://example.com/u>");
    assert_eq!(message["Headers"][1]["Value"], "List-Unsubscribe=One-Click");
    assert_eq!(message["Attachments"][0]["FileName"], "entrega.ics");
    assert_eq!(message["Attachments"][0]["RawContent"], "QkVHSU4=");
    assert_eq!(body["EmailTags"][1]["Name"], "message");
}

#[tokio::test]
async fn a_lost_answer_is_unknown_and_not_asked_again() {
    check(Does::HangUp, |outcome| matches!(outcome, Outcome::Unknown { .. })).await;
}

#[tokio::test]
async fn a_late_answer_is_unknown_and_not_asked_again() {
    check(Does::Nothing, |outcome| matches!(outcome, Outcome::Unknown { .. })).await;
}

#[tokio::test]
async fn a_broken_provider_may_have_sent() {
    check(Does::Answer(500, ""), |outcome| matches!(outcome, Outcome::Unknown { .. })).await;
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_may_mean_sent() {
    check(Does::Answer(200, "<<<"), |outcome| matches!(outcome, Outcome::Unknown { .. })).await;
}

#[tokio::test]
async fn a_provider_that_asks_to_slow_down_has_not_sent() {
    check(Does::Answer(429, ""), |outcome| matches!(outcome, Outcome::NotSent { .. })).await;
}

#[tokio::test]
async fn a_message_that_the_provider_rejects_is_refused() {
    let sms = "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code></Error></ErrorResponse>";
    let provider = Provider::that(Does::Answer(400, sms)).await;
    let outcome = SmsSender::new(&provider.config, None).send(&self::sms()).await;
    assert_eq!(outcome, Outcome::Refused { code: "InvalidParameter".into() });
    let provider = Provider::that(Does::Answer(400, r#"{"__type":"MessageRejected"}"#)).await;
    let outcome = EmailSender::new(&provider.config, "from@example.com").send(&email()).await;
    assert_eq!(outcome, Outcome::Refused { code: "MessageRejected".into() });
}

#[tokio::test]
async fn a_provider_that_is_not_there_has_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let config = config(&listener.local_addr().unwrap().to_string());
    drop(listener);
    let outcome = SmsSender::new(&config, None).send(&sms()).await;
    assert!(matches!(outcome, Outcome::NotSent { .. }), "{outcome:?}");
    let outcome = EmailSender::new(&config, "from@example.com").send(&email()).await;
    assert!(matches!(outcome, Outcome::NotSent { .. }), "{outcome:?}");
}

#[test]
fn debug_output_shows_no_person() {
    let shown = format!("{:?} {:?}", sms(), email());
    assert!(!shown.contains("55119") && !shown.contains("ana@") && !shown.contains("texto"), "{shown}");
}
