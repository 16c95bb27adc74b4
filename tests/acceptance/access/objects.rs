//! One existing thing for every parameter of a path: each collection has a maker here, and a path that has none fails.

use std::collections::BTreeMap;

use acceptance::merchant::Merchant;
use acceptance::tables;
use acceptance::world::{Answer, World, send};
use domain::access::TenantScope;
use domain::asked::Asked;
use domain::message::Notice;
use domain::phone::Phone;
use edge::Gate;
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use store::Commit;

use super::routes::NATURAL;

/// What stands in every text of something that belongs to one branch, partner, transport company and driver.
pub(super) const HIDDEN: &str = "zqhidden";
/// What stands in every other text of the account.
pub(super) const SEEN: &str = "zqseen";

/// A port that nobody listens on.
pub(super) const NOWHERE: &str = "127.0.0.1:9";

/// The things of one account, by the collection or the name that stands for them in a path.
pub(super) struct Objects {
    ids: BTreeMap<String, String>,
}

/// What a parameter of a path is called: `{id}` by its collection, the others by themselves. Of a customer's erasure
/// it is another customer than the one who is shown.
fn names(pattern: &str) -> Vec<(String, String)> {
    let mut before = "";
    let mut found = Vec::new();
    for segment in pattern.split('/') {
        if segment == "{id}" {
            let of = if pattern.ends_with("/erasure") { "erasure" } else { before };
            found.push((segment.to_owned(), of.to_owned()));
        } else if segment.starts_with('{') {
            found.push((segment.to_owned(), segment.trim_matches(['{', '}']).to_owned()));
        }
        before = segment;
    }
    found
}

/// The name of what a pattern is about: its last parameter.
pub(super) fn about(pattern: &str) -> Option<String> {
    names(pattern).pop().map(|(_, name)| name)
}

/// Something of that name which nobody has.
fn nothing(name: &str) -> String {
    match name {
        "token" => "0000000000000000000000".to_owned(),
        "version" => "77".to_owned(),
        "frame" => "19700101F0800T1200".to_owned(),
        "window" => "zqnone.1970-01-01.0800-1200".to_owned(),
        "resource" => "carrier@orders_quantity@zqnone".to_owned(),
        "postalCode" => "01310100".to_owned(),
        "sku" | "warehouse" | "dock" | "carrierId" | "lot" => "zqnone".to_owned(),
        name if NATURAL.contains(&name) => "zqnone".to_owned(),
        _ => "00000000-0000-7000-8000-000000000000".to_owned(),
    }
}

/// A path in which nothing exists.
pub(super) fn missing(pattern: &str) -> String {
    names(pattern)
        .into_iter()
        .fold(pattern.to_owned(), |path, (segment, name)| path.replacen(&segment, &nothing(&name), 1))
}

impl Objects {
    /// The path of things that exist; none when a parameter has no maker.
    pub(super) fn path(&self, pattern: &str) -> Option<String> {
        names(pattern).into_iter().try_fold(pattern.to_owned(), |path, (segment, name)| {
            Some(path.replacen(&segment, self.ids.get(&name)?, 1))
        })
    }

    pub(super) fn id(&self, name: &str) -> &str {
        &self.ids[name]
    }

    /// A text with what exists replaced by what does not, so that two answers can be compared.
    pub(super) fn unnamed(&self, text: &str) -> String {
        let mut all: Vec<(&String, &String)> = self.ids.iter().collect();
        all.sort_by_key(|(_, id)| std::cmp::Reverse(id.len()));
        all.into_iter()
            .filter(|(_, id)| id.len() > 3)
            .fold(text.to_owned(), |text, (name, id)| text.replace(id.as_str(), &nothing(name)))
    }

    /// All of them by name; the identifiers that nobody chose are 36 characters long.
    pub(super) fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        self.ids.iter().map(|(name, id)| (name.as_str(), id.as_str()))
    }

    /// Makes one of everything. Receivers of webhooks may be at [`NOWHERE`].
    pub(super) async fn make(world: &World, merchant: &Merchant) -> Self {
        let mut making = Making { world, merchant, ids: BTreeMap::new() };
        Box::pin(making.configure()).await;
        Box::pin(making.register()).await;
        Box::pin(making.serve()).await;
        Box::pin(making.sell()).await;
        Box::pin(making.administer()).await;
        world.settle().await;
        Self { ids: making.ids }
    }
}

