//! What all clauses of a reply want together.

use super::super::clause::Clause;
use super::super::meaning::Atom;
use super::super::parts::{Hours, Kind, Part, When};
use super::super::{Offer, Situation};
use crate::shift::Shift;

/// What is wanted, and how sure that is.
#[derive(Debug, Default)]
pub(super) struct Wish {
    /// The day.
    pub(super) day: Option<When>,
    /// The shift.
    pub(super) shift: Option<Shift>,
    /// The hours.
    pub(super) hours: Option<Hours>,
    /// The choices.
    pub(super) options: Vec<u32>,
    /// Says yes, or that somebody will be there.
    pub(super) agrees: bool,
    /// Says that a time suits.
    pub(super) suits: bool,
    /// Says "I confirm".
    pub(super) confirms: bool,
    /// Says that nobody will be there, or that a time does not suit.
    pub(super) absent: bool,
    /// Says no.
    pub(super) refuses: bool,
    /// Asks something.
    pub(super) asks: bool,
    /// Asks it with a question word.
    pub(super) asks_clearly: bool,
    /// A time or a choice stands among words that were not understood.
    pub(super) half_read: bool,
    /// Something has two readings.
    pub(super) doubtful: bool,
    /// Says when somebody comes back.
    pub(super) back: bool,
    /// The shift follows a refusal of a day, whose other shift it can be.
    pub(super) after_refused_day: bool,
    /// The shift that does not suit on the day that is wanted: "Friday, but not in the morning".
    pub(super) but_not: Option<Shift>,
    /// Words in the wanting clauses that were not understood.
    pub(super) unknown: usize,
    several: bool,
    refused_day: Option<When>,
    refused_days: Vec<When>,
    /// Shifts that are refused of whichever day.
    refused_shifts: Vec<Shift>,
    /// Refuses without naming a day, or until one.
    refuses_any: bool,
    /// Says what the driver is to do.
    instructs: bool,
    /// Agrees in words that are no instruction.
    agrees_plainly: bool,
    /// Wants the other one of two.
    the_other: bool,
    /// Somebody else will be there.
    another_is_there: bool,
    bare_day: bool,
}

