//! The addresses and shapes of the reference platform, as its storefronts, checkouts and marketplaces use them.

use acceptance::merchant::Merchant;
use acceptance::tables;
use acceptance::world::{Answer, World, send};
use edge::Gate;
use reqwest::Method;
use serde_json::{Value, json};

mod back_office;
mod bound;
mod calendars;
mod chosen;
mod kits;
mod locks;
mod near;
mod odd;
mod sellers;
mod times;

const SIMULATION: &str = "/api/checkout/pub/orderForms/simulation";
const FULFILLMENT: &str = "/api/fulfillment/pvt/orderForms/simulation";
const CALCULATE: &str = "/api/logistics/pvt/shipping/calculate";

fn cart(items: &Value) -> Value {
    json!({ "items": items, "country": "BRA", "postalCode": "69005-040" })
}

fn shirts(quantity: &Value) -> Value {
    json!([{ "id": "camiseta-azul-m", "quantity": quantity, "seller": "1" }])
}

async fn simulate(world: &World, body: &Value) -> Answer {
    send(world.request(Method::POST, &format!("{SIMULATION}?sc=1")).json(body)).await
}

fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

fn codes(answer: &Answer) -> Vec<&str> {
    answer.json["messages"].as_array().unwrap().iter().map(|message| message["code"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_storefront_simulates_a_cart_and_finds_every_field_it_looks_into() {
    let world = World::demo().await;
    let mut body = cart(&shirts(&json!("2")));
    body["somethingElse"] = json!({ "is": "ignored" });
    let answer = simulate(&world, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(
        names(&answer.json),
        [
            "country",
            "geoCoordinates",
            "itemMetadata",
            "items",
            "logisticsInfo",
            "marketingData",
            "messages",
            "paymentData",
            "pickupPoints",
            "postalCode",
            "purchaseConditions",
            "ratesAndBenefitsData",
            "selectableGifts",
            "subscriptionData",
            "totals"
        ]
    );
    let item = &answer.json["items"][0];
    assert_eq!((&item["id"], &item["quantity"], &item["price"]), (&json!("camiseta-azul-m"), &json!(2), &json!(5990)));
    assert_eq!((&item["availability"], &item["requestIndex"]), (&json!("available"), &json!(0)));
    assert_eq!(item["priceDefinition"]["total"], 11_980);
    assert_eq!(answer.json["totals"][0], json!({ "id": "Items", "name": "Items Total", "value": 11_980 }));
    let info = &answer.json["logisticsInfo"][0];
    assert_eq!(
        (&info["itemIndex"], &info["deliveryChannels"]),
        (&json!(0), &json!([{ "id": "delivery" }, { "id": "pickup-in-point" }]))
    );
    let slas = info["slas"].as_array().unwrap();
    assert!(slas.len() >= 3, "{info}");
    for sla in slas {
        assert!(sla["price"].as_i64().unwrap() > 0, "{sla}");
        assert_eq!((&sla["price"], &sla["tax"]), (&sla["listPrice"], &json!(0)));
        assert_eq!((&sla["id"], &sla["deliveryChannel"]), (&sla["name"], &json!("delivery")));
        assert_eq!((&sla["availableDeliveryWindows"], &sla["lockTTL"]), (&json!([]), &Value::Null));
        assert_eq!(sla["pickupStoreInfo"]["isPickupStore"], false);
        assert_eq!(sla["shippingEstimateDate"], Value::Null);
        let source = &sla["deliveryIds"][0];
        assert_eq!(names(source), ["courierId", "courierName", "dockId", "kitItemDetails", "quantity", "warehouseId"]);
        for estimate in ["shippingEstimate", "transitTime"] {
            let text = sla[estimate].as_str().unwrap();
            let unit = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
            assert!(unit.len() < text.len() && ["bd", "d", "h", "m"].contains(&unit), "{text}");
        }
    }
    let prices: Vec<i64> = slas.iter().map(|sla| sla["price"].as_i64().unwrap()).collect();
    assert!(prices.is_sorted(), "{prices:?}");
    let quoted = send(world.as_merchant(Method::POST, "/v1/quotes").json(&json!({
        "destination": { "country": "BRA", "postalCode": "69005040" },
        "items": [{ "sku": "camiseta-azul-m", "quantity": 2 }],
    })))
    .await;
    assert_eq!(slas.len(), quoted.json["options"].as_array().unwrap().len(), "the same options under both addresses");
}

#[tokio::test]
async fn an_unknown_sku_is_a_message_and_the_other_lines_are_simulated() {
    let world = World::demo().await;
    let items = json!([
        { "id": "999999", "quantity": 1, "seller": "1" },
        { "id": "camiseta-azul-m", "quantity": 1, "seller": "1" },
        { "id": "not an id", "quantity": 1, "seller": "1" },
    ]);
    let answer = simulate(&world, &cart(&items)).await;
    assert_eq!((answer.status.as_u16(), codes(&answer)), (200, vec!["ORD027", "ORD027"]), "{}", answer.text);
    assert_eq!(answer.json["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(answer.json["items"][0]["requestIndex"], 1);
    assert_eq!(answer.json["logisticsInfo"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_cannot_be_had_says_so_in_a_word() {
    let world = World::demo().await;
    let vases = json!([{ "id": "vaso-de-vidro", "quantity": 50, "seller": "1" }]);
    let partly = simulate(&world, &cart(&vases)).await;
    assert_eq!(codes(&partly), ["itemQuantityNotAvailable"], "{}", partly.text);
    assert_eq!(partly.json["items"][0]["quantity"], partly.json["logisticsInfo"][0]["quantity"]);
    assert!(partly.json["items"][0]["quantity"].as_i64().unwrap() < 50);

    for (language, text) in
        [("pt-BR", "Só há 3 unidades de "), ("es", "Solo hay 3 unidades de "), ("en", "Only 3 units of ")]
    {
        let request = world.request(Method::POST, SIMULATION).header("accept-language", language);
        let told = send(request.json(&cart(&vases))).await;
        let said = told.json["messages"][0]["text"].as_str().unwrap_or_default();
        assert!(said.starts_with(text), "{language}: {}", told.text);
    }

    let nowhere = json!({ "items": shirts(&json!(1)), "country": "BRA", "postalCode": "00500-000" });
    let nowhere = simulate(&world, &nowhere).await;
    assert_eq!(codes(&nowhere), ["cannotBeDelivered"]);
    assert_eq!(nowhere.json["items"][0]["availability"], "cannotBeDelivered");
    assert_eq!(nowhere.json["logisticsInfo"][0]["slas"], json!([]));

    let unplaced = simulate(&world, &json!({ "items": shirts(&json!(1)) })).await;
    assert_eq!(unplaced.json["items"][0]["availability"], "available", "{}", unplaced.text);
    assert_eq!((&unplaced.json["logisticsInfo"][0]["slas"], codes(&unplaced)), (&json!([]), vec![]));

    for path in ["cajamar", "ipiranga"] {
        let path = format!("/v1/inventory/camiseta-azul-m/{path}");
        let put = world.as_merchant(Method::PUT, &path).header("if-match", "*").json(&json!({ "quantity": 0 }));
        assert_eq!(send(put).await.status, 200);
    }
    let empty = simulate(&world, &cart(&shirts(&json!(1)))).await;
    assert_eq!(
        (codes(&empty), &empty.json["items"][0]["availability"]),
        (vec!["withoutStock"], &json!("withoutStock"))
    );
}

#[tokio::test]
async fn errors_have_the_reference_s_own_body() {
    let world = World::demo().await;
    let seller = json!([{ "id": "camiseta-azul-m", "quantity": 1, "seller": "nobody" }]);
    for (items, code) in [
        (json!([{ "quantity": 1, "seller": "1" }]), "ORD005"),
        (json!([{ "id": "camiseta-azul-m", "quantity": 0, "seller": "1" }]), "ORD005"),
        (seller, "CHK0024"),
    ] {
        let refused = simulate(&world, &cart(&items)).await;
        assert_eq!(refused.status, 400, "{}", refused.text);
        assert_eq!(names(&refused.json), ["error", "fields", "operationId"]);
        assert_eq!(names(&refused.json["error"]), ["code", "exception", "message"]);
        assert_eq!((&refused.json["error"]["code"], &refused.json["fields"]), (&json!(code), &json!({})));
    }
    let broken = world.request(Method::POST, SIMULATION).header("content-type", "application/json").body("{");
    assert_eq!(send(broken).await.json["error"]["code"], "invalid_json");
}

#[tokio::test]
async fn a_public_call_is_for_the_account_of_its_host_or_of_the_name_it_gives() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let sku = json!({ "name": "Shirt", "weight": 200, "dimensions": { "height": 10, "width": 20, "length": 30 } });
    send(merchant.program(&world, Method::PUT, "/v1/skus/shirt").json(&sku)).await;
    let gate = Gate::open(world.edition().env()).await.unwrap();
    let account = merchant.account.parse().unwrap();
    for name in ["Loja.Example", "casa"] {
        manage_accounts::hosts::give(&gate, account, name).await.unwrap();
        manage_accounts::hosts::give(&gate, account, name).await.unwrap();
    }
    let other = Merchant::found(&world, "other").await;
    let taken = manage_accounts::hosts::give(&gate, other.account.parse().unwrap(), "loja.example").await;
    assert!(matches!(taken, Err(manage_accounts::hosts::HostError::Taken)));
    let body = json!({ "items": [{ "id": "shirt", "quantity": 1, "seller": "1" }] });
    let ask = |query: &str, host: Option<&str>| {
        let request = world.request(Method::POST, &format!("{SIMULATION}{query}")).json(&body);
        send(match host {
            Some(host) => request.header("host", host),
            None => request,
        })
    };
    for (query, host, status) in [
        ("", Some("loja.example"), 200),
        ("", Some("LOJA.example:8443"), 200),
        ("?an=casa", None, 200),
        ("?an=Casa", None, 200),
        ("", None, 404),
        ("?an=nobody", None, 404),
        ("?an=a%23b", None, 404),
    ] {
        let answer = ask(query, host).await;
        assert_eq!(answer.status, status, "{query} {host:?}: {}", answer.text);
        assert_eq!(answer.json["items"][0]["id"] == "shirt", status == 200, "{}", answer.text);
    }
    let preflight = world.request(Method::OPTIONS, SIMULATION).header("origin", "https://shop.example");
    let preflight = send(preflight).await;
    assert_eq!(
        (preflight.status.as_u16(), preflight.header("access-control-allow-origin")),
        (204, "https://shop.example")
    );
}

#[tokio::test]
async fn an_application_key_is_a_key_s_id_with_its_secret_and_works_only_where_the_reference_has_it() {
    let world = World::demo().await;
    let key = world.sample().api_key.clone();
    let body = cart(&shirts(&json!(1)));
    let ask = |method: Method, path: &str, id: &str, token: &str| {
        let request = world.request(method, path).header("x-vtex-api-appkey", id).header("x-vtex-api-apptoken", token);
        send(request.json(&body))
    };
    let fine = ask(Method::POST, FULFILLMENT, &key.id, &key.secret).await;
    assert_eq!(fine.status, 200, "{}", fine.text);
    let other = "00000000-0000-7000-8000-000000000000";
    assert_eq!(ask(Method::POST, FULFILLMENT, other, &key.secret).await.status, 401);
    assert_eq!(ask(Method::POST, FULFILLMENT, &key.id, "sk").await.status, 401);
    assert_eq!(ask(Method::GET, "/v1/skus", &key.id, &key.secret).await.status, 401);
}

#[tokio::test]
async fn a_marketplace_asks_a_seller_for_stock_and_deliveries() {
    let world = World::demo().await;
    let path = format!("/seller/{}/pvt/orderForms/simulation?sc=1", world.sample().publishable_key);
    let ask = |body: Value| send(world.request(Method::POST, &path).json(&body));
    let items = json!([{ "id": "camiseta-azul-m", "quantity": 2, "seller": "loja" }]);
    let answer = ask(json!({ "items": items, "country": "BRA", "postalCode": "69005-040" })).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!((&answer.json["country"], &answer.json["postalCode"]), (&json!("BRA"), &json!("69005-040")));
    assert_eq!(answer.json["allowMultipleDeliveries"], true);
    let info = &answer.json["logisticsInfo"][0];
    assert_eq!((&info["stockBalance"], &info["quantity"]), (&json!(425), &json!(2)));
    assert_eq!(
        info["deliveryChannels"],
        json!([{ "id": "delivery", "stockBalance": 425 }, { "id": "pickup-in-point", "stockBalance": 425 }])
    );
    assert!(info["slas"].as_array().unwrap().len() >= 3);
    let unplaced = ask(json!({ "items": items, "postalCode": null, "country": null })).await;
    let info = &unplaced.json["logisticsInfo"][0];
    assert_eq!((&info["slas"], &info["stockBalance"]), (&json!([]), &json!(425)), "{}", unplaced.text);
    assert_eq!(
        send(world.request(Method::POST, "/seller/pk/pvt/orderForms/simulation").json(&json!({}))).await.status,
        401
    );
}

/// A merchant who adds 10 % to every price, with a dock that costs `dock` cents and a row of `rate`.
async fn tenth(world: &World, name: &str, rate: &str, dock: i64) -> Merchant {
    let merchant = Merchant::found(world, name).await;
    let account = send(merchant.program(world, Method::GET, "/v1/account")).await;
    let mut settings = account.json.clone();
    settings["additionalPercent"] = json!("10");
    settings.as_object_mut().unwrap().retain(|field, _| field != "id" && field != "createdAt");
    let put = merchant.program(world, Method::PUT, "/v1/account").header("if-match", account.header("etag"));
    assert_eq!(send(put.json(&settings)).await.status, 200);
    let sku = json!({ "name": "Thing", "weight": 500, "dimensions": { "height": 10, "width": 20, "length": 30 } });
    let every_day = json!({ "saturday": true, "sunday": true, "holiday": true });
    for (path, body) in [
        (
            "/v1/shipping-policies/road",
            json!({ "name": "Road Ltd", "shippingMethod": "Normal", "weekendAndHolidays": every_day }),
        ),
        ("/v1/docks/dock", json!({ "name": "Dock", "policies": ["road"], "processingTime": "P2D" })),
        (
            "/v1/warehouses/house",
            json!({ "name": "House", "docks": [{ "dock": "dock", "cost": dock, "time": "P2D" }] }),
        ),
        ("/v1/skus/100", sku),
        ("/v1/inventory/100/house", json!({ "quantity": 9 })),
    ] {
        let made = send(merchant.program(world, Method::PUT, path).json(&body)).await;
        assert_eq!(made.status, 201, "{path}: {}", made.text);
    }
    let row = format!("01000000,99999999,,0,30000,{rate},0,0,0,2.00:00:00,BRA,0");
    tables::import(world, &merchant.key, "road", &[&row]).await;
    merchant
}

fn calculation(quantity: i64) -> Value {
    let dimension = json!({ "weight": 500.0, "height": 1, "width": 2, "length": 3, "maxSumDimension": 6 });
    let items = json!([{ "id": "100", "quantity": quantity, "price": 100.0, "dimension": dimension, "modal": "" }]);
    json!({ "items": items, "location": { "zipCode": "22250040", "country": "BRA" }, "salesChannel": "1" })
}

#[tokio::test]
async fn a_checkout_calculates_prices_that_are_rounded_for_each_unit() {
    let world = World::empty().await;
    for (name, rate, dock, quantity, expected) in [
        ("one", "2.96", 199, 2, json!(5.46)),
        ("two", "2.00", 199, 2, json!(4.4)),
        ("three", "2.43", 199, 2, json!(4.86)),
        ("four", "79000", 0, 1, json!(86900)),
    ] {
        let merchant = tenth(&world, name, rate, dock).await;
        let request = merchant.program(&world, Method::POST, CALCULATE).json(&json!([calculation(quantity)]));
        let answer = send(request).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let price = answer.json[0][0]["listPrice"].as_f64();
        assert_eq!(price, expected.as_f64(), "{name}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_checkout_calculates_times_as_the_sum_of_their_parts() {
    let world = World::empty().await;
    let merchant = tenth(&world, "casa", "10", 0).await;
    let unknown = json!({ "id": "nothing here", "quantity": 1, "dimension": { "weight": 1 } });
    let mut with_unknown = calculation(1);
    with_unknown["items"].as_array_mut().unwrap().push(unknown);
    let request = merchant.program(&world, Method::POST, CALCULATE).json(&json!([calculation(20), with_unknown]));
    let answer = send(request).await;
    assert_eq!(answer.json.as_array().map(Vec::len), Some(2), "{}", answer.text);
    assert_eq!(answer.json[1].as_array().map(Vec::len), Some(1), "what is not in stock is not in the answer");
    let found = &answer.json[0][0];
    for (field, expected) in [
        ("itemId", json!("100")),
        ("quantity", json!(9)),
        ("availabilityQuantity", json!(9)),
        ("slaType", json!("Normal")),
        ("slaTypeName", json!("Normal")),
        ("freightTableName", json!("Road Ltd")),
        ("freightTableId", json!("road")),
        ("wareHouseId", json!("house")),
        ("dockId", json!("dock")),
        ("transitTime", json!("2.00:00:00")),
        ("dockTime", json!("2.00:00:00")),
        ("timeToDockPlusDockTime", json!("4.00:00:00")),
        ("leadTime", json!("00:00:00")),
        ("totalTime", json!("6.00:00:00")),
        ("totalTimePlusCarrierSchedule", json!("6.00:00:00")),
        ("aditionalTimeBlockedDays", json!("00:00:00")),
        ("deliveryChannel", json!("delivery")),
        ("deliveryOnWeekends", json!(true)),
        ("deliveryWindows", json!([])),
        ("salesChannel", json!("1")),
    ] {
        assert_eq!(found[field], expected, "{field}");
    }
    assert_eq!(found["pickupStoreInfo"]["isPickupStore"], false);
    assert_eq!(names(&found["location"]), ["country", "inStore", "point", "zipCode"]);
}
