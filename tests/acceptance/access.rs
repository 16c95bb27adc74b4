//! Who may do what: every operation of the OpenAPI document, under every kind of identity.

use acceptance::mailbox::{mails_to, token_in};
use acceptance::merchant::{Merchant, PASSWORD};
use acceptance::openapi::document;
use acceptance::world::{Answer, World, send};
use jiff::SignedDuration;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

mod panics;
mod routes;

use routes::Access::{
    self, Administer, Attend, Carry, Deliver, Follow, KeepFleet, Linked, ManagePeople, Marketplace, Operate, Oversee,
    Public, Quote, ReadReasons, ReadRegisters, SignedIn, Witness,
};
use routes::{NATURAL, ROUTES};

/// Whoever can knock.
#[derive(Clone)]
enum Identity {
    Nobody,
    Bearer(&'static str, String),
    Pages(String),
}

impl Identity {
    fn name(&self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Bearer(name, _) => name,
            Self::Pages(_) => "a publishable key",
        }
    }
}

/// Whether somebody may do what an access level asks for; none when they prove nothing.
type May = fn(Access) -> Option<bool>;

struct Cast {
    merchant: Merchant,
    publishable: String,
    revoked: String,
    expired: String,
    store: String,
    people: Vec<(&'static str, String)>,
}

impl Cast {
    async fn new(world: &World) -> Self {
        let merchant = Merchant::found(world, "casa").await;
        let pages = json!({ "name": "pages", "kind": "publishable", "origins": ["https://shop.example"] });
        let publishable = merchant.make_key(world, &pages).await.text("secret");
        let doomed = merchant.make_key(world, &json!({ "name": "doomed", "kind": "secret" })).await;
        let path = format!("/v1/api-keys/{}", doomed.text("id"));
        send(merchant.request(world, Method::DELETE, &path).header("if-match", "*")).await;
        let store = json!({ "name": "shop", "kind": "secret", "role": "store" });
        let store = merchant.make_key(world, &store).await.text("secret");
        let add = |register: &str| {
            let request = merchant.post(world, &format!("/v1/{register}"));
            send(request.json(&json!({ "name": register })))
        };
        let (partner, carrier) = (add("partners").await.text("id"), add("carriers").await.text("id"));
        let driver = add("drivers").await.text("id");
        let mut people = Vec::new();
        for (role, reach) in [
            ("operator", json!({})),
            ("partner", json!({ "partner": partner })),
            ("carrier", json!({ "carriers": [carrier] })),
            ("support", json!({ "carriers": [carrier], "states": ["SP"] })),
            ("driver", json!({ "driver": driver })),
        ] {
            people.push((role, join(world, &merchant, role, &reach).await));
        }
        let expired = merchant.session["accessToken"].as_str().unwrap().to_owned();
        world.advance(SignedDuration::from_mins(11)).await;
        let mut cast = Self { merchant, publishable, revoked: doomed.text("secret"), expired, store, people };
        for (_, token) in &mut cast.people {
            *token = renewed(world, token).await;
        }
        cast.merchant.session = renew(world, cast.merchant.session["refreshToken"].as_str().unwrap()).await;
        cast
    }

