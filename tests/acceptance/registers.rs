//! Registers: one handler, ten of them, and who sees which entries.

use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use reqwest::Method;
use serde_json::{Value, json};

mod papers;
mod sight;

/// Every register with an entry that is fine.
fn samples() -> [(&'static str, Value); 10] {
    [
        (
            "agencies",
            json!({
                "name": "Casa Verde", "color": "#1A7F5A", "logo": "https://casaverde.example/logo.png",
                "language": "es", "phone": "(11) 3333-4444", "site": "https://casaverde.example",
                "email": "ajuda@casaverde.example",
            }),
        ),
        ("branches", json!({ "name": "Filial Centro", "document": "11.222.333/0001-81", "phone": "(11) 3333-4444" })),
        ("partners", json!({ "name": "Parceira", "document": "12.ABC.345/01DE-35" })),
        ("carriers", json!({ "name": "Rápido", "legalType": "person", "document": "529.982.247-25" })),
        ("drivers", json!({ "name": "João", "login": "casa-joao", "document": "111.444.777-35" })),
        ("vehicles", json!({ "name": "Fiorino 1", "vehicleType": "van", "plate": "abc-1d23", "weight": 650_000 })),
        ("justifications", json!({ "name": "Erro do motorista" })),
        ("failure-reasons", json!({ "name": "Ausente", "after": "retry", "opensChat": true })),
        ("success-reasons", json!({ "name": "Entregue ao porteiro" })),
        ("chat-reasons", json!({ "name": "Resolvido" })),
    ]
}

async fn add(world: &World, merchant: &Merchant, register: &str, body: &Value) -> Answer {
    send(merchant.post(world, &format!("/v1/{register}")).json(body)).await
}

async fn added(world: &World, merchant: &Merchant, register: &str, body: &Value) -> String {
    let answer = add(world, merchant, register, body).await;
    assert_eq!(answer.status, 201, "{register}: {}", answer.text);
    answer.text("id")
}

fn names(answer: &Answer) -> Vec<String> {
    let items = answer.json["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn an_entry_of_every_register_is_added_shown_listed_changed_taken_out_of_use_and_removed() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    for (register, body) in samples() {
        let made = add(&world, &merchant, register, &body).await;
        assert_eq!((made.status.as_u16(), made.header("etag")), (201, "\"1\""), "{register}: {}", made.text);
        let path = made.header("location").to_owned();
        assert_eq!(path, format!("/v1/{register}/{}", made.text("id")));
        let shown = send(merchant.request(&world, Method::GET, &path)).await;
        assert_eq!((shown.status.as_u16(), &shown.json), (200, &made.json), "{register}");
        let listed = send(merchant.request(&world, Method::GET, &format!("/v1/{register}"))).await;
        assert_eq!(listed.json["items"], json!([made.json]), "{register}");

        let mut next = body.clone();
        next["name"] = json!("Outro nome");
        next["code"] = json!("X-1");
        next["active"] = json!(false);
        let put = |tag: &'static str, body: &Value| {
            merchant.request(&world, Method::PUT, &path).header("if-match", tag).json(body)
        };
        assert_eq!(send(put("\"7\"", &next)).await.outcome(), (412, "changed_since".to_owned()), "{register}");
        let remove = |tag: &'static str| merchant.request(&world, Method::DELETE, &path).header("if-match", tag);
        assert_eq!(send(remove("\"1\"")).await.outcome(), (409, "still_active".to_owned()), "{register}");
        let changed = send(put("\"1\"", &next)).await;
        assert_eq!((changed.status.as_u16(), changed.text("name")), (200, "Outro nome".to_owned()), "{}", changed.text);
        for (query, found) in [("?name=outro", 1), ("?name=casa", 0), ("?code=x-", 1), ("?active=true", 0)] {
            let listed = send(merchant.request(&world, Method::GET, &format!("/v1/{register}{query}"))).await;
            assert_eq!(names(&listed).len(), found, "{register}{query}: {}", listed.text);
        }
        assert_eq!(send(remove("\"2\"")).await.status, 204, "{register}");
        assert_eq!(send(merchant.request(&world, Method::GET, &path)).await.status, 404, "{register}");
        let again = add(&world, &merchant, register, &next).await;
        assert_eq!(again.status, 201, "what it had is free again: {register}: {}", again.text);
    }
}

