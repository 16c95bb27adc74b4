//! Delivery windows: defined, offered, booked, moved, and never booked beyond their places.

use acceptance::faults::{Faults, Plan};
use acceptance::merchant::Merchant;
use acceptance::scale;
use acceptance::world::{Answer, World, send};
use futures_util::future::join_all;
use futures_util::stream::{self, StreamExt as _};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use reqwest::Method;
use serde_json::{Value, json};

mod agreed;
mod areas;
mod ended;
mod importing;

/// A merchant with one calendar.
pub(crate) struct House {
    pub(crate) world: World,
    pub(crate) merchant: Merchant,
}

impl House {
    pub(crate) async fn open(places: u32) -> Self {
        Self::within(World::empty().await, places).await
    }

    pub(crate) async fn within(world: World, places: u32) -> Self {
        let merchant = Merchant::found(&world, "casa").await;
        let house = Self { world, merchant };
        let made = house.put("/v1/delivery-calendars/capital", None, &calendar(places)).await;
        assert_eq!(made.status, 201, "{}", made.text);
        house
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        let key = uuid::Uuid::now_v7().to_string();
        let request = self.merchant.program(&self.world, Method::POST, path).header("idempotency-key", key);
        send(request.json(body)).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        send(self.merchant.program(&self.world, Method::GET, path)).await
    }

    async fn put(&self, path: &str, tag: Option<&str>, body: &Value) -> Answer {
        let request = self.merchant.program(&self.world, Method::PUT, path).json(body);
        send(tag.into_iter().fold(request, |request, tag| request.header("if-match", tag))).await
    }

    /// A service of its own.
    pub(crate) async fn service(&self, n: u32) -> String {
        self.service_to(n, "+5511999990000").await
    }

