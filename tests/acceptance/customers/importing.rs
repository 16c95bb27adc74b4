//! Customers as spreadsheets: uploaded, put row by row, and put again without an effect.

use super::*;
use acceptance::files::{self, announced, upload};

async fn import(house: &House, file: &str, dry_run: bool) -> Value {
    let ask = announced("clientes.csv", file.as_bytes(), json!({ "dryRun": dry_run }));
    let asked = house.make("/v1/customer-imports", &ask).await;
    upload(&asked.json, file.as_bytes()).await;
    house.world.settle().await;
    house.get(asked.header("location")).await.json
}

fn counts(job: &Value) -> [u64; 4] {
    files::counts(job, ["added", "changed", "unchanged", "rejected"])
}

const FILE: &str = "Código externo;Nome;Sobrenome;CPF;DDD;Telefone;Email;Endereço;CEP;Estado\n\
    C1;Ana;Souza;529.982.247-25;11;98765-4321;ana@example.com;Avenida Paulista, 1000;1310100;SP\n\
    C2;Rui;;111.444.777-36;;;;;;\n\
    ;Eva;Lima;;;(11) 91234-5678;;;;\n\
    ;Zé;;;;;;;;\n\
    C5;Bia;;;;;bia;Rua A, 7;1;SP\n";

#[tokio::test]
async fn rows_become_customers_bad_ones_are_named_and_the_same_file_again_changes_nothing() {
    let house = House::open().await;
    let dry = import(&house, FILE, true).await;
    assert_eq!((dry["status"].as_str(), counts(&dry)), (Some("checked"), [2, 0, 0, 3]), "{dry}");
    assert_eq!(house.names("").await, [""; 0], "a dry run changes nothing");

    let done = import(&house, FILE, false).await;
    assert_eq!((done["status"].as_str(), counts(&done)), (Some("done"), [2, 0, 0, 3]), "{done}");
    let errors: Vec<_> = files::errors(&done).into_iter().map(|(row, column, _)| (row, column)).collect();
    assert_eq!(errors, [(3, "CPF"), (5, "Nome"), (6, "Email"), (6, "CEP")], "{done}");
    assert!(!done.to_string().contains("111.444"), "what is personal is not repeated");
    let ana = house.get("/v1/customers?externalId=C1").await.json["items"][0].clone();
    assert_eq!((&ana["document"], &ana["phone"]), (&json!("52998224725"), &json!("+5511987654321")), "{ana}");
    let address = &ana["addresses"][0];
    assert_eq!((&address["number"], &address["postalCode"]), (&json!("1000"), &json!("01310100")), "{ana}");

    let again = import(&house, FILE, false).await;
    assert_eq!(counts(&again), [0, 0, 2, 3], "{again}");
    let changed = import(
        &house,
        "document,lastName,street,postalCode,state\n52998224725,Prado,\"Rua B, 9\",01001000,SP\n",
        false,
    )
    .await;
    assert_eq!(counts(&changed), [0, 1, 0, 0], "{changed}");
    let ana = house.get("/v1/customers?externalId=C1").await.json["items"][0].clone();
    assert_eq!((&ana["lastName"], &ana["email"]), (&json!("Prado"), &json!("ana@example.com")), "{ana}");
    assert_eq!(ana["addresses"].as_array().unwrap().len(), 2, "an address is added, none replaced");

    let rejected = house.world.download(done["rejectedUrl"].as_str().unwrap()).await;
    let right = rejected
        .replace("111.444.777-36", "111.444.777-35")
        .replace(",bia,", ",,")
        .replace(",1,SP", ",01310100,SP")
        .replace(",Zé,,,,,,", ",Zé,,,,,ze@example.com,");
    let second = import(&house, &right, false).await;
    assert_eq!(counts(&second), [3, 0, 0, 0], "{second} of {right}");
    house.world.stop().await;
}

#[tokio::test]
async fn a_file_that_is_none_of_customers_is_refused_as_a_whole_and_the_ask_names_every_error() {
    let house = House::open().await;
    for (file, rule) in
        [("CEP,Lua\n1,2\n", "unknown_column"), ("CEP\n1\n", "missing_column"), ("%PDF-1.7", "unknown_format")]
    {
        let job = import(&house, file, false).await;
        assert_eq!(
            (job["status"].as_str(), job["errors"][0]["rule"].as_str()),
            (Some("rejected"), Some(rule)),
            "{job}"
        );
    }
    let refused = house.post("/v1/customer-imports", &json!({ "fileName": "", "size": 0, "sha256": "x" })).await;
    let broken = [("/fileName", "file_name"), ("/size", "file_size"), ("/sha256", "sha256")];
    assert_eq!(refused.broken(), broken.map(|(at, rule)| (at.to_owned(), rule.to_owned())));
    let listed = house.get("/v1/customer-imports").await;
    assert_eq!(listed.json["items"].as_array().unwrap().len(), 3, "{}", listed.text);
    let missing = "/v1/customer-imports/00000000-0000-7000-8000-000000000000";
    assert_eq!(house.get(missing).await.status, 404);
    house.world.stop().await;
}
