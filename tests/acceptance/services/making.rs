//! Making services, one by one and many at once.

use super::*;

#[tokio::test]
async fn a_service_is_made_shown_changed_and_taken_back() {
    let house = House::open().await;
    let body = with(&json!({
        "order": "v-1001", "invoice": { "number": "123", "series": "1" }, "externalId": "ext-1", "weight": 1200,
        "packages": [{ "barcode": "P1", "weight": 600 }, { "barcode": "P2" }], "serviceMinutes": 5, "priority": 3,
        "skills": ["stairs"], "scheduledDate": "2027-01-15", "requiredProof": ["photo"],
    }));
    let made = house.make(&body).await;
    let path = made.header("location").to_owned();
    assert_eq!((made.header("etag"), &made.json["status"]), ("\"1\"", &json!("active")));
    assert_eq!(made.json["customer"]["name"], "Ana Souza");
    assert_eq!(made.json["address"]["street"], "Avenida Paulista");
    assert_eq!(made.json["packages"][0], json!({ "barcode": "P1", "weight": 600 }));
    assert_eq!(made.json["requiredProof"], json!(["photo"]));
    let shown = house.get(&path).await;
    assert_eq!((shown.status.as_u16(), &shown.json), (200, &made.json));

    let change = json!({ "order": "v-1002", "description": "Três caixas", "invoice": { "number": "124" },
        "address": { "postalCode": "01305-000", "street": "Rua Augusta", "state": "SP" } });
    assert_eq!(house.put(&path, "\"9\"", &change).await.status, 412);
    let changed = house.put(&path, "\"1\"", &change).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    assert_eq!((&changed.json["order"], &changed.json["address"]["street"]), (&json!("v-1002"), &json!("Rua Augusta")));
    assert_eq!(house.ids("order=v-1001").await, [""; 0]);
    assert_eq!(house.ids("order=v-1002").await.len(), 1);

    assert_eq!(house.delete(&path, "\"1\"").await.status, 412);
    assert_eq!(house.delete(&path, "\"2\"").await.status, 204);
    assert_eq!(house.get(&path).await.status, 404);
    assert_eq!(house.ids("").await, [""; 0]);
    // What was taken back can be made again.
    house.make(&body).await;
    house.world.stop().await;
}

#[tokio::test]
async fn a_customer_is_found_by_external_id_then_by_document_and_never_made_twice() {
    let house = House::open().await;
    let customer = |fields: Value| {
        let mut body = service();
        body["customer"] = fields;
        body
    };
    let first =
        house.make(&customer(json!({ "firstName": "Ana", "externalId": "c-1", "document": "529.982.247-25" }))).await;
    let ana = &first.json["customer"]["id"];
    let by_external = house.make(&customer(json!({ "firstName": "A.", "externalId": "c-1" }))).await;
    assert_eq!(&by_external.json["customer"]["id"], ana);
    let by_document = house.make(&customer(json!({ "firstName": "A.", "document": "52998224725" }))).await;
    assert_eq!(&by_document.json["customer"]["id"], ana);
    let by_id = house.make(&json!({ "customer": { "id": ana } })).await;
    assert_eq!((&by_id.json["customer"]["id"], &by_id.json["address"]["number"]), (ana, &json!("1000")));
    let other = house.make(&customer(json!({ "firstName": "Bia", "externalId": "c-2" }))).await;
    assert_ne!(&other.json["customer"]["id"], ana);
    let nobody = json!({ "customer": { "id": "00000000-0000-7000-8000-000000000000" } });
    let refused = house.post("/v1/services", &nobody).await;
    assert_eq!(refused.broken(), [("/customer/id".to_owned(), "unknown_customer".to_owned())]);
    house.world.stop().await;
}

#[tokio::test]
async fn somebody_who_comes_back_is_reached_as_was_said_last() {
    let house = House::open().await;
    let order = |phone: Option<&str>, email: Option<&str>| {
        let mut body = service();
        body["customer"] = json!({ "firstName": "A.", "document": "529.982.247-25", "phone": phone, "email": email });
        body
    };
    let first = house.make(&service()).await.json["customer"].clone();
    let path = format!("/v1/customers/{}", first["id"].as_str().unwrap());
    for (phone, email, expected) in [
        (None, None, ("+5511999990000", "ana@example.com")),
        (Some("+5511988887777"), None, ("+5511988887777", "ana@example.com")),
        (None, Some("souza@example.com"), ("+5511988887777", "souza@example.com")),
    ] {
        let made = house.make(&order(phone, email)).await.json["customer"].clone();
        let known = house.get(&path).await.json;
        for shown in [&made, &known] {
            assert_eq!((&shown["phone"], &shown["email"]), (&json!(expected.0), &json!(expected.1)), "{shown}");
        }
        assert_eq!((&made["id"], &known["firstName"]), (&first["id"], &json!("Ana")), "names stay");
    }
    let found = house.get("/v1/customers?phone=%2B5511988887777").await;
    assert_eq!(found.json["items"][0]["id"], first["id"], "{}", found.text);
    house.world.stop().await;
}

