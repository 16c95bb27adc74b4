//! What a page says while and after somebody tried in vain.

use super::*;
use acceptance::picture::jpeg;

impl House {
    /// A reason for which an attempt failed, and what it allows.
    pub(super) async fn reason(&self, name: &str, after: &str) -> String {
        let reason = json!({ "name": name, "after": after });
        send(self.merchant.post(&self.world, "/v1/failure-reasons").json(&reason)).await.text("id")
    }

    /// The office lets somebody try again.
    pub(super) async fn retry(&self, service: &str) {
        self.world.advance(SignedDuration::from_mins(1)).await;
        let why = self.post("/v1/justifications", &json!({ "name": format!("Nova tentativa {service}") })).await;
        let retry = json!({ "action": "retry", "justification": why.text("id") });
        let again = self.post(&format!("/v1/services/{service}/status-changes"), &retry).await;
        assert_eq!(again.status, 200, "{}", again.text);
    }

    pub(super) async fn says(&self, path: &str, words: &[&str], silent: &[&str]) {
        let page = self.see(path).await.text;
        for part in words {
            assert!(page.contains(part), "{part}: {page}");
        }
        for part in silent {
            assert!(!page.contains(part), "{part}: {page}");
        }
    }
}

#[tokio::test]
async fn a_time_that_is_over_is_promised_to_nobody() {
    const OPEN: &str = "Avisaremos assim que houver uma data";
    let house = House::open().await;
    house.calendar(5).await;
    let reason = house.reason("Ninguém em casa", "retry").await;
    let (id, path) = house.service(&json!({})).await;
    let window = house.offered(&path).await[0].clone();
    let chosen = [("window", window.as_str()), ("digits", "1234")];
    assert_eq!(house.form(&format!("{path}/window"), &chosen, "").await.0, "booked");
    house.says(&path, &["Agendado para"], &[OPEN]).await;
    house.set_out(&[&id]).await;
    house.report(1, &id, "fail", &json!({ "reason": reason })).await;
    house.says(&path, &["Ninguém em casa"], &["Agendado para", OPEN]).await;
    house.retry(&id).await;
    house.says(&path, &["<h1>Haverá uma nova tentativa", "Agendado para"], &["sendo preparado", OPEN]).await;
    house.world.advance(SignedDuration::from_hours(48)).await;
    house.says(&path, &[OPEN], &["Agendado para"]).await;

    let now = house.world.edition().clock().now();
    let deadline = now.checked_add(SignedDuration::from_hours(30)).unwrap().to_string();
    let (late, path) = house.service(&json!({ "deadline": deadline })).await;
    house.says(&path, &["Chega até"], &[OPEN]).await;
    house.world.advance(SignedDuration::from_hours(31)).await;
    house.says(&path, &[OPEN], &["Chega até"]).await;
    house.set_out_with(DRIVER, None, &[&late]).await;
    house.report(2, &late, "start", &json!({})).await;
    house.says(&path, &["a caminho", "Chega até", "class=\"steps\""], &[OPEN]).await;
    let why = house.post("/v1/justifications", &json!({ "name": "Desistiu" })).await.text("id");
    let cancel = json!({ "action": "cancel", "justification": why });
    assert_eq!(house.post(&format!("/v1/services/{late}/status-changes"), &cancel).await.status, 200);
    house.says(&path, &["Cancelado pela loja"], &["class=\"steps\"", "Chega até"]).await;
    house.world.stop().await;
}

#[tokio::test]
async fn another_attempt_takes_no_evidence_away_and_each_has_its_own() {
    let house = House::open().await;
    let reason = house.reason("Ninguém em casa", "retry").await;
    let (id, path) = house.service(&json!({})).await;
    house.set_out(&[&id]).await;
    let door = house.picture(&id, "photo", "image/jpeg", &jpeg(640, 480)).await;
    house.report(1, &id, "fail", &json!({ "reason": reason })).await;
    let heading = "<h3>Tentativa sem sucesso";
    house.says(&path, &[door.as_str(), heading], &[]).await;
    house.retry(&id).await;
    house.says(&path, &[door.as_str(), heading], &[]).await;
    house.set_out_with(DRIVER, None, &[&id]).await;
    house.report(2, &id, "start", &json!({})).await;
    let parcel = house.picture(&id, "photo", "image/jpeg", &jpeg(320, 240)).await;
    house.says(&path, &[door.as_str()], &[parcel.as_str()]).await;
    house.report(3, &id, "deliver", &json!({})).await;
    let page = house.see(&path).await.text;
    let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("{what}: {page}"));
    let order = [at("<h3>Entregue"), at(&parcel), at(heading), at(&door)];
    assert!(order.is_sorted(), "each below its attempt, the newest first: {page}");
    house.world.stop().await;
}

#[tokio::test]
async fn who_can_choose_no_window_is_told_why_and_offered_none() {
    let house = House::open().await;
    house.calendar(5).await;
    let brand = json!({ "name": "Casa Verde", "phone": "(11) 3333-4444" });
    let brand = send(house.merchant.post(&house.world, "/v1/agencies").json(&brand)).await.text("id");
    let reason = house.reason("Recusado", "return").await;
    let (failed, path) = house.service(&json!({ "agency": brand })).await;
    let window = house.offered(&path).await.pop().unwrap();
    house.set_out(&[&failed]).await;
    house.report(1, &failed, "fail", &json!({ "reason": reason })).await;
    let none = ["name=\"window\""];
    house.says(&path, &["o pedido volta ao remetente", "tel:+551133334444\">+55 11 3333-4444<"], &none).await;
    let chosen = [("window", window.as_str()), ("digits", "1234")];
    assert_eq!(house.form(&format!("{path}/window"), &chosen, "").await.0, "goes-back");

    let (_, path) = house.service(&json!({})).await;
    let (form, mut cookie) = (format!("{path}/window"), String::new());
    for moves in 0..3 {
        let offered = house.offered(&path).await;
        let (told, known) = house.form(&form, &[("window", &offered[moves]), ("digits", "1234")], &cookie).await;
        assert_eq!(told, "booked");
        cookie = known.map_or(cookie, |known| known.split(';').next().unwrap().to_owned());
    }
    house.says(&path, &["remarcada o máximo de vezes", "Agendado para"], &none).await;

    let full = House::open().await;
    full.calendar(0).await;
    let (_, path) = full.service(&json!({})).await;
    full.says(&path, &["Não há horário livre"], &none).await;
    house.world.stop().await;
    full.world.stop().await;
}
