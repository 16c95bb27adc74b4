//! A handler that panics.

use std::sync::Arc;

use acceptance::world::World;
use edge::access::PUBLIC;
use edge::{BoxFuture, Function, Gate, Problem, Reply, Request, Router};
use serde_json::{Value, json};

fn excitable<'a>(_: &'a Gate, request: &'a Request) -> BoxFuture<'a, Result<Reply, Problem>> {
    Box::pin(async move {
        assert!(request.header("calm").is_some(), "it panics on purpose, and nobody is told why");
        Ok(Reply::no_content())
    })
}

fn event(headers: &Value) -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": "/v1/excitable", "rawQueryString": "", "headers": headers,
        "requestContext": {
            "accountId": "1", "apiId": "1", "domainName": "x", "domainPrefix": "x", "requestId": "r-1", "stage": "$default",
            "http": { "method": "GET", "path": "/v1/excitable", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "x" },
            "routeKey": "$default", "time": "21/Nov/2026:20:06:43 +0000", "timeEpoch": 1_795_291_603_000_i64,
        },
        "isBase64Encoded": false,
    })
}

#[tokio::test]
async fn a_handler_that_panics_is_a_500_and_the_next_request_is_answered() {
    let world = World::empty().await;
    let gate = Gate::open(world.edition().env()).await.unwrap();
    let router = Router::new(Arc::new(gate));
    let router = router.get("/v1/excitable", PUBLIC, excitable);
    let function = Function::new().http(router);
    let panicked = function.invoke(event(&json!({}))).await.unwrap();
    let body: Value = serde_json::from_str(panicked["body"].as_str().unwrap()).unwrap();
    assert_eq!((&panicked["statusCode"], &body["code"]), (&json!(500), &json!("internal")), "{panicked}");
    assert!(!body.to_string().contains("on purpose"), "{body}");
    let calm = function.invoke(event(&json!({ "calm": "1" }))).await.unwrap();
    assert_eq!(calm["statusCode"], 204, "{calm}");
    world.stop().await;
}
