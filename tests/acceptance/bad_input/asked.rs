//! What stands around a body: methods, headers, keys; and values that are well formed and odd.

use super::*;

#[tokio::test]
async fn texts_that_turn_around_or_hide_are_refused_as_names() {
    let world = World::demo().await;
    for (input, name) in [
        ("turned around", "abc\u{202e}gpj.exe"),
        ("turned around within", "a\u{2066}b\u{2069}"),
        ("nothing to see", "a\u{200b}b"),
        ("a byte-order mark", "\u{feff}a"),
    ] {
        told(&put(&world, "/v1/skus/nome", SKU.replace("Caneca", name)).await, input, &[422]);
    }
    let stacked = format!("Z{}", "\u{301}".repeat(100));
    let made = put(&world, "/v1/skus/nome", SKU.replace("Caneca", &stacked)).await;
    assert_eq!((made.status.as_u16(), made.json["name"].as_str()), (201, Some(stacked.as_str())), "kept as it is");
}

#[tokio::test]
async fn places_at_the_edges_of_the_map_are_quoted_and_those_beyond_are_refused() {
    let world = World::demo().await;
    let at = |lat: &str, lng: &str| {
        CART.replace(r#""postalCode":"69005-040""#, &format!(r#""point":{{"lat":{lat},"lng":{lng}}}"#))
    };
    for (lat, lng) in [
        ("0", "0"),
        ("90", "0"),
        ("-90", "0"),
        ("0", "180"),
        ("0", "-180"),
        ("-0.0", "-0.0"),
        // Latitude and longitude of São Paulo, swapped: somewhere in the Atlantic.
        ("-46.6333", "-23.5505"),
    ] {
        let answer = quote(&world, at(lat, lng)).await;
        assert_eq!(answer.status, 201, "{lat} {lng}: {}", answer.text);
        assert_eq!(answer.json["options"], json!([]), "nobody goes there");
        assert_eq!(answer.json["items"][0]["availability"], "cannot_be_delivered", "{lat} {lng}");
    }
    for (lat, lng) in [("91", "0"), ("-90.0001", "0"), ("0", "180.5"), ("0", "-181"), ("1e9", "0")] {
        let answer = quote(&world, at(lat, lng)).await;
        told(&answer, lat, &[422]);
        assert_eq!(answer.broken(), [("/destination/point".to_owned(), "point".to_owned())], "{lat} {lng}");
    }
    for (lat, lng) in [("\"0\"", "0"), ("null", "0"), ("[0]", "0"), ("NaN", "0"), ("1e400", "0")] {
        told(&quote(&world, at(lat, lng)).await, lat, &[400]);
    }
}

#[tokio::test]
async fn dates_and_moments_that_never_come_are_refused() {
    let world = World::demo().await;
    for date in ["2026-02-30", "2026-13-01", "99999-01-01", "24:00", "2026-1-1", "", "hoje"] {
        let body = json!({ "name": "Folga", "startDate": date });
        let answer = put(&world, "/v1/holidays/folga", body.to_string()).await;
        told(&answer, date, &[422]);
        assert_eq!(answer.broken(), [("/startDate".to_owned(), "date".to_owned())], "{date}");
    }
    // Moments at the edges of what can be said: taken, and told as they were understood.
    for (moment, told) in [
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
        ("9999-12-30T00:00:00Z", "9999-12-30T00:00:00Z"),
        // An hour that a clock of São Paulo showed twice, and one that it never showed, are moments with their offset.
        ("2018-02-17T23:30:00-02:00", "2018-02-18T01:30:00Z"),
        ("2018-11-04T00:30:00-03:00", "2018-11-04T03:30:00Z"),
    ] {
        let mut body: Value = serde_json::from_str(SKU).unwrap();
        body["availableFrom"] = json!(moment);
        let path = format!("/v1/skus/{}", uuid::Uuid::now_v7());
        let answer = put(&world, &path, body.to_string()).await;
        assert_eq!((answer.status.as_u16(), &answer.json["availableFrom"]), (201, &json!(told)), "{}", answer.text);
    }
    for moment in [
        "10000-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-12-24T24:00:01Z",
        "2026-12-24",
        "2026-12-24T08:00:00",
        "amanhã",
    ] {
        let mut body: Value = serde_json::from_str(SKU).unwrap();
        body["availableFrom"] = json!(moment);
        let answer = put(&world, "/v1/skus/data", body.to_string()).await;
        told(&answer, moment, &[422]);
        assert_eq!(answer.broken(), [("/availableFrom".to_owned(), "moment".to_owned())]);
    }
    for (from, to) in [("12:00", "08:00"), ("24:00", "25:00"), ("8:00", "9:00"), ("08:60", "09:00")] {
        let hours = json!({ "hours": [{ "dayOfWeek": 1, "opening": from, "closing": to }] });
        let body = json!({ "name": "X", "shippingMethod": "X", "businessHours": hours });
        told(&put(&world, "/v1/shipping-policies/horas", body.to_string()).await, from, &[422]);
    }
}

#[tokio::test]
async fn methods_headers_and_encodings_that_mean_nothing_here_change_nothing() {
    let world = World::demo().await;
    for method in [Method::HEAD, Method::TRACE, Method::DELETE] {
        let answer = send(world.as_merchant(method.clone(), QUOTES)).await;
        assert_eq!(answer.status, 405, "{method}");
    }
    let forged = world
        .as_merchant(Method::POST, QUOTES)
        .header("content-type", "application/json")
        .header("x-forwarded-for", "127.0.0.1, evil")
        .header("x-forwarded-host", "other.example")
        .header("forwarded", "for=evil;host=other.example");
    let answer = send(forged.body(CART)).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    assert!(answer.header("location").starts_with("/v1/quotes/"), "no address is made of what was forged");
    // A body that says it is packed is read as it is: nothing is ever unpacked.
    let bomb = [&b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"[..], &[0; 1_000]].concat();
    let packed = world.as_merchant(Method::POST, QUOTES).header("content-type", "application/json");
    told(&send(packed.header("content-encoding", "gzip").body(bomb)).await, "gzip", &[400]);
    let twice = world.as_merchant(Method::POST, QUOTES).header("content-type", "application/json");
    let twice = twice.header("idempotency-key", "one").header("idempotency-key", "two");
    let answer = send(twice.body(CART)).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let joined = world.as_merchant(Method::POST, QUOTES).header("content-type", "application/json");
    let joined = send(joined.header("idempotency-key", "one,two").body(CART)).await;
    assert_eq!(joined.json["id"], answer.json["id"], "two keys are one with a comma, as a gateway tells them");
    told(&quote(&world, CART.replace("\"items\"", "\"explain\":1,\"items\"")).await, "truth as a number", &[400]);
}

#[tokio::test]
async fn keys_of_repeats_are_texts_of_a_sensible_length() {
    let world = World::demo().await;
    let ask = async |key: &[u8], body: &str| {
        let request = world.as_merchant(Method::POST, QUOTES).header("content-type", "application/json");
        let key = reqwest::header::HeaderValue::from_bytes(key).unwrap();
        send(request.header("idempotency-key", key).body(body.to_owned())).await
    };
    told(&ask(b"", CART).await, "an empty key", &[400]);
    told(&ask("x".repeat(2_000).as_bytes(), CART).await, "a long key", &[400]);
    told(&ask("chave-ã".as_bytes(), CART).await, "a key beyond ASCII", &[400]);
    assert_eq!(ask(b"checkout-7", CART).await.status, 201);
    let other = ask(b"checkout-7", &CART.replace("\"quantity\":1", "\"quantity\":2")).await;
    assert_eq!(other.outcome(), (422, "idempotency_key_reused".to_owned()), "{}", other.text);
}

#[tokio::test]
async fn a_quote_of_others_or_of_long_ago_is_none_and_one_may_be_used_twice() {
    let world = World::demo().await;
    let made = quote(&world, CART).await;
    let (id, option) = (made.text("id"), made.json["options"][0]["id"].clone());
    let reserve = json!({ "quoteId": id, "optionId": option });
    let other = Merchant::found(&world, "outra").await;
    for path in [format!("{QUOTES}/{id}"), format!("{QUOTES}/{id}/replay")] {
        told(&send(other.program(&world, Method::GET, &path)).await, "another account's quote", &[404]);
    }
    let stolen = other.program(&world, Method::POST, "/v1/reservations").header("idempotency-key", "steal");
    let stolen = send(stolen.json(&reserve)).await;
    assert_eq!(stolen.broken(), [("/quoteId".to_owned(), "unknown_quote".to_owned())], "{}", stolen.text);
    let hold = async |key: &str| {
        let request = world.as_merchant(Method::POST, "/v1/reservations").header("idempotency-key", key);
        send(request.json(&reserve)).await
    };
    let (one, two) = (hold("one").await, hold("two").await);
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (201, 201), "{} {}", one.text, two.text);
    assert_ne!(one.json["id"], two.json["id"], "each holds goods of its own");
    world.advance(jiff::SignedDuration::from_hours(24 * 8)).await;
    told(&send(world.as_merchant(Method::GET, &format!("{QUOTES}/{id}"))).await, "a week old", &[404]);
    let late = hold("three").await;
    assert_eq!(late.broken(), [("/quoteId".to_owned(), "unknown_quote".to_owned())], "{}", late.text);
}

#[tokio::test]
async fn conditions_and_kinds_of_body_that_mean_nothing_are_refused() {
    let world = World::demo().await;
    let path = "/v1/skus/condicao";
    let made = put(&world, path, SKU).await;
    let etag = made.header("etag").to_owned();
    let ask = async |headers: &[(&'static str, &str)]| {
        let mut request = world.as_merchant(Method::PUT, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        send(request.body(SKU)).await
    };
    let json = ("content-type", "application/json");
    for (condition, expected) in [("\"0\", \"1\"", 400), ("W/\"1\"", 400), ("1", 400), ("\"99\"", 412)] {
        told(&ask(&[json, ("if-match", condition)]).await, condition, &[expected]);
    }
    let seen = ("if-match", etag.as_str());
    told(&ask(&[("content-type", "text/plain"), seen]).await, "a text", &[415]);
    told(&ask(&[("content-type", "text/plain"), json, seen]).await, "two kinds", &[415]);
    assert_eq!(ask(&[seen]).await.status, 200, "no kind is as good as JSON");
    assert_eq!(ask(&[json, ("if-match", "*")]).await.status, 200, "whatever is there");
    assert_eq!(ask(&[json, seen]).await.status, 412, "it was replaced since");
}
