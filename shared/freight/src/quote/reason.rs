//! Why something was not offered.

use domain::code::{DockId, PickupPointId, PolicyId, SellerId, WarehouseId};
use domain::postal::PostalCode;
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use crate::configuration::Modal;
use crate::time_span::TimeSpan;

/// A route, or a line on a route, that was considered and dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The policy.
    pub policy: PolicyId,
    /// Its type of delivery.
    pub shipping_method: String,
    /// The dock, where it mattered.
    pub dock: Option<DockId>,
    /// The warehouse, where it mattered.
    pub warehouse: Option<WarehouseId>,
    /// The pickup point, where it mattered.
    pub pickup_point: Option<PickupPointId>,
    /// The item's place in the cart, when the policy is out for this item only.
    pub item: Option<usize>,
    /// Why.
    pub reason: Reason,
}

/// Why, with the numbers behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The policy is switched off.
    PolicyInactive,
    /// No dock hands goods to the policy.
    NoDock,
    /// The dock is switched off.
    DockInactive,
    /// The dock is of a seller that is switched off or not known.
    SellerInactive {
        /// The seller.
        seller: SellerId,
    },
    /// The seller gets ready only so much in a day, and has no room for its part of the cart.
    SellerFull {
        /// The seller.
        seller: SellerId,
    },
    /// Nothing in the cart is sold by the dock's owner.
    OtherSeller,
    /// The dock does not ship for the cart's sales channel.
    SalesChannelNotServed {
        /// The cart's channel.
        channel: String,
    },
    /// The policy has no freight table.
    NoFreightTable,
    /// The policy serves pickup points only, and none of them is near.
    NoPickupPointNear {
        /// How far the nearest one is that the policy serves, in metres, where that is known.
        nearest: Option<u64>,
        /// How far one may be, in metres.
        limit: u32,
    },
    /// The policy delivers by appointment, and no window is free.
    NoDeliveryWindow {
        /// When the goods are there.
        arrives: DateTime,
        /// The last day on which windows are looked for.
        last: Option<Date>,
        /// Windows from the arrival to the last day that are not offered, by why.
        lost: LostWindows,
    },
    /// The cart names no postal code and no point in a polygon.
    DestinationUnknown,
    /// The policy does not deliver to a part of where its freight table has rows for.
    RestrictedArea {
        /// What shoppers are told.
        message: Option<String>,
    },
    /// The freight table has no row for the destination.
    PostalCodeNotServed {
        /// The place's, if it is known.
        code: Option<PostalCode>,
    },
    /// No row takes so much volume.
    VolumeOverLimit {
        /// The package's, in cubic centimetres.
        volume: Decimal,
        /// The largest that a row takes.
        limit: Decimal,
    },
    /// No row takes so much weight.
    WeightOverLimit {
        /// The package's chargeable weight in grams.
        weight: Decimal,
        /// The heaviest that a row takes.
        limit: Decimal,
    },
    /// One unit alone is larger than the policy carries.
    ItemTooLarge {
        /// `largest_measure` or `measure_sum`.
        measure: &'static str,
        /// The unit's, in millimetres.
        value: Decimal,
        /// The policy's.
        limit: u32,
    },
    /// The stacked package is larger than the policy carries.
    PackageTooLarge {
        /// `largest_measure` or `measure_sum`.
        measure: &'static str,
        /// The package's, in millimetres.
        value: Decimal,
        /// The policy's.
        limit: u32,
    },
    /// The policy does not carry such goods.
    ModalNotCarried {
        /// The item's kind.
        modal: Modal,
    },
    /// The policy carries special goods only.
    ModalRequired,
    /// The cart is worth less than the policy asks for.
    ValueBelowMinimum {
        /// The cart's, in major units.
        value: Decimal,
        /// The policy's.
        limit: Decimal,
    },
    /// The cart is worth more than the policy allows.
    ValueAboveMaximum {
        /// The cart's, in major units.
        value: Decimal,
        /// The policy's.
        limit: Decimal,
    },
    /// The number of units is not a multiple of what the policy ships.
    NotAMultiple {
        /// How many units.
        units: u64,
        /// The policy's.
        multiple: u32,
    },
    /// The carrier takes no orders at this hour.
    OutsideBusinessHours {
        /// The account's wall clock.
        at: DateTime,
        /// When it takes orders again.
        opens: Option<DateTime>,
    },
    /// The warehouses of the dock have none of it.
    NoStockAtDock {
        /// Those warehouses.
        warehouses: Vec<WarehouseId>,
    },
    /// A better route of the same type of delivery was taken.
    Outranked {
        /// The policy of the better one.
        policy: PolicyId,
        /// Its dock.
        dock: DockId,
        /// What the two were ranked by.
        ranking: Box<Ranking>,
    },
    /// A price or a weight is too large to be written down.
    AmountTooLarge,
    /// There are no working days within reach.
    NoWorkingDays,
}

