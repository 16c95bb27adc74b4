use domain::code::PolygonId;
use domain::place::Point;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::{Polygon, both_sides};

/// The box of a shape, with the places of its polygon and of itself.
type Boxed = GeomWithData<Rectangle<[i64; 2]>, (usize, usize)>;

/// All polygons of an account, ready to say which of them hold a point.
#[derive(Clone, Debug, Default)]
pub struct PolygonMap {
    polygons: Vec<Polygon>,
    boxes: RTree<Boxed>,
}

impl PolygonMap {
    /// Takes polygons in any order; of those with the same id the last counts.
    #[must_use]
    pub fn new(polygons: impl IntoIterator<Item = Polygon>) -> Self {
        let by_id: std::collections::BTreeMap<PolygonId, Polygon> =
            polygons.into_iter().map(|polygon| (polygon.id.clone(), polygon)).collect();
        let polygons: Vec<Polygon> = by_id.into_values().collect();
        let boxes = polygons.iter().enumerate().flat_map(|(at, polygon)| {
            polygon.shapes.iter().enumerate().map(move |(shape, drawn)| {
                let (low, high) = drawn.bounds();
                GeomWithData::new(Rectangle::from_corners(low, high), (at, shape))
            })
        });
        let boxes = RTree::bulk_load(boxes.collect());
        Self { polygons, boxes }
    }

    /// The polygons that hold a point, borders included, by id.
    #[must_use]
    pub fn at(&self, point: Point) -> Vec<PolygonId> {
        let mut found: Vec<usize> = Vec::new();
        for (x, y) in both_sides(point) {
            for near in self.boxes.locate_in_envelope_intersecting(&AABB::from_point([x, y])) {
                let (at, shape) = near.data;
                let shape = self.polygons.get(at).and_then(|polygon| polygon.shapes.get(shape));
                if shape.is_some_and(|shape| shape.holds(x, y)) {
                    found.push(at);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|at| self.polygons.get(at)).map(|polygon| polygon.id.clone()).collect()
    }

    /// Whether there is a polygon of this id.
    #[must_use]
    pub fn has(&self, id: &PolygonId) -> bool {
        self.polygons.binary_search_by(|polygon| polygon.id.cmp(id)).is_ok()
    }
}
