use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::{Builder, RequestChecksumCalculation, ResponseChecksumValidation};
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::ChecksumMode;
use bytes::{Bytes, BytesMut};
use jiff::Timestamp;

use crate::{Digest, Error, Key, Prefix};

/// One bucket.
#[derive(Clone, Debug)]
pub struct Blobs {
    pub(crate) client: Client,
    pub(crate) bucket: String,
}

/// What a put found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// The blob is there now.
    Created,
    /// The key held a blob already, and it still holds that one: an earlier try of the same write, or another's.
    AlreadyThere,
}

/// What is known of a blob without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Length in bytes.
    pub size: u64,
    /// The type that was declared when it was put.
    pub content_type: Option<String>,
    /// The checksum that the bucket verified when it was put, where it keeps one.
    pub sha256: Option<Digest>,
}

/// A part of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// In the order of their keys.
    pub blobs: Vec<Listed>,
    /// Where the next page goes on; `None` after the last.
    pub next: Option<String>,
}

/// A blob in a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its key.
    pub key: Key,
    /// Length in bytes.
    pub size: u64,
    /// When it was put.
    pub at: Option<Timestamp>,
}

impl Blobs {
    /// A bucket of the region, or of the endpoint that `config` names.
    #[must_use]
    pub fn new(config: &SdkConfig, bucket: impl Into<String>) -> Self {
        let own = Builder::from(config)
            // A named endpoint has no host name per bucket.
            .force_path_style(config.endpoint_url().is_some())
            // Our writes carry a SHA-256 of their own; a second checksum would be one more signed header for browsers.
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .build();
        Self { client: Client::from_conf(own), bucket: bucket.into() }
    }

    /// Puts a blob that never changes: the first content of a key stays.
    ///
    /// A reply that was lost and asked for again comes back as [`Put::AlreadyThere`], so a key must be made from the
    /// content or from an id that is used once.
    ///
    /// # Errors
    /// `is_conflict()` when another put of the key was under way.
    pub async fn put(&self, key: &Key, content: Bytes, content_type: &str) -> Result<Put, Error> {
        let answer = self
            .client
            .put_object()
            .bucket(&self.bucket)
            .key(key.as_str())
            .if_none_match("*")
            .content_type(content_type)
            .checksum_sha256(Digest::of(&content).base64())
            .body(ByteStream::from(content))
            .send()
            .await;
        match answer {
            Ok(_) => Ok(Put::Created),
            Err(error) if error.code() == Some("PreconditionFailed") => Ok(Put::AlreadyThere),
            Err(error) => Err(Error::from_sdk("putting", key.as_str(), error)),
        }
    }

    /// Reads a whole blob of at most `limit` bytes.
    ///
    /// # Errors
    /// `is_missing()`; `is_too_large()`, then without having read more than the limit.
    pub async fn get(&self, key: &Key, limit: u64) -> Result<Bytes, Error> {
        let answer = self.client.get_object().bucket(&self.bucket).key(key.as_str()).send().await;
        let mut answer = answer.map_err(|error| Error::from_sdk("reading", key.as_str(), error))?;
        let declared = length(answer.content_length);
        if declared > limit {
            return Err(Error::too_large(key.as_str(), declared, limit));
        }
        let mut content = BytesMut::with_capacity(usize::try_from(declared).unwrap_or(0));
        while let Some(part) = answer.body.next().await {
            content.extend_from_slice(&part.map_err(|error| Error::other("reading", key.as_str(), error))?);
            let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
            if size > limit {
                return Err(Error::too_large(key.as_str(), size, limit));
            }
        }
        Ok(content.freeze())
    }

    /// What is known of a blob.
    ///
    /// # Errors
    /// `is_missing()`.
    pub async fn head(&self, key: &Key) -> Result<Head, Error> {
        let head = self
            .client
            .head_object()
            .bucket(&self.bucket)
            .key(key.as_str())
            .checksum_mode(ChecksumMode::Enabled)
            .send()
            .await
            .map_err(|error| Error::from_sdk("looking at", key.as_str(), error))?;
        Ok(Head {
            size: length(head.content_length),
            sha256: head.checksum_sha256.as_deref().and_then(Digest::from_base64),
            content_type: head.content_type,
        })
    }

    /// Deletes a blob; one that is not there is success.
    ///
    /// # Errors
    /// Only what keeps the bucket from answering.
    pub async fn delete(&self, key: &Key) -> Result<(), Error> {
        let answer = self.client.delete_object().bucket(&self.bucket).key(key.as_str()).send().await;
        match answer.map_err(|error| Error::from_sdk("deleting", key.as_str(), error)) {
            Ok(_) => Ok(()),
            Err(error) if error.is_missing() => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// At most 1,000 blobs whose keys start with `prefix`, from where `after` (the `next` of a page) left off.
    ///
    /// # Errors
    /// Only what keeps the bucket from answering.
    pub async fn list(&self, prefix: &Prefix, after: Option<&str>) -> Result<Page, Error> {
        let answer = self
            .client
            .list_objects_v2()
            .bucket(&self.bucket)
            .prefix(prefix.as_str())
            .set_continuation_token(after.map(Into::into))
            .send()
            .await
            .map_err(|error| Error::from_sdk("listing", prefix.as_str(), error))?;
        let blobs = answer.contents.unwrap_or_default().into_iter().filter_map(|object| {
            Some(Listed {
                key: Key::listed(object.key?),
                size: length(object.size),
                at: object.last_modified.and_then(|at| Timestamp::from_second(at.secs()).ok()),
            })
        });
        Ok(Page { blobs: blobs.collect(), next: answer.next_continuation_token })
    }
}

fn length(declared: Option<i64>) -> u64 {
    declared.and_then(|length| u64::try_from(length).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests;
