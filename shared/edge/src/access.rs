//! Who may call a route, and the one function that decides it.

use crate::gate::allows;
use crate::{Gate, Problem, Request, credentials, doorstep};
use domain::access::{Caller, Role};
use domain::account::KeyKind;
use domain::id::KeyId;
use domain::link::{Link, LinkPurpose};
use store::{Stored, keys};

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The name, as the OpenAPI document shows it.
    pub name: &'static str,
    /// Whether nobody has to prove anything.
    pub public: bool,
    /// Whether a publishable API key will do.
    pub publishable_key: bool,
    /// The roles that will do, of users and of secret API keys.
    pub roles: &'static [Role],
    /// Whether a secret API key may also come in two headers, as back offices of the reference platform send it: its id
    /// in `X-VTEX-API-AppKey` and itself in `X-VTEX-API-AppToken`.
    pub split_key: bool,
    /// Whether the publishable API key stands in the path, in the parameter `{publishableKey}`, and is the only proof
    /// that will do.
    pub path_key: bool,
    /// What a link must be for whose token, in the parameter `{token}` of the path, is the only proof that will do.
    pub link: Option<LinkPurpose>,
    /// Whether it is of the whole account, so that a user who sees a part of it is not let in. Where it is not, the
    /// handler shows each caller the part that is theirs.
    pub whole: bool,
}

impl Access {
    /// Nobody yet: the constants below say who is let in.
    const fn of(name: &'static str) -> Self {
        Self {
            name,
            public: false,
            publishable_key: false,
            roles: &[],
            split_key: false,
            path_key: false,
            link: None,
            whole: false,
        }
    }

    /// Whether a caller who is known may.
    ///
    /// # Errors
    /// 403 when the caller may not, or sees a part only of what is of the whole account.
    pub fn check(&self, caller: &Caller) -> Result<(), Problem> {
        let admitted = match caller {
            Caller::Machine { role, .. } | Caller::User { role, .. } => self.roles.contains(role),
            Caller::Storefront { .. } => self.publishable_key || self.path_key,
            Caller::Recipient { .. } => false,
        };
        if !admitted {
            return Err(Problem::forbidden(
                "not_allowed",
                "This caller may not do this. Ask a manager of the account.",
            ));
        }
        if self.whole && !caller.visibility().is_unrestricted() {
            let detail = "This is of the whole account, of which you see a part. Ask somebody who sees all of it.";
            return Err(Problem::forbidden("out_of_sight", detail));
        }
        Ok(())
    }
}

/// Everybody, without proof.
pub const PUBLIC: Access = Access { public: true, ..Access::of("public") };
/// Everybody, without proof, also from pages of any origin.
pub const ANYWHERE: Access = Access { public: true, publishable_key: true, ..Access::of("anywhere") };
/// Whoever may ask what a delivery costs: keys of both kinds and every user of the office.
pub const QUOTE: Access = Access { publishable_key: true, roles: &Role::OFFICE, ..Access::of("quote") };
/// Every signed-in user, about itself.
pub const SIGNED_IN: Access = Access {
    roles: &[Role::Manager, Role::Operator, Role::Partner, Role::Carrier, Role::Support, Role::Driver],
    ..Access::of("signed_in")
};
/// Whoever may know how services stand, each within its own sight.
pub const FOLLOW: Access = Access { roles: &Role::OFFICE, ..Access::of("follow") };
/// Whoever may have all of it as a file: as [`FOLLOW`] without customer service, which looks up what it is asked about.
pub const REPORT: Access = Access {
    roles: &[Role::Manager, Role::Operator, Role::Partner, Role::Carrier, Role::Api, Role::Store],
    ..Access::of("report")
};
/// As [`FOLLOW`], and drivers, of what they were given.
pub const WITNESS: Access = Access { roles: &Role::ALL, ..Access::of("witness") };
/// Whoever makes services and has them carried out, and the customers they go to, each within its own sight.
pub const DELIVER: Access =
    Access { roles: &[Role::Manager, Role::Operator, Role::Carrier, Role::Api, Role::Store], ..Access::of("deliver") };
/// As [`DELIVER`], and drivers, with what they were given.
pub const CARRY: Access = Access {
    roles: &[Role::Manager, Role::Operator, Role::Carrier, Role::Driver, Role::Api, Role::Store],
    ..Access::of("carry")
};
/// Whoever keeps drivers, vehicles and routes, each within its own sight.
pub const KEEP_FLEET: Access =
    Access { roles: &[Role::Manager, Role::Operator, Role::Carrier, Role::Api], ..Access::of("keep_fleet") };
/// Whoever works with what the registers hold, each within its own sight.
pub const READ_REGISTERS: Access = Access {
    roles: &[Role::Manager, Role::Operator, Role::Carrier, Role::Support, Role::Api, Role::Store],
    ..Access::of("read_registers")
};
/// As [`READ_REGISTERS`], and drivers, who report by them.
pub const READ_REASONS: Access = Access {
    roles: &[Role::Manager, Role::Operator, Role::Carrier, Role::Support, Role::Driver, Role::Api, Role::Store],
    ..Access::of("read_reasons")
};
/// Whoever answers recipients, each within its own sight.
pub const ATTEND: Access =
    Access { roles: &[Role::Manager, Role::Operator, Role::Carrier, Role::Support, Role::Api], ..Access::of("attend") };
/// The daily operation of the whole account, and reading what it needs.
pub const OPERATE: Access =
    Access { roles: &[Role::Manager, Role::Operator, Role::Api, Role::Store], ..Access::of("operate") };
/// As [`OPERATE`], what tells of the whole account: customers, events, and who is told of them.
pub const OVERSEE: Access =
    Access { roles: &[Role::Manager, Role::Operator, Role::Api, Role::Store], whole: true, ..Access::of("oversee") };
