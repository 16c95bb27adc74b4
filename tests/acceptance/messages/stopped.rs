//! STOP and START, told by what goes out afterwards.

use super::*;
use jiff::SignedDuration;

impl House {
    /// The driver sets out for a service of Ana's that is alone on its route.
    async fn set_out(&self, seq: u64) -> String {
        let id = self.service().await;
        self.route(&[&id]).await;
        self.report(seq, &id, "start").await;
        id
    }

    /// The texts of the SMS that have gone out to Ana, without what they lead to.
    async fn texts(&self) -> Vec<String> {
        let sent = self.sent(PHONE).await;
        let text = |entry: &Value| entry["text"].as_str().unwrap().split("http").next().unwrap().trim().to_owned();
        sent.iter().map(text).collect()
    }

    async fn minute(&self) {
        self.world.advance(SignedDuration::from_mins(1)).await;
    }
}

const STARTED: &str = "casa: o entregador esta a caminho. Acompanhe:";
const STOPPED: &str = "casa: voce nao recebera mais mensagens. Para voltar a receber, responda VOLTAR.";
const RESTARTED: &str = "casa: voce voltara a receber mensagens. Para parar, responda PARAR.";

#[tokio::test]
async fn after_stop_one_confirmation_goes_and_nothing_else_until_start() {
    let mut house = House::open().await;
    let first = house.set_out(1).await;
    assert_eq!(house.texts().await, [STARTED]);
    let casa = house.merchant.clone();
    house.merchant = Merchant::found(&house.world, "outra").await;
    house.merchant.driver(&house.world, DRIVER).await;
    let others = house.set_out(1).await;
    assert_eq!(house.texts().await.len(), 2);

    house.minute().await;
    house.replied("Stop!").await;
    let mut confirmed = house.texts().await.split_off(2);
    confirmed.sort();
    assert_eq!(confirmed, [STOPPED.to_owned(), STOPPED.replace("casa", "outra")], "each account confirms once");
    house.minute().await;
    house.replied("PARAR").await;
    house.report(2, &others, "deliver").await;
    assert_eq!(house.of_sms(&others, "delivered").await, "withheld");
    house.merchant = casa;
    house.report(2, &first, "deliver").await;
    assert_eq!(house.of_sms(&first, "delivered").await, "withheld");
    let silent = house.set_out(3).await;
    assert_eq!(house.of_sms(&silent, "delivery_started").await, "withheld");
    assert_eq!(house.texts().await.len(), 4, "nothing goes out after STOP, and no second confirmation");

    house.minute().await;
    house.replied("VOLTAR").await;
    let mut confirmed = house.texts().await.split_off(4);
    confirmed.sort();
    assert_eq!(confirmed, [RESTARTED.to_owned(), RESTARTED.replace("casa", "outra")]);
    house.set_out(4).await;
    assert_eq!(house.texts().await.split_off(6), [STARTED], "after START the next message goes");
    house.world.stop().await;
}

#[tokio::test]
async fn stop_is_heard_long_after_the_last_message_and_stops_all_of_every_account() {
    let mut house = House::open().await;
    house.set_out(1).await;
    let casa = house.merchant.clone();
    house.merchant = Merchant::found(&house.world, "outra").await;
    house.merchant.driver(&house.world, DRIVER).await;
    house.set_out(1).await;
    assert_eq!(house.texts().await.len(), 2);
    house.world.advance(SignedDuration::from_hours(24 * 120)).await;
    let gate = house.gate().await;
    let number = gate.number(&domain::phone::Phone::new(None, PHONE).unwrap());
    assert_eq!(gate.store().asked_of(&number, gate.now()).await.unwrap(), [], "what was told is long forgotten");

    house.replied("PARAR").await;
    let mut confirmed = house.texts().await.split_off(2);
    confirmed.sort();
    assert_eq!(confirmed, [STOPPED.to_owned(), STOPPED.replace("casa", "outra")], "each account confirms once");
    for merchant in [house.merchant.clone(), casa] {
        house.merchant = merchant;
        let silent = house.set_out(2).await;
        assert_eq!(house.of_sms(&silent, "delivery_started").await, "withheld");
    }
    assert_eq!(house.texts().await.len(), 4);
    house.world.advance(SignedDuration::from_hours(24 * 120)).await;
    house.replied("VOLTAR").await;
    assert_eq!(house.texts().await.len(), 6, "and so is what lets them come again");
    let told = house.set_out(3).await;
    assert_eq!(house.of_sms(&told, "delivery_started").await, "accepted");
    house.world.stop().await;
}

#[tokio::test]
async fn in_every_spelling_stop_stops_what_would_go_out_next() {
    let house = House::open().await;
    assert_eq!(house.put("/v1/message-settings/default", &json!({ "perNumber": 100 })).await.status, 200);
    house.set_out(1).await;
    let words = ["STOP", "stop.", "Stop!", "PARAR", "SAIR", "ARRET", "STOP please", "baja", "Arrêt", "ＳＴＯＰ"];
    for (seq, word) in (1..).zip(words) {
        house.minute().await;
        house.replied(word).await;
        let silent = house.set_out(2 * seq).await;
        assert_eq!(house.of_sms(&silent, "delivery_started").await, "withheld", "{word}");
        house.minute().await;
        house.replied("START").await;
        let told = house.set_out(2 * seq + 1).await;
        assert_eq!(house.of_sms(&told, "delivery_started").await, "accepted", "after {word}");
    }
    house.world.stop().await;
}

impl House {
    /// What became of the SMS of a notice about a service.
    async fn of_sms(&self, service: &str, notice: &str) -> String {
        let records = self.records(service).await;
        let mut mine = records.into_iter().filter(|(found, channel, _)| found == notice && channel == "sms");
        let (.., status) = mine.next().unwrap();
        assert!(mine.next().is_none());
        status
    }
}
