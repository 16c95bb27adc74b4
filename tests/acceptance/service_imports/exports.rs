//! Services as files, and as services again.

use super::{House, counts};
use acceptance::world::send;
use reqwest::Method;
use serde_json::{Value, json};

impl House {
    /// A house whose registers call a branch and a brand by their codes.
    async fn registered() -> Self {
        let house = Self::open().await;
        for (register, code) in [("branches", "SP"), ("agencies", "marca")] {
            let added = house.post(&format!("/v1/{register}"), &json!({ "name": code, "code": code })).await;
            assert_eq!(added.status, 201, "{}", added.text);
        }
        house
    }

    /// Asks for an export and waits for it; the job as it stands then.
    async fn export(&self, body: &Value) -> Value {
        let asked = self.post("/v1/service-exports", body).await;
        assert_eq!((asked.status.as_u16(), asked.text("status")), (201, "processing".to_owned()), "{}", asked.text);
        self.world.settle().await;
        self.get(asked.header("location")).await.json
    }

    async fn content(&self, job: &Value) -> Vec<u8> {
        assert_eq!((job["status"].as_str(), job["files"].as_array().map(Vec::len)), (Some("done"), Some(1)), "{job}");
        let url = job["files"][0]["url"].as_str().unwrap();
        reqwest::get(url).await.unwrap().bytes().await.unwrap().to_vec()
    }

    async fn whole(&self) -> Vec<Value> {
        let mut all = Vec::new();
        for service in self.services().await {
            let id = service["id"].as_str().unwrap().to_owned();
            all.push(self.get(&format!("/v1/services/{id}")).await.json);
        }
        in_order(all)
    }
}

/// Rows are made side by side, and their services in any order.
fn in_order(mut all: Vec<Value>) -> Vec<Value> {
    all.sort_by_key(|service| service["order"].to_string());
    all
}

/// A service without what every making of it gives anew.
fn bare(mut service: Value) -> Value {
    for name in ["id", "code", "spokenCode", "createdAt", "timelineCount", "timelineHash", "trackingUrl"] {
        service.as_object_mut().unwrap().remove(name);
    }
    service["customer"].as_object_mut().unwrap().remove("id");
    // Each account has its own entries of one code.
    for name in ["branch", "agency"] {
        service[name] = json!(service[name].is_string());
    }
    service
}

const FILE: &str = "Recipient name,Last name,Legal type,Document,E-mail,Mobile phone,Address,House number,Complement,Landmark,Postal code,City,State,Latitude,Longitude,Invoice,Series,Order number,Description,Service time,Scheduled date,Manifest,Weight,External ID,Type,Packages,Priority,Skills,Required proof,Deadline,Branch,Agency,Time window,Freight ID,Amount to collect,Volume (m³),Goods value\n\
    Ana,Souza,,529.982.247-25,ana@example.com,+5511987654321,\"Main, corner\",7,Apto 1,Padaria,01310-100,São Paulo,SP,-23.5,-46.6,55,1,v-1,@SUM(A1),15,24/12/2026,M1,1.5,x-1,coleta,\"B1; B2=1.5\",5,frio|escada,foto|firma,31/12/2026,SP,marca,08:00-12:00,sul-3,\"1,250.90\",\"0,125\",300\n\
    Casa,,empresa,11.222.333/0001-81,,,Rua,1,,,01310-100,,SP,,,56,,-v-2,,,,,,x-2,,,,,,,,,,,,,\n";

#[tokio::test]
async fn what_is_exported_as_csv_or_xlsx_is_the_same_services_where_it_is_imported() {
    let house = House::registered().await;
    assert_eq!(counts(&house.import(FILE).await), [2, 0, 0]);
    let own: Vec<Value> = house.whole().await.into_iter().map(bare).collect();
    assert_eq!(own[1]["description"], "@SUM(A1)");
    let carried = (own[1]["freightId"].clone(), own[1]["amountToCollect"].clone());
    assert_eq!((&own[1]["volume"], &own[1]["goodsValue"]["minor"]), (&json!(125_000), &json!(30_000)));
    assert_eq!(carried, (json!("sul-3"), json!({ "minor": 125_090, "currency": "BRL" })));
    for (format, language) in [("csv", "pt-BR"), ("xlsx", "es"), ("csv", "en")] {
        let job = house.export(&json!({ "format": format, "language": language })).await;
        assert_eq!(job["services"], 2, "{job}");
        let file = house.content(&job).await;
        if format == "csv" {
            let text = String::from_utf8(file.clone()).unwrap();
            assert!(text.contains("'@SUM(A1)") && text.contains("'-v-2"), "a cell that would run is text: {text}");
        }
        let other = House::registered().await;
        let taken_in = other.import_bytes(&file, false).await;
        assert_eq!((counts(&taken_in), taken_in["warningCount"].as_u64()), ([2, 0, 0], Some(0)), "{taken_in}");
        let there: Vec<Value> = other.whole().await.into_iter().map(bare).collect();
        assert_eq!(there, own, "{format} {language}");
    }
    let job = house.export(&json!({ "format": "json" })).await;
    let all: Vec<Value> = serde_json::from_slice(&house.content(&job).await).unwrap();
    assert_eq!(in_order(all), house.whole().await);
}

