//! What the entries of each register say.

use super::{Facts, Kind, Plate, Reference, Unique, WebAddress};
use crate::account::Name;
use crate::address::Address;
use crate::document::{Legal, TaxId};
use crate::email::Email;
use crate::id::{BranchId, CarrierId, DriverId, PartnerId, ReasonId, VehicleId};
use crate::phone::Phone;
use crate::service::{AfterFailure, Text};
use crate::visibility::Visibility;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(super) fn document(document: Option<&TaxId>) -> Option<Unique> {
    document.map(|document| Unique { field: "document", value: document.as_str().to_owned() })
}

pub(super) fn branch(id: Option<BranchId>) -> Option<Reference> {
    id.map(|id| Reference { field: "branch", kind: Kind::Branches, id: id.uuid() })
}

pub(super) fn carrier(id: Option<CarrierId>) -> Option<Reference> {
    id.map(|id| Reference { field: "carrier", kind: Kind::Carriers, id: id.uuid() })
}

/// What is known of a company, or of a person who acts as one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Company {
    /// Person or company.
    pub legal: Legal,
    /// Registered name.
    pub company_name: Option<Name>,
    /// Document.
    pub document: Option<TaxId>,
    /// Registration with the state.
    pub state_registration: Option<Name>,
    /// Registration with the city.
    pub municipal_registration: Option<Name>,
    /// Who to ask for.
    pub contact_name: Option<Name>,
    /// E-mail.
    pub email: Option<Email>,
    /// Telephone.
    pub phone: Option<Phone>,
    /// Mobile telephone.
    pub mobile: Option<Phone>,
    /// Where it is, and where its drivers set out from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

/// A place that the account operates from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Branch(pub Company);

impl Facts for Branch {
    type Id = BranchId;
    const KIND: Kind = Kind::Branches;
    const NAMES_REPEAT: bool = true;

    fn id(uuid: Uuid) -> BranchId {
        BranchId::new(uuid)
    }

    fn unique(&self) -> Vec<Unique> {
        document(self.0.document.as_ref()).into_iter().collect()
    }

    fn is_seen(&self, id: BranchId, sight: &Visibility) -> bool {
        sight.sees_branch(Some(id))
    }
}

/// A transport company.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Carrier(pub Company);

impl Facts for Carrier {
    type Id = CarrierId;
    const KIND: Kind = Kind::Carriers;
    const NAMES_REPEAT: bool = true;

    fn id(uuid: Uuid) -> CarrierId {
        CarrierId::new(uuid)
    }

    fn unique(&self) -> Vec<Unique> {
        document(self.0.document.as_ref()).into_iter().collect()
    }

    fn is_seen(&self, id: CarrierId, sight: &Visibility) -> bool {
        sight.sees_carrier(Some(id))
    }
}

/// A company that follows the services that refer to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Partner {
    /// Document.
    pub document: Option<TaxId>,
}

impl Facts for Partner {
    type Id = PartnerId;
    const KIND: Kind = Kind::Partners;
    const NAMES_REPEAT: bool = true;

    fn id(uuid: Uuid) -> PartnerId {
        PartnerId::new(uuid)
    }

    fn unique(&self) -> Vec<Unique> {
        document(self.document.as_ref()).into_iter().collect()
    }

    fn is_seen(&self, id: PartnerId, sight: &Visibility) -> bool {
        sight.sees_partner(Some(id))
    }
}

/// A driver.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Driver {
    /// What the driver's device signs in with.
    pub login: Option<super::Code>,
    /// Document of the person.
    pub document: Option<TaxId>,
    /// Telephone.
    pub phone: Option<Phone>,
    /// E-mail.
    pub email: Option<Email>,
    /// IANA name of the time zone of the driver's day; the account's when none.
    pub time_zone: Option<String>,
    /// The branch it drives for.
    pub branch: Option<BranchId>,
    /// The transport company it drives for.
    pub carrier: Option<CarrierId>,
    /// Picture of the driver, which whoever waits sees while the driver is on the way.
    #[serde(default)]
    pub photo: Option<WebAddress>,
    /// Number of the identity card: an RG in Brazil. This and what follows is for the account's own papers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_card: Option<TaxId>,
    /// What the social insurance knows the driver by: a PIS in Brazil.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub social_number: Option<TaxId>,
    /// What the employer knows the driver by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<Text<30>>,
    /// Where the driver lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_address: Option<Text<300>>,
}

