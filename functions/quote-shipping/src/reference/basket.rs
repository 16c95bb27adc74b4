//! A simulated cart: read, completed from the register, and answered by the engine.

use super::line::filled;
use super::wire::{Item, Place, Simulation, whole};
use crate::Deps;
use crate::ask::LINES;
use crate::goods::{self, Goods, calendars};
use configuration::{Loaded, Sku};
use domain::access::TenantScope;
use domain::code::{SellerId, SkuId, WarehouseId};
use domain::currency::{Currency, Money, Rounding};
use domain::language::Language;
use domain::measure::Quantity;
use domain::place::Point;
use domain::postal::{Country, PostalCode};
use edge::{Problem, Request};
use freight::configuration::{Apportioning, Channel, Configuration};
use freight::quote::{Availability, Cart, Destination, Dimensions, ItemAnswer, Quote};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A cart and its answer.
pub(super) struct Basket {
    pub(super) place: Place,
    pub(super) lines: Vec<Line>,
    /// Lines of SKUs that the register does not have: place in the request, and what was asked for.
    pub(super) unknown: Vec<(usize, String)>,
    pub(super) quote: Quote,
    pub(super) loaded: Loaded,
    balances: freight::quote::Stock,
    sales_channel: Option<String>,
    /// Whether there is a place to deliver to.
    pub(super) placed: bool,
    /// The reader's language; none is the account's.
    pub(super) language: Option<Language>,
    /// What the shopper chose, by line.
    pub(super) chosen: Vec<Option<String>>,
}

/// A line whose SKU is known, in the order of the cart.
pub(super) struct Line {
    /// Place in the request.
    pub(super) request_index: usize,
    pub(super) sku: Sku,
    pub(super) asked: Quantity,
    /// Who sells it, in the words of the request: `1` is the account itself.
    pub(super) seller: String,
    /// Who sells it for whom, the account itself first.
    pub(super) chain: Vec<String>,
    /// The seller whose warehouses it comes from; none is the account itself.
    owner: Option<SellerId>,
}

struct Read {
    index: usize,
    sku: Result<SkuId, String>,
    quantity: Quantity,
    seller: String,
}

/// Reads the lines.
fn lines(items: &[Item]) -> Result<Vec<Read>, Problem> {
    let line = |(index, item): (usize, &Item)| {
        let invalid = |what: &str| Problem::malformed("ORD005", format!("Invalid item {index}: {what}"));
        let id = item.id.as_ref().filter(|id| !id.0.is_empty()).ok_or_else(|| invalid("the id is missing"))?;
        let quantity = item.quantity.as_ref().and_then(whole);
        let quantity = quantity.map(|quantity| quantity.min(i64::from(Quantity::MAX)));
        let quantity = quantity.and_then(|quantity| Quantity::new(quantity).ok());
        let quantity = quantity.ok_or_else(|| invalid("the quantity must be greater than zero"))?;
        let seller = item.seller.as_ref().map_or_else(|| "1".to_owned(), |seller| seller.0.clone());
        Ok(Read { index, sku: id.0.parse().map_err(|_| id.0.clone()), quantity, seller })
    };
    if items.len() > LINES {
        return Err(Problem::malformed("ORD005", format!("Invalid items: a cart has at most {LINES}")));
    }
    items.iter().enumerate().map(line).collect()
}

