use domain::account::Name;
use domain::code::{SkuId, WarehouseId};
use domain::measure::{Grams, Millimetres, Quantity};
use domain::reservation::Holds;
use edge::{Fields, Problem, Row};
use freight::configuration::Modal;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rules::{duration, id_of_body};

/// A stock keeping unit.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Sku {
    /// The key the merchant chose; in a body it may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "camiseta-azul-m")]
    pub id: Option<String>,
    /// What people call it, 1 to 150 characters.
    pub name: String,
    /// Grams of one unit, packed.
    #[schema(example = 300)]
    pub weight: i64,
    /// Edges of one unit, packed.
    pub dimensions: Dimensions,
    /// Price of one unit in minor units, for carts that send none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 4990)]
    pub price: Option<i64>,
    /// The special care it needs: CHEMICALS, ELECTRONICS, FURNITURE, GLASS, LIQUID, MATTRESSES, REFRIGERATED, TIRES,
    /// `WHITE_GOODS` or FIREARMS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modal: Option<String>,
    /// What it consists of, when it is a kit; 100 different SKUs at most, none of them a kit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
    /// It is sold before it can leave: promises wait for this moment, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "2026-12-10T08:00:00-03:00")]
    pub available_from: Option<String>,
}

/// One part of a kit.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Component {
    /// The SKU.
    #[schema(example = "caneca")]
    pub sku: String,
    /// Units of it in one kit, at least 1.
    #[schema(example = 2)]
    pub quantity: i64,
}

/// Edges in millimetres.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dimensions {
    /// Height.
    pub height: i64,
    /// Width.
    pub width: i64,
    /// Length.
    pub length: i64,
}

/// Different parts of a kit at most.
const MOST_COMPONENTS: usize = 100;
/// The dearest unit: a million million minor units.
const DEAREST: i64 = 1_000_000_000_000;

/// A field that a row of many must have, because no address says it.
fn required<'a>(fields: &mut Fields, pointer: &str, text: Option<&'a str>) -> Option<&'a str> {
    if text.is_none() {
        fields.refuse(pointer, "required", "Say what the row is about.", None);
    }
    text
}

impl Sku {
    /// Reads a row of many, which says itself of which SKU it is.
    pub(crate) fn of_row(sent: &Row) -> Result<configuration::Sku, Problem> {
        let sent: Self = sent.read()?;
        let mut fields = Fields::new();
        let id = required(&mut fields, "/id", sent.id.as_deref());
        let id = fields.all(id)?;
        sent.read(id)
    }

    /// Reads the body for the SKU of an address.
    pub(crate) fn read(&self, param: &str) -> Result<configuration::Sku, Problem> {
        let mut fields = Fields::new();
        let id: SkuId = id_of_body(&mut fields, param, self.id.as_deref())?;
        let name = fields.take("/name", "name", self.name.as_str(), Name::new(&self.name));
        let weight = fields.take("/weight", "weight", self.weight, Grams::new(self.weight));
        let mut edge =
            |name: &str, value| fields.take(&format!("/dimensions/{name}"), "length", value, Millimetres::new(value));
        let height = edge("height", self.dimensions.height);
        let width = edge("width", self.dimensions.width);
        let length = edge("length", self.dimensions.length);
        let price = self.price.and_then(|price| match u64::try_from(price) {
            Ok(fits) if price <= DEAREST => Some(fits),
            _ => {
                let detail = "A price is between 0 and a million million minor units.";
                fields.refuse("/price", "price", detail, Some(price.into()));
                None
            }
        });
        let modal = self.modal.as_deref().and_then(|code| super::policy::modal(&mut fields, "/modal", code));
        let dimensions = height.zip(width).zip(length);
        let dimensions =
            dimensions.map(|((height, width), length)| configuration::Dimensions { height, width, length });
        let components = self.components(&mut fields, &id);
        let available_from = self.available_from.as_deref().and_then(|text| {
            let read = text.parse::<Timestamp>();
            fields.take("/availableFrom", "moment", text, read.map_err(|_| "Send a moment with its offset, RFC 3339."))
        });
        let ((name, weight), dimensions) = fields.all(name.zip(weight).zip(dimensions))?;
        Ok(configuration::Sku { id, name, weight, dimensions, price, modal, components, available_from })
    }

