//! Which windows a number is offered: written down before an SMS goes out, for its answer can be faster than we are, and
//! settled once it is known whether the SMS has left.

use domain::asked::{Asked, Choice};
use domain::message::Message;
use domain::phone::{Digested, Phone};
use messenger::Outcome;
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
        let asked = Asked {
            account: seen.scope.account(),
            service: message.occasion.service,
            notice: message.occasion.notice,
            choices: told().map(Choice::from).collect(),
            at: now,
            until: told().map(|choice| choice.window.starts).max().unwrap_or(now),
            before: None,
        };
        if asked.choices.is_empty() {
            return Ok(Self { number, before: None, asked });
        }
        let before = deps.gate.store().choices_of(&number, &asked, now).await?;
        let asked = asked.instead_of(before.as_ref().map(|before| before.value.clone()));
        Ok(Self { number, before, asked })
    }

    /// Writes it down, in the commit that lets the SMS go out.
    pub(crate) fn write(&self, commit: Commit) -> Commit {
        commit.ask(&self.number, self.before.as_ref(), &self.asked)
    }

    /// Settles it. Where that fails, or nobody knows whether the SMS has left, the numbers stay in doubt, and whoever
    /// answers with one that is, is asked.
    pub(crate) async fn settle(self, deps: &Deps, seen: &Seen, outcome: &Outcome) {
        if self.asked.choices.is_empty() {
            return;
        }
        let version = self.before.map_or(Version::FIRST, |before| before.version.next());
        let written = Stored { value: self.asked, version };
        let commit = Commit::new(seen.scope, deps.gate.now(), deps.gate.fresh());
        let commit = match outcome {
            Outcome::Unknown { .. } => return,
            Outcome::Accepted { .. } if written.value.before.is_none() => return,
            Outcome::Accepted { .. } => commit.ask(&self.number, Some(&written), &written.value.clone().taken()),
            Outcome::Refused { .. } | Outcome::NotSent { .. } => commit.unask(&self.number, &written),
        };
        if let Err(error) = deps.gate.store().commit(commit).await {
            tracing::warn!(%error, "what a number was asked stays in doubt");
        }
    }
}