impl Basket {
    /// Reads the cart and has it answered. A storefront names the `sellers` of the account; a marketplace calls the
    /// account itself by a name of its own.
    pub(super) async fn new(
        deps: &Deps,
        request: &Request,
        scope: TenantScope,
        asked: &Simulation,
        sellers: bool,
    ) -> Result<Self, Problem> {
        let read = lines(&asked.items)?;
        let to = destination(&asked.place());
        let code = to.as_ref().and_then(|destination| destination.postal_code);
        let loaded = Box::pin(deps.register.load_for(scope, code, request.at())).await;
        let loaded = loaded.map_err(crate::quotes::configuration_problem)?;
        let ids: BTreeSet<SkuId> = read.iter().filter_map(|line| line.sku.clone().ok()).collect();
        let named = read.iter().filter_map(|line| line.seller.parse().ok());
        let named = named.chain(loaded.configuration.white_label().cloned()).filter(|_| sellers);
        let named: BTreeSet<SellerId> = named.collect();
        let configuration = &loaded.configuration;
        let known = (configuration.as_ref(), calendars(configuration, to.as_ref()));
        let goods = Goods::read(deps, scope, (&ids, &named), known, request.at()).await?;
        let register = goods.register();
        let (mut lines, mut unknown) = (Vec::new(), Vec::new());
        for line in read {
            let owner = if sellers { owner(&line.seller, &loaded.configuration)? } else { None };
            let found = line.sku.as_ref().ok().and_then(|id| register.get(id)).cloned();
            match (found, line.sku) {
                (Some(sku), _) => {
                    let (asked, seller) = (line.quantity, line.seller);
                    let chain = vec![seller.clone()];
                    lines.push(Line { request_index: line.index, sku, asked, seller, chain, owner });
                }
                (None, Ok(id)) => unknown.push((line.index, id.to_string())),
                (None, Err(id)) => unknown.push((line.index, id)),
            }
        }
        let place = asked.place();
        let sales_channel = request.query("sc")?.filter(|sc| !sc.is_empty()).or(filled(asked.sc.as_ref()));
        let sales_channel = sales_channel.map(str::to_owned);
        let configuration = &loaded.configuration;
        let items =
            lines.iter().map(|line| item(line, &register, configuration.settings().currency, request.at())).collect();
        let cart = Cart {
            sales_channel: sales_channel.clone(),
            apportioning: Apportioning::PerUnit,
            ..Cart::new(destination(&place).unwrap_or_else(nowhere), items)
        };
        let balances = goods.balances(request.at());
        let cart = if sellers { given_out(cart, &mut lines, configuration, &balances, request.at()) } else { cart };
        let quote = freight::quote::quote(&cart, configuration, &balances, request.at());
        let placed = place.postal_code.is_some() || place.point.is_some();
        let chosen = lines.iter().map(|line| asked.chosen(line.request_index).map(str::to_owned)).collect();
        Ok(Self {
            place,
            lines,
            unknown,
            quote,
            loaded,
            balances,
            sales_channel,
            placed,
            language: request.language(),
            chosen,
        })
    }

    pub(super) fn configuration(&self) -> &Configuration {
        &self.loaded.configuration
    }

    /// What became of a line, in the reference's word.
    pub(super) fn availability(&self, at: usize) -> &'static str {
        let Some(line) = self.lines.get(at) else { return "itemMetricsNotFound" };
        match self.answer(at).map(|answer| answer.availability) {
            Some(Availability::WithoutStock) | None => "withoutStock",
            Some(Availability::CannotBeDelivered) if self.placed => "cannotBeDelivered",
            _ if line.sku.price.is_none() => "withoutPriceFulfillment",
            _ => "available",
        }
    }

    /// Units of a line that can be had.
    pub(super) fn units(&self, at: usize) -> u32 {
        self.answer(at).map_or(0, |answer| answer.available)
    }

    fn answer(&self, at: usize) -> Option<&ItemAnswer> {
        self.quote.items.iter().find(|answer| answer.index == at)
    }

    /// Units of a line's SKU in all warehouses that something can leave from in this sales channel; of a kit, as many as
    /// its parts there make.
    pub(super) fn stock_balance(&self, at: usize) -> i64 {
        let Some(line) = self.lines.get(at) else { return 0 };
        let configuration = self.configuration();
        let active: BTreeSet<_> =
            configuration.policies().filter(|policy| policy.active).map(|policy| &policy.id).collect();
        let docks: BTreeSet<_> = configuration
            .docks()
            .filter(|dock| dock.active && dock.seller == line.owner)
            .filter(|dock| dock.sells_in(self.sales_channel.as_deref()))
            .filter(|dock| dock.policies.iter().any(|policy| active.contains(policy)))
            .map(|dock| &dock.id)
            .collect();
        let reachable = configuration
            .warehouses()
            .filter(|warehouse| warehouse.active && warehouse.seller == line.owner)
            .filter(|warehouse| warehouse.docks.iter().any(|link| docks.contains(&link.dock)));
        let reachable: Vec<&WarehouseId> = reachable.map(|warehouse| &warehouse.id).collect();
        let units = |sku: &SkuId| {
            let found = reachable.iter().filter_map(|warehouse| self.balances.balance(sku, warehouse));
            found.fold(0_i64, |sum, balance| sum.saturating_add(balance.available())).max(0)
        };
        let mut parts: BTreeMap<&SkuId, i64> = BTreeMap::new();
        for part in &line.sku.components {
            let each = parts.entry(&part.sku).or_default();
            *each = each.saturating_add(part.quantity.get().into());
        }
        let kits = parts.into_iter().map(|(sku, each)| units(sku).checked_div(each).unwrap_or_default()).min();
        kits.unwrap_or_else(|| units(&line.sku.id))
    }

    /// The ways to the shopper that the account has set up.
    pub(super) fn channels(&self) -> Vec<&'static str> {
        let has = |channel| self.configuration().policies().any(|policy| policy.active && policy.channel() == channel);
        let channels = [("delivery", Channel::Delivery), ("pickup-in-point", Channel::Pickup)];
        channels.into_iter().filter(|(_, channel)| has(*channel)).map(|(name, _)| name).collect()
    }

    /// Price of one unit of a line in cents; nothing where the register has none.
    pub(super) fn unit_price(&self, at: usize) -> i64 {
        let price = self.lines.get(at).and_then(|line| line.sku.price).and_then(|price| i64::try_from(price).ok());
        price.map_or(0, |price| cents(price, self.quote.currency))
    }
}

