use std::time::{Duration, SystemTime};

use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use jiff::Timestamp;

use crate::{Blobs, Digest, Error, Key};

/// What an uploader has said of the file before sending it; the bucket refuses any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Length in bytes.
    pub size: u64,
    /// Media type.
    pub content_type: String,
    /// Digest of the content.
    pub sha256: Digest,
}

/// A request that whoever holds it may send once signed, without credentials of their own.
#[derive(Clone, PartialEq, Eq)]
pub struct Presigned {
    /// Method.
    pub method: String,
    /// Address, signature included: treat it as a secret.
    pub url: String,
    /// Headers that must be sent exactly so. A browser sets `content-length` by itself from the body.
    pub headers: Vec<(String, String)>,
    /// From then on the bucket refuses it. By the real clock: the bucket knows no other.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for Presigned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Presigned")
            .field("method", &self.method)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl Blobs {
    /// A PUT for one file of exactly this length, type and content, to a key that holds none yet.
    ///
    /// # Errors
    /// Without credentials, or with a `valid_for` over seven days.
    pub async fn presign_put(&self, key: &Key, upload: &Upload, valid_for: Duration) -> Result<Presigned, Error> {
        let (signing, expires_at) = from_now(key, valid_for)?;
        let size = i64::try_from(upload.size).map_err(|error| Error::other("presigning", key.as_str(), error))?;
        let request = self
            .client
            .put_object()
            .bucket(&self.bucket)
            .key(key.as_str())
            .content_length(size)
            .content_type(&upload.content_type)
            .checksum_sha256(upload.sha256.base64())
            .if_none_match("*")
            .presigned(signing)
            .await
            .map_err(|error| Error::from_sdk("presigning", key.as_str(), error))?;
        Ok(presigned(&request, expires_at))
    }

    /// A GET that a browser saves under `file_name`.
    ///
    /// # Errors
    /// Without credentials, or with a `valid_for` over seven days.
    pub async fn presign_get(&self, key: &Key, file_name: &str, valid_for: Duration) -> Result<Presigned, Error> {
        let (signing, expires_at) = from_now(key, valid_for)?;
        let request = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(key.as_str())
            .response_content_disposition(disposition(file_name))
            .presigned(signing)
            .await
            .map_err(|error| Error::from_sdk("presigning", key.as_str(), error))?;
        Ok(presigned(&request, expires_at))
    }
}

#[expect(clippy::disallowed_methods, reason = "a signature is checked against the real time, whatever our clock says")]
fn from_now(key: &Key, valid_for: Duration) -> Result<(PresigningConfig, Timestamp), Error> {
    let now = SystemTime::now();
    let refused = |error| Error::other("presigning", key.as_str(), error);
    let config = PresigningConfig::builder().start_time(now).expires_in(valid_for).build().map_err(refused)?;
    let expires_at = Timestamp::try_from(now.checked_add(valid_for).unwrap_or(now));
    Ok((config, expires_at.map_err(|error| Error::other("presigning", key.as_str(), error))?))
}

fn presigned(request: &PresignedRequest, expires_at: Timestamp) -> Presigned {
    Presigned {
        method: request.method().into(),
        url: request.uri().into(),
        headers: request.headers().map(|(name, value)| (name.into(), value.into())).collect(),
        expires_at,
    }
}

/// RFC 6266: a plain name for old readers, and the true one in UTF-8.
fn disposition(file_name: &str) -> String {
    let plain: String = file_name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in file_name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_leave_its_header() {
        fn check(name: &str, expected: &str) {
            assert_eq!(disposition(name), expected);
        }
        check("erros.csv", "attachment; filename=\"erros.csv\"; filename*=UTF-8''erros.csv");
        check(
            "preço\"\r\nx: y.csv",
            "attachment; filename=\"pre_o___x_ y.csv\"; filename*=UTF-8''pre%C3%A7o%22%0D%0Ax%3A%20y.csv",
        );
    }
}
