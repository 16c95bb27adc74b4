//! How near the driver is: on the page, on the map, and no nearer than the recipient may see.

use super::*;
use acceptance::toll::Toll;
use domain::place::Point;
use jiff::tz::TimeZone;

/// An address so many metres north of Praça da Sé.
pub(super) fn address(metres: i32) -> Value {
    // About nine millionths of a degree to the metre.
    let point = Point::from_ten_millionths(-235_503_900 + i64::from(metres) * 90, -466_339_500).unwrap();
    json!({ "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "city": "São Paulo", "state": "SP",
        "lat": point.lat(), "lng": point.lng() })
}

impl House {
    /// Sets out with services in that order, at ten of a working day's morning; answers the route.
    pub(super) async fn set_out(&self, services: &[&str]) -> String {
        self.merchant.driver(&self.world, DRIVER).await;
        self.set_out_with(DRIVER, None, services).await
    }

    /// The same of another driver, perhaps with a vehicle.
    pub(super) async fn set_out_with(&self, driver: &str, vehicle: Option<&str>, services: &[&str]) -> String {
        let now = self.world.edition().clock().now().to_zoned(TimeZone::get("America/Sao_Paulo").unwrap());
        let ten = now.date().tomorrow().unwrap().at(10, 0, 0, 0).to_zoned(now.time_zone().clone()).unwrap();
        self.world.advance(ten.timestamp().duration_since(now.timestamp())).await;
        let date = ten.date().to_string();
        let body = json!({ "driver": driver, "vehicle": vehicle, "date": date, "services": services });
        let planned = self.post("/v1/routes", &body).await;
        assert_eq!(planned.status, 201, "{}", planned.text);
        let route = planned.text("id");
        assert_eq!(self.post(&format!("/v1/routes/{route}/start"), &json!({})).await.status, 200);
        route
    }

    /// The driver is so many metres north of Praça da Sé.
    pub(super) async fn driver_at(&self, route: &str, metres: i32) {
        let now = self.world.edition().clock().now().to_string();
        let mut point = json!({ "at": now });
        for name in ["lat", "lng"] {
            point[name] = address(metres)[name].clone();
        }
        let body = json!({ "route": route, "sentAt": now, "points": [point] });
        let told = send(self.merchant.program(&self.world, Method::POST, "/v1/positions").json(&body)).await;
        assert_eq!((told.status.as_u16(), &told.json["taken"]), (200, &json!(1)), "{}", told.text);
    }

    /// The driver's device reports.
    pub(super) async fn report(&self, seq: u64, service: &str, kind: &str, fields: &Value) {
        self.report_of(DRIVER, seq, service, kind, fields).await;
    }

    /// The same of another driver.
    pub(super) async fn report_of(&self, driver: &str, seq: u64, service: &str, kind: &str, fields: &Value) {
        let now = self.world.edition().clock().now().to_string();
        let mut event = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": seq, "service": service, "type": kind,
            "occurredAt": now });
        for (name, value) in fields.as_object().unwrap() {
            event[name] = value.clone();
        }
        let body = json!({ "driver": driver, "device": "one", "sentAt": now, "events": [event] });
        let told = send(self.merchant.program(&self.world, Method::POST, "/v1/driver-events").json(&body)).await;
        assert_eq!(told.json["items"][0]["outcome"], "applied", "{}", told.text);
    }
}

