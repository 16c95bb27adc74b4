//! Quotes of several packages, and of carts that several sellers could bring.

use super::Bytes;
use acceptance::merchant::Merchant;
use acceptance::tables;
use acceptance::world::{Answer, World, send};
use edge::Gate;
use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Commit, PackedJson, keys};

/// An account that ships from two docks, of which one takes a day longer, and the sellers `ana` and `bia` who act in its
/// name.
async fn market(world: &World) -> Merchant {
    let merchant = Merchant::found(world, "market").await;
    let sku = json!({ "name": "Thing", "weight": 500, "price": 1000, "dimensions": { "height": 10, "width": 20, "length": 30 } });
    let mut things = vec![
        ("/v1/shipping-policies/road".to_owned(), json!({ "name": "Road", "shippingMethod": "Normal" })),
        ("/v1/docks/near".to_owned(), json!({ "name": "Near", "policies": ["road"] })),
        ("/v1/docks/slow".to_owned(), json!({ "name": "Slow", "processingTime": "P1D", "policies": ["road"] })),
        ("/v1/warehouses/near".to_owned(), json!({ "name": "Near", "docks": [{ "dock": "near" }] })),
        ("/v1/warehouses/slow".to_owned(), json!({ "name": "Slow", "docks": [{ "dock": "slow" }] })),
    ];
    for seller in ["ana", "bia"] {
        things.extend([
            (format!("/v1/sellers/{seller}"), json!({ "name": seller, "whiteLabel": true })),
            (
                format!("/v1/shipping-policies/{seller}"),
                json!({ "name": seller, "seller": seller, "shippingMethod": "Normal" }),
            ),
            (format!("/v1/docks/{seller}"), json!({ "name": seller, "seller": seller, "policies": [seller] })),
            (
                format!("/v1/warehouses/{seller}"),
                json!({ "name": seller, "seller": seller, "docks": [{ "dock": seller }] }),
            ),
        ]);
    }
    for (id, shelves) in [("100", &["near"][..]), ("200", &["slow"]), ("300", &["ana", "bia"]), ("400", &["ana"])] {
        things.push((format!("/v1/skus/{id}"), sku.clone()));
        things.extend(shelves.iter().map(|at| (format!("/v1/inventory/{id}/{at}"), json!({ "quantity": 5 }))));
    }
    for (path, body) in &things {
        let made = send(merchant.program(world, Method::PUT, path).json(body)).await;
        assert_eq!(made.status, 201, "{path}: {}", made.text);
    }
    for (policy, price) in [("road", "10"), ("ana", "20"), ("bia", "30")] {
        let row = format!("01000000,99999999,,0,30000,{price},0,0,0,2.00:00:00,BRA,0");
        tables::import(world, &merchant.key, policy, &[&row]).await;
    }
    merchant
}

async fn quote(world: &World, merchant: &Merchant, skus: &[&str], more: &Value) -> Answer {
    let items: Vec<Value> = skus.iter().map(|sku| json!({ "sku": sku, "quantity": 2 })).collect();
    let mut cart = json!({ "destination": { "country": "BRA", "postalCode": "69005-040" }, "items": items });
    cart.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let answer = send(merchant.program(world, Method::POST, "/v1/quotes").json(&cart)).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer
}

async fn get(world: &World, merchant: &Merchant, path: &str) -> Answer {
    send(merchant.program(world, Method::GET, path)).await
}

#[derive(Clone, Deserialize, Serialize)]
struct Kept {
    configuration: String,
    engine: u32,
    answer: PackedJson,
    inputs: Bytes,
}

/// The same quote as an older engine would have kept it.
async fn kept_by(world: &World, merchant: &Merchant, quote: &Answer, engine: u32, answer: &str) {
    let gate = Gate::open(world.edition().env()).await.unwrap();
    let scope = domain::access::TenantScope::acting_for(merchant.account.parse().unwrap());
    let key = keys::quote::<Kept>(scope, quote.text("id").parse().unwrap());
    let before = gate.store().read(&key, gate.now()).await.unwrap().unwrap().value;
    let kept = Kept { engine, answer: PackedJson(answer.to_owned()), ..before };
    let commit = Commit::new(scope, gate.now(), gate.fresh()).put_always("quote", &key, &kept, None);
    gate.store().commit(commit).await.unwrap();
}

