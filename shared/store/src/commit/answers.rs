//! Answers that are kept for repeats of a request, and whom they tell of.

use super::{Commit, When};
use crate::item::Version;
use crate::keys::{self, KeptAnswer};
use domain::access::Idempotency;
use domain::id::CustomerId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What was answered to a request, kept so that a repeat gets the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Digest of the request's body, to tell a repeat from another request under the same key.
    pub content: String,
    /// Status code.
    pub status: u16,
    /// Headers, name and value.
    pub headers: Vec<(String, String)>,
    /// Body, as it was sent. Secrets are left out.
    pub body: String,
}

/// How long a repeat of a request is recognised.
const ANSWER_KEPT: SignedDuration = SignedDuration::from_hours(48);
/// Label of the write that keeps the answer: when its condition fails, another copy of this request was faster.
pub(crate) const ANSWER: &str = "answer";

impl Commit {
    /// The answer of this request says something of a customer, and goes with the customer.
    #[must_use]
    pub fn concerning(mut self, customer: CustomerId) -> Self {
        self.about.insert(customer);
        self
    }

    /// Keeps the answer of this request for its repeats.
    #[must_use]
    pub fn answer(self, asked: &Idempotency, answer: &Answer) -> Self {
        let (scope, at, about) = (self.scope, self.at, self.about.clone());
        let expires = at.checked_add(ANSWER_KEPT).unwrap_or(Timestamp::MAX);
        let key = keys::answer(scope, asked);
        let commit = self.put(ANSWER, &key, answer, Version::FIRST, Some(expires), When::AbsentOrExpired(at));
        let kept = KeptAnswer { name: asked.name().to_owned() };
        about.into_iter().fold(commit, |commit, customer| {
            commit.put_always("kept answer", &keys::kept_answer(scope, customer, &kept.name), &kept, Some(expires))
        })
    }
}
