use serde_json::{Map, Value, json};

use super::last_of_arn;
use super::scope::Scope;

/// A table, as `CreateTable` and `UpdateTimeToLive` want to be asked for it.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) definition: Value,
    pub(crate) ttl: Option<String>,
    pub(crate) view: String,
}

/// A queue.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    pub(crate) name: String,
    pub(crate) fifo: bool,
    /// FIFO only: the digest of the body serves as deduplication id.
    pub(crate) by_content: bool,
    /// Seconds.
    pub(crate) visibility: i64,
    /// Seconds.
    pub(crate) delay: i64,
    /// Seconds.
    pub(crate) retention: i64,
    pub(crate) dead_letters: Option<String>,
    /// How often a message is received before it goes to the dead letters.
    pub(crate) max_receives: Option<i64>,
}

/// A bucket.
#[derive(Clone, Debug)]
pub(crate) struct Bucket {
    pub(crate) name: String,
    pub(crate) cors: Vec<CorsRule>,
}

/// What pages of other origins may do with a bucket.
#[derive(Clone, Debug)]
pub(crate) struct CorsRule {
    pub(crate) origins: Vec<String>,
    pub(crate) methods: Vec<String>,
    pub(crate) headers: Vec<String>,
    pub(crate) exposed: Vec<String>,
    pub(crate) max_age: u64,
}

/// A topic.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    pub(crate) id: String,
    pub(crate) arn: String,
}

/// What a topic is told goes to a queue.
#[derive(Clone, Debug)]
pub(crate) struct Subscription {
    pub(crate) topic: String,
    pub(crate) queue: String,
    /// The bare message, without the notification around it.
    pub(crate) raw: bool,
}

pub(super) fn table(scope: &Scope<'_>, id: &str, properties: &Map<String, Value>) -> Result<Table, String> {
    let name = scope.physical(id)?;
    let mut definition = Map::new();
    definition.insert("TableName".into(), json!(name));
    definition.insert("BillingMode".into(), json!("PAY_PER_REQUEST"));
    for kept in ["AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes"] {
        if let Some(value) = properties.get(kept).map(|value| scope.resolve(value)).transpose()?.flatten() {
            definition.insert(kept.into(), value);
        }
    }
    let view = match properties.get("StreamSpecification").map(|value| scope.resolve(value)).transpose()?.flatten() {
        Some(stream) => stream.get("StreamViewType").and_then(Value::as_str).unwrap_or_default().to_string(),
        None => String::new(),
    };
    if !view.is_empty() {
        definition.insert("StreamSpecification".into(), json!({"StreamEnabled": true, "StreamViewType": view}));
    }
    let ttl = properties.get("TimeToLiveSpecification").map(|value| scope.resolve(value)).transpose()?.flatten();
    let ttl = ttl.filter(|ttl| flag(ttl, "Enabled"));
    let ttl = ttl.and_then(|ttl| Some(ttl.get("AttributeName")?.as_str()?.to_string()));
    Ok(Table { name, definition: Value::Object(definition), ttl, view })
}

pub(super) fn queue(scope: &Scope<'_>, id: &str, properties: &Map<String, Value>) -> Result<Queue, String> {
    let resolved = scope.resolve(&Value::Object(properties.clone()))?.unwrap_or_default();
    let redrive = match resolved.get("RedrivePolicy") {
        Some(Value::String(text)) => serde_json::from_str(text).map_err(|error| error.to_string())?,
        Some(policy) => policy.clone(),
        None => Value::Null,
    };
    Ok(Queue {
        name: scope.physical(id)?,
        fifo: flag(&resolved, "FifoQueue"),
        by_content: flag(&resolved, "ContentBasedDeduplication"),
        visibility: number(&resolved, "VisibilityTimeout")?.unwrap_or(30),
        delay: number(&resolved, "DelaySeconds")?.unwrap_or(0),
        retention: number(&resolved, "MessageRetentionPeriod")?.unwrap_or(345_600),
        dead_letters: redrive.get("deadLetterTargetArn").and_then(Value::as_str).map(last_of_arn),
        max_receives: number(&redrive, "maxReceiveCount")?,
    })
}

pub(super) fn bucket(scope: &Scope<'_>, id: &str, properties: &Map<String, Value>) -> Result<Bucket, String> {
    let cors = properties.get("CorsConfiguration").map(|value| scope.resolve(value)).transpose()?.flatten();
    let rules = cors.as_ref().and_then(|cors| cors.get("CorsRules")?.as_array()).map(Vec::as_slice).unwrap_or_default();
    let cors = rules
        .iter()
        .map(|rule| {
            Ok(CorsRule {
                origins: texts(rule, "AllowedOrigins"),
                methods: texts(rule, "AllowedMethods"),
                headers: texts(rule, "AllowedHeaders"),
                exposed: texts(rule, "ExposedHeaders"),
                max_age: number(rule, "MaxAge")?.and_then(|age| u64::try_from(age).ok()).unwrap_or(0),
            })
        })
        .collect::<Result<_, String>>()?;
    Ok(Bucket { name: scope.physical(id)?, cors })
}

/// `None` for subscribers that are not queues: nobody reads mail here.
pub(super) fn subscription(scope: &Scope<'_>, properties: &Map<String, Value>) -> Result<Option<Subscription>, String> {
    let resolved = scope.resolve(&Value::Object(properties.clone()))?.unwrap_or_default();
    let text = |name: &str| resolved.get(name).and_then(Value::as_str).unwrap_or_default().to_string();
    if text("Protocol") != "sqs" {
        return Ok(None);
    }
    let raw = flag(&resolved, "RawMessageDelivery");
    Ok(Some(Subscription { topic: text("TopicArn"), queue: last_of_arn(&text("Endpoint")), raw }))
}

/// A number that may be written as text.
pub(super) fn number(of: &Value, name: &str) -> Result<Option<i64>, String> {
    match of.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => text.parse().map(Some).map_err(|_| format!("{name} is `{text}`, not a number")),
        Some(value) => value.as_i64().map(Some).ok_or_else(|| format!("{name} is {value}, not a whole number")),
    }
}

/// A yes or no that may be written as text.
pub(super) fn flag(of: &Value, name: &str) -> bool {
    match of.get(name) {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::String(text)) => text == "true",
        _ => false,
    }
}

pub(super) fn texts(of: &Value, name: &str) -> Vec<String> {
    match of.get(name) {
        Some(Value::Array(items)) => items.iter().filter_map(|item| Some(item.as_str()?.to_string())).collect(),
        Some(Value::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}
