//! A merchant in a world: an account, its manager, and keys.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use crate::world::{Answer, World, send};
use blobs::Blobs;
use configuration::Register;
use domain::access::TenantScope;
use domain::account::Name;
use domain::currency::Currency;
use domain::id::DriverId;
use domain::language::Language;
use domain::register::{Driver, Entry};
use edge::{Gate, Service};
use manage_accounts::founding::{Founded, Founding, found};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use store::Commit;

/// The password of every manager here.
pub const PASSWORD: &str = "correct horse battery";

/// An account with a manager who has joined.
#[derive(Clone, Debug)]
pub struct Merchant {
    /// Its id.
    pub account: String,
    /// The manager's login.
    pub email: String,
    /// The session that joining gave.
    pub session: Value,
    /// A secret API key.
    pub key: String,
    /// Id of that key.
    pub key_id: String,
}

impl Merchant {
    /// Founds an account, joins as its manager and makes a secret key.
    pub async fn found(world: &World, name: &str) -> Self {
        let founded = founded(world, name).await;
        let email = email(name);
        let join = world.request(Method::POST, &format!("/v1/invitations/{}", founded.invitation));
        let session = send(join.json(&json!({ "password": PASSWORD }))).await.json;
        let mut merchant =
            Self { account: founded.account.to_string(), email, session, key: String::new(), key_id: String::new() };
        let made = merchant.make_key(world, &json!({ "name": "tests", "kind": "secret" })).await;
        merchant.key = made.text("secret");
        merchant.key_id = made.text("id");
        merchant
    }

    /// Makes an API key.
    pub async fn make_key(&self, world: &World, body: &Value) -> Answer {
        send(self.post(world, "/v1/api-keys").json(body)).await
    }

    /// Registers a driver under an id that the test chose.
    pub async fn driver(&self, world: &World, id: &str) {
        let gate = Gate::open(world.edition().env()).await.expect("the table and the keys can be reached");
        let scope = TenantScope::acting_for(self.account.parse().expect("an account has an id"));
        let id: DriverId = id.parse().expect("the id is one");
        let name = Name::new("Driver").expect("the name is fine");
        let entry = Entry { id, code: None, name, active: true, created_at: gate.now(), facts: Driver::default() };
        let commit = Commit::new(scope, gate.now(), gate.fresh()).create_entry(scope, id.uuid(), &entry, &[]);
        gate.store().commit(commit).await.expect("a driver can be registered");
    }

    /// Adds a user and joins as that user: the answer of the session.
    pub async fn invite(&self, world: &World, email: &str, role: &str, reach: &Value) -> Value {
        let body = json!({ "email": email, "name": "Somebody", "role": role, "reach": reach, "language": "en" });
        let added = send(self.post(world, "/v1/users").json(&body)).await;
        assert_eq!(added.status, 201, "{}", added.text);
        world.settle().await;
        let mails = crate::mailbox::mails_to(world, email).await;
        let token = crate::mailbox::token_in(mails.first().expect("an invitation"), "invitations");
        let join = world.request(Method::POST, &format!("/v1/invitations/{token}"));
        send(join.json(&json!({ "password": PASSWORD }))).await.json
    }

    /// A request of the manager's.
    pub fn request(&self, world: &World, method: Method, path: &str) -> RequestBuilder {
        world
            .request(method, path)
            .bearer_auth(self.session.get("accessToken").and_then(Value::as_str).unwrap_or_default())
    }

    /// A POST of the manager's, under a key of its own.
    pub fn post(&self, world: &World, path: &str) -> RequestBuilder {
        self.request(world, Method::POST, path).header("idempotency-key", uuid::Uuid::now_v7().to_string())
    }

    /// A request of a program's.
    pub fn program(&self, world: &World, method: Method, path: &str) -> RequestBuilder {
        world.request(method, path).bearer_auth(&self.key)
    }
}

fn email(name: &str) -> String {
    format!("{name}@example.com")
}

/// Founds an account as a deployment does: its manager is invited and has not joined yet.
pub async fn founded(world: &World, name: &str) -> Founded {
    let env = world.edition().env();
    let gate = Gate::open(env).await.expect("the table and the keys can be reached");
    let bucket = env.require("BUCKET_NAME").expect("the bucket is known");
    let register = Register::new(gate.store().clone(), Blobs::new(&env.sdk(Service::S3).await, bucket), 1 << 20);
    let ask = Founding {
        account: Name::new(name).expect("the name is fine"),
        time_zone: "America/Sao_Paulo".to_owned(),
        currency: Currency::BRL,
        language: Language::Portuguese,
        email: email(name).parse().expect("the e-mail is fine"),
        manager: Name::new("Manager").expect("the name is fine"),
    };
    found(&gate, &register, ask).await.expect("an account can be founded")
}

impl Answer {
    /// A field of the answer as text; empty when it is missing.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.json.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// Status and code of a problem, or status and nothing.
    #[must_use]
    pub fn outcome(&self) -> (u16, String) {
        (self.status.as_u16(), self.text("code"))
    }

    /// A header as text; empty when it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The fields that a problem names, with the rules they break.
    #[must_use]
    pub fn broken(&self) -> Vec<(String, String)> {
        let errors = self.json.get("errors").and_then(Value::as_array).cloned().unwrap_or_default();
        let of = |error: &Value, name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        errors.iter().map(|error| (of(error, "pointer"), of(error, "rule"))).collect()
    }
}
