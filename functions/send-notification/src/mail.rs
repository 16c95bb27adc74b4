//! Mails to recipients, in the colour and under the logo of the agency.

use domain::message::Message;
use i18n::{Arg, Messages, recipient};
use maud::{Markup, html};
use messenger::{Attachment, Email, Tags, Unsubscribe};

use crate::calendar::{Change, Entry};
use crate::layout::{COLOR, Layout, ON_COLOR, Part, attribute};
use crate::seen::Seen;
use crate::words::Words;

/// Writes the mail of a message.
pub(crate) fn write(seen: &Seen, message: &Message, words: &Words, (from, to): (&str, &str), tags: Tags) -> Email {
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
        on_color: color.map_or(ON_COLOR, domain::register::Color::text),
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
        attachments: entry(seen, message, &own("letter-entry"), (brand, from)).into_iter().collect(),
        unsubscribe: Some(Unsubscribe { url: letter.unsubscribe_url }),
        tags,
    }
}

/// What a mail does to the recipient's calendar: it brings the window that was booked, or takes out the one that is not
/// to be any more.
fn entry(seen: &Seen, message: &Message, summary: &str, organizer: (&str, &str)) -> Option<Attachment> {
    let Change { method, window, sequence } = seen.change.as_ref()?;
    let (starts, ends) = (seen.instant(window.date(), window.start())?, seen.instant(window.date(), window.end())?);
    let (id, written, sequence) = (seen.service.value.id.to_string(), message.occasion.at, *sequence);
    let entry =
        Entry { method: *method, id: &id, sequence, written, starts, ends, summary, url: &seen.link, organizer };
    Some(Attachment {
        name: "entrega.ics".to_owned(),
        content_type: format!("text/calendar; charset=utf-8; method={}", method.name()),
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

    fn html(&self) -> String {
        let lines = self.text.lines().filter(|line| !line.trim().is_empty());
        let greeting = self.greeting.as_deref().map(Part::Greeting);
        let told = lines.map(|line| Part::Told(linked(line, self.url)));
        let choices = (!self.choices.is_empty()).then(|| [Part::Sentence(&self.offered), Part::List(&self.choices)]);
        let button = [Part::Button(&self.button, self.url), Part::Address(&self.link_help, self.url)];
        let layout = Layout {
            language: self.language,
            subject: self.subject,
            brand: self.brand,
            logo: self.logo,
            color: self.color,
            on_color: self.on_color,
            parts: greeting.into_iter().chain(told).chain(choices.into_iter().flatten()).chain(button).collect(),
            foot: html! {
                (self.why) " "
                a href=(attribute(&self.unsubscribe_url)) style="color:#56565e" { (self.unsubscribe) }
            },
        };
        layout.html()
    }
}

/// A line in which the page's address can be followed.
fn linked(line: &str, url: &str) -> Markup {
    match line.split_once(url) {
        Some((before, after)) => html! { (before) a href=(attribute(url)) style="color:inherit" { (url) } (after) },
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
        assert!(html.contains(">qua 25/11 manhã</li>") && !html.contains("letter-"), "{html}");
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