#[tokio::test]
async fn an_entry_is_found_by_its_document_its_plate_or_its_login_where_its_register_has_one() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    for (register, body) in samples() {
        added(&world, &merchant, register, &body).await;
    }
    let get = |path: &str| send(merchant.request(&world, Method::GET, &format!("/v1/{path}")));
    for (path, found) in [
        ("branches?document=11.222.333/0001-81", "Filial Centro"),
        ("branches?document=11222333000181", "Filial Centro"),
        ("branches?document=12.ABC.345/01DE-35", ""),
        ("partners?document=12abc34501de35", "Parceira"),
        ("drivers?document=111.444.777-35", "João"),
        ("drivers?login=CASA-JOAO", "João"),
        ("drivers?login=casa", ""),
        ("vehicles?plate=ABC1D23", "Fiorino 1"),
        ("vehicles?plate=abc-1d23&active=false", ""),
    ] {
        let answer = get(path).await;
        assert_eq!(names(&answer).join(", "), found, "{path}: {}", answer.text);
    }
    assert_eq!(get("agencies?plate=ABC1D23").await.outcome(), (400, "invalid_filter".to_owned()));
    assert_eq!(get("drivers?login=a&name=b").await.outcome(), (400, "two_searches".to_owned()));
}

#[tokio::test]
async fn every_field_that_breaks_a_rule_of_the_account_s_country_is_named_at_once() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let nobody = "00000000-0000-7000-8000-000000000000";
    for (register, body, broken) in [
        (
            "branches",
            json!({ "name": " ", "code": "a b", "legalType": "robot", "document": "1", "email": "x", "phone": "1" }),
            vec![
                ("/code", "code"),
                ("/name", "name"),
                ("/legalType", "choice"),
                ("/document", "document"),
                ("/email", "email"),
                ("/phone", "phone"),
            ],
        ),
        (
            "agencies",
            json!({
                "name": "A", "color": "green", "logo": "http://a.example/logo.png", "language": "fr", "phone": "1",
                "site": "javascript:alert(1)", "email": "x",
            }),
            vec![
                ("/logo", "logo"),
                ("/color", "color"),
                ("/language", "language"),
                ("/phone", "phone"),
                ("/email", "email"),
                ("/site", "site"),
            ],
        ),
        (
            "vehicles",
            json!({ "name": "A", "vehicleType": "ship", "plate": "AB123" }),
            vec![("/vehicleType", "choice"), ("/plate", "plate")],
        ),
        (
            "drivers",
            json!({ "name": "A", "timeZone": "Mars/Olympus", "carrier": "x" }),
            vec![("/timeZone", "timeZone"), ("/carrier", "carrier")],
        ),
        ("drivers", json!({ "name": "A", "branch": nobody }), vec![("/branch", "unknown")]),
        ("failure-reasons", json!({ "name": "A", "after": "shrug" }), vec![("/after", "choice")]),
    ] {
        let refused = add(&world, &merchant, register, &body).await;
        let broken: Vec<_> = broken.into_iter().map(|(at, rule)| (at.to_owned(), rule.to_owned())).collect();
        assert_eq!((refused.status.as_u16(), refused.broken()), (422, broken), "{register}: {}", refused.text);
    }
    let unknown = add(&world, &merchant, "partners", &json!({ "name": "A", "secret": 1 })).await;
    assert_eq!(unknown.outcome(), (400, "invalid_body".to_owned()));
}

