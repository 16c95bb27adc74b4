use domain::customer::{Customer, LegalType};
use domain::service::{self as life, Actor, allowed};
use edge::{Gate, links};
use jiff::Timestamp;
use people::Address;
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::{Amount, NewInvoice};
use super::attempts::Attempt;
use super::change::action_name;
use super::review::HeldReport;

/// A service.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    /// Identifier.
    pub id: String,
    /// What people call it.
    #[schema(example = "7H3KD90QWEX")]
    pub code: String,
    /// The same in groups, to be read out.
    pub spoken_code: String,
    /// delivery, collection or attendance.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is in: active, routed, `under_way`, paused, done, failed, returned, `cancelled_by_office` or
    /// `cancelled_by_recipient`.
    #[schema(example = "active")]
    pub status: &'static str,
    /// It was carried out although it had been called off.
    pub after_cancel: bool,
    /// Reports of an end that wait for a person: take one over by a correction that names it, or dismiss it.
    pub held_reports: Vec<HeldReport>,
    /// Kinds of proof that the service requires and has not, although it is done.
    pub owed_proof: Vec<&'static str>,
    /// What may be done by hand, and what it would become.
    pub allowed: Vec<AllowedChange>,
    /// Every try.
    pub attempts: Vec<Attempt>,
    /// Id of the success reason that the driver chose; null while it is not done, or none was.
    pub success_reason: Option<String>,
    /// Driver who carries it; null when nobody does.
    pub driver: Option<String>,
    /// Route that it is in; null when in none.
    pub route: Option<String>,
    /// Identifier in the system that it comes from.
    pub external_id: Option<String>,
    /// Number of the order.
    pub order: Option<String>,
    /// Its invoice.
    pub invoice: Option<NewInvoice>,
    /// What it is, for the driver.
    pub description: Option<String>,
    /// Who waits for it; null when the person was erased.
    pub customer: Option<Recipient>,
    /// Where; null when the person was erased.
    pub address: Option<Address>,
    /// Its packages.
    pub packages: Vec<ServicePackage>,
    /// Grams of all of it.
    pub weight: Option<i64>,
    /// Cubic centimetres of all of it.
    pub volume: Option<u32>,
    /// What the goods are worth.
    pub goods_value: Option<Amount>,
    /// Minutes at the address.
    pub service_minutes: Option<u16>,
    /// 0 to 9; more is more urgent.
    pub priority: u8,
    /// What the driver must be able to do.
    pub skills: Vec<String>,
    /// The day that was agreed with the recipient.
    pub scheduled_date: Option<String>,
    /// Id of the delivery window that it gave back as it ended, while it has no other; one that was brought back found
    /// no place there any more.
    pub left_window: Option<String>,
    /// The hours within which the recipient can be met.
    pub time_window: Option<String>,
    /// Who sends it.
    pub sender: Option<String>,
    /// Number of the packing list.
    pub manifest: Option<String>,
    /// What the account's other system calls the freight that it goes by.
    pub freight_id: Option<String>,
    /// What the driver is to be paid at the address.
    pub amount_to_collect: Option<Amount>,
    /// Id of the agency.
    pub agency: Option<String>,
    /// Id of the branch.
    pub branch: Option<String>,
    /// Id of the partner.
    pub partner: Option<String>,
    /// Id of the transport company.
    pub carrier: Option<String>,
    /// What proves it.
    pub required_proof: Vec<&'static str>,
    /// What was promised.
    pub promise: Option<ServicePromise>,
    /// Address at which the recipient follows it. Whoever has it sees the delivery: treat it as a secret.
    #[schema(example = "https://example.com/t/3kTMd8UqH0xS1fGWcY5vZb")]
    pub tracking_url: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Entries of its timeline.
    pub timeline_count: u32,
    /// Hash of the last entry, which vouches for all before it.
    pub timeline_hash: String,
}

/// What may be done by hand.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AllowedChange {
    /// retry, reschedule, return, cancel or correct.
    pub action: &'static str,
    /// What it would become.
    pub to: &'static str,
}

/// Who waits for a service.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    /// Identifier of the customer.
    pub id: String,
    /// person or company.
    pub legal_type: &'static str,
    /// The whole name.
    pub name: String,
    /// Document.
    pub document: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Identifier in the system that the customer comes from.
    pub external_id: Option<String>,
}

/// A package.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServicePackage {
    /// What its label says.
    pub barcode: String,
    /// Grams.
    pub weight: Option<i64>,
}

/// What was promised.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServicePromise {
    /// Id of the quote.
    pub quote: Option<String>,
    /// Id of what was reserved of it.
    pub reservation: Option<String>,
    /// By when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub deadline: Option<Timestamp>,
    /// Price in minor units.
    pub price: Option<i64>,
    /// Id of the shipping policy.
    pub policy: Option<String>,
}

