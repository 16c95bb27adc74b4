//! A table that does what the embedded engine never does: transactions that meet others, answers that get lost, and
//! processes that end in the middle of their work.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How often which fault comes, counted in transactions.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Every so manieth transaction is refused because it meets another one.
    pub conflict_every: u32,
    /// Every so manieth transaction is carried out, and its answer never arrives.
    pub lost_every: u32,
}

impl Plan {
    /// No fault by itself.
    pub const NONE: Self = Self { conflict_every: 0, lost_every: 0 };
}

/// Where a process ends, counted in its calls of the table: to whoever asked it looks as if it had not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Before this call: neither it nor what would follow is carried out.
    Before(u32),
    /// After it: it is carried out, and nothing that would follow is.
    After(u32),
}

/// A door in front of the table that makes faults.
#[derive(Debug)]
pub struct Faults {
    url: String,
    seen: Arc<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    transactions: AtomicU32,
    conflicts: AtomicU32,
    lost: AtomicU32,
    cut: Mutex<Option<Cut>>,
    calls: AtomicU32,
}

impl Seen {
    /// What becomes of the next call: whether it is carried out, and whether its answer arrives.
    fn next(&self) -> (bool, bool) {
        let number = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        match *self.cut.lock().expect("nobody panics under it") {
            Some(Cut::Before(cut)) => (number < cut, number < cut),
            Some(Cut::After(cut)) => (number <= cut, number < cut),
            None => (true, true),
        }
    }
}

impl Faults {
    /// Opens a door in front of the table at `upstream`. It stays open for as long as the test runs.
    pub async fn before(upstream: &str, plan: Plan) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port of the loopback is free");
        let url = format!("http://{}", listener.local_addr().expect("a bound port has a number"));
        let (seen, upstream) = (Arc::new(Seen::default()), upstream.trim_end_matches('/').to_owned());
        let shared = Arc::clone(&seen);
        #[expect(clippy::disallowed_methods, reason = "the door works beside the test")]
        tokio::spawn(async move {
            let client = reqwest::Client::new();
            while let Ok((stream, _)) = listener.accept().await {
                let (client, upstream, seen) = (client.clone(), upstream.clone(), Arc::clone(&shared));
                tokio::spawn(async move { serve(stream, &client, &upstream, plan, &seen).await });
            }
        });
        Self { url, seen }
    }

    /// Address of the door.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// From here on, the process behind the door ends at one of its calls.
    pub fn cut(&self, at: Cut) {
        *self.seen.cut.lock().expect("nobody panics under it") = Some(at);
        self.seen.calls.store(0, Ordering::SeqCst);
    }

    /// The process is there again; how many calls came since it was to end.
    #[must_use]
    pub fn heal(&self) -> u32 {
        *self.seen.cut.lock().expect("nobody panics under it") = None;
        self.seen.calls.load(Ordering::SeqCst)
    }

    /// How many conflicts were made, and how many answers were lost.
    #[must_use]
    pub fn made(&self) -> (u32, u32) {
        (self.seen.conflicts.load(Ordering::SeqCst), self.seen.lost.load(Ordering::SeqCst))
    }
}

const CONFLICT: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"Transaction cancelled","CancellationReasons":[{"Code":"TransactionConflict","Message":"Transaction is ongoing for the item"}]}"#;

/// What ends a call without being tried again: the process that would try is gone.
const GONE: &str =
    r#"{"__type":"com.amazonaws.dynamodb.v20120810#AccessDeniedException","message":"The process has ended"}"#;

/// Serves one connection until it ends; none when it does.
async fn serve(stream: TcpStream, client: &reqwest::Client, upstream: &str, plan: Plan, seen: &Seen) -> Option<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut first = String::new();
        stream.read_line(&mut first).await.ok().filter(|read| *read > 0)?;
        let mut headers: Vec<(String, String)> = Vec::new();
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).await.ok()?;
            match line.trim_end().split_once(':') {
                Some((name, value)) => headers.push((name.to_ascii_lowercase(), value.trim().to_owned())),
                None => break,
            }
        }
        let header = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let length: usize = header("content-length").and_then(|text| text.parse().ok()).unwrap_or_default();
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.ok()?;
        let writes = header("x-amz-target").is_some_and(|target| target.ends_with("TransactWriteItems"));
        let number = if writes { seen.transactions.fetch_add(1, Ordering::SeqCst) + 1 } else { 0 };
        if writes && number.is_multiple_of(plan.conflict_every) {
            seen.conflicts.fetch_add(1, Ordering::SeqCst);
            answer(&mut stream, 400, CONFLICT.as_bytes()).await?;
            continue;
        }
        let (carried, told) = seen.next();
        if !carried {
            answer(&mut stream, 400, GONE.as_bytes()).await?;
            continue;
        }
        let mut request = client.post(upstream).body(body);
        for (name, value) in headers.iter().filter(|(name, _)| name != "host" && name != "content-length") {
            request = request.header(name, value);
        }
        let response = request.send().await.ok()?;
        let (status, bytes) = (response.status().as_u16(), response.bytes().await.ok()?);
        if writes && number.is_multiple_of(plan.lost_every) {
            seen.lost.fetch_add(1, Ordering::SeqCst);
            return None;
        }
        let (status, bytes) = if told { (status, &*bytes) } else { (400, GONE.as_bytes()) };
        answer(&mut stream, status, bytes).await?;
    }
}

async fn answer(stream: &mut BufReader<TcpStream>, status: u16, body: &[u8]) -> Option<()> {
    let head = format!(
        "HTTP/1.1 {status} Status\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat()).await.ok()?;
    stream.flush().await.ok()
}
