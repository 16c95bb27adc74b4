//! Services from spreadsheets: read in three languages, made row by row, never twice, and taken back.

use acceptance::files::{self, errors, upload};
use acceptance::merchant::Merchant;
use acceptance::world::{Answer, World, send};
use reqwest::Method;
use serde_json::{Value, json};

mod cost;
mod exports;
mod large;
mod routing;

/// A merchant who imports services.
struct House {
    world: World,
    merchant: Merchant,
}

impl House {
    async fn open() -> Self {
        let world = World::empty().await;
        let merchant = Merchant::found(&world, "casa").await;
        Self { world, merchant }
    }

    async fn get(&self, path: &str) -> Answer {
        send(self.merchant.request(&self.world, Method::GET, path)).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        send(self.merchant.post(&self.world, path).json(body)).await
    }

    /// Asks for an import and sends its file; answers the address of the import.
    async fn send(&self, file: &[u8], dry_run: bool) -> String {
        let asked = self.post("/v1/service-imports", &announced(file, dry_run)).await;
        assert_eq!(
            (asked.status.as_u16(), asked.text("status")),
            (201, "awaiting_upload".to_owned()),
            "{}",
            asked.text
        );
        upload(&asked.json, file).await;
        asked.header("location").to_owned()
    }

    async fn import(&self, file: &str) -> Value {
        self.import_bytes(file.as_bytes(), false).await
    }

    async fn import_bytes(&self, file: &[u8], dry_run: bool) -> Value {
        let place = self.send(file, dry_run).await;
        self.world.settle().await;
        self.get(&place).await.json
    }

    /// All services, oldest first.
    async fn services(&self) -> Vec<Value> {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.get(&format!("/v1/services?sort=createdAt&limit=200{cursor}")).await.json;
            all.extend(page["items"].as_array().unwrap().iter().cloned());
            match page["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return all,
            }
        }
    }

    /// The one service of an order.
    async fn of_order(&self, order: &str) -> Value {
        let found = self.get(&format!("/v1/services?order={order}")).await.json;
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{order}: {found}");
        let id = found["items"][0]["id"].as_str().unwrap();
        self.get(&format!("/v1/services/{id}")).await.json
    }
}

fn announced(file: &[u8], dry_run: bool) -> Value {
    files::announced("entregas.csv", file, json!({ "dryRun": dry_run }))
}

/// Made, repeated, rejected.
fn counts(job: &Value) -> [u64; 3] {
    files::counts(job, ["made", "repeated", "rejected"])
}

const PORTUGUESE: &str = "Nome do destinatário;CPF ou CNPJ;Email;DDD;Telefone celular;Endereço;Bairro;CEP;Cidade;Estado;NF / OS;Série;Número do Pedido;Descrição;Tempo de serviço;Peso\n\
    Ana Souza;529.982.247-25;ana@example.com;11;987654321;Avenida Paulista, 1000;Bela Vista;01310-100;São Paulo;SP;55;1;v-1;Mesa;15;12,5\n\
    Ana Souza;52998224725;;;;Rua Augusta, 1;Consolação;1305000;São Paulo;SP;56;1;v-2;Cadeira;;\n\
    ;;x;;;Rua;;1;;XX;57;1;v-3;;;pesado\n\
    Rui;;;;;Rua Augusta, 2;;01305-000;;SP;55;1;v-4;;;\n";

#[tokio::test]
async fn rows_become_services_a_customer_is_made_once_and_what_is_wrong_is_named_by_row_and_column() {
    let house = House::open().await;
    let job = house.import(PORTUGUESE).await;
    assert_eq!((job["status"].as_str(), counts(&job)), (Some("done"), [2, 0, 2]), "{job}");
    assert_eq!(errors(&job), [(4, "Peso", "weight"), (5, "NF / OS", "duplicate")], "{job}");
    let warnings = job["warnings"].as_array().unwrap();
    assert_eq!((warnings.len(), warnings[0]["rule"].as_str()), (1, Some("postal_code_padded")), "{job}");

    let (table, chair) = (house.of_order("v-1").await, house.of_order("v-2").await);
    assert_eq!(table["customer"]["id"], chair["customer"]["id"], "one document is one customer");
    assert_eq!(table["customer"]["phone"], "+5511987654321");
    assert_eq!(
        (table["address"]["street"].clone(), table["address"]["number"].clone()),
        (json!("Avenida Paulista"), json!("1000"))
    );
    assert_eq!((table["weight"].clone(), table["serviceMinutes"].clone()), (json!(12_500), json!(15)));
    assert_eq!(table["invoice"], json!({ "number": "55", "series": "1" }));
    assert_eq!(house.services().await.len(), 2);

    let report = house.world.download(job["reportUrl"].as_str().unwrap()).await;
    assert_eq!(report.lines().count(), 4, "{report}");
}

