//! Sections that were kept by an earlier version still read.

use super::*;

fn reads<T: serde::de::DeserializeOwned + serde::Serialize + PartialEq + std::fmt::Debug>(text: &str) -> T {
    let read: T = serde_json::from_str(text).unwrap();
    let again: T = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(read, again, "what is kept now reads too");
    read
}

#[test]
fn a_policy_without_the_later_fields_reads_as_it_was_meant() {
    let policy: Policy = reads(
        r#"{"id":"expresso","name":"Expresso","shippingMethod":"Expresso","active":true,
        "weekendAndHolidays":{"saturday":false,"sunday":false,"holiday":false},
        "maxDimension":{"largestMeasure":0,"maxMeasureSum":0},"itemMultiple":0,
        "cartValue":{"minimum":"0","maximum":"0"},"additionalTime":"PT0S",
        "cubicWeight":{"factor":"0.167","minimum":"0"},"modals":{"carried":[],"onlyThese":false},
        "businessHours":{"hours":[],"acceptsOrdersOutside":false},"pickups":[],
        "deliverySchedule":{"enabled":false,"maxRangeDays":0,"windows":[
            {"dayOfWeek":1,"start":"08:00","end":"12:00","price":"5","maxOrders":16}],"blocked":[]},
        "pickupPoints":["loja"]}"#,
    );
    assert_eq!((policy.seller.clone(), policy.split_cargo, policy.pickup_points_shown), (None, None, 0));
    assert_eq!(policy.channel(), Channel::Pickup);
    assert_eq!(policy.delivery_schedule.windows[0].cut_off, crate::time_span::TimeSpan::ZERO);
    assert!(policy.errors().is_empty());
}

#[test]
fn a_dock_and_a_warehouse_without_a_seller_are_the_account_s_own() {
    let dock: Dock = reads(
        r#"{"id":"d","name":"D","active":true,"priority":3,"processingTime":"P1D","overheadTime":"PT0S",
        "salesChannels":["1"],"policies":["expresso"]}"#,
    );
    let warehouse: Warehouse =
        reads(r#"{"id":"w","name":"W","active":true,"priority":0,"docks":[{"dock":"d","time":"PT0S","cost":"5.00"}]}"#);
    assert_eq!((dock.seller, warehouse.seller), (None, None));
}

#[test]
fn settings_of_an_account_may_leave_everything_out() {
    assert_eq!(reads::<Settings>("{}"), Settings::default());
}

#[test]
fn a_pickup_point_needs_a_name_a_country_and_a_place_on_the_map() {
    let point: PickupPoint = reads(
        r#"{"id":"loja","name":"Loja","address":{"country":"BRA","postalCode":"69005040"},
        "point":{"lat":-3.1,"lng":-60.0},
        "hours":[{"dayOfWeek":1,"opening":"09:00","closing":"18:00"}],
        "holidays":[{"date":"2026-12-24","open":{"opening":"09:00","closing":"12:00"}},{"date":"2026-12-25"}]}"#,
    );
    assert!(point.active && point.errors().is_empty());
    let check = |change: &dyn Fn(&mut PickupPoint), pointer: &str, rule: &str| {
        let mut point = point.clone();
        change(&mut point);
        let errors = point.errors();
        let [error] = errors.as_slice() else { panic!("{errors:?}") };
        assert_eq!((error.pointer.as_str(), error.rule), (pointer, rule));
    };
    check(&|point| point.name = " ".to_owned(), "/name", "required");
    check(&|point| point.address.number = "1".repeat(21), "/address/number", "too_long");
    check(&|point| point.tags = vec!["a".to_owned(), "a".to_owned()], "/tags/1", "duplicate");
    check(&|point| point.hours[0].day_of_week = 7, "/hours/0/dayOfWeek", "too_large");
    check(&|point| point.holidays[1].date = point.holidays[0].date, "/holidays/1", "duplicate");
    let closing_first = HolidayHours { opening: point.hours[0].closing, closing: point.hours[0].opening };
    check(&|point| point.holidays[0].open = Some(closing_first), "/holidays/0/open/closing", "before_opening");
}
