//! Rows that name a driver go into that driver's day.

use super::{House, counts};
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