impl Service {
    /// A service with its customer.
    pub(crate) fn new(gate: &Gate, service: &life::Service, customer: Option<&Customer>) -> Self {
        let state = service.state();
        let said = &service.describing;
        let facets = said.facets;
        let text = |id: Option<&dyn ToString>| id.map(ToString::to_string);
        Self {
            id: service.id.to_string(),
            code: service.code.as_str().to_owned(),
            spoken_code: service.code.spoken(),
            kind: service.kind.name(),
            status: state.status.name(),
            after_cancel: state.after_cancel,
            held_reports: service.life.waiting().into_iter().map(HeldReport::from).collect(),
            owed_proof: service.owed().iter().map(|kind| kind.name()).collect(),
            allowed: by_hand(state.status),
            attempts: state.attempts.iter().map(Attempt::from).collect(),
            success_reason: state.success.map(|reason| reason.to_string()),
            driver: state.holding.map(|holding| holding.driver.to_string()),
            route: state.holding.map(|holding| holding.route.to_string()),
            external_id: service.external.as_ref().map(ToString::to_string),
            order: said.order.as_ref().map(ToString::to_string),
            invoice: said.invoice.as_ref().map(|invoice| NewInvoice {
                number: invoice.number.to_string(),
                series: invoice.series.as_ref().map(ToString::to_string),
            }),
            description: said.description.as_ref().map(ToString::to_string),
            customer: customer.map(Recipient::from),
            address: customer.and_then(|customer| customer.address(service.address)).map(Address::from),
            packages: said.packages.iter().map(ServicePackage::from).collect(),
            weight: said.weight.map(i64::from),
            volume: said.volume,
            goods_value: said.value.map(Amount::from),
            service_minutes: said.service_minutes,
            priority: said.priority,
            skills: said.skills.iter().map(ToString::to_string).collect(),
            scheduled_date: said.scheduled.map(|date| date.to_string()),
            left_window: service.left.as_ref().map(|left| left.window.to_string()),
            time_window: said.hours.map(|hours| hours.to_string()),
            sender: said.sender.as_ref().map(ToString::to_string),
            manifest: said.manifest.as_ref().map(ToString::to_string),
            freight_id: said.freight.as_ref().map(ToString::to_string),
            amount_to_collect: said.to_collect.map(Amount::from),
            agency: text(facets.agency.as_ref().map(|id| -> &dyn ToString { id })),
            branch: text(facets.branch.as_ref().map(|id| -> &dyn ToString { id })),
            partner: text(facets.partner.as_ref().map(|id| -> &dyn ToString { id })),
            carrier: text(facets.carrier.as_ref().map(|id| -> &dyn ToString { id })),
            required_proof: said.required.iter().map(|kind| kind.name()).collect(),
            promise: service.promise.as_ref().map(ServicePromise::from),
            tracking_url: links::tracking(gate, service),
            created_at: service.created_at,
            timeline_count: service.timeline.count,
            timeline_hash: service.timeline.hash.clone(),
        }
    }
}

fn by_hand(status: life::Status) -> Vec<AllowedChange> {
    let by_route = |action| matches!(action, life::Action::Plan | life::Action::Unplan);
    allowed(Actor::Office, status)
        .filter(|rule| !by_route(rule.action))
        .map(|rule| AllowedChange { action: action_name(rule.action), to: rule.to.name() })
        .collect()
}

impl From<&Customer> for Recipient {
    fn from(customer: &Customer) -> Self {
        Self {
            id: customer.id.to_string(),
            legal_type: match customer.legal_type {
                LegalType::Person => "person",
                LegalType::Company => "company",
            },
            name: customer.name(),
            document: customer.document.as_ref().map(|document| document.as_str().to_owned()),
            phone: customer.phone.as_ref().map(ToString::to_string),
            email: customer.email.as_ref().map(ToString::to_string),
            external_id: customer.external_id.as_ref().map(ToString::to_string),
        }
    }
}

impl From<&life::Package> for ServicePackage {
    fn from(package: &life::Package) -> Self {
        Self { barcode: package.barcode.to_string(), weight: package.weight.map(i64::from) }
    }
}

impl From<&life::Promise> for ServicePromise {
    fn from(promise: &life::Promise) -> Self {
        Self {
            quote: promise.quote.map(|quote| quote.to_string()),
            reservation: promise.reservation.map(|reservation| reservation.to_string()),
            deadline: promise.deadline,
            price: promise.price,
            policy: promise.policy.as_ref().map(ToString::to_string),
        }
    }
}
