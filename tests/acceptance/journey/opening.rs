//! What a merchant does before the first order: joins, describes goods and freight, hires a driver.

use acceptance::files::announced;
use acceptance::stage::Stage;
use reqwest::Method;
use serde_json::{Value, json};

use super::text;

/// A merchant who is open, and a driver with a telephone.
pub(super) struct Shop {
    pub(super) key: String,
    pub(super) agency: String,
    /// Why a delivery is tried again.
    pub(super) absent: String,
    /// The driver's entry in the register, and the token of the telephone.
    pub(super) driver: (String, String),
}

const PASSWORD: &str = "muito secreto 1";

/// The north of Brazil by one row.
const TABLE: &str = "ZipCodeStart,ZipCodeEnd,PolygonName,WeightStart,WeightEnd,AbsoluteMoneyCost,PricePercent,\
    PriceByExtraWeight,MaxVolume,TimeCost,Country,MinimumValueInsurance\n\
    66000000,69999999,,0,30000,39.90,0,0,300000,4.00:00:00,BRA,0\n";

/// Opens a shop with the invitation of its first manager.
pub(super) async fn open(stage: &Stage, invitation: &str) -> Shop {
    let session = join(stage, invitation).await;
    let key = stage.post("/v1/api-keys", &session, &json!({ "name": "loja", "kind": "secret" })).await;
    let key = text(&key, "secret");
    Box::pin(describe(stage, &key)).await;
    let agency = stage.post("/v1/agencies", &key, &json!({ "name": "Norte Livros", "color": "#0b57d0" })).await;
    let absent = stage.post("/v1/failure-reasons", &key, &json!({ "name": "Ninguém em casa", "after": "retry" })).await;
    let driver = Box::pin(hire(stage, &key, &session)).await;
    Shop { key, agency: text(&agency, "id"), absent: text(&absent, "id"), driver }
}

async fn join(stage: &Stage, invitation: &str) -> String {
    let path = format!("/v1/invitations/{invitation}");
    text(&stage.post(&path, "nobody", &json!({ "password": PASSWORD })).await, "accessToken")
}

/// Goods, where they lie, how they travel, what that costs, and when people can be delivered to.
async fn describe(stage: &Stage, key: &str) {
    let slot = |shift: &str, start: &str, end: &str| json!({ "shift": shift, "start": start, "end": end, "days": [0, 1, 2, 3, 4, 5, 6] });
    let calendar = json!({ "name": "Norte", "leadDays": 1, "horizonDays": 14, "onHolidays": true,
        "slots": [slot("morning", "08:00", "12:00"), slot("afternoon", "13:00", "18:00")] });
    let sku = json!({ "name": "Livro", "weight": 400, "price": 4990,
        "dimensions": { "height": 30, "width": 160, "length": 230 } });
    for (path, thing) in [
        ("message-settings/default", json!({ "quietHours": null })),
        ("delivery-calendars/norte", calendar),
        ("shipping-policies/norte", json!({ "name": "Norte", "shippingMethod": "Expresso" })),
        ("docks/belem", json!({ "name": "Belém", "processingTime": "PT2H", "policies": ["norte"] })),
        ("warehouses/belem", json!({ "name": "Belém", "docks": [{ "dock": "belem", "time": "PT1H", "cost": 0 }] })),
        ("skus/livro", sku),
        ("inventory/livro/belem", json!({ "quantity": 20 })),
    ] {
        stage.put(&format!("/v1/{path}"), key, &thing).await;
    }
    let ask = announced("norte.csv", TABLE.as_bytes(), json!({ "policy": "norte" }));
    let job = stage.post("/v1/freight-table-imports", key, &ask).await;
    stage.upload(&job, TABLE.as_bytes()).await;
    let path = format!("/v1/freight-table-imports/{}", text(&job, "id"));
    let seen = stage.until(&path, key, |job| !["awaiting_upload", "processing"].contains(&name(job))).await;
    assert_eq!(name(&seen), "live", "{seen}");
}

fn name(job: &Value) -> &str {
    job["status"].as_str().unwrap_or_default()
}

/// A driver joins by the invitation in the mail.
async fn hire(stage: &Stage, key: &str, session: &str) -> (String, String) {
    let driver = text(&stage.post("/v1/drivers", key, &json!({ "name": "Davi Rocha" })).await, "id");
    let email = format!("davi.{}@example.com", uuid::Uuid::now_v7());
    let user = json!({ "email": email, "name": "Davi Rocha", "role": "driver", "reach": { "driver": driver },
        "language": "pt-BR" });
    stage.post("/v1/users", session, &user).await;
    let mail = stage.told(&email, |mail| mail.text.contains("/invitations/")).await;
    let token = mail.text.split_once("/invitations/").map_or("", |(_, rest)| rest);
    let token: String = token.chars().take_while(char::is_ascii_alphanumeric).collect();
    (driver, join(stage, &token).await)
}

/// What a shopper is offered, and the order that follows: the service as it was made.
pub(super) async fn ordered(stage: &Stage, shop: &Shop, phone: &str) -> Value {
    let cart = json!({ "destination": { "country": "BRA", "postalCode": "69005-040" },
        "items": [{ "sku": "livro", "quantity": 2 }] });
    let quote = stage.post("/v1/quotes", &shop.key, &cart).await;
    let option = &quote["options"][0];
    let hold = json!({ "quoteId": quote["id"], "optionId": option["id"] });
    let reservation = stage.post("/v1/reservations", &shop.key, &hold).await;
    let order = json!({
        "reservation": reservation["id"], "order": "PEDIDO-77", "agency": shop.agency,
        "customer": { "firstName": "Ana", "lastName": "Souza", "phone": phone, "email": "ana.souza@example.com" },
        "address": { "postalCode": "69005-040", "street": "Rua Ferreira Pena", "number": "10", "city": "Manaus",
            "state": "AM", "lat": -3.1261, "lng": -60.0237 },
        "requiredProof": ["photo", "signature"],
    });
    let service = stage.post("/v1/services", &shop.key, &order).await;
    assert_eq!(service["promise"]["price"], option["price"], "{service}");
    let place = format!("/v1/reservations/{}", text(&reservation, "id"));
    let consumed = stage.get(&place, &shop.key).await.json;
    assert_eq!((&consumed["status"], &consumed["service"]), (&json!("confirmed"), &service["id"]));
    let deadline: jiff::Timestamp = text(&service["promise"], "deadline").parse().unwrap();
    let promised = text(option, "promisedAt");
    let instant = promised.parse::<jiff::Timestamp>().ok();
    let instant = instant.or_else(|| promised.parse::<jiff::Zoned>().ok().map(|zoned| zoned.timestamp()));
    assert_eq!(instant, Some(deadline), "{promised}");
    service
}

/// The driver's day lists this service and nothing else.
pub(super) async fn listed(stage: &Stage, shop: &Shop, date: &str, id: &str) {
    let path = format!("/v1/driver-stops?date={date}");
    let day = acceptance::world::send(stage.request(Method::GET, &path, &shop.driver.1)).await;
    let stops = day.json["items"].as_array().unwrap_or_else(|| panic!("{}", day.text));
    assert!(stops.iter().all(|stop| stop["service"] == json!(id)) && !stops.is_empty(), "{}", day.text);
}
