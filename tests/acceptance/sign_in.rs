//! Signing in, staying signed in, and choosing passwords.

use acceptance::mailbox::{mails_to, token_in};
use acceptance::merchant::{Merchant, PASSWORD};
use acceptance::world::{Answer, World, send};
use jiff::SignedDuration;
use reqwest::Method;
use serde_json::json;

mod guessing;

async fn open(world: &World, email: &str, password: &str) -> Answer {
    send(world.request(Method::POST, "/v1/sessions").json(&json!({ "email": email, "password": password }))).await
}

async fn refresh(world: &World, token: &str) -> Answer {
    send(world.request(Method::POST, "/v1/sessions/refresh").json(&json!({ "refreshToken": token }))).await
}

async fn me(world: &World, token: &str) -> Answer {
    send(world.request(Method::GET, "/v1/me").bearer_auth(token)).await
}

#[tokio::test]
async fn a_password_opens_a_session_and_a_wrong_one_says_no_more_than_wrong() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let opened = open(&world, &merchant.email.to_uppercase(), PASSWORD).await;
    assert_eq!(opened.status, 200, "{}", opened.text);
    assert_eq!(opened.json["user"]["email"], merchant.email);
    assert_eq!(opened.json["user"]["role"], "manager");
    assert_eq!(opened.json["account"]["timeZone"], "America/Sao_Paulo");
    assert_eq!(me(&world, &opened.text("accessToken")).await.status, 200);

    let wrong = open(&world, &merchant.email, "not the password").await;
    let unknown = open(&world, "nobody@example.com", "not the password").await;
    assert_eq!(wrong.outcome(), (401, "wrong_credentials".to_owned()));
    assert_eq!(wrong.json["detail"], unknown.json["detail"]);
    assert_eq!(unknown.outcome(), wrong.outcome());
    assert_eq!(open(&world, "not an e-mail", PASSWORD).await.outcome(), wrong.outcome());
}

#[tokio::test]
async fn five_wrong_passwords_lock_for_a_minute() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    for _ in 0..5 {
        assert_eq!(open(&world, &merchant.email, "not the password").await.status, 401);
    }
    let locked = open(&world, &merchant.email, PASSWORD).await;
    assert_eq!(locked.outcome(), (429, "locked_out".to_owned()));
    assert_eq!(locked.header("retry-after"), "61");
    world.advance(SignedDuration::from_secs(61)).await;
    assert_eq!(open(&world, &merchant.email, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn an_access_token_ends_after_ten_minutes_and_a_refresh_renews_it() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let first = open(&world, &merchant.email, PASSWORD).await;
    world.advance(SignedDuration::from_mins(10)).await;
    assert_eq!(me(&world, &first.text("accessToken")).await.outcome(), (401, "invalid_credentials".to_owned()));
    let second = refresh(&world, &first.text("refreshToken")).await;
    assert_eq!(me(&world, &second.text("accessToken")).await.status, 200, "{}", second.text);
    assert_ne!(first.text("refreshToken"), second.text("refreshToken"));
}

#[tokio::test]
async fn a_refresh_whose_answer_was_lost_may_be_sent_again_but_a_stolen_token_ends_the_session() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let first = open(&world, &merchant.email, PASSWORD).await.text("refreshToken");
    assert_eq!(refresh(&world, &first).await.status, 200);
    let again = refresh(&world, &first).await;
    assert_eq!(again.status, 200);
    world.advance(SignedDuration::from_secs(61)).await;
    assert_eq!(refresh(&world, &first).await.outcome(), (401, "session_ended".to_owned()));
    assert_eq!(refresh(&world, &again.text("refreshToken")).await.outcome(), (401, "session_ended".to_owned()));
}

