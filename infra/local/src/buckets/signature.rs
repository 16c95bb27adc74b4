//! Requests are signed for the path that the client sees, `/_s3/bucket/key`, and the engine knows `/bucket/key` only.
//! Where the signature is right for the one, it is replaced by the signature for the other; the engine then checks it,
//! with everything else that a signature covers. The same for the host: addresses are signed for the one that functions
//! know, and a telephone in the network calls another. <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>

use hmac::{Hmac, KeyInit as _, Mac as _};
use http::request::Parts;
use http::{HeaderValue, Uri};
use sha2::{Digest as _, Sha256};

/// The credentials that every function of the edition has.
pub(crate) const ACCESS_KEY: &str = "entrega-local";
/// Not a secret: it opens nothing but this machine's own folder.
pub(crate) const SECRET_KEY: &str = "entrega-local-secret";

/// Moves a request to a shorter path, signature included, that was signed for the host it came to or for the `own`.
pub(super) fn move_to(parts: &mut Parts, path: &str, own: &str) {
    let query = parts.uri.query().unwrap_or_default().to_string();
    let signed = sign_again(parts, &query, path).or_else(|| {
        let came_to = parts.headers.get(http::header::HOST)?.clone();
        parts.headers.insert(http::header::HOST, own.parse().ok()?);
        let signed = sign_again(parts, &query, path);
        if signed.is_none() {
            parts.headers.insert(http::header::HOST, came_to);
        }
        signed
    });
    let query = match signed {
        Some(Signed::Header(value)) => {
            parts.headers.insert(http::header::AUTHORIZATION, value);
            query
        }
        Some(Signed::Query(query)) => query,
        None => query,
    };
    let target = if query.is_empty() { path.to_string() } else { format!("{path}?{query}") };
    if let Ok(uri) = target.parse::<Uri>() {
        parts.uri = uri;
    }
}

enum Signed {
    Header(HeaderValue),
    Query(String),
}

/// `None` when the signature is not right, or not ours to judge: then the engine refuses it.
fn sign_again(parts: &Parts, query: &str, path: &str) -> Option<Signed> {
    if let Some(header) = parts.headers.get(http::header::AUTHORIZATION) {
        let header = header.to_str().ok()?;
        let field = |name: &str| {
            let (_, rest) = header.split_once(name)?;
            rest.split([',', ' ']).next()
        };
        let given = field("Signature=")?;
        let claim = Claim {
            scope: field("Credential=")?,
            headers: field("SignedHeaders=")?,
            date: parts.headers.get("x-amz-date")?.to_str().ok()?,
            payload: parts.headers.get("x-amz-content-sha256")?.to_str().ok()?,
        };
        let own = claim.signature(parts, parts.uri.path(), query)?;
        let moved = claim.signature(parts, path, query)?;
        return (own == given)
            .then(|| header.replace(given, &moved))
            .and_then(|value| Some(Signed::Header(value.parse().ok()?)));
    }
    let pairs = pairs(query);
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let given = value("X-Amz-Signature")?;
    let claim = Claim {
        scope: value("X-Amz-Credential")?,
        headers: value("X-Amz-SignedHeaders")?,
        date: value("X-Amz-Date")?,
        payload: "UNSIGNED-PAYLOAD",
    };
    let own = claim.signature(parts, parts.uri.path(), query)?;
    let moved = claim.signature(parts, path, query)?;
    (own == given).then(|| Signed::Query(query.replace(given, &moved)))
}

/// What a signature says of itself.
struct Claim<'a> {
    scope: &'a str,
    headers: &'a str,
    date: &'a str,
    payload: &'a str,
}

