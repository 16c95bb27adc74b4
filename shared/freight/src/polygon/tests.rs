use proptest::prelude::*;

use super::*;

fn points(corners: &[(i64, i64)]) -> Vec<Point> {
    corners.iter().map(|(x, y)| Point::from_ten_millionths(*y, *x).unwrap()).collect()
}

fn draw(shapes: &[&[&[(i64, i64)]]]) -> Result<Polygon, InvalidPolygon> {
    let shapes: Positions = shapes.iter().map(|rings| rings.iter().map(|ring| points(ring)).collect()).collect();
    Polygon::new("centro".parse().unwrap(), "Centro".into(), &shapes)
}

const SQUARE: &[(i64, i64)] = &[(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)];
const HOLE: &[(i64, i64)] = &[(4, 4), (4, 6), (6, 6), (6, 4), (4, 4)];

#[test]
fn a_border_belongs_to_its_polygon() {
    let polygon = draw(&[&[SQUARE, HOLE]]).unwrap();
    let check = |x: i64, y: i64, expected: bool| {
        assert_eq!(polygon.holds(Point::from_ten_millionths(y, x).unwrap()), expected, "{x} {y}");
    };
    check(1, 1, true);
    check(0, 0, true);
    check(10, 5, true);
    check(5, 10, true);
    check(11, 5, false);
    check(-1, 10, false);
    check(5, 5, false);
    check(4, 5, true);
    check(6, 6, true);
    let slanted = draw(&[&[&[(0, 0), (30, 10), (0, 20), (0, 0)]]]).unwrap();
    let at = |x: i64, y: i64| slanted.holds(Point::from_ten_millionths(y, x).unwrap());
    assert_eq!([at(3, 1), at(4, 1), at(15, 15), at(30, 10), at(16, 15)], [true, false, true, true, false]);
}

#[test]
fn what_is_no_polygon_is_refused() {
    let check = |shapes: &[&[&[(i64, i64)]]], expected: InvalidPolygon| assert_eq!(draw(shapes), Err(expected));
    let (shape, ring) = (0, 0);
    check(&[], InvalidPolygon::Empty);
    check(&[&[]], InvalidPolygon::Empty);
    check(&[&[&[(0, 0), (1, 1), (0, 0)]]], InvalidPolygon::NotClosed { shape, ring });
    check(&[&[&[(0, 0), (1, 0), (1, 1), (0, 1)]]], InvalidPolygon::NotClosed { shape, ring });
    check(&[&[&[(0, 0), (1, 1), (2, 2), (0, 0)]]], InvalidPolygon::NoArea { shape, ring });
    let bow: &[(i64, i64)] = &[(0, 0), (10, 10), (10, 0), (0, 8), (0, 0)];
    check(&[&[bow]], InvalidPolygon::SelfCrossing { shape, ring });
    let spike: &[(i64, i64)] = &[(0, 0), (10, 0), (10, 10), (10, 20), (10, 10), (0, 10), (0, 0)];
    check(&[&[spike]], InvalidPolygon::SelfCrossing { shape, ring });
    let touching: &[(i64, i64)] = &[(0, 0), (10, 0), (10, 10), (5, 0), (0, 10), (0, 0)];
    check(&[&[touching]], InvalidPolygon::SelfCrossing { shape, ring });
    let outside: &[(i64, i64)] = &[(14, 4), (14, 6), (16, 6), (16, 4), (14, 4)];
    check(&[&[SQUARE, outside]], InvalidPolygon::HoleOutside { shape, ring: 1 });
    let across: &[(i64, i64)] = &[(4, 4), (4, 6), (16, 6), (16, 4), (4, 4)];
    check(&[&[SQUARE, across]], InvalidPolygon::RingsCross { shape, ring: 0, other: 1 });
    let many: Vec<(i64, i64)> = (0..10_001).map(|at| (at, at * at)).collect();
    check(&[&[&many]], InvalidPolygon::TooManyPositions { found: 10_001 });
    assert!(draw(&[&[SQUARE], &[&[(20, 0), (30, 0), (30, 9), (20, 0)]]]).is_ok());
    let doubled: &[(i64, i64)] = &[(0, 0), (10, 0), (10, 0), (10, 10), (0, 10), (0, 0)];
    assert_eq!(draw(&[&[doubled]]), draw(&[&[SQUARE]]), "a position that comes twice in a row counts once");
}

