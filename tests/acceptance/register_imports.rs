//! Registers as spreadsheets: uploaded, put row by row, and put again without an effect.

use acceptance::files;
use acceptance::merchant::Merchant;
use acceptance::world::{World, send};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn import(world: &World, merchant: &Merchant, register: &str, file: &[u8], dry_run: bool) -> Value {
    let more = json!({ "register": register, "dryRun": dry_run });
    files::import(world, merchant, "/v1/register-imports", more, file).await
}

fn counts(job: &Value) -> [u64; 5] {
    files::counts(job, ["rows", "added", "changed", "unchanged", "rejected"])
}

async fn names(world: &World, merchant: &Merchant, register: &str) -> Vec<String> {
    let listed = send(merchant.request(world, Method::GET, &format!("/v1/{register}"))).await;
    let items = listed.json["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn rows_become_entries_bad_ones_are_named_and_the_same_file_again_changes_nothing() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let branch = json!({ "name": "Centro", "code": "SP" });
    assert_eq!(send(merchant.post(&world, "/v1/branches").json(&branch)).await.status, 201);
    let file = "Código;Nome;CPF;Telefone;Filial;Ativo\n\
        D1;João;529.982.247-25;(11) 98765-4321;SP;sim\n\
        D2;Maria;111.444.777-36;;;sim\n\
        D3;Pedro;;;nowhere;sim\n\
        D4;Ana;;;;talvez\n\
        D5;Rui;;;SP;não\n";
    let dry = import(&world, &merchant, "drivers", file.as_bytes(), true).await;
    assert_eq!((dry["status"].as_str(), counts(&dry)), (Some("done"), [5, 2, 0, 0, 3]), "{dry}");
    assert_eq!(names(&world, &merchant, "drivers").await, [""; 0], "a dry run changes nothing");

    let done = import(&world, &merchant, "drivers", file.as_bytes(), false).await;
    assert_eq!((done["status"].as_str(), counts(&done)), (Some("done"), [5, 2, 0, 0, 3]), "{done}");
    let errors: Vec<_> =
        done["errors"].as_array().unwrap().iter().map(|e| (e["row"].clone(), e["column"].clone())).collect();
    let expected = [(3, "document"), (4, "branch"), (5, "active")].map(|(row, column)| (json!(row), json!(column)));
    assert_eq!(errors, expected, "{done}");
    assert_eq!(names(&world, &merchant, "drivers").await, ["João", "Rui"]);

    let again = import(&world, &merchant, "drivers", file.as_bytes(), false).await;
    assert_eq!(counts(&again), [5, 0, 0, 2, 3], "{again}");
    let renamed = "code,name\nD1,João Silva\nD6,Novo\n";
    let changed = import(&world, &merchant, "drivers", renamed.as_bytes(), false).await;
    assert_eq!(counts(&changed), [2, 1, 1, 0, 0], "{changed}");
    let shown = send(merchant.request(&world, Method::GET, "/v1/drivers?code=d1")).await;
    assert_eq!(shown.json["items"][0]["phone"], "+5511987654321", "what the file does not say stays: {}", shown.text);
}

#[tokio::test]
async fn a_branch_has_an_address_in_its_register_and_in_files() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let file = "Código;Nome;Endereço;Número;CEP;Cidade;Estado;Latitude;Longitude\n\
        SP;Centro;Avenida Paulista;1000;1310100;São Paulo;SP;-23,5;-46,6\n\
        RJ;Sul;Rua A;;1;;;;\n";
    let done = import(&world, &merchant, "branches", file.as_bytes(), false).await;
    assert_eq!((done["status"].as_str(), counts(&done)), (Some("done"), [2, 1, 0, 0, 1]), "{done}");
    assert_eq!((&done["errors"][0]["row"], &done["errors"][0]["column"]), (&json!(3), &json!("postalCode")), "{done}");
    let shown = send(merchant.request(&world, Method::GET, "/v1/branches?code=sp")).await.json["items"][0].clone();
    let address = json!({ "country": "BRA", "postalCode": "01310100", "street": "Avenida Paulista", "number": "1000",
        "city": "São Paulo", "state": "SP", "lat": -23.5, "lng": -46.6 });
    assert_eq!(shown["address"], address, "{shown}");
    assert_eq!(counts(&import(&world, &merchant, "branches", file.as_bytes(), false).await), [2, 0, 0, 1, 1]);
    let moved = import(&world, &merchant, "branches", "code;number\nSP;1001\n".as_bytes(), false).await;
    assert_eq!(counts(&moved), [1, 0, 1, 0, 0], "what the file does not say of an address stays: {moved}");
    let export = merchant.request(&world, Method::GET, "/v1/branches/export?format=csv");
    let text = export.send().await.unwrap().text().await.unwrap();
    assert!(text.contains("01310100,Avenida Paulista,1001"), "{text}");

    let path = format!("/v1/branches/{}", shown["id"].as_str().unwrap());
    let put = |body: Value, tag: &str| merchant.request(&world, Method::PUT, &path).header("if-match", tag).json(&body);
    let wrong = json!({ "name": "Centro", "address": { "postalCode": "1", "street": "" } });
    let broken: BTreeSet<String> = send(put(wrong, "\"2\"")).await.broken().into_iter().map(|(at, _)| at).collect();
    assert_eq!(broken, BTreeSet::from(["/address/postalCode", "/address/street"].map(str::to_owned)));
    let none = send(put(json!({ "name": "Centro", "code": "SP" }), "\"2\"")).await;
    assert_eq!((none.status.as_u16(), &none.json["address"]), (200, &Value::Null), "{}", none.text);
}

