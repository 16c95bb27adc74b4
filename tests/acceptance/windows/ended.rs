//! What becomes of a window when its service ends otherwise or is changed.

use super::*;

#[tokio::test]
async fn a_service_that_ends_otherwise_gives_its_place_back() {
    let house = House::open(1).await;
    let why = house.post("/v1/justifications", &json!({ "name": "Desistiu" })).await.text("id");
    let first = house.service(1).await;
    let window = house.offered(&first).await[0].clone();
    assert_eq!((house.book(&first, &window).await.status.as_u16(), house.taken(&window).await), (200, 1));
    let path = format!("/v1/services/{first}/status-changes");
    let cancelled = house.post(&path, &json!({ "action": "cancel", "justification": why })).await;
    assert_eq!((cancelled.status.as_u16(), house.taken(&window).await), (200, 0), "{}", cancelled.text);
    let booking = house.get(&format!("/v1/bookings/{first}")).await;
    assert_eq!(booking.json["window"], Value::Null, "{}", booking.text);
    let timeline = house.get(&format!("/v1/services/{first}/timeline")).await;
    let last = timeline.json["items"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["kind"], &last["data"]["before"]), (&json!("service.unscheduled"), &json!(window)));

    let second = house.service(2).await;
    assert_eq!(house.book(&second, &window).await.status, 200, "the place is free again");
    let correct = json!({ "action": "correct", "to": "active", "justification": why });
    let back = house.post(&path, &correct).await;
    assert_eq!((back.status.as_u16(), &back.json["leftWindow"]), (200, &json!(window)), "{}", back.text);
    let timeline = house.get(&format!("/v1/services/{first}/timeline")).await;
    let last = timeline.json["items"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["kind"], &last["data"]["windowGone"]), (&json!("service.status_changed"), &json!(window)));
    assert_eq!(house.book(&first, &window).await.outcome(), (409, "window_full".to_owned()));

    let tag = house.get(&format!("/v1/services/{second}")).await.header("etag").to_owned();
    let request = house.merchant.program(&house.world, Method::DELETE, &format!("/v1/services/{second}"));
    assert_eq!((send(request.header("if-match", tag)).await.status.as_u16(), house.taken(&window).await), (204, 0));

    let third = house.service(3).await;
    assert_eq!((house.book(&third, &window).await.status.as_u16(), house.taken(&window).await), (200, 1));
    let done = json!({ "action": "correct", "to": "done", "justification": why });
    let done = house.post(&format!("/v1/services/{third}/status-changes"), &done).await;
    assert_eq!((done.status.as_u16(), house.taken(&window).await), (200, 0), "a day early: {}", done.text);
}

#[tokio::test]
async fn a_service_that_was_called_off_by_mistake_has_its_window_again() {
    let house = House::open(1).await;
    let why = house.post("/v1/justifications", &json!({ "name": "Engano" })).await.text("id");
    let id = house.service(1).await;
    let window = house.offered(&id).await[0].clone();
    let chosen = json!({ "window": window, "recipient": true });
    assert_eq!(house.post(&format!("/v1/bookings/{id}"), &chosen).await.status, 200);
    let path = format!("/v1/services/{id}/status-changes");
    let change = async |body: Value| {
        let answer = house.post(&path, &body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json
    };
    let gone = change(json!({ "action": "cancel", "justification": why })).await;
    assert_eq!((&gone["leftWindow"], house.taken(&window).await), (&json!(window), 0));
    let back = change(json!({ "action": "correct", "to": "active", "justification": why })).await;
    assert_eq!((&back["status"], &back["leftWindow"]), (&json!("active"), &Value::Null));
    assert_eq!(house.taken(&window).await, 1);
    let booking = house.get(&format!("/v1/bookings/{id}")).await.json;
    assert_eq!(booking["window"]["id"], json!(window), "{booking}");
    assert_eq!(booking["origin"], "recipient", "{booking}");
    let timeline = house.get(&format!("/v1/services/{id}/timeline")).await.json;
    assert_eq!(timeline["intact"], true, "{timeline}");
    let kinds: Vec<&str> =
        timeline["items"].as_array().unwrap().iter().rev().take(2).map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["service.scheduled", "service.status_changed"]);

    // What was done a day early and was not: the same place once more, and no second one.
    change(json!({ "action": "correct", "to": "done", "justification": why })).await;
    assert_eq!(house.taken(&window).await, 0, "a day early");
    change(json!({ "action": "correct", "to": "active", "justification": why })).await;
    assert_eq!(house.taken(&window).await, 1);

    change(json!({ "action": "cancel", "justification": why })).await;
    house.world.advance(jiff::SignedDuration::from_hours(24 * 30)).await;
    let late = change(json!({ "action": "correct", "to": "active", "justification": why })).await;
    assert_eq!(late["leftWindow"], json!(window), "a window that is past has no place");
    assert_eq!(house.get(&format!("/v1/bookings/{id}")).await.json["window"], Value::Null);
}

#[tokio::test]
async fn the_day_of_a_booked_service_is_moved_by_its_window_only() {
    let house = House::open(1).await;
    let id = house.service(1).await;
    let window = house.offered(&id).await[0].clone();
    assert_eq!(house.book(&id, &window).await.status, 200);
    let day = window.split('.').nth(1).unwrap().to_owned();
    let path = format!("/v1/services/{id}");
    let put = async |scheduled: Value| {
        let body = json!({ "description": "Uma caixa", "scheduledDate": scheduled });
        let tag = house.get(&path).await.header("etag").to_owned();
        house.put(&path, Some(&tag), &body).await
    };
    let refused = put(json!(house.today().saturating_add(5.days()).to_string())).await;
    assert_eq!(refused.broken(), [("/scheduledDate".to_owned(), "booked".to_owned())], "{}", refused.text);
    for scheduled in [Value::Null, json!(day)] {
        let changed = put(scheduled).await;
        assert_eq!((changed.status.as_u16(), &changed.json["scheduledDate"]), (200, &json!(day)), "{}", changed.text);
    }
}

#[tokio::test]
async fn whether_the_day_of_a_window_has_begun_is_told_by_the_recipients_clock() {
    let house = House::open(1).await;
    let why = house.post("/v1/justifications", &json!({ "name": "Desistiu" })).await.text("id");
    let body = json!({
        "customer": { "firstName": "Ana" },
        "address": { "postalCode": "69005-040", "street": "Rua Barroso", "number": "1", "state": "AM" },
    });
    let id = house.post("/v1/services", &body).await.text("id");
    let window = house.offered(&id).await[0].clone();
    assert_eq!((house.book(&id, &window).await.status.as_u16(), house.taken(&window).await), (200, 1));
    let day: Date = window.split('.').nth(1).unwrap().parse().unwrap();
    // In São Paulo the day of the window is half an hour old, in Manaus it comes in half an hour.
    let past_midnight = day.at(0, 30, 0, 0).in_tz("America/Sao_Paulo").unwrap().timestamp();
    let now = house.world.edition().env().clock().now();
    house.world.edition().clock().advance(past_midnight.duration_since(now));
    let done = json!({ "action": "correct", "to": "done", "justification": why });
    let done = house.post(&format!("/v1/services/{id}/status-changes"), &done).await;
    assert_eq!((done.status.as_u16(), house.taken(&window).await), (200, 0), "a day early: {}", done.text);
}
