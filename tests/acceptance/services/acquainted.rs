//! Whom somebody may make services for who sees a part of the account.

use super::*;

const CARRIER_EMAIL: &str = "carrier@example.com";

/// A house, a transport company's user, and what the user is limited to.
async fn with_carrier() -> (House, String) {
    let house = House::open().await;
    let carrier = house.entry("carriers", &json!({ "name": "Rápido" })).await;
    let reach = json!({ "carriers": [carrier] });
    let session = house.merchant.invite(&house.world, CARRIER_EMAIL, "carrier", &reach).await;
    (house, session["accessToken"].as_str().unwrap().to_owned())
}

async fn ask(house: &House, token: &str, body: &Value) -> Answer {
    let request = house.world.request(Method::POST, "/v1/services").bearer_auth(token);
    send(request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).json(body)).await
}

/// What the account knows of Ana and the transport company does not.
const KEPT: [&str; 3] = ["Souza", "ana@example.com", "+5511999990000"];

#[tokio::test]
async fn whoever_sees_a_part_learns_nothing_of_people_out_of_sight_by_making_services() {
    let (house, token) = with_carrier().await;
    let mut ana = service();
    ana["customer"]["externalId"] = json!("c-1");
    let known = house.make(&ana).await.json["customer"]["id"].clone();
    let address = &service()["address"];
    let customer = |customer: Value| json!({ "customer": customer, "address": address });
    let nobody = json!("00000000-0000-7000-8000-000000000000");
    let unknown = ask(&house, &token, &customer(json!({ "id": nobody }))).await;
    let missing = ask(&house, &token, &customer(json!({ "externalId": "c-2" }))).await;
    let guess = json!({ "firstName": "x", "document": "529.982.247-25" });
    let wrong = json!({ "firstName": "x", "document": "529.982.247-25", "phone": "+5511988887777" });
    for (body, broken, same) in [
        (json!({ "id": known }), "/customer/id", Some(&unknown)),
        (json!({ "externalId": "c-1" }), "/customer/externalId", Some(&missing)),
        (guess, "/customer", None),
        (wrong, "/customer", None),
    ] {
        let told = ask(&house, &token, &customer(body)).await;
        assert_eq!((told.status.as_u16(), told.broken()[0].0.as_str()), (422, broken), "{}", told.text);
        assert!(KEPT.iter().all(|kept| !told.text.contains(kept)), "{}", told.text);
        if let Some(same) = same {
            assert_eq!(told.json["errors"], same.json["errors"]);
        }
    }
    let phone = json!({ "firstName": "Ana", "document": "529.982.247-25", "phone": "+5511999990000" });
    let nowhere = ask(&house, &token, &json!({ "customer": phone })).await;
    assert_eq!(nowhere.broken(), [("/address".to_owned(), "required".to_owned())], "{}", nowhere.text);
    let made = ask(&house, &token, &customer(phone)).await;
    assert_eq!((made.status.as_u16(), &made.json["customer"]["id"]), (201, &known), "{}", made.text);
    let again = ask(&house, &token, &customer(json!({ "id": known }))).await;
    assert_eq!(again.status, 201, "a service of theirs went to her: {}", again.text);
    house.world.stop().await;
}
