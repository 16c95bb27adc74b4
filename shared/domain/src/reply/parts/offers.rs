//! What the offered windows tell of a word: the earlier one of two, and numbers that choose none of them.

use super::super::meaning::Atom;
use super::super::{Offer, Situation};
use super::Part;

/// "The later one", "the earliest": the first or the last window, where the days and the hours agree which it is. Of
/// three the earlier one is none.
pub(super) fn outermost(situation: &Situation, last: bool, of_two: bool) -> Part {
    let unclear = Part::Said(Atom::Later);
    let clock = |offer: &Offer| (offer.shift, offer.start);
    let when = |offer: &Offer| (offer.date, clock(offer));
    let offers = &situation.offered;
    let found =
        if last { offers.iter().max_by_key(|offer| when(offer)) } else { offers.iter().min_by_key(|o| when(o)) };
    let Some(found) = found else { return unclear };
    let behind = |offer: &Offer| if last { clock(offer) <= clock(found) } else { clock(offer) >= clock(found) };
    let alone = offers.iter().filter(|offer| when(offer) == when(found)).count() == 1;
    let certain = match offers.as_slice() {
        // Later than what is scheduled.
        [only] => situation.scheduled.is_some_and(|due| {
            let (due, only) = ((due.date, due.shift), (only.date, Some(only.shift)));
            due.1.is_some() && if last { only > due } else { only < due }
        }),
        offers => alone && offers.iter().all(behind) && (!of_two || offers.len() == 2),
    };
    if certain { Part::Option(found.n) } else { unclear }
}

/// "Gate code 4521", "flat 14": a number that says where, unless it can be a choice or the day of one.
pub(super) fn labelled(rest: &[Atom], before: &[Part], situation: &Situation) -> Option<(usize, Part)> {
    use Atom::{Article, Filler, Instruction, Mark, Noun, Number, Of, Thing};
    let (length, number, after) = match rest {
        [Number(number), after @ ..] => (1, number, after),
        [Atom::Option, Number(number), after @ ..] => (2, number, after),
        _ => return None,
    };
    if matches!(after, [Mark('/' | '-' | ':' | '.'), Number(_), ..] | [Atom::HourUnit | Atom::Am | Atom::Pm, ..]) {
        return None;
    }
    // No day of a month: "o código do portão é 4521".
    let says = |part: &Part| *part == Part::Said(Atom::And) && *number > 31;
    let thing = before.iter().rfind(|part| !says(part) && !matches!(part, Part::Said(Of | Article | Filler)))?;
    let named = matches!(thing, Part::Said(Noun | Thing | Instruction));
    let choice = |offer: &Offer| offer.n == *number || u32::try_from(offer.date.day()) == Ok(*number);
    let due = situation.scheduled.is_some_and(|due| u32::try_from(due.date.day()) == Ok(*number));
    (named && !due && !situation.offered.iter().any(choice)).then_some((length, Part::Said(Instruction)))
}
