//! API keys: shown once, kept as a hash, gone within a minute of being revoked.

use crate::{Deps, wire};
use domain::access::Role;
use domain::account::{ApiKey, KeyKind, Name};
use domain::event::EventKind;
use domain::id::KeyId;
use edge::{Fields, Problem, Reply, Request, Secret, WireProblem, credentials, save};
use store::{Stored, keys};

/// Lists the keys, revoked ones too, oldest first.
#[utoipa::path(get, path = "/v1/api-keys", tag = "API keys",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::ApiKeys)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::api_keys(request.scope()?), &page, request.at()).await?;
    let items = found.items.iter().map(|key| wire::ApiKey::from(&key.value)).collect();
    Ok(Reply::ok(&wire::ApiKeys { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows one key, without its secret.
#[utoipa::path(get, path = "/v1/api-keys/{id}", tag = "API keys", params(("id" = String, Path)),
    responses((status = 200, body = wire::ApiKey), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let key = find(deps, request).await?;
    Ok(Reply::ok(&wire::ApiKey::from(&key.value)).with_etag(key.version))
}

/// Makes a key. The answer holds its secret, which is never shown again, not even to a repeat of this request.
#[utoipa::path(post, path = "/v1/api-keys", tag = "API keys",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::NewApiKey,
    responses((status = 201, body = wire::CreatedApiKey), (status = 422, body = WireProblem)))]
pub async fn add(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::NewApiKey = request.json()?;
    let mut fields = Fields::new();
    let name = fields.take("/name", "name", raw.name.as_str(), Name::new(&raw.name));
    let kind = match raw.kind {
        wire::KeyKind::Secret => KeyKind::Secret,
        wire::KeyKind::Publishable => KeyKind::Publishable,
    };
    let role = match raw.role {
        Some(wire::KeyRole::Store) => Role::Store,
        _ => Role::Api,
    };
    if kind == KeyKind::Publishable && raw.role.is_some() {
        fields.refuse("/role", "no_role", "A publishable key asks for quotes and does nothing else.", None);
    }
    check_origins(&mut fields, kind, &raw.origins);
    let name = fields.all(name)?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let id = KeyId::new(deps.gate.fresh());
        let secret = credentials::random_secret()
            .ok_or_else(|| Problem::internal(std::io::Error::other("no secret can be made")))?;
        let (text, secret_hash) = match kind {
            KeyKind::Secret => (
                credentials::secret_key(id, &secret),
                credentials::secret_hash(deps.gate.keys().pepper.bytes(), &secret),
            ),
            KeyKind::Publishable => (credentials::publishable_key(id), String::new()),
        };
        let key = ApiKey {
            id,
            name: name.clone(),
            kind,
            role,
            origins: raw.origins.clone(),
            secret_hash,
            created_at: request.at(),
            revoked_at: None,
        };
        let event = request.event(&deps.gate, EventKind::ApiKeyCreated, id, &[])?;
        let commit = commit
            .create("key owner", &keys::key_owner(id), &keys::KeyOwner { account: scope.account() })
            .create("key", &keys::api_key(scope, id), &key)
            .tell(&event);
        let shown = wire::ApiKey::from(&key);
        let answer = Secret {
            once: wire::CreatedApiKey {
                key: shown.clone(),
                secret: Some(text.clone()),
                secret_status: wire::SecretStatus::Shown,
            },
            after: wire::CreatedApiKey {
                key: shown,
                secret: (kind == KeyKind::Publishable).then_some(text),
                secret_status: wire::SecretStatus::AlreadyShown,
            },
        };
        Ok((commit, Reply::created_secret(&format!("/v1/api-keys/{id}"), &answer)))
    })
    .await
}

