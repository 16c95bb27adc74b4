//! Input that no program should send, to the endpoints of the quote and its configuration. All of it is refused with a
//! problem that says why; nothing of it is a failure of ours.

mod asked;
mod reference;

use acceptance::dump::everything;
use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use reqwest::Method;
use serde_json::{Value, json};

const QUOTES: &str = "/v1/quotes";
const CART: &str =
    r#"{"destination":{"country":"BRA","postalCode":"69005-040"},"items":[{"sku":"camiseta-azul-m","quantity":1}]}"#;
const SKU: &str = r#"{"name":"Caneca","weight":300,"dimensions":{"height":30,"width":250,"length":300}}"#;

async fn quote(world: &World, body: impl Into<reqwest::Body>) -> Answer {
    let request = world.as_merchant(Method::POST, QUOTES).header("content-type", "application/json");
    send(request.body(body)).await
}

async fn put(world: &World, path: &str, body: impl Into<reqwest::Body>) -> Answer {
    let request = world.as_merchant(Method::PUT, path).header("content-type", "application/json");
    send(request.body(body)).await
}

fn told(answer: &Answer, input: &str, expected: &[u16]) {
    let status = answer.status.as_u16();
    assert!(expected.contains(&status), "{input}: {status} {}", answer.text);
    assert!(answer.json["code"].is_string() && answer.json["requestId"].is_string(), "{input}: {}", answer.text);
    assert!(answer.header("content-type").starts_with("application/problem+json"), "{input}");
}

