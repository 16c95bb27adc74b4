use configuration::Sections;
use domain::code::{DockId, PolicyId, SellerId, WarehouseId};
use domain::currency::{Currency, Money};
use edge::{Fields, Problem};
use freight::configuration as noun;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rules::{broken, duration, id_of_body, listed};

pub(super) fn yes() -> bool {
    true
}

/// An amount of minor units of a currency as the nouns hold it.
pub(crate) fn major(minor: i64, currency: Currency) -> Decimal {
    Money::new(minor, currency).amount()
}

/// An amount of a noun in minor units; what is finer than one is rounded as the account does.
pub(crate) fn minor(major: Decimal, currency: Currency) -> i64 {
    Money::rounded(major, currency, domain::currency::Rounding::default()).map_or(i64::MAX, Money::minor)
}

/// A seller that something belongs to; it must be registered.
pub(super) fn seller(fields: &mut Fields, pointer: &str, id: Option<&str>, sections: &Sections) -> Option<SellerId> {
    let id = id?;
    let read = fields.take(pointer, "invalid_id", id, id.parse::<SellerId>());
    if read.as_ref().is_some_and(|seller| sections.sellers.get(seller.as_str()).is_none()) {
        unknown(fields, pointer, "unknown_seller", "There is no such seller.", id);
    }
    read
}

/// A place that holds stock.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Warehouse {
    /// The key the merchant chose; in a body it may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "sp-1")]
    pub id: Option<String>,
    /// What people call it, 1 to 150 characters.
    pub name: String,
    /// Stock of an inactive warehouse does not count.
    #[serde(default = "yes")]
    pub active: bool,
    /// The seller that it belongs to; without it the account itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// From 0 to 100; of equal routes the greater wins.
    #[serde(default)]
    pub priority: u8,
    /// Docks that its goods can leave from.
    #[serde(default)]
    pub docks: Vec<DockLink>,
}

/// The way from a warehouse to a dock.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DockLink {
    /// The dock.
    pub dock: String,
    /// How long goods take to get there, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "PT4H")]
    pub time: Option<String>,
    /// What that costs for each package, in minor units.
    #[serde(default)]
    pub cost: i64,
}

impl Warehouse {
    /// Reads the body for the warehouse of an address, under what is configured.
    pub(crate) fn read(&self, param: &str, sections: &Sections) -> Result<noun::Warehouse, Problem> {
        let mut fields = Fields::new();
        let id: WarehouseId = id_of_body(&mut fields, param, self.id.as_deref())?;
        let currency = sections.settings.value.currency;
        let ids: Vec<String> = self.docks.iter().map(|link| link.dock.clone()).collect();
        let mut docks = Vec::new();
        for (at, (link, dock)) in self.docks.iter().zip(&ids).enumerate() {
            let pointer = format!("/docks/{at}");
            let dock = fields.take(&format!("{pointer}/dock"), "invalid_id", dock.as_str(), dock.parse::<DockId>());
            if let Some(dock) = dock.as_ref().filter(|dock| sections.docks.get(dock.as_str()).is_none()) {
                unknown(
                    &mut fields,
                    &format!("{pointer}/dock"),
                    "unknown_dock",
                    "There is no such dock.",
                    dock.as_str(),
                );
            }
            let time = duration(&mut fields, &format!("{pointer}/time"), link.time.as_deref());
            docks.extend(dock.zip(time).map(|(dock, time)| noun::DockLink {
                dock,
                time,
                cost: major(link.cost, currency),
            }));
        }
        let seller = seller(&mut fields, "/seller", self.seller.as_deref(), sections);
        let warehouse = noun::Warehouse {
            id,
            seller,
            name: self.name.trim().to_owned(),
            active: self.active,
            priority: self.priority,
            docks,
            remarks: sections.warehouses.get(param).map(|found| found.value.remarks.clone()).unwrap_or_default(),
        };
        broken(&mut fields, warehouse.errors());
        fields.all(Some(warehouse))
    }

