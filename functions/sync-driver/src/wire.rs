//! What travels between a device and us.

use domain::id::{DriverId, EventId, ReasonId, ServiceId};
use domain::place::Point;
use domain::proof::Receiver;
use domain::service::{FactKind, ProofKind, Service, Text, Verdict};
use edge::{Fields, Problem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use utoipa::ToSchema;

use crate::standing::Standing;

mod stops;

pub use stops::{Stop, Stops};

/// Bytes of one request.
pub(crate) const LARGEST: usize = 256 << 10;
/// Reports of one request.
const MOST: usize = 100;

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
    /// 1 to 100 reports, in any order.
    pub events: Vec<Event>,
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
    /// Degrees north, WGS 84; with `lng`.
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
    /// Of a delivery: who received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver_name: Option<String>,
    /// Of a delivery: a document of who received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver_document: Option<String>,
    /// What the driver wrote; some reasons of failures ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// Reports, read.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) driver: DriverId,
    pub(crate) device: String,
    pub(crate) sent_at: Timestamp,
    pub(crate) reports: Vec<Report>,
}

/// One report, read.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) id: EventId,
    pub(crate) seq: u64,
    pub(crate) service: ServiceId,
    pub(crate) what: What,
    pub(crate) occurred_at: Timestamp,
    pub(crate) place: Option<Point>,
    pub(crate) receiver: Option<Receiver>,
    /// What was scanned.
    pub(crate) code: Option<Text<60>>,
    pub(crate) digest: String,
}

impl Report {
    /// Whether the driver wrote nothing.
    pub(crate) fn is_silent(&self) -> bool {
        self.receiver.as_ref().is_none_or(|said| said.comment.is_none())
    }
}

/// What happened.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Started,
    Arrived,
    Paused,
    Delivered(BTreeSet<ProofKind>, Option<ReasonId>),
    Failed(ReasonId),
}

impl What {
    /// As a fact; a failure, which needs its reason's rule, is made elsewhere.
    pub(crate) fn fact(&self) -> FactKind {
        match self {
            Self::Started => FactKind::Start,
            Self::Arrived => FactKind::Arrive,
            Self::Paused | Self::Failed(_) => FactKind::Pause,
            Self::Delivered(proofs, reason) => {
                FactKind::Complete { proofs: proofs.clone(), lacking: BTreeSet::new(), reason: *reason }
            }
        }
    }

    /// The name on the wire.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Started => "start",
            Self::Arrived => "arrive",
            Self::Paused => "pause",
            Self::Delivered(..) => "deliver",
            Self::Failed(_) => "fail",
        }
    }
}

impl Reports {
    /// Reads the body.
    pub(crate) fn read(&self) -> Result<Told, Problem> {
        let mut fields = Fields::new();
        let driver = fields.take("/driver", "invalid_id", self.driver.as_str(), self.driver.parse::<DriverId>());
        let device = fields.take("/device", "text", self.device.as_str(), Text::<60>::new(&self.device));
        if !(1..=MOST).contains(&self.events.len()) {
            fields.refuse("/events", "count", "One request has 1 to 100 reports.", None);
        }
        let mut reports: Vec<Report> =
            self.events.iter().take(MOST).enumerate().filter_map(|(n, event)| event.read(n, &mut fields)).collect();
        let (driver, device) = fields.all(driver.zip(device))?;
        reports.sort_by_key(|report| report.seq);
        Ok(Told { driver, device: device.as_str().to_owned(), sent_at: self.sent_at, reports })
    }
}

impl Event {
    fn read(&self, n: usize, fields: &mut Fields) -> Option<Report> {
        let at = |name: &str| format!("/events/{n}/{name}");
        let id = fields.take(&at("id"), "invalid_id", self.id.as_str(), self.id.parse::<EventId>());
        let service =
            fields.take(&at("service"), "invalid_id", self.service.as_str(), self.service.parse::<ServiceId>());
        let place = match (self.lat, self.lng) {
            (Some(lat), Some(lng)) => fields.take(&at("lat"), "point", lat, Point::new(lat, lng)),
            _ => None,
        };
        let receiver = Receiver {
            name: short(fields, &at("receiverName"), self.receiver_name.as_deref()),
            document: short(fields, &at("receiverDocument"), self.receiver_document.as_deref()),
            comment: short(fields, &at("comment"), self.comment.as_deref()),
        };
        let code = short(fields, &at("code"), self.code.as_deref());
        let what = match self.kind.as_str() {
            "start" => Some(What::Started),
            "arrive" => Some(What::Arrived),
            "pause" => Some(What::Paused),
            "deliver" => {
                let said = self.reason.as_deref();
                let reason =
                    said.and_then(|text| fields.take(&at("reason"), "invalid_id", text, text.parse::<ReasonId>()));
                Some(What::Delivered(self.proofs(n, &receiver, fields), reason))
            }
            "fail" => {
                let reason = self.reason.as_deref().unwrap_or_default();
                fields.take(&at("reason"), "invalid_id", reason, reason.parse::<ReasonId>()).map(What::Failed)
            }
            other => {
                let detail = "A report is one of start, arrive, pause, deliver, fail.";
                fields.refuse(&at("type"), "unknown_type", detail, Some(other.into()));
                None
            }
        };
        let said = receiver.name.is_some() || receiver.document.is_some() || receiver.comment.is_some();
        Some(Report {
            id: id?,
            seq: self.seq,
            service: service?,
            what: what?,
            occurred_at: self.occurred_at,
            place,
            receiver: said.then_some(receiver),
            code,
            digest: self.digest(),
        })
    }

    fn proofs(&self, n: usize, receiver: &Receiver, fields: &mut Fields) -> BTreeSet<ProofKind> {
        let read = |(k, kind): (usize, &String)| {
            let error = "a proof is one of photo, signature, code, receiver_name, receiver_document";
            let read = kind.parse::<ProofKind>().map_err(|_| error);
            fields.take(&format!("/events/{n}/proofs/{k}"), "unknown_proof", kind.as_str(), read)
        };
        let mut proofs: BTreeSet<ProofKind> = self.proofs.iter().enumerate().filter_map(read).collect();
        let words = [
            (ProofKind::ReceiverName, receiver.name.is_some()),
            (ProofKind::ReceiverDocument, receiver.document.is_some()),
        ];
        // What is only claimed is no proof: the words themselves are.
        for (kind, said) in words {
            if said {
                proofs.insert(kind)
            } else {
                proofs.remove(&kind)
            };
        }
        proofs
    }

    /// Tells a repeat from another report under the same name.
    fn digest(&self) -> String {
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        Sha256::digest(&bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

fn short<const LONGEST: usize>(fields: &mut Fields, pointer: &str, text: Option<&str>) -> Option<Text<LONGEST>> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    fields.take_secret(pointer, "text", Text::new(text))
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
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DriverReportOutcome)]
pub struct Outcome {
    /// Id of the report.
    pub id: String,
    /// applied, duplicate, superseded, held or refused.
    #[schema(example = "applied")]
    pub outcome: String,
    /// Of a duplicate: what became of it the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Of a refused one: `unknown_service`, `unknown_reason`, `comment_missing`, `id_reused`, `history_full`. Of a held
    /// one: `proof_missing` (report it again, under a name of its own, with the proofs), `not_assigned` (the driver does not
    /// hold the service), `driver_blocked`, `too_old`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The proofs that are missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
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
