//! What a page of a list costs.

use super::*;
use acceptance::toll::Toll;
use domain::access::TenantScope;
use domain::customer::{Customer, LegalType};
use domain::id::{CustomerId, RouteId, ServiceId};
use domain::service::{Action, Actor, Ask, Describing, Facets, Holding, Kind, Life, Limits, Service, Text};
use domain::timeline::Head;
use domain::tracking_code::{Scheme, TrackingCode};
use edge::Gate;
use std::collections::BTreeSet;

use store::keys::{self, Month, Months};
use uuid::Uuid;

const SOMEBODY: &str = "0193b0a0-0000-7000-8000-00000000000a";

/// Writes services as they would come to be, half of them on a driver's route.
async fn fill(gate: &Gate, scope: TenantScope, count: u32) {
    let now = gate.now();
    let id = CustomerId::new(SOMEBODY.parse::<Uuid>().unwrap());
    let customer = Customer {
        id,
        legal_type: LegalType::Person,
        first_name: Text::new("Ana").unwrap(),
        last_name: None,
        document: None,
        phone: None,
        email: None,
        external_id: None,
        addresses: Vec::new(),
        active: true,
        created_at: now,
        import: None,
    };
    let months = Months { months: BTreeSet::from([Month::of(now)]) };
    let commit = store::Commit::new(scope, now, gate.fresh()).create_customer(scope, &customer);
    gate.store().commit(commit.create("months", &keys::service_months(scope), &months)).await.unwrap();
    for n in 0..count {
        let facets = Facets {
            agency: None,
            branch: SOMEBODY.parse().ok(),
            partner: SOMEBODY.parse().ok(),
            carrier: SOMEBODY.parse().ok(),
        };
        let holding = Holding { route: RouteId::new(gate.fresh()), driver: SOMEBODY.parse().unwrap() };
        let plan = Ask {
            action: Action::Plan,
            who: Actor::Office,
            author: "key:1".to_owned(),
            at: now,
            to: None,
            holding: Some(holding),
            reason: None,
            justification: None,
        };
        let life =
            if n % 2 == 0 { Life::default() } else { Life::default().decide(plan, Limits { attempts: 3 }).unwrap() };
        let service = Service {
            id: ServiceId::new(gate.fresh()),
            code: TrackingCode::make(&Scheme::Own, u128::from(n) << 10),
            kind: Kind::Delivery,
            external: None,
            customer: id,
            address: 0,
            region: None,
            describing: Describing { facets, ..Describing::default() },
            promise: None,
            booking: None,
            left: None,
            created_at: now,
            import: None,
            life,
            proven: std::collections::BTreeSet::new(),
            timeline: Head::default(),
            link: None,
        };
        let commit = store::Commit::new(scope, now, gate.fresh()).create_service(scope, &service);
        gate.store().commit(commit).await.unwrap();
    }
}

fn ask(key: &str, query: &str) -> Value {
    let path = acceptance::repository::root().join("events/manage-services/nobody.json");
    let mut event: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    event["rawPath"] = json!("/v1/services");
    event["rawQueryString"] = json!(query);
    event["headers"]["authorization"] = json!(format!("Bearer {key}"));
    event["requestContext"]["http"]["method"] = json!("GET");
    event["requestContext"]["http"]["path"] = json!("/v1/services");
    event["body"] = json!("");
    event
}

#[tokio::test]
async fn a_page_costs_the_same_reads_in_a_large_account_as_in_a_small_one() {
    let world = World::empty().await;
    let gate = Gate::open(world.edition().env()).await.unwrap();
    let (toll, env) = Toll::before(world.edition().env());
    let function = manage_services::start(env).await.unwrap();
    let lists = [
        "limit=25".to_owned(),
        "limit=25&sort=createdAt".to_owned(),
        "limit=25&status=active".to_owned(),
        format!("limit=25&driver={SOMEBODY}"),
        format!("limit=25&customer={SOMEBODY}"),
        format!("limit=25&partner={SOMEBODY}"),
        format!("limit=25&branch={SOMEBODY}"),
        format!("limit=25&carrier={SOMEBODY}"),
    ];
    let mut costs: Vec<Vec<(usize, usize)>> = Vec::new();
    for (name, count) in [("small", 100), ("large", acceptance::scale::count(100_000))] {
        let merchant = Merchant::found(&world, name).await;
        fill(&gate, TenantScope::acting_for(merchant.account.parse().unwrap()), count).await;
        let mut cost = Vec::new();
        for list in &lists {
            // The key is believed for a minute: the first call of an account reads it, and is not counted.
            function.invoke(ask(&merchant.key, list)).await.unwrap();
            let _ = toll.taken();
            let answer = function.invoke(ask(&merchant.key, list)).await.unwrap();
            let page: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
            assert_eq!(page["items"].as_array().map(Vec::len), Some(25), "{list}: {answer}");
            cost.push(toll.taken());
        }
        costs.push(cost);
    }
    for ((list, small), large) in lists.iter().zip(&costs[0]).zip(&costs[1]) {
        println!("{list}: {} reads, {} bytes of 100; {} reads, {} bytes of many", small.0, small.1, large.0, large.1);
        assert_eq!(small.0, large.0, "{list}");
        assert!((1..=4).contains(&small.0), "{list}: {} reads", small.0);
    }
    world.stop().await;
}
