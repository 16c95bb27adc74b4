//! Bodies that are not what a route reads, told whole: every field that is missing, unknown or of another kind.

use crate::{FieldError, Problem};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serde_path_to_error::{Path, Segment};

/// Fields that are told at once.
const MOST: usize = 20;
/// A body is read once for each field that is wrong and each value tried in its place: of longer ones only the first
/// is told.
const SHORT: usize = 16 * 1024;

/// Reads JSON.
///
/// # Errors
/// 400 with the place of the syntax error, or with every field that a value of this kind cannot be read from.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let place = pointer(error.path());
        let inner = error.into_inner();
        let of_the_data = inner.classify() == serde_json::error::Category::Data;
        let (code, rule) = if of_the_data { ("invalid_body", "type") } else { ("invalid_json", "syntax") };
        let first = Wrong { place, detail: inner.to_string() };
        let detail = format!("The body cannot be read: {}.", first.detail);
        let errors = if of_the_data { all::<T>(first, body) } else { vec![first.told(rule)] };
        Problem::malformed(code, detail).with_errors(errors)
    })?;
    reader.end().map_err(|error| Problem::malformed("invalid_json", format!("The body cannot be read: {error}.")))?;
    Ok(read)
}

/// One thing that keeps a body from being read.
struct Wrong {
    place: String,
    detail: String,
}

impl Wrong {
    fn told(self, rule: &str) -> FieldError {
        FieldError { pointer: self.place, rule: rule.to_owned(), detail: self.detail, value: None }
    }

    /// The words that the reader quotes: what is missing, what was met, what would have done.
    fn quoted(&self) -> impl Iterator<Item = &str> {
        self.detail.split('`').skip(1).step_by(2)
    }

    /// A field of which nothing is there, by its place.
    fn missing(&self) -> Option<String> {
        let name = self.detail.starts_with("missing field").then(|| self.quoted().next()).flatten()?;
        Some(format!("{}/{}", self.place, escaped(name)))
    }

    /// A field that is there twice, by its place.
    fn twice(&self) -> Option<String> {
        let name = self.detail.starts_with("duplicate field").then(|| self.quoted().next()).flatten()?;
        Some(format!("{}/{}", self.place, escaped(name)))
    }
}

/// What is wrong with a body, in the order in which reading meets it: each thing is put right by any value that will
/// do, and the body read again, until it can be or nothing helps.
fn all<T: DeserializeOwned>(first: Wrong, body: &[u8]) -> Vec<FieldError> {
    let value: Option<Value> = (body.len() <= SHORT).then(|| serde_json::from_slice(body).ok()).flatten();
    let met = value.as_ref().and_then(wrong::<T>).filter(|met| first.detail.starts_with(&met.detail));
    let (Some(mut value), Some(mut met)) = (value, met) else {
        let missing = first.missing().map(|place| (place, "required"));
        let (place, rule) = missing
            .or_else(|| first.twice().map(|place| (place, "duplicate")))
            .unwrap_or_else(|| (first.place.clone(), "type"));
        return vec![Wrong { place, detail: first.detail }.told(rule)];
    };
    let mut told: Vec<FieldError> = Vec::new();
    loop {
        let missing = met.missing();
        let (rule, place) = (if missing.is_some() { "required" } else { "type" }, missing.unwrap_or(met.place.clone()));
        let mended = mended::<T>(&value, &met, &place);
        // What is missing within something that is missing itself is no second thing.
        if !told.iter().any(|before| place.starts_with(&format!("{}/", before.pointer))) {
            told.push(Wrong { place, detail: met.detail }.told(rule));
        }
        match mended {
            Some((tried, Some(next))) if told.len() < MOST => (value, met) = (tried, next),
            _ => return told,
        }
    }
}

/// The body with something at a place that will do there, and what is wrong with it next; none where nothing helps.
fn mended<T: DeserializeOwned>(value: &Value, met: &Wrong, place: &str) -> Option<(Value, Option<Wrong>)> {
    let mut choices = stand_ins(met);
    let mut at = 0;
    while let Some(stand_in) = choices.get(at).cloned() {
        at = at.saturating_add(1);
        let mut tried = value.clone();
        put(&mut tried, place, stand_in)?;
        match wrong::<T>(&tried) {
            Some(next) if next.missing().unwrap_or(next.place.clone()) == place => {
                // One of several words: which ones would do is known only now.
                let words = next.quoted().filter(|_| next.detail.starts_with("unknown variant"));
                let words: Vec<_> =
                    words.map(|word| Some(json!(word))).filter(|word| !choices.contains(word)).collect();
                choices.extend(words);
            }
            next => return Some((tried, next)),
        }
    }
    None
}

