//! SKUs and stock as spreadsheets.

use acceptance::files::{announced, errors, upload};

use super::*;

const IMPORTS: &str = "/v1/goods-imports";
const SKUS: &str = "Id,Name,Weight,Height,Width,Length,Price,Modal,Components";
const STOCK: &str = "Sku;Warehouse;Quantity;Unlimited;LeadTime";

impl Shop<'_> {
    /// Imports a file of goods from asking to its outcome.
    pub(super) async fn import_goods(&self, key: &str, kind: &str, file: &[u8], dry_run: bool) -> Value {
        let ask = announced("f.csv", file, json!({ "kind": kind, "dryRun": dry_run }));
        let asked = self.post(IMPORTS, key, &ask).await;
        assert_eq!((asked.status.as_u16(), asked.json["status"].as_str()), (201, Some("awaiting_upload")));
        upload(&asked.json, file).await;
        self.world.settle().await;
        self.get(asked.header("location")).await.json
    }
}

fn counts(import: &Value) -> Value {
    json!([
        import["status"],
        import["rows"],
        import["created"],
        import["changed"],
        import["unchanged"],
        import["errorCount"]
    ])
}

#[tokio::test]
async fn rows_without_errors_are_applied_and_again_change_nothing() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let good = "camiseta,Camiseta nova,310,30,250,300,\"49,90\",,\ncaneca,Caneca,400,100,90.0,120,,GLASS,\nkit,Kit,700,1,1,1,,,camiseta:2; caneca:1\n";
    let bad =
        "caneca,Outra,1,1,1,1,,,\nx y,Nome,1,1,1,1,,,\nvaso,,0.5,1,1,-1,1.234,WOOD,none:1\nkitkit,K,1,1,1,1,,,kit:1\n";
    let file = format!("{SKUS}\n{good}{bad}");
    let first = shop.import_goods("one", "skus", file.as_bytes(), false).await;
    assert_eq!(counts(&first), json!(["finished", 7, 2, 1, 0, 8]), "{first}");
    let expected = [
        (5, "", "duplicate"),
        (6, "Id", "invalid_id"),
        (7, "Weight", "not_a_whole_number"),
        (7, "Price", "price"),
        (7, "Name", "name"),
        (7, "Length", "length"),
        (7, "Modal", "unknown_modal"),
        (8, "Components", "kit_in_kit"),
    ];
    assert_eq!(errors(&first), expected, "{first}");
    assert!(first["reportUrl"].is_string());
    let kit = shop.get("/v1/skus/kit").await.json;
    assert_eq!(kit["components"], json!([{"sku": "camiseta", "quantity": 2}, {"sku": "caneca", "quantity": 1}]));
    assert_eq!(shop.get("/v1/skus/camiseta").await.json["price"], 4990);
    let etag = shop.get("/v1/skus/caneca").await.header("etag").to_owned();

    let again = shop.import_goods("two", "skus", file.as_bytes(), false).await;
    assert_eq!(counts(&again), json!(["finished", 7, 0, 0, 3, 8]), "{again}");
    assert_eq!(shop.get("/v1/skus/caneca").await.header("etag"), etag, "nothing was written");
    assert_eq!(shop.get(IMPORTS).await.json["items"].as_array().unwrap().len(), 2);
    world.stop().await;
}

#[tokio::test]
async fn stock_keeps_what_is_promised_and_names_what_is_registered() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let file =
        format!("{STOCK}\ncamiseta;sp-1;12;;P2D\nnone;sp-1;1;;\ncamiseta;rj;1;true;\ncamiseta;sp-1;3;yes;two days\n");
    let dry = shop.import_goods("dry", "inventory", file.as_bytes(), true).await;
    assert_eq!((dry["status"].as_str(), dry["errorCount"].as_u64()), (Some("rejected"), Some(4)), "{dry}");
    assert_eq!(shop.get("/v1/inventory/camiseta").await.json["items"], json!([]), "a dry run changes nothing");
    let read = shop.import_goods("one", "inventory", file.as_bytes(), false).await;
    assert_eq!(counts(&read), json!(["finished", 4, 1, 0, 0, 4]), "{read}");
    let stock = shop.get("/v1/inventory/camiseta/sp-1").await.json;
    assert_eq!((&stock["quantity"], &stock["leadTime"]), (&json!(12), &json!("P2D")));
    let rules: Vec<&str> = errors(&read).into_iter().map(|(_, _, rule)| rule).collect();
    for rule in ["unknown_sku", "unknown_warehouse", "boolean", "duration"] {
        assert!(rules.contains(&rule), "{rule}: {rules:?}");
    }
    world.stop().await;
}

