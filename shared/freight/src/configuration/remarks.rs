//! What other programs keep with a thing of the configuration, and no quote reads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Fields that do not change quotes, to be told again as they were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Remarks(BTreeMap<String, Value>);

impl Remarks {
    /// Longest JSON of one field, in characters.
    pub const LONGEST: usize = 4_000;

    /// Notes a field; nothing sent leaves what was noted before, and null takes it out.
    pub fn note(&mut self, field: &str, sent: Option<&Value>) {
        match sent {
            None => {}
            Some(Value::Null) => {
                self.0.remove(field);
            }
            Some(sent) => {
                self.0.insert(field.to_owned(), sent.clone());
            }
        }
    }

    /// What was noted of a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.0.get(field)
    }

    /// Whether nothing was noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_sent_stays_and_null_takes_it_out() {
        let mut remarks = Remarks::default();
        remarks.note("address", Some(&json!({ "city": "Manaus" })));
        remarks.note("address", None);
        assert_eq!(remarks.get("address"), Some(&json!({ "city": "Manaus" })));
        assert_eq!(serde_json::to_value(&remarks).unwrap(), json!({ "address": { "city": "Manaus" } }));
        remarks.note("address", Some(&Value::Null));
        assert!(remarks.is_empty());
    }
}
