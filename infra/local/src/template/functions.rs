use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value};

use super::resources::{flag, number, texts};
use super::scope::Scope;
use super::{Layers, Template, last_of_arn};

/// A function.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    /// Logical id, which is also its name.
    pub(crate) id: String,
    /// Last folder of its code, which is the name of its crate.
    pub(crate) folder: String,
    pub(crate) environment: BTreeMap<String, String>,
    pub(crate) timeout: Duration,
    pub(crate) memory: i64,
    pub(crate) asynchronous: AsyncEnd,
}

/// What becomes of an event that nobody waits for when the function fails on it.
#[derive(Clone, Debug)]
pub(crate) struct AsyncEnd {
    pub(crate) retries: i64,
    /// Seconds.
    pub(crate) max_age: i64,
    pub(crate) failure: Option<Failure>,
}

/// Where that goes which a function could not handle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// A queue, by name.
    Queue(String),
    /// A bucket, by name.
    Bucket(String),
}

/// A route of the HTTP API.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) function: String,
    /// `None` is any method.
    pub(crate) method: Option<String>,
    /// `None` is `$default`.
    pub(crate) path: Option<String>,
}

/// A reader of a table's stream.
#[derive(Clone, Debug)]
pub(crate) struct StreamMapping {
    pub(crate) id: String,
    pub(crate) function: String,
    pub(crate) table: String,
    pub(crate) start: Start,
    pub(crate) batch_size: usize,
    pub(crate) window: Duration,
    pub(crate) filters: Vec<Value>,
    pub(crate) partial: bool,
    pub(crate) bisect: bool,
    /// `None` is without end.
    pub(crate) retries: Option<u32>,
    /// Seconds; `None` is without end.
    pub(crate) max_age: Option<i64>,
    pub(crate) failure: Option<Failure>,
}

/// From where a mapping reads at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    Horizon,
    Latest,
}

/// A reader of a queue.
#[derive(Clone, Debug)]
pub(crate) struct QueueMapping {
    pub(crate) function: String,
    pub(crate) queue: String,
    pub(crate) batch_size: usize,
    pub(crate) window: Duration,
    pub(crate) filters: Vec<Value>,
    pub(crate) partial: bool,
    pub(crate) concurrency: usize,
}

/// Who is told of new objects in a bucket.
#[derive(Clone, Debug)]
pub(crate) struct BucketMapping {
    pub(crate) id: String,
    pub(crate) function: String,
    pub(crate) bucket: String,
    pub(crate) events: Vec<String>,
    pub(crate) prefix: String,
    pub(crate) suffix: String,
}

/// A function called by the clock.
#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    pub(crate) id: String,
    pub(crate) function: String,
    pub(crate) expression: String,
    pub(crate) zone: String,
    pub(crate) input: Option<Value>,
}

