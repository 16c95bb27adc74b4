//! What travels of proofs.

use std::collections::BTreeMap;

use blobs::Digest;
use domain::id::ServiceId;
use domain::place::Point;
use domain::proof::{self, Announced, Format, LARGEST_FILE, Receiver, Shows, Status};
use domain::service::Text;
use edge::{Fields, Problem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Evidence to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewProof {
    /// Id of the service.
    pub service: String,
    /// photo, signature, code or receiver.
    #[serde(rename = "type")]
    #[schema(example = "photo")]
    pub kind: String,
    /// Of a picture: `image/jpeg` or `image/png`.
    #[serde(default)]
    pub content_type: Option<String>,
    /// Of a picture: bytes of the file.
    #[serde(default)]
    pub size: Option<i64>,
    /// Of a picture: SHA-256 of the file, 64 hexadecimal digits.
    #[serde(default)]
    pub sha256: Option<String>,
    /// Of a code: what was scanned, the code of the service or of one of its packages.
    #[serde(default)]
    pub code: Option<String>,
    /// Of a receiver: the name.
    #[serde(default)]
    pub receiver_name: Option<String>,
    /// Of a receiver: a document.
    #[serde(default)]
    pub receiver_document: Option<String>,
    /// When it was taken; now without it.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub taken_at: Option<Timestamp>,
    /// Degrees north, WGS 84; with `lng`.
    #[serde(default)]
    pub lat: Option<f64>,
    /// Degrees east, WGS 84; with `lat`.
    #[serde(default)]
    pub lng: Option<f64>,
}

/// Evidence to add, read.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) service: ServiceId,
    pub(crate) shows: Shows,
    pub(crate) taken_at: Option<Timestamp>,
    pub(crate) place: Option<Point>,
}

impl NewProof {
    /// Reads the body.
    pub(crate) fn read(&self) -> Result<Asked, Problem> {
        let mut fields = Fields::new();
        let service = fields.take("/service", "invalid_id", self.service.as_str(), self.service.parse::<ServiceId>());
        let shows = match self.kind.as_str() {
            "photo" => self.file(&mut fields).map(Shows::Photo),
            "signature" => self.file(&mut fields).map(Shows::Signature),
            "code" => self.code(&mut fields),
            "receiver" => self.receiver(&mut fields),
            other => {
                let detail = "A proof is one of photo, signature, code, receiver.";
                fields.refuse("/type", "unknown_type", detail, Some(other.into()));
                None
            }
        };
        let place = match (self.lat, self.lng) {
            (Some(lat), Some(lng)) => fields.take("/lat", "point", lat, Point::new(lat, lng)),
            (None, None) => None,
            _ => {
                fields.refuse("/lat", "point", "Latitude and longitude come together.", None);
                None
            }
        };
        let (service, shows) = fields.all(service.zip(shows))?;
        Ok(Asked { service, shows, taken_at: self.taken_at, place })
    }

    fn file(&self, fields: &mut Fields) -> Option<Announced> {
        let media_type = self.content_type.as_deref().unwrap_or_default();
        let format = fields.take("/contentType", "content_type", media_type, media_type.parse::<Format>());
        let size = self.size.and_then(|size| u64::try_from(size).ok());
        let size = size.filter(|size| (1..=LARGEST_FILE).contains(size));
        if size.is_none() {
            let detail = format!("A picture has 1 to {LARGEST_FILE} bytes.");
            fields.refuse("/size", "file_size", detail, self.size.map(Into::into));
        }
        let digest = self.sha256.as_deref().and_then(Digest::parse);
        if digest.is_none() {
            let detail = "The SHA-256 of the file is 64 hexadecimal digits.";
            fields.refuse("/sha256", "sha256", detail, self.sha256.as_deref().map(Into::into));
        }
        self.nothing_but_a_picture(fields);
        Some(Announced { format: format?, size: size?, sha256: digest?.to_string() })
    }

    fn nothing_but_a_picture(&self, fields: &mut Fields) {
        for (name, given) in [
            ("/code", self.code.is_some()),
            ("/receiverName", self.receiver_name.is_some()),
            ("/receiverDocument", self.receiver_document.is_some()),
        ] {
            if given {
                fields.refuse(
                    name,
                    "other_type",
                    "A picture comes without words; send them as a proof of their own.",
                    None,
                );
            }
        }
    }

    fn code(&self, fields: &mut Fields) -> Option<Shows> {
        let code = self.code.as_deref().unwrap_or_default();
        fields.take("/code", "text", code, Text::new(code)).map(|code| Shows::Code { code })
    }

