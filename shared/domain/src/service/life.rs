//! What may be decided, and what is taken from a device.

use super::{
    Action, Actor, AfterFailure, Decision, Fact, FactKind, Holding, Life, Need, Outcome, ProofKind, State, Status,
    Verdict, rule,
};
use crate::id::ReasonId;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Somebody wants to move a service.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What to do.
    pub action: Action,
    /// On which side they stand.
    pub who: Actor,
    /// Who exactly, as a timeline names them.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// What it is to become, where the action leaves a choice.
    pub to: Option<Status>,
    /// The route and its driver, to plan it.
    pub holding: Option<Holding>,
    /// Why it counts as failed, and what that allows.
    pub reason: Option<(ReasonId, AfterFailure)>,
    /// Why it is moved by hand.
    pub justification: Option<String>,
}

/// What the account allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Attempts after which a failed service is not tried again.
    pub attempts: u32,
}

/// Why a service is not moved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No row of the state machine.
    #[error("a service that is {from} cannot do this")]
    NotFrom {
        /// The state it is in.
        from: Status,
    },
    /// What the move needs was not given.
    #[error("something that it needs is missing")]
    Missing(Vec<Need>),
    /// The reason of the failure does not allow it.
    #[error("the reason of its failure does not allow this")]
    ReasonForbids(AfterFailure),
    /// It was tried as often as the account allows.
    #[error("no attempt is left")]
    NoAttemptLeft,
    /// Another report had this name.
    #[error("another report had this name")]
    IdReused,
    /// Its history is as long as it may get.
    #[error("its history is full")]
    Full,
}

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// It was here before; nothing changes.
    Duplicate(Verdict),
    /// It is kept.
    Kept {
        /// The life with it.
        life: Life,
        /// What became of it.
        verdict: Verdict,
    },
}

/// Decisions and facts that one service keeps at most.
const LONGEST: usize = 300;
/// Facts of an end that it keeps beyond: what was delivered is never turned away for what came before.
const RESERVE: usize = 50;

impl Life {
    /// Decides on the state as it is seen now.
    ///
    /// # Errors
    /// [`Refused`] when the state machine has no such row, or something that it needs is missing.
    pub fn decide(&self, ask: Ask, limits: Limits) -> Result<Self, Refused> {
        let state = self.state();
        let from = state.status;
        let rule = rule(ask.action, ask.who, from, ask.to).ok_or(Refused::NotFrom { from })?;
        if self.decisions.len() >= LONGEST {
            return Err(Refused::Full);
        }
        let missing: Vec<Need> = rule.needs.iter().copied().filter(|need| ask.lacks(*need)).collect();
        if !missing.is_empty() {
            return Err(Refused::Missing(missing));
        }
        for need in rule.needs {
            state.meets(*need, limits)?;
        }
        let mut life = self.clone();
        let latest = life.decisions.last().map_or(ask.at, |last| last.at.max(ask.at));
        life.decisions.push(Decision {
            action: ask.action,
            who: ask.who,
            author: ask.author,
            at: latest,
            from,
            to: rule.to,
            holding: ask.holding.filter(|_| ask.action == Action::Plan),
            reason: ask.reason.filter(|_| rule.to == Status::Failed),
            justification: ask.justification,
        });
        Ok(life)
    }

    /// Takes a report of a device, of a service that requires some proofs. Whatever was true at the address is kept,
    /// also when something else stands. A delivery that lacks a proof is [`Verdict::Held`]: it moves nothing.
    ///
    /// # Errors
    /// [`Refused::IdReused`] or [`Refused::Full`], none of which depends on the order in which reports arrive.
    pub fn receive(&self, mut fact: Fact, required: &BTreeSet<ProofKind>) -> Result<Received, Refused> {
        if let Some(known) = self.facts.iter().find(|known| known.id == fact.id || same_place(known, &fact)) {
            if known.id != fact.id || known.digest != fact.digest {
                return Err(Refused::IdReused);
            }
            let verdict = self.replay().1.get(&fact.id).copied().unwrap_or(Verdict::Held);
            return Ok(Received::Duplicate(verdict));
        }
        if let FactKind::Complete { proofs, lacking, .. } = &mut fact.kind {
            *lacking = required.difference(proofs).copied().collect();
        }
        let room = if fact.kind.is_end() { LONGEST.saturating_add(RESERVE) } else { LONGEST };
        if self.facts.len() >= room {
            return Err(Refused::Full);
        }
        let id = fact.id;
        let mut life = self.clone();
        life.facts.push(Fact { known: self.decisions.len(), ..fact });
        let verdict = life.replay().1.get(&id).copied().unwrap_or(Verdict::Held);
        Ok(Received::Kept { life, verdict })
    }
}

fn same_place(one: &Fact, other: &Fact) -> bool {
    one.device == other.device && one.seq == other.seq
}

impl Ask {
    fn lacks(&self, need: Need) -> bool {
        match need {
            Need::Route => self.holding.is_none(),
            Need::Reason => self.reason.is_none(),
            Need::Justification => self.justification.as_deref().is_none_or(|text| text.trim().is_empty()),
            Need::Holder | Need::Proof | Need::RetryAllowed | Need::RescheduleAllowed | Need::AttemptLeft => false,
        }
    }
}

impl State {
    fn meets(&self, need: Need, limits: Limits) -> Result<(), Refused> {
        let after = self.failure.map_or(AfterFailure::Retry, |(_, after)| after);
        // One that was put off, or taken out of the driver's hands, is none that the recipient missed.
        let failed = self.attempts.iter().filter(|attempt| matches!(attempt.outcome, Some(Outcome::Failed { .. })));
        let tried = u32::try_from(failed.count()).unwrap_or(u32::MAX);
        match need {
            Need::RetryAllowed if after != AfterFailure::Retry => Err(Refused::ReasonForbids(after)),
            Need::RescheduleAllowed if after == AfterFailure::Return => Err(Refused::ReasonForbids(after)),
            Need::AttemptLeft if tried >= limits.attempts => Err(Refused::NoAttemptLeft),
            _ => Ok(()),
        }
    }
}
