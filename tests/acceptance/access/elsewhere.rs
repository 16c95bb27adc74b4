//! What exists, and is not the caller's, looks like what does not exist: at every path of the document, whoever asks.

use std::collections::BTreeMap;

use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::cast::{Cast, Identity};
use super::objects::{HIDDEN, NOWHERE, Objects, SEEN, about, missing};
use super::routes::Access::{Linked, Marketplace, Public};
use super::routes::{NATURAL, ROUTES};

/// A body that would be taken, if the caller might: the rules of the body must not hide those of sight.
fn body(method: &str, pattern: &str) -> Value {
    let name = json!({ "name": "Intruder" });
    match (method, pattern) {
        ("PUT", "/v1/users/{id}") => {
            json!({ "name": "Intruder", "role": "manager", "language": "en", "active": true })
        }
        ("PUT", "/v1/webhooks/{id}") => json!({ "url": "https://intruder.example/hook", "active": false }),
        ("PUT", "/v1/vehicles/{id}") => json!({ "name": "Intruder", "vehicleType": "van" }),
        ("PUT", "/v1/failure-reasons/{id}") => json!({ "name": "Intruder", "after": "retry" }),
        ("PUT", "/v1/operator-holidays/{id}") => json!({ "name": "Intruder", "date": "2026-12-24" }),
        ("PUT", "/v1/services/{id}") => {
            json!({ "address": { "postalCode": "01310-100", "street": "x", "state": "SP" } })
        }
        ("POST", "/v1/services/{id}/status-changes") => json!({ "action": "return" }),
        ("PUT", "/v1/customers/{id}") => json!({ "firstName": "Intruder" }),
        ("PUT", "/v1/routes/{id}") => {
            json!({ "driver": "00000000-0000-7000-8000-000000000000", "date": "2027-01-15", "services": [] })
        }
        ("POST", "/v1/services/{id}/held-reports/{report}/dismissal") => {
            json!({ "justification": "00000000-0000-7000-8000-000000000000" })
        }
        ("POST", "/v1/inbox/{id}/closure") => json!({ "reason": "00000000-0000-7000-8000-000000000000" }),
        ("POST", "/v1/inbox/{id}/answers") => json!({ "text": "Intruder" }),
        ("POST", "/v1/bookings/{id}") => json!({ "window": "zqcalendar.2027-01-15.0800-1200" }),
        ("PUT", "/v1/delivery-calendars/{id}/windows/{window}") => json!({ "closed": true }),
        ("PUT", "/v1/message-settings/{agency}") => json!({ "quietHours": null }),
        ("PUT", "/v1/inventory/{sku}/{warehouse}") => json!({ "quantity": 1 }),
        ("PUT", "/v1/shipping-policies/{id}/restricted-areas") => json!({ "areas": [] }),
        ("POST", "/v1/shipping-policies/{id}/freight-table-rows") => {
            let place = json!({ "country": "BRA", "postalFrom": "69000-000", "postalTo": "69299999", "weightFrom": "0", "weightTo": "30000" });
            json!({ "put": [{ "place": place, "price": 4590, "time": "P4D" }] })
        }
        (
            "PUT",
            "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}"
            | "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}/quantity",
        ) => json!({ "quantity": 1 }),
        ("PATCH", path) if path.ends_with("/quantity") => json!({ "quantity": 1 }),
        ("PATCH", _) => json!({ "leadTime": "1.00:00:00" }),
        ("PUT", path) if path.ends_with("/supplyLots/{lot}") => {
            json!({ "quantity": 1, "dateOfSupplyUtc": "2027-01-15T00:00:00Z" })
        }
        ("POST", path) if path.ends_with("dayofweekblocked") => json!("2099-12-09T08:00:00"),
        ("POST", path) if path.ends_with("/values/update") => json!([{
            "absoluteMoneyCost": "1.00", "country": "BRA", "maxVolume": 1_000_000, "operationType": 1, "pricePercent": 0,
            "pricePercentByWeight": 0, "timeCost": "2.00:00:00", "weightEnd": 1000.0, "weightStart": 0.0,
            "zipCodeEnd": "29999999", "zipCodeStart": "20000000", "polygon": "",
        }]),
        ("PUT", _) => name,
        _ => json!({}),
    }
}

