use edge::reference::{Text, or_default};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;

/// A cart to simulate, as far as it counts here.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Simulation {
    #[serde(deserialize_with = "or_default")]
    pub(super) items: Vec<Item>,
    pub(super) country: Option<String>,
    pub(super) postal_code: Option<Text>,
    pub(super) geo_coordinates: Value,
    pub(super) shipping_data: Option<ShippingData>,
    pub(super) sc: Option<Text>,
    /// What the shopper chose for every line, where a whole order form does not say it of each.
    selected_sla: Option<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ShippingData {
    address: Option<Address>,
    #[serde(deserialize_with = "or_default")]
    selected_addresses: Vec<Address>,
    #[serde(deserialize_with = "or_default")]
    logistics_info: Vec<Chosen>,
}

/// What the shopper chose for a line before.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Chosen {
    item_index: Option<Text>,
    selected_sla: Option<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Address {
    country: Option<String>,
    postal_code: Option<Text>,
    geo_coordinates: Value,
}

/// A line of a cart to simulate.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Item {
    pub(super) id: Option<Text>,
    pub(super) quantity: Option<Text>,
    pub(super) seller: Option<Text>,
}

impl Simulation {
    /// The option that the shopper chose for a line, by its place in the request; none where nothing was chosen yet.
    pub(super) fn chosen(&self, line: usize) -> Option<&str> {
        let lines = self.shipping_data.iter().flat_map(|data| &data.logistics_info);
        let index = line.to_string();
        let mut of_line = lines.filter(|chosen| chosen.item_index.as_ref().is_some_and(|at| at.0 == index));
        let chosen = of_line.find_map(|chosen| chosen.selected_sla.as_ref()).or(self.selected_sla.as_ref());
        chosen.map(Text::as_str).filter(|name| !name.is_empty())
    }

    /// Where the cart goes: said at the top, or in the address that a whole order form carries.
    pub(super) fn place(&self) -> Place {
        let data = self.shipping_data.as_ref();
        let address = data.and_then(|data| data.selected_addresses.first().or(data.address.as_ref()));
        let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let code = |text: Option<&Text>| said(&text.map(|text| text.0.clone()));
        let coordinates = |value: &Value| value.as_array().is_some_and(|pair| pair.len() == 2);
        let point = address.map(|address| &address.geo_coordinates).filter(|value| coordinates(value));
        Place {
            country: said(&self.country).or_else(|| said(&address?.country)),
            postal_code: code(self.postal_code.as_ref()).or_else(|| code(address?.postal_code.as_ref())),
            point: Some(&self.geo_coordinates).filter(|value| coordinates(value)).or(point).cloned(),
        }
    }
}

/// Where a cart goes.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) country: Option<String>,
    pub(super) postal_code: Option<String>,
    /// Longitude first.
    pub(super) point: Option<Value>,
}

/// One calculation of the logistics call.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Calculation {
    pub(super) items: Vec<CalculatedItem>,
    pub(super) location: Location,
    #[serde(default)]
    pub(super) sales_channel: Option<Text>,
    #[serde(default)]
    pub(super) delivery_channel: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CalculatedItem {
    pub(super) id: Text,
    pub(super) quantity: Text,
    #[serde(default)]
    pub(super) price: Option<Text>,
    #[serde(default)]
    pub(super) modal: Option<String>,
    #[serde(default)]
    pub(super) additional_handling_time: Option<String>,
    #[serde(default)]
    pub(super) dimension: Option<Dimension>,
    /// Lines of the same group are never divided.
    #[serde(default)]
    pub(super) group_item_id: Option<Text>,
    /// Who sells it; none, or 1, is the account itself.
    #[serde(default, alias = "seller")]
    pub(super) seller_id: Option<Text>,
    /// The dock that it leaves from.
    #[serde(default)]
    pub(super) dock_id: Option<Text>,
    /// The warehouse that it leaves from.
    #[serde(default)]
    pub(super) ware_house_id: Option<Text>,
    /// What one unit of a kit consists of.
    #[serde(default)]
    pub(super) kit_item: Option<Vec<CalculatedItem>>,
}

/// Grams and centimetres.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Dimension {
    pub(super) weight: Option<Text>,
    pub(super) height: Option<Text>,
    pub(super) width: Option<Text>,
    pub(super) length: Option<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Location {
    pub(super) zip_code: Option<Text>,
    pub(super) country: Option<String>,
    pub(super) point: Value,
    pub(super) in_store: Option<InStore>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct InStore {
    #[serde(rename = "IsCheckedIn", alias = "isCheckedIn", deserialize_with = "or_default")]
    pub(super) is_checked_in: bool,
    #[serde(rename = "StoreId", alias = "storeId")]
    pub(super) store_id: Option<String>,
}

/// A number of units, in any of the ways that JSON has to write one: `2` and `2.0` are the same.
pub(super) fn whole(text: &Text) -> Option<i64> {
    i64::try_from(decimal(&text.0).filter(Decimal::is_integer)?).ok()
}

/// A number, in any of the ways that JSON has to write one.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    text.parse().or_else(|_| Decimal::from_scientific(text)).ok().filter(|_| plain)
}

/// An amount as a JSON number, to the last digit.
pub(super) fn number(amount: Decimal) -> Value {
    serde_json::from_str(&amount.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_cart_says_in_several_ways_where_it_goes() {
        let check = |body: Value, expected: (Option<&str>, Option<&str>)| {
            let place = serde_json::from_value::<Simulation>(body).unwrap().place();
            assert_eq!((place.country.as_deref(), place.postal_code.as_deref()), expected);
        };
        check(json!({ "country": "BRA", "postalCode": "69005-040" }), (Some("BRA"), Some("69005-040")));
        check(json!({ "country": "BRA", "postalCode": null }), (Some("BRA"), None));
        check(json!({ "country": "BRA", "postalCode": 69_005_040, "items": null }), (Some("BRA"), Some("69005040")));
        check(json!({ "shippingData": { "selectedAddresses": null } }), (None, None));
        let address = json!({ "postalCode": "1", "country": "BRA" });
        check(json!({ "shippingData": { "address": address } }), (Some("BRA"), Some("1")));
        check(
            json!({ "shippingData": { "selectedAddresses": [address] }, "orderFormId": "x" }),
            (Some("BRA"), Some("1")),
        );
        check(json!({ "items": [{ "id": 1, "quantity": "2", "seller": "1", "unknown": {} }] }), (None, None));
    }
}
