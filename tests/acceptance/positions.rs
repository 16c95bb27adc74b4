//! Where drivers are: what their devices tell, who is believed, who may know, and what follows for those who wait.

use acceptance::merchant::Merchant;
use acceptance::scale::count;
use acceptance::world::{Answer, World, send};
use domain::place::Point;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

/// A merchant with a driver who has signed in.
struct House {
    world: World,
    merchant: Merchant,
    driver: String,
    token: String,
}

/// So many metres north of Praça da Sé.
fn north(metres: i32) -> Value {
    // About nine millionths of a degree to the metre.
    let point = Point::from_ten_millionths(-235_503_900 + i64::from(metres) * 90, -466_339_500).unwrap();
    json!({ "lat": point.lat(), "lng": point.lng() })
}

impl House {
    async fn open() -> Self {
        let world = World::empty().await;
        let merchant = Merchant::found(&world, "casa").await;
        let mut house = Self { world, merchant, driver: String::new(), token: String::new() };
        (house.driver, house.token) = house.hire("davi").await;
        house
    }

    async fn hire(&self, name: &str) -> (String, String) {
        let id = self.post("/v1/drivers", &json!({ "name": name })).await.text("id");
        let reach = json!({ "driver": id });
        let joined = self.merchant.invite(&self.world, &format!("{name}@example.com"), "driver", &reach).await;
        (id, joined["accessToken"].as_str().unwrap().to_owned())
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let key = uuid::Uuid::now_v7().to_string();
        send(self.merchant.program(&self.world, Method::POST, path).header("idempotency-key", key).json(body)).await
    }

    async fn get(&self, path: &str) -> Answer {
        send(self.merchant.program(&self.world, Method::GET, path)).await
    }

