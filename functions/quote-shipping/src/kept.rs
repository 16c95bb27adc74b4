//! A quote as it is kept: the answer as it was sent, and everything it was made from.
//!
//! The answer is the engine's alone: [`Inputs::answer`] is called when a quote is made and when it is made again, with
//! nothing else than what is kept, so that the same engine gives the same bytes.

use crate::wire::{self, QuoteAsk};
use crate::{Deps, answer, ask, goods};
use bytes::Bytes;
use configuration::{Loaded, Sku, Stock};
use domain::access::TenantScope;
use domain::capacity::Capacity;
use domain::code::{SkuId, WarehouseId};
use domain::id::QuoteId;
use domain::language::Language;
use domain::operation::Handling;
use edge::Problem;
use freight::configuration::Configuration;
use freight::quote::{Allocation, Balance, Cart, ENGINE, Quote};
use i18n::Messages;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use store::{PackedJson, keys};

/// The oldest engine whose answers are made again: since then the same arguments give the same answer, and at most more of
/// it is told.
pub(crate) const OLDEST: u32 = 5;
/// Bytes of JSON from which on a quote lies in the bucket: an item of the table ends at 400 KB, and packing never makes
/// more of it.
const LARGE: usize = 350_000;
/// The longest answer: what a function may answer ends at 6 MB.
pub(crate) const LONGEST: usize = 5 << 20;
/// The most that is read of a quote from the bucket.
const MOST: u64 = 64 << 20;

/// A kept quote. Item AP-21 of the table.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Kept {
    /// Digest of the configuration's root.
    configuration: String,
    /// The engine that answered.
    engine: u32,
    /// None where both lie in the bucket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<PackedJson>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inputs: Option<PackedJson>,
}

/// What of a large quote lies in the bucket.
#[derive(Serialize, Deserialize)]
struct Large {
    answer: String,
    inputs: Box<RawValue>,
}

/// A kept quote, wherever it was kept.
#[derive(Debug)]
pub(crate) struct Whole {
    /// Digest of the configuration's root.
    pub(crate) configuration: String,
    /// The engine that answered.
    pub(crate) engine: u32,
    /// The answer's body, byte for byte.
    pub(crate) answer: String,
    pub(crate) inputs: Inputs,
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
    /// What was taken of the days of sellers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) days: Vec<Handling>,
    /// The days that had no windows, each run from its first to its last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) days_off: Vec<(Date, Date)>,
}

impl Kept {
    /// What the table keeps, and what the bucket does of a large one.
    ///
    /// # Errors
    /// 500 when the answer or the inputs are no JSON, which they are.
    pub(crate) fn new(answer: &[u8], inputs: &Inputs, configuration: String) -> Result<(Self, Option<Bytes>), Problem> {
        let answer = str::from_utf8(answer).map_err(Problem::internal)?.to_owned();
        let read = serde_json::to_string(inputs).map_err(Problem::internal)?;
        if answer.len().saturating_add(read.len()) < LARGE {
            let (answer, inputs) = (Some(PackedJson(answer)), Some(PackedJson(read)));
            return Ok((Self { configuration, engine: ENGINE, answer, inputs }, None));
        }
        let inputs = RawValue::from_string(read).map_err(Problem::internal)?;
        let large = serde_json::to_vec(&Large { answer, inputs }).map_err(Problem::internal)?;
        Ok((Self { configuration, engine: ENGINE, answer: None, inputs: None }, Some(large.into())))
    }
}

impl Whole {
    /// Reads a quote; none when nobody kept it, or it has ended.
    ///
    /// # Errors
    /// 503 when the table or the bucket does not answer.
    pub(crate) async fn read(
        deps: &Deps,
        scope: TenantScope,
        id: QuoteId,
        now: Timestamp,
    ) -> Result<Option<Self>, Problem> {
        let Some(found) = deps.gate.store().read(&keys::quote::<Kept>(scope, id), now).await? else { return Ok(None) };
        let Kept { configuration, engine, answer, inputs } = found.value;
        let whole = |answer, inputs: &str| {
            let inputs = serde_json::from_str(inputs).map_err(Problem::internal)?;
            Ok(Some(Self { configuration, engine, answer, inputs }))
        };
        if let (Some(PackedJson(answer)), Some(PackedJson(inputs))) = (answer, inputs) {
            return whole(answer, &inputs);
        }
        let bytes = match deps.blobs.get(&blobs::keys::quote(scope, id), MOST).await {
            Ok(bytes) => bytes,
            Err(error) if error.is_missing() => return Ok(None),
            Err(error) => return Err(Problem::busy(error)),
        };
        let Large { answer, inputs } = serde_json::from_slice(&bytes).map_err(Problem::internal)?;
        whole(answer, inputs.get())
    }
}