#[tokio::test]
async fn invoices_and_external_ids_are_those_of_one_service() {
    let house = House::open().await;
    house.make(&with(&json!({ "invoice": { "number": "1", "series": "A" }, "externalId": "e" }))).await;
    let invoice = house.post("/v1/services", &with(&json!({ "invoice": { "number": "1", "series": "a" } }))).await;
    assert_eq!(invoice.outcome(), (409, "invoice_taken".to_owned()));
    let external = house.post("/v1/services", &with(&json!({ "externalId": "e" }))).await;
    assert_eq!(external.outcome(), (409, "external_id_taken".to_owned()));
    house.make(&with(&json!({ "invoice": { "number": "1", "series": "B" } }))).await;
    house.world.stop().await;
}

#[tokio::test]
async fn every_field_that_breaks_a_rule_is_told() {
    let house = House::open().await;
    let body = json!({
        "type": "gift", "externalId": "x".repeat(31), "invoice": { "number": " ", "series": "1234" }, "weight": 0,
        "customer": { "legalType": "ghost", "document": "é", "email": "ana", "phone": "1".repeat(21) },
        "address": { "country": "XX", "postalCode": "1", "street": "", "lat": 1.0 },
        "packages": [{ "barcode": "P" }, { "barcode": "P" }], "priority": 10, "serviceMinutes": 481,
        "scheduledDate": "15/01/2027", "branch": "1", "requiredProof": ["selfie"], "deadline": "tomorrow", "quote": "q",
    });
    let refused = house.post("/v1/services", &body).await;
    let mut broken: Vec<String> = refused.broken().into_iter().map(|(pointer, _)| pointer).collect();
    broken.sort_unstable();
    let expected = [
        "/address/country",
        "/address/lat",
        "/address/street",
        "/branch",
        "/customer/document",
        "/customer/email",
        "/customer/firstName",
        "/customer/legalType",
        "/customer/phone",
        "/deadline",
        "/externalId",
        "/invoice/number",
        "/invoice/series",
        "/option",
        "/packages/1/barcode",
        "/priority",
        "/quote",
        "/requiredProof/0",
        "/scheduledDate",
        "/serviceMinutes",
        "/type",
        "/weight",
    ];
    assert_eq!((refused.status.as_u16(), broken), (422, expected.map(str::to_owned).to_vec()));
    assert_eq!(house.post("/v1/services", &json!({ "gift": true })).await.outcome(), (400, "invalid_body".to_owned()));
    assert_eq!(house.ids("").await, [""; 0]);
    house.world.stop().await;
}

