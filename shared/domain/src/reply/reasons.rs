//! What is told as a reason, and not as a wish: "tomorrow is my sister's wedding, rather on Monday".

use super::clause::Clause;
use super::meaning::Atom;
use super::parts::Part;

/// Words after which nothing is certain, wherever they stand.
const OPEN: [Atom; 6] = [Atom::If, Atom::Or, Atom::AnyDay, Atom::Doubt, Atom::Asks, Atom::AsksFor];

/// Words that make a wish of what they stand with.
const WISHES: [Atom; 7] = [Atom::Request, Atom::Only, Atom::Want, Atom::Can, Atom::Yes, Atom::Confirm, Atom::Move];

/// Where one clause says clearly what is wanted or refused, the others that tell why lose their times and doubts.
pub(super) fn set_aside(mut clauses: Vec<Clause>) -> Vec<Clause> {
    if clauses.iter().any(|clause| clause.has_any(&OPEN)) {
        return clauses;
    }
    for index in 1..clauses.len() {
        let (before, from) = clauses.split_at_mut(index);
        if let (Some(before), Some(refusal)) = (before.last_mut(), from.first())
            && covers(refusal, before)
        {
            before.refuse_times();
        }
    }
    let repeated: Vec<bool> = clauses.iter().map(|clause| clauses.iter().any(|other| repeats(other, clause))).collect();
    for (clause, repeated) in clauses.iter_mut().zip(repeated) {
        if repeated {
            clause.forget_times();
        }
    }
    for index in 1..clauses.len() {
        let (before, from) = clauses.split_at_mut(index);
        if let (Some(wish), Some(why)) = (before.last(), from.first_mut())
            && why.reason
            && is_clear(wish)
        {
            why.forget_times();
        }
    }
    let Some(wish) = (0..clauses.len()).rev().find(|index| concludes(&clauses, *index)) else { return clauses };
    for (index, clause) in clauses.iter_mut().enumerate() {
        if (index < wish && tells_why(clause)) || (index != wish && clause.reason) {
            clause.forget_times();
        }
    }
    clauses
}

/// "On Wednesday I have a meeting, nobody will be there": the refusal is of Wednesday.
fn covers(refusal: &Clause, told: &Clause) -> bool {
    let bare = refusal.negative && refusal.has(Atom::Cannot) && !refusal.names() && !refusal.question;
    bare && refusal.content().count() == 1 && !told.negative && !told.question && tells_why(told)
}

/// "Tuesday there is a feast here. Not Tuesday, Wednesday": the first Tuesday tells no more than the second.
fn repeats(refusal: &Clause, told: &Clause) -> bool {
    let mut days = told.days();
    let day = days.next();
    let same = day.is_some() && refusal.days().next() == day && days.next().is_none();
    refusal.negative && same && !told.negative && tells_why(told)
}

/// Whether a clause asks for a day in words, its own or those that follow, and leaves nothing open.
fn concludes(clauses: &[Clause], index: usize) -> bool {
    let allows = |clause: &Clause| clause.content().all(|part| matches!(part, Part::Said(Atom::Request | Atom::Only)));
    let allowed = clauses.get(index + 1).is_some_and(|after| after.content().next().is_some() && allows(after));
    clauses.get(index).is_some_and(|clause| is_clear(clause) && (clause.wants() || allowed))
}

/// Whether it names a day and leaves nothing open.
fn is_clear(clause: &Clause) -> bool {
    let sure = !clause.negative && !clause.reason && !clause.doubtful() && clause.unknown() == 0;
    sure && clause.days().next().is_some()
}

/// Whether it tells of something, and asks for nothing.
fn tells_why(clause: &Clause) -> bool {
    let tells = [Atom::Away, Atom::Event, Atom::Have, Atom::Unknown, Atom::Later, Atom::Range];
    let refused = clause.negative && clause.names();
    let told = clause.has_any(&[Atom::Past, Atom::Back]);
    let why = clause.loose || clause.has(Atom::Event) || (clause.names() && clause.has_any(&tells));
    refused || told || (why && !clause.has_any(&WISHES))
}

/// Whether it cancels a day and nothing else: "cancel Thursday, come on Friday".
pub(super) fn cancels_a_day(clause: &Clause) -> bool {
    let other = [Atom::Thing, Atom::Not, Atom::GiveUp, Atom::Refuse, Atom::Messages];
    clause.has(Atom::Cancel) && clause.days().next().is_some() && !clause.has_any(&other)
}

/// Whether a refusal of the delivery is denied, or goes on to say of what: "I do not want it on Tuesday", "I do not want
/// the parcel left outside".
pub(super) fn refuses_in_part(clause: &Clause) -> bool {
    let refusal = |part: &Part| *part == Part::Said(Atom::Refuse);
    let mut before = clause.content().take_while(|part| !refusal(part));
    let after = || clause.content().skip_while(|part| !refusal(part)).skip(1);
    let goes_on = |part: &Part| match part {
        Part::Said(said) => matches!(said, Atom::Instruction | Atom::Later | Atom::If | Atom::Move),
        _ => true,
    };
    let denied = before.any(|part| *part == Part::Said(Atom::Not));
    clause.has(Atom::Refuse) && (denied || after().any(goes_on) || after().next() == Some(&Part::Said(Atom::Unknown)))
}

/// "The order was cancelled last time": it tells of an end, and asks for none.
pub(super) fn tells_of_an_end(clause: &Clause) -> bool {
    let said: Vec<&Part> = clause.content().collect();
    said.windows(2).any(|pair| matches!(pair, [Part::Said(Atom::Past), Part::Said(Atom::Cancel)]))
}

/// "Is the order cancelled?", unlike "cancel the order?" and "can you cancel it?".
pub(super) fn asks_of_an_end(clause: &Clause) -> bool {
    let first = clause.content().next() == Some(&Part::Said(Atom::Cancel));
    clause.has(Atom::Cancel) && !first && !clause.has_any(&[Atom::Request, Atom::Want, Atom::Can])
}
