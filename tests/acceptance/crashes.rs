//! A process that ends at any of its calls of the table: whoever asks again under the same key gets the answer, and the
//! effect is there once.

use acceptance::dump;
use acceptance::faults::{Cut, Faults, Plan};
use acceptance::merchant::Merchant;
use acceptance::scale::count;
use acceptance::world::{Answer, World, send};
use edge::{Env, Function};
use reqwest::Method;
use serde_json::{Value, json};

mod further;

/// More calls than any request makes.
const FAR: u32 = 60;

/// A merchant, and functions whose process ends where it is told to.
struct House {
    world: World,
    merchant: Merchant,
    door: Faults,
}

/// One request.
struct Ask {
    path: String,
    body: Value,
}

impl House {
    async fn open() -> Self {
        let world = World::with(|options| {
            options.parameters.insert("WebhookAllowedHosts".to_owned(), "127.0.0.1:9".to_owned());
        })
        .await;
        let merchant = Merchant::found(&world, "casa").await;
        let table = world.edition().env().require("AWS_ENDPOINT_URL_DYNAMODB").unwrap().to_owned();
        let door = Box::pin(Faults::before(&table, Plan::NONE)).await;
        Self { world, merchant, door }
    }

    fn env(&self) -> Env {
        self.world.edition().env().with("AWS_ENDPOINT_URL_DYNAMODB", self.door.url())
    }

