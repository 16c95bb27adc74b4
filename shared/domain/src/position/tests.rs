use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn driver() -> DriverId {
    DriverId::new(Uuid::from_u128(1))
}

fn noon() -> Timestamp {
    "2026-11-23T15:00:00Z".parse().unwrap()
}

/// Seconds after noon, at so many metres (or nearly) north of the middle of São Paulo.
fn fix(seconds: i64, metres: i32) -> Fix {
    let at = noon() + SignedDuration::from_secs(seconds);
    let point = Point::from_ten_millionths(i64::from(-235_503_900 + metres * 90), -466_339_500).unwrap();
    Fix { at, told_at: at, point, accuracy: Some(10), speed: None, heading: None }
}

fn shown(fixes: &[Fix]) -> Option<i64> {
    let trail = Trail::new(driver()).with(fixes.iter().copied());
    trail.place().map(|fix| fix.at.duration_since(noon()).as_secs())
}

#[test]
fn the_newest_point_that_can_be_is_where_the_driver_is() {
    fn check(fixes: &[(i64, i32)], expected: Option<i64>) {
        let fixes: Vec<Fix> = fixes.iter().map(|(seconds, metres)| fix(*seconds, *metres)).collect();
        assert_eq!(shown(&fixes), expected, "{fixes:?}");
        let backwards: Vec<Fix> = fixes.iter().rev().copied().collect();
        assert_eq!(shown(&backwards), expected, "{fixes:?}, in the other order");
    }
    check(&[], None);
    check(&[(0, 0)], Some(0));
    check(&[(0, 0), (30, 300), (60, 600)], Some(60));
    // 5 km in 30 s: 600 km/h.
    check(&[(0, 0), (30, 300), (60, 5_300)], Some(30));
    check(&[(0, 0), (30, 300), (60, 5_300), (90, 900)], Some(90));
    // It was no jump: the driver is there, as the next ones say.
    check(&[(0, 0), (30, 20_000), (60, 20_300), (90, 20_600)], Some(90));
    // The first of all was wrong.
    check(&[(0, 20_000), (30, 0), (60, 300)], Some(60));
    // An hour later anywhere within 200 km.
    check(&[(0, 0), (3_600, 150_000)], Some(3_600));
    check(&[(0, 0), (3_600, 250_000)], Some(0));
}

#[test]
fn a_repeat_changes_nothing_and_few_are_kept() {
    let way: Vec<Fix> = (0..40_u16).map(|n| fix(i64::from(n) * 30, i32::from(n) * 300)).collect();
    let trail = Trail::new(driver()).with(way.iter().copied());
    assert_eq!((trail.fixes.len(), trail.doubted()), (KEPT, 0));
    assert_eq!(trail.with(way.iter().copied()), trail);
    assert_eq!(trail.lacks_of(&trail.with([fix(5_000, 0), way[39], way[0]])), 1);
    let jumped = trail.with([fix(39 * 30 + 30, 90_000)]);
    assert_eq!((jumped.place(), jumped.doubted()), (trail.place(), 1));
}

fn told(lat: f64, lng: f64) -> Told {
    Told { lat, lng, accuracy: None, speed: None, heading: None, at: noon() }
}

#[test]
fn a_point_that_cannot_be_is_refused_with_every_reason() {
    fn check(told: &Told, expected: &[Absurd]) {
        let since = noon() - SignedDuration::from_hours(8);
        let frame = Frame { now: noon(), wrong_by: SignedDuration::ZERO, since, until: None };
        let found = told.read(frame).map_or_else(|absurd| absurd, |_| Vec::new());
        assert_eq!(found, expected, "{told:?}");
    }
    let fine = told(-23.55, -46.63);
    let at = |text: &str| text.parse().unwrap();
    check(&fine, &[]);
    check(&told(91.0, 0.0), &[Absurd::Place]);
    check(&told(0.0, 181.0), &[Absurd::Place]);
    check(&told(f64::NAN, 0.0), &[Absurd::Place]);
    check(&told(0.0, 0.0), &[Absurd::Place]);
    for (accuracy, fits) in [(0.0, true), (4_999.6, true), (-1.0, false), (1e6, false), (f64::INFINITY, false)] {
        let expected: &[Absurd] = if fits { &[] } else { &[Absurd::Accuracy] };
        check(&Told { accuracy: Some(accuracy), ..fine }, expected);
    }
    check(&Told { speed: Some(33.3), heading: Some(360.0), ..fine }, &[]);
    check(&Told { speed: Some(1e4), heading: Some(-1.0), ..fine }, &[Absurd::Speed, Absurd::Heading]);
    check(&Told { at: at("2026-11-23T15:02:00Z"), ..fine }, &[]);
    check(&Told { at: at("2026-11-23T15:02:01Z"), ..fine }, &[Absurd::Future]);
    check(&Told { at: at("1970-01-01T00:00:00Z"), ..fine }, &[Absurd::TooEarly]);
    check(
        &Told { lat: 91.0, accuracy: Some(-1.0), at: at("2027-01-01T00:00:00Z"), ..fine },
        &[Absurd::Place, Absurd::Accuracy, Absurd::Future],
    );
}

