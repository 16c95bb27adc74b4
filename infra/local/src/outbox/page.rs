use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, html};

use super::Entry;

/// The page's own style sheet.
pub(crate) const STYLE: &str = include_str!("style.css");

/// The outbox as a page: conversations and mails, the newest first.
pub(crate) fn page(entries: &[Entry], answered: Option<&str>) -> Markup {
    let mut conversations: BTreeMap<(&str, &str), Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.channel == "sms") {
        conversations.entry(between(entry)).or_default().push(entry);
    }
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Outbox · Entrega on this machine" }
                link rel="stylesheet" href="/_local/outbox.css";
                link rel="icon" href="data:,";
            }
            body {
                header {
                    h1 { "Outbox" }
                    p { "SMS and e-mail as their recipients would see them. Nothing leaves this machine." }
                    a href="/_local/outbox" { "Refresh" }
                }
                main {
                    @if let Some(number) = answered { p role="status" { "The answer from " (number) " has been handed in." } }
                    @if entries.is_empty() {
                        p.empty { "No message has been sent yet. Reset a password or invite a colleague, and it shows up here." }
                    }
                    @for entry in entries {
                        @if entry.channel != "sms" { (mail(entry)) }
                        @else if let Some(messages) = conversations.remove(&between(entry)) {
                            (conversation(between(entry), &messages))
                        }
                    }
                }
            }
        }
    }
}

/// The other person's number and ours.
fn between(entry: &Entry) -> (&str, &str) {
    if entry.inbound { (&entry.from, &entry.to) } else { (&entry.to, &entry.from) }
}

fn conversation((person, number): (&str, &str), newest_first: &[&Entry]) -> Markup {
    let field = format!("answer-{}", person.trim_start_matches('+'));
    html! {
        article aria-label={ "SMS with " (person) } {
            header {
                h2 { (person) }
                span.kind { "SMS" }
                @if !number.is_empty() { p { "with " (number) } }
            }
            ol {
                @for entry in newest_first.iter().rev() {
                    li.theirs[entry.inbound] {
                        p.text { (linked(&entry.text)) }
                        p.meta title=[about(entry)] { (when(entry)) }
                    }
                }
            }
            form method="post" action="/_local/outbox" {
                input type="hidden" name="from" value=(person);
                input type="hidden" name="to" value=(number);
                label for=(field) { "Answer as " (person) }
                input type="text" id=(field) name="body" placeholder="Answer" required maxlength="1600" autocomplete="off";
                button type="submit" { "Send" }
            }
        }
    }
}

fn mail(entry: &Entry) -> Markup {
    let subject = entry.subject.as_deref().unwrap_or("(no subject)");
    html! {
        article aria-label={ "E-mail to " (entry.to) } {
            header {
                h2 { (subject) }
                span.kind { "E-mail" }
                p title=[about(entry)] { "from " (entry.from) " to " (entry.to) " · " (when(entry)) }
            }
            @if entry.html.is_some() {
                iframe title={ "E-mail: " (subject) } src={ "/_local/outbox/" (entry.id) }
                    sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy" {}
                details {
                    summary { "Plain text" }
                    pre { (linked(&entry.text)) }
                }
            } @else {
                div.plain { pre { (linked(&entry.text)) } }
            }
        }
    }
}

fn when(entry: &Entry) -> Markup {
    html! { time datetime=(entry.at) { (entry.at.strftime("%Y-%m-%d %H:%M:%S UTC")) } }
}

/// The ids that an entry is about, for whoever points at it.
fn about(entry: &Entry) -> Option<String> {
    let named = |name: &str, id: &Option<String>| id.as_ref().map(|id| format!("{name} {id}"));
    let ids = [named("service", &entry.service), named("event", &entry.event)];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(", "))
}

/// Text with its web addresses to tap on, as telephones show it.
fn linked(text: &str) -> Markup {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(place) = [rest.find("http://"), rest.find("https://")].into_iter().flatten().min() {
        let (before, found) = rest.split_at(place);
        let end = found.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(found.len());
        let address = found.get(..end).unwrap_or(found).trim_end_matches(['.', ',', ')', ';', '!']);
        parts.push((before, Some(address)));
        rest = found.get(address.len()..).unwrap_or_default();
    }
    html! {
        @for (before, address) in parts {
            (before)
            @if let Some(address) = address { a href=(address) target="_blank" rel="noopener noreferrer" { (address) } }
        }
        (rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn web_addresses_can_be_tapped_and_nothing_is_taken_for_markup() {
        for (text, markup) in [
            ("a <b>", "a &lt;b&gt;"),
            (
                "Track: https://e.example/x. Bye",
                "Track: <a href=\"https://e.example/x\" target=\"_blank\" rel=\"noopener noreferrer\">https://e.example/x</a>. Bye",
            ),
        ] {
            assert_eq!(linked(text).into_string(), markup);
        }
    }

    #[test]
    fn an_answer_stands_in_the_conversation_it_belongs_to() {
        let sent = Entry { from: "+2".into(), ..Entry::sms("+1", "hello", Timestamp::UNIX_EPOCH) };
        let answer = Entry { from: "+1".into(), inbound: true, ..Entry::sms("+2", "yes", Timestamp::UNIX_EPOCH) };
        let shown = page(&[answer, sent], None).into_string();
        assert_eq!(shown.matches("<article").count(), 1);
        assert!(shown.find("hello").unwrap() < shown.find("yes").unwrap());
    }
}
