//! What a photo of 24 megapixels and about 10 MB costs: time and the most memory that is resident at once.
//!
//! It is read by a process of its own, so that nothing but the reading counts.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measurement without its subject has nothing to say")]

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use acceptance::picture::jpeg_of;
use domain::proof::Format;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(file) = arguments.iter().skip_while(|argument| *argument != "--read").nth(1) {
        return read(Path::new(file));
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let myself = std::env::current_exe().expect("this process has a file");
    for (name, orientation) in [("upright", 1), ("turned", 6)] {
        let file = folder.path().join(name);
        std::fs::write(&file, jpeg_of(6_000, 4_000, orientation)).expect("a file can be written");
        print!("a photo that was taken {name}: ");
        let status = Command::new(&myself).arg("--read").arg(&file).status();
        assert!(status.expect("it can be started").success(), "it was read");
    }
}

fn read(file: &Path) {
    let content = std::fs::read(file).expect("the photo is there");
    let before = most_resident_kib();
    let from = Instant::now();
    let kept = upload_proof::picture::read(&content, Format::Jpeg, Format::Jpeg).expect("it is a photo");
    let took = from.elapsed();
    println!(
        "{} KB in, {} KB kept, {} ms; most memory {} MB, {} MB of it before",
        content.len() / 1024,
        kept.picture.len() / 1024,
        took.as_millis(),
        most_resident_kib() / 1024,
        before / 1024,
    );
}

/// The most that was resident so far, as Linux counts it.
fn most_resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}
