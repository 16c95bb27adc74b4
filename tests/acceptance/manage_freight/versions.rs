//! Versions of a freight table: compared before they serve, downloaded, brought back.

use jiff::SignedDuration;

use super::imports::{HEADER, ROW, table};
use super::*;

const TABLES: &str = "/v1/shipping-policies/expresso/freight-tables";
const OTHER: &str = "01000000,05999999,,300.001,500,20.5,0,0.010,5000,12:00:00,BRA,0";

#[tokio::test]
async fn a_version_can_be_listed_compared_and_brought_back() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    assert_eq!(shop.get(TABLES).await.json, json!({"items": [], "nextCursor": null}));
    shop.import("one", &table(&[ROW]), false).await;
    world.advance(SignedDuration::from_secs(1)).await;
    let dearer = ROW.replace("45.90", "50.00").replace("4.00:00:00", "3.00:00:00");
    let checked = shop.import("two", &table(&[&dearer, OTHER]), true).await;
    let import = checked["id"].as_str().unwrap();

    let diff = shop.get(&format!("{TABLES}/diff?to={import}")).await.json;
    assert_eq!(
        diff["ranges"],
        json!({"added": 1, "removed": 0, "changedPrice": 1, "changedTime": 0, "changedOther": 0, "same": 0}),
        "{diff}"
    );
    assert_eq!(diff["price"], json!({"largestIncrease": 410, "largestDecrease": 0, "meanPercent": "8.65"}));
    assert_eq!(diff["time"], json!({"largestIncrease": "PT0S", "largestDecrease": "P1D"}));
    let example = json!({
        "country": "BRA", "postalFrom": "69000000", "postalTo": "69299999", "weightFrom": "0", "weightTo": "30000",
        "from": {"price": 4740, "time": "P4D"}, "to": {"price": 5150, "time": "P3D"},
    });
    assert!(diff["examples"].as_array().unwrap().contains(&example), "{diff}");

    let activation = format!("/v1/freight-table-imports/{import}/activation");
    assert_eq!(shop.post(&activation, "go", &json!({})).await.status, 200);
    let restored = shop.post(&format!("{TABLES}/1/activation"), "back", &json!({})).await;
    assert_eq!(
        (restored.status.as_u16(), &restored.json["version"], &restored.json["restores"], &restored.json["live"]),
        (200, &json!(3), &json!(1), &json!(true)),
        "{}",
        restored.text
    );
    assert_eq!(shop.live().await, json!({"version": 3, "rows": 1}));
    let diff = shop.get(&format!("{TABLES}/diff?from=1&to=3")).await.json;
    assert_eq!((&diff["ranges"]["same"], &diff["examples"]), (&json!(1), &json!([])));
    let list = shop.get(TABLES).await.json;
    let seen: Vec<_> = list["items"].as_array().unwrap().iter().map(|item| (&item["version"], &item["live"])).collect();
    assert_eq!(seen, [(&json!(3), &json!(true)), (&json!(2), &json!(false)), (&json!(1), &json!(false))]);
    assert_eq!(shop.get(&format!("{TABLES}/2")).await.json["importId"], import);
    assert_eq!(shop.post(&format!("{TABLES}/3/activation"), "same", &json!({})).await.outcome().1, "already_live");
    assert_eq!(shop.post(&format!("{TABLES}/9/activation"), "none", &json!({})).await.status, 404);
    world.stop().await;
}

#[tokio::test]
async fn what_cannot_be_compared_is_told() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let neither = shop.get(&format!("{TABLES}/diff")).await;
    assert_eq!(neither.broken(), fields(&[("/to", "required")]));
    let first = shop.import("first", &table(&[ROW]), true).await;
    let diff = shop.get(&format!("{TABLES}/diff?to={}", first["id"].as_str().unwrap())).await;
    assert_eq!((&diff.json["from"], &diff.json["ranges"]["added"]), (&json!("0"), &json!(1)), "{}", diff.text);
    assert_eq!(diff.json["ranges"]["same"], 0, "nothing was live before: {}", diff.text);
    shop.import("one", &table(&[ROW]), false).await;
    for to in ["2", "-1", "nothing", "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d", "%00", "1%2F.."] {
        assert_eq!(shop.get(&format!("{TABLES}/diff?to={to}")).await.status, 404, "{to}");
    }
    let bad = shop.import("bad", &table(&[&ROW.replace("45.90", "x")]), true).await;
    let rejected = shop.get(&format!("{TABLES}/diff?to={}", bad["id"].as_str().unwrap())).await;
    assert_eq!(rejected.status, 404, "a rejected import has no table");
    assert_eq!(shop.get("/v1/shipping-policies/none/freight-tables").await.status, 404);
    world.stop().await;
}