/// What routes of one shipping method are ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// Units that it brings.
    pub units: u64,
    /// Packages that it takes.
    pub packages: u64,
    /// The price that is compared, in major units.
    pub price: Decimal,
    /// When the last package arrives, on the account's wall clock.
    pub arrives: DateTime,
    /// How much longer the dock takes when it is busy.
    pub overhead: TimeSpan,
    /// The dock's.
    pub priority: u8,
}

/// Windows that would be in time and are not offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LostWindows {
    /// Somebody blocked them.
    pub blocked: u32,
    /// Nothing is left of them.
    pub full: u32,
    /// It is too late to choose them.
    pub past_cut_off: u32,
}

/// Two routes of one shipping method beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// The one that was dropped.
    pub dropped: Rank,
    /// The one that was taken.
    pub winner: Rank,
    /// The first difference that counted.
    pub decided_by: &'static str,
}

impl Reason {
    /// The code that answers use.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::PolicyInactive => "policy_inactive",
            Self::NoDock => "no_dock",
            Self::DockInactive => "dock_inactive",
            Self::SellerInactive { .. } => "seller_inactive",
            Self::SellerFull { .. } => "seller_full",
            Self::OtherSeller => "other_seller",
            Self::SalesChannelNotServed { .. } => "sales_channel_not_served",
            Self::NoFreightTable => "no_freight_table",
            Self::NoPickupPointNear { .. } => "no_pickup_point_near",
            Self::NoDeliveryWindow { .. } => "no_delivery_window",
            Self::DestinationUnknown => "destination_unknown",
            Self::RestrictedArea { .. } => "restricted_area",
            Self::PostalCodeNotServed { .. } => "postal_code_not_served",
            Self::VolumeOverLimit { .. } => "volume_over_limit",
            Self::WeightOverLimit { .. } => "weight_over_limit",
            Self::ItemTooLarge { .. } => "item_too_large",
            Self::PackageTooLarge { .. } => "package_too_large",
            Self::ModalNotCarried { .. } => "modal_not_carried",
            Self::ModalRequired => "modal_required",
            Self::ValueBelowMinimum { .. } => "value_below_minimum",
            Self::ValueAboveMaximum { .. } => "value_above_maximum",
            Self::NotAMultiple { .. } => "not_a_multiple",
            Self::OutsideBusinessHours { .. } => "outside_business_hours",
            Self::NoStockAtDock { .. } => "no_stock_at_dock",
            Self::Outranked { .. } => "outranked",
            Self::AmountTooLarge => "amount_too_large",
            Self::NoWorkingDays => "no_working_days",
        }
    }

    /// The codes of all reasons, for those who name them in other languages.
    pub const CODES: [&'static str; 27] = [
        "policy_inactive",
        "no_dock",
        "dock_inactive",
        "seller_inactive",
        "seller_full",
        "other_seller",
        "sales_channel_not_served",
        "no_freight_table",
        "no_pickup_point_near",
        "no_delivery_window",
        "destination_unknown",
        "restricted_area",
        "postal_code_not_served",
        "volume_over_limit",
        "weight_over_limit",
        "item_too_large",
        "package_too_large",
        "modal_not_carried",
        "modal_required",
        "value_below_minimum",
        "value_above_maximum",
        "not_a_multiple",
        "outside_business_hours",
        "no_stock_at_dock",
        "outranked",
        "amount_too_large",
        "no_working_days",
    ];

    /// The numbers behind it, by name: grams, millimetres, cubic centimetres, major units.
    #[must_use]
    pub fn detail(&self) -> Vec<(&'static str, String)> {
        let number = |value: &Decimal| value.normalize().to_string();
        match self {
            Self::RestrictedArea { message } => message.iter().map(|message| ("message", message.clone())).collect(),
            Self::NoPickupPointNear { nearest, limit } => {
                let nearest = nearest.iter().map(|metres| ("nearest", metres.to_string()));
                nearest.chain([("limit", limit.to_string())]).collect()
            }
            Self::NoDeliveryWindow { arrives, last, lost } => {
                let last = last.iter().map(|last| ("lastDay", last.to_string()));
                let counts = [("blocked", lost.blocked), ("full", lost.full), ("pastCutOff", lost.past_cut_off)];
                let counts = counts.into_iter().filter(|(_, count)| *count > 0);
                let counts = counts.map(|(name, count)| (name, count.to_string()));
                std::iter::once(("arrives", arrives.to_string())).chain(last).chain(counts).collect()
            }
            Self::PostalCodeNotServed { code } => code.iter().map(|code| ("postalCode", code.to_string())).collect(),
            Self::OutsideBusinessHours { at, opens } => {
                let opens = opens.iter().map(|opens| ("opens", opens.to_string()));
                std::iter::once(("at", at.to_string())).chain(opens).collect()
            }
            Self::NoStockAtDock { warehouses } => {
                let named: Vec<&str> = warehouses.iter().take(10).map(WarehouseId::as_str).collect();
                if named.is_empty() { Vec::new() } else { vec![("warehouses", named.join(", "))] }
            }
            Self::SellerInactive { seller } | Self::SellerFull { seller } => vec![("seller", seller.to_string())],
            Self::SalesChannelNotServed { channel } => vec![("channel", channel.clone())],
            Self::VolumeOverLimit { volume, limit } => vec![("volume", number(volume)), ("limit", number(limit))],
            Self::WeightOverLimit { weight, limit } => vec![("weight", number(weight)), ("limit", number(limit))],
            Self::ItemTooLarge { measure, value, limit } | Self::PackageTooLarge { measure, value, limit } => {
                vec![("measure", (*measure).to_owned()), ("value", number(value)), ("limit", limit.to_string())]
            }
            Self::ModalNotCarried { modal } => vec![("modal", modal.code().to_owned())],
            Self::ValueBelowMinimum { value, limit } | Self::ValueAboveMaximum { value, limit } => {
                vec![("value", number(value)), ("limit", number(limit))]
            }
            Self::NotAMultiple { units, multiple } => {
                vec![("units", units.to_string()), ("multiple", multiple.to_string())]
            }
            Self::Outranked { policy, dock, ranking } => {
                let named = [("policy", policy.to_string()), ("dock", dock.to_string())];
                named.into_iter().chain(ranking.detail()).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Ranking {
    fn detail(&self) -> [(&'static str, String); 13] {
        let Self { dropped, winner, decided_by } = self;
        let number = |value: &Decimal| value.normalize().to_string();
        [
            ("decidedBy", (*decided_by).to_owned()),
            ("units", dropped.units.to_string()),
            ("winnerUnits", winner.units.to_string()),
            ("packages", dropped.packages.to_string()),
            ("winnerPackages", winner.packages.to_string()),
            ("price", number(&dropped.price)),
            ("winnerPrice", number(&winner.price)),
            ("arrives", dropped.arrives.to_string()),
            ("winnerArrives", winner.arrives.to_string()),
            ("overhead", dropped.overhead.to_string()),
            ("winnerOverhead", winner.overhead.to_string()),
            ("priority", dropped.priority.to_string()),
            ("winnerPriority", winner.priority.to_string()),
        ]
    }
}