    /// A service so many metres north.
    async fn service(&self, metres: i32) -> String {
        let mut address = json!({ "postalCode": "01310-100", "street": "Avenida Paulista", "state": "SP" });
        (address["lat"], address["lng"]) = (north(metres)["lat"].clone(), north(metres)["lng"].clone());
        let body = json!({ "customer": { "firstName": "Ana" }, "address": address });
        let made = self.post("/v1/services", &body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made.text("id")
    }

    async fn route(&self, services: &[&str]) -> String {
        let body = json!({ "driver": self.driver, "date": "2027-01-15", "services": services });
        let planned = self.post("/v1/routes", &body).await;
        assert_eq!(planned.status, 201, "{}", planned.text);
        planned.text("id")
    }

    /// A route under way with one service a kilometre off.
    async fn under_way(&self) -> String {
        let service = self.service(1_000).await;
        let route = self.route(&[&service]).await;
        assert_eq!(self.post(&format!("/v1/routes/{route}/start"), &json!({})).await.status, 200);
        route
    }

    fn now(&self) -> jiff::Timestamp {
        self.world.edition().clock().now()
    }

    /// A point so many seconds ago.
    fn point(&self, metres: i32, seconds_ago: i64) -> Value {
        let mut point = north(metres);
        point["at"] = json!((self.now() - SignedDuration::from_secs(seconds_ago)).to_string());
        point
    }

    fn body(&self, route: &str, points: &[Value]) -> Value {
        json!({ "route": route, "sentAt": self.now().to_string(), "points": points })
    }

    async fn tell_as(&self, token: &str, body: &Value) -> Answer {
        send(self.world.request(Method::POST, "/v1/positions").bearer_auth(token).json(body)).await
    }

    async fn tell(&self, route: &str, points: &[Value]) -> Answer {
        self.tell_as(&self.token, &self.body(route, points)).await
    }

    /// How many points were news, how many known.
    async fn told(&self, route: &str, points: &[Value]) -> (Value, Value) {
        let told = self.tell(route, points).await;
        assert_eq!(told.status, 200, "{}", told.text);
        (told.json["taken"].clone(), told.json["known"].clone())
    }

    async fn position(&self, route: &str) -> Value {
        self.get(&format!("/v1/routes/{route}/position")).await.json
    }
}

#[tokio::test]
async fn a_device_tells_its_way_and_the_newest_point_counts_whenever_it_comes() {
    let house = House::open().await;
    let route = house.under_way().await;
    let unknown = house.position(&route).await;
    assert_eq!((&unknown["position"], &unknown["positionStatus"]), (&Value::Null, &json!("unknown")), "{unknown}");
    assert_eq!(unknown["stops"][0]["arrivalStatus"], "position_unknown", "{unknown}");

    let (old, newer, newest) = (house.point(0, 120), house.point(300, 60), house.point(600, 0));
    assert_eq!(house.told(&route, &[newest.clone(), old.clone()]).await, (json!(2), json!(0)));
    assert_eq!(house.told(&route, &[newer.clone(), old.clone()]).await, (json!(1), json!(1)));
    assert_eq!(house.told(&route, &[old, newer, newest.clone()]).await, (json!(0), json!(3)), "again");
    let known = house.position(&route).await;
    assert_eq!((&known["position"]["at"], &known["positionStatus"]), (&newest["at"], &json!("known")), "{known}");
    assert_eq!(known["position"]["lat"], newest["lat"], "{known}");
    assert_eq!((&known["stops"][0]["arrivalStatus"], &known["driver"]), (&json!("expected"), &json!(house.driver)));
    let window = &known["stops"][0]["arrival"];
    assert!(window["from"].as_str().unwrap() < window["to"].as_str().unwrap(), "{known}");
    // A point that no vehicle gets to is doubted, and shown when others bear it out.
    house.world.advance(SignedDuration::from_secs(30)).await;
    let jumped = house.tell(&route, &[house.point(40_000, 0)]).await;
    assert_eq!((&jumped.json["taken"], &jumped.json["position"]["at"]), (&json!(1), &newest["at"]), "{}", jumped.text);
    assert_eq!(house.position(&route).await["doubted"], 1);

    house.world.advance(SignedDuration::from_mins(31)).await;
    let stale = house.position(&route).await;
    assert_eq!((&stale["positionStatus"], &stale["position"]["at"]), (&json!("stale"), &newest["at"]), "{stale}");
    assert_eq!(stale["stops"][0]["arrivalStatus"], "position_stale", "{stale}");
    let timeline = house.get("/v1/events?after=0").await;
    assert!(!timeline.text.contains("position"), "a point is no event");
    house.world.stop().await;
}

#[tokio::test]
async fn points_that_cannot_be_are_named_and_hold_up_nothing_of_what_is_right() {
    let house = House::open().await;
    let route = house.under_way().await;
    let with = |mut point: Value, fields: &[(&str, Value)]| {
        for (name, value) in fields {
            point[*name] = value.clone();
        }
        point
    };
    let points = [
        with(house.point(0, 100), &[("accuracy", json!(12.4)), ("speed", json!(8.35)), ("heading", json!(359.9))]),
        with(house.point(0, 90), &[("lat", json!(91))]),
        with(house.point(0, 80), &[("lng", json!(181))]),
        with(house.point(0, 70), &[("lat", json!(0)), ("lng", json!(0))]),
        with(house.point(0, 60), &[("accuracy", json!(-1))]),
        with(house.point(0, 50), &[("accuracy", json!(1e6)), ("speed", json!(1e4)), ("heading", json!(-3))]),
        house.point(0, -121),
        with(house.point(0, 0), &[("at", json!("1970-01-01T00:00:00Z"))]),
        house.point(0, 40),
    ];
    let told = house.tell(&route, &points).await;
    assert_eq!((told.status.as_u16(), &told.json["taken"]), (200, &json!(2)), "{}", told.text);
    let broken: Vec<(i64, &str, &str)> = told.json["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["index"].as_i64().unwrap(), one["field"].as_str().unwrap(), one["rule"].as_str().unwrap()))
        .collect();
    let expected = [
        (1, "lat", "point"),
        (2, "lat", "point"),
        (3, "lat", "point"),
        (4, "accuracy", "accuracy"),
        (5, "accuracy", "accuracy"),
        (5, "speed", "speed"),
        (5, "heading", "heading"),
        (6, "at", "future"),
        (7, "at", "too_early"),
    ];
    assert_eq!(broken, expected);
    assert_eq!(told.json["refused"][3]["value"], json!(-1.0));
    assert!(told.json["refused"][7]["detail"].as_str().unwrap().contains("two minutes"), "{}", told.text);
    let shown = house.position(&route).await;
    assert_eq!(shown["position"]["accuracy"], Value::Null, "the newest says nothing of it: {shown}");

    // Within two minutes the future is now, and a clock that is wrong is put right by what it says the time is.
    let ahead = house.tell(&route, &[house.point(10, -100)]).await;
    assert_eq!(ahead.json["position"]["at"], house.now().to_string(), "{}", ahead.text);
    house.world.advance(SignedDuration::from_mins(1)).await;
    let mut lost = house.body(&route, &[north(20)]);
    (lost["sentAt"], lost["points"][0]["at"]) = (json!("1970-01-01T08:00:30Z"), json!("1970-01-01T08:00:00Z"));
    let told = house.tell_as(&house.token, &lost).await;
    let expected = (house.now() - SignedDuration::from_secs(30)).to_string();
    assert_eq!(told.json["position"]["at"], expected, "{}", told.text);
    house.world.stop().await;
}

#[tokio::test]
async fn what_is_no_batch_of_points_is_refused() {
    let house = House::open().await;
    let route = house.under_way().await;
    let raw = |body: String| {
        let request = house.world.request(Method::POST, "/v1/positions").bearer_auth(&house.token);
        send(request.header("content-type", "application/json").body(body))
    };
    for body in ["", "null", "[]", "{\"route\":1}", "{\"route\":\"x\",\"points\":[]}"] {
        assert_eq!(raw(body.to_owned()).await.status, 400, "{body}");
    }
    let mut unknown_field = house.body(&route, &[house.point(0, 0)]);
    unknown_field["points"][0]["altitude"] = json!(3);
    assert_eq!(house.tell_as(&house.token, &unknown_field).await.status, 400);
    let both = json!({ "route": "x", "sentAt": "2027-01-01T00:00:00Z", "points": [] });
    let refused = house.tell_as(&house.token, &both).await;
    let expected = [("/route", "invalid_id"), ("/points", "count")];
    let expected: Vec<_> = expected.iter().map(|(at, rule)| ((*at).to_owned(), (*rule).to_owned())).collect();
    assert_eq!(refused.broken(), expected, "{}", refused.text);
    let many = vec![house.point(0, 0); 501];
    assert_eq!(house.tell(&route, &many).await.broken(), [("/points".to_owned(), "count".to_owned())]);
    let large = house.body(&route, &vec![house.point(0, 0); 5_000]).to_string();
    assert_eq!(raw(large).await.outcome(), (413, "body_too_large".to_owned()));
    house.world.stop().await;
}

#[tokio::test]
async fn only_the_driver_of_a_route_under_way_is_heard_and_only_who_sees_the_route_knows() {
    let house = House::open().await;
    let service = house.service(1_000).await;
    let route = house.route(&[&service]).await;
    let points = [house.point(0, 0)];
    let code = |status: u16, code: &str| (status, code.to_owned());
    assert_eq!(house.tell(&route, &points).await.outcome(), code(409, "route_not_under_way"));
    assert_eq!(house.position(&route).await["positionStatus"], "not_under_way");
    // A driver who has set out for a stop is on the way, whether or not the office says so.
    let now = house.now().to_string();
    let event = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": 1, "service": service, "type": "start",
        "occurredAt": now });
    let body = json!({ "driver": house.driver, "device": "one", "sentAt": now, "events": [event] });
    let started = send(house.world.request(Method::POST, "/v1/driver-events").bearer_auth(&house.token).json(&body));
    assert_eq!(started.await.json["items"][0]["outcome"], "applied");
    assert_eq!(house.told(&route, &points).await, (json!(1), json!(0)));

