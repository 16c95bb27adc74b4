//! A back office that was written for the reference platform sets up docks, warehouses, policies and their tables.

use super::names;
use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use reqwest::Method;
use serde_json::{Value, json};

mod places;
mod stock;

const PVT: &str = "/api/logistics/pvt";
const VALUES: &str = "/configuration/freights/road/values/update";

/// A back office with an application key.
struct BackOffice<'w> {
    world: &'w World,
    merchant: Merchant,
}

impl<'w> BackOffice<'w> {
    async fn new(world: &'w World) -> Self {
        Self { world, merchant: Merchant::found(world, "casa").await }
    }

    async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let whole = if path.starts_with("/api") { path.to_owned() } else { format!("{PVT}{path}") };
        let request = self.world.request(method, &whole);
        let request = request.header("x-vtex-api-appkey", &self.merchant.key_id);
        let request = request.header("x-vtex-api-apptoken", &self.merchant.key);
        send(match body {
            Some(body) => request.json(body),
            None => request,
        })
        .await
    }

    async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, Some(body)).await
    }

    async fn put(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::PUT, path, Some(body)).await
    }

    /// A policy `road` that collects at a dock of a warehouse, without a table.
    async fn set_up(&self) {
        for (path, body) in [
            ("/shipping-policies", policy()),
            ("/configuration/docks", dock()),
            ("/configuration/warehouses", warehouse()),
        ] {
            let made = self.post(path, &body).await;
            assert_eq!(made.status, 200, "{path}: {}", made.text);
        }
        let sku = json!({ "name": "Thing", "weight": 500, "dimensions": { "height": 10, "width": 20, "length": 30 } });
        let sku = self.merchant.program(self.world, Method::PUT, "/v1/skus/100").json(&sku);
        assert_eq!(send(sku).await.status, 201);
        let stock = self.merchant.program(self.world, Method::PUT, "/v1/inventory/100/1_1");
        assert_eq!(send(stock.json(&json!({ "quantity": 9 }))).await.status, 201);
    }

    /// The price of one thing for a postal code; nothing where it cannot be delivered.
    async fn price(&self, postal_code: &str) -> Option<f64> {
        let dimension = json!({ "weight": 500, "height": 1, "width": 2, "length": 3 });
        let items = json!([{ "id": "100", "quantity": 1, "price": 100, "dimension": dimension }]);
        let ask =
            json!([{ "items": items, "location": { "zipCode": postal_code, "country": "BRA" }, "salesChannel": "1" }]);
        let answer = self.post("/shipping/calculate", &ask).await;
        answer.json[0][0]["listPrice"].as_f64()
    }
}

fn policy() -> Value {
    json!({
        "id": "road", "name": "Road Ltd", "shippingMethod": "Normal", "isActive": true,
        "weekendAndHolidays": { "saturday": true, "sunday": false, "holiday": false },
        "maxDimension": { "largestMeasure": 105.5, "maxMeasureSum": 200.0 },
        "numberOfItemsPerShipment": 1, "minimumValueAceptable": 0.0, "maximumValueAceptable": 1500.5,
        "cubicWeightSettings": { "volumetricFactor": 0.167, "minimunAcceptableVolumetricWeight": 0.0 },
        "modalSettings": { "modals": ["LIQUID"], "useOnlyItemsWithDefinedModal": false },
        "businessHourSettings": {
            "carrierBusinessHours": [{ "openingTime": "00:00:00", "closingTime": "23:59:59", "dayOfWeek": 1 }],
            "isOpenOutsideBusinessHours": true,
        },
        "deliveryScheduleSettings": {
            "useDeliverySchedule": false, "maxRangeDelivery": 7,
            "dayOfWeekForDelivery": [{ "dayOfWeek": 1, "deliveryRanges": [{
                "startTime": "08:00:00", "endTime": "12:00:00", "listPrice": 5.5,
                "deliveryCapacity": [{ "capacityType": "ORDERS_QUANTITY", "maxValue": 16 }],
            }] }],
            "dayOfWeekBlockeds": [],
        },
        "pickupPointsSettings": null, "somethingElse": 1,
    })
}

fn dock() -> Value {
    json!({
        "id": "catete", "name": "Loja Catete", "priority": 0, "dockTimeFake": "1.00:00:00",
        "timeFakeOverhead": "00:30:00", "salesChannels": ["1", 2], "salesChannel": null,
        "freightTableIds": ["road"], "wmsEndPoint": "",
        "address": { "postalCode": "22220070", "country": { "acronym": "BRA", "name": "Brazil" } },
    })
}

