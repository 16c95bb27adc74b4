//! Rows that name a driver go into that driver's day.

use super::{House, counts};
use acceptance::world::send;
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn rows_that_name_a_driver_are_in_that_drivers_day_in_the_order_of_the_file_and_only_once() {
    let house = House::open().await;
    let driver = house.post("/v1/drivers", &json!({ "name": "João", "login": "casa-joao" })).await.text("id");
    let van = json!({ "name": "Fiorino", "vehicleType": "van", "plate": "ABC1D23" });
    let van = house.post("/v1/vehicles", &van).await.text("id");
    let mut file = String::from(
        "Nome do destinatário,Endereço,CEP,Estado,Número do Pedido,Portador,Placa,Data Início,Janela de horário,Nome do embarcador\n",
    );
    for row in 0..40 {
        file.push_str(&format!(
            "Ana,\"Rua A, {row}\",01310-100,SP,o-{row:02},casa-joao,ABC-1D23,15/01/2027,8h-12h,Loja\n"
        ));
    }
    file.push_str("Rui,\"Rua B, 1\",01310-100,SP,o-40,,,,,\nEva,\"Rua B, 2\",01310-100,SP,o-41,ninguem,,,,\n");
    let job = house.import(&file).await;
    assert_eq!((counts(&job), job["warningCount"].as_u64()), ([41, 0, 1], Some(0)), "{job}");
    assert_eq!(job["errors"][0]["column"], "Portador");

    let routes = house.get("/v1/routes?date=2027-01-15").await.json["items"].clone();
    assert_eq!(routes.as_array().map(Vec::len), Some(1), "{routes}");
    let route = house.get(&format!("/v1/routes/{}", routes[0]["id"].as_str().unwrap())).await.json;
    assert_eq!((&route["driver"], &route["vehicle"]), (&json!(driver), &json!(van)), "{route}");
    let stops = house.get(&format!("/v1/driver-stops?driver={driver}&date=2027-01-15")).await.json["items"].clone();
    let stops = stops.as_array().unwrap().clone();
    let mut orders = Vec::new();
    for stop in &stops {
        let service = house.get(&format!("/v1/services/{}", stop["service"].as_str().unwrap())).await.json;
        orders.push(service["order"].as_str().unwrap().to_owned());
        assert_eq!((&service["status"], &service["timeWindow"]), (&json!("routed"), &json!("08:00-12:00")));
    }
    let expected: Vec<String> = (0..40).map(|row| format!("o-{row:02}")).collect();
    assert_eq!(orders, expected, "as in the file");
    assert_eq!((&stops[0]["sender"], &stops[0]["timeWindow"]), (&json!("Loja"), &json!("08:00-12:00")));

    let again = house.import(&file).await;
    assert_eq!(counts(&again), [0, 41, 1], "{again}");
    let same: Value = house.get("/v1/routes?date=2027-01-15").await.json["items"].clone();
    assert_eq!(same, routes, "the same file again plans nothing anew");
    house.world.stop().await;
}

#[tokio::test]
async fn rows_of_two_vehicles_are_two_routes_and_an_import_is_taken_back_out_of_a_day_that_nobody_has_begun() {
    let house = House::open().await;
    house.post("/v1/drivers", &json!({ "name": "João", "login": "casa-joao" })).await;
    house.post("/v1/drivers", &json!({ "name": "Eva", "login": "casa-eva" })).await;
    let mut vans = Vec::new();
    for plate in ["ABC1D23", "XYZ9K87"] {
        let van = json!({ "name": plate, "vehicleType": "van", "plate": plate });
        vans.push(json!(house.post("/v1/vehicles", &van).await.text("id")));
    }
    let row = |n: usize, login: &str, plate: &str| {
        format!("Ana,\"Rua A, {n}\",01310-100,SP,o-{n},{login},{plate},15/01/2027\n")
    };
    let head = "Nome do destinatário,Endereço,CEP,Estado,Número do Pedido,Portador,Placa,Data Início\n";
    let rows = [
        row(1, "casa-joao", "ABC1D23"),
        row(2, "casa-joao", "XYZ9K87"),
        row(3, "casa-joao", "ABC1D23"),
        row(4, "casa-eva", ""),
    ];
    let place = house.send(format!("{head}{}", rows.concat()).as_bytes(), false).await;
    house.world.settle().await;
    let job = house.get(&place).await.json;
    assert_eq!((counts(&job), job["warningCount"].as_u64()), ([4, 0, 0], Some(0)), "{job}");
    let routes = house.get("/v1/routes?date=2027-01-15").await.json["items"].as_array().unwrap().clone();
    let of = |vehicle: &Value| routes.iter().find(|route| &route["vehicle"] == vehicle).cloned().unwrap_or_default();
    assert_eq!(of(&vans[0])["services"].as_array().map(Vec::len), Some(2), "{routes:?}");
    assert_eq!(of(&vans[1])["services"].as_array().map(Vec::len), Some(1), "{routes:?}");
    let evas = of(&Value::Null);
    let own = house.of_order("o-2").await;
    let start = format!("/v1/routes/{}/start", evas["id"].as_str().unwrap());
    assert_eq!(house.post(&start, &json!({})).await.status, 200);

    let key = uuid::Uuid::now_v7().to_string();
    let undo = || {
        let request = house.merchant.request(&house.world, Method::POST, &format!("{place}/undo"));
        send(request.header("idempotency-key", &key).json(&json!({})))
    };
    let (undone, again) = (undo().await, undo().await);
    assert_eq!(undone.json, json!({ "undone": 3, "kept": 1, "left": false }), "{}", undone.text);
    assert_eq!(again.text, undone.text, "the same answer, and nothing more is done");
    let left: Vec<Value> = house.services().await.iter().map(|service| service["order"].clone()).collect();
    assert_eq!(left, [json!("o-4")], "its driver has set out");
    let routes = house.get("/v1/routes?date=2027-01-15").await.json["items"].clone();
    assert_eq!(routes.as_array().map(Vec::len), Some(1), "routes that were made for the file went with it: {routes}");
    assert_eq!(house.get(&format!("/v1/services/{}", own["id"].as_str().unwrap())).await.status, 404);
    house.world.stop().await;
}

