//! What travels about customers.

use domain::customer::{Customer as Known, LegalType, MOST_ADDRESSES};
use domain::id::CustomerId;
use domain::postal::Country;
use edge::{Fields, Problem};
use jiff::Timestamp;
use people::{Address, Sent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const fn yes() -> bool {
    true
}

/// A customer to make, or as one is to be.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewCustomer {
    /// Identifier in the system that the customer comes from, which no other customer has.
    #[serde(default)]
    pub external_id: Option<String>,
    /// person, which is the default, or company.
    #[serde(default)]
    pub legal_type: Option<String>,
    /// Given name, or the name of a company.
    #[schema(example = "Ana")]
    pub first_name: String,
    /// Family name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// CPF or CNPJ in Brazil, with or without separators; elsewhere 3 to 20 letters and digits. No other customer has it.
    #[serde(default)]
    #[schema(example = "529.982.247-25")]
    pub document: Option<String>,
    /// Telephone, as people of the account's country write it, or with + and its country code.
    #[serde(default)]
    #[schema(example = "(11) 98765-4321")]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<String>,
    /// Whether the customer is offered for new services.
    #[serde(default = "yes")]
    pub active: bool,
    /// Addresses, at most 200. Services name them by their place in this list, so that a change may correct and add some,
    /// but not leave any out.
    #[serde(default)]
    pub addresses: Vec<Address>,
}

/// A customer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Identifier.
    pub id: String,
    /// Identifier in the system that the customer comes from.
    pub external_id: Option<String>,
    /// person or company.
    pub legal_type: &'static str,
    /// Given name, or the name of a company.
    pub first_name: String,
    /// Family name.
    pub last_name: Option<String>,
    /// Document, without separators.
    pub document: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Whether the customer is offered for new services.
    pub active: bool,
    /// Addresses; services name them by their place here, from 0.
    pub addresses: Vec<Address>,
    /// When the customer was first seen.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

/// A part of the customers.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Customers {
    /// The newest first, or those that were found.
    pub items: Vec<Customer>,
    /// For the next page; null on the last. A page may be shorter than asked for and still have a next one.
    pub next_cursor: Option<String>,
}

impl NewCustomer {
    /// Reads the body as a customer of this identifier, by the rules of the account's country.
    pub(crate) fn read(
        &self,
        country: Option<Country>,
        id: CustomerId,
        created_at: Timestamp,
    ) -> Result<Known, Problem> {
        let mut fields = Fields::new();
        let person = self.person().read("", country, &mut fields);
        if self.addresses.len() > MOST_ADDRESSES {
            fields.refuse("/addresses", "count", "A customer has at most 200 addresses.", None);
        }
        let sent = self.addresses.iter().take(MOST_ADDRESSES).enumerate();
        let read = |(n, address): (usize, &Address)| address.read(&format!("/addresses/{n}"), country, &mut fields);
        let addresses = sent.filter_map(read).collect();
        let person = fields.all(person)?;
        Ok(Known { addresses, active: self.active, ..person.customer(id, created_at) })
    }

    fn person(&self) -> Sent<'_> {
        Sent {
            legal_type: self.legal_type.as_deref(),
            first_name: Some(&self.first_name),
            last_name: self.last_name.as_deref(),
            document: self.document.as_deref(),
            phone: self.phone.as_deref(),
            email: self.email.as_deref(),
            external_id: self.external_id.as_deref(),
        }
    }
}

impl From<&Known> for Customer {
    fn from(customer: &Known) -> Self {
        Self {
            id: customer.id.to_string(),
            external_id: customer.external_id.as_ref().map(ToString::to_string),
            legal_type: match customer.legal_type {
                LegalType::Person => "person",
                LegalType::Company => "company",
            },
            first_name: customer.first_name.to_string(),
            last_name: customer.last_name.as_ref().map(ToString::to_string),
            document: customer.document.as_ref().map(|document| document.as_str().to_owned()),
            phone: customer.phone.as_ref().map(ToString::to_string),
            email: customer.email.as_ref().map(ToString::to_string),
            active: customer.active,
            addresses: customer.addresses.iter().map(Address::from).collect(),
            created_at: customer.created_at,
        }
    }
}
