//! Docks.

use domain::code::{DockId, PolicyId, SellerId};
use serde::{Deserialize, Serialize};

use crate::configuration::invalid::Checks;
use crate::configuration::{FieldError, Remarks};
use crate::time_span::TimeSpan;

/// A place where goods are handed to carriers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dock {
    /// The key the merchant chose.
    pub id: DockId,
    /// What people call it.
    pub name: String,
    /// Inactive docks ship nothing.
    #[serde(default = "crate::configuration::dock::yes")]
    pub active: bool,
    /// Whose it is; none is the account itself. Only goods of this seller leave from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<SellerId>,
    /// From 0 to 10; of equal routes the greater wins.
    #[serde(default)]
    pub priority: u8,
    /// How long it takes to get goods ready; part of every promise.
    #[serde(default)]
    pub processing_time: TimeSpan,
    /// How busy it is; only decides between equal routes, the smaller wins.
    #[serde(default)]
    pub overhead_time: TimeSpan,
    /// Sales channels it ships for; empty is all.
    #[serde(default)]
    pub sales_channels: Vec<String>,
    /// Shipping policies that collect here.
    #[serde(default)]
    pub policies: Vec<PolicyId>,
    /// What other programs keep with it.
    #[serde(default, skip_serializing_if = "Remarks::is_empty")]
    pub remarks: Remarks,
}

pub(crate) fn yes() -> bool {
    true
}

impl Dock {
    /// Every field that breaks a rule.
    #[must_use]
    pub fn errors(&self) -> Vec<FieldError> {
        let mut checks = Checks::default();
        checks.text("/name", &self.name, 150);
        checks.require(self.priority <= 10, "/priority", "too_large", self.priority);
        for (at, channel) in self.sales_channels.iter().enumerate() {
            checks.text(format!("/salesChannels/{at}"), channel, 60);
        }
        checks.distinct("/salesChannels", &self.sales_channels);
        checks.distinct("/policies", &self.policies);
        checks.finish()
    }

    /// Whether it ships for a sales channel; a cart that names none is shipped from every dock.
    #[must_use]
    pub fn sells_in(&self, channel: Option<&str>) -> bool {
        channel.is_none_or(|channel| {
            self.sales_channels.is_empty() || self.sales_channels.iter().any(|own| own == channel)
        })
    }
}
