use configuration::Sections;
use domain::code::PickupPointId;
use domain::place::Point;
use domain::postal::{Country, PostalCode};
use edge::{Fields, Problem};
use freight::configuration as noun;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::OpenHours;
use super::network::{seller, yes};
use super::policy::clock;
use super::rules::{broken, id_of_body};

/// A place where recipients collect goods.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PickupPoint {
    /// The key the merchant chose; in a body it may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "loja-centro")]
    pub id: Option<String>,
    /// What people call it, 1 to 150 characters.
    pub name: String,
    /// Inactive points are never offered.
    #[serde(default = "yes")]
    pub active: bool,
    /// The seller that it belongs to; without it the account itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Words about it, for shoppers.
    #[serde(default)]
    pub description: String,
    /// How to collect, for shoppers.
    #[serde(default)]
    pub instructions: String,
    /// Where it is, in words.
    pub address: PointAddress,
    /// Where it is on the map.
    pub location: Location,
    /// When it is open; none is always.
    #[serde(default)]
    pub hours: Vec<OpenHours>,
    /// Dates on which it opens otherwise, or not at all.
    #[serde(default)]
    pub holidays: Vec<PointHoliday>,
    /// Words by which policies choose points.
    #[serde(default)]
    pub tags: Vec<String>,
    /// It belongs to another company.
    #[serde(default)]
    pub third_party: bool,
}

/// Degrees (WGS 84).
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Location {
    /// Latitude.
    #[schema(example = -23.5505199)]
    pub lat: f64,
    /// Longitude.
    #[schema(example = -46.6333094)]
    pub lng: f64,
}

/// Where a pickup point is.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PointAddress {
    /// Country, ISO 3166-1 alpha-3.
    #[schema(example = "BRA")]
    pub country: String,
    /// Postal code: freight tables price the way to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "01310-100")]
    pub postal_code: Option<String>,
    /// State or province.
    #[serde(default)]
    pub state: String,
    /// City.
    #[serde(default)]
    pub city: String,
    /// Part of the city.
    #[serde(default)]
    pub neighborhood: String,
    /// Street.
    #[serde(default)]
    pub street: String,
    /// Number in the street.
    #[serde(default)]
    pub number: String,
    /// Floor, unit.
    #[serde(default)]
    pub complement: String,
    /// What it is near to.
    #[serde(default)]
    pub reference: String,
}

/// A date on which a pickup point has other hours.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PointHoliday {
    /// YYYY-MM-DD.
    #[schema(example = "2026-12-24")]
    pub date: String,
    /// The hours of that date; without them it is closed all day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<HolidayHours>,
}

/// Hours of one date, both minutes included.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HolidayHours {
    /// HH:MM.
    #[schema(example = "08:00")]
    pub opening: String,
    /// HH:MM.
    #[schema(example = "12:00")]
    pub closing: String,
}

/// A part of the pickup points.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PickupPoints {
    /// By id.
    pub items: Vec<PickupPoint>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

impl PickupPoint {
    /// Reads the body for the point of an address, under what is configured.
    pub(crate) fn read(&self, param: &str, sections: &Sections) -> Result<noun::PickupPoint, Problem> {
        let mut fields = Fields::new();
        let id: PickupPointId = id_of_body(&mut fields, param, self.id.as_deref())?;
        let seller = seller(&mut fields, "/seller", self.seller.as_deref(), sections);
        let address = self.address.read(&mut fields);
        let point = Point::new(self.location.lat, self.location.lng);
        let point = fields.take("/location", "point", serde_json::Value::Null, point);
        let hours = self.hours.iter().enumerate().map(|(at, open)| open.read(&mut fields, &format!("/hours/{at}")));
        let hours = hours.collect();
        let mut holidays = Vec::new();
        for (at, holiday) in self.holidays.iter().enumerate() {
            let pointer = format!("/holidays/{at}");
            let date = holiday.date.parse::<Date>();
            let date = fields.take(&format!("{pointer}/date"), "date", holiday.date.as_str(), date);
            let open = holiday.open.as_ref().map(|open| noun::HolidayHours {
                opening: clock(&mut fields, &format!("{pointer}/open/opening"), &open.opening),
                closing: clock(&mut fields, &format!("{pointer}/open/closing"), &open.closing),
            });
            holidays.extend(date.map(|date| noun::PointHoliday { date, open }));
        }
        let (address, point) = match address.zip(point) {
            Some(both) => both,
            None => return Err(fields.finish().err().unwrap_or_else(|| Problem::not_found("pickup point"))),
        };
        let point = noun::PickupPoint {
            id,
            name: self.name.trim().to_owned(),
            active: self.active,
            seller,
            description: self.description.trim().to_owned(),
            instructions: self.instructions.trim().to_owned(),
            address,
            point,
            hours,
            holidays,
            tags: self.tags.clone(),
            third_party: self.third_party,
        };
        broken(&mut fields, point.errors());
        fields.all(Some(point))
    }
}

impl PointAddress {
    fn read(&self, fields: &mut Fields) -> Option<noun::PointAddress> {
        let country = fields.take("/address/country", "country", self.country.as_str(), Country::new(&self.country))?;
        let postal_code = match &self.postal_code {
            None => None,
            Some(text) => {
                let read = PostalCode::new(country, text);
                Some(fields.take("/address/postalCode", "postal_code", text.as_str(), read)?)
            }
        };
        let trimmed = |text: &String| text.trim().to_owned();
        Some(noun::PointAddress {
            country,
            postal_code,
            state: trimmed(&self.state),
            city: trimmed(&self.city),
            neighborhood: trimmed(&self.neighborhood),
            street: trimmed(&self.street),
            number: trimmed(&self.number),
            complement: trimmed(&self.complement),
            reference: trimmed(&self.reference),
        })
    }
}

impl From<&noun::PickupPoint> for PickupPoint {
    fn from(point: &noun::PickupPoint) -> Self {
        let noun::PointAddress {
            country,
            postal_code,
            state,
            city,
            neighborhood,
            street,
            number,
            complement,
            reference,
        } = point.address.clone();
        let holiday = |holiday: &noun::PointHoliday| PointHoliday {
            date: holiday.date.to_string(),
            open: holiday
                .open
                .map(|open| HolidayHours { opening: open.opening.to_string(), closing: open.closing.to_string() }),
        };
        Self {
            id: Some(point.id.to_string()),
            name: point.name.clone(),
            active: point.active,
            seller: point.seller.as_ref().map(ToString::to_string),
            description: point.description.clone(),
            instructions: point.instructions.clone(),
            address: PointAddress {
                country: country.to_string(),
                postal_code: postal_code.map(|code| code.to_string()),
                state,
                city,
                neighborhood,
                street,
                number,
                complement,
                reference,
            },
            location: Location { lat: point.point.lat(), lng: point.point.lng() },
            hours: point.hours.iter().map(OpenHours::from).collect(),
            holidays: point.holidays.iter().map(holiday).collect(),
            tags: point.tags.clone(),
            third_party: point.third_party,
        }
    }
}