/// Gives a key another name, or a publishable one other origins. Pages know it within a minute.
#[utoipa::path(put, path = "/v1/api-keys/{id}", tag = "API keys",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    request_body = wire::ApiKeyChange,
    responses((status = 200, body = wire::ApiKey), (status = 404, body = WireProblem), (status = 409, description = "`key_revoked`", body = WireProblem),
        (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::ApiKeyChange = request.json()?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        request.matches(found.version)?;
        if found.value.revoked_at.is_some() {
            return Err(Problem::conflict("key_revoked", "This key was revoked for good. Make another one."));
        }
        let mut fields = Fields::new();
        let name = fields.take("/name", "name", raw.name.as_str(), Name::new(&raw.name));
        check_origins(&mut fields, found.value.kind, &raw.origins);
        let key = ApiKey { name: fields.all(name)?, origins: raw.origins.clone(), ..found.value };
        let event = request.event(&deps.gate, EventKind::ApiKeyChanged, key.id, &[])?;
        let commit = commit.replace("key", &keys::api_key(scope, key.id), found.version, &key).tell(&event);
        Ok((commit, Reply::ok(&wire::ApiKey::from(&key)).with_etag(found.version.next())))
    })
    .await
}

/// Revokes a key for good. It stops working within a minute.
#[utoipa::path(delete, path = "/v1/api-keys/{id}", tag = "API keys",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn revoke(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        request.matches(found.version)?;
        if found.value.revoked_at.is_some() {
            return Ok((commit, Reply::no_content()));
        }
        let id = found.value.id;
        let key = ApiKey { revoked_at: Some(request.at()), ..found.value };
        let event = request.event(&deps.gate, EventKind::ApiKeyRevoked, id, &[])?;
        Ok((commit.replace("key", &keys::api_key(scope, id), found.version, &key).tell(&event), Reply::no_content()))
    })
    .await
}

async fn find(deps: &Deps, request: &Request) -> Result<Stored<ApiKey>, Problem> {
    let id: KeyId = request.named("id", "API key")?;
    let found = deps.gate.store().read(&keys::api_key(request.scope()?, id), request.at()).await?;
    found.ok_or_else(|| Problem::not_found("API key"))
}

/// A publishable key names the pages it is for; a secret key has no place in a page.
fn check_origins(fields: &mut Fields, kind: KeyKind, origins: &[String]) {
    match kind {
        KeyKind::Secret if !origins.is_empty() => {
            fields.refuse("/origins", "no_origins", "A secret key has no origins: it never stands in a page.", None)
        }
        KeyKind::Publishable if origins.is_empty() => fields.refuse(
            "/origins",
            "origins_missing",
            "Name at least one origin, such as https://shop.example.",
            None,
        ),
        _ => {}
    }
    if origins.len() > 20 {
        fields.refuse("/origins", "too_many", "A key has at most 20 origins.", None);
    }
    for (index, origin) in origins.iter().enumerate().take(20) {
        if !is_origin(origin) {
            fields.refuse(
                &format!("/origins/{index}"),
                "origin",
                "An origin is a scheme, a host and perhaps a port, such as https://shop.example.",
                Some(origin.as_str().into()),
            );
        }
    }
}

/// `https://` and a host in lower case, perhaps a port; `http://` only for the developer's own machine.
fn is_origin(text: &str) -> bool {
    let own = |host: &str| matches!(host, "localhost" | "127.0.0.1");
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    let host_fine = !host.is_empty()
        && host.len() <= 253
        && host.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let port_fine = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    host_fine && port_fine && (scheme == "https" || (scheme == "http" && own(host)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_scheme_a_host_and_perhaps_a_port() {
        for (text, fine) in [
            ("https://shop.example", true),
            ("https://shop.example:8443", true),
            ("http://localhost:5173", true),
            ("http://127.0.0.1:8080", true),
            ("http://shop.example", false),
            ("https://shop.example/", false),
            ("https://Shop.example", false),
            ("https://", false),
            ("https://shop.example:0", false),
            ("*", false),
            ("null", false),
        ] {
            assert_eq!(is_origin(text), fine, "{text}");
        }
    }
}