#[tokio::test]
async fn rows_that_were_left_out_can_be_put_right_and_imported_and_the_same_file_makes_nothing_twice() {
    let house = House::open().await;
    let first = house.import(PORTUGUESE).await;
    let again = house.import(PORTUGUESE).await;
    assert_eq!((counts(&again), house.services().await.len()), ([0, 2, 2], 2), "{again}");

    let rejected = house.world.download(first["rejectedUrl"].as_str().unwrap()).await;
    assert_eq!(rejected.lines().count(), 3, "{rejected}");
    let right = rejected
        .replace(",,x,,,Rua,,1,,XX,57,", "Eva,,,,,Rua,,01310-100,,SP,57,")
        .replace(",pesado,", ",3,")
        .replace(",SP,55,1,v-4", ",SP,58,1,v-4");
    let second = house.import(&right).await;
    assert_eq!((counts(&second), second["rejectedUrl"].clone()), ([2, 0, 0], Value::Null), "{second} {right}");
    assert_eq!((house.services().await.len(), house.of_order("v-3").await["weight"].clone()), (4, json!(3000)));
    // The same rows in a file of another content: what others have already is refused, row by row.
    let other = house.import(&PORTUGUESE.replace("Mesa", "Mesa nova")).await;
    assert_eq!(counts(&other), [0, 0, 4], "{other}");
    assert!(errors(&other).contains(&(2, "NF / OS", "invoice_taken")), "{other}");
}

#[tokio::test]
async fn the_same_table_saved_in_another_way_makes_nothing_twice() {
    let house = House::open().await;
    let file = "Nome do destinatário;Endereço;CEP;Estado\nAna;Rua A, 1;01310-100;SP\nRui;Rua A, 2;01310-100;SP\n";
    assert_eq!(counts(&house.import(file).await), [2, 0, 0]);
    let rows = [["Ana", "Rua A, 1", "01310-100", "SP"], ["Rui ", "Rua A, 2", "01310-100", "SP"]];
    let header = ["Nome do destinatário", "Endereço", "CEP", "Estado"];
    for bytes in [
        file.replace('\n', "\r\n").into_bytes(),
        sheets::write::csv(&header, &rows).unwrap(),
        sheets::write::xlsx("entregas", &header, &rows).unwrap(),
    ] {
        let again = house.import_bytes(&bytes, false).await;
        assert_eq!((counts(&again), house.services().await.len()), ([0, 2, 0], 2), "{again}");
    }
    let other = house.import(&file.replace("Rui", "Eva")).await;
    assert_eq!(counts(&other), [2, 0, 0], "another table is another import: {other}");
}

#[tokio::test]
async fn what_the_usual_columns_lack_can_be_said_in_columns_of_our_own() {
    let house = House::open().await;
    let branch =
        house.post("/v1/branches", &json!({ "name": "Centro", "code": "SP", "document": "11.222.333/0001-81" })).await;
    let partner = house.post("/v1/partners", &json!({ "name": "Parceira", "code": "P1" })).await;
    let (branch, partner) = (branch.text("id"), partner.text("id"));
    assert!(!branch.is_empty() && !partner.is_empty());
    let file = "Recipient name,Customer ID,Address,House number,Postal code,State,Order number,External ID,Type,Packages,Priority,Skills,Required proof,Deadline,Branch,Partner ID,Shipper document\n\
        Ana,C-1,\"Main, corner\",7,01310-100,SP,v-1,x-1,coleta,\"B1; B2=1.5\",5,\"frio|escada\",\"foto, \",31/12/2026,sp,P1,\n\
        ,C-1,,,,,v-2,,,,,,photo|signature,2026-12-31T12:00:00Z,,,11222333000181\n\
        ,C-2,,,,,v-3,,,,,,,,,,\n\
        Rui,,Rua,1,01310-100,SP,v-4,x-1,,,,,,,nowhere,,\n";
    let job = house.import(&file.replace("\"foto, \"", "foto")).await;
    assert_eq!(counts(&job), [2, 0, 2], "{job}");
    assert_eq!(errors(&job), [(4, "Customer ID", "unknown_customer"), (5, "Branch", "unknown_entry")], "{job}");
    let (first, second) = (house.of_order("v-1").await, house.of_order("v-2").await);
    let told = json!({
        "type": first["type"], "externalId": first["externalId"], "priority": first["priority"],
        "packages": first["packages"], "skills": first["skills"], "requiredProof": first["requiredProof"],
        "deadline": first["promise"]["deadline"], "branch": first["branch"], "partner": first["partner"],
        "street": first["address"]["street"], "number": first["address"]["number"],
    });
    let expected = json!({
        "type": "collection", "externalId": "x-1", "priority": 5,
        "packages": [{ "barcode": "B1", "weight": null }, { "barcode": "B2", "weight": 1500 }],
        "skills": ["frio", "escada"], "requiredProof": ["photo"],
        "deadline": "2027-01-01T02:59:59Z", "branch": branch, "partner": partner,
        "street": "Main, corner", "number": "7",
    });
    assert_eq!(told, expected);
    assert_eq!((&second["customer"]["id"], &second["branch"]), (&first["customer"]["id"], &json!(branch)));
    assert_eq!(second["address"], first["address"], "a customer who is known needs no address");
}

