//! Currencies without decimals, and with three.

use super::*;
use acceptance::tables;

#[tokio::test]
async fn amounts_have_the_decimals_of_the_account_s_currency_everywhere() {
    let world = World::empty().await;
    // Code, what a row asks, what that is in minor units and in hundredths, and prices in a file.
    for (code, rate, minor, cents, file, registered, refused) in [
        ("JPY", "1000.5", 1_000, 100_000, "500", 500, "49.90"),
        ("KWD", "1.2345", 1_234, 123, "1.234", 1_234, "1.2345"),
        ("CLP", "2990", 2_990, 299_000, "500", 500, "0.5"),
    ] {
        let shop = Shop::new(&world, &format!("moeda-{}", code.to_lowercase())).await;
        let account = shop.get("/v1/account").await;
        let mut settings = account.json.clone();
        settings["currency"] = json!(code);
        settings.as_object_mut().unwrap().retain(|field, _| field != "id" && field != "createdAt");
        let put = shop.replace("/v1/account", account.header("etag"), &settings).await;
        assert_eq!(put.status, 200, "{}", put.text);
        let every_day = json!({ "saturday": true, "sunday": true, "holiday": true });
        for (path, body) in [
            (
                "/v1/shipping-policies/road",
                json!({ "name": "Road", "shippingMethod": "Normal", "weekendAndHolidays": every_day }),
            ),
            ("/v1/docks/dock", json!({ "name": "Dock", "policies": ["road"] })),
            ("/v1/warehouses/house", json!({ "name": "House", "docks": [{ "dock": "dock" }] })),
            ("/v1/skus/thing", sku()),
            ("/v1/inventory/thing/house", json!({ "quantity": 9 })),
        ] {
            let made = shop.put(path, &body).await;
            assert_eq!(made.status, 201, "{path}: {}", made.text);
        }
        let cart = json!({ "destination": { "country": "BRA", "postalCode": "69005040" }, "explain": true,
            "items": [{ "sku": "thing", "quantity": 1 }] });
        let none = shop.post("/v1/quotes", "none", &cart).await;
        assert_eq!(none.json["dropped"][0]["reason"], "no_freight_table", "{}", none.text);
        assert_eq!(
            (&none.json["options"], &none.json["dropped"][0]["policy"]),
            (&json!([]), &json!("road")),
            "{}",
            none.text
        );

        let header = "Id,Name,Weight,Height,Width,Length,Price";
        let rows = format!("{header}\nthing,Thing,300,30,250,300,{file}\nother,Other,300,30,250,300,{refused}");
        let read = shop.import_goods(&format!("file-{code}"), "skus", rows.as_bytes(), false).await;
        let errors: Vec<(&Value, &Value)> =
            read["errors"].as_array().unwrap().iter().map(|error| (&error["row"], &error["rule"])).collect();
        assert_eq!(errors, [(&json!(3), &json!("price"))], "{read}");
        assert_eq!(shop.get("/v1/skus/thing").await.json["price"], registered);

        let row = format!("01000000,99999999,,0,30000,{rate},0,0,0,2.00:00:00,BRA,0");
        tables::import(&world, &shop.merchant.key, "road", &[&row]).await;
        let quoted = shop.post("/v1/quotes", "some", &cart).await;
        assert_eq!(
            (&quoted.json["currency"], &quoted.json["options"][0]["price"]),
            (&json!(code), &json!(minor)),
            "{}",
            quoted.text
        );
        let cart = json!({ "items": [{ "id": "thing", "quantity": 1, "seller": "1" }], "country": "BRA", "postalCode": "69005-040" });
        let told = send(shop.request(Method::POST, "/api/fulfillment/pvt/orderForms/simulation").json(&cart)).await;
        let sla = &told.json["logisticsInfo"][0]["slas"][0];
        assert_eq!(sla["price"], cents, "{code}: {}", told.text);
    }
    world.stop().await;
}
