//! What travels between a device and us.

use domain::id::EventId;
use domain::service::{Service, Verdict};
use edge::{FieldError, WireFieldError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::standing::Standing;

mod reading;
mod stops;

pub(crate) use reading::{Report, Told, What};
pub use stops::{Stop, StopInvoice, Stops};

/// Bytes of one request.
pub(crate) const LARGEST: usize = 256 << 10;
/// Reports of one request.
const MOST: usize = 100;
/// Characters of a strange identifier that are sent back.
const LONGEST_ID: usize = 60;

/// Reports of one device.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = DriverReports)]
pub struct Reports {
    /// Id of the driver who is signed in on the device.
    pub driver: String,
    /// The device, by a name that its installation keeps.
    #[schema(example = "b7c1a5e0")]
    pub device: String,
    /// When this request left, by the clock of the device: tells what that clock is wrong by.
    #[schema(value_type = String, format = DateTime)]
    pub sent_at: Timestamp,
    /// Which start of the device this is, by a name that it makes when it starts.
    #[serde(default)]
    #[schema(example = "5f0c")]
    pub boot: Option<String>,
    /// Milliseconds since that start when this request left, by what nobody can set: reports that have the same `boot` get
    /// their times from it, whatever the clock of the device said.
    #[serde(default)]
    pub monotonic_ms: Option<u64>,
    /// Milliseconds that the request before took there and back: half of it is what this one was on its way.
    #[serde(default)]
    pub round_trip_ms: Option<u32>,
    /// 1 to 100 reports, in any order. Each is read by itself.
    #[schema(value_type = Vec<Event>)]
    pub events: Vec<Value>,
}

/// One report.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = DriverReport)]
pub struct Event {
    /// A `UUIDv7` that the device made, and sends with every repeat.
    pub id: String,
    /// Its place among all reports of the device, from 1, without gaps.
    pub seq: u64,
    /// Id of the service.
    pub service: String,
    /// start, arrive, pause, deliver or fail.
    #[serde(rename = "type")]
    #[schema(example = "deliver")]
    pub kind: String,
    /// When it happened, by the clock of the device.
    #[schema(value_type = String, format = DateTime)]
    pub occurred_at: Timestamp,
    /// Which start of the device it happened in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boot: Option<String>,
    /// Milliseconds since that start when it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monotonic_ms: Option<u64>,
    /// The `version` of the stop that the device showed: kept with the report, and no condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_version: Option<u64>,
    /// Degrees north, WGS 84; with `lng`. Of a report that counts, it is where the driver is until a newer position comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east, WGS 84; with `lat`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lng: Option<f64>,
    /// Of a failure: id of the reason; of a delivery: id of the success reason, where one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of a delivery: the proofs that were taken, by their kinds. A photo and a signature may be uploaded later, and are
    /// owed until they are. A code, and the name and the document of the receiver, count when they are sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proofs: Vec<String>,
    /// Of a delivery: the code that was scanned, of the service or of one of its packages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Of a delivery: who received it. This and the other words are kept as one line, and what is too long is cut: nothing
    /// that happened is refused for its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver_name: Option<String>,
    /// Of a delivery: a document of who received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver_document: Option<String>,
    /// What the driver wrote; some reasons of failures ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// What became of the reports.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DriverReportOutcomes)]
pub struct Outcomes {
    /// One for each, by `seq`.
    pub items: Vec<Outcome>,
}

/// What became of one report.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DriverReportOutcome)]
pub struct Outcome {
    /// Id of the report, as it was sent.
    pub id: String,
    /// applied, duplicate, superseded, held or refused.
    #[schema(example = "applied")]
    pub outcome: String,
    /// Of a duplicate: what became of it the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Of a refused one: `invalid_report`, `unknown_service`, `id_reused`, `history_full`. Of a held one: `proof_missing` or
    /// `comment_missing` (report it again, under a name of its own, with what is missing), `reason_unknown`,
    /// `not_assigned` (the driver does not hold the service), `driver_blocked`, `too_old`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The proofs that are missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Of an invalid one: the fields that break rules, by their place in the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<WireFieldError>,
    /// What the service is in now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

impl Outcome {
    pub(crate) fn of(id: EventId, outcome: &str, service: &Service, first: Option<Verdict>) -> Self {
        let known = service.life.facts.iter().find(|fact| fact.id == id);
        let lacking = known.and_then(|fact| fact.kind.lacking()).into_iter().flatten();
        let missing: Vec<String> = lacking.map(|kind| kind.name().to_owned()).collect();
        let became = match first {
            Some(first) => verdict(first),
            None => outcome,
        };
        Self {
            id: id.to_string(),
            outcome: outcome.to_owned(),
            first: first.map(|first| verdict(first).to_owned()),
            code: known.filter(|_| became == "held").map(|fact| fact.why_held(&service.state()).name().to_owned()),
            missing,
            errors: Vec::new(),
            status: Some(service.status().name().to_owned()),
        }
    }

    /// The same; what is held because of who reports it says so.
    pub(crate) fn because(self, standing: Standing) -> Self {
        let blocked = self.code.is_some() && standing == Standing::Blocked;
        if blocked { Self { code: Some("driver_blocked".to_owned()), ..self } } else { self }
    }

    pub(crate) fn refused(id: EventId, code: &str) -> Self {
        Self {
            id: id.to_string(),
            outcome: "refused".to_owned(),
            first: None,
            code: Some(code.to_owned()),
            missing: Vec::new(),
            errors: Vec::new(),
            status: None,
        }
    }

    /// Of one that cannot be read.
    pub(crate) fn invalid(sent: &Value, errors: &[FieldError]) -> Self {
        Self {
            id: sent.get("id").and_then(Value::as_str).unwrap_or_default().chars().take(LONGEST_ID).collect(),
            outcome: "refused".to_owned(),
            first: None,
            code: Some("invalid_report".to_owned()),
            missing: Vec::new(),
            errors: errors.iter().map(WireFieldError::from).collect(),
            status: None,
        }
    }
}

/// The name of a verdict on the wire.
pub(crate) const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Applied => "applied",
        Verdict::Superseded => "superseded",
        Verdict::Held => "held",
    }
}
