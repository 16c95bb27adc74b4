//! Places and goods that are held for buyers.

use acceptance::faults::{Faults, Plan};
use acceptance::scale::count;
use acceptance::world::{Answer, World, send};
use blobs::Blobs;
use configuration::Register;
use domain::access::TenantScope;
use domain::capacity::WindowId;
use domain::code::PolicyId;
use domain::reservation::Booked;
use edge::{Gate, Service};
use futures_util::future::join_all;
use futures_util::stream::{self, StreamExt as _};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use store::{Commit, keys};

mod closed;
mod days;
mod leaving;
mod together;
mod told;
mod units;

const PATH: &str = "/v1/reservations";
/// Places of each window.
const PLACES: usize = 16;

fn scope(world: &World) -> TenantScope {
    TenantScope::acting_for(world.sample().account.parse().unwrap())
}

/// Lets one of the demo's policies deliver by appointment only, in one window a day.
async fn by_appointment(world: &World, places: usize) {
    limited_windows(world, &json!({ "maxOrders": places })).await;
}

/// The same with any limits.
async fn limited_windows(world: &World, limits: &Value) {
    let env = world.edition().env();
    let gate = Gate::open(env).await.unwrap();
    let blobs = Blobs::new(&env.sdk(Service::S3).await, env.require("BUCKET_NAME").unwrap());
    let register = Register::new(gate.store().clone(), blobs, 1 << 20);
    let mut current = register.current(scope(world), gate.now()).await.unwrap();
    let id = PolicyId::new("expresso").unwrap();
    let mut policy = current.sections.policies.get(&id).unwrap().value.clone();
    let window = |day: u8| {
        let mut window = json!({ "dayOfWeek": day, "start": "08:00", "end": "12:00" });
        window.as_object_mut().unwrap().extend(limits.as_object().unwrap().clone());
        window
    };
    let windows: Vec<Value> = (0..7).map(window).collect();
    let schedule = json!({ "enabled": true, "maxRangeDays": 9, "windows": windows });
    policy.delivery_schedule = serde_json::from_value(schedule).unwrap();
    let next = current.next();
    current.sections.policies.put(id, policy, next);
    let commit = Commit::new(scope(world), gate.now(), gate.fresh());
    let commit = register.write(&current, commit).await.unwrap();
    gate.store().commit(commit).await.unwrap();
}

/// A quote for shirts, and a window of its option by appointment.
async fn quote(world: &World, quantity: u32) -> (String, Vec<String>) {
    let cart = json!({
        "destination": { "country": "BRA", "postalCode": "01310-100" },
        "items": [{ "sku": "camiseta-azul-m", "quantity": quantity }],
    });
    let answer = send(world.as_merchant(Method::POST, "/v1/quotes").json(&cart)).await;
    let options = answer.json["options"].as_array().unwrap_or_else(|| panic!("{}", answer.text));
    let windows = options
        .iter()
        .filter(|option| option["id"] == "expresso")
        .flat_map(|option| option["windows"].as_array().cloned().unwrap_or_default());
    (answer.text("id"), windows.map(|window| window["id"].as_str().unwrap().to_owned()).collect())
}

async fn reserve(world: &World, body: &Value) -> Answer {
    let request = world.as_merchant(Method::POST, PATH).header("idempotency-key", uuid::Uuid::now_v7().to_string());
    send(request.json(body)).await
}

/// Whoever gets no clear answer asks again under the same key, as the page of status codes says.
async fn reserve_surely(world: &World, body: &Value) -> Answer {
    let key = uuid::Uuid::now_v7().to_string();
    loop {
        let request = world.as_merchant(Method::POST, PATH).header("idempotency-key", &key);
        let answer = send(request.json(body)).await;
        if answer.status.as_u16() < 500 {
            return answer;
        }
    }
}

async fn end(world: &World, reservation: &Answer, how: &str) -> Answer {
    let path = format!("{PATH}/{}/{how}", reservation.text("id"));
    send(world.as_merchant(Method::POST, &path).header("idempotency-key", uuid::Uuid::now_v7().to_string())).await
}

async fn booked(world: &World, window: &str) -> Booked {
    let gate = Gate::open(world.edition().env()).await.unwrap();
    let window: WindowId = window.parse().unwrap();
    gate.store().read(&keys::capacity(scope(world), &window), gate.now()).await.unwrap().unwrap().value
}

async fn reserved(world: &World) -> u64 {
    let stock = send(world.as_merchant(Method::GET, "/v1/inventory/camiseta-azul-m")).await;
    stock.json["items"].as_array().unwrap().iter().map(|shelf| shelf["reserved"].as_u64().unwrap()).sum()
}

