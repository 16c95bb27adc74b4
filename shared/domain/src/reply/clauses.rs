//! What is wanted and what is refused: parts in clauses, each with its polarity.

use super::atoms::Atom;
use super::parts::{Hours, Part, When};
use crate::language::Language;
use crate::shift::Shift;

/// A stretch of a reply that wants one thing or refuses it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clause {
    parts: Vec<Part>,
    /// Refuses what it names.
    pub(super) negative: bool,
    /// Ends in a question mark.
    pub(super) question: bool,
    /// Starts with no more than a day after a refusal, which can be one more refusal.
    pub(super) loose: bool,
    /// Tells why: "because I work on Friday".
    pub(super) reason: bool,
}

impl Clause {
    /// Whether something was said.
    pub(super) fn has(&self, atom: Atom) -> bool {
        self.parts.contains(&Part::Said(atom))
    }

    /// Whether any of these was said.
    pub(super) fn has_any(&self, atoms: &[Atom]) -> bool {
        atoms.iter().any(|atom| self.has(*atom))
    }

    /// Everything in it, without what says nothing of its own.
    pub(super) fn content(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| {
            !matches!(
                part,
                Part::Said(
                    Atom::Filler
                        | Atom::Have
                        | Atom::Noun
                        | Atom::Article
                        | Atom::Of
                        | Atom::To
                        | Atom::From
                        | Atom::In
                        | Atom::Day
                        | Atom::And
                        | Atom::This
                        | Atom::Feira
                        | Atom::HourUnit
                        | Atom::Mark(_)
                )
            )
        })
    }

    /// The days and shifts in it, as they follow each other.
    pub(super) fn times(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| matches!(part, Part::Day(_) | Part::Shift(_)))
    }

    /// The days in it.
    pub(super) fn days(&self) -> impl Iterator<Item = &When> {
        self.parts.iter().filter_map(|part| if let Part::Day(when) = part { Some(when) } else { None })
    }

    /// The shifts in it.
    pub(super) fn shifts(&self) -> impl Iterator<Item = Shift> {
        self.parts.iter().filter_map(|part| if let Part::Shift(shift) = part { Some(*shift) } else { None })
    }

    /// The hours in it.
    pub(super) fn hours(&self) -> impl Iterator<Item = Hours> {
        self.parts.iter().filter_map(|part| if let Part::Hours(hours) = part { Some(*hours) } else { None })
    }

    /// The numbers named as choices.
    pub(super) fn options(&self) -> impl Iterator<Item = u32> {
        self.parts.iter().filter_map(|part| if let Part::Option(n) = part { Some(*n) } else { None })
    }

    /// The numbers that can be choices.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.parts.iter().filter_map(|part| if let Part::Number(n) = part { Some(*n) } else { None })
    }

    /// Whether it names a time or a choice.
    pub(super) fn names(&self) -> bool {
        let named = |part: &Part| !matches!(part, Part::Said(_) | Part::Doubt);
        self.parts.iter().any(named)
    }

    /// Whether it says in words that what it names is wanted.
    pub(super) fn wants(&self) -> bool {
        self.has_any(&[
            Atom::Request,
            Atom::Only,
            Atom::Want,
            Atom::Yes,
            Atom::Confirm,
            Atom::Can,
            Atom::Home,
            Atom::Move,
        ])
    }

    /// Whether it says in words that something is to be done, so that a word nobody knows matters less.
    pub(super) fn demands(&self) -> bool {
        self.has_any(&[Atom::Request, Atom::Want, Atom::Move])
    }

    /// Whether another day is asked for, or none of those offered will do.
    pub(super) fn elsewhere(&self) -> bool {
        let thing = |part: &Part| matches!(part, Part::Said(Atom::Thing | Atom::Noun | Atom::Unknown));
        let none = |pair: &[Part]| matches!(pair, [Part::Said(Atom::NoneOf), after] if !thing(after));
        let none = self.parts.windows(2).any(none) || self.ends_in(&[Atom::NoneOf]);
        // "None of us is at home."
        let nobody = self.has_any(&[Atom::Home, Atom::Away]);
        self.has_any(&[Atom::OtherDay, Atom::TheOther]) || (none && !nobody)
    }

    /// Whether it asks something with a question word.
    pub(super) fn asks(&self) -> bool {
        self.has_any(&[Atom::Asks, Atom::AsksFor])
    }

    /// The shift that it takes from a day that was named before, when it says nothing else: "but not in the morning".
    pub(super) fn excepts(&self) -> Option<Shift> {
        let mut shifts = self.shifts();
        let only = |part: &Part| matches!(part, Part::Shift(_) | Part::Said(Atom::But | Atom::Not));
        let excepts = self.has(Atom::But) && self.has(Atom::Not) && self.content().all(only);
        match (shifts.next(), shifts.next()) {
            (Some(shift), None) if excepts => Some(shift),
            _ => None,
        }
    }

    /// Whether it takes a choice back and names another one: "no, sorry, 3".
    pub(super) fn corrects(&self) -> bool {
        let slip = |part: &Part| matches!(part, Part::Said(Atom::Filler | Atom::Thanks));
        let named = |part: &&Part| matches!(part, Part::Number(_) | Part::Option(_));
        let after = self.parts.iter().skip_while(|part| **part != Part::Said(Atom::Not)).skip(1);
        let between = after.clone().take_while(|part| slip(part)).count();
        between > 0 && after.skip(between).any(|part| named(&part))
    }

    /// How many words were not understood.
    pub(super) fn unknown(&self) -> usize {
        self.parts.iter().filter(|part| matches!(part, Part::Said(Atom::Unknown))).count()
    }

    /// Leaves out its times, and what makes it doubtful.
    pub(super) fn forget_times(&mut self) {
        use Atom::{Away, Cannot, Filler, InsteadOf, Not};
        let refuses = self.has_any(&[Not, Cannot]);
        let keeps = |part: &Part| match part {
            Part::Said(Away) => !refuses,
            part => matches!(part, Part::Said(Not | Cannot | InsteadOf | Filler)),
        };
        self.parts.retain(|part| !self.reason && keeps(part));
        self.negative &= !self.reason;
        self.loose = false;
    }

    /// Refuses the times in it, whatever else it tells.
    pub(super) fn refuse_times(&mut self) {
        self.parts.retain(|part| matches!(part, Part::Day(_) | Part::Shift(_)));
        self.negative = true;
    }

    /// Whether something has two readings.
    pub(super) fn doubtful(&self) -> bool {
        let doubts = [
            Atom::Range,
            Atom::AnyDay,
            Atom::Doubt,
            Atom::Later,
            Atom::Past,
            Atom::If,
            Atom::Narrow,
            Atom::Event,
            Atom::Or,
            Atom::Next,
        ];
        self.parts.contains(&Part::Doubt) || self.has_any(&doubts) || (self.loose && !self.wants())
    }

    fn negated(&self) -> bool {
        self.has_any(&[Atom::Not, Atom::NotDeliver, Atom::SendNothing, Atom::Cannot, Atom::Away, Atom::ThumbsDown])
    }

    fn ends_in(&self, atoms: &[Atom]) -> bool {
        matches!(self.parts.last(), Some(Part::Said(atom)) if atoms.contains(atom))
    }

    fn position(&self, wanted: impl Fn(&Part) -> bool) -> Option<usize> {
        self.parts.iter().position(wanted)
    }
}

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
        clause.negative |= clause.negated() || super::reasons::cancels_a_day(&clause);
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