#[tokio::test]
async fn a_file_is_read_by_the_rules_of_the_country_that_the_account_is_in() {
    let house = House::open().await;
    let found = house.get("/v1/account").await;
    let mut account = found.json.clone();
    for kept in ["id", "createdAt", "table"] {
        account.as_object_mut().unwrap().remove(kept);
    }
    (account["country"], account["timeZone"]) = (json!("MEX"), json!("America/Mexico_City"));
    let put = house.merchant.request(&house.world, Method::PUT, "/v1/account");
    let put = send(put.header("if-match", found.header("etag")).json(&account)).await;
    assert_eq!(put.status, 200, "{}", put.text);
    let head = [
        "Nombre del destinatario",
        "Código de área",
        "Teléfono móvil",
        "Dirección",
        "Código postal",
        "Estado",
        "Número de pedido",
        "Deadline",
    ];
    let rows = [["Ana", "55", "34567890", "Reforma 1", "1000", "AM", "o-1", "05/01/2027"]];
    let file = sheets::write::csv(&head, &rows).unwrap();
    let job = house.import_bytes(&file, false).await;
    assert_eq!((counts(&job), job["warningCount"].as_u64()), ([1, 0, 0], Some(0)), "{job}");
    let made = house.of_order("o-1").await;
    assert_eq!(made["customer"]["phone"], "+525534567890", "not a number of Brazil: {made}");
    assert_eq!((&made["address"]["country"], &made["address"]["postalCode"]), (&json!("MEX"), &json!("1000")));
    assert_eq!(made["promise"]["deadline"], "2027-01-06T05:59:59Z", "not the Amazon's midnight");
}

#[tokio::test]
async fn a_dry_run_says_what_would_become_of_each_row_and_makes_nothing() {
    let house = House::open().await;
    let dry = house.import_bytes(PORTUGUESE.as_bytes(), true).await;
    assert_eq!((dry["status"].as_str(), counts(&dry)), (Some("checked"), [2, 0, 2]), "{dry}");
    assert_eq!(house.services().await.len(), 0);
    assert_eq!(counts(&house.import(PORTUGUESE).await), [2, 0, 2]);
    let dry = house.import_bytes(PORTUGUESE.replace("Mesa", "Mesa nova").as_bytes(), true).await;
    assert_eq!(counts(&dry), [0, 0, 4], "what others have is seen too: {dry}");
}

#[tokio::test]
async fn customers_whom_a_file_first_named_go_with_their_last_service() {
    let house = House::open().await;
    let known = json!({ "firstName": "Rui", "externalId": "k-1" });
    assert_eq!(house.post("/v1/customers", &known).await.status, 201);
    let file = "Nome do destinatário,ID do cliente,Endereço,CEP\n\
        Rui,k-1,\"Rua A, 1\",01310-100\n\
        Ana,k-2,\"Rua A, 1\",01310-100\n\
        Ana,k-2,\"Rua B, 2\",01310-100\n\
        Eva,k-3,\"Rua A, 1\",01310-100\n\
        Bia,k-4,\"Rua A, 1\",01310-100\n";
    let place = house.send(file.as_bytes(), false).await;
    house.world.settle().await;
    let other = house.post("/v1/services", &json!({ "customer": { "externalId": "k-3" } })).await;
    assert_eq!(other.status, 201, "{}", other.text);
    let listed = house.get("/v1/customers").await.json;
    let bia = listed["items"].as_array().unwrap().iter().find(|one| one["externalId"] == "k-4").unwrap();
    let path = format!("/v1/customers/{}", bia["id"].as_str().unwrap());
    let shown = house.get(&path).await;
    let put = house.merchant.request(&house.world, Method::PUT, &path).header("if-match", shown.header("etag"));
    let married = json!({ "firstName": "Bia", "lastName": "Lima", "externalId": "k-4",
        "addresses": shown.json["addresses"] });
    let changed = send(put.json(&married)).await;
    assert_eq!(changed.status, 200, "{}", changed.text);

    let undone = house.post(&format!("{place}/undo"), &json!({})).await;
    assert_eq!(undone.json, json!({ "undone": 5, "kept": 0, "left": false }), "{}", undone.text);
    let listed = house.get("/v1/customers").await.json;
    let mut left: Vec<(&str, bool)> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["externalId"].as_str().unwrap(), one["active"] == true))
        .collect();
    left.sort_unstable();
    assert_eq!(
        left,
        [("k-1", true), ("k-3", true), ("k-4", true)],
        "those who were known, served otherwise or changed stay"
    );
    assert_eq!(counts(&house.import(file).await), [5, 0, 0]);
}

