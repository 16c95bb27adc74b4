//! What guessing passwords, old links and stolen sessions are worth: nothing.

use super::*;
use futures_util::future::join_all;

const WRONG: &str = "not the password";

/// Statuses of passwords that are all sent at once.
async fn at_once(world: &World, email: &str, passwords: &[&str]) -> Vec<u16> {
    let answers = join_all(passwords.iter().map(|password| open(world, email, password))).await;
    answers.iter().map(|answer| answer.status.as_u16()).collect()
}

fn count(statuses: &[u16], wanted: u16) -> usize {
    statuses.iter().filter(|status| **status == wanted).count()
}

#[tokio::test]
async fn of_many_passwords_at_once_five_are_answered_whether_the_login_exists_or_not() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    for email in [merchant.email.as_str(), "nobody@example.com"] {
        let statuses = at_once(&world, email, &[WRONG; 24]).await;
        assert_eq!((count(&statuses, 401), count(&statuses, 429)), (5, 19), "{email}: {statuses:?}");
    }
    world.advance(SignedDuration::from_hours(25)).await;
    let mut guesses = [WRONG; 24];
    guesses[12] = PASSWORD;
    let statuses = at_once(&world, &merchant.email, &guesses).await;
    // The right one forgives those before it, so that at most five more follow.
    let told = count(&statuses, 401) + count(&statuses, 200);
    assert!(told <= 11 && told + count(&statuses, 429) == 24, "{statuses:?}");
}

#[tokio::test]
async fn a_login_that_nobody_has_is_locked_like_any_other() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    send(
        merchant
            .post(&world, "/v1/users")
            .json(&json!({ "email": "invited@example.com", "name": "Ana", "role": "operator", "language": "en" })),
    )
    .await;
    let told = async |email: &str| {
        let mut told = Vec::new();
        for wait in [0, 0, 0, 0, 0, 0, 61, 0] {
            world.advance(SignedDuration::from_secs(wait)).await;
            let answer = open(&world, email, WRONG).await;
            told.push((answer.outcome(), answer.header("retry-after").to_owned()));
        }
        told
    };
    let known = told(&merchant.email).await;
    assert_eq!((known[5].0.0, known[6].0.0, known[7].1.as_str()), (429, 401, "121"));
    assert_eq!(told("nobody@example.com").await, known);
    assert_eq!(told("invited@example.com").await, known);
}

#[tokio::test]
async fn several_who_sign_in_at_once_with_the_right_password_are_all_let_in() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    assert_eq!(open(&world, &merchant.email, WRONG).await.status, 401);
    assert_eq!(at_once(&world, &merchant.email, &[PASSWORD; 6]).await, [200; 6]);
}

/// The tokens of links to a page that were mailed to somebody, the newest first.
async fn links(world: &World, email: &str, page: &str) -> Vec<String> {
    let mails = mails_to(world, email).await;
    mails.iter().map(|mail| token_in(mail, page)).filter(|token| !token.is_empty()).collect()
}

#[tokio::test]
async fn of_several_invitations_the_first_that_is_used_ends_the_others() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let body = json!({ "email": "ana@example.com", "name": "Ana", "role": "operator", "language": "en" });
    let id = send(merchant.post(&world, "/v1/users").json(&body)).await.text("id");
    assert_eq!(send(merchant.post(&world, &format!("/v1/users/{id}/invitation"))).await.status, 202);
    let tokens = links(&world, "ana@example.com", "invitations").await;
    let path = |number: usize| format!("/v1/invitations/{}", tokens[number]);
    assert_eq!(tokens.len(), 2);
    let accept =
        |path: String, password: &str| send(world.request(Method::POST, &path).json(&json!({ "password": password })));
    assert_eq!(accept(path(0), PASSWORD).await.status, 200);
    let dismiss = json!({ "name": "Ana", "role": "operator", "language": "en", "active": false });
    for body in [None, Some(dismiss)] {
        if let Some(body) = body {
            let put = merchant.request(&world, Method::PUT, &format!("/v1/users/{id}")).header("if-match", "*");
            assert_eq!(send(put.json(&body)).await.status, 200);
        }
        assert_eq!(accept(path(1), "the password of a thief").await.outcome(), (404, "link_gone".to_owned()));
        let shown = send(world.request(Method::GET, &path(1))).await;
        assert_eq!(shown.outcome(), (404, "link_gone".to_owned()));
        assert_eq!(open(&world, "ana@example.com", "the password of a thief").await.status, 401);
    }
    assert_eq!(open(&world, "ana@example.com", PASSWORD).await.status, 401, "she is out of use");
}

#[tokio::test]
async fn of_many_asks_for_another_password_one_in_five_minutes_is_mailed() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let ask = || send(world.request(Method::POST, "/v1/password-resets").json(&json!({ "email": merchant.email })));
    for (wait, mails) in [(0, 1), (0, 1), (299, 1), (1, 2)] {
        world.advance(SignedDuration::from_secs(wait)).await;
        let asked = ask().await;
        assert_eq!((asked.status.as_u16(), asked.text.as_str()), (202, "{}"));
        assert_eq!(links(&world, &merchant.email, "password-resets").await.len(), mails, "{wait}");
    }
}

#[tokio::test]
async fn another_password_ends_every_session_and_link_of_the_one_before() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let stolen = open(&world, &merchant.email, PASSWORD).await;
    let ask = || send(world.request(Method::POST, "/v1/password-resets").json(&json!({ "email": merchant.email })));
    ask().await;
    world.advance(SignedDuration::from_mins(5)).await;
    ask().await;
    let tokens = links(&world, &merchant.email, "password-resets").await;
    assert_eq!(tokens.len(), 2);
    let choose = |token: &str, password: &str| {
        let request = world.request(Method::POST, &format!("/v1/password-resets/{token}"));
        send(request.json(&json!({ "password": password })))
    };
    assert_eq!(choose(&tokens[0], "another good one").await.status, 204);
    assert_eq!(choose(&tokens[1], "that of a thief").await.outcome(), (404, "link_gone".to_owned()));
    for token in [stolen.text("refreshToken"), merchant.session["refreshToken"].as_str().unwrap().to_owned()] {
        assert_eq!(refresh(&world, &token).await.outcome(), (401, "session_ended".to_owned()));
    }
    let fresh = open(&world, &merchant.email, "another good one").await;
    assert_eq!(refresh(&world, &fresh.text("refreshToken")).await.status, 200, "{}", fresh.text);
}

#[tokio::test]
async fn a_forgotten_password_costs_the_same_whether_the_login_exists_or_not() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let items = || acceptance::dump::everything(&world).matches(r#""PK":"#).count();
    for (email, written) in [
        (merchant.email.as_str(), 3),
        (merchant.email.as_str(), 0),
        ("nobody@example.com", 3),
        ("nobody@example.com", 0),
        ("nobody-else@example.com", 3),
    ] {
        world.settle().await;
        let before = items();
        let asked = send(world.request(Method::POST, "/v1/password-resets").json(&json!({ "email": email }))).await;
        assert_eq!((asked.status.as_u16(), asked.text.as_str()), (202, "{}"), "{email}");
        world.settle().await;
        assert!(items() - before >= written, "{email}: {} items", items() - before);
        assert_eq!(items() == before, written == 0, "{email}");
    }
}