impl Inputs {
    /// Answers the cart, in the words of an engine.
    ///
    /// # Errors
    /// 422 as [`ask::parse`] and [`ask::Ask::cart`] say.
    pub(crate) fn answer(
        &self,
        id: QuoteId,
        loaded: &Loaded,
        engine: u32,
        explain: bool,
    ) -> Result<wire::Quote, Problem> {
        let given = self.cart(loaded, explain)?;
        Ok(self.show((id, engine), loaded, &given, &self.quote(loaded, &given.cart)))
    }

    /// The cart, completed from the register and given out where it is to be.
    ///
    /// # Errors
    /// 422 as [`ask::parse`] and [`ask::Ask::cart`] say.
    pub(crate) fn cart(&self, loaded: &Loaded, explain: bool) -> Result<Allocation, Problem> {
        let register = self.skus.iter().map(|sku| (sku.id.clone(), sku.clone())).collect();
        let mut cart = ask::parse(&self.asked)?.cart(&register, &loaded.configuration, self.at)?;
        cart.explain |= explain;
        if !self.asked.allocate {
            return Ok(Allocation::unchanged(cart));
        }
        let balances = self.balances(&loaded.configuration);
        Ok(freight::quote::allocate(&cart, &loaded.configuration, &balances, self.at))
    }

    /// The engine's answer.
    pub(crate) fn quote(&self, loaded: &Loaded, cart: &Cart) -> Quote {
        let balances = self.balances(&loaded.configuration);
        freight::quote::quote(cart, &loaded.configuration, &balances, self.at)
    }

    /// What the warehouses hold, and enough of what is assumed to be there.
    fn balances(&self, configuration: &Configuration) -> freight::quote::Stock {
        let mut balances = goods::balances(&self.stock, (&self.windows, &self.days_off), &self.days, self.at);
        let assumed = self.asked.items.iter().filter(|item| item.assume_stock);
        for sku in assumed.filter_map(|item| item.sku.parse::<SkuId>().ok()) {
            let parts = self.skus.iter().find(|known| known.id == sku).map(|kit| kit.components.as_slice());
            let parts: Vec<SkuId> = parts.unwrap_or_default().iter().map(|part| part.sku.clone()).collect();
            for warehouse in configuration.warehouses() {
                for sku in parts.iter().chain([&sku]) {
                    balances.put(sku.clone(), warehouse.id.clone(), self.enough(sku, &warehouse.id));
                }
            }
        }
        balances
    }

    /// Enough of a SKU in a warehouse, which takes as long to leave it as what it has of it.
    fn enough(&self, sku: &SkuId, warehouse: &WarehouseId) -> Balance {
        let held = self.stock.iter().find(|stock| stock.sku == *sku && stock.warehouse == *warehouse);
        let lead_time = held.map(|stock| stock.lead_time).unwrap_or_default();
        Balance { unlimited: true, lead_time, ..Balance::default() }
    }

    /// The answer on the wire, in the words of an engine.
    pub(crate) fn show(
        &self,
        (id, engine): (QuoteId, u32),
        loaded: &Loaded,
        given: &Allocation,
        quote: &Quote,
    ) -> wire::Quote {
        let configuration = &loaded.configuration;
        let messages = Messages::for_language(self.language.unwrap_or(configuration.settings().language));
        let header = answer::Header { id, expires_at: self.expires_at(loaded), tables: &loaded.tables, engine };
        answer::show(&header, given, quote, configuration, messages)
    }

    /// Until when the quote is kept.
    pub(crate) fn expires_at(&self, loaded: &Loaded) -> Timestamp {
        let days = i64::from(loaded.configuration.settings().quotes_kept_days);
        self.at.checked_add(SignedDuration::from_hours(days.saturating_mul(24))).unwrap_or(self.at)
    }
}
