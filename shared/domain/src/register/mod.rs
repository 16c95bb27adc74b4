//! The registers: what services refer to, and what every entry of them has in common.

mod agency;
mod facts;
mod holiday;
mod plate;

pub use agency::{Agency, Color, InvalidColor, InvalidWebAddress, WebAddress};
pub use facts::*;
pub use holiday::{InvalidRun, OperatorHoliday};
pub use plate::{InvalidPlate, Plate};

use crate::account::Name;
use crate::visibility::Visibility;
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::fmt::{Debug, Display};
use std::str::FromStr;
use uuid::Uuid;

/// The registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Brands that recipients are written to in the name of.
    Agencies,
    /// Places that the account operates from.
    Branches,
    /// Companies that follow the services that refer to them.
    Partners,
    /// Transport companies.
    Carriers,
    /// Drivers.
    Drivers,
    /// Vehicles.
    Vehicles,
    /// Why somebody changes a status by hand.
    Justifications,
    /// Why a service failed.
    FailureReasons,
    /// Why a service succeeded as it did.
    SuccessReasons,
    /// Why a chat ends.
    ChatReasons,
    /// Days on which a branch or a transport company does not work.
    OperatorHolidays,
}

impl Kind {
    /// All registers.
    pub const ALL: [Self; 11] = [
        Self::Agencies,
        Self::Branches,
        Self::Partners,
        Self::Carriers,
        Self::Drivers,
        Self::Vehicles,
        Self::Justifications,
        Self::FailureReasons,
        Self::SuccessReasons,
        Self::ChatReasons,
        Self::OperatorHolidays,
    ];

    /// The name on the wire, which is the last part of its address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agencies => "agencies",
            Self::Branches => "branches",
            Self::Partners => "partners",
            Self::Carriers => "carriers",
            Self::Drivers => "drivers",
            Self::Vehicles => "vehicles",
            Self::Justifications => "justifications",
            Self::FailureReasons => "failure-reasons",
            Self::SuccessReasons => "success-reasons",
            Self::ChatReasons => "chat-reasons",
            Self::OperatorHolidays => "operator-holidays",
        }
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(UnknownKind)
    }
}

/// Not a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such register")]
pub struct UnknownKind;

/// What an entry refers to: something of another register, by the name of the field that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The field.
    pub field: &'static str,
    /// The register.
    pub kind: Kind,
    /// The entry.
    pub id: Uuid,
}

/// What only one entry of a register may have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unique {
    /// The field.
    pub field: &'static str,
    /// Its value, as it is compared.
    pub value: String,
}

/// What the entries of one register say beside their name.
pub trait Facts: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Their identifiers.
    type Id: Copy + Debug + Display + FromStr + PartialEq + Send + Sync + Serialize + DeserializeOwned;
    /// Their register.
    const KIND: Kind;
    /// Whether two entries may have the same name.
    const NAMES_REPEAT: bool;

    /// An identifier out of its 128 bits.
    fn id(uuid: Uuid) -> Self::Id;

    /// What no other entry may have, beside its code.
    fn unique(&self) -> Vec<Unique> {
        Vec::new()
    }

    /// What it refers to.
    fn references(&self) -> Vec<Reference> {
        Vec::new()
    }

    /// Whether an entry is seen.
    fn is_seen(&self, _id: Self::Id, _sight: &Visibility) -> bool {
        true
    }

    /// The same where a caller of this sight puts it: what it leaves open may follow from whose it is.
    #[must_use]
    fn placed(self, _sight: &Visibility) -> Self {
        self
    }
}

/// One entry of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", bound = "F: Facts")]
pub struct Entry<F: Facts> {
    /// Its identifier.
    pub id: F::Id,
    /// What the account calls it in its other systems. No other entry of the register has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// What people call it.
    pub name: Name,
    /// Whether it is offered for new services.
    pub active: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// What it says beside its name.
    pub facts: F,
}

impl<F: Facts> Entry<F> {
    /// What no other entry of the register may have.
    #[must_use]
    pub fn unique(&self) -> Vec<Unique> {
        let code = self.code.as_ref().map(|code| Unique { field: "code", value: folded(code.as_str()) });
        let name = (!F::NAMES_REPEAT).then(|| Unique { field: "name", value: folded(self.name.as_str()) });
        code.into_iter().chain(self.facts.unique()).chain(name).collect()
    }

    /// Whether a caller of this sight sees it.
    #[must_use]
    pub fn is_seen(&self, sight: &Visibility) -> bool {
        self.facts.is_seen(self.id, sight)
    }
}

/// What the account calls something in its other systems: 1 to 60 printable characters without blanks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a code has 1 to 60 visible ASCII characters and no blanks")]
pub struct InvalidCode;

impl Code {
    /// Takes over a code; case is kept, and does not tell two apart.
    ///
    /// # Errors
    /// [`InvalidCode`].
    pub fn new(text: &str) -> Result<Self, InvalidCode> {
        let text = text.trim();
        let fits = (1..=60).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidCode) }
    }

    /// The code as it was chosen.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Code {
    type Error = InvalidCode;

    fn try_from(text: String) -> Result<Self, InvalidCode> {
        Self::new(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

/// A text as it is compared and looked for: in small letters, without accents, blanks collapsed, 60 characters at most.
#[must_use]
pub fn folded(text: &str) -> String {
    let plain = text.chars().flat_map(char::to_lowercase).map(|letter| match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    });
    let plain: String = plain.collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect()
}

#[cfg(test)]
mod tests;
