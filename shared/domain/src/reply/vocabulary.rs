//! The words and phrases that are understood, plain: without capitals and accents.
//!
//! A row is a meaning, the one language in which the phrases have it (or all), and the phrases, separated by commas.
//! The longest phrase that fits wins, so a phrase can undo what its words mean alone: `mais tarde` is no afternoon.

mod answers;
mod doubts;
mod fillers;
mod times;
mod wishes;

use super::meaning::Atom;
use crate::language::Language;

type Rows = &'static [(Atom, Option<Language>, &'static str)];

/// All rows.
pub(super) const PHRASES: [Rows; 5] = [answers::ROWS, doubts::ROWS, fillers::ROWS, times::ROWS, wishes::ROWS];

pub(super) use fillers::{ABBREVIATIONS, ORDINARY};

const PT: Option<Language> = Some(Language::Portuguese);
const ES: Option<Language> = Some(Language::Spanish);
const EN: Option<Language> = Some(Language::English);

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_phrase_is_plain_and_has_one_meaning_in_a_language() {
        let mut seen = HashSet::new();
        for (atom, language, phrases) in PHRASES.iter().flat_map(|part| part.iter()) {
            for phrase in phrases.split(',') {
                let plain = phrase.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ' ');
                assert!(plain && !phrase.is_empty(), "{phrase:?} of {atom:?}");
                assert!(seen.insert((phrase, *language)), "{phrase:?} of {atom:?} has a meaning already");
            }
        }
    }
}
