//! Two carriers who come by appointment for one cart: one window of both, with a place taken in each.

use super::*;
use acceptance::merchant::Merchant;
use acceptance::tables;

const ROW: &str = "01000000,99999999,,0,30000,10.00,0,0,0,1.00:00:00,BRA,0";

/// What `road` brings lies in one house, what `van` brings in another; both come in the afternoon, one also before noon.
async fn market(world: &World) -> Merchant {
    let merchant = Merchant::found(world, "market").await;
    let windows = |hours: &[(&str, &str)], price: u32, places: u32| {
        let of_day = |day: u8| {
            let window = move |(start, end): &(&str, &str)| json!({ "dayOfWeek": day, "start": start, "end": end, "price": price, "maxOrders": places });
            hours.iter().map(window).collect::<Vec<Value>>()
        };
        json!({ "enabled": true, "maxRangeDays": 9, "windows": (0..7).flat_map(of_day).collect::<Vec<Value>>() })
    };
    let policy = |schedule: Value| json!({ "name": "By appointment", "shippingMethod": "Agendada", "deliverySchedule": schedule });
    let edges = json!({ "height": 10, "width": 20, "length": 30 });
    let sku = json!({ "name": "Thing", "weight": 500, "price": 1000, "dimensions": edges });
    let mut things = vec![
        ("/v1/shipping-policies/road".to_owned(), policy(windows(&[("08:00", "12:00"), ("13:00", "17:00")], 100, 3))),
        ("/v1/shipping-policies/van".to_owned(), policy(windows(&[("13:00", "17:00")], 250, 1))),
    ];
    for (carrier, thing) in [("road", "lamp"), ("van", "sofa")] {
        things.extend([
            (format!("/v1/docks/{carrier}"), json!({ "name": carrier, "policies": [carrier] })),
            (format!("/v1/warehouses/{carrier}"), json!({ "name": carrier, "docks": [{ "dock": carrier }] })),
            (format!("/v1/skus/{thing}"), sku.clone()),
            (format!("/v1/inventory/{thing}/{carrier}"), json!({ "quantity": 9 })),
        ]);
    }
    for (path, body) in &things {
        let made = send(merchant.program(world, Method::PUT, path).json(body)).await;
        assert_eq!(made.status, 201, "{path}: {}", made.text);
    }
    for carrier in ["road", "van"] {
        let import = tables::import(world, &merchant.key, carrier, &[ROW]).await;
        assert_eq!(import["status"], "live", "{import}");
    }
    merchant
}

#[tokio::test]
async fn a_cart_of_two_carriers_takes_a_place_of_both_and_gives_both_back() {
    let world = World::empty().await;
    let merchant = market(&world).await;
    let post = async |path: &str, body: &Value| {
        let request = merchant.program(&world, Method::POST, path);
        send(request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).json(body)).await
    };
    let quote = async |skus: &[&str]| {
        let items: Vec<Value> = skus.iter().map(|sku| json!({ "sku": sku, "quantity": 1 })).collect();
        let destination = json!({ "country": "BRA", "postalCode": "01310-100" });
        let made = post("/v1/quotes", &json!({ "destination": destination, "items": items })).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let options = made.json["options"].as_array().unwrap().clone();
        let [option] = options.as_slice() else { panic!("{}", made.text) };
        assert_eq!(option["complete"], true, "{option}");
        (made.text("id"), option.clone())
    };
    let gate = Gate::open(world.edition().env()).await.unwrap();
    let scope = TenantScope::acting_for(merchant.account.parse().unwrap());
    let taken = async |ids: &[&str]| {
        let mut taken = Vec::new();
        for id in ids {
            let window: WindowId = id.parse().unwrap();
            let booked = gate.store().read(&keys::capacity::<Booked>(scope, &window), gate.now()).await.unwrap();
            taken.push(booked.map_or(0, |booked| booked.value.at(gate.now()).taken.deliveries));
        }
        taken
    };
    let hold = async |quote: &str, option: &Value, window: &Value| {
        post(PATH, &json!({ "quoteId": quote, "optionId": option["id"], "windowId": window["id"] })).await
    };

    let (id, option) = quote(&["lamp", "sofa"]).await;
    let windows = option["windows"].as_array().unwrap();
    let first = &windows[0];
    assert!(windows.iter().all(|window| window["from"].as_str().unwrap().contains("T13:00")), "{option}");
    assert_eq!((&first["price"], &first["left"]), (&json!(350), &json!(1)), "both prices, and the fewer places");
    let both = [first["id"].as_str().unwrap(), first["also"][0].as_str().unwrap()];
    assert_eq!(first["also"].as_array().map(Vec::len), Some(1));
    let calendars: Vec<&str> = both.iter().map(|id| id.split('.').next().unwrap()).collect();
    assert!(calendars.contains(&"road") && calendars.contains(&"van"), "{both:?}");

    let held = hold(&id, &option, first).await;
    assert_eq!((held.status.as_u16(), taken(&both).await), (201, vec![1, 1]), "{}", held.text);
    let again = hold(&id, &option, first).await;
    assert_eq!((again.outcome(), taken(&both).await), ((409, "window_full".to_owned()), vec![1, 1]), "all or nothing");
    let (_, later) = quote(&["lamp", "sofa"]).await;
    assert_eq!(later["windows"][0]["id"], windows[1]["id"], "the full one is offered no longer");
    // The carrier who has places left still comes alone.
    let (_, alone) = quote(&["lamp"]).await;
    let road = both.iter().find(|id| id.starts_with("road.")).unwrap();
    let same = alone["windows"].as_array().unwrap().iter().find(|window| window["id"] == **road).unwrap();
    assert_eq!((&same["left"], &same["price"], same.get("also")), (&json!(2), &json!(100), None));

    let ended = post(&format!("{}/cancellation", held.header("location")), &json!({})).await;
    assert_eq!((ended.status.as_u16(), taken(&both).await), (200, vec![0, 0]), "{}", ended.text);
    let (id, option) = quote(&["lamp", "sofa"]).await;
    assert_eq!(&option["windows"][0], first);
    assert_eq!(hold(&id, &option, first).await.status, 201);
    world.stop().await;
}
