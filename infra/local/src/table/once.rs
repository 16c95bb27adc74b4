use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use dynoxide::DynoxideError;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::answer::{Answer, unreadable};

/// How long DynamoDB knows a token.
const KNOWN: Duration = Duration::from_secs(600);
const TOKEN: &str = "ClientRequestToken";
/// Longest token that DynamoDB takes.
const LONGEST: usize = 36;

/// Sees to it that a transaction sent twice with one token is carried out once, as DynamoDB does for ten minutes. The
/// engine would as well, but looks at every token it knows at each transaction; these stand in the order in which they
/// came, so that only what is too old is looked at.
#[derive(Default)]
pub(super) struct Once(Mutex<Known>);

#[derive(Default)]
struct Known {
    answers: HashMap<String, ([u8; 32], Bytes)>,
    came: VecDeque<(Instant, String)>,
}

impl Once {
    /// Carries a transaction out by its body without the token, or answers what it was answered before. What failed is
    /// forgotten and may be tried again.
    pub(super) fn run(&self, body: &[u8], carry_out: impl FnOnce(&[u8]) -> Answer) -> Answer {
        let mut request: Map<String, Value> = serde_json::from_slice(body).map_err(|error| unreadable(&error))?;
        let token = match request.remove(TOKEN) {
            None => return carry_out(body),
            Some(Value::String(token)) if (1..=LONGEST).contains(&token.len()) => token,
            Some(other) => {
                return Err(DynoxideError::ValidationException(format!(
                    "Value '{other}' at 'clientRequestToken' failed to satisfy constraint: Member must be a string of 1 to {LONGEST} characters"
                )));
            }
        };
        let print = print(request.get("TransactItems"));
        // Held throughout: whoever comes with the same token at the same time waits for the first one's answer.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.forget(Instant::now());
        match known.answers.get(&token) {
            Some((first, answer)) if *first == print => return Ok(answer.clone()),
            Some(_) => return Err(DynoxideError::IdempotentParameterMismatchException(String::new())),
            None => {}
        }
        let unnamed = serde_json::to_vec(&request).map_err(|error| unreadable(&error))?;
        let answer = carry_out(&unnamed)?;
        known.came.push_back((Instant::now(), token.clone()));
        known.answers.insert(token, (print, answer.clone()));
        Ok(answer)
    }
}

impl Known {
    fn forget(&mut self, now: Instant) {
        while let Some((came, _)) = self.came.front()
            && now.duration_since(*came) >= KNOWN
            && let Some((_, token)) = self.came.pop_front()
        {
            self.answers.remove(&token);
        }
    }
}

/// The same for the same content, however its fields are ordered.
fn print(value: Option<&Value>) -> [u8; 32] {
    let ordered = value.map(ordered).unwrap_or_default();
    Sha256::digest(ordered.to_string()).into()
}

fn ordered(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<_, _> = fields.iter().map(|(name, value)| (name.clone(), ordered(value))).collect();
            fields.into_iter().collect()
        }
        Value::Array(values) => values.iter().map(ordered).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn body(token: &str, items: &str) -> Vec<u8> {
        format!(r#"{{"ClientRequestToken":"{token}","TransactItems":[{items}]}}"#).into_bytes()
    }

    #[test]
    fn a_transaction_sent_twice_with_one_token_is_carried_out_once() {
        let (once, times) = (Once::default(), Cell::new(0));
        let run = |body: &[u8]| {
            once.run(body, |unnamed| {
                assert!(!String::from_utf8_lossy(unnamed).contains(TOKEN));
                times.set(times.get() + 1);
                Ok(Bytes::from(times.get().to_string()))
            })
        };
        assert_eq!(run(&body("a", r#"{"x":1,"y":2}"#)).unwrap(), "1");
        assert_eq!(run(&body("a", r#"{"y":2,"x":1}"#)).unwrap(), "1", "the order of fields says nothing");
        assert_eq!(run(&body("b", r#"{"x":1,"y":2}"#)).unwrap(), "2");
        let other = run(&body("a", r#"{"x":3}"#));
        assert!(matches!(other, Err(DynoxideError::IdempotentParameterMismatchException(_))), "{other:?}");
        assert_eq!(times.get(), 2);
    }

    #[test]
    fn a_transaction_that_failed_may_be_tried_again() {
        let once = Once::default();
        let failed = once.run(&body("a", "{}"), |_| Err(DynoxideError::InternalServerError("busy".into())));
        assert!(failed.is_err());
        assert_eq!(once.run(&body("a", "{}"), |_| Ok(Bytes::from("done"))).unwrap(), "done");
    }

    #[test]
    fn a_token_that_dynamodb_would_refuse_is_refused() {
        for token in [String::new(), "x".repeat(37)] {
            let answer = Once::default().run(&body(&token, "{}"), |_| Ok(Bytes::new()));
            assert!(matches!(answer, Err(DynoxideError::ValidationException(_))), "{token:?}: {answer:?}");
        }
    }

    #[test]
    fn what_is_too_old_is_forgotten_and_nothing_else_is_looked_at() {
        let once = Once::default();
        for token in ["a", "b"] {
            once.run(&body(token, "{}"), |_| Ok(Bytes::new())).unwrap();
        }
        let mut known = once.0.lock().unwrap();
        let (came, _) = known.came[1];
        known.forget(came);
        assert_eq!(known.came.len(), 2);
        known.forget(came + KNOWN);
        assert!(known.came.is_empty() && known.answers.is_empty());
    }
}
