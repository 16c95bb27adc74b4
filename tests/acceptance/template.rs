//! The template against the crates, against itself, and against what AWS allows.
//!
//! Each rule is a function from a template to what is wrong with it. Its test shows it ours, and one that is broken on purpose.

mod alarms;
mod limits;
mod needs;
mod permissions;
mod storage;
mod wiring;

use std::path::Path;
use std::process::Command;

use acceptance::repository;
use serde_json::Value;

/// The template as written and as CloudFormation sees it.
#[derive(Clone)]
struct Template(Value);

impl Template {
    /// Ours, expanded by `infra/expand.py` when the last expansion is older than what it was made from.
    fn ours() -> Self {
        let root = repository::root();
        let made = root.join("target/template.json");
        let sources = [root.join("infra/template.yaml"), root.join("infra/expand.py")];
        if sources.iter().any(|source| changed(source) >= changed(&made)) {
            let fresh = made.with_extension(format!("{}.json", std::process::id()));
            std::fs::write(&fresh, expand(&root)).unwrap();
            std::fs::rename(&fresh, &made).unwrap();
        }
        Self(serde_json::from_slice(&std::fs::read(&made).unwrap()).unwrap())
    }

    /// Resources after expansion, of one type or (with "") of all types.
    fn resources<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let resources = self.0["expanded"]["Resources"].as_object().unwrap().iter();
        resources
            .filter(move |(_, resource)| kind.is_empty() || resource["Type"] == kind)
            .map(|(name, resource)| (name.as_str(), resource))
    }

    /// One resource after expansion; null when there is none.
    fn resource(&self, name: &str) -> &Value {
        &self.0["expanded"]["Resources"][name]
    }

    /// The functions as they are written, with their logical ids.
    fn functions(&self) -> impl Iterator<Item = (&str, &Value)> {
        let resources = self.0["written"]["Resources"].as_object().unwrap().iter();
        resources
            .filter(|(_, resource)| resource["Type"] == "AWS::Serverless::Function")
            .map(|(name, resource)| (name.as_str(), &resource["Properties"]))
    }

    /// The events of every function as they are written: function, event type, properties.
    fn events(&self) -> impl Iterator<Item = (&str, &str, &Value)> {
        self.functions().flat_map(|(function, properties)| {
            let events = properties["Events"].as_object().into_iter().flatten();
            events.map(move |(_, event)| (function, event["Type"].as_str().unwrap_or_default(), &event["Properties"]))
        })
    }

    /// The same with one resource changed, before and after expansion.
    fn but(&self, pointer: &str, value: Value) -> Self {
        let mut changed = self.clone();
        let (folder, name) = pointer.rsplit_once('/').unwrap();
        let mut found = false;
        for half in ["written", "expanded"] {
            if let Some(parent) = changed.0.pointer_mut(&format!("/{half}/Resources{folder}")) {
                match parent.as_array_mut() {
                    Some(list) => list[name.parse::<usize>().unwrap()] = value.clone(),
                    None => parent[name] = value.clone(),
                }
                found = true;
            }
        }
        assert!(found, "{pointer} is not in the template");
        changed
    }

    /// The same without one resource or property.
    fn without(&self, pointer: &str) -> Self {
        let mut changed = self.clone();
        let (folder, name) = pointer.rsplit_once('/').unwrap();
        let mut found = false;
        for half in ["written", "expanded"] {
            if let Some(parent) = changed.0.pointer_mut(&format!("/{half}/Resources{folder}")) {
                found |= parent.as_object_mut().is_some_and(|parent| parent.remove(name).is_some());
            }
        }
        assert!(found, "{pointer} is not in the template");
        changed
    }
}

fn changed(path: &Path) -> Option<std::time::SystemTime> {
    path.metadata().and_then(|file| file.modified()).ok()
}

fn expand(root: &Path) -> Vec<u8> {
    let python = root.join("target/venv/bin/python");
    assert!(python.exists(), "the template is expanded by tools from PyPI: run `make tools` once");
    let output = Command::new(python).arg(root.join("infra/expand.py")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// What an intrinsic function stands for, with the names it refers to left as `${Name}`.
fn literal(value: &Value) -> String {
    let Some((function, argument)) = value.as_object().and_then(|object| object.iter().next()) else {
        return value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    };
    match function.as_str() {
        "Ref" => format!("${{{}}}", literal(argument)),
        "Fn::GetAtt" => {
            format!("${{{}}}", argument.as_array().unwrap().iter().map(literal).collect::<Vec<_>>().join("."))
        }
        "Fn::Sub" => argument.get(0).map_or_else(|| literal(argument), literal),
        _ => value.to_string(),
    }
}

/// A value that may be written alone or as a list.
fn one_or_many(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice).iter().filter(|value| !value.is_null())
}

/// Ours passes, and each broken one is refused with a complaint that contains the words beside it.
fn check(rule: impl Fn(&Template) -> Vec<String>, broken: &[(Template, &str)]) {
    let complaints = rule(&Template::ours());
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    for (template, words) in broken {
        let complaints = rule(template);
        assert!(complaints.iter().any(|one| one.contains(words)), "nobody complains of `{words}`: {complaints:?}");
    }
}
