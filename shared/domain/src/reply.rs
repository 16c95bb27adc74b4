//! Understanding what a recipient answers, in Portuguese, Spanish and English.
//!
//! People answer a message about their delivery with a number, a thumb, a day, half a sentence full of slip-ups. The
//! rules here are fixed and use no service: the same text in the same situation is always understood the same way.
//!
//! A text goes through four steps, each in its own file:
//! 1. `plain` makes the text plain: compatibility forms and accents are resolved, capitals, skin tones and repeated
//!    letters go, and what is left is words, numbers and marks.
//! 2. `atoms` looks up words and phrases in the `vocabulary`, longest phrase first, with the spelling corrected where
//!    only one known word is near.
//! 3. `parts` finds days, dates, hours, shifts and numbers of choices, `slips` leaves out what is taken back, `clauses`
//!    finds what is wanted and what is refused, and `reasons` sets aside what is only told.
//! 4. `decide` compares that with what is scheduled and offered.
//!
//! What each answer means:
//! - A number of a choice, or words that name exactly one offered window, are [`Intent::Pick`].
//! - A full date and shift that is not offered is [`Intent::MoveTo`] with both. A day that is not offered is `MoveTo`
//!   with the date, "another day" is `MoveTo` with nothing; neither moves anything before a window is chosen.
//! - A day on which one window is offered picks it; with two it is [`Intent::Unclear`]. An hour is narrower than a
//!   shift and is unclear, unless it is exactly one offered window from start to end.
//! - Naming what is already scheduled confirms it.
//! - "I will not be there" is [`Intent::NotHome`], of the scheduled day or of none; of another day it says nothing that
//!   can be acted upon. A bare "no" is unclear.
//! - What is taken back in the same breath counts no more, "Thursday, sorry, Friday"; and where a day is asked for in
//!   words, days that are told as a reason ask for nothing: "tomorrow is a wedding, so rather on Monday".
//! - A bare CANCEL is unclear: it can mean the delivery or the messages. With what is to be cancelled it is clear.
//! - A number counts as a choice only where it counts nothing else: "2 boxes", "house 2" and "the 2nd time" choose
//!   nothing. A day counts as a wish only where everything else is understood, or where something is asked for in so
//!   many words: "my daughter was born on Friday" wishes nothing.
//! - Several days or windows, "or", "after Thursday", "if", "maybe", "except" are unclear. So is what contradicts
//!   itself. Doubt never moves a delivery.

mod atoms;
mod clause;
mod clauses;
mod decide;
mod meaning;
mod parts;
mod plain;
mod reasons;
mod slips;
mod spelling;
mod tongue;
mod vocabulary;

#[cfg(test)]
mod tests;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::shift::Shift;

/// The situation a reply is read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// The language the recipient is addressed in. People answer in another one at will; it decides what a word means
    /// that two languages share.
    pub language: Language,
    /// The date where the recipient is.
    pub today: Date,
    /// When the delivery is due.
    pub scheduled: Option<Scheduled>,
    /// The windows that the recipient was given to choose from.
    pub offered: Vec<Offer>,
}

/// When a delivery is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scheduled {
    /// The date.
    pub date: Date,
    /// The part of the day, when one was promised.
    #[serde(default)]
    pub shift: Option<Shift>,
}

/// A window that was offered under a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Offer {
    /// The number to answer with.
    pub n: u32,
    /// The date.
    pub date: Date,
    /// The part of the day.
    pub shift: Shift,
    /// When it starts, where windows are narrower than shifts.
    #[serde(default)]
    pub start: Option<Time>,
    /// When it ends.
    #[serde(default)]
    pub end: Option<Time>,
}

/// What a recipient wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "intent", rename_all = "snake_case")]
pub enum Intent {
    /// What is scheduled is fine.
    Confirm,
    /// The window offered under this number.
    Pick {
        /// The number.
        n: u32,
    },
    /// Another day or shift than any offered one, as far as it was named.
    MoveTo {
        /// The date.
        #[serde(skip_serializing_if = "Option::is_none")]
        date: Option<Date>,
        /// The part of the day.
        #[serde(skip_serializing_if = "Option::is_none")]
        shift: Option<Shift>,
    },
    /// Nobody will be there.
    NotHome,
    /// The delivery is not wanted any more.
    CancelDelivery,
    /// No more messages.
    Stop,
    /// Messages again.
    Start,
    /// How this works, or a person to talk to.
    Help,
    /// Something an operator has to answer.
    Question,
    /// Thanks, and nothing else.
    Thanks,
    /// Not understood, or not without doubt.
    Unclear,
}

/// Whether a text stops or starts messages: that means the same in every situation and in every language, whichever the
/// recipient is addressed in. None for all other texts.
#[must_use]
pub fn stops_or_starts(text: &str, today: Date) -> Option<Intent> {
    let understood = Language::ALL
        .map(|language| understand(text, &Situation { language, today, scheduled: None, offered: Vec::new() }));
    [Intent::Stop, Intent::Start].into_iter().find(|word| understood.contains(word))
}

/// Understands a reply.
#[must_use]
pub fn understand(text: &str, situation: &Situation) -> Intent {
    let tokens = plain::tokens(text);
    let tongue = tongue::of(&tokens, situation.language);
    let atoms = atoms::read(&tokens, tongue);
    let parts = slips::without(parts::read(&atoms, tongue, situation));
    let clauses = reasons::set_aside(clauses::read(&parts, tongue));
    decide::decide(&clauses, situation)
}
