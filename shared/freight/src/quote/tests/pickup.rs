use super::*;
use crate::configuration::{Channel, DeliverySchedule};
use domain::place::Point;

/// A point so many hundredths of a degree north of the destination (1.112 km each), with its postal code.
pub(super) fn point(id: &str, north: i32, postal_code: &str) -> PickupPoint {
    let degrees: f64 = Decimal::new(i64::from(north), 2).to_string().parse().unwrap();
    let json = serde_json::json!({
        "id": id, "name": id, "address": {"country": "BRA", "postalCode": postal_code},
        "point": {"lat": degrees, "lng": -46.0},
    });
    serde_json::from_value(json).unwrap()
}

/// A policy `p` that serves the points it names, and a cart at 0, -46.
fn shops(points: Vec<PickupPoint>) -> (World, Cart) {
    let mut world = World::new();
    world.policies[0].pickup_points = points.iter().map(|point| point.id.clone()).collect();
    world.pickup_points = points;
    let mut ask = cart(vec![item("s", 1, 100)]);
    ask.destination.point = Some(Point::new(0.0, -46.0).unwrap());
    (world, ask)
}

fn offered(world: &World, ask: &Cart) -> Vec<String> {
    world.quote(ask).options.iter().map(|option| option.id.clone()).collect()
}

#[test]
fn pickup_points_are_offered_by_distance() {
    let (world, ask) = shops(vec![
        point("a-far", 40, "69005040"),
        point("b-near", -1, "69005040"),
        point("c-too-far", 45, "69005040"),
        point("d-middle", 20, "69005040"),
        point("e-also-middle", -20, "69005040"),
    ]);
    assert_eq!(offered(&world, &ask), ["p.b-near", "p.d-middle", "p.e-also-middle", "p.a-far"]);
    let option = &world.quote(&ask).options[0];
    let pickup = option.pickup.as_ref().unwrap();
    assert_eq!((option.channel, pickup.point.as_str()), (Channel::Pickup, "b-near"));
    assert_eq!(pickup.distance.unwrap().metres(), 1_112);
    assert_eq!(option.shipping_method, "Normal");
}

#[test]
fn deliveries_come_before_pickup_points_and_each_have_their_cheapest() {
    let (mut world, ask) = shops(vec![point("shop", 1, "69005040")]);
    world.policy("home", "Casa", &["0,1000,99,0,0,0,1,0"]);
    world.dock("d", &["p", "home"]);
    let quote = world.quote(&ask);
    let marks: Vec<(&str, bool)> = quote.options.iter().map(|option| (option.id.as_str(), option.cheapest)).collect();
    assert_eq!(marks, [("home", true), ("p.shop", true)]);
}

#[test]
fn inactive_points_and_points_of_other_countries_are_not_offered() {
    let mut closed = point("closed", 1, "69005040");
    closed.active = false;
    let mut abroad = point("abroad", 2, "69005040");
    abroad.address.country = Country::new("ARG").unwrap();
    let (world, ask) = shops(vec![closed, abroad, point("open", 3, "69005040")]);
    assert_eq!(offered(&world, &ask), ["p.open"]);
}

#[test]
fn three_hundred_points_are_considered_and_those_of_other_countries_do_not_count() {
    let mut points: Vec<PickupPoint> =
        (0..320).map(|at| point(&format!("s{at:03}"), 1 + at % 40, "69005040")).collect();
    for (at, point) in points.iter_mut().enumerate() {
        if at % 40 == 0 {
            point.address.country = Country::new("ARG").unwrap();
        }
    }
    let (world, ask) = shops(points);
    let all = offered(&world, &ask);
    assert_eq!((all.len(), all[0].as_str()), (300, "p.s001"));
}

#[test]
fn the_way_to_a_pickup_point_is_priced_by_the_point_s_own_place() {
    let (mut world, ask) = shops(vec![point("here", 1, "69005040"), point("there", 2, "70000000")]);
    let rows = ["69000000,69999999,0,1000,5,0,0,0,1,0", "70000000,79999999,0,1000,9,0,0,0,3,0"];
    world.tables.insert("p".to_owned(), rows.map(str::to_owned).to_vec());
    let quote = world.quote(&ask);
    let prices: Vec<(i64, String)> =
        quote.options.iter().map(|option| (option.price, option.estimate.to_string())).collect();
    assert_eq!(prices, [(500, "1bd".to_owned()), (900, "3bd".to_owned())]);
    world.tables.insert("p".to_owned(), vec![rows[0].to_owned()]);
    let quote = world.quote(&ask);
    assert_eq!(quote.options.len(), 1);
    let dropped = &quote.dropped[0];
    let point = dropped.pickup_point.as_ref().map(|point| point.as_str());
    assert_eq!((dropped.reason.code(), point), ("postal_code_not_served", Some("there")));
}

#[test]
fn a_policy_shows_as_many_points_as_it_says() {
    let near = |from: i32| (from..from + 3).map(|at| point(&format!("shop-{at}"), at, "69005040"));
    let (mut world, ask) = shops(near(1).collect());
    let mut other = world.policies[0].clone();
    other.id = "q".parse().unwrap();
    other.pickup_points = (4..7).map(|at| format!("shop-{at}").parse().unwrap()).collect();
    world.tables.insert("q".to_owned(), world.tables["p"].clone());
    world.policies.push(other);
    world.pickup_points.extend(near(4));
    world.dock("d", &["p", "q"]);
    for (shown, expected) in [(5, 6), (2, 4), (1, 2), (0, 6)] {
        world.policies.iter_mut().for_each(|policy| policy.pickup_points_shown = shown);
        assert_eq!(offered(&world, &ask).len(), expected, "{shown}");
    }
}

