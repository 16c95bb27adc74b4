use domain::account::{Account, User};
use i18n::{Arg, Messages};
use jiff::SignedDuration;
use maud::html;
use messenger::{Email, Tags};

use crate::layout::{COLOR, Layout, ON_COLOR, Part};
use crate::notice::Notice;

/// Who writes to those who sign in.
const PRODUCT: &str = "Entrega";

/// An e-mail, written and not yet addressed to a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    from_name: String,
    to: String,
    subject: String,
    text: String,
    html: String,
}

impl Letter {
    /// Writes to a user in the user's language. The link at `url` works for `valid_for` from now on.
    pub(crate) fn write(notice: &Notice, user: &User, account: &Account, url: &str, valid_for: SignedDuration) -> Self {
        let messages = Messages::for_language(user.language);
        let args = [("name", Arg::from(user.name.as_str())), ("account", Arg::from(account.name.as_str()))];
        let text_of = |part: &str| messages.text(&format!("{}-{part}", notice.texts()), &args);
        let parts = Parts {
            language: user.language.tag(),
            heading: text_of("heading"),
            body: text_of("body"),
            button: text_of("button"),
            url,
            valid_for: validity(messages, hours(valid_for)),
            not_asked: messages.text("mail-not-asked", &[]),
            link_help: messages.text("mail-link-help", &[]),
        };
        Self {
            from_name: account.name.as_str().to_owned(),
            to: user.email.as_str().to_owned(),
            subject: text_of("subject"),
            text: parts.plain(),
            html: parts.html(),
        }
    }

    /// Tells a manager that nothing more is sent to a webhook at `receiver`; `why` is `gone` or `failing`.
    pub(crate) fn webhook_off(user: &User, account: &Account, receiver: &str, why: &str, public_url: &str) -> Self {
        let messages = Messages::for_language(user.language);
        let args = [
            ("name", Arg::from(user.name.as_str())),
            ("account", Arg::from(account.name.as_str())),
            ("receiver", Arg::from(receiver)),
        ];
        let text_of = |part: &str| messages.text(&format!("webhook-off-{part}"), &args);
        let parts = Parts {
            language: user.language.tag(),
            heading: text_of("heading"),
            body: text_of(if why == "gone" { "gone" } else { "failing" }),
            button: text_of("button"),
            url: public_url,
            valid_for: text_of("kept"),
            not_asked: text_of("on-again"),
            link_help: messages.text("mail-link-help", &[]),
        };
        Self {
            from_name: account.name.as_str().to_owned(),
            to: user.email.as_str().to_owned(),
            subject: text_of("subject"),
            text: parts.plain(),
            html: parts.html(),
        }
    }

    /// Hands it to the messenger. It can be answered by no one and needs no way to unsubscribe: its reader asked for
    /// it, or is invited once.
    pub(crate) fn into_email(self, tags: Tags) -> Email {
        Email {
            from_name: Some(self.from_name),
            to: self.to,
            reply_to: None,
            subject: self.subject,
            text: self.text,
            html: self.html,
            attachments: Vec::new(),
            unsubscribe: None,
            tags,
        }
    }
}

/// Two days and more are told in begun days.
fn validity(messages: &Messages, hours: u32) -> String {
    match hours {
        48.. => messages.text("mail-valid-for-days", &[("days", Arg::Count(hours.div_ceil(24)))]),
        _ => messages.text("mail-valid-for", &[("hours", Arg::Count(hours))]),
    }
}

/// Begun hours count: a link that works for 71 h 59 min was made for 72 hours a minute ago.
fn hours(valid_for: SignedDuration) -> u32 {
    u32::try_from(valid_for.as_secs().max(0).saturating_add(3599) / 3600).unwrap_or(u32::MAX).max(1)
}

struct Parts<'a> {
    language: &'static str,
    heading: String,
    body: String,
    button: String,
    url: &'a str,
    valid_for: String,
    not_asked: String,
    link_help: String,
}

