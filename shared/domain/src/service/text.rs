//! A line of text that somebody wrote.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A line of text: 1 to `LONGEST` characters, none of them a control character, trimmed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const LONGEST: usize>(String);

/// A text is empty, too long or holds control characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a text here has 1 to {longest} characters, none of them a control character")]
pub struct InvalidText {
    longest: usize,
}

impl<const LONGEST: usize> Text<LONGEST> {
    /// Takes over a text.
    ///
    /// # Errors
    /// [`InvalidText`] when nothing is left after trimming, it is too long or holds a control character.
    pub fn new(text: &str) -> Result<Self, InvalidText> {
        let text = text.trim();
        let fits = (1..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidText { longest: LONGEST }) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const LONGEST: usize> TryFrom<String> for Text<LONGEST> {
    type Error = InvalidText;

    fn try_from(text: String) -> Result<Self, InvalidText> {
        Self::new(&text)
    }
}

impl<const LONGEST: usize> From<Text<LONGEST>> for String {
    fn from(text: Text<LONGEST>) -> Self {
        text.0
    }
}

impl<const LONGEST: usize> fmt::Display for Text<LONGEST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