fn with_body(method: &str, pattern: &str, request: RequestBuilder) -> RequestBuilder {
    let request = request.header("if-match", "*");
    if matches!(method, "GET" | "DELETE") { request } else { request.json(&body(method, pattern)) }
}

/// What is left of an answer when the name of the request, and what was asked for, are taken out.
fn bare(answer: &Answer, objects: &Objects) -> (u16, String) {
    let mut body = answer.json.clone();
    if let Some(body) = body.as_object_mut() {
        body.remove("requestId");
        body.remove("operationId");
    }
    let text = if body.is_null() { answer.text.clone() } else { body.to_string() };
    (answer.status.as_u16(), objects.unnamed(&text))
}

/// Every operation that names something, with what it names.
fn named() -> impl Iterator<Item = (&'static str, &'static str, super::routes::Access, String)> {
    let rows = ROUTES.iter().copied().flatten();
    let rows = rows.filter(|(_, _, access)| !matches!(access, Public | Linked | Marketplace));
    rows.filter_map(|(method, pattern, access)| Some((*method, *pattern, *access, about(pattern)?)))
}

#[test]
fn an_unknown_collection_is_noticed() {
    assert!(named().count() > 150);
    let unknown: Vec<&str> = ["/v1/things/{id}"].into_iter().filter(|path| about(path).is_some()).collect();
    assert_eq!(unknown, ["/v1/things/{id}"]);
}

async fn world() -> World {
    World::with(|options| {
        options.parameters.insert("WebhookAllowedHosts".to_owned(), NOWHERE.to_owned());
    })
    .await
}

/// What somebody gets to see of things that are not theirs, at every operation that names something, as a list of what
/// differs from things that are not there.
async fn differences(
    world: &World,
    objects: &Objects,
    who: &Identity,
    may: impl Fn(&str, &str, super::routes::Access, &str) -> Expected,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for (method, pattern, access, name) in named() {
        let expected = may(method, pattern, access, &name);
        if expected == Expected::Anything {
            continue;
        }
        let Some(path) = objects.path(pattern) else {
            wrong.push(format!("{method} {pattern}: nothing of the kind is made in access/objects.rs"));
            continue;
        };
        let knock = |path: &str| send(with_body(method, pattern, who.knock(world, method, path)));
        let (found, none) = (knock(&path).await, knock(&missing(pattern)).await);
        let (found_bare, none_bare) = (bare(&found, objects), bare(&none, objects));
        let fine = match expected {
            Expected::Refused => found.status == 403 && none.status == 403,
            Expected::Absent => found.status == 404,
            Expected::Same | Expected::Anything => found.status.as_u16() < 500,
        };
        if !fine || found_bare != none_bare {
            wrong.push(format!("{method} {path} as {}: {found_bare:?}, and of nothing {none_bare:?}", who.name()));
        }
    }
    wrong
}

/// What is answered about something that is not the caller's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    /// 403, whatever it is.
    Refused,
    /// 404.
    Absent,
    /// The same as about nothing, whatever that is.
    Same,
    /// It is theirs to see.
    Anything,
}

/// Operations that answer the same about everything: an empty list, or a thing of the caller's own that is made by
/// being put.
fn makes_or_lists(method: &str, pattern: &str, name: &str) -> bool {
    let own = NATURAL.contains(&name) || name == "sku" || name == "warehouse";
    method == "PUT" && own && !pattern.contains("/windows/")
        || matches!(
            (method, pattern),
            (
                "GET",
                "/v1/inventory/{sku}"
                    | "/v1/shipping-policies/{id}/freight-tables"
                    | "/api/logistics-capacity/resources/{resource}/time-frames"
            ) | ("DELETE", "/api/logistics/pvt/shipping-policies/{id}")
        )
}