#[test]
fn the_180th_meridian_is_on_both_sides_and_poles_are_places() {
    let east = &[(1_790_000_000, -10), (1_800_000_000, -10), (1_800_000_000, 10), (1_790_000_000, -10)];
    let polygon = draw(&[&[east]]).unwrap();
    assert!(polygon.holds(Point::new(0.0, -180.0).unwrap()));
    assert!(polygon.holds(Point::new(0.0, 180.0).unwrap()));
    assert!(!polygon.holds(Point::new(0.0, -179.999).unwrap()));
    let top = &[(-10, 890_000_000), (10, 890_000_000), (0, 900_000_000), (-10, 890_000_000)];
    assert!(draw(&[&[top]]).unwrap().holds(Point::new(90.0, 0.0).unwrap()));
    assert!(!draw(&[&[top]]).unwrap().holds(Point::new(-90.0, 0.0).unwrap()));
}

#[test]
fn a_map_names_all_polygons_of_a_point_by_id() {
    let named = |id: &str, ring: &[(i64, i64)]| {
        Polygon::new(id.parse().unwrap(), String::new(), &vec![vec![points(ring)]]).unwrap()
    };
    let next: Vec<(i64, i64)> = SQUARE.iter().map(|(x, y)| (x + 10, *y)).collect();
    let map = PolygonMap::new([named("b", SQUARE), named("a", SQUARE), named("c", &next)]);
    let at = |x: i64, y: i64| -> Vec<String> {
        map.at(Point::from_ten_millionths(y, x).unwrap()).iter().map(ToString::to_string).collect()
    };
    assert_eq!(at(5, 5), ["a", "b"]);
    assert_eq!(at(10, 5), ["a", "b", "c"], "the border between them is in all");
    assert_eq!(at(20, 10), ["c"]);
    assert_eq!(at(21, 10), Vec::<String>::new());
    assert!(map.has(&"a".parse().unwrap()) && !map.has(&"d".parse().unwrap()));
    assert_eq!(PolygonMap::default().at(Point::new(0.0, 0.0).unwrap()), []);
}

#[test]
fn a_polygon_is_kept_as_it_was_drawn() {
    let polygon = draw(&[&[SQUARE, HOLE]]).unwrap();
    let text = serde_json::to_string(&polygon).unwrap();
    assert_eq!(serde_json::from_str::<Polygon>(&text).unwrap(), polygon);
    let open = text.replace(r#"{"lat":0.0,"lng":0.0}]"#, r#"{"lat":0.000001,"lng":0.0}]"#);
    assert_ne!(open, text);
    assert!(serde_json::from_str::<Polygon>(&open).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Corners at growing angles around a centre make a ring that never crosses itself.
    #[test]
    fn moving_and_turning_a_drawing_moves_what_it_holds(
        spokes in proptest::collection::vec(1..1_000_i64, 8), x in -1_200..1_200_i64, y in -1_200..1_200_i64,
        far in -1_000_000..1_000_000_i64,
    ) {
        const WAYS: [(i64, i64); 8] = [(2, 0), (1, 1), (0, 2), (-1, 1), (-2, 0), (-1, -1), (0, -2), (1, -1)];
        let mut ring: Vec<(i64, i64)> =
            WAYS.iter().zip(&spokes).map(|((x, y), length)| (x * length, y * length)).collect();
        ring.push(ring[0]);
        let hold = |ring: &[(i64, i64)], x: i64, y: i64| {
            draw(&[&[ring]]).unwrap().holds(Point::from_ten_millionths(y, x).unwrap())
        };
        let inside = hold(&ring, x, y);
        let moved: Vec<_> = ring.iter().map(|(x, y)| (x + far, y - far)).collect();
        prop_assert_eq!(hold(&moved, x + far, y - far), inside);
        let turned: Vec<_> = ring.iter().map(|(x, y)| (-y, *x)).collect();
        prop_assert_eq!(hold(&turned, -y, x), inside);
        let backwards: Vec<_> = ring.iter().rev().copied().collect();
        prop_assert_eq!(hold(&backwards, x, y), inside);
        prop_assert!(hold(&ring, 0, 0), "the centre is inside");
    }

    #[test]
    fn any_corners_are_a_polygon_or_refused(
        ring in proptest::collection::vec((-3..3_i64, -3..3_i64), 0..9), x in -3..3_i64, y in -3..3_i64,
    ) {
        let mut ring = ring;
        ring.extend(ring.first().copied());
        if let Ok(polygon) = draw(&[&[&ring]]) {
            for corner in points(&ring) {
                prop_assert!(polygon.holds(corner));
            }
            let map = PolygonMap::new([polygon.clone()]);
            let point = Point::from_ten_millionths(y, x).unwrap();
            prop_assert_eq!(map.at(point).len() == 1, polygon.holds(point));
        }
    }
}
