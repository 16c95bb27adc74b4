//! Certificates that a test makes, and what their keys sign.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// `rsaEncryption` and `sha256WithRSAEncryption`, each with the NULL that belongs to it (RFC 4055).
const RSA: [u8; 15] = [0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];
const SHA256_WITH_RSA: [u8; 15] = [0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11, 5, 0];
/// `commonName`.
const COMMON_NAME: [u8; 5] = [6, 3, 0x55, 4, 3];

/// A key and a name that it speaks for.
#[derive(Debug)]
pub struct Signer {
    key: RsaKeyPair,
    name: String,
}

impl Signer {
    /// Makes a key.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let key = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key can be made");
        Self { key, name: name.to_owned() }
    }

    /// Its signature (PKCS #1 v1.5 with SHA-256), in base64.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        STANDARD.encode(self.signature(text.as_bytes()))
    }

    fn signature(&self, bytes: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.key.public_modulus_len()];
        let random = SystemRandom::new();
        self.key.sign(&RSA_PKCS1_SHA256, &random, bytes, &mut signature).expect("a key signs");
        signature
    }

    /// A certificate for this key, in PEM, issued by another one, from a moment on for so long.
    #[must_use]
    pub fn certificate(&self, issuer: &Self, from: Timestamp, valid: SignedDuration) -> String {
        let version = der(0xa0, &der(2, &[2]));
        let validity = der(0x30, &[time(from), time(from + valid)].concat());
        let key = der(0x30, &[RSA.to_vec(), bits(self.key.public_key().as_ref())].concat());
        let parts =
            [version, der(2, &[1]), SHA256_WITH_RSA.to_vec(), name(&issuer.name), validity, name(&self.name), key];
        let told = der(0x30, &parts.concat());
        let signature = bits(&issuer.signature(&told));
        let whole = der(0x30, &[told, SHA256_WITH_RSA.to_vec(), signature].concat());
        let text = STANDARD.encode(whole);
        let lines: Vec<String> =
            text.chars().collect::<Vec<_>>().chunks(64).map(|line| line.iter().collect()).collect();
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
    }
}

/// A value in DER (ITU-T X.690).
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).expect("it is short").to_be_bytes();
    let length = match length {
        [0, short] if short < 128 => vec![short],
        [0, short] => vec![0x81, short],
        [high, low] => vec![0x82, high, low],
    };
    [vec![tag], length, content.to_vec()].concat()
}

fn bits(content: &[u8]) -> Vec<u8> {
    der(3, &[&[0], content].concat())
}

fn name(text: &str) -> Vec<u8> {
    let pair = der(0x30, &[COMMON_NAME.to_vec(), der(0x0c, text.as_bytes())].concat());
    der(0x30, &der(0x31, &pair))
}

fn time(at: Timestamp) -> Vec<u8> {
    der(0x17, at.to_zoned(TimeZone::UTC).strftime("%y%m%d%H%M%SZ").to_string().as_bytes())
}
