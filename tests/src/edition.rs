//! The single-machine edition as its users start it: a process of its own.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// A running edition. Dropping it kills it as a power cut would.
#[derive(Debug)]
pub struct Edition {
    process: Child,
    url: String,
    data: PathBuf,
    ready_after: Duration,
}

/// The edition built for speed, as `make bench` builds it.
#[must_use]
pub fn built() -> PathBuf {
    crate::repository::root().join("target/edition/entrega-local")
}

impl Edition {
    /// Starts `binary` on the folder `data`, on a free port of the loopback, and waits until it is ready.
    #[must_use]
    pub fn start(binary: &Path, data: &Path, further: &[&str]) -> Self {
        let from = Instant::now();
        let mut process = Command::new(binary)
            .arg("--data")
            .arg(data)
            .args(["--listen", "127.0.0.1:0"])
            .args(further)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the single-machine edition is built");
        let mut lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        let url = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("ready ").map(|url| url.trim().to_owned()))
            .expect("it says that it is ready before it ends");
        let ready_after = from.elapsed();
        // A full pipe would stop it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, url, data: data.to_path_buf(), ready_after }
    }

    /// Address without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the seed left for people and scripts: keys, users, links.
    #[must_use]
    pub fn demo(&self) -> Value {
        let text = std::fs::read(self.data.join("demo.json")).expect("the seed leaves demo.json");
        serde_json::from_slice(&text).expect("demo.json is JSON")
    }

    /// Time from start to the line that says it is ready.
    #[must_use]
    pub const fn ready_after(&self) -> Duration {
        self.ready_after
    }

    /// Time that processors have spent on it since it started.
    #[must_use]
    pub fn processor_time(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap_or_default();
        let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
        // User and system time in ticks, which Linux counts a hundred of in a second.
        let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        Duration::from_millis(ticks.saturating_mul(10))
    }

    /// Resident memory in KiB.
    #[must_use]
    pub fn resident_kib(&self) -> u64 {
        resident_kib(self.process.id())
    }

    /// Kills it at once, without a word.
    pub fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Edition {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Resident memory of a process in KiB.
#[must_use]
pub fn resident_kib(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}
