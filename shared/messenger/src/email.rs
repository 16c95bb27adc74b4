use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::config::Builder;
use aws_sdk_sesv2::error::BuildError;
use aws_sdk_sesv2::operation::send_email::builders::SendEmailFluentBuilder;
use aws_sdk_sesv2::primitives::Blob;
use aws_sdk_sesv2::types::{
    AttachmentContentDisposition, Body, Content, Destination, EmailContent, Message, MessageHeader, MessageTag,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::outcome::{ANSWER, failed, once, patience};
use crate::{Outcome, Tags};

/// One e-mail to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Email {
    /// The sender's name as people read it, before the address; none leaves the bare address.
    pub from_name: Option<String>,
    /// Where it goes.
    pub to: String,
    /// Where answers go, when not to the sender.
    pub reply_to: Option<String>,
    /// Subject, one line.
    pub subject: String,
    /// The plain form.
    pub text: String,
    /// The HTML form.
    pub html: String,
    /// Files that come with it.
    pub attachments: Vec<Attachment>,
    /// How to get no more of these, for mail that one can do without.
    pub unsubscribe: Option<Unsubscribe>,
    /// What it is about.
    pub tags: Tags,
}

/// A file that comes with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its type, with parameters.
    pub content_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// How a person gets no more mail of a kind (RFC 2369 and RFC 8058).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsubscribe {
    /// Address of the page, which also takes the one-click POST of mail programs.
    pub url: String,
}

/// Never the address and the text: debug output ends in logs.
impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Email").field("tags", &self.tags).finish_non_exhaustive()
    }
}

/// Sends e-mail.
#[derive(Clone, Debug)]
pub struct EmailSender {
    client: Client,
    from: String,
    events: Option<String>,
}

impl EmailSender {
    /// Sends from the bare address `from`, which must be a verified identity of the provider.
    #[must_use]
    pub fn new(config: &SdkConfig, from: impl Into<String>) -> Self {
        Self::patient(config, from, ANSWER)
    }

    pub(crate) fn patient(config: &SdkConfig, from: impl Into<String>, answer: Duration) -> Self {
        let own = Builder::from(config).retry_config(once()).timeout_config(patience(answer)).build();
        Self { client: Client::from_conf(own), from: from.into(), events: None }
    }

    /// Has the provider report what becomes of each mail, by the configuration set of this name.
    #[must_use]
    pub fn reporting(self, events: Option<String>) -> Self {
        Self { events, ..self }
    }

    /// Sends once.
    pub async fn send(&self, email: &Email) -> Outcome {
        let request = match self.request(email) {
            Ok(request) => request,
            Err(error) => return Outcome::NotSent { why: error.to_string() },
        };
        match request.send().await {
            Ok(answer) => Outcome::Accepted { provider_id: answer.message_id.unwrap_or_default() },
            Err(error) => failed(&error),
        }
    }

    fn request(&self, email: &Email) -> Result<SendEmailFluentBuilder, BuildError> {
        let body = Body::builder().text(utf8(&email.text)?).html(utf8(&email.html)?).build();
        let mut message = Message::builder().subject(utf8(&email.subject)?).body(body);
        if let Some(unsubscribe) = &email.unsubscribe {
            message = message
                .headers(header("List-Unsubscribe", &format!("<{}>", unsubscribe.url))?)
                .headers(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")?);
        }
        for file in &email.attachments {
            let attachment = aws_sdk_sesv2::types::Attachment::builder()
                .file_name(&file.name)
                .content_type(&file.content_type)
                .content_disposition(AttachmentContentDisposition::Attachment)
                .raw_content(Blob::new(file.bytes.clone()))
                .build()?;
            message = message.attachments(attachment);
        }
        let from = email.from_name.as_deref().map_or_else(|| self.from.clone(), |name| named(name, &self.from));
        let mut request = self
            .client
            .send_email()
            .from_email_address(from)
            .set_configuration_set_name(self.events.clone())
            .destination(Destination::builder().to_addresses(&email.to).build())
            .set_reply_to_addresses(email.reply_to.clone().map(|address| vec![address]))
            .content(EmailContent::builder().simple(message.build()).build());
        for (name, value) in email.tags.pairs() {
            request = request.email_tags(MessageTag::builder().name(name).value(value).build()?);
        }
        Ok(request)
    }
}

fn utf8(text: &str) -> Result<Content, BuildError> {
    Content::builder().charset("UTF-8").data(text).build()
}

fn header(name: &str, value: &str) -> Result<MessageHeader, BuildError> {
    MessageHeader::builder().name(name).value(value).build()
}

/// A name before an address: quoted where it is plain ASCII, else in encoded words (RFC 2047), each within 75 bytes.
fn named(name: &str, address: &str) -> String {
    if name.chars().all(|c| c.is_ascii() && !c.is_ascii_control()) {
        return format!("\"{}\" <{address}>", name.replace('\\', "\\\\").replace('"', "\\\""));
    }
    let mut words = vec![String::new()];
    for c in name.chars().filter(|c| !c.is_control()) {
        if words.last().is_some_and(|word| word.len() + c.len_utf8() > 45) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    let words: Vec<String> = words.iter().map(|word| format!("=?UTF-8?B?{}?=", STANDARD.encode(word))).collect();
    format!("{} <{address}>", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_before_an_address_is_quoted_or_encoded() {
        fn check(name: &str, expected: &str) {
            assert_eq!(named(name, "a@b.example"), expected);
        }
        check("Loja", "\"Loja\" <a@b.example>");
        check("Loja \"X\" <evil@c.example>", "\"Loja \\\"X\\\" <evil@c.example>\" <a@b.example>");
        check("Pão", "=?UTF-8?B?UMOjbw==?= <a@b.example>");
        check("Loja\r\nBcc: x@c.example", "=?UTF-8?B?TG9qYUJjYzogeEBjLmV4YW1wbGU=?= <a@b.example>");
        let long = named(&"ã".repeat(100), "a@b.example");
        assert!(long.split(' ').all(|word| word.len() <= 75), "{long}");
    }
}