    fn components(&self, fields: &mut Fields, kit: &SkuId) -> Vec<configuration::Component> {
        if self.components.len() > MOST_COMPONENTS {
            let detail = format!("A kit consists of at most {MOST_COMPONENTS} different SKUs.");
            fields.refuse("/components", "too_many", detail, Some(self.components.len().into()));
        }
        let mut read: Vec<configuration::Component> = Vec::new();
        for (at, Component { sku, quantity }) in self.components.iter().take(MOST_COMPONENTS).enumerate() {
            let pointer = format!("/components/{at}/sku");
            let part = fields.take(&pointer, "invalid_id", sku.as_str(), sku.parse::<SkuId>());
            let count =
                fields.take(&format!("/components/{at}/quantity"), "quantity", *quantity, Quantity::new(*quantity));
            if part.as_ref() == Some(kit) {
                fields.refuse(&pointer, "part_of_itself", "A kit is no part of itself.", Some(sku.as_str().into()));
            }
            if part.as_ref().is_some_and(|part| read.iter().any(|other| other.sku == *part)) {
                fields.refuse(&pointer, "duplicate", "This stands here twice.", Some(sku.as_str().into()));
            }
            read.extend(part.zip(count).map(|(sku, quantity)| configuration::Component { sku, quantity }));
        }
        read
    }

    /// Checks the parts of a kit against what is registered of them; those that are missing are not listed.
    /// `part_of` is a kit that names it.
    pub(crate) fn parts(
        kit: &configuration::Sku,
        known: &[configuration::Sku],
        part_of: Option<&SkuId>,
    ) -> Result<(), Problem> {
        let mut fields = Fields::new();
        if let Some(other) = part_of.filter(|_| !kit.components.is_empty()) {
            let detail = format!("{other} is a kit that names this SKU, and a part of a kit is no kit itself.");
            fields.refuse("/components", "part_of_kit", detail, Some(other.as_str().into()));
        }
        for (at, part) in kit.components.iter().enumerate() {
            let pointer = format!("/components/{at}/sku");
            let value = Some(part.sku.as_str().into());
            match known.iter().find(|sku| sku.id == part.sku) {
                None => fields.refuse(&pointer, "unknown_sku", "There is no such SKU in the register.", value),
                Some(found) if !found.components.is_empty() => {
                    fields.refuse(&pointer, "kit_in_kit", "A part of a kit is no kit itself.", value);
                }
                Some(_) => {}
            }
        }
        fields.finish()
    }
}

impl From<&configuration::Sku> for Sku {
    fn from(sku: &configuration::Sku) -> Self {
        let configuration::Dimensions { height, width, length } = sku.dimensions;
        Self {
            id: Some(sku.id.to_string()),
            name: sku.name.as_str().to_owned(),
            weight: sku.weight.into(),
            dimensions: Dimensions { height: height.into(), width: width.into(), length: length.into() },
            price: sku.price.and_then(|price| i64::try_from(price).ok()),
            modal: sku.modal.map(|modal: Modal| modal.code().to_owned()),
            components: sku.components.iter().map(Component::from).collect(),
            available_from: sku.available_from.map(|from| from.to_string()),
        }
    }
}

impl From<&configuration::Component> for Component {
    fn from(part: &configuration::Component) -> Self {
        Self { sku: part.sku.to_string(), quantity: part.quantity.into() }
    }
}

/// A part of the SKUs.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Skus {
    /// By id.
    pub items: Vec<Sku>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// What a warehouse has of a SKU.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Stock {
    /// The SKU; in a body it may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// The warehouse; in a body it may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warehouse: Option<String>,
    /// Units on hand, 0 to 1,000,000,000.
    pub quantity: i64,
    /// Units of those that are promised to orders. A body may repeat it; it changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserved: Option<i64>,
    /// Units that are held for orders which nobody has paid yet. A body may repeat it; it changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<i64>,
    /// Units that can be sold now: of those on hand, and of those on their way that are sold already. Left out where there
    /// is always enough. A body may repeat it; it changes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available: Option<i64>,
    /// Units on their way to the warehouse, sold before they are there. A body may repeat them; it changes nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<SupplyLot>,
    /// There is always enough, whatever the quantity.
    #[serde(default)]
    pub unlimited: bool,
    /// How long it takes until units can leave the warehouse, ISO 8601, at most 365 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "P2D")]
    pub lead_time: Option<String>,
}

/// Units on their way to a warehouse.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SupplyLot {
    /// The key the merchant chose.
    pub id: String,
    /// Units.
    pub quantity: i64,
    /// When they are there, RFC 3339.
    pub supplied_at: String,
    /// They are still sold when that moment has passed and they have not been counted as stock.
    pub sold_when_late: bool,
}

