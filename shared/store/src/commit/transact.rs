//! Sending a transaction until its own conditions answer.

use super::ANSWER;
use crate::guard::OnBehalf;
use crate::item::{self, MUTATION};
use crate::{Error, Store};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, TransactWriteItem};
use std::time::Duration;

impl Store {
    /// Sends a transaction; one that meets another is sent again. `labels` name its writes in their order, and
    /// `mutation` is the mark that they leave.
    pub(crate) async fn transact(
        &self,
        actions: &[TransactWriteItem],
        labels: &[&'static str],
        mutation: &str,
        acting: &OnBehalf,
    ) -> Result<(), Error> {
        for attempt in 1..=12_u32 {
            let sent = self
                .client
                .transact_write_items()
                .set_transact_items(Some(actions.to_vec()))
                .customize()
                .interceptor(acting.clone())
                .send()
                .await;
            let Err(error) = sent else { return Ok(()) };
            let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error()
            else {
                return Err(Error::from_sdk("committing", &error));
            };
            match verdict(cancelled.cancellation_reasons(), labels, mutation) {
                Verdict::Ours => return Ok(()),
                Verdict::Refused(label) => return Err(Error::refused(label)),
                Verdict::Unclear => return Err(Error::from_sdk("committing", &error)),
                Verdict::Again => tokio::time::sleep(pause(attempt, mutation)).await,
            }
        }
        Err(Error::contended())
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Ours,
    Refused(&'static str),
    Again,
    Unclear,
}

/// Reads the reasons of a cancelled transaction, one per write. Our own mark on an item that fails its condition
/// means that the transaction went through before and only its answer was lost.
fn verdict(reasons: &[CancellationReason], labels: &[&'static str], mutation: &str) -> Verdict {
    let failed = |reason: &CancellationReason| reason.code() == Some("ConditionalCheckFailed");
    let ours =
        |reason: &CancellationReason| reason.item().and_then(|item| item::string(item, MUTATION)) == Some(mutation);
    if reasons.iter().any(|reason| failed(reason) && ours(reason)) {
        return Verdict::Ours;
    }
    // The kept answer speaks first: when a copy of this request has won, its answer explains every other refusal.
    let refused: Vec<&'static str> =
        reasons.iter().zip(labels).filter(|(reason, _)| failed(reason)).map(|(_, label)| *label).collect();
    if let Some(label) = refused.iter().find(|label| **label == ANSWER).or_else(|| refused.first()) {
        return Verdict::Refused(label);
    }
    let busy = |reason: &CancellationReason| {
        matches!(reason.code(), Some("TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded"))
    };
    if reasons.iter().any(busy) { Verdict::Again } else { Verdict::Unclear }
}

/// Grows from about 10 ms to about half a second, spread by what the writer is called, so that writers that met once
/// do not meet again.
pub(crate) fn pause(attempt: u32, writer: &str) -> Duration {
    let spread = u64::from(writer.bytes().fold(0_u8, u8::wrapping_add)).wrapping_mul(u64::from(attempt)) % 16;
    Duration::from_millis((8_u64 << attempt.min(6)).saturating_add(spread))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Attributes;

    fn reason(code: &str, mutation: Option<&str>) -> CancellationReason {
        let item = mutation.map(|mark| Attributes::from([(MUTATION.to_owned(), item::text(mark))]));
        CancellationReason::builder().code(code).set_item(item).build()
    }

    fn check(reasons: &[CancellationReason], expected: Verdict) {
        assert_eq!(verdict(reasons, &["user", ANSWER], "mine"), expected);
    }

    #[test]
    fn a_cancelled_transaction_is_read_by_its_reasons() {
        let fine = || reason("None", None);
        check(&[reason("ConditionalCheckFailed", Some("other")), fine()], Verdict::Refused("user"));
        check(&[reason("ConditionalCheckFailed", Some("mine")), fine()], Verdict::Ours);
        check(
            &[reason("ConditionalCheckFailed", Some("other")), reason("ConditionalCheckFailed", Some("other"))],
            Verdict::Refused(ANSWER),
        );
        check(&[reason("TransactionConflict", None), fine()], Verdict::Again);
        check(&[reason("TransactionConflict", None), reason("ConditionalCheckFailed", None)], Verdict::Refused(ANSWER));
        check(&[reason("ItemCollectionSizeLimitExceeded", None), fine()], Verdict::Unclear);
    }
}
