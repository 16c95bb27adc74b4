//! Whoever can knock, and what each may do.

use super::routes::Access::{
    self, Administer, Attend, Carry, Deliver, Follow, KeepFleet, ManagePeople, Oversee, Quote, ReadReasons,
    ReadRegisters, Report, SignedIn, Witness,
};
use acceptance::mailbox::{mails_to, token_in};
use acceptance::merchant::{Merchant, PASSWORD};
use acceptance::world::{World, send};
use jiff::SignedDuration;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

/// Whoever can knock.
#[derive(Clone)]
pub(super) enum Identity {
    Nobody,
    Bearer(&'static str, String),
    Pages(String),
}

impl Identity {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Bearer(name, _) => name,
            Self::Pages(_) => "a publishable key",
        }
    }

    /// A request of theirs, under a key of its own.
    pub(super) fn knock(&self, world: &World, method: &str, path: &str) -> RequestBuilder {
        let request =
            world.request(method.parse().unwrap(), path).header("idempotency-key", uuid::Uuid::now_v7().to_string());
        match self {
            Self::Nobody => request,
            Self::Bearer(_, token) => request.bearer_auth(token),
            Self::Pages(key) => request.header("x-entrega-key", key).header("origin", "https://shop.example"),
        }
    }
}

/// Whether somebody may do what an access level asks for; none when they prove nothing.
pub(super) type May = fn(Access) -> Option<bool>;

/// People who see a part of an account: role, name, and what limits them.
const LIMITED: [(&str, &str, &str); 6] = [
    ("operator", "an operator of a branch", "branches"),
    ("manager", "a manager of a branch", "branches"),
    ("partner", "a partner", "partner"),
    ("carrier", "a transport company", "carriers"),
    ("support", "a supporter of a transport company", "support"),
    ("driver", "a driver", "driver"),
];

pub(super) struct Cast {
    pub(super) merchant: Merchant,
    pub(super) publishable: String,
    /// What the limited ones are limited to, by register.
    pub(super) own: Vec<(&'static str, String)>,
    link: String,
    revoked: String,
    expired: String,
    store: String,
    operator: String,
    limited: Vec<(&'static str, &'static str, String)>,
}

impl Cast {
    pub(super) async fn new(world: &World) -> Self {
        let merchant = Merchant::found(world, "casa").await;
        let pages = json!({ "name": "pages", "kind": "publishable", "origins": ["https://shop.example"] });
        let publishable = merchant.make_key(world, &pages).await.text("secret");
        let doomed = merchant.make_key(world, &json!({ "name": "doomed", "kind": "secret" })).await;
        let path = format!("/v1/api-keys/{}", doomed.text("id"));
        send(merchant.request(world, Method::DELETE, &path).header("if-match", "*")).await;
        let store = json!({ "name": "shop", "kind": "secret", "role": "store" });
        let store = merchant.make_key(world, &store).await.text("secret");
        let mut own = Vec::new();
        for register in ["branches", "partners", "carriers", "drivers"] {
            let request = merchant.post(world, &format!("/v1/{register}"));
            own.push((register, send(request.json(&json!({ "name": register }))).await.text("id")));
        }
        let of = |wanted: &str| &own.iter().find(|(register, _)| *register == wanted).unwrap().1;
        let operator = join(world, &merchant, "operator", &json!({})).await;
        let mut limited = Vec::new();
        for (role, name, limit) in LIMITED {
            let reach = match limit {
                "branches" => json!({ "branches": [of("branches")] }),
                "partner" => json!({ "partner": of("partners") }),
                "carriers" => json!({ "carriers": [of("carriers")] }),
                "support" => json!({ "carriers": [of("carriers")], "states": ["SP"] }),
                _ => json!({ "driver": of("drivers") }),
            };
            limited.push((role, name, join(world, &merchant, role, &reach).await));
        }
        let expired = merchant.session["accessToken"].as_str().unwrap().to_owned();
        let revoked = doomed.text("secret");
        let link = invite(world, &merchant, "operator", &json!({})).await;
        let mut cast = Self { merchant, publishable, own, link, revoked, expired, store, operator, limited };
        world.advance(SignedDuration::from_mins(11)).await;
        cast.renew(world).await;
        cast
    }