fn warehouse() -> Value {
    let link = json!({ "dockId": "catete", "name": "Loja Catete", "time": "2.00:00:00", "cost": "5.00",
        "translateDays": "dias", "costToDisplay": "5,00" });
    json!({ "id": "1_1", "name": "Principal", "warehouseDocks": [link], "pickupPointIds": [], "priority": 3 })
}

fn row(operation: i64, from: &str, to: &str, cost: &str) -> Value {
    json!({
        "absoluteMoneyCost": cost, "country": "BRA", "maxVolume": 1_000_000_000, "operationType": operation,
        "pricePercent": 0, "pricePercentByWeight": 0, "timeCost": "2.00:00:00", "weightEnd": 1000.0, "weightStart": 0.0,
        "zipCodeEnd": to, "zipCodeStart": from, "polygon": "",
    })
}

#[tokio::test]
async fn a_divisor_for_volume_is_turned_into_a_factor_and_said() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    for (sent, kept, told) in [(json!(6000), json!(0.166_667), true), (json!("0.167"), json!(0.167), false)] {
        let mut body = policy();
        body["cubicWeightSettings"]["volumetricFactor"] = sent;
        let made = office.post("/shipping-policies", &body).await;
        assert_eq!(made.status, 200, "{}", made.text);
        let warning = made.headers.get("warning").map(|text| text.to_str().unwrap().to_owned());
        assert_eq!(warning.is_some_and(|text| text.contains("0.166667")), told, "{kept}");
        let found = office.get("/shipping-policies/road").await;
        assert_eq!(found.json["cubicWeightSettings"]["volumetricFactor"], kept, "{}", found.text);
    }
    let mut body = policy();
    body["cubicWeightSettings"]["volumetricFactor"] = json!(300);
    assert_eq!(
        office.post("/shipping-policies", &body).await.status,
        400,
        "nothing weighs 300 grams a cubic centimetre"
    );
}

#[tokio::test]
async fn freight_values_are_put_in_replaced_and_taken_out_by_place_and_weights_at_once() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    office.set_up().await;
    assert_eq!(office.price("22250040").await, None);
    let rio = row(1, "20000000", "29999999", "12.34");
    let made = office.post(VALUES, &json!([rio, row(1, "1000000", "5999999", "7.00")])).await;
    assert_eq!((made.status.as_u16(), made.text.as_str()), (200, ""));
    assert_eq!((office.price("22250040").await, office.price("01310100").await), (Some(17.34), Some(12.0)));

    let found = office.get("/configuration/freights/road/22250-040/values").await;
    assert_eq!(found.json.as_array().map(Vec::len), Some(1), "{}", found.text);
    for (field, expected) in [
        ("absoluteMoneyCost", json!(12.34)),
        ("country", json!("BRA")),
        ("maxVolume", json!(1_000_000_000)),
        ("operationType", json!(0)),
        ("pricePercent", json!(0)),
        ("pricePercentByWeight", json!(0)),
        ("timeCost", json!("2.00:00:00")),
        ("weightStart", json!(0)),
        ("weightEnd", json!(1000)),
        ("zipCodeStart", json!("20000000")),
        ("zipCodeEnd", json!("29999999")),
        ("polygon", json!("")),
        ("minimumValueInsurance", json!(0)),
        ("restrictedFreights", json!([])),
    ] {
        assert_eq!(found.json[0][field], expected, "{field}");
    }

    // One call that changes, takes out and refuses nothing is one version; one wrong row leaves everything as it was.
    let changes = json!([row(2, "20000000", "29999999", "20"), row(3, "01000000", "05999999", "")]);
    assert_eq!(office.post(VALUES, &changes).await.status, 200);
    assert_eq!((office.price("22250040").await, office.price("01310100").await), (Some(25.0), None));
    let mut late = row(1, "30000000", "39999999", "1");
    late["timeCost"] = json!("00.24:00:00");
    let refused = office.post(VALUES, &json!([row(2, "20000000", "29999999", "1"), late, row(9, "1", "2", "1")])).await;
    assert_eq!(refused.status, 400, "{}", refused.text);
    assert_eq!(names(&refused.json["fields"]), ["1.timeCost", "2.operationType"]);
    assert_eq!(office.price("22250040").await, Some(25.0));
    for (path, status) in
        [("/configuration/freights/air/22250040/values", 404), ("/configuration/freights/road/-/values", 400)]
    {
        assert_eq!(office.get(path).await.status, status, "{path}");
    }
    assert_eq!(office.post("/configuration/freights/air/values/update", &json!([rio])).await.status, 404);
    assert_eq!(office.post(VALUES, &json!([])).await.status, 400);
    let versions = office.merchant.program(&world, Method::GET, "/v1/shipping-policies/road/freight-tables");
    assert_eq!(send(versions).await.json["items"].as_array().map(Vec::len), Some(2), "each call made one version");
}

