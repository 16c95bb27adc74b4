//! What every page has around it: head, brand, languages, and what browsers may do with it.

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use domain::language::Language;
use domain::phone::Phone;
use domain::register::Color;
use edge::{Env, Reply};
use flate2::Compression;
use flate2::write::GzEncoder;
use i18n::Messages;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::io::{self, Write as _};

use crate::map::STREETS;
use crate::scene::Scene;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("page.js");
/// Of a brand without a colour of its own.
const PLAIN: &str = "#14201e";

/// Whose page it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Brand<'a> {
    pub(crate) name: &'a str,
    pub(crate) logo: Option<&'a str>,
    pub(crate) color: Option<&'a Color>,
    pub(crate) phone: Option<&'a str>,
    pub(crate) email: Option<&'a str>,
    pub(crate) site: Option<&'a str>,
}

impl<'a> Brand<'a> {
    /// The one that the recipient knows.
    pub(crate) fn of(scene: &'a Scene) -> Self {
        let agency = scene.agency.as_ref().map(|agency| &agency.facts);
        Self {
            name: scene.brand(),
            logo: agency.and_then(|agency| agency.logo.as_ref()).map(|logo| logo.as_str()),
            color: agency.and_then(|agency| agency.color.as_ref()),
            phone: agency.and_then(|agency| agency.phone.as_ref()).map(|phone| phone.as_str()),
            email: agency.and_then(|agency| agency.email.as_ref()).map(|email| email.as_str()),
            site: agency.and_then(|agency| agency.site.as_ref()).map(|site| site.as_str()),
        }
    }

    /// Where it can be reached; nothing when it says nothing of it.
    pub(crate) fn contact(&self, messages: &Messages) -> Markup {
        if self.phone.or(self.email).or(self.site).is_none() {
            return html! {};
        }
        html! {
            p {
                (messages.text("track-contact", &[("brand", self.name.into())])) " "
                @if let Some(phone) = self.phone { a href={ "tel:" (phone) } { (spoken(phone)) } " " }
                @if let Some(email) = self.email { a href={ "mailto:" (email) } { (email) } " " }
                @if let Some(site) = self.site { a href=(site) rel="noreferrer noopener" { (messages.text("track-site", &[])) } }
            }
        }
    }
}

fn spoken(phone: &str) -> String {
    Phone::new(None, phone).map_or_else(|_| phone.to_owned(), |phone| phone.spoken())
}

/// A page to be put into its frame.
pub(crate) struct Framed<'a> {
    pub(crate) language: Language,
    pub(crate) title: &'a str,
    pub(crate) brand: Brand<'a>,
    pub(crate) main: Markup,
    /// The tag by which the page looks for changes of itself; none for one that does not change.
    pub(crate) tag: Option<&'a str>,
    /// The address of this page without a language, where it can be chosen.
    pub(crate) path: Option<&'a str>,
    /// The address that it looks for changes at, where it is not the one it was loaded from.
    pub(crate) own: Option<&'a str>,
    /// Where pictures come from beside its own address, each with a space before it.
    pub(crate) pictures: &'a str,
    /// Where a map of streets comes from, of a page with one.
    pub(crate) streets: Option<&'a str>,
    /// The browser takes it packed.
    pub(crate) packed: bool,
}

