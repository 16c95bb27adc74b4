use configuration::Sections;
use domain::code::SellerId;
use edge::{Fields, Problem};
use freight::configuration::{FieldError, ITSELF};
use freight::time_span::TimeSpan;
use serde_json::Value;

/// The sentence for a rule of a noun's field.
fn sentence(rule: &str) -> &'static str {
    match rule {
        "required" => "This must not be empty.",
        "out_of_range" => "This is outside of what is allowed.",
        "too_long" => "This is too long.",
        "control_character" => "This holds control characters.",
        "negative" => "This must not be negative.",
        "too_large" => "This is too large.",
        "too_many_decimals" => "A number has at most six decimals.",
        "duplicate" => "This stands here twice.",
        "not_with_business_hours" => "A policy has either business hours or pickups.",
        "before_start" => "The end is not after the start.",
        "below_minimum" => "The most is below the least.",
        "looks_like_a_divisor" => "This is a factor, not a divisor: 6000 is written as 0.167.",
        "before_opening" => "The closing is before the opening.",
        _ => "This breaks a rule.",
    }
}

/// Notes what a noun says of its own fields.
pub(crate) fn broken(fields: &mut Fields, errors: Vec<FieldError>) {
    for FieldError { pointer, rule, value } in errors {
        fields.refuse(&pointer, rule, sentence(rule), Some(Value::String(value)));
    }
}

/// A length of time; none of a field that is missing is no time at all.
pub(crate) fn duration(fields: &mut Fields, pointer: &str, text: Option<&str>) -> Option<TimeSpan> {
    text.map_or(Some(TimeSpan::ZERO), |text| fields.take(pointer, "duration", text, text.parse::<TimeSpan>()))
}

/// Ids of a list, as domain values.
pub(crate) fn listed<T: std::str::FromStr<Err: std::fmt::Display>>(
    fields: &mut Fields,
    pointer: &str,
    ids: &[String],
) -> Vec<T> {
    let read = |(at, id): (usize, &String)| {
        fields.take(&format!("{pointer}/{at}"), "invalid_id", id.as_str(), id.parse::<T>())
    };
    ids.iter().enumerate().filter_map(read).collect()
}

/// Refuses sellers that are not there; the account itself is.
pub(crate) fn known_sellers(fields: &mut Fields, pointer: &str, sellers: &[SellerId], sections: &Sections) {
    for (at, seller) in sellers.iter().enumerate() {
        if seller.as_str() != ITSELF && sections.sellers.get(seller.as_str()).is_none() {
            let value = Some(seller.as_str().into());
            fields.refuse(&format!("{pointer}/{at}"), "unknown_seller", "There is no such seller.", value);
        }
    }
}

/// The id of the address that is written to. A body may repeat it, and must not name another.
///
/// # Errors
/// 422 when the address cannot be an id; what the body says is noted.
pub(crate) fn id_of_body<T: std::str::FromStr<Err: std::fmt::Display>>(
    fields: &mut Fields,
    param: &str,
    body: Option<&str>,
) -> Result<T, Problem> {
    if let Some(other) = body.filter(|other| *other != param) {
        fields.refuse("/id", "other_id", "The body names another id than the address.", Some(other.into()));
    }
    param.parse::<T>().map_err(|error| {
        let mut fields = Fields::new();
        fields.refuse("/id", "invalid_id", error.to_string(), Some(param.into()));
        fields.finish().err().unwrap_or_else(|| Problem::not_found("thing"))
    })
}
