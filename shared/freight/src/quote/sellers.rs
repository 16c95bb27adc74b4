//! When the sellers of a cart have room for it.

use std::collections::BTreeMap;

use domain::code::SellerId;
use jiff::civil::Date;

use crate::configuration::{Configuration, LinkedDock};
use crate::quote::lines::Lines;
use crate::quote::reason::Reason;
use crate::quote::route::Survey;
use crate::quote::stock::Stock;

/// For each seller of the cart that gets ready only so much in a day, how many days from today all of its goods are ready
/// to be handled; none where it has no room for them.
#[derive(Debug, Default)]
pub(crate) struct SellerDays {
    today: Date,
    waits: BTreeMap<SellerId, Option<u16>>,
}

impl SellerDays {
    /// All units of a seller count, whichever of its docks they leave from.
    pub(crate) fn new(lines: &Lines, configuration: &Configuration, stock: &Stock, today: Date) -> Self {
        let mut units: BTreeMap<&SellerId, u32> = BTreeMap::new();
        for line in &lines.lines {
            if let Some(seller) = line.seller.as_ref().filter(|_| line.quantity > 0) {
                let sum = units.entry(seller).or_default();
                *sum = sum.saturating_add(line.quantity);
            }
        }
        let wait = |(seller, units): (&SellerId, u32)| {
            let days = configuration.daily(seller)?.allot(today, units, |date| stock.day(seller, date));
            let last = days.and_then(|days| days.last().map(|(date, _)| *date));
            let wait = last.and_then(|last| u16::try_from(last.since(today).ok()?.get_days()).ok());
            Some((seller.clone(), wait))
        };
        Self { today, waits: units.into_iter().filter_map(wait).collect() }
    }
}

impl Survey<'_> {
    /// Whether the seller of a dock has room for its part of the cart.
    ///
    /// # Errors
    /// [`Reason::SellerFull`].
    pub(crate) fn has_room(&self, linked: &LinkedDock) -> Result<(), Reason> {
        match linked.dock.seller.as_ref().and_then(|seller| Some((seller, self.days.waits.get(seller)?))) {
            Some((seller, None)) => Err(Reason::SellerFull { seller: seller.clone() }),
            _ => Ok(()),
        }
    }

    /// Days until the seller of a dock has room.
    pub(crate) fn queue(&self, linked: &LinkedDock) -> u16 {
        let wait = linked.dock.seller.as_ref().and_then(|seller| self.days.waits.get(seller).copied());
        wait.flatten().unwrap_or_default()
    }

    /// The day on which the seller of a dock has its part of the cart ready; none where its days have no limit.
    pub(crate) fn handled_on(&self, linked: &LinkedDock) -> Option<Date> {
        let wait = self.days.waits.get(linked.dock.seller.as_ref()?).copied().flatten()?;
        self.days.today.checked_add(jiff::Span::new().days(wait)).ok()
    }
}
