use configuration::Sections;
use domain::code::PolygonId;
use domain::place::Point;
use domain::postal::{Country, PostalCode};
use edge::{Fields, Problem};
use freight::polygon::{InvalidPolygon, Positions};
use freight::table::{Area, PostalRange, RestrictedArea as Noun, RestrictedPlace};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::rules::{duration, id_of_body};

/// Restricted areas of a policy at most.
const MOST_AREAS: usize = 5_000;

/// An area drawn on the map.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Polygon {
    /// The key the merchant chose; in a body it may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "centro")]
    pub id: Option<String>,
    /// What people call it, 1 to 150 characters.
    pub name: String,
    /// What was drawn, as `GeoJSON`.
    pub geometry: Geometry,
}

/// A `GeoJSON` geometry (RFC 7946).
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Geometry {
    /// Polygon or `MultiPolygon`.
    #[serde(rename = "type")]
    #[schema(example = "Polygon")]
    pub kind: String,
    /// Rings of positions, longitude before latitude. Each ring ends where it begins and neither crosses nor touches
    /// itself; 10,000 positions at most.
    #[schema(value_type = Vec<Value>, example = json!([[[-46.66, -23.56], [-46.62, -23.56], [-46.62, -23.53], [-46.66, -23.56]]]))]
    pub coordinates: Value,
}

/// A part of the polygons.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Polygons {
    /// By id.
    pub items: Vec<Polygon>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}

impl Polygon {
    /// Reads the body for the polygon of an address.
    pub(crate) fn read(&self, param: &str) -> Result<freight::polygon::Polygon, Problem> {
        let mut fields = Fields::new();
        let id: PolygonId = id_of_body(&mut fields, param, self.id.as_deref())?;
        let name = fields.take("/name", "name", self.name.as_str(), domain::account::Name::new(&self.name));
        let read = match self.geometry.kind.as_str() {
            "Polygon" => serde_json::from_value(self.geometry.coordinates.clone()).map(|rings: Rings| vec![rings]),
            "MultiPolygon" => serde_json::from_value(self.geometry.coordinates.clone()),
            other => {
                let detail = "A geometry is a Polygon or a MultiPolygon.";
                fields.refuse("/geometry/type", "unknown_geometry", detail, Some(other.into()));
                return Err(fields.finish().err().unwrap_or_else(|| Problem::not_found("polygon")));
            }
        };
        let shapes = fields.take("/geometry/coordinates", "positions", Value::Null, read);
        let shapes = shapes.and_then(|shapes| self.on_the_map(&mut fields, &shapes));
        let (name, shapes) = fields.all(name.zip(shapes))?;
        freight::polygon::Polygon::new(id, name.as_str().to_owned(), &shapes).map_err(|refused| self.refuse(&refused))
    }

    fn on_the_map(&self, fields: &mut Fields, shapes: &[Rings]) -> Option<Positions> {
        let mut refused = 0;
        let mut read = |(shape, ring, at): (usize, usize, usize), [lng, lat]: [f64; 2]| {
            let point = Point::new(lat, lng);
            if let Err(error) = &point
                && refused < 20
            {
                refused += 1;
                let pointer = format!("{}/{at}", self.ring((shape, ring)));
                fields.refuse(&pointer, "point", error.to_string(), Some(vec![lng, lat].into()));
            }
            point.ok()
        };
        let mut all = Positions::new();
        for (shape, rings) in shapes.iter().enumerate() {
            let mut drawn = Vec::new();
            for (ring, positions) in rings.iter().enumerate() {
                let points = positions.iter().enumerate();
                drawn.push(points.filter_map(|(at, position)| read((shape, ring, at), *position)).collect());
            }
            all.push(drawn);
        }
        (refused == 0).then_some(all)
    }

    /// The pointer to a ring.
    fn ring(&self, (shape, ring): (usize, usize)) -> String {
        if self.geometry.kind == "Polygon" {
            format!("/geometry/coordinates/{ring}")
        } else {
            format!("/geometry/coordinates/{shape}/{ring}")
        }
    }

    fn refuse(&self, refused: &InvalidPolygon) -> Problem {
        let mut fields = Fields::new();
        let pointer = refused.place().map_or_else(|| "/geometry/coordinates".to_owned(), |place| self.ring(place));
        let mut detail = refused.to_string();
        detail.replace_range(..1, &detail.chars().take(1).flat_map(char::to_uppercase).collect::<String>());
        fields.refuse(&pointer, refused.code(), format!("{detail}."), None);
        fields.finish().err().unwrap_or_else(|| Problem::not_found("polygon"))
    }
}

/// Rings of positions, each longitude and latitude.
type Rings = Vec<Vec<[f64; 2]>>;

