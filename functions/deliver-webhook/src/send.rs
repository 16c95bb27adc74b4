//! Sending: one request over one connection of its own, to an address that was looked at.
//!
//! The name is resolved once, every address it leads to is looked at, and the connection is made to one of those very
//! addresses: a second answer of the name server cannot come between. Redirects are not followed, nothing is taken
//! from a proxy or kept for a next request, and the body of the answer is not read.

use crate::reach::is_public;
use crate::target::Target;
use bytes::Bytes;
use domain::webhook::Outcome;
use http::header::{CONNECTION, CONTENT_TYPE, HOST, RETRY_AFTER, USER_AGENT};
use http::{HeaderMap, Request};
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use jiff::{SignedDuration, Timestamp};
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// How long an attempt may take, from the name to the answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long one address may take to accept a connection.
const CONNECTING: Duration = Duration::from_secs(4);
/// Addresses of a name that are tried.
const ADDRESSES: usize = 3;
/// Bytes of status and headers that are read.
const HEAD: usize = 32 * 1024;

/// Sends to receivers. Certificates are read when they are first needed.
#[derive(Clone, Default)]
pub(crate) struct Sender {
    tls: Arc<OnceLock<Option<TlsConnector>>>,
}

/// What is sent.
pub(crate) struct Parcel {
    pub(crate) id: String,
    pub(crate) seconds: i64,
    pub(crate) signatures: String,
    pub(crate) body: Bytes,
}

/// What an attempt came to, and how long the receiver asked us to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) outcome: Outcome,
    pub(crate) wait: Option<SignedDuration>,
}

impl Sender {
    /// Makes one attempt. It ends within [`PATIENCE`], whatever the receiver does.
    pub(crate) async fn send(&self, target: &Target, parcel: &Parcel, now: Timestamp) -> Sent {
        match timeout(PATIENCE, self.exchange(target, parcel)).await {
            Ok(Ok((status, headers))) => Sent { outcome: Outcome::Answered { status }, wait: wait(&headers, now) },
            Ok(Err(outcome)) => Sent { outcome, wait: None },
            Err(_) => Sent { outcome: Outcome::TimedOut, wait: None },
        }
    }

    async fn exchange(&self, target: &Target, parcel: &Parcel) -> Result<(u16, HeaderMap), Outcome> {
        let request = request(target, parcel).ok_or(Outcome::Refused)?;
        let addresses = lookup_host((target.host.as_str(), target.port)).await.map_err(|_| Outcome::Unresolved)?;
        let addresses = open(addresses.collect(), target.allowed)?;
        let stream = connect(&addresses).await?;
        if !target.is_https() {
            return speak(stream, request).await;
        }
        let name = ServerName::try_from(target.host.clone()).map_err(|_| Outcome::Refused)?;
        let tls = self.tls.get_or_init(trusting).clone().ok_or(Outcome::Insecure)?;
        speak(tls.connect(name, stream).await.map_err(|_| Outcome::Insecure)?, request).await
    }
}

/// The addresses that may be connected to. One private address condemns them all: whoever mixes them means harm.
fn open(mut addresses: Vec<SocketAddr>, allowed: bool) -> Result<Vec<SocketAddr>, Outcome> {
    if addresses.is_empty() {
        return Err(Outcome::Unresolved);
    }
    if !allowed && !addresses.iter().all(|address| is_public(address.ip())) {
        return Err(Outcome::Private);
    }
    // Functions without a network of their own have no IPv6 to the outside.
    addresses.sort_by_key(SocketAddr::is_ipv6);
    Ok(addresses)
}

async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Outcome> {
    for address in addresses.iter().take(ADDRESSES) {
        if let Ok(Ok(stream)) = timeout(CONNECTING, TcpStream::connect(address)).await {
            return Ok(stream);
        }
    }
    Err(Outcome::Unreachable)
}