#[tokio::test]
async fn what_belongs_to_another_account_looks_like_what_does_not_exist() {
    let world = Box::pin(world()).await;
    let (one, other) = (Merchant::found(&world, "one").await, Merchant::found(&world, "other").await);
    let objects = Box::pin(Objects::make(&world, &one)).await;
    let owner = Identity::Bearer("the owner", one.session["accessToken"].as_str().unwrap().to_owned());
    let intruder = Identity::Bearer("another account", other.session["accessToken"].as_str().unwrap().to_owned());
    let before = everything(&world, &objects, &owner).await;
    assert!(before.len() > 60, "{}", before.len());
    let absent: Vec<&str> = before.iter().filter(|(_, answer)| answer.0 != 200).map(|(path, _)| *path).collect();
    assert_eq!(absent, NOT_BY_NAME, "what is made is there for its owner");
    let wrong = differences(&world, &objects, &intruder, |method, pattern, _, name| {
        if makes_or_lists(method, pattern, name) { Expected::Same } else { Expected::Absent }
    })
    .await;
    assert_eq!(wrong, [""; 0]);
    assert_eq!(everything(&world, &objects, &owner).await, before, "what was knocked at is untouched");
    let canaries: Vec<&str> =
        objects.ids().map(|(_, id)| id).filter(|id| id.len() == 36).chain([HIDDEN, SEEN]).collect();
    assert_eq!(lists(&world, &objects, &intruder, &canaries).await, [""; 0]);
}

/// Paths at which even the owner is shown nothing: they want more than a name, or a reservation of the other protocol.
const NOT_BY_NAME: [&str; 3] = [
    "/api/logistics-capacity/resources/{resource}/time-frames",
    "/api/logistics/pvt/inventory/reservations/{id}",
    "/v1/shipping-policies/{id}/freight-tables/diff",
];

/// What the owner sees at every path that reads one thing.
async fn everything(world: &World, objects: &Objects, owner: &Identity) -> BTreeMap<&'static str, (u16, String)> {
    let mut found = BTreeMap::new();
    for (_, pattern, ..) in named().filter(|(method, ..)| *method == "GET") {
        let path = objects.path(pattern).unwrap_or_else(|| panic!("{pattern} has no maker"));
        let answer = send(owner.knock(world, "GET", &path)).await;
        // Addresses that are signed for a while are others each time, and messages go on their way meanwhile.
        let (status, text) = bare(&answer, objects);
        let lasting = !text.contains("X-Amz-") && !pattern.ends_with("/export");
        found.insert(pattern, (status, if lasting { text } else { String::new() }));
    }
    found
}

/// Every list and search, where any of these texts stands in its answer.
async fn lists(world: &World, objects: &Objects, who: &Identity, canaries: &[&str]) -> Vec<String> {
    let rows = ROUTES.iter().copied().flatten();
    let reads = rows.filter(|(method, pattern, _)| *method == "GET" && about(pattern).is_none());
    let mut paths: Vec<String> = reads.map(|(_, pattern, _)| (*pattern).to_owned()).collect();
    let (service, driver, customer) = (objects.id("services"), objects.id("drivers"), objects.id("customers"));
    let (branch, carrier) = (objects.id("branches"), objects.id("carriers"));
    paths.extend([
        format!("/v1/services?q={HIDDEN}"),
        format!("/v1/services?externalId={HIDDEN}1"),
        format!("/v1/services?order={HIDDEN}1"),
        format!("/v1/services?customer={customer}"),
        format!("/v1/services?branch={branch}"),
        format!("/v1/services?carrier={carrier}"),
        format!("/v1/services?driver={driver}"),
        "/v1/services?status=in_progress".to_owned(),
        "/v1/services?status=planned".to_owned(),
        format!("/v1/messages?service={service}"),
        format!("/v1/labels?ids={service}"),
        format!("/v1/driver-stops?driver={driver}"),
        format!("/v1/routes?driver={driver}"),
        format!("/v1/customers?q={HIDDEN}"),
        format!("/v1/drivers?name={HIDDEN}"),
        format!("/v1/branches?name={HIDDEN}"),
    ]);
    let mut told = Vec::new();
    for path in &paths {
        let text = send(who.knock(world, "GET", path)).await.text;
        // What was asked for may be named again as what there is none of.
        let asked = canaries.iter().filter(|canary| !path.contains(**canary));
        told.extend(
            asked.filter(|canary| text.contains(**canary)).map(|canary| format!("{path} as {}: {canary}", who.name())),
        );
    }
    assert!(paths.len() > 60, "{}", paths.len());
    told
}

