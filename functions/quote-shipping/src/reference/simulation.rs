//! Simulations of a cart: the checkout's, and the one that a marketplace asks of a seller.

use super::basket::Basket;
use super::shop;
use super::sla::{self, How, name, short_enough};
use super::wire::Simulation;
use crate::Deps;
use domain::access::TenantScope;
use edge::{Problem, Reply, Request};
use freight::quote::DeliveryOption;
use i18n::{Arg, Messages};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// Simulates a cart for a storefront, in the shape that the reference's clients know. Nothing has to be proven; the
/// account is found by host, by `?an=`, or is the deployment's own. An unknown SKU is a message, not an error.
#[utoipa::path(post, path = "/api/checkout/pub/orderForms/simulation", tag = "Reference", security(()),
    params(("sc" = Option<String>, Query, description = "Sales channel"), ("an" = Option<String>, Query, description = "Name of the account"),
        ("individualShippingEstimates" = Option<bool>, Query, description = "Also tell dates"),
        ("lean" = Option<bool>, Query, description = "Only the cheapest and the fastest of each line")),
    request_body = Value,
    responses((status = 200, body = Value), (status = 400, body = Value, description = "`ORD005` or `CHK0024`, in the reference's own body")))]
pub async fn checkout(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = shop::scope(deps, request).await?;
    simulate(deps, request, scope, Layer::Checkout).await
}

/// Answers a marketplace that sells for this account, at the base address that carries a publishable key.
#[utoipa::path(post, path = "/seller/{publishableKey}/pvt/orderForms/simulation", tag = "Reference", security(()),
    params(("publishableKey" = String, Path), ("sc" = Option<String>, Query, description = "Sales channel")),
    request_body = Value,
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub async fn seller(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    simulate(deps, request, request.scope()?, Layer::Seller).await
}

/// Answers a marketplace that sells for this account, with an application key.
#[utoipa::path(post, path = "/api/fulfillment/pvt/orderForms/simulation", tag = "Reference", security(("bearer" = [])),
    params(("sc" = Option<String>, Query, description = "Sales channel")),
    request_body = Value,
    responses((status = 200, body = Value), (status = 400, body = Value, description = "In the reference's own body")))]
pub async fn fulfillment(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    simulate(deps, request, request.scope()?, Layer::Seller).await
}

/// Who answers: the two differ in a few fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Checkout,
    Seller,
}

async fn simulate(deps: &Deps, request: &Request, scope: TenantScope, layer: Layer) -> Result<Reply, Problem> {
    let asked: Simulation = request.json()?;
    let basket = Basket::new(deps, request, scope, &asked, layer == Layer::Checkout).await?;
    let dated = request.query("individualShippingEstimates")?.is_some_and(|text| text == "true");
    let lean = request.query("lean")?.is_some_and(|text| text == "true");
    let options = basket.shown_options(lean);
    let how = How { dated, prefixed: layer == Layer::Checkout };
    short_enough(Reply::ok(&basket.shown(layer, &options, how)))
}

impl Basket {
    fn shown(&self, layer: Layer, options: &[Vec<&DeliveryOption>], how: How) -> Value {
        let each = |show: &dyn Fn(usize) -> Value| (0..self.lines.len()).map(show).collect::<Vec<Value>>();
        let items = each(&|at| self.item(at, layer));
        let of = |at: usize| options.get(at).map(Vec::as_slice).unwrap_or_default();
        let logistics = each(&|at| self.logistics(at, of(at), layer, how));
        let (country, postal_code) = (&self.place.country, &self.place.postal_code);
        if layer == Layer::Seller {
            return json!({
                "country": country,
                "postalCode": postal_code,
                "geoCoordinates": self.place.point.clone().unwrap_or_else(|| json!([])),
                "pickupPoints": self.pickup_points(options, how),
                "messages": self.messages(),
                "items": items,
                "logisticsInfo": logistics,
                "allowMultipleDeliveries": true,
            });
        }
        let value = |at: usize| self.unit_price(at).saturating_mul(i64::from(self.quantity(at, layer)));
        let total = (0..self.lines.len()).fold(0_i64, |sum, at| sum.saturating_add(value(at)));
        let shipping = (0..self.lines.len())
            .filter_map(|at| self.chosen(at, of(at)).map(|option| self.price(option, at)))
            .fold(0_i64, i64::saturating_add);
        let purchase = each(&|at| self.purchase(at, of(at), how));
        let metadata = each(&|at| self.metadata(at));
        json!({
            "items": items,
            "ratesAndBenefitsData": { "rateAndBenefitsIdentifiers": [], "teaser": [] },
            "paymentData": {
                "installmentOptions": [], "paymentSystems": [], "payments": [], "giftCards": [],
                "giftCardMessages": [], "availableAccounts": [], "availableTokens": [], "availableAssociations": {},
            },
            "selectableGifts": [],
            "marketingData": null,
            "postalCode": postal_code,
            "country": country,
            "geoCoordinates": self.place.point.clone().unwrap_or_else(|| json!([])),
            "logisticsInfo": logistics,
            "messages": self.messages(),
            "purchaseConditions": { "itemPurchaseConditions": purchase },
            "pickupPoints": self.pickup_points(options, how),
            "subscriptionData": null,
            "totals": [
                { "id": "Items", "name": "Items Total", "value": total },
                { "id": "Discounts", "name": "Discounts Total", "value": 0 },
                { "id": "Shipping", "name": "Shipping Total", "value": shipping },
            ],
            "itemMetadata": { "items": metadata },
        })
    }

