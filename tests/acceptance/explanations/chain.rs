//! Explanations of what a chain of shops could have sent.

use super::*;

/// A chain of shops that are a dock and a pickup point of one policy each.
async fn chain(world: &World, shops: usize) {
    let env = world.edition().env();
    let gate = Gate::open(env).await.unwrap();
    let blobs = blobs::Blobs::new(&env.sdk(edge::Service::S3).await, env.require("BUCKET_NAME").unwrap());
    let register = configuration::Register::new(gate.store().clone(), blobs, 1 << 20);
    let scope = domain::access::TenantScope::acting_for(world.sample().account.parse().unwrap());
    let mut current = register.current(scope, gate.now()).await.unwrap();
    let next = current.next();
    let id: domain::code::PolicyId = "expresso".parse().unwrap();
    let mut policy = current.sections.policies.get(&id).unwrap().value.clone();
    let names: Vec<String> = (0..shops).map(|at| format!("shop-{at:03}")).collect();
    policy.pickup_points = names.iter().map(|name| name.parse().unwrap()).collect();
    current.sections.policies.put(id, policy, next);
    let (warehouse, mut house) = {
        let (id, found) = current.sections.warehouses.iter().next().unwrap();
        (id.clone(), found.value.clone())
    };
    for name in &names {
        let dock = json!({ "id": name, "name": name, "policies": ["expresso"] });
        current.sections.docks.put(name.parse().unwrap(), serde_json::from_value(dock).unwrap(), next);
        let point = json!({ "id": name, "name": name, "point": { "lat": -3.1, "lng": -60.0 },
            "address": { "country": "BRA", "postalCode": "69005040" } });
        current.sections.pickup_points.put(name.parse().unwrap(), serde_json::from_value(point).unwrap(), next);
        let link = json!({ "dock": name, "time": "PT0S", "cost": "0" });
        house.docks.push(serde_json::from_value(link).unwrap());
    }
    current.sections.warehouses.put(warehouse, house, next);
    let commit = Commit::new(scope, gate.now(), gate.fresh());
    let commit = register.write(&current, commit).await.unwrap();
    gate.store().commit(commit).await.unwrap();
}

#[tokio::test]
async fn the_explanation_of_a_chain_of_shops_tells_so_many_and_how_many_there_were() {
    let world = World::demo().await;
    chain(&world, 60).await;
    let mut body = cart();
    body["destination"]["point"] = json!({ "lat": -3.1, "lng": -60.0 });
    let asked = quote(&world, &body).await;
    let points = asked.json["options"].as_array().unwrap().iter().filter(|option| option["channel"] == "pickup");
    assert_eq!(points.count(), 60, "{}", &asked.text[..1_000]);
    let shown = get(&world, asked.header("location")).await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    let dropped = shown.json["dropped"].as_array().unwrap();
    assert_eq!(dropped.len(), 2_000);
    assert!(shown.json["droppedCount"].as_u64().unwrap() >= 60 * 59, "{}", shown.json["droppedCount"]);
    assert!(dropped.iter().any(|route| route["policy"] != "expresso"), "the reasons of other policies are told too");
    body["explain"] = json!(true);
    let explained = quote(&world, &body).await;
    assert_eq!(explained.json["dropped"].as_array().map(Vec::len), Some(2_000));
}
