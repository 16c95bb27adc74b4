//! The bucket against an S3 engine on a folder, over HTTP.

use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_s3::config::{Credentials, SharedCredentialsProvider};
use bytes::Bytes;
use domain::access::TenantScope;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tokio::net::TcpListener;

use crate::{Blobs, Digest, Key, Presigned, Put, Upload, keys};

const SIGN_FOR: Duration = Duration::from_secs(60);

struct World {
    blobs: Blobs,
    server: tokio::task::JoinHandle<()>,
    _folder: tempfile::TempDir,
}

impl Drop for World {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("files")).unwrap();
        let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single("key", "secret"));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut connections = tokio::task::JoinSet::new();
        let server = async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                connections.spawn(async move {
                    let http = auto::Builder::new(TokioExecutor::new());
                    http.serve_connection(TokioIo::new(socket), service).await.ok();
                });
            }
        };
        #[expect(clippy::disallowed_methods, reason = "the engine of a test ends with the test")]
        let server = tokio::spawn(server);
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(SharedCredentialsProvider::new(Credentials::new("key", "secret", None, None, "test")))
            .endpoint_url(format!("http://{address}"))
            .build();
        Self { blobs: Blobs::new(&config, "files"), server, _folder: folder }
    }
}

fn scope(last: char) -> TenantScope {
    TenantScope::acting_for(format!("0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3{last}").parse().unwrap())
}

fn upload_key() -> Key {
    keys::import(scope('a'), "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d".parse().unwrap())
}

fn upload_of(content: &[u8]) -> Upload {
    Upload { size: u64::try_from(content.len()).unwrap(), content_type: "text/csv".into(), sha256: Digest::of(content) }
}

