//! The one layout of all mails, in MJML: a head in the colour of the sender, a card with what is told, and below it why
//! the mail comes. Written as MJML because mail programs agree on little else than old tables, which it becomes.

use maud::{Markup, PreEscaped, html};
use mrml::prelude::render::RenderOptions;
use std::collections::HashMap;

/// Colour of the head and of buttons where the sender has none.
pub(crate) const COLOR: &str = "#0b57d0";
/// What is readable on it.
pub(crate) const ON_COLOR: &str = "#ffffff";

const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const INK: &str = "#1b1b1f";
const QUIET: &str = "#56565e";

/// A mail as it is laid out.
pub(crate) struct Layout<'a> {
    pub(crate) language: &'static str,
    pub(crate) subject: &'a str,
    pub(crate) brand: &'a str,
    pub(crate) logo: Option<&'a str>,
    pub(crate) color: &'a str,
    pub(crate) on_color: &'a str,
    pub(crate) parts: Vec<Part<'a>>,
    /// Below the card.
    pub(crate) foot: Markup,
}

/// A part of the card.
pub(crate) enum Part<'a> {
    /// What it begins with.
    Greeting(&'a str),
    /// What it is about, larger than the rest.
    Told(Markup),
    /// A sentence.
    Sentence(&'a str),
    /// Lines that belong together.
    List(&'a [String]),
    /// What is to be pressed, and where it leads to.
    Button(&'a str, &'a str),
    /// An address for those whose button does not open.
    Address(&'a str, &'a str),
}

impl Layout<'_> {
    /// The HTML form.
    pub(crate) fn html(&self) -> String {
        let options = RenderOptions { disable_comments: false, social_icon_origin: None, fonts: HashMap::new() };
        let rendered = mrml::parse(self.mjml()).ok().and_then(|parsed| parsed.element.render(&options).ok());
        // Everything that is filled in is escaped, so that this does not happen; if it does, the mail is plain.
        rendered.unwrap_or_else(|| {
            tracing::error!("a mail cannot be laid out");
            html! { html lang=(self.language) { body { @for part in &self.parts { (part.bare()) } (self.foot) } } }
                .into_string()
        })
    }

    fn mjml(&self) -> String {
        let body = html! {
            mjml lang=(self.language) {
                mj-head {
                    mj-title { (self.subject) }
                    mj-attributes {
                        mj-all font-family=(FONT) {}
                        mj-text font-size="16px" line-height="1.5" color=(INK) padding="0 0 16px" {}
                        mj-section padding="0" {}
                        mj-column padding="0" {}
                    }
                    mj-raw {
                        (PreEscaped("<meta name=\"color-scheme\" content=\"light\" /><meta name=\"supported-color-schemes\" content=\"light\" />"))
                    }
                }
                mj-body background-color="#f1f2f4" width="560px" {
                    mj-section background-color=(self.color) padding="20px 24px" { mj-column { (self.head()) } }
                    mj-section background-color="#ffffff" padding="28px 24px 12px" {
                        mj-column { @for part in &self.parts { (part.mjml(self)) } }
                    }
                    mj-section padding="20px 24px 28px" {
                        mj-column { mj-text font-size="13px" color=(QUIET) padding="0" align="center" { (self.foot) } }
                    }
                }
            }
        };
        body.into_string()
    }

    fn head(&self) -> Markup {
        html! {
            @if let Some(logo) = self.logo {
                mj-image src=(attribute(logo)) alt=(attribute(self.brand)) height="40px" padding="0" align="center" font-size="20px" color=(self.on_color) {}
            } @else {
                mj-text align="center" font-size="20px" font-weight="700" color=(self.on_color) padding="0" { (self.brand) }
            }
        }
    }
}

impl Part<'_> {
    fn mjml(&self, layout: &Layout<'_>) -> Markup {
        html! {
            @match self {
                Self::Greeting(text) => mj-text padding="0 0 8px" { (text) },
                Self::Told(text) => mj-text font-size="19px" line-height="1.4" padding="0 0 20px" { (text) },
                Self::Sentence(text) => mj-text { (text) },
                Self::List(lines) => mj-text padding="0 0 20px" {
                    ul style="margin:0;padding:0 0 0 20px" { @for line in *lines { li style="padding:2px 0" { (line) } } }
                },
                Self::Button(text, url) => mj-button href=(attribute(url)) background-color=(layout.color) color=(layout.on_color) border-radius="8px" font-size="16px" font-weight="600" inner-padding="14px 26px" padding="4px 0 20px" align="left" { (text) },
                Self::Address(text, url) => mj-text font-size="13px" color=(QUIET) {
                    (text) (PreEscaped("<br />")) a href=(attribute(url)) style="color:#56565e;word-break:break-all" { (url) }
                },
            }
        }
    }

    fn bare(&self) -> Markup {
        html! {
            @match self {
                Self::Greeting(text) | Self::Sentence(text) => p { (text) },
                Self::Told(text) => p { (text) },
                Self::List(lines) => ul { @for line in *lines { li { (line) } } },
                Self::Button(text, url) | Self::Address(text, url) => p { a href=(url) { (text) } },
            }
        }
    }
}

/// What fills an attribute: all but plain letters, digits and a few marks as character references, for the attributes
/// of MJML are written out as they stand but for what a programmer would escape.
pub(crate) fn attribute(text: &str) -> PreEscaped<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || " /:.-_?=#%".contains(c);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if plain(c) {
            out.push(c);
        } else {
            out.push_str(&format!("&#{};", u32::from(c)));
        }
    }
    PreEscaped(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fills_an_attribute_as_it_is_written() {
        let brand = "Doces \\ \"Lu\" & Irma\u{303} <>\u{200b}ç";
        let layout = Layout {
            language: "pt-BR",
            subject: "",
            brand,
            logo: Some("https://casa.example/logo.png?a=1&b=\"2\""),
            color: COLOR,
            on_color: ON_COLOR,
            parts: vec![Part::Button("Ver", "https://entregas.example/t/x")],
            foot: html! {},
        };
        let written = layout.html();
        let alt = "alt=\"Doces &#92; &#34;Lu&#34; &#38; Irma&#771; &#60;&#62;&#8203;&#231;\"";
        assert!(written.contains(alt), "{written}");
        assert!(written.contains("logo.png?a=1&#38;b=&#34;2&#34;") && !written.contains("u{"), "{written}");
        assert!(written.contains("href=\"https://entregas.example/t/x\""), "{written}");
    }
}
