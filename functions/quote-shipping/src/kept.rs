//! A quote as it is kept: the answer as it was sent, and everything it was made from.

use crate::wire::QuoteAsk;
use configuration::{Sku, Stock};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a quote is kept.
pub(crate) const KEPT: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Counts the changes of the engine after which the same inputs may be answered otherwise.
const ENGINE: u32 = 1;

/// A kept quote. Item AP-21 of the table.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Kept {
    /// The answer's body, byte for byte.
    pub(crate) answer: String,
    asked: QuoteAsk,
    at: Timestamp,
    configuration: String,
    engine: u32,
    skus: Vec<Sku>,
    stock: Vec<Stock>,
}

impl Kept {
    /// Keeps an answer with its inputs: the request, the SKUs and the stock that were read, and the digest of the
    /// configuration's root.
    pub(crate) const fn new(
        answer: String,
        asked: QuoteAsk,
        at: Timestamp,
        configuration: String,
        skus: Vec<Sku>,
        stock: Vec<Stock>,
    ) -> Self {
        Self { answer, asked, at, configuration, engine: ENGINE, skus, stock }
    }
}
