//! What the words and phrases of a text mean by themselves.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::meaning::Atom;
use super::plain::Token;
use super::spelling::near;
use super::vocabulary::{ABBREVIATIONS, ORDINARY, PHRASES};
use crate::language::Language;

type Phrase = (Vec<&'static str>, Option<Language>, Atom);

/// Phrases by their first word, the longest first.
static BY_FIRST: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut by_first: HashMap<&'static str, Vec<Phrase>> = HashMap::new();
    for (atom, language, phrases) in PHRASES.iter().flat_map(|part| part.iter()) {
        for phrase in phrases.split(',') {
            let words: Vec<&str> = phrase.split_ascii_whitespace().collect();
            if let Some(first) = words.first() {
                by_first.entry(first).or_default().push((words, *language, *atom));
            }
        }
    }
    for phrases in by_first.values_mut() {
        // Of two phrases with the same words, the one for a single language is asked first.
        phrases.sort_by_key(|(words, language, _)| (std::cmp::Reverse(words.len()), language.is_none()));
    }
    by_first
});

/// Reads tokens as atoms.
pub(super) fn read(tokens: &[Token], tongue: Language) -> Vec<Atom> {
    // A preposition in two of the languages; alone it is an order.
    let alone = |token: &Token| is(token, "para") || matches!(token, Token::Mark(_));
    if tokens.iter().all(alone) && tokens.iter().any(|token| is(token, "para")) {
        return vec![Atom::StopWord];
    }
    let end = tokens.iter().rposition(|token| !matches!(token, Token::Mark(',' | '.')));
    let bare = tokens.get(..=end.unwrap_or_default()).unwrap_or_default();
    // In English "n" stands for "and", and alone for "no".
    if let [Token::Word(word)] = bare
        && word == "n"
    {
        return vec![Atom::Not];
    }
    // Where nothing else is said, "pasado" is short for "pasado mañana".
    if let [Token::Word(word)] = bare
        && word == "pasado"
        && tongue == Language::Spanish
    {
        return vec![Atom::Today(2)];
    }
    // "n 2" is a number, where "n" alone is a no.
    if let [Token::Word(word), Token::Number(number)] | [Token::Word(word), Token::Mark('.'), Token::Number(number)] =
        bare
        && (matches!(word.as_str(), "n" | "num") || (word == "no" && tongue == Language::English))
    {
        return vec![Atom::Option, Atom::Number(*number)];
    }
    let words: Vec<Token> = tokens.iter().flat_map(|token| whole(token, tongue)).collect();
    let mut atoms = Vec::new();
    let mut rest = words.as_slice();
    let mut last = None;
    while let Some((token, after)) = rest.split_first() {
        let before = last.replace(token);
        rest = after;
        match token {
            Token::Number(number) => atoms.push(Atom::Number(*number)),
            Token::Mark(mark) => atoms.push(Atom::Mark(*mark)),
            Token::Mixed(_) => atoms.push(Atom::Unknown),
            Token::Word(word) => match longest(word, after, tongue) {
                Some((1, Atom::Filler)) if atoms.last() == Some(&Atom::Home) && names_a_place(word, after, tongue) => {
                    atoms.push(Atom::Away);
                    rest = after.get(1..).unwrap_or_default();
                }
                Some((1, Atom::Article)) if names_a_choice(word, before, after, &atoms) => atoms.push(Atom::Option),
                Some((1, Atom::Article)) if names_an_hour(word, before, after) => atoms.push(Atom::AtHour),
                Some((length, atom)) => {
                    atoms.push(atom);
                    rest = after.get(length - 1..).unwrap_or_default();
                }
                None => atoms.push(Atom::Unknown),
            },
        }
    }
    atoms
}

/// `la 2` is a choice, for dates are masculine; `a la 2` is an hour, unless something is changed to it.
fn names_a_choice(word: &str, before: Option<&Token>, after: &[Token], said: &[Atom]) -> bool {
    let to = matches!(after, [Token::Number(2..), ..]) && before.is_some_and(|before| is(before, "a"));
    let hour = before.is_some_and(|before| ["a", "de", "desde", "hasta"].iter().any(|word| is(before, word)));
    let counted = match after {
        [Token::Number(_), ..] => true,
        [Token::Word(word), ..] => matches!(longest(word, &[], Language::Spanish), Some((1, Atom::NumberWord(2..=9)))),
        _ => false,
    };
    word == "la" && counted && (!hour || (to && said.contains(&Atom::Move)))
}

/// `estou no Recife` is not at home.
fn names_a_place(word: &str, after: &[Token], tongue: Language) -> bool {
    let unknown = matches!(after, [Token::Word(place), rest @ ..] if longest(place, rest, tongue).is_none());
    tongue == Language::Portuguese && matches!(word, "na" | "no" | "num" | "numa") && unknown
}

/// `a la 1` is an hour.
fn names_an_hour(word: &str, before: Option<&Token>, after: &[Token]) -> bool {
    word == "la" && matches!(after, [Token::Number(_), ..]) && before.is_some_and(|before| is(before, "a"))
}

/// The longest phrase that starts with `first`: how many words it has, and what it means.
fn longest(first: &str, after: &[Token], tongue: Language) -> Option<(usize, Atom)> {
    let phrases = BY_FIRST.get(first)?;
    let fits = |(words, language, _): &&Phrase| {
        let spoken = language.is_none_or(|language| language == tongue);
        let tail = words.iter().skip(1);
        spoken && words.len() <= after.len() + 1 && tail.zip(after).all(|(word, token)| is(token, word))
    };
    phrases.iter().find(fits).map(|(words, _, atom)| (words.len(), *atom))
}

