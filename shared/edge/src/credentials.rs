//! The texts by which callers prove who they are: how they are made, and how they are checked.

use crate::request::hex;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::access::{Caller, Role};
use domain::account::User;
use domain::id::{AccountId, KeyId, LinkId, ServiceId, SessionId, UserId};
use domain::language::Language;
use domain::visibility::Reach;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How long an access token works. Rights that are taken away are gone by then.
pub const ACCESS_TOKEN_LIFE: SignedDuration = SignedDuration::from_mins(10);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    sub: UserId,
    acc: AccountId,
    role: Role,
    #[serde(default)]
    reach: Reach,
    lang: Language,
    iat: i64,
    exp: i64,
}

const ISSUER: &str = "entrega";
const AUDIENCE: &str = "entrega-api";

/// HMAC-SHA-256.
#[must_use]
pub fn seal(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

/// An access token (RFC 7519, HS256) for a signed-in user, and when it ends. None when it cannot be made, which only
/// a key of the wrong size can cause.
#[must_use]
pub fn access_token(key: &[u8], account: AccountId, user: &User, now: Timestamp) -> Option<(String, Timestamp)> {
    let ends = now.checked_add(ACCESS_TOKEN_LIFE).ok()?;
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: user.id,
        acc: account,
        role: user.role,
        reach: user.reach.clone(),
        lang: user.language,
        iat: now.as_second(),
        exp: ends.as_second(),
    };
    let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(key)).ok()?;
    Some((token, ends))
}

/// The caller that an access token proves at `now`; none when it proves nothing.
#[must_use]
pub fn open_access_token(key: &[u8], token: &str, now: Timestamp) -> Option<Caller> {
    if token.len() > 4096 {
        return None;
    }
    let mut rules = Validation::new(Algorithm::HS256);
    rules.set_audience(&[AUDIENCE]);
    rules.set_issuer(&[ISSUER]);
    rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // The library compares with the machine's clock; ours is compared below.
    rules.validate_exp = false;
    let claims = jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(key), &rules).ok()?.claims;
    let second = now.as_second();
    let alive = claims.exp > second && claims.iat <= second.saturating_add(60);
    alive.then_some(Caller::User {
        account: claims.acc,
        user: claims.sub,
        role: claims.role,
        reach: claims.reach,
        language: claims.lang,
    })
}

fn token(prefix: &str, ids: &[Uuid], secret: &[u8]) -> String {
    let ids: String = ids.iter().map(|id| id.simple().to_string()).collect();
    let body = format!("{prefix}_{ids}_{}", BASE64_URL_SAFE_NO_PAD.encode(secret).replace('_', "."));
    let check = crc32fast::hash(body.as_bytes());
    format!("{body}_{check:08x}")
}

/// The identifiers and the secret of a token. A wrong check sum is refused without asking anybody.
fn open_token(prefix: &str, ids: usize, text: &str) -> Option<(Vec<Uuid>, Vec<u8>)> {
    let (body, check) = text.rsplit_once('_')?;
    if format!("{:08x}", crc32fast::hash(body.as_bytes())) != check {
        return None;
    }
    let (names, secret) = body.strip_prefix(prefix)?.strip_prefix('_')?.split_once('_')?;
    let found: Option<Vec<Uuid>> = names.as_bytes().chunks(32).map(|chunk| Uuid::try_parse_ascii(chunk).ok()).collect();
    let found = found.filter(|found| found.len() == ids)?;
    Some((found, BASE64_URL_SAFE_NO_PAD.decode(secret.replace('.', "_")).ok()?))
}

/// 32 unguessable bytes; none when the machine has none to give.
#[must_use]
pub fn random_secret() -> Option<[u8; 32]> {
    let mut secret = [0_u8; 32];
    getrandom::fill(&mut secret).ok()?;
    Some(secret)
}

/// The text of a secret API key.
#[must_use]
pub fn secret_key(id: KeyId, secret: &[u8]) -> String {
    token("sk", &[id.uuid()], secret)
}

/// The text of a publishable API key: it names a key and keeps no secret.
#[must_use]
pub fn publishable_key(id: KeyId) -> String {
    token("pk", &[id.uuid()], b"")
}

/// The key and secret that a text names.
#[must_use]
pub fn open_secret_key(text: &str) -> Option<(KeyId, Vec<u8>)> {
    let (ids, secret) = open_token("sk", 1, text)?;
    Some((KeyId::new(*ids.first()?), secret))
}

/// The publishable key that a text names.
#[must_use]
pub fn open_publishable_key(text: &str) -> Option<KeyId> {
    let (ids, _) = open_token("pk", 1, text)?;
    ids.first().copied().map(KeyId::new)
}

/// The text of a refresh token.
#[must_use]
pub fn refresh_token(account: AccountId, session: SessionId, secret: &[u8]) -> String {
    token("rt", &[account.uuid(), session.uuid()], secret)
}

/// The account, session and secret that a refresh token names.
#[must_use]
pub fn open_refresh_token(text: &str) -> Option<(AccountId, SessionId, Vec<u8>)> {
    let (ids, secret) = open_token("rt", 2, text)?;
    Some((AccountId::new(*ids.first()?), SessionId::new(*ids.get(1)?), secret))
}

/// What is kept of a secret: HMAC under the deployment's pepper, in hexadecimal digits.
#[must_use]
pub fn secret_hash(pepper: &[u8], secret: &[u8]) -> String {
    hex(&seal(pepper, &[secret]))
}