#[tokio::test]
async fn rows_never_go_into_a_route_that_the_asker_does_not_see() {
    let house = House::open().await;
    let mut carriers = Vec::new();
    for name in ["ours", "theirs"] {
        carriers.push(house.post("/v1/carriers", &json!({ "name": name })).await.text("id"));
    }
    let driver = json!({ "name": "João", "login": "casa-joao", "carrier": carriers[0] });
    let driver = house.post("/v1/drivers", &driver).await.text("id");
    let foreign = json!({ "name": "Eva", "login": "casa-eva", "carrier": carriers[1] });
    let foreign = house.post("/v1/drivers", &foreign).await.text("id");
    let theirs = json!({ "customer": { "firstName": "Ana" }, "carrier": carriers[1],
        "address": { "postalCode": "01310-100", "street": "Rua A", "number": "1", "state": "SP" } });
    let theirs = house.post("/v1/services", &theirs).await.text("id");
    let plan = json!({ "driver": driver, "date": "2027-01-15", "services": [theirs] });
    let hidden = house.post("/v1/routes", &plan).await.text("id");

    let reach = json!({ "carriers": [carriers[0]] });
    let session = house.merchant.invite(&house.world, "c@example.com", "carrier", &reach).await;
    let token = session["accessToken"].as_str().unwrap();
    let file = "Nome do destinatário,Endereço,CEP,Estado,Número do Pedido,Portador,Data Início\nRui,\"Rua B, 1\",01310-100,SP,o-1,casa-joao,15/01/2027\n";
    let ask = house.world.request(Method::POST, "/v1/service-imports").bearer_auth(token);
    let key = uuid::Uuid::now_v7().to_string();
    let asked = send(ask.header("idempotency-key", key).json(&super::announced(file.as_bytes(), false))).await;
    assert_eq!(asked.status, 201, "{}", asked.text);
    super::upload(&asked.json, file.as_bytes()).await;
    house.world.settle().await;
    let own = house.of_order("o-1").await;
    assert_eq!((&own["status"], &own["carrier"]), (&json!("routed"), &json!(carriers[0])), "{own}");
    assert_ne!(own["route"], json!(hidden));
    let plan = json!({ "driver": foreign, "date": "2027-01-15", "services": [] });
    let request = house.world.request(Method::POST, "/v1/routes").bearer_auth(token);
    let refused = send(request.header("idempotency-key", "foreign").json(&plan)).await;
    assert_eq!(refused.broken(), [("/driver".to_owned(), "unknown".to_owned())], "{}", refused.text);
    let unchanged = house.get(&format!("/v1/routes/{hidden}")).await.json;
    assert_eq!(unchanged["services"], json!([theirs]), "{unchanged}");
    house.world.stop().await;
}

#[tokio::test]
async fn a_dry_run_tells_of_drivers_who_cannot_be_planned_with() {
    let house = House::open().await;
    let made = house.post("/v1/drivers", &json!({ "name": "João", "login": "casa-joao" })).await;
    let path = format!("/v1/drivers/{}", made.text("id"));
    let put = house.merchant.request(&house.world, Method::PUT, &path).header("if-match", "\"1\"");
    let retired = send(put.json(&json!({ "name": "João", "login": "casa-joao", "active": false }))).await;
    assert_eq!(retired.status, 200, "{}", retired.text);
    let file = "Nome do destinatário,Endereço,CEP,Portador,Placa\n\
        Ana,\"Rua A, 1\",01310-100,casa-joao,\n\
        Rui,\"Rua B, 1\",01310-100,,ABC1D23\n";
    house.post("/v1/vehicles", &json!({ "name": "Fiorino", "vehicleType": "van", "plate": "ABC1D23" })).await;
    for dry_run in [true, false] {
        let job = house.import_bytes(file.as_bytes(), dry_run).await;
        let warnings = job["warnings"].as_array().unwrap();
        let told: Vec<(&Value, &Value)> = warnings.iter().map(|found| (&found["row"], &found["rule"])).collect();
        let expected = [(json!(3), json!("column_ignored")), (json!(2), json!("not_routed"))];
        assert_eq!(told, [(&expected[0].0, &expected[0].1), (&expected[1].0, &expected[1].1)], "{job}");
        assert_eq!(counts(&job), [2, 0, 0], "{job}");
    }
}
