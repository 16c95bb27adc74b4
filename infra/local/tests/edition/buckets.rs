use std::time::Duration;

use aws_sdk_s3::presigning::PresigningConfig;
use serde_json::json;

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_put_by_a_signed_address_wakes_the_function_that_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let bucket = world.bucket().await;
    let put = async |key: &str, body: &'static str| {
        let config = PresigningConfig::expires_in(Duration::from_secs(60)).unwrap();
        let signed =
            bucket.put_object().bucket("entrega-files").key(key).content_length(5).presigned(config).await.unwrap();
        assert!(signed.uri().starts_with(&format!("{}/_s3/entrega-files/", world.edition.url())), "{}", signed.uri());
        let mut request = world.http.put(signed.uri()).body(body);
        for (name, value) in signed.headers().filter(|(name, _)| *name != "content-length") {
            request = request.header(name, value);
        }
        request.send().await.unwrap().status()
    };
    assert_eq!(put("imports/a b ção.csv", "hello").await, 200);
    assert_eq!(put("elsewhere/x", "hello").await, 200);
    assert_eq!(put("imports/long", "hello, too long").await, 403);
    world.settle().await;
    assert_eq!(world.seen(), [json!({"object": "imports/a b ção.csv", "size": 5})]);
    let got = bucket.get_object().bucket("entrega-files").key("imports/a b ção.csv").send().await.unwrap();
    assert_eq!(got.body.collect().await.unwrap().into_bytes().as_ref(), b"hello");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_not_signed_or_signed_for_something_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let bucket = world.bucket().await;
    let put = bucket.put_object().bucket("entrega-files").key("k").body(b"x".to_vec().into());
    put.send().await.unwrap();
    let config = PresigningConfig::expires_in(Duration::from_secs(60)).unwrap();
    let signed = bucket.get_object().bucket("entrega-files").key("k").presigned(config).await.unwrap();
    let status = async |url: String| world.http.get(url).send().await.unwrap().status();
    assert_eq!(status(signed.uri().into()).await, 200);
    assert_eq!(status(signed.uri().replace("/k?", "/other?")).await, 403);
    assert_eq!(status(signed.uri().replace("Expires=60", "Expires=61")).await, 403);
    assert_eq!(status(format!("{}/_s3/entrega-files/k", world.edition.url())).await, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn listing_and_deleting_work_through_the_sdk() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let bucket = world.bucket().await;
    for key in ["a/1", "a/2", "b/1"] {
        bucket.put_object().bucket("entrega-files").key(key).body(b"x".to_vec().into()).send().await.unwrap();
    }
    bucket.delete_object().bucket("entrega-files").key("a/2").send().await.unwrap();
    let listed = bucket.list_objects_v2().bucket("entrega-files").prefix("a/").send().await.unwrap();
    assert_eq!(listed.contents().iter().filter_map(|object| object.key()).collect::<Vec<_>>(), ["a/1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn content_that_is_not_what_was_announced_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let bucket = world.bucket().await;
    let put = bucket.put_object().bucket("entrega-files").key("imports/k").body(b"x".to_vec().into());
    assert!(put.checksum_sha256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=").send().await.is_err());
    assert!(bucket.head_object().bucket("entrega-files").key("imports/k").send().await.is_err());
    world.settle().await;
    assert_eq!(world.seen(), Vec::<serde_json::Value>::new());
}
