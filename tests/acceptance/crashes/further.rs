//! The same where no key makes a repeat known: sessions, invitations, files and what waits; and where it is the bucket
//! or a queue that a process is cut off from.

use super::*;
use acceptance::files::{announced, upload};
use acceptance::mailbox::{mails_to, token_in};
use acceptance::tables;
use edge::{BoxFuture, StartError};
use jiff::SignedDuration;
use std::sync::Arc;

/// Hears everything and does nothing.
const ASLEEP: edge::Start = asleep;

impl House {
    /// A house in which some functions do nothing, with a door in front of the queues or of the bucket.
    async fn without(idle: &'static [&'static str], setting: &'static str) -> Self {
        let world = World::with(|options| options.functions = idle.iter().map(|name| (*name, ASLEEP)).collect()).await;
        let merchant = Merchant::found(&world, "casa").await;
        let upstream = world.edition().env().require(setting).unwrap().trim_end_matches('/').to_owned();
        let door = Box::pin(Faults::before(upstream.trim_end_matches("/_s3"), Plan::NONE)).await;
        Self { world, merchant, door }
    }

    /// A request of anybody's.
    fn open_event(&self, path: &str, body: &Value) -> Value {
        let mut event = self.event(&ask(path, body.clone()), "unused");
        event["headers"].as_object_mut().unwrap().remove("authorization");
        event
    }

    /// Cuts a process off at its first call of what is behind the door, at its second, and so on, until it makes fewer;
    /// `round` asks for something new each time, and sees what came of it. Answers how often it was cut off.
    async fn at_every_call(&self, name: &str, round: impl AsyncFn(u32, Cut) -> bool) -> u32 {
        let mut ends = 0;
        for number in 1..FAR {
            let mut reached = false;
            for cut in [Cut::Before(number), Cut::After(number)] {
                let this = round(ends, cut).await;
                reached |= this;
                ends += 1;
            }
            if !reached {
                assert!(number > 1, "{name} is cut off somewhere");
                return ends;
            }
        }
        panic!("{name} makes more than {FAR} calls")
    }

    /// One call that is cut off: whether it came so far, and what it answered.
    async fn cut_off(&self, function: &Function, event: Value, cut: Cut) -> (bool, Option<u64>) {
        self.door.cut(cut);
        let answer = function.invoke(event).await;
        let (Cut::Before(number) | Cut::After(number)) = cut;
        (self.door.heal() >= number, answer.ok().map(|answer| answer["statusCode"].as_u64().unwrap_or(200)))
    }

    /// How many items of a kind the table holds that say something.
    fn count(&self, entity: &str, text: &str) -> usize {
        let entity = format!(r#""entity":{{"S":"{entity}"}}"#);
        dump::everything(&self.world).lines().filter(|line| line.contains(&entity) && line.contains(text)).count()
    }
}

fn asleep(_: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async {
        let nothing = Arc::new(());
        let function = Function::new().stream(&nothing, |(), _| Box::pin(async { Vec::new() }));
        Ok(function.bucket(&nothing, |(), _| Box::pin(async { Ok(()) })))
    })
}

#[tokio::test]
async fn a_process_that_ends_anywhere_at_the_door_keeps_nobody_out() {
    let house = House::open().await;
    let function = sign_in::start(house.env()).await.unwrap();
    let known = json!({ "email": house.merchant.email, "password": acceptance::merchant::PASSWORD });
    let sign_in = async |_: u32, cut: Cut| {
        let event = || house.open_event("/v1/sessions", &known);
        let (reached, status) = house.cut_off(&function, event(), cut).await;
        assert!(reached || status == Some(200), "{cut:?}: {status:?}");
        assert!(!reached || status.is_none_or(|status| status == 200 || status >= 500), "{cut:?}: {status:?}");
        assert_eq!(function.invoke(event()).await.unwrap()["statusCode"], 200, "{cut:?}");
        reached
    };
    house.at_every_call("signing in", sign_in).await;
    let join = async |round: u32, cut: Cut| {
        let email = format!("ana{round}@example.com");
        house.post("/v1/users", &json!({ "email": email, "name": "Ana", "role": "operator", "language": "en" })).await;
        house.world.settle().await;
        let token = token_in(mails_to(&house.world, &email).await.first().unwrap(), "invitations");
        let event =
            || house.open_event(&format!("/v1/invitations/{token}"), &json!({ "password": "quite another horse" }));
        let (reached, _) = house.cut_off(&function, event(), cut).await;
        let again = function.invoke(event()).await.unwrap();
        let status = again["statusCode"].as_u64().unwrap();
        assert!(status == 200 || status == 404, "{cut:?}: joined now, or before: {again}");
        let known = json!({ "email": email, "password": "quite another horse" });
        assert_eq!(send(house.world.request(Method::POST, "/v1/sessions").json(&known)).await.status, 200, "{cut:?}");
        reached
    };
    house.at_every_call("joining", join).await;
    house.world.stop().await;
}

#[tokio::test]
async fn a_process_that_ends_anywhere_while_it_quotes_keeps_one_quote() {
    let house = House::open().await;
    let function = quote_shipping::start(house.env()).await.unwrap();
    let quote = async |round: u32, cut: Cut| {
        let cart = json!({ "destination": { "country": "BRA", "postalCode": "01310-100" },
            "items": [{ "sku": "thing", "quantity": round + 1, "weight": 100, "price": 1000 }] });
        let (asked, key) = (ask("/v1/quotes", cart), uuid::Uuid::now_v7().to_string());
        let before = house.count("quote", "");
        let (reached, status) = house.cut_off(&function, house.event(&asked, &key), cut).await;
        assert!(reached || status == Some(201), "{cut:?}: {status:?}");
        let first = function.invoke(house.event(&asked, &key)).await.unwrap();
        let second = function.invoke(house.event(&asked, &key)).await.unwrap();
        assert_eq!((&first["statusCode"], &first["body"]), (&json!(201), &second["body"]), "{cut:?}: {first}");
        assert_eq!(house.count("quote", "") - before, 1, "{cut:?}");
        reached
    };
    house.at_every_call("quoting", quote).await;
    house.world.stop().await;
}

