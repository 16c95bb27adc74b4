//! Docks, warehouses, shipping policies, pickup points, sellers and holidays as spreadsheets.

use acceptance::files::{announced, errors, upload};

use super::*;

const IMPORTS: &str = "/v1/configuration-imports";

impl Shop<'_> {
    async fn import_settings(&self, key: &str, kind: &str, file: &[u8], dry_run: bool) -> Value {
        let ask = announced("f.csv", file, json!({ "kind": kind, "dryRun": dry_run }));
        let asked = self.post(IMPORTS, key, &ask).await;
        assert_eq!((asked.status.as_u16(), asked.json["status"].as_str()), (201, Some("awaiting_upload")));
        upload(&asked.json, file).await;
        self.world.settle().await;
        self.get(asked.header("location")).await.json
    }

    async fn imported(&self, kind: &str, file: &str, expected: Value) {
        let found = self.import_settings(&uuid::Uuid::now_v7().to_string(), kind, file.as_bytes(), false).await;
        let counts = json!([found["status"], found["created"], found["changed"], found["unchanged"]]);
        assert_eq!((&counts, &found["errorCount"]), (&expected, &json!(0)), "{kind}: {found}");
    }
}

#[tokio::test]
async fn a_whole_shop_comes_in_as_spreadsheets_and_is_quoted() {
    let world = World::empty().await;
    let shop = Shop::new(&world, "nova").await;
    let files = [
        ("sellers", "Id,Name,MaxOrders,WhenFull\nabc,Livraria ABC,40,pause\n"),
        (
            "pickupPoints",
            "Id;Name;Country;Latitude;Longitude;PostalCode;City;Hours;Tags\ncentro;Loja Centro;BRA;-3,1190;-60.0217;69005-040;Manaus;\"1 08:00-18:00; 2 08:00-18:00\";am\n",
        ),
        (
            "shippingPolicies",
            "Id,Name,ShippingMethod,Saturday,LargestMeasure,MinimumValue,CubicFactor,Modals,Pickups,ByAppointment,MaxRangeDays,Windows,PickupPoints\nexpresso,Expresso,Expresso,true,1050,10.00,0.167,GLASS;LIQUID,1 18:00;2 18:00;3 18:00,,,,\nagenda,Com hora,Agendada,,,,,,,1,7,1 08:00-12:00 price=9.90 orders=16 before=PT2H;2 08:00-12:00,\nretira,Retira,Retira,,,,,,,,,,centro\n",
        ),
        (
            "docks",
            "Id,Name,Priority,ProcessingTime,SalesChannels,Policies\ndoca,Doca,3,P1D,1;2,expresso; agenda; retira\n",
        ),
        ("warehouses", "Id,Name,Docks\nsp,São Paulo,doca PT4H 1.99\n"),
        ("holidays", "Id,Name,StartDate,EndDate\nnatal,Natal,2026-12-25,\nfolga,Folga,2026-12-28,2026-12-31\n"),
    ];
    for (kind, file) in files {
        let rows = file.lines().count() - 1;
        shop.imported(kind, file, json!(["finished", rows, 0, 0])).await;
    }
    let daily = shop.get("/v1/sellers/abc").await.json["daily"].clone();
    assert_eq!(daily, json!({"maxOrders": 40, "whenFull": "pause", "aheadDays": 14}));
    let policy = shop.get("/v1/shipping-policies/expresso").await.json;
    assert_eq!(
        (&policy["weekendAndHolidays"]["saturday"], &policy["maxDimension"]["largestMeasure"]),
        (&json!(true), &json!(1050))
    );
    assert_eq!((&policy["cartValue"]["minimum"], &policy["cubicWeight"]["factor"]), (&json!(1000), &json!("0.167")));
    assert_eq!(policy["pickups"][2], json!({"dayOfWeek": 3, "timeLimit": "18:00"}));
    let windows = shop.get("/v1/shipping-policies/agenda").await.json["deliverySchedule"]["windows"].clone();
    assert_eq!(
        windows[0],
        json!({"dayOfWeek": 1, "start": "08:00", "end": "12:00", "price": 990, "cutOff": "PT2H", "maxOrders": 16})
    );
    let link = shop.get("/v1/warehouses/sp").await.json["docks"][0].clone();
    assert_eq!(link, json!({"dock": "doca", "time": "PT4H", "cost": 199}));
    assert_eq!(shop.get("/v1/pickup-points/centro").await.json["location"], json!({"lat": -3.119, "lng": -60.0217}));
    assert_eq!(shop.get("/v1/holidays/folga").await.json["endDate"], "2026-12-31");

    // The same again changes nothing, and a column that is not there leaves what is.
    for (kind, file) in files {
        let rows = file.lines().count() - 1;
        shop.imported(kind, file, json!(["finished", 0, 0, rows])).await;
    }
    shop.imported("docks", "Id,Name\ndoca,Doca Nova\n", json!(["finished", 0, 1, 0])).await;
    let dock = shop.get("/v1/docks/doca").await.json;
    assert_eq!((&dock["name"], &dock["processingTime"]), (&json!("Doca Nova"), &json!("P1D")));
    shop.imported("docks", "Id,Name,ProcessingTime\ndoca,Doca Nova,\n", json!(["finished", 0, 1, 0])).await;
    assert_eq!(shop.get("/v1/docks/doca").await.json["processingTime"], "PT0S", "an empty cell is a word too");
    let list = shop.get(&format!("{IMPORTS}?limit=3")).await.json;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(3));
    world.stop().await;
}

