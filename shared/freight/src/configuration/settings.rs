//! Settings of an account that change how every quote is made.

use domain::currency::{Currency, Rounding};
use domain::language::Language;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::configuration::FieldError;
use crate::configuration::invalid::Checks;

/// Settings of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Settings {
    /// Time zone by its IANA name; all promises are in it.
    pub time_zone: String,
    /// Currency of all prices.
    pub currency: Currency,
    /// Language of an answer that is not asked for in another.
    pub language: Language,
    /// Percent added to every price; 10 is 10 %.
    pub additional_percent: Decimal,
    /// What the percent is added to.
    pub additional_percent_base: PercentBase,
    /// What happens to half a minor unit.
    pub rounding: Rounding,
    /// How a package's price falls on its lines; none leaves it to the endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apportioning: Option<Apportioning>,
    /// What makes one route better than another.
    pub rank_order: RankOrder,
    /// Whether the cost from warehouse to dock counts when routes are compared.
    pub rank_includes_dock_fee: bool,
    /// Goods that get ready within the same so many days leave together; 0 keeps apart what is ready at different
    /// times.
    pub group_within_days: u16,
    /// A package over a carrier's limit is divided; otherwise the carrier is not offered.
    pub split_cargo: bool,
    /// Of the policies with pickup points and the same shipping method, only the one with the best route is offered, at
    /// its own points; otherwise each point is offered with its best policy.
    pub strict_method_collision: bool,
    /// For how many days a quote can be read, explained and made again.
    pub quotes_kept_days: u16,
    /// Delivery windows in the reference's shape are told in UTC; otherwise as the place's own clock under `+00:00`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub windows_in_utc: bool,
    /// For how many days an order holds its goods until it is confirmed, which answers in the reference's shape tell; none
    /// leaves it to the checkout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock_days: Option<u16>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            time_zone: "America/Sao_Paulo".to_owned(),
            currency: Currency::BRL,
            language: Language::default(),
            additional_percent: Decimal::ZERO,
            additional_percent_base: PercentBase::default(),
            rounding: Rounding::default(),
            apportioning: None,
            rank_order: RankOrder::default(),
            rank_includes_dock_fee: false,
            group_within_days: 0,
            split_cargo: false,
            strict_method_collision: false,
            quotes_kept_days: 7,
            windows_in_utc: false,
            lock_days: None,
        }
    }
}

/// What the additional percent is added to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PercentBase {
    /// The row's price and the dock's fee.
    #[default]
    RateAndDockFee,
    /// The row's price only.
    Rate,
}

/// How a package's price falls on its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Apportioning {
    /// The package's price is rounded once and divided by largest remainder: lines add up to it.
    #[default]
    Exact,
    /// The price of one unit of each line is rounded, and what the lines come to is the package's price.
    PerUnit,
}

/// What makes one route better than another, first difference first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RankOrder {
    /// Fewest packages, lowest price, shortest time, overhead, priorities.
    #[default]
    PackagesFirst,
    /// Lowest price, shortest time, fewest packages, dock priority, overhead.
    PriceFirst,
}

impl Settings {
    /// Every field that breaks a rule.
    #[must_use]
    pub fn errors(&self) -> Vec<FieldError> {
        let mut checks = Checks::default();
        let zone = self.zone();
        checks.require(zone.is_some(), "/timeZone", "unknown_time_zone", &self.time_zone);
        checks.amount("/additionalPercent", self.additional_percent);
        let percent = self.additional_percent;
        checks.require(percent <= Decimal::ONE_THOUSAND, "/additionalPercent", "too_large", percent);
        checks.require(self.group_within_days <= 365, "/groupWithinDays", "too_large", self.group_within_days);
        let kept = self.quotes_kept_days;
        checks.require((1..=90).contains(&kept), "/quotesKeptDays", "out_of_range", kept);
        let locked = self.lock_days.unwrap_or(1);
        checks.require((1..=90).contains(&locked), "/lockDays", "out_of_range", locked);
        checks.finish()
    }

    /// The time zone; `None` when its name is not known.
    #[must_use]
    pub fn zone(&self) -> Option<TimeZone> {
        TimeZone::get(&self.time_zone).ok()
    }
}