#[tokio::test]
async fn rows_come_out_as_they_went_in() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let rows = [ROW, OTHER, "0,0,centro,0,300,0.125,1.0,0,0,1,BRA,0", OTHER, "K1A,K1B,,0,300.0,7,0,0,0,23:00:00,CAN,0"];
    shop.import("one", &table(&rows), false).await;
    let told = shop.get(&format!("{TABLES}/1/rows")).await.json;
    let file = send(reqwest::Client::new().get(told["url"].as_str().unwrap())).await;
    assert!(file.header("content-disposition").contains("expresso-1.csv"), "{:?}", file.headers);
    let lines: Vec<&str> = file.text.trim_start_matches('\u{feff}').lines().collect();
    let spelled = rows.map(|row| row.replace(",1,BRA", ",1.00:00:00,BRA"));
    assert_eq!(lines, [&[HEADER.to_owned()][..], &spelled[..]].concat());
    world.advance(SignedDuration::from_secs(1)).await;
    shop.import("again", file.text.as_bytes(), false).await;
    let diff = shop.get(&format!("{TABLES}/diff?from=1&to=2")).await.json;
    assert_eq!((&diff["ranges"]["same"], &diff["examples"]), (&json!(4), &json!([])), "{diff}");
    assert_eq!(shop.get(&format!("{TABLES}/2/rows")).await.json["rows"], 5);
    world.stop().await;
}

#[tokio::test]
async fn single_rows_are_put_and_taken_out_by_their_place_and_weights() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let path = "/v1/shipping-policies/expresso/freight-table-rows";
    let place = json!({"country": "BRA", "postalFrom": "69000-000", "postalTo": "69299999", "weightFrom": "0", "weightTo": "30000.0"});
    let row = json!({"place": place, "price": 4590, "percent": "0.8", "maxVolume": "200000", "time": "P4D", "minimumInsurance": 150});
    let first = shop.post(path, "first", &json!({"put": [row]})).await;
    assert_eq!((first.status.as_u16(), &first.json["added"]), (200, &json!(1)), "{}", first.text);
    assert_eq!(shop.live().await, json!({"version": 1, "rows": 1}));
    shop.import("file", &table(&[ROW, OTHER]), false).await;
    let diff = shop.get(&format!("{TABLES}/diff?from=1&to=2")).await.json;
    assert_eq!((&diff["ranges"]["same"], &diff["ranges"]["added"]), (&json!(1), &json!(1)), "{diff}");
    let mut dearer = row.clone();
    dearer["price"] = json!(5000);
    let gone = json!({"country": "BRA", "postalFrom": "01000000", "postalTo": "05999999", "weightFrom": "300.001", "weightTo": "500"});
    let changed = shop.post(path, "second", &json!({"put": [dearer], "delete": [gone]})).await;
    let counts = json!([
        changed.json["added"],
        changed.json["changed"],
        changed.json["removed"],
        changed.json["table"]["version"]
    ]);
    assert_eq!(counts, json!([0, 1, 1, 3]), "{}", changed.text);
    let mut bad = row.clone();
    bad["time"] = json!("4 days");
    bad["price"] = json!(-1);
    bad["place"]["postalTo"] = json!("01");
    let told = shop.post(path, "bad", &json!({"put": [bad]})).await;
    assert_eq!(
        told.broken(),
        fields(&[
            ("/put/0/time", "duration"),
            ("/put/0/place/postalTo", "postal_range_reversed"),
            ("/put/0/price", "negative")
        ])
    );
    let nothing = shop.post(path, "nothing", &json!({})).await;
    assert_eq!(nothing.broken(), fields(&[("/put", "number_of_changes")]));
    assert_eq!(shop.live().await["version"], 3);
    world.stop().await;
}
