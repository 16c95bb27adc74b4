//! Packages quote-shipping as `sam build` would, boots it against a Runtime API, and prints what a cold start costs.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and ends when it cannot")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use acceptance::repository::root;
use acceptance::runtime_api::{Boot, boot};
use serde_json::Value;

const FUNCTION: &str = "quote-shipping";
const BOOTS: usize = 11;
const WARM_EVENTS: usize = 200;

fn main() {
    let bootstrap = package();
    let event = event();
    let settings = [
        ("TABLE_NAME", "table"),
        ("BUCKET_NAME", "files"),
        ("SECRETS_PREFIX", "/entrega"),
        ("PUBLIC_URL", "https://entrega.example.com"),
        ("LOG_LEVEL", "error"),
    ];
    let mut boots: Vec<Boot> = (0..BOOTS).map(|_| boot(&bootstrap, &settings, std::slice::from_ref(&event))).collect();
    boots.sort_by_key(|boot| boot.to_first_poll);
    let warm = boot(&bootstrap, &settings, &vec![event; WARM_EVENTS]);
    print(&bootstrap, &boots, &warm);
}

/// Builds with cargo-lambda, and answers where the binary lies.
fn package() -> PathBuf {
    let tools = root().join("target/venv/bin");
    let path = std::env::join_paths(
        std::iter::once(tools.clone()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    )
    .expect("the folder of the tools can stand in PATH");
    let built = Command::new(tools.join("cargo-lambda"))
        .args(["lambda", "build", "--release", "--locked", "--package", FUNCTION, "--bin", FUNCTION])
        .current_dir(root())
        .env("PATH", path)
        .status()
        .expect("cargo-lambda is installed by `make bench`");
    assert!(built.success(), "{FUNCTION} can be packaged");
    root().join("target/lambda").join(FUNCTION).join("bootstrap")
}

/// A preflight: the whole way through the runtime, the router and back, without the table.
fn event() -> Value {
    let path = root().join("events").join(FUNCTION).join("preflight.json");
    serde_json::from_slice(&std::fs::read(path).expect("the event is in the repository")).expect("an event is JSON")
}

fn print(bootstrap: &Path, boots: &[Boot], warm: &Boot) {
    let poll = |boot: Option<&Boot>| boot.map_or(Duration::ZERO, |boot| boot.to_first_poll);
    let resident = boots.iter().map(|boot| boot.resident_kib).max().unwrap_or_default();
    let mut answers = warm.answers.clone();
    answers.sort();
    let bytes = bootstrap.metadata().map(|file| file.len()).unwrap_or_default();
    println!("{FUNCTION}, packaged for Lambda, on this machine:");
    println!(
        "  exec to first poll   {:?} median, {:?} best, {:?} worst of {BOOTS}   (aim: under 15 ms)",
        poll(boots.get(BOOTS / 2)),
        poll(boots.first()),
        poll(boots.last())
    );
    println!("  resident             {resident} KiB   (aim: under 20 MB)");
    println!("  binary               {bytes} bytes   (aim: under 10 MB)");
    println!("  zip                  {} bytes   (aim: under 4 MB)", zipped(bootstrap));
    println!(
        "  first event          {:?}",
        boots.first().and_then(|boot| boot.answers.first().copied()).unwrap_or_default()
    );
    println!(
        "  warm event           {:?} median of {WARM_EVENTS}",
        answers.get(WARM_EVENTS / 2).copied().unwrap_or_default()
    );
    println!("  resident afterwards  {} KiB", warm.resident_after_kib);
    println!("  status of the answer {}", warm.last.get("statusCode").unwrap_or(&Value::Null));
}

/// Size of the zip that `sam package` would upload.
fn zipped(bootstrap: &Path) -> u64 {
    let zip = bootstrap.with_file_name("bootstrap.zip");
    let script =
        "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED).write(sys.argv[2], 'bootstrap')";
    let zipping = Command::new("python3").args(["-c", script]).arg(&zip).arg(bootstrap).status();
    assert!(zipping.is_ok_and(|status| status.success()), "the binary can be zipped");
    zip.metadata().map(|file| file.len()).unwrap_or_default()
}
