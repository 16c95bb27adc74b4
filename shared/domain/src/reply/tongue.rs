//! Which language a reply is written in.

use super::plain::Token;
use crate::language::Language;

/// Words that belong to one of the three languages only.
const MARKERS: [(Language, &str); 3] = [
    (
        Language::Portuguese,
        "nao naum vo ta voce voces vc vcs hoje hj amanha manha noite obrigado obrigada obg vlw blz quarta quinta sexta feira \
         terca pra pro pode estarei vou em sim ola bom boa tem ou uma um posso consigo meu minha dps ksa pfv melhor \
         eh depois entao tambem entregador mais qualquer",
    ),
    (
        Language::Spanish,
        "el los las lo manana hoy puedo podre estare estoy voy noche lunes martes miercoles jueves viernes gracias si \
         porfa porfavor pero en es mi hay del buenas dias ustedes quiero dale vale otro pueden puede",
    ),
    (
        Language::English,
        "the you not is it be can cant will wont morning afternoon tomorrow tmrw please pls yes yeah thanks thx my of \
         on at this home monday tuesday wednesday thursday friday saturday sunday today work works ill im dont and \
         or for good sure option one ta",
    ),
];

/// The language of a text: the one that the recipient is addressed in, unless the words speak clearly for another.
pub(super) fn of(tokens: &[Token], addressed: Language) -> Language {
    let count = |language: Language| {
        let markers = MARKERS.iter().find(|(marked, _)| *marked == language).map_or("", |(_, words)| words);
        let known = |word: &str| markers.split_ascii_whitespace().any(|marker| marker == word);
        tokens.iter().filter(|token| matches!(token, Token::Word(word) if known(word))).count()
    };
    // Not a word of Portuguese that a reply would start with.
    let article = addressed == Language::Spanish && matches!(tokens.first(), Some(Token::Word(word)) if word == "la");
    let own = count(addressed) + usize::from(article);
    let other = Language::ALL.into_iter().filter(|language| *language != addressed).map(|other| (count(other), other));
    match other.max_by_key(|(count, _)| *count) {
        Some((most, language)) if most >= 2 && most > own.saturating_mul(2) => language,
        Some((1, language)) if own == 0 => language,
        _ => addressed,
    }
}

#[cfg(test)]
mod tests {
    use super::super::plain::tokens;
    use super::*;

    #[test]
    fn words_speak_for_a_language_and_else_the_address_does() {
        fn check(text: &str, addressed: Language, expected: Language) {
            assert_eq!(of(&tokens(text), addressed), expected, "{text}");
        }
        use Language::{English, Portuguese, Spanish};
        check("ok", Portuguese, Portuguese);
        check("no sábado de tarde", Portuguese, Portuguese);
        check("no puedo, el viernes por la tarde", Portuguese, Spanish);
        check("I can't be home tomorrow", Portuguese, English);
        check("não vou estar em casa", English, Portuguese);
        check("segunda", Spanish, Spanish);
    }
}
