//! What a form of the page sent.

use std::borrow::Cow;

use edge::{Problem, Request};

/// Bytes of a form.
const LARGEST: usize = 16 << 10;

/// The fields of a form.
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads the body.
    ///
    /// # Errors
    /// 413 and 415 for what no form of ours sends.
    pub(crate) fn read(request: &Request) -> Result<Self, Problem> {
        if request.body().len() > LARGEST {
            return Err(Problem::new(413, "body_too_large", "A form of this page has at most 16 KB."));
        }
        let kind = request.header("content-type").unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Problem::new(415, "not_a_form", "Send the form of the page."));
        }
        let pairs = url::form_urlencoded::parse(request.body());
        Ok(Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()))
    }

    /// A field on one line, trimmed; empty when it was not sent.
    pub(crate) fn line(&self, name: &str) -> Cow<'_, str> {
        let text = self.0.iter().find(|(present, _)| present == name).map_or("", |(_, value)| value.trim());
        if text.contains(char::is_whitespace) {
            Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// The digits of a field.
    pub(crate) fn digits(&self, name: &str) -> String {
        self.line(name).chars().filter(char::is_ascii_digit).collect()
    }
}
