use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::Error;
use crate::edition::SMS_NUMBER;

/// How long anything of the sample data may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// The sample merchant, speaking to the API as its programs would.
pub(super) struct Shop {
    client: Client,
    url: String,
    token: String,
}

impl Shop {
    pub(super) fn new(url: &str) -> Self {
        Self { client: Client::new(), url: url.into(), token: String::new() }
    }

    /// The address of the edition, without a slash at the end.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Accepts an invitation; what follows is done as the user who was invited.
    pub(super) async fn join(&mut self, invitation: &str, password: &str) -> Result<(), Error> {
        let path = format!("invitations/{invitation}");
        let session = answer(self.request(Method::POST, &path).json(&json!({ "password": password }))).await?;
        self.token = text(&session, "/accessToken")?;
        Ok(())
    }

    /// Makes an API key, and gives its id and its text.
    pub(super) async fn make_key(&self, body: &Value) -> Result<(String, String), Error> {
        let made = self.post("api-keys", body).await?;
        Ok((text(&made, "/id")?, text(&made, "/secret")?))
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Value, Error> {
        let request = self.request(Method::POST, path).header("idempotency-key", uuid::Uuid::now_v7().to_string());
        answer(request.json(body)).await
    }

    pub(super) async fn get(&self, path: &str) -> Result<Value, Error> {
        answer(self.request(Method::GET, path)).await
    }

    /// Puts things of one kind, each at its own address.
    pub(super) async fn put_all(&self, kind: &str, things: &[(String, Value)]) -> Result<(), Error> {
        for (id, thing) in things {
            answer(self.request(Method::PUT, &format!("{kind}/{id}")).json(thing)).await?;
        }
        Ok(())
    }

    /// Imports a freight table and waits until it is live.
    pub(super) async fn import(&self, policy: &str, csv: &str) -> Result<(), Error> {
        let sha256: String = Sha256::digest(csv.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        let name = format!("{policy}.csv");
        let ask = json!({ "policy": policy, "fileName": name, "size": csv.len(), "sha256": sha256 });
        let job = self.post("freight-table-imports", &ask).await?;
        self.upload(&job, csv.as_bytes().to_vec()).await?;
        let path = format!("freight-table-imports/{}", text(&job, "/id")?);
        self.until(&path, "live", &["awaiting_upload", "processing"]).await
    }

    /// Sends a file to where an answer wants it.
    pub(super) async fn upload(&self, asked: &Value, file: Vec<u8>) -> Result<(), Error> {
        let mut put = self.client.put(text(asked, "/upload/url")?);
        for (name, value) in asked.pointer("/upload/headers").and_then(Value::as_object).into_iter().flatten() {
            if !name.eq_ignore_ascii_case("content-length") {
                put = put.header(name, value.as_str().unwrap_or_default());
            }
        }
        let sent = put.body(file).send().await.map_err(failed)?;
        if sent.status() == StatusCode::OK { Ok(()) } else { Err(Error::Seed(format!("an upload: {}", sent.status()))) }
    }

    /// Waits until something has come to a status. What else it may be meanwhile is told.
    pub(super) async fn until(&self, path: &str, end: &str, meanwhile: &[&str]) -> Result<(), Error> {
        let wait = async {
            loop {
                let seen = self.get(path).await?;
                match text(&seen, "/status")? {
                    status if status == end => return Ok(()),
                    status if meanwhile.contains(&status.as_str()) => {
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                    _ => return Err(Error::Seed(format!("{path}: {seen}"))),
                }
            }
        };
        tokio::time::timeout(PATIENCE, wait)
            .await
            .unwrap_or_else(|_| Err(Error::Seed(format!("{path} takes too long"))))
    }

    /// Writes to the number of the edition, from somebody's telephone.
    pub(super) async fn text(&self, from: &str, body: &str) -> Result<(), Error> {
        let sms = json!({ "from": from, "to": SMS_NUMBER, "body": body });
        answer(self.client.post(format!("{}/_local/sms", self.url)).json(&sms)).await.map(drop)
    }

    /// The token of the invitation that was mailed to somebody.
    pub(super) async fn invitation_of(&self, email: &str) -> Result<String, Error> {
        let url = format!("{}/_local/outbox", self.url);
        let entries = answer(self.client.get(url).header("accept", "application/json")).await?;
        let mails = entries
            .as_array()
            .into_iter()
            .flatten()
            .filter(|entry| entry.get("to").and_then(Value::as_str) == Some(email));
        let texts = mails.filter_map(|mail| mail.get("text").and_then(Value::as_str));
        let links = texts.filter_map(|text| text.split_once("/invitations/"));
        let tokens = links.map(|(_, rest)| rest.chars().take_while(char::is_ascii_alphanumeric).collect());
        tokens.into_iter().next().ok_or_else(|| Error::Seed(format!("no invitation was mailed to {email}")))
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}/v1/{path}", self.url));
        if self.token.is_empty() { request } else { request.bearer_auth(&self.token) }
    }
}

async fn answer(request: RequestBuilder) -> Result<Value, Error> {
    let response = request.send().await.map_err(failed)?;
    let (status, path) = (response.status(), response.url().path().to_string());
    let body: Value = response.json().await.unwrap_or_default();
    if status.is_success() { Ok(body) } else { Err(Error::Seed(format!("{path}: {status}: {body}"))) }
}

/// A text of an answer.
pub(super) fn text(value: &Value, pointer: &str) -> Result<String, Error> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.map(str::to_string).ok_or_else(|| Error::Seed(format!("an answer lacks {pointer}")))
}

fn failed(error: reqwest::Error) -> Error {
    Error::Seed(error.to_string())
}