#[tokio::test]
async fn a_page_says_when_the_driver_comes_or_why_nobody_can_say() {
    let house = House::open().await;
    let mut ids = Vec::new();
    for metres in [1_000, 2_000, 3_000] {
        ids.push(house.service(&json!({ "address": address(metres) })).await.0);
    }
    let (mine, path) = house.service(&json!({ "address": address(4_000) })).await;
    let map = format!("{path}/map");
    let says = async |words: &[&str], silent: &[&str]| {
        let page = house.see(&path).await.text;
        for part in words {
            assert!(page.contains(part), "{part}: {page}");
        }
        for part in silent {
            assert!(!page.contains(part), "{part}: {page}");
        }
    };
    says(&["sendo preparado"], &["previsto", "mapa"]).await;
    let all: Vec<&str> = ids.iter().map(String::as_str).chain([mine.as_str()]).collect();
    let route = house.set_out(&all).await;
    says(&["assim que recebermos a posição"], &["Chega entre", "/map"]).await;

    house.driver_at(&route, 0).await;
    says(&["Chega entre 10:", "Faltam 3 paradas antes da sua", "/map"], &[]).await;
    let seen = house.see(&map).await;
    assert_eq!(seen.status, 200, "{}", seen.text);
    for part in ["<svg", "class=\"about\"", "só a região", "O entregador está a cerca de", "Voltar"] {
        assert!(seen.text.contains(part), "{part}: {}", seen.text);
    }
    assert!(!seen.text.contains("class=\"car\""), "three doors away it is nobody's business: {}", seen.text);

    house.report(1, &ids[0], "deliver", &json!({})).await;
    house.report(2, &ids[1], "start", &json!({})).await;
    house.world.advance(SignedDuration::from_mins(5)).await;
    house.driver_at(&route, 1_900).await;
    says(&["Faltam 2 paradas"], &[]).await;
    let seen = house.see(&map).await.text;
    assert!(seen.contains("class=\"car\"") && seen.contains("O entregador está a 2,1 km daqui"), "{seen}");
    let english = house.see(&format!("{map}?lang=en")).await.text;
    assert!(english.contains("2.1 km from here") && english.contains(&format!("{path}?lang=en")), "{english}");

    house.world.advance(SignedDuration::from_mins(31)).await;
    says(&["sem sinal do entregador"], &["Chega entre", "/map"]).await;
    house.driver_at(&route, 3_600).await;
    house.report(3, &mine, "start", &json!({})).await;
    says(&["a caminho", "Chega entre", "Driver"], &["antes da sua"]).await;
    house.report(4, &mine, "pause", &json!({})).await;
    says(&["para depois"], &["Chega entre", "/map"]).await;
    house.report(5, &mine, "start", &json!({})).await;
    house.report(6, &mine, "arrive", &json!({})).await;
    says(&["O entregador chegou", "/map"], &["Chega entre"]).await;
    house.report(7, &mine, "deliver", &json!({})).await;
    says(&["Entregue"], &["Chega entre", "/map", "previsto"]).await;
    let after = house.see(&map).await.text;
    assert!(after.contains("Não há nada para ver no mapa") && !after.contains("<svg"), "never after: {after}");
    house.world.edition().clock().advance(SignedDuration::from_hours(24 * 31));
    for gone in [&path, &map] {
        let ended = house.see(gone).await;
        assert_eq!(ended.status, 410, "{}", ended.text);
        assert!(ended.text.contains("Este link terminou") && ended.text.contains("peça um novo"), "{}", ended.text);
    }
    house.world.stop().await;
}

#[tokio::test]
async fn where_a_report_was_made_is_where_the_driver_was_until_a_newer_position_comes() {
    let house = House::open().await;
    let (first, _) = house.service(&json!({ "address": address(1_000) })).await;
    let (mine, path) = house.service(&json!({ "address": address(4_000) })).await;
    let route = house.set_out(&[&first, &mine]).await;
    let page = house.see(&path).await.text;
    assert!(page.contains("assim que recebermos a posição") && !page.contains("Chega entre"), "{page}");
    let nowhere = json!({ "lat": 0.0, "lng": 0.0 });
    house.report(1, &first, "start", &nowhere).await;
    assert!(!house.see(&path).await.text.contains("Chega entre"), "a receiver that knows nothing says so");
    house.world.advance(SignedDuration::from_mins(1)).await;
    let here = |metres| json!({ "lat": address(metres)["lat"], "lng": address(metres)["lng"] });
    house.report(2, &first, "arrive", &here(1_000)).await;
    let page = house.see(&path).await.text;
    assert!(page.contains("Chega entre") && page.contains("Falta 1 parada"), "{page}");
    house.world.advance(SignedDuration::from_mins(5)).await;
    house.report(3, &first, "deliver", &json!({})).await;
    house.driver_at(&route, 3_000).await;
    let of_route = format!("/v1/routes/{route}/position");
    let shown = async || {
        let shown = send(house.merchant.program(&house.world, Method::GET, &of_route)).await;
        shown.json["position"]["lat"].clone()
    };
    assert_eq!(shown().await, address(3_000)["lat"], "a position is newer");
    house.world.advance(SignedDuration::from_mins(5)).await;
    house.report(4, &mine, "start", &here(3_500)).await;
    assert_eq!(shown().await, address(3_500)["lat"]);
    house.world.stop().await;
}

#[tokio::test]
async fn an_arrival_after_midnight_is_told_with_its_day() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({ "address": address(15_000) })).await;
    let route = house.set_out(&[&id]).await;
    house.world.advance(SignedDuration::from_mins(13 * 60 + 50)).await;
    house.driver_at(&route, 0).await;
    let zone = TimeZone::get("America/Sao_Paulo").unwrap();
    let tomorrow = house.world.edition().clock().now().to_zoned(zone).date().tomorrow().unwrap();
    let page = house.see(&path).await.text;
    let told = page.split("class=\"eta\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    assert!(told.starts_with("Chega entre 00:") && told.contains(&format!(", {} de ", tomorrow.day())), "{told}");
    house.world.stop().await;
}