/// Compares two hashes in a time that does not depend on where they differ.
#[must_use]
pub fn same_hash(one: &str, other: &str) -> bool {
    subtle::ConstantTimeEq::ct_eq(one.as_bytes(), other.as_bytes()).into()
}

/// The token of a link: 128 bits derived from its id, written in 22 letters and digits, so that it can be sent again
/// without being kept.
#[must_use]
pub fn link_token(key: &[u8], link: LinkId) -> String {
    written(&seal(key, &[b"link", link.uuid().as_bytes()]))
}

/// The token of a recipient's link, as [`link_token`], of a service and of how often its link was replaced.
#[must_use]
pub fn tracking_token(key: &[u8], service: ServiceId, generation: u32) -> String {
    written(&seal(key, &[b"tracking", service.uuid().as_bytes(), &generation.to_be_bytes()]))
}

/// The first 128 bits in 22 letters and digits.
fn written(sealed: &[u8]) -> String {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut number = sealed.first_chunk::<16>().copied().map_or(0, u128::from_be_bytes);
    let mut text = String::with_capacity(22);
    for _ in 0..22 {
        let digit = usize::try_from(number % 62).ok().and_then(|digit| DIGITS.get(digit)).copied().unwrap_or(b'0');
        text.push(char::from(digit));
        number /= 62;
    }
    text
}

/// What a link is found by: the SHA-256 digest of its token, in hexadecimal digits. None for what cannot be a token.
#[must_use]
pub fn link_digest(token: &str) -> Option<String> {
    let fine = token.len() == 22 && token.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fine.then(|| hex(&Sha256::digest(token.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::account::Name;
    use domain::id::BranchId;

    const KEY: &[u8] = &[7; 32];

    fn id<T>(make: impl Fn(Uuid) -> T) -> T {
        make(Uuid::from_u128(0x0190_c3f0_7d2b_7c1e_8a52_9c0c_8a1f_2b3d))
    }

    fn user() -> User {
        User {
            id: id(UserId::new),
            email: "ana@example.com".parse().unwrap(),
            name: Name::new("Ana").unwrap(),
            role: Role::Operator,
            reach: Reach { branches: (0..30).map(|n| BranchId::new(Uuid::from_u128(n))).collect(), ..Reach::default() },
            language: Language::Spanish,
            active: true,
            created_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn an_access_token_proves_its_user_until_it_ends() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let (token, ends) = access_token(KEY, id(AccountId::new), &user(), now).unwrap();
        let caller = Caller::User {
            account: id(AccountId::new),
            user: id(UserId::new),
            role: Role::Operator,
            reach: user().reach,
            language: Language::Spanish,
        };
        assert_eq!(open_access_token(KEY, &token, now), Some(caller));
        assert_eq!(open_access_token(KEY, &token, ends), None);
        assert_eq!(open_access_token(&[8; 32], &token, now), None);
    }

    #[test]
    fn a_forged_access_token_proves_nothing() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let (token, _) = access_token(KEY, id(AccountId::new), &user(), now).unwrap();
        let (head, rest) = token.split_once('.').unwrap();
        let (body, signature) = rest.split_once('.').unwrap();
        let none = BASE64_URL_SAFE_NO_PAD.encode(br#"{"alg":"none","typ":"JWT"}"#);
        let rs256 = BASE64_URL_SAFE_NO_PAD.encode(br#"{"alg":"RS256","typ":"JWT"}"#);
        let manager = BASE64_URL_SAFE_NO_PAD.encode(
            String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(body).unwrap()).unwrap().replace("operator", "manager"),
        );
        for forged in [
            format!("{none}.{body}."),
            format!("{none}.{body}.{signature}"),
            format!("{rs256}.{body}.{signature}"),
            format!("{head}.{manager}.{signature}"),
            format!("{head}.{body}"),
            String::new(),
            "a".repeat(1_000_000),
        ] {
            assert_eq!(open_access_token(KEY, &forged, now), None, "{:.80}", forged);
        }
    }

    #[test]
    fn a_key_reads_back_and_a_typing_error_does_not() {
        let text = secret_key(id(KeyId::new), &[255; 32]);
        assert_eq!(open_secret_key(&text), Some((id(KeyId::new), vec![255; 32])));
        assert_eq!(open_secret_key(&text.replace("sk_", "pk_")), None);
        assert_eq!(open_secret_key(&text.replacen('0', "1", 1)), None);
        assert_eq!(open_publishable_key(&publishable_key(id(KeyId::new))), Some(id(KeyId::new)));
        let refresh = refresh_token(id(AccountId::new), id(SessionId::new), &[1; 32]);
        assert_eq!(open_refresh_token(&refresh), Some((id(AccountId::new), id(SessionId::new), vec![1; 32])));
    }

    #[test]
    fn a_link_token_is_22_letters_and_digits_and_always_the_same() {
        let token = link_token(KEY, id(LinkId::new));
        assert_eq!(token, link_token(KEY, id(LinkId::new)));
        assert!(link_digest(&token).is_some(), "{token}");
        assert_eq!(link_digest(&format!("{token}.")), None);
        assert_ne!(token, link_token(KEY, LinkId::new(Uuid::from_u128(1))));
    }

    #[test]
    fn every_generation_of_a_tracking_link_has_a_token_of_its_own() {
        let first = tracking_token(KEY, id(ServiceId::new), 0);
        assert_eq!(first, tracking_token(KEY, id(ServiceId::new), 0));
        assert!(link_digest(&first).is_some(), "{first}");
        assert_ne!(first, tracking_token(KEY, id(ServiceId::new), 1));
        assert_ne!(first, link_token(KEY, id(LinkId::new)));
    }
}
