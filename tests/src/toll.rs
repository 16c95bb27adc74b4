//! A toll between a function and the table: counts what passes.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use edge::Env;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// Passes everything on to the table.
pub struct Toll {
    requests: Arc<AtomicUsize>,
    bytes: Arc<AtomicUsize>,
    calls: Arc<Mutex<Vec<String>>>,
}

/// The setting that says where the table is.
const TABLE: &str = "AWS_ENDPOINT_URL_DYNAMODB";
/// What every request to the table says once; its signature names the header again, without the colon.
const MARK: &[u8] = b"x-amz-target:";

impl Toll {
    /// Stands before the table of a function, and answers the settings under which the function comes by here.
    #[must_use]
    pub fn before(env: &Env) -> (Self, Env) {
        let table = env.get(TABLE).expect("the table has an address");
        let table = table.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let (requests, bytes) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let calls = Arc::<Mutex<Vec<String>>>::default();
        let (counters, names) = ((requests.clone(), bytes.clone()), calls.clone());
        thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                let Ok(served) = TcpStream::connect(&table) else { return };
                pass(&caller, &served, counters.0.clone(), Some(names.clone()));
                pass(&served, &caller, counters.1.clone(), None);
            }
        });
        (Self { requests, bytes, calls }, env.with(TABLE, &url))
    }

    /// Requests, and bytes of answers, since this was last asked.
    #[must_use]
    pub fn taken(&self) -> (usize, usize) {
        let _ = self.calls();
        (self.requests.swap(0, Ordering::SeqCst), self.bytes.swap(0, Ordering::SeqCst))
    }

    /// What was called since this was last asked, such as `batchgetitem`; sorted, since some go side by side.
    #[must_use]
    pub fn calls(&self) -> Vec<String> {
        let mut calls = std::mem::take(&mut *self.calls.lock().expect("nobody gave up with it"));
        calls.sort_unstable();
        calls
    }
}

/// One direction of a connection.
fn pass(from: &TcpStream, to: &TcpStream, counter: Arc<AtomicUsize>, names: Option<Arc<Mutex<Vec<String>>>>) {
    let (mut from, mut to) = (from.try_clone().expect("a socket"), to.try_clone().expect("a socket"));
    thread::spawn(move || {
        let mut buffer = vec![0_u8; 64 << 10];
        let mut seen: Vec<u8> = Vec::new();
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            let part = buffer.get(..count).unwrap_or_default();
            if let Some(names) = &names {
                seen.extend(part.iter().map(u8::to_ascii_lowercase));
                while let Some(name) = called(&mut seen) {
                    counter.fetch_add(1, Ordering::SeqCst);
                    names.lock().expect("nobody gave up with it").push(name);
                }
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

/// The first call whose name has come, which is taken out with all that came before it.
fn called(seen: &mut Vec<u8>) -> Option<String> {
    let Some(at) = seen.windows(MARK.len()).position(|window| window == MARK) else {
        seen.drain(..seen.len().saturating_sub(MARK.len().saturating_sub(1)));
        return None;
    };
    let rest = seen.get(at.saturating_add(MARK.len())..).unwrap_or_default();
    let length = rest.iter().position(|byte| *byte == b'\r')?;
    let name = String::from_utf8_lossy(rest.get(..length).unwrap_or_default());
    let name = name.rsplit('.').next().unwrap_or_default().trim().to_owned();
    seen.drain(..at.saturating_add(MARK.len()).saturating_add(length));
    Some(name)
}