#[tokio::test]
async fn an_import_is_taken_back_but_for_services_that_something_happened_to() {
    let house = House::open().await;
    let place = house.send(PORTUGUESE.as_bytes(), false).await;
    let early = house.post(&format!("{place}/undo"), &json!({})).await;
    assert!(early.status == 200 || early.outcome() == (409, "import_open".to_owned()), "{}", early.text);
    house.world.settle().await;
    let job = house.get(&place).await.json;
    assert_eq!(counts(&job), [2, 0, 2]);
    let touched = house.of_order("v-2").await;
    let id = touched["id"].as_str().unwrap();
    let tag = house.get(&format!("/v1/services/{id}")).await.header("etag").to_owned();
    let change = json!({ "order": "v-2", "description": "Two chairs" });
    let put = house.merchant.request(&house.world, Method::PUT, &format!("/v1/services/{id}"));
    assert_eq!(send(put.header("if-match", tag).json(&change)).await.status, 200);

    let undone = house.post(&format!("{place}/undo"), &json!({})).await;
    assert_eq!(undone.json, json!({ "undone": 1, "kept": 1, "left": false }), "{}", undone.text);
    let job = house.get(&place).await.json;
    assert_eq!(
        (job["status"].as_str(), job["undone"].as_u64(), job["kept"].as_u64()),
        (Some("undone"), Some(1), Some(1))
    );
    let left: Vec<Value> = house.services().await.iter().map(|service| service["id"].clone()).collect();
    assert_eq!(left, [touched["id"].clone()]);
    let again = house.import(PORTUGUESE).await;
    assert_eq!((counts(&again), house.services().await.len()), ([1, 1, 2], 2), "{again}");
}

#[tokio::test]
async fn a_file_that_cannot_be_one_of_services_is_rejected_whole_and_the_ask_names_every_error() {
    let house = House::open().await;
    for (file, rule) in [
        ("CEP,Lua\n1,2\n", "unknown_column"),
        ("Nome do destinatário,CEP\n", "no_rows"),
        ("%PDF-1.7", "unknown_format"),
        ("Nome do destinatário,CEP,CEP\na,b,c\n", "header_twins"),
    ] {
        let job = house.import(file).await;
        assert_eq!(
            (job["status"].as_str(), job["errors"][0]["rule"].as_str()),
            (Some("rejected"), Some(rule)),
            "{job}"
        );
    }
    let place = house.post("/v1/service-imports", &announced(b"a,b\n", false)).await;
    assert_eq!(place.status, 201);
    let ask = json!({ "fileName": "\u{7}", "size": 0, "sha256": "x" });
    let refused = house.post("/v1/service-imports", &ask).await;
    let broken = [("/fileName", "file_name"), ("/size", "file_size"), ("/sha256", "sha256")];
    assert_eq!(refused.broken(), broken.map(|(at, rule)| (at.to_owned(), rule.to_owned())));
    let nobody = house.get("/v1/service-imports/0193b0a0-0000-7000-8000-000000000002").await;
    assert_eq!(nobody.status, 404);
}

#[tokio::test]
async fn every_way_of_writing_the_same_table_gives_the_same_services() {
    let header = ["Nombre del destinatario", "Dirección", "Código postal", "Factura"];
    let rows = [["Ana", "Rua 1, 2 fundos \"A\"", "01310-100", "1"], ["Rui", "Rua 2, 3", "01310100", "2"]];
    let comma = sheets::write::csv(&header, &rows).unwrap();
    let text = String::from_utf8(comma.clone()).unwrap();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let xlsx = sheets::write::xlsx("servicios", &header, &rows).unwrap();
    for (kind, file) in [("csv", comma), ("utf-16", utf16), ("xlsx", xlsx)] {
        let house = House::open().await;
        let job = house.import_bytes(&file, false).await;
        assert_eq!(counts(&job), [2, 0, 0], "{kind}: {job}");
    }
}
