//! A table, a bucket and queues that do what those of one machine never do: transactions that meet others, answers that
//! get lost, an index that lags, and processes that end in the middle of their work.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How often which fault comes, counted in commits.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Every so manieth commit is refused because it meets a transaction.
    pub conflict_every: u32,
    /// Every so manieth commit is carried out, and its answer never arrives.
    pub lost_every: u32,
}

impl Plan {
    /// No fault by itself.
    pub const NONE: Self = Self { conflict_every: 0, lost_every: 0 };
}

/// Where a process ends, counted in its calls of whatever is behind the door: to whoever asked it looks as if it had not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Before this call: neither it nor what would follow is carried out.
    Before(u32),
    /// After it: it is carried out, and nothing that would follow is.
    After(u32),
}

/// A door in front of the table, the bucket or the queues that makes faults.
#[derive(Debug)]
pub struct Faults {
    url: String,
    seen: Arc<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    commits: AtomicU32,
    conflicts: AtomicU32,
    lost: AtomicU32,
    cut: Mutex<Option<Cut>>,
    calls: AtomicU32,
    lags: AtomicBool,
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
    /// Opens a door in front of what answers at `upstream`. It stays open for as long as the test runs.
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

    /// From here on, the indexes of the table show nothing that was written lately, or show all of it again.
    pub fn lag(&self, lags: bool) {
        self.seen.lags.store(lags, Ordering::SeqCst);
    }

    /// How many conflicts were made, and how many answers were lost.
    #[must_use]
    pub fn made(&self) -> (u32, u32) {
        (self.seen.conflicts.load(Ordering::SeqCst), self.seen.lost.load(Ordering::SeqCst))
    }
}

const CONFLICT: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"Transaction cancelled","CancellationReasons":[{"Code":"TransactionConflict","Message":"Transaction is ongoing for the item"}]}"#;

const CONFLICT_OF_ONE: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionConflictException","message":"Transaction is ongoing for the item"}"#;

const NOTHING: &str = r#"{"Count":0,"Items":[],"ScannedCount":0}"#;

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
        let target = header("x-amz-target").unwrap_or_default();
        let (one, many) = (target.ends_with(".PutItem"), target.ends_with(".TransactWriteItems"));
        let writes = one || many;
        let number = if writes { seen.commits.fetch_add(1, Ordering::SeqCst) + 1 } else { 0 };
        if writes && number.is_multiple_of(plan.conflict_every) {
            seen.conflicts.fetch_add(1, Ordering::SeqCst);
            answer(&mut stream, 400, &[], if one { CONFLICT_OF_ONE } else { CONFLICT }.as_bytes()).await?;
            continue;
        }
        if target.ends_with(".Query")
            && seen.lags.load(Ordering::SeqCst)
            && String::from_utf8_lossy(&body).contains("IndexName")
        {
            answer(&mut stream, 200, &[], NOTHING.as_bytes()).await?;
            continue;
        }
        let (carried, told) = seen.next();
        if !carried {
            answer(&mut stream, 400, &[], GONE.as_bytes()).await?;
            continue;
        }
        let mut words = first.split(' ');
        let method = words.next()?.parse::<reqwest::Method>().ok()?;
        let mut request = client.request(method, format!("{upstream}{}", words.next()?)).body(body);
        // The name of the door is part of what is signed.
        for (name, value) in headers.iter().filter(|(name, _)| name != "content-length" && name != "expect") {
            request = request.header(name, value);
        }
        let response = request.send().await.ok()?;
        let (status, kept) = (response.status().as_u16(), response.headers().clone());
        let kept: Vec<(String, String)> =
            kept.iter().filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned()))).collect();
        let bytes = response.bytes().await.ok()?;
        if writes && number.is_multiple_of(plan.lost_every) {
            seen.lost.fetch_add(1, Ordering::SeqCst);
            return None;
        }
        if told {
            answer(&mut stream, status, &kept, &bytes).await?;
        } else {
            answer(&mut stream, 400, &[], GONE.as_bytes()).await?;
        }
    }
}

/// Sends an answer with the headers that came with it, or as one of the table's own.
async fn answer(
    stream: &mut BufReader<TcpStream>,
    status: u16,
    headers: &[(String, String)],
    body: &[u8],
) -> Option<()> {
    // A HEAD tells of a body that it does not have.
    let told = headers.iter().find(|(name, _)| name == "content-length" && body.is_empty());
    let length = told.map_or_else(|| body.len().to_string(), |(_, length)| length.clone());
    let mut head = format!("HTTP/1.1 {status} Status\r\ncontent-length: {length}\r\n");
    for (name, value) in headers
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "content-length" | "transfer-encoding" | "connection"))
    {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if headers.is_empty() {
        head.push_str("content-type: application/x-amz-json-1.0\r\n");
    }
    head.push_str("\r\n");
    stream.write_all(&[head.as_bytes(), body].concat()).await.ok()?;
    stream.flush().await.ok()
}