fn request(target: &Target, parcel: &Parcel) -> Option<Request<Full<Bytes>>> {
    Request::post(target.path())
        .header(HOST, target.authority())
        .header(USER_AGENT, concat!("Entrega/", env!("CARGO_PKG_VERSION")))
        .header(CONTENT_TYPE, "application/json")
        .header(CONNECTION, "close")
        .header("webhook-id", &parcel.id)
        .header("webhook-timestamp", parcel.seconds)
        .header("webhook-signature", &parcel.signatures)
        .body(Full::new(parcel.body.clone()))
        .ok()
}

/// Sends the request and reads status and headers; the connection ends with this function.
async fn speak<S>(stream: S, request: Request<Full<Bytes>>) -> Result<(u16, HeaderMap), Outcome>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (mut sender, connection) =
        http1::Builder::new().max_buf_size(HEAD).handshake(TokioIo::new(stream)).await.map_err(|_| Outcome::Broken)?;
    let answer = sender.send_request(request);
    tokio::pin!(answer, connection);
    let answer = tokio::select! {
        biased;
        answer = &mut answer => answer,
        // Once the connection has ended, the answer is there or will never be.
        _ = &mut connection => answer.await,
    };
    let (head, _) = answer.map_err(|_| Outcome::Broken)?.into_parts();
    Ok((head.status.as_u16(), head.headers))
}

/// Who may vouch for a receiver: the authorities that the system trusts. None when TLS itself is not to be had.
fn trusting() -> Option<TlsConnector> {
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() {
        tracing::error!(errors = ?found.errors, "no certificate authorities are found: no receiver can prove who it is");
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let mut config =
        config.with_safe_default_protocol_versions().ok()?.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Some(TlsConnector::from(Arc::new(config)))
}

/// `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3).
fn wait(headers: &HeaderMap, now: Timestamp) -> Option<SignedDuration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(SignedDuration::from_secs(text.parse().unwrap_or(i64::MAX)));
    }
    let date = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(date.timestamp().duration_since(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(list: &[&str]) -> Vec<SocketAddr> {
        list.iter().map(|ip| SocketAddr::new(ip.parse().unwrap(), 443)).collect()
    }

    #[test]
    fn one_private_address_condemns_all_addresses_of_a_name() {
        fn check(list: &[&str], allowed: bool, expected: Result<&[&str], Outcome>) {
            assert_eq!(open(addresses(list), allowed), expected.map(addresses), "{list:?}");
        }
        check(&["8.8.8.8"], false, Ok(&["8.8.8.8"]));
        check(&["2606:4700::1111", "1.1.1.1"], false, Ok(&["1.1.1.1", "2606:4700::1111"]));
        check(&["8.8.8.8", "127.0.0.1"], false, Err(Outcome::Private));
        check(&["8.8.8.8", "fd00:ec2::254"], false, Err(Outcome::Private));
        check(&["8.8.8.8", "::ffff:10.0.0.1"], false, Err(Outcome::Private));
        check(&["127.0.0.1"], true, Ok(&["127.0.0.1"]));
        check(&[], false, Err(Outcome::Unresolved));
        check(&[], true, Err(Outcome::Unresolved));
    }

    #[test]
    fn a_receiver_asks_to_wait_in_seconds_or_until_a_date() {
        fn check(text: &str, expected: Option<i64>) {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            let now = "2026-11-21T20:06:43Z".parse().unwrap();
            assert_eq!(wait(&headers, now).map(|wait| wait.as_secs()), expected, "{text}");
        }
        check("120", Some(120));
        check("0", Some(0));
        check("1000000000", Some(1_000_000_000));
        check("99999999999999999999", Some(i64::MAX));
        check("Sat, 21 Nov 2026 20:16:43 GMT", Some(600));
        check("Sat, 21 Nov 2026 19:06:43 GMT", Some(-3600));
        check("soon", None);
        check("-5", None);
        check("", None);
    }
}
