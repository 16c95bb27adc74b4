//! Addresses that whoever asks can reach. An edition that listens on the network is reached by more names than the one
//! that its functions know: what they say of themselves, presigned addresses of files among it, is told to a caller by
//! the name that the caller used.

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Response, header};

/// An answer to a request, with the edition's own address as whoever asks calls it. What is packed stays as it is.
pub(super) fn as_called(own: &str, parts: &Parts, response: Response<Bytes>) -> Response<Bytes> {
    let Some(called) = called(&parts.headers).map(|host| format!("http://{host}")).filter(|called| called != own)
    else {
        return response;
    };
    let (mut parts, body) = response.into_parts();
    for (_, value) in &mut parts.headers {
        let other = value.to_str().ok().and_then(|text| renamed(text, own, &called));
        if let Some(other) = other.and_then(|text| HeaderValue::from_str(&text).ok()) {
            *value = other;
        }
    }
    let packed = parts.headers.contains_key(header::CONTENT_ENCODING);
    let other = std::str::from_utf8(&body).ok().filter(|_| !packed).and_then(|text| renamed(text, own, &called));
    Response::from_parts(parts, other.map_or(body, Bytes::from))
}

/// The host that a caller used, where it is one.
fn called(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '[' | ']');
    (!host.is_empty() && host.chars().all(plain)).then_some(host)
}

/// A text with another address in place of the own; none where it does not say the own.
fn renamed(text: &str, own: &str, called: &str) -> Option<String> {
    let mut parts = text.split(own);
    let mut whole = parts.next()?.to_owned();
    let mut found = false;
    for part in parts {
        // A longer port is another address.
        let other = part.starts_with(|letter: char| letter.is_ascii_digit());
        found |= !other;
        whole.push_str(if other { own } else { called });
        whole.push_str(part);
    }
    found.then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_is_told_the_name_that_it_used() {
        let own = "http://127.0.0.1:80";
        let answer = |host: &str, packed: bool| {
            let (parts, ()) = http::Request::builder().header("host", host).body(()).unwrap().into_parts();
            let mut response = Response::builder().header("content-security-policy", format!("img-src {own};"));
            if packed {
                response = response.header("content-encoding", "gzip");
            }
            let body = format!("{{\"url\":\"{own}/_s3/a?b\",\"other\":\"{own}80/c\"}}");
            let response = as_called(own, &parts, response.body(Bytes::from(body)).unwrap());
            let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
            (policy, String::from_utf8(response.into_body().to_vec()).unwrap())
        };
        let said = |host: &str| {
            let body = format!("{{\"url\":\"http://{host}/_s3/a?b\",\"other\":\"{own}80/c\"}}");
            (format!("img-src http://{host};"), body)
        };
        assert_eq!(answer("192.168.0.7:80", false), said("192.168.0.7:80"));
        assert_eq!(answer("127.0.0.1:80", false), said("127.0.0.1:80"));
        assert_eq!(answer("a\"b", false), said("127.0.0.1:80"), "no host");
        let (policy, body) = answer("phone.local:80", true);
        assert_eq!((policy.as_str(), body), ("img-src http://phone.local:80;", said("127.0.0.1:80").1));
    }
}
