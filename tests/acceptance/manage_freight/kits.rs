//! Kits and their parts: whatever is written at the same moment, no kit is part of a kit, and no part is missing.

use super::*;
use acceptance::faults::{Cut, Faults, Plan};
use acceptance::scale::count;
use futures_util::future::join;

fn of<'p>(parts: impl IntoIterator<Item = &'p str>) -> Value {
    let parts: Vec<Value> = parts.into_iter().map(|part| json!({ "sku": part, "quantity": 2 })).collect();
    let mut kit = sku();
    kit["components"] = json!(parts);
    kit
}

impl Shop<'_> {
    /// A request as the gateway hands it to the function.
    fn event(&self, method: &Method, path: &str, etag: Option<&str>, body: &Value) -> Value {
        let mut headers =
            json!({ "authorization": format!("Bearer {}", self.merchant.key), "content-type": "application/json" });
        if let Some(etag) = etag {
            headers["if-match"] = json!(etag);
        }
        let id = uuid::Uuid::now_v7().to_string();
        json!({
            "version": "2.0", "routeKey": format!("ANY {path}"), "rawPath": path, "rawQueryString": "",
            "headers": headers,
            "requestContext": {
                "accountId": "1", "apiId": "1", "domainName": "x", "domainPrefix": "x", "requestId": id,
                "stage": "$default", "routeKey": format!("ANY {path}"),
                "time": "21/Nov/2026:20:06:43 +0000", "timeEpoch": 1_795_291_603_000_i64,
                "http": { "method": method.as_str(), "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "x" },
            },
            "body": body.to_string(), "isBase64Encoded": false,
        })
    }

    async fn etag(&self, path: &str) -> String {
        self.get(path).await.header("etag").to_owned()
    }

    async fn make(&self, ids: impl IntoIterator<Item = String>) {
        for id in ids {
            let made = self.put(&format!("/v1/skus/{id}"), &sku()).await;
            assert_eq!(made.status, 201, "{id}: {}", made.text);
        }
    }
}

#[tokio::test]
async fn a_kit_and_a_part_of_it_written_at_the_same_moment_never_pass_each_other() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let env = world.edition().env();
    let plan = Plan { conflict_every: 3, lost_every: 7 };
    let faults = Box::pin(Faults::before(env.require("AWS_ENDPOINT_URL_DYNAMODB").unwrap(), plan)).await;
    let function = manage_freight::start(env.with("AWS_ENDPOINT_URL_DYNAMODB", faults.url())).await.unwrap();
    let call = async |method: Method, path: &str, etag: &str, body: &Value| {
        // Whoever gets no clear answer looks again, and tries again.
        let mut etag = etag.to_owned();
        for _ in 0..50 {
            let answer = function.invoke(shop.event(&method, path, Some(&etag), body)).await.unwrap();
            match answer["statusCode"].as_u64().unwrap() {
                412 => etag = shop.etag(path).await,
                status if status < 500 => return status,
                _ => {}
            }
        }
        panic!("{method} {path}: fifty times no answer")
    };
    let (mut made, mut became, mut gone) = (0, 0, 0);
    for at in 0..count(60).max(12) {
        let (kit, part) = (format!("kit-{at}"), format!("part-{at}"));
        shop.make([kit.clone(), part.clone()]).await;
        let (kit_path, part_path) = (format!("/v1/skus/{kit}"), format!("/v1/skus/{part}"));
        let (kit_etag, part_etag) = (shop.etag(&kit_path).await, shop.etag(&part_path).await);
        let (body, other) = (of([part.as_str()]), of(["camiseta"]));
        let names = call(Method::PUT, &kit_path, &kit_etag, &body);
        let (one, two) = if at % 2 == 0 {
            join(names, call(Method::PUT, &part_path, &part_etag, &other)).await
        } else {
            join(names, call(Method::DELETE, &part_path, &part_etag, &Value::Null)).await
        };
        let (kit, part) = (shop.get(&kit_path).await, shop.get(&part_path).await);
        let is_kit = |answer: &Answer| answer.json["components"].as_array().is_some_and(|parts| !parts.is_empty());
        if is_kit(&kit) {
            assert_eq!((one, part.status.as_u16(), is_kit(&part)), (200, 200, false), "{at}: {}", part.text);
            assert!(matches!(two, 409 | 422), "{at}: {two}");
            made += 1;
        } else {
            assert_eq!(one, 422, "{at}");
            if at % 2 == 0 { became += 1 } else { gone += 1 }
        }
    }
    let (conflicts, lost) = faults.made();
    println!("{made} kits made, {became} parts became kits, {gone} parts deleted; {conflicts} conflicts, {lost} lost");
    assert!(conflicts >= 5 && lost >= 2, "{conflicts} conflicts, {lost} lost");
    world.stop().await;
}

