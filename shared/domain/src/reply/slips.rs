//! What a writer takes back in the same breath: "Thursday, sorry, Saturday".

use super::meaning::Atom;
use super::parts::Part;

/// Leaves out the times and choices that are taken back, and the words that say so.
pub(super) fn without(parts: Vec<Part>) -> Vec<Part> {
    let mut kept: Vec<Part> = Vec::with_capacity(parts.len());
    let mut rest = parts.as_slice();
    while let Some((part, after)) = rest.split_first() {
        let run = rest.iter().take_while(|part| joins(part)).count();
        let slip = rest.iter().take(run).any(|part| *part == Part::Said(Atom::Slip));
        if slip && let Some(next) = rest.get(run..) {
            let said = rest.get(..run).unwrap_or_default();
            match next.first() {
                // "Monday. Actually no Tuesday": which of the two is refused depends on the speaker.
                Some(Part::Day(_) | Part::Option(_)) if said.last() == Some(&Part::Said(Atom::Not)) => {
                    kept.push(Part::Doubt)
                }
                // "Wednesday, actually I cannot".
                Some(Part::Said(Atom::Cannot | Atom::Away)) | None
                    if refuses(said, next) && kept.last().is_some_and(names) =>
                {
                    kept.push(Part::Doubt);
                }
                Some(first) => take_back(&mut kept, first, next),
                None => {}
            }
            let said = rest.iter().take(run).map(|part| if *part == Part::Said(Atom::Slip) { &FILLER } else { part });
            kept.extend(said.cloned());
            rest = next;
        } else {
            kept.push(part.clone());
            rest = after;
        }
    }
    kept
}

const FILLER: Part = Part::Said(Atom::Filler);

/// Whether what follows the slip refuses: a bare no at the end, or that somebody cannot.
fn refuses(said: &[Part], next: &[Part]) -> bool {
    let mark = |part: &&Part| matches!(part, Part::Said(Atom::Mark(_) | Atom::Filler));
    !next.is_empty() || said.iter().rev().find(|part| !mark(part)) == Some(&Part::Said(Atom::Not))
}

/// What may stand between what is taken back and what is meant.
const fn joins(part: &Part) -> bool {
    use Atom::{Article, Filler, Mark, Not, Of, Slip, To};
    matches!(part, Part::Said(Slip | Filler | Not | Article | Of | To | Mark(',' | '.' | '?')))
}

const fn names(part: &Part) -> bool {
    matches!(part, Part::Day(_) | Part::Shift(_) | Part::Option(_) | Part::Number(_))
}

/// Takes back the time or choice that was said last, where something of its kind follows and nothing was refused.
fn take_back(said: &mut Vec<Part>, first: &Part, next: &[Part]) {
    let start = said.iter().rposition(|part| matches!(part, Part::Said(Atom::Mark(_)))).map_or(0, |mark| mark + 1);
    let clause = said.get(start..).unwrap_or_default();
    let plain = clause.iter().all(|part| !matches!(part, Part::Said(Atom::Not | Atom::Cannot | Atom::Away | Atom::Or)));
    let ends = clause.last().is_some_and(names);
    if !plain || !ends || !names(first) {
        return;
    }
    let until_mark = next.iter().take_while(|part| !matches!(part, Part::Said(Atom::Mark(_))));
    let shift_again = until_mark.clone().any(|part| matches!(part, Part::Shift(_)));
    let only_shift = matches!(first, Part::Shift(_));
    let mut index = 0;
    said.retain(|part| {
        index += 1;
        let taken_back = match part {
            Part::Shift(_) => shift_again || only_shift,
            part => names(part) && !only_shift,
        };
        index <= start || !taken_back
    });
}
