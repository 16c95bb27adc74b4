//! From clauses to what is wanted.

mod wish;

use self::wish::Wish;
use super::clause::Clause;
use super::meaning::Atom;
use super::parts::{Kind, Part};
use super::{Intent, Offer, Situation, reasons};

/// So many words that nobody knows make an answer doubtful.
const MANY_UNKNOWN: usize = 4;

/// Decides what a reply wants.
pub(super) fn decide(clauses: &[Clause], situation: &Situation) -> Intent {
    let whole = Whole { clauses };
    if let Some(intent) = whole.about_messages() {
        return intent;
    }
    let wish = Wish::of(clauses, situation);
    if let Some(intent) = whole.about_cancelling(&wish, situation) {
        return intent;
    }
    if whole.any(&[Atom::Help]) || whole.only(&[Atom::HelpWord], &[Atom::Want, Atom::Request, Atom::Thanks]) {
        return if wish.names() { Intent::Unclear } else { Intent::Help };
    }
    if wish.names() {
        return resolve(&whole, &wish, situation);
    }
    without_a_time(&whole, &wish, situation)
}

fn without_a_time(whole: &Whole<'_>, wish: &Wish, situation: &Situation) -> Intent {
    let moves = |clause: &Clause| {
        clause.elsewhere() || clause.has(Atom::Move) || (clause.has(Atom::NextWeek) && !clause.has(Atom::Back))
    };
    if wish.asks {
        return if whole.clauses.iter().any(|clause| moves(clause) && !clause.asks()) && !wish.asks_clearly {
            Intent::MoveTo { date: None, shift: None }
        } else {
            Intent::Question
        };
    }
    if wish.doubtful || wish.only_instructs() || (wish.back && !wish.absent) {
        return Intent::Unclear;
    }
    if whole.clauses.iter().any(|clause| moves(clause) && (!clause.negative || clause.elsewhere())) {
        return Intent::MoveTo { date: None, shift: None };
    }
    if wish.absent {
        return match wish.agrees {
            true if wish.another_receives(situation) => Intent::Confirm,
            false if !wish.refuses_another_day(situation) => Intent::NotHome,
            _ => Intent::Unclear,
        };
    }
    if wish.refuses || whole.unknown() >= MANY_UNKNOWN {
        return Intent::Unclear;
    }
    let tomorrow = situation.today.tomorrow().ok();
    if whole.any(&[Atom::SeeYou]) && !wish.agrees && situation.scheduled.map(|due| due.date) != tomorrow {
        return Intent::Unclear;
    }
    if wish.agrees || whole.any(&[Atom::SeeYou]) {
        return if situation.scheduled.is_some() { Intent::Confirm } else { only_offer(situation) };
    }
    let suits = whole.only(&[Atom::Can], &[Atom::Thanks, Atom::Request]);
    if suits && situation.scheduled.is_some() {
        return Intent::Confirm;
    }
    if whole.any(&[Atom::Thanks]) {
        return Intent::Thanks;
    }
    let asks_for_nothing = whole.only(&[Atom::Request], &[]) && !whole.clauses.iter().any(|clause| clause.question);
    if asks_for_nothing && situation.scheduled.is_some() { Intent::Confirm } else { Intent::Unclear }
}

/// A bare yes where nothing is scheduled yet can only mean the one window that was offered.
fn only_offer(situation: &Situation) -> Intent {
    match situation.offered.as_slice() {
        [only] => Intent::Pick { n: only.n },
        _ => Intent::Unclear,
    }
}

