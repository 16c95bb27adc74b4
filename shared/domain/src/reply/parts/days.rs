//! Days and dates.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::meaning::Atom;
use super::{Kind, When};
use crate::language::Language;

/// The furthest day that a reply can mean.
const FURTHEST_DAYS: i64 = 180;

/// Days so near are called tomorrow and the day after, so that "next Monday" on a Sunday may be the one in eight days.
const SAID_BY_DISTANCE: i64 = 2;

/// Where days are counted from.
pub(super) struct Calendar {
    /// The date where the recipient is.
    pub(super) today: Date,
    /// The language.
    pub(super) tongue: Language,
    /// Whether the reply speaks of next week.
    pub(super) next_week: bool,
    /// Whether anything is scheduled or offered today; else the name of today's weekday means the one in a week.
    pub(super) today_counts: bool,
}

impl Calendar {
    /// So many days from today.
    pub(super) fn relative(&self, days: i64) -> When {
        When::on(self.plus(days))
    }

    fn plus(&self, days: i64) -> Date {
        self.today.saturating_add(days.days())
    }

    /// A date in figures or with the name of its month.
    pub(super) fn date(&self, rest: &[Atom]) -> Option<(usize, When)> {
        use Atom::{Article, Day, Mark, Month, Number, Of, Ordinal, OrdinalEnd};
        let lead = rest.iter().take_while(|atom| matches!(atom, Day | Article)).count();
        let (length, dates) = match rest.get(lead..)? {
            [Number(year @ 2000..), Mark('-' | '/'), Number(month), Mark('-' | '/'), Number(day), ..] => {
                (5, vec![self.full(*year, *month, *day)])
            }
            [Number(a), Mark(one), Number(b), Mark(other), Number(year), ..]
                if one == other && matches!(one, '/' | '-' | '.') =>
            {
                let year = if *year < 100 { year + 2000 } else { *year };
                (5, vec![self.full(year, *b, *a), self.american().then(|| self.full(year, *a, *b)).flatten()])
            }
            [Number(a), Mark('/' | '-'), Number(b), ..] | [Number(a), Mark('.'), Number(b @ 1..=12), ..] => {
                // Which of the two is the month depends on where an English reader grew up.
                if self.american() && a != b && *a <= 12 && *b <= 12 {
                    let dates = [self.coming(*a, *b), self.coming(*b, *a)].into_iter().flatten().collect();
                    return Some((lead + 3, When { dates, kind: Kind::Offered }));
                }
                (3, vec![self.coming(*b, *a), self.american().then(|| self.coming(*a, *b)).flatten()])
            }
            [Number(day), OrdinalEnd | Article, Of, Month(month), after @ ..] => {
                (4 + year(after), vec![self.named(*month, *day)])
            }
            [Number(day), Of | OrdinalEnd, Month(month), after @ ..] => {
                (3 + year(after), vec![self.named(*month, *day)])
            }
            [Ordinal(day), Of, Month(month), ..] => (3, vec![self.named(*month, *day)]),
            [Number(day), Month(month), after @ ..] => (2 + year(after), vec![self.named(*month, *day)]),
            [Month(month), Article, Number(day), OrdinalEnd, ..] => (4, vec![self.named(*month, *day)]),
            [Month(month), Mark('.'), Number(day), ..] => (3, vec![self.named(*month, *day)]),
            [Month(month), Number(day), OrdinalEnd, ..] => (3, vec![self.named(*month, *day)]),
            [Month(month), Number(day @ ..32), ..] => (2, vec![self.named(*month, *day)]),
            _ => return None,
        };
        let hour = matches!(rest.get(lead..)?, [Number(_), Mark('.'), Number(0 | 15 | 30 | 45), ..]);
        if hour && dates.iter().flatten().count() == 0 {
            return None;
        }
        let mut dates: Vec<Date> = dates.into_iter().flatten().collect();
        dates.dedup();
        let kind = if dates.len() == 1 { Kind::OneOf } else { Kind::Unknowable };
        Some((lead + length, When { dates, kind }))
    }

    fn american(&self) -> bool {
        self.tongue == Language::English
    }

