//! A quote as it is kept: the answer as it was sent, and everything it was made from.
//!
//! The answer is the engine's alone: [`Inputs::answer`] is called when a quote is made and when it is made again, with
//! nothing else than what is kept, so that the same engine gives the same bytes.

use crate::wire::{self, QuoteAsk};
use crate::{answer, ask, goods};
use configuration::{Loaded, Sku, Stock};
use domain::capacity::Capacity;
use domain::id::QuoteId;
use domain::language::Language;
use edge::Problem;
use freight::quote::{Cart, ENGINE, Quote};
use i18n::Messages;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::Packed;

/// A kept quote. Item AP-21 of the table.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Kept {
    /// Digest of the configuration's root.
    pub(crate) configuration: String,
    /// The engine that answered.
    pub(crate) engine: u32,
    /// The answer's body, byte for byte.
    pub(crate) answer: Packed<String>,
    pub(crate) inputs: Packed<Inputs>,
}

/// What an answer was made from, besides the configuration.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Inputs {
    pub(crate) asked: QuoteAsk,
    pub(crate) at: Timestamp,
    /// The reader's language; none is the account's.
    pub(crate) language: Option<Language>,
    pub(crate) skus: Vec<Sku>,
    pub(crate) stock: Vec<Stock>,
    /// What was taken of delivery windows.
    #[serde(default)]
    pub(crate) windows: Vec<Capacity>,
}

impl Kept {
    pub(crate) fn new(answer: String, inputs: Inputs, configuration: String) -> Self {
        Self { configuration, engine: ENGINE, answer: Packed(answer), inputs: Packed(inputs) }
    }
}

impl Inputs {
    /// Answers the cart.
    ///
    /// # Errors
    /// 422 as [`ask::parse`] and [`ask::Ask::cart`] say.
    pub(crate) fn answer(&self, id: QuoteId, loaded: &Loaded, explain: bool) -> Result<wire::Quote, Problem> {
        let cart = self.cart(loaded, explain)?;
        Ok(self.show(id, loaded, &cart, &self.quote(loaded, &cart)))
    }

    /// The cart, completed from the register.
    ///
    /// # Errors
    /// 422 as [`ask::parse`] and [`ask::Ask::cart`] say.
    pub(crate) fn cart(&self, loaded: &Loaded, explain: bool) -> Result<Cart, Problem> {
        let register = self.skus.iter().map(|sku| (sku.id.clone(), sku.clone())).collect();
        let mut cart = ask::parse(&self.asked)?.cart(&register, loaded.configuration.settings())?;
        cart.explain |= explain;
        Ok(cart)
    }

    /// The engine's answer.
    pub(crate) fn quote(&self, loaded: &Loaded, cart: &Cart) -> Quote {
        let balances = goods::balances(&self.stock, &self.windows, self.at);
        freight::quote::quote(cart, &loaded.configuration, &balances, self.at)
    }

    /// The answer on the wire.
    pub(crate) fn show(&self, id: QuoteId, loaded: &Loaded, cart: &Cart, quote: &Quote) -> wire::Quote {
        let configuration = &loaded.configuration;
        let messages = Messages::for_language(self.language.unwrap_or(configuration.settings().language));
        let header = answer::Header { id, expires_at: self.expires_at(loaded), tables: &loaded.tables };
        answer::show(&header, cart, quote, configuration, messages)
    }

    /// Until when the quote is kept.
    pub(crate) fn expires_at(&self, loaded: &Loaded) -> Timestamp {
        let days = i64::from(loaded.configuration.settings().quotes_kept_days);
        self.at.checked_add(SignedDuration::from_hours(days.saturating_mul(24))).unwrap_or(self.at)
    }
}