/// Compares a named time or choice with what is scheduled and offered.
fn resolve(whole: &Whole<'_>, wish: &Wish, situation: &Situation) -> Intent {
    let instructed = wish.instructs() && (wish.only_instructs() || !wish.names_scheduled_day(situation));
    if wish.doubtful || instructed || wish.unknown >= MANY_UNKNOWN || wish.options.len() > 1 || wish.several() {
        return Intent::Unclear;
    }
    let free = |clause: &Clause| clause.has(Atom::Free) && clause.names() && !clause.demands();
    if whole.clauses.iter().any(free) && !wish.absent && !wish.names_scheduled_day(situation) {
        return Intent::Unclear;
    }
    if wish.but_not.is_some() && wish.names_scheduled_day(situation) {
        return Intent::Unclear;
    }
    let stays = wish.names_scheduled_day(situation) && (wish.agrees || wish.suits) && wish.options.is_empty();
    if wish.half_read && !stays {
        return Intent::Unclear;
    }
    let matching = wish.matching(situation);
    if let Some(n) = wish.options.first() {
        let offer = situation.offered.iter().find(|offer| offer.n == *n);
        let agrees = !wish.has_time() || matching.iter().any(|match_| match_.n == *n);
        return match offer {
            Some(offer) if agrees => Intent::Pick { n: offer.n },
            _ => Intent::Unclear,
        };
    }
    if whole.any(&[Atom::SeeYou]) {
        return if wish.names_scheduled_day(situation) { Intent::Confirm } else { Intent::Unclear };
    }
    if wish.hours.is_some() {
        return only(&matching);
    }
    let elsewhere = whole.clauses.iter().any(Clause::elsewhere) || (whole.any(&[Atom::NextWeek]) && wish.day.is_none());
    match (&wish.day, wish.shift) {
        (None, Some(shift)) if elsewhere => Intent::MoveTo { date: None, shift: Some(shift) },
        (None, _) => a_shift(wish, &matching, situation),
        (Some(_), Some(_)) => a_day_and_shift(wish, &matching, situation),
        (Some(_), None) => a_day(whole, wish, &matching, situation),
    }
}

fn a_shift(wish: &Wish, matching: &[&Offer], situation: &Situation) -> Intent {
    let scheduled = situation.scheduled.and_then(|due| due.shift);
    if scheduled.is_some() && scheduled == wish.shift {
        return if wish.agrees { Intent::Confirm } else { Intent::Unclear };
    }
    if wish.after_refused_day || wish.unknown > 0 {
        return Intent::Unclear;
    }
    match matching {
        [] => Intent::MoveTo { date: None, shift: wish.shift },
        matching => only(matching),
    }
}

fn a_day_and_shift(wish: &Wish, matching: &[&Offer], situation: &Situation) -> Intent {
    if !matching.is_empty() {
        return only(matching);
    }
    if situation.scheduled.is_some_and(|due| due.shift == wish.shift) && wish.names_scheduled_day(situation) {
        return Intent::Confirm;
    }
    elsewhere(wish)
}

fn a_day(whole: &Whole<'_>, wish: &Wish, matching: &[&Offer], situation: &Situation) -> Intent {
    if wish.names_scheduled_day(situation) {
        // The day stands; whether the offered window or the scheduled one is meant, only a yes can tell.
        return match matching {
            _ if whole.clauses.iter().any(|clause| clause.has(Atom::Move) && !clause.has(Atom::Not)) => Intent::Unclear,
            _ if wish.agrees || wish.suits => Intent::Confirm,
            [] => Intent::Confirm,
            _ => Intent::Unclear,
        };
    }
    let day = wish.day.as_ref();
    let morning_too = day.is_some_and(|day| day.kind == Kind::OrMorning)
        && situation.offered.iter().any(|offer| {
            offer.shift == crate::shift::Shift::Morning && !matching.iter().any(|other| other.n == offer.n)
        });
    if morning_too {
        return Intent::Unclear;
    }
    if matching.is_empty() { elsewhere(wish) } else { only(matching) }
}

/// A time that is not offered, as far as it is certain.
fn elsewhere(wish: &Wish) -> Intent {
    let Some(day) = &wish.day else { return Intent::Unclear };
    match (day.dates.as_slice(), day.kind) {
        _ if wish.confirms => Intent::Unclear,
        ([date], Kind::OneOf | Kind::OrMorning) => Intent::MoveTo { date: Some(*date), shift: wish.shift },
        (_, Kind::Span) => Intent::MoveTo { date: None, shift: wish.shift },
        _ => Intent::Unclear,
    }
}

fn only(matching: &[&Offer]) -> Intent {
    match matching {
        [offer] => Intent::Pick { n: offer.n },
        _ => Intent::Unclear,
    }
}

struct Whole<'a> {
    clauses: &'a [Clause],
}