struct Making<'w> {
    world: &'w World,
    merchant: &'w Merchant,
    ids: BTreeMap<String, String>,
}

fn hidden(what: &str) -> String {
    format!("{HIDDEN} {what}")
}

fn seen(what: &str) -> String {
    format!("{SEEN} {what}")
}

impl Making<'_> {
    fn note(&mut self, name: &str, id: impl Into<String>) -> String {
        let id = id.into();
        assert!(!id.is_empty(), "{name} has no id");
        self.ids.insert(name.to_owned(), id.clone());
        id
    }

    async fn sent(&self, method: Method, path: &str, body: &Value) -> Answer {
        let request = self.merchant.request(self.world, method, path);
        let key = uuid::Uuid::now_v7().to_string();
        let answer = send(request.header("idempotency-key", key).json(body)).await;
        assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text);
        answer
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.sent(Method::POST, path, body).await
    }

    /// Puts something under an id of its own choice, and notes it under its collection and other names.
    async fn put(&mut self, path: &str, also: &[&str], body: &Value) {
        let request = self.merchant.program(self.world, Method::PUT, path).json(body);
        let answer = send(request).await;
        assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text);
        let (collection, id) = path.rsplit_once('/').unwrap();
        let collection = collection.rsplit('/').next().unwrap();
        for name in also.iter().copied().chain([collection]) {
            self.note(name, id);
        }
    }

    async fn configure(&mut self) {
        let window = |day: u8| json!({ "dayOfWeek": day, "start": "08:00", "end": "12:00", "maxOrders": 9 });
        let schedule = json!({ "enabled": true, "maxRangeDays": 9, "windows": (0..7).map(window).collect::<Vec<_>>() });
        let slot = json!({ "name": seen("slot"), "shippingMethod": "Slot", "deliverySchedule": schedule });
        self.put("/v1/shipping-policies/zqslot", &[], &slot).await;
        let road = json!({ "name": seen("road"), "shippingMethod": "Road" });
        self.put("/v1/shipping-policies/zqroad", &["carrierId"], &road).await;
        let dock = json!({ "name": seen("dock"), "policies": ["zqroad", "zqslot"] });
        self.put("/v1/docks/zqdock", &["dock"], &dock).await;
        let house = json!({ "name": seen("house"), "docks": [{ "dock": "zqdock" }] });
        self.put("/v1/warehouses/zqhouse", &["warehouse"], &house).await;
        let sku =
            json!({ "name": seen("shirt"), "weight": 200, "dimensions": { "height": 10, "width": 20, "length": 30 } });
        self.put("/v1/skus/zqshirt", &["sku"], &sku).await;
        let lot = self.world.edition().clock().now() + SignedDuration::from_hours(48);
        self.sent(Method::PUT, "/v1/inventory/zqshirt/zqhouse", &json!({ "quantity": 9 })).await;
        let lot = json!({ "quantity": 5, "dateOfSupplyUtc": lot.to_string() });
        let item = "/api/logistics/pvt/inventory/items/zqshirt/warehouses/zqhouse/supplyLots/zqtruck";
        self.sent(Method::PUT, item, &lot).await;
        self.note("lot", "zqtruck");
        let christmas = json!({ "name": seen("natal"), "startDate": "2026-12-25" });
        self.put("/v1/holidays/zqnatal", &[], &christmas).await;
        self.put("/v1/sellers/zqseller", &[], &json!({ "name": seen("seller") })).await;
        let point = json!({ "name": seen("point"), "location": { "lat": -23.55, "lng": -46.63 },
            "address": { "country": "BRA", "postalCode": "01310-100", "city": "São Paulo" } });
        self.put("/v1/pickup-points/zqpoint", &["pickuppoints"], &point).await;
        let ring = json!([[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]]);
        let polygon = json!({ "name": seen("area"), "geometry": { "type": "Polygon", "coordinates": ring } });
        self.put("/v1/polygons/zqarea", &["geoshape"], &polygon).await;
        let hours = json!({ "shift": "morning", "start": "08:00", "end": "12:00", "days": [0, 1, 2, 3, 4, 5, 6], "places": { "deliveries": 9 } });
        let calendar = json!({ "name": seen("calendar"), "slots": [hours], "leadDays": 1, "horizonDays": 10, "mostMoves": 2,
            "cutOff": { "kind": "at", "days": 1, "time": "18:00" } });
        self.put("/v1/delivery-calendars/zqcalendar", &[], &calendar).await;
        let row = "01000000,05999999,,0,30000,1.00,0,0,0,1.00:00:00,BRA,0";
        tables::import(self.world, &self.merchant.key, "zqroad", &[row]).await;
        tables::import(self.world, &self.merchant.key, "zqslot", &[row]).await;
        self.note("version", "1");
        self.note("postalCode", "01310100");
        self.note("resource", "carrier@orders_quantity@zqslot");
        let frames = "/api/logistics-capacity/resources/carrier@orders_quantity@zqslot/time-frames";
        let found = send(self.merchant.request(self.world, Method::GET, frames)).await;
        let frame = found.json.pointer("/0/id").or_else(|| found.json.pointer("/items/0/id")).cloned();
        self.note("frame", frame.as_ref().and_then(Value::as_str).unwrap_or("19700102F0800T1200"));
        for (imports, body) in [
            ("goods-imports", json!({ "kind": "skus" })),
            ("configuration-imports", json!({ "kind": "docks" })),
            ("freight-table-imports", json!({ "policy": "zqroad" })),
        ] {
            self.import(imports, body).await;
        }
    }

    /// Asks for an import whose file never comes.
    async fn import(&mut self, imports: &str, mut body: Value) {
        let file = json!({ "fileName": format!("{SEEN}.csv"), "size": 10, "sha256": "0".repeat(64) });
        for (name, value) in file.as_object().unwrap() {
            body[name] = value.clone();
        }
        let made = self.post(&format!("/v1/{imports}"), &body).await;
        self.note(imports, made.text("id"));
    }

    async fn register(&mut self) {
        for register in ["branches", "partners", "carriers"] {
            let made = self.post(&format!("/v1/{register}"), &json!({ "name": seen(register) })).await;
            self.note(register, made.text("id"));
        }
        let (branch, carrier) = (self.ids["branches"].clone(), self.ids["carriers"].clone());
        for (register, body) in [
            ("drivers", json!({})),
            ("vehicles", json!({ "vehicleType": "van" })),
            ("operator-holidays", json!({ "date": "2026-12-24" })),
        ] {
            let mut body = body;
            body["name"] = json!(hidden(register));
            (body["branch"], body["carrier"]) = (json!(branch), json!(carrier));
            let made = self.post(&format!("/v1/{register}"), &body).await;
            self.note(register, made.text("id"));
        }
        for (register, body) in [
            ("agencies", json!({})),
            ("justifications", json!({})),
            ("failure-reasons", json!({ "after": "retry" })),
            ("success-reasons", json!({})),
            ("chat-reasons", json!({})),
        ] {
            let mut body = body;
            body["name"] = json!(seen(register));
            let made = self.post(&format!("/v1/{register}"), &body).await;
            self.note(register, made.text("id"));
        }
        self.import("account-imports", json!({ "register": "holidays" })).await;
        self.import("register-imports", json!({ "register": "drivers" })).await;
        let agency = self.ids["agencies"].clone();
        self.sent(Method::PUT, &format!("/v1/message-settings/{agency}"), &json!({ "quietHours": null })).await;
        self.note("agency", agency);
    }

    /// A service that belongs to the branch, the partner and the transport company of these things.
    async fn service(&self, number: u32) -> String {
        let body = json!({
            "externalId": format!("{HIDDEN}{number}"), "order": format!("{HIDDEN}{number}"), "description": hidden("things"),
            "customer": { "externalId": format!("{HIDDEN}-c{number}"), "firstName": HIDDEN, "phone": format!("+551198888777{number}") },
            "address": { "postalCode": "01310-100", "street": hidden("street"), "number": "1", "city": "São Paulo", "state": "SP" },
            "branch": self.ids["branches"], "partner": self.ids["partners"], "carrier": self.ids["carriers"],
        });
        self.post("/v1/services", &body).await.text("id")
    }

    async fn serve(&mut self) {
        let booked = self.service(1).await;
        let offered =
            send(self.merchant.request(self.world, Method::GET, &format!("/v1/bookings/{booked}/windows"))).await;
        let window = offered.json["items"][0]["window"]["id"].as_str().unwrap_or_else(|| panic!("{}", offered.text));
        self.post(&format!("/v1/bookings/{booked}"), &json!({ "window": window })).await;
        self.note("window", window);
        self.note("bookings", booked);
        let service = self.service(2).await;
        let shown = send(self.merchant.request(self.world, Method::GET, &format!("/v1/services/{service}"))).await;
        self.note("customers", shown.json["customer"]["id"].as_str().unwrap_or_else(|| panic!("{}", shown.text)));
        self.ask(&service).await;
        let sms = json!({ "from": "+5511988887772", "to": "+551140028922", "body": hidden("good morning") });
        let answer = send(self.world.request(Method::POST, "/_local/sms").json(&sms)).await;
        assert_eq!(answer.status, 202, "{}", answer.text);
        self.world.settle().await;
        self.note("inbox", service.clone());
        let proof = json!({ "service": service, "type": "receiver", "receiverName": hidden("receiver") });
        let proof = self.post("/v1/proofs", &proof).await.text("id");
        self.note("proofs", proof);
        let day = self.world.edition().clock().now().to_string()[..10].to_owned();
        let route = json!({ "driver": self.ids["drivers"], "date": day, "services": [service] });
        let route = self.post("/v1/routes", &route).await.text("id");
        self.post(&format!("/v1/routes/{route}/start"), &json!({})).await;
        let now = self.world.edition().clock().now().to_string();
        let point = json!({ "at": now, "lat": -23.55, "lng": -46.63 });
        self.post("/v1/positions", &json!({ "route": route, "sentAt": now, "points": [point] })).await;
        self.note("routes", route);
        self.note("services", service);
        let export = self.post("/v1/service-exports", &json!({ "format": "csv" })).await.text("id");
        self.note("service-exports", export);
        self.import("service-imports", json!({})).await;
        self.import("customer-imports", json!({})).await;
        self.import("booking-imports", json!({})).await;
        // Nothing is held: whoever sees the service is told so, others are not told that there is a service.
        self.note("report", "01a20000-0000-7000-8000-000000000001");
        let gone = self.post("/v1/customers", &json!({ "firstName": hidden("gone") })).await.text("id");
        self.post(&format!("/v1/customers/{gone}/erasure"), &json!({})).await;
        self.note("erasure", gone);
    }

    /// Lets the recipient of a service have been asked something, so that an answer belongs to it.
    async fn ask(&self, service: &str) {
        let gate = Gate::open(self.world.edition().env()).await.unwrap();
        let scope = TenantScope::acting_for(self.merchant.account.parse().unwrap());
        let now = gate.now();
        let until = now + SignedDuration::from_hours(24);
        let asked = Asked {
            account: scope.account(),
            service: service.parse().unwrap(),
            notice: Notice::NotScheduled,
            choices: Vec::new(),
            at: now,
            until,
            message: None,
            taken: false,
            before: None,
        };
        let number = gate.number(&Phone::new(None, "+5511988887772").unwrap());
        gate.store().commit(Commit::new(scope, now, gate.fresh()).ask(&number, None, &asked)).await.unwrap();
    }

    async fn sell(&mut self) {
        let cart = json!({ "destination": { "country": "BRA", "postalCode": "01310-100" },
            "items": [{ "sku": "zqshirt", "quantity": 1 }] });
        let quote = self.post("/v1/quotes", &cart).await;
        let options = quote.json["options"].as_array().cloned().unwrap_or_default();
        let option = options.iter().find(|option| option["id"] == "zqroad").unwrap_or_else(|| panic!("{}", quote.text));
        self.note("quotes", quote.text("id"));
        let hold = json!({ "quoteId": quote.json["id"], "optionId": option["id"] });
        let held = self.post("/v1/reservations", &hold).await.text("id");
        self.note("reservations", held);
    }

    async fn administer(&mut self) {
        let user = json!({ "email": format!("{SEEN}@example.com"), "name": seen("user"), "role": "operator", "language": "en" });
        let user = self.post("/v1/users", &user).await.text("id");
        self.note("users", user);
        let key = self.merchant.make_key(self.world, &json!({ "name": seen("key"), "kind": "secret" })).await;
        self.note("api-keys", key.text("id"));
        let hook = json!({ "url": format!("http://{}/{SEEN}", NOWHERE), "active": false });
        let hook = self.post("/v1/webhooks", &hook).await.text("id");
        let ping = self.post(&format!("/v1/webhooks/{hook}/ping"), &json!({})).await.text("delivery");
        self.note("webhooks", hook);
        self.note("delivery", ping);
    }
}
