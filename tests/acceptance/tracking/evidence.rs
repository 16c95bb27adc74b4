//! What was taken down at the door, as the recipient sees it.

use super::*;
use acceptance::picture::{digest, jpeg, png};

impl House {
    /// Brings a picture as evidence, and answers its id.
    pub(super) async fn picture(&self, service: &str, kind: &str, media_type: &str, file: &[u8]) -> String {
        let body = json!({ "service": service, "type": kind, "contentType": media_type, "size": file.len(),
            "sha256": digest(file) });
        let asked = self.post("/v1/proofs", &body).await;
        assert_eq!(asked.status, 201, "{}", asked.text);
        let upload = &asked.json["upload"];
        let mut put = reqwest::Client::new().put(upload["url"].as_str().unwrap()).body(file.to_vec());
        for (name, value) in upload["headers"].as_object().unwrap().iter().filter(|(name, _)| *name != "content-length")
        {
            put = put.header(name, value.as_str().unwrap());
        }
        assert_eq!(send(put).await.status, 200);
        self.world.settle().await;
        asked.text("id")
    }
}

#[tokio::test]
async fn evidence_is_seen_and_kept_by_who_waited_and_hands_only_on_their_own_device() {
    let house = House::open().await;
    let (id, path) = house.service(&json!({})).await;
    let (_, other) = house.service(&json!({})).await;
    house.set_out(&[&id]).await;
    let photo = house.picture(&id, "photo", "image/jpeg", &jpeg(640, 480)).await;
    assert!(!house.see(&path).await.text.contains("Comprovantes"), "nothing before somebody was there");
    let signature = house.picture(&id, "signature", "image/png", &png(300, 120)).await;
    house.report(1, &id, "deliver", &json!({ "receiverName": "Bia Lima" })).await;

    let page = house.see(&path).await;
    let shown = format!("{path}/proofs/{photo}");
    assert!(
        page.text.contains("Comprovantes") && page.text.contains(&format!("src=\"{shown}/small\"")),
        "{}",
        page.text
    );
    for secret in [signature.as_str(), "Bia"] {
        assert!(!page.text.contains(secret), "{secret}: {}", page.text);
    }
    assert!(page.text.contains("confirmar que é você"), "{}", page.text);
    let pictures = page.headers["content-security-policy"].to_str().unwrap().to_owned();
    for (path, media_type) in [(shown.clone(), "image/jpeg"), (format!("{shown}/small"), "image/jpeg")] {
        let led = send(house.ask(Method::GET, &path)).await;
        assert_eq!((led.status.as_u16(), led.header("cache-control")), (303, "private, no-store"));
        let origin: String = led.header("location").split('/').take(3).collect::<Vec<_>>().join("/");
        assert!(pictures.contains(&origin), "{origin} is not in {pictures}");
        let file = reqwest::get(led.header("location")).await.unwrap();
        assert_eq!((file.status().as_u16(), file.headers()["content-type"].to_str().unwrap()), (200, media_type));
    }
    let hand = format!("{path}/proofs/{signature}");
    assert_eq!(house.see(&hand).await.status, 404, "a hand is shown to who gave it");
    assert_eq!(house.see(&format!("{other}/proofs/{photo}")).await.status, 404, "of another service");
    assert_eq!(house.see(&format!("{path}/proofs/nothing")).await.status, 404);

    let (told, cookie) = house.form(&format!("{path}/device"), &[("digits", "1234")], "").await;
    assert_eq!(told, "known");
    let cookie = cookie.unwrap();
    let known = |path: &str| send(house.ask(Method::GET, path).header("cookie", cookie.split(';').next().unwrap()));
    let page = known(&path).await.text;
    assert!(page.contains("Bia Lima") && page.contains(&signature) && !page.contains("name=\"digits\""), "{page}");
    assert_eq!(known(&hand).await.status, 303);
    house.world.stop().await;
}
