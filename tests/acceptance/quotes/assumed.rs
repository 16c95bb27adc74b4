//! Goods that are priced before they are in stock.

use super::*;

const PAULISTA: &str = "01310-100";

fn table(change: &Value) -> Value {
    let mut item = json!({
        "sku": "mesa-nova", "quantity": 2, "price": 89_900, "weight": 9000,
        "dimensions": { "height": 120, "width": 600, "length": 800 },
    });
    item.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    cart(PAULISTA, &json!([item]))
}

fn without(mut body: Value) -> Value {
    body["items"][0].as_object_mut().unwrap().remove("assumeStock");
    body
}

#[tokio::test]
async fn what_nobody_has_yet_is_priced_as_if_it_were_there() {
    let world = World::demo().await;
    let none = quote(&world, &table(&json!({}))).await;
    assert_eq!((options(&none).len(), &none.json["items"][0]["availability"]), (0, &json!("without_stock")));

    let assumed = quote(&world, &table(&json!({ "assumeStock": true }))).await;
    assert_eq!(assumed.status, 201, "{}", assumed.text);
    assert!(options(&assumed).len() >= 2, "{}", assumed.text);
    assert_eq!(assumed.json["items"][0]["available"], 2);

    // The same options as of a table that every warehouse has.
    let sku =
        json!({ "name": "Mesa nova", "weight": 9000, "dimensions": { "height": 120, "width": 600, "length": 800 } });
    assert_eq!(send(world.as_merchant(Method::PUT, "/v1/skus/mesa-nova").json(&sku)).await.status, 201);
    for warehouse in ["cajamar", "ipiranga"] {
        let path = format!("/v1/inventory/mesa-nova/{warehouse}");
        let put = world.as_merchant(Method::PUT, &path).json(&json!({ "quantity": 0, "unlimited": true }));
        let put = send(put).await;
        assert!(put.status.is_success(), "{}", put.text);
    }
    let real = quote(&world, &table(&json!({}))).await;
    let seen = |answer: &Answer| -> Vec<(Value, Value)> {
        options(answer).iter().map(|option| (option["id"].clone(), option["price"].clone())).collect()
    };
    assert_eq!(seen(&assumed), seen(&real));

    // Now that there is stock, the quote that assumed it is made again from what was kept.
    let again = send(world.as_merchant(Method::GET, &format!("{}/replay", assumed.header("location")))).await;
    assert_eq!((again.text.as_str(), again.header("entrega-replay")), (assumed.text.as_str(), "same"));
    let shown = send(world.as_merchant(Method::GET, assumed.header("location"))).await;
    assert_eq!(shown.json["evidence"]["asked"]["items"][0]["assumeStock"], true);
    assert_eq!(shown.json["evidence"]["stock"], json!([]), "what was there is told as it was");
}

#[tokio::test]
async fn a_line_alone_is_assumed_and_a_kit_by_its_parts() {
    let world = World::demo().await;
    let items = json!([
        { "sku": "vaso-de-vidro", "quantity": 50, "assumeStock": true }, { "sku": "camiseta-azul-m", "quantity": 100_000 },
    ]);
    let answer = quote(&world, &cart(PAULISTA, &items)).await;
    assert_eq!(answer.json["items"][0]["available"], 50, "{}", answer.text);
    assert_eq!(answer.json["items"][1]["availability"], "partly_available");

    let kit = json!({
        "name": "Kit", "weight": 1, "dimensions": { "height": 100, "width": 250, "length": 300 }, "price": 9990,
        "components": [{ "sku": "vaso-de-vidro", "quantity": 2 }, { "sku": "camiseta-azul-m", "quantity": 1 }],
    });
    assert_eq!(send(world.as_merchant(Method::PUT, "/v1/skus/kit-casa").json(&kit)).await.status, 201);
    let assumed = cart(PAULISTA, &json!([{ "sku": "kit-casa", "quantity": 20, "assumeStock": true }]));
    assert_eq!(quote(&world, &assumed).await.json["items"][0]["available"], 20);
    assert_ne!(quote(&world, &without(assumed)).await.json["items"][0]["available"], 20);
}

#[tokio::test]
async fn what_was_assumed_is_held_for_nobody_and_told_to_no_page() {
    let world = World::demo().await;
    let assumed = quote(&world, &table(&json!({ "assumeStock": true }))).await;
    let held = json!({ "quoteId": assumed.json["id"], "optionId": options(&assumed)[0]["id"] });
    let held = world.as_merchant(Method::POST, "/v1/reservations").header("idempotency-key", "held").json(&held);
    let held = send(held).await;
    assert_eq!((held.status.as_u16(), &held.json["code"]), (409, &json!("out_of_stock")), "{}", held.text);

    let page = world.request(Method::POST, "/v1/quotes").header("x-entrega-key", &world.sample().publishable_key);
    let page = page.header("origin", world.edition().url()).json(&table(&json!({ "assumeStock": true })));
    assert_eq!(send(page).await.broken(), [("/items/0/assumeStock".to_owned(), "not_for_pages".to_owned())]);
}
