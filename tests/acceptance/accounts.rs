//! The account, its users, its keys and its holidays.

use acceptance::merchant::Merchant;
use acceptance::world::{World, send};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn every_field_that_breaks_a_rule_is_named_at_once() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let body = json!({ "email": "nobody", "name": " ", "role": "king", "language": "fr" });
    let refused = send(merchant.post(&world, "/v1/users").json(&body)).await;
    assert_eq!(refused.outcome(), (422, "invalid_fields".to_owned()));
    let named = [("/email", "email"), ("/name", "name"), ("/role", "role"), ("/language", "language")];
    assert_eq!(refused.broken(), named.map(|(pointer, rule)| (pointer.to_owned(), rule.to_owned())));
    assert_eq!(
        send(merchant.request(&world, Method::GET, "/v1/users")).await.json["items"].as_array().map(Vec::len),
        Some(1)
    );
}

#[tokio::test]
async fn a_user_sees_what_its_role_needs_named_and_nothing_that_its_role_does_not_know() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let somebody = "00000000-0000-7000-8000-000000000001";
    for (role, reach, broken) in [
        ("partner", json!({}), vec![("/reach/partner", "reach")]),
        ("carrier", json!({ "carriers": [] }), vec![("/reach/carriers", "reach")]),
        ("operator", json!({ "partner": somebody }), vec![("/reach/partner", "reach")]),
        (
            "support",
            json!({ "carriers": ["x"], "states": ["São Paulo"] }),
            vec![("/reach/carriers/0", "id"), ("/reach/states/0", "state")],
        ),
        ("operator", json!({ "branches": [somebody] }), vec![("/reach/branches", "unknown")]),
        ("api", json!({}), vec![("/role", "role_of_programs")]),
    ] {
        let body = json!({ "email": "ana@example.com", "name": "Ana", "role": role, "reach": reach, "language": "en" });
        let refused = send(merchant.post(&world, "/v1/users").json(&body)).await;
        let broken: Vec<_> = broken.into_iter().map(|(at, rule)| (at.to_owned(), rule.to_owned())).collect();
        assert_eq!(refused.broken(), broken, "{role}: {}", refused.text);
    }
}

#[tokio::test]
async fn users_are_found_by_a_part_of_the_name_by_e_mail_and_by_whether_they_may_sign_in() {
    let world = World::empty().await;
    let (one, other) = (Merchant::found(&world, "one").await, Merchant::found(&world, "other").await);
    for (email, name) in
        [("ana@example.com", "Rita Conceição"), ("bia@example.com", "Bia"), ("cid@example.com", "Cid Rita")]
    {
        let body = json!({ "email": email, "name": name, "role": "operator", "language": "en" });
        assert_eq!(send(one.post(&world, "/v1/users").json(&body)).await.status, 201);
    }
    let found = async |merchant: &Merchant, query: &str| {
        let answer = send(merchant.request(&world, Method::GET, &format!("/v1/users{query}"))).await;
        let items = answer.json["items"].as_array().unwrap_or_else(|| panic!("{}", answer.text)).clone();
        let names: Vec<String> = items.iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect();
        (names.join(", "), answer.json["nextCursor"].as_str().map(str::to_owned))
    };
    for (query, names) in [
        ("?name=RITA", "Rita Conceição, Cid Rita"),
        ("?name=conceicao", "Rita Conceição"),
        ("?name=nobody", ""),
        ("?email=BIA@example.com", "Bia"),
        ("?email=other@example.com", ""),
        ("?email=nonsense", ""),
        ("?active=true", "Manager"),
        ("?active=false&name=bia", "Bia"),
    ] {
        assert_eq!(found(&one, query).await, (names.to_owned(), None), "{query}");
    }
    let (first, cursor) = found(&one, "?name=rita&limit=1").await;
    let (second, end) = found(&one, &format!("?name=rita&limit=1&cursor={}", cursor.unwrap())).await;
    assert_eq!((first.as_str(), second.as_str(), end), ("Rita Conceição", "Cid Rita", None));
    assert_eq!(found(&other, "?email=ana@example.com").await.0, "", "of another account nobody is found");
    let wrong = send(one.request(&world, Method::GET, "/v1/users?active=perhaps")).await;
    assert_eq!(wrong.outcome(), (400, "invalid_filter".to_owned()));
}

