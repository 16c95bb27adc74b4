//! From everything that was decided and happened to the state it gives.
//!
//! Facts of one device are in the order of its numbers, whatever its clock said. Facts of several devices are in the
//! order of their corrected times. A fact happened before every decision that is later than it, and before every
//! decision that was taken after it had arrived. So the order in which facts arrive changes nothing.

use super::{
    Action, Actor, Attempt, Decision, Fact, FactKind, Holding, Life, Outcome, Pause, State, Status, Verdict, rule,
};
use crate::id::EventId;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A fact in its place: after so many decisions, at this time.
struct Placed<'a> {
    fact: &'a Fact,
    slot: usize,
    at: Timestamp,
}

impl Life {
    /// The state.
    #[must_use]
    pub fn state(&self) -> State {
        self.replay().0
    }

    /// The state, and what became of each fact.
    #[must_use]
    pub fn replay(&self) -> (State, BTreeMap<EventId, Verdict>) {
        let mut state = State::new();
        let mut verdicts = BTreeMap::new();
        let mut facts = self.placed().into_iter().peekable();
        for (slot, decision) in self.decisions.iter().enumerate() {
            while let Some(placed) = facts.next_if(|placed| placed.slot <= slot) {
                verdicts.insert(placed.fact.id, state.happened(&placed));
            }
            state.decided(decision);
        }
        for placed in facts {
            verdicts.insert(placed.fact.id, state.happened(&placed));
        }
        (state, verdicts)
    }

    /// Which of the attempts something belongs to that was seen at a moment: the last one that had begun by then. One
    /// begins with what was decided after the end of the one before it; what came late belongs to who was there last.
    #[must_use]
    pub fn attempt_at<'a>(&self, attempts: &'a [Attempt], at: Timestamp) -> Option<&'a Attempt> {
        let begun = |before: &Attempt, attempt: &Attempt| {
            let decided = self.decisions.iter().map(|decision| decision.at);
            let decided = decided.filter(|at| before.ended_at.is_some_and(|ended| *at > ended)).min();
            let own = [attempt.started_at, attempt.arrived_at, attempt.ended_at];
            own.into_iter().flatten().chain(decided).min().is_some_and(|begun| begun <= at)
        };
        let later = attempts.iter().zip(attempts.iter().skip(1)).rev();
        let found = later.into_iter().find(|(before, attempt)| begun(before, attempt)).map(|(_, attempt)| attempt);
        found.or_else(|| attempts.first())
    }

    fn placed(&self) -> Vec<Placed<'_>> {
        let mut devices: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
        for fact in &self.facts {
            devices.entry(&fact.device).or_default().push(fact);
        }
        let mut all = Vec::with_capacity(self.facts.len());
        for facts in devices.into_values() {
            all.extend(self.placed_of_one(facts));
        }
        all.sort_by(|one, other| {
            let key = |placed: &Placed<'_>| (placed.slot, placed.at);
            key(one)
                .cmp(&key(other))
                .then_with(|| one.fact.device.cmp(&other.fact.device))
                .then_with(|| one.fact.seq.cmp(&other.fact.seq))
        });
        all
    }

    /// The facts of one device: their times never fall as their numbers rise.
    fn placed_of_one<'a>(&self, mut facts: Vec<&'a Fact>) -> Vec<Placed<'a>> {
        facts.sort_by_key(|fact| fact.seq);
        let mut latest: Option<Timestamp> = None;
        let mut placed: Vec<Placed<'a>> = Vec::with_capacity(facts.len());
        for fact in facts {
            // Nothing has happened before the driver had it, and nothing after it was reported.
            let assigned = self.assigned(fact);
            let at = assigned.map_or(fact.corrected_at, |(_, at)| fact.corrected_at.max(at)).min(fact.received_at);
            let at = latest.map_or(at, |latest| at.max(latest));
            latest = Some(at);
            let by_time = self.decisions.iter().take_while(|decision| decision.at <= at).count();
            let slot = assigned.map_or(by_time, |(index, _)| by_time.max(index.saturating_add(1)));
            placed.push(Placed { fact, slot: slot.min(fact.known), at });
        }
        let mut next = usize::MAX;
        for placed in placed.iter_mut().rev() {
            placed.slot = placed.slot.min(next);
            next = placed.slot;
        }
        placed
    }

    /// When the driver of a fact first got the service.
    fn assigned(&self, fact: &Fact) -> Option<(usize, Timestamp)> {
        let theirs = |decision: &Decision| decision.holding.is_some_and(|holding| holding.driver == fact.driver);
        self.decisions.iter().enumerate().find(|(_, decision)| theirs(decision)).map(|(index, found)| (index, found.at))
    }
}

