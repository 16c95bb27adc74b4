//! What a recipient hears of a window that was booked at checkout.

use super::*;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Moves on to an instant of a São Paulo clock.
async fn until(world: &World, then: jiff::civil::DateTime) {
    let zone = TimeZone::get("America/Sao_Paulo").unwrap();
    let then: Timestamp = then.to_zoned(zone).unwrap().timestamp();
    world.advance(then.duration_since(world.edition().clock().now())).await;
}

async fn messages(world: &World, service: &str) -> Vec<(String, String, String)> {
    world.settle().await;
    let listed = send(world.as_merchant(Method::GET, &format!("/v1/messages?service={service}&limit=200"))).await;
    let text = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
    let items = listed.json["items"].as_array().unwrap_or_else(|| panic!("{}", listed.text));
    let mut told: Vec<_> =
        items.iter().map(|item| (text(item, "notice"), text(item, "channel"), text(item, "status"))).collect();
    told.sort();
    told
}

fn both(notice: &str, status: &str) -> Vec<(String, String, String)> {
    ["email", "sms"].map(|channel| (notice.to_owned(), channel.to_owned(), status.to_owned())).to_vec()
}

#[tokio::test]
async fn whoever_booked_at_checkout_hears_of_the_window_and_when_it_is_over() {
    let world = World::demo().await;
    let now = world.edition().clock().now().in_tz("America/Sao_Paulo").unwrap();
    until(&world, now.date().tomorrow().unwrap().at(12, 0, 0, 0)).await;
    by_appointment(&world, 3).await;
    let (quote, windows) = quote(&world, 1).await;
    let held = reserve(&world, &json!({ "quoteId": quote, "optionId": "expresso", "windowId": windows[0] })).await;
    let mut asked = order(&held);
    asked["customer"] = json!({ "firstName": "Ana", "phone": "+5511987650001", "email": "ana.checkout@example.com" });
    let made = post(&world, "/v1/services", &asked).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let id = made.text("id");
    let timeline = send(world.as_merchant(Method::GET, &format!("/v1/services/{id}/timeline"))).await;
    let entries = timeline.json["items"].as_array().unwrap();
    let kinds: Vec<&str> = entries.iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["service.created", "service.scheduled"]);
    assert_eq!(entries[1]["data"]["window"], json!(windows[0]), "{}", timeline.text);
    assert_eq!(messages(&world, &id).await, both("rescheduled", "accepted"));

    let day: jiff::civil::Date = windows[0].split('.').nth(1).unwrap().parse().unwrap();
    until(&world, day.at(11, 58, 0, 0)).await;
    assert_eq!(messages(&world, &id).await, both("rescheduled", "accepted"));
    until(&world, day.at(12, 3, 0, 0)).await;
    let expected = [both("late", "accepted"), both("rescheduled", "accepted")].concat();
    assert_eq!(messages(&world, &id).await, expected);
    world.stop().await;
}
