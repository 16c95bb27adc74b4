//! E-mail addresses.

use email_address::{EmailAddress, Options};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An e-mail address that can receive mail over the internet, in lower case: a login is the same login however its
/// letters are typed. At most 254 characters (RFC 5321).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is not an e-mail address of at most 254 characters with a domain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address looks like name@example.com and has at most 254 characters")]
pub struct InvalidEmail;

impl Email {
    /// The address, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
        if text.len() > 254 || text.chars().any(char::is_control) {
            return Err(InvalidEmail);
        }
        EmailAddress::parse_with_options(text, options).map_err(|_| InvalidEmail)?;
        Ok(Self(text.to_lowercase()))
    }
}

impl TryFrom<String> for Email {
    type Error = InvalidEmail;

    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Never the whole address: debug output ends in logs.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(text.parse::<Email>().ok().map(String::from).as_deref(), expected, "{text}");
    }

    #[test]
    fn an_address_is_kept_in_lower_case() {
        check("Ana.Silva@Example.COM", Some("ana.silva@example.com"));
        check("ana+loja@example.com.br", Some("ana+loja@example.com.br"));
    }

    #[test]
    fn what_cannot_receive_mail_is_refused() {
        for text in [
            "",
            "ana",
            "ana@",
            "@example.com",
            "ana@localhost",
            "Ana <ana@example.com>",
            "ana@[127.0.0.1]",
            "a\n@example.com",
        ] {
            check(text, None);
        }
        check(&format!("{}@example.com", "a".repeat(250)), None);
    }
}
