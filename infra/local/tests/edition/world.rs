use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_sdk_dynamodb::types::AttributeValue;
use edge::{BoxFuture, Change, Env, Function, InvokeError, Message, Service, StartError, Undone, Uploaded};
use entrega_local::{Edition, Options, Running, Time};
use serde_json::{Value, json};

pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// What every test of this file runs on.
pub(crate) const TEMPLATE: &str = include_str!("template.yaml");

pub(crate) struct World {
    pub(crate) edition: Running,
    pub(crate) http: reqwest::Client,
    pub(crate) seen: PathBuf,
}

/// Notes of what functions were called with: one JSON value per line.
struct Notes {
    seen: PathBuf,
    poison: Option<String>,
}

impl Notes {
    fn of(env: &Env) -> Result<Arc<Self>, StartError> {
        Ok(Arc::new(Self { seen: env.require("SEEN")?.into(), poison: env.get("POISON").map(Into::into) }))
    }

    fn note(&self, what: &Value) {
        use std::io::Write as _;
        let mut file = std::fs::File::options().create(true).append(true).open(&self.seen).unwrap();
        file.write_all(format!("{what}\n").as_bytes()).unwrap();
    }

    fn batch(&self, kind: &str, records: Vec<(String, String)>) -> Vec<Undone> {
        let texts: Vec<_> = records.iter().map(|(_, text)| text).collect();
        self.note(&json!({ kind: texts }));
        let poison = self.poison.as_deref();
        let failed = records.into_iter().filter(|(_, text)| Some(text.as_str()) == poison);
        failed.map(|(id, text)| Undone { id, why: format!("{text} cannot be handled") }).collect()
    }
}

/// Takes everything and writes it down.
pub(crate) fn note(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async move {
        let notes = Notes::of(&env)?;
        Ok(Function::new()
            .queue(&notes, |notes: &Notes, messages: Vec<Message>| {
                Box::pin(async move {
                    notes.batch("messages", messages.into_iter().map(|message| (message.id, message.body)).collect())
                })
            })
            .stream(&notes, |notes: &Notes, changes: Vec<Change>| {
                let text =
                    |change: &Change| change.item.get("SK").and_then(Value::as_str).unwrap_or_default().to_string();
                let changes = changes.into_iter().map(|change| (change.id.clone(), text(&change))).collect();
                Box::pin(async move { notes.batch("changes", changes) })
            })
            .bucket(&notes, |notes: &Notes, uploads: Vec<Uploaded>| {
                Box::pin(async move {
                    for upload in uploads {
                        notes.note(&json!({ "object": upload.key, "size": upload.size }));
                    }
                    Ok(())
                })
            })
            .schedule(&notes, |notes: &Notes, ()| {
                Box::pin(async move {
                    notes.note(&json!("schedule"));
                    Ok(())
                })
            }))
    })
}

/// Fails on whatever comes.
pub(crate) fn fail(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async move {
        let notes = Notes::of(&env)?;
        Ok(Function::new().schedule(&notes, |notes: &Notes, ()| {
            Box::pin(async move {
                notes.note(&json!("failing"));
                Err(InvokeError::new("it never works"))
            })
        }))
    })
}

impl World {
    pub(crate) async fn new(folder: &Path) -> Self {
        Self::with(folder, |_| {}).await
    }

    pub(crate) async fn with(folder: &Path, change: impl FnOnce(&mut Options)) -> Self {
        let template = folder.join("template.yaml");
        std::fs::write(&template, TEMPLATE).unwrap();
        let mut options = options(folder);
        change(&mut options);
        let edition = Edition::start(options).await.unwrap();
        Self { edition, http: reqwest::Client::new(), seen: folder.join("seen") }
    }

    pub(crate) fn seen(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(&self.seen).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Everything that was given to functions as `kind`, flattened, in order.
    pub(crate) fn seen_as(&self, kind: &str) -> Vec<String> {
        let seen = self.seen();
        let batches = seen.iter().filter_map(|seen| seen.get(kind)?.as_array());
        batches.flatten().map(|text| text.as_str().unwrap().to_string()).collect()
    }

    pub(crate) async fn settle(&self) {
        self.edition.settle(PATIENCE).await.unwrap();
    }

    pub(crate) async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !holds(self) {
            assert!(begun.elapsed() < PATIENCE, "{what} never happened; seen: {:?}", self.seen());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    pub(crate) async fn table(&self) -> aws_sdk_dynamodb::Client {
        aws_sdk_dynamodb::Client::new(&self.edition.env().sdk(Service::DynamoDb).await)
    }

    pub(crate) async fn bucket(&self) -> aws_sdk_s3::Client {
        aws_sdk_s3::Client::new(&self.edition.env().sdk(Service::S3).await)
    }

    /// Writes items with these sort keys in one transaction.
    pub(crate) async fn write(&self, entity: &str, keys: &[&str]) {
        use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
        let text = |text: &str| AttributeValue::S(text.into());
        let mut write = self.table().await.transact_write_items();
        for key in keys {
            let put = Put::builder().table_name("Things").item("PK", text("p")).item("SK", text(key));
            let put = put.item("entity", text(entity)).build().unwrap();
            write = write.transact_items(TransactWriteItem::builder().put(put).build());
        }
        write.send().await.unwrap();
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> reqwest::Response {
        self.http.post(format!("{}{path}", self.edition.url())).body(body.to_string()).send().await.unwrap()
    }

    /// Sends to a queue as the SDK does.
    pub(crate) async fn send(&self, queue: &str, body: &str, group: Option<&str>) {
        let services = self.edition.env().get("AWS_ENDPOINT_URL").unwrap();
        let message = json!({
            "QueueUrl": format!("{services}/000000000000/{queue}"),
            "MessageBody": body,
            "MessageGroupId": group,
        });
        let request = self.http.post(services).header("x-amz-target", "AmazonSQS.SendMessage");
        let answer = request.body(message.to_string()).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }
}

pub(crate) fn options(folder: &Path) -> Options {
    let mut options = Options::new(folder.join("data"));
    options.template = folder.join("template.yaml");
    options.time = Time::Stands(None);
    options.functions = vec![("note", note), ("fail", fail)];
    options.parameters.insert("Seen".into(), folder.join("seen").display().to_string());
    options
}