#[tokio::test]
async fn an_export_holds_what_its_filter_leaves_and_its_asker_sees() {
    let house = House::open().await;
    let partner = house.post("/v1/partners", &json!({ "name": "Parceira", "code": "P1" })).await.text("id");
    let file = "Recipient name,Address,Postal code,Order number,Type,Partner ID\n\
        Ana,Rua 1,01310-100,v-1,coleta,P1\nRui,Rua 2,01310-100,v-2,,P1\nEva,Rua 3,01310-100,v-3,coleta,\n";
    assert_eq!(counts(&house.import(file).await), [3, 0, 0]);
    let orders = async |job: Value| {
        let all: Vec<Value> = serde_json::from_slice(&house.content(&job).await).unwrap();
        in_order(all).iter().map(|service| service["order"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let collections = house.export(&json!({ "format": "json", "filter": { "type": "collection" } })).await;
    assert_eq!(orders(collections).await, ["v-1", "v-3"]);
    let none = house.export(&json!({ "format": "json", "filter": { "createdTo": "2020-01-01T00:00:00Z" } })).await;
    assert_eq!(orders(none).await, [""; 0]);

    let body = json!({ "email": "p@example.com", "name": "P", "role": "partner", "reach": { "partner": partner }, "language": "en" });
    assert_eq!(house.post("/v1/users", &body).await.status, 201);
    let mails = acceptance::mailbox::mails_to(&house.world, "p@example.com").await;
    let token = acceptance::mailbox::token_in(mails.first().unwrap(), "invitations");
    let join = house.world.request(Method::POST, &format!("/v1/invitations/{token}"));
    let session = send(join.json(&json!({ "password": acceptance::merchant::PASSWORD }))).await.text("accessToken");
    let ask = house.world.request(Method::POST, "/v1/service-exports").bearer_auth(&session);
    let ask = ask.header("idempotency-key", "one").json(&json!({ "format": "json" }));
    let asked = send(ask).await;
    assert_eq!(asked.status, 201, "{}", asked.text);
    house.world.settle().await;
    let place = asked.header("location").to_owned();
    let seen = send(house.world.request(Method::GET, &place).bearer_auth(&session)).await.json;
    assert_eq!(orders(seen).await, ["v-1", "v-2"]);
    assert_eq!(house.get(&place).await.status, 404, "an export is its asker's own");
}

#[tokio::test]
async fn an_export_that_cannot_be_is_refused_with_every_error_and_the_same_ask_twice_is_one_export() {
    let house = House::open().await;
    let ask = json!({ "format": "pdf", "language": "fr", "filter": { "status": "lost", "driver": "x" } });
    let refused = house.post("/v1/service-exports", &ask).await;
    let at: Vec<String> = refused.broken().into_iter().map(|(at, _)| at).collect();
    assert_eq!(at, ["/format", "/language", "/filter/status", "/filter/driver"], "{}", refused.text);
    let twice = async || {
        let request = house.merchant.request(&house.world, Method::POST, "/v1/service-exports");
        send(request.header("idempotency-key", "twice").json(&json!({ "format": "csv" }))).await
    };
    let (first, second) = (twice().await, twice().await);
    assert_eq!((first.status.as_u16(), first.json), (201, second.json));
    house.world.settle().await;
    let listed = house.get("/v1/service-exports").await.json;
    assert_eq!((listed["items"].as_array().unwrap().len(), listed["items"][0]["status"].as_str()), (1, Some("done")));
}