#[tokio::test]
async fn of_two_hundred_buyers_exactly_sixteen_get_the_sixteen_places() {
    let world = World::demo().await;
    by_appointment(&world, PLACES).await;
    let (quote, windows) = quote(&world, 1).await;
    let body = json!({ "quoteId": quote, "optionId": "expresso", "windowId": windows[0] });
    // All at once in a long run, sixteen at a time in a short one.
    let at_once = usize::try_from(count(200)).unwrap().max(16);
    let buyers = stream::iter(0..200).map(|_| reserve_surely(&world, &body));
    let answers: Vec<Answer> = buyers.buffer_unordered(at_once).collect().await;
    let count =
        |status: u16, code: &str| answers.iter().filter(|answer| answer.outcome() == (status, code.to_owned())).count();
    let strangers: Vec<(u16, String)> = answers.iter().map(Answer::outcome).collect();
    assert_eq!((count(201, ""), count(409, "window_full")), (PLACES, 200 - PLACES), "{strangers:?}");
    let now = world.edition().env().clock().now();
    assert_eq!(booked(&world, &windows[0]).await.at(now).free(), Some(0));
}

/// A request as the gateway hands it to the function.
fn event(world: &World, path: &str, body: &Value) -> Value {
    let key = uuid::Uuid::now_v7().to_string();
    let bearer = format!("Bearer {}", world.sample().api_key.secret);
    json!({
        "version": "2.0", "routeKey": format!("ANY {path}"), "rawPath": path, "rawQueryString": "",
        "headers": { "authorization": bearer, "idempotency-key": key, "content-type": "application/json" },
        "requestContext": {
            "accountId": "1", "apiId": "1", "domainName": "x", "domainPrefix": "x", "requestId": key, "stage": "$default",
            "http": { "method": "POST", "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "x" },
            "routeKey": format!("ANY {path}"), "time": "21/Nov/2026:20:06:43 +0000", "timeEpoch": 1_795_291_603_000_i64,
        },
        "body": body.to_string(), "isBase64Encoded": false,
    })
}

#[tokio::test]
async fn as_many_win_when_transactions_meet_and_answers_are_lost() {
    let world = World::demo().await;
    by_appointment(&world, PLACES).await;
    let (quote, windows) = quote(&world, 1).await;
    let body = json!({ "quoteId": quote, "optionId": "expresso", "windowId": windows[0] });
    let env = world.edition().env();
    let plan = Plan { conflict_every: 3, lost_every: 7 };
    let faults = Box::pin(Faults::before(env.require("AWS_ENDPOINT_URL_DYNAMODB").unwrap(), plan)).await;
    let function = quote_shipping::start(env.with("AWS_ENDPOINT_URL_DYNAMODB", faults.url())).await.unwrap();
    let asking = count(200).max(48);
    let buyers = (0..asking).map(async |_| {
        let event = event(&world, PATH, &body);
        // Whoever gets no clear answer asks again under the same key.
        for _ in 0..50 {
            let answer = function.invoke(event.clone()).await.unwrap();
            if answer["statusCode"].as_u64().is_some_and(|status| status < 500) {
                return answer;
            }
        }
        Value::Null
    });
    let answers: Vec<Value> = join_all(buyers).await;
    let of = |status: u16| answers.iter().filter(|answer| answer["statusCode"] == status).count();
    assert_eq!((of(201), of(409)), (PLACES, answers.len() - PLACES), "{answers:?}");
    assert!(answers.len() >= 48);
    let (conflicts, lost) = faults.made();
    println!("{asking} buyers, {conflicts} conflicts, {lost} answers lost");
    assert!(conflicts >= 5 && lost >= 2, "{conflicts} conflicts, {lost} lost");
    let now = env.clock().now();
    assert_eq!(booked(&world, &windows[0]).await.at(now).taken.deliveries, 16, "nothing was counted twice");
}

#[tokio::test]
async fn what_is_held_is_not_offered_to_others_until_the_hold_ends() {
    let world = World::demo().await;
    by_appointment(&world, 1).await;
    let (first, windows) = quote(&world, 2).await;
    let body = json!({ "quoteId": first, "optionId": "expresso", "windowId": windows[0], "minutes": 30 });
    let held = reserve(&world, &body).await;
    assert_eq!((held.status.as_u16(), held.text("status").as_str()), (201, "held"), "{}", held.text);
    assert_eq!(held.json["goods"][0]["units"], 2);
    let (_, left) = quote(&world, 1).await;
    assert!(!left.contains(&windows[0]), "{left:?}");
    assert_eq!(end(&world, &held, "confirmation").await.text("status"), "confirmed");
    assert_eq!(end(&world, &held, "confirmation").await.text("status"), "confirmed");
    assert_eq!(reserved(&world).await, 2);

    let (second, windows) = quote(&world, 1).await;
    let body = json!({ "quoteId": second, "optionId": "expresso", "windowId": windows[0], "minutes": 30 });
    let late = reserve(&world, &body).await;
    assert_eq!(reserve(&world, &body).await.outcome(), (409, "window_full".to_owned()));
    world.advance(SignedDuration::from_mins(30)).await;
    assert_eq!(send(world.as_merchant(Method::GET, late.header("location"))).await.text("status"), "expired");
    assert_eq!(end(&world, &late, "confirmation").await.outcome(), (409, "reservation_expired".to_owned()));
    let next = reserve(&world, &body).await;
    assert_eq!(next.status, 201, "the place is free again: {}", next.text);
    assert_eq!(end(&world, &next, "cancellation").await.text("status"), "cancelled");
    assert_eq!(end(&world, &next, "confirmation").await.outcome(), (409, "reservation_cancelled".to_owned()));
    assert_eq!(reserve(&world, &body).await.status, 201, "and again");
    assert_eq!(end(&world, &held, "cancellation").await.text("status"), "cancelled");
    assert_eq!(reserved(&world).await, 0);
}

#[tokio::test]
async fn goods_are_held_where_the_quote_takes_them_from_and_never_twice() {
    let world = World::demo().await;
    let cart = json!({
        "destination": { "country": "BRA", "postalCode": "01310-100" },
        "items": [{ "sku": "vaso-de-vidro", "quantity": 3 }],
    });
    let answer = send(world.as_merchant(Method::POST, "/v1/quotes").json(&cart)).await;
    let option = answer.json["options"][0]["id"].clone();
    let body = json!({ "quoteId": answer.text("id"), "optionId": option });
    let held = reserve(&world, &body).await;
    assert_eq!(held.status, 201, "{}", held.text);
    let short = reserve(&world, &body).await;
    assert_eq!(short.outcome(), (409, "out_of_stock".to_owned()), "{}", short.text);
    let again = send(world.as_merchant(Method::POST, "/v1/quotes").json(&cart)).await;
    assert_eq!(again.json["items"][0]["available"], 1, "{}", again.text);
    end(&world, &held, "cancellation").await;
    assert_eq!(reserve(&world, &body).await.status, 201);
}

#[tokio::test]
async fn a_reservation_that_breaks_rules_is_told_which() {
    let world = World::demo().await;
    by_appointment(&world, 1).await;
    let (quote, windows) = quote(&world, 1).await;
    let nothing = "00000000-0000-7000-8000-000000000000";
    let other = "expresso.2020-01-01.0800-1200";
    let cases: [(Value, &[&str]); 6] = [
        (
            json!({ "quoteId": "x", "optionId": "expresso", "windowId": "y", "minutes": 0 }),
            &["/quoteId", "/windowId", "/minutes"],
        ),
        (json!({ "quoteId": nothing, "optionId": "expresso" }), &["/quoteId"]),
        (json!({ "quoteId": quote, "optionId": "teleport" }), &["/optionId"]),
        (json!({ "quoteId": quote, "optionId": "expresso" }), &["/windowId"]),
        (json!({ "quoteId": quote, "optionId": "expresso", "windowId": other }), &["/windowId"]),
        (json!({ "quoteId": quote, "optionId": "economico", "windowId": windows[0] }), &["/windowId"]),
    ];
    for (body, expected) in cases {
        let refused = reserve(&world, &body).await;
        let pointers: Vec<String> = refused.broken().into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(
            (refused.status.as_u16(), pointers),
            (422, expected.iter().map(ToString::to_string).collect()),
            "{body}"
        );
    }
    let body = json!({ "quoteId": quote, "optionId": "economico" });
    let keyless = send(world.as_merchant(Method::POST, PATH).json(&body)).await;
    assert_eq!(keyless.outcome(), (428, "idempotency_key_required".to_owned()));
    let ask = || {
        let request = world.as_merchant(Method::POST, PATH).header("idempotency-key", "order-1");
        send(request.json(&body))
    };
    let (first, again) = (ask().await, ask().await);
    assert_eq!((first.status.as_u16(), &first.text), (201, &again.text), "a repeat holds nothing more");
}

async fn post(world: &World, path: &str, body: &Value) -> Answer {
    let request = world.as_merchant(Method::POST, path).header("idempotency-key", uuid::Uuid::now_v7().to_string());
    send(request.json(body)).await
}

/// An order that was reserved, as a service.
fn order(reservation: &Answer) -> Value {
    json!({
        "reservation": reservation.text("id"), "customer": { "firstName": "Ana" },
        "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "state": "SP" },
    })
}

async fn taken(world: &World, window: &str) -> usize {
    let now = world.edition().env().clock().now();
    usize::try_from(booked(world, window).await.at(now).taken.deliveries).unwrap()
}

#[tokio::test]
async fn a_service_takes_over_what_was_reserved_and_gives_it_back_when_it_is_called_off() {
    let world = World::demo().await;
    by_appointment(&world, 3).await;
    let (quote, windows) = quote(&world, 2).await;
    let body = json!({ "quoteId": quote, "optionId": "expresso", "windowId": windows[0] });
    let (held, confirmed) = (reserve(&world, &body).await, reserve(&world, &body).await);
    end(&world, &confirmed, "confirmation").await;
    assert_eq!((taken(&world, &windows[0]).await, reserved(&world).await), (2, 2));
    let mut made = Vec::new();
    for reservation in [&held, &confirmed] {
        let service = post(&world, "/v1/services", &order(reservation)).await;
        assert_eq!(service.status, 201, "{}", service.text);
        let promise = &service.json["promise"];
        assert_eq!((&promise["quote"], &promise["reservation"]), (&json!(quote), &reservation.json["id"]));
        assert_eq!(service.text("scheduledDate"), windows[0].split('.').nth(1).unwrap());
        let booking = send(world.as_merchant(Method::GET, &format!("/v1/bookings/{}", service.text("id")))).await;
        assert_eq!(booking.json["window"]["id"], json!(windows[0]), "{}", booking.text);
        let shown = send(world.as_merchant(Method::GET, reservation.header("location"))).await;
        assert_eq!((shown.text("status").as_str(), shown.text("service")), ("confirmed", service.text("id")));
        assert_eq!(end(&world, reservation, "cancellation").await.outcome(), (409, "reservation_used".to_owned()));
        let twice = post(&world, "/v1/services", &order(reservation)).await;
        assert_eq!(twice.outcome(), (409, "reservation_used".to_owned()), "{}", twice.text);
        made.push(service.text("id"));
    }
    assert_eq!((taken(&world, &windows[0]).await, reserved(&world).await), (2, 4), "what was held is taken, once");

    let why = post(&world, "/v1/justifications", &json!({ "name": "Desistiu" })).await.text("id");
    let cancel = json!({ "action": "cancel", "justification": why });
    let cancelled = post(&world, &format!("/v1/services/{}/status-changes", made[0]), &cancel).await;
    assert_eq!(cancelled.status, 200, "{}", cancelled.text);
    assert_eq!(reserved(&world).await, 2);
    let removed = world.as_merchant(Method::DELETE, &format!("/v1/services/{}", made[1])).header("if-match", "*");
    assert_eq!(send(removed).await.status, 204);
    assert_eq!(reserved(&world).await, 0);
    for reservation in [&held, &confirmed] {
        let shown = send(world.as_merchant(Method::GET, reservation.header("location"))).await;
        assert_eq!(shown.text("status"), "cancelled");
        let late = post(&world, "/v1/services", &order(reservation)).await;
        assert_eq!(late.outcome(), (409, "reservation_cancelled".to_owned()));
    }
}

#[tokio::test]
async fn of_one_reservation_one_service_is_made_and_only_while_it_stands() {
    let world = World::demo().await;
    by_appointment(&world, PLACES).await;
    let (first, windows) = quote(&world, 1).await;
    let (other, _) = quote(&world, 1).await;
    let body = json!({ "quoteId": first, "optionId": "expresso", "windowId": windows[0] });
    let reservation = reserve(&world, &body).await;
    let mismatch = json!({ "quote": other, "option": "expresso" });
    let nothing = json!({ "reservation": "00000000-0000-7000-8000-000000000000" });
    for (further, rule) in [(mismatch, "other_quote"), (nothing, "unknown_reservation")] {
        let mut asked = order(&reservation);
        for (name, value) in further.as_object().unwrap() {
            asked[name] = value.clone();
        }
        let refused = post(&world, "/v1/services", &asked).await;
        assert_eq!(refused.broken(), [("/reservation".to_owned(), rule.to_owned())], "{}", refused.text);
    }
    let wanted = order(&reservation);
    let racing = join_all((0..8).map(|_| post(&world, "/v1/services", &wanted))).await;
    let made = racing.iter().filter(|answer| answer.status == 201).count();
    let used = racing.iter().filter(|answer| answer.outcome() == (409, "reservation_used".to_owned())).count();
    assert_eq!((made, used), (1, 7), "{:?}", racing.iter().map(Answer::outcome).collect::<Vec<_>>());
    assert_eq!((taken(&world, &windows[0]).await, reserved(&world).await), (1, 1));

    let late = reserve(&world, &body).await;
    world.advance(SignedDuration::from_mins(15)).await;
    let refused = post(&world, "/v1/services", &order(&late)).await;
    assert_eq!(refused.outcome(), (409, "reservation_expired".to_owned()), "{}", refused.text);
    assert_eq!(taken(&world, &windows[0]).await, 1);
}
