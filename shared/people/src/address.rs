use crate::{said, text};
use domain::address::Address as Known;
use domain::place::Point;
use domain::postal::{Country, PostalCode};
use domain::region::State;
use domain::service::Text;
use edge::Fields;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a person is served.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Address {
    /// Three letters of ISO 3166-1; the account's country without it.
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
    /// State, two letters where the country has such.
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

impl Address {
    /// Reads it, noting what is wrong below the pointer `at`. Without a country it is one of `home`.
    pub fn read(&self, at: &str, home: Option<Country>, fields: &mut Fields) -> Option<Known> {
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
        let postal_code = country.and_then(|country| {
            let code = PostalCode::new(country, &self.postal_code);
            fields.take_secret(&format!("{at}/postalCode"), "postal_code", code)
        });
        let (country, postal_code, street) = (country?, postal_code?, street?);
        Some(Known { country, postal_code, street, number, complement, neighbourhood, city, state, reference, point })
    }
}

impl From<&Known> for Address {
    fn from(address: &Known) -> Self {
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
