//! Mails to recipients, in the colour and under the logo of the agency.

use domain::message::{Message, Notice};
use i18n::{Arg, Messages, recipient};
use maud::{DOCTYPE, Markup, html};
use messenger::{Attachment, Email, Tags, Unsubscribe};

use crate::calendar::Entry;
use crate::seen::Seen;
use crate::words::Words;

/// Colour of buttons and of the head where the agency has none.
const COLOR: &str = "#0b57d0";

/// Writes the mail of a message.
pub(crate) fn write(seen: &Seen, message: &Message, words: &Words, to: &str, tags: Tags) -> Email {
    let messages = Messages::for_language(message.language);
    let brand = words.facts.shipper_name.as_str();
    let own = |text: &str| messages.text(text, &[("brand", Arg::from(brand))]);
    let greeting =
        words.facts.first_name.as_deref().map(|name| messages.text("letter-greeting", &[("name", name.into())]));
    let agency = seen.agency.as_ref().map(|agency| &agency.facts);
    let color = agency.and_then(|agency| agency.color.as_ref());
    let choices = recipient::choices(&words.facts, message.language);
    let letter = Letter {
        language: message.language.tag(),
        brand,
        logo: words.facts.logo.as_deref(),
        color: color.map_or(COLOR, |color| color.as_str()),
        on_color: color.map_or("#ffffff", domain::register::Color::text),
        greeting,
        subject: message.subject.as_deref().unwrap_or_default(),
        text: &words.sent,
        button: own(if choices.is_empty() { "letter-follow" } else { "letter-choose" }),
        offered: own("letter-offered"),
        choices,
        url: &seen.link,
        why: own("letter-why"),
        unsubscribe: own("letter-unsubscribe"),
        unsubscribe_url: format!("{}/unsubscribe", seen.link),
        link_help: messages.text("mail-link-help", &[]),
    };
    let reply_to = seen.settings.reply_to.as_ref().or_else(|| agency.and_then(|agency| agency.email.as_ref()));
    Email {
        from_name: Some(brand.to_owned()),
        to: to.to_owned(),
        reply_to: reply_to.map(|address| address.as_str().to_owned()),
        subject: letter.subject.to_owned(),
        text: letter.plain(),
        html: letter.html(),
        attachments: entry(seen, message, &own("letter-entry")).into_iter().collect(),
        unsubscribe: Some(Unsubscribe { url: letter.unsubscribe_url }),
        tags,
    }
}

/// The booked window for the recipient's calendar, with the mail that tells of it.
fn entry(seen: &Seen, message: &Message, summary: &str) -> Option<Attachment> {
    if message.occasion.notice != Notice::Rescheduled {
        return None;
    }
    let timing = seen.timing(&message.occasion);
    let (starts, ends) = timing.window_starts.zip(timing.window_ends)?;
    let id = seen.service.value.id.to_string();
    let sequence = message.occasion.at.as_second();
    let entry = Entry { id: &id, sequence, written: message.occasion.at, starts, ends, summary, url: &seen.link };
    Some(Attachment {
        name: "entrega.ics".to_owned(),
        content_type: "text/calendar; charset=utf-8; method=PUBLISH".to_owned(),
        bytes: entry.write().into_bytes(),
    })
}

struct Letter<'a> {
    language: &'static str,
    brand: &'a str,
    logo: Option<&'a str>,
    color: &'a str,
    on_color: &'a str,
    greeting: Option<String>,
    subject: &'a str,
    text: &'a str,
    offered: String,
    choices: Vec<String>,
    button: String,
    url: &'a str,
    why: String,
    unsubscribe: String,
    unsubscribe_url: String,
    link_help: String,
}