/// An import whose reader is cut off from what a setting names: the table goes live once.
async fn imports_survive(setting: &'static str, under: &str) {
    let house = House::without(&["manage-freight"], setting).await;
    let env = house.world.edition().env().with(setting, &format!("{}{under}", house.door.url()));
    let function = manage_freight::start(env).await.unwrap();
    let invoke = async |method: &str, path: &str, body: &Value| {
        let mut event = house.event(&ask(path, body.clone()), &uuid::Uuid::now_v7().to_string());
        event["requestContext"]["http"]["method"] = json!(method);
        let answer = function.invoke(event).await.unwrap();
        assert!(answer["statusCode"].as_u64().is_some_and(|status| status < 300), "{method} {path}: {answer}");
        serde_json::from_str::<Value>(answer["body"].as_str().unwrap()).unwrap()
    };
    invoke("PUT", "/v1/shipping-policies/road", &json!({ "name": "Road", "shippingMethod": "Normal" })).await;
    let example = std::fs::read_to_string(acceptance::repository::root().join("events/manage-freight/uploaded.json"));
    let example: Value = serde_json::from_str(&example.unwrap()).unwrap();
    let import = async |round: u32, cut: Cut| {
        let file = format!("{}\n01000000,99999999,,0,30000,{}.5,0,0,0,2.00:00:00,BRA,0\n", tables::HEADER, round + 1);
        let ask = announced("road.csv", file.as_bytes(), json!({ "policy": "road" }));
        let job = invoke("POST", "/v1/freight-table-imports", &ask).await;
        upload(&job, file.as_bytes()).await;
        let (account, id) = (&house.merchant.account, job["id"].as_str().unwrap());
        let mut event = example.clone();
        event["Records"][0]["s3"]["object"]["key"] = json!(format!("imports/{account}/{id}"));
        let before = house.count("event", "freight_table.switched");
        let (reached, _) = house.cut_off(&function, event.clone(), cut).await;
        // The bucket tells of it again when nobody dealt with it, and may when somebody did.
        function.invoke(event.clone()).await.unwrap();
        function.invoke(event).await.unwrap();
        let seen = invoke("GET", &format!("/v1/freight-table-imports/{id}"), &json!({})).await;
        assert_eq!(seen["status"], "live", "{cut:?}: {seen}");
        assert_eq!(house.count("event", "freight_table.switched") - before, 1, "{cut:?}");
        reached
    };
    let ends = house.at_every_call("importing", import).await;
    assert!(ends > 4, "{ends}");
    house.world.stop().await;
}

#[tokio::test]
async fn an_import_that_loses_the_table_at_any_call_goes_live_once() {
    imports_survive("AWS_ENDPOINT_URL_DYNAMODB", "").await;
}

#[tokio::test]
async fn an_import_that_loses_the_bucket_at_any_call_goes_live_once() {
    imports_survive("AWS_ENDPOINT_URL_S3", "/_s3/").await;
}

/// Lets something be told of that the stream does not deliver, and waits until the sweep would.
async fn forget_the_password(house: &House) -> usize {
    let before = mails_to(&house.world, &house.merchant.email).await.len();
    house.world.edition().clock().advance(SignedDuration::from_mins(6));
    let body = json!({ "email": house.merchant.email });
    let asked = send(house.world.request(Method::POST, "/v1/password-resets").json(&body)).await;
    assert_eq!(asked.status, 202);
    house.world.edition().clock().advance(SignedDuration::from_mins(3));
    before
}

#[tokio::test]
async fn a_sweep_that_loses_a_queue_at_any_call_has_everybody_told_once() {
    let house = House::without(&["publish-events"], "AWS_ENDPOINT_URL").await;
    let env = house.world.edition().env().with("AWS_ENDPOINT_URL", house.door.url());
    let function = keep_house::start(env).await.unwrap();
    let sweep = async |_: u32, cut: Cut| {
        let before = forget_the_password(&house).await;
        let (reached, _) = house.cut_off(&function, json!({}), cut).await;
        function.invoke(json!({})).await.unwrap();
        house.world.settle().await;
        let told = mails_to(&house.world, &house.merchant.email).await.len() - before;
        assert_eq!(told, 1, "{cut:?}");
        reached
    };
    house.at_every_call("sweeping", sweep).await;
    house.world.stop().await;
}

#[tokio::test]
async fn what_an_index_shows_late_is_told_late_and_once() {
    let house = House::without(&["publish-events"], "AWS_ENDPOINT_URL_DYNAMODB").await;
    let env = house.world.edition().env().with("AWS_ENDPOINT_URL_DYNAMODB", house.door.url());
    let function = keep_house::start(env).await.unwrap();
    function.invoke(json!({})).await.unwrap();
    house.world.settle().await;
    let before = forget_the_password(&house).await;
    let told = async || {
        function.invoke(json!({})).await.unwrap();
        house.world.settle().await;
        mails_to(&house.world, &house.merchant.email).await.len() - before
    };
    house.door.lag(true);
    assert_eq!(told().await, 0, "the index does not have it yet");
    house.door.lag(false);
    assert_eq!(told().await, 1);
    assert_eq!(told().await, 1);
    house.world.stop().await;
}