/// Gives lines of the account itself to whoever of it and the sellers who act in its name brings them best.
fn given_out(
    cart: Cart,
    lines: &mut [Line],
    configuration: &Configuration,
    balances: &freight::quote::Stock,
    now: Timestamp,
) -> Cart {
    if configuration.white_label().next().is_none() {
        return cart;
    }
    let cart = freight::quote::allocate(&cart, configuration, balances, now).cart;
    for (line, item) in lines.iter_mut().zip(&cart.items).filter(|(line, _)| line.owner.is_none()) {
        if let Some(seller) = &item.seller {
            line.owner = Some(seller.clone());
            line.chain.push(seller.to_string());
            line.seller = seller.to_string();
        }
    }
    cart
}

/// The seller that a line names.
pub(super) fn owner(named: &str, configuration: &Configuration) -> Result<Option<SellerId>, Problem> {
    if named.is_empty() || named == "1" {
        return Ok(None);
    }
    let known = named.parse::<SellerId>().ok().filter(|seller| configuration.has_seller(seller));
    known.map(Some).ok_or_else(|| Problem::malformed("CHK0024", format!("Invalid seller: {named}")))
}

fn item(line: &Line, register: &BTreeMap<SkuId, Sku>, currency: Currency, now: Timestamp) -> freight::quote::Item {
    let configuration::Dimensions { height, width, length } = line.sku.dimensions;
    let price = line.sku.price.and_then(|price| i64::try_from(price).ok());
    freight::quote::Item {
        price: price.map(|minor| Money::new(minor, currency).amount()),
        dimensions: Some(Dimensions::new(height, width, length)),
        modal: line.sku.modal,
        components: goods::parts(&line.sku, register, now),
        handling_time: line.sku.presale(now),
        seller: line.owner.clone(),
        ..freight::quote::Item::new(line.sku.id.clone(), line.asked, line.sku.weight)
    }
}

/// A hundred times the amount in major units, whatever the currency's own decimals are.
pub(super) fn cents(minor: i64, currency: Currency) -> i64 {
    let hundredfold = Money::new(minor, currency).amount().checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
    i64::try_from(Rounding::HalfEven.round(hundredfold, 0)).unwrap_or_default()
}

/// A destination that can be delivered to; none where the postal code is missing or is none of the country's.
pub(super) fn destination(place: &Place) -> Option<Destination> {
    let country = place.country.as_deref().map_or(Some(Country::BRA), |code| Country::new(code).ok())?;
    let point = place.point.as_ref().and_then(point);
    let postal_code = place.postal_code.as_deref().and_then(|text| PostalCode::new(country, text).ok());
    (postal_code.is_some() || point.is_some()).then(|| Destination { point, ..Destination::new(country, postal_code) })
}

/// Longitude first.
pub(super) fn point(pair: &Value) -> Option<Point> {
    Point::new(pair.get(1)?.as_f64()?, pair.get(0)?.as_f64()?).ok()
}

pub(super) fn nowhere() -> Destination {
    Destination::new(Country::BRA, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cents_are_a_hundredth_of_the_major_unit_in_every_currency() {
        for (minor, code, expected) in [(4990, "BRL", 4990), (500, "JPY", 50_000), (1_234, "KWD", 123)] {
            assert_eq!(cents(minor, Currency::new(code).unwrap()), expected, "{minor} {code}");
        }
    }
}
