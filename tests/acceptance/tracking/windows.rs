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
        self.calendar_of(places, vec![(Shift::Morning, 8, 12), (Shift::Afternoon, 13, 18)]).await;
    }

    /// The same with other pieces of a day.
    pub(super) async fn calendar_of(&self, places: u32, pieces: Vec<(Shift, i8, i8)>) {
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
            slots: pieces.into_iter().map(|(shift, from, to)| slot(shift, from, to)).collect(),
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
    let apart = house.see(&path).await.text;
    assert!(
        apart.contains("Você recebe SMS de casa") && apart.contains("Os e-mails de casa estão suspensos"),
        "{apart}"
    );
    let by_mail = [("want", "yes"), ("by", "mail"), ("digits", "1234")];
    house.world.advance(SignedDuration::from_secs(1)).await;
    assert_eq!(house.form(&format!("{path}/messages"), &by_mail, "").await.0, "started");
    assert!(!stopped(&mail).await && !stopped(number.as_str()).await);
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

#[tokio::test]
async fn a_planned_service_that_is_moved_on_the_page_leaves_its_route_and_the_office_is_told() {
    let house = House::open().await;
    house.calendar(3).await;
    let (id, path) = house.service(&json!({})).await;
    house.merchant.driver(&house.world, DRIVER).await;
    let today = house.world.edition().clock().now().in_tz("America/Sao_Paulo").unwrap().date();
    let plan = json!({ "driver": DRIVER, "date": today.to_string(), "services": [id] });
    let route = house.post("/v1/routes", &plan).await;
    assert_eq!(route.status, 201, "{}", route.text);
    let offered = house.offered(&path).await;
    let chosen = [("window", offered[0].as_str()), ("digits", "1234")];
    assert_eq!(house.form(&format!("{path}/window"), &chosen, "").await.0, "booked");
    let get = async |path: &str| send(house.merchant.program(&house.world, Method::GET, path)).await.json;
    assert_eq!(get(&format!("/v1/routes/{}", route.text("id"))).await["services"], json!([]));
    let inbox = get("/v1/inbox").await;
    let waiting: Vec<(&Value, &Value)> =
        inbox["items"].as_array().unwrap().iter().map(|item| (&item["service"], &item["why"])).collect();
    assert_eq!(waiting, [(&json!(id), &json!("left_route"))], "{inbox}");
    house.world.stop().await;
}

#[tokio::test]
async fn where_windows_are_many_later_days_are_a_link_away() {
    let house = House::open().await;
    let hours = (8..18).map(|hour| (Shift::Morning, hour, hour + 1)).collect();
    house.calendar_of(3, hours).await;
    let (_, path) = house.service(&json!({})).await;
    let mut seen: Vec<String> = Vec::new();
    let mut next = Some(path.clone());
    while let Some(address) = next {
        let page = house.see(&address).await;
        assert!(page.text.len() < 20_000, "{}", page.text.len());
        let offered = house.offered(&address).await;
        assert!(offered.len() % 10 == 0 && offered.iter().all(|window| !seen.contains(window)), "{offered:?}");
        seen.extend(offered);
        let link = page.text.split(&format!("{path}?from=")).nth(1);
        next = link.map(|rest| format!("{path}?from={}", &rest[..10]));
    }
    assert!(seen.len() >= 50, "five days of ten and more: {}", seen.len());
    let plain = house.see(&path).await.text;
    let packed = house.ask(Method::GET, &path).header("accept-encoding", "gzip").send().await.unwrap();
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    let bytes = packed.bytes().await.unwrap();
    let unpacked = std::io::read_to_string(flate2::read::GzDecoder::new(&*bytes)).unwrap();
    assert!(unpacked == plain && bytes.len() < 8_000, "{} of {} bytes", bytes.len(), plain.len());
    let beyond = house.offered(&format!("{path}?from=2099-01-01")).await;
    assert_eq!(beyond[0], seen[0], "a day after all others shows the first ones");
    house.world.stop().await;
}

#[tokio::test]
async fn of_five_hundred_recipients_who_choose_on_the_page_fifty_get_the_window() {
    let recipients = count(500).max(30);
    let places = recipients / 10;
    let house = House::open().await;
    house.calendar(places).await;
    let made = stream::iter(0..recipients).map(async |n| {
        let customer = json!({ "firstName": "Ana", "phone": format!("+55119{:08}", 90_000_000 + n) });
        let (_, path) = house.service(&json!({ "customer": customer })).await;
        (path, format!("{:04}", n % 10_000))
    });
    let pages: Vec<(String, String)> = made.buffer_unordered(8).collect().await;
    let offered = house.offered(&pages[0].0).await;
    let race = stream::iter(&pages).map(async |(path, digits)| {
        house.form(&format!("{path}/window"), &[("window", &offered[0]), ("digits", digits)], "").await.0
    });
    let told: Vec<String> = race.buffer_unordered(16).collect().await;
    let count = |what: &str| told.iter().map(|told| u32::from(told == what)).sum::<u32>();
    assert_eq!((count("booked"), count("full")), (places, recipients - places), "{told:?}");
    for (path, _) in &pages {
        let next = house.offered(path).await;
        assert!(next[0] == offered[1] && !next.contains(&offered[0]), "the next one is offered");
    }
    house.world.stop().await;
}
