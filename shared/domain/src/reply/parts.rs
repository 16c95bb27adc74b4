//! Days, hours, shifts and numbers of choices, found among the atoms.

mod days;
mod hours;
mod offers;

use jiff::civil::{Date, Time};

use self::days::Calendar;
use super::Situation;
use super::meaning::Atom;
use crate::language::Language;
use crate::shift::Shift;

/// Within so many days "the 2nd" can be the date as well as the choice.
const SOON_DAYS: i64 = 8;

/// A piece of a reply with its times resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A day.
    Day(When),
    /// A part of a day.
    Shift(Shift),
    /// An hour or a span of hours.
    Hours(Hours),
    /// A choice by its number, named as such.
    Option(u32),
    /// A number that can be a choice.
    Number(u32),
    /// Something said that has two readings.
    Doubt,
    /// Anything else.
    Said(Atom),
}

/// What a word for a day can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// The dates it can mean, or that it spans.
    pub(super) dates: Vec<Date>,
    /// How the dates are meant.
    pub(super) kind: Kind,
}

/// How several dates are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of them, and the offer can tell which.
    OneOf,
    /// All of them.
    Span,
    /// One of them, and nothing can tell which.
    Unknowable,
    /// One of them, if it was offered or is scheduled: `12/3` in English.
    Offered,
    /// The date, or else some morning: `mañana`.
    OrMorning,
}

impl When {
    fn on(date: Date) -> Self {
        Self { dates: vec![date], kind: Kind::OneOf }
    }
}

/// A clock time, or a span of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hours {
    /// The start; none when the hour cannot be read.
    pub(super) from: Option<Time>,
    /// The end.
    pub(super) to: Option<Time>,
    /// Whether it names a window by its start: "the one at two".
    pub(super) names: bool,
    /// Whether it can as well be twelve hours later: "3-5".
    pub(super) half: bool,
}

impl Hours {
    /// The same twelve hours later, where it can be read so.
    pub(super) fn later(self) -> Option<Self> {
        let noon = Time::constant(12, 0, 0, 0);
        let later = |time: Time| (time < noon).then(|| time.wrapping_add(jiff::SignedDuration::from_hours(12)));
        let to = self.to.map(later);
        (self.half && to != Some(None)).then(|| Self {
            from: self.from.and_then(later),
            to: to.flatten(),
            names: self.names,
            half: false,
        })
    }
}

/// Reads atoms as parts.
pub(super) fn read(atoms: &[Atom], tongue: Language, situation: &Situation) -> Vec<Part> {
    let atoms = numbers(atoms);
    let next_week = atoms.contains(&Atom::NextWeek);
    let today = situation.today;
    let scheduled = situation.scheduled.is_some_and(|due| due.date == today);
    let today_counts = scheduled || situation.offered.iter().any(|offer| offer.date == today);
    let reader = Reader { tongue, situation, calendar: Calendar { today, tongue, next_week, today_counts } };
    let mut parts = Vec::new();
    let mut rest = atoms.as_slice();
    while !rest.is_empty() {
        let (length, found) = reader.step(rest, &parts);
        parts.extend(found);
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    parts
}

/// Number words are numbers; "one" only where nothing else is said, for in two of the languages it is an article.
fn numbers(atoms: &[Atom]) -> Vec<Atom> {
    let bare = atoms.iter().all(|atom| {
        matches!(
            atom,
            Atom::NumberWord(_)
                | Atom::Filler
                | Atom::Yes
                | Atom::Thanks
                | Atom::Option
                | Atom::One
                | Atom::Article
                | Atom::Want
                | Atom::Mark(_)
        )
    });
    let counted = |atom: &Atom| matches!(atom, Atom::Number(_) | Atom::NumberWord(_) | Atom::Ordinal(_) | Atom::Last);
    let alone = bare && !atoms.iter().any(counted);
    let mut before = None;
    let mut numbers = Vec::new();
    for (index, atom) in atoms.iter().enumerate() {
        numbers.push(match atom {
            Atom::NumberWord(1)
                if !bare
                    && !matches!(before, Some(Atom::Option | Atom::Day))
                    && !matches!(atoms.get(index + 1..), Some([Atom::Of, Atom::Month(_), ..])) =>
            {
                Atom::Filler
            }
            Atom::NumberWord(number) => Atom::Number(*number),
            Atom::One if alone => Atom::Number(1),
            Atom::One => Atom::Option,
            other => *other,
        });
        before = Some(*atom);
    }
    numbers
}

struct Reader<'a> {
    tongue: Language,
    situation: &'a Situation,
    calendar: Calendar,
}

