//! Signatures by Standard Webhooks (<https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>),
//! symmetric: HMAC-SHA-256 over identifier, time and body.

use base64::{Engine, prelude::BASE64_STANDARD};
use domain::webhook::SigningSecret;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const PREFIX: &str = "whsec_";

/// A secret from 32 bytes of the system's source of chance; none when it gives none.
pub(crate) fn fresh_secret() -> Option<SigningSecret> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(SigningSecret::new(format!("{PREFIX}{}", BASE64_STANDARD.encode(bytes))))
}

/// The header `webhook-signature`: one signature for each secret, so that a receiver may know either.
pub(crate) fn signatures(secrets: &[&SigningSecret], id: &str, seconds: i64, body: &[u8]) -> String {
    let signed = secrets.iter().filter_map(|secret| signature(secret, id, seconds, body));
    signed.collect::<Vec<_>>().join(" ")
}

fn signature(secret: &SigningSecret, id: &str, seconds: i64, body: &[u8]) -> Option<String> {
    let key = BASE64_STANDARD.decode(secret.reveal().strip_prefix(PREFIX)?).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
    mac.update(format!("{id}.{seconds}.").as_bytes());
    mac.update(body);
    Some(format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_the_one_that_the_specification_prints() {
        let secret = SigningSecret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned());
        let (id, seconds, body) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#);
        let expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signatures(&[&secret], id, seconds, body), expected);
        let own = standardwebhooks::Webhook::new(secret.reveal()).unwrap();
        assert_eq!(own.sign(id, seconds, body).unwrap(), expected);
    }

    #[test]
    fn another_implementation_agrees_with_each_of_two_secrets() {
        let (new, old) = (fresh_secret().unwrap(), fresh_secret().unwrap());
        let signed = signatures(&[&new, &old], "id", 1_800_000_000, b"{}");
        for (secret, signature) in [&new, &old].into_iter().zip(signed.split(' ')) {
            let other = standardwebhooks::Webhook::new(secret.reveal()).unwrap();
            assert_eq!(other.sign("id", 1_800_000_000, b"{}").unwrap(), signature);
        }
    }

    #[test]
    fn no_two_secrets_are_alike() {
        assert_ne!(fresh_secret(), fresh_secret());
    }
}
