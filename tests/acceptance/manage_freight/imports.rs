//! Freight tables as files: asked for, uploaded, read, and switched to.

use acceptance::files::{announced, sent, upload};
use jiff::SignedDuration;

use super::*;

pub(super) const HEADER: &str = "ZipCodeStart,ZipCodeEnd,PolygonName,WeightStart,WeightEnd,AbsoluteMoneyCost,PricePercent,PriceByExtraWeight,MaxVolume,TimeCost,Country,MinimumValueInsurance";
pub(super) const ROW: &str = "69000000,69299999,,0,30000,45.90,0.8,0,200000,4.00:00:00,BRA,1.50";
const IMPORTS: &str = "/v1/freight-table-imports";

pub(super) fn table(rows: &[&str]) -> Vec<u8> {
    format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes()
}

fn asking(file: &[u8], dry_run: bool) -> Value {
    announced("expresso.csv", file, json!({ "policy": "expresso", "dryRun": dry_run }))
}

impl Shop<'_> {
    /// Imports a file from asking to its outcome.
    pub(super) async fn import(&self, key: &str, file: &[u8], dry_run: bool) -> Value {
        let asked = self.post(IMPORTS, key, &asking(file, dry_run)).await;
        assert_eq!(
            (asked.status.as_u16(), asked.json["status"].as_str()),
            (201, Some("awaiting_upload")),
            "{}",
            asked.text
        );
        upload(&asked.json, file).await;
        self.world.settle().await;
        self.get(asked.header("location")).await.json
    }

    pub(super) async fn live(&self) -> Value {
        self.get("/v1/shipping-policies/expresso").await.json["table"].clone()
    }
}

#[tokio::test]
async fn a_table_without_errors_goes_live_as_the_next_version() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    assert_eq!(shop.live().await, Value::Null);
    let found = shop.import("one", &table(&[ROW]), false).await;
    assert_eq!(
        (&found["status"], &found["version"], &found["rows"]),
        (&json!("live"), &json!(1), &json!(1)),
        "{found}"
    );
    assert_eq!((&found["errorCount"], &found["errors"], &found["reportUrl"]), (&json!(0), &json!([]), &Value::Null));
    assert_eq!(shop.live().await, json!({"version": 1, "rows": 1}));
    let workbook =
        sheets::write::xlsx("t", &HEADER.split(',').collect::<Vec<_>>(), [ROW.split(','), ROW.split(',')]).unwrap();
    // Ids sort by the time they were made at, and this clock stands still by itself.
    world.advance(SignedDuration::from_secs(1)).await;
    let found = shop.import("two", &workbook, false).await;
    assert_eq!(
        (&found["status"], &found["version"], &found["warningCount"]),
        (&json!("live"), &json!(2), &json!(1)),
        "{found}"
    );
    assert_eq!(shop.live().await, json!({"version": 2, "rows": 2}));
    let list = shop.get(IMPORTS).await.json;
    assert_eq!((&list["items"][0]["version"], &list["items"][1]["version"]), (&json!(2), &json!(1)), "newest first");
    world.stop().await;
}

#[tokio::test]
async fn a_table_with_errors_is_rejected_with_a_report_and_the_old_one_keeps_serving() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    shop.import("good", &table(&[ROW]), false).await;
    let bad = ROW.replace("45.90", "abc").replace("4.00:00:00", "0.24:00:00");
    let found = shop.import("bad", &table(&vec![bad.as_str(); 150]), false).await;
    assert_eq!(
        (&found["status"], &found["rows"], &found["errorCount"]),
        (&json!("rejected"), &json!(150), &json!(300))
    );
    assert_eq!(found["errors"].as_array().unwrap().len(), 100);
    let first = &found["errors"][0];
    assert_eq!(
        (&first["row"], &first["column"], &first["rule"], &first["value"]),
        (&json!(2), &json!("AbsoluteMoneyCost"), &json!("not_a_number"), &json!("abc"))
    );
    let report = send(reqwest::Client::new().get(found["reportUrl"].as_str().unwrap())).await;
    assert!(report.header("content-disposition").starts_with("attachment"));
    assert_eq!(sheets::collect(report.text.as_bytes(), &sheets::Options::default()).unwrap().rows.len(), 300);
    assert_eq!(shop.live().await, json!({"version": 1, "rows": 1}));
    world.stop().await;
}

