//! What a quote promises with one of its options, read out of the answer as it was kept.

use domain::capacity::WindowId;
use domain::reservation::Promised;
use jiff::{Timestamp, Zoned};
use serde::Deserialize;
use serde::de::IgnoredAny;

#[derive(Deserialize)]
struct Answer {
    options: Vec<Offered>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Offered {
    id: String,
    policy: String,
    price: i64,
    promised_at: String,
    #[serde(default)]
    windows: Vec<Window>,
}

/// A place as a quote understood it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Destination {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Without separators.
    pub postal_code: String,
}

#[derive(Deserialize)]
struct Placed {
    #[serde(default)]
    destination: Option<Destination>,
    options: Vec<Collectable>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Collectable {
    id: String,
    #[serde(default)]
    pickup_point: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Window {
    id: String,
    to: String,
    price: i64,
}

/// What was promised with an option; with a window, that one's end and its price on top. None when the answer has no
/// such option.
///
/// # Errors
/// [`serde_json::Error`] when the text is no answer.
pub fn promised(answer: &str, option: &str, window: Option<&WindowId>) -> Result<Option<Promised>, serde_json::Error> {
    let answer: Answer = serde_json::from_str(answer)?;
    let Some(chosen) = answer.options.into_iter().find(|offered| offered.id == option) else { return Ok(None) };
    let id = window.map(ToString::to_string);
    let window = id.and_then(|id| chosen.windows.iter().find(|window| window.id == id));
    Ok(Some(Promised {
        deadline: moment(window.map_or(chosen.promised_at.as_str(), |window| &window.to)),
        price: chosen.price.saturating_add(window.map_or(0, |window| window.price)),
        policy: chosen.policy.parse().ok(),
    }))
}

/// Where a quote is for: the country and the postal code that it was asked with. None where it was asked with neither, or
/// where the option is collected at a pickup point.
///
/// # Errors
/// As [`promised`].
pub fn destination(answer: &str, option: &str) -> Result<Option<Destination>, serde_json::Error> {
    let answer: Placed = serde_json::from_str(answer)?;
    let collected = answer.options.iter().any(|offered| offered.id == option && offered.pickup_point.is_some());
    Ok(answer.destination.filter(|to| !collected && !to.postal_code.is_empty()))
}

/// An instant with an offset, perhaps with the name of its zone behind.
fn moment(text: &str) -> Option<Timestamp> {
    text.parse::<Timestamp>().ok().or_else(|| text.parse::<Zoned>().ok().map(|zoned| zoned.timestamp()))
}