fn wrong<T: DeserializeOwned>(value: &Value) -> Option<Wrong> {
    let error = serde_path_to_error::deserialize::<_, T>(value).err()?;
    Some(Wrong { place: pointer(error.path()), detail: error.inner().to_string() })
}

/// Values to try in place of a wrong one; nothing is for a field that is not to be there.
fn stand_ins(wrong: &Wrong) -> Vec<Option<Value>> {
    if wrong.detail.starts_with("unknown field") {
        return vec![None];
    }
    let plain = [Value::Null, json!(""), json!(0), json!(false), json!([]), json!({})];
    wrong.quoted().map(|word| json!(word)).chain(plain).map(Some).collect()
}

/// Puts a value at a place, or takes away what is there. None where there is no such place.
fn put(whole: &mut Value, place: &str, value: Option<Value>) -> Option<()> {
    let Some((parent, name)) = place.rsplit_once('/') else {
        *whole = value?;
        return Some(());
    };
    match whole.pointer_mut(parent)? {
        Value::Object(fields) => {
            let name = name.replace("~1", "/").replace("~0", "~");
            match value {
                Some(value) => drop(fields.insert(name, value)),
                None => drop(fields.remove(&name)?),
            }
        }
        Value::Array(items) => *items.get_mut(name.parse::<usize>().ok()?)? = value?,
        _ => return None,
    }
    Some(())
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn pointer(path: &Path) -> String {
    path.iter().fold(String::new(), |mut pointer, segment| {
        pointer.push('/');
        match segment {
            Segment::Seq { index } => pointer.push_str(&index.to_string()),
            Segment::Map { key } => pointer.push_str(&escaped(key)),
            Segment::Enum { variant } => pointer.push_str(variant),
            Segment::Unknown => pointer.push('?'),
        }
        pointer
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "they are read into and looked at no further")]
    struct Cart {
        place: Place,
        items: Vec<Item>,
        #[serde(default)]
        note: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "they are read into and looked at no further")]
    struct Place {
        code: String,
        country: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "they are read into and looked at no further")]
    struct Item {
        sku: String,
        quantity: u32,
        kind: Kind,
        #[serde(default)]
        sent: Option<jiff::Timestamp>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Plain,
        Kit,
    }

    #[test]
    fn every_field_that_is_missing_unknown_or_of_another_kind_is_told_at_once() {
        fn check(body: &str, expected: &[(&str, &str)]) {
            let problem = read::<Cart>(body.as_bytes()).unwrap_err();
            let told: Vec<(&str, &str)> =
                problem.errors().iter().map(|error| (error.pointer.as_str(), error.rule.as_str())).collect();
            assert_eq!(told, expected, "{body}");
        }
        check("{}", &[("/place", "required"), ("/items", "required")]);
        check(
            r#"{"place":{"code":1,"planet":"x"},"items":[{"sku":"a","quantity":-1,"kind":"plane"},{"kind":"kit"}],"note":2}"#,
            &[
                ("/place/code", "type"),
                ("/place/planet", "type"),
                ("/place/country", "required"),
                ("/items/0/quantity", "type"),
                ("/items/0/kind", "type"),
                ("/items/1/sku", "required"),
                ("/items/1/quantity", "required"),
                ("/note", "type"),
            ],
        );
        check(
            r#"{"place":{"code":"1","country":"BRA"},"items":[{"sku":"a","quantity":1,"kind":"kit","sent":"x"}],"a~/b":1}"#,
            &[("/items/0/sent", "type"), ("/a~0~1b", "type")],
        );
        check(r#"{"items":[],"items":[]}"#, &[("/items", "duplicate")]);
        check("[]", &[("", "type")]);
        check(r#"{"items":"#, &[("/items", "syntax")]);
        let many = r#"{"sku":"a"},"#.repeat(300);
        let long = format!(r#"{{"items":[{}],"note":"{}"}}"#, many.trim_end_matches(','), "x".repeat(SHORT));
        check(&long, &[("/items/0/quantity", "required")]);
        let short = format!(r#"{{"items":[{}]}}"#, many.trim_end_matches(','));
        let problem = read::<Cart>(short.as_bytes()).unwrap_err();
        assert_eq!(problem.errors().len(), MOST);
        assert_eq!(read::<Cart>(br#"{"place":{"code":"1","country":"BRA"},"items":[]}"#).unwrap().items.len(), 0);
    }
}