    let (_, eva) = house.hire("eva").await;
    let body = house.body(&route, &points);
    assert_eq!(house.tell_as(&eva, &body).await.outcome(), code(404, "not_found"), "another driver");
    let stranger = Merchant::found(&house.world, "outra").await;
    assert_eq!(house.tell_as(&stranger.key, &body).await.outcome(), code(404, "not_found"), "another account");
    let path = format!("/v1/routes/{route}/position");
    let strange = send(stranger.program(&house.world, Method::GET, &path)).await;
    assert_eq!(strange.outcome(), code(404, "not_found"));
    let nothing = "00000000-0000-7000-8000-000000000000";
    assert_eq!(house.tell(nothing, &points).await.outcome(), code(404, "not_found"));
    let carrier = house.post("/v1/carriers", &json!({ "name": "Outra" })).await.text("id");
    let reach = json!({ "carriers": [carrier] });
    let theirs = house.merchant.invite(&house.world, "transporte@example.com", "carrier", &reach).await;
    let theirs = theirs["accessToken"].as_str().unwrap();
    let hidden = send(house.world.request(Method::GET, &path).bearer_auth(theirs)).await;
    assert_eq!(hidden.outcome(), code(404, "not_found"), "a route that holds nothing of theirs");
    assert_eq!(house.tell_as(theirs, &body).await.outcome(), code(404, "not_found"));
    let own = send(house.world.request(Method::GET, &path).bearer_auth(&house.token)).await;
    assert_eq!(own.status, 403, "drivers know where they are");

    let entry = house.get(&format!("/v1/drivers/{}", house.driver)).await;
    let blocked = house.merchant.program(&house.world, Method::PUT, &format!("/v1/drivers/{}", house.driver));
    let blocked = blocked.header("if-match", entry.header("etag"));
    assert_eq!(send(blocked.json(&json!({ "name": "davi", "active": false }))).await.status, 200);
    assert_eq!(house.tell(&route, &points).await.outcome(), code(403, "driver_blocked"));
    house.world.stop().await;
}