#[test]
fn a_policy_chooses_points_by_id_by_tag_and_by_seller() {
    let mut tagged = point("tagged", 1, "69005040");
    tagged.tags = vec!["locker".to_owned()];
    let mut sold = point("sold", 2, "69005040");
    sold.seller = Some("ana".parse().unwrap());
    let (mut world, ask) = shops(vec![tagged, sold, point("named", 3, "69005040")]);
    let mut check = |ids: &[&str], tags: &[&str], sellers: &[&str], expected: &[&str]| {
        let policy = &mut world.policies[0];
        policy.pickup_points = ids.iter().map(|id| id.parse().unwrap()).collect();
        policy.pickup_point_tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        policy.pickup_point_sellers = sellers.iter().map(|id| id.parse().unwrap()).collect();
        assert_eq!(offered(&world, &ask), expected);
    };
    check(&["named"], &[], &[], &["p.named"]);
    check(&[], &["locker"], &[], &["p.tagged"]);
    check(&[], &[], &["ana"], &["p.sold"]);
    check(&["named", "tagged"], &["locker"], &["ana"], &["p.tagged", "p.sold", "p.named"]);
    check(&[], &["no-such-tag"], &[], &[]);
}

#[test]
fn without_a_point_the_postal_codes_that_begin_alike_are_near() {
    let (world, mut ask) = shops(vec![
        point("far", 1, "01310100"),
        point("region", 30, "69900000"),
        point("street", 20, "69005041"),
        point("city", 10, "69010000"),
    ]);
    ask.destination.point = None;
    assert_eq!(offered(&world, &ask), ["p.city", "p.region", "p.street"], "unknown distances, so by price and id");
    assert_eq!(world.quote(&ask).options[0].pickup.as_ref().unwrap().distance, None);
    let mut one = world.clone();
    one.policies[0].pickup_points_shown = 1;
    assert_eq!(offered(&one, &ask), ["p.street"]);
    ask.destination.postal_code = None;
    assert_eq!(world.reason(&ask), "destination_unknown");
}

#[test]
fn of_equal_methods_each_point_gets_its_best_policy() {
    let (mut world, ask) = shops(vec![point("shop", 1, "69005040"), point("other", 2, "69005040")]);
    let mut cheap = world.policies[0].clone();
    cheap.id = "q".parse().unwrap();
    cheap.pickup_points = vec!["other".parse().unwrap()];
    world.tables.insert("q".to_owned(), vec!["00000000,99999999,0,1000,1,0,0,0,1,0".to_owned()]);
    world.policies.push(cheap);
    world.dock("d", &["p", "q"]);
    assert_eq!(offered(&world, &ask), ["p.shop", "q.other"]);
    world.settings.strict_method_collision = true;
    assert_eq!(offered(&world, &ask), ["q.other"], "the policy with the best route knocks the other out");
}

#[test]
fn pickup_by_appointment_has_windows_too() {
    let (mut world, ask) = shops(vec![point("shop", 1, "69005040")]);
    world.policies[0].delivery_schedule = DeliverySchedule { enabled: true, ..DeliverySchedule::default() };
    assert_eq!(world.reason(&ask), "no_delivery_window");
}

#[test]
fn points_near_a_place_are_found_without_a_cart() {
    let (mut world, _) = shops((1..=40).map(|at| point(&format!("shop-{at:02}"), at, "69005040")).collect());
    world.pickup_points[0].active = false;
    let configuration = world.configuration();
    let near = |metres: u32, most: usize| -> Vec<String> {
        let from = Point::new(0.0, -46.0).unwrap();
        configuration.pickup_points_near(from, metres, most).iter().map(|(point, _)| point.id.to_string()).collect()
    };
    assert_eq!(near(4_500, 10), ["shop-02", "shop-03", "shop-04"]);
    assert_eq!(near(50_000, 2), ["shop-02", "shop-03"]);
    assert_eq!(near(50_000, 300).len(), 39);
    assert!(near(2_000, 10).is_empty());
}

#[test]
fn a_point_that_nothing_can_be_brought_to_takes_no_place_of_those_that_are_shown() {
    let (mut world, ask) =
        shops(vec![point("a-not-served", 1, "01310100"), point("b", 2, "69005040"), point("c", 3, "69005040")]);
    world.tables.insert("p".to_owned(), vec!["69000000,69999999,0,1000,10,0,0,0,1,0".to_owned()]);
    world.policies[0].pickup_points_shown = 1;
    assert_eq!(offered(&world, &ask), ["p.b"]);
    let dropped = world.quote(&ask).dropped;
    let points: Vec<_> =
        dropped.iter().map(|route| (route.pickup_point.as_ref().unwrap().as_str(), route.reason.code())).collect();
    assert_eq!(points, [("a-not-served", "postal_code_not_served")]);
    world.policies[0].pickup_points_shown = 2;
    assert_eq!(offered(&world, &ask), ["p.b", "p.c"]);
}
