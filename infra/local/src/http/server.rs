use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::request::Parts;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};

use super::gateway::{self, Arrival};
use super::{Body, Routes, addresses};
use crate::buckets::{self, Buckets};
use crate::clock::Clock;
use crate::invoke::{Functions, PAYLOAD};
use crate::local::{self, Local};
use crate::tasks::{self, Tasks};

/// What the HTTP API takes at most, in bytes.
const BODY: usize = 10 * 1024 * 1024;
/// Of a body that is too long, this much is read at most.
const MOST_IGNORED: usize = 64 * 1024 * 1024;
/// Room for so much of a body is made before it comes.
const RESERVED: usize = 64 * 1024;
/// How long the HTTP API waits for a body, and for a function.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long requests under way may take to end when the edition stops.
const FAREWELL: Duration = Duration::from_secs(5);

/// Who is at the other end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Peer {
    pub(crate) ip: IpAddr,
    /// Whether that is this machine, by whichever of its addresses.
    pub(crate) here: bool,
}

impl Peer {
    /// The peer of a connection that came in at one of our addresses. Nobody else has that very address.
    pub(crate) fn new(peer: SocketAddr, own: Option<SocketAddr>) -> Self {
        let (ip, own) = (peer.ip().to_canonical(), own.map(|own| own.ip().to_canonical()));
        Self { ip: peer.ip(), here: ip.is_loopback() || own == Some(ip) }
    }
}

/// Everything behind the public address.
pub(crate) struct Door {
    /// Where all pages are: keys and buckets know the edition by this address alone.
    pub(crate) url: String,
    pub(crate) routes: Routes,
    pub(crate) functions: Functions,
    pub(crate) buckets: Buckets,
    pub(crate) local: Local,
    pub(crate) clock: Clock,
}

/// Takes connections until the edition stops.
pub(crate) fn serve(tasks: &Tasks, listener: TcpListener, door: Arc<Door>) {
    let stopping = tasks.stopping();
    tasks.start(attend(listener, stopping, move |request, peer| {
        let door = Arc::clone(&door);
        async move { door.answer(request, peer).await }
    }));
}