#[tokio::test]
async fn where_an_address_is_not_on_the_map_the_page_says_so() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let route = house.set_out(&[&id]).await;
    house.driver_at(&route, 0).await;
    let page = house.see(&path).await.text;
    assert!(page.contains("não encontramos este endereço no mapa"), "{page}");
    let map = house.see(&format!("{path}/map")).await.text;
    assert!(map.contains("Não há nada para ver") && !map.contains("<svg"), "{map}");
    house.world.stop().await;
}

#[tokio::test]
async fn whoever_was_passed_the_link_sees_the_street_and_not_the_door() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({ "address": address(0) })).await;
    let route = house.set_out(&[&id]).await;
    house.driver_at(&route, 900).await;
    let strange = house.see(&format!("{path}/map")).await.text;
    let (_, cookie) = house.form(&format!("{path}/device"), &[("digits", "1234")], "").await;
    let cookie = cookie.unwrap();
    let own = house.ask(Method::GET, &format!("{path}/map")).header("cookie", cookie.split(';').next().unwrap());
    let own = send(own).await.text;
    assert!(own.contains("está a 900 m daqui"), "{own}");
    let home = |page: &str| page.split("class=\"home\"").nth(1).unwrap().split("/>").next().unwrap().to_owned();
    assert_ne!(home(&own), home(&strange));
    house.world.stop().await;
}

fn opened(path: &str, tag: Option<&str>) -> Value {
    let file = acceptance::repository::root().join("events/track-service/unknown-link.json");
    let mut event: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    event["rawPath"] = json!(path);
    event["requestContext"]["http"]["path"] = json!(path);
    if let Some(tag) = tag {
        event["headers"]["if-none-match"] = json!(tag);
    }
    event
}

#[tokio::test]
async fn asked_again_a_page_costs_one_read_and_notices_whatever_it_shows() {
    let house = House::open().await;
    house.calendar(3).await;
    let (before, _) = house.service(&json!({ "address": address(1_000) })).await;
    let (id, path) = house.service(&json!({ "address": address(2_000), "order": "V-1" })).await;
    let (sibling, _) = house.service(&json!({ "order": "V-1" })).await;
    let (_, other) = house.service(&json!({})).await;
    let (toll, env) = Toll::before(house.world.edition().env());
    let function = track_service::start(env).await.unwrap();
    let ask = async |tag: Option<&str>| {
        let answer = function.invoke(opened(&path, tag)).await.unwrap();
        let tag = answer["headers"]["etag"].as_str().unwrap().to_owned();
        (answer["statusCode"].as_u64().unwrap(), tag, toll.taken().0)
    };
    let (status, first, reads) = ask(None).await;
    assert!(status == 200 && reads > 3, "{status} {reads}");
    let mut tag = first;
    let quiet = async |tag: &str| assert_eq!(ask(Some(tag)).await, (304, tag.to_owned(), 1), "nothing changed");
    quiet(&tag).await;
    // Each change of what the page shows is noticed, and then it is quiet again.
    for change in ["consent", "window", "sibling", "route", "position", "stop before", "said"] {
        match change {
            "consent" => {
                let form = format!("{path}/messages");
                assert_eq!(house.form(&form, &[("want", "no"), ("digits", "1234")], "").await.0, "stopped");
            }
            "window" => {
                let offered = house.offered(&other).await;
                let taken = [("window", offered[0].as_str()), ("digits", "1234")];
                assert_eq!(house.form(&format!("{other}/window"), &taken, "").await.0, "booked");
            }
            "sibling" => {
                let route = json!({ "driver": DRIVER, "date": "2030-01-15", "services": [sibling] });
                house.merchant.driver(&house.world, DRIVER).await;
                assert_eq!(house.post("/v1/routes", &route).await.status, 201);
            }
            "route" => {
                let route = json!({ "driver": DRIVER, "date": "2030-01-15", "services": [before, id] });
                let planned = house.post("/v1/routes", &route).await.text("id");
                assert_eq!(house.post(&format!("/v1/routes/{planned}/start"), &json!({})).await.status, 200);
            }
            "position" => {
                let routes = house.merchant.program(&house.world, Method::GET, "/v1/routes?date=2030-01-15");
                let listed = send(routes).await.json;
                house.driver_at(listed["items"][1]["id"].as_str().unwrap(), 0).await;
            }
            "stop before" => house.report(1, &before, "start", &json!({})).await,
            _ => {
                let form = [("instructions", "Portão azul"), ("digits", "1234")];
                assert_eq!(house.form(&format!("{path}/instructions"), &form, "").await.0, "noted");
            }
        }
        let (status, fresh, _) = ask(Some(&tag)).await;
        assert_eq!(status, 200, "{change} is seen");
        assert_ne!(fresh, tag, "{change} is seen");
        tag = fresh;
        quiet(&tag).await;
    }
    house.world.stop().await;
}
