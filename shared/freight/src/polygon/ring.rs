use std::cmp::Ordering;

use domain::place::Point;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::InvalidPolygon;

/// A closed line of corners, as longitude and latitude in ten-millionths of a degree, none equal to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ring {
    /// The first one comes again at the end.
    corners: Vec<(i64, i64)>,
}

/// Where a point lies as seen from a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Inside,
    Border,
    Outside,
}

type Corner = (i64, i64);
type Edge = (Corner, Corner);

impl Ring {
    pub(super) fn new((shape, ring): (usize, usize), points: &[Point]) -> Result<Self, InvalidPolygon> {
        if points.len() < 4 || points.first() != points.last() {
            return Err(InvalidPolygon::NotClosed { shape, ring });
        }
        let corner = |point: &Point| {
            let (lat, lng) = point.ten_millionths();
            (i64::from(lng), i64::from(lat))
        };
        let mut corners: Vec<Corner> = points.iter().map(corner).collect();
        corners.dedup();
        let ring_of = Self { corners };
        let twice: i128 = ring_of.edges().map(|((ax, ay), (bx, by))| wide(ax) * wide(by) - wide(bx) * wide(ay)).sum();
        if twice == 0 { Err(InvalidPolygon::NoArea { shape, ring }) } else { Ok(ring_of) }
    }

    pub(super) fn positions(&self) -> Vec<Point> {
        self.corners.iter().filter_map(|(x, y)| Point::from_ten_millionths(*y, *x)).collect()
    }

    pub(super) fn size(&self) -> usize {
        self.corners.len().saturating_mul(size_of::<Corner>())
    }

    pub(super) fn corner(&self) -> Option<Corner> {
        self.corners.first().copied()
    }

    pub(super) fn bounds(&self) -> ([i64; 2], [i64; 2]) {
        let mut corners = self.corners.iter();
        let (x, y) = corners.next().copied().unwrap_or_default();
        corners.fold(([x, y], [x, y]), |([west, south], [east, north]), (x, y)| {
            ([west.min(*x), south.min(*y)], [east.max(*x), north.max(*y)])
        })
    }

    fn edges(&self) -> impl Iterator<Item = Edge> + '_ {
        self.corners.iter().copied().zip(self.corners.iter().skip(1).copied())
    }

    /// Counts the edges that a line from the point to the east crosses (even-odd rule).
    pub(super) fn side(&self, x: i64, y: i64) -> Side {
        let mut inside = false;
        for (a, b) in self.edges() {
            let turn = turn(a, b, (x, y));
            if turn == Ordering::Equal && within((a, b), (x, y)) {
                return Side::Border;
            }
            let rises = b.1 > a.1;
            if (a.1 > y) != (b.1 > y) && (turn == Ordering::Greater) == rises {
                inside = !inside;
            }
        }
        if inside { Side::Inside } else { Side::Outside }
    }
}

fn wide(number: i64) -> i128 {
    i128::from(number)
}

/// Greater when a, b, c turn to the left.
fn turn(a: Corner, b: Corner, c: Corner) -> Ordering {
    let product = wide(b.0 - a.0) * wide(c.1 - a.1) - wide(b.1 - a.1) * wide(c.0 - a.0);
    product.cmp(&0)
}

/// Whether a point on the line through an edge lies between its ends.
fn within((a, b): Edge, (x, y): Corner) -> bool {
    (a.0.min(b.0)..=a.0.max(b.0)).contains(&x) && (a.1.min(b.1)..=a.1.max(b.1)).contains(&y)
}

/// Whether two edges have a point in common.
fn meet((a, b): Edge, (c, d): Edge) -> bool {
    let (one, two, three, four) = (turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b));
    let crossing = one != two && three != four;
    let touching = [(one, (a, b), c), (two, (a, b), d), (three, (c, d), a), (four, (c, d), b)];
    crossing || touching.iter().any(|(turn, edge, corner)| *turn == Ordering::Equal && within(*edge, *corner))
}

/// Whether neighbouring edges share more than the corner between them.
fn folds((a, b): Edge, (_, c): Edge) -> bool {
    turn(a, b, c) == Ordering::Equal && {
        let along = wide(b.0 - a.0) * wide(c.0 - b.0) + wide(b.1 - a.1) * wide(c.1 - b.1);
        along < 0
    }
}

/// Two rings that cross or touch, or one that does so itself.
pub(super) fn crossing<'a>(rings: impl Iterator<Item = &'a Ring>) -> Option<(usize, usize)> {
    let mut edges = Vec::new();
    let mut lengths = Vec::new();
    for (ring, corners) in rings.enumerate() {
        edges.extend(corners.edges().enumerate().map(|(at, (a, b))| {
            let box_of = Rectangle::from_corners([a.0, a.1], [b.0, b.1]);
            GeomWithData::new(box_of, (ring, at, (a, b)))
        }));
        lengths.push(corners.corners.len().saturating_sub(1));
    }
    let tree = RTree::bulk_load(edges.clone());
    for found in &edges {
        let (ring, at, edge) = found.data;
        let near = AABB::from_corners([edge.0.0, edge.0.1], [edge.1.0, edge.1.1]);
        for other in tree.locate_in_envelope_intersecting(&near) {
            let (other_ring, other_at, other_edge) = other.data;
            if (other_ring, other_at) <= (ring, at) {
                continue;
            }
            let last = lengths.get(ring).copied().unwrap_or_default().saturating_sub(1);
            let clash = if ring == other_ring && other_at == at + 1 {
                folds(edge, other_edge)
            } else if ring == other_ring && at == 0 && other_at == last {
                folds(other_edge, edge)
            } else {
                meet(edge, other_edge)
            };
            if clash {
                return Some((ring, other_ring));
            }
        }
    }
    None
}
