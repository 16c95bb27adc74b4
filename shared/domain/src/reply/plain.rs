//! Making a text plain.

use unicode_normalization::UnicodeNormalization;

/// The most characters that are read; a chain of SMS is shorter.
const MOST_CHARACTERS: usize = 1600;

/// A piece of a plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Lower-case letters without accents.
    Word(String),
    /// Letters and digits in one piece, as in `15h` or `am4nha`.
    Mixed(String),
    /// Up to four digits.
    Number(u32),
    /// A punctuation mark that separates, or one out of `?.:-/`.
    Mark(char),
}

/// The plain pieces of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let plain = plain(text);
    let mut tokens = Vec::new();
    let mut run = String::new();
    for c in plain.chars() {
        if c.is_alphanumeric() || matches!(c, '@' | '$') {
            run.push(c);
            continue;
        }
        finish(&mut run, &mut tokens);
        match c {
            '?' | '.' | ':' | '-' | '/' => tokens.push(Token::Mark(c)),
            c if c.is_whitespace() && c != '\n' => {}
            _ => tokens.push(Token::Mark(',')),
        }
    }
    finish(&mut run, &mut tokens);
    tokens
}

fn finish(run: &mut String, tokens: &mut Vec<Token>) {
    let word = std::mem::take(run);
    if word.is_empty() {
        return;
    }
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let signs = word.chars().any(|c| matches!(c, '@' | '$'));
    tokens.push(if digits == 0 && !signs {
        Token::Word(shorten(&word))
    } else if digits == word.len() {
        // More than four digits are a telephone or an order, never a choice or a date.
        match word.parse() {
            Ok(number) if digits <= 4 => Token::Number(number),
            _ => Token::Word(String::from("digits")),
        }
    } else {
        Token::Mixed(word)
    });
}

/// Three equal letters and more are one: people stretch words to be heard.
fn shorten(word: &str) -> String {
    let mut runs: Vec<(char, usize)> = Vec::new();
    for c in word.chars() {
        match runs.last_mut() {
            Some((last, count)) if *last == c => *count += 1,
            _ => runs.push((c, 1)),
        }
    }
    let kept = |(c, count): (char, usize)| std::iter::repeat_n(c, if count > 2 { 1 } else { count });
    runs.into_iter().flat_map(kept).collect()
}

/// Lower case, without accents, with signs for emoji that answer.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars().take(MOST_CHARACTERS) {
        match c {
            '👍' | '👌' | '✅' | '☑' | '✔' | '💯' | '🆗' | '🤝' | '👏' => plain.push_str(" thumbsup "),
            '👎' | '❌' | '🚫' | '✖' | '🙅' => plain.push_str(" thumbsdown "),
            '🙏' => plain.push_str(" thankyouhands "),
            '№' => plain.push_str(" numero "),
            '#' => plain.push_str(" numero "),
            'º' | '°' => plain.push('\u{1}'),
            'ª' => plain.push('a'),
            '&' => plain.push_str(" e "),
            // Joined, as people leave them out: `can't` and `cant`.
            '\'' | '’' | '‘' | '`' | '´' => plain.push('\u{2}'),
            '¿' | '¡' => {}
            '–' | '—' | '−' => plain.push('-'),
            '|' => plain.push('/'),
            c if c.is_ascii() => plain.push(c.to_ascii_lowercase()),
            c => plain.extend(compatible(c)),
        }
    }
    let numbered = plain.replace("n\u{1}", " numero ").replace('\u{1}', "");
    // "We're" is not "were".
    let numbered = numbered.replace("we\u{2}re", "we are").replace("we\u{2}d ", "we would ").replace('\u{2}', "");
    let halves = numbered.replace("a.m.", "am ").replace("p.m.", "pm ").replace("a. m.", "am ").replace("p. m.", "pm ");
    join(&halves)
}

fn compatible(c: char) -> impl Iterator<Item = char> {
    let accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}' | '\u{fe0f}' | '\u{20e3}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}');
    let letters = std::iter::once(c).nfkd().flat_map(char::to_lowercase).filter(move |c| !accent(c));
    letters.map(|c| if c.is_alphanumeric() || c.is_whitespace() || c.is_ascii_punctuation() { c } else { ' ' })
}

/// A hyphen between letters joins a word as a blank does: `sexta-feira`.
fn join(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| chars.get(index)).copied().unwrap_or(' ');
    let beside = |index: usize| (at(index.checked_sub(1)), at(index.checked_add(1)));
    let joined = chars.iter().enumerate().map(|(index, c)| match (c, beside(index)) {
        ('-' | '_' | '*' | '~', (before, after)) if before.is_alphabetic() && after.is_alphabetic() => ' ',
        ('-', (before, after)) if before.is_alphanumeric() && after.is_alphabetic() => ' ',
        ('*' | '_' | '~', _) => ' ',
        ('\t', _) => ' ',
        (c, _) => *c,
    });
    joined.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let told: Vec<String> = tokens(text)
            .into_iter()
            .map(|token| match token {
                Token::Word(word) => word,
                Token::Mixed(word) => format!("<{word}>"),
                Token::Number(number) => format!("#{number}"),
                Token::Mark(mark) => mark.to_string(),
            })
            .collect();
        assert_eq!(told.join(" "), expected, "{text:?}");
    }

    #[test]
    fn accents_capitals_and_stretched_letters_go() {
        check("AMANHÃ às 15h, SIIIIM!!!", "amanha as <15h> , sim , , ,");
        check("mañana x la tarde", "manana x la tarde");
        check("𝐨𝐤 ｏｋ", "ok ok");
        check("can't I’ll", "cant ill");
        check("sexta-feira à tarde", "sexta feira a tarde");
        check("ma\u{303}nana mana\u{303}", "manana mana");
    }

    #[test]
    fn numbers_in_every_dress_are_numbers() {
        check("2️⃣", "#2");
        check("②", "#2");
        check("２", "#2");
        check("24/11", "#24 / #11");
        check("nº 2", "numero #2");
        check("#3", "numero #3");
        check("5511999998888", "digits");
        check("2ª", "<2a>");
        check("2-sexta", "#2 sexta");
    }

    #[test]
    fn emoji_that_answer_are_words() {
        check("👍🏽", "thumbsup");
        check("ok😍", "ok");
        check("❤️", "");
        check("valeu 🙏", "valeu thankyouhands");
    }
}
