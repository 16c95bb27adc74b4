//! Addresses that are sent to people. Their tokens are derived each time, and kept nowhere.

use crate::{Gate, credentials};
use domain::id::ServiceId;
use domain::link::TrackingLink;
use domain::service::Service;

/// The address at which whoever waits for a service follows it.
#[must_use]
pub fn tracking(gate: &Gate, service: &Service) -> String {
    let generation = service.link.as_ref().map_or(0, |link| link.generation);
    let token = credentials::tracking_token(gate.keys().link.bytes(), service.id, generation);
    format!("{}/t/{token}", gate.link_base())
}

/// The link of that generation, as the service keeps it.
#[must_use]
pub fn tracking_link(gate: &Gate, service: ServiceId, generation: u32) -> TrackingLink {
    let token = credentials::tracking_token(gate.keys().link.bytes(), service, generation);
    TrackingLink { generation, digest: credentials::link_digest(&token).unwrap_or_default() }
}