impl Framed<'_> {
    /// The page as an answer.
    pub(crate) fn reply(&self, status: u16) -> Reply {
        let (color, ink) = self.brand.color.map_or((PLAIN, "#ffffff"), |color| (color.as_str(), color.text()));
        let style =
            format!("{STYLE}:root{{--brand:{color};--brand-ink:{ink};--mark:light-dark({})}}", marks(self.brand.color));
        let script = self.tag.map(|_| SCRIPT);
        let policy = policy(&style, script, self.brand.logo, self.pictures, self.streets);
        let page = self.html(&style, script, &mark(&policy));
        let page = page.into_string();
        let packed = if self.packed { pack(&page).ok() } else { None };
        let encoding = packed.as_ref().map(|_| "gzip");
        let body = packed.map_or_else(|| Bytes::from(page), Bytes::from);
        let reply = Reply::bytes(status, "text/html; charset=utf-8", body)
            .with_header("content-security-policy", &policy)
            .with_header("content-language", self.language.tag())
            .with_header("cache-control", "private, no-cache")
            .with_header("vary", "accept-encoding, accept-language, cookie")
            .with_header("x-robots-tag", "noindex, nofollow, noarchive");
        let named = [("content-encoding", encoding), ("etag", self.tag)];
        named
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .fold(reply, |reply, (name, value)| reply.with_header(name, value))
    }

    fn html(&self, style: &str, script: Option<&str>, policy: &str) -> Markup {
        let messages = Messages::for_language(self.language);
        html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex, nofollow";
                    meta name="referrer" content="no-referrer";
                    meta name="format-detection" content="telephone=no";
                    title { (self.title) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(style)) }
                }
                body data-tag=[self.tag] data-policy=[self.tag.map(|_| policy)] data-own=[self.own] {
                    header.top {
                        div {
                            @if let Some(logo) = self.brand.logo { img src=(logo) alt="" referrerpolicy="no-referrer"; }
                            p { (self.brand.name) }
                        }
                    }
                    (self.main)
                    footer {
                        (self.brand.contact(messages))
                        @if let Some(path) = self.path {
                            nav aria-label=(messages.text("track-language", &[])) {
                                @for (language, name) in Language::ALL.into_iter().zip(["Português", "Español", "English"]) {
                                    @if language == self.language { span aria-current="true" lang=(language.tag()) { (name) } }
                                    @else { a href={ (path) "?lang=" (language.tag()) } hreflang=(language.tag()) lang=(language.tag()) { (name) } }
                                }
                            }
                        }
                    }
                    @if let Some(script) = script { script { (PreEscaped(script)) } }
                    @if self.streets.is_some() { script type="module" src=(STREETS) {} }
                }
            }
        }
    }
}

/// A page as browsers take it: the gateway packs nothing, and most of a page is the same words again.
fn pack(page: &str) -> io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(page.as_bytes())?;
    packer.finish()
}

/// What a policy is recognised by: a page whose next state may do what this one may not is loaded anew.
fn mark(policy: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(policy.as_bytes())).chars().take(8).collect()
}

/// The brand's colour where it is seen as a mark, on light and on dark: its own where it stands out there.
fn marks(color: Option<&Color>) -> String {
    let (light, dark) = match color {
        Some(color) if color.text() == "#ffffff" => (color.as_str(), "#dfe7e4"),
        Some(color) => ("#14201e", color.as_str()),
        None => ("#14201e", "#dfe7e4"),
    };
    format!("{light},{dark}")
}

/// Only what stands in the page itself, its own address, and the picture of the brand.
fn policy(style: &str, script: Option<&str>, logo: Option<&str>, pictures: &str, streets: Option<&str>) -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())));
    let script = script.map_or_else(|| "'none'".to_owned(), hash);
    let logo = logo.and_then(origin).map(|origin| format!(" {origin}")).unwrap_or_default();
    // A map of streets is drawn by scripts and styles of our own address, with what its host answers.
    let (own, host) = streets.map_or(("", String::new()), |host| (" 'self'", format!(" {host}; worker-src 'self'")));
    format!(
        "default-src 'none'; style-src {}{own}; script-src {script}{own}; connect-src 'self'{host}; img-src 'self' data:{logo}{pictures}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        hash(style)
    )
}

/// Where pictures come from: the hosts of the bucket, each with a space before it, as a policy names them.
pub(crate) fn pictures(env: &Env, bucket: &str) -> String {
    match (env.get("AWS_ENDPOINT_URL_S3").or_else(|| env.get("AWS_ENDPOINT_URL")), env.get("AWS_REGION")) {
        (Some(endpoint), _) => {
            url::Url::parse(endpoint).map(|url| format!(" {}", url.origin().ascii_serialization())).unwrap_or_default()
        }
        (None, Some(region)) => {
            format!(" https://{bucket}.s3.{region}.amazonaws.com https://{bucket}.s3.amazonaws.com")
        }
        (None, None) => String::new(),
    }
}

/// The origin of a map of streets, as a policy names it.
pub(crate) fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.origin().ascii_serialization())
}

/// The origin of a picture, as a policy names it.
pub(crate) fn origin(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    (url.scheme() == "https").then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_do_nothing_but_what_stands_in_it() {
        let policy = policy(
            "a{}",
            Some("1"),
            Some("https://cdn.example/logo.svg?x=;script-src"),
            " https://files.example",
            None,
        );
        assert!(!policy.contains("unsafe") && policy.starts_with("default-src 'none'"), "{policy}");
        assert!(policy.contains("img-src 'self' data: https://cdn.example https://files.example;"), "{policy}");
        assert!(policy.contains("script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='"), "{policy}");
    }
}
