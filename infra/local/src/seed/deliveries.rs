//! Deliveries in every state, each with a page to look at: made, planned, driven, proven, failed and called off through
//! the same addresses that an office, a driver's device and a recipient use.

use std::collections::BTreeMap;

use futures_util::future::try_join_all;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan, Zoned};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::evidence;
use super::people::{DELIVERED, RECIPIENTS, Recipient};
use super::registers::Known;
use super::shop::{PATIENCE, Shop, text};
use crate::{Error, Running};

/// The story of whoever is asked last, and can answer.
const ASKED: &str = "active";

/// Makes them, and gives the address of each one's page by what became of it.
pub(super) async fn make(edition: &Running, shop: &Shop, known: &Known) -> Result<BTreeMap<String, String>, Error> {
    let zone = TimeZone::get("America/Sao_Paulo").map_err(|error| Error::Seed(error.to_string()))?;
    let mut sample = Sample { edition, shop, known, now: edition.clock().now().to_zoned(zone), made: BTreeMap::new() };
    sample.order(&|one| one.story != ASKED).await?;
    sample.choose().await?;
    sample.drive_one_day().await?;
    sample.drive_another().await?;
    sample.call_off().await?;
    sample.rest().await?;
    // Last, so that its question is what the outbox shows first.
    sample.order(&|one| one.story == ASKED).await?;
    Ok(sample.made.into_iter().map(|(story, made)| (story.to_string(), made.page)).collect())
}

struct Sample<'a> {
    edition: &'a Running,
    shop: &'a Shop,
    known: &'a Known,
    now: Zoned,
    made: BTreeMap<&'static str, Made>,
}

struct Made {
    service: String,
    page: String,
}

/// What a driver's telephone reports.
struct Device<'a> {
    sample: &'a Sample<'a>,
    driver: &'static str,
    events: Vec<Value>,
}

impl Sample<'_> {
    /// Orders come in; whoever has a telephone is asked when it suits.
    async fn order(&mut self, which: &(dyn Fn(&Recipient) -> bool + Sync)) -> Result<(), Error> {
        let evening = self.now.date().saturating_add(3.days()).at(20, 0, 0, 0).to_zoned(self.now.time_zone().clone());
        let deadline = evening.map_err(|error| Error::Seed(error.to_string()))?.timestamp().to_string();
        let orders = RECIPIENTS.iter().filter(|one| which(one)).map(async |one| {
            let service = self.shop.post("services", &one.service(self.known, &deadline)).await?;
            let made = Made { service: text(&service, "/id")?, page: text(&service, "/trackingUrl")? };
            Ok::<_, Error>((one.story, made))
        });
        let made = try_join_all(orders).await?;
        self.made.extend(made);
        self.rest().await
    }

    /// One chooses a window by SMS and then another one; one does on its page.
    async fn choose(&self) -> Result<(), Error> {
        for answer in ["1", "2"] {
            self.shop.text(phone("rescheduled"), answer).await?;
            self.rest().await?;
        }
        let routed = self.service("routed");
        let offers = self.shop.get(&format!("bookings/{routed}/windows")).await?;
        let (window, date) = (text(&offers, "/items/0/window/id")?, text(&offers, "/items/0/window/date")?);
        self.shop.post(&format!("bookings/{routed}"), &json!({ "window": window, "recipient": true })).await?;
        self.plan("D2", "Moto", &date, &["routed"]).await.map(drop)
    }

    /// Maria finds nobody twice, and somebody who wants nothing.
    async fn drive_one_day(&self) -> Result<(), Error> {
        let stops = ["retried", "returned", "failed"];
        self.plan("D2", "Moto", &self.today(), &stops).await?;
        let mut device = Device { sample: self, driver: "D2", events: Vec::new() };
        for story in stops {
            let (reason, comment) = match story {
                "returned" => ("RECUSADO", "Disse que já comprou em outra loja."),
                _ => ("AUSENTE", "Ninguém atendeu o interfone."),
            };
            device.note(story, "start", &json!({}));
            device.note(story, "arrive", &json!({}));
            device.note(story, "fail", &json!({ "reason": self.known.id(reason), "comment": comment }));
        }
        device.send().await?;
        let wish = self.known.id("Pedido do cliente");
        self.change("returned", &json!({ "action": "return", "justification": wish })).await?;
        self.change("retried", &json!({ "action": "retry", "justification": wish })).await
    }

    /// João delivers two, puts one off, and is on the way to the next.
    async fn drive_another(&self) -> Result<(), Error> {
        let route = self.plan("D1", "Fiorino", &self.today(), &[DELIVERED, "retried", "paused", "under_way"]).await?;
        let mut first = Device { sample: self, driver: "D1", events: Vec::new() };
        first.note(DELIVERED, "start", &json!({}));
        first.note(DELIVERED, "arrive", &json!({}));
        first.send().await?;
        self.rest().await?;
        let (photo, signature) = (evidence::photo()?, evidence::signature()?);
        self.prove(DELIVERED, "photo", "image/jpeg", photo).await?;
        self.prove(DELIVERED, "signature", "image/png", signature).await?;
        let mut then = Device { sample: self, driver: "D1", events: first.events };
        let proven = json!({ "proofs": ["photo", "signature"], "receiverName": "Juliana Prado" });
        then.note(DELIVERED, "deliver", &proven);
        then.note("retried", "start", &json!({}));
        then.note("retried", "deliver", &json!({ "receiverName": "Seu Antônio, portaria" }));
        then.note("paused", "start", &json!({}));
        then.note("paused", "pause", &json!({ "comment": "Loja fecha para o almoço." }));
        then.note("under_way", "start", &json!({}));
        then.send().await?;
        self.approach(&route).await
    }

    /// João's telephone tells where he is: down from Avenida Paulista, a few blocks off.
    async fn approach(&self, route: &str) -> Result<(), Error> {
        let now = self.edition.clock().now();
        let way = (0..).zip([[-23.5569, -46.6622], [-23.5588, -46.6641], [-23.5601, -46.6659]]);
        let points = way.map(|(minute, [lat, lng])| {
            let at = now.saturating_sub(SignedDuration::from_mins(2 - minute)).unwrap_or(now);
            json!({ "lat": lat, "lng": lng, "accuracy": 12, "speed": 6, "heading": 225, "at": at.to_string() })
        });
        let body = json!({ "route": route, "sentAt": now.to_string(), "points": points.collect::<Vec<_>>() });
        self.shop.post("positions", &body).await.map(drop)
    }

    async fn call_off(&self) -> Result<(), Error> {
        let (mistake, wish) = (self.known.id("Erro do motorista"), self.known.id("Pedido do cliente"));
        self.change("cancelled_by_office", &json!({ "action": "cancel", "justification": mistake })).await?;
        let wished = json!({ "action": "correct", "to": "cancelled_by_recipient", "justification": wish });
        self.change("cancelled_by_recipient", &wished).await
    }

    async fn plan(&self, driver: &str, vehicle: &str, date: &str, stories: &[&str]) -> Result<String, Error> {
        let services: Vec<&str> = stories.iter().map(|story| self.service(story)).collect();
        let (driver, vehicle) = (self.known.id(driver), self.known.id(vehicle));
        let route = json!({ "driver": driver, "vehicle": vehicle, "date": date, "services": services });
        text(&self.shop.post("routes", &route).await?, "/id")
    }

    async fn prove(&self, story: &str, kind: &str, media_type: &str, file: Vec<u8>) -> Result<(), Error> {
        let sha256: String = Sha256::digest(&file).iter().map(|byte| format!("{byte:02x}")).collect();
        let [lat, lng] = point(story);
        let ask = json!({ "service": self.service(story), "type": kind, "contentType": media_type, "size": file.len(),
            "sha256": sha256, "lat": lat, "lng": lng });
        let asked = self.shop.post("proofs", &ask).await?;
        self.shop.upload(&asked, file).await?;
        let path = format!("proofs/{}", text(&asked, "/id")?);
        self.shop.until(&path, "attached", &["awaiting_upload", "checking"]).await
    }

    async fn change(&self, story: &str, body: &Value) -> Result<(), Error> {
        self.shop.post(&format!("services/{}/status-changes", self.service(story)), body).await.map(drop)
    }

    /// Until everybody has been told what they are to be told by now.
    async fn rest(&self) -> Result<(), Error> {
        self.edition.settle(PATIENCE).await.map_err(Error::Seed)
    }

    fn today(&self) -> String {
        self.now.date().to_string()
    }

    /// An empty id, which every address refuses, when there is no such story.
    fn service(&self, story: &str) -> &str {
        self.made.get(story).map_or("", |made| made.service.as_str())
    }
}