fn is(token: &Token, word: &str) -> bool {
    matches!(token, Token::Word(written) if written == word)
}

/// A token in the words that the vocabulary knows: abbreviations written out, slips corrected, digits in words undone.
fn whole(token: &Token, tongue: Language) -> Vec<Token> {
    match token {
        Token::Word(word) => correct(word, tongue).into_iter().map(Token::Word).collect(),
        Token::Mixed(mixed) => unmix(mixed, tongue),
        other => vec![other.clone()],
    }
}

fn written_out(word: &str, tongue: Language) -> Option<Vec<String>> {
    let fits = |(written, language, _): &&(&str, Option<Language>, &str)| {
        *written == word && language.is_none_or(|language| language == tongue)
    };
    let (_, _, full) = ABBREVIATIONS.iter().find(fits)?;
    Some(full.split_ascii_whitespace().map(str::to_owned).collect())
}

/// Every single word that the vocabulary or the list of ordinary words has.
static KNOWN: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let in_phrases = PHRASES.iter().flat_map(|part| part.iter()).flat_map(|(_, _, phrases)| phrases.split([',', ' ']));
    let mut known: Vec<&str> = in_phrases.chain(ORDINARY.split_ascii_whitespace()).collect();
    known.extend(ABBREVIATIONS.iter().flat_map(|(_, _, full)| full.split_ascii_whitespace()));
    known.sort_unstable();
    known.dedup();
    known
});

fn known(word: &str) -> bool {
    KNOWN.binary_search(&word).is_ok()
}

/// Words whose slips are corrected: those of times and of the clearest answers.
static CORRECTED: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let matters = |atom: &Atom| {
        matches!(
            atom,
            Atom::Weekday(_)
                | Atom::WeekdayOrOrdinal(..)
                | Atom::Today(_)
                | Atom::Shift(_)
                | Atom::Thanks
                | Atom::Confirm
                | Atom::Cancel
                | Atom::Weekend
                | Atom::Manana
                | Atom::Move
                | Atom::Stop
        )
    };
    let phrases = PHRASES.iter().flat_map(|part| part.iter()).filter(|(atom, _, _)| matters(atom));
    let words = phrases.flat_map(|(_, _, phrases)| phrases.split(',')).map(str::trim).filter(|p| !p.contains(' '));
    words.chain("casa opcao opcion numero option".split(' ')).collect()
});

fn correct(word: &str, tongue: Language) -> Vec<String> {
    if let Some(full) = written_out(word, tongue) {
        return full;
    }
    if known(word) {
        return vec![word.to_owned()];
    }
    // The spoken "viajano" for "viajando".
    if let Some(stem) = word.strip_suffix("no")
        && known(&format!("{stem}ndo"))
    {
        return vec![format!("{stem}ndo")];
    }
    // "Nobody'll" without its apostrophe.
    if let Some(stem) = word.strip_suffix("ll")
        && known(stem)
        && stem.len() > 4
    {
        return vec![stem.to_owned(), String::from("will")];
    }
    let single = without_doubles(word);
    if let Some(full) = written_out(&single, tongue) {
        return full;
    }
    if known(&single) {
        return vec![single];
    }
    let mut close = CORRECTED.iter().filter(|known| near(word, known) || near(&single, known));
    match (close.next(), close.next()) {
        (Some(one), None) => vec![(*one).to_owned()],
        (Some(one), Some(other)) if same_meaning(one, other, tongue) => vec![(*one).to_owned()],
        _ => vec![word.to_owned()],
    }
}

fn same_meaning(one: &str, other: &str, tongue: Language) -> bool {
    longest(one, &[], tongue).map(|(_, atom)| atom) == longest(other, &[], tongue).map(|(_, atom)| atom)
}

fn without_doubles(word: &str) -> String {
    let mut chars: Vec<char> = word.chars().collect();
    chars.dedup();
    chars.into_iter().collect()
}

/// `15h30` is three pieces, `am4nha` is one word, `2moro` an abbreviation.
fn unmix(mixed: &str, tongue: Language) -> Vec<Token> {
    let words = |words: Vec<String>| words.into_iter().map(Token::Word).collect();
    if let Some(full) = written_out(mixed, tongue) {
        return words(full);
    }
    let starts_with_digit = mixed.starts_with(|c: char| c.is_ascii_digit());
    let decoded: String = mixed.chars().map(letter).collect();
    // "op2" and "la5" are a word and a number; "h1" is rather "hi".
    let word = mixed.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = word.len() > 1 && word.chars().all(char::is_alphabetic);
    if !starts_with_digit && !numbered && known(&decoded) {
        return vec![Token::Word(decoded)];
    }
    let mut pieces: Vec<String> = Vec::new();
    let mut last_digit = None;
    for c in mixed.chars() {
        let digit = c.is_ascii_digit();
        match pieces.last_mut() {
            Some(piece) if last_digit == Some(digit) => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        last_digit = Some(digit);
    }
    let piece = |piece: String| match piece.parse::<u32>() {
        Ok(number) if piece.len() <= 4 => vec![Token::Number(number)],
        Ok(_) => vec![Token::Word(String::from("digits"))],
        Err(_) => words(correct(&piece, tongue)),
    };
    pieces.into_iter().flat_map(piece).collect()
}

/// The letter that a digit or a sign stands for in a disguised word.
const fn letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    }
}