#[tokio::test]
async fn a_file_of_kits_meets_whoever_changes_their_parts() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let kits = count(400).max(40);
    shop.make((0..4).map(|at| format!("part-{at}"))).await;
    let header = "Id,Name,Weight,Height,Width,Length,Components";
    // Kits stand before their parts, and all share one.
    let rows = (0..kits).map(|at| format!("kit-{at},Kit,1,1,1,1,part-{}:1;late:2", at % 4));
    let file = format!("{header}\n{}\nlate,Late,1,1,1,1,\n", rows.collect::<Vec<_>>().join("\n"));
    let deleting = async {
        let etag = shop.etag("/v1/skus/part-3").await;
        shop.delete("/v1/skus/part-3", &etag).await.status.as_u16()
    };
    let (read, deleted) = join(shop.import_goods("file", "skus", file.as_bytes(), false), deleting).await;
    let (made, refused) = (read["created"].as_u64().unwrap(), read["errorCount"].as_u64().unwrap());
    assert_eq!(made + refused, u64::from(kits) + 1, "{read}");
    assert_eq!((read["status"].as_str(), deleted == 204), (Some("finished"), refused > 0), "{deleted}: {read}");
    let rules = read["errors"].as_array().unwrap().iter().map(|error| error["rule"].clone());
    assert!(rules.into_iter().all(|rule| rule == "unknown_sku"), "{read}");
    for part in ["late", "part-0"] {
        let path = format!("/v1/skus/{part}");
        assert_eq!(shop.delete(&path, &shop.etag(&path).await).await.outcome(), (409, "in_use".to_owned()), "{part}");
    }
    let again = shop.import_goods("again", "skus", file.as_bytes(), false).await;
    assert_eq!((again["unchanged"].as_u64(), again["errorCount"].as_u64()), (Some(made), Some(refused)), "{again}");
    world.stop().await;
}

#[tokio::test]
async fn a_part_is_found_with_as_many_reads_however_many_kits_there_are() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    shop.make(["part".to_owned(), "other".to_owned()]).await;
    assert_eq!(shop.put("/v1/skus/kit", &of(["part"])).await.status, 201);
    let env = world.edition().env();
    let faults = Box::pin(Faults::before(env.require("AWS_ENDPOINT_URL_DYNAMODB").unwrap(), Plan::NONE)).await;
    let function = manage_freight::start(env.with("AWS_ENDPOINT_URL_DYNAMODB", faults.url())).await.unwrap();
    let etag = shop.etag("/v1/skus/part").await;
    let calls = async || {
        let delete = shop.event(&Method::DELETE, "/v1/skus/part", Some(&etag), &Value::Null);
        faults.cut(Cut::After(1_000));
        let answer = function.invoke(delete).await.unwrap();
        assert_eq!(answer["statusCode"], 409, "{answer}");
        faults.heal()
    };
    let _first_looks_up_the_key = calls().await;
    let few = calls().await;
    let header = "Id,Name,Weight,Height,Width,Length,Components";
    let rows = (0..500).map(|at| format!("kit-{at},Kit,1,1,1,1,other:1"));
    let file = format!("{header}\n{}\n", rows.collect::<Vec<_>>().join("\n"));
    assert_eq!(shop.import_goods("file", "skus", file.as_bytes(), false).await["created"], 500);
    assert!(few > 0 && calls().await == few, "{few} calls at first");
    world.stop().await;
}

#[tokio::test]
async fn a_kit_of_a_hundred_parts_holds_all_of_them_until_it_holds_others() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let ids = |name: &str| (0..100).map(|at| format!("{name}-{at:02}")).collect::<Vec<String>>();
    let (old, new) = (ids("alt"), ids("neu"));
    let rows: Vec<Value> = old
        .iter()
        .chain(&new)
        .map(|id| {
            let mut row = sku();
            row["id"] = json!(id);
            row
        })
        .collect();
    assert_eq!(shop.post("/v1/skus/batch", "parts", &json!({ "items": rows })).await.status, 200);
    let delete = async |id: &str| {
        let path = format!("/v1/skus/{id}");
        shop.delete(&path, &shop.etag(&path).await).await.status.as_u16()
    };
    let kit = shop.put("/v1/skus/kit", &of(old.iter().map(String::as_str))).await;
    assert_eq!(kit.status, 201, "{}", kit.text);
    for at in [0, 50, 89, 90, 99] {
        assert_eq!(delete(&old[at]).await, 409, "{}", old[at]);
    }
    let remade = shop.replace("/v1/skus/kit", kit.header("etag"), &of(new.iter().map(String::as_str))).await;
    assert_eq!(remade.status, 200, "{}", remade.text);
    for at in [0, 89, 99] {
        assert_eq!((delete(&old[at]).await, delete(&new[at]).await), (204, 409), "{at}");
    }
    assert_eq!(delete("kit").await, 204);
    assert_eq!((delete(&new[0]).await, delete(&new[99]).await), (204, 204));
    world.stop().await;
}