impl Device<'_> {
    fn note(&mut self, story: &str, kind: &str, further: &Value) {
        let at = self.sample.edition.clock().now().to_string();
        let [lat, lng] = point(story);
        let mut event = json!({ "id": uuid::Uuid::now_v7(), "seq": self.events.len() + 1, "type": kind,
            "service": self.sample.service(story), "occurredAt": at, "lat": lat, "lng": lng });
        for (name, value) in further.as_object().into_iter().flatten() {
            if let Some(event) = event.as_object_mut() {
                event.insert(name.clone(), value.clone());
            }
        }
        self.events.push(event);
    }

    /// Sends all that was noted; what was sent before does no harm.
    async fn send(&self) -> Result<(), Error> {
        let driver = self.sample.known.id(self.driver);
        let body = json!({ "driver": driver, "device": format!("telefone-{}", self.driver),
            "sentAt": self.sample.edition.clock().now().to_string(), "events": self.events });
        let told = self.sample.shop.post("driver-events", &body).await?;
        let outcomes = told.get("items").and_then(Value::as_array).into_iter().flatten();
        let taken = |outcome: &&Value| {
            let outcome = outcome.get("outcome").and_then(Value::as_str);
            matches!(outcome, Some("applied" | "duplicate"))
        };
        match outcomes.into_iter().find(|outcome| !taken(outcome)) {
            Some(refused) => Err(Error::Seed(format!("a report of {} was not taken: {refused}", self.driver))),
            None => Ok(()),
        }
    }
}

fn of(story: &str) -> Option<&'static Recipient> {
    RECIPIENTS.iter().find(|one| one.story == story)
}

fn point(story: &str) -> [f64; 2] {
    of(story).map(|one| one.point).unwrap_or_default()
}

fn phone(story: &str) -> &'static str {
    of(story).map(|one| one.phone).unwrap_or_default()
}
