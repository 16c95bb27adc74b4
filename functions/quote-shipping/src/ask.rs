//! From the wire to a cart: every rule that a cart can break, told at once.

use crate::{goods, wire};
use configuration::Sku;
use domain::code::{SellerId, SkuId};
use domain::currency::{Currency, Money};
use domain::measure::{Grams, Millimetres, Quantity};
use domain::place::Point;
use domain::postal::{Country, PostalCode};
use edge::{Fields, Problem};
use freight::configuration::{Configuration, Modal};
use freight::quote::{Cart, Destination, Dimensions, Item};
use freight::time_span::{DAY, TimeSpan};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Lines of a cart at most.
pub(crate) const LINES: usize = 500;
/// The dearest unit: a million million minor units.
const DEAREST: i64 = 1_000_000_000_000;
/// Characters of a group's name at most.
const GROUP: usize = 60;

/// A cart whose own fields are right; what it leaves out is looked up in the register.
#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) destination: Destination,
    pub(crate) currency: Option<Currency>,
    pub(crate) lines: Vec<Line>,
    pub(crate) sales_channel: Option<String>,
    pub(crate) explain: bool,
}

/// One line, as far as the request says.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) sku: SkuId,
    quantity: Quantity,
    price: Option<i64>,
    weight: Option<Grams>,
    dimensions: Option<Dimensions>,
    modal: Option<Modal>,
    seller: Option<SellerId>,
    group: Option<String>,
    handling_time: TimeSpan,
}

/// Characters of a sales channel at most.
const CHANNEL: usize = 100;

/// Reads the body.
pub(crate) fn parse(raw: &wire::QuoteAsk) -> Result<Ask, Problem> {
    let mut fields = Fields::new();
    let to = &raw.destination;
    let country = fields.take("/destination/country", "country", to.country.as_str(), Country::new(&to.country));
    let postal = match (country, to.postal_code.as_deref()) {
        (Some(country), Some(text)) => {
            fields.take("/destination/postalCode", "postal_code", text, PostalCode::new(country, text)).map(Some)
        }
        (Some(_), None) if to.point.is_none() => {
            fields.refuse("/destination/postalCode", "required", "A destination has a postal code or a point.", None);
            None
        }
        _ => Some(None),
    };
    let point = to.point.and_then(|point| {
        let sent = serde_json::json!({ "lat": point.lat, "lng": point.lng });
        fields.take("/destination/point", "point", sent, Point::new(point.lat, point.lng))
    });
    let currency = match raw.currency.as_deref() {
        Some(code) => fields.take("/currency", "currency", code, Currency::new(code)).map(Some),
        None => Some(None),
    };
    if raw.items.is_empty() || raw.items.len() > LINES {
        fields.refuse(
            "/items",
            "number_of_items",
            format!("A cart has 1 to {LINES} lines."),
            Some(raw.items.len().into()),
        );
    }
    let sales_channel = raw.sales_channel.clone().filter(|channel| !channel.is_empty());
    if let Some(channel) = sales_channel.as_ref().filter(|channel| channel.chars().count() > CHANNEL) {
        let detail = format!("A sales channel has at most {CHANNEL} characters.");
        fields.refuse("/salesChannel", "too_long", detail, Some(channel.chars().take(60).collect::<String>().into()));
    }
    let lines: Vec<Line> =
        raw.items.iter().take(LINES).enumerate().filter_map(|(at, item)| line(&mut fields, at, item)).collect();
    let ((country, postal_code), currency) = fields.all(country.zip(postal).zip(currency))?;
    let destination = Destination { point, ..Destination::new(country, postal_code) };
    Ok(Ask { destination, currency, lines, sales_channel, explain: raw.explain })
}