    pub(crate) fn show(warehouse: &noun::Warehouse, currency: Currency) -> Self {
        let link = |link: &noun::DockLink| DockLink {
            dock: link.dock.to_string(),
            time: Some(link.time.to_string()),
            cost: minor(link.cost, currency),
        };
        Self {
            id: Some(warehouse.id.to_string()),
            name: warehouse.name.clone(),
            active: warehouse.active,
            seller: warehouse.seller.as_ref().map(ToString::to_string),
            priority: warehouse.priority,
            docks: warehouse.docks.iter().map(link).collect(),
        }
    }
}

fn unknown(fields: &mut Fields, pointer: &str, rule: &str, detail: &str, value: &str) {
    fields.refuse(pointer, rule, detail, Some(value.into()));
}

/// A part of the warehouses.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Warehouses {
    /// By id.
    pub items: Vec<Warehouse>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// A place where goods are handed to carriers.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dock {
    /// The key the merchant chose; in a body it may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "sp-expressa")]
    pub id: Option<String>,
    /// What people call it, 1 to 150 characters.
    pub name: String,
    /// Inactive docks ship nothing.
    #[serde(default = "yes")]
    pub active: bool,
    /// The seller that it belongs to; without it the account itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// From 0 to 10; of equal routes the greater wins.
    #[serde(default)]
    pub priority: u8,
    /// How long it takes to get goods ready, ISO 8601; part of every promise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "P1D")]
    pub processing_time: Option<String>,
    /// How busy it is, ISO 8601; only decides between equal routes, the smaller wins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overhead_time: Option<String>,
    /// Sales channels it ships for; empty is all.
    #[serde(default)]
    pub sales_channels: Vec<String>,
    /// Shipping policies that collect here.
    #[serde(default)]
    pub policies: Vec<String>,
}

impl Dock {
    /// Reads the body for the dock of an address, under what is configured.
    pub(crate) fn read(&self, param: &str, sections: &Sections) -> Result<noun::Dock, Problem> {
        let mut fields = Fields::new();
        let id: DockId = id_of_body(&mut fields, param, self.id.as_deref())?;
        let processing_time = duration(&mut fields, "/processingTime", self.processing_time.as_deref());
        let overhead_time = duration(&mut fields, "/overheadTime", self.overhead_time.as_deref());
        let policies: Vec<PolicyId> = listed(&mut fields, "/policies", &self.policies);
        for (at, policy) in self.policies.iter().enumerate() {
            if policies.iter().any(|known| known.as_str() == policy) && sections.policies.get(policy.as_str()).is_none()
            {
                let detail = "There is no such shipping policy.";
                unknown(&mut fields, &format!("/policies/{at}"), "unknown_policy", detail, policy);
            }
        }
        let seller = seller(&mut fields, "/seller", self.seller.as_deref(), sections);
        let dock = noun::Dock {
            id,
            seller,
            name: self.name.trim().to_owned(),
            active: self.active,
            priority: self.priority,
            processing_time: processing_time.unwrap_or_default(),
            overhead_time: overhead_time.unwrap_or_default(),
            sales_channels: self.sales_channels.clone(),
            policies,
            remarks: sections.docks.get(param).map(|found| found.value.remarks.clone()).unwrap_or_default(),
        };
        broken(&mut fields, dock.errors());
        fields.all(Some(dock))
    }
}

impl From<&noun::Dock> for Dock {
    fn from(dock: &noun::Dock) -> Self {
        Self {
            id: Some(dock.id.to_string()),
            name: dock.name.clone(),
            active: dock.active,
            seller: dock.seller.as_ref().map(ToString::to_string),
            priority: dock.priority,
            processing_time: Some(dock.processing_time.to_string()),
            overhead_time: Some(dock.overhead_time.to_string()),
            sales_channels: dock.sales_channels.clone(),
            policies: dock.policies.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A part of the docks.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Docks {
    /// By id.
    pub items: Vec<Dock>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}
