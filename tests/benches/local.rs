//! Starts the single-machine edition on a seeded folder, and prints how soon it is ready and what it holds when idle.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and ends when it cannot")]

use std::time::Duration;

use acceptance::edition::Edition;

const STARTS: usize = 7;
const IDLE: Duration = Duration::from_secs(10);

fn main() {
    let binary = acceptance::edition::built();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let seeding = Edition::start(&binary, folder.path(), &[]).ready_after();
    let mut starts: Vec<Duration> =
        (0..STARTS).map(|_| Edition::start(&binary, folder.path(), &[]).ready_after()).collect();
    starts.sort();
    let edition = Edition::start(&binary, folder.path(), &[]);
    std::thread::sleep(IDLE);
    let size = binary.metadata().map(|file| file.len()).unwrap_or_default();
    println!("single-machine edition, on this machine:");
    println!("  first start, with the seed   {seeding:?}");
    println!(
        "  ready on a seeded folder     {:?} median, {:?} worst of {STARTS}   (bar: under 2 s)",
        starts.get(STARTS / 2).copied().unwrap_or_default(),
        starts.last().copied().unwrap_or_default()
    );
    println!("  resident after {IDLE:?} idle    {} KiB   (bar: under 150 MB)", edition.resident_kib());
    println!("  binary                       {size} bytes");
}