/// An answer without the times of its packages.
fn untimed(answer: &str) -> String {
    let mut text = answer.to_owned();
    while let Some(at) = text.find(r#","businessDays":true,"timeParts":["#) {
        let from = text[..at].rfind(r#","estimate":"#).unwrap();
        let to = at + text[at..].find("}]").unwrap() + 2;
        text.replace_range(from..to, "");
    }
    text
}

#[tokio::test]
async fn each_package_tells_its_own_time_and_quotes_of_before_are_repeated_without() {
    let world = World::empty().await;
    let merchant = market(&world).await;
    let made = quote(&world, &merchant, &["100", "200"], &json!({})).await;
    let [option] = made.json["options"].as_array().unwrap().as_slice() else { panic!("{}", made.text) };
    let package = |dock: &str| {
        let packages = option["packages"].as_array().unwrap();
        packages.iter().find(|package| package["dock"] == dock).unwrap_or_else(|| panic!("{option}"))
    };
    let codes = |parts: &Value| -> Vec<String> {
        let parts = parts.as_array().unwrap_or_else(|| panic!("{option}"));
        parts
            .iter()
            .map(|part| part["code"].as_str().unwrap().to_owned())
            .filter(|code| code != "closed_days")
            .collect()
    };
    let (near, slow) = (package("near"), package("slow"));
    assert_eq!((&near["estimate"], &near["businessDays"]), (&json!("2bd"), &json!(true)), "{near}");
    let parts = near["timeParts"].as_array().unwrap();
    assert_eq!(parts.last().unwrap()["to"], near["promisedAt"]);
    assert!(parts.windows(2).all(|pair| pair[0]["to"] == pair[1]["from"]), "{near}");
    assert!(codes(&near["timeParts"]).iter().all(|code| code == "transit"), "{near}");
    assert_eq!((slow.get("timeParts"), slow.get("estimate"), &option["estimate"]), (None, None, &json!("3bd")));
    assert_eq!(slow["promisedAt"], option["promisedAt"], "what the option waits for");
    assert_eq!(codes(&option["timeParts"]).first().map(String::as_str), Some("dock"), "{option}");

    let path = made.header("location").to_owned();
    let replay = format!("{path}/replay");
    assert_eq!(get(&world, &merchant, &path).await.json["options"], made.json["options"]);
    let again = get(&world, &merchant, &replay).await;
    assert_eq!((again.header("entrega-replay"), &again.text), ("same", &made.text));

    let older = untimed(&made.text);
    assert!(older.len() + 100 < made.text.len() && serde_json::from_str::<Value>(&older).is_ok(), "{older}");
    for engine in [2, 3] {
        kept_by(&world, &merchant, &made, engine, &older).await;
        let again = get(&world, &merchant, &replay).await;
        assert_eq!((again.header("entrega-replay"), &again.text), ("not_possible", &older), "{engine}");
        let evidence = get(&world, &merchant, &path).await.json["evidence"].clone();
        assert_eq!((&evidence["engine"], &evidence["replay"]), (&json!(engine), &json!("same")), "{evidence}");
    }
}

#[tokio::test]
async fn an_explanation_tells_who_could_have_brought_what_and_the_plans_that_were_weighed() {
    let world = World::empty().await;
    let merchant = market(&world).await;
    let asked = json!({ "allocate": true, "explain": true });
    let made = quote(&world, &merchant, &["300"], &asked).await;
    let allocation = &made.json["allocation"];
    let named = |list: &Value, name: &str| -> Vec<(Value, Value)> {
        let list = list.as_array().unwrap_or_else(|| panic!("{}", made.text));
        list.iter().map(|one| (one["seller"].clone(), one[name].clone())).collect()
    };
    let (ana, bia) = (json!("ana"), json!("bia"));
    assert_eq!(
        named(&allocation["sellers"], "lines"),
        [(ana.clone(), json!([0])), (bia.clone(), json!([0])), (Value::Null, json!([]))]
    );
    assert_eq!(allocation["sellers"][2]["reason"], "no_line_in_full", "{allocation}");
    let [first, second] = allocation["plans"].as_array().unwrap().as_slice() else { panic!("{allocation}") };
    assert_eq!(named(&first["sellers"], "price"), [(ana, json!(2000))]);
    assert_eq!(named(&second["sellers"], "price"), [(bia, json!(3000))]);
    assert_eq!(first["sellers"][0]["promisedAt"], made.json["options"][0]["promisedAt"], "{}", made.text);
    assert_eq!((&first["chosen"], first.get("reason"), first.get("detail")), (&json!(true), None, None));
    assert_eq!(
        (&second["chosen"], &second["reason"], &second["price"]),
        (&json!(false), &json!("dearer"), &json!(3000))
    );
    assert_eq!(second["detail"], json!({ "price": "30", "winnerPrice": "20" }));
    assert_eq!(first["preferred"], json!(["price", "time"]), "{allocation}");

    let both = quote(&world, &merchant, &["300", "100", "400"], &json!({ "allocate": true })).await;
    assert_eq!(both.json.get("allocation"), None, "only when explained: {}", both.text);
    let shown = get(&world, &merchant, both.header("location")).await;
    let [plan] = shown.json["allocation"]["plans"].as_array().unwrap().as_slice() else { panic!("{}", shown.text) };
    let shares: Vec<(&Value, &Value)> =
        plan["sellers"].as_array().unwrap().iter().map(|share| (&share["seller"], &share["lines"])).collect();
    assert_eq!(shares, [(&Value::Null, &json!([1])), (&json!("ana"), &json!([0, 2]))], "as few as possible: {plan}");
    assert_eq!((&plan["price"], &plan["missing"]), (&both.json["options"][0]["price"], &json!(0)), "{plan}");
    for made in [&made, &both] {
        let again = get(&world, &merchant, &format!("{}/replay", made.header("location"))).await;
        assert_eq!((again.header("entrega-replay"), &again.text), ("same", &made.text));
    }
    let plain = quote(&world, &merchant, &["100"], &json!({ "explain": true })).await;
    assert_eq!(plain.json.get("allocation"), None, "nothing was given out");
    assert_eq!(get(&world, &merchant, plain.header("location")).await.json.get("allocation"), None);
}