impl Facts for Driver {
    type Id = DriverId;
    const KIND: Kind = Kind::Drivers;
    const NAMES_REPEAT: bool = true;

    fn id(uuid: Uuid) -> DriverId {
        DriverId::new(uuid)
    }

    fn unique(&self) -> Vec<Unique> {
        let login = self.login.as_ref().map(|login| Unique { field: "login", value: super::folded(login.as_str()) });
        login.into_iter().chain(document(self.document.as_ref())).collect()
    }

    fn references(&self) -> Vec<Reference> {
        branch(self.branch).into_iter().chain(carrier(self.carrier)).collect()
    }

    fn is_seen(&self, _: DriverId, sight: &Visibility) -> bool {
        sight.sees_branch(self.branch) && sight.sees_carrier(self.carrier)
    }

    fn placed(self, sight: &Visibility) -> Self {
        let (branch, carrier) = placed(self.branch, self.carrier, sight);
        Self { branch, carrier, ..self }
    }
}

/// What kind of vehicle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VehicleType {
    /// A truck.
    Truck,
    /// A van.
    Van,
    /// A car.
    #[default]
    Car,
    /// A motorcycle.
    Motorcycle,
    /// A bicycle.
    Bicycle,
}

/// A vehicle, and what it can carry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vehicle {
    /// What kind.
    pub vehicle_type: VehicleType,
    /// Number plate.
    pub plate: Option<Plate>,
    /// The most it carries, in grams.
    pub weight: Option<u64>,
    /// The most it carries, in cubic centimetres.
    pub volume: Option<u64>,
    /// The most packages it carries.
    pub units: Option<u32>,
    /// The branch it is of.
    pub branch: Option<BranchId>,
    /// The transport company it is of.
    pub carrier: Option<CarrierId>,
}

impl Facts for Vehicle {
    type Id = VehicleId;
    const KIND: Kind = Kind::Vehicles;
    const NAMES_REPEAT: bool = true;

    fn id(uuid: Uuid) -> VehicleId {
        VehicleId::new(uuid)
    }

    fn unique(&self) -> Vec<Unique> {
        self.plate.iter().map(|plate| Unique { field: "plate", value: plate.as_str().to_owned() }).collect()
    }

    fn references(&self) -> Vec<Reference> {
        branch(self.branch).into_iter().chain(carrier(self.carrier)).collect()
    }

    fn is_seen(&self, _: VehicleId, sight: &Visibility) -> bool {
        sight.sees_branch(self.branch) && sight.sees_carrier(self.carrier)
    }

    fn placed(self, sight: &Visibility) -> Self {
        let (branch, carrier) = placed(self.branch, self.carrier, sight);
        Self { branch, carrier, ..self }
    }
}

pub(super) fn placed(
    branch: Option<BranchId>,
    carrier: Option<CarrierId>,
    sight: &Visibility,
) -> (Option<BranchId>, Option<CarrierId>) {
    let row = sight.place(crate::visibility::Placement { branch, carrier, ..Default::default() });
    (row.branch, row.carrier)
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident, $kind:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name {}

        impl Facts for $name {
            type Id = ReasonId;
            const KIND: Kind = Kind::$kind;
            const NAMES_REPEAT: bool = false;

            fn id(uuid: Uuid) -> ReasonId {
                ReasonId::new(uuid)
            }
        }
    )+};
}

reasons! {
    /// Why somebody changes a status by hand.
    Justification, Justifications;
    /// Why a service succeeded as it did.
    SuccessReason, SuccessReasons;
    /// Why a chat ends.
    ChatReason, ChatReasons;
}

/// Why a service failed, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FailureReason {
    /// Whether the driver may open a chat about it.
    pub opens_chat: bool,
    /// Whether the office may still turn it round.
    pub reversible: bool,
    /// Whether the driver has to write a few words.
    pub asks_text: bool,
    /// What the service may do next.
    pub after: AfterFailure,
}

impl Facts for FailureReason {
    type Id = ReasonId;
    const KIND: Kind = Kind::FailureReasons;
    const NAMES_REPEAT: bool = false;

    fn id(uuid: Uuid) -> ReasonId {
        ReasonId::new(uuid)
    }
}