#[tokio::test]
async fn a_postal_code_that_a_spreadsheet_took_the_zero_from_is_padded_with_a_warning() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let file = "Id,Name,Country,Latitude,Longitude,PostalCode\n\
        paulista,Paulista,BRA,-23.56,-46.65,1310100\n\
        kyoto,Kyoto,JPN,35.01,135.76,6008216\n\
        curto,Curto,BRA,-23.56,-46.65,01310-10\n";
    let found = shop.import_settings("one", "pickupPoints", file.as_bytes(), false).await;
    assert_eq!((&found["status"], &found["created"]), (&json!("finished"), &json!(2)), "{found}");
    assert_eq!(errors(&found), [(4, "PostalCode", "postal_code")], "{found}");
    let report = world.download(found["reportUrl"].as_str().unwrap()).await;
    assert!(report.lines().any(|line| line.contains("postal_code_padded") && line.contains("1310100")), "{report}");
    assert_eq!(report.matches("postal_code_padded").count(), 1, "{report}");
    for (point, code) in [("paulista", "01310100"), ("kyoto", "6008216")] {
        let shown = shop.get(&format!("/v1/pickup-points/{point}")).await.json;
        assert_eq!(shown["address"]["postalCode"], code);
    }
    world.stop().await;
}

#[tokio::test]
async fn rows_with_errors_are_told_by_cell_and_the_others_count() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let file = "Id,Name,Priority,ProcessingTime,Policies,Active\n\
        boa,Boa,1,P2D,expresso,\n\
        x y,Nome,1,,,\n\
        ruim,,11,two days,none,yes\n\
        pior,Pior,11,two days,none,1\n\
        boa,Outra vez,1,,,\n";
    let dry = shop.import_settings("dry", "docks", file.as_bytes(), true).await;
    assert_eq!((&dry["status"], &dry["rows"], &dry["created"]), (&json!("rejected"), &json!(5), &Value::Null));
    assert_eq!(shop.get("/v1/docks/boa").await.status, 404, "a dry run changes nothing");
    let found = shop.import_settings("one", "docks", file.as_bytes(), false).await;
    assert_eq!((&found["status"], &found["created"]), (&json!("finished"), &json!(1)), "{found}");
    let expected = [
        (3, "Id", "invalid_id"),
        (4, "Name", "required"),
        (4, "Active", "boolean"),
        (5, "ProcessingTime", "duration"),
        (5, "Policies", "unknown_policy"),
        (5, "Priority", "too_large"),
        (6, "", "duplicate"),
    ];
    assert_eq!(errors(&found), expected, "{found}");
    assert_eq!(shop.get("/v1/docks/boa").await.json["name"], "Boa");
    assert!(found["reportUrl"].is_string());
    world.stop().await;
}