#[tokio::test]
async fn signing_out_ends_the_session_and_may_be_repeated() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let token = open(&world, &merchant.email, PASSWORD).await.text("refreshToken");
    for _ in 0..2 {
        let close = world.request(Method::DELETE, "/v1/sessions/current").json(&json!({ "refreshToken": token }));
        assert_eq!(send(close).await.status, 204);
    }
    assert_eq!(refresh(&world, &token).await.status, 401);
    assert_eq!(refresh(&world, "rt_nonsense").await.status, 401);
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_link_in_a_mail_that_works_once() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    for email in [merchant.email.as_str(), "nobody@example.com"] {
        let asked = send(world.request(Method::POST, "/v1/password-resets").json(&json!({ "email": email }))).await;
        assert_eq!((asked.status.as_u16(), asked.text.as_str()), (202, "{}"));
    }
    assert!(mails_to(&world, "nobody@example.com").await.is_empty());
    let mail =
        mails_to(&world, &merchant.email).await.into_iter().find(|mail| !token_in(mail, "password-resets").is_empty());
    let token = token_in(&mail.expect("a mail with a link"), "password-resets");
    let choose = |password: &str| {
        send(
            world.request(Method::POST, &format!("/v1/password-resets/{token}")).json(&json!({ "password": password })),
        )
    };
    let weak = choose("short").await;
    assert_eq!(weak.broken(), [("/password".to_owned(), "weak_password".to_owned())]);
    assert!(!weak.text.contains("short"), "a password is never repeated");
    assert_eq!(choose("another good one").await.status, 204);
    assert_eq!(choose("yet another one").await.outcome(), (404, "link_gone".to_owned()));
    assert_eq!(open(&world, &merchant.email, PASSWORD).await.status, 401);
    assert_eq!(open(&world, &merchant.email, "another good one").await.status, 200);
}

#[tokio::test]
async fn an_invited_user_joins_by_the_link_in_the_mail() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let add = merchant
        .post(&world, "/v1/users")
        .json(&json!({ "email": "ana@example.com", "name": "Ana", "role": "operator", "language": "es" }));
    let added = send(add).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let invited = mails_to(&world, "ana@example.com").await;
    let token = token_in(invited.first().expect("a mail"), "invitations");
    let path = format!("/v1/invitations/{token}");
    for _ in 0..3 {
        let shown = send(world.request(Method::GET, &path)).await;
        assert_eq!((shown.text("email"), shown.text("accountName")), ("ana@example.com".to_owned(), "casa".to_owned()));
    }
    assert_eq!(open(&world, "ana@example.com", PASSWORD).await.status, 401);
    let joined =
        send(world.request(Method::POST, &path).json(&json!({ "name": "Ana Souza", "password": PASSWORD }))).await;
    assert_eq!(joined.json["user"]["name"], "Ana Souza", "{}", joined.text);
    assert_eq!(joined.json["user"]["language"], "es");
    assert_eq!(send(world.request(Method::POST, &path).json(&json!({ "password": PASSWORD }))).await.status, 404);
    assert_eq!(open(&world, "ana@example.com", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn an_invitation_ends_after_a_week_and_can_be_sent_again() {
    let world = World::empty().await;
    let merchant = Merchant::found(&world, "casa").await;
    let add = merchant
        .post(&world, "/v1/users")
        .json(&json!({ "email": "ana@example.com", "name": "Ana", "role": "operator", "language": "en" }));
    let id = send(add).await.text("id");
    let first = token_in(mails_to(&world, "ana@example.com").await.first().expect("a mail"), "invitations");
    world.advance(SignedDuration::from_hours(24 * 7)).await;
    assert_eq!(send(world.request(Method::GET, &format!("/v1/invitations/{first}"))).await.status, 404);
    let signed_in = open(&world, &merchant.email, PASSWORD).await.text("accessToken");
    let again = world
        .request(Method::POST, &format!("/v1/users/{id}/invitation"))
        .bearer_auth(signed_in)
        .header("idempotency-key", "again");
    assert_eq!(send(again).await.status, 202);
    let second = mails_to(&world, "ana@example.com")
        .await
        .iter()
        .map(|mail| token_in(mail, "invitations"))
        .find(|token| *token != first);
    let shown = send(world.request(Method::GET, &format!("/v1/invitations/{}", second.expect("another mail")))).await;
    assert_eq!(shown.status, 200);
}
