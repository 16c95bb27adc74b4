use domain::address::Address;
use domain::customer::{CustomerKeys, Document, LegalType};
use domain::email::Email;
use domain::id::CustomerId;
use domain::place::Point;
use domain::postal::Country;
use domain::region::State;
use domain::service::Text;
use edge::Fields;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::{optional, text};
use crate::making::{Person, Who};

/// Who waits for a service: one who is known by `id`, or who is found by `externalId`, else by `document`, else made.
/// One who is known needs no name.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ServiceCustomer)]
pub struct NewCustomer {
    /// Id of a customer; nothing else is read then.
    #[serde(default)]
    pub id: Option<String>,
    /// Identifier in the system that the customer comes from.
    #[serde(default)]
    pub external_id: Option<String>,
    /// person, which is the default, or company.
    #[serde(default)]
    pub legal_type: Option<String>,
    /// Given name, or the name of a company.
    #[serde(default)]
    #[schema(example = "Ana")]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// Document, such as a CPF or a CNPJ.
    #[serde(default)]
    pub document: Option<String>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<String>,
}

/// Where a service takes place.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceAddress {
    /// Three letters of ISO 3166-1; BRA without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Postal code.
    #[schema(example = "01310-100")]
    pub postal_code: String,
    /// Street.
    pub street: String,
    /// Number of the house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Flat, block, floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complement: Option<String>,
    /// Quarter of the city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub neighborhood: Option<String>,
    /// City.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State, two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What helps to find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Degrees north, WGS 84; with `lng`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east, WGS 84; with `lat`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lng: Option<f64>,
}

impl NewCustomer {
    pub(super) fn read(&self, fields: &mut Fields) -> Option<Who> {
        if let Some(id) = &self.id {
            let id = fields.take("/customer/id", "invalid_id", id.as_str(), id.parse::<CustomerId>());
            return id.map(Who::Known);
        }
        let blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        if blank(&self.first_name) && !blank(&self.external_id) {
            let external = text(fields, "/customer/externalId", self.external_id.as_deref());
            return external.map(Who::Called);
        }
        let first = self.first_name.as_deref().unwrap_or_default();
        let first_name = fields.take("/customer/firstName", "text", first, Text::new(first));
        let legal_type = match self.legal_type.as_deref() {
            None | Some("person") => LegalType::Person,
            Some("company") => LegalType::Company,
            Some(other) => {
                let detail = "A customer is a person or a company.";
                fields.refuse("/customer/legalType", "unknown_legal_type", detail, Some(other.into()));
                LegalType::Person
            }
        };
        let document = self.document.as_deref().map(str::trim).filter(|document| !document.is_empty());
        let document =
            document.and_then(|document| fields.take_secret("/customer/document", "document", Document::new(document)));
        let person = Person {
            legal_type,
            last_name: text(fields, "/customer/lastName", self.last_name.as_deref()),
            keys: CustomerKeys {
                external_id: text(fields, "/customer/externalId", self.external_id.as_deref()),
                document,
            },
            phone: text(fields, "/customer/phone", self.phone.as_deref()),
            email: optional::<Email>(fields, "/customer/email", "email", self.email.as_deref()),
            first_name: first_name?,
        };
        Some(Who::Described(Box::new(person)))
    }
}

impl ServiceAddress {
    pub(super) fn read(&self, fields: &mut Fields) -> Option<Address> {
        let country = match self.country.as_deref() {
            None => Some(Country::BRA),
            Some(code) => fields.take("/address/country", "country", code, Country::new(code)),
        };
        let street = fields.take("/address/street", "text", self.street.as_str(), Text::new(&self.street));
        let point = match (self.lat, self.lng) {
            (Some(lat), Some(lng)) => fields.take("/address/lat", "point", lat, Point::new(lat, lng)),
            (None, None) => None,
            _ => {
                fields.refuse("/address/lat", "point", "Latitude and longitude come together.", None);
                None
            }
        };
        let mut part = |name: &str, value: &Option<String>| text(fields, &format!("/address/{name}"), value.as_deref());
        let (number, complement) = (part("number", &self.number), part("complement", &self.complement));
        let (neighbourhood, city) = (
            text(fields, "/address/neighborhood", self.neighborhood.as_deref()),
            text(fields, "/address/city", self.city.as_deref()),
        );
        let state = self.state.as_deref().map(str::trim).filter(|state| !state.is_empty());
        let state = state
            .zip(country)
            .and_then(|(state, country)| fields.take("/address/state", "state", state, State::new(country, state)));
        let reference = text(fields, "/address/reference", self.reference.as_deref());
        let address = Address::new(country?, &self.postal_code, street?);
        let address = fields.take("/address/postalCode", "postal_code", self.postal_code.as_str(), address)?;
        Some(Address { number, complement, neighbourhood, city, state, reference, point, ..address })
    }
}
