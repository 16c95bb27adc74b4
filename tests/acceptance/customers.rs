//! Customers: kept by hand as well as with services, found by what is known of them, given out and erased.

use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

mod erasure;
mod importing;

const DRIVER: &str = "0193b0a0-0000-7000-8000-00000000000d";

struct House {
    world: World,
    merchant: Merchant,
}

impl House {
    async fn open() -> Self {
        let world = World::empty().await;
        let merchant = Merchant::found(&world, "casa").await;
        merchant.driver(&world, DRIVER).await;
        Self { world, merchant }
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let key = uuid::Uuid::now_v7().to_string();
        send(self.merchant.program(&self.world, Method::POST, path).header("idempotency-key", key).json(body)).await
    }

    async fn get(&self, path: &str) -> Answer {
        send(self.merchant.program(&self.world, Method::GET, path)).await
    }

    async fn put(&self, path: &str, tag: &str, body: &Value) -> Answer {
        send(self.merchant.program(&self.world, Method::PUT, path).header("if-match", tag).json(body)).await
    }

    async fn delete(&self, path: &str, tag: &str) -> Answer {
        send(self.merchant.program(&self.world, Method::DELETE, path).header("if-match", tag)).await
    }

    async fn make(&self, path: &str, body: &Value) -> Answer {
        let made = self.post(path, body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made
    }

    /// First names of a list, in its order.
    async fn names(&self, query: &str) -> Vec<String> {
        let found = self.get(&format!("/v1/customers?{query}")).await;
        assert_eq!(found.status, 200, "{}", found.text);
        let items = found.json["items"].as_array().unwrap();
        items.iter().map(|item| item["firstName"].as_str().unwrap().to_owned()).collect()
    }
}

fn ana() -> Value {
    json!({
        "firstName": "Ana", "lastName": "Souza Prado", "document": "529.982.247-25", "phone": "(11) 98765-4321",
        "email": "Ana.Souza@example.com", "externalId": "c-1",
        "addresses": [
            { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "city": "São Paulo", "state": "SP" },
            { "country": "PRT", "postalCode": "1000-205", "street": "Rua Augusta", "city": "Lisboa" },
        ],
    })
}

#[tokio::test]
async fn a_customer_is_added_shown_changed_found_and_met_again_by_a_service() {
    let house = House::open().await;
    let made = house.make("/v1/customers", &ana()).await;
    let path = made.header("location").to_owned();
    assert_eq!((made.header("etag"), &made.json["phone"]), ("\"1\"", &json!("+5511987654321")));
    assert_eq!((&made.json["document"], &made.json["active"]), (&json!("52998224725"), &json!(true)));
    assert_eq!(house.get(&path).await.json, made.json);
    let bia = json!({ "firstName": "Bia", "lastName": "Souza", "phone": "+55 11 98765-4321" });
    house.make("/v1/customers", &bia).await;
    for (query, found) in [
        ("", vec!["Bia", "Ana"]),
        ("name=souza", vec!["Bia", "Ana"]),
        ("name=ana%20so", vec!["Ana"]),
        ("name=prado", vec!["Ana"]),
        ("externalId=c-1", vec!["Ana"]),
        ("document=529.982.247-25", vec!["Ana"]),
        ("phone=11%2098765-4321", vec!["Bia", "Ana"]),
        ("email=ana.souza@EXAMPLE.com", vec!["Ana"]),
        ("email=nobody@example.com", vec![]),
        ("document=111.444.777-35", vec![]),
    ] {
        let mut names = house.names(query).await;
        if query.starts_with("name") {
            names.sort_by(|one, other| other.cmp(one));
        }
        assert_eq!(names, found, "{query}");
    }

    let service = json!({
        "customer": { "firstName": "A.", "document": "52998224725" },
        "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "city": "São Paulo", "state": "SP" },
    });
    let service = house.make("/v1/services", &service).await;
    assert_eq!(
        (&service.json["customer"]["id"], &service.json["customer"]["name"]),
        (&made.json["id"], &json!("Ana Souza Prado"))
    );
    assert_eq!(house.get(&path).await.json["addresses"].as_array().unwrap().len(), 2, "the address was known");

    let mut next = ana();
    next["lastName"] = json!("Lima");
    next["email"] = json!("ana@lima.example");
    assert_eq!(house.put(&path, "\"7\"", &next).await.outcome(), (412, "changed_since".to_owned()));
    let changed = house.put(&path, "\"1\"", &next).await;
    assert_eq!((changed.status.as_u16(), changed.header("etag")), (200, "\"2\""), "{}", changed.text);
    for (query, found) in
        [("name=prado", Vec::<&str>::new()), ("name=lima", vec!["Ana"]), ("email=ana.souza@example.com", vec![])]
    {
        assert_eq!(house.names(query).await, found, "{query}");
    }
    next["addresses"] = json!([]);
    let fewer = house.put(&path, "\"2\"", &next).await;
    assert_eq!(
        (fewer.status.as_u16(), fewer.broken()),
        (422, vec![("/addresses".to_owned(), "numbers_stay".to_owned())])
    );
    house.world.stop().await;
}

#[tokio::test]
async fn every_field_that_breaks_a_rule_is_named_at_once_and_none_is_repeated() {
    let house = House::open().await;
    let wrong = json!({
        "firstName": " ", "legalType": "robot", "document": "529.982.247-26", "phone": "12", "email": "x",
        "externalId": "0123456789012345678901234567890",
        "addresses": [{ "country": "BR", "postalCode": "1", "street": "" }, { "postalCode": "1", "street": "A", "lat": 1 }],
    });
    let refused = house.post("/v1/customers", &wrong).await;
    let broken: Vec<(String, String)> = refused.broken();
    let expected = [
        ("/legalType", "choice"),
        ("/firstName", "text"),
        ("/document", "document"),
        ("/phone", "phone"),
        ("/email", "email"),
        ("/externalId", "text"),
        ("/addresses/0/country", "country"),
        ("/addresses/0/street", "text"),
        ("/addresses/1/lat", "point"),
        ("/addresses/1/postalCode", "postal_code"),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(at, rule)| (at.to_owned(), rule.to_owned())).collect();
    assert_eq!((refused.status.as_u16(), broken), (422, expected), "{}", refused.text);
    assert!(!refused.text.contains("529.982"), "{}", refused.text);
    assert_eq!(house.post("/v1/customers", &json!({ "firstName": "A", "age": 3 })).await.outcome().0, 400);
    for (query, status) in [("name=a", 422), ("name=ana&email=x", 400), ("limit=0", 400)] {
        assert_eq!(house.get(&format!("/v1/customers?{query}")).await.status, status, "{query}");
    }
    assert_eq!(house.get("/v1/customers/00000000-0000-7000-8000-000000000000").await.status, 404);
    house.world.stop().await;
}

#[tokio::test]
async fn no_two_customers_have_a_document_or_an_identifier_and_a_removed_one_leaves_both_free() {
    let house = House::open().await;
    let made = house.make("/v1/customers", &ana()).await;
    let twin =
        house.post("/v1/customers", &json!({ "firstName": "B", "document": "52998224725", "externalId": "c-1" })).await;
    assert_eq!(twin.outcome(), (409, "customer_exists".to_owned()));
    assert_eq!(twin.broken(), ["/externalId", "/document"].map(|at| (at.to_owned(), "taken".to_owned())));
    assert_eq!(twin.json["errors"][0]["value"], made.json["id"]);
    let other = house.make("/v1/customers", &json!({ "firstName": "B" })).await;
    let taken = house.put(other.header("location"), "*", &json!({ "firstName": "B", "externalId": "c-1" })).await;
    assert_eq!(taken.outcome(), (409, "customer_exists".to_owned()));

    let path = made.header("location").to_owned();
    assert_eq!(house.delete(&path, "*").await.outcome(), (409, "still_active".to_owned()));
    let mut idle = ana();
    idle["active"] = json!(false);
    assert_eq!(house.put(&path, "*", &idle).await.status, 200);
    let known = json!({ "customer": { "id": made.json["id"] } });
    let refused = house.post("/v1/services", &known).await;
    assert_eq!(refused.broken(), [("/customer/id".to_owned(), "inactive".to_owned())]);
    assert_eq!(house.delete(&path, "*").await.status, 204);
    assert_eq!(house.get(&path).await.status, 404);
    assert_eq!(house.names("name=ana").await, [""; 0]);
    assert_eq!(house.names("").await, ["B"]);
    let again = house.make("/v1/customers", &ana()).await;

    // One who is out of use and found by document is in use again, and stays because of the service.
    assert_eq!(house.put(again.header("location"), "*", &idle).await.status, 200);
    let found = json!({ "customer": { "firstName": "Ana", "document": "52998224725" } });
    house.make("/v1/services", &found).await;
    assert_eq!(house.get(again.header("location")).await.json["active"], true);
    assert_eq!(house.put(again.header("location"), "*", &idle).await.status, 200);
    assert_eq!(house.delete(again.header("location"), "*").await.outcome(), (409, "referred_to".to_owned()));
    house.world.stop().await;
}

#[tokio::test]
async fn customers_are_listed_in_parts_newest_first_over_months() {
    let house = House::open().await;
    let mut made = Vec::new();
    for n in 0..7 {
        if n == 4 {
            house.world.edition().clock().advance(SignedDuration::from_hours(24 * 70));
        }
        made.insert(0, format!("C{n}"));
        house.make("/v1/customers", &json!({ "firstName": format!("C{n}") })).await;
    }
    for limit in [1, 2, 3, 4, 7, 200] {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = house.get(&format!("/v1/customers?limit={limit}{cursor}")).await;
            let items = page.json["items"].as_array().unwrap();
            assert!(items.len() <= limit, "{limit}");
            found.extend(items.iter().map(|item| item["firstName"].as_str().unwrap().to_owned()));
            match page.json["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(found, made, "{limit}");
    }
    house.world.stop().await;
}