#[tokio::test]
async fn a_dry_run_waits_for_its_activation() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let found = shop.import("dry", &table(&[ROW]), true).await;
    assert_eq!((&found["status"], shop.live().await), (&json!("checked"), Value::Null));
    let activation = format!("{IMPORTS}/{}/activation", found["id"].as_str().unwrap());
    let nothing = json!({});
    let (one, two) = tokio::join!(shop.post(&activation, "go", &nothing), shop.post(&activation, "go", &nothing));
    for answer in [one, two] {
        assert_eq!(
            (answer.status.as_u16(), &answer.json["status"], &answer.json["version"]),
            (200, &json!("live"), &json!(1)),
            "{}",
            answer.text
        );
    }
    assert_eq!(shop.live().await["version"], 1);
    let again = shop.post(&activation, "again", &json!({})).await;
    assert_eq!((again.status.as_u16(), again.json["code"].as_str()), (409, Some("not_checked")));
    world.stop().await;
}

/// An archive whose directory says that each member unpacks to a gigabyte (APPNOTE.TXT, 4.3.12: the size stands 24 bytes
/// into each entry).
fn swollen(mut archive: Vec<u8>) -> Vec<u8> {
    let entries: Vec<usize> = (0..archive.len() - 4).filter(|at| archive[*at..].starts_with(b"PK\x01\x02")).collect();
    for at in entries {
        archive[at + 24..at + 28].copy_from_slice(&(1_u32 << 30).to_le_bytes());
    }
    archive
}

#[tokio::test]
async fn files_of_every_bad_kind_are_rejected_with_a_clear_rule() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let text = |text: &str| text.as_bytes().to_vec();
    let workbook = sheets::write::xlsx("t", &HEADER.split(',').collect::<Vec<_>>(), [ROW.split(',')]).unwrap();
    let cut = workbook[..workbook.len() - 30].to_vec();
    for (name, file, row, rule) in [
        ("column", text(&HEADER.replace("TimeCost", "Time")), Some(1), "missing_column"),
        ("number", table(&[&ROW.replace("45.90", "1.2.3")]), Some(2), "not_a_number"),
        ("time", table(&[ROW, &ROW.replace("4.00:00:00", "25:61")]), Some(3), "invalid_time"),
        ("commas", text(&",".repeat(1_000_000)), Some(1), "too_many_columns"),
        ("encoding", [table(&[ROW]), b"\x81\xFF\x00".to_vec()].concat(), Some(3), "unreadable_encoding"),
        ("damaged", cut, None, "damaged_file"),
        ("bomb", swollen(workbook), None, "unpacks_too_large"),
        ("pdf", text("%PDF-1.7"), None, "unknown_format"),
        ("rows", text(HEADER), None, "no_rows"),
    ] {
        let found = shop.import(name, &file, false).await;
        let first = &found["errors"][0];
        assert_eq!(
            (&found["status"], &first["row"], &first["rule"]),
            (&json!("rejected"), &json!(row), &json!(rule)),
            "{name}: {found}"
        );
    }
    assert_eq!(shop.live().await, Value::Null);
    world.stop().await;
}

#[tokio::test]
async fn an_import_that_cannot_begin_says_why() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let body = json!({"policy": "a b", "fileName": "", "size": 0, "sha256": "abc", "dryRun": false});
    let answer = shop.post(IMPORTS, "bad", &body).await;
    let expected =
        [("/policy", "invalid_id"), ("/fileName", "file_name"), ("/size", "file_size"), ("/sha256", "sha256")];
    assert_eq!((answer.status.as_u16(), answer.broken()), (422, fields(&expected)));
    let mut body = asking(b"x", false);
    body["policy"] = json!("nobody");
    assert_eq!(shop.post(IMPORTS, "nobody", &body).await.broken(), fields(&[("/policy", "unknown_policy")]));
    let keyless = send(shop.request(Method::POST, IMPORTS).json(&asking(b"x", false))).await;
    assert_eq!(keyless.status, 428);
    assert_eq!(shop.get(&format!("{IMPORTS}/nothing")).await.status, 404);
    assert_eq!(shop.get(IMPORTS).await.json["items"], json!([]));
    world.stop().await;
}