#[tokio::test]
async fn restricted_areas_are_told_with_the_rows_that_they_meet() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    office.set_up().await;
    office.post(VALUES, &json!([row(1, "01000000", "05999999", "1")])).await;
    let areas = json!({ "items": [
        { "country": "BRA", "postalFrom": "01056051" },
        { "country": "BRA", "postalFrom": "02000000", "postalTo": "02999999", "overTime": "P2D", "message": "Ferry" },
        { "country": "BRA", "postalFrom": "09000000", "postalTo": "09999999" },
    ] });
    let put = office.merchant.program(&world, Method::PUT, "/v1/shipping-policies/road/restricted-areas");
    assert_eq!(send(put.json(&areas)).await.status, 201);
    let found = office.get("/configuration/freights/road/01310100/values").await;
    let delay =
        json!({ "zipCodeStart": "02000000", "zipCodeEnd": "02999999", "overTime": "2.00:00:00", "message": "Ferry" });
    assert_eq!(found.json[0]["restrictedFreights"], json!(["01056051", delay]));
}

#[tokio::test]
async fn docks_and_warehouses_come_back_as_they_were_sent() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    office.set_up().await;
    let shown = office.get("/configuration/docks/catete").await;
    for (field, expected) in [
        ("id", json!("catete")),
        ("name", json!("Loja Catete")),
        ("priority", json!(0)),
        ("dockTimeFake", json!("1.00:00:00")),
        ("timeFakeOverhead", json!("00:30:00")),
        ("salesChannels", json!(["1", "2"])),
        ("freightTableIds", json!(["road"])),
        ("isActive", json!(true)),
    ] {
        assert_eq!(shown.json[field], expected, "{field}");
    }
    assert!(shown.json["pickupInStoreInfo"]["isActice"].is_boolean(), "{}", shown.text);
    let shown = office.get("/configuration/warehouses/1_1").await;
    assert_eq!(
        shown.json,
        json!({
            "id": "1_1", "name": "Principal", "priority": 3, "isActive": true, "pickupPointIds": [],
            "warehouseDocks": [{ "dockId": "catete", "name": "Loja Catete", "time": "2.00:00:00", "cost": 5.0,
                "translateDays": "dias", "costToDisplay": "5,00" }],
        })
    );
    for (kind, id) in [("docks", "catete"), ("warehouses", "1_1")] {
        let list = office.get(&format!("/configuration/{kind}")).await;
        assert_eq!(list.json.as_array().map(Vec::len), Some(1), "{}", list.text);
        for (word, active) in [("deactivation", false), ("activation", true)] {
            let turned = office.post(&format!("/configuration/{kind}/{id}/{word}"), &json!({})).await;
            assert_eq!((turned.status.as_u16(), &turned.json), (200, &json!(true)), "{kind} {word}");
            assert_eq!(office.get(&format!("/configuration/{kind}/{id}")).await.json["isActive"], active);
        }
        assert_eq!(office.get(&format!("/configuration/{kind}/none")).await.status, 404);
    }
    let remove = |path: &'static str| office.call(Method::DELETE, path, None);
    assert_eq!(remove("/configuration/docks/catete").await.status, 409, "a warehouse names it");
    for path in ["/configuration/warehouses/1_1", "/configuration/docks/catete", "/shipping-policies/road"] {
        assert_eq!(remove(path).await.status, 200, "{path}");
        assert_eq!(remove(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_policy_comes_back_as_it_was_sent_and_keeps_its_table() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    office.set_up().await;
    office.post(VALUES, &json!([row(1, "20000000", "29999999", "12.34")])).await;
    let mut body = policy();
    body["name"] = json!("Road and Rail");
    let put = office.put("/shipping-policies/road", &body).await;
    assert_eq!(put.status, 200, "{}", put.text);
    let shown = office.get("/shipping-policies/road").await;
    let sent = body.as_object().unwrap().iter().filter(|(field, _)| *field != "somethingElse");
    for (field, expected) in sent {
        assert_eq!(&shown.json[field.as_str()], expected, "{field}");
    }
    assert_eq!(shown.json["carrierInfo"]["linkedDocks"], json!([{ "id": "catete", "name": "Loja Catete" }]));
    assert_eq!((&shown.json["carrierInfo"]["readyToUse"], &shown.json["carrierSchedule"]), (&json!(true), &json!([])));
    assert_eq!(shown.json["shippingHoursSettings"]["acceptOrdersOutsideShippingHours"], true);
    assert_eq!(office.price("22250040").await, Some(17.34));

    for n in 0..3 {
        let mut other = policy();
        (other["id"], other["name"]) = (json!(format!("p{n}")), json!(n));
        assert_eq!(office.post("/shipping-policies", &other).await.status, 200);
    }
    let list = office.get("/shipping-policies?page=2&perPage=3").await;
    assert_eq!(list.json["items"][0]["id"], "road", "{}", list.text);
    assert_eq!(list.json["paging"], json!({ "page": 2, "perPage": 3, "pages": 2, "total": 4 }));
    assert_eq!(office.get("/shipping-policies?page=0").await.status, 400);

    let mut wrong = policy();
    wrong["modalSettings"]["modals"] = json!(["BOATS"]);
    wrong["businessHourSettings"]["carrierBusinessHours"][0]["openingTime"] = json!("25:00:00");
    wrong["pickupPointsSettings"] = json!({ "pickupPointIds": ["nowhere"], "pickupPointTags": [], "sellers": [] });
    let refused = office.put("/shipping-policies/road", &wrong).await;
    assert_eq!(refused.status, 400);
    assert_eq!(
        names(&refused.json["fields"]),
        [
            "businessHourSettings.carrierBusinessHours.0.openingTime",
            "modalSettings.modals.0",
            "pickupPointsSettings.pickupPointIds.0"
        ]
    );
}

#[tokio::test]
async fn windows_of_one_date_are_blocked_and_offered_again() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    office.set_up().await;
    let path = |word: &str| format!("/configuration/carriers/road/{word}dayofweekblocked");
    for moment in ["2099-12-09T08:00:00", "2099-12-02T08:00:00", "2001-01-01T08:00:00"] {
        let added = office.post(&path("add"), &json!(moment)).await;
        assert_eq!((added.status.as_u16(), &added.json), (200, &json!(true)), "{}", added.text);
    }
    let blocked = office.get(&path("get")).await;
    assert_eq!(blocked.json, json!(["2099-12-02T08:00:00", "2099-12-09T08:00:00"]), "what is past is not told");
    office.post(&path("remove"), &json!("2099-12-02T08:00:00")).await;
    assert_eq!(office.get(&path("get")).await.json, json!(["2099-12-09T08:00:00"]));
    assert_eq!(office.post(&path("add"), &json!("tomorrow")).await.status, 400);
}

#[tokio::test]
async fn whoever_may_not_is_told_so_in_the_reference_s_own_body() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    let path = format!("{PVT}/configuration/docks");
    let store = json!({ "name": "shop", "kind": "secret", "role": "store" });
    let store = office.merchant.make_key(&world, &store).await;
    let shop = |token: String| {
        let request = world.request(Method::GET, &path).header("x-vtex-api-appkey", store.text("id"));
        send(request.header("x-vtex-api-apptoken", token))
    };
    for (answer, status, code) in [
        (send(world.request(Method::GET, &path)).await, 401, "not_signed_in"),
        (shop("sk_wrong".to_owned()).await, 401, "invalid_credentials"),
        (shop(store.text("secret")).await, 403, "not_allowed"),
        (office.get("/configuration/nothing/here").await, 404, "no_such_route"),
        (office.put("/configuration/docks", &json!({})).await, 405, "method_not_allowed"),
        (office.post("/configuration/docks", &json!("dock")).await, 400, "invalid_body"),
    ] {
        assert_eq!((answer.status.as_u16(), &answer.json["error"]["code"]), (status, &json!(code)), "{}", answer.text);
        assert_eq!(names(&answer.json), ["error", "fields", "operationId"]);
        assert_eq!(answer.json["error"]["exception"], Value::Null);
        assert!(answer.json["error"]["message"].is_string() && answer.json["fields"].is_object());
        assert_eq!(answer.header("content-type"), "application/json");
    }
}
