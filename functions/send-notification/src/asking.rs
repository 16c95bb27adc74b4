//! Which windows a number is offered: written down before an SMS goes out, for its answer can be faster than we are, and
//! settled once it is known whether the SMS has left.

use domain::asked::{Asked, Choice};
use domain::message::Message;
use domain::phone::{Digested, Phone};
use messenger::Outcome;
use store::keys::Writer;
use store::{Commit, Stored, Version};

use crate::Deps;
use crate::seen::Seen;
use crate::words::Words;

/// What a number is asked by an SMS, and what it was asked before.
pub(crate) struct Asking {
    number: Digested,
    before: Option<Stored<Asked>>,
    asked: Asked,
}

impl Asking {
    pub(crate) async fn read(
        deps: &Deps,
        seen: &Seen,
        message: &Message,
        words: &Words,
        phone: &Phone,
    ) -> Result<Self, store::Error> {
        let (number, now) = (deps.gate.number(phone), deps.gate.now());
        let told = || seen.choices.iter().take(words.choices);
        let (account, service) = (seen.scope.account(), message.occasion.service);
        let asked = Asked {
            account,
            service,
            notice: message.occasion.notice,
            choices: told().map(Choice::from).collect(),
            at: now,
            until: told().map(|choice| choice.window.starts).max().unwrap_or(now),
            message: Some(message.id),
            taken: false,
            before: None,
        };
        if asked.choices.is_empty() {
            return Ok(Self { number, before: None, asked });
        }
        let before = deps.gate.store().choices_of(&number, (account, service), now).await?;
        let asked = asked.instead_of(before.as_ref().map(|before| before.value.clone()));
        Ok(Self { number, before, asked })
    }

    /// Writes it down, and who wrote, in the commit that lets the SMS go out.
    pub(crate) fn write(&self, commit: Commit) -> Commit {
        let Asked { account, service, at, .. } = self.asked;
        let writer = Writer { account, service, at };
        commit.ask(&self.number, self.before.as_ref(), &self.asked).write_to(&self.number, &writer)
    }

    /// The number that chooses by it; none where it offers nothing.
    pub(crate) fn choosing(&self) -> Option<Digested> {
        (!self.asked.choices.is_empty()).then(|| self.number.clone())
    }

    /// Settles it. Where that fails, or nobody knows whether the SMS has left, the numbers stay in doubt, and whoever
    /// answers with one that is, is asked.
    pub(crate) async fn settle(self, deps: &Deps, seen: &Seen, outcome: &Outcome) {
        let Some(message) = self.asked.message.filter(|_| !self.asked.choices.is_empty()) else { return };
        let version = self.before.map_or(Version::FIRST, |before| before.version.next());
        let written = Stored { value: self.asked, version };
        let commit = Commit::new(seen.scope, deps.gate.now(), deps.gate.fresh());
        let commit = match outcome {
            Outcome::Unknown { .. } => return,
            Outcome::Accepted { .. } if written.value.before.is_none() => return,
            Outcome::Accepted { .. } => commit.ask(&self.number, Some(&written), &written.value.clone().accepted()),
            Outcome::Refused { .. } | Outcome::NotSent { .. } => commit.unask(&self.number, &written, message),
        };
        if let Err(error) = deps.gate.store().commit(commit).await {
            tracing::warn!(%error, "what a number was asked stays in doubt");
        }
    }
}