fn line(fields: &mut Fields, at: usize, item: &wire::Item) -> Option<Line> {
    let pointer = |name: &str| format!("/items/{at}/{name}");
    let sku = fields.take(&pointer("sku"), "invalid_id", item.sku.as_str(), item.sku.parse::<SkuId>());
    let quantity = fields.take(&pointer("quantity"), "quantity", item.quantity, Quantity::new(item.quantity));
    if let Some(price) = item.price.filter(|price| !(0..=DEAREST).contains(price)) {
        let detail = "A price is between 0 and a million million minor units.";
        fields.refuse(&pointer("price"), "price", detail, Some(price.into()));
    }
    let weight = item.weight.and_then(|grams| fields.take(&pointer("weight"), "weight", grams, Grams::new(grams)));
    let dimensions = item.dimensions.and_then(|edges| {
        let mut edge = |name: &str, length| {
            fields.take(&format!("{}/{name}", pointer("dimensions")), "length", length, Millimetres::new(length))
        };
        let (height, width, length) =
            (edge("height", edges.height), edge("width", edges.width), edge("length", edges.length));
        height.zip(width).zip(length).map(|((height, width), length)| Dimensions::new(height, width, length))
    });
    let modal = item.modal.as_deref().and_then(|code| {
        let found = Modal::ALL.into_iter().find(|modal| modal.code() == code);
        fields.take(&pointer("modal"), "unknown_modal", code, found.ok_or("There is no such kind of goods."))
    });
    let named = item.seller.as_deref();
    let seller = named.and_then(|id| fields.take(&pointer("seller"), "invalid_id", id, id.parse::<SellerId>()));
    let group = item.group.clone();
    if let Some(group) = group.as_deref().filter(|group| !(1..=GROUP).contains(&group.chars().count())) {
        let detail = format!("A group is named by 1 to {GROUP} characters.");
        fields.refuse(&pointer("group"), "group", detail, Some(group.into()));
    }
    let handling = item.handling_time.as_deref().and_then(|text| {
        let read = text.parse::<TimeSpan>().map_err(|refused| refused.to_string());
        let read = read.and_then(|time| {
            let fits = time.seconds() <= 365 * DAY;
            if fits { Ok(time) } else { Err("It takes at most 365 days.".to_owned()) }
        });
        fields.take(&pointer("handlingTime"), "duration", text, read)
    });
    let handling_time = handling.unwrap_or_default();
    let (price, both) = (item.price, sku.zip(quantity));
    both.map(|(sku, quantity)| Line { sku, quantity, price, weight, dimensions, modal, seller, group, handling_time })
}

impl Ask {
    /// Who may sell it: those that lines name, and, of a cart that is to be allocated, all who act in the account's name.
    pub(crate) fn sellers(&self, allocate: bool, configuration: &Configuration) -> BTreeSet<SellerId> {
        let named = self.lines.iter().filter_map(|line| line.seller.as_ref());
        named.chain(configuration.white_label().filter(|_| allocate)).cloned().collect()
    }

    /// Completes the cart from the register, under the account's settings.
    ///
    /// # Errors
    /// 422 naming the lines whose SKU is not in the register and whose weight is not sent or whose seller is not known,
    /// and a currency that is not the account's.
    pub(crate) fn cart(
        &self,
        register: &BTreeMap<SkuId, Sku>,
        configuration: &Configuration,
        now: Timestamp,
    ) -> Result<Cart, Problem> {
        let (mut fields, settings) = (Fields::new(), configuration.settings());
        if let Some(currency) = self.currency.filter(|currency| *currency != settings.currency) {
            let detail = format!("The account's currency is {}.", settings.currency);
            fields.refuse("/currency", "currency_mismatch", detail, Some(currency.code().into()));
        }
        let mut items = Vec::with_capacity(self.lines.len());
        for (at, line) in self.lines.iter().enumerate() {
            let known = register.get(&line.sku);
            let Some(weight) = line.weight.or(known.map(|sku| sku.weight)) else {
                let detail = "There is no such SKU in the register; add it, or send its weight.";
                fields.refuse(&format!("/items/{at}/sku"), "unknown_sku", detail, Some(line.sku.as_str().into()));
                continue;
            };
            if let Some(seller) = line.seller.as_ref().filter(|seller| !configuration.has_seller(seller)) {
                let detail = "Nobody sells under this name, or the seller is switched off.";
                fields.refuse(&format!("/items/{at}/seller"), "unknown_seller", detail, Some(seller.as_str().into()));
            }
            let price = line.price.or(known.and_then(|sku| sku.price).and_then(|price| i64::try_from(price).ok()));
            items.push(Item {
                price: price.map(|minor| Money::new(minor, settings.currency).amount()),
                dimensions: line.dimensions.or(known
                    .map(|sku| Dimensions::new(sku.dimensions.height, sku.dimensions.width, sku.dimensions.length))),
                modal: line.modal.or(known.and_then(|sku| sku.modal)),
                components: known.map(|sku| goods::parts(sku, register, now)).unwrap_or_default(),
                handling_time: known.map(|sku| sku.presale(now)).unwrap_or_default().plus(line.handling_time),
                seller: line.seller.clone(),
                group: line.group.clone(),
                ..Item::new(line.sku.clone(), line.quantity, weight)
            });
        }
        fields.finish()?;
        Ok(Cart {
            sales_channel: self.sales_channel.clone(),
            explain: self.explain,
            ..Cart::new(self.destination.clone(), items)
        })
    }
}
