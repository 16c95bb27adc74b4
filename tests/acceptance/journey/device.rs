use acceptance::files::digest;
use acceptance::stage::Stage;
use serde_json::{Value, json};

use super::{now, text};

/// What a driver's device does with a service.
pub(super) struct Device<'a> {
    pub(super) stage: &'a Stage,
    pub(super) driver: String,
    pub(super) token: String,
    pub(super) service: String,
    pub(super) seq: u64,
}

impl Device<'_> {
    /// Reports what happens now; answers what became of it and what the service is in.
    pub(super) async fn report(&mut self, kind: &str, further: Value) -> (String, String) {
        self.seq += 1;
        let mut event = json!({ "id": uuid::Uuid::now_v7().to_string(), "seq": self.seq, "service": self.service,
            "type": kind, "occurredAt": now().to_string(), "lat": -3.1, "lng": -60.02 });
        for (name, value) in further.as_object().into_iter().flatten() {
            event[name] = value.clone();
        }
        let body = json!({ "driver": self.driver, "device": "davis phone", "sentAt": now().to_string(),
            "events": [event] });
        let told = self.stage.post("/v1/driver-events", &self.token, &body).await;
        (text(&told["items"][0], "outcome"), text(&told["items"][0], "status"))
    }

    /// Tells where it is; answers what became of that.
    pub(super) async fn is_at(&self, route: &str, [lat, lng]: [f64; 2]) -> Value {
        let now = now().to_string();
        let body = json!({ "route": route, "sentAt": now, "points": [{ "lat": lat, "lng": lng, "at": now }] });
        self.stage.post("/v1/positions", &self.token, &body).await
    }

    /// Uploads a picture, and follows it until it is evidence.
    pub(super) async fn prove(&self, kind: &str, media_type: &str, file: &[u8]) -> Value {
        let body = json!({ "service": self.service, "type": kind, "contentType": media_type, "size": file.len(),
            "sha256": digest(file) });
        let asked = self.stage.post("/v1/proofs", &self.token, &body).await;
        self.stage.upload(&asked, file).await;
        let path = format!("/v1/proofs/{}", text(&asked, "id"));
        self.stage.until(&path, &self.token, |proof| proof["status"] == "attached").await
    }
}