    fn full(&self, year: u32, month: u32, day: u32) -> Option<Date> {
        let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        (date >= self.today && date <= self.plus(FURTHEST_DAYS)).then_some(date)
    }

    fn named(&self, month: i8, day: u32) -> Option<Date> {
        self.coming(u32::try_from(month).ok()?, day)
    }

    /// The next such day of a month, this year or next.
    fn coming(&self, month: u32, day: u32) -> Option<Date> {
        let year = u32::try_from(self.today.year()).ok()?;
        self.full(year, month, day).or_else(|| self.full(year + 1, month, day))
    }

    /// The next day of this number, this month or next.
    fn day_of_month(&self, day: u32) -> Option<Date> {
        let day = i8::try_from(day).ok()?;
        let next = self.today.first_of_month().saturating_add(1.month());
        let dates = [self.today, next].map(|month| Date::new(month.year(), month.month(), day).ok());
        dates.into_iter().flatten().find(|date| *date >= self.today)
    }

    /// A day by its name, its number or its distance.
    pub(super) fn day(&self, rest: &[Atom]) -> Option<(usize, When)> {
        use Atom::{Article, Day, Days, Feira, Filler, In, Next, Number, Of, OrdinalEnd, This, Today, Weekend};
        let number = |day: u32| match self.day_of_month(day) {
            Some(date) => When::on(date),
            None => When { dates: Vec::new(), kind: Kind::Unknowable },
        };
        Some(match rest {
            [Atom::Dated(month, day), ..] => {
                let dates: Vec<Date> = self.named(*month, *day).into_iter().collect();
                let kind = if dates.is_empty() { Kind::Unknowable } else { Kind::OneOf };
                (1, When { dates, kind })
            }
            [Today(days), ..] => (1, self.relative(i64::from(*days))),
            [In, Number(count), Days(each), ..] => (3, self.relative(i64::from(*count) * each)),
            [In, Number(count), Day, ..] => (3, self.relative(i64::from(*count))),
            [In, Article | Filler, Days(each), ..] => (3, self.relative(*each)),
            [Day, Number(day), ..] => (2, number(*day)),
            [Day, Atom::Ordinal(1), ..] => (2, number(1)),
            [Day, Filler | Article, Number(day), ..] => (3, number(*day)),
            [Article, Number(day), OrdinalEnd, ..] => (3, number(*day)),
            [Article, Number(day), after @ ..] if *day <= 31 && !unit(after) => (2, number(*day)),
            [Number(day), OrdinalEnd, ..] => (2, number(*day)),
            [Number(day @ 2..=6), Article, Feira, ..] => (3, self.weekday(ordinal_day(*day)?, None)),
            [Number(day @ 2..=6), Article, after @ ..]
                if self.tongue == Language::Portuguese
                    && matches!(
                        after,
                        [] | [Atom::Shift(_) | Atom::Mark(_), ..] | [Article | Of, Atom::Shift(_), ..]
                    ) =>
            {
                (2, self.weekday(ordinal_day(*day)?, None))
            }
            [Number(day @ 24..=31), Atom::Shift(_), ..] => (1, number(*day)),
            [Number(day @ 24..=31), Of | Article | Filler, Atom::Shift(_), ..] => (1, number(*day)),
            [Next, Weekend, ..] => (2, self.weekend(Some(Next))),
            [Weekend, Next, ..] => (2, self.weekend(Some(Next))),
            [Weekend, ..] => (1, self.weekend(None)),
            [qualifier @ (Next | This), after @ ..] => {
                let (length, weekday) = weekday(after)?;
                (1 + length, self.weekday(weekday, Some(*qualifier)))
            }
            _ => {
                let (length, named) = weekday(rest)?;
                match rest.get(length..) {
                    Some([Number(_), Atom::Mark('/' | '-' | '.'), Number(_), ..]) => {
                        (length, self.weekday(named, None))
                    }
                    // "Tuesday week" is a week after Tuesday.
                    Some([Days(7), ..]) => (length + 1, When { dates: Vec::new(), kind: Kind::Unknowable }),
                    Some([Next, ..]) => (length + 1, self.weekday(named, Some(Next))),
                    Some([Article, Number(day), OrdinalEnd, ..]) if self.falls_on(*day, named) => {
                        (length + 3, number(*day))
                    }
                    Some([Number(day), OrdinalEnd, ..]) if self.falls_on(*day, named) => (length + 2, number(*day)),
                    Some([Number(day), after @ ..]) if self.is(*day, named, after) && !unit(after) => {
                        (length + 1, number(*day))
                    }
                    _ => (length, self.weekday(named, None)),
                }
            }
        })
    }