impl Parts<'_> {
    fn plain(&self) -> String {
        let Self { heading, body, button, url, valid_for, not_asked, .. } = self;
        format!("{heading}\n\n{body}\n\n{button}:\n{url}\n\n{valid_for}\n\n{not_asked}\n")
    }

    fn html(&self) -> String {
        let layout = Layout {
            language: self.language,
            subject: &self.heading,
            brand: PRODUCT,
            logo: None,
            color: COLOR,
            on_color: ON_COLOR,
            parts: vec![
                Part::Told(html! { (self.heading) }),
                Part::Sentence(&self.body),
                Part::Button(&self.button, self.url),
                Part::Sentence(&self.valid_for),
                Part::Address(&self.link_help, self.url),
            ],
            foot: html! { (self.not_asked) },
        };
        layout.html()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::tests::event;
    use domain::access::Role;
    use domain::account::Name;
    use domain::currency::Currency;
    use domain::event::EventKind;
    use domain::language::Language;

    const URL: &str = "https://entrega.example/invitations/0123456789ABCDEFGHIJKL";

    fn letter(kind: EventKind, language: Language) -> Letter {
        let at = "2026-11-21T20:06:43Z".parse().unwrap();
        let event = event(kind);
        let user = User {
            id: event.subject.parse().unwrap(),
            email: "ana@example.com".parse().unwrap(),
            name: Name::new("Ana <b>").unwrap(),
            role: Role::Operator,
            reach: domain::visibility::Reach::default(),
            language,
            active: true,
            created_at: at,
        };
        let account = Account {
            id: event.account,
            name: Name::new("Loja & Cia").unwrap(),
            time_zone: "America/Sao_Paulo".to_owned(),
            currency: Currency::BRL,
            language: Language::Portuguese,
            country: None,
            created_at: at,
        };
        let notice = Notice::of(&event).unwrap().unwrap();
        Letter::write(&notice, &user, &account, URL, SignedDuration::from_mins(60 * 72 - 1))
    }

    #[test]
    fn a_letter_is_in_the_language_of_its_reader() {
        fn check(kind: EventKind, language: Language, subject: &str, button: &str) {
            let letter = letter(kind, language);
            assert_eq!(letter.subject, subject);
            for text in [&letter.text, &letter.html] {
                assert!(text.contains(button) && text.contains(URL) && text.contains("3 d"), "{text}");
                assert!(!text.contains("mail-") && !text.contains("{$"), "a message is missing in {text}");
            }
            assert!(letter.html.starts_with("<!doctype html>"), "not laid out: {}", letter.html);
        }
        use EventKind::{PasswordResetRequested, UserInvited};
        use Language::{English, Portuguese, Spanish};
        check(UserInvited, Portuguese, "Loja & Cia convidou você para a Entrega", "Escolher minha senha");
        check(UserInvited, Spanish, "Loja & Cia le invita a Entrega", "Elegir mi contraseña");
        check(UserInvited, English, "Loja & Cia invites you to Entrega", "Choose my password");
        check(PasswordResetRequested, Portuguese, "Nova senha para a Entrega", "Escolher nova senha");
        check(PasswordResetRequested, Spanish, "Nueva contraseña para Entrega", "Elegir nueva contraseña");
        check(PasswordResetRequested, English, "A new password for Entrega", "Choose a new password");
    }

    #[test]
    fn a_name_cannot_write_html() {
        let letter = letter(EventKind::UserInvited, Language::English);
        assert!(letter.html.contains("Ana &lt;b&gt;") && letter.html.contains("Loja &amp; Cia"), "{}", letter.html);
        assert!(letter.text.contains("Ana <b>"), "{}", letter.text);
    }

    #[test]
    fn a_long_validity_is_told_in_days() {
        fn check(hours: u32, expected: &str) {
            let told = validity(Messages::for_language(Language::English), hours);
            assert!(told.ends_with(expected), "{told}");
        }
        check(1, "1 hour.");
        check(47, "47 hours.");
        check(48, "2 days.");
        check(167, "7 days.");
    }

    #[test]
    fn begun_hours_count() {
        fn check(minutes: i64, expected: u32) {
            assert_eq!(hours(SignedDuration::from_mins(minutes)), expected, "{minutes} min");
        }
        check(60, 1);
        check(61, 2);
        check(59, 1);
        check(-5, 1);
        check(72 * 60, 72);
    }
}
