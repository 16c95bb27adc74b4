//! How the reference writes numbers, lengths of time and times of day.

use std::str::FromStr;

use edge::reference::Text;
use edge::{Fields, Problem, Request};
use freight::configuration::{FieldError, OpenHours, Remarks, TimeOfDay};
use freight::time_span::TimeSpan;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde_json::{Value, json};

/// A number that may be missing, which is 0.
pub(super) fn number(fields: &mut Fields, pointer: &str, text: Option<&Text>) -> Decimal {
    let Some(text) = text.map(Text::as_str).filter(|text| !text.trim().is_empty()) else { return Decimal::ZERO };
    fields.take(pointer, "not_a_number", text, decimal(text).ok_or("This is not a number.")).unwrap_or_default()
}

/// A number in any of the ways that JSON has.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    Decimal::from_str(text).or_else(|_| Decimal::from_scientific(text)).ok()
}

/// A whole number that may be missing, which is 0; what is behind the point does not count.
pub(super) fn whole<T: TryFrom<i128> + Default>(fields: &mut Fields, pointer: &str, text: Option<&Text>) -> T {
    let read = number(fields, pointer, text);
    let value = Value::from(read.to_string());
    let fits = T::try_from(read.trunc().mantissa()).map_err(|_| "This number is out of range.");
    fields.take(pointer, "out_of_range", value, fits).unwrap_or_default()
}

/// A length of time as .NET writes it; a missing one is none at all.
pub(super) fn span(fields: &mut Fields, pointer: &str, text: Option<&Text>) -> TimeSpan {
    let Some(text) = text.map(Text::as_str).filter(|text| !text.trim().is_empty()) else { return TimeSpan::ZERO };
    let read = TimeSpan::from_dot_net(text).map(|read| read.span);
    let told = read.map_err(|_| "TimeSpan could not be parsed: D.HH:MM:SS is expected.");
    fields.take(pointer, "invalid_time", text, told).unwrap_or_default()
}

/// `HH:MM` or `HH:MM:SS`; seconds do not count.
pub(super) fn clock(fields: &mut Fields, pointer: &str, text: &str) -> TimeOfDay {
    let fine = |seconds: &str| seconds.len() == 2 && seconds.bytes().all(|byte| byte.is_ascii_digit());
    let minutes = text.get(..5).filter(|_| {
        let rest = text.get(5..).unwrap_or_default();
        rest.is_empty() || rest.strip_prefix(':').is_some_and(fine)
    });
    let read: Result<TimeOfDay, Error> = TimeOfDay::deserialize(minutes.unwrap_or("none").into_deserializer());
    fields.take(pointer, "time_of_day", text, read).unwrap_or_default()
}

/// An amount as a JSON number.
pub(super) fn told_number(amount: Decimal) -> Value {
    serde_json::from_str(&amount.to_string()).unwrap_or_default()
}

/// Ids of a list.
pub(super) fn ids<T: FromStr<Err: std::fmt::Display>>(
    fields: &mut Fields,
    pointer: &str,
    texts: Option<&Vec<Text>>,
) -> Vec<T> {
    let each = texts.into_iter().flatten().enumerate();
    let read = each.filter_map(|(at, text)| {
        fields.take(&format!("{pointer}/{at}"), "invalid_id", text.as_str(), text.as_str().parse::<T>())
    });
    read.collect()
}

/// Texts of a list.
pub(super) fn texts(texts: Option<&Vec<Text>>) -> Vec<String> {
    texts.into_iter().flatten().map(|text| text.0.clone()).collect()
}

/// The id that a body names.
pub(super) fn id<T: FromStr<Err: std::fmt::Display>>(text: Option<&Text>) -> Result<T, Problem> {
    let mut fields = Fields::new();
    let text = text.map_or("", Text::as_str);
    let id = fields.take("/id", "invalid_id", text, text.parse::<T>());
    fields.all(id)
}

/// Notes what a noun says of its own fields, under the names that they have here.
pub(super) fn broken(fields: &mut Fields, errors: Vec<FieldError>, names: &[(&str, &str)]) {
    for FieldError { pointer, rule, value } in errors {
        let named = names.iter().find(|(ours, _)| pointer.starts_with(ours));
        let pointer = named.map_or_else(|| pointer.clone(), |(ours, theirs)| pointer.replacen(ours, theirs, 1));
        fields.refuse(&pointer, rule, format!("This breaks the rule {rule}."), Some(Value::String(value)));
    }
}

/// A week's hour.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Hours {
    day_of_week: Option<Text>,
    opening_time: Option<Text>,
    closing_time: Option<Text>,
}

