use domain::customer::Customer;
use domain::id::ServiceId;
use domain::service as life;
use edge::Gate;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::NewInvoice;
use super::shown::Service;

/// One line of a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceRow {
    /// Identifier.
    pub id: String,
    /// What people call it.
    pub code: String,
    /// delivery, collection or attendance.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is in.
    pub status: &'static str,
    /// Tries so far.
    pub attempts: usize,
    /// Who waits for it; null when the person was erased.
    pub customer: Option<String>,
    /// City, where known.
    pub city: Option<String>,
    /// Driver who carries it.
    pub driver: Option<String>,
    /// Id of the partner.
    pub partner: Option<String>,
    /// Id of the transport company.
    pub carrier: Option<String>,
    /// Number of the order.
    pub order: Option<String>,
    /// Its invoice.
    pub invoice: Option<NewInvoice>,
    /// What it is, for the driver.
    pub description: Option<String>,
    /// Id of the reason of its last failure.
    pub reason: Option<String>,
    /// By when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub deadline: Option<Timestamp>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

impl ServiceRow {
    /// A service on one line.
    pub(crate) fn new(gate: &Gate, id: ServiceId, service: &life::Service, customer: Option<&Customer>) -> Self {
        let state = service.state();
        let address = customer.and_then(|customer| customer.address(service.address));
        let whole = Service::new(gate, service, None);
        Self {
            id: id.to_string(),
            code: whole.code,
            kind: whole.kind,
            status: whole.status,
            attempts: state.attempts.len(),
            customer: customer.map(Customer::name),
            city: address.and_then(|address| address.city.as_ref()).map(ToString::to_string),
            driver: whole.driver,
            partner: whole.partner,
            carrier: whole.carrier,
            order: whole.order,
            invoice: whole.invoice,
            description: whole.description,
            reason: state.failure.map(|(reason, _)| reason.to_string()),
            deadline: service.promise.as_ref().and_then(|promise| promise.deadline),
            created_at: service.created_at,
        }
    }
}

/// A part of the services.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Services {
    /// In the order that was asked for.
    pub items: Vec<ServiceRow>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
    /// Whether a search leads to more than was looked through: then a longer text finds the rest.
    pub truncated: bool,
}
