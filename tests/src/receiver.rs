//! A receiver of webhooks: a real listener that writes down what comes and answers as it is told.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A listener on a port of its own, for as long as the process lives.
#[derive(Clone, Debug)]
pub struct Receiver {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    manner: Manner,
    received: Vec<Received>,
}

/// How a receiver answers.
#[derive(Clone, Debug)]
pub enum Manner {
    /// With these bytes.
    Answers(String),
    /// It takes the request and says nothing.
    Silent,
    /// With one byte at a time, slowly.
    Drips,
    /// With headers that never end.
    Floods,
    /// With a body that never ends.
    Pours,
    /// It hangs up after this many bytes of the request.
    HangsUp,
}

/// One request as it came.
#[derive(Clone, Debug)]
pub struct Received {
    /// Method and path.
    pub line: String,
    /// Headers, by their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

impl Received {
    /// A header; empty when it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The body as JSON; null when it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

impl Receiver {
    /// Answers 204 to everything, until it is told otherwise.
    #[must_use]
    pub fn start() -> Self {
        Self::at("127.0.0.1:0")
    }

    /// The same at an address that was chosen before.
    #[must_use]
    pub fn at(address: &str) -> Self {
        let listener = TcpListener::bind(address).expect("the port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let state = State { manner: Manner::Answers(answer(204, "")), received: Vec::new() };
        let receiver = Self { address, state: Arc::new(Mutex::new(state)) };
        let listening = receiver.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let receiver = listening.clone();
                std::thread::spawn(move || receiver.take(stream));
            }
        });
        receiver
    }

    /// `host:port`.
    #[must_use]
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// Its address with a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on it answers with a status, and with further headers, each ended by a line break.
    pub fn answers(&self, status: u16, headers: &str) {
        self.behaves(Manner::Answers(answer(status, headers)));
    }

    /// From now on it behaves like this.
    pub fn behaves(&self, manner: Manner) {
        self.lock().manner = manner;
    }

    /// What came so far, in its order.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.lock().received.clone()
    }

    /// How much came so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lock().received.len()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Whoever sends may be gone at any moment: that ends the connection and nothing else.
    fn take(&self, stream: TcpStream) {
        let manner = self.lock().manner.clone();
        if matches!(manner, Manner::HangsUp) {
            return;
        }
        let Some(received) = read(&stream) else { return };
        self.lock().received.push(received);
        let _ = respond(stream, &manner);
    }
}

fn answer(status: u16, headers: &str) -> String {
    format!("HTTP/1.1 {status} As It Is\r\ncontent-length: 0\r\n{headers}\r\n")
}

fn read(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut headers = BTreeMap::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let line = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    Some(Received { line, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

fn respond(mut stream: TcpStream, manner: &Manner) -> std::io::Result<()> {
    match manner {
        Manner::Answers(bytes) => stream.write_all(bytes.as_bytes()),
        Manner::HangsUp => Ok(()),
        // Until the other side hangs up.
        Manner::Silent => stream.read(&mut [0]).map(drop),
        Manner::Drips => {
            for byte in b"HTTP/1.1 200 OK\r\nx-slow: ".iter().chain(std::iter::repeat(&b'x')) {
                stream.write_all(&[*byte])?;
                std::thread::sleep(Duration::from_millis(900));
            }
            Ok(())
        }
        Manner::Floods => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
            loop {
                stream.write_all(format!("x-more: {}\r\n", "x".repeat(1000)).as_bytes())?;
            }
        }
        Manner::Pours => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n")?;
            loop {
                stream.write_all(&[b'x'; 65_536])?;
            }
        }
    }
}
