//! What travels about customers.

use domain::address::Address;
use domain::customer::{Customer as Known, Document, LegalType};
use domain::document::{Legal, TaxId};
use domain::email::Email;
use domain::id::CustomerId;
use domain::phone::Phone;
use domain::place::Point;
use domain::postal::Country;
use domain::region::State;
use domain::service::Text;
use edge::{Fields, Problem};
use jiff::Timestamp;
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
    pub addresses: Vec<CustomerAddress>,
}

/// Where a customer's services take place.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomerAddress {
    /// Three letters of ISO 3166-1; the account's country without it.
    #[serde(default)]
    pub country: Option<String>,
    /// Postal code.
    #[schema(example = "01310-100")]
    pub postal_code: String,
    /// Street.
    pub street: String,
    /// Number of the house.
    #[serde(default)]
    pub number: Option<String>,
    /// Flat, block, floor.
    #[serde(default)]
    pub complement: Option<String>,
    /// Quarter of the city.
    #[serde(default)]
    pub neighborhood: Option<String>,
    /// City.
    #[serde(default)]
    pub city: Option<String>,
    /// State, two letters where the country has such.
    #[serde(default)]
    pub state: Option<String>,
    /// What helps to find it.
    #[serde(default)]
    pub reference: Option<String>,
    /// Degrees north, WGS 84; with `lng`.
    #[serde(default)]
    pub lat: Option<f64>,
    /// Degrees east, WGS 84; with `lat`.
    #[serde(default)]
    pub lng: Option<f64>,
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
    pub addresses: Vec<CustomerAddress>,
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

/// A text that may be missing; an empty one counts as missing.
fn said(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| !value.is_empty())
}

/// What is personal is not repeated in the answer.
fn text<const LONGEST: usize>(fields: &mut Fields, pointer: &str, value: Option<&str>) -> Option<Text<LONGEST>> {
    said(value).and_then(|value| fields.take_secret(pointer, "text", Text::new(value)))
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
        let legal_type = match self.legal_type.as_deref() {
            None | Some("person") => LegalType::Person,
            Some("company") => LegalType::Company,
            Some(other) => {
                let detail = "A customer is a person or a company.";
                fields.refuse("/legalType", "choice", detail, Some(other.into()));
                LegalType::Person
            }
        };
        let first_name = fields.take_secret("/firstName", "text", Text::new(&self.first_name));
        let last_name = text(&mut fields, "/lastName", self.last_name.as_deref());
        let document = said(self.document.as_deref()).and_then(|text| {
            let legal = if legal_type == LegalType::Company { Legal::Company } else { Legal::Person };
            let checked = TaxId::new(country, legal, text).map_err(|error| error.to_string());
            let read = checked.and_then(|id| Document::new(id.as_str()).map_err(|error| error.to_string()));
            fields.take_secret("/document", "document", read)
        });
        let phone = said(self.phone.as_deref()).and_then(|text| {
            let checked = Phone::new(country, text).map_err(|error| error.to_string());
            let read = checked.and_then(|phone| Text::new(phone.as_str()).map_err(|error| error.to_string()));
            fields.take_secret("/phone", "phone", read)
        });
        let email =
            said(self.email.as_deref()).and_then(|text| fields.take_secret("/email", "email", text.parse::<Email>()));
        let external_id = text(&mut fields, "/externalId", self.external_id.as_deref());
        if self.addresses.len() > domain::customer::MOST_ADDRESSES {
            fields.refuse("/addresses", "count", "A customer has at most 200 addresses.", None);
        }
        let sent = self.addresses.iter().take(domain::customer::MOST_ADDRESSES).enumerate();
        let addresses: Vec<Address> =
            sent.filter_map(|(n, address)| address.read(&format!("/addresses/{n}"), country, &mut fields)).collect();
        let first_name = fields.all(first_name)?;
        Ok(Known {
            id,
            legal_type,
            first_name,
            last_name,
            document,
            phone,
            email,
            external_id,
            addresses,
            active: self.active,
            created_at,
        })
    }
}

impl CustomerAddress {
    fn read(&self, at: &str, home: Option<Country>, fields: &mut Fields) -> Option<Address> {
        let country = match said(self.country.as_deref()) {
            None => Some(home.unwrap_or(Country::BRA)),
            Some(code) => fields.take(&format!("{at}/country"), "country", code, Country::new(code)),
        };
        let street = fields.take_secret(&format!("{at}/street"), "text", Text::new(&self.street));
        let point = match (self.lat, self.lng) {
            (Some(lat), Some(lng)) => fields.take_secret(&format!("{at}/lat"), "point", Point::new(lat, lng)),
            (None, None) => None,
            _ => {
                fields.refuse(&format!("{at}/lat"), "point", "Latitude and longitude come together.", None);
                None
            }
        };
        let number = text(fields, &format!("{at}/number"), self.number.as_deref());
        let complement = text(fields, &format!("{at}/complement"), self.complement.as_deref());
        let neighbourhood = text(fields, &format!("{at}/neighborhood"), self.neighborhood.as_deref());
        let city = text(fields, &format!("{at}/city"), self.city.as_deref());
        let reference = text(fields, &format!("{at}/reference"), self.reference.as_deref());
        let state = said(self.state.as_deref()).zip(country).and_then(|(state, country)| {
            fields.take(&format!("{at}/state"), "state", state, State::new(country, state))
        });
        let address = Address::new(country?, &self.postal_code, street?);
        let address = fields.take_secret(&format!("{at}/postalCode"), "postal_code", address)?;
        Some(Address { number, complement, neighbourhood, city, state, reference, point, ..address })
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
            addresses: customer.addresses.iter().map(CustomerAddress::from).collect(),
            created_at: customer.created_at,
        }
    }
}

impl From<&Address> for CustomerAddress {
    fn from(address: &Address) -> Self {
        Self {
            country: Some(address.country.code().to_owned()),
            postal_code: address.postal_code.to_string(),
            street: address.street.to_string(),
            number: address.number.as_ref().map(ToString::to_string),
            complement: address.complement.as_ref().map(ToString::to_string),
            neighborhood: address.neighbourhood.as_ref().map(ToString::to_string),
            city: address.city.as_ref().map(ToString::to_string),
            state: address.state.as_ref().map(|state| state.as_str().to_owned()),
            reference: address.reference.as_ref().map(ToString::to_string),
            lat: address.point.map(Point::lat),
            lng: address.point.map(Point::lng),
        }
    }
}
