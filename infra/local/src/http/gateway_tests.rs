use std::net::Ipv4Addr;

use super::*;

fn event_of(request: http::request::Builder, body: &'static [u8]) -> Value {
    let (parts, body) = request.body(Bytes::from_static(body)).unwrap().into_parts();
    let found = Found {
        function: "F",
        key: "ANY /v1/x/{proxy+}".into(),
        parameters: BTreeMap::from([("proxy".to_string(), "a b".to_string())]),
    };
    let arrival = Arrival {
        request_id: "r".into(),
        source: Ipv4Addr::LOCALHOST.into(),
        at: Timestamp::from_second(1_700_000_000).unwrap(),
    };
    event(&parts, &body, &found, &arrival)
}

#[test]
fn an_event_says_what_api_gateway_would_say() {
    let request = http::Request::builder()
        .method("POST")
        .uri("/v1/x/a%20b?n=1&n=2&q=a+b%26c")
        .header("Host", "127.0.0.1:8080")
        .header("X-Two", "1")
        .header("X-Two", "2")
        .header("Cookie", "a=1; b=2")
        .header("Content-Type", "application/json")
        .header("User-Agent", "curl");
    let event = event_of(request, b"{}");
    check(&event, "/version", json!("2.0"));
    check(&event, "/routeKey", json!("ANY /v1/x/{proxy+}"));
    check(&event, "/rawPath", json!("/v1/x/a b"));
    check(&event, "/rawQueryString", json!("n=1&n=2&q=a+b%26c"));
    check(&event, "/queryStringParameters", json!({"n": "1,2", "q": "a b&c"}));
    check(&event, "/pathParameters", json!({"proxy": "a b"}));
    check(&event, "/cookies", json!(["a=1", "b=2"]));
    check(&event, "/headers/x-two", json!("1,2"));
    check(&event, "/headers/x-forwarded-for", json!("127.0.0.1"));
    check(&event, "/body", json!("{}"));
    check(&event, "/isBase64Encoded", json!(false));
    check(&event, "/requestContext/http/method", json!("POST"));
    check(&event, "/requestContext/http/sourceIp", json!("127.0.0.1"));
    check(&event, "/requestContext/http/userAgent", json!("curl"));
    check(&event, "/requestContext/requestId", json!("r"));
    check(&event, "/requestContext/stage", json!("$default"));
    check(&event, "/requestContext/time", json!("14/Nov/2023:22:13:20 +0000"));
    assert_eq!(event.pointer("/headers/cookie"), None);
}

#[test]
fn a_body_that_is_not_text_comes_in_base64() {
    let json = || http::Request::builder().uri("/").header("Content-Type", "application/json");
    check(&event_of(json(), b"\xff\x00"), "/isBase64Encoded", json!(true));
    let file = http::Request::builder().uri("/").header("Content-Type", "application/octet-stream");
    let event = event_of(file, b"abc");
    check(&event, "/body", json!("YWJj"));
    check(&event, "/isBase64Encoded", json!(true));
    assert_eq!(event_of(json(), b"").get("body"), None);
}

fn check(event: &Value, at: &str, wanted: Value) {
    assert_eq!(event.pointer(at), Some(&wanted), "{at}");
}

#[test]
fn an_answer_becomes_a_response() {
    let answer = json!({
        "statusCode": 201,
        "headers": {"Content-Type": "image/png", "X-One": "1"},
        "multiValueHeaders": {"x-many": ["a", "b"]},
        "cookies": ["a=1", "b=2"],
        "body": "YWJj",
        "isBase64Encoded": true,
    });
    let response = response(&answer).unwrap();
    assert_eq!((response.status(), response.body().as_ref()), (StatusCode::CREATED, b"abc".as_slice()));
    let all = |name: &str| response.headers().get_all(name).iter().cloned().collect::<Vec<_>>();
    assert_eq!(all("x-one"), ["1"]);
    assert_eq!(all("x-many"), ["a", "b"]);
    assert_eq!(all("set-cookie"), ["a=1", "b=2"]);
    assert_eq!(all("content-type"), ["image/png"]);
}

#[test]
fn an_answer_that_stands_for_no_response_is_recognised() {
    assert!(response(&json!({"statusCode": "abc"})).is_none());
    assert!(response(&json!({"statusCode": 99_999})).is_none());
    assert!(response(&json!({"statusCode": 200, "body": "%%", "isBase64Encoded": true})).is_none());
    let bare = response(&json!({"a": 1})).unwrap();
    assert_eq!((bare.status(), bare.body().as_ref()), (StatusCode::OK, br#"{"a":1}"#.as_slice()));
}
