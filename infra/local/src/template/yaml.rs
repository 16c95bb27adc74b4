use serde_json::{Map, Value, json};
use serde_yaml_ng::Value as Yaml;

/// The JSON form of a template: short tags such as `!Ref X` become their long form `{"Ref": "X"}`.
pub(super) fn to_json(yaml: Yaml) -> Result<Value, String> {
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::String(value) => Value::String(value),
        Yaml::Number(value) => serde_json::to_value(value).map_err(|error| error.to_string())?,
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(to_json).collect::<Result<_, _>>()?),
        Yaml::Mapping(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                object.insert(name(key)?, to_json(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            let tag = tag.trim_start_matches('!');
            long_form(tag, to_json(tagged.value)?)
        }
    })
}

fn name(key: Yaml) -> Result<String, String> {
    match key {
        Yaml::String(name) => Ok(name),
        Yaml::Number(number) => Ok(number.to_string()),
        Yaml::Bool(value) => Ok(value.to_string()),
        other => Err(format!("a mapping has a key that is not a name: {other:?}")),
    }
}

fn long_form(tag: &str, value: Value) -> Value {
    match (tag, value) {
        ("Ref" | "Condition", value) => json!({ tag: value }),
        ("GetAtt", Value::String(path)) => {
            let (resource, attribute) = path.split_once('.').unwrap_or((&path, ""));
            json!({ "Fn::GetAtt": [resource, attribute] })
        }
        (_, value) => json!({ format!("Fn::{tag}"): value }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(short: &str, long: Value) {
        let yaml: Yaml = serde_yaml_ng::from_str(short).unwrap();
        assert_eq!(to_json(yaml).unwrap(), long, "{short}");
    }

    #[test]
    fn a_short_tag_reads_as_its_long_form() {
        check("!Ref Table", json!({"Ref": "Table"}));
        check("!GetAtt Table.StreamArn", json!({"Fn::GetAtt": ["Table", "StreamArn"]}));
        check("!Sub 'a-${B}'", json!({"Fn::Sub": "a-${B}"}));
        check("!If [Yes, 1, !Ref X]", json!({"Fn::If": ["Yes", 1, {"Ref": "X"}]}));
        check("{Fn::Join: ['', [a, b]]}", json!({"Fn::Join": ["", ["a", "b"]]}));
        check("!Not [!Equals [!Ref A, '']]", json!({"Fn::Not": [{"Fn::Equals": [{"Ref": "A"}, ""]}]}));
    }
}
