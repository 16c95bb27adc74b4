//! What a kept quote promised, taken over by the service that it becomes.

use domain::id::QuoteId;
use domain::service::Promise;
use edge::Problem;
use jiff::{Timestamp, Zoned};
use serde::Deserialize;
use store::{Packed, keys};

use crate::Deps;
use crate::making::{Maker, broken};

/// As much of a kept quote as is needed here.
#[derive(Deserialize)]
struct Kept {
    answer: Packed<String>,
}

#[derive(Deserialize)]
struct Answer {
    options: Vec<DeliveryOption>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DeliveryOption {
    id: String,
    policy: String,
    price: i64,
    promised_at: String,
}

/// The promise of one option of a quote that is still kept.
pub(crate) async fn of_quote(deps: &Deps, maker: &Maker, quote: QuoteId, option: &str) -> Result<Promise, Problem> {
    let kept = deps.gate.store().read(&keys::quote::<Kept>(maker.scope, quote), maker.at).await?;
    let kept = kept.ok_or_else(|| broken("/quote", "unknown_quote", "There is no such quote, or it has expired."))?;
    let answer: Answer = serde_json::from_str(&kept.value.answer.0).map_err(Problem::internal)?;
    let chosen = answer.options.into_iter().find(|offered| offered.id == option);
    let chosen = chosen.ok_or_else(|| broken("/option", "unknown_option", "The quote has no such option."))?;
    Ok(Promise {
        quote: Some(quote),
        deadline: moment(&chosen.promised_at),
        price: Some(chosen.price),
        policy: chosen.policy.parse().ok(),
    })
}

/// An instant with an offset, perhaps with the name of its zone behind.
fn moment(text: &str) -> Option<Timestamp> {
    text.parse::<Timestamp>().ok().or_else(|| text.parse::<Zoned>().ok().map(|zoned| zoned.timestamp()))
}