#[tokio::test]
async fn a_kept_quote_gives_the_service_its_promise() {
    let world = World::demo().await;
    let key = || uuid::Uuid::now_v7().to_string();
    let cart = json!({ "destination": { "country": "BRA", "postalCode": "01310-100" },
        "items": [{ "sku": "camiseta-azul-m", "quantity": 1 }] });
    let skus = send(world.as_merchant(Method::GET, "/v1/skus?limit=1")).await;
    let mut cart = cart;
    cart["items"][0]["sku"] = skus.json["items"][0]["id"].clone();
    let quote = send(world.as_merchant(Method::POST, "/v1/quotes").json(&cart)).await;
    let option = &quote.json["options"][0];
    assert!(option.is_object(), "{}", quote.text);
    let body = with(&json!({ "quote": quote.json["id"], "option": option["id"] }));
    let make = world.as_merchant(Method::POST, "/v1/services").header("idempotency-key", key());
    let made = send(make.json(&body)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let promise = &made.json["promise"];
    assert_eq!(
        (&promise["price"], &promise["policy"], &promise["quote"]),
        (&option["price"], &option["policy"], &quote.json["id"])
    );
    assert!(promise["deadline"].is_string(), "{promise}");
    // It leaves in two packages, each of which is a service: a quote holds nothing that could be used up.
    let make = world.as_merchant(Method::POST, "/v1/services").header("idempotency-key", key());
    let second = send(make.json(&body)).await;
    assert_eq!((second.status.as_u16(), &second.json["promise"]), (201, promise), "{}", second.text);
    assert_ne!(second.json["id"], made.json["id"]);
    let mut elsewhere = body.clone();
    elsewhere["address"] = json!({ "postalCode": "69005-000", "street": "Rua A", "number": "1", "state": "AM" });
    let make = world.as_merchant(Method::POST, "/v1/services").header("idempotency-key", key());
    let refused = send(make.json(&elsewhere)).await;
    let broken = ("/address/postalCode".to_owned(), "other_place".to_owned());
    assert_eq!(refused.broken(), [broken], "a promise is of its place: {}", refused.text);
    let wrong = with(&json!({ "quote": quote.json["id"], "option": "no-such" }));
    let make = world.as_merchant(Method::POST, "/v1/services").header("idempotency-key", key());
    assert_eq!(send(make.json(&wrong)).await.broken(), [("/option".to_owned(), "unknown_option".to_owned())]);
    world.stop().await;
}

#[tokio::test]
async fn each_row_of_many_has_its_own_answer_and_a_repeat_makes_nothing_twice() {
    let house = House::open().await;
    let mut rows: Vec<Value> = (0..20).map(|n| with(&json!({ "externalId": format!("row-{n}") }))).collect();
    rows[3] = json!({ "nonsense": 1 });
    rows[7]["customer"]["firstName"] = json!("");
    rows[9]["externalId"] = json!("row-8");
    for row in [11, 13] {
        rows[row]["invoice"] = json!({ "number": "900", "series": "1" });
    }
    let body = json!({ "items": rows });
    let ask = || {
        let request = house.merchant.program(&house.world, Method::POST, "/v1/services/batch");
        send(request.header("idempotency-key", "many").json(&body))
    };
    let first = ask().await;
    assert_eq!(first.status, 200, "{}", first.text);
    let statuses: Vec<u64> =
        first.json["items"].as_array().unwrap().iter().map(|row| row["status"].as_u64().unwrap()).collect();
    let expected: Vec<u64> = (0..20)
        .map(|n| match n {
            3 => 400,
            7 | 9 | 13 => 422,
            _ => 201,
        })
        .collect();
    assert_eq!(statuses, expected, "the first of two rows with one external id or one invoice is made");
    let wrong = |row: usize| {
        let error = &first.json["items"][row]["body"]["errors"][0];
        json!([error["pointer"], error["rule"], error["value"]])
    };
    assert_eq!(wrong(3), json!(["/nonsense", "type", null]), "{}", first.json["items"][3]);
    assert_eq!(wrong(9), json!(["/externalId", "duplicate", "row-8"]));
    assert_eq!(wrong(13), json!(["/invoice", "duplicate", { "number": "900", "series": "1" }]));
    let made = house.ids("limit=200").await;
    assert_eq!(made.len(), 16);
    let again = ask().await;
    let id = |answer: &Answer, row: usize| answer.json["items"][row]["body"]["id"].clone();
    assert_eq!(
        (0..20).map(|row| id(&again, row)).collect::<Vec<_>>(),
        (0..20).map(|row| id(&first, row)).collect::<Vec<_>>()
    );
    assert_eq!(house.ids("limit=200").await, made);
    // A row that says something twice is refused as it would be alone, and keeps no other back.
    let row = with(&json!({ "externalId": "row-20" })).to_string();
    let twice = row.replacen('{', "{\"externalId\":\"row-21\",", 1);
    let request = house.merchant.program(&house.world, Method::POST, "/v1/services/batch");
    let request = request.header("idempotency-key", "twice").header("content-type", "application/json");
    let told = send(request.body(format!("{{\"items\":[{twice},{row}]}}"))).await;
    let error = &told.json["items"][0]["body"]["errors"][0];
    assert_eq!((&error["pointer"], &error["rule"]), (&json!("/externalId"), &json!("duplicate")), "{}", told.text);
    assert_eq!((&told.json["items"][0]["status"], &told.json["items"][1]["status"]), (&json!(400), &json!(201)));
    let none = house.post("/v1/services/batch", &json!({ "items": [] })).await;
    assert_eq!(none.broken(), [("/items".to_owned(), "count".to_owned())]);
    house.world.stop().await;
}
