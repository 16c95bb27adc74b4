//! Who takes part in a quote: which policies, docks and goods a route may have.

use domain::code::WarehouseId;
use rust_decimal::Decimal;

use crate::configuration::{Channel, Link, LinkedDock, LinkedPolicy, Policy};
use crate::quote::consignment::Consignment;
use crate::quote::lines::Line;
use crate::quote::log::Log;
use crate::quote::reason::{Dropped, Reason};
use crate::quote::route::{Survey, dropped};
use crate::quote::walk::{opens, takes_orders};

impl Survey<'_> {
    /// Whether a policy takes part at all, whatever the dock.
    ///
    /// # Errors
    /// Why it does not.
    pub(crate) fn admits(&self, linked: &LinkedPolicy) -> Result<(), Reason> {
        let policy = &linked.policy;
        let destination = &self.cart.destination;
        if !policy.active {
            return Err(Reason::PolicyInactive);
        }
        if linked.block.is_none() {
            return Err(Reason::NoFreightTable);
        }
        let on_the_map = match policy.channel() {
            Channel::Delivery => !self.place.polygons().is_empty(),
            Channel::Pickup => destination.point.is_some(),
        };
        if destination.postal_code.is_none() && !on_the_map {
            return Err(Reason::DestinationUnknown);
        }
        if !takes_orders(policy, self.start) {
            let opens = opens(policy, self.start);
            return Err(Reason::OutsideBusinessHours { at: self.start, opens });
        }
        Ok(())
    }

    /// Whether the goods of the dock's seller are worth what a policy asks for.
    pub(crate) fn within_value(&self, dock: &LinkedDock, policy: &Policy) -> Result<(), Reason> {
        let limits = policy.cart_value;
        match self.lines.value(dock.dock.seller.as_ref()) {
            Some(value) if value < limits.minimum => Err(Reason::ValueBelowMinimum { value, limit: limits.minimum }),
            Some(value) if !limits.maximum.is_zero() && value > limits.maximum => {
                Err(Reason::ValueAboveMaximum { value, limit: limits.maximum })
            }
            _ => Ok(()),
        }
    }

    /// Whether what the dock's seller brings of the whole cart is as many units as a policy ships, or several times so many.
    pub(crate) fn multiple(&self, dock: &LinkedDock, policy: &Policy) -> Result<(), Reason> {
        let multiple = policy.item_multiple;
        if multiple < 2 {
            return Ok(());
        }
        let brought = |line: &&Line| line.seller == dock.dock.seller && carries(policy, line).is_ok();
        let brought = self.lines.lines.iter().filter(brought);
        let units = brought.fold(0_u64, |sum, line| sum.saturating_add(u64::from(line.quantity)));
        if units.checked_rem(u64::from(multiple)).unwrap_or(0) == 0 {
            return Ok(());
        }
        Err(Reason::NotAMultiple { units, multiple })
    }

    /// Whether each unit alone is as small as a policy carries; cargo is never divided below one unit.
    pub(crate) fn sized(&self, policy: &Policy, consignments: &[Consignment]) -> Result<(), Reason> {
        let picks = consignments.iter().flat_map(|group| &group.picks);
        let mut lines = picks.filter_map(|pick| self.lines.lines.get(pick.line));
        lines.try_for_each(|line| fits(policy, line))
    }

    /// The warehouses of a dock, where somebody wants to know.
    pub(crate) fn warehouses(&self, dock: &LinkedDock) -> Vec<WarehouseId> {
        if !self.cart.explain {
            return Vec::new();
        }
        let of = |link: &Link| self.configuration.warehouses.get(link.warehouse).map(|warehouse| warehouse.id.clone());
        dock.links.iter().filter_map(of).collect()
    }

    /// The demand without the lines that a policy does not carry; `None` when it carries all of them.
    pub(crate) fn carried(&self, policy: &Policy, demand: &[u32], log: &mut Log) -> Option<Vec<u32>> {
        let mut carried: Option<Vec<u32>> = None;
        for (at, (line, quantity)) in self.lines.lines.iter().zip(demand).enumerate() {
            if *quantity == 0 {
                continue;
            }
            let Err(reason) = carries(policy, line) else { continue };
            log.add(|| Dropped { item: Some(line.index), ..dropped(policy, None, reason) });
            if let Some(slot) = carried.get_or_insert_with(|| demand.to_vec()).get_mut(at) {
                *slot = 0;
            }
        }
        carried
    }

    /// Whether a dock ships anything of the cart.
    pub(crate) fn opens(&self, linked: &LinkedDock) -> Result<(), Reason> {
        if !linked.dock.active {
            return Err(Reason::DockInactive);
        }
        if let Some(seller) = linked.dock.seller.as_ref().filter(|_| !linked.seller_active) {
            return Err(Reason::SellerInactive { seller: seller.clone() });
        }
        if self.lines.lines.iter().all(|line| line.seller != linked.dock.seller) {
            return Err(Reason::OtherSeller);
        }
        self.has_room(linked)?;
        let channel = self.cart.sales_channel.as_deref();
        if linked.dock.sells_in(channel) {
            return Ok(());
        }
        Err(Reason::SalesChannelNotServed { channel: channel.unwrap_or_default().to_owned() })
    }
}

/// Whether a policy carries such goods as a line's.
fn carries(policy: &Policy, line: &Line) -> Result<(), Reason> {
    if let Some(modal) = line.modals.iter().find(|modal| !policy.modals.carried.contains(modal)) {
        return Err(Reason::ModalNotCarried { modal: *modal });
    }
    if line.modals.is_empty() && policy.modals.only_these {
        return Err(Reason::ModalRequired);
    }
    Ok(())
}

/// Whether one unit of a line is as small as a policy carries.
fn fits(policy: &Policy, line: &Line) -> Result<(), Reason> {
    let Some([small, middle, large]) = line.edges else { return Ok(()) };
    let limits = policy.max_dimension;
    let sum = small.saturating_add(middle).saturating_add(large);
    for (measure, value, limit) in
        [("largest_measure", large, limits.largest_measure), ("measure_sum", sum, limits.max_measure_sum)]
    {
        if limit > 0 && value > Decimal::from(limit) {
            return Err(Reason::ItemTooLarge { measure, value, limit });
        }
    }
    Ok(())
}
