//! SNS itself: which addresses are its, and what is read there.
//!
//! One connection for each request, nothing from a proxy, no redirect followed, and little of what comes is read.

use bytes::Bytes;
use http::header::{CONNECTION, HOST, USER_AGENT};
use http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::Url;

use super::Certificate;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of an answer that are read.
const LARGEST: usize = 64 * 1024;
/// Certificates that are remembered.
const REMEMBERED: usize = 16;

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("it cannot be reached")]
    Unreachable,
    #[error("it cannot prove who it is")]
    Insecure,
    #[error("it answered {0}")]
    Answered(StatusCode),
    #[error("its answer is too long or broke off")]
    Broken,
}

/// Where certificates come from.
pub(crate) struct Source {
    /// Exact `host:port` that counts as SNS, also without TLS: for tests.
    allowed: Vec<String>,
    tls: OnceLock<Option<TlsConnector>>,
    known: Mutex<BTreeMap<String, Arc<Certificate>>>,
}

impl Source {
    /// `allowed` are exact `host:port` with commas between them, that count as SNS; empty but in tests.
    pub(crate) fn new(allowed: &str) -> Self {
        let allowed = allowed.split(',').map(str::trim).filter(|host| !host.is_empty()).map(str::to_owned).collect();
        Self { allowed, tls: OnceLock::new(), known: Mutex::default() }
    }

    /// The address, when it leads to SNS in the region of a topic.
    pub(crate) fn of_sns(&self, text: &str, topic: &str) -> Option<Url> {
        let url = Url::parse(text).ok()?;
        let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        let host = url.host_str()?;
        let port = url.port_or_known_default()?;
        if plain && self.allowed.contains(&format!("{host}:{port}")) {
            return Some(url);
        }
        let mut parts = topic.split(':');
        let (partition, region) = (parts.nth(1)?, parts.nth(1)?);
        let suffix = if partition == "aws-cn" { "amazonaws.com.cn" } else { "amazonaws.com" };
        let ours = plain && url.scheme() == "https" && url.port().is_none() && !region.is_empty();
        (ours && host == format!("sns.{region}.{suffix}")).then_some(url)
    }

    /// The certificate at an address of SNS, or what is wrong with it.
    pub(crate) async fn certificate(
        &self,
        url: &Url,
        now: Timestamp,
    ) -> Result<Result<Arc<Certificate>, &'static str>, Error> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(url.as_str()).cloned();
        if let Some(known) = known {
            return Ok(Ok(known));
        }
        let bytes = self.get(url).await?;
        let certificate = match Certificate::read(&bytes, now) {
            Ok(certificate) => Arc::new(certificate),
            Err(wrong) => return Ok(Err(wrong)),
        };
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(url.to_string(), Arc::clone(&certificate));
        Ok(Ok(certificate))
    }

    /// Opens an address of SNS for what it does.
    pub(crate) async fn visit(&self, url: &Url) -> Result<(), Error> {
        self.get(url).await.map(|_| ())
    }

    async fn get(&self, url: &Url) -> Result<Bytes, Error> {
        timeout(PATIENCE, self.exchange(url)).await.unwrap_or(Err(Error::Unreachable))
    }

    async fn exchange(&self, url: &Url) -> Result<Bytes, Error> {
        let host = url.host_str().ok_or(Error::Unreachable)?;
        let port = url.port_or_known_default().ok_or(Error::Unreachable)?;
        let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let request = Request::get(path)
            .header(HOST, url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
            .header(USER_AGENT, concat!("Entrega/", env!("CARGO_PKG_VERSION")))
            .header(CONNECTION, "close")
            .body(Empty::new())
            .map_err(|_| Error::Unreachable)?;
        let stream = TcpStream::connect((host, port)).await.map_err(|_| Error::Unreachable)?;
        if url.scheme() == "http" {
            return read(stream, request).await;
        }
        let name = ServerName::try_from(host.to_owned()).map_err(|_| Error::Insecure)?;
        let tls = self.tls.get_or_init(trusting).clone().ok_or(Error::Insecure)?;
        read(tls.connect(name, stream).await.map_err(|_| Error::Insecure)?, request).await
    }
}

/// A redirect is an answer like any other that is no success.
async fn read<S>(stream: S, request: Request<Empty<Bytes>>) -> Result<Bytes, Error>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| Error::Broken)?;
    let answer = async {
        let answer = sender.send_request(request).await.map_err(|_| Error::Broken)?;
        if answer.status() != StatusCode::OK {
            return Err(Error::Answered(answer.status()));
        }
        let body = Limited::new(answer.into_body(), LARGEST).collect().await.map_err(|_| Error::Broken)?;
        Ok(body.to_bytes())
    };
    tokio::pin!(answer, connection);
    tokio::select! {
        biased;
        answer = &mut answer => answer,
        // Once the connection has ended, the answer is there or will never be.
        _ = &mut connection => answer.await,
    }
}

/// Who may vouch for SNS: the authorities that the system trusts.
fn trusting() -> Option<TlsConnector> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let mut config =
        config.with_safe_default_protocol_versions().ok()?.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Some(TlsConnector::from(Arc::new(config)))
}
