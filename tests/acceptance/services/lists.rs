//! Finding services again.

use super::*;

#[tokio::test]
async fn services_are_found_by_code_order_invoice_external_id_name_and_what_these_begin_with() {
    let house = House::open().await;
    let ana = house
        .make(&with(&json!({ "order": "V-1001", "invoice": { "number": "555", "series": "2" }, "externalId": "e-1" })))
        .await;
    let mut bia = with(&json!({ "order": "V-1002", "invoice": { "number": "556" } }));
    bia["customer"] = json!({ "firstName": "Bia", "lastName": "de Ávila" });
    let bia = house.make(&bia).await;
    let (ana_id, bia_id) = (ana.text("id"), bia.text("id"));
    let mut other = with(&json!({ "externalId": "e-10" }));
    other["customer"] = json!({ "firstName": "Caio" });
    house.make(&other).await;
    other["externalId"] = json!("PED-1001");
    let capital = house.make(&other).await.text("id");
    let (code, spoken) = (ana.text("code"), ana.text("spokenCode").to_lowercase());
    let mistyped = format!("{}{}", &code[..10], if code.ends_with('0') { '1' } else { '0' });
    for (query, rule) in [
        (format!("code={mistyped}"), ("?code", "invalid_filter")),
        ("q=ana&order=v-1001".to_owned(), ("?q", "two_searches")),
    ] {
        let refused = house.get(&format!("/v1/services?{query}")).await;
        assert_eq!(refused.broken(), [(rule.0.to_owned(), rule.1.to_owned())], "{query}");
    }
    for (query, expected) in [
        (format!("code={code}"), vec![&ana_id]),
        (format!("code={spoken}"), vec![&ana_id]),
        ("order=v-1001".to_owned(), vec![&ana_id]),
        ("order=V-100".to_owned(), vec![]),
        ("invoice=555".to_owned(), vec![&ana_id]),
        ("invoice=555&series=2".to_owned(), vec![&ana_id]),
        ("invoice=555&series=3".to_owned(), vec![]),
        ("externalId=e-1".to_owned(), vec![&ana_id]),
        ("externalId=e-2".to_owned(), vec![]),
        ("externalId=PED-1001".to_owned(), vec![&capital]),
        ("externalId=ped-1001".to_owned(), vec![]),
        ("externalId=PED-1".to_owned(), vec![]),
        (format!("code={}", code.replace('0', "o").replace('1', "l")), vec![&ana_id]),
        ("order=v-1001&externalId=e-1".to_owned(), vec![&ana_id]),
        ("order=v-1002&externalId=e-1".to_owned(), vec![]),
        ("order=v-1002&invoice=556".to_owned(), vec![&bia_id]),
        ("q=v-100".to_owned(), vec![&bia_id, &ana_id]),
        ("q=55".to_owned(), vec![&bia_id, &ana_id]),
        ("q=souza".to_owned(), vec![&ana_id]),
        ("q=Ana".to_owned(), vec![&ana_id]),
        ("q=%C3%A1vila".to_owned(), vec![&bia_id]),
        (format!("q={}", &code[..4].to_lowercase()), vec![&ana_id]),
        ("q=ana&status=done".to_owned(), vec![]),
    ] {
        let found = house.ids(&query).await;
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{query}");
    }
    house.world.stop().await;
}

