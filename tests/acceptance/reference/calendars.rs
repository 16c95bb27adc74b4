//! What is read of carriers that come by appointment.

use super::*;
use domain::access::TenantScope;
use domain::capacity::WindowId;
use jiff::ToSpan;
use store::{Commit, keys};

#[tokio::test]
async fn of_carriers_that_do_not_lead_to_a_destination_no_calendar_is_read() {
    let world = World::demo().await;
    let row = "69000000,69299999,,0,30000,1.00,0,0,0,1.00:00:00,BRA,0";
    let import = tables::import(&world, &world.sample().api_key.secret, "expresso", &[row]).await;
    assert_eq!(import["status"], "live", "{import}");
    let path = "/v1/shipping-policies/expresso";
    let found = send(world.as_merchant(Method::GET, path)).await;
    let mut policy = found.json.clone();
    let window = |day: u8| json!({ "dayOfWeek": day, "start": "08:00", "end": "12:00" });
    let windows: Vec<Value> = (0..7).map(window).collect();
    policy["deliverySchedule"] = json!({ "enabled": true, "maxRangeDays": 9, "windows": windows });
    for gone in ["table", "id", "createdAt"] {
        policy.as_object_mut().unwrap().remove(gone);
    }
    let put = world.as_merchant(Method::PUT, path).header("if-match", found.header("etag")).json(&policy);
    let put = send(put).await;
    assert_eq!(put.status, 200, "{}", put.text);

    // A place in the calendar that nobody can read: whoever does cannot answer.
    let gate = Gate::open(world.edition().env()).await.unwrap();
    let scope = TenantScope::acting_for(world.sample().account.parse().unwrap());
    let date = gate.now().to_zoned(jiff::tz::TimeZone::UTC).date().checked_add(3.days()).unwrap();
    let window: WindowId = format!("expresso.{date}.0800-1200").parse().unwrap();
    let commit = Commit::new(scope, gate.now(), gate.fresh());
    let commit = commit.create("window", &keys::capacity::<Value>(scope, &window), &json!({ "torn": true }));
    gate.store().commit(commit).await.unwrap();

    let mut body = cart(&shirts(&json!(1)));
    assert_eq!(simulate(&world, &body).await.status, 500, "the carrier leads there, so its calendar is read");
    body["postalCode"] = json!("01310-100");
    let answer = simulate(&world, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert!(!answer.json["logisticsInfo"][0]["slas"].as_array().unwrap().is_empty(), "{}", answer.text);
}
