//! `infra/template.yaml` as this machine understands it.

mod functions;
mod resources;
mod scope;
mod yaml;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

pub(crate) use functions::{
    AsyncEnd, BucketMapping, Failure, Function, QueueMapping, Route, Schedule, Start, StreamMapping,
};
pub(crate) use resources::{Bucket, CorsRule, Queue, Subscription, Table, Topic};
use scope::Scope;
pub(crate) use scope::{function_arn, stream_arn};

use crate::Error;

/// Region that everything is said to be in.
pub(crate) const REGION: &str = "sa-east-1";
/// Account that everything is said to be in.
pub(crate) const ACCOUNT: &str = "000000000000";
/// Name that the stack is said to have.
pub(crate) const STACK: &str = "entrega";

/// All that is wired.
#[derive(Debug, Default)]
pub(crate) struct Template {
    pub(crate) functions: Vec<Function>,
    pub(crate) routes: Vec<Route>,
    pub(crate) streams: Vec<StreamMapping>,
    pub(crate) queue_mappings: Vec<QueueMapping>,
    pub(crate) bucket_mappings: Vec<BucketMapping>,
    pub(crate) schedules: Vec<Schedule>,
    pub(crate) tables: Vec<Table>,
    pub(crate) queues: Vec<Queue>,
    pub(crate) buckets: Vec<Bucket>,
    pub(crate) topics: Vec<Topic>,
    pub(crate) subscriptions: Vec<Subscription>,
}

/// What the template's text refers to but does not say.
pub(crate) struct Place<'a> {
    /// Values of parameters that differ from their defaults.
    pub(crate) parameters: &'a BTreeMap<String, String>,
    /// Where browsers reach the edition.
    pub(crate) origin: &'a str,
    /// Where the queues answer.
    pub(crate) queues: &'a str,
}

impl Template {
    /// Reads a template file.
    pub(crate) fn read(file: &Path, place: &Place<'_>) -> Result<Self, Error> {
        let wrong = |reason: String| Error::Template { file: file.to_path_buf(), reason };
        let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
        let base = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Self::parse(&text, base, place).map_err(wrong)
    }

    /// Understands the text of a template that stands in the folder `base`.
    pub(crate) fn parse(text: &str, base: &Path, place: &Place<'_>) -> Result<Self, String> {
        let yaml: serde_yaml_ng::Value = serde_yaml_ng::from_str(text).map_err(|error| error.to_string())?;
        let root = yaml::to_json(yaml)?;
        let none = Map::new();
        let section = |name: &str| root.get(name).and_then(Value::as_object).unwrap_or(&none);
        let mut parameters = BTreeMap::new();
        for (name, parameter) in section("Parameters") {
            let default = parameter.get("Default").cloned().unwrap_or_else(|| "".into());
            let value = place.parameters.get(name).map_or(default, |value| json!(value));
            parameters.insert(name.clone(), value);
        }
        let scope = Scope {
            parameters,
            conditions: section("Conditions"),
            mappings: section("Mappings"),
            resources: section("Resources"),
            origin: place.origin,
            queues: place.queues,
        };
        let mut template = Self::default();
        let globals = section("Globals").get("Function").and_then(Value::as_object).unwrap_or(&none);
        for (id, resource) in scope.resources {
            if let Some(Value::String(condition)) = resource.get("Condition")
                && !scope.holds(condition)?
            {
                continue;
            }
            let properties = resource.get("Properties").and_then(Value::as_object).unwrap_or(&none);
            let at = |reason: String| format!("resource {id}: {reason}");
            template.add(&scope, base, globals, id, properties).map_err(at)?;
        }
        template.check()?;
        Ok(template)
    }

    fn add(
        &mut self,
        scope: &Scope<'_>,
        base: &Path,
        globals: &Map<String, Value>,
        id: &str,
        properties: &Map<String, Value>,
    ) -> Result<(), String> {
        match scope.kind(id)? {
            "AWS::Serverless::Function" => {
                let layers = Layers { base };
                functions::read(self, scope, &layers, globals, id, properties)?;
            }
            "AWS::DynamoDB::Table" => self.tables.push(resources::table(scope, id, properties)?),
            "AWS::SQS::Queue" => self.queues.push(resources::queue(scope, id, properties)?),
            "AWS::S3::Bucket" => self.buckets.push(resources::bucket(scope, id, properties)?),
            "AWS::SNS::Topic" => {
                let arn = scope.text(&json!({ "Ref": id }))?;
                self.topics.push(Topic { id: id.into(), arn });
            }
            "AWS::SNS::Subscription" => self.subscriptions.extend(resources::subscription(scope, properties)?),
            _ => {}
        }
        Ok(())
    }

    /// Everything that is named must be there.
    fn check(&self) -> Result<(), String> {
        let queue = |name: &str| self.queues.iter().any(|queue| queue.name == name);
        let missing = |what: &str, name: &str| Err(format!("{what} `{name}` is not a resource of the template"));
        for mapping in &self.queue_mappings {
            if !queue(&mapping.queue) {
                return missing("queue", &mapping.queue);
            }
        }
        for target in self.queues.iter().filter_map(|queue| queue.dead_letters.as_ref()) {
            if !queue(target) {
                return missing("dead-letter queue", target);
            }
        }
        for mapping in &self.streams {
            if !self.tables.iter().any(|table| table.name == mapping.table) {
                return missing("table", &mapping.table);
            }
        }
        for mapping in &self.bucket_mappings {
            if !self.buckets.iter().any(|bucket| bucket.name == mapping.bucket) {
                return missing("bucket", &mapping.bucket);
            }
        }
        if self.tables.len() > 1 {
            return Err("there is more than one table, and the single-machine edition runs one".into());
        }
        Ok(())
    }
}

/// Where layers come from: what AWS unpacks to `/opt`, this machine leaves in the layer's source folder.
struct Layers<'a> {
    base: &'a Path,
}

impl Layers<'_> {
    fn folder(&self, scope: &Scope<'_>, layer: &Value) -> Option<PathBuf> {
        let id = layer.get("Ref")?.as_str()?;
        let source = scope.resources.get(id)?.get("Properties")?.get("ContentUri")?.as_str()?;
        let folder = self.base.join(source);
        Some(folder.canonicalize().unwrap_or(folder))
    }
}

/// The last part of an ARN.
fn last_of_arn(arn: &str) -> String {
    arn.rsplit(':').next().unwrap_or(arn).to_string()
}
