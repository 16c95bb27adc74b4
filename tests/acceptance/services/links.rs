//! The recipient's link: it comes with the service, ends after it, and can be replaced.

use super::*;
use domain::link::{Link, LinkPurpose};
use domain::service::Service;
use store::{Stored, keys};

impl House {
    /// What the link in an answer opens, now.
    async fn opens(&self, answer: &Answer) -> Option<Stored<Link>> {
        let (_, token) = answer.json["trackingUrl"].as_str().unwrap().split_once("/t/").unwrap();
        let digest = edge::credentials::link_digest(token).unwrap();
        let gate = edge::Gate::open(self.world.edition().env()).await.unwrap();
        gate.store().read(&keys::link(&digest), gate.now()).await.unwrap()
    }

    fn now(&self) -> jiff::Timestamp {
        self.world.edition().clock().now()
    }
}

#[tokio::test]
async fn a_link_comes_with_the_service_and_ends_thirty_days_after_it() {
    let house = House::open().await;
    let made = house.make(&service()).await;
    let id = made.text("id");
    let why = house.entry("justifications", &json!({ "name": "Engano" })).await;
    let url = made.text("trackingUrl");
    assert!(url.starts_with(house.world.edition().url()), "{url}");
    assert_eq!(house.get(&format!("/v1/services/{id}")).await.text("trackingUrl"), url, "it can be written again");
    let link = house.opens(&made).await.unwrap().value;
    assert_eq!((link.purpose, link.subject), (LinkPurpose::Tracking, id.clone()));
    assert!(link.expires_at > house.now().saturating_add(SignedDuration::from_hours(24 * 300)).unwrap());

    house.world.advance(SignedDuration::from_hours(24)).await;
    let body = json!({ "action": "cancel", "justification": why });
    house.post(&format!("/v1/services/{id}/status-changes"), &body).await;
    let ends = house.now().saturating_add(SignedDuration::from_hours(24 * 30)).unwrap();
    assert_eq!(house.opens(&made).await.unwrap().value.expires_at, ends);
    let body = json!({ "action": "correct", "to": "active", "justification": why });
    house.post(&format!("/v1/services/{id}/status-changes"), &body).await;
    assert!(house.opens(&made).await.unwrap().value.expires_at > ends, "it goes on, and so does its link");
    house.world.stop().await;
}

#[tokio::test]
async fn a_replaced_link_ends_at_once_and_no_token_is_kept() {
    let house = House::open().await;
    let made = house.make(&service()).await;
    let path = format!("/v1/services/{}/tracking-link", made.text("id"));
    let replaced = house.post(&path, &json!({})).await;
    assert_eq!(replaced.status, 200, "{}", replaced.text);
    assert_ne!(replaced.text("trackingUrl"), made.text("trackingUrl"));
    assert_eq!(house.opens(&made).await.unwrap().value.expires_at, house.now());
    assert!(house.opens(&replaced).await.unwrap().value.expires_at > house.now());

    let gate = edge::Gate::open(house.world.edition().env()).await.unwrap();
    let scope = domain::access::TenantScope::acting_for(house.merchant.account.parse().unwrap());
    let key = keys::service(scope, made.text("id").parse().unwrap());
    let kept: Stored<Service> = gate.store().read(&key, gate.now()).await.unwrap().unwrap();
    let (_, token) = replaced.json["trackingUrl"].as_str().unwrap().split_once("/t/").unwrap();
    assert!(!serde_json::to_string(&kept.value).unwrap().contains(token));
    assert_eq!(kept.value.link.unwrap().generation, 1);
    house.world.stop().await;
}

#[tokio::test]
async fn a_service_that_was_taken_back_has_no_link() {
    let house = House::open().await;
    let made = house.make(&service()).await;
    house.delete(&format!("/v1/services/{}", made.text("id")), "*").await;
    assert!(house.opens(&made).await.is_none());
    house.world.stop().await;
}