impl Wish {
    /// Joins the clauses of a reply.
    pub(super) fn of(clauses: &[Clause], situation: &Situation) -> Self {
        let mut wish = Self::default();
        for (index, clause) in clauses.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| clauses.get(before));
            // "Do you even deliver on Saturday?", where Saturday is scheduled.
            let due = |day: &When| situation.scheduled.is_some_and(|due| day.dates.contains(&due.date));
            let of_due = clause.question && clause.days().next().is_some() && clause.days().all(due);
            let asks = clause.has(Atom::Asks) && (of_due || !(clause.has(Atom::Request) && clause.names()));
            let holiday = clause.question && !clause.has_any(&[Atom::Not, Atom::Cannot]);
            if asks || clause.has(Atom::AsksFor) {
                wish.asks = true;
                wish.asks_clearly = true;
                // "Saturday, at what time?"
                if wish.bare_day {
                    wish.day = None;
                }
            } else if clause.negative && !holiday {
                wish.refuse(clause, before);
            } else if clause.question && !Self::proposes(clause) {
                wish.ask(clause, before, situation);
            } else {
                wish.want(clause, before, situation);
            }
        }
        if wish.the_other && !wish.names() {
            wish.options.extend(wish.other_offer(situation));
        }
        wish
    }

    /// The one offer that is left when what is refused is not counted.
    fn other_offer(&self, situation: &Situation) -> Option<u32> {
        let refused = |offer: &Offer| {
            self.refused_days.iter().any(|day| day.dates.contains(&offer.date))
                || self.refused_shifts.contains(&offer.shift)
        };
        let mut left = situation.offered.iter().filter(|offer| !refused(offer));
        match (left.next(), left.next()) {
            (Some(offer), None) => Some(offer.n),
            _ => None,
        }
    }

    /// Whether a question asks for a time or a change, politely.
    fn proposes(clause: &Clause) -> bool {
        let bare = clause.content().all(|part| *part == Part::Said(Atom::Request));
        let times = clause.names()
            || clause.elsewhere()
            || clause.has_any(&[Atom::NextWeek, Atom::Range, Atom::AnyDay, Atom::Later, Atom::Narrow]);
        let asked = clause.has(Atom::Request) && (bare || times);
        asked || clause.has_any(&[Atom::Only, Atom::Move]) || (clause.has(Atom::Want) && times)
    }

    /// "Sunday?", which is not offered: that asks for the day, and moves nothing.
    fn wonders(clause: &Clause, situation: &Situation) -> bool {
        let taken = |day: &When| {
            day.dates.contains(&situation.today)
                || situation.offered.iter().any(|offer| day.dates.contains(&offer.date))
        };
        clause.content().count() == 1 && clause.days().any(|day| !taken(day))
    }

    /// A question without a question word: about the scheduled day it is one, about another it may be a wish.
    fn ask(&mut self, clause: &Clause, before: Option<&Clause>, situation: &Situation) {
        if clause.elsewhere() {
            return;
        }
        let scheduled = |day: &When| situation.scheduled.is_some_and(|due| day.dates.contains(&due.date));
        let other_time = clause.names() && !clause.days().all(scheduled);
        // After a refusal, and with "would it do", another time is a proposal.
        let proposed = before.is_some_and(|before| before.negative) || clause.has_any(&[Atom::Can, Atom::Yes]);
        let wondered = !self.names() && Self::wonders(clause, situation);
        if other_time && ((proposed && !clause.negative) || wondered) {
            self.want(clause, before, situation);
        } else if other_time || (clause.names() && clause.days().next().is_none()) {
            self.doubtful = true;
        } else if clause.content().any(|part| !matches!(part, Part::Said(Atom::Yes | Atom::Can | Atom::Request))) {
            self.asks = true;
        }
    }

    fn refuse(&mut self, clause: &Clause, before: Option<&Clause>) {
        let cancels = clause.has(Atom::Cancel) && clause.has(Atom::Not);
        if cancels {
            return;
        }
        if clause.has(Atom::Not) && clause.has(Atom::Move) && !clause.names() && !clause.question {
            self.agrees = true;
            return;
        }
        let day_before = before.is_some_and(|before| {
            !before.negative && before.days().next().is_some() && before.shifts().next().is_none()
        });
        if day_before && let Some(shift) = clause.excepts() {
            self.but_not = Some(shift);
            self.bare_day = false;
            return;
        }
        // "1, no, sorry, 3": which of the two is meant only a guess could tell.
        self.doubtful |= !self.options.is_empty() && clause.corrects();
        // "Tomorrow, I cannot": the day before the comma is what is refused.
        if self.bare_day && clause.days().next().is_none() {
            self.refused_day = self.day.take();
            self.refused_days.extend(self.refused_day.clone());
            self.bare_day = false;
            self.absent = true;
        } else if !clause.names() && before.is_some_and(|before| before.names() && !before.negative && !before.wants())
        {
            let bare_no = clause.content().all(|part| *part == Part::Said(Atom::Not));
            self.doubtful |= !bare_no && (self.day.is_some() || self.shift.is_some());
        }
        if let Some(day) = clause.days().next() {
            self.refused_day = Some(day.clone());
        }
        self.refused_days.extend(clause.days().cloned());
        if clause.days().next().is_none() {
            self.refused_shifts.extend(clause.shifts());
        }
        self.refuses_any |= clause.has(Atom::Range) || clause.days().next().is_none();
        self.after_refused_day = self.refused_day.is_some() && clause.shifts().next().is_none();
        let there = clause.has_any(&[Atom::Cannot, Atom::Away, Atom::Home, Atom::Can]);
        self.doubtful |= clause.has(Atom::Past) || (!there && (clause.question || clause.has(Atom::Instruction)));
        let understood = clause.unknown() < super::MANY_UNKNOWN;
        self.absent |= understood && (there || clause.days().next().is_some() || clause.shifts().next().is_some());
        // A day or shift is carried on only from "not in the morning, in the afternoon".
        if clause.shifts().next().is_none() && clause.days().next().is_some() {
            self.after_refused_day = true;
        }
        self.refuses = true;
        // "I am not away", but not "I am away, so nobody is in".
        let mut denied = clause.content().skip_while(|part| **part != Part::Said(Atom::Not));
        let home = denied.any(|part| *part == Part::Said(Atom::Home));
        let double = clause.has(Atom::Not) && clause.has(Atom::Away) && !home;
        self.doubtful |= double || clause.has_any(&[Atom::AnyDay, Atom::Doubt, Atom::If]);
        if clause.hours().next().is_some() && !there {
            self.doubtful = true;
        }
    }

    fn want(&mut self, clause: &Clause, before: Option<&Clause>, situation: &Situation) {
        let things = [Atom::Noun, Atom::Thing, Atom::Instruction, Atom::Past];
        self.the_other |= clause.has(Atom::TheOther) && clause.unknown() == 0 && !clause.has_any(&things);
        self.doubtful |= clause.reason && clause.names();
        // "My sister is there on Friday, so ask her."
        let told = before.is_some_and(|before| before.names() && !before.wants());
        let elsewhere = clause.unknown() > 0 || clause.has(Atom::Instruction);
        self.doubtful |= told && clause.has(Atom::Only) && !clause.names() && elsewhere;
        if clause.has(Atom::Back) {
            self.back = true;
            return;
        }
        // "Yes, but only in the afternoon": of the day that is scheduled, or of whichever.
        let narrows = clause.has(Atom::Only) && clause.shifts().next().is_some() && clause.days().next().is_none();
        self.doubtful |= self.agrees && narrows && self.day.is_none() && situation.scheduled.is_some();
        self.agrees |= clause.has_any(&[Atom::Yes, Atom::Confirm, Atom::Home, Atom::Free]);
        self.confirms |= clause.has(Atom::Confirm);
        // A bare "pode" after a day allows it.
        let allows = !clause.question && clause.content().all(|part| *part == Part::Said(Atom::Request));
        let allows = allows && clause.content().next().is_some();
        self.agrees |= allows;
        self.suits |= clause.has(Atom::Can) || allows;
        self.doubtful |= clause.has(Atom::From) && !clause.has(Atom::Move);
        self.doubtful |= clause.doubtful();
        self.instructs |= clause.has(Atom::Instruction);
        let there = clause.has_any(&[Atom::Yes, Atom::Confirm, Atom::Home, Atom::Can]);
        self.agrees_plainly |= there && !clause.has(Atom::Instruction);
        let another = before.is_some_and(|before| before.negative) && clause.has(Atom::But) && clause.has(Atom::Home);
        let another = another && !clause.has(Atom::Instruction);
        self.another_is_there |= another && clause.unknown() == 0;
        // Silence is consent only where everything else was understood.
        self.half_read |= clause.names() && clause.unknown() > 0 && !clause.demands();
        let had_day = self.day.is_some();
        for time in clause.times() {
            match time {
                Part::Day(day) if clause.has(Atom::Move) && self.leaves(day, situation) => {
                    self.day = Some(day.clone());
                    self.shift = None;
                }
                Part::Day(day) => self.add_day(day),
                Part::Shift(shift) => {
                    self.several |= self.shift.is_some_and(|other| other != *shift);
                    self.shift = Some(*shift);
                }
                _ => {}
            }
        }
        for hours in clause.hours() {
            self.several |= self.hours.is_some_and(|other| other != hours);
            self.hours = Some(hours);
        }
        let offered = |n: u32| situation.offered.iter().any(|offer| offer.n == n);
        let date_again = |n: u32| {
            let dates = self.day.iter().flat_map(|day| &day.dates);
            !offered(n) && dates.clone().any(|date| u32::try_from(date.day()) == Ok(n))
        };
        let numbers: Vec<u32> = clause.numbers().filter(|n| !date_again(*n)).collect();
        for n in clause.options().chain(numbers) {
            self.doubtful |= !offered(n);
            if !self.options.contains(&n) {
                self.options.push(n);
            }
        }
        let numbered = clause.numbers().next().is_some();
        self.doubtful |= numbered && (clause.unknown() > 0 || clause.has(Atom::Have));
        let things = clause.has_any(&[Atom::Noun, Atom::Thing, Atom::Messages, Atom::Instruction]);
        self.doubtful |= (numbered || clause.options().next().is_some()) && things && !clause.demands();
        if clause.names() {
            self.unknown += clause.unknown();
        }
        let carried = before.filter(|before| before.negative && before.shifts().next().is_some());
        // A word that nobody knows can be the day.
        if self.day.is_none() && clause.shifts().next().is_some() && carried.is_some() && clause.unknown() == 0 {
            self.day = self.refused_day.clone();
        }
        let silent = clause.content().all(|part| matches!(part, Part::Said(Atom::Unknown | Atom::Thanks)));
        self.bare_day = (self.bare_day && silent)
            || !had_day
                && clause.days().next().is_some()
                && clause.content().all(|part| matches!(part, Part::Day(_) | Part::Said(Atom::Thanks)));
    }

    /// "Move it from Tuesday to Thursday": the scheduled day is where it leaves from.
    fn leaves(&self, to: &When, situation: &Situation) -> bool {
        self.names_scheduled_day(situation) && !situation.scheduled.is_some_and(|due| to.dates.contains(&due.date))
    }

    /// Two words for one day have to agree: "Thursday the 26th".
    fn add_day(&mut self, day: &When) {
        let Some(known) = &self.day else {
            self.day = Some(day.clone());
            return;
        };
        let dates: Vec<_> = known.dates.iter().copied().filter(|date| day.dates.contains(date)).collect();
        let kind = if dates.len() == 1 { Kind::OneOf } else { known.kind };
        if dates.is_empty() {
            self.several = true;
        } else {
            self.day = Some(When { dates, kind });
        }
    }

    /// Whether a time or a choice is named.
    pub(super) fn names(&self) -> bool {
        self.has_time() || !self.options.is_empty()
    }

    /// Whether the driver is told what to do, and nothing says that the day suits.
    pub(super) const fn only_instructs(&self) -> bool {
        self.instructs && !self.agrees_plainly
    }

    /// Whether the driver is told what to do.
    pub(super) const fn instructs(&self) -> bool {
        self.instructs
    }

    /// Whether every refused day is another one than the scheduled.
    pub(super) fn refuses_another_day(&self, situation: &Situation) -> bool {
        let another = |day: &When| situation.scheduled.is_some_and(|due| !day.dates.contains(&due.date));
        !self.refuses_any && !self.refused_days.is_empty() && self.refused_days.iter().all(another)
    }

    /// Whether somebody else receives what is scheduled: "I work tomorrow, but my mother will be at home".
    pub(super) fn another_receives(&self, situation: &Situation) -> bool {
        self.another_is_there && situation.scheduled.is_some() && !self.refuses_another_day(situation)
    }

    /// Whether a time is named.
    pub(super) fn has_time(&self) -> bool {
        self.day.is_some() || self.shift.is_some() || self.hours.is_some()
    }

    /// Whether more than one time is named.
    pub(super) fn several(&self) -> bool {
        self.several || self.day.as_ref().is_some_and(|day| day.kind == Kind::Unknowable)
    }

    /// Whether the day is the scheduled one.
    pub(super) fn names_scheduled_day(&self, situation: &Situation) -> bool {
        let day = self.day.as_ref().filter(|day| day.kind != Kind::Span);
        situation.scheduled.is_some_and(|due| day.is_some_and(|day| day.dates.contains(&due.date)))
    }

    /// The offered windows that fit everything named.
    pub(super) fn matching<'a>(&self, situation: &'a Situation) -> Vec<&'a Offer> {
        let fits = |offer: &&Offer| {
            let day = self.day.as_ref().is_none_or(|day| day.dates.contains(&offer.date));
            let shift = self.shift.is_none_or(|shift| shift == offer.shift) && self.but_not != Some(offer.shift);
            let hours = self.hours.is_none_or(|hours| {
                let ends = |hours: Hours| hours.to.is_some() && hours.to == offer.end;
                let fits = |hours: Hours| {
                    let starts = hours.from.is_some() && hours.from == offer.start;
                    starts && (ends(hours) || (hours.to.is_none() && hours.names))
                };
                fits(hours) || hours.later().is_some_and(fits)
            });
            day && shift && hours
        };
        situation.offered.iter().filter(fits).collect()
    }
}
