//! What a service is, and what proves that it was carried out.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What is done at the address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Goods are brought.
    #[default]
    Delivery,
    /// Goods are fetched.
    Collection,
    /// Somebody comes.
    Attendance,
}

/// No kind is called so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a service is a delivery, a collection or an attendance")]
pub struct UnknownKind;

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Delivery, Self::Collection, Self::Attendance];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delivery => "delivery",
            Self::Collection => "collection",
            Self::Attendance => "attendance",
        }
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(UnknownKind)
    }
}

/// What proves that a service was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofKind {
    /// A photo.
    Photo,
    /// A signature.
    Signature,
    /// The code of the package, scanned.
    Code,
    /// The name of who received it.
    ReceiverName,
    /// A document of who received it.
    ReceiverDocument,
}

impl ProofKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Photo, Self::Signature, Self::Code, Self::ReceiverName, Self::ReceiverDocument];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Signature => "signature",
            Self::Code => "code",
            Self::ReceiverName => "receiver_name",
            Self::ReceiverDocument => "receiver_document",
        }
    }
}

impl FromStr for ProofKind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(UnknownKind)
    }
}
