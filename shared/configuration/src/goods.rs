use domain::account::Name;
use domain::code::{SkuId, SupplyLotId, WarehouseId};
use domain::measure::{Grams, Millimetres, Quantity};
use domain::reservation::Holds;
use freight::configuration::Modal;
use freight::time_span::TimeSpan;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the account says of a stock keeping unit, so that carts need only name it. Item AP-12 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sku {
    /// The key the merchant chose.
    pub id: SkuId,
    /// What people call it.
    pub name: Name,
    /// Mass of one unit, packed.
    pub weight: Grams,
    /// Edges of one unit, packed.
    pub dimensions: Dimensions,
    /// Price of one unit in minor units of the account's currency, for carts that send none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<u64>,
    /// The special care it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modal: Option<Modal>,
    /// What it consists of, when it is a kit: its own stock and weight do not count then. A part is no kit itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
    /// It is sold before it can leave: no warehouse hands it out earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_from: Option<Timestamp>,
}

impl Sku {
    /// How long it takes until it may leave.
    #[must_use]
    pub fn presale(&self, now: Timestamp) -> TimeSpan {
        let ahead = self.available_from.map(|from| from.duration_since(now).as_secs());
        let ahead = ahead.and_then(|seconds| u64::try_from(seconds).ok()).unwrap_or_default();
        TimeSpan::from_seconds(ahead).unwrap_or(TimeSpan::MAX)
    }
}

/// One part of a kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Component {
    /// The SKU.
    pub sku: SkuId,
    /// Units of it in one kit.
    pub quantity: Quantity,
}

/// The edges of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dimensions {
    /// Height.
    pub height: Millimetres,
    /// Width.
    pub width: Millimetres,
    /// Length.
    pub length: Millimetres,
}

/// What a warehouse has of a SKU. Item AP-14 of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stock {
    /// The SKU.
    pub sku: SkuId,
    /// The warehouse.
    pub warehouse: WarehouseId,
    /// Units on hand.
    pub quantity: u32,
    /// Units of those that are promised to orders already; may exceed what is on hand after a correction.
    #[serde(default)]
    pub reserved: u32,
    /// There is always enough.
    #[serde(default)]
    pub unlimited: bool,
    /// How long it takes until units can leave the warehouse.
    #[serde(default)]
    pub lead_time: TimeSpan,
    /// Units that are held for buyers who have not placed their order yet.
    #[serde(default, skip_serializing_if = "Holds::is_empty")]
    pub held: Holds<u32>,
    /// Units that are on their way to the warehouse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<SupplyLot>,
    /// Promised units that have left, and are still counted as on hand and as promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dispatched: Vec<Dispatched>,
    /// As of when it was last counted while something of it was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_at: Option<Timestamp>,
}

/// Units that have left a warehouse since it was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dispatched {
    /// Units.
    pub units: u32,
    /// When the last of them left.
    pub at: Timestamp,
}

/// Departures that are told apart at most; beyond it the oldest are taken together.
const DEPARTURES: usize = 100;

/// Units that are on their way to a warehouse, and are sold before they are there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SupplyLot {
    /// The key the merchant chose.
    pub id: SupplyLotId,
    /// Units that come.
    pub quantity: u32,
    /// When they are there.
    pub supplied_at: Timestamp,
    /// They are still sold when that moment has passed and they have not been counted as stock.
    pub sold_when_late: bool,
}

/// What can be sold of a SKU in a warehouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnSale<'a> {
    /// Units on hand, and those of the lots that are needed to have any left.
    pub counted: u32,
    /// How long it takes until the last of those lots is there.
    pub wait: TimeSpan,
    /// The last of those lots.
    pub lot: Option<&'a SupplyLot>,
}

impl Stock {
    /// Units that others have at a moment: those of orders, and those that are held.
    #[must_use]
    pub fn promised(&self, now: Timestamp) -> u32 {
        self.held.at(now).fold(self.reserved, u32::saturating_add)
    }

    /// Notes that promised units have left: they stay counted and promised until the warehouse is counted anew. What is
    /// only told after a count that came later is promised no longer.
    pub fn dispatch(&mut self, units: u32, at: Timestamp) {
        if self.counted_at.is_some_and(|counted| at <= counted) {
            self.reserved = self.reserved.saturating_sub(units);
            return;
        }
        self.dispatched.push(Dispatched { units, at });
        if self.dispatched.len() > DEPARTURES {
            let oldest = self.dispatched.remove(0);
            if let Some(next) = self.dispatched.first_mut() {
                next.units = next.units.saturating_add(oldest.units);
            }
        }
    }

    /// What is on hand was counted as of a moment: what had left by then is promised no longer.
    pub fn counted(&mut self, at: Timestamp) {
        // Where nothing is promised, nothing can have left that is told later.
        if self.reserved > 0 {
            self.counted_at = Some(self.counted_at.map_or(at, |before| before.max(at)));
        }
        let left = self.dispatched.iter().filter(|gone| gone.at <= at);
        let left = left.fold(0, |sum: u32, gone| sum.saturating_add(gone.units));
        self.reserved = self.reserved.saturating_sub(left);
        self.dispatched.retain(|gone| gone.at > at);
    }