    fn is(&self, day: u32, weekday: Weekday, after: &[Atom]) -> bool {
        // A small number behind a day further away is rather an hour.
        let ends = matches!(after, [] | [Atom::Mark(_), ..]);
        let last = self.plus(if ends { 13 } else { 7 });
        let near = |date: &Date| day > 12 || *date <= last;
        self.day_of_month(day).filter(near).is_some_and(|date| date.weekday() == weekday)
    }

    /// "Saturday the 11th" is that date however far it is.
    fn falls_on(&self, day: u32, weekday: Weekday) -> bool {
        self.day_of_month(day).is_some_and(|date| date.weekday() == weekday)
    }

    /// The next such weekday. Today's own can be today or in a week. "Next Friday" is the coming one only where that is
    /// in next week; before, half of the people mean the one after.
    fn weekday(&self, weekday: Weekday, qualifier: Option<Atom>) -> When {
        let ahead = i64::from(self.today.weekday().until(weekday));
        let monday = i64::from(Weekday::Monday.until(self.today.weekday()));
        let in_next_week = 7 - monday + i64::from(Weekday::Monday.until(weekday));
        if self.next_week && self.today.weekday() == Weekday::Sunday {
            // For half of the people the week has begun today.
            return When { dates: vec![self.plus(in_next_week), self.plus(in_next_week + 7)], kind: Kind::Unknowable };
        }
        if self.next_week {
            return self.relative(in_next_week);
        }
        match qualifier {
            Some(Atom::Next) if ahead == 0 => self.relative(7),
            Some(Atom::Next) if ahead == in_next_week && ahead > SAID_BY_DISTANCE => self.relative(ahead),
            Some(Atom::Next) => When { dates: vec![self.plus(ahead), self.plus(ahead + 7)], kind: Kind::Unknowable },
            _ if ahead == 0 && self.today_counts => When { dates: vec![self.today, self.plus(7)], kind: Kind::OneOf },
            _ if ahead == 0 => self.relative(7),
            _ => self.relative(ahead),
        }
    }

    fn weekend(&self, qualifier: Option<Atom>) -> When {
        let saturday = i64::from(self.today.weekday().until(Weekday::Saturday));
        let saturday = if self.today.weekday() == Weekday::Sunday { -1 } else { saturday };
        let later = if self.next_week || qualifier.is_some() { 7 } else { 0 };
        let days = [saturday + later, saturday + later + 1];
        When { dates: days.into_iter().filter(|day| *day >= 0).map(|day| self.plus(day)).collect(), kind: Kind::Span }
    }
}

/// A year after a date.
fn year(after: &[Atom]) -> usize {
    match after {
        [Atom::Of, Atom::Number(2000..), ..] => 2,
        [Atom::Number(2000..), ..] => 1,
        _ => 0,
    }
}

fn unit(after: &[Atom]) -> bool {
    matches!(after, [Atom::HourUnit | Atom::Am | Atom::Pm | Atom::Days(_) | Atom::Day | Atom::Unknown, ..])
        || matches!(after, [Atom::Mark(':'), Atom::Number(_), ..])
}

fn weekday(rest: &[Atom]) -> Option<(usize, Weekday)> {
    let (Atom::Weekday(day) | Atom::WeekdayOrOrdinal(day, _)) = rest.first()? else { return None };
    Some((if matches!(rest, [_, Atom::Feira, ..]) { 2 } else { 1 }, *day))
}

const fn ordinal_day(number: u32) -> Option<Weekday> {
    Some(match number {
        2 => Weekday::Monday,
        3 => Weekday::Tuesday,
        4 => Weekday::Wednesday,
        5 => Weekday::Thursday,
        6 => Weekday::Friday,
        _ => return None,
    })
}