#[tokio::test]
async fn codes_documents_plates_logins_and_the_names_of_reasons_belong_to_one_entry() {
    let world = World::empty().await;
    let (merchant, other) = (Merchant::found(&world, "casa").await, Merchant::found(&world, "other").await);
    for (register, one, two, field) in [
        ("branches", json!({ "name": "A", "code": "SP-1" }), json!({ "name": "B", "code": "sp-1" }), "/code"),
        (
            "partners",
            json!({ "name": "A", "document": "11.222.333/0001-81" }),
            json!({ "name": "B", "document": "11222333000181" }),
            "/document",
        ),
        (
            "vehicles",
            json!({ "name": "A", "vehicleType": "car", "plate": "ABC1234" }),
            json!({ "name": "B", "vehicleType": "truck", "plate": "abc-1234" }),
            "/plate",
        ),
        ("drivers", json!({ "name": "A", "login": "joao" }), json!({ "name": "B", "login": "JOAO" }), "/login"),
        ("chat-reasons", json!({ "name": "Não é nada" }), json!({ "name": "nao e  NADA" }), "/name"),
    ] {
        added(&world, &merchant, register, &one).await;
        let taken = add(&world, &merchant, register, &two).await;
        assert_eq!(taken.outcome(), (409, "already_registered".to_owned()), "{register}");
        assert_eq!(taken.broken(), [(field.to_owned(), "taken".to_owned())]);
        assert_eq!(add(&world, &other, register, &two).await.status, 201, "another account is free to: {register}");
    }
}

#[tokio::test]
async fn an_entry_that_something_refers_to_stays_until_nothing_does() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let branch = added(&world, &merchant, "branches", &json!({ "name": "Centro" })).await;
    let driver = added(&world, &merchant, "drivers", &json!({ "name": "João", "branch": branch })).await;
    let out_of_use = json!({ "name": "Centro", "active": false });
    let put =
        |path: String, body: &Value| merchant.request(&world, Method::PUT, &path).header("if-match", "*").json(body);
    let remove = || {
        let request = merchant.request(&world, Method::DELETE, &format!("/v1/branches/{branch}"));
        send(request.header("if-match", "*"))
    };
    assert_eq!(send(put(format!("/v1/branches/{branch}"), &out_of_use)).await.status, 200);
    assert_eq!(remove().await.outcome(), (409, "referred_to".to_owned()));
    let late = add(&world, &merchant, "drivers", &json!({ "name": "Tarde", "branch": branch })).await;
    assert_eq!(late.broken(), [("/branch".to_owned(), "inactive".to_owned())]);
    let moved = send(put(format!("/v1/drivers/{driver}"), &json!({ "name": "João" }))).await;
    assert_eq!(moved.status, 200, "{}", moved.text);
    assert_eq!(remove().await.status, 204);
}

#[tokio::test]
async fn a_list_goes_on_where_its_page_ended_in_the_order_of_names() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    for name in ["Érica", "ana", "Bruno", "Caio", "dora"] {
        added(&world, &merchant, "drivers", &json!({ "name": name })).await;
    }
    let mut found = Vec::new();
    let mut path = "/v1/drivers?limit=2".to_owned();
    loop {
        let page = send(merchant.request(&world, Method::GET, &path)).await;
        found.extend(names(&page));
        let Some(cursor) = page.json["nextCursor"].as_str() else { break };
        path = format!("/v1/drivers?limit=2&cursor={cursor}");
    }
    assert_eq!(found, ["ana", "Bruno", "Caio", "dora", "Érica"]);
    let both = send(merchant.request(&world, Method::GET, "/v1/drivers?name=a&code=b")).await;
    assert_eq!(both.outcome(), (400, "two_searches".to_owned()));
}

/// What a file says of an address, a column each.
const PLACE: [&str; 11] = [
    "country",
    "postalCode",
    "street",
    "number",
    "complement",
    "neighborhood",
    "city",
    "state",
    "reference",
    "lat",
    "lng",
];