impl State {
    /// Of a service that was just made.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            status: Status::Active,
            attempts: Vec::new(),
            holding: None,
            after_cancel: false,
            failure: None,
            success: None,
            ended_at: None,
            by_attempt: false,
        }
    }

    fn decided(&mut self, decision: &Decision) {
        // A delivery that nobody knew of when this was decided stands.
        if self.status == Status::Done && decision.from != Status::Done {
            self.after_cancel |= decision.action == Action::Cancel;
            return;
        }
        if decision.to == Status::Done {
            self.put_right(decision.at, Outcome::Done);
        } else if let (Status::Failed, Some((reason, after))) = (decision.to, decision.reason) {
            self.failure = Some((reason, after));
            self.put_right(decision.at, Outcome::Failed { reason, after });
        } else if decision.action != Action::Cancel {
            self.end(decision.at, Outcome::Broken);
            self.by_attempt = false;
        }
        if decision.to != Status::Failed {
            self.failure = None;
        }
        self.become_at(decision.to, decision.at);
        // Who calls it off does not take it out of the hands of the driver.
        if decision.action != Action::Cancel {
            self.holding = decision.holding;
        }
        self.after_cancel = false;
    }

    fn happened(&mut self, placed: &Placed<'_>) -> Verdict {
        let Placed { fact, at, .. } = placed;
        let Some(holding) = self.holding.filter(|holding| holding.driver == fact.driver && !fact.quarantined) else {
            return Verdict::Held;
        };
        if fact.kind.lacking().is_some() || fact.doubt.is_some() {
            return Verdict::Held;
        }
        let Some(rule) = rule(fact.kind.action(), Actor::Driver, self.status, None) else {
            return if self.status == Status::Returned { Verdict::Held } else { Verdict::Superseded };
        };
        let at = *at;
        match &fact.kind {
            FactKind::Start => self.attempt(holding, |attempt| {
                attempt.started_at.get_or_insert(at);
                attempt.go_on(at);
            }),
            FactKind::Arrive => self.attempt(holding, |attempt| {
                attempt.arrived_at.get_or_insert(at);
            }),
            FactKind::Pause => self.attempt(holding, |attempt| attempt.pauses.push(Pause { from: at, to: None })),
            FactKind::Complete { .. } => {
                self.after_cancel = matches!(self.status, Status::CancelledByOffice | Status::CancelledByRecipient);
                self.failure = None;
                self.attempt_again(holding);
                self.end_by(fact.id, at, Outcome::Done);
            }
            FactKind::Fail { reason, after } => {
                self.failure = Some((*reason, *after));
                self.attempt(holding, |_| {});
                self.end_by(fact.id, at, Outcome::Failed { reason: *reason, after: *after });
            }
        }
        self.become_at(rule.to, at);
        if let FactKind::Complete { reason, .. } = &fact.kind {
            self.success = *reason;
        }
        Verdict::Applied
    }

    fn become_at(&mut self, status: Status, at: Timestamp) {
        self.status = status;
        self.ended_at = status.is_final().then_some(at);
        self.success = None;
    }

    /// Notes something of the attempt that is going on, or of a new one when none is.
    fn attempt(&mut self, holding: Holding, note: impl FnOnce(&mut Attempt)) {
        let tried = u32::try_from(self.attempts.len()).unwrap_or(u32::MAX);
        if let Some(open) = self.attempts.last_mut().filter(|last| last.outcome.is_none()) {
            return note(open);
        }
        let number = tried.saturating_add(1);
        let mut fresh = Attempt {
            number,
            holding,
            started_at: None,
            arrived_at: None,
            pauses: Vec::new(),
            ended_at: None,
            outcome: None,
            report: None,
        };
        note(&mut fresh);
        self.attempts.push(fresh);
    }

    /// After a failure at the same door it is the same attempt, with another end.
    fn attempt_again(&mut self, holding: Holding) {
        match self.attempts.last_mut() {
            Some(last) if self.status == Status::Failed && last.holding == holding => last.outcome = None,
            _ => self.attempt(holding, |_| {}),
        }
    }

    fn end(&mut self, at: Timestamp, outcome: Outcome) {
        let open = self.attempts.last_mut().filter(|last| last.outcome.is_none());
        self.by_attempt = open.is_some();
        if let Some(open) = open {
            open.go_on(at);
            open.ended_at = Some(at);
            open.outcome = Some(outcome);
        }
    }

    /// What a device reported ends the attempt that goes on.
    fn end_by(&mut self, report: EventId, at: Timestamp, outcome: Outcome) {
        self.end(at, outcome);
        if let Some(last) = self.attempts.last_mut() {
            last.report = Some(report);
        }
    }

    /// How it ended, by hand: of the attempt that goes on, or of the one that brought it where it is.
    fn put_right(&mut self, at: Timestamp, outcome: Outcome) {
        match self.attempts.last_mut() {
            Some(last) if self.by_attempt && last.outcome.is_some() => last.outcome = Some(outcome),
            _ => self.end(at, outcome),
        }
    }
}

impl Attempt {
    fn go_on(&mut self, at: Timestamp) {
        if let Some(pause) = self.pauses.last_mut().filter(|pause| pause.to.is_none()) {
            pause.to = Some(at);
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}
