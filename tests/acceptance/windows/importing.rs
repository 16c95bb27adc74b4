//! Windows of services from a spreadsheet: booked row by row, and booked again without an effect.

use super::*;
use acceptance::files::{self, announced, errors, upload};

async fn import(house: &House, file: &str, dry_run: bool) -> Value {
    let ask = announced("agenda.csv", file.as_bytes(), json!({ "dryRun": dry_run }));
    let asked = house.post("/v1/booking-imports", &ask).await;
    assert_eq!(asked.status, 201, "{}", asked.text);
    upload(&asked.json, file.as_bytes()).await;
    house.world.settle().await;
    house.get(asked.header("location")).await.json
}

fn counts(job: &Value) -> [u64; 4] {
    files::counts(job, ["booked", "moved", "unchanged", "rejected"])
}

async fn window(house: &House, service: &str) -> Value {
    house.get(&format!("/v1/bookings/{service}")).await.json["window"]["id"].clone()
}

#[tokio::test]
async fn rows_become_bookings_bad_ones_are_named_and_the_same_file_again_changes_nothing() {
    let house = House::open(5).await;
    let mut ids = Vec::new();
    for n in 1..=3 {
        let body = json!({
            "externalId": format!("pedido-{n}"), "invoice": { "number": format!("{n}00"), "series": "1" },
            "customer": { "externalId": format!("cliente-{n}"), "firstName": "Ana" },
            "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "state": "SP" },
        });
        let made = house.post("/v1/services", &body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        ids.push(made.text("id"));
    }
    let offered = house.offered(&ids[0]).await;
    let date = |n: usize| -> Date { offered[n].split('.').nth(1).unwrap().parse().unwrap() };
    let (near, far) = (date(2), date(6));
    assert_eq!(house.book(&ids[1], &offered[0]).await.status, 200);
    let day = |date: Date| date.strftime("%d/%m/%Y").to_string();
    let file = format!(
        "Nota fiscal;Série NF;Data Agendamento;Manhã;Tarde;Noite\n100;1;{near};X;;\n200;1;{far};;X;\n300;2;{near};X;;\n\
         300;1;{near};X;X;\n300;1;{near};;;X\n300;1;01/02/2020;X;;\n",
        near = day(near),
        far = day(far),
    );
    let dry = import(&house, &file, true).await;
    assert_eq!((dry["status"].as_str(), counts(&dry)), (Some("checked"), [1, 1, 0, 4]), "{dry}");
    assert_eq!(window(&house, &ids[0]).await, Value::Null, "a dry run books nothing");

    let done = import(&house, &file, false).await;
    assert_eq!((done["status"].as_str(), counts(&done)), (Some("done"), [1, 1, 0, 4]), "{done}");
    let expected = [
        (4, "Nota fiscal", "unknown_service"),
        (5, "Manhã", "one_shift"),
        (6, "Data Agendamento", "no_window"),
        (7, "Data Agendamento", "window_past"),
    ];
    assert_eq!(errors(&done), expected, "{done}");
    assert_eq!(window(&house, &ids[0]).await, json!(format!("capital.{near}.0800-1200")));
    assert_eq!(window(&house, &ids[1]).await, json!(format!("capital.{far}.1300-1800")));
    assert_eq!((house.taken(&offered[0]).await, window(&house, &ids[2]).await), (0, Value::Null));
    let again = import(&house, &file, false).await;
    assert_eq!(counts(&again), [0, 0, 2, 4], "{again}");

    let rejected = house.world.download(done["rejectedUrl"].as_str().unwrap()).await;
    assert_eq!(rejected.lines().count(), 5, "{rejected}");
    house.world.stop().await;
}

#[tokio::test]
async fn what_an_export_says_of_windows_is_read_back() {
    let house = House::open(5).await;
    let (first, second) = (house.service(1).await, house.service(2).await);
    let offered = house.offered(&first).await;
    assert_eq!(house.book(&first, &offered[3]).await.status, 200);
    let asked = house.post("/v1/service-exports", &json!({ "format": "csv", "language": "pt-BR" })).await;
    assert_eq!(asked.status, 201, "{}", asked.text);
    house.world.settle().await;
    let export = house.get(asked.header("location")).await;
    let url = export.json["files"][0]["url"].as_str().unwrap_or_else(|| panic!("{}", export.text));
    let file = house.world.download(url).await;
    assert!(file.contains("Turno") && file.contains("afternoon"), "{file}");
    let again = import(&house, &file, false).await;
    assert_eq!(counts(&again), [0, 0, 1, 1], "{again}");
    assert_eq!((window(&house, &first).await, window(&house, &second).await), (json!(offered[3]), Value::Null));
    house.world.stop().await;
}

#[tokio::test]
async fn a_file_that_is_none_of_bookings_is_refused_as_a_whole_and_the_ask_names_every_error() {
    let house = House::open(5).await;
    for (file, rule) in [
        ("NF,Data\n1,2\n", "missing_column"),
        ("NF,Data,Date,Turno\n", "duplicate_column"),
        ("%PDF-1.7", "unknown_format"),
    ] {
        let job = import(&house, file, false).await;
        let found = (job["status"].as_str(), job["errors"][0]["rule"].as_str());
        assert_eq!(found, (Some("rejected"), Some(rule)), "{job}");
    }
    let refused = house.post("/v1/booking-imports", &json!({ "fileName": "", "size": 0, "sha256": "x" })).await;
    let broken = [("/fileName", "file_name"), ("/size", "file_size"), ("/sha256", "sha256")];
    assert_eq!(refused.broken(), broken.map(|(at, rule)| (at.to_owned(), rule.to_owned())));
    let listed = house.get("/v1/booking-imports").await;
    assert_eq!(listed.json["items"].as_array().unwrap().len(), 3, "{}", listed.text);
    assert_eq!(house.get("/v1/booking-imports/00000000-0000-7000-8000-000000000000").await.status, 404);
    house.world.stop().await;
}

#[tokio::test]
async fn the_office_is_held_to_the_places_and_not_to_what_recipients_may_choose() {
    let house = House::open(1).await;
    let slot = |shift: &str, start: &str, end: &str| json!({ "shift": shift, "start": start, "end": end, "days": [0, 1, 2, 3, 4, 5, 6], "places": { "deliveries": 1 } });
    let strict = json!({
        "name": "Capital", "slots": [slot("morning", "08:00", "10:00"), slot("morning", "10:00", "12:00"),
            slot("night", "18:00", "21:00")],
        "leadDays": 3, "horizonDays": 5, "cutOff": { "kind": "at", "days": 2, "time": "18:00" },
    });
    assert_eq!(house.put("/v1/delivery-calendars/capital", Some("*"), &strict).await.status, 200);
    let mut services = Vec::new();
    for n in 1..=6 {
        services.push(house.service(n).await);
    }
    let tomorrow = house.today().saturating_add(1.days());
    let day = |after: i64| house.today().saturating_add(after.days()).to_string();
    assert!(
        !house.offered(&services[0]).await.contains(&format!("capital.{tomorrow}.1800-2100")),
        "nobody is offered it"
    );
    let taken = format!("capital.{}.0800-1000", day(2));
    assert_eq!(house.book(&services[5], &taken).await.status, 200);
    let file = format!(
        "Código externo;Data;Turno\npedido-1;{};noite\npedido-2;{};noite\npedido-3;{};noite\npedido-4;{};manhã\n\
         pedido-5;{};manhã\n",
        day(1),
        day(60),
        day(1),
        day(2),
        day(3),
    );
    let done = import(&house, &file, false).await;
    assert_eq!((done["status"].as_str(), counts(&done)), (Some("done"), [3, 0, 0, 2]), "{done}");
    let has = async |n: usize| window(&house, &services[n]).await;
    assert_eq!(has(0).await, json!(format!("capital.{tomorrow}.1800-2100")), "after its cut-off, before the lead");
    assert_eq!(has(1).await, json!(format!("capital.{}.1800-2100", day(60))), "beyond the horizon");
    assert_eq!(has(3).await, json!(format!("capital.{}.1000-1200", day(2))), "the one that is not taken");
    let wrong: Vec<(u64, &str)> = done["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            assert_eq!(error["column"], "Data", "{error}");
            (error["row"].as_u64().unwrap(), error["rule"].as_str().unwrap())
        })
        .collect();
    assert_eq!(wrong, [(4, "window_full"), (6, "several_windows")], "{done}");
    house.world.stop().await;
}

#[tokio::test]
async fn the_template_is_a_file_to_import() {
    let house = House::open(2).await;
    for (language, heading) in [("pt-BR", "Data agendamento"), ("es", "Fecha acordada"), ("en", "Scheduled date")] {
        let path = format!("/v1/booking-imports/template?language={language}");
        let asked = house.merchant.program(&house.world, Method::GET, &path).send().await.unwrap();
        assert_eq!(asked.status(), 200);
        assert!(asked.headers()["content-disposition"].to_str().unwrap().ends_with(".xlsx\""));
        let file = asked.bytes().await.unwrap();
        let read = sheets::collect(&file, &sheets::Options::default()).unwrap();
        assert!(read.header.len() == 6 && read.header[2] == heading && read.rows.is_empty(), "{:?}", read.header);
    }
    assert_eq!(house.get("/v1/booking-imports/template?language=klingon").await.status, 400);
    house.world.stop().await;
}
