//! Pickup points, polygons and holidays.

use super::{BackOffice, names};
use acceptance::world::World;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn what_no_quote_reads_is_told_again_as_it_was_sent() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    let address =
        json!({ "postalCode": "69005-040", "country": { "acronym": "BRA", "name": "Brazil" }, "city": "Manaus" });
    let dock = json!({
        "id": "doca", "name": "Doca", "wmsEndPoint": "https://wms.example", "address": address, "location": null,
        "pickupInStoreInfo": { "isActice": true, "additionalInfo": "Portão 3" },
    });
    assert_eq!(office.post("/configuration/docks", &dock).await.json, json!(true));
    let shown = office.get("/configuration/docks/doca").await.json;
    for field in ["wmsEndPoint", "address", "location", "pickupInStoreInfo"] {
        assert_eq!(shown[field], dock[field], "{field}");
    }
    assert_eq!(shown["deliveryFromStoreInfo"]["isActice"], false, "what nobody sent is told as always");
    let warehouse =
        json!({ "id": "w", "name": "W", "warehouseDocks": [{ "dockId": "doca" }], "pickupPointIds": ["loja"] });
    assert_eq!(office.post("/configuration/warehouses", &warehouse).await.json, json!(true));
    assert_eq!(office.get("/configuration/warehouses/w").await.json["pickupPointIds"], json!(["loja"]));

    // Whoever changes the dock elsewhere, or sends less, leaves it.
    assert_eq!(office.post("/configuration/docks/doca/deactivation", &json!({})).await.json, json!(true));
    let fewer = json!({ "id": "doca", "name": "Doca Nova", "wmsEndPoint": "" });
    assert_eq!(office.post("/configuration/docks", &fewer).await.json, json!(true));
    let shown = office.get("/configuration/docks/doca").await.json;
    assert_eq!((&shown["address"], &shown["wmsEndPoint"]), (&dock["address"], &json!("")));
    let long = json!({ "id": "doca", "name": "Doca", "address": { "street": "x".repeat(5_000) } });
    let refused = office.post("/configuration/docks", &long).await;
    assert_eq!((refused.status.as_u16(), names(&refused.json["fields"])), (400, vec!["address"]), "{}", refused.text);
}

