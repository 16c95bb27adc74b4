//! A running stack as the people around it know it: an address to ask, messages that reach them, and what they answer.
//! The single-machine edition and a deployed stack look the same from here.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use std::time::{Duration, Instant};

use reqwest::{Client, Method, RequestBuilder, redirect::Policy};
use serde_json::{Value, json};

use crate::world::{Answer, send};

/// How long anything may take before a test says that it never happens: a stack that was just deployed is slow.
const PATIENCE: Duration = Duration::from_secs(120);
const OFTEN: Duration = Duration::from_millis(100);

/// A running stack.
#[derive(Clone, Debug)]
pub struct Stage {
    url: String,
    client: Client,
    post: Post,
}

/// Where messages can be read, and where answers are handed in.
#[derive(Clone, Debug)]
pub enum Post {
    /// The outbox of the single-machine edition.
    Outbox,
    /// The records of `ministack`, which stands in for AWS.
    Ministack {
        /// Its address.
        endpoint: String,
        /// The topic that SMS to our number are handed in at.
        inbound: String,
    },
}

/// A message that has gone out.
#[derive(Clone, Debug)]
pub struct Sent {
    /// `sms` or `email`.
    pub channel: &'static str,
    /// A number or an address.
    pub to: String,
    /// What it says.
    pub text: String,
}