impl From<&freight::polygon::Polygon> for Polygon {
    fn from(polygon: &freight::polygon::Polygon) -> Self {
        let position = |point: &Point| [point.lng(), point.lat()];
        let ring = |ring: &Vec<Point>| ring.iter().map(position).collect::<Vec<_>>();
        let shapes: Vec<Rings> =
            polygon.positions().iter().map(|rings| rings.iter().map(ring).collect::<Vec<_>>()).collect();
        let (kind, coordinates) = match shapes.as_slice() {
            [rings] => ("Polygon", serde_json::to_value(rings)),
            shapes => ("MultiPolygon", serde_json::to_value(shapes)),
        };
        let geometry = Geometry { kind: kind.to_owned(), coordinates: coordinates.unwrap_or_default() };
        Self { id: Some(polygon.id().to_string()), name: polygon.name().to_owned(), geometry }
    }
}

/// Where a policy does not deliver, or takes longer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestrictedAreas {
    /// At most 5,000.
    pub items: Vec<RestrictedArea>,
}

/// One restricted area: either postal codes or a polygon.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestrictedArea {
    /// Country, ISO 3166-1 alpha-3.
    #[schema(example = "BRA")]
    pub country: String,
    /// First postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "01310000")]
    pub postal_from: Option<String>,
    /// Last postal code; the first one without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "01310999")]
    pub postal_to: Option<String>,
    /// A polygon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polygon: Option<String>,
    /// How much longer it takes, ISO 8601; without it nothing is delivered there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "P2D")]
    pub over_time: Option<String>,
    /// What shoppers are told, up to 300 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl RestrictedAreas {
    /// Reads the body, under what is configured.
    pub(crate) fn read(&self, sections: &Sections) -> Result<Vec<Noun>, Problem> {
        let mut fields = Fields::new();
        if self.items.len() > MOST_AREAS {
            let detail = format!("A policy has at most {MOST_AREAS} restricted areas.");
            fields.refuse("/items", "too_many", detail, Some(self.items.len().into()));
        }
        let items = self.items.iter().take(MOST_AREAS).enumerate();
        let read = items.filter_map(|(at, area)| area.read(&mut fields, &format!("/items/{at}"), sections)).collect();
        fields.all(Some(read))
    }
}

impl From<&[Noun]> for RestrictedAreas {
    fn from(areas: &[Noun]) -> Self {
        Self { items: areas.iter().map(RestrictedArea::from).collect() }
    }
}

impl From<&Noun> for RestrictedArea {
    fn from(area: &Noun) -> Self {
        let (postal_from, postal_to, polygon) = match area.place.area() {
            Area::Postal(range) => (Some(range.start().to_string()), Some(range.end().to_string()), None),
            Area::Polygon(id) => (None, None, Some(id.to_string())),
        };
        Self {
            country: area.country.to_string(),
            postal_from,
            postal_to,
            polygon,
            over_time: area.over_time.map(|time| time.to_string()),
            message: area.message.clone(),
        }
    }
}

impl RestrictedArea {
    fn read(&self, fields: &mut Fields, pointer: &str, sections: &Sections) -> Option<Noun> {
        let at = |name: &str| format!("{pointer}/{name}");
        let country = fields.take(&at("country"), "country", self.country.as_str(), Country::new(&self.country));
        let area = match (&self.postal_from, &self.polygon) {
            (Some(first), None) => country.and_then(|country| {
                let last = self.postal_to.as_ref().unwrap_or(first);
                let mut code = |name: &str, text: &String| {
                    fields.take(&at(name), "postal_code", text.as_str(), PostalCode::new(country, text))
                };
                let (first, end) = (code("postalFrom", first)?, code("postalTo", last)?);
                let range = PostalRange::new(first, end);
                if range.is_none() {
                    let detail = "The last postal code comes before the first.";
                    fields.refuse(&at("postalTo"), "postal_range_reversed", detail, Some(last.as_str().into()));
                }
                range.map(Area::Postal)
            }),
            (None, Some(name)) => {
                let id = fields.take(&at("polygon"), "invalid_id", name.as_str(), name.parse::<PolygonId>());
                if id.as_ref().is_some_and(|id| sections.polygons.get(id.as_str()).is_none()) {
                    let detail = "There is no such polygon.";
                    fields.refuse(&at("polygon"), "unknown_polygon", detail, Some(name.as_str().into()));
                }
                id.map(Area::Polygon)
            }
            _ => {
                fields.refuse(&at("postalFrom"), "one_of", "Send either postal codes or a polygon.", None);
                None
            }
        };
        let over_time = match &self.over_time {
            Some(text) => duration(fields, &at("overTime"), Some(text)).map(Some),
            None => Some(None),
        };
        let message = self.message.as_deref().map(str::trim).filter(|message| !message.is_empty());
        if message.is_some_and(|text| text.chars().count() > 300 || text.chars().any(char::is_control)) {
            let detail = "A message has up to 300 characters, none of them a control character.";
            fields.refuse(&at("message"), "message", detail, None);
        }
        let ((country, area), over_time) = country.zip(area).zip(over_time)?;
        Some(Noun { country, place: RestrictedPlace::new(area), over_time, message: message.map(str::to_owned) })
    }
}
