//! The words of a message, and what of them is kept.

use domain::language::Language;
use domain::message::{Channel, Chosen, Facts, MOST_SEGMENTS, Notice, Occasion, Tag, Template};
use domain::sms::Size;
use i18n::recipient;

use crate::seen::Seen;

/// A message as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    /// What is sent: the text of an SMS, the sentences of a mail.
    pub(crate) sent: String,
    /// The same with the page's address and the recipient's name as tags.
    pub(crate) kept: String,
    /// The subject of a mail.
    pub(crate) subject: Option<String>,
    /// The size of an SMS.
    pub(crate) size: Option<Size>,
    /// How many windows an SMS offers by number.
    pub(crate) choices: usize,
    /// What it was written from.
    pub(crate) facts: Facts,
}

impl Words {
    pub(crate) fn write(seen: &Seen, occasion: &Occasion, chosen: &Chosen) -> Self {
        Self::of(seen.facts(occasion), chosen, seen.language(), seen.settings.segments)
    }

    /// Writes a notice in a language.
    pub(crate) fn of(facts: Facts, chosen: &Chosen, language: Language, segments: u32) -> Self {
        let Chosen { notice, template, .. } = chosen;
        match chosen.channel {
            Channel::Sms => {
                // What a person writes goes out whole.
                let segments = if *notice == Notice::Answered { MOST_SEGMENTS } else { segments };
                let short = recipient::sms(*notice, template, &facts, language, segments);
                let (size, kept) = (Some(Size::of(&short.text)), kept(&short.text, template, &facts));
                Self { sent: short.text, kept, subject: None, size, choices: short.choices, facts }
            }
            Channel::Email => {
                // The logo stands above the text, as an image.
                let bare = Facts { logo: None, ..facts.clone() };
                let text = recipient::text(*notice, template, &bare, language);
                let own = matches!(template, Template::Custom { .. });
                let sent = if own { text } else { sentences(&text, &bare) };
                let subject = Some(subject(chosen, language, &facts));
                Self { kept: kept(&sent, template, &facts), sent, subject, size: None, choices: 0, facts }
            }
        }
    }
}

/// The subject of one's own, or the built-in one where there is none, or nothing is left of it without its facts.
fn subject(chosen: &Chosen, language: Language, facts: &Facts) -> String {
    let Chosen { notice, template, subject, .. } = chosen;
    let own = subject.as_ref().map(|own| recipient::filled(own, template, facts, language));
    let built_in = || format!("{}: {}", facts.shipper_name, recipient::subject(*notice, facts.doubt, language));
    own.filter(|own| !own.is_empty()).unwrap_or_else(built_in)
}

/// The sentences of a built-in text before the one that leads to the page: a mail has a button for that, and the brand
/// above it.
fn sentences(text: &str, facts: &Facts) -> String {
    let text = text.strip_prefix(&format!("{}: ", facts.shipper_name)).unwrap_or(text);
    let before = facts.link.as_deref().and_then(|link| text.split_once(link)).map_or(text, |(before, _)| before);
    let mut ends = before.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')).map(|(at, c)| at + c.len_utf8());
    // Dots stand within clock times and abbreviations too: what ends a sentence is followed by a blank.
    let end = ends.rfind(|end| before.get(*end..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' ')));
    let told = end.and_then(|end| before.get(..end)).unwrap_or(before).trim();
    let mut letters = told.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The text without the address of the page, which is a secret, and without the name, which is kept with the person
/// only.
fn kept(text: &str, template: &Template, facts: &Facts) -> String {
    let without = match facts.link.as_deref() {
        Some(link) => text.replace(link, &Tag::Link.to_string()),
        None => text.to_owned(),
    };
    let named = matches!(template, Template::Custom { .. });
    let Some(name) = facts.first_name.as_deref().filter(|_| named) else { return without };
    let tag = Tag::ShipperCustomerFirstName.to_string();
    [name.to_owned(), domain::sms::plain(name)].iter().fold(without, |text, name| whole_word(&text, name, &tag))
}

fn whole_word(text: &str, word: &str, instead: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(word).filter(|_| !word.is_empty()) {
        let joined = before.chars().next_back().is_some_and(char::is_alphanumeric)
            || after.chars().next().is_some_and(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if joined { word } else { instead });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::message::Text;
    use jiff::tz::TimeZone;

    const LINK: &str = "https://entregas.example/t/0123456789ABCDEFGHIJKL";

    fn facts() -> Facts {
        let mut facts = Facts::new("Loja".to_owned(), TimeZone::UTC);
        facts.first_name = Some("João".to_owned());
        facts.link = Some(LINK.to_owned());
        facts.non_delivery_reason = Some("Ninguém em casa".to_owned());
        facts
    }

    fn chosen(notice: Notice, channel: Channel, template: Template) -> Chosen {
        Chosen { notice, channel, on: true, template, subject: None }
    }

    #[test]
    fn a_mail_says_all_but_what_its_button_says() {
        fn check(notice: Notice, language: Language, expected: &str) {
            let words = Words::of(facts(), &chosen(notice, Channel::Email, Template::Standard), language, 1);
            assert_eq!(words.sent, expected);
            assert!(words.subject.unwrap().starts_with("Loja: "));
        }
        check(Notice::Delivered, Language::English, "Delivered!");
        check(Notice::NotDelivered, Language::Portuguese, "Não conseguimos entregar. Ninguém em casa.");
        check(Notice::DeliveryStarted, Language::Spanish, "El repartidor va en camino.");
    }

    #[test]
    fn a_subject_of_ones_own_stands_where_its_facts_are_known() {
        let check = |subject: Option<&str>, expected: &str| {
            let subject = subject.map(|text| Text::subject(text, Notice::NotDelivered).unwrap());
            let chosen = Chosen { subject, ..chosen(Notice::NotDelivered, Channel::Email, Template::Standard) };
            assert_eq!(Words::of(facts(), &chosen, Language::English, 1).subject.unwrap(), expected);
        };
        check(None, "Loja: We could not deliver");
        check(Some("{{ShipperName}}: {{NonDeliveryReason}}"), "Loja: Ninguém em casa.");
        check(Some("{{OrderNumber}}"), "Loja: We could not deliver");
    }

    #[test]
    fn neither_the_address_nor_the_name_is_kept() {
        let text = Text::new("{{ShipperCustomerFirstName}}: Joãozinho {{Link}}", Notice::Delivered, true).unwrap();
        for (channel, word) in [(Channel::Sms, "Joaozinho"), (Channel::Email, "Joãozinho")] {
            let chosen = chosen(Notice::Delivered, channel, Template::Custom { text: text.clone() });
            let words = Words::of(facts(), &chosen, Language::Portuguese, 1);
            assert_eq!(words.kept, format!("{{{{ShipperCustomerFirstName}}}}: {word} {{{{Link}}}}"));
            assert!(words.sent.contains(LINK));
        }
    }
}
