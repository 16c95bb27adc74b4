//! Who may do what: every operation of the OpenAPI document, under every kind of identity.

use acceptance::openapi::document;
use acceptance::world::{World, send};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

mod cast;
mod elsewhere;
mod objects;
mod panics;
mod repeats;
mod routes;

use cast::{Cast, Identity};
use objects::missing;
use routes::Access::{Linked, Marketplace, Public};
use routes::ROUTES;

/// What browsers are told with every answer, also with those that refuse.
const HARDENED: [(&str, &str); 4] = [
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
];

/// The operations of the document, as `METHOD /path`.
fn operations() -> Vec<String> {
    let document: Value = serde_json::from_str(&document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let verbs = ["get", "put", "post", "delete", "patch"];
    let mut found: Vec<String> = Vec::new();
    for (path, item) in paths {
        found.extend(
            verbs
                .iter()
                .filter(|verb| item.get(**verb).is_some())
                .map(|verb| format!("{} {path}", verb.to_uppercase())),
        );
    }
    found.sort_unstable();
    found
}

#[test]
fn every_operation_has_a_row_and_every_row_is_an_operation() {
    let mut rows: Vec<String> =
        ROUTES.iter().copied().flatten().map(|(method, path, _)| format!("{method} {path}")).collect();
    rows.sort_unstable();
    assert_eq!(rows, operations());
}

fn knock(world: &World, method: &str, path: &str, identity: &Identity) -> RequestBuilder {
    let request = identity.knock(world, method, path);
    if method == "GET" { request } else { request.json(&json!({})) }
}

#[tokio::test]
async fn every_operation_answers_every_identity_as_its_row_says() {
    let world = World::empty().await;
    let cast = Cast::new(&world).await;
    let identities = cast.identities();
    let mut wrong = Vec::new();
    for (method, pattern, access) in ROUTES.iter().copied().flatten() {
        for (identity, may) in &identities {
            let answer = send(knock(&world, method, &missing(pattern), identity)).await;
            let status = answer.status.as_u16();
            let fine = match (*access, may(*access)) {
                (Public, _) => !matches!(status, 401 | 403) && status < 500,
                (Linked, _) => answer.outcome() == (404, "link_gone".to_owned()),
                (Marketplace, _) | (_, None) => status == 401,
                (_, Some(false)) => status == 403,
                (_, Some(true)) => !matches!(status, 401 | 403) && status < 500,
            };
            for (name, value) in HARDENED {
                if answer.header(name) != value {
                    wrong.push(format!(
                        "{method} {pattern} as {}: {name} is {:?}",
                        identity.name(),
                        answer.header(name)
                    ));
                }
            }
            if !fine {
                wrong.push(format!("{method} {pattern} as {}: {status} {}", identity.name(), answer.text));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[tokio::test]
async fn a_publishable_key_works_only_on_its_pages() {
    let world = World::empty().await;
    let cast = Cast::new(&world).await;
    let ask = |origin: &'static str| {
        let request = world.request(Method::POST, "/v1/quotes").header("x-entrega-key", &cast.publishable);
        send(request.header("origin", origin).json(&json!({})))
    };
    let refused = ask("https://other.example").await;
    assert_eq!(refused.outcome(), (403, "origin_not_allowed".to_owned()));
    let admitted = ask("https://shop.example").await;
    assert_eq!(admitted.header("access-control-allow-origin"), "https://shop.example");
    assert_eq!(admitted.status, 400);
}