#[tokio::test]
async fn a_login_is_unique_over_all_accounts_however_it_is_typed() {
    let world = World::empty().await;
    let (one, other) = (Merchant::found(&world, "one").await, Merchant::found(&world, "other").await);
    let body = |email: &str| json!({ "email": email, "name": "Ana", "role": "operator", "language": "en" });
    assert_eq!(send(one.post(&world, "/v1/users").json(&body("ana@example.com"))).await.status, 201);
    for merchant in [&one, &other] {
        let taken = send(merchant.post(&world, "/v1/users").json(&body("ANA@example.com"))).await;
        assert_eq!(taken.outcome(), (409, "email_taken".to_owned()));
    }
}

#[tokio::test]
async fn the_only_manager_cannot_go() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let path = format!("/v1/users/{}", merchant.session["user"]["id"].as_str().unwrap());
    let etag = send(merchant.request(&world, Method::GET, &path)).await.header("etag").to_owned();
    let demoted = json!({ "name": "M", "role": "operator", "language": "en", "active": true });
    let change = merchant.request(&world, Method::PUT, &path).header("if-match", &etag).json(&demoted);
    assert_eq!(send(change).await.outcome(), (409, "last_manager".to_owned()));
    let remove = merchant.request(&world, Method::DELETE, &path).header("if-match", &etag);
    assert_eq!(send(remove).await.outcome(), (409, "last_manager".to_owned()));

    // Who manages a branch manages neither people nor settings: that is of the whole account.
    let branch = send(merchant.post(&world, "/v1/branches").json(&json!({ "name": "Centro" }))).await.text("id");
    let reach = json!({ "branches": [branch] });
    let limited = json!({ "name": "M", "role": "manager", "reach": reach, "language": "en", "active": true });
    let limit = || send(merchant.request(&world, Method::PUT, &path).header("if-match", &etag).json(&limited));
    assert_eq!(limit().await.outcome(), (409, "last_manager".to_owned()));
    let joined = merchant.invite(&world, "branch@example.com", "manager", &reach).await;
    assert_eq!((&joined["user"]["role"], &joined["user"]["wholeAccount"]), (&json!("manager"), &json!(false)));
    assert_eq!(merchant.session["user"]["wholeAccount"], true);
    assert_eq!(limit().await.outcome(), (409, "last_manager".to_owned()));
    let remove = merchant.request(&world, Method::DELETE, &path).header("if-match", &etag);
    assert_eq!(send(remove).await.outcome(), (409, "last_manager".to_owned()));
    merchant.invite(&world, "whole@example.com", "manager", &json!({})).await;
    let limited = limit().await;
    assert_eq!(limited.status, 200, "{}", limited.text);
}

#[tokio::test]
async fn a_change_names_the_version_it_was_made_on() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let path = format!("/v1/users/{}", merchant.session["user"]["id"].as_str().unwrap());
    let body = json!({ "name": "New name", "role": "manager", "language": "en", "active": true });
    let put = |tag: Option<&'static str>| {
        let request = merchant.request(&world, Method::PUT, &path).json(&body);
        send(match tag {
            Some(tag) => request.header("if-match", tag),
            None => request,
        })
    };
    assert_eq!(put(None).await.outcome(), (428, "if_match_required".to_owned()));
    assert_eq!(put(Some("nonsense")).await.outcome(), (400, "invalid_if_match".to_owned()));
    assert_eq!(put(Some("\"99\"")).await.outcome(), (412, "changed_since".to_owned()));
    let done = put(Some("\"2\"")).await;
    assert_eq!((done.status.as_u16(), done.header("etag")), (200, "\"3\""), "{}", done.text);
    let unchanged = merchant.request(&world, Method::GET, &path).header("if-none-match", "\"3\"");
    assert_eq!(send(unchanged).await.status, 304);
}

