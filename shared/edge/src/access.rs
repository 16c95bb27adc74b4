//! Who may call a route, and the one function that decides it.

use crate::gate::allows;
use crate::{Gate, Problem, Request, credentials};
use domain::access::{Caller, Role};
use domain::account::{ApiKey, KeyKind};
use domain::id::AccountId;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The name, as the OpenAPI document shows it.
    pub name: &'static str,
    /// Whether nobody has to prove anything.
    pub public: bool,
    /// Whether a secret API key will do.
    pub secret_key: bool,
    /// Whether a publishable API key will do.
    pub publishable_key: bool,
    /// The roles of users that will do.
    pub roles: &'static [Role],
}

/// Everybody, without proof.
pub const PUBLIC: Access =
    Access { name: "public", public: true, secret_key: false, publishable_key: false, roles: &[] };
/// Whoever may ask what a delivery costs: keys of both kinds and every user.
pub const QUOTE: Access =
    Access { name: "quote", public: false, secret_key: true, publishable_key: true, roles: &Role::ALL };
/// Every signed-in user, about itself.
pub const SIGNED_IN: Access =
    Access { name: "signed_in", public: false, secret_key: false, publishable_key: false, roles: &Role::ALL };
/// The daily operation, and reading what it needs.
pub const OPERATE: Access = Access {
    name: "operate",
    public: false,
    secret_key: true,
    publishable_key: false,
    roles: &[Role::Manager, Role::Operator],
};
/// The account's settings and freight configuration.
pub const ADMINISTER: Access =
    Access { name: "administer", public: false, secret_key: true, publishable_key: false, roles: &[Role::Manager] };
/// Users and keys. No program may make itself another key.
pub const MANAGE_PEOPLE: Access =
    Access { name: "manage_people", public: false, secret_key: false, publishable_key: false, roles: &[Role::Manager] };

/// Proves who asks and whether they may. The whole of authorisation, called once per request.
///
/// # Errors
/// 401 when the proof is missing or worthless, 403 when the caller is known and may not.
pub(crate) async fn admit(gate: &Gate, request: &Request, access: Access) -> Result<Option<Caller>, Problem> {
    if access.public {
        return Ok(None);
    }
    let caller = prove(gate, request).await?;
    let admitted = match &caller {
        Caller::Machine { .. } => access.secret_key,
        Caller::Storefront { .. } => access.publishable_key,
        Caller::User { role, .. } => access.roles.contains(role),
        Caller::Recipient { .. } => false,
    };
    if admitted {
        Ok(Some(caller))
    } else {
        Err(Problem::forbidden("not_allowed", "This caller may not do this. Ask a manager of the account."))
    }
}

async fn prove(gate: &Gate, request: &Request) -> Result<Caller, Problem> {
    if let Some(token) = bearer(request)? {
        if let Some((id, secret)) = credentials::open_secret_key(token) {
            let found = gate.api_key(id).await?;
            let hash = credentials::secret_hash(gate.keys().pepper.bytes(), &secret);
            return match found {
                Some((account, key))
                    if key.kind == KeyKind::Secret && credentials::same_hash(&key.secret_hash, &hash) =>
                {
                    Ok(Caller::Machine { account, key: id })
                }
                _ => Err(worthless()),
            };
        }
        return credentials::open_access_token(gate.keys().jwt.bytes(), token, request.at()).ok_or_else(worthless);
    }
    if let Some(text) = request.header("x-entrega-key") {
        let id = credentials::open_publishable_key(text).ok_or_else(worthless)?;
        let found = gate.api_key(id).await?.filter(|(_, key)| key.kind == KeyKind::Publishable);
        let (account, key) = found.ok_or_else(worthless)?;
        return storefront(account, &key, request);
    }
    Err(Problem::unauthorized(
        "not_signed_in",
        "Send a key or a token: `Authorization: Bearer …`, or a publishable key in `X-Entrega-Key`.",
    ))
}

fn storefront(account: AccountId, key: &ApiKey, request: &Request) -> Result<Caller, Problem> {
    if allows(key, request.header("origin")) {
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
