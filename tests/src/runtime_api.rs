//! A minimal Lambda Runtime API: boots a packaged bootstrap as Lambda would, and measures it from outside.
//!
//! It also answers the one call that a function makes while it starts: reading its secrets from the parameter store.
#![expect(clippy::expect_used, reason = "a benchmark without its subject has nothing to print")]

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::edition::resident_kib;

const PATIENCE: Duration = Duration::from_secs(20);

/// What was seen of one boot.
#[derive(Clone, Debug)]
pub struct Boot {
    /// From exec to the first request for an event.
    pub to_first_poll: Duration,
    /// Resident memory then, in KiB.
    pub resident_kib: u64,
    /// From handing an event out to its answer, in order.
    pub answers: Vec<Duration>,
    /// Resident memory after the last event, in KiB.
    pub resident_after_kib: u64,
    /// The last answer.
    pub last: Value,
}

struct Shared {
    events: Mutex<VecDeque<Value>>,
    seen: Mutex<Sender<Seen>>,
}

enum Seen {
    Poll(Instant),
    HandedOut(Instant),
    Answer(Instant, Vec<u8>),
}

/// Boots `bootstrap` with `settings`, hands it `events` one after the other, and ends it.
#[must_use]
pub fn boot(bootstrap: &Path, settings: &[(&str, &str)], events: &[Value]) -> Boot {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port of the loopback is free");
    let address = listener.local_addr().expect("a bound port has a number").to_string();
    let (sender, seen) = channel();
    let shared = Arc::new(Shared { events: Mutex::new(events.iter().cloned().collect()), seen: Mutex::new(sender) });
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || serve(stream, &shared));
        }
    });
    let started = Instant::now();
    let mut process = spawn(bootstrap, &address, settings);
    let boot = watch(&seen, started, process.id(), events.len());
    // It waits for an event that never comes.
    let _ = process.kill();
    let _ = process.wait();
    boot
}

fn spawn(bootstrap: &Path, address: &str, settings: &[(&str, &str)]) -> Child {
    Command::new(bootstrap)
        .env_clear()
        .env("AWS_LAMBDA_RUNTIME_API", address)
        .env("AWS_ENDPOINT_URL", format!("http://{address}"))
        .envs([
            ("AWS_LAMBDA_FUNCTION_NAME", "measured"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
            ("AWS_LAMBDA_LOG_GROUP_NAME", "measured"),
            ("AWS_LAMBDA_LOG_STREAM_NAME", "measured"),
            ("AWS_REGION", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", "none"),
            ("AWS_SECRET_ACCESS_KEY", "none"),
            ("_HANDLER", "bootstrap"),
        ])
        .envs(settings.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("the bootstrap can be started")
}

fn watch(seen: &Receiver<Seen>, started: Instant, process: u32, events: usize) -> Boot {
    let mut boot = Boot {
        to_first_poll: Duration::ZERO,
        resident_kib: 0,
        answers: Vec::new(),
        resident_after_kib: 0,
        last: Value::Null,
    };
    let mut handed_out = started;
    loop {
        match seen.recv_timeout(PATIENCE).expect("the bootstrap asks for events and answers them") {
            Seen::Poll(at) if boot.resident_kib == 0 => {
                boot.to_first_poll = at.duration_since(started);
                boot.resident_kib = resident_kib(process);
            }
            Seen::Poll(_) => {}
            Seen::HandedOut(at) => handed_out = at,
            Seen::Answer(at, body) => {
                boot.answers.push(at.duration_since(handed_out));
                boot.last = serde_json::from_slice(&body).unwrap_or_default();
            }
        }
        if boot.resident_kib > 0 && boot.answers.len() == events {
            boot.resident_after_kib = resident_kib(process);
            return boot;
        }
    }
}

fn serve(stream: TcpStream, shared: &Shared) {
    // Small answers would wait 40 ms for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let Ok(reading) = stream.try_clone() else { return };
    let (mut reader, mut writer) = (BufReader::new(reading), stream);
    while let Some((line, body)) = request(&mut reader) {
        let at = Instant::now();
        let tell = |seen| {
            let _ = shared.seen.lock().expect("nobody panics with it").send(seen);
        };
        let answer = if line.contains("/invocation/next") {
            tell(Seen::Poll(at));
            let Some(event) = shared.events.lock().expect("nobody panics with it").pop_front() else {
                std::thread::park();
                return;
            };
            tell(Seen::HandedOut(Instant::now()));
            next(&event)
        } else if line.contains("/invocation/") {
            tell(Seen::Answer(at, body));
            reply("202 Accepted", "", b"{}")
        } else {
            reply("200 OK", "Content-Type: application/x-amz-json-1.1\r\n", parameters(&body).to_string().as_bytes())
        };
        if writer.write_all(&answer).is_err() {
            return;
        }
    }
}

fn next(event: &Value) -> Vec<u8> {
    let headers = "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n\
         Lambda-Runtime-Deadline-Ms: 4102444800000\r\n\
         Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:measured\r\n\
         Content-Type: application/json\r\n";
    reply("200 OK", headers, event.to_string().as_bytes())
}

/// Every parameter that is asked for exists: 32 bytes in base64.
fn parameters(body: &[u8]) -> Value {
    let asked: Value = serde_json::from_slice(body).unwrap_or_default();
    let names = asked.get("Names").and_then(Value::as_array).cloned().unwrap_or_default();
    let secret = format!("{}=", "A".repeat(43));
    let found: Vec<Value> = names.iter().map(|name| json!({"Name": name, "Value": secret})).collect();
    json!({"Parameters": found, "InvalidParameters": []})
}

fn reply(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    answer.extend_from_slice(body);
    answer
}

/// The request line and the body of the next request; none when the connection ends.
fn request(reader: &mut impl BufRead) -> Option<(String, Vec<u8>)> {
    let line = text_line(reader)?;
    let (mut length, mut chunked) = (0, false);
    loop {
        let header = text_line(reader)?.to_ascii_lowercase();
        match header.split_once(':') {
            Some(("content-length", value)) => length = value.trim().parse().ok()?,
            Some(("transfer-encoding", value)) => chunked = value.contains("chunked"),
            Some(_) => {}
            None => break,
        }
    }
    let body = if chunked { chunks(reader)? } else { exactly(reader, length)? };
    Some((line, body))
}

fn chunks(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = usize::from_str_radix(&text_line(reader)?, 16).ok()?;
        body.extend(exactly(reader, size)?);
        text_line(reader)?;
        if size == 0 {
            return Some(body);
        }
    }
}

fn exactly(reader: &mut impl Read, length: usize) -> Option<Vec<u8>> {
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(body)
}

fn text_line(reader: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    (reader.read_line(&mut line).ok()? > 0).then(|| line.trim_end().to_owned())
}
