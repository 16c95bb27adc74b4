//! Areas drawn on the map.
//!
//! All is counted in whole ten-millionths of a degree, so a point is inside, outside or on the border, exactly and
//! everywhere alike. A point on a border, on a corner and on the edge of a hole belongs to the polygon: of two polygons
//! that share a border both hold it. Lines between positions are straight in latitude and longitude (RFC 7946, 3.1.1);
//! what crosses the 180th meridian is drawn as two shapes (3.1.9), and the meridian itself is on both sides.

mod invalid;
mod map;
mod ring;

pub use invalid::InvalidPolygon;
pub use map::PolygonMap;

use domain::code::PolygonId;
use domain::place::Point;
use serde::{Deserialize, Serialize};

use ring::{Ring, Side};

/// The most positions that a polygon has, all rings together.
pub const MAX_POSITIONS: usize = 10_000;

/// An area on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", try_from = "Drawn", into = "Drawn")]
pub struct Polygon {
    id: PolygonId,
    name: String,
    shapes: Vec<Shape>,
}

/// One outer ring and the holes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shape {
    outer: Ring,
    holes: Vec<Ring>,
}

/// Shapes of rings of points, each ring closed: what GeoJSON calls the coordinates of a `MultiPolygon`.
pub type Positions = Vec<Vec<Vec<Point>>>;

/// A polygon as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Drawn {
    id: PolygonId,
    name: String,
    shapes: Positions,
}

impl TryFrom<Drawn> for Polygon {
    type Error = InvalidPolygon;

    fn try_from(Drawn { id, name, shapes }: Drawn) -> Result<Self, InvalidPolygon> {
        Self::new(id, name, &shapes)
    }
}

impl From<Polygon> for Drawn {
    fn from(polygon: Polygon) -> Self {
        Self { shapes: polygon.positions(), id: polygon.id, name: polygon.name }
    }
}

impl Polygon {
    /// Takes over what was drawn.
    ///
    /// # Errors
    /// [`InvalidPolygon`]: no shapes, too many positions, a ring that is not closed or crosses or touches itself or
    /// another ring of its shape, a ring without area, a hole outside of its shape.
    pub fn new(id: PolygonId, name: String, shapes: &Positions) -> Result<Self, InvalidPolygon> {
        let positions: usize = shapes.iter().flatten().map(Vec::len).sum();
        if positions > MAX_POSITIONS {
            return Err(InvalidPolygon::TooManyPositions { found: positions });
        }
        let read: Result<Vec<Shape>, InvalidPolygon> =
            shapes.iter().enumerate().map(|(at, rings)| Shape::new(at, rings)).collect();
        let shapes = read?;
        if shapes.is_empty() {
            return Err(InvalidPolygon::Empty);
        }
        Ok(Self { id, name, shapes })
    }

    /// The key the merchant chose.
    #[must_use]
    pub fn id(&self) -> &PolygonId {
        &self.id
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What was drawn.
    #[must_use]
    pub fn positions(&self) -> Positions {
        let rings = |shape: &Shape| std::iter::once(&shape.outer).chain(&shape.holes).map(Ring::positions).collect();
        self.shapes.iter().map(rings).collect()
    }

    /// About how many bytes it takes in memory.
    #[must_use]
    pub fn size(&self) -> usize {
        let corners = self.shapes.iter().map(|shape| std::iter::once(&shape.outer).chain(&shape.holes));
        corners.flatten().map(Ring::size).sum::<usize>().saturating_add(self.name.len()).saturating_add(128)
    }

    /// Whether it holds a point, borders included.
    #[must_use]
    pub fn holds(&self, point: Point) -> bool {
        both_sides(point).any(|(x, y)| self.shapes.iter().any(|shape| shape.holds(x, y)))
    }
}

/// Longitude and latitude of a point; on the 180th meridian as seen from either side.
fn both_sides(point: Point) -> impl Iterator<Item = (i64, i64)> {
    const MERIDIAN: i64 = 1_800_000_000;
    let (lat, lng) = point.ten_millionths();
    let (x, y) = (i64::from(lng), i64::from(lat));
    [Some((x, y)), (x.abs() == MERIDIAN).then_some((-x, y))].into_iter().flatten()
}

impl Shape {
    fn new(at: usize, rings: &[Vec<Point>]) -> Result<Self, InvalidPolygon> {
        let read: Result<Vec<Ring>, InvalidPolygon> =
            rings.iter().enumerate().map(|(ring, points)| Ring::new((at, ring), points)).collect();
        let mut rings = read?.into_iter();
        let outer = rings.next().ok_or(InvalidPolygon::Empty)?;
        let holes: Vec<Ring> = rings.collect();
        for (hole, ring) in (1..).zip(&holes) {
            let inside = ring.corner().is_some_and(|(x, y)| outer.side(x, y) == Side::Inside);
            if !inside {
                return Err(InvalidPolygon::HoleOutside { shape: at, ring: hole });
            }
        }
        if let Some((one, other)) = ring::crossing(std::iter::once(&outer).chain(&holes)) {
            return Err(match one == other {
                true => InvalidPolygon::SelfCrossing { shape: at, ring: one },
                false => InvalidPolygon::RingsCross { shape: at, ring: one, other },
            });
        }
        Ok(Self { outer, holes })
    }

    fn holds(&self, x: i64, y: i64) -> bool {
        self.outer.side(x, y) != Side::Outside && self.holes.iter().all(|hole| hole.side(x, y) != Side::Inside)
    }

    fn bounds(&self) -> ([i64; 2], [i64; 2]) {
        self.outer.bounds()
    }
}

#[cfg(test)]
mod tests;
