use std::sync::LazyLock;

use domain::language::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

/// The messages of one language.
pub struct Messages {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// A value within a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Text, as it is to be read.
    Text(&'a str),
    /// A count, which chooses between singular and plural.
    Count(u32),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Arg<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count)
    }
}

static PORTUGUESE: LazyLock<Messages> = LazyLock::new(|| {
    Messages::new(
        Language::Portuguese,
        langid!("pt-BR"),
        [
            include_str!("../messages/pt-BR/mail.ftl"),
            include_str!("../messages/pt-BR/freight.ftl"),
            include_str!("../messages/pt-BR/recipient.ftl"),
            include_str!("../messages/pt-BR/track.ftl"),
        ],
    )
});
static SPANISH: LazyLock<Messages> = LazyLock::new(|| {
    Messages::new(
        Language::Spanish,
        langid!("es"),
        [
            include_str!("../messages/es/mail.ftl"),
            include_str!("../messages/es/freight.ftl"),
            include_str!("../messages/es/recipient.ftl"),
            include_str!("../messages/es/track.ftl"),
        ],
    )
});
static ENGLISH: LazyLock<Messages> = LazyLock::new(|| {
    Messages::new(
        Language::English,
        langid!("en"),
        [
            include_str!("../messages/en/mail.ftl"),
            include_str!("../messages/en/freight.ftl"),
            include_str!("../messages/en/recipient.ftl"),
            include_str!("../messages/en/track.ftl"),
        ],
    )
});

impl Messages {
    /// The messages of a language. They are read once, when first asked for.
    #[must_use]
    pub fn for_language(language: Language) -> &'static Self {
        match language {
            Language::Portuguese => &PORTUGUESE,
            Language::Spanish => &SPANISH,
            Language::English => &ENGLISH,
        }
    }

    fn new(language: Language, tag: LanguageIdentifier, files: [&str; 4]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The marks would be charged in SMS and shown by some mail programs; our texts run in one direction.
        bundle.set_use_isolating(false);
        for file in files {
            // What can be read of a damaged file is used; the test of agreement finds the damage.
            let resource = FluentResource::try_new(file.into()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// A message, filled in. A key without a message comes back as it is.
    #[must_use]
    pub fn text(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.into();
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(
                *name,
                match arg {
                    Arg::Text(text) => FluentValue::from(*text),
                    Arg::Count(count) => FluentValue::from(*count),
                },
            );
        }
        self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// Whether there is a message under a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages").field("language", &self.language).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_filled_in_without_marks() {
        fn check(language: Language, expected: &str) {
            let args = [("account", Arg::from("Loja <X>"))];
            assert_eq!(Messages::for_language(language).text("invitation-subject", &args), expected);
        }
        check(Language::Portuguese, "Loja <X> convidou você para a Entrega");
        check(Language::Spanish, "Loja <X> le invita a Entrega");
        check(Language::English, "Loja <X> invites you to Entrega");
    }

    #[test]
    fn a_count_chooses_the_form() {
        fn check(language: Language, hours: u32, expected: &str) {
            let text = Messages::for_language(language).text("mail-valid-for", &[("hours", hours.into())]);
            assert!(text.contains(expected), "{text}");
        }
        check(Language::Portuguese, 1, "1 hora.");
        check(Language::Portuguese, 72, "72 horas.");
        check(Language::English, 1, "1 hour.");
        check(Language::Spanish, 2, "2 horas.");
    }

    #[test]
    fn a_key_without_a_message_comes_back() {
        assert_eq!(Messages::for_language(Language::English).text("no-such-key", &[]), "no-such-key");
        assert!(!Messages::for_language(Language::English).has("no-such-key"));
    }
}
