//! S3 on a folder, at `/_s3` of the edition's own address.

mod cors;
mod notice;
mod signature;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};

pub(crate) use notice::events_of;
pub(crate) use signature::{ACCESS_KEY, SECRET_KEY, decode};

use crate::Error;
use crate::clock::Clock;
use crate::queues::Queues;
use crate::template::{Bucket, BucketMapping};

/// Where the buckets stand below the edition's address.
pub(crate) const PREFIX: &str = "/_s3";

/// All buckets.
#[derive(Clone)]
pub(crate) struct Buckets(Arc<Inner>);

struct Inner {
    root: PathBuf,
    service: S3Service,
    buckets: Vec<Bucket>,
    mappings: Vec<BucketMapping>,
    queues: Queues,
    clock: Clock,
}

impl std::fmt::Debug for Buckets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Buckets").field(&self.0.root).finish()
    }
}

impl Buckets {
    /// Opens the folder, with one folder in it per bucket.
    pub(crate) fn open(
        root: &Path,
        buckets: Vec<Bucket>,
        mappings: Vec<BucketMapping>,
        queues: Queues,
        clock: Clock,
    ) -> Result<Self, Error> {
        for bucket in &buckets {
            let folder = root.join(&bucket.name);
            std::fs::create_dir_all(&folder)
                .map_err(|error| Error::Folder { folder: folder.clone(), reason: error.to_string() })?;
        }
        let files = s3s_fs::FileSystem::new(root)
            .map_err(|error| Error::Engine { engine: "the S3 engine", reason: format!("{error:?}") })?;
        let mut builder = S3ServiceBuilder::new(files);
        builder.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let root = root.to_path_buf();
        Ok(Self(Arc::new(Inner { root, service: builder.build(), buckets, mappings, queues, clock })))
    }

    /// Answers a request whose path starts with [`PREFIX`], of an edition whose functions know it by a host of its own.
    pub(crate) async fn serve(&self, request: Request<Incoming>, own: &str) -> Response<s3s::Body> {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path().strip_prefix(PREFIX).filter(|path| !path.is_empty()).unwrap_or("/").to_string();
        let plain = decode(&path);
        let (bucket, key) =
            plain.trim_start_matches('/').split_once('/').unwrap_or((plain.trim_start_matches('/'), ""));
        let rules = self.0.buckets.iter().find(|known| known.name == bucket).map(|known| known.cors.as_slice());
        let rules = rules.unwrap_or_default();
        if parts.method == Method::OPTIONS {
            return cors::preflight(rules, &parts.headers);
        }
        let (method, origin) = (parts.method.clone(), parts.headers.get(http::header::ORIGIN).cloned());
        let what = notice::of(&parts);
        let file = (!key.is_empty()).then(|| self.file(bucket, key)).flatten();
        let before = file.as_deref().is_some_and(Path::exists);
        signature::move_to(&mut parts, &path, own);
        let answer = self.0.service.call(Request::from_parts(parts, s3s::Body::from(body))).await;
        let mut answer = answer.unwrap_or_else(|_| {
            let mut answer = Response::new(s3s::Body::empty());
            *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            answer
        });
        if let Some((file, what)) = file.as_deref().zip(what) {
            if answer.status().is_success() {
                self.0.tell(bucket, key, file, what, answer.headers()).await;
            } else if !before && refused_for_its_content(&answer) {
                // The engine looks at the checksum after it has put the file in place.
                let _ = tokio::fs::remove_file(file).await;
            }
        }
        cors::mark(rules, origin.as_ref(), &method, answer.headers_mut());
        answer
    }

    /// Puts an object without asking anyone.
    pub(crate) async fn put(&self, bucket: &str, key: &str, content: Bytes) -> Result<(), String> {
        let file = self.file(bucket, key).ok_or_else(|| format!("`{key}` is not a key"))?;
        let folder = file.parent().unwrap_or(&self.0.root);
        let draft = self.0.root.join(format!(".tmp.{}", uuid::Uuid::new_v4()));
        let write = async {
            tokio::fs::create_dir_all(folder).await?;
            tokio::fs::write(&draft, &content).await?;
            tokio::fs::rename(&draft, &file).await
        };
        write.await.map_err(|error| format!("{}: {error}", file.display()))
    }

    fn file(&self, bucket: &str, key: &str) -> Option<PathBuf> {
        let inside = !key.split('/').any(|part| part == "..");
        inside.then(|| self.0.root.join(bucket).join(key.trim_start_matches('/')))
    }
}

fn refused_for_its_content(answer: &Response<s3s::Body>) -> bool {
    let body = answer.body().bytes();
    answer.status() == StatusCode::BAD_REQUEST
        && body.is_some_and(|body| String::from_utf8_lossy(&body).contains("<Code>BadDigest</Code>"))
}