async fn send(request: &Presigned, change: impl FnOnce(&mut Vec<(String, String)>), body: &'static [u8]) -> u16 {
    let mut headers = request.headers.clone();
    change(&mut headers);
    let mut sent = reqwest::Client::new().request(request.method.parse().unwrap(), &request.url).body(body);
    for (name, value) in headers.iter().filter(|(name, _)| name != "content-length") {
        sent = sent.header(name, value);
    }
    sent.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn the_first_content_of_a_key_stays() {
    let world = World::new().await;
    let key = keys::block(scope('a'), Digest::of(b"one"));
    assert_eq!(
        world.blobs.put(&key, Bytes::from_static(b"one"), "application/octet-stream").await.unwrap(),
        Put::Created
    );
    assert_eq!(
        world.blobs.put(&key, Bytes::from_static(b"two"), "application/octet-stream").await.unwrap(),
        Put::AlreadyThere
    );
    assert_eq!(world.blobs.get(&key, 3).await.unwrap(), Bytes::from_static(b"one"));
}

#[tokio::test]
async fn a_blob_over_the_limit_is_not_read() {
    let world = World::new().await;
    let key = keys::block(scope('a'), Digest::of(b"four"));
    world.blobs.put(&key, Bytes::from_static(b"four"), "text/plain").await.unwrap();
    assert!(world.blobs.get(&key, 3).await.unwrap_err().is_too_large());
    assert_eq!(world.blobs.get(&key, 4).await.unwrap().len(), 4);
}

#[tokio::test]
async fn a_blob_that_is_not_there_is_missing_and_may_be_deleted() {
    let world = World::new().await;
    let key = keys::block(scope('a'), Digest::of(b"never put"));
    assert!(world.blobs.get(&key, 1).await.unwrap_err().is_missing());
    assert!(world.blobs.head(&key).await.unwrap_err().is_missing());
    world.blobs.delete(&key).await.unwrap();
}

#[tokio::test]
async fn a_deleted_blob_is_gone() {
    let world = World::new().await;
    let key = keys::block(scope('a'), Digest::of(b"x"));
    world.blobs.put(&key, Bytes::from_static(b"x"), "text/plain").await.unwrap();
    let head = world.blobs.head(&key).await.unwrap();
    assert_eq!((head.size, head.content_type.as_deref()), (1, Some("text/plain")));
    world.blobs.delete(&key).await.unwrap();
    assert!(world.blobs.head(&key).await.unwrap_err().is_missing());
}

#[tokio::test]
async fn a_listing_shows_one_account_only() {
    let world = World::new().await;
    for (account, content) in [('a', b"one"), ('a', b"two"), ('b', b"six")] {
        let key = keys::block(scope(account), Digest::of(content));
        world.blobs.put(&key, Bytes::from_static(content), "text/plain").await.unwrap();
    }
    let page = world.blobs.list(&keys::blocks_of(scope('a')), None).await.unwrap();
    let mut expected = [b"one", b"two"].map(|content| keys::block(scope('a'), Digest::of(content)));
    expected.sort();
    assert_eq!(page.blobs.iter().map(|blob| blob.key.clone()).collect::<Vec<_>>(), expected);
    assert!(page.blobs.iter().all(|blob| blob.size == 3 && blob.at.is_some()));
    assert_eq!(page.next, None);
}

#[tokio::test]
async fn a_presigned_upload_takes_exactly_what_was_announced() {
    let world = World::new().await;
    let content = b"ZipCodeStart;ZipCodeEnd\n";
    let request = world.blobs.presign_put(&upload_key(), &upload_of(content), SIGN_FOR).await.unwrap();
    assert_eq!(request.method, "PUT");
    for name in ["content-length", "content-type", "x-amz-checksum-sha256", "if-none-match"] {
        assert!(request.headers.iter().any(|(sent, _)| sent == name), "{name} is signed: {:?}", request.headers);
    }
    let replace = |name: &'static str, by: &'static str| {
        move |headers: &mut Vec<(String, String)>| {
            headers.iter_mut().filter(|(sent, _)| sent == name).for_each(|(_, value)| *value = by.into());
        }
    };
    let leave_out =
        |name: &'static str| move |headers: &mut Vec<(String, String)>| headers.retain(|(sent, _)| sent != name);
    assert_eq!(send(&request, |_| (), b"shorter").await, 403, "another length");
    assert_eq!(send(&request, replace("content-type", "text/html"), content).await, 403, "another type");
    assert_eq!(send(&request, leave_out("if-none-match"), content).await, 403, "without the condition");
    assert_eq!(send(&request, leave_out("x-amz-checksum-sha256"), content).await, 403, "without the checksum");
    assert!(world.blobs.head(&upload_key()).await.unwrap_err().is_missing(), "nothing was stored");
    assert_eq!(send(&request, |_| (), content).await, 200, "as announced");
    assert_eq!(send(&request, |_| (), content).await, 412, "a second time");
    assert_eq!(world.blobs.get(&upload_key(), 100).await.unwrap(), Bytes::from_static(content));
}

#[tokio::test]
async fn another_content_of_the_same_length_is_refused() {
    let world = World::new().await;
    let request = world.blobs.presign_put(&upload_key(), &upload_of(b"one"), SIGN_FOR).await.unwrap();
    assert_eq!(send(&request, |_| (), b"two").await, 400);
}

#[tokio::test]
async fn a_presigned_download_is_saved_under_its_name() {
    let world = World::new().await;
    world.blobs.put(&upload_key(), Bytes::from_static(b"x"), "text/csv").await.unwrap();
    let request = world.blobs.presign_get(&upload_key(), "erros de março.csv", SIGN_FOR).await.unwrap();
    let answer = reqwest::get(&request.url).await.unwrap();
    assert_eq!(answer.status(), 200);
    let disposition = answer.headers().get("content-disposition").unwrap().to_str().unwrap().to_owned();
    assert_eq!(
        disposition,
        "attachment; filename=\"erros de mar_o.csv\"; filename*=UTF-8''erros%20de%20mar%C3%A7o.csv"
    );
    assert_eq!(answer.bytes().await.unwrap(), Bytes::from_static(b"x"));
}