#[tokio::test]
async fn lists_are_told_in_parts_over_months_newest_first_and_by_each_filter() {
    let house = House::open().await;
    let partner = house.entry("partners", &json!({ "name": "Parceira" })).await;
    let mut made: Vec<String> = Vec::new();
    for n in 0..9_u32 {
        if n == 4 {
            house.world.edition().clock().advance(SignedDuration::from_hours(24 * 40));
        }
        let fields = if n % 2 == 0 { json!({ "partner": partner }) } else { json!({ "type": "collection" }) };
        made.push(house.make(&with(&fields)).await.text("id"));
    }
    let newest: Vec<String> = made.iter().rev().cloned().collect();
    let evens: Vec<String> = newest.iter().rev().step_by(2).cloned().collect::<Vec<_>>().into_iter().rev().collect();
    let odds: Vec<String> = newest.iter().filter(|id| !evens.contains(id)).cloned().collect();
    for (filter, expected) in [
        ("", newest.clone()),
        ("&sort=createdAt", made.clone()),
        ("&status=active", newest.clone()),
        ("&status=done", vec![]),
        (format!("&partner={partner}").as_str(), evens.clone()),
        ("&type=collection", odds.clone()),
        (format!("&partner={partner}&type=collection").as_str(), vec![]),
    ] {
        for limit in [1, 3, 200] {
            let (mut found, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = house.get(&format!("/v1/services?limit={limit}{filter}{cursor}")).await;
                assert_eq!(page.status, 200, "{}", page.text);
                let items = page.json["items"].as_array().unwrap();
                assert!(items.len() <= limit, "{filter}");
                found.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
                match page.json["nextCursor"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(found, expected, "{filter} by {limit}");
        }
    }
    let foreign = house.get("/v1/services?limit=1").await.text("nextCursor");
    assert_eq!(house.get(&format!("/v1/services?status=active&cursor={foreign}")).await.status, 400);
    let wrong = house.get("/v1/services?status=lost&driver=x&sort=name&q=a&createdFrom=monday").await;
    let broken: Vec<String> = wrong.broken().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(
        (wrong.status.as_u16(), broken),
        (422, ["?status", "?driver", "?createdFrom", "?sort", "?q"].map(str::to_owned).to_vec())
    );
    house.world.stop().await;
}

#[tokio::test]
async fn a_search_goes_on_over_pages_and_finds_people_of_long_ago() {
    let house = House::open().await;
    let mut made = Vec::new();
    for n in 0..7_u32 {
        made.push(house.make(&with(&json!({ "order": format!("lote-{n}") }))).await.text("id"));
        house.world.edition().clock().advance(SignedDuration::from_hours(24 * 30));
    }
    let newest: Vec<String> = made.iter().rev().cloned().collect();
    for (query, expected) in [
        ("q=lote", &newest),
        ("q=souza", &newest),
        ("q=souza&sort=createdAt", &made),
        ("q=lote&status=active", &newest),
    ] {
        for limit in [2, 7, 50] {
            let (mut found, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = house.get(&format!("/v1/services?{query}&limit={limit}{cursor}")).await;
                assert_eq!((page.status.as_u16(), &page.json["truncated"]), (200, &json!(false)), "{}", page.text);
                let items = page.json["items"].as_array().unwrap();
                assert!(items.len() <= limit);
                found.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
                match page.json["nextCursor"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(&found, expected, "{query} by {limit}");
        }
    }
    house.world.stop().await;
}

#[tokio::test]
async fn what_was_called_off_is_found_by_when_it_ended() {
    let house = House::open().await;
    let (id, other) = (house.make(&service()).await.text("id"), house.make(&service()).await.text("id"));
    let why = house.justification().await;
    house.world.advance(SignedDuration::from_hours(24)).await;
    let now = house.world.edition().clock().now();
    let next = now + SignedDuration::from_hours(1);
    let change = |id: &str| format!("/v1/services/{id}/status-changes");
    let cancel = json!({ "action": "cancel", "justification": why });
    assert_eq!(house.post(&change(&id), &cancel).await.status, 200);
    let done = json!({ "action": "correct", "to": "done", "justification": why });
    assert_eq!(house.post(&change(&other), &done).await.status, 200);
    assert_eq!(house.ids(&format!("finishedFrom={now}&finishedTo={next}")).await, [other.clone(), id.clone()]);
    assert_eq!(house.ids(&format!("finishedFrom={next}")).await, [""; 0]);
    let back = json!({ "action": "correct", "to": "active", "justification": why });
    assert_eq!(house.post(&change(&id), &back).await.status, 200);
    assert_eq!(house.ids(&format!("finishedFrom={now}")).await, [other], "what is active again has not ended");
    house.world.stop().await;
}

#[tokio::test]
async fn what_a_driver_carried_to_its_end_is_found_by_the_driver() {
    let house = House::open().await;
    let (done, open) = (house.make(&service()).await.text("id"), house.make(&service()).await.text("id"));
    let route = json!({ "driver": DRIVER, "date": "2027-01-15", "services": [done, open] });
    assert_eq!(house.post("/v1/routes", &route).await.status, 201);
    let now = house.world.edition().clock().now().to_string();
    let report = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": 1, "service": done, "type": "deliver", "occurredAt": now });
    let batch = json!({ "driver": DRIVER, "device": "d", "sentAt": now, "events": [report] });
    let told = house.post("/v1/driver-events", &batch).await;
    assert_eq!(told.json["items"][0]["status"], "done", "{}", told.text);
    for (query, expected) in [
        (format!("driver={DRIVER}"), vec![&open, &done]),
        (format!("driver={DRIVER}&status=done"), vec![&done]),
        (format!("driver={DRIVER}&finishedFrom={now}"), vec![&done]),
        (format!("driver={DRIVER}&status=routed"), vec![&open]),
        (format!("driver={DRIVER}&finishedTo={now}"), vec![]),
    ] {
        assert_eq!(house.ids(&query).await.iter().collect::<Vec<_>>(), expected, "{query}");
    }
    house.world.stop().await;
}

#[tokio::test]
async fn nobody_sees_a_service_out_of_sight() {
    let house = House::open().await;
    let partner = |name: &str| {
        let request = house.merchant.post(&house.world, "/v1/partners");
        send(request.json(&json!({ "name": name })))
    };
    let (ours, theirs) = (partner("ours").await.text("id"), partner("theirs").await.text("id"));
    let seen = house.make(&with(&json!({ "partner": ours }))).await.text("id");
    let hidden = house.make(&with(&json!({ "partner": theirs }))).await.text("id");
    let unplaced = house.make(&service()).await.text("id");
    let body = json!({ "email": "p@example.com", "name": "P", "role": "partner", "reach": { "partner": ours }, "language": "en" });
    assert_eq!(send(house.merchant.post(&house.world, "/v1/users").json(&body)).await.status, 201);
    let mails = acceptance::mailbox::mails_to(&house.world, "p@example.com").await;
    let token = acceptance::mailbox::token_in(mails.first().unwrap(), "invitations");
    let join = house.world.request(Method::POST, &format!("/v1/invitations/{token}"));
    let session = send(join.json(&json!({ "password": acceptance::merchant::PASSWORD }))).await;
    let partner = session.text("accessToken");
    let get = |path: String| send(house.world.request(Method::GET, &path).bearer_auth(&partner));
    let list = get("/v1/services".to_owned()).await;
    let ids: Vec<&str> =
        list.json["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [&seen]);
    assert_eq!(get(format!("/v1/services/{seen}")).await.status, 200);
    for id in [hidden, unplaced] {
        for below in ["", "/timeline"] {
            assert_eq!(get(format!("/v1/services/{id}{below}")).await.status, 404);
        }
    }
    assert_eq!(house.ids("").await.len(), 3);
    house.world.stop().await;
}