    fn receiver(&self, fields: &mut Fields) -> Option<Shows> {
        let receiver = Receiver {
            name: words(fields, "/receiverName", self.receiver_name.as_deref()),
            document: words(fields, "/receiverDocument", self.receiver_document.as_deref()),
            comment: None,
        };
        if self.receiver_name.is_none() && self.receiver_document.is_none() {
            fields.refuse("/receiverName", "required", "Say the name or a document of who received it.", None);
        }
        Some(Shows::Receiver(receiver))
    }
}

/// Words about a person: what was sent is not repeated in an error.
fn words<const LONGEST: usize>(fields: &mut Fields, pointer: &str, text: Option<&str>) -> Option<Text<LONGEST>> {
    fields.take_secret(pointer, "text", Text::new(text?))
}

/// Where a file goes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProofUpload {
    /// PUT.
    pub method: String,
    /// Address; whoever has it may send this one file, once.
    pub url: String,
    /// Headers that must be sent exactly so.
    pub headers: BTreeMap<String, String>,
    /// From then on it is refused.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

impl From<blobs::Presigned> for ProofUpload {
    fn from(signed: blobs::Presigned) -> Self {
        let blobs::Presigned { method, url, headers, expires_at } = signed;
        Self { method, url, headers: headers.into_iter().collect(), expires_at }
    }
}

/// Where a picture is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProofLinks {
    /// All of it.
    pub picture: String,
    /// At most 320 pixels a side, JPEG.
    pub thumbnail: String,
    /// From then on both are refused.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

/// Who received a service.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProofReceiver {
    /// The name.
    pub name: Option<String>,
    /// A document.
    pub document: Option<String>,
    /// What the driver wrote.
    pub comment: Option<String>,
}

impl From<&Receiver> for ProofReceiver {
    fn from(receiver: &Receiver) -> Self {
        Self {
            name: receiver.name.as_ref().map(ToString::to_string),
            document: receiver.document.as_ref().map(ToString::to_string),
            comment: receiver.comment.as_ref().map(ToString::to_string),
        }
    }
}

/// One piece of evidence.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// Identifier.
    pub id: String,
    /// Id of the service.
    pub service: String,
    /// photo, signature, code or receiver.
    #[serde(rename = "type")]
    #[schema(example = "photo")]
    pub kind: &'static str,
    /// `awaiting_upload`, checking, attached or refused.
    #[schema(example = "attached")]
    pub status: &'static str,
    /// Of a refused one: `not_uploaded`, `content_differs`, `not_this_format`, `too_many_pixels`, `too_deep`,
    /// `unreadable`, `blank`, `no_place` or `gave_up`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// The same as a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'static str>,
    /// Who brought it.
    pub author: String,
    /// When it was taken, as whoever took it says.
    #[schema(value_type = String, format = DateTime)]
    pub taken_at: Timestamp,
    /// When its status last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Timestamp,
    /// Degrees north, where known.
    pub lat: Option<f64>,
    /// Degrees east, where known.
    pub lng: Option<f64>,
    /// Of a picture: SHA-256 of the file that was announced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// What the timeline holds of it: SHA-256 of the picture as it is kept, or a keyed digest of the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// What was scanned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Who received it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiver: Option<ProofReceiver>,
    /// Where the picture is, once it is attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<ProofLinks>,
    /// Where the file goes; in the first answer only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload: Option<ProofUpload>,
}

impl Proof {
    /// A proof as it stands at a moment, without addresses.
    pub(crate) fn new(proof: &proof::Proof, now: Timestamp) -> Self {
        let status = proof.status_at(now);
        let flaw = match status {
            Status::Refused(flaw) => Some(flaw),
            _ => None,
        };
        let (code, receiver) = match &proof.shows {
            Shows::Code { code } => (Some(code.to_string()), None),
            Shows::Receiver(receiver) => (None, Some(ProofReceiver::from(receiver))),
            Shows::Photo(_) | Shows::Signature(_) => (None, None),
        };
        Self {
            id: proof.id.to_string(),
            service: proof.service.to_string(),
            kind: proof.shows.name(),
            status: status.name(),
            reason: flaw.map(proof::Flaw::name),
            detail: flaw.map(proof::Flaw::detail),
            author: proof.author.clone(),
            taken_at: proof.taken_at,
            updated_at: proof.updated_at,
            lat: proof.place.map(Point::lat),
            lng: proof.place.map(Point::lng),
            sha256: proof.shows.file().map(|file| file.sha256.clone()),
            digest: proof.digest.clone(),
            code,
            receiver,
            links: None,
            upload: None,
        }
    }
}

/// All evidence of a service.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Proofs {
    /// Oldest first.
    pub items: Vec<Proof>,
    /// The kinds that the service requires and has not: photo, signature, code, `receiver_name`, `receiver_document`.
    pub missing: Vec<&'static str>,
}
