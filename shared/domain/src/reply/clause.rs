//! A stretch of a reply, and what it says.

use super::meaning::Atom;
use super::parts::{Hours, Part, When};
use crate::shift::Shift;

/// A stretch of a reply that wants one thing or refuses it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) parts: Vec<Part>,
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

    pub(super) fn negated(&self) -> bool {
        self.has_any(&[Atom::Not, Atom::NotDeliver, Atom::SendNothing, Atom::Cannot, Atom::Away, Atom::ThumbsDown])
    }

    pub(super) fn ends_in(&self, atoms: &[Atom]) -> bool {
        matches!(self.parts.last(), Some(Part::Said(atom)) if atoms.contains(atom))
    }

    pub(super) fn position(&self, wanted: impl Fn(&Part) -> bool) -> Option<usize> {
        self.parts.iter().position(wanted)
    }
}