impl Stage {
    /// A stack that answers at an address without a slash at the end.
    #[must_use]
    pub fn new(url: &str, post: Post) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().expect("a client can be built");
        Self { url: url.to_owned(), client, post }
    }

    /// A request with a token, or with a key.
    pub fn request(&self, method: Method, path: &str, token: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.url)).bearer_auth(token);
        let request = request.header("accept", "application/json");
        request.header("idempotency-key", uuid::Uuid::now_v7().to_string())
    }

    /// A request as a browser makes it.
    pub fn browse(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url)).header("accept-language", "pt-BR")
    }

    /// A POST that succeeds.
    pub async fn post(&self, path: &str, token: &str, body: &Value) -> Value {
        let answer = Box::pin(send(self.request(Method::POST, path, token).json(body))).await;
        assert!(answer.status.is_success(), "POST {path}: {} {}", answer.status, answer.text);
        answer.json
    }

    /// A PUT that succeeds.
    pub async fn put(&self, path: &str, token: &str, body: &Value) -> Value {
        let answer = Box::pin(send(self.request(Method::PUT, path, token).json(body))).await;
        assert!(answer.status.is_success(), "PUT {path}: {} {}", answer.status, answer.text);
        answer.json
    }

    /// A GET that succeeds.
    pub async fn get(&self, path: &str, token: &str) -> Answer {
        let answer = Box::pin(send(self.request(Method::GET, path, token))).await;
        assert!(answer.status.is_success(), "GET {path}: {} {}", answer.status, answer.text);
        answer
    }

    /// Asks again until an answer is what it must come to.
    pub async fn until(&self, path: &str, token: &str, told: impl Fn(&Value) -> bool) -> Value {
        let from = Instant::now();
        loop {
            let answer = Box::pin(send(self.request(Method::GET, path, token))).await;
            if told(&answer.json) {
                return answer.json;
            }
            assert!(from.elapsed() < PATIENCE, "{path} never comes to it: {}", answer.text);
            tokio::time::sleep(OFTEN).await;
        }
    }

    /// Looks at a page again until it says something.
    pub async fn until_page(&self, path: &str, says: impl Fn(&str) -> bool) -> Answer {
        let from = Instant::now();
        loop {
            let page = Box::pin(send(self.browse(Method::GET, path))).await;
            if says(&page.text) {
                return page;
            }
            assert!(from.elapsed() < PATIENCE, "{path} never says it: {} {}", page.status, page.text);
            tokio::time::sleep(OFTEN).await;
        }
    }

    /// Uploads a file to where an answer wants it.
    pub async fn upload(&self, asked: &Value, file: &[u8]) {
        let upload = asked.get("upload").expect("the answer says where to");
        let url = upload.get("url").and_then(Value::as_str).expect("the address is there");
        let put = crate::files::put(&self.client, upload, url, file);
        let answer = Box::pin(send(put)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// The newest message to somebody that says something, once it has gone out.
    pub async fn told(&self, to: &str, says: impl Fn(&Sent) -> bool) -> Sent {
        let from = Instant::now();
        loop {
            let all = self.sent().await;
            let found = all.iter().rev().find(|sent| sent.to == to && says(sent));
            if let Some(found) = found {
                return found.clone();
            }
            let others: Vec<&Sent> = all.iter().filter(|sent| sent.to == to).collect();
            assert!(from.elapsed() < PATIENCE, "{to} is never told it: {others:?}");
            tokio::time::sleep(OFTEN).await;
        }
    }

    /// Everything that has gone out, oldest first.
    pub async fn sent(&self) -> Vec<Sent> {
        let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        match &self.post {
            Post::Outbox => {
                let all = send(self.request(Method::GET, "/_local/outbox", "")).await.json;
                let entries = all.as_array().cloned().unwrap_or_default().into_iter().rev();
                let channel = |entry: &Value| if text(entry, "channel") == "sms" { "sms" } else { "email" };
                entries
                    .map(|entry| Sent { channel: channel(&entry), to: text(&entry, "to"), text: text(&entry, "text") })
                    .collect()
            }
            Post::Ministack { endpoint, .. } => {
                let read = async |path: &str| send(self.client.get(format!("{endpoint}/_ministack/{path}"))).await.json;
                let (sms, mails) = (read("sns/sms-messages").await, read("ses/messages").await);
                let each = |all: &Value, name: &str| -> Vec<Value> {
                    let by_key = all.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
                    by_key.into_iter().flat_map(|(_, list)| list.as_array().cloned().unwrap_or_default()).collect()
                };
                let sms = each(&sms, "sms_messages").into_iter().map(|one| Sent {
                    channel: "sms",
                    to: text(&one, "PhoneNumber"),
                    text: text(&one, "Message"),
                });
                let mails = each(&mails, "messages").into_iter().map(|one| Sent {
                    channel: "email",
                    to: one.pointer("/To/0").and_then(Value::as_str).unwrap_or_default().to_owned(),
                    text: text(&one, "BodyText"),
                });
                sms.chain(mails).collect()
            }
        }
    }

    /// Somebody writes an SMS to our number.
    pub async fn answer(&self, from: &str, text: &str) {
        let answer = match &self.post {
            Post::Outbox => {
                let body = json!({ "from": from, "to": "+12025550143", "body": text });
                send(self.request(Method::POST, "/_local/sms", "").json(&body)).await
            }
            Post::Ministack { endpoint, inbound } => {
                let message = json!({ "originationNumber": from, "destinationNumber": "+12025550143",
                    "messageKeyword": "KEYWORD", "messageBody": text, "previousPublishedMessageId": null,
                    "inboundMessageId": uuid::Uuid::now_v7() });
                let fields = [
                    ("Action", "Publish"),
                    ("Version", "2010-03-31"),
                    ("TopicArn", inbound),
                    ("Message", &message.to_string()),
                ];
                let value = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
                let form = fields.map(|(name, text)| format!("{name}={}", value(text))).join("&");
                // Which service is meant is read from what signs the request.
                let signed = "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=none";
                let request = self.client.post(endpoint).header("authorization", signed);
                let request = request.header("content-type", "application/x-www-form-urlencoded");
                send(request.body(form)).await
            }
        };
        assert!(answer.status.is_success(), "{} {}", answer.status, answer.text);
    }
}

/// The path of a link: a stack may be asked at another address than the one that it writes into its links.
#[must_use]
pub fn path_of(link: &str) -> &str {
    let host = link.split_once("://").map_or(link, |(_, rest)| rest);
    host.find('/').and_then(|at| host.get(at..)).unwrap_or("/")
}
