//! The announcement of a file.

use blobs::Digest;
use domain::import::Asked;
use edge::Fields;

/// Reads the announcement of a file of at most `largest` bytes, and notes what is wrong with it.
pub fn file(fields: &mut Fields, name: &str, bytes: i64, sha256: &str, dry_run: bool, largest: u64) -> Option<Asked> {
    let file_name = name.trim().to_owned();
    if file_name.is_empty() || file_name.chars().count() > 200 || file_name.chars().any(char::is_control) {
        let detail = "A file name has 1 to 200 characters, none of them a control character.";
        fields.refuse("/fileName", "file_name", detail, Some(name.into()));
    }
    let size = u64::try_from(bytes).ok().filter(|size| (1..=largest).contains(size));
    if size.is_none() {
        let detail = format!("A file has 1 to {largest} bytes.");
        fields.refuse("/size", "file_size", detail, Some(bytes.into()));
    }
    let digest = Digest::parse(sha256);
    if digest.is_none() {
        let detail = "The SHA-256 of the file is 64 hexadecimal digits.";
        fields.refuse("/sha256", "sha256", detail, Some(sha256.into()));
    }
    size.zip(digest).map(|(size, digest)| Asked { file_name, size, sha256: digest.to_string(), dry_run })
}
