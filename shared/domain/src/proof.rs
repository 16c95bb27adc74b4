//! Evidence of what happened at the address: photos, signatures, scanned codes, and who received it.
//!
//! Proofs are only ever added. Words are evidence at once; a picture is when the file that was announced has arrived,
//! has been found to be that picture, and has been written anew without anything but what is seen on it.
//!
//! # What a delivery needs
//! A service says which kinds of proof it requires; where it does not, its brand does, and else the account.
//! - The office cannot put a service to done while a required kind is not attached: [`owed`] says which are missing.
//! - A device reports a delivery together with the kinds that were taken at the door, which may be uploaded later. A
//!   report that lacks one is a physical fact all the same: it is kept, [held](crate::service::Verdict::Held), and
//!   answered with what is missing. It moves nothing until the device reports again with the proofs, or somebody in the
//!   office attaches what is missing and puts the service right.

use crate::id::{EventId, ProofId, ServiceId};
use crate::place::Point;
use crate::service::{ProofKind, Text};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::{fmt, str::FromStr};

/// Bytes of a picture as it is uploaded.
pub const LARGEST_FILE: u64 = 12 << 20;
/// Pixels of a picture: what cameras call 24 megapixels, 5712 x 4284 among them.
pub const MOST_PIXELS: u64 = 24_500_000;
/// How long the address of an upload works.
pub const UPLOAD_OPEN: SignedDuration = SignedDuration::from_mins(15);
/// How long the bucket goes on telling of a file.
const TRIED: SignedDuration = SignedDuration::from_mins(75);
/// Proofs of one service.
pub const MOST: usize = 40;

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// Its identifier.
    pub id: ProofId,
    /// The service that it proves.
    pub service: ServiceId,
    /// What it shows.
    pub shows: Shows,
    /// How far it has come.
    pub status: Status,
    /// Who brought it, as a timeline names them.
    pub author: String,
    /// When it was taken, as whoever took it says.
    pub taken_at: Timestamp,
    /// Where it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Point>,
    /// The report of a device that said it, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<EventId>,
    /// When it was announced.
    pub announced_at: Timestamp,
    /// When its status last changed.
    pub updated_at: Timestamp,
    /// What the timeline holds of it: the SHA-256 of the kept picture, or a keyed digest of the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// What a proof shows. Words are personal data and are nowhere else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Shows {
    /// What was left, and where.
    Photo(Announced),
    /// The hand of who received it.
    Signature(Announced),
    /// The code that was scanned.
    Code {
        /// What the label says.
        code: Text<60>,
    },
    /// Who received it.
    Receiver(Receiver),
}

/// A file that was announced before it is uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Announced {
    /// What it is.
    pub format: Format,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// Who received a service, as the driver was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Receiver {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text<100>>,
    /// A document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Text<30>>,
    /// What the driver wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<500>>,
}

/// How a picture is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// JPEG, ITU-T T.81.
    Jpeg,
    /// PNG, ISO/IEC 15948.
    Png,
}

/// A picture is `image/jpeg` or `image/png`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a picture is image/jpeg or image/png")]
pub struct UnknownFormat;

impl Format {
    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// What a file begins with, whatever it was called.
    #[must_use]
    pub fn of(content: &[u8]) -> Option<Self> {
        if content.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if content.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else {
            None
        }
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(media_type: &str) -> Result<Self, UnknownFormat> {
        [Self::Jpeg, Self::Png].into_iter().find(|format| format.media_type() == media_type).ok_or(UnknownFormat)
    }
}

/// How far a proof has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "why")]
pub enum Status {
    /// Its file is still to come.
    AwaitingUpload,
    /// Its file has arrived and is being looked at.
    Checking,
    /// It is evidence.
    Attached,
    /// It is none.
    Refused(Flaw),
}

impl Status {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AwaitingUpload => "awaiting_upload",
            Self::Checking => "checking",
            Self::Attached => "attached",
            Self::Refused(_) => "refused",
        }
    }
}

/// Why a file is no evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// It did not come while its address was open.
    NotUploaded,
    /// Length or content are not those that were announced.
    ContentDiffers,
    /// It is no JPEG or PNG, or not the one of them that was announced.
    NotThisFormat,
    /// It has more pixels than 24 megapixels, or a side of none.
    TooManyPixels,
    /// Its pixels want more memory than pictures get.
    TooDeep,
    /// No decoder can read it to its end.
    Unreadable,
    /// All of it has one colour: nobody signed, or the lens was covered.
    Blank,
    /// The service is gone, or has as many proofs as it may have.
    NoPlace,
    /// Looking at it failed on our side, again and again.
    GaveUp,
}