impl Reader<'_> {
    /// Reads what `rest` starts with: how many atoms that takes, and the parts.
    fn step(&self, rest: &[Atom], before: &[Part]) -> (usize, Vec<Part>) {
        let one = |length, part| (length, vec![part]);
        if let Some((length, part)) = offers::labelled(rest, before, self.situation) {
            return one(length, part);
        }
        if let Some(length) = counted(rest, before) {
            return one(length, Part::Doubt);
        }
        if let Some((length, part)) = self.choice(rest) {
            return one(length, part);
        }
        // "3-5pm" is no date.
        if let [Atom::Number(_), Atom::Mark('-'), ..] = rest
            && let Some((length @ 4.., hours)) = hours::pair(rest)
        {
            return one(length, Part::Hours(hours));
        }
        if let Some((length, when)) = self.calendar.date(rest) {
            return one(length, self.dash(rest, length, when, before));
        }
        if let Some((length, hours)) = hours::read(rest) {
            return one(length, Part::Hours(hours));
        }
        if let Some((length, when)) = self.calendar.day(rest) {
            return one(length, self.ordinal_or_day(rest, length, before, when));
        }
        let home = before.last() == Some(&Part::Said(Atom::Home));
        match rest {
            // "I am in Córdoba" is not at home.
            [Atom::In, Atom::Unknown, ..] if home => one(2, Part::Said(Atom::Away)),
            [Atom::In, Atom::Article, Atom::Unknown, ..] if home => one(3, Part::Said(Atom::Away)),
            [Atom::TodayAt(days, shift), ..] => {
                (1, vec![Part::Day(self.calendar.relative(i64::from(*days))), Part::Shift(*shift)])
            }
            [Atom::Manana, after @ ..] => one(1, self.manana(after, before)),
            [Atom::SameDay, ..] => one(1, self.same_day()),
            [Atom::DayAfter, after @ ..] => one(1, self.day_after(after, before)),
            [Atom::Shift(shift), ..] => one(1, Part::Shift(*shift)),
            [Atom::Am, ..] => one(1, Part::Shift(Shift::Morning)),
            [Atom::Pm, ..] => one(1, Part::Shift(Shift::Afternoon)),
            [Atom::Early, after @ ..] => {
                let day = matches!(before.iter().rfind(|part| !is_filler(part)), Some(Part::Day(_)))
                    || self.calendar.day(after).is_some()
                    || matches!(after, [Atom::Manana, ..]);
                one(1, if day { Part::Shift(Shift::Morning) } else { Part::Doubt })
            }
            [Atom::Number(_), Atom::Day | Atom::Days(_) | Atom::Unknown | Atom::Of, ..] => (2, vec![Part::Doubt]),
            [Atom::Number(number), ..] => one(1, Part::Number(*number)),
            [atom, ..] => one(1, Part::Said(*atom)),
            [] => (1, Vec::new()),
        }
    }

    /// A number or an ordinal that is named as a choice.
    fn choice(&self, rest: &[Atom]) -> Option<(usize, Part)> {
        use Atom::{Article, Filler, Last, Number, Of, Option, Ordinal, OrdinalEnd, WeekdayOrOrdinal};
        let last = || self.situation.offered.iter().map(|offer| offer.n).max().unwrap_or(0);
        Some(match rest {
            [Option, Number(n), ..] => (2, Part::Option(*n)),
            [Option, Article | Of | Filler, Number(n), ..] => (3, Part::Option(*n)),
            [Option, Article | Of | Filler, Article, Number(n), ..] => (4, Part::Option(*n)),
            [Number(n) | Ordinal(n) | WeekdayOrOrdinal(_, n), Option, ..] => (2, Part::Option(*n)),
            [Article, Number(n), Option, ..] => (3, Part::Option(*n)),
            [Number(n), OrdinalEnd | Article, Option, ..] => (3, Part::Option(*n)),
            [Article, Number(n), OrdinalEnd | Article, Option, ..] => (4, Part::Option(*n)),
            [Article, Ordinal(n)] if self.tongue == Language::English && self.dated(*n) => (2, Part::Doubt),
            [Article, Ordinal(n), ..] => (2, Part::Option(*n)),
            [Ordinal(_), Of | Article, Atom::Month(_), ..] => return None,
            [Ordinal(n), ..] => (1, Part::Option(*n)),
            [WeekdayOrOrdinal(_, n), ..] if self.tongue == Language::Spanish => (1, Part::Option(*n)),
            [Article, Last, ..] => (2, Part::Option(last())),
            [Last, Option, ..] => (2, Part::Option(last())),
            [Last, after @ ..] if self.calendar.day(after).is_some() => (1, Part::Said(Atom::Past)),
            [Last, ..] => (1, Part::Option(last())),
            [Atom::Outermost(last, of_two), ..] => (1, offers::outermost(self.situation, *last, *of_two)),
            _ => return None,
        })
    }

    /// `10-12` is the tenth of December or ten to twelve, `1/2` the first of February or two choices: what is offered
    /// tells, or nothing does.
    fn dash(&self, rest: &[Atom], length: usize, when: When, before: &[Part]) -> Part {
        let offers = &self.situation.offered;
        let choice = |n: &u32| offers.iter().any(|offer| offer.n == *n);
        let offered = offers.iter().any(|offer| when.dates.contains(&offer.date));
        if let [Atom::Number(one), Atom::Mark(_), Atom::Number(other), ..] = rest
            && length == 3
            && !offered
            && choice(one)
            && choice(other)
        {
            return Part::Doubt;
        }
        let [Atom::Number(_), Atom::Mark('-'), Atom::Number(_), ..] = rest else { return Part::Day(when) };
        let Some((3, hours)) = hours::pair(rest) else { return Part::Day(when) };
        if length != 3 {
            return Part::Day(when);
        }
        let spans = |hours: Hours| offers.iter().any(|offer| offer.start == hours.from && offer.end == hours.to);
        let as_hours = spans(hours) || hours.later().is_some_and(spans);
        let another_day =
            |part: &Part| matches!(part, Part::Day(named) if !named.dates.iter().any(|date| when.dates.contains(date)));
        let as_date = offered && !before.iter().any(another_day);
        match (as_hours, as_date) {
            (true, true) if before.iter().any(|part| matches!(part, Part::Day(_))) => Part::Hours(hours),
            (true, true) => Part::Doubt,
            (true, false) => Part::Hours(hours),
            (false, _) => Part::Day(when),
        }
    }

    /// `a segunda` is Monday or the second; `el 27` is a date or a choice.
    fn ordinal_or_day(&self, rest: &[Atom], length: usize, before: &[Part], when: When) -> Part {
        let offers = &self.situation.offered;
        let offered = |n: u32| offers.iter().any(|offer| offer.n == n);
        let on_it = || offers.iter().filter(|offer| when.dates.contains(&offer.date)).count();
        match rest {
            [Atom::Article, Atom::Number(n), ..] if self.tongue == Language::Portuguese => Part::Option(*n),
            [Atom::Article, Atom::Number(n), ..] | [Atom::Number(n), Atom::Article | Atom::OrdinalEnd, ..]
                if length <= 3 && offered(*n) && !matches!(rest, [_, Atom::Article, Atom::Feira, ..]) =>
            {
                let soon = self.calendar.relative(SOON_DAYS).dates;
                let near = when.dates.iter().any(|date| soon.iter().any(|soon| date <= soon));
                let both = offers.iter().any(|offer| offer.n == *n && when.dates.contains(&offer.date));
                let both = both
                    && before.iter().all(|part| matches!(part, Part::Said(Atom::In | Atom::Filler | Atom::Mark(_))));
                match rest.get(length..).unwrap_or_default() {
                    [Atom::Shift(_) | Atom::Manana, ..] => Part::Day(when),
                    _ if on_it() == 0 && !near => Part::Option(*n),
                    // Both readings are the same window.
                    [] if on_it() == 1 && both => Part::Option(*n),
                    _ => Part::Doubt,
                }
            }
            [Atom::WeekdayOrOrdinal(_, n), ..]
                if length == 1
                    && offered(*n)
                    && rest.len() == 1
                    && matches!(before, [.., Part::Said(Atom::Article)]) =>
            {
                let due = self.situation.scheduled.is_some_and(|due| when.dates.contains(&due.date));
                let only = offers.iter().filter(|offer| when.dates.contains(&offer.date)).all(|offer| offer.n == *n);
                if (on_it() == 0 && !due) || (only && on_it() == 1) { Part::Option(*n) } else { Part::Doubt }
            }
            _ => Part::Day(when),
        }
    }

    /// Whether another choice is on the day of this number: "the fifth".
    fn dated(&self, n: u32) -> bool {
        self.situation.offered.iter().any(|offer| u32::try_from(offer.date.day()) == Ok(n) && offer.n != n)
    }

    /// The day that is scheduled.
    fn same_day(&self) -> Part {
        let due = self.situation.scheduled.map(|due| Part::Day(When::on(due.date)));
        due.unwrap_or(Part::Said(Atom::Filler))
    }

    /// "Not tomorrow, the day after": the day after the one that was named last.
    fn day_after(&self, after: &[Atom], before: &[Part]) -> Part {
        let joins = |atom: &&Atom| matches!(atom, Atom::Article | Atom::Of | Atom::To | Atom::Filler);
        let rest = after.get(after.iter().take_while(joins).count()..).unwrap_or_default();
        let of_another = self.calendar.day(rest).is_some() || self.calendar.date(rest).is_some();
        let named = |part: &Part| if let Part::Day(when) = part { Some(when.clone()) } else { None };
        match before.iter().rev().find_map(named).as_ref().map(|when| when.dates.as_slice()) {
            Some([date]) if !of_another => date.tomorrow().map_or(Part::Doubt, |date| Part::Day(When::on(date))),
            _ => Part::Said(Atom::Range),
        }
    }

    /// `mañana` after a day is its morning; before another word for the morning, and alone, it is tomorrow.
    fn manana(&self, after: &[Atom], before: &[Part]) -> Part {
        let day_before = matches!(before.iter().rfind(|part| !is_filler(part)), Some(Part::Day(_)));
        let shift_after = after.iter().any(|atom| matches!(atom, Atom::Shift(_) | Atom::Early));
        // "De noche no, de mañana".
        let shift_before = before.iter().any(|part| matches!(part, Part::Shift(_)));
        if shift_before && before.last() == Some(&Part::Said(Atom::Of)) {
            return Part::Shift(Shift::Morning);
        }
        let mut when = self.calendar.relative(1);
        if day_before && !shift_after {
            return Part::Shift(Shift::Morning);
        }
        if !shift_after {
            when.kind = Kind::OrMorning;
        }
        Part::Day(when)
    }
}

