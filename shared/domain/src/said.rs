//! What whoever waits for a service tells on its page: how to find the place, where to leave it, and how it was.

use crate::service::{Status, Text};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the recipient of a service has said. It is personal data, and one item beside the service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Said {
    /// What the driver should know.
    pub instructions: Option<Text<500>>,
    /// Where it may be left when nobody is there.
    pub safe_place: Option<Text<100>>,
    /// How it was.
    pub rating: Option<Rating>,
}

/// How it was. Given once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rating {
    /// 1 to 5.
    pub stars: u8,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text<1000>>,
    /// When.
    pub at: Timestamp,
}

/// Why it is not taken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nobody will come any more.
    #[error("the service has ended")]
    Ended,
    /// There is nothing to rate.
    #[error("the service was not carried out yet")]
    NotEnded,
    /// It was rated before.
    #[error("it was rated already")]
    RatedAlready,
    /// Not 1 to 5.
    #[error("a rating is 1 to 5")]
    Stars,
    /// It holds a web address, which no driver should open.
    #[error("instructions hold no web addresses")]
    Address,
}

impl Said {
    /// Takes down what the driver should know and where it may be left, in place of what was said before.
    ///
    /// # Errors
    /// [`Refused::Ended`], [`Refused::Address`].
    pub fn instruct(
        &self,
        status: Status,
        instructions: Option<Text<500>>,
        safe_place: Option<Text<100>>,
    ) -> Result<Self, Refused> {
        if status.is_final() {
            return Err(Refused::Ended);
        }
        let words = [instructions.as_ref().map(Text::as_str), safe_place.as_ref().map(Text::as_str)];
        if words.into_iter().flatten().any(holds_address) {
            return Err(Refused::Address);
        }
        Ok(Self { instructions, safe_place, rating: self.rating.clone() })
    }

    /// Takes down how it was, once.
    ///
    /// # Errors
    /// [`Refused::NotEnded`], [`Refused::RatedAlready`], [`Refused::Stars`].
    pub fn rate(&self, status: Status, stars: u8, comment: Option<Text<1000>>, at: Timestamp) -> Result<Self, Refused> {
        if !Self::can_be_rated(status) {
            return Err(Refused::NotEnded);
        }
        if self.rating.is_some() {
            return Err(Refused::RatedAlready);
        }
        if !(1..=5).contains(&stars) {
            return Err(Refused::Stars);
        }
        Ok(Self { rating: Some(Rating { stars, comment, at }), ..self.clone() })
    }

    /// Whether there is something to rate: it was carried out, or brought back.
    #[must_use]
    pub const fn can_be_rated(status: Status) -> bool {
        matches!(status, Status::Done | Status::Returned)
    }
}

fn holds_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["http:", "https:", "www.", "://"].iter().any(|mark| lower.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<const LONGEST: usize>(text: &str) -> Option<Text<LONGEST>> {
        Some(Text::new(text).unwrap())
    }

    #[test]
    fn instructions_are_taken_while_somebody_will_come_and_hold_no_address() {
        fn check(status: Status, text: &str, expected: Result<(), Refused>) {
            let said = Said::default().instruct(status, words(text), words("portaria"));
            assert_eq!(said.map(|_| ()), expected, "{status} {text}");
        }
        check(Status::Active, "Tocar o interfone 12", Ok(()));
        check(Status::UnderWay, "Ligue para 11 99999-0000", Ok(()));
        check(Status::Failed, "<b>portão azul</b>", Ok(()));
        check(Status::Done, "Tocar o interfone 12", Err(Refused::Ended));
        check(Status::CancelledByRecipient, "x", Err(Refused::Ended));
        check(Status::Active, "veja HTTPS://example.com", Err(Refused::Address));
        check(Status::Active, "www.example.com", Err(Refused::Address));
    }

    #[test]
    fn a_service_is_rated_once_after_its_end() {
        let at = Timestamp::UNIX_EPOCH;
        let said = Said::default();
        assert_eq!(said.rate(Status::UnderWay, 5, None, at), Err(Refused::NotEnded));
        assert_eq!(said.rate(Status::CancelledByOffice, 5, None, at), Err(Refused::NotEnded));
        assert_eq!(said.rate(Status::Done, 0, None, at), Err(Refused::Stars));
        assert_eq!(said.rate(Status::Done, 6, None, at), Err(Refused::Stars));
        let rated = said.rate(Status::Done, 4, words("Rápido"), at).unwrap();
        assert_eq!(rated.rating.as_ref().map(|rating| rating.stars), Some(4));
        assert_eq!(rated.rate(Status::Done, 1, None, at), Err(Refused::RatedAlready));
    }
}