#[tokio::test]
async fn what_stands_in_columns_that_a_file_lacks_stays_as_it_is() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let import = async |kind: &str, file: &str| {
        let read = shop.import_goods(&uuid::Uuid::now_v7().to_string(), kind, file.as_bytes(), false).await;
        assert_eq!((&read["status"], &read["errorCount"]), (&json!("finished"), &json!(0)), "{read}");
        json!([read["created"], read["changed"], read["unchanged"]])
    };
    assert_eq!(import("inventory", &format!("{STOCK}\ncamiseta;sp-1;10;true;P2D")).await, json!([1, 0, 0]));
    let stock = async || {
        let stock = shop.get("/v1/inventory/camiseta/sp-1").await.json;
        json!([stock["quantity"], stock["unlimited"], stock["leadTime"]])
    };
    let daily = "Sku,Warehouse,Quantity\ncamiseta,sp-1,12";
    assert_eq!(import("inventory", daily).await, json!([0, 1, 0]));
    assert_eq!(stock().await, json!([12, true, "P2D"]), "a count says nothing else");
    assert_eq!(import("inventory", daily).await, json!([0, 0, 1]), "and again it says nothing new");
    assert_eq!(import("inventory", "Sku,Warehouse,Quantity,LeadTime\ncamiseta,sp-1,12,").await, json!([0, 1, 0]));
    assert_eq!(stock().await, json!([12, true, "PT0S"]), "an empty cell says that there is none");

    let header = "Id,Name,Weight,Height,Width,Length";
    let whole = format!(
        "{header},Price,Modal,Components,AvailableFrom\nkit,Kit,1,2,3,4,9.90,GLASS,camiseta:2,2027-01-05T08:00:00Z"
    );
    assert_eq!(import("skus", &whole).await, json!([1, 0, 0]));
    let before = shop.get("/v1/skus/kit").await.json;
    let weighed = format!("{header}\nkit,Kit,700,2,3,4\nnovo,Novo,5,1,1,1");
    assert_eq!(import("skus", &weighed).await, json!([1, 1, 0]));
    let mut expected = before.clone();
    expected["weight"] = json!(700);
    assert_eq!(shop.get("/v1/skus/kit").await.json, expected);
    assert!(["price", "modal", "components", "availableFrom"].iter().all(|name| !expected[name].is_null()), "{before}");
    let emptied = format!("{header},Price,Modal,Components,AvailableFrom\nkit,Kit,700,2,3,4,,,,");
    assert_eq!(import("skus", &emptied).await, json!([0, 1, 0]));
    let kit = shop.get("/v1/skus/kit").await.json;
    assert!(["price", "modal", "components", "availableFrom"].iter().all(|name| kit[name].is_null()), "{kit}");
    world.stop().await;
}

#[tokio::test]
async fn files_of_goods_that_cannot_be_used_are_rejected() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let row = "camiseta,Camiseta,310,30,250,300,1,,";
    for (at, (file, rule)) in [
        (format!("{}\n{row}", SKUS.replace("Weight", "Peso")), "missing_column"),
        (format!("{SKUS},Weight\n{row},1"), "header_twins"),
        (format!("{SKUS}\n{}", row.replace("Camiseta", "=1+1")), "formula"),
        (format!("{SKUS}\n{row},,x"), "ragged_row"),
        (",".repeat(2_000), "too_many_columns"),
        (String::from("<html>"), "unknown_format"),
    ]
    .into_iter()
    .enumerate()
    {
        let read = shop.import_goods(&format!("bad-{at}"), "skus", file.as_bytes(), false).await;
        let rules: Vec<&str> = errors(&read).into_iter().map(|(_, _, rule)| rule).collect();
        assert_eq!((read["status"].as_str(), rules.contains(&rule)), (Some("rejected"), true), "{read}");
    }
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(format!("{SKUS}\n{row}").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let read = shop.import_goods("utf16", "skus", &utf16, false).await;
    assert_eq!(counts(&read), json!(["finished", 1, 0, 1, 0, 0]), "{read}");
    let unknown =
        shop.post(IMPORTS, "kind", &json!({"kind": "clients", "fileName": "f", "size": 1, "sha256": ""})).await;
    assert_eq!(unknown.status, 400);
    let wrong = shop.post(IMPORTS, "size", &json!({"kind": "skus", "fileName": " ", "size": 0, "sha256": "x"})).await;
    assert_eq!(wrong.broken(), fields(&[("/fileName", "file_name"), ("/size", "file_size"), ("/sha256", "sha256")]));
    world.stop().await;
}