/// The account's settings and freight configuration.
pub const ADMINISTER: Access = Access { roles: &[Role::Manager, Role::Api], whole: true, ..Access::of("administer") };
/// Users and keys. No program may make itself another key.
pub const MANAGE_PEOPLE: Access = Access { roles: &[Role::Manager], whole: true, ..Access::of("manage_people") };
/// Back offices and checkouts that speak the protocol of the reference platform.
pub const BACK_OFFICE: Access =
    Access { split_key: true, roles: &[Role::Manager, Role::Api], whole: true, ..Access::of("back_office") };
/// Marketplaces that sell for an account: they call at an address that carries one of its publishable keys.
pub const MARKETPLACE: Access = Access { path_key: true, ..Access::of("marketplace") };
/// Whoever opened the link of an invitation.
pub const INVITED: Access = Access { link: Some(LinkPurpose::Invitation), ..Access::of("invited") };
/// Whoever opened the link that a forgotten password is replaced by.
pub const RESETTING: Access = Access { link: Some(LinkPurpose::PasswordReset), ..Access::of("resetting") };
/// Whoever opened the link by which a service is followed.
pub const TRACKING: Access = Access { link: Some(LinkPurpose::Tracking), ..Access::of("tracking") };

/// A link that was opened with its token, and still works.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What the link is found by.
    pub digest: String,
    /// The link.
    pub link: Stored<Link>,
}

/// Proves who asks and whether they may. The whole of authorisation, called once per request.
///
/// # Errors
/// 401 when the proof is missing or worthless, 403 when the caller is known and may not, 404 for a link that opens
/// nothing.
pub(crate) async fn admit(gate: &Gate, request: &mut Request, access: Access) -> Result<(), Problem> {
    if access.public {
        return Ok(());
    }
    if let Some(purpose) = access.link {
        let opened = match purpose {
            LinkPurpose::Tracking => doorstep::follow(gate, request).await?,
            LinkPurpose::Invitation | LinkPurpose::PasswordReset => open(gate, request, purpose).await?,
        };
        let link = &opened.link.value;
        request.caller = Some(Caller::Recipient { account: link.account, link: link.id });
        request.opened = Some(opened);
        return Ok(());
    }
    let caller = if access.path_key {
        storefront(gate, request.param("publishableKey"), request).await?
    } else {
        prove(gate, request, access).await?
    };
    access.check(&caller)?;
    request.caller = Some(caller);
    Ok(())
}

/// Finds what the token in the path opens. Wrong, used, expired, and made for something else look the same.
async fn open(gate: &Gate, request: &Request, purpose: LinkPurpose) -> Result<Opened, Problem> {
    let gone =
        || Problem::new(404, "link_gone", "This link is wrong, was used already, or has expired. Ask for a new one.");
    let digest = credentials::link_digest(request.param("token")).ok_or_else(gone)?;
    let link = gate.store().read(&keys::link(&digest), request.at()).await?.ok_or_else(gone)?;
    if link.value.purpose != purpose || link.value.expires_at <= request.at() {
        return Err(gone());
    }
    Ok(Opened { digest, link })
}

async fn prove(gate: &Gate, request: &Request, access: Access) -> Result<Caller, Problem> {
    let split = request.header("x-vtex-api-appkey").zip(request.header("x-vtex-api-apptoken"));
    if let Some((id, token)) = split.filter(|_| access.split_key) {
        let opened = credentials::open_secret_key(token).filter(|(named, _)| named.to_string() == id);
        let (id, secret) = opened.ok_or_else(worthless)?;
        return machine(gate, id, &secret).await;
    }
    if let Some(token) = bearer(request)? {
        if let Some((id, secret)) = credentials::open_secret_key(token) {
            return machine(gate, id, &secret).await;
        }
        return credentials::open_access_token(gate.keys().jwt.bytes(), token, request.at()).ok_or_else(worthless);
    }
    if let Some(text) = request.header("x-entrega-key") {
        return storefront(gate, text, request).await;
    }
    Err(Problem::unauthorized(
        "not_signed_in",
        "Send a key or a token: `Authorization: Bearer …`, or a publishable key in `X-Entrega-Key`.",
    ))
}

async fn machine(gate: &Gate, id: KeyId, secret: &[u8]) -> Result<Caller, Problem> {
    let found = gate.api_key(id).await?;
    let hash = credentials::secret_hash(gate.keys().pepper.bytes(), secret);
    match found {
        Some((account, key)) if key.kind == KeyKind::Secret && credentials::same_hash(&key.secret_hash, &hash) => {
            Ok(Caller::Machine { account, key: id, role: key.role })
        }
        _ => Err(worthless()),
    }
}

async fn storefront(gate: &Gate, text: &str, request: &Request) -> Result<Caller, Problem> {
    let id = credentials::open_publishable_key(text).ok_or_else(worthless)?;
    let found = gate.api_key(id).await?.filter(|(_, key)| key.kind == KeyKind::Publishable);
    let (account, key) = found.ok_or_else(worthless)?;
    if allows(&key, request.header("origin")) {
        Ok(Caller::Storefront { account, key: key.id })
    } else {
        Err(Problem::forbidden(
            "origin_not_allowed",
            "This publishable key is not for pages of this origin. Add the origin to the key.",
        ))
    }
}

fn bearer(request: &Request) -> Result<Option<&str>, Problem> {
    let Some(header) = request.header("authorization") else { return Ok(None) };
    let token = header
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    token.map(Some).ok_or_else(|| {
        Problem::unauthorized("not_bearer", "`Authorization` holds the word Bearer and a key or a token.")
    })
}

fn worthless() -> Problem {
    Problem::unauthorized("invalid_credentials", "The key or token is wrong, revoked or expired.")
}