/// Whether something that belongs to one branch, partner, transport company and driver is hidden from somebody who acts
/// for others. What belongs to the whole account, everybody sees whose role reads it.
fn is_hidden(who: &str, name: &str) -> bool {
    match name {
        "services" | "report" | "bookings" | "booking-imports" | "inbox" | "proofs" | "routes" | "service-exports"
        | "service-imports" | "register-imports" | "drivers" | "vehicles" | "operator-holidays" => true,
        "branches" => who.contains("branch"),
        "carriers" => who.contains("transport company"),
        "partners" => who.contains("partner"),
        _ => false,
    }
}

#[tokio::test]
async fn what_is_out_of_sight_looks_like_what_does_not_exist() {
    let world = Box::pin(world()).await;
    let cast = Box::pin(Cast::new(&world)).await;
    let objects = Box::pin(Objects::make(&world, &cast.merchant)).await;
    let manager = Identity::Bearer("the manager", cast.merchant.session["accessToken"].as_str().unwrap().to_owned());
    let before = everything(&world, &objects, &manager).await;
    let mut wrong = Vec::new();
    for (who, may) in cast.limited() {
        let sees = |_: &str, _: &str, access, name: &str| match may(access) {
            Some(true) if is_hidden(who.name(), name) => Expected::Absent,
            Some(true) => Expected::Anything,
            _ => Expected::Refused,
        };
        wrong.extend(differences(&world, &objects, &who, sees).await);
        let hidden = objects.ids().filter(|(name, id)| id.len() == 36 && is_hidden(who.name(), name));
        let canaries: Vec<&str> = hidden.map(|(_, id)| id).chain([HIDDEN]).collect();
        wrong.extend(lists(&world, &objects, &who, &canaries).await);
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(everything(&world, &objects, &manager).await, before, "what was knocked at is untouched");
}

#[tokio::test]
async fn whoever_sees_a_part_of_an_account_gives_nobody_more() {
    let world = Box::pin(world()).await;
    let cast = Box::pin(Cast::new(&world)).await;
    let (who, _) = cast.limited().into_iter().find(|(who, _)| who.name() == "a manager of a branch").unwrap();
    let me = send(who.knock(&world, "GET", "/v1/me")).await.text("id");
    let branch = &cast.own.iter().find(|(register, _)| *register == "branches").unwrap().1;
    let user = json!({ "email": "x@example.com", "name": "X", "role": "manager", "language": "en" });
    let wider = json!({ "name": "X", "role": "manager", "language": "en", "active": true });
    for (method, path, body) in [
        ("PUT", format!("/v1/users/{me}"), wider),
        ("POST", "/v1/users".to_owned(), user),
        ("POST", "/v1/api-keys".to_owned(), json!({ "name": "all", "kind": "secret" })),
        ("POST", "/v1/webhooks".to_owned(), json!({ "url": format!("http://{NOWHERE}/hook") })),
        ("GET", "/v1/events".to_owned(), json!({})),
    ] {
        let answer = send(who.knock(&world, method, &path).header("if-match", "*").json(&body)).await;
        assert_eq!(answer.outcome(), (403, "out_of_sight".to_owned()), "{method} {path}");
    }
    let shown = send(cast.merchant.request(&world, Method::GET, &format!("/v1/users/{me}"))).await;
    assert_eq!(shown.json["reach"]["branches"], json!([branch]), "{}", shown.text);
}