#[tokio::test]
async fn a_shop_that_moves_keeps_its_key() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let shop = json!({ "name": "shop", "kind": "publishable", "origins": ["https://old.example"] });
    let made = merchant.make_key(&world, &shop).await;
    let (path, key) = (format!("/v1/api-keys/{}", made.text("id")), made.text("secret"));
    let asked = async |origin: &str| {
        let asks = world.request(Method::POST, "/v1/quotes").header("x-entrega-key", &key).header("origin", origin);
        send(asks.json(&json!({}))).await.outcome()
    };
    assert_eq!(asked("https://new.example").await, (403, "origin_not_allowed".to_owned()));
    let put = |tag: &'static str, body: Value| {
        send(merchant.request(&world, Method::PUT, &path).header("if-match", tag).json(&body))
    };
    let moved = json!({ "name": "both", "origins": ["https://old.example", "https://new.example"] });
    let wrong = put("\"1\"", json!({ "name": " ", "origins": ["new.example"] })).await;
    let named = [("/name", "name"), ("/origins/0", "origin")].map(|(at, rule)| (at.to_owned(), rule.to_owned()));
    assert_eq!(wrong.broken(), named);
    assert_eq!(put("\"7\"", moved.clone()).await.outcome(), (412, "changed_since".to_owned()));
    let done = put("\"1\"", moved.clone()).await;
    assert_eq!((done.status.as_u16(), &done.json["origins"], done.header("etag")), (200, &moved["origins"], "\"2\""));
    world.advance(SignedDuration::from_mins(2)).await;
    for origin in ["https://old.example", "https://new.example"] {
        assert_eq!(asked(origin).await, (400, "invalid_body".to_owned()), "{origin}: let in, with nothing to ask");
    }
    let gone = merchant.request(&world, Method::DELETE, &path).header("if-match", "*");
    assert_eq!(send(gone).await.status, 204);
    assert_eq!(put("*", moved).await.outcome(), (409, "key_revoked".to_owned()));
    let secret = format!("/v1/api-keys/{}", merchant.key_id);
    let page = merchant.request(&world, Method::PUT, &secret).header("if-match", "*");
    let page = send(page.json(&json!({ "name": "x", "origins": ["https://new.example"] }))).await;
    assert_eq!(page.broken(), [("/origins".to_owned(), "no_origins".to_owned())]);
}

#[tokio::test]
async fn a_setting_or_a_day_off_is_refused_with_everything_that_is_wrong_with_it() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let read = send(merchant.request(&world, Method::GET, "/v1/account")).await;
    let mut account = read.json.clone();
    for name in ["id", "createdAt"] {
        account.as_object_mut().map(|account| account.remove(name));
    }
    let fine = merchant.request(&world, Method::PUT, "/v1/account").header("if-match", "*").json(&account);
    assert_eq!(send(fine).await.status, 200, "the body differs from a good one in what follows only");
    for (name, value) in [
        ("currency", json!("XXXX")),
        ("language", json!("fr")),
        ("additionalPercent", json!("ten")),
        ("timeZone", json!("Nowhere")),
        ("groupWithinDays", json!(10_000)),
        ("lockDays", json!(10_000)),
    ] {
        account[name] = value;
    }
    let refused =
        send(merchant.request(&world, Method::PUT, "/v1/account").header("if-match", "*").json(&account)).await;
    let mut places: Vec<String> = refused.broken().into_iter().map(|(place, _)| place).collect();
    places.sort_unstable();
    let named = ["/additionalPercent", "/currency", "/groupWithinDays", "/language", "/lockDays", "/timeZone"];
    assert_eq!(places, named, "{}", refused.text);

    let day = json!({ "name": " ", "startDate": "2026-12-25", "endDate": "2026-12-01" });
    let refused = send(merchant.request(&world, Method::PUT, "/v1/holidays/natal").json(&day)).await;
    let told: Vec<_> =
        refused.json["errors"].as_array().unwrap().iter().map(|one| (&one["pointer"], &one["value"])).collect();
    assert_eq!(told, [(&json!("/name"), &json!(" ")), (&json!("/endDate"), &json!("2026-12-01"))]);
    let nothing = send(merchant.post(&world, "/v1/users").json(&json!({ "nmae": "x", "reach": 1 }))).await;
    let named = [
        ("/nmae", "type"),
        ("/reach", "type"),
        ("/email", "required"),
        ("/name", "required"),
        ("/role", "required"),
        ("/language", "required"),
    ];
    assert_eq!(nothing.outcome(), (400, "invalid_body".to_owned()));
    assert_eq!(nothing.broken(), named.map(|(at, rule)| (at.to_owned(), rule.to_owned())), "{}", nothing.text);
}

#[tokio::test]
async fn a_key_is_shown_once_and_stops_within_a_minute_of_being_revoked() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let make = || {
        let request = merchant.request(&world, Method::POST, "/v1/api-keys").header("idempotency-key", "make");
        send(request.json(&json!({ "name": "shop", "kind": "secret" })))
    };
    let (made, again) = (make().await, make().await);
    assert_eq!((made.status.as_u16(), made.text("secretStatus")), (201, "shown".to_owned()));
    assert_eq!((again.status.as_u16(), again.text("secretStatus")), (201, "already_shown".to_owned()));
    assert_eq!(again.json["secret"], Value::Null);
    assert_eq!(again.text("id"), made.text("id"));

    let secret = made.text("secret");
    let ask = || send(world.request(Method::GET, "/v1/account").bearer_auth(&secret));
    assert_eq!(ask().await.status, 200);
    let path = format!("/v1/api-keys/{}", made.text("id"));
    let revoke = merchant.request(&world, Method::DELETE, &path).header("if-match", "*");
    assert_eq!(send(revoke).await.status, 204);
    world.advance(SignedDuration::from_secs(61)).await;
    assert_eq!(ask().await.outcome(), (401, "invalid_credentials".to_owned()));
}