impl Whole<'_> {
    fn any(&self, atoms: &[Atom]) -> bool {
        self.clauses.iter().any(|clause| clause.has_any(atoms))
    }

    fn asks(&self) -> bool {
        self.clauses.iter().any(Clause::asks)
    }

    fn unknown(&self) -> usize {
        self.clauses.iter().map(Clause::unknown).sum()
    }

    fn names(&self) -> bool {
        self.clauses.iter().any(Clause::names)
    }

    /// Whether nothing but these was said, and what may stand beside them.
    fn only(&self, atoms: &[Atom], beside: &[Atom]) -> bool {
        let fits = |part: &Part| matches!(part, Part::Said(atom) if atoms.contains(atom) || beside.contains(atom));
        self.any(atoms) && self.clauses.iter().flat_map(Clause::content).all(fits)
    }

    /// Stopping and starting messages.
    fn about_messages(&self) -> Option<Intent> {
        use Atom::{
            Cancel, GiveUp, Later, Messages, Not, Only, Request, Start, StartWord, Stop, StopWord, Thanks, Want, Yes,
        };
        let refused =
            self.any(&[Cancel, GiveUp, StopWord, Not]) && !self.asks() && !self.any(&[Atom::Help, Atom::Thing]);
        let bare_clause = |clause: &Clause| {
            clause.has(StopWord)
                && clause.content().all(|part| matches!(part, Part::Said(StopWord | Thanks | Messages)))
        };
        if self.any(&[Start]) && !self.any(&[Not, GiveUp, Stop]) {
            return Some(Intent::Start);
        }
        // "Do not send me the wrong size" is of no message.
        let nothing = |clause: &Clause| {
            let other = clause.names() || clause.unknown() > 0 || clause.has_any(&[Atom::Thing, Atom::Instruction]);
            clause.has(Atom::SendNothing) && (clause.has(Messages) || !other)
        };
        if self.any(&[Stop])
            || self.clauses.iter().any(nothing)
            || (self.any(&[Messages]) && refused)
            || self.only(&[StopWord], &[Thanks, Messages, Want, Only, Later, Yes, Request, Not, Atom::Unknown])
                && self.unknown() < 2
            || (!self.names() && self.clauses.iter().any(bare_clause))
        {
            return Some(Intent::Stop);
        }
        self.only(&[StartWord], &[Messages, Thanks, Want, Yes, Request]).then_some(Intent::Start)
    }

    /// Cancelling the delivery; a bare "cancel" can mean the messages as well.
    fn about_cancelling(&self, wish: &Wish, situation: &Situation) -> Option<Intent> {
        use Atom::{Cancel, GiveUp, Move, Not, OtherDay, Refuse, Thing};
        let kept = self.clauses.iter().any(|clause| clause.has(Cancel) && clause.has(Not));
        let undone = self.any(&[Atom::NotDeliver]) && self.any(&[GiveUp, Atom::Past]) && !self.names();
        if undone && !self.any(&[Move, OtherDay, Atom::Or, Atom::Doubt, Atom::If]) {
            return Some(Intent::CancelDelivery);
        }
        if !self.any(&[Cancel, GiveUp, Refuse]) {
            return None;
        }
        // "Cancel Thursday, come on Friday".
        let cancels = |clause: &&Clause| clause.has_any(&[Cancel, GiveUp, Refuse]);
        let demanded = |clause: &Clause| !clause.negative && clause.names() && clause.demands();
        if self.clauses.iter().filter(cancels).all(reasons::cancels_a_day)
            && self.clauses.iter().any(demanded)
            && !self.asks()
        {
            return None;
        }
        if self.clauses.iter().any(|clause| clause.question && (clause.has(Refuse) || reasons::asks_of_an_end(clause)))
        {
            return Some(Intent::Question);
        }
        let cancels = |clause: &Clause| clause.has(Cancel) && clause.has(Thing);
        if self.clauses.iter().any(reasons::refuses_in_part) && !self.clauses.iter().any(cancels) {
            return Some(Intent::Unclear);
        }
        if kept {
            return (!wish.agrees).then_some(Intent::Unclear);
        }
        if self.asks() {
            return Some(Intent::Question);
        }
        let ends = |clause: &&Clause| clause.has_any(&[Cancel, GiveUp, Refuse]);
        if self.clauses.iter().filter(ends).all(reasons::tells_of_an_end) {
            return Some(Intent::Unclear);
        }
        let unwanted = self.any(&[Atom::NotDeliver]);
        let other_wish = (unwanted && wish.names())
            || (wish.names() && !wish.names_scheduled_day(situation))
            || self.any(&[Move, OtherDay, Atom::Or, Atom::Doubt, Atom::If]);
        let sure = self.any(&[Thing, Refuse]) || (self.any(&[GiveUp]) && self.any(&[Cancel]));
        Some(if sure && !other_wish { Intent::CancelDelivery } else { Intent::Unclear })
    }
}