impl Claim<'_> {
    fn signature(&self, parts: &Parts, path: &str, query: &str) -> Option<String> {
        let (key, scope) = self.scope.split_once('/')?;
        if key != ACCESS_KEY {
            return None;
        }
        let mut canonical = format!("{}\n{}\n", parts.method, encode(&decode(path), true));
        let mut sorted: Vec<_> = pairs(query)
            .into_iter()
            .filter(|(name, _)| name != "X-Amz-Signature")
            .map(|(name, value)| (encode(&name, false), encode(&value, false)))
            .collect();
        sorted.sort();
        let sorted: Vec<_> = sorted.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        canonical.push_str(&sorted.join("&"));
        canonical.push('\n');
        for name in self.headers.split(';') {
            let values = parts.headers.get_all(name).iter();
            let values: Vec<_> = values
                .map(|value| String::from_utf8_lossy(value.as_bytes()).split_whitespace().collect::<Vec<_>>().join(" "))
                .collect();
            canonical.push_str(&format!("{name}:{}\n", values.join(",")));
        }
        canonical.push_str(&format!("\n{}\n{}", self.headers, self.payload));
        let text = format!("AWS4-HMAC-SHA256\n{}\n{scope}\n{}", self.date, hex(&Sha256::digest(canonical)));
        let mut secret = format!("AWS4{SECRET_KEY}").into_bytes();
        for part in scope.split('/') {
            secret = keyed(&secret, part)?;
        }
        Some(hex(&keyed(&secret, &text)?))
    }
}

fn keyed(key: &[u8], text: &str) -> Option<Vec<u8>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(text.as_bytes());
    Some(mac.finalize().into_bytes().to_vec())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

/// Undoes percent encoding.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => char::from(*high).to_digit(16).zip(char::from(*low).to_digit(16)),
            _ => None,
        };
        match escaped.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn encode(text: &str, path: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            b'/' if path => out.push('/'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_leaves_what_is_not_an_escape() {
        for (text, plain) in [("a%20b", "a b"), ("%C3%A3o", "ão"), ("100%", "100%"), ("%zz+", "%zz+"), ("%2", "%2")] {
            assert_eq!(decode(text), plain);
        }
    }

    #[test]
    fn a_wrong_signature_is_left_as_it_is_for_the_engine_to_refuse() {
        let date = "20260101T000000Z";
        let query = format!(
            "X-Amz-Credential={ACCESS_KEY}%2F20260101%2Fr%2Fs3%2Faws4_request&X-Amz-Date={date}&X-Amz-SignedHeaders=host&X-Amz-Signature=00"
        );
        let request = http::Request::builder().uri(format!("/_s3/b/k?{query}")).header("host", "x").body(()).unwrap();
        let (mut parts, ()) = request.into_parts();
        move_to(&mut parts, "/b/k", "127.0.0.1:8080");
        assert_eq!(parts.uri.to_string(), format!("/b/k?{query}"));
        assert_eq!(parts.headers["host"], "x");
    }

    #[test]
    fn what_was_signed_for_the_own_host_is_right_under_another_name() {
        let query = format!(
            "X-Amz-Credential={ACCESS_KEY}%2F20260101%2Fr%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-SignedHeaders=host"
        );
        let signature = |host: &str, path: &str| {
            let request =
                http::Request::builder().uri(format!("{path}?{query}")).header("host", host).body(()).unwrap();
            let scope = format!("{ACCESS_KEY}/20260101/r/s3/aws4_request");
            let claim = Claim { scope: &scope, headers: "host", date: "20260101T000000Z", payload: "UNSIGNED-PAYLOAD" };
            claim.signature(&request.into_parts().0, path, &query).unwrap()
        };
        let given = signature("127.0.0.1:8080", "/_s3/b/k");
        let address = format!("/_s3/b/k?{query}&X-Amz-Signature={given}");
        let request = http::Request::builder().uri(address).header("host", "192.168.0.7:8080").body(()).unwrap();
        let (mut parts, ()) = request.into_parts();
        move_to(&mut parts, "/b/k", "127.0.0.1:8080");
        let moved = signature("127.0.0.1:8080", "/b/k");
        assert_eq!(parts.uri.to_string(), format!("/b/k?{query}&X-Amz-Signature={moved}"));
        assert_eq!(parts.headers["host"], "127.0.0.1:8080");
    }
}
