//! What was taken down at the door, as the recipient sees it.

use super::*;
use acceptance::files::{digest, upload};
use acceptance::picture::{jpeg, png};
use domain::shift::Shift;

impl House {
    /// Brings a picture as evidence, and answers its id.
    pub(super) async fn picture(&self, service: &str, kind: &str, media_type: &str, file: &[u8]) -> String {
        let body = json!({ "service": service, "type": kind, "contentType": media_type, "size": file.len(),
            "sha256": digest(file) });
        let asked = self.post("/v1/proofs", &body).await;
        assert_eq!(asked.status, 201, "{}", asked.text);
        upload(&asked.json, file).await;
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

#[tokio::test]
async fn the_fullest_page_stays_under_twenty_kilobytes_on_the_wire() {
    let house = House::open().await;
    let hours = (8..20).map(|hour| (Shift::Morning, hour, hour + 1)).collect();
    house.calendar_of(3, hours).await;
    let reason = json!({ "name": "Ninguém em casa", "after": "reschedule" });
    let reason = send(house.merchant.post(&house.world, "/v1/failure-reasons").json(&reason)).await.text("id");
    let packages: Vec<Value> = (0..20).map(|n| json!({ "barcode": format!("CASA-2030-{n:08}") })).collect();
    let customer = json!({ "firstName": "Ana", "document": "529.982.247-25", "phone": "+5511999991234",
        "email": "ana@example.com" });
    let (id, path) = house.service(&json!({ "order": "V-1", "packages": packages, "customer": customer })).await;
    for _ in 0..20 {
        house.service(&json!({ "order": "V-1", "customer": customer })).await;
    }
    let instructions = "Portão azul, interfone 12. ".repeat(18);
    let said = [("instructions", instructions.as_str()), ("safePlace", "Portaria"), ("digits", "1234")];
    let (told, cookie) = house.form(&format!("{path}/instructions"), &said, "").await;
    assert_eq!(told, "noted");
    let cookie = cookie.unwrap();
    let pair = cookie.split(';').next().unwrap();
    let by_mail = [("want", "no"), ("by", "mail")];
    assert_eq!(house.form(&format!("{path}/messages"), &by_mail, pair).await.0, "stopped");
    house.set_out(&[&id]).await;
    for _ in 0..3 {
        house.picture(&id, "photo", "image/jpeg", &jpeg(640, 480)).await;
    }
    house.picture(&id, "signature", "image/png", &png(300, 120)).await;
    house.report(1, &id, "fail", &json!({ "reason": reason })).await;
    let seen = |encoding: &'static str| {
        house.ask(Method::GET, &path).header("cookie", pair).header("accept-encoding", encoding).send()
    };
    let plain = seen("identity").await.unwrap().text().await.unwrap();
    for part in ["Portão azul", "CASA-2030-00000019", "Outros dias", "Comprovantes", "Do mesmo pedido", "Os e-mails"] {
        assert!(plain.contains(part), "{part}: {plain}");
    }
    let packed = seen("gzip").await.unwrap();
    let headers: usize = packed.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    let whole = headers + packed.bytes().await.unwrap().len();
    println!("the fullest page: {whole} bytes packed with its headers, {} plain", plain.len());
    assert!(whole < 20_000, "{whole} bytes");
    house.world.stop().await;
}