impl Letter<'_> {
    fn plain(&self) -> String {
        let greeting = self.greeting.as_ref().map(|greeting| format!("{greeting}\n\n")).unwrap_or_default();
        let choices = if self.choices.is_empty() {
            String::new()
        } else {
            format!("{}\n{}\n\n", self.offered, self.choices.join("\n"))
        };
        let Self { text, button, url, why, unsubscribe, unsubscribe_url, brand, .. } = self;
        format!("{greeting}{text}\n\n{choices}{button}:\n{url}\n\n{brand}\n{why}\n{unsubscribe}: {unsubscribe_url}\n")
    }

    /// Mail programs drop style sheets and know tables best: styles stand on the elements, and the colours of the text
    /// are the reader's own.
    fn html(&self) -> String {
        let button = format!(
            "display:inline-block;padding:14px 24px;border-radius:8px;background:{};color:{};text-decoration:none;font-weight:600",
            self.color, self.on_color
        );
        let page = html! {
            (DOCTYPE)
            html lang=(self.language) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.subject) }
                }
                body style="margin:0;padding:0;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif" {
                    table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse" {
                        tr { td align="center" style=(format!("background:{};padding:20px 24px", self.color)) { (self.head()) } }
                        tr { td align="center" style="padding:28px 24px" {
                            table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;border-collapse:collapse" {
                                tr { td { (self.body(&button)) } }
                            }
                        } }
                    }
                }
            }
        };
        page.into_string()
    }

    fn head(&self) -> Markup {
        html! {
            @if let Some(logo) = self.logo {
                img src=(logo) alt=(self.brand) height="40" style="display:inline-block;height:40px;max-width:240px;border:0";
            } @else {
                span style=(format!("color:{};font-size:20px;font-weight:700", self.on_color)) { (self.brand) }
            }
        }
    }

    fn body(&self, button: &str) -> Markup {
        html! {
            @if let Some(greeting) = &self.greeting { p style="margin:0 0 12px" { (greeting) } }
            @for line in self.text.lines().filter(|line| !line.trim().is_empty()) {
                p style="margin:0 0 20px;font-size:18px" { (linked(line, self.url)) }
            }
            @if !self.choices.is_empty() {
                p style="margin:0 0 8px" { (self.offered) }
                ul style="margin:0 0 20px;padding-left:20px" { @for choice in &self.choices { li { (choice) } } }
            }
            p style="margin:0 0 24px" { a href=(self.url) style=(button) { (self.button) } }
            p style="margin:0 0 24px;font-size:13px" {
                (self.link_help) br;
                a href=(self.url) style="color:inherit;word-break:break-all" { (self.url) }
            }
            hr style="border:0;border-top:1px solid #8a8a8a;margin:0 0 16px";
            p style="margin:0;font-size:13px" {
                (self.why) " "
                a href=(self.unsubscribe_url) style="color:inherit" { (self.unsubscribe) }
            }
        }
    }
}

/// A line in which the page's address can be followed.
fn linked(line: &str, url: &str) -> Markup {
    match line.split_once(url) {
        Some((before, after)) => html! { (before) a href=(url) style="color:inherit" { (url) } (after) },
        None => html! { (line) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(choices: &[&str]) -> Letter<'static> {
        let messages = Messages::for_language(domain::language::Language::Portuguese);
        let own = |text: &str| messages.text(text, &[("brand", Arg::from("Doces <Lu>"))]);
        Letter {
            language: "pt-BR",
            brand: "Doces <Lu>",
            logo: None,
            color: "#7a1f5a",
            on_color: "#ffffff",
            greeting: Some("Olá, Conceição!".to_owned()),
            subject: "Doces <Lu>: Quando podemos entregar?",
            text: "Quando entregar?",
            offered: own("letter-offered"),
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
            button: own("letter-choose"),
            url: "https://entregas.example/t/0123456789ABCDEFGHIJKL",
            why: own("letter-why"),
            unsubscribe: own("letter-unsubscribe"),
            unsubscribe_url: "https://entregas.example/t/0123456789ABCDEFGHIJKL/unsubscribe".to_owned(),
            link_help: messages.text("mail-link-help", &[]),
        }
    }

    #[test]
    fn a_mail_is_in_the_colour_of_its_agency_and_takes_no_markup_from_a_name() {
        let html = letter(&["qua 25/11 manhã", "qua 25/11 tarde"]).html();
        assert!(html.contains("background:#7a1f5a") && html.contains("Doces &lt;Lu&gt;"), "{html}");
        assert!(html.contains("<li>qua 25/11 manhã</li>") && !html.contains("letter-"), "{html}");
        assert!(!letter(&[]).html().contains("<ul"));
    }

    #[test]
    fn the_plain_part_says_all_that_the_other_says() {
        let text = letter(&["qua 25/11 manhã"]).plain();
        for part in
            ["Olá, Conceição!", "Quando entregar?", "qua 25/11 manhã", "/t/0123456789ABCDEFGHIJKL\n", "/unsubscribe"]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
