//! Event patterns, as filter criteria of event source mappings use them:
//! <https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html>.

use serde_json::Value;

/// Whether a record has what the pattern asks for.
pub(crate) fn matches(pattern: &Value, record: &Value) -> bool {
    matches_at(pattern, Some(record))
}

fn matches_at(pattern: &Value, value: Option<&Value>) -> bool {
    match pattern {
        Value::Object(fields) => fields.iter().all(|(name, wanted)| {
            if name == "$or" {
                return wanted.as_array().is_some_and(|any| any.iter().any(|one| matches_at(one, value)));
            }
            matches_at(wanted, value.and_then(|value| value.get(name)))
        }),
        Value::Array(rules) => match value {
            // A list satisfies a rule when one of its items does.
            Some(Value::Array(items)) => {
                rules.iter().any(|rule| items.iter().any(|item| satisfies(rule, Some(item))) || satisfies(rule, None))
            }
            value => rules.iter().any(|rule| satisfies(rule, value)),
        },
        _ => false,
    }
}

fn satisfies(rule: &Value, value: Option<&Value>) -> bool {
    let Value::Object(rule) = rule else { return value == Some(rule) };
    let text = value.and_then(Value::as_str);
    let is_text = |wanted: &Value, test: fn(&str, &str) -> bool| {
        text.zip(wanted.as_str()).is_some_and(|(text, wanted)| test(text, wanted))
    };
    rule.iter().all(|(kind, wanted)| match kind.as_str() {
        "exists" => wanted.as_bool() == Some(value.is_some_and(|value| !value.is_object())),
        "prefix" => is_text(wanted, |text, wanted| text.starts_with(wanted)),
        "suffix" => is_text(wanted, |text, wanted| text.ends_with(wanted)),
        "equals-ignore-case" => is_text(wanted, str::eq_ignore_ascii_case),
        "anything-but" => value.is_some_and(|value| !excluded(wanted, value)),
        "numeric" => value.and_then(Value::as_f64).is_some_and(|number| within(wanted, number)),
        _ => false,
    })
}

fn excluded(wanted: &Value, value: &Value) -> bool {
    match wanted {
        Value::Array(all) => all.contains(value),
        Value::Object(_) => satisfies(wanted, Some(value)),
        one => one == value,
    }
}

fn within(wanted: &Value, number: f64) -> bool {
    let Some(wanted) = wanted.as_array() else { return false };
    let pairs = wanted.chunks(2);
    let mut pairs = pairs.map(|pair| match pair {
        [Value::String(comparison), bound] => bound.as_f64().is_some_and(|bound| match comparison.as_str() {
            "=" => number.total_cmp(&bound).is_eq(),
            "<" => number < bound,
            "<=" => number <= bound,
            ">" => number > bound,
            ">=" => number >= bound,
            _ => false,
        }),
        _ => false,
    });
    !wanted.is_empty() && pairs.all(|holds| holds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(pattern: Value, yes: &[Value], no: &[Value]) {
        for record in yes {
            assert!(matches(&pattern, record), "{pattern} should take {record}");
        }
        for record in no {
            assert!(!matches(&pattern, record), "{pattern} should pass over {record}");
        }
    }

    #[test]
    fn a_record_is_taken_when_every_named_field_satisfies_one_of_its_rules() {
        check(
            json!({"a": ["x", "y"]}),
            &[json!({"a": "x"}), json!({"a": "y", "b": 1}), json!({"a": ["y", "z"]})],
            &[json!({"a": "z"}), json!({})],
        );
        check(
            json!({"eventName": ["INSERT"], "dynamodb": {"NewImage": {"entity": {"S": ["event"]}}}}),
            &[json!({"eventName": "INSERT", "dynamodb": {"NewImage": {"entity": {"S": "event"}}}})],
            &[
                json!({"eventName": "MODIFY", "dynamodb": {"NewImage": {"entity": {"S": "event"}}}}),
                json!({"eventName": "INSERT", "dynamodb": {"NewImage": {"entity": {"S": "quote"}}}}),
                json!({"eventName": "INSERT", "dynamodb": {"OldImage": {}}}),
            ],
        );
        check(json!({"a": [{"prefix": "ab"}]}), &[json!({"a": "abc"})], &[json!({"a": "bc"}), json!({"a": 1})]);
        check(json!({"a": [{"suffix": "bc"}]}), &[json!({"a": "abc"})], &[json!({"a": "ab"})]);
        check(json!({"a": [{"exists": true}]}), &[json!({"a": null}), json!({"a": 0})], &[json!({}), json!({"a": {}})]);
        check(json!({"a": [{"exists": false}]}), &[json!({}), json!({"b": 1})], &[json!({"a": 0})]);
        check(json!({"a": [{"anything-but": ["x", "y"]}]}), &[json!({"a": "z"})], &[json!({"a": "x"}), json!({})]);
        check(json!({"a": [{"anything-but": {"prefix": "x"}}]}), &[json!({"a": "yx"})], &[json!({"a": "xy"})]);
        check(
            json!({"a": [{"numeric": [">", 0, "<=", 5]}]}),
            &[json!({"a": 5}), json!({"a": 0.5})],
            &[json!({"a": 0}), json!({"a": 6}), json!({"a": "1"})],
        );
        check(json!({"$or": [{"a": [1]}, {"b": [2]}]}), &[json!({"a": 1}), json!({"b": 2})], &[json!({"a": 2})]);
    }
}