    /// A request that nothing befalls.
    async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = self.merchant.post(&self.world, path).header("if-match", "*");
        let answer = send(request.json(body)).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text);
        answer
    }

    async fn made(&self, path: &str, body: &Value) -> String {
        self.post(path, body).await.text("id")
    }

    /// A request as the gateway hands it over.
    fn event(&self, ask: &Ask, key: &str) -> Value {
        let token = self.merchant.session["accessToken"].as_str().unwrap();
        json!({
            "version": "2.0", "routeKey": "$default", "rawPath": ask.path, "rawQueryString": "",
            "headers": { "authorization": format!("Bearer {token}"), "idempotency-key": key, "content-type": "application/json" },
            "requestContext": {
                "accountId": "1", "apiId": "1", "domainName": "x", "domainPrefix": "x", "requestId": key, "stage": "$default",
                "http": { "method": "POST", "path": ask.path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "x" },
                "routeKey": "$default", "time": "21/Nov/2026:20:06:43 +0000", "timeEpoch": 1_795_291_603_000_i64,
            },
            "body": ask.body.to_string(), "isBase64Encoded": false,
        })
    }

    /// How many events this user has caused: each effect tells of itself once.
    fn events(&self) -> usize {
        let user = format!("user:{}", self.merchant.session["user"]["id"].as_str().unwrap());
        let whole = dump::everything(&self.world);
        whole.lines().filter(|line| line.contains(r#"{"S":"event"}"#) && line.contains(&user)).count()
    }

    /// Sends what `prepare` prepares to a function that ends at its first call of the table, at its second, and so on,
    /// and then again to one that does not end; answers how many ends there were.
    async fn sweep(&self, name: &str, function: &Function, prepare: impl AsyncFn(&Self, u32) -> Ask) -> u32 {
        let clean = self.round(name, function, &prepare(self, 0).await, None).await;
        assert!(clean.1 > 0, "{name} tells of itself");
        let mut ends = 0;
        for number in 1..FAR {
            let mut reached = false;
            // Each call ends the process in both ways under `make soak`, in one of them otherwise.
            let ways = [Cut::Before(number), Cut::After(number)];
            let ways = if count(100) == 100 { &ways[..] } else { &ways[usize::from(number.is_multiple_of(2))..][..1] };
            for cut in ways.iter().copied() {
                let ask = prepare(self, ends + 1).await;
                let (cut_off, events) = self.round(name, function, &ask, Some(cut)).await;
                assert_eq!(events, clean.1, "{name}: {cut:?}");
                reached |= cut_off;
                ends += 1;
            }
            if !reached {
                assert!(number > 2, "{name} is cut off somewhere");
                return ends;
            }
        }
        panic!("{name} makes more than {FAR} calls")
    }

    /// One request, cut off or not, and its repeats: whether it was cut off, and how many events there are more.
    async fn round(&self, name: &str, function: &Function, ask: &Ask, cut: Option<Cut>) -> (bool, usize) {
        let key = uuid::Uuid::now_v7().to_string();
        let before = self.events();
        let mut cut_off = false;
        if let Some(cut) = cut {
            self.door.cut(cut);
            let answer = function.invoke(self.event(ask, &key)).await;
            let (Cut::Before(number) | Cut::After(number)) = cut;
            cut_off = self.door.heal() >= number;
            let status = answer.map_or(599, |answer| answer["statusCode"].as_u64().unwrap_or(599));
            assert!(cut_off || status < 300, "{name}: {cut:?}: {status}");
            assert!(!(300..500).contains(&status), "{name}: {cut:?}: whoever is cut off says so: {status}");
        }
        let first = function.invoke(self.event(ask, &key)).await.unwrap();
        let second = function.invoke(self.event(ask, &key)).await.unwrap();
        for answer in [&first, &second] {
            assert!(answer["statusCode"].as_u64().is_some_and(|status| status < 300), "{name}: {cut:?}: {answer}");
        }
        (cut_off, self.events() - before)
    }

    async fn service(&self) -> String {
        self.made("/v1/services", &service(&uuid::Uuid::now_v7().simple().to_string())).await
    }
}

fn service(name: &str) -> Value {
    json!({
        "customer": { "firstName": "Ana", "externalId": &name[name.len().saturating_sub(20)..] },
        "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "state": "SP" },
    })
}

fn ask(path: impl Into<String>, body: Value) -> Ask {
    Ask { path: path.into(), body }
}

#[tokio::test]
async fn a_process_that_ends_anywhere_in_services_leaves_one_effect() {
    let house = House::open().await;
    let function = manage_services::start(house.env()).await.unwrap();
    let justification = house.made("/v1/justifications", &json!({ "name": "engano" })).await;
    let mut ends = 0;
    ends += house
        .sweep("making a service", &function, async |_, n| ask("/v1/services", service(&format!("novo-{n}"))))
        .await;
    let cancel = async |house: &House, _| {
        let body = json!({ "action": "cancel", "justification": justification });
        ask(format!("/v1/services/{}/status-changes", house.service().await), body)
    };
    ends += house.sweep("cancelling a service", &function, cancel).await;
    let link = async |house: &House, _| ask(format!("/v1/services/{}/tracking-link", house.service().await), json!({}));
    ends += house.sweep("replacing a link", &function, link).await;
    assert!(ends > 10, "{ends}");
    house.world.stop().await;
}

#[tokio::test]
async fn a_process_that_ends_anywhere_in_the_registers_leaves_one_effect() {
    let house = House::open().await;
    let accounts = manage_accounts::start(house.env()).await.unwrap();
    let user = async |_: &House, n| {
        let email = format!("ana{n}@example.com");
        ask("/v1/users", json!({ "email": email, "name": "Ana", "role": "operator", "language": "en" }))
    };
    house.sweep("adding a user", &accounts, user).await;
    let key = async |_: &House, n| ask("/v1/api-keys", json!({ "name": format!("key {n}"), "kind": "secret" }));
    house.sweep("making a key", &accounts, key).await;
    let registers = manage_registers::start(house.env()).await.unwrap();
    let driver =
        async |_: &House, n| ask("/v1/drivers", json!({ "name": format!("João {n}"), "login": format!("joao-{n}") }));
    house.sweep("adding a driver", &registers, driver).await;
    let customers = manage_customers::start(house.env()).await.unwrap();
    let customer =
        async |_: &House, n| ask("/v1/customers", json!({ "firstName": "Ana", "externalId": format!("ana-{n}") }));
    house.sweep("adding a customer", &customers, customer).await;
    let erase = async |house: &House, n| {
        let body = json!({ "firstName": "Bia", "externalId": format!("bia-{n}"), "phone": "+5511999990000" });
        ask(format!("/v1/customers/{}/erasure", house.made("/v1/customers", &body).await), json!({}))
    };
    house.sweep("erasing a customer", &customers, erase).await;
    let webhooks = deliver_webhook::start(house.env()).await.unwrap();
    let hook =
        async |_: &House, n| ask("/v1/webhooks", json!({ "url": format!("http://127.0.0.1:9/{n}"), "active": false }));
    house.sweep("subscribing", &webhooks, hook).await;
    house.world.stop().await;
}

#[tokio::test]
async fn a_process_that_ends_anywhere_on_the_way_leaves_one_effect() {
    let house = House::open().await;
    let slot = json!({ "shift": "morning", "start": "08:00", "end": "12:00", "days": [0, 1, 2, 3, 4, 5, 6], "places": { "deliveries": 900 } });
    let calendar = json!({ "name": "Capital", "slots": [slot], "leadDays": 1, "horizonDays": 10, "mostMoves": 2,
        "cutOff": { "kind": "at", "days": 1, "time": "18:00" } });
    let put = house.merchant.request(&house.world, Method::PUT, "/v1/delivery-calendars/capital").json(&calendar);
    assert_eq!(send(put).await.status, 201);
    let schedule = schedule_service::start(house.env()).await.unwrap();
    let book = async |house: &House, _| {
        let service = house.service().await;
        let offered = format!("/v1/bookings/{service}/windows");
        let offered = send(house.merchant.request(&house.world, Method::GET, &offered)).await;
        ask(format!("/v1/bookings/{service}"), json!({ "window": offered.json["items"][0]["window"]["id"] }))
    };
    house.sweep("booking a window", &schedule, book).await;
    let routes = plan_routes::start(house.env()).await.unwrap();
    let route = async |house: &House| {
        let driver = house.made("/v1/drivers", &json!({ "name": uuid::Uuid::now_v7().to_string() })).await;
        json!({ "driver": driver, "date": "2027-01-15", "services": [house.service().await, house.service().await] })
    };
    let plan = async |house: &House, _| ask("/v1/routes", route(house).await);
    house.sweep("planning a route", &routes, plan).await;
    let start = async |house: &House, _| {
        let planned = house.made("/v1/routes", &route(house).await).await;
        ask(format!("/v1/routes/{planned}/start"), json!({}))
    };
    house.sweep("starting a route", &routes, start).await;
    house.world.stop().await;
}
