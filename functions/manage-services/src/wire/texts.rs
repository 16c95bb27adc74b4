//! Texts of a body that may be missing.

use domain::service::Text;
use edge::Fields;
use std::fmt::Display;
use std::str::FromStr;

/// A text that may be missing; an empty one counts as missing, as in a spreadsheet.
pub(super) fn text<const LONGEST: usize>(
    fields: &mut Fields,
    pointer: &str,
    value: Option<&str>,
) -> Option<Text<LONGEST>> {
    let value = value.map(str::trim).filter(|value| !value.is_empty())?;
    fields.take(pointer, "text", value, Text::new(value))
}

/// What a text stands for that may be missing.
pub(super) fn optional<T: FromStr<Err: Display>>(
    fields: &mut Fields,
    pointer: &str,
    rule: &str,
    value: Option<&str>,
) -> Option<T> {
    let value = value.map(str::trim).filter(|value| !value.is_empty())?;
    fields.take(pointer, rule, value, value.parse::<T>())
}