/// The hours of a week.
pub(super) fn hours(fields: &mut Fields, pointer: &str, hours: Option<&Vec<Hours>>) -> Vec<OpenHours> {
    let each = hours.into_iter().flatten().enumerate();
    let read = each.map(|(at, open)| {
        let pointer = format!("{pointer}/{at}");
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.0.clone()).unwrap_or_default();
        OpenHours {
            day_of_week: whole(fields, &format!("{pointer}/dayOfWeek"), open.day_of_week.as_ref()),
            opening: clock(fields, &format!("{pointer}/openingTime"), &text(&open.opening_time)),
            closing: clock(fields, &format!("{pointer}/closingTime"), &text(&open.closing_time)),
        }
    });
    read.collect()
}

/// Notes fields that no quote reads, so that they are told again as they were sent.
pub(super) fn remarks(
    fields: &mut Fields,
    before: Option<&Remarks>,
    sent: &[(&'static str, Option<&Value>)],
) -> Remarks {
    let mut remarks = before.cloned().unwrap_or_default();
    for (field, value) in sent {
        if value.is_some_and(|value| value.to_string().chars().count() > Remarks::LONGEST) {
            let told = format!("This is over {} characters.", Remarks::LONGEST);
            fields.refuse(&format!("/{field}"), "too_long", told, None);
        }
        remarks.note(field, *value);
    }
    remarks
}

/// What was noted of a field, or what the reference tells of one that nobody sent.
pub(super) fn remark(remarks: &Remarks, field: &str, otherwise: Value) -> Value {
    remarks.get(field).cloned().unwrap_or(otherwise)
}

/// The hours of a week as the reference writes them.
pub(super) fn told_hours(hours: &[OpenHours]) -> Value {
    let each = hours.iter().map(|open| {
        json!({
            "dayOfWeek": open.day_of_week,
            "openingTime": open.opening.clock(),
            "closingTime": open.closing.clock(),
        })
    });
    each.collect()
}

/// Which page of a list is asked for: its number from 1, and how many things it has.
pub(super) fn page(request: &Request, size: &str, usual: usize, most: usize) -> Result<(usize, usize), Problem> {
    let read = |name: &str, usual: usize, most: usize| match request.query(name)? {
        None | Some("") => Ok(usual),
        Some(text) => text
            .parse::<usize>()
            .ok()
            .filter(|number| (1..=most).contains(number))
            .ok_or_else(|| Problem::malformed("invalid_page", format!("`{name}` is a number from 1 to {most}."))),
    };
    Ok((read("page", 1, 1_000_000)?, read(size, usual, most)?))
}

/// A page of things, and what the reference says about it; what it calls the size of a page is not the same everywhere.
pub(super) fn paged<T>(all: Vec<T>, size_is: &str, (page, size): (usize, usize)) -> (Vec<T>, Value) {
    let total = all.len();
    let pages = total.div_ceil(size.max(1));
    let items = all.into_iter().skip(page.saturating_sub(1).saturating_mul(size)).take(size).collect();
    (items, json!({ "page": page, size_is: size, "pages": pages, "total": total }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_comes_with_or_without_seconds() {
        for (sent, expected) in [
            ("08:30", Some("08:30:00")),
            ("08:30:00", Some("08:30:00")),
            ("23:59:59", Some("23:59:59")),
            ("00:00:00", Some("00:00:00")),
            ("24:00:00", None),
            ("8:30", None),
            ("08:30:0", None),
            ("", None),
        ] {
            let mut fields = Fields::new();
            let read = clock(&mut fields, "/at", sent).clock();
            assert_eq!(fields.finish().ok().map(|()| read).as_deref(), expected, "{sent:?}");
        }
    }

    #[test]
    fn a_number_comes_in_any_way_that_json_has() {
        for (sent, expected) in [("1.50", "1.50"), ("1e3", "1000"), ("", "0"), ("1000000000.0", "1000000000.0")] {
            let mut fields = Fields::new();
            let read = number(&mut fields, "/at", Some(&Text(sent.to_owned())));
            assert_eq!(read, expected.parse().unwrap(), "{sent:?}");
            assert!(fields.finish().is_ok());
        }
        let mut fields = Fields::new();
        number(&mut fields, "/at", Some(&Text("ten".to_owned())));
        whole::<u8>(&mut fields, "/day", Some(&Text("256".to_owned())));
        assert_eq!(fields.finish().unwrap_err().errors().len(), 2);
    }

    #[test]
    fn a_list_is_told_page_by_page() {
        for (page, expected) in [(1, vec![1, 2]), (2, vec![3]), (3, vec![])] {
            let (items, paging) = paged(vec![1, 2, 3], "perPage", (page, 2));
            assert_eq!(items, expected);
            assert_eq!(paging, json!({ "page": page, "perPage": 2, "pages": 2, "total": 3 }));
        }
    }
}
