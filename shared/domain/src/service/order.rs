//! What was ordered: who waits for what, where, by when, and what it takes to prove it.

use super::{Hours, Kind, Life, ProofKind, State, Status, Text};
use crate::access::Caller;
use crate::capacity::Load;
use crate::code::PolicyId;
use crate::currency::Money;
use crate::id::{
    AgencyId, BranchId, CarrierId, CustomerId, DriverId, PackageId, PartnerId, QuoteId, ReservationId, ServiceId,
};
use crate::link::TrackingLink;
use crate::measure::Grams;
use crate::region::State as Region;
use crate::register::{Kind as Register, Reference};
use crate::tracking_code::TrackingCode;
use crate::visibility::Placement;
use crate::window::booking::Booking;
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An invoice, or the number of an order of service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Invoice {
    /// Its number, without the series.
    pub number: Text<50>,
    /// Its series, which tells equal numbers apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Text<3>>,
}

/// One package of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Package {
    /// Its name.
    pub id: PackageId,
    /// What its label says, to be scanned.
    pub barcode: Text<60>,
    /// Grams, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Grams>,
}

/// What a quote promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Promise {
    /// The quote, where one was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<QuoteId>,
    /// What was reserved of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<ReservationId>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// What the delivery costs, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<i64>,
    /// The shipping policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyId>,
}

/// Who has to do with a service beside the recipient: what lists are filtered and sight is limited by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// Whose brand the recipient sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyId>,
    /// The branch that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<BranchId>,
    /// A partner that may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// The transport company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<CarrierId>,
}

impl Facets {
    /// The entries of registers that they name.
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        let refers = |field, kind, id: Option<uuid::Uuid>| id.map(|id| Reference { field, kind, id });
        [
            refers("agency", Register::Agencies, self.agency.map(AgencyId::uuid)),
            refers("branch", Register::Branches, self.branch.map(BranchId::uuid)),
            refers("partner", Register::Partners, self.partner.map(PartnerId::uuid)),
            refers("carrier", Register::Carriers, self.carrier.map(CarrierId::uuid)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// What an operator may still change while nobody has set out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Describing {
    /// What it is, for the driver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text<500>>,
    /// What order it fulfils.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Text<200>>,
    /// What it is invoiced as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice: Option<Invoice>,
    /// The number of the packing list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manifest: Option<Text<50>>,
    /// What the account's other system calls the freight that it goes by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freight: Option<Text<60>>,
    /// What the driver is to be paid at the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_collect: Option<Money>,
    /// Its packages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<Package>,
    /// Grams of all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Grams>,
    /// Cubic centimetres of all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<u32>,
    /// What the goods are worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Money>,
    /// Minutes at the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_minutes: Option<u16>,
    /// 0 to 9; more is more urgent.
    #[serde(default)]
    pub priority: u8,
    /// What the driver must be able to do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Text<40>>,
    /// The day that was agreed with the recipient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<Date>,
    /// The hours within which the recipient can be met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// Who sends it, for the driver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<Text<100>>,
    /// Who has to do with it.
    #[serde(default)]
    pub facets: Facets,
    /// What proves that it was carried out.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub required: BTreeSet<ProofKind>,
}

/// A service. It holds no personal data: the recipient is one item, and an address is one of the recipient's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    /// Its identifier, which tells when it was made.
    pub id: ServiceId,
    /// What people call it.
    pub code: TrackingCode,
    /// What is done.
    pub kind: Kind,
    /// Identifier in the system that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<Text<30>>,
    /// The recipient.
    pub customer: CustomerId,
    /// Which of the recipient's addresses, from 0.
    pub address: u16,
    /// The state of the country that the address is in, to limit sight by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// What can be changed.
    pub describing: Describing,
    /// What was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<Promise>,
    /// The window that was chosen for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<Booking>,
    /// The window that it gave back as it ended; none once it has one again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Booking>,
    /// When it was made.
    pub created_at: Timestamp,
    /// The import it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<crate::id::ImportId>,
    /// Everything that was decided and happened.
    #[serde(default)]
    pub life: Life,
    /// Kinds of proof that are attached.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub proven: BTreeSet<ProofKind>,
    /// How many entries its timeline has, and the hash of the last.
    pub timeline: crate::timeline::Head,
    /// The recipient's link to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<TrackingLink>,
}

impl Service {
    /// The state that its life gives.
    #[must_use]
    pub fn state(&self) -> State {
        self.life.state()
    }

    /// What sight of it depends on.
    #[must_use]
    pub fn placement(&self) -> Placement {
        let Facets { branch, partner, carrier, .. } = self.describing.facets;
        Placement { branch, partner, carrier, state: self.region.clone() }
    }

    /// The places that it takes in a window: one delivery of so many packages.
    #[must_use]
    pub fn load(&self) -> Load {
        Load::of_units(u32::try_from(self.describing.packages.len()).unwrap_or(u32::MAX))
    }

    /// Whether it was ever given to a driver.
    #[must_use]
    pub fn was_given_to(&self, driver: DriverId) -> bool {
        self.life.decisions.iter().any(|decision| decision.holding.is_some_and(|holding| holding.driver == driver))
    }

    /// Whether it concerns a caller: a driver by having been given it, everybody else by sight.
    #[must_use]
    pub fn concerns(&self, caller: &Caller) -> bool {
        match caller.driver() {
            Some(driver) => self.was_given_to(driver),
            None => caller.visibility().sees(&self.placement()),
        }
    }

    /// Whether a driver may see all that proves it: while the driver holds it, and so long after what ended it there.
    #[must_use]
    pub fn is_with(&self, driver: DriverId, long: SignedDuration, now: Timestamp) -> bool {
        let state = self.life.state();
        let held = state.holding.is_some_and(|holding| holding.driver == driver);
        held && state.ended_at.is_none_or(|ended| now.duration_since(ended) <= long)
    }

    /// The status that its life gives.
    #[must_use]
    pub fn status(&self) -> Status {
        self.life.state().status
    }
}
