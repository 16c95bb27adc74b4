//! What a device sends, read: each report by itself.

use domain::id::{DriverId, EventId, ReasonId, ServiceId};
use domain::place::Point;
use domain::proof::Receiver;
use domain::service::{Count, Exchange, FactKind, ProofKind, Text};
use edge::{FieldError, Fields, Problem};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Event, MOST, Outcome, Reports};

/// Reports, read.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) driver: DriverId,
    pub(crate) device: String,
    pub(crate) exchange: Exchange,
    /// By `seq`, each as it was read.
    pub(crate) reports: Vec<Result<Report, Box<Outcome>>>,
}

/// One report, read.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) id: EventId,
    pub(crate) seq: u64,
    pub(crate) service: ServiceId,
    pub(crate) what: What,
    pub(crate) occurred_at: Timestamp,
    pub(crate) count: Option<Count>,
    pub(crate) base_version: Option<u64>,
    pub(crate) place: Option<Point>,
    pub(crate) receiver: Option<Receiver>,
    /// What was scanned.
    pub(crate) code: Option<Text<60>>,
    pub(crate) digest: String,
}

impl Told {
    /// Whether an earlier one of the same request has its identifier or its number, and says something else.
    pub(crate) fn repeats_name(&self, report: &Report) -> bool {
        let earlier = self.reports.iter().flatten().take_while(|earlier| !std::ptr::eq(*earlier, report));
        let same_name = |earlier: &Report| earlier.id == report.id || earlier.seq == report.seq;
        let differs = |earlier: &Report| earlier.id != report.id || earlier.digest != report.digest;
        earlier.into_iter().any(|earlier| same_name(earlier) && differs(earlier))
    }
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
    /// Reads the body of a request that arrived at a moment. What is wrong with one report is its own answer.
    pub(crate) fn read(&self, received_at: Timestamp) -> Result<Told, Problem> {
        let mut fields = Fields::new();
        let driver = fields.take("/driver", "invalid_id", self.driver.as_str(), self.driver.parse::<DriverId>());
        let device = fields.take("/device", "text", self.device.as_str(), Text::<60>::new(&self.device));
        if !(1..=MOST).contains(&self.events.len()) {
            fields.refuse("/events", "count", "One request has 1 to 100 reports.", None);
        }
        let (driver, device) = fields.all(driver.zip(device))?;
        let exchange = Exchange {
            sent_at: self.sent_at,
            count: count(self.boot.as_deref(), self.monotonic_ms),
            round_trip: self.round_trip_ms.map(|millis| SignedDuration::from_millis(i64::from(millis))),
            received_at,
        };
        let mut events: Vec<(usize, &Value)> = self.events.iter().enumerate().collect();
        events.sort_by_key(|(_, event)| event.get("seq").and_then(Value::as_u64).unwrap_or(u64::MAX));
        let reports = events.into_iter().map(|(n, event)| read(n, event)).collect();
        Ok(Told { driver, device: device.as_str().to_owned(), exchange, reports })
    }
}

/// What counts on from the last start of a device, where it is told.
fn count(boot: Option<&str>, millis: Option<u64>) -> Option<Count> {
    Some(Count { boot: boot?.to_owned(), millis: millis? })
}

/// One report, or why it cannot be.
fn read(n: usize, sent: &Value) -> Result<Report, Box<Outcome>> {
    let mut fields = Fields::new();
    let event = Event::deserialize(sent).map_err(|error| {
        let (pointer, rule, detail) = (format!("/events/{n}"), "type".to_owned(), error.to_string());
        Box::new(Outcome::invalid(sent, &[FieldError { pointer, rule, detail, value: None }]))
    })?;
    let report = event.read(n, &mut fields);
    fields.all(report).map_err(|problem| Box::new(Outcome::invalid(sent, problem.errors())))
}

impl Event {
    fn read(&self, n: usize, fields: &mut Fields) -> Option<Report> {
        let at = |name: &str| format!("/events/{n}/{name}");
        let id = fields.take(&at("id"), "invalid_id", self.id.as_str(), self.id.parse::<EventId>());
        let service =
            fields.take(&at("service"), "invalid_id", self.service.as_str(), self.service.parse::<ServiceId>());
        let place = match (self.lat, self.lng) {
            (Some(lat), Some(lng)) => fields.take(&at("lat"), "point", lat, Point::new(lat, lng)),
            (None, None) => None,
            (lat, _) => {
                let missing = if lat.is_none() { "lat" } else { "lng" };
                fields.refuse(&at(missing), "required", "A place has `lat` and `lng`.", None);
                None
            }
        };
        let receiver = Receiver {
            name: line(self.receiver_name.as_deref()),
            document: line(self.receiver_document.as_deref()),
            comment: line(self.comment.as_deref()),
        };
        // What is too long for a label is no code of a service.
        let code = self.code.as_deref().and_then(|code| Text::new(code).ok());
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
            count: count(self.boot.as_deref(), self.monotonic_ms),
            base_version: self.base_version,
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

/// What was written at the door, as one line that fits: it is never a reason to lose what happened there.
fn line<const LONGEST: usize>(text: Option<&str>) -> Option<Text<LONGEST>> {
    let spaced = text?.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let text: String = spaced.skip_while(|letter| letter.is_whitespace()).take(LONGEST).collect();
    Text::new(&text).ok()
}
