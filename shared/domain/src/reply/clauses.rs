//! What is wanted and what is refused: parts in clauses, each with its polarity.

use super::clause::Clause;
use super::meaning::Atom;
use super::parts::Part;
use super::reasons;
use crate::language::Language;

/// Cuts parts into clauses.
pub(super) fn read(parts: &[Part], tongue: Language) -> Vec<Clause> {
    let mut cutter = Cutter::default();
    for (index, part) in parts.iter().enumerate() {
        let after = parts.get(index + 1..).unwrap_or_default();
        if *part == Part::Said(Atom::So) {
            cutter.so(after);
        } else if tongue == Language::English && *part == Part::Said(Atom::Not) && cutter.prefers(after) {
            cutter.take(&Part::Said(Atom::InsteadOf));
        } else {
            cutter.take(part);
        }
    }
    cutter.end(false);
    cutter.clauses
}

#[derive(Default)]
struct Cutter {
    clauses: Vec<Clause>,
    current: Clause,
}

const NEGATIONS: [Atom; 3] = [Atom::Not, Atom::NotDeliver, Atom::Cannot];

impl Cutter {
    fn end(&mut self, question: bool) {
        let mut clause = std::mem::take(&mut self.current);
        clause.question = question;
        if clause.has(Atom::NotAsked) {
            // "Can it not be Friday?" asks for Friday; without the question mark it refuses.
            let meant = if question { Atom::Request } else { Atom::Cannot };
            for part in &mut clause.parts {
                if *part == Part::Said(Atom::NotAsked) {
                    *part = Part::Said(meant);
                }
            }
        }
        // "It is on the 2nd floor" asks nothing, "is it on Friday?" does.
        let meant = if question { Atom::Asks } else { Atom::Filler };
        for part in clause.parts.iter_mut().filter(|part| **part == Part::Said(Atom::AsksIf)) {
            *part = Part::Said(meant);
        }
        self.leave(&mut clause);
        // A "da" that nothing follows is no preposition: "does Sunday do?"
        if let [.., before, last @ Part::Said(Atom::Of)] = clause.parts.as_mut_slice()
            && matches!(before, Part::Day(_) | Part::Shift(_))
        {
            *last = Part::Said(Atom::Can);
        }
        clause.negative |= clause.negated() || reasons::cancels_a_day(&clause);
        if !clause.parts.is_empty() || question {
            self.clauses.push(clause);
        }
    }

    /// "So Friday, please" concludes, "so sorry" does not.
    fn so(&mut self, after: &[Part]) {
        use Atom::{Article, Can, Filler, Mark, Option, Request, This, To, Want};
        let skipped = |part: &&Part| matches!(part, Part::Said(Article | Filler | To | This | Mark(',')));
        let concludes = match after.iter().find(|part| !skipped(part)) {
            Some(Part::Said(said)) => matches!(said, Option | Request | Want | Can | Atom::Only),
            Some(Part::Doubt) | None => false,
            Some(_) => true,
        };
        self.take(&Part::Said(if concludes { Atom::Hence } else { Filler }));
    }

    /// "3 not 2": the English word refuses what follows it.
    fn prefers(&self, after: &[Part]) -> bool {
        let named = |part: &&Part| !matches!(part, Part::Said(Atom::Article | Atom::Option | Atom::Filler | Atom::To));
        let next = after.iter().find(named);
        self.current.names() && !self.current.negated() && next.is_some_and(|part| !matches!(part, Part::Said(_)))
    }

    /// "Leave it for Friday" wants, "leave it as it was" agrees, "leave it with the neighbour" is for the driver.
    fn leave(&self, clause: &mut Clause) {
        if !clause.has(Atom::Leave) {
            return;
        }
        let bare = clause.content().all(|part| *part == Part::Said(Atom::Leave));
        let meant = if clause.has(Atom::Yes) || (bare && !self.clauses.is_empty()) {
            Atom::Filler
        } else if clause.days().next().is_some()
            && clause.unknown() == 0
            && !clause.has_any(&[Atom::Instruction, Atom::Noun, Atom::Thing])
        {
            Atom::Want
        } else {
            Atom::Instruction
        };
        for part in clause.parts.iter_mut().filter(|part| **part == Part::Said(Atom::Leave)) {
            *part = Part::Said(meant);
        }
    }

    fn take(&mut self, part: &Part) {
        match part {
            Part::Said(Atom::Mark('?')) => return self.end(true),
            Part::Said(Atom::Mark('/')) => return self.current.parts.push(Part::Said(Atom::Or)),
            Part::Said(Atom::Mark(_)) => return self.end(false),
            Part::Said(Atom::Hence) => {
                self.end(false);
                return self.current.parts.push(Part::Said(Atom::Only));
            }
            Part::Said(Atom::Because) => {
                self.end(false);
                self.current.reason = true;
                return self.current.parts.push(Part::Said(Atom::But));
            }
            Part::Said(Atom::Only) if self.current.has(Atom::Back) => {}
            Part::Said(Atom::But | Atom::Only) => self.end(false),
            Part::Said(Atom::InsteadOf) => {
                self.end(false);
                self.current.negative = true;
            }
            Part::Said(Atom::Request) => {
                let said = self.current.names() || self.current.negated();
                if said && !self.current.ends_in(&NEGATIONS) {
                    self.end(false);
                }
            }
            // "I do not want Monday I want Tuesday".
            Part::Said(Atom::Want) if self.current.names() && self.current.negated() => self.end(false),
            Part::Said(atom) if NEGATIONS.contains(atom) => self.negation(),
            Part::Day(_) => self.day(),
            Part::Shift(_) => self.shift(),
            Part::Option(_) | Part::Number(_) if self.current.negated() && self.current.names() => {
                // "2 não 3": which of the two is refused depends on the speaker.
                let between = self.current.ends_in(&[Atom::Not]);
                self.end(false);
                if between {
                    self.current.parts.push(Part::Doubt);
                }
            }
            _ => {}
        }
        self.current.parts.push(part.clone());
    }

    /// A second refusal about another time starts anew: "not Tuesday nor Friday".
    fn negation(&mut self) {
        if self.current.negated() && self.current.names() && !self.current.ends_in(&NEGATIONS) {
            let first = self.current.position(|part| matches!(part, Part::Said(atom) if NEGATIONS.contains(atom)));
            let last = self.current.position(|part| !matches!(part, Part::Said(_) | Part::Doubt));
            if first < last {
                self.end(false);
            }
        }
    }

    /// After a refused day another day is a new clause: wanted if it says so, or else loose.
    fn day(&mut self) {
        let refused = self.current.negative || self.current.negated();
        if !refused || self.current.days().next().is_none() || self.current.ends_in(&[Atom::Or, Atom::And]) {
            return;
        }
        let day = self.current.position(|part| matches!(part, Part::Day(_)));
        let negation = self.current.position(|part| matches!(part, Part::Said(atom) if NEGATIONS.contains(atom)));
        let before = negation < day && !self.current.negative;
        // "Friday not Tuesday": which of the two is refused depends on the speaker.
        let between = !before && self.current.ends_in(&[Atom::Not]);
        self.end(false);
        self.current.loose = before;
        if between {
            self.current.parts.push(Part::Doubt);
        }
    }

    /// After a refused shift another shift is a new clause: "in the morning no in the afternoon yes".
    fn shift(&mut self) {
        let shift = self.current.position(|part| matches!(part, Part::Shift(_)));
        let negation = self.current.position(|part| matches!(part, Part::Said(atom) if NEGATIONS.contains(atom)));
        if shift.is_some() && negation > shift {
            self.end(false);
        }
    }
}