#[tokio::test]
async fn rows_that_were_left_out_can_be_downloaded_put_right_and_imported() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let file = "Código;Nome;CPF\nD1;João;111\nD2;Maria;529.982.247-25\nD3;@Ana;222\n";
    let first = import(&world, &merchant, "drivers", file.as_bytes(), false).await;
    assert_eq!(counts(&first), [3, 1, 0, 0, 2], "{first}");
    let report = world.download(first["reportUrl"].as_str().unwrap()).await;
    assert!(report.contains("document") && report.lines().count() == 3, "{report}");
    let rejected = world.download(first["rejectedUrl"].as_str().unwrap()).await;
    assert!(rejected.contains("D1,João,111,") && rejected.contains("D3,'@Ana,222,"), "{rejected}");

    let right = rejected.replace(",111,", ",111.444.777-35,").replace(",222,", ",,");
    let second = import(&world, &merchant, "drivers", right.as_bytes(), false).await;
    assert_eq!((counts(&second), second["rejectedUrl"].clone()), ([2, 2, 0, 0, 0], Value::Null), "{second}");
    assert_eq!(names(&world, &merchant, "drivers").await, ["@Ana", "João", "Maria"]);
}

#[tokio::test]
async fn what_was_exported_can_be_imported_elsewhere() {
    let world = World::empty().await;
    let (one, other) = (Merchant::found(&world, "one").await, Merchant::found(&world, "other").await);
    for (register, body) in [
        (
            "agencies",
            json!({
                "name": "Casa Verde", "color": "#1a7f5a", "logo": "https://casaverde.example/logo.png",
                "language": "en", "phone": "(11) 3333-4444", "site": "https://casaverde.example/ajuda",
            }),
        ),
        ("carriers", json!({ "name": "Rápido", "document": "12.ABC.345/01DE-35", "phone": "(11) 3333-4444" })),
        ("vehicles", json!({ "name": "Fiorino", "vehicleType": "van", "plate": "ABC1D23", "weight": 650_000 })),
        (
            "drivers",
            json!({
                "name": "João", "identityCard": "12.345.678-X", "socialNumber": "170.33259.50-4", "registration": "007",
                "homeAddress": "Rua A, 1, Centro",
            }),
        ),
        ("failure-reasons", json!({ "name": "Ausente", "after": "retry", "opensChat": true })),
        ("chat-reasons", json!({ "name": "Resolvido" })),
        ("operator-holidays", json!({ "name": "Padroeira", "date": "2026-12-08", "until": "2026-12-09" })),
    ] {
        assert_eq!(send(one.post(&world, &format!("/v1/{register}")).json(&body)).await.status, 201, "{register}");
        let export = one.request(&world, Method::GET, &format!("/v1/{register}/export?format=xlsx"));
        let file = export.send().await.unwrap().bytes().await.unwrap();
        let job = import(&world, &other, register, &file, false).await;
        assert_eq!(counts(&job), [1, 1, 0, 0, 0], "{register}: {job}");
        let strip = |mut list: Value| {
            for item in list["items"].as_array_mut().unwrap() {
                item.as_object_mut().unwrap().retain(|name, _| name != "id" && name != "createdAt");
            }
            list
        };
        let path = format!("/v1/{register}");
        let own = strip(send(one.request(&world, Method::GET, &path)).await.json);
        assert_eq!(strip(send(other.request(&world, Method::GET, &path)).await.json), own, "{register}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_spreadsheet_of_entries_fails_as_a_whole_and_the_ask_names_every_error() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    for (file, rule) in [("a,b\n1,2\n", "missing_column"), ("%PDF-1.7", "unknown_format")] {
        let job = import(&world, &merchant, "partners", file.as_bytes(), false).await;
        assert_eq!((job["status"].as_str(), job["errors"][0]["rule"].as_str()), (Some("failed"), Some(rule)), "{job}");
    }
    let ask = json!({ "register": "users", "fileName": "", "size": 0, "sha256": "x" });
    let refused = send(merchant.post(&world, "/v1/register-imports").json(&ask)).await;
    let broken = [("/register", "register"), ("/fileName", "file_name"), ("/size", "file_size"), ("/sha256", "sha256")];
    assert_eq!(refused.broken(), broken.map(|(at, rule)| (at.to_owned(), rule.to_owned())));
}

#[tokio::test]
async fn whoever_reaches_the_machine_by_another_name_sends_files_by_that_name() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let own = world.edition().url().strip_prefix("http://").unwrap();
    let name = format!("telefone.example:{}", own.rsplit_once(':').unwrap().1);
    let file = "Nome\nCentro\n".as_bytes();
    let ask = files::announced("a.csv", file, json!({ "register": "branches" }));
    let asked = send(merchant.post(&world, "/v1/register-imports").header("host", &name).json(&ask)).await;
    let upload = &asked.json["upload"];
    let url = upload["url"].as_str().unwrap();
    assert!(url.starts_with(&format!("http://{name}/_s3/")), "{url}");
    // Nobody but this test knows the name.
    let client = reqwest::Client::new();
    let sent = |url: &str| files::put(&client, upload, &url.replacen(&name, own, 1), file).header("host", &name);
    assert_eq!(send(sent(&url.replace("X-Amz-Expires=", "X-Amz-Expires=1"))).await.status, 403);
    assert_eq!(send(sent(url)).await.status, 200);
    world.settle().await;
    assert_eq!(names(&world, &merchant, "branches").await, ["Centro"]);
    world.stop().await;
}
