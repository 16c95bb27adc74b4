//! Where a service takes place.

use crate::place::Point;
use crate::postal::{Country, InvalidPostalCode, PostalCode};
use crate::region::State;
use crate::service::Text;
use serde::{Deserialize, Serialize};

/// An address. The postal code fits the country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    /// The country.
    pub country: Country,
    /// The postal code.
    pub postal_code: PostalCode,
    /// Street.
    pub street: Text<150>,
    /// Number of the house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Text<50>>,
    /// Flat, block, floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complement: Option<Text<50>>,
    /// Quarter of the city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub neighbourhood: Option<Text<150>>,
    /// City.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Text<100>>,
    /// State, by its two letters where the country has such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// What helps to find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Text<150>>,
    /// Where it is on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
}

impl Address {
    /// A street in a country.
    ///
    /// # Errors
    /// [`InvalidPostalCode`] when the postal code is none of the country's.
    pub fn new(country: Country, postal_code: &str, street: Text<150>) -> Result<Self, InvalidPostalCode> {
        let postal_code = PostalCode::new(country, postal_code)?;
        Ok(Self {
            country,
            postal_code,
            street,
            number: None,
            complement: None,
            neighbourhood: None,
            city: None,
            state: None,
            reference: None,
            point: None,
        })
    }
}