/// The most units that a warehouse has.
const MOST: i64 = 1_000_000_000;
/// The longest lead time, in seconds.
const LONGEST: u32 = 365 * freight::time_span::DAY;

impl Stock {
    /// Reads a row of many, which says itself of which SKU and warehouse it is.
    pub(crate) fn of_row(sent: &Row, now: Timestamp) -> Result<configuration::Stock, Problem> {
        let sent: Self = sent.read()?;
        let mut fields = Fields::new();
        let sku = required(&mut fields, "/sku", sent.sku.as_deref());
        let sku = sku.and_then(|text| fields.take("/sku", "invalid_id", text, text.parse::<SkuId>()));
        let warehouse = required(&mut fields, "/warehouse", sent.warehouse.as_deref());
        let warehouse =
            warehouse.and_then(|text| fields.take("/warehouse", "invalid_id", text, text.parse::<WarehouseId>()));
        let (sku, warehouse) = fields.all(sku.zip(warehouse))?;
        sent.read(sku, warehouse, None, now)
    }

    /// Reads the body for a SKU and a warehouse that exist, as a count of this moment: what had left is promised no
    /// longer. What else is reserved, held and on its way stays.
    pub(crate) fn read(
        &self,
        sku: SkuId,
        warehouse: WarehouseId,
        before: Option<&configuration::Stock>,
        now: Timestamp,
    ) -> Result<configuration::Stock, Problem> {
        let mut fields = Fields::new();
        for (pointer, body, address) in
            [("/sku", &self.sku, sku.as_str()), ("/warehouse", &self.warehouse, warehouse.as_str())]
        {
            if let Some(other) = body.as_deref().filter(|other| *other != address) {
                fields.refuse(pointer, "other_id", "The body names another than the address.", Some(other.into()));
            }
        }
        let quantity = u32::try_from(self.quantity).ok().filter(|_| self.quantity <= MOST);
        if quantity.is_none() {
            let detail = "A quantity is between 0 and 1,000,000,000.";
            fields.refuse("/quantity", "quantity", detail, Some(self.quantity.into()));
        }
        let lead_time = duration(&mut fields, "/leadTime", self.lead_time.as_deref());
        if lead_time.is_some_and(|time| time.seconds() > LONGEST) {
            let value = self.lead_time.as_deref().map(Into::into);
            fields.refuse("/leadTime", "too_large", "A lead time is at most 365 days.", value);
        }
        let (quantity, lead_time) = fields.all(quantity.zip(lead_time))?;
        let (reserved, held) = before.map_or((0, Holds::default()), |before| (before.reserved, before.held.clone()));
        let (unlimited, lots) = (self.unlimited, before.map(|before| before.lots.clone()).unwrap_or_default());
        let dispatched = before.map(|before| before.dispatched.clone()).unwrap_or_default();
        let counted_at = before.and_then(|before| before.counted_at);
        let mut stock = configuration::Stock {
            sku,
            warehouse,
            quantity,
            reserved,
            unlimited,
            lead_time,
            held,
            lots,
            dispatched,
            counted_at,
        };
        stock.counted(now);
        Ok(stock)
    }
}

impl Stock {
    /// What a warehouse has at a moment.
    pub(crate) fn new(stock: &configuration::Stock, now: Timestamp) -> Self {
        let (held, promised) = (stock.held.at(now).fold(0, u32::saturating_add), stock.promised(now));
        let available = stock.on_sale(now).counted.saturating_sub(promised);
        let lot = |lot: &configuration::SupplyLot| SupplyLot {
            id: lot.id.to_string(),
            quantity: lot.quantity.into(),
            supplied_at: lot.supplied_at.to_string(),
            sold_when_late: lot.sold_when_late,
        };
        Self {
            held: Some(held.into()),
            available: (!stock.unlimited).then(|| available.into()),
            lots: stock.lots.iter().map(lot).collect(),
            sku: Some(stock.sku.to_string()),
            warehouse: Some(stock.warehouse.to_string()),
            quantity: stock.quantity.into(),
            reserved: Some(stock.reserved.into()),
            unlimited: stock.unlimited,
            lead_time: Some(stock.lead_time.to_string()),
        }
    }
}

/// What all warehouses have of a SKU.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StockOfSku {
    /// The SKU.
    pub sku: String,
    /// By warehouse.
    pub items: Vec<Stock>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}