#[tokio::test]
async fn points_that_come_when_all_is_over_are_acknowledged_one_by_one() {
    let house = House::open().await;
    let route = house.under_way().await;
    assert_eq!(house.told(&route, &[house.point(0, 0)]).await, (json!(1), json!(0)));
    house.world.advance(SignedDuration::from_mins(4)).await;
    let known = house.point(100, 180);
    assert_eq!(house.told(&route, std::slice::from_ref(&known)).await, (json!(1), json!(0)));
    assert_eq!(house.post(&format!("/v1/routes/{route}/finish"), &json!({})).await.status, 200);
    house.world.advance(SignedDuration::from_mins(4)).await;
    // The device was without a signal for the end of its way, and for some time after it.
    let late = [known, house.point(200, 330), house.point(300, 250), house.point(400, 200), house.point(500, 0)];
    for (taken, known) in [(2, 1), (0, 3)] {
        let told = house.tell(&route, &late).await;
        assert_eq!(told.status, 200, "{}", told.text);
        assert_eq!((&told.json["taken"], &told.json["known"]), (&json!(taken), &json!(known)), "{}", told.text);
        let refused = told.json["refused"].as_array().unwrap().iter();
        let refused: Vec<(&Value, &Value)> = refused.map(|one| (&one["index"], &one["rule"])).collect();
        assert_eq!(refused, [(&json!(3), &json!("too_late")), (&json!(4), &json!("too_late"))]);
        assert_eq!(told.json["position"], Value::Null, "where the driver is now is nobody's business");
    }
    let shown = house.position(&route).await;
    assert_eq!((&shown["position"], &shown["positionStatus"]), (&Value::Null, &json!("route_over")), "{shown}");
    house.world.stop().await;
}

#[tokio::test]
async fn points_of_a_service_that_is_done_are_taken_though_the_office_never_started_its_route() {
    let house = House::open().await;
    let service = house.service(1_000).await;
    let route = house.route(&[&service]).await;
    let device = async |seq: u64, kind: &str| {
        let now = house.now().to_string();
        let event = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": seq, "service": service, "type": kind,
            "occurredAt": now });
        let body = json!({ "driver": house.driver, "device": "one", "sentAt": now, "events": [event] });
        let sent = house.world.request(Method::POST, "/v1/driver-events").bearer_auth(&house.token).json(&body);
        assert_eq!(send(sent).await.json["items"][0]["outcome"], "applied");
    };
    device(1, "start").await;
    house.world.advance(SignedDuration::from_mins(2)).await;
    device(2, "deliver").await;
    let late = [house.point(900, 60)];
    assert_eq!(house.told(&route, &late).await, (json!(1), json!(0)));
    assert_eq!(house.told(&route, &late).await, (json!(0), json!(1)), "again");
    house.world.stop().await;
}

#[tokio::test]
async fn a_day_of_points_shuffled_repeated_and_partly_wrong_ends_where_the_driver_is() {
    let house = House::open().await;
    let route = house.under_way().await;
    let all = i32::try_from(count(10_000)).unwrap();
    house.world.advance(SignedDuration::from_secs(i64::from(all) * 3)).await;
    // A point every three seconds, 10 metres on; some twice, some ahead of now, some far off the way.
    let mut points = Vec::new();
    let mut newest = Value::Null;
    for n in 0..all {
        let ago = i64::from(all - n) * 3;
        match n % 50 {
            7 => points.push(house.point(n * 10 + 30_000, ago)),
            11 | 23 => points.push(house.point(n * 10, -600 - ago)),
            _ => {
                newest = house.point(n * 10, ago);
                points.push(newest.clone());
                if n % 5 == 0 {
                    points.push(newest.clone());
                }
            }
        }
    }
    let long = points.len();
    let shuffled: Vec<Value> = (0..long).map(|n| points[(n * 7_919) % long].clone()).collect();
    let mut refused = 0;
    for batch in shuffled.chunks(100) {
        // The sign-in of the device would have ended hours ago.
        let told = house.tell_as(&house.merchant.key, &house.body(&route, batch)).await;
        assert_eq!(told.status, 200, "{}", told.text);
        refused += told.json["refused"].as_array().unwrap().len();
    }
    let ahead = (0..all).filter(|n| matches!(n % 50, 11 | 23)).count();
    assert!(refused == ahead && ahead > 0, "{refused} of {ahead}");
    let shown = house.position(&route).await;
    assert_eq!(shown["position"]["at"], newest["at"], "{shown}");
    house.world.stop().await;
}