#[tokio::test]
async fn pickup_points_and_sellers_are_configured_like_docks() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    assert_eq!(shop.put("/v1/sellers/abc", &json!({"name": "ABC"})).await.status, 201);
    let point = json!({
        "name": "Loja Centro", "seller": "abc", "tags": ["sp"],
        "address": {"country": "BRA", "postalCode": "01310-100", "city": "São Paulo"},
        "location": {"lat": -23.5505199, "lng": -46.6333094},
        "hours": [{"dayOfWeek": 1, "opening": "08:00", "closing": "18:00"}],
        "holidays": [{"date": "2026-12-24", "open": {"opening": "08:00", "closing": "12:00"}}, {"date": "2026-12-25"}],
    });
    let made = shop.put("/v1/pickup-points/centro", &point).await;
    assert_eq!((made.status.as_u16(), &made.json["location"]), (201, &point["location"]), "{}", made.text);
    let shown = shop.get("/v1/pickup-points/centro").await;
    assert_eq!(
        (&shown.json["holidays"], &shown.json["address"]["postalCode"]),
        (&point["holidays"], &json!("01310100"))
    );
    for (daily, pointer, rule) in [
        (json!({}), "/daily", "required"),
        (json!({"maxItems": 5, "aheadDays": 31}), "/daily/aheadDays", "out_of_range"),
    ] {
        let refused = shop.put("/v1/sellers/other", &json!({"name": "Other", "daily": daily})).await;
        assert_eq!(refused.broken(), [(pointer.to_owned(), rule.to_owned())], "{}", refused.text);
    }
    let seller = shop.get("/v1/sellers/abc").await;
    assert_eq!(shop.delete("/v1/sellers/abc", seller.header("etag")).await.outcome(), (409, "in_use".to_owned()));
    let mut bad = point.clone();
    bad["seller"] = json!("none");
    bad["location"] = json!({"lat": 91, "lng": 0});
    bad["address"] = json!({"country": "BRA", "postalCode": "1"});
    let told = shop.put("/v1/pickup-points/outro", &bad).await;
    assert_eq!(
        told.broken(),
        fields(&[("/seller", "unknown_seller"), ("/address/postalCode", "postal_code"), ("/location", "point")])
    );
    let policy = json!({
        "name": "Retira", "shippingMethod": "Retira", "pickupPoints": ["centro"], "pickupPointTags": ["sp"],
        "pickupPointSellers": ["abc"], "pickupPointsShown": 3, "splitCargo": true, "seller": "abc",
        "deliverySchedule": {
            "enabled": true, "maxRangeDays": 10, "blocked": [{"date": "2026-12-24", "start": "08:00"}],
            "windows": [{"dayOfWeek": 1, "start": "08:00", "end": "12:00", "price": 500, "cutOff": "PT2H", "maxOrders": 16}],
        },
    });
    let made = shop.put("/v1/shipping-policies/retira", &policy).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let shown = shop.get("/v1/shipping-policies/retira").await.json;
    for (name, value) in policy.as_object().unwrap() {
        assert_eq!(&shown[name], value, "{name}");
    }
    let gone = shop.delete("/v1/pickup-points/centro", made.header("etag")).await;
    assert_eq!(gone.status, 412);
    let etag = shop.get("/v1/pickup-points/centro").await.header("etag").to_owned();
    assert_eq!(shop.delete("/v1/pickup-points/centro", &etag).await.outcome(), (409, "in_use".to_owned()));
    world.stop().await;
}