#[tokio::test]
async fn files_of_settings_that_cannot_be_used_are_rejected() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let wide = (0..1_000).map(|at| format!("c{at}")).collect::<Vec<_>>().join(",");
    for (at, (kind, file, rule)) in [
        ("docks", "Id,Nome\na,A\n".to_owned(), "missing_column"),
        ("docks", "Id,Name,Colour\na,A,red\n".to_owned(), "unknown_column"),
        ("docks", "Id,Name,Name\na,A,A\n".to_owned(), "header_twins"),
        ("docks", "Id,Name\na,A,x\n".to_owned(), "ragged_row"),
        ("docks", "Id,Name\na,=1+1\n".to_owned(), "formula"),
        ("docks", "Id,Name\n".to_owned(), "no_rows"),
        ("docks", wide, "too_many_columns"),
        ("holidays", "Id,Name,StartDate\na,A,2026-02-30\n".to_owned(), "date"),
        ("holidays", "Id,Name,StartDate,EndDate\na,A,2026-02-01,2026-12-31\n".to_owned(), "holiday"),
        ("holidays", "Id,Name,StartDate\na,A,0000-01-01\n".to_owned(), "holiday"),
        ("pickupPoints", "Id,Name,Country,Latitude,Longitude\na,A,BRA,91,0\n".to_owned(), "point"),
        ("pickupPoints", "Id,Name,Country,Latitude,Longitude\na,A,BRA,north,0\n".to_owned(), "not_a_number"),
        ("warehouses", "Id,Name,Docks\na,A,sp-dock one day\n".to_owned(), "docks"),
        ("shippingPolicies", "Id,Name,ShippingMethod,Windows\na,A,A,mornings\n".to_owned(), "windows"),
        ("shippingPolicies", "Id,Name,ShippingMethod,CubicFactor\na,A,A,600\n".to_owned(), "looks_like_a_divisor"),
    ]
    .into_iter()
    .enumerate()
    {
        let found = shop.import_settings(&format!("bad-{at}"), kind, file.as_bytes(), false).await;
        let rules: Vec<&str> = errors(&found).into_iter().map(|(_, _, rule)| rule).collect();
        assert_eq!((&found["status"], rules.contains(&rule)), (&json!("rejected"), true), "{rule}: {found}");
    }
    let divisor = b"Id,Name,ShippingMethod,CubicFactor\na,A,A,6000\n";
    let turned = shop.import_settings("divisor", "shippingPolicies", divisor, false).await;
    assert_eq!(turned["status"], "finished", "{turned}");
    let report = world.download(turned["reportUrl"].as_str().unwrap()).await;
    assert!(report.contains("divisor_turned") && report.contains("6000"), "{report}");
    assert_eq!(shop.get("/v1/shipping-policies/a").await.json["cubicWeight"]["factor"], "0.166667");
    let unknown = shop.post(IMPORTS, "kind", &json!({"kind": "cars", "fileName": "f", "size": 1, "sha256": ""})).await;
    assert_eq!(unknown.status, 400);
    let body = json!({"kind": "docks", "fileName": " ", "size": 11 << 20, "sha256": "x"});
    let wrong = shop.post(IMPORTS, "size", &body).await;
    assert_eq!(wrong.broken(), fields(&[("/fileName", "file_name"), ("/size", "file_size"), ("/sha256", "sha256")]));
    assert_eq!(shop.get(&format!("{IMPORTS}/00000000-0000-7000-8000-000000000000")).await.status, 404);
    world.stop().await;
}

#[tokio::test]
async fn a_file_of_settings_that_is_told_of_many_times_is_applied_once() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let found = shop.import_settings("one", "sellers", b"Id,Name\nabc,ABC\n", false).await;
    let etag = shop.get("/v1/sellers/abc").await.header("etag").to_owned();
    let key = format!("imports/{}/{}", shop.merchant.account, found["id"].as_str().unwrap());
    let event = json!({"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "s3": {"object": {"key": key, "size": 1}}}]});
    let again = || world.edition().invoke("ManageFreight", event.clone());
    let (one, two) = tokio::join!(again(), again());
    assert_eq!([one, two], [Ok(Value::Null), Ok(Value::Null)]);
    assert_eq!(shop.get("/v1/sellers/abc").await.header("etag"), etag);
    world.stop().await;
}