    /// Units that have left and are still promised.
    #[must_use]
    pub fn units_dispatched(&self) -> u32 {
        self.dispatched.iter().fold(0, |sum, gone| sum.saturating_add(gone.units))
    }

    /// What can be sold at a moment: what is on hand goes first, then lots by the time at which they come, each when
    /// everything before it is promised.
    #[must_use]
    pub fn on_sale(&self, now: Timestamp) -> OnSale<'_> {
        let on_hand = OnSale { counted: self.quantity, wait: TimeSpan::ZERO, lot: None };
        let promised = self.promised(now);
        if self.unlimited || self.quantity > promised {
            return on_hand;
        }
        let mut lots: Vec<&SupplyLot> =
            self.lots.iter().filter(|lot| lot.supplied_at > now || lot.sold_when_late).collect();
        lots.sort_by_key(|lot| (lot.supplied_at, &lot.id));
        let mut counted = self.quantity;
        for lot in lots {
            counted = counted.saturating_add(lot.quantity);
            if counted > promised {
                let seconds = u64::try_from(lot.supplied_at.duration_since(now).as_secs()).unwrap_or_default();
                let wait = TimeSpan::from_seconds(seconds).unwrap_or(TimeSpan::MAX);
                return OnSale { counted, wait, lot: Some(lot) };
            }
        }
        on_hand
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_are_sold_in_the_order_in_which_they_come_when_all_before_is_promised() {
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let lot = |id: &str, quantity: u32, at: &str, sold_when_late: bool| SupplyLot {
            id: id.parse().unwrap(),
            quantity,
            supplied_at: at.parse().unwrap(),
            sold_when_late,
        };
        let lots = vec![
            lot("later", 5, "2026-11-25T12:00:00Z", false),
            lot("late", 7, "2026-11-20T12:00:00Z", false),
            lot("sooner", 3, "2026-11-23T12:00:00Z", false),
        ];
        let check = |quantity: u32, reserved: u32, lots: &[SupplyLot], expected: (u32, u32, Option<&str>)| {
            let stock = Stock {
                sku: "a".parse().unwrap(),
                warehouse: "w".parse().unwrap(),
                quantity,
                reserved,
                unlimited: false,
                lead_time: TimeSpan::ZERO,
                held: Holds::default(),
                lots: lots.to_vec(),
                dispatched: Vec::new(),
                counted_at: None,
            };
            let found = stock.on_sale(now);
            let days = found.wait.seconds() / 86_400;
            assert_eq!((found.counted, days, found.lot.map(|lot| lot.id.as_str())), expected, "{quantity} {reserved}");
        };
        check(2, 0, &lots, (2, 0, None));
        check(2, 2, &lots, (5, 1, Some("sooner")));
        check(0, 0, &lots, (3, 1, Some("sooner")));
        check(0, 3, &lots, (8, 3, Some("later")));
        check(0, 8, &lots, (0, 0, None));
        check(0, 0, &[], (0, 0, None));
        check(0, 0, &[lot("late", 7, "2026-11-20T12:00:00Z", true)], (7, 0, Some("late")));
    }

    #[test]
    fn a_sku_in_presale_waits_for_its_day() {
        let sku = |from: &str| -> Sku {
            let edges = serde_json::json!({ "height": 1, "width": 1, "length": 1 });
            let body =
                serde_json::json!({ "id": "a", "name": "A", "weight": 1, "dimensions": edges, "availableFrom": from });
            serde_json::from_value(body).unwrap()
        };
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        for (from, expected) in [
            ("2026-11-25T12:00:00Z", "P3D"),
            ("2026-11-22T12:00:00Z", "PT0S"),
            ("2026-11-20T12:00:00Z", "PT0S"),
            ("2099-01-01T00:00:00Z", "P1000D"),
        ] {
            assert_eq!(sku(from).presale(now).to_string(), expected, "{from}");
        }
    }

    #[test]
    fn what_has_left_is_promised_until_a_later_count() {
        let stock = serde_json::json!({ "sku": "a", "warehouse": "w", "quantity": 10, "reserved": 6 });
        let mut stock: Stock = serde_json::from_value(stock).unwrap();
        let at = |hour: i64| Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(hour);
        stock.dispatch(2, at(1));
        stock.dispatch(3, at(2));
        assert_eq!((stock.reserved, stock.units_dispatched()), (6, 5), "still on hand and promised");
        let mut expected = stock.clone();
        for (hour, reserved, dispatched) in [(0, 6, 5), (1, 4, 3), (1, 4, 3), (2, 1, 0)] {
            expected.counted(at(hour));
            assert_eq!((expected.reserved, expected.units_dispatched()), (reserved, dispatched), "{hour}");
        }
        expected.dispatch(1, at(2));
        assert_eq!((expected.reserved, expected.units_dispatched()), (0, 0), "it had left when it was counted");
        for _ in 0..200 {
            stock.dispatch(1, at(3));
        }
        assert_eq!((stock.dispatched.len(), stock.units_dispatched()), (DEPARTURES, 205));
    }
}
