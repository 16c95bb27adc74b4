//! Answers that come late: to a message that is of no use any more, or after the time to choose.

use super::{NUMBER, Talking, told};
use jiff::SignedDuration;
use serde_json::Value;

impl Talking {
    /// Moves on to a clock time of the recipient's next day.
    pub(super) async fn tomorrow_at(&self, hour: i8, minute: i8) {
        let world = &self.house.world;
        let now = world.edition().clock().now().in_tz("America/Sao_Paulo").unwrap();
        let then = now.date().tomorrow().unwrap().at(hour, minute, 0, 0).in_tz("America/Sao_Paulo").unwrap();
        world.advance(then.timestamp().duration_since(now.timestamp())).await;
    }
}

#[tokio::test]
async fn a_number_from_an_old_message_means_nothing_and_the_windows_are_offered_anew() {
    let talking = Talking::open(5).await;
    talking.tomorrow_at(10, 0).await;
    let service = talking.house.service(1).await;
    talking.ask(&service).await;
    // Who has not chosen is asked once more after a day; what that message offers is over long before the reply.
    talking.house.world.advance(SignedDuration::from_hours(25)).await;
    talking.house.world.advance(SignedDuration::from_hours(24 * 12)).await;
    talking.sms(NUMBER, "1").await;
    assert_eq!(talking.told(&service).await, [told("reply.not_understood", "asked", "unclear")]);
    assert_eq!(talking.window(&service).await, Value::Null, "nothing moves");
    let asked = talking.sent(NUMBER).await.pop().unwrap();
    assert!(asked.contains("nao entendemos") && asked.contains(" 1 "), "{asked}");
    talking.sms(NUMBER, "1").await;
    assert_ne!(talking.window(&service).await, Value::Null, "the new numbers count");
}

#[tokio::test]
async fn an_answer_after_the_cut_off_is_asked_about() {
    let talking = Talking::open(5).await;
    talking.tomorrow_at(17, 30).await;
    let service = talking.house.service(1).await;
    let windows = talking.ask(&service).await;
    talking.house.world.advance(SignedDuration::from_mins(60)).await;
    talking.sms(NUMBER, "1").await;
    assert_eq!(talking.told(&service).await, [told("reply.not_understood", "asked", "window_gone")]);
    assert_eq!(talking.window(&service).await, Value::Null);
    assert_eq!(talking.house.taken(&windows[0]).await, 0);
    assert!(talking.inbox().await.is_empty(), "it is asked, and nobody has to look");
}