impl Flaw {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotUploaded => "not_uploaded",
            Self::ContentDiffers => "content_differs",
            Self::NotThisFormat => "not_this_format",
            Self::TooManyPixels => "too_many_pixels",
            Self::TooDeep => "too_deep",
            Self::Unreadable => "unreadable",
            Self::Blank => "blank",
            Self::NoPlace => "no_place",
            Self::GaveUp => "gave_up",
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn detail(self) -> &'static str {
        match self {
            Self::NotUploaded => "The file did not come while its address was open. Announce it again.",
            Self::ContentDiffers => "The file is not the one that was announced. Announce it again.",
            Self::NotThisFormat => "A picture is a JPEG or a PNG, as its announcement says.",
            Self::TooManyPixels => "A picture has 1 to 24 megapixels.",
            Self::TooDeep => "A picture of this size has 8 bits for each colour.",
            Self::Unreadable => "The file is damaged: it cannot be read to its end.",
            Self::Blank => "Nothing is to be seen on it.",
            Self::NoPlace => "The service is gone, or has 40 proofs already.",
            Self::GaveUp => "It could not be looked at. Announce it again.",
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Shows {
    /// The name on the wire: photo, signature, code or receiver.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Photo(_) => "photo",
            Self::Signature(_) => "signature",
            Self::Code { .. } => "code",
            Self::Receiver(_) => "receiver",
        }
    }

    /// The file, of a picture.
    #[must_use]
    pub const fn file(&self) -> Option<&Announced> {
        match self {
            Self::Photo(file) | Self::Signature(file) => Some(file),
            Self::Code { .. } | Self::Receiver(_) => None,
        }
    }

    /// The kinds of proof that it is.
    #[must_use]
    pub fn kinds(&self) -> BTreeSet<ProofKind> {
        match self {
            Self::Photo(_) => BTreeSet::from([ProofKind::Photo]),
            Self::Signature(_) => BTreeSet::from([ProofKind::Signature]),
            Self::Code { .. } => BTreeSet::from([ProofKind::Code]),
            Self::Receiver(receiver) => {
                let name = receiver.name.as_ref().map(|_| ProofKind::ReceiverName);
                name.into_iter().chain(receiver.document.as_ref().map(|_| ProofKind::ReceiverDocument)).collect()
            }
        }
    }
}

impl Proof {
    /// Whether its file is still to be looked at: repeats of what the bucket tells find it done.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.status, Status::AwaitingUpload | Status::Checking)
    }

    /// What people are told at a moment: one whose file nobody will bring or look at any more is refused.
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> Status {
        let age = now.duration_since(self.updated_at);
        match self.status {
            Status::AwaitingUpload if age > UPLOAD_OPEN.saturating_add(TRIED) => Status::Refused(Flaw::NotUploaded),
            Status::Checking if age > TRIED => Status::Refused(Flaw::GaveUp),
            status => status,
        }
    }

    /// Whether it takes one of the places of its service at a moment: it is evidence, or may still become it.
    #[must_use]
    pub fn takes_place(&self, now: Timestamp) -> bool {
        !matches!(self.status_at(now), Status::Refused(_))
    }

    /// The same, so far at a moment.
    #[must_use]
    pub fn now(self, status: Status, at: Timestamp) -> Self {
        Self { status, updated_at: at, ..self }
    }

    /// What a timeline says of it as evidence.
    #[must_use]
    pub fn told(&self) -> BTreeMap<String, String> {
        let kinds: Vec<&str> = self.shows.kinds().iter().map(|kind| kind.name()).collect();
        let mut data = BTreeMap::from([
            ("proof".to_owned(), self.id.to_string()),
            ("type".to_owned(), self.shows.name().to_owned()),
            ("kinds".to_owned(), kinds.join(",")),
        ]);
        data.extend(self.digest.clone().map(|digest| ("digest".to_owned(), digest)));
        data
    }

    /// The same as evidence, under a digest.
    #[must_use]
    pub fn attached(self, digest: String, at: Timestamp) -> Self {
        Self { digest: Some(digest), ..self.now(Status::Attached, at) }
    }
}

/// Kinds of proof that are required together, written with commas between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Required(pub BTreeSet<ProofKind>);

impl FromStr for Required {
    type Err = UnknownKinds;

    fn from_str(text: &str) -> Result<Self, UnknownKinds> {
        let names = text.split([',', ';', ' ']).filter(|name| !name.is_empty());
        names.map(|name| name.parse().map_err(|_| UnknownKinds)).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for Required {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.0.iter().map(|kind| kind.name()).collect();
        f.write_str(&names.join(","))
    }
}

/// A kind of proof has no such name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("proofs are photo, signature, code, receiver_name, receiver_document, with commas between them")]
pub struct UnknownKinds;

/// The kinds that a service requires and that no attached proof is of.
#[must_use]
pub fn owed<'a>(required: &BTreeSet<ProofKind>, proofs: impl IntoIterator<Item = &'a Proof>) -> BTreeSet<ProofKind> {
    let attached = proofs.into_iter().filter(|proof| proof.status == Status::Attached);
    let had: BTreeSet<ProofKind> = attached.flat_map(|proof| proof.shows.kinds()).collect();
    required.difference(&had).copied().collect()
}

#[cfg(test)]
mod tests;