#[tokio::test]
async fn a_register_leaves_as_a_spreadsheet_with_the_fields_of_its_entries() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    for (register, body) in samples() {
        let made = add(&world, &merchant, register, &body).await;
        for format in ["csv", "xlsx"] {
            let path = format!("/v1/{register}/export?format={format}");
            let answer = merchant.request(&world, Method::GET, &path).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{path}");
            let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
            assert!(name.contains(&format!("{register}.{format}")), "{name}");
            let bytes = answer.bytes().await.unwrap();
            let read = sheets::collect(&bytes, &sheets::Options::default()).unwrap();
            assert_eq!(read.rows.len(), 1, "{path}");
            let whole = made.json.as_object().unwrap();
            let place = |column: &str| PLACE.contains(&column) && whole.contains_key("address");
            for (column, cell) in read.header.iter().zip(&read.rows[0].cells) {
                let within = if place(column) { &made.json["address"] } else { &made.json };
                let expected = match &within[column] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                let shown = cell.text.strip_prefix('\'').unwrap_or(&cell.text);
                assert_eq!(shown, expected, "{path}: {column}");
            }
            let own = whole.keys().filter(|key| *key != "address" && *key != "createdAt").count();
            let placed = if whole.contains_key("address") { PLACE.len() } else { 0 };
            assert_eq!(read.header.len(), own + placed, "all but when it was added: {path}");
        }
    }
    let neither = send(merchant.request(&world, Method::GET, "/v1/drivers/export?format=pdf")).await;
    assert_eq!(neither.outcome(), (400, "invalid_filter".to_owned()));
}

/// A value that stands in every text field of one account's registers.
const CANARY: &str = "canario7316";

#[tokio::test]
async fn what_one_account_writes_never_shows_to_another_nor_in_an_event() {
    let world = World::empty().await;
    let (owner, other) = (Merchant::found(&world, "casa").await, Merchant::found(&world, "other").await);
    let mut paths = Vec::new();
    for (register, mut body) in samples() {
        body["name"] = json!(format!("{CANARY} {register}"));
        body["code"] = json!(format!("{CANARY}-{register}"));
        for text in ["companyName", "contactName", "login"] {
            let knows = match text {
                "login" => register == "drivers",
                _ => matches!(register, "branches" | "carriers"),
            };
            if knows {
                body[text] = json!(format!("{CANARY}{text}"));
            }
        }
        let id = added(&world, &owner, register, &body).await;
        paths.extend([
            format!("/v1/{register}"),
            format!("/v1/{register}?name={CANARY}"),
            format!("/v1/{register}?code={CANARY}"),
            format!("/v1/{register}/{id}"),
        ]);
        let taken = add(&world, &other, register, &body).await;
        assert_eq!(taken.status, 201, "uniqueness is the account's own: {}", taken.text);
        let own = send(other.request(&world, Method::DELETE, taken.header("location")).header("if-match", "*")).await;
        assert_eq!(own.outcome(), (409, "still_active".to_owned()));
        body["active"] = json!(false);
        let location = taken.header("location").to_owned();
        let put = other.request(&world, Method::PUT, &location).header("if-match", "*").json(&body);
        assert_eq!(send(put).await.status, 200);
        let gone = send(other.request(&world, Method::DELETE, &location).header("if-match", "*")).await;
        assert_eq!(gone.status, 204, "{}", gone.text);
    }
    let mut seen = 0;
    for path in &paths {
        for token in [&other.key, other.session["accessToken"].as_str().unwrap()] {
            let answer = send(world.request(Method::GET, path).bearer_auth(token)).await;
            let echoed = answer.text.replace(&format!("?name={CANARY}"), "").replace(&format!("?code={CANARY}"), "");
            assert!(!echoed.contains(CANARY), "{path}: {}", answer.text);
            seen += 1;
        }
        let own = send(owner.request(&world, Method::GET, path)).await;
        assert!(own.text.contains(CANARY), "the owner finds it: {path}: {}", own.text);
    }
    assert_eq!(seen, 80);
    world.settle().await;
    let outbox = send(world.request(Method::GET, "/_local/outbox").header("accept", "application/json")).await;
    assert!(!outbox.text.contains(CANARY), "no message repeats it");
}
