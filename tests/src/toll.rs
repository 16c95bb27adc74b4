//! A toll between a function and the table: counts what passes.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Passes everything on to the table.
pub struct Toll {
    url: String,
    requests: Arc<AtomicUsize>,
    bytes: Arc<AtomicUsize>,
}

/// What every request to the table says once; its signature names the header again, without the colon.
const MARK: &[u8] = b"x-amz-target:";

impl Toll {
    /// Stands before the table at an address such as `http://127.0.0.1:8000`.
    #[must_use]
    pub fn before(table: &str) -> Self {
        let table = table.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let (requests, bytes) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let counters = (requests.clone(), bytes.clone());
        thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                let Ok(served) = TcpStream::connect(&table) else { return };
                pass(&caller, &served, counters.0.clone(), true);
                pass(&served, &caller, counters.1.clone(), false);
            }
        });
        Self { url, requests, bytes }
    }

    /// Where it stands.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Requests, and bytes of answers, since this was last asked.
    #[must_use]
    pub fn taken(&self) -> (usize, usize) {
        (self.requests.swap(0, Ordering::SeqCst), self.bytes.swap(0, Ordering::SeqCst))
    }
}

/// One direction of a connection.
fn pass(from: &TcpStream, to: &TcpStream, counter: Arc<AtomicUsize>, requests: bool) {
    let (mut from, mut to) = (from.try_clone().expect("a socket"), to.try_clone().expect("a socket"));
    thread::spawn(move || {
        let mut buffer = vec![0_u8; 64 << 10];
        let mut seen: Vec<u8> = Vec::new();
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            let part = buffer.get(..count).unwrap_or_default();
            if requests {
                seen.extend(part.iter().map(u8::to_ascii_lowercase));
                let found = seen.windows(MARK.len()).filter(|window| *window == MARK).count();
                counter.fetch_add(found, Ordering::SeqCst);
                seen.drain(..seen.len().saturating_sub(MARK.len().saturating_sub(1)));
            } else {
                counter.fetch_add(count, Ordering::SeqCst);
            }
            if to.write_all(part).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Write);
    });
}
