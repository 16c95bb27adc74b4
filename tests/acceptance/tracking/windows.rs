//! Choosing a window on the page, and what somebody wants to be told.

use std::collections::BTreeSet;

use super::*;
use domain::capacity::Places;
use domain::code::CalendarId;
use domain::phone::Phone;
use domain::shift::Shift;
use domain::window::{Area, Calendar, CutOff, Slot, Weekdays};
use jiff::civil::time;

impl House {
    /// Mornings and afternoons of every day, from the day after tomorrow on, with so many places each.
    pub(super) async fn calendar(&self, places: u32) {
        let every = Weekdays((1..=7).collect());
        let slot = |shift, from, to| Slot {
            shift,
            start: time(from, 0, 0, 0),
            end: time(to, 0, 0, 0),
            days: every.clone(),
            places: Places { deliveries: Some(places), ..Places::default() },
        };
        let calendar = Calendar {
            id: CalendarId::new("casa").unwrap(),
            name: "Casa".to_owned(),
            active: true,
            branch: None,
            area: Area::default(),
            polygons: BTreeSet::new(),
            slots: vec![slot(Shift::Morning, 8, 12), slot(Shift::Afternoon, 13, 18)],
            cut_off: CutOff::default(),
            lead_days: 2,
            horizon_days: 7,
            on_holidays: true,
            closed: BTreeSet::new(),
            most_moves: 2,
        };
        let gate = self.gate().await;
        let commit = store::Commit::new(self.scope(), gate.now(), gate.fresh());
        let key = keys::calendar(self.scope(), &calendar.id);
        gate.store().commit(commit.create("calendar", &key, &calendar)).await.unwrap();
    }

    /// The windows that the page offers.
    pub(super) async fn offered(&self, path: &str) -> Vec<String> {
        let page = self.see(path).await.text;
        let values = page.split("name=\"window\" value=\"").skip(1);
        values.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    }
}

#[tokio::test]
async fn a_recipient_books_moves_and_is_told_what_cannot_be() {
    let house = House::open().await;
    house.calendar(1).await;
    let (id, path) = house.service(&json!({})).await;
    let (_, other) = house.service(&json!({})).await;
    let form = format!("{path}/window");
    let offered = house.offered(&path).await;
    assert!(offered.len() >= 8, "{offered:?}");
    let (told, cookie) = house.form(&form, &[("window", &offered[1]), ("digits", "1234")], "").await;
    assert_eq!(told, "booked");
    let cookie = cookie.unwrap();
    let pair = cookie.split(';').next().unwrap();
    let page = house.see(&path).await.text;
    assert!(page.contains("Agendado para") && page.contains("das 13:00 às 18:00"), "{page}");
    assert!(!house.offered(&path).await.contains(&offered[1]), "what is booked is not offered");
    assert_eq!(house.form(&form, &[("window", &offered[1])], pair).await.0, "booked", "sent twice, it is booked once");
    let full = [("window", offered[1].as_str()), ("digits", "1234")];
    assert_eq!(house.form(&format!("{other}/window"), &full, "").await.0, "full");
    assert_eq!(house.form(&form, &[("window", &offered[0])], pair).await.0, "booked");
    assert_eq!(house.form(&form, &[("window", &offered[2])], pair).await.0, "booked");
    assert_eq!(house.form(&form, &[("window", &offered[3])], pair).await.0, "moved-enough");
    assert_eq!(house.form(&form, &[("window", "casa.2020-01-01.0800-1200")], pair).await.0, "too-late");
    let events = house.timeline(&id).await;
    let booked = events.iter().filter(|kind| kind.ends_with("scheduled")).count();
    assert_eq!(booked, 3, "{events:?}");
    house.world.stop().await;
}

#[tokio::test]
async fn messages_are_stopped_on_the_page_and_by_the_mail_program() {
    let house = House::open().await;
    let customer = json!({ "firstName": "Ana", "phone": "+5511999991234", "email": "ana@example.com" });
    let (_, path) = house.service(&json!({ "customer": customer })).await;
    let gate = house.gate().await;
    let number = gate.number(&Phone::new(None, "+5511999991234").unwrap());
    let mail = edge::contact(&gate, house.scope(), "ana@example.com");
    let stopped = async |contact: &str| {
        let found = gate.store().read(&keys::consent(house.scope(), contact), gate.now()).await.unwrap();
        found.is_some_and(|stored| stored.value.stopped)
    };
    let unsubscribe = format!("{path}/unsubscribe");
    assert_eq!(house.see(&unsubscribe).await.status, 303);
    assert!(!stopped(&mail).await, "opening an address stops nothing");
    let one_click = house.form_with(&unsubscribe, &[("List-Unsubscribe", "One-Click")], "", "").await;
    assert_eq!(one_click.0, "stopped");
    assert!(stopped(&mail).await && !stopped(number.as_str()).await);
    let form = format!("{path}/messages");
    assert_eq!(house.form(&form, &[("want", "no")], "").await.0, "wrong-digits");
    house.world.advance(SignedDuration::from_secs(1)).await;
    assert_eq!(house.form(&form, &[("want", "no"), ("digits", "1234")], "").await.0, "stopped");
    assert!(stopped(number.as_str()).await);
    assert!(house.see(&path).await.text.contains("estão suspensas"));
    house.world.advance(SignedDuration::from_secs(1)).await;
    assert_eq!(house.form(&form, &[("want", "yes"), ("digits", "1234")], "").await.0, "started");
    assert!(!stopped(number.as_str()).await && !stopped(&mail).await);
    house.world.stop().await;
}