#[tokio::test]
async fn what_is_no_json_object_of_the_right_shape_is_refused_and_nothing_is_stored() {
    let world = World::demo().await;
    world.settle().await;
    let before = everything(&world);
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("text", b"hello".to_vec()),
        ("null", b"null".to_vec()),
        ("array", b"[]".to_vec()),
        ("string", b"\"x\"".to_vec()),
        ("cut off", CART.as_bytes()[..CART.len() - 2].to_vec()),
        ("trailing", format!("{CART} x").into_bytes()),
        ("two documents", format!("{CART}{CART}").into_bytes()),
        ("a key twice", CART.replacen('{', r#"{"items":[],"#, 1).into_bytes()),
        ("deep", [vec![b'['; 10_000], vec![b']'; 10_000]].concat()),
        ("deep in a field", CART.replace("\"camiseta-azul-m\"", &"[".repeat(10_000)).into_bytes()),
        ("UTF-16", CART.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("no UTF-8", [&CART.as_bytes()[..60], b"\xff\xfe", &CART.as_bytes()[60..]].concat()),
        ("half a surrogate", CART.replace("camiseta", "\\ud800").into_bytes()),
        ("NaN", CART.replace(":1}", ":NaN}").into_bytes()),
        ("too large a number", CART.replace(":1}", ":1e400}").into_bytes()),
        ("text for a number", CART.replace(":1}", ":\"1\"}").into_bytes()),
        ("a negative nothing", CART.replace(":1}", ":-0}").into_bytes()),
        ("a fraction of a unit", CART.replace(":1}", ":1.5}").into_bytes()),
        ("truth for a number", CART.replace(":1}", ":true}").into_bytes()),
        ("unknown field", CART.replacen('{', r#"{"account":"other","#, 1).into_bytes()),
        ("unknown field within", CART.replace("\"quantity\"", "\"admin\":true,\"quantity\"").into_bytes()),
        ("null for an object", CART.replace(r#"{"country":"BRA","postalCode":"69005-040"}"#, "null").into_bytes()),
    ];
    for (input, body) in bodies {
        told(&quote(&world, body).await, input, &[400]);
    }
    assert!(everything(&world) == before, "something was stored");
    let marked = [b"\xef\xbb\xbf", CART.as_bytes()].concat();
    assert_eq!(quote(&world, marked).await.status, 201, "a byte-order mark does no harm");
    let spaced = format!(" \n\t{CART}\r\n ");
    assert_eq!(quote(&world, spaced).await.status, 201);
}

#[tokio::test]
async fn values_out_of_their_bounds_are_refused_with_their_field_and_nothing_is_stored() {
    let world = World::demo().await;
    world.settle().await;
    let before = everything(&world);
    let check = async |from: &str, to: &str, pointer: &str| {
        let answer = quote(&world, CART.replace(from, to)).await;
        told(&answer, to, &[422]);
        let pointers: Vec<String> = answer.broken().into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(pointers, [pointer], "{to}: {}", answer.text);
    };
    for quantity in ["0", "-1", "9007199254740993", "1000000000"] {
        check(":1}", &format!(":{quantity}}}"), "/items/0/quantity").await;
    }
    for weight in ["-1", "0", "9223372036854775807"] {
        check(":1}", &format!(":1,\"weight\":{weight}}}"), "/items/0/weight").await;
    }
    check(":1}", ":1,\"price\":-1}", "/items/0/price").await;
    for sku in ["", "a#b", "a/b", "..", "*", "a b", "a\\u0000", "T#a#ORDER#1", "ã", "\\ud83d\\ude00"] {
        check("camiseta-azul-m", sku, "/items/0/sku").await;
    }
    check("camiseta-azul-m", &"a".repeat(2_049), "/items/0/sku").await;
    for country in ["", "bra", "BR", "XXX", "BRA ", "B\\u0000A"] {
        check("BRA", country, "/destination/country").await;
    }
    for code in ["", "6900504", "690050400", "ABCDEFGH", "６９００５０４０"] {
        check("69005-040", code, "/destination/postalCode").await;
    }
    for currency in ["brl", "XXY", "", "USD"] {
        check(r#""items""#, &format!(r#""currency":"{currency}","items""#), "/currency").await;
    }
    let many: Vec<Value> = (0..1_001).map(|at| json!({"sku": format!("s{at}"), "quantity": 1, "weight": 1})).collect();
    let cart = json!({"destination": {"country": "BRA", "postalCode": "69005-040"}, "items": many});
    told(&quote(&world, cart.to_string()).await, "1,001 lines", &[422]);
    check(r#"[{"sku":"camiseta-azul-m","quantity":1}]"#, "[]", "/items").await;
    assert!(everything(&world) == before, "something was stored");
    for code in ["69005 040", "69005040", " 69005-040 "] {
        let answer = quote(&world, CART.replace("69005-040", code)).await;
        assert_eq!(answer.status, 201, "{code}: {}", answer.text);
        assert_eq!(answer.json["destination"]["postalCode"], "69005040", "{code}");
    }
}

#[tokio::test]
async fn bodies_of_other_kinds_or_sizes_are_refused_and_nothing_is_stored() {
    let world = World::demo().await;
    world.settle().await;
    let before = everything(&world);
    for kind in ["text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data", "x"] {
        let request = world.as_merchant(Method::POST, QUOTES).header("content-type", kind);
        told(&send(request.body(CART)).await, kind, &[415]);
    }
    let large = CART.replace("camiseta-azul-m", &"a".repeat(2 << 20));
    told(&quote(&world, large).await, "2 MB", &[413]);
    let largest = CART.replace("camiseta-azul-m", &"a".repeat(10 << 20));
    assert_eq!(quote(&world, largest).await.status, 413, "10 MB, which the API itself refuses");
    for (method, path) in [(Method::DELETE, QUOTES), (Method::PATCH, "/v1/skus/x"), (Method::PUT, "/v1/docks")] {
        told(&send(world.as_merchant(method, path)).await, path, &[405]);
    }
    let overridden = world.as_merchant(Method::POST, "/v1/skus/x").header("x-http-method-override", "DELETE");
    told(&send(overridden).await, "method override", &[405]);
    assert!(everything(&world) == before, "something was stored");
}

#[tokio::test]
async fn names_in_any_script_are_kept_and_those_that_deceive_are_refused() {
    let world = World::demo().await;
    for (at, name) in
        ["São Paulo", "Sa\u{303}o Paulo", "日本", "😀 caneca", "مرحبا", "O'Neil; DROP TABLE", "=1+1"].iter().enumerate()
    {
        let path = format!("/v1/skus/nome-{at}");
        let body = SKU.replace("Caneca", name);
        let made = put(&world, &path, body).await;
        assert_eq!((made.status.as_u16(), made.json["name"].as_str()), (201, Some(*name)), "{}", made.text);
    }
    for name in ["", " ", "a\\u0000b", "a\\nb", "a\\u0007"] {
        told(&put(&world, "/v1/skus/nome", SKU.replace("Caneca", name)).await, name, &[422]);
    }
    told(&put(&world, "/v1/skus/nome", SKU.replace("Caneca", &"x".repeat(151))).await, "151 letters", &[422]);
}

#[tokio::test]
async fn ids_of_addresses_never_become_keys_of_others() {
    let world = World::demo().await;
    for id in ["a%23b", "..%2F..%2Fx", "a%2Fb", "%00", "*", "%2A", "T%23x%23SKU", "a%20b", "%ff", "%F0%9F%98%80"] {
        for collection in ["skus", "docks", "warehouses", "shipping-policies", "polygons", "pickup-points"] {
            let path = format!("/v1/{collection}/{id}");
            told(&send(world.as_merchant(Method::GET, &path)).await, &path, &[400, 404]);
        }
        told(&put(&world, &format!("/v1/skus/{id}"), SKU).await, id, &[400, 404, 422]);
    }
    let long = "a".repeat(2_049);
    told(&put(&world, &format!("/v1/skus/{long}"), SKU).await, "2,049 letters", &[404, 414, 422]);
    for id in ["0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d", "..", "0"] {
        told(&send(world.as_merchant(Method::GET, &format!("{QUOTES}/{id}"))).await, id, &[404]);
    }
}

#[tokio::test]
async fn pages_and_conditions_that_make_no_sense_are_refused() {
    let world = World::demo().await;
    for limit in ["0", "-1", "201", "1000000000", "x", "1.5", "%00"] {
        told(&send(world.as_merchant(Method::GET, &format!("/v1/skus?limit={limit}"))).await, limit, &[400]);
    }
    told(&send(world.as_merchant(Method::GET, "/v1/skus?limit=1&limit=2")).await, "a parameter twice", &[400]);
    let page = send(world.as_merchant(Method::GET, "/v1/skus?limit=1")).await;
    let cursor = page.text("nextCursor");
    assert!(!cursor.is_empty(), "{}", page.text);
    let other = Merchant::found(&world, "outra").await;
    let stolen = other.program(&world, Method::GET, &format!("/v1/skus?limit=1&cursor={cursor}"));
    told(&send(stolen).await, "another account's cursor", &[400]);
    for cursor in ["x".to_owned(), cursor.to_uppercase(), cursor[1..].to_owned(), format!("{cursor}A")] {
        let path = format!("/v1/skus?limit=1&cursor={cursor}");
        told(&send(world.as_merchant(Method::GET, &path)).await, &path, &[400]);
    }
    let elsewhere = format!("/v1/docks?limit=1&cursor={cursor}");
    told(&send(world.as_merchant(Method::GET, &elsewhere)).await, "another list's cursor", &[400]);
    for tag in ["\"x\"", "W/\"1\"", "1", "\"1\", \"2\"", "", "\"99\""] {
        let request = world.as_merchant(Method::PUT, "/v1/skus/camiseta-azul-m").header("if-match", tag);
        let answer = send(request.header("content-type", "application/json").body(SKU)).await;
        told(&answer, tag, &[400, 412, 428]);
    }
}
