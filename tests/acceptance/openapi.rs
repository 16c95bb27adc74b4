//! The OpenAPI document is what the code says.

use acceptance::openapi::{FILE, document, parts};
use acceptance::repository::root;
use serde_json::Value;
use std::collections::BTreeMap;

/// `UPDATE=openapi` writes the document instead of comparing it.
#[test]
fn the_committed_document_is_the_one_that_the_code_gives() {
    let (path, fresh) = (root().join(FILE), document());
    if std::env::vars().any(|(name, value)| name == "UPDATE" && value == "openapi") {
        std::fs::write(&path, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept == fresh, "{FILE} is not what the code gives: run `make openapi` and commit the file");
}

/// What a schema says, without the words around it.
fn bare(schema: &Value) -> Value {
    match schema {
        Value::Object(map) => map
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "description" | "example"))
            .map(|(name, value)| (name.clone(), bare(value)))
            .collect(),
        Value::Array(list) => list.iter().map(bare).collect(),
        other => other.clone(),
    }
}

#[test]
fn no_two_functions_give_one_name_to_different_things() {
    let mut known: BTreeMap<String, Value> = BTreeMap::new();
    for part in parts() {
        let part = serde_json::to_value(&part).unwrap();
        for (name, schema) in part["components"]["schemas"].as_object().unwrap() {
            let first = known.entry(name.clone()).or_insert_with(|| bare(schema));
            assert_eq!(*first, bare(schema), "{name}");
        }
    }
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let document: Value = serde_json::from_str(&document()).unwrap();
    let mut names: Vec<&str> = Vec::new();
    for item in document["paths"].as_object().unwrap().values() {
        names.extend(item.as_object().unwrap().values().filter_map(|operation| operation["operationId"].as_str()));
    }
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert!(all > 40 && names.len() == all, "{names:?}");
}
