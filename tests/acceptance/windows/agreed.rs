//! What is agreed for some days, as the office looks it up.

use super::*;

impl House {
    /// The services of every page of a list, with the starts of their windows.
    async fn agreed(&self, query: &str, limit: usize) -> Vec<(String, String)> {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.get(&format!("/v1/bookings?limit={limit}{query}{cursor}")).await;
            assert_eq!(page.status, 200, "{}", page.text);
            let items = page.json["items"].as_array().unwrap();
            assert!(items.len() <= limit, "{}", page.text);
            let starts = |item: &Value| item["window"]["start"].as_str().unwrap_or("-").to_owned();
            found.extend(items.iter().map(|item| (item["service"].as_str().unwrap().to_owned(), starts(item))));
            match page.json["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return found,
            }
        }
    }
}

#[tokio::test]
async fn who_is_booked_on_a_day_is_listed_by_the_start_of_the_window_and_follows_every_move() {
    let house = House::open(5).await;
    let mut ids = Vec::new();
    for n in 1..=5 {
        ids.push(house.service(n).await);
    }
    let day = |after: i64| house.today().saturating_add(after.days());
    let (one, two) = (day(2), day(3));
    let window = |date: Date, hours: &str| format!("capital.{date}.{hours}");
    for (n, window) in [
        (0, window(one, "1300-1800")),
        (1, window(one, "0800-1200")),
        (2, window(two, "0800-1200")),
        (3, window(one, "0800-1200")),
    ] {
        assert_eq!(house.book(&ids[n], &window).await.status, 200);
    }
    let body = json!({
        "customer": { "firstName": "Rui" }, "scheduledDate": one.to_string(),
        "address": { "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000", "state": "SP" },
    });
    let only_day = house.post("/v1/services", &body).await;
    assert_eq!(only_day.status, 201, "{}", only_day.text);
    let row = |id: &str, start: &str| (id.to_owned(), start.to_owned());
    let first =
        vec![row(&only_day.text("id"), "-"), row(&ids[1], "08:00"), row(&ids[3], "08:00"), row(&ids[0], "13:00")];
    let both: Vec<_> = first.iter().cloned().chain([row(&ids[2], "08:00")]).collect();
    let from = format!("&from={one}");
    for (query, expected) in [
        (from.clone(), first.clone()),
        (format!("{from}&to={two}"), both.clone()),
        (format!("&from={two}"), both[4..].to_vec()),
        (format!("{from}&to={two}&shift=morning"), vec![both[1].clone(), both[2].clone(), both[4].clone()]),
        (format!("{from}&calendar=capital&shift=afternoon"), vec![both[3].clone()]),
        (format!("{from}&calendar=other"), vec![]),
        (format!("{from}&status=routed"), vec![]),
        (String::new(), vec![]),
    ] {
        for limit in [1, 2, 50] {
            assert_eq!(house.agreed(&query, limit).await, expected, "{query} by {limit}");
        }
    }
    let page = house.get(&format!("/v1/bookings?from={one}&shift=afternoon")).await;
    let item = &page.json["items"][0];
    let told = (&item["customer"], &item["status"], &item["origin"], &item["date"], &item["window"]["shift"]);
    let expected = (json!("Ana"), json!("active"), json!("integration"), json!(one.to_string()), json!("afternoon"));
    assert_eq!(told, (&expected.0, &expected.1, &expected.2, &expected.3, &expected.4), "{}", page.text);

    assert_eq!(house.book(&ids[1], &window(two, "1300-1800")).await.status, 200);
    let gone = house.post(&format!("/v1/bookings/{}/cancellation", ids[3]), &json!({})).await;
    assert_eq!(gone.status, 200, "{}", gone.text);
    let expected = vec![both[0].clone(), both[3].clone(), both[4].clone(), row(&ids[1], "13:00")];
    assert_eq!(house.agreed(&format!("{from}&to={two}"), 50).await, expected);

    let wrong = house.get("/v1/bookings?from=soon&to=x&shift=dawn&calendar=!&status=lost").await;
    let broken: Vec<String> = wrong.broken().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(broken, ["?from", "?to", "?shift", "?calendar", "?status"]);
    for to in [day(1), day(33)] {
        let refused = house.get(&format!("/v1/bookings?from={one}&to={to}")).await;
        assert_eq!(refused.broken(), [("?to".to_owned(), "out_of_range".to_owned())], "{to}");
    }
    house.world.stop().await;
}
