//! What waits for a person: reports that are held, and deliveries whose proofs have not come.

use super::{Doubt, Fact, FactKind, Life, ProofKind, Service, State, Status, Verdict};
use crate::id::EventId;
use std::collections::{BTreeMap, BTreeSet};

/// Why a report waits for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyHeld {
    /// It is too old, or comes from a driver who is blocked.
    TooOld,
    /// It says that the service is done, and lacks a proof.
    ProofMissing,
    /// Whoever reports does not hold the service.
    NotAssigned,
    /// It says why in a way that the register does not bear out.
    Doubtful(Doubt),
}

impl WhyHeld {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooOld => "too_old",
            Self::ProofMissing => "proof_missing",
            Self::NotAssigned => "not_assigned",
            Self::Doubtful(Doubt::ReasonUnknown) => "reason_unknown",
            Self::Doubtful(Doubt::CommentMissing) => "comment_missing",
        }
    }
}

impl Fact {
    /// Why it is held, where it is, of a service in a state.
    #[must_use]
    pub fn why_held(&self, state: &State) -> WhyHeld {
        let holds = state.holding.is_some_and(|holding| holding.driver == self.driver);
        match self.doubt {
            _ if self.quarantined => WhyHeld::TooOld,
            _ if !holds => WhyHeld::NotAssigned,
            Some(doubt) => WhyHeld::Doubtful(doubt),
            None if self.kind.lacking().is_some() => WhyHeld::ProofMissing,
            None => WhyHeld::NotAssigned,
        }
    }
}

impl Life {
    /// The reports of an end that are held and that nobody has looked at yet. One that says what has come true by
    /// another way waits for nobody.
    #[must_use]
    pub fn waiting(&self) -> Vec<(&Fact, WhyHeld)> {
        if self.facts.is_empty() {
            return Vec::new();
        }
        let (state, verdicts) = self.replay();
        let waits = |fact: &&Fact| {
            let says_more = match fact.kind {
                FactKind::Complete { .. } => state.status != Status::Done,
                FactKind::Fail { .. } => fact.doubt.is_none() || !self.told_better(fact, &verdicts),
                FactKind::Start | FactKind::Arrive | FactKind::Pause => false,
            };
            says_more && !self.reviewed.contains(&fact.id) && verdicts.get(&fact.id) == Some(&Verdict::Held)
        };
        self.facts.iter().filter(waits).map(|fact| (fact, fact.why_held(&state))).collect()
    }

    /// Whether the same device has said afterwards how it ended, in a way that counted.
    fn told_better(&self, fact: &Fact, verdicts: &BTreeMap<EventId, Verdict>) -> bool {
        self.facts.iter().any(|later| {
            let after = later.device == fact.device && later.seq > fact.seq;
            after && later.kind.is_end() && verdicts.get(&later.id) == Some(&Verdict::Applied)
        })
    }

    /// Somebody has looked at a report that waits; none when no such report does.
    #[must_use]
    pub fn review(&self, report: EventId) -> Option<Self> {
        self.waiting().iter().find(|(fact, _)| fact.id == report)?;
        let mut life = self.clone();
        life.reviewed.insert(report);
        Some(life)
    }
}

impl Service {
    /// The proofs that it requires and that are not attached, once it is done.
    #[must_use]
    pub fn owed(&self) -> BTreeSet<ProofKind> {
        let missing: BTreeSet<ProofKind> = self.describing.required.difference(&self.proven).copied().collect();
        if missing.is_empty() || self.status() != Status::Done { BTreeSet::new() } else { missing }
    }

    /// Whether somebody has to look at it: a report is held, or a delivery lacks a proof.
    #[must_use]
    pub fn needs_review(&self) -> bool {
        !self.life.waiting().is_empty() || !self.owed().is_empty()
    }

    /// Whether a code is its own or that of one of its packages.
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        let packages = self.describing.packages.iter().map(|package| package.barcode.as_str());
        packages.chain([self.code.as_str()]).any(|own| own.eq_ignore_ascii_case(code))
    }
}