    /// A service of somebody with a telephone.
    pub(crate) async fn service_to(&self, n: u32, phone: &str) -> String {
        let body = json!({
            "externalId": format!("pedido-{n}"),
            "customer": { "externalId": format!("cliente-{n}"), "firstName": "Ana", "phone": phone },
            "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "state": "SP" },
        });
        let made = self.post("/v1/services", &body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made.text("id")
    }

    /// Windows that a service is offered.
    pub(crate) async fn offered(&self, service: &str) -> Vec<String> {
        let found = self.get(&format!("/v1/bookings/{service}/windows")).await;
        assert_eq!(found.status, 200, "{}", found.text);
        let items = found.json["items"].as_array().unwrap();
        items.iter().map(|item| item["window"]["id"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) async fn book(&self, service: &str, window: &str) -> Answer {
        self.post(&format!("/v1/bookings/{service}"), &json!({ "window": window })).await
    }

    async fn as_recipient(&self, service: &str, window: &str) -> Answer {
        self.post(&format!("/v1/bookings/{service}"), &json!({ "window": window, "recipient": true })).await
    }

    /// What a window has taken.
    pub(crate) async fn taken(&self, window: &str) -> u64 {
        let listed = self.get("/v1/delivery-calendars/capital/windows?days=31").await;
        let items = listed.json["items"].as_array().unwrap_or_else(|| panic!("{}", listed.text));
        items.iter().find(|item| item["id"] == window).unwrap()["takenDeliveries"].as_u64().unwrap()
    }

    fn today(&self) -> Date {
        self.world.edition().env().clock().now().in_tz("America/Sao_Paulo").unwrap().date()
    }
}

/// Two windows on every day of the week.
fn calendar(places: u32) -> Value {
    let slot = |shift: &str, start: &str, end: &str| json!({ "shift": shift, "start": start, "end": end, "days": [0, 1, 2, 3, 4, 5, 6], "places": { "deliveries": places } });
    json!({
        "name": "Capital", "slots": [slot("morning", "08:00", "12:00"), slot("afternoon", "13:00", "18:00")],
        "leadDays": 1, "horizonDays": 10, "mostMoves": 2, "cutOff": { "kind": "at", "days": 1, "time": "18:00" },
    })
}

#[tokio::test]
async fn a_service_is_booked_moved_and_given_up_and_the_places_follow() {
    let house = House::open(2).await;
    let service = house.service(1).await;
    let offered = house.offered(&service).await;
    let (first, second) = (&offered[0], &offered[1]);
    let booked = house.book(&service, first).await;
    assert_eq!(booked.status, 200, "{}", booked.text);
    assert_eq!(
        (booked.text("origin").as_str(), booked.json["window"]["id"].as_str()),
        ("integration", Some(first.as_str()))
    );
    assert_eq!(house.book(&service, first).await.status, 200, "the same again changes nothing");
    assert_eq!(house.taken(first).await, 1);
    assert!(!house.offered(&service).await.contains(first), "what it has is not offered");
    let moved = house.as_recipient(&service, second).await;
    assert_eq!((moved.status.as_u16(), moved.text("origin").as_str()), (200, "recipient"), "{}", moved.text);
    assert_eq!((house.taken(first).await, house.taken(second).await), (0, 1));
    assert_eq!(house.as_recipient(&service, first).await.status, 200);
    let late = house.as_recipient(&service, second).await;
    assert_eq!(late.outcome(), (409, "too_many_moves".to_owned()), "{}", late.text);
    assert_eq!(house.book(&service, second).await.status, 200, "the office still can");
    let gone = house.post(&format!("/v1/bookings/{service}/cancellation"), &json!({})).await;
    assert_eq!((gone.status.as_u16(), &gone.json["window"]), (200, &Value::Null), "{}", gone.text);
    assert_eq!((house.taken(first).await, house.taken(second).await), (0, 0));
    let nothing = house.post(&format!("/v1/bookings/{service}/cancellation"), &json!({})).await;
    assert_eq!(nothing.outcome(), (409, "not_booked".to_owned()));
    let timeline = house.get(&format!("/v1/services/{service}/timeline")).await;
    let told: Vec<&str> =
        timeline.json["items"].as_array().unwrap().iter().filter_map(|entry| entry["kind"].as_str()).collect();
    for kind in ["service.scheduled", "service.rescheduled", "service.unscheduled"] {
        assert!(told.contains(&kind), "{kind}: {told:?}");
    }
}

#[tokio::test]
async fn no_window_is_offered_on_a_holiday_of_the_transport_company_that_brings_it() {
    let house = House::open(2).await;
    let carrier = async |name: &str| house.post("/v1/carriers", &json!({ "name": name })).await.text("id");
    let (fast, slow) = (carrier("Rápida").await, carrier("Lenta").await);
    let with = async |carrier: Option<&str>| {
        let body = json!({
            "customer": { "firstName": "Ana" }, "carrier": carrier,
            "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "state": "SP" },
        });
        house.post("/v1/services", &body).await.text("id")
    };
    let (theirs, others, own) = (with(Some(&fast)).await, with(Some(&slow)).await, with(None).await);
    let day = house.offered(&theirs).await[0].split('.').nth(1).unwrap().to_owned();
    let on_day =
        async |service: &str| house.offered(service).await.iter().filter(|window| window.contains(&day)).count();
    let holiday = json!({ "name": "Padroeira", "date": day, "carrier": fast });
    let added = house.post("/v1/operator-holidays", &holiday).await;
    assert_eq!(added.status, 201, "{}", added.text);
    assert_eq!((on_day(&theirs).await, on_day(&others).await, on_day(&own).await), (0, 2, 2));
    let shut = house.book(&theirs, &format!("capital.{day}.0800-1200")).await;
    assert_eq!(shut.status, 422, "{}", shut.text);
    let path = added.header("location").to_owned();
    let off = json!({ "name": "Padroeira", "date": day, "carrier": fast, "active": false });
    assert_eq!(house.put(&path, Some("*"), &off).await.status, 200);
    assert_eq!(on_day(&theirs).await, 2, "out of use it keeps nobody");
    // The calendar is of all who carry out: it is shut by what shuts all of them.
    let listed = async || {
        let items = house.get("/v1/delivery-calendars/capital/windows?days=31").await.json["items"].clone();
        items.as_array().unwrap().iter().filter(|item| item["id"].as_str().unwrap().contains(&day)).count()
    };
    assert_eq!(listed().await, 2);
    let all = house.post("/v1/operator-holidays", &json!({ "name": "Carnaval", "date": day })).await;
    assert_eq!(all.status, 201, "{}", all.text);
    assert_eq!((on_day(&own).await, listed().await), (0, 0), "what nobody can book is not listed");
    let shut = format!("/v1/delivery-calendars/capital/windows/capital.{day}.0800-1200");
    assert_eq!(house.put(&shut, None, &json!({ "closed": true })).await.status, 404);
    let wrong =
        house.post("/v1/operator-holidays", &json!({ "name": "x", "date": "soon", "until": "2020-01-01" })).await;
    assert_eq!(wrong.broken(), [("/date".to_owned(), "date".to_owned())], "{}", wrong.text);
    let backwards = json!({ "name": "x", "date": "2027-01-02", "until": "2027-01-01" });
    let backwards = house.post("/v1/operator-holidays", &backwards).await;
    assert_eq!(backwards.broken(), [("/until".to_owned(), "until".to_owned())]);
}

#[tokio::test]
async fn only_what_is_offered_can_be_chosen_and_only_in_time() {
    let house = House::open(1).await;
    let (first, second) = (house.service(1).await, house.service(2).await);
    let day = house.today().saturating_add(1.days());
    let window = format!("capital.{day}.0800-1200");
    assert_eq!(house.offered(&first).await.first(), Some(&window), "the cut-off of tomorrow is this evening");
    assert_eq!(house.book(&first, &window).await.status, 200);
    assert_eq!(house.book(&second, &window).await.outcome(), (409, "window_full".to_owned()));
    for (id, rule) in [
        (format!("capital.{day}.0900-1200"), "unknown_window"),
        (format!("other.{day}.0800-1200"), "unknown_window"),
        (format!("capital.{}.0800-1200", house.today().saturating_add(40.days())), "unknown_window"),
        ("tomorrow".to_owned(), "invalid_window"),
    ] {
        let refused = house.as_recipient(&second, &id).await;
        assert_eq!(
            (refused.status.as_u16(), refused.broken()),
            (422, vec![("/window".to_owned(), rule.to_owned())]),
            "{id}"
        );
    }
    let gone = house.as_recipient(&second, "capital.2020-01-01.0800-1200").await;
    assert_eq!(gone.outcome(), (409, "window_past".to_owned()), "{}", gone.text);
    house.world.advance(SignedDuration::from_hours(24)).await;
    let past = house.as_recipient(&second, &format!("capital.{day}.1300-1800")).await;
    assert_eq!(past.outcome(), (409, "window_past".to_owned()), "{}", past.text);
    let unknown = house.book("0193b0a0-0000-7000-8000-000000000001", &window).await;
    assert_eq!(unknown.status, 404);
    let other = Merchant::found(&house.world, "outra").await;
    let strange = other.post(&house.world, &format!("/v1/bookings/{first}")).json(&json!({ "window": window }));
    assert_eq!(send(strange).await.status, 404, "another account's service");
}

#[tokio::test]
async fn closed_days_holidays_and_shut_windows_are_not_offered() {
    let house = House::open(5).await;
    let service = house.service(1).await;
    let tomorrow = house.today().saturating_add(1.days());
    let holiday = json!({ "name": "Feriado", "startDate": tomorrow.to_string() });
    assert_eq!(house.put("/v1/holidays/dia", None, &holiday).await.status, 201);
    let next = tomorrow.saturating_add(1.days());
    assert_eq!(house.offered(&service).await[0], format!("capital.{next}.0800-1200"));
    let shut = format!("/v1/delivery-calendars/capital/windows/capital.{next}.0800-1200");
    let closed = house.put(&shut, None, &json!({ "closed": true })).await;
    assert_eq!((closed.status.as_u16(), &closed.json["free"]), (200, &json!(0)), "{}", closed.text);
    assert_eq!(house.offered(&service).await[0], format!("capital.{next}.1300-1800"));
    let refused = house.book(&service, &format!("capital.{next}.0800-1200")).await;
    assert_eq!(refused.outcome(), (409, "window_closed".to_owned()));
    assert_eq!(house.put(&shut, None, &json!({ "closed": false })).await.json["free"], 5);
    let mut change = calendar(5);
    change["closed"] = json!([next.to_string()]);
    let tag = house.get("/v1/delivery-calendars/capital").await.header("etag").to_owned();
    assert_eq!(house.put("/v1/delivery-calendars/capital", None, &change).await.status, 428);
    assert_eq!(house.put("/v1/delivery-calendars/capital", Some(&tag), &change).await.status, 200);
    let after = next.saturating_add(1.days());
    assert_eq!(house.offered(&service).await[0], format!("capital.{after}.0800-1200"));
    assert_eq!(house.put(&format!("{shut}x"), None, &json!({ "closed": true })).await.status, 404);
}

#[tokio::test]
async fn a_planned_service_that_is_moved_leaves_its_route() {
    let house = House::open(5).await;
    let service = house.service(1).await;
    let driver = "0193b0a0-0000-7000-8000-00000000000d";
    house.merchant.driver(&house.world, driver).await;
    let plan = json!({ "driver": driver, "date": house.today().to_string(), "services": [service] });
    let route = house.post("/v1/routes", &plan).await;
    assert_eq!(route.status, 201, "{}", route.text);
    let window = house.offered(&service).await[0].clone();
    let moved = house.as_recipient(&service, &window).await;
    assert_eq!((moved.status.as_u16(), moved.text("status").as_str()), (200, "active"), "{}", moved.text);
    let route = house.get(&format!("/v1/routes/{}", route.text("id"))).await;
    assert_eq!(route.json["services"], json!([]), "{}", route.text);
}

#[tokio::test]
async fn a_calendar_that_breaks_rules_is_told_all_of_them() {
    let house = House::open(1).await;
    let broken = json!({
        "name": "", "branch": "x", "horizonDays": 91, "area": [{ "from": "2", "to": "10" }],
        "slots": [{ "shift": "noon", "start": "25:00", "end": "12:00" }], "closed": ["2026-02-30"],
        "cutOff": { "kind": "at", "days": 1, "time": "late" },
    });
    let refused = house.put("/v1/delivery-calendars/other", None, &broken).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    let pointers: Vec<String> = refused.broken().into_iter().map(|(pointer, _)| pointer).collect();
    for expected in ["/branch", "/slots/0/shift", "/slots/0/start", "/cutOff/time", "/closed/0"] {
        assert!(pointers.iter().any(|pointer| pointer == expected), "{expected}: {pointers:?}");
    }
    let mut backwards = calendar(1);
    backwards["slots"][0]["end"] = json!("07:00");
    backwards["horizonDays"] = json!(91);
    let refused = house.put("/v1/delivery-calendars/other", None, &backwards).await;
    let expected = [("/horizonDays", "too_large"), ("/slots/0/end", "before_start")];
    assert_eq!(refused.broken(), expected.map(|(pointer, rule)| (pointer.to_owned(), rule.to_owned())));
    backwards["surprise"] = json!(1);
    assert_eq!(house.put("/v1/delivery-calendars/other", None, &backwards).await.status, 400);
}

/// Whoever gets no clear answer asks again under the same key.
async fn surely(house: &House, service: &str, window: &str) -> Answer {
    let key = uuid::Uuid::now_v7().to_string();
    loop {
        let path = format!("/v1/bookings/{service}");
        let request = house.merchant.program(&house.world, Method::POST, &path).header("idempotency-key", &key);
        let answer = send(request.json(&json!({ "window": window, "recipient": true }))).await;
        if answer.status.as_u16() < 500 {
            return answer;
        }
    }
}

#[tokio::test]
async fn of_five_hundred_recipients_fifty_get_the_window_and_the_others_are_offered_the_next() {
    let recipients = scale::count(500).max(30);
    let places = recipients / 10;
    let house = House::open(places).await;
    let services: Vec<String> =
        stream::iter(0..recipients).map(|n| house.service(n)).buffer_unordered(8).collect().await;
    let offered = house.offered(&services[0]).await;
    let race = stream::iter(&services).map(|service| surely(&house, service, &offered[0])).buffer_unordered(16);
    let answers: Vec<Answer> = race.collect().await;
    let count = |status: u16| answers.iter().map(|answer| u32::from(answer.status.as_u16() == status)).sum::<u32>();
    let others: Vec<(u16, String)> = answers.iter().map(Answer::outcome).collect();
    assert_eq!((count(200), count(409)), (places, recipients - places), "{others:?}");
    assert_eq!(house.taken(&offered[0]).await, u64::from(places));
    let mut left = 0;
    for service in &services {
        let booking = house.get(&format!("/v1/bookings/{service}")).await;
        if booking.json["window"].is_null() {
            left += 1;
            assert_eq!(house.offered(service).await[0], offered[1], "the next one");
        }
    }
    assert_eq!(left, recipients - places);
}

/// A booking as the gateway hands it to the function.
fn event(house: &House, service: &str, window: &str) -> Value {
    let (key, path) = (uuid::Uuid::now_v7().to_string(), format!("/v1/bookings/{service}"));
    let bearer = format!("Bearer {}", house.merchant.key);
    json!({
        "version": "2.0", "routeKey": "ANY /v1/bookings/{proxy+}", "rawPath": path, "rawQueryString": "",
        "headers": { "authorization": bearer, "idempotency-key": key, "content-type": "application/json" },
        "requestContext": {
            "accountId": "1", "apiId": "1", "domainName": "x", "domainPrefix": "x", "requestId": key, "stage": "$default",
            "http": { "method": "POST", "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "x" },
            "routeKey": "ANY /v1/bookings/{proxy+}", "time": "21/Nov/2026:20:06:43 +0000", "timeEpoch": 1_795_291_603_000_i64,
        },
        "body": json!({ "window": window, "recipient": true }).to_string(), "isBase64Encoded": false,
    })
}

#[tokio::test]
async fn as_many_get_the_window_when_transactions_meet_and_answers_are_lost() {
    let house = House::open(4).await;
    let mut services = Vec::new();
    for n in 0..16 {
        services.push(house.service(n).await);
    }
    let offered = house.offered(&services[0]).await;
    let env = house.world.edition().env();
    let plan = Plan { conflict_every: 3, lost_every: 7 };
    let faults = Box::pin(Faults::before(env.require("AWS_ENDPOINT_URL_DYNAMODB").unwrap(), plan)).await;
    let function = schedule_service::start(env.with("AWS_ENDPOINT_URL_DYNAMODB", faults.url())).await.unwrap();
    let race = services.iter().map(async |service| {
        let event = event(&house, service, &offered[0]);
        for _ in 0..50 {
            let answer = function.invoke(event.clone()).await.unwrap();
            if answer["statusCode"].as_u64().is_some_and(|status| status < 500) {
                return answer;
            }
        }
        Value::Null
    });
    let answers: Vec<Value> = join_all(race).await;
    let count = |status: u16| answers.iter().filter(|answer| answer["statusCode"] == status).count();
    assert_eq!((count(200), count(409)), (4, 12), "{answers:?}");
    let (conflicts, lost) = faults.made();
    assert!(conflicts >= 2 && lost >= 1, "{conflicts} conflicts, {lost} lost");
    assert_eq!(house.taken(&offered[0]).await, 4, "nothing was counted twice");
}
