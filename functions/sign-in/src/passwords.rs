//! Passwords: Argon2id with the parameters of the OWASP password storage guide (19 MiB, 2 passes, 1 lane).

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::OnceLock;

/// The hash of a password, in PHC form. None when the machine has no chance to give.
pub(crate) fn hash(password: &str) -> Option<String> {
    let salt = edge::credentials::random_secret()?;
    Some(Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).ok()?.to_string())
}

/// Whether a password is the right one. Where there is nothing to compare with, the same work is done, so that the
/// time taken tells nobody which logins exist.
pub(crate) fn is_right(password: &str, kept: Option<&str>) -> bool {
    static NOBODY: OnceLock<Option<String>> = OnceLock::new();
    let stand_in = || NOBODY.get_or_init(|| hash("nobody has this password")).as_deref();
    let Some(parsed) = kept.or_else(stand_in).and_then(|text| PasswordHash::new(text).ok()) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && kept.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_that_was_chosen_is_right() {
        let kept = hash("correct horse").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is_right("correct horse", Some(&kept)));
        assert!(!is_right("Correct horse", Some(&kept)));
        assert!(!is_right("nobody has this password", None));
        assert!(!is_right("", Some("not a hash")));
    }
}
