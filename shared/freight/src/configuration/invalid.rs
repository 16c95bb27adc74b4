//! How the nouns say which field breaks which rule.

use std::fmt::Display;

use rust_decimal::Decimal;

/// A field that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: `{value}` breaks the rule `{rule}`")]
pub struct FieldError {
    /// JSON pointer (RFC 6901) to the field within the noun.
    pub pointer: String,
    /// The code of the rule.
    pub rule: &'static str,
    /// What the field holds.
    pub value: String,
}

/// Gathers the errors of one noun.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    errors: Vec<FieldError>,
}

impl Checks {
    pub(crate) fn refuse(&mut self, pointer: impl Into<String>, rule: &'static str, value: impl Display) {
        let value = value.to_string().chars().take(200).collect();
        self.errors.push(FieldError { pointer: pointer.into(), rule, value });
    }

    pub(crate) fn require(&mut self, holds: bool, pointer: impl Into<String>, rule: &'static str, value: impl Display) {
        if !holds {
            self.refuse(pointer, rule, value);
        }
    }

    /// A text for people: 1 to `longest` characters, none of them a control character.
    pub(crate) fn text(&mut self, pointer: impl Into<String>, text: &str, longest: usize) {
        if text.trim().is_empty() {
            self.refuse(pointer, "required", text);
        } else if text.chars().count() > longest {
            self.refuse(pointer, "too_long", text);
        } else if text.chars().any(char::is_control) {
            self.refuse(pointer, "control_character", text.escape_debug());
        }
    }

    /// A number of at most six decimals from 0 to below a thousand million.
    pub(crate) fn amount(&mut self, pointer: impl Into<String>, amount: Decimal) {
        if amount.is_sign_negative() && !amount.is_zero() {
            self.refuse(pointer, "negative", amount);
        } else if amount >= Decimal::from(1_000_000_000_u32) {
            self.refuse(pointer, "too_large", amount);
        } else if amount.normalize().scale() > 6 {
            self.refuse(pointer, "too_many_decimals", amount);
        }
    }

    /// Things of which none may come twice.
    pub(crate) fn distinct<T: Ord + Display>(&mut self, pointer: &str, things: impl IntoIterator<Item = T>) {
        let mut seen = std::collections::BTreeSet::new();
        for (at, thing) in things.into_iter().enumerate() {
            if seen.contains(&thing) {
                self.refuse(format!("{pointer}/{at}"), "duplicate", &thing);
            }
            seen.insert(thing);
        }
    }

    pub(crate) fn finish(self) -> Vec<FieldError> {
        self.errors
    }
}