/// Numbers of things, and things with a number: "2 boxes", "house 2", "order no. 3".
fn counted(rest: &[Atom], before: &[Part]) -> Option<usize> {
    use Atom::{Article, Instruction, Messages, Noun, Number, Of, Option, Ordinal, OrdinalEnd, Thing};
    let numbered = |part: &&Part| !matches!(part, Part::Said(Of | Article));
    if let Some(Part::Said(Noun | Thing | Instruction | Messages)) = before.iter().rfind(numbered) {
        match rest {
            [Option, Number(_), ..] => return Some(2),
            [Number(_), Atom::Mark('/' | '-' | ':'), ..] => {}
            [Number(_), ..] if !matches!(before.last(), Some(Part::Said(Of | Article))) => return Some(1),
            _ => {}
        }
    }
    match rest {
        [Number(_) | Ordinal(_), Noun | Thing | Messages | Instruction, ..] => Some(2),
        [Atom::WeekdayOrOrdinal(..), Noun | Atom::Unknown, ..] | [Number(_), Atom::Only, ..] => Some(2),
        [Number(_), OrdinalEnd | Article, Noun | Thing | Messages | Instruction | Atom::Unknown, ..] => Some(3),
        _ => None,
    }
}

fn is_filler(part: &Part) -> bool {
    matches!(part, Part::Said(Atom::Filler | Atom::Of | Atom::Article | Atom::In | Atom::To))
}
