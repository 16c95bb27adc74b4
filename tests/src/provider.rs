//! A provider of SMS and mail that writes down what it takes, and now and then hangs up before it has answered.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A listener on a port of its own, for as long as the process lives.
#[derive(Clone, Debug)]
pub struct Provider {
    address: SocketAddr,
    taken: Arc<Mutex<BTreeMap<String, usize>>>,
    seen: Arc<AtomicUsize>,
    lost: Arc<AtomicUsize>,
}

impl Provider {
    /// Hangs up on every so manieth message.
    #[must_use]
    pub fn that_loses_every(lost_every: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let provider = Self { address, taken: Arc::default(), seen: Arc::default(), lost: Arc::default() };
        let listening = provider.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let provider = listening.clone();
                std::thread::spawn(move || while provider.take(&stream, lost_every).is_some() {});
            }
        });
        provider
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How often each message was taken, by its identifier.
    #[must_use]
    pub fn taken(&self) -> BTreeMap<String, usize> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many requests came, and on how many it hung up.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.seen.load(Ordering::SeqCst), self.lost.load(Ordering::SeqCst))
    }

    /// One request; none when the connection is over.
    fn take(&self, stream: &TcpStream, lost_every: usize) -> Option<()> {
        let body = read(stream)?;
        let id = message_of(&body);
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner).entry(id.clone()).or_default() += 1;
        let number = self.seen.fetch_add(1, Ordering::SeqCst) + 1;
        if number.is_multiple_of(lost_every) {
            self.lost.fetch_add(1, Ordering::SeqCst);
            let _ = stream.shutdown(std::net::Shutdown::Both);
            return None;
        }
        if body.starts_with('{') {
            return respond(stream, "application/json", &format!("{{\"MessageId\":\"p-{id}\"}}"));
        }
        let answer = format!(
            "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>p-{id}\
             </MessageId></PublishResult></PublishResponse>"
        );
        respond(stream, "text/xml", &answer)
    }
}

fn respond(mut stream: &TcpStream, kind: &str, answer: &str) -> Option<()> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n", answer.len());
    stream.write_all(format!("{head}{answer}").as_bytes()).ok()
}

fn read(stream: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            if line.trim_end().is_empty() {
                break;
            }
            continue;
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(String::from_utf8_lossy(&body).into_owned())
}

/// The identifier that a message carries as one of its attributes, and a mail as one of its tags.
fn message_of(form: &str) -> String {
    if form.starts_with('{') {
        let mail: serde_json::Value = serde_json::from_str(form).unwrap_or_default();
        let tags = mail.pointer("/EmailTags").and_then(serde_json::Value::as_array);
        let mine = tags.and_then(|tags| tags.iter().find(|tag| tag["Name"] == "message"));
        return mine.and_then(|tag| tag["Value"].as_str()).unwrap_or_default().to_owned();
    }
    let fields: BTreeMap<&str, &str> = form.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let name = fields.iter().find(|(name, value)| name.ends_with(".Name") && **value == "message");
    let entry = name.and_then(|(name, _)| name.strip_suffix(".Name")).unwrap_or_default();
    fields.get(format!("{entry}.Value.StringValue").as_str()).map_or_else(String::new, |id| (*id).to_owned())
}
