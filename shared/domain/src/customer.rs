//! Whoever waits for a service. All data of a person are in this one noun, and in no other.

use crate::address::Address;
use crate::email::Email;
use crate::id::{CustomerId, ImportId};
use crate::service::Text;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Whether a customer is a person or a company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalType {
    /// A person.
    #[default]
    Person,
    /// A company.
    Company,
}

/// A customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Its identifier.
    pub id: CustomerId,
    /// Person or company.
    #[serde(default)]
    pub legal_type: LegalType,
    /// Given name, or the name of a company.
    pub first_name: Text<150>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<Text<100>>,
    /// Letters and digits of a document, such as a CPF or a CNPJ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
    /// Telephone, as E.164 or as it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Text<20>>,
    /// E-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Identifier in the system that the customer comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<Text<30>>,
    /// Where services took place, in the order in which they came; services name them by number.
    #[serde(default)]
    pub addresses: Vec<Address>,
    /// Whether the customer is offered for new services.
    pub active: bool,
    /// When the customer was first seen.
    pub created_at: Timestamp,
    /// The import of services that first named the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
}

/// The letters and digits of a document, 3 to 20 of them, in capitals.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Document(String);

/// Not a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a document has 3 to 20 letters and digits")]
pub struct InvalidDocument;

impl Document {
    /// Takes over a document; dots, hyphens, slashes and blanks are left out.
    ///
    /// # Errors
    /// [`InvalidDocument`] when fewer than 3 or more than 20 characters are left, or others than letters and digits.
    pub fn new(text: &str) -> Result<Self, InvalidDocument> {
        let plain: String = text.chars().filter(|c| !matches!(c, '.' | '-' | '/' | ' ')).collect();
        let fits = (3..=20).contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits { Ok(Self(plain.to_ascii_uppercase())) } else { Err(InvalidDocument) }
    }

    /// The letters and digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Customer {
    /// Whether somebody who says this telephone number and this e-mail knows the customer: nothing that is said differs
    /// from what is kept, and something of what is kept is said.
    #[must_use]
    pub fn is_known_by(&self, phone: Option<&Text<20>>, email: Option<&Email>) -> bool {
        let differs = phone.is_some_and(|said| self.phone.as_ref().is_some_and(|kept| kept != said))
            || email.is_some_and(|said| self.email.as_ref().is_some_and(|kept| kept != said));
        let nothing_kept = self.phone.is_none() && self.email.is_none();
        let said =
            (phone.is_some() && self.phone.as_ref() == phone) || (email.is_some() && self.email.as_ref() == email);
        !differs && (nothing_kept || said)
    }
}

impl TryFrom<String> for Document {
    type Error = InvalidDocument;

    fn try_from(text: String) -> Result<Self, InvalidDocument> {
        Self::new(&text)
    }
}

impl From<Document> for String {
    fn from(document: Document) -> Self {
        document.0
    }
}

/// What a customer is found by, so that nobody is made twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerKeys {
    /// First by the identifier in the other system.
    pub external_id: Option<Text<30>>,
    /// Then by document.
    pub document: Option<Document>,
}

/// The most addresses of one customer.
pub const MOST_ADDRESSES: usize = 200;

/// A customer has as many addresses as there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a customer has at most 200 addresses")]
pub struct TooManyAddresses;

/// Services name an address by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("services name addresses by their place: correct them and add others, but leave none of the {known} out")]
pub struct MissingAddresses {
    known: usize,
}

impl Customer {
    /// The customer as it is wanted. Addresses may be corrected and added.
    ///
    /// # Errors
    /// [`MissingAddresses`] when there would be fewer.
    pub fn changed_to(&self, wanted: Self) -> Result<Self, MissingAddresses> {
        let known = self.addresses.len();
        if wanted.addresses.len() < known { Err(MissingAddresses { known }) } else { Ok(wanted) }
    }

    /// What this customer is found by.
    #[must_use]
    pub fn keys(&self) -> CustomerKeys {
        CustomerKeys { external_id: self.external_id.clone(), document: self.document.clone() }
    }

    /// The whole name.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.last_name {
            Some(last) => format!("{} {last}", self.first_name),
            None => self.first_name.to_string(),
        }
    }

    /// The number of an address: of an equal one where there is, else of a new one at the end.
    ///
    /// # Errors
    /// [`TooManyAddresses`].
    pub fn with_address(&self, address: Address) -> Result<(Self, u16), TooManyAddresses> {
        let known = self.addresses.iter().position(|known| *known == address);
        let number = u16::try_from(known.unwrap_or(self.addresses.len())).map_err(|_| TooManyAddresses)?;
        let mut customer = self.clone();
        if known.is_none() {
            if customer.addresses.len() >= MOST_ADDRESSES {
                return Err(TooManyAddresses);
            }
            customer.addresses.push(address);
        }
        Ok((customer, number))
    }

    /// An address by its number.
    #[must_use]
    pub fn address(&self, number: u16) -> Option<&Address> {
        self.addresses.get(usize::from(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postal::Country;
    use uuid::Uuid;

    fn ana() -> Customer {
        Customer {
            id: CustomerId::new(Uuid::from_u128(1)),
            legal_type: LegalType::Person,
            first_name: Text::new("Ana").unwrap(),
            last_name: Some(Text::new("Souza").unwrap()),
            document: Some(Document::new("529.982.247-25").unwrap()),
            phone: None,
            email: None,
            external_id: None,
            addresses: Vec::new(),
            active: true,
            created_at: Timestamp::UNIX_EPOCH,
            import: None,
        }
    }

    #[test]
    fn an_address_that_is_known_keeps_its_number() {
        let street = |name: &str| Address::new(Country::BRA, "01310-100", Text::new(name).unwrap()).unwrap();
        let (ana, first) = ana().with_address(street("Avenida Paulista")).unwrap();
        let (ana, second) = ana.with_address(street("Rua Augusta")).unwrap();
        let (ana, again) = ana.with_address(street("Avenida Paulista")).unwrap();
        assert_eq!((first, second, again, ana.addresses.len()), (0, 1, 0, 2));
        assert_eq!(ana.address(1).map(|address| address.street.as_str()), Some("Rua Augusta"));
        assert_eq!(ana.name(), "Ana Souza");
    }

    #[test]
    fn a_change_corrects_and_adds_addresses_and_leaves_none_out() {
        let street = |name: &str| Address::new(Country::BRA, "01310-100", Text::new(name).unwrap()).unwrap();
        let (known, _) = ana().with_address(street("Avenida Paulista")).unwrap();
        let (corrected, _) = ana().with_address(street("Avenida Paulista, 1000")).unwrap();
        assert_eq!(known.changed_to(corrected.clone()), Ok(corrected));
        assert_eq!(known.changed_to(ana()), Err(MissingAddresses { known: 1 }));
    }

    #[test]
    fn a_document_is_its_letters_and_digits() {
        assert_eq!(ana().document.unwrap().as_str(), "52998224725");
        assert_eq!(Document::new("12.ABC.345/01DE-35").unwrap().as_str(), "12ABC34501DE35");
        assert_eq!(Document::new("--"), Err(InvalidDocument));
        assert_eq!(Document::new("12345ç"), Err(InvalidDocument));
    }
}