pub(super) fn read(
    template: &mut Template,
    scope: &Scope<'_>,
    layers: &Layers<'_>,
    globals: &Map<String, Value>,
    id: &str,
    properties: &Map<String, Value>,
) -> Result<(), String> {
    let property = |name: &str| -> Result<Option<Value>, String> {
        let own = properties.get(name).or_else(|| globals.get(name));
        Ok(own.map(|value| scope.resolve(value)).transpose()?.flatten())
    };
    let code = property("CodeUri")?;
    let code = code.as_ref().and_then(Value::as_str).ok_or("it has no CodeUri with a folder")?;
    let folder = code.trim_end_matches('/').rsplit('/').next().unwrap_or(code).to_string();
    let sized = Value::Object(
        ["Timeout", "MemorySize"]
            .into_iter()
            .filter_map(|name| property(name).transpose().map(|value| Ok((name.to_string(), value?))))
            .collect::<Result<Map<_, _>, String>>()?,
    );
    let unpacked = properties.get("Layers").or_else(|| globals.get("Layers"));
    let unpacked = unpacked.and_then(Value::as_array).and_then(|all| all.first());
    let unpacked = unpacked.and_then(|layer| layers.folder(scope, layer));
    let mut environment = BTreeMap::new();
    for source in [globals, properties] {
        let variables = source.get("Environment").and_then(|environment| environment.get("Variables"));
        let Some(Value::Object(variables)) = variables else { continue };
        for (name, value) in variables {
            let mut value = scope.text(value).map_err(|reason| format!("variable {name}: {reason}"))?;
            if let (Some(folder), Some(below)) = (&unpacked, value.strip_prefix("/opt")) {
                value = format!("{}{below}", folder.display());
            }
            environment.insert(name.clone(), value);
        }
    }
    template.functions.push(Function {
        id: id.into(),
        folder,
        environment,
        timeout: seconds(number(&sized, "Timeout")?.unwrap_or(3)),
        memory: number(&sized, "MemorySize")?.unwrap_or(128),
        asynchronous: asynchronous(property("EventInvokeConfig")?, property("DeadLetterQueue")?)?,
    });
    for (name, event) in properties.get("Events").and_then(Value::as_object).into_iter().flatten() {
        let kind = event.get("Type").and_then(Value::as_str).unwrap_or_default();
        let given = event.get("Properties").cloned().unwrap_or_default();
        let wired = match kind {
            "S3" | "HttpApi" => without(given, &["ApiId", "Auth"]),
            _ => given,
        };
        let wired = scope.resolve(&wired)?.unwrap_or_default();
        let mapping = format!("{id}{name}");
        event_of(template, id, &mapping, kind, &wired).map_err(|reason| format!("event {name}: {reason}"))?;
    }
    Ok(())
}

fn event_of(template: &mut Template, function: &str, id: &str, kind: &str, event: &Value) -> Result<(), String> {
    let text = |name: &str| event.get(name).and_then(Value::as_str).map(ToString::to_string);
    let partial = texts(event, "FunctionResponseTypes").iter().any(|kind| kind == "ReportBatchItemFailures");
    let window = seconds(number(event, "MaximumBatchingWindowInSeconds")?.unwrap_or(0));
    let size = |default: i64| -> Result<usize, String> {
        let size = number(event, "BatchSize")?.unwrap_or(default);
        usize::try_from(size).ok().filter(|size| *size > 0).ok_or_else(|| format!("BatchSize is {size}"))
    };
    if event.get("Enabled").is_some() && !flag(event, "Enabled") || text("State").as_deref() == Some("DISABLED") {
        return Ok(());
    }
    match kind {
        "HttpApi" => {
            let method = text("Method").filter(|method| !method.eq_ignore_ascii_case("any") && method != "*");
            let path = text("Path").filter(|path| path != "$default");
            let method = method.map(|method| method.to_uppercase());
            template.routes.push(Route { function: function.into(), method, path });
        }
        "SQS" => {
            let scaling = event.get("ScalingConfig").cloned().unwrap_or_default();
            let most = number(&scaling, "MaximumConcurrency")?.and_then(|most| usize::try_from(most).ok());
            template.queue_mappings.push(QueueMapping {
                function: function.into(),
                queue: last_of_arn(&text("Queue").ok_or("it names no Queue")?),
                batch_size: size(10)?,
                window,
                filters: filters(event)?,
                partial,
                concurrency: most.unwrap_or(4).clamp(1, 4),
            });
        }
        "DynamoDB" => {
            let stream = text("Stream").ok_or("it names no Stream")?;
            let table = stream.split('/').nth(1).ok_or_else(|| format!("`{stream}` is not a stream of a table"))?;
            let retries = number(event, "MaximumRetryAttempts")?.unwrap_or(-1);
            template.streams.push(StreamMapping {
                id: id.into(),
                function: function.into(),
                table: table.into(),
                start: if text("StartingPosition").as_deref() == Some("LATEST") {
                    Start::Latest
                } else {
                    Start::Horizon
                },
                batch_size: size(100)?,
                window,
                filters: filters(event)?,
                partial,
                bisect: flag(event, "BisectBatchOnFunctionError"),
                retries: u32::try_from(retries).ok(),
                max_age: number(event, "MaximumRecordAgeInSeconds")?.filter(|age| *age > 0),
                failure: failure(event.get("DestinationConfig").and_then(|config| config.get("OnFailure")))?,
            });
        }
        "S3" => {
            let rules = event.pointer("/Filter/S3Key/Rules").and_then(Value::as_array);
            let rule = |wanted: &str| {
                let rules = rules.into_iter().flatten();
                let mut rules = rules.filter(|rule| {
                    rule.get("Name").and_then(Value::as_str).is_some_and(|name| name.eq_ignore_ascii_case(wanted))
                });
                rules.next().and_then(|rule| Some(rule.get("Value")?.as_str()?.to_string())).unwrap_or_default()
            };
            template.bucket_mappings.push(BucketMapping {
                id: id.into(),
                function: function.into(),
                bucket: text("Bucket").ok_or("it names no Bucket")?,
                events: texts(event, "Events"),
                prefix: rule("prefix"),
                suffix: rule("suffix"),
            });
        }
        "Schedule" | "ScheduleV2" => {
            let input = text("Input").map(|input| serde_json::from_str(&input)).transpose();
            template.schedules.push(Schedule {
                id: id.into(),
                function: function.into(),
                expression: text("Schedule").or_else(|| text("ScheduleExpression")).ok_or("it has no Schedule")?,
                zone: text("ScheduleExpressionTimezone").unwrap_or_else(|| "UTC".into()),
                input: input.map_err(|error| format!("its Input is not JSON: {error}"))?,
            });
        }
        other => return Err(format!("events of type {other} are not carried out by the single-machine edition")),
    }
    Ok(())
}