#[tokio::test]
async fn a_key_cannot_make_keys_and_a_key_for_pages_names_its_pages() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let program = merchant
        .program(&world, Method::POST, "/v1/api-keys")
        .header("idempotency-key", "x")
        .json(&json!({ "name": "x", "kind": "secret" }));
    assert_eq!(send(program).await.outcome(), (403, "not_allowed".to_owned()));
    for (origins, pointer, rule) in [
        (json!([]), "/origins", "origins_missing"),
        (json!(["shop.example"]), "/origins/0", "origin"),
        (json!(["https://shop.example", "*"]), "/origins/1", "origin"),
    ] {
        let refused =
            merchant.make_key(&world, &json!({ "name": "shop", "kind": "publishable", "origins": origins })).await;
        assert_eq!(refused.broken(), [(pointer.to_owned(), rule.to_owned())]);
    }
}

#[tokio::test]
async fn account_settings_change_as_a_whole() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let shown = send(merchant.program(&world, Method::GET, "/v1/account")).await;
    let mut body = shown.json.clone();
    for read_only in ["id", "createdAt"] {
        body.as_object_mut().unwrap().remove(read_only);
    }
    body["timeZone"] = json!("America/Manaus");
    body["additionalPercent"] = json!("2.5");
    let etag = shown.header("etag");
    let changed = send(merchant.program(&world, Method::PUT, "/v1/account").header("if-match", etag).json(&body)).await;
    assert_eq!(
        (changed.status.as_u16(), changed.text("timeZone"), changed.text("additionalPercent")),
        (200, "America/Manaus".to_owned(), "2.5".to_owned()),
        "{}",
        changed.text
    );

    body["timeZone"] = json!("Mars/Olympus");
    body["currency"] = json!("XYZ");
    body["additionalPercent"] = json!("-1");
    let refused = send(merchant.program(&world, Method::PUT, "/v1/account").header("if-match", "*").json(&body)).await;
    assert_eq!(refused.broken().first(), Some(&("/currency".to_owned(), "currency".to_owned())), "{}", refused.text);
    assert_eq!(send(merchant.program(&world, Method::GET, "/v1/account")).await.text("timeZone"), "America/Manaus");
}

#[tokio::test]
async fn a_holiday_is_made_replaced_and_removed() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let path = "/v1/holidays/natal";
    let put = |body: Value| send(merchant.program(&world, Method::PUT, path).json(&body));
    let made = put(json!({ "name": "Natal", "startDate": "2026-12-25" })).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(
        put(json!({ "name": "Natal", "startDate": "2026-12-25" })).await.outcome(),
        (428, "if_match_required".to_owned())
    );
    let etag = made.header("etag").to_owned();
    let longer = json!({ "name": "Natal", "startDate": "2026-12-24", "endDate": "2026-12-26" });
    let replaced = send(merchant.program(&world, Method::PUT, path).header("if-match", &etag).json(&longer)).await;
    assert_eq!((replaced.status.as_u16(), replaced.text("endDate")), (200, "2026-12-26".to_owned()));
    let refused = send(
        merchant
            .program(&world, Method::PUT, "/v1/holidays/x")
            .json(&json!({ "name": "X", "startDate": "2026-02-30" })),
    )
    .await;
    assert_eq!(refused.broken(), [("/startDate".to_owned(), "date".to_owned())]);
    // A run that is too long is cut as at the reference's address, and that is told.
    let year = json!({ "name": "Recesso", "startDate": "2026-12-01", "endDate": "2027-12-01" });
    let cut = send(merchant.program(&world, Method::PUT, "/v1/holidays/recesso").json(&year)).await;
    assert_eq!((cut.status.as_u16(), cut.text("endDate")), (201, "2027-01-29".to_owned()), "{}", cut.text);
    assert!(cut.header("warning").starts_with("299 - ") && cut.header("warning").contains("first 60 days"));
    assert!(!replaced.headers.contains_key("warning"));
    let etag = replaced.header("etag").to_owned();
    assert_eq!(send(merchant.program(&world, Method::DELETE, path).header("if-match", etag)).await.status, 204);
    assert_eq!(send(merchant.program(&world, Method::GET, path)).await.status, 404);
}