/// Takes connections and answers their requests until it is told to stop; requests under way may still end.
pub(crate) async fn attend<F>(
    listener: TcpListener,
    stopping: impl Future<Output = ()>,
    answer: impl Fn(Request<Incoming>, Peer) -> F + Clone + Send + 'static,
) where
    F: Future<Output = Response<Body>> + Send + 'static,
{
    let graceful = GracefulShutdown::new();
    tokio::pin!(stopping);
    loop {
        tokio::select! {
            () = &mut stopping => break,
            taken = listener.accept() => match taken {
                Ok((stream, peer)) => {
                    let peer = Peer::new(peer, stream.local_addr().ok());
                    connection(&graceful, stream, peer, answer.clone());
                }
                // Out of file handles, most likely: some come back when connections end.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
}

fn connection<F>(
    graceful: &GracefulShutdown,
    stream: TcpStream,
    peer: Peer,
    answer: impl Fn(Request<Incoming>, Peer) -> F + Send + 'static,
) where
    F: Future<Output = Response<Body>> + Send + 'static,
{
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let answered = answer(request, peer);
        async move { Ok::<_, Infallible>(answered.await) }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(75))
        .serve_connection(TokioIo::new(stream), service);
    let served = graceful.watch(served);
    tasks::spawn(async move {
        let _ = served.await;
    });
}

impl Door {
    async fn answer(&self, request: Request<Incoming>, peer: Peer) -> Response<Body> {
        if let Some(page) = self.elsewhere(&request) {
            return page;
        }
        let path = request.uri().path();
        if path == buckets::PREFIX || path.starts_with("/_s3/") {
            let own = self.url.strip_prefix("http://").unwrap_or_default();
            return self.buckets.serve(request, own).await.map(|body| body.boxed_unsync());
        }
        if path.starts_with(local::PREFIX) {
            return self.local.answer(request, peer).await;
        }
        let (parts, body) = request.into_parts();
        match read(&parts, body, BODY).await {
            Ok(body) => self.call(&parts, &body, peer.ip).await,
            Err(status) => refused(status),
        }
    }

    /// Sends a browser that asked for a page of `localhost` to the address that was printed.
    fn elsewhere(&self, request: &Request<Incoming>) -> Option<Response<Body>> {
        let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let asks_for_a_page = request.method() == Method::GET && header(header::ACCEPT).contains("text/html");
        let port = self.url.strip_prefix("http://127.0.0.1")?;
        if !asks_for_a_page || header(header::HOST).strip_prefix("localhost")? != port {
            return None;
        }
        let place = HeaderValue::from_str(&format!("{}{}", self.url, request.uri().path_and_query()?)).ok()?;
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
        response.headers_mut().insert(header::LOCATION, place);
        Some(reply(response))
    }

    async fn call(&self, parts: &Parts, body: &Bytes, peer: IpAddr) -> Response<Body> {
        let path = gateway::path(parts);
        let Some(found) = self.routes.find(parts.method.as_str(), &path) else {
            return refused(StatusCode::NOT_FOUND);
        };
        let arrival = Arrival { request_id: uuid::Uuid::new_v4().to_string(), source: peer, at: self.clock.now() };
        let event = gateway::event(parts, body, &found, &arrival);
        let size = event.get("body").and_then(serde_json::Value::as_str).map_or(0, str::len);
        if size > PAYLOAD {
            return refused(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let answer = match tokio::time::timeout(PATIENCE, self.functions.invoke(found.function, event)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => return refused(StatusCode::INTERNAL_SERVER_ERROR),
            Err(_) => return refused(StatusCode::SERVICE_UNAVAILABLE),
        };
        let size = answer.get("body").and_then(serde_json::Value::as_str).map_or(0, str::len);
        let Some(mut response) = gateway::response(&answer).filter(|_| size <= PAYLOAD) else {
            return refused(StatusCode::INTERNAL_SERVER_ERROR);
        };
        if let Ok(id) = HeaderValue::from_str(&arrival.request_id) {
            response.headers_mut().insert("apigw-requestid", id);
        }
        reply(addresses::as_called(&self.url, parts, response))
    }
}

/// The whole body of a request. What is too long is read and thrown away, so that the client comes to hear the answer.
pub(crate) async fn read(parts: &Parts, body: Incoming, limit: usize) -> Result<Bytes, StatusCode> {
    read_within(PATIENCE, parts, body, limit).await
}

/// The same, with a time by which it has to be there.
async fn read_within(patience: Duration, parts: &Parts, body: Incoming, limit: usize) -> Result<Bytes, StatusCode> {
    let gathered = tokio::time::timeout(patience, gather(parts, body, limit)).await;
    gathered.unwrap_or(Err(StatusCode::REQUEST_TIMEOUT))
}

async fn gather(parts: &Parts, mut body: Incoming, limit: usize) -> Result<Bytes, StatusCode> {
    let declared =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    // What was only announced takes no memory.
    let mut whole = BytesMut::with_capacity(declared.unwrap_or(0).min(limit).min(RESERVED));
    let mut size = 0_usize;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| StatusCode::BAD_REQUEST)?.into_data() else { continue };
        size = size.saturating_add(data.len());
        if size > MOST_IGNORED {
            break;
        }
        if size <= limit {
            whole.extend_from_slice(&data);
        }
    }
    if size > limit { Err(StatusCode::PAYLOAD_TOO_LARGE) } else { Ok(whole.freeze()) }
}

/// API Gateway's own answers.
fn refused(status: StatusCode) -> Response<Body> {
    let message = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "Request Entity Too Large",
        other => other.canonical_reason().unwrap_or_default(),
    };
    let mut response = Response::new(Bytes::from(format!("{{\"message\":\"{message}\"}}")));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    reply(response)
}

/// A response whose body is at hand.
pub(crate) fn reply(response: Response<Bytes>) -> Response<Body> {
    response.map(|body| Full::new(body).map_err(|never| match never {}).boxed_unsync())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    /// What a client hears that announces a body and sends this much of it.
    async fn told(sent: &[u8]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let place = listener.local_addr().unwrap();
        let serving = attend(listener, std::future::pending(), |request, _| async move {
            let (parts, body) = request.into_parts();
            match read_within(Duration::from_millis(200), &parts, body, BODY).await {
                Ok(body) => reply(Response::new(body)),
                Err(status) => refused(status),
            }
        });
        let talk = async {
            let mut client = TcpStream::connect(place).await.unwrap();
            let head = b"POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 3\r\n\r\n";
            client.write_all(head).await.unwrap();
            client.write_all(sent).await.unwrap();
            let mut heard = String::new();
            client.read_to_string(&mut heard).await.unwrap();
            heard
        };
        tokio::select! {
            () = serving => String::new(),
            heard = talk => heard,
        }
    }

    #[tokio::test]
    async fn a_body_that_does_not_come_is_not_waited_for() {
        let heard = told(b"a").await;
        assert!(heard.starts_with("HTTP/1.1 408 "), "{heard}");
        let heard = told(b"abc").await;
        assert!(heard.starts_with("HTTP/1.1 200 ") && heard.ends_with("abc"), "{heard}");
    }
}
