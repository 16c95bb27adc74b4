use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::{Zeroize, Zeroizing};

/// The keys of a deployment, each for one use only.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Signs the access tokens of users.
    pub jwt: Secret,
    /// Hashes API keys: what is stored cannot be guessed without it.
    pub pepper: Secret,
    /// Seals the cursors of lists.
    pub cursor: Secret,
    /// Derives the tokens of links from their identifiers.
    pub link: Secret,
}

/// 32 secret bytes. They are never written anywhere and are wiped when dropped.
#[derive(Clone)]
pub struct Secret(Box<[u8; 32]>);

impl Secret {
    /// Holds 32 bytes that came from a good source of chance.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Box::new(bytes))
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Reads 32 bytes in base64; `None` when `text` is anything else.
    pub(crate) fn from_base64(text: &str) -> Option<Self> {
        let decoded = Zeroizing::new(STANDARD.decode(text.trim()).ok()?);
        Some(Self::new(decoded.as_slice().try_into().ok()?))
    }

    /// 32 bytes from the operating system's source of chance, in base64.
    pub(crate) fn fresh() -> Result<Zeroizing<String>, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut_slice())?;
        Ok(Zeroizing::new(STANDARD.encode(bytes.as_slice())))
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_32_bytes_in_base64_are_a_secret() {
        fn check(text: &str, readable: bool) {
            assert_eq!(Secret::from_base64(text).is_some(), readable, "{text}");
        }
        check(&STANDARD.encode([7; 32]), true);
        check(&format!("{}\n", STANDARD.encode([7; 32])), true);
        check(&STANDARD.encode([7; 31]), false);
        check(&STANDARD.encode([7; 33]), false);
        check("not base64", false);
        check("", false);
    }

    #[test]
    fn a_fresh_secret_is_readable_and_never_the_same() {
        let (one, other) = (Secret::fresh().unwrap(), Secret::fresh().unwrap());
        assert!(Secret::from_base64(&one).is_some());
        assert_ne!(*one, *other);
    }

    #[test]
    fn debug_output_shows_no_content() {
        assert_eq!(format!("{:?}", Secret::new([65; 32])), "Secret(…)");
    }
}