    /// Renews the session of everybody.
    async fn renew(&mut self, world: &World) {
        for token in self.limited.iter_mut().map(|(_, _, token)| token).chain([&mut self.operator]) {
            *token = renew(world, token).await["accessToken"].as_str().expect("a token").to_owned();
        }
        self.merchant.session = renew(world, self.merchant.session["refreshToken"].as_str().unwrap()).await;
    }

    /// People who see a part of the account, with what they may do.
    pub(super) fn limited(&self) -> Vec<(Identity, May)> {
        let may = |role: &str, name: &str| -> May {
            match (role, name) {
                ("operator" | "manager", _) => |access| Some(!matches!(access, Oversee | Administer | ManagePeople)),
                ("carrier", _) => |access| {
                    let may = [
                        Quote,
                        SignedIn,
                        ReadReasons,
                        ReadRegisters,
                        KeepFleet,
                        Attend,
                        Follow,
                        Report,
                        Witness,
                        Deliver,
                        Carry,
                    ];
                    Some(may.contains(&access))
                },
                ("support", _) => |access| {
                    let may = [Quote, SignedIn, ReadReasons, ReadRegisters, Attend, Follow, Witness];
                    Some(may.contains(&access))
                },
                ("driver", _) => |access| Some(matches!(access, SignedIn | ReadReasons | Witness | Carry)),
                _ => |access| Some(matches!(access, Quote | SignedIn | Follow | Report | Witness)),
            }
        };
        let with = |(role, name, token): &(&str, &'static str, String)| {
            (Identity::Bearer(name, token.clone()), may(role, name))
        };
        self.limited.iter().map(with).collect()
    }

    /// Every identity, with what it may do.
    pub(super) fn identities(&self) -> Vec<(Identity, May)> {
        let bearer = |name, token: &str| Identity::Bearer(name, token.to_owned());
        let mut typo = self.merchant.key.clone();
        typo.replace_range(40..41, if &typo[40..41] == "A" { "B" } else { "A" });
        let mut identities: Vec<(Identity, May)> = vec![
            (Identity::Nobody, |_| None),
            (bearer("a key with a typing error", &typo), |_| None),
            (bearer("a revoked key", &self.revoked), |_| None),
            (bearer("an expired token", &self.expired), |_| None),
            (bearer("nonsense", "nonsense"), |_| None),
            (bearer("the token of a link", &self.link), |_| None),
            (bearer("a refresh token", self.merchant.session["refreshToken"].as_str().unwrap()), |_| None),
            (bearer("a publishable key as a secret one", &self.publishable), |_| None),
            (Identity::Pages(self.publishable.clone()), |access| Some(access == Quote)),
            (bearer("a secret key", &self.merchant.key), |access| Some(!matches!(access, SignedIn | ManagePeople))),
            (bearer("a shop's key", &self.store), |access| {
                Some(!matches!(access, SignedIn | KeepFleet | Attend | Administer | ManagePeople))
            }),
            (bearer("the manager", self.merchant.session["accessToken"].as_str().unwrap()), |_| Some(true)),
            (bearer("an operator", &self.operator), |access| Some(!matches!(access, Administer | ManagePeople))),
        ];
        identities.extend(self.limited());
        identities
    }
}

/// Adds somebody; answers the token of the invitation.
async fn invite(world: &World, merchant: &Merchant, role: &str, reach: &Value) -> String {
    let email = format!("{}@example.com", uuid::Uuid::now_v7().simple());
    let body = json!({ "email": email, "name": role, "role": role, "reach": reach, "language": "en" });
    let added = send(merchant.post(world, "/v1/users").json(&body)).await;
    assert_eq!(added.status, 201, "{}", added.text);
    token_in(mails_to(world, &email).await.first().expect("a mail"), "invitations")
}

/// Adds somebody and joins; answers the refresh token.
async fn join(world: &World, merchant: &Merchant, role: &str, reach: &Value) -> String {
    let token = invite(world, merchant, role, reach).await;
    let accept =
        world.request(Method::POST, &format!("/v1/invitations/{token}")).json(&json!({ "password": PASSWORD }));
    send(accept).await.text("refreshToken")
}

async fn renew(world: &World, refresh: &str) -> Value {
    send(world.request(Method::POST, "/v1/sessions/refresh").json(&json!({ "refreshToken": refresh }))).await.json
}
