//! Clock times.

use jiff::civil::Time;

use super::super::meaning::Atom;
use super::Hours;
use crate::shift::Shift;

/// An hour as it is written, and whether something besides the number makes it one.
struct Point {
    length: usize,
    hour: u32,
    minute: u32,
    marked: bool,
}

impl Point {
    fn time(&self) -> Option<Time> {
        Time::new(i8::try_from(self.hour).ok()?, i8::try_from(self.minute).ok()?, 0, 0).ok()
    }
}

/// The hour or span of hours that `rest` starts with.
pub(super) fn read(rest: &[Atom]) -> Option<(usize, Hours)> {
    let lead = rest.iter().take_while(|atom| leads(atom)).count();
    let led = lead > 0;
    let names = matches!(rest, [Atom::HourOf, ..]);
    let article = usize::from(led && matches!(rest.get(lead), Some(Atom::Article)));
    let lead = lead + article;
    let after = rest.get(lead..)?;
    if let Some((length, hours)) = pair_of(after, led) {
        return Some((lead + length, hours));
    }
    if let [Atom::Article, after @ ..] = rest
        && let Some((length, hours)) = pair_of(after, false)
    {
        return Some((length + 1, hours));
    }
    let hour_led = rest.get(..lead)?.iter().any(|atom| matches!(atom, Atom::AtHour | Atom::HourOf | Atom::Range));
    let point = point(after)?;
    if !point.marked && !hour_led {
        return None;
    }
    let slot = matches!(after.get(point.length..), Some([Atom::Option, ..]));
    let length = lead + point.length + usize::from(slot);
    Some((length, Hours { from: point.time(), to: None, names: names || slot, half: false }))
}

/// Two numbers with a dash, without anything before them.
pub(super) fn pair(rest: &[Atom]) -> Option<(usize, Hours)> {
    pair_of(rest, false)
}

fn leads(atom: &Atom) -> bool {
    matches!(atom, Atom::AtHour | Atom::HourOf | Atom::Range | Atom::From | Atom::Of)
}

fn pair_of(rest: &[Atom], led: bool) -> Option<(usize, Hours)> {
    let first = point(rest)?;
    let after = rest.get(first.length..)?;
    let joint = match after {
        [Atom::To | Atom::Article, Atom::AtHour | Atom::Article, ..] => 2,
        [Atom::To | Atom::Article | Atom::AtHour | Atom::Mark('-'), ..] => 1,
        [Atom::And, Atom::AtHour | Atom::Article, ..] if led => 2,
        [Atom::And, ..] if led => 1,
        [Atom::Range, ..] => 1,
        _ => return None,
    };
    let mut last = point(after.get(joint..)?)?;
    if first.hour > 24 || last.hour > 24 {
        return None;
    }
    let half = !first.marked && !last.marked;
    let mut first = first;
    if last.hour < first.hour && last.hour < 12 {
        last.hour += 12;
    } else if last.marked && !first.marked && last.hour > 12 && first.hour < 12 && last.hour > first.hour + 12 {
        first.hour += 12;
    }
    let length = first.length + joint + last.length;
    Some((length, Hours { from: first.time(), to: last.time(), names: false, half }))
}

fn point(rest: &[Atom]) -> Option<Point> {
    use Atom::{Am, HourUnit, Mark, Number, Of, Pm};
    let (length, hour, minute, mut marked) = match rest {
        [Number(hour), Mark(':'), Number(minute), HourUnit, ..] => (4, *hour, *minute, true),
        [Number(hour), Mark(':'), Number(minute), ..] => (3, *hour, *minute, true),
        [Number(hour), HourUnit, Number(minute), ..] => (3, *hour, *minute, true),
        [Number(hour), HourUnit, ..] => (2, *hour, 0, true),
        [Number(hour), Mark('.'), Number(minute @ (0 | 15 | 30 | 45)), ..] => (3, *hour, *minute, true),
        [Number(hour), ..] => (1, *hour, 0, false),
        _ => return None,
    };
    let mut point = Point { length, hour, minute, marked };
    let half = match rest.get(length..) {
        Some([Am, ..]) => Some((1, Shift::Morning)),
        Some([Pm, ..]) => Some((1, Shift::Afternoon)),
        Some([Of, Atom::Shift(shift), ..]) if hour <= 12 => Some((2, *shift)),
        Some([Of, Atom::Article, Atom::Shift(shift), ..]) if hour <= 12 => Some((3, *shift)),
        _ => None,
    };
    if let Some((more, shift)) = half {
        marked = true;
        point.length += more;
        if shift != Shift::Morning && point.hour < 12 {
            point.hour += 12;
        }
    }
    point.marked = marked;
    Some(point)
}