fn filters(event: &Value) -> Result<Vec<Value>, String> {
    let filters = event.pointer("/FilterCriteria/Filters").and_then(Value::as_array);
    filters
        .into_iter()
        .flatten()
        .map(|filter| {
            let pattern = filter.get("Pattern").and_then(Value::as_str).ok_or("a filter has no Pattern")?;
            serde_json::from_str(pattern).map_err(|error| format!("a filter is not JSON: {error}"))
        })
        .collect()
}

fn asynchronous(config: Option<Value>, dead_letters: Option<Value>) -> Result<AsyncEnd, String> {
    let config = config.unwrap_or_default();
    let dead_letters = dead_letters.and_then(|target| Some(target.get("TargetArn")?.as_str()?.to_string()));
    let dead_letters = dead_letters.map(|arn| Failure::Queue(last_of_arn(&arn)));
    Ok(AsyncEnd {
        retries: number(&config, "MaximumRetryAttempts")?.unwrap_or(2),
        max_age: number(&config, "MaximumEventAgeInSeconds")?.unwrap_or(21_600),
        failure: failure(config.pointer("/DestinationConfig/OnFailure"))?.or(dead_letters),
    })
}

fn failure(destination: Option<&Value>) -> Result<Option<Failure>, String> {
    let Some(destination) = destination else { return Ok(None) };
    let arn = destination.get("Destination").and_then(Value::as_str).ok_or("OnFailure names no Destination")?;
    match arn.split(':').nth(2) {
        Some("sqs") => Ok(Some(Failure::Queue(last_of_arn(arn)))),
        Some("s3") => Ok(Some(Failure::Bucket(last_of_arn(arn)))),
        _ => Err(format!("OnFailure goes to `{arn}`, and only queues and buckets are carried out here")),
    }
}

fn without(value: Value, names: &[&str]) -> Value {
    match value {
        Value::Object(entries) => {
            Value::Object(entries.into_iter().filter(|(name, _)| !names.contains(&name.as_str())).collect())
        }
        other => other,
    }
}

fn seconds(count: i64) -> Duration {
    Duration::from_secs(u64::try_from(count).unwrap_or(0))
}
