//! What a provider reports of a message it has taken.

use jiff::Timestamp;

use super::{Message, State};

/// What a provider reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What became of the message.
    pub fate: Fate,
    /// When.
    pub at: Timestamp,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrived.
    Delivered,
    /// It does not arrive.
    Failed {
        /// What the provider says.
        why: String,
    },
    /// It arrived, and its reader complained.
    Complained,
}

impl Message {
    /// The message as a receipt leaves it; none when the receipt is a repeat, or older than what is known. A message of
    /// which nobody knew whether it had left is known then.
    #[must_use]
    pub fn receive(&self, receipt: &Receipt) -> Option<Self> {
        let Receipt { fate, at } = receipt;
        let later = |known: Option<Timestamp>| known.is_some_and(|known| known > *at);
        match fate {
            Fate::Delivered if self.delivered_at.is_some() || later(self.failed_at) => None,
            Fate::Delivered => Some(Self { state: State::Delivered, delivered_at: Some(*at), ..self.clone() }),
            Fate::Complained if self.complained_at.is_some() => None,
            // Whoever complains of it has it, whatever was said before.
            Fate::Complained => Some(Self {
                state: State::Delivered,
                delivered_at: self.delivered_at.or(Some(*at)),
                complained_at: Some(*at),
                ..self.clone()
            }),
            Fate::Failed { .. } if self.failed_at.is_some() || later(self.delivered_at) => None,
            Fate::Failed { why } => {
                Some(Self { state: State::Failed { why: why.clone() }, failed_at: Some(*at), ..self.clone() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Channel, Notice, Occasion};
    use super::*;
    use crate::id::{MessageId, ServiceId};
    use crate::language::Language;
    use uuid::Uuid;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    #[test]
    fn the_newest_receipt_counts_in_whatever_order_receipts_come() {
        fn check(receipts: &[(&str, i64)], expected: &str, changes: usize) {
            let occasion = Occasion {
                service: ServiceId::new(Uuid::from_u128(1)),
                notice: Notice::Delivered,
                mark: "1".to_owned(),
                event: None,
                at: at(0),
                answers: false,
            };
            let (id, state) = (MessageId::new(Uuid::from_u128(2)), State::Unknown { why: "lost".to_owned() });
            let mut message = Message::begun(id, occasion, Channel::Email, Language::English, state);
            let mut changed = 0;
            for (fate, second) in receipts {
                let fate = match *fate {
                    "delivered" => Fate::Delivered,
                    "complained" => Fate::Complained,
                    _ => Fate::Failed { why: "550".to_owned() },
                };
                if let Some(next) = message.receive(&Receipt { fate, at: at(*second) }) {
                    message = next;
                    changed += 1;
                }
            }
            assert_eq!((message.state.name(), changed), (expected, changes), "{receipts:?}");
        }
        check(&[("delivered", 1)], "delivered", 1);
        check(&[("delivered", 1), ("delivered", 1)], "delivered", 1);
        check(&[("delivered", 1), ("failed", 2)], "failed", 2);
        check(&[("failed", 2), ("delivered", 1)], "failed", 1);
        check(&[("failed", 1), ("delivered", 2)], "delivered", 2);
        check(&[("complained", 3)], "delivered", 1);
        check(&[("delivered", 1), ("complained", 3), ("complained", 3)], "delivered", 2);
        check(&[("complained", 3), ("delivered", 1)], "delivered", 1);
    }
}
