//! Who sees which entries.

use super::*;
use acceptance::mailbox::{mails_to, token_in};
use acceptance::merchant::PASSWORD;

async fn join(world: &World, merchant: &Merchant, role: &str, reach: Value) -> String {
    let email = format!("{role}@example.com");
    let body = json!({ "email": email, "name": role, "role": role, "reach": reach, "language": "en" });
    let made = send(merchant.post(world, "/v1/users").json(&body)).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let token = token_in(mails_to(world, &email).await.first().expect("a mail"), "invitations");
    let accept = world.request(Method::POST, &format!("/v1/invitations/{token}"));
    send(accept.json(&json!({ "password": PASSWORD }))).await.text("accessToken")
}

#[tokio::test]
async fn whoever_acts_for_a_branch_or_a_transport_company_sees_and_keeps_only_its_own() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let mut drivers = Vec::new();
    let mut owners = Vec::new();
    for name in ["um", "dois"] {
        let branch = added(&world, &merchant, "branches", &json!({ "name": name })).await;
        let carrier = added(&world, &merchant, "carriers", &json!({ "name": name })).await;
        let driver = json!({ "name": name, "branch": branch, "carrier": carrier });
        drivers.push(added(&world, &merchant, "drivers", &driver).await);
        owners.push((branch, carrier));
    }
    added(&world, &merchant, "drivers", &json!({ "name": "de ninguém" })).await;
    let (branch, carrier) = owners.first().unwrap();
    let operator = join(&world, &merchant, "operator", json!({ "branches": [branch] })).await;
    let company = join(&world, &merchant, "carrier", json!({ "carriers": [carrier] })).await;
    let support = join(&world, &merchant, "support", json!({ "carriers": [carrier], "states": ["SP"] })).await;
    for (who, token, seen) in [
        ("operator", &operator, ["branches", "drivers"]),
        ("carrier", &company, ["carriers", "drivers"]),
        ("support", &support, ["carriers", "drivers"]),
    ] {
        let get = |path: String| send(world.request(Method::GET, &path).bearer_auth(token));
        for register in seen {
            assert_eq!(names(&get(format!("/v1/{register}")).await), ["um"], "{who}: {register}");
        }
        assert_eq!(get(format!("/v1/drivers/{}", drivers[0])).await.status, 200, "{who}");
        let hidden = get(format!("/v1/drivers/{}", drivers[1])).await;
        let missing = get("/v1/drivers/00000000-0000-7000-8000-000000000000".to_owned()).await;
        assert_eq!((hidden.status.as_u16(), hidden.text("detail")), (404, missing.text("detail")), "{who}");
    }
    let named = merchant.request(&world, Method::PUT, &format!("/v1/branches/{branch}")).header("if-match", "*");
    assert_eq!(send(named.json(&json!({ "name": "um", "active": false }))).await.status, 200);
    let remove = merchant.request(&world, Method::DELETE, &format!("/v1/branches/{branch}")).header("if-match", "*");
    assert_eq!(send(remove).await.outcome(), (409, "referred_to".to_owned()));
    let post = |token: &str, body: Value| {
        let request = world.request(Method::POST, "/v1/drivers").bearer_auth(token);
        send(request.header("idempotency-key", uuid::Uuid::now_v7().to_string()).json(&body))
    };
    let own = post(&company, json!({ "name": "novo" })).await;
    assert_eq!((own.status.as_u16(), own.text("carrier")), (201, carrier.clone()), "{}", own.text);
    let foreign = post(&company, json!({ "name": "alheio", "carrier": owners[1].1 })).await;
    assert_eq!(foreign.outcome(), (403, "out_of_sight".to_owned()));
    let path = format!("/v1/drivers/{}", drivers[1]);
    for method in [Method::PUT, Method::DELETE] {
        let request = world.request(method.clone(), &path).bearer_auth(&company).header("if-match", "*");
        assert_eq!(send(request.json(&json!({ "name": "x" }))).await.status, 404, "{method}");
    }
}
