//! Lines as the checkout's own calls tell them, completed from the account's register.

use super::wire::{CalculatedItem, decimal, whole};
use crate::goods;
use configuration::Sku;
use domain::code::SkuId;
use domain::currency::{Currency, Money};
use domain::measure::{Grams, Quantity};
use edge::Fields;
use edge::reference::Text;
use freight::configuration::Modal;
use freight::quote::{Component, Dimensions, Item};
use freight::time_span::TimeSpan;
use jiff::Timestamp;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The dearest unit, in major units.
const DEAREST: i64 = 1_000_000_000_000;

/// A text that says something.
pub(super) fn filled(text: Option<&Text>) -> Option<&str> {
    text.map(Text::as_str).filter(|text| !text.is_empty())
}

/// What the account's register says of what a line leaves out.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) register: &'a BTreeMap<SkuId, Sku>,
    pub(super) currency: Currency,
    pub(super) now: Timestamp,
}

impl Known<'_> {
    /// A line that the engine can weigh; none where nobody says what it weighs, or it is no SKU.
    pub(super) fn item(self, sent: &CalculatedItem) -> Option<Item> {
        let sku = sent.id.0.parse::<SkuId>().ok()?;
        let known = self.register.get(&sku);
        let quantity = Quantity::new(whole(&sent.quantity)?).ok()?;
        let parts: Option<Vec<Component>> = sent.kit_item.iter().flatten().map(|part| self.part(part)).collect();
        let mut components = parts?;
        if let Some(kit) = known.filter(|_| components.is_empty()) {
            components = goods::parts(kit, self.register, self.now);
        }
        // A kit weighs what its parts weigh.
        let weight = if components.is_empty() { weight(sent, known)? } else { Decimal::ONE };
        let modal = match sent.modal.as_deref().filter(|code| !code.is_empty()) {
            Some(code) => Some(Modal::ALL.into_iter().find(|modal| modal.code() == code)?),
            None => known.and_then(|sku| sku.modal),
        };
        Some(Item {
            price: self.price(sent, known),
            weight,
            dimensions: dimensions(sent, known)?,
            modal,
            handling_time: handling(sent).plus(known.map(|sku| sku.presale(self.now)).unwrap_or_default()),
            components,
            group: filled(sent.group_item_id.as_ref()).map(str::to_owned),
            ..Item::new(sku, quantity, Grams::new(1).ok()?)
        })
    }

    /// A part of a kit, as a line of its own would be read.
    fn part(self, sent: &CalculatedItem) -> Option<Component> {
        let Item { sku, quantity, weight, dimensions, modal, handling_time, .. } = self.item(sent)?;
        Some(Component { sku, quantity, weight, dimensions, modal, handling_time })
    }

    fn price(self, sent: &CalculatedItem, known: Option<&Sku>) -> Option<Decimal> {
        filled(sent.price.as_ref()).map_or_else(
            || {
                let minor = i64::try_from(known?.price?).ok()?;
                Some(Money::new(minor, self.currency).amount())
            },
            decimal,
        )
    }
}

fn weight(sent: &CalculatedItem, known: Option<&Sku>) -> Option<Decimal> {
    let sent = sent.dimension.as_ref().and_then(|dimension| filled(dimension.weight.as_ref()));
    let grams = sent.map_or_else(|| Some(Decimal::from(known?.weight.get())), decimal)?;
    Some(grams).filter(|grams| *grams > Decimal::ZERO && *grams <= Decimal::from(Grams::MAX))
}

/// The edges that were sent, else those of the register; none where an edge is no number.
fn dimensions(sent: &CalculatedItem, known: Option<&Sku>) -> Option<Option<Dimensions>> {
    let dimension = sent.dimension.clone().unwrap_or_default();
    let sent = [&dimension.height, &dimension.width, &dimension.length].map(|edge| filled(edge.as_ref()));
    if sent.iter().all(Option::is_none) {
        return Some(known.map(|sku| {
            let configuration::Dimensions { height, width, length } = sku.dimensions;
            Dimensions::new(height, width, length)
        }));
    }
    let millimetres = |edge: Option<&str>| edge.map_or(Some(Decimal::ZERO), decimal)?.checked_mul(Decimal::TEN);
    let [height, width, length] = sent.map(millimetres);
    let edges = [height?, width?, length?];
    // An edge of nothing leaves the others to be looked at.
    let sized = edges.iter().any(|edge| *edge > Decimal::ZERO);
    let [height, width, length] = edges;
    Some(sized.then_some(Dimensions { height, width, length }))
}

fn handling(sent: &CalculatedItem) -> TimeSpan {
    let text = sent.additional_handling_time.as_deref().filter(|text| !text.is_empty());
    text.and_then(|text| TimeSpan::from_dot_net(text).ok()).map(|read| read.span).unwrap_or_default()
}

/// Says which numbers and times of a line nobody can read. What cannot be read must not count as not sent.
pub(super) fn check(fields: &mut Fields, pointer: &str, sent: &CalculatedItem) {
    if decimal(&sent.quantity.0).is_none() {
        fields.refuse(&format!("{pointer}/quantity"), "number", "This is a number.", Some(told(&sent.quantity.0)));
    }
    let dimension = sent.dimension.clone().unwrap_or_default();
    for (name, number) in [
        ("price", &sent.price),
        ("dimension/weight", &dimension.weight),
        ("dimension/height", &dimension.height),
        ("dimension/width", &dimension.width),
        ("dimension/length", &dimension.length),
    ] {
        let Some(text) = filled(number.as_ref()) else { continue };
        let read = decimal(text).filter(|number| !number.is_sign_negative() || number.is_zero());
        if read.is_none_or(|number| number > Decimal::from(DEAREST)) {
            let detail = "This is a number with a point, from 0 to a million million.";
            fields.refuse(&format!("{pointer}/{name}"), "number", detail, Some(told(text)));
        }
    }
    let time = sent.additional_handling_time.as_deref().filter(|text| !text.is_empty());
    if let Some(text) = time.filter(|text| TimeSpan::from_dot_net(text).is_err()) {
        let detail = "This is a time as D.HH:MM:SS.";
        fields.refuse(&format!("{pointer}/additionalHandlingTime"), "invalid_time", detail, Some(told(text)));
    }
    for (at, part) in sent.kit_item.iter().flatten().enumerate() {
        check(fields, &format!("{pointer}/kitItem/{at}"), part);
    }
}

fn told(text: &str) -> serde_json::Value {
    text.chars().take(60).collect::<String>().into()
}
