use super::*;
use crate::table::{Area, PostalRange, RestrictedPlace};
use domain::place::Point;

fn at(lat: &str, lng: &str) -> Point {
    Point::new(lat.parse().unwrap(), lng.parse().unwrap()).unwrap()
}

/// From 1 degree south to 1 degree north, 47 to 45 degrees west.
pub(super) fn square(id: &str) -> Polygon {
    let ring = [("-1", "-47"), ("-1", "-45"), ("1", "-45"), ("1", "-47"), ("-1", "-47")];
    Polygon::new(id.parse().unwrap(), id.to_owned(), &vec![vec![ring.map(|(lat, lng)| at(lat, lng)).to_vec()]]).unwrap()
}

/// All of Brazil at 10.00, and the square `centre` at 6.00.
fn with_centre() -> (World, Cart) {
    let mut world = World::new();
    let rows = ["00000000,99999999,0,1000,10,0,0,0,2,0", "polygon:centre,0,0,1000,6,0,0,0,1,0"];
    world.tables.insert("p".to_owned(), rows.map(str::to_owned).to_vec());
    world.polygons.push(square("centre"));
    (world, cart(vec![item("s", 1, 100)]))
}

#[test]
fn a_point_in_a_polygon_is_priced_by_its_row() {
    let (world, mut ask) = with_centre();
    let mut check = |point: Option<Point>, named: &[&str], price: i64, polygon: Option<&str>| {
        ask.destination.point = point;
        ask.destination.polygons = named.iter().map(|id| id.parse().unwrap()).collect();
        let option = world.option(&ask);
        let found = option.packages[0].polygon.as_ref().map(PolygonId::as_str);
        assert_eq!((option.price, found), (price, polygon), "{point:?}");
    };
    check(None, &[], 1000, None);
    check(Some(at("0.5", "-46")), &[], 600, Some("centre"));
    check(Some(at("1", "-46")), &[], 600, Some("centre"));
    check(Some(at("1.0000001", "-46")), &[], 1000, None);
    check(None, &["centre"], 600, Some("centre"));
}

#[test]
fn a_point_in_a_polygon_needs_no_postal_code() {
    let (world, mut ask) = with_centre();
    ask.destination.postal_code = None;
    ask.destination.point = Some(at("0", "-46"));
    assert_eq!(world.option(&ask).price, 600);
    ask.destination.point = Some(at("9", "-46"));
    assert_eq!(world.reason(&ask), "destination_unknown");
}

#[test]
fn a_pickup_point_is_priced_by_the_polygon_that_holds_it() {
    let (mut world, mut ask) = with_centre();
    world.pickup_points =
        vec![super::pickup::point("inside", 99, "69005040"), super::pickup::point("outside", 101, "69005040")];
    world.policies[0].pickup_points = world.pickup_points.iter().map(|point| point.id.clone()).collect();
    ask.destination.point = Some(at("1", "-46"));
    let quote = world.quote(&ask);
    let prices: Vec<(&str, i64)> = quote.options.iter().map(|option| (option.id.as_str(), option.price)).collect();
    assert_eq!(prices, [("p.inside", 600), ("p.outside", 1000)]);
}

pub(super) fn restricted(area: Area, days_more: Option<u32>, message: &str) -> RestrictedArea {
    RestrictedArea {
        country: Country::BRA,
        place: RestrictedPlace::new(area),
        over_time: days_more.map(days),
        message: Some(message.to_owned()),
    }
}

pub(super) fn codes(start: &str, end: &str) -> Area {
    let code = |text| PostalCode::of_any_country(text).unwrap();
    Area::Postal(PostalRange::new(code(start), code(end)).unwrap())
}

#[test]
fn a_restricted_area_is_not_served() {
    let mut world = World::new();
    world.policy("q", "Outra", &["0,1000,20,0,0,0,2,0"]);
    world.dock("d", &["p", "q"]);
    let areas = vec![restricted(codes("69005040", "69005040"), None, "No boat goes there")];
    world.restricted.insert("p".parse().unwrap(), areas);
    let quote = world.quote(&cart(vec![item("s", 1, 100)]));
    assert_eq!(quote.options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>(), ["q"]);
    let dropped = &quote.dropped[0];
    assert_eq!((dropped.policy.as_str(), dropped.reason.code()), ("p", "restricted_area"));
    assert_eq!(dropped.reason.detail(), [("message", "No boat goes there".to_owned())]);
}

#[test]
fn one_postal_code_may_be_taken_out_of_a_range() {
    let mut world = World::new();
    let row = "01000001,05999999,250.001,300.0,329.9,0,0,100000000,2.00:00:00,0";
    world.tables.insert("p".to_owned(), vec![row.to_owned()]);
    world.restricted.insert("p".parse().unwrap(), vec![restricted(codes("01056051", "01056051"), None, "-")]);
    let check = |code: &str, expected: &str| {
        let mut ask = cart(vec![item("s", 1, 300)]);
        ask.destination.postal_code = Some(PostalCode::new(Country::BRA, code).unwrap());
        assert_eq!(world.reason(&ask), expected, "{code}");
        let price = world.quote(&ask).options.first().map(|option| option.price);
        assert_eq!(price, (expected == "offered").then_some(32_990), "{code}");
    };
    check("01056-050", "offered");
    check("01056-051", "restricted_area");
    check("01056-052", "offered");
    check("01000-000", "postal_code_not_served");
    check("06000-000", "postal_code_not_served");
}

#[test]
fn to_a_restricted_area_it_may_take_longer() {
    let mut world = World::new();
    let areas = vec![restricted(codes("69000000", "69099999"), Some(3), "By boat")];
    world.restricted.insert("p".parse().unwrap(), areas);
    let option = world.option(&cart(vec![item("s", 1, 100)]));
    assert_eq!((option.estimate.to_string().as_str(), option.notices), ("5bd", vec!["By boat".to_owned()]));
    let transit: u64 =
        option.time_parts.iter().filter(|part| part.code == TimeCode::Transit).map(|part| part.seconds).sum();
    assert_eq!(transit, 5 * 86_400, "the extra days are the carrier's");
    world.restricted.clear();
    let option = world.option(&cart(vec![item("s", 1, 100)]));
    assert_eq!((option.estimate.to_string().as_str(), option.notices.len()), ("2bd", 0));
}

#[test]
fn a_polygon_may_be_restricted() {
    let (mut world, mut ask) = with_centre();
    let areas = vec![restricted(Area::Polygon("centre".parse().unwrap()), None, "Market day")];
    world.restricted.insert("p".parse().unwrap(), areas);
    ask.destination.point = Some(at("0", "-46"));
    assert_eq!(world.reason(&ask), "restricted_area");
    ask.destination.point = None;
    assert_eq!(world.reason(&ask), "offered");
}
