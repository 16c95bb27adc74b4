use domain::id::ReasonId;
use domain::register::{Kind, Reference};
use domain::service::{self as life, Fact, FactKind, WhyHeld};
use edge::{Fields, Problem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::change::action_name;
use super::texts::optional;

/// A report of a device that waits for a person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeldReport {
    /// Id of the report.
    pub id: String,
    /// complete or fail.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Id of the driver who reported.
    pub driver: String,
    /// The device, by the name that its installation keeps.
    pub device: String,
    /// When it happened, by our clock.
    #[schema(value_type = String, format = DateTime)]
    pub happened_at: Timestamp,
    /// When the report arrived.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
    /// Why it waits: `too_old`, which is also of a driver who is blocked, `proof_missing`, `not_assigned`,
    /// `reason_unknown` or `comment_missing`.
    #[schema(example = "not_assigned")]
    pub code: &'static str,
    /// Kinds of proof that it lacks.
    pub missing: Vec<&'static str>,
    /// Of a failure: id of the reason.
    pub reason: Option<String>,
}

impl From<(&Fact, WhyHeld)> for HeldReport {
    fn from((fact, why): (&Fact, WhyHeld)) -> Self {
        let reason = match fact.kind {
            FactKind::Fail { reason, .. } => Some(reason.to_string()),
            _ => None,
        };
        Self {
            id: fact.id.to_string(),
            kind: action_name(fact.kind.action()),
            driver: fact.driver.to_string(),
            device: fact.device.clone(),
            happened_at: fact.corrected_at,
            received_at: fact.received_at,
            code: why.name(),
            missing: fact.kind.lacking().into_iter().flatten().map(|kind| kind.name()).collect(),
            reason,
        }
    }
}

/// A service that somebody has to look at.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceReview {
    /// Id of the service.
    pub service: String,
    /// What people call it.
    pub code: String,
    /// What it is in.
    pub status: &'static str,
    /// Reports that wait for a person.
    pub held_reports: Vec<HeldReport>,
    /// Kinds of proof that are owed a day after it was done.
    pub owed_proof: Vec<&'static str>,
}

impl ServiceReview {
    /// A service, with the proofs that are owed.
    pub(crate) fn new(service: &life::Service, owed: Vec<&'static str>) -> Self {
        Self {
            service: service.id.to_string(),
            code: service.code.as_str().to_owned(),
            status: service.status().name(),
            held_reports: service.life.waiting().into_iter().map(HeldReport::from).collect(),
            owed_proof: owed,
        }
    }
}

/// A part of the services that somebody has to look at.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceReviews {
    /// In the order in which they were made.
    pub items: Vec<ServiceReview>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// Why a report counts for nothing.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = HeldReportDismissal)]
pub struct Dismissal {
    /// Id of a justification.
    pub justification: String,
}

impl Dismissal {
    /// The justification that the body names.
    pub(crate) fn read(&self) -> Result<Reference, Problem> {
        let mut fields = Fields::new();
        let id = optional::<ReasonId>(&mut fields, "/justification", "invalid_id", Some(&self.justification));
        if id.is_none() && self.justification.trim().is_empty() {
            fields.refuse("/justification", "required", "Say why it counts for nothing.", None);
        }
        let id = fields.all(id)?;
        Ok(Reference { field: "justification", kind: Kind::Justifications, id: id.uuid() })
    }
}