#[tokio::test]
async fn pickup_points_polygons_and_holidays_come_back_as_they_were_sent() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    let point = json!({
        "id": "hig011", "name": "Higienópolis", "description": "By the park", "instructions": "Bring the code",
        "formatted_address": "",
        "address": {
            "postalCode": "01242-001", "country": { "acronym": "BRA", "name": "Brazil" }, "city": "São Paulo",
            "state": "SP", "neighborhood": "Higienópolis", "street": "Avenida Angélica", "number": 2000,
            "complement": "", "reference": null, "location": { "latitude": -23.5489, "longitude": -46.6558 },
        },
        "isActive": true, "businessHours": [{ "dayOfWeek": 1, "openingTime": "08:00:00", "closingTime": "20:00:00" }],
        "tagsLabel": ["center"], "isThirdPartyPickup": false,
    });
    let put = office.put("/configuration/pickuppoints/hig011", &point).await;
    assert_eq!((put.status.as_u16(), &put.json["id"]), (200, &json!("hig011")), "{}", put.text);
    let shown = office.get("/configuration/pickuppoints/hig011").await;
    for field in ["id", "name", "description", "instructions", "isActive", "businessHours", "tagsLabel"] {
        assert_eq!(shown.json[field], point[field], "{field}");
    }
    assert_eq!(shown.json["address"]["location"], point["address"]["location"]);
    assert_eq!((&shown.json["_sort"], &shown.json["pickupHolidays"]), (&json!([]), &json!([])));
    for (query, found) in
        [("", 1), ("?keyword=HIGIEN", 1), ("?keyword=center&page=1&pageSize=5", 1), ("?keyword=mar", 0)]
    {
        let search = office.get(&format!("/configuration/pickuppoints/_search{query}")).await;
        assert_eq!(search.json["items"].as_array().map(Vec::len), Some(found), "{query}: {}", search.text);
        assert_eq!(search.json["paging"]["total"], found, "{query}");
    }
    assert_eq!(office.get("/configuration/pickuppoints/_search?page=101").await.status, 400);
    assert_eq!(office.get("/configuration/pickuppoints").await.json.as_array().map(Vec::len), Some(1));
    let lost = office.put("/configuration/pickuppoints/lost", &json!({ "name": "Lost" })).await;
    assert_eq!(names(&lost.json["fields"]), ["address.country.acronym", "address.location"], "{}", lost.text);

    let ring = json!([[[-46.66, -23.56], [-46.62, -23.56], [-46.62, -23.53], [-46.66, -23.56]]]);
    let put =
        office.put("/configuration/geoshape", &json!({ "name": "centro", "geoShape": { "coordinates": ring } })).await;
    assert_eq!((put.status.as_u16(), &put.json), (200, &json!("centro")), "{}", put.text);
    let shown = office.get("/configuration/geoshape/centro").await;
    assert_eq!(shown.json, json!({ "name": "centro", "geoShape": { "coordinates": ring, "type": "polygon" } }));
    let open = json!({ "name": "open", "geoShape": { "coordinates": [[[0, 0], [1, 0], [1, 1]]] } });
    assert_eq!(office.put("/configuration/geoshape", &open).await.status, 400);
    assert_eq!(office.get("/configuration/geoshape?page=1&perPage=9").await.json["items"], json!(["centro"]));

    let natal = json!({ "name": "Natal", "startDate": "2026-12-25T00:00:00" });
    assert_eq!(office.put("/configuration/holidays/natal", &natal).await.json, json!(true));
    let shown = json!({ "id": "natal", "name": "Natal", "startDate": "2026-12-25", "endDate": "2026-12-25" });
    assert_eq!(office.get("/configuration/holidays/natal").await.json, shown);
    assert_eq!(office.get("/configuration/holidays").await.json, json!([shown]));
    for path in
        ["/configuration/pickuppoints/hig011", "/configuration/geoshape/centro", "/configuration/holidays/natal"]
    {
        for status in [200, 404] {
            assert_eq!(office.call(Method::DELETE, path, None).await.status, status, "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_answered_is_what_was_stored() {
    let world = World::empty().await;
    let office = BackOffice::new(&world).await;
    let path = "/configuration/pickuppoints/loja";
    let mut point = json!({ "name": "Loja", "isActive": false, "address": { "country": { "acronym": "BRA" },
        "location": { "latitude": -23.5489, "longitude": -46.6558 } } });
    assert_eq!(office.put(path, &point).await.json["isActive"], false);
    point.as_object_mut().unwrap().remove("isActive");
    let put = office.put(path, &point).await;
    assert_eq!((&put.json["isActive"], &put.json), (&json!(false), &office.get(path).await.json));

    let year = json!({ "name": "Recesso", "startDate": "2026-12-01", "endDate": "2027-12-01" });
    let put = office.put("/configuration/holidays/recesso", &year).await;
    assert!(put.json == json!(true) && put.header("warning").contains("first 60 days"), "{}", put.text);
    assert_eq!(office.get("/configuration/holidays/recesso").await.json["endDate"], "2027-01-29");
    let zero = json!({ "name": "Recesso", "startDate": "0000-12-01" });
    assert_eq!(office.put("/configuration/holidays/recesso", &zero).await.status, 400);

    let nulls = json!({ "id": "nula", "name": "Nula", "shippingMethod": "Nula",
        "weekendAndHolidays": { "saturday": null, "sunday": true, "holiday": null },
        "deliveryScheduleSettings": { "useDeliverySchedule": null, "dayOfWeekForDelivery": null },
        "modalSettings": { "modals": null, "useOnlyItemsWithDefinedModal": null },
        "businessHourSettings": { "carrierBusinessHours": null, "isOpenOutsideBusinessHours": null } });
    let made = office.post("/shipping-policies", &nulls).await;
    assert_eq!(made.status, 200, "{}", made.text);
    let shown = office.get("/shipping-policies/nula").await.json;
    assert_eq!(shown["weekendAndHolidays"], json!({ "saturday": false, "sunday": true, "holiday": false }));
}