#[test]
fn of_a_way_that_is_over_what_was_until_then_counts() {
    let since = noon() - SignedDuration::from_hours(8);
    let until = Some(noon() - SignedDuration::from_hours(1));
    let frame = Frame { now: noon(), wrong_by: SignedDuration::ZERO, since, until };
    for (minutes, expected) in [(480, None), (60, None), (59, Some(Absurd::TooLate)), (481, Some(Absurd::TooEarly))] {
        let read = Told { at: noon() - SignedDuration::from_mins(minutes), ..told(-23.55, -46.63) }.read(frame);
        assert_eq!(read.err().and_then(|absurd| absurd.first().copied()), expected, "{minutes} minutes ago");
    }
}

#[test]
fn nothing_was_later_than_now_and_a_wrong_clock_is_put_right() {
    let frame = |wrong_by| Frame { now: noon(), wrong_by, since: noon() - SignedDuration::from_hours(8), until: None };
    let ahead = Told { at: noon() + SignedDuration::from_secs(90), ..told(-23.55, -46.63) };
    let fix = ahead.read(frame(SignedDuration::ZERO)).unwrap();
    assert_eq!((fix.at, fix.told_at), (noon(), ahead.at));
    let slow = Told { at: "1970-01-01T00:01:00Z".parse().unwrap(), speed: Some(8.34), ..ahead };
    let fix = slow.read(frame(noon().duration_since(slow.at) - SignedDuration::from_secs(20))).unwrap();
    assert_eq!((fix.at, fix.speed), (noon() - SignedDuration::from_secs(20), Some(83)));
}

/// A day's way: every half minute a few hundred metres on.
fn way() -> impl Strategy<Value = Vec<Fix>> {
    proptest::collection::vec(0..400_i32, 1..60).prop_map(|steps| {
        let mut metres = 0;
        let go = |(n, step): (i64, i32)| {
            metres += step;
            fix(n * 30, metres)
        };
        (0_i64..).zip(steps).map(go).collect()
    })
}

proptest! {
    #[test]
    fn batches_in_any_order_and_again_leave_the_same(way in way(), seed in any::<u64>(), size in 1_usize..9) {
        let whole = Trail::new(driver()).with(way.iter().copied());
        let mut shuffled: Vec<(u64, Fix)> = (0_u64..).zip(way.iter().copied().chain(way.iter().copied()))
            .map(|(n, fix)| ((n + 1).wrapping_mul(seed | 1).rotate_left(17), fix)).collect();
        shuffled.sort_unstable_by_key(|(order, _)| *order);
        let parts: Vec<Fix> = shuffled.into_iter().map(|(_, fix)| fix).collect();
        let put = parts.chunks(size).fold(Trail::new(driver()), |trail, part| trail.with(part.iter().copied()));
        prop_assert_eq!(&put, &whole);
        prop_assert_eq!(put.place(), way.last());
    }

    #[test]
    fn single_jumps_are_never_shown(way in way(), jumps in proptest::collection::btree_set(0_usize..60, 0..3)) {
        let aside = |(n, fix): (usize, Fix)| {
            if !jumps.contains(&n) || jumps.contains(&(n.wrapping_sub(1))) || n < 3 {
                return (false, fix);
            }
            let (lat, lng) = fix.point.ten_millionths();
            (true, Fix { point: Point::from_ten_millionths(i64::from(lat), i64::from(lng) + 9_000_000).unwrap(), ..fix })
        };
        let fixes: Vec<(bool, Fix)> = way.iter().copied().enumerate().map(aside).collect();
        let expected = fixes.iter().rev().find(|(jump, _)| !jump).map(|(_, fix)| *fix);
        let trail = Trail::new(driver()).with(fixes.iter().map(|(_, fix)| *fix));
        prop_assert_eq!(trail.place().copied(), expected);
    }
}
