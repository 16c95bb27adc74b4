use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{ACCOUNT, REGION, STACK};

/// Names that intrinsic functions refer to, with the values they have on this machine.
pub(super) struct Scope<'a> {
    pub(super) parameters: BTreeMap<String, Value>,
    pub(super) conditions: &'a Map<String, Value>,
    pub(super) mappings: &'a Map<String, Value>,
    pub(super) resources: &'a Map<String, Value>,
    /// Where the outside reaches the API, which is also the address of every HTTP API of the template.
    pub(super) origin: &'a str,
    /// Where the queues are.
    pub(super) queues: &'a str,
}

impl Scope<'_> {
    /// The value with all intrinsic functions carried out; `None` for `AWS::NoValue`.
    pub(super) fn resolve(&self, value: &Value) -> Result<Option<Value>, String> {
        match value {
            Value::Array(items) => {
                let mut resolved = Vec::with_capacity(items.len());
                for item in items {
                    resolved.extend(self.resolve(item)?);
                }
                Ok(Some(Value::Array(resolved)))
            }
            Value::Object(entries) => {
                if let Some((name, argument)) = only(entries)
                    && (name == "Ref" || name == "Condition" || name.starts_with("Fn::"))
                    && (name != "Condition" || argument.is_string())
                {
                    return self.call(name, argument);
                }
                let mut resolved = Map::new();
                for (name, entry) in entries {
                    if let Some(entry) = self.resolve(entry)? {
                        resolved.insert(name.clone(), entry);
                    }
                }
                Ok(Some(Value::Object(resolved)))
            }
            plain => Ok(Some(plain.clone())),
        }
    }

    /// The value as text.
    pub(super) fn text(&self, value: &Value) -> Result<String, String> {
        match self.resolve(value)? {
            Some(Value::String(text)) => Ok(text),
            Some(Value::Number(number)) => Ok(number.to_string()),
            Some(Value::Bool(flag)) => Ok(flag.to_string()),
            other => Err(format!("{value} is not a text but {}", other.unwrap_or(Value::Null))),
        }
    }

    /// Whether a condition of the template holds.
    pub(super) fn holds(&self, name: &str) -> Result<bool, String> {
        let condition = self.conditions.get(name).ok_or_else(|| format!("there is no condition {name}"))?;
        self.truth(condition)
    }

    fn truth(&self, value: &Value) -> Result<bool, String> {
        match self.resolve(value)? {
            Some(Value::Bool(flag)) => Ok(flag),
            Some(Value::String(text)) if text == "true" || text == "false" => Ok(text == "true"),
            _ => Err(format!("{value} is not a condition")),
        }
    }

    fn call(&self, name: &str, argument: &Value) -> Result<Option<Value>, String> {
        let list = || argument.as_array().map(Vec::as_slice).ok_or_else(|| format!("{name} wants a list"));
        let value = match (name, argument) {
            ("Ref", Value::String(target)) => return self.reference(target),
            ("Condition", Value::String(condition)) => Value::Bool(self.holds(condition)?),
            ("Fn::GetAtt", Value::Array(path)) => match path.as_slice() {
                [Value::String(resource), attribute] => self.attribute(resource, &self.text(attribute)?)?,
                _ => return Err("Fn::GetAtt wants a resource and an attribute".into()),
            },
            ("Fn::GetAtt", Value::String(path)) => {
                let (resource, attribute) = path.split_once('.').unwrap_or((path, ""));
                self.attribute(resource, attribute)?
            }
            ("Fn::Sub", Value::String(text)) => self.substitute(text, &Map::new())?,
            ("Fn::Sub", Value::Array(parts)) => match parts.as_slice() {
                [Value::String(text), Value::Object(own)] => self.substitute(text, own)?,
                _ => return Err("Fn::Sub wants a text, or a text and its own names".into()),
            },
            ("Fn::If", _) => match list()? {
                [Value::String(condition), yes, no] => {
                    return self.resolve(if self.holds(condition)? { yes } else { no });
                }
                _ => return Err("Fn::If wants a condition and two values".into()),
            },
            ("Fn::Equals", _) => match list()? {
                [left, right] => Value::Bool(self.resolve(left)? == self.resolve(right)?),
                _ => return Err("Fn::Equals wants two values".into()),
            },
            ("Fn::Not", _) => match list()? {
                [condition] => Value::Bool(!self.truth(condition)?),
                _ => return Err("Fn::Not wants one condition".into()),
            },
            ("Fn::And", _) => {
                Value::Bool(list()?.iter().try_fold(true, |all, one| Ok::<_, String>(self.truth(one)? && all))?)
            }
            ("Fn::Or", _) => {
                Value::Bool(list()?.iter().try_fold(false, |any, one| Ok::<_, String>(self.truth(one)? || any))?)
            }
            ("Fn::Join", _) => match list()? {
                [separator, Value::Array(parts)] => {
                    let parts = parts.iter().map(|part| self.text(part)).collect::<Result<Vec<_>, _>>()?;
                    Value::String(parts.join(&self.text(separator)?))
                }
                _ => return Err("Fn::Join wants a separator and a list".into()),
            },
            ("Fn::Split", _) => match list()? {
                [separator, text] => {
                    let (separator, text) = (self.text(separator)?, self.text(text)?);
                    Value::Array(text.split(&separator).map(Value::from).collect())
                }
                _ => return Err("Fn::Split wants a separator and a text".into()),
            },
            ("Fn::Select", _) => match list()? {
                [index, from] => {
                    let index = self.text(index)?.parse::<usize>().map_err(|error| error.to_string())?;
                    let from = self.resolve(from)?;
                    let item = from.as_ref().and_then(|from| from.get(index)).cloned();
                    item.ok_or_else(|| format!("Fn::Select finds nothing at {index}"))?
                }
                _ => return Err("Fn::Select wants an index and a list".into()),
            },
            ("Fn::FindInMap", _) => match list()? {
                [map, first, second] => {
                    let (map, first, second) = (self.text(map)?, self.text(first)?, self.text(second)?);
                    let found = self.mappings.get(&map).and_then(|map| map.get(&first)?.get(&second)).cloned();
                    found.ok_or_else(|| format!("Fn::FindInMap finds no {map}.{first}.{second}"))?
                }
                _ => return Err("Fn::FindInMap wants a map and two keys".into()),
            },
            _ => return Err(format!("{name} is not carried out by the single-machine edition")),
        };
        Ok(Some(value))
    }

    fn substitute(&self, text: &str, own: &Map<String, Value>) -> Result<Value, String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let (name, after) = after.split_once('}').ok_or_else(|| format!("`{text}` has a ${{ without a }}"))?;
            rest = after;
            if let Some(literal) = name.strip_prefix('!') {
                out.push_str(&format!("${{{literal}}}"));
            } else if let Some(value) = own.get(name) {
                out.push_str(&self.text(value)?);
            } else if let Some((resource, attribute)) = name.split_once('.') {
                out.push_str(&self.text(&self.attribute(resource, attribute)?)?);
            } else {
                let value =
                    self.reference(name)?.ok_or_else(|| format!("`{text}` puts in {name}, which has no value"))?;
                out.push_str(&self.text(&value)?);
            }
        }
        out.push_str(rest);
        Ok(Value::String(out))
    }

    fn reference(&self, name: &str) -> Result<Option<Value>, String> {
        let pseudo = match name {
            "AWS::NoValue" => return Ok(None),
            "AWS::Region" => REGION,
            "AWS::AccountId" => ACCOUNT,
            "AWS::StackName" => STACK,
            "AWS::Partition" => "aws",
            "AWS::URLSuffix" => "amazonaws.com",
            "AWS::StackId" => "local",
            _ => "",
        };
        if !pseudo.is_empty() {
            return Ok(Some(pseudo.into()));
        }
        if let Some(value) = self.parameters.get(name) {
            return Ok(Some(value.clone()));
        }
        let physical = self.physical(name)?;
        Ok(Some(Value::String(match self.kind(name)? {
            "AWS::SQS::Queue" => format!("{}/{ACCOUNT}/{physical}", self.queues),
            "AWS::SNS::Topic" => format!("arn:aws:sns:{REGION}:{ACCOUNT}:{physical}"),
            _ => physical,
        })))
    }

    fn attribute(&self, resource: &str, attribute: &str) -> Result<Value, String> {
        let physical = self.physical(resource)?;
        let arn = |service: &str| format!("arn:aws:{service}:{REGION}:{ACCOUNT}:{physical}");
        Ok(Value::String(match (self.kind(resource)?, attribute) {
            ("AWS::SQS::Queue", "Arn") => arn("sqs"),
            ("AWS::SQS::Queue", "QueueName") | ("AWS::SNS::Topic", "TopicName") => physical,
            ("AWS::SQS::Queue", "QueueUrl") => format!("{}/{ACCOUNT}/{physical}", self.queues),
            ("AWS::SNS::Topic", "TopicArn") => arn("sns"),
            ("AWS::S3::Bucket", "Arn") => format!("arn:aws:s3:::{physical}"),
            ("AWS::DynamoDB::Table", "Arn") => arn("dynamodb").replace(&physical, &format!("table/{physical}")),
            ("AWS::DynamoDB::Table", "StreamArn") => stream_arn(&physical),
            ("AWS::Serverless::Function", "Arn") => function_arn(&physical),
            ("AWS::Serverless::HttpApi", "ApiEndpoint") => self.origin.into(),
            (_, "Arn") => arn("local"),
            (_, other) => format!("{physical}.{other}"),
        }))
    }

    /// The type of a resource.
    pub(super) fn kind(&self, resource: &str) -> Result<&str, String> {
        let found = self.resources.get(resource).and_then(|resource| resource.get("Type")?.as_str());
        found.ok_or_else(|| format!("{resource} is referred to, but it is neither a parameter nor a resource"))
    }

    /// The name that a resource has on this machine.
    pub(super) fn physical(&self, resource: &str) -> Result<String, String> {
        let kind = self.kind(resource)?;
        let given = |property: &str| {
            let value = self.resources.get(resource)?.get("Properties")?.get(property)?;
            Some(self.text(value))
        };
        match kind {
            "AWS::S3::Bucket" => {
                given("BucketName").unwrap_or_else(|| Ok(format!("{STACK}-{}", resource.to_lowercase())))
            }
            "AWS::DynamoDB::Table" => given("TableName").unwrap_or_else(|| Ok(resource.into())),
            "AWS::SNS::Topic" => given("TopicName").unwrap_or_else(|| Ok(resource.into())),
            "AWS::Serverless::Function" => given("FunctionName").unwrap_or_else(|| Ok(resource.into())),
            "AWS::SQS::Queue" => {
                let fifo = given("FifoQueue").is_some_and(|fifo| fifo.is_ok_and(|fifo| fifo == "true"));
                let end = if fifo { ".fifo" } else { "" };
                given("QueueName").unwrap_or_else(|| Ok(format!("{resource}{end}")))
            }
            _ => Ok(resource.into()),
        }
    }
}

/// The address of a table's stream.
pub(crate) fn stream_arn(table: &str) -> String {
    format!("arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{table}/stream/local")
}

/// The address of a function.
pub(crate) fn function_arn(name: &str) -> String {
    format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}")
}

fn only(entries: &Map<String, Value>) -> Option<(&str, &Value)> {
    let mut entries = entries.iter();
    let (name, value) = entries.next()?;
    entries.next().is_none().then_some((name.as_str(), value))
}