    /// Units that stand on a line: what can be had of what was asked for.
    fn quantity(&self, at: usize, layer: Layer) -> u32 {
        let asked = self.lines.get(at).map_or(0, |line| line.asked.get());
        match self.units(at) {
            0 if layer == Layer::Checkout => asked,
            units => units,
        }
    }

    fn item(&self, at: usize, layer: Layer) -> Value {
        let Some(line) = self.lines.get(at) else { return Value::Null };
        let (price, quantity) = (self.unit_price(at), self.quantity(at, layer));
        let known = line.sku.price.is_some();
        let amount = |amount: i64| if known { json!(amount) } else { Value::Null };
        let valid_until = self.quote.at.timestamp().checked_add(SignedDuration::from_hours(24)).unwrap_or_default();
        let mut item = json!({
            "id": line.sku.id,
            "requestIndex": line.request_index,
            "quantity": quantity,
            "seller": line.seller,
            "sellerChain": line.chain,
            "tax": 0,
            "priceValidUntil": valid_until.to_string(),
            "price": amount(price),
            "listPrice": amount(price),
            "rewardValue": 0,
            "sellingPrice": amount(price),
            "offerings": [],
            "priceTags": [],
            "measurementUnit": "un",
            "unitMultiplier": 1.0,
            "parentItemIndex": null,
            "parentAssemblyBinding": null,
            "availability": self.availability(at),
            "priceDefinition": {
                "calculatedSellingPrice": amount(price),
                "total": amount(price.saturating_mul(i64::from(quantity))),
                "sellingPrices": [{ "value": amount(price), "quantity": quantity }],
            },
        });
        if layer == Layer::Seller
            && let Some(item) = item.as_object_mut()
        {
            item.insert("merchantName".to_owned(), Value::Null);
        }
        item
    }

    fn logistics(&self, at: usize, options: &[&DeliveryOption], layer: Layer, how: How) -> Value {
        let country = self.place.country.as_deref().unwrap_or("BRA");
        let chosen = self.chosen(at, options);
        let balance = self.stock_balance(at);
        let seller = layer == Layer::Seller;
        let channel = |id: &str| {
            if seller { json!({ "id": id, "stockBalance": balance }) } else { json!({ "id": id }) }
        };
        let channels: Vec<Value> = self.channels().into_iter().map(channel).collect();
        let mut info = json!({
            "itemIndex": at,
            "addressId": null,
            "selectedSla": chosen.map(name),
            "selectedDeliveryChannel": chosen.map(|option| sla::channel(option.channel)),
            "quantity": self.quantity(at, layer),
            "shipsTo": [country],
            "slas": self.slas(at, options, how),
            "deliveryChannels": channels,
        });
        if seller && let Some(info) = info.as_object_mut() {
            info.insert("stockBalance".to_owned(), json!(balance));
        }
        info
    }

    fn purchase(&self, at: usize, options: &[&DeliveryOption], how: How) -> Value {
        let Some(line) = self.lines.get(at) else { return Value::Null };
        let price = self.unit_price(at);
        json!({
            "id": line.sku.id, "seller": line.seller, "sellerChain": line.chain,
            "slas": self.choices(at, options, how), "price": price, "listPrice": price,
        })
    }

    fn metadata(&self, at: usize) -> Value {
        let Some(line) = self.lines.get(at) else { return Value::Null };
        let name = line.sku.name.as_str();
        json!({
            "id": line.sku.id, "seller": line.seller, "name": name, "skuName": name, "productId": line.sku.id,
            "refId": null, "ean": null, "imageUrl": null, "detailUrl": null, "assemblyOptions": [],
        })
    }

    /// What shoppers are told, in their language, else in the account's.
    fn messages(&self) -> Vec<Value> {
        let texts = Messages::for_language(self.language.unwrap_or(self.configuration().settings().language));
        let message = |code: &str, text: String, index: usize| json!({ "code": code, "text": text, "status": "error", "fields": { "itemIndex": index.to_string() } });
        let mut found: Vec<Value> = Vec::new();
        for (index, id) in &self.unknown {
            let id: String = id.chars().take(60).collect();
            found.push(message("ORD027", texts.text("cart-unknown", &[("id", Arg::from(&id))]), *index));
        }
        for (at, line) in self.lines.iter().enumerate() {
            let (name, units) = (Arg::from(line.sku.name.as_str()), self.units(at));
            let (code, key) = if self.availability(at) == "cannotBeDelivered" {
                ("cannotBeDelivered", "cart-nowhere")
            } else if units == 0 {
                ("withoutStock", "cart-sold-out")
            } else if units < line.asked.get() {
                ("itemQuantityNotAvailable", "cart-fewer")
            } else {
                continue;
            };
            let text = texts.text(key, &[("name", name), ("units", Arg::from(units))]);
            found.push(message(code, text, line.request_index));
        }
        found
    }
}