    /// Every identity, with what it may do.
    fn identities(&self) -> Vec<(Identity, May)> {
        let bearer = |name, token: &str| Identity::Bearer(name, token.to_owned());
        let mut typo = self.merchant.key.clone();
        typo.replace_range(40..41, if &typo[40..41] == "A" { "B" } else { "A" });
        let mut identities: Vec<(Identity, May)> = vec![
            (Identity::Nobody, |_| None),
            (bearer("a key with a typing error", &typo), |_| None),
            (bearer("a revoked key", &self.revoked), |_| None),
            (bearer("an expired token", &self.expired), |_| None),
            (bearer("nonsense", "nonsense"), |_| None),
            (bearer("a refresh token", self.merchant.session["refreshToken"].as_str().unwrap()), |_| None),
            (bearer("a publishable key as a secret one", &self.publishable), |_| None),
            (Identity::Pages(self.publishable.clone()), |access| Some(access == Quote)),
            (bearer("a secret key", &self.merchant.key), |access| Some(!matches!(access, SignedIn | ManagePeople))),
            (bearer("a shop's key", &self.store), |access| {
                Some(matches!(
                    access,
                    Quote | ReadReasons | ReadRegisters | Operate | Oversee | Follow | Witness | Deliver | Carry
                ))
            }),
            (bearer("the manager", self.merchant.session["accessToken"].as_str().unwrap()), |_| Some(true)),
        ];
        for (role, token) in &self.people {
            let may: May = match *role {
                "operator" => |access| Some(!matches!(access, Administer | ManagePeople)),
                "carrier" => |access| {
                    let may = [
                        Quote,
                        SignedIn,
                        ReadReasons,
                        ReadRegisters,
                        KeepFleet,
                        Attend,
                        Follow,
                        Witness,
                        Deliver,
                        Carry,
                    ];
                    Some(may.contains(&access))
                },
                "support" => |access| {
                    Some(matches!(access, Quote | SignedIn | ReadReasons | ReadRegisters | Attend | Follow | Witness))
                },
                "driver" => |access| Some(matches!(access, SignedIn | ReadReasons | Witness | Carry)),
                _ => |access| Some(matches!(access, Quote | SignedIn | Follow | Witness)),
            };
            identities.push((bearer(role, token), may));
        }
        identities
    }
}

async fn join(world: &World, merchant: &Merchant, role: &str, reach: &Value) -> String {
    let email = format!("{role}@example.com");
    let body = json!({ "email": email, "name": role, "role": role, "reach": reach, "language": "en" });
    send(merchant.post(world, "/v1/users").json(&body)).await;
    let token = token_in(mails_to(world, &email).await.first().expect("a mail"), "invitations");
    let accept =
        world.request(Method::POST, &format!("/v1/invitations/{token}")).json(&json!({ "password": PASSWORD }));
    send(accept).await.text("refreshToken")
}

async fn renew(world: &World, refresh: &str) -> Value {
    send(world.request(Method::POST, "/v1/sessions/refresh").json(&json!({ "refreshToken": refresh }))).await.json
}

async fn renewed(world: &World, refresh: &str) -> String {
    renew(world, refresh).await["accessToken"].as_str().expect("a token").to_owned()
}

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

/// A path in which nothing exists.
fn missing(pattern: &str) -> String {
    let path = pattern
        .replace("{token}", "0000000000000000000000")
        .replace("{sku}", "no-such")
        .replace("{warehouse}", "no-such");
    let natural = path.split('/').any(|part| NATURAL.contains(&part));
    path.replace("{id}", if natural { "no-such" } else { "00000000-0000-7000-8000-000000000000" })
}

fn knock(world: &World, method: &str, path: &str, identity: &Identity) -> RequestBuilder {
    let request =
        world.request(method.parse().unwrap(), path).header("idempotency-key", uuid::Uuid::now_v7().to_string());
    let request = match identity {
        Identity::Nobody => request,
        Identity::Bearer(_, token) => request.bearer_auth(token),
        Identity::Pages(key) => request.header("x-entrega-key", key).header("origin", "https://shop.example"),
    };
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

/// What is left of an answer when the name of the request is taken out.
fn bare(answer: &Answer) -> (u16, Value) {
    let mut body = answer.json.clone();
    if let Some(body) = body.as_object_mut() {
        body.remove("requestId");
    }
    (answer.status.as_u16(), body)
}

#[tokio::test]
async fn what_belongs_to_another_account_looks_like_what_does_not_exist() {
    // A port that nobody listens on.
    let receiver = "127.0.0.1:9";
    let world = World::with(|options| {
        options.parameters.insert("WebhookAllowedHosts".to_owned(), receiver.to_owned());
    })
    .await;
    let (one, other) = (Merchant::found(&world, "one").await, Merchant::found(&world, "other").await);
    let sku = json!({ "name": "Shirt", "weight": 200, "dimensions": { "height": 10, "width": 20, "length": 30 } });
    let policy = json!({ "name": "Road", "shippingMethod": "Road" });
    let made = [
        ("/v1/shipping-policies/road", policy),
        ("/v1/docks/dock", json!({ "name": "Dock", "policies": ["road"] })),
        ("/v1/warehouses/house", json!({ "name": "House", "docks": [{ "dock": "dock" }] })),
        ("/v1/skus/shirt", sku),
        ("/v1/inventory/shirt/house", json!({ "quantity": 3 })),
        ("/v1/holidays/natal", json!({ "name": "Natal", "startDate": "2026-12-25" })),
    ];
    for (path, body) in &made {
        let put = send(one.program(&world, Method::PUT, path).json(body)).await;
        assert!(put.status.is_success(), "{path}: {}", put.text);
    }
    let import = json!({ "policy": "road", "fileName": "road.csv", "size": 10, "sha256": "0".repeat(64) });
    let import = send(one.post(&world, "/v1/freight-table-imports").json(&import)).await.text("id");
    let cart = json!({
        "destination": { "country": "BRA", "postalCode": "01001-000" },
        "items": [{ "sku": "shirt", "quantity": 1 }],
    });
    let quote = send(one.post(&world, "/v1/quotes").json(&cart)).await.text("id");
    let webhook = json!({ "url": format!("http://{receiver}/hook"), "active": false });
    let webhook = send(one.post(&world, "/v1/webhooks").json(&webhook)).await.text("id");
    let ping = send(one.post(&world, &format!("/v1/webhooks/{webhook}/ping"))).await.text("delivery");
    world.settle().await;
    let (delivery, resend) = (format!("/deliveries/{ping}"), format!("/deliveries/{ping}/resend"));
    let mut objects: Vec<(String, String)> = made.iter().map(|(path, _)| ((*path).to_owned(), renamed(path))).collect();
    let nothing = "00000000-0000-7000-8000-000000000000";
    let user = one.session["user"]["id"].as_str().unwrap();
    for (kind, id, below) in [
        ("users", user, ""),
        ("users", user, "/invitation"),
        ("api-keys", &one.key_id, ""),
        ("freight-table-imports", &import, ""),
        ("freight-table-imports", &import, "/activation"),
        ("webhooks", &webhook, ""),
        ("webhooks", &webhook, "/ping"),
        ("webhooks", &webhook, "/secret"),
        ("webhooks", &webhook, "/deliveries"),
        ("webhooks", &webhook, &delivery),
        ("webhooks", &webhook, &resend),
        ("quotes", &quote, ""),
        ("quotes", &quote, "/replay"),
    ] {
        objects.push((format!("/v1/{kind}/{id}{below}"), format!("/v1/{kind}/{nothing}{below}")));
    }
    for register in REGISTERS {
        let id = send(one.post(&world, &format!("/v1/{register}")).json(&json!({ "name": register }))).await.text("id");
        objects.push((format!("/v1/{register}/{id}"), format!("/v1/{register}/{nothing}")));
    }
    for (theirs, nobodys) in objects {
        let before = send(one.request(&world, Method::GET, &theirs)).await;
        for method in ["GET", "PUT", "POST", "DELETE"] {
            let natural = NATURAL.iter().any(|kind| theirs.contains(kind)) || theirs.contains("inventory");
            if method == "PUT" && natural {
                // Under an id of its own choice, the other account makes a thing of its own.
                continue;
            }
            let knock = |path: &str| {
                let key = uuid::Uuid::now_v7().to_string();
                let request = other.request(&world, method.parse().unwrap(), path).header("idempotency-key", key);
                send(with_body(method, path, request.header("if-match", "*")))
            };
            let (found, missing) = (knock(&theirs).await, knock(&nobodys).await);
            assert!(matches!(found.status.as_u16(), 404 | 405), "{method} {theirs}: {}", found.text);
            assert_eq!(bare(&found), bare(&missing), "{method} {theirs}");
        }
        let after = send(one.request(&world, Method::GET, &theirs)).await;
        assert_eq!(bare(&after), bare(&before), "{theirs} is untouched");
    }
}

/// Registers whose entries need no more than a name.
const REGISTERS: [&str; 5] = ["agencies", "branches", "carriers", "drivers", "chat-reasons"];

/// A body that would be taken, if the caller might.
fn with_body(method: &str, path: &str, request: RequestBuilder) -> RequestBuilder {
    match method {
        "PUT" if path.contains("webhooks") => {
            request.json(&json!({ "url": "https://intruder.example/hook", "active": false }))
        }
        "PUT" if path.contains("users") => {
            request.json(&json!({ "name": "Intruder", "role": "manager", "language": "en", "active": true }))
        }
        "PUT" if REGISTERS.iter().any(|register| path.contains(register)) => {
            request.json(&json!({ "name": "Intruder" }))
        }
        "PUT" | "POST" => request.json(&json!({})),
        _ => request,
    }
}

/// The same kind of address with an id that nothing has.
fn renamed(path: &str) -> String {
    let (kind, _) = path.rsplit_once('/').unwrap();
    format!("{kind}/no-such")
}