#[tokio::test]
async fn only_the_announced_file_is_taken_and_a_job_without_one_fails_in_time() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let file = table(&[ROW]);
    let asked = shop.post(IMPORTS, "one", &asking(&file, false)).await.json;
    let mut other = file.clone();
    other[200] ^= 1;
    assert!(sent(&asked["upload"], &other).await >= 400);
    assert!(sent(&asked["upload"], &file[1..]).await >= 400);
    world.settle().await;
    let path = format!("{IMPORTS}/{}", asked["id"].as_str().unwrap());
    assert_eq!(shop.get(&path).await.json["status"], "awaiting_upload");
    world.advance(SignedDuration::from_hours(2)).await;
    let found = shop.get(&path).await.json;
    assert_eq!((&found["status"], &found["failure"]), (&json!("failed"), &json!("not_uploaded")));
    world.stop().await;
}

#[tokio::test]
async fn an_older_file_that_arrives_late_does_not_take_the_place_of_a_younger_one() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let (old, young) = (table(&[ROW]), table(&[&ROW.replace("45.90", "12.00")]));
    let asked = shop.post(IMPORTS, "old", &asking(&old, false)).await;
    world.advance(SignedDuration::from_secs(60)).await;
    assert_eq!(shop.import("young", &young, false).await["version"], 1);
    upload(&asked.json, &old).await;
    world.settle().await;
    let late = shop.get(asked.header("location")).await.json;
    assert_eq!((&late["status"], &late["warnings"][0]["rule"]), (&json!("checked"), &json!("overtaken")), "{late}");
    assert_eq!((&late["warningCount"], &late["warnings"][0]["value"]), (&json!(1), &json!("1")), "{late}");
    assert_eq!(shop.live().await["version"], 1);
    let activation = format!("{IMPORTS}/{}/activation", late["id"].as_str().unwrap());
    assert_eq!(shop.post(&activation, "go", &json!({})).await.json["version"], 2, "whoever wants it all the same");
    world.stop().await;
}

#[tokio::test]
async fn a_file_that_is_told_of_many_times_is_read_once() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let found = shop.import("one", &table(&[ROW]), false).await;
    let key = format!("imports/{}/{}", shop.merchant.account, found["id"].as_str().unwrap());
    let event = json!({"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "s3": {"object": {"key": key, "size": 1}}}]});
    let again = || world.edition().invoke("ManageFreight", event.clone());
    let (one, two, three) = tokio::join!(again(), again(), again());
    assert_eq!([one, two, three], [Ok(Value::Null), Ok(Value::Null), Ok(Value::Null)]);
    assert_eq!(shop.live().await["version"], 1);
    let after = shop.get(&format!("{IMPORTS}/{}", found["id"].as_str().unwrap())).await.json;
    assert_eq!((&after["status"], &after["version"]), (&json!("live"), &json!(1)));
    world.stop().await;
}

#[tokio::test]
async fn one_request_sent_eight_times_at_once_makes_one_import() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let body = asking(&table(&[ROW]), false);
    let post = || shop.post(IMPORTS, "same", &body);
    let answers = tokio::join!(post(), post(), post(), post(), post(), post(), post(), post());
    let answers = <[Answer; 8]>::from(answers);
    for answer in &answers {
        assert_eq!((answer.status.as_u16(), &answer.json["id"]), (201, &answers[0].json["id"]), "{}", answer.text);
    }
    assert_eq!(shop.get(IMPORTS).await.json["items"].as_array().unwrap().len(), 1);
    world.stop().await;
}

#[tokio::test]
async fn a_policy_that_is_deleted_meanwhile_gets_no_table() {
    let world = World::empty().await;
    let shop = Shop::configured(&world).await;
    let found = shop.import("dry", &table(&[ROW]), true).await;
    let file = table(&[ROW]);
    let asked = shop.post(IMPORTS, "late", &asking(&file, false)).await.json;
    for path in ["/v1/warehouses/sp-1", "/v1/docks/sp-dock", "/v1/shipping-policies/expresso"] {
        assert_eq!(shop.delete(path, "*").await.status, 204);
    }
    upload(&asked, &file).await;
    world.settle().await;
    let late = shop.get(&format!("{IMPORTS}/{}", asked["id"].as_str().unwrap())).await.json;
    assert_eq!((&late["status"], &late["failure"]), (&json!("failed"), &json!("policy_gone")));
    let activation = format!("{IMPORTS}/{}/activation", found["id"].as_str().unwrap());
    assert_eq!(shop.post(&activation, "go", &json!({})).await.json["code"], "policy_gone");
    world.stop().await;
}
