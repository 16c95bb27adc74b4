//! The certificate that SNS signs with. Who hands it out is proven by TLS; what it says is looked at here.

use aws_lc_rs::signature::{
    RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use x509_parser::certificate::X509Certificate;
use x509_parser::oid_registry::{OID_PKCS1_RSAENCRYPTION, OID_PKCS1_SHA256WITHRSA};
use x509_parser::pem::Pem;

use super::written::Signing;
use super::{Forged, Written};

/// Whom it is issued to.
const NAME: &str = "sns.amazonaws.com";
/// Certificates of one file: its own, and those of who vouches for it.
const MOST: usize = 5;

/// A certificate of SNS.
#[derive(Clone, Debug)]
pub(crate) struct Certificate {
    /// An RSA key (RFC 8017, A.1.1).
    key: Vec<u8>,
    from: i64,
    until: i64,
}

impl Certificate {
    /// Reads a file in PEM: a certificate that is valid now, issued to SNS by somebody else, and where others follow,
    /// each vouches for the one before it.
    pub(crate) fn read(pem: &[u8], now: Timestamp) -> Result<Self, &'static str> {
        let files: Vec<Pem> =
            Pem::iter_from_buffer(pem).take(MOST).collect::<Result<_, _>>().map_err(|_| "cannot be read")?;
        let chain: Vec<X509Certificate<'_>> =
            files.iter().map(Pem::parse_x509).collect::<Result<_, _>>().map_err(|_| "cannot be read")?;
        let own = chain.first().ok_or("cannot be read")?;
        let of_sns = own.subject().iter_common_name().any(|name| name.as_str().is_ok_and(|name| name == NAME));
        if !of_sns {
            return Err("was issued to somebody else");
        }
        if own.subject() == own.issuer() {
            return Err("vouches for itself");
        }
        if chain.iter().any(|one| !is_valid(one, now)) {
            return Err("is not valid now");
        }
        for (one, next) in chain.iter().zip(chain.iter().skip(1)) {
            if !vouches(next, one) {
                return Err("is not vouched for by the next one");
            }
        }
        let key = own.public_key();
        if key.algorithm.algorithm != OID_PKCS1_RSAENCRYPTION {
            return Err("has another kind of key");
        }
        let validity = own.validity();
        Ok(Self {
            key: key.subject_public_key.data.to_vec(),
            from: validity.not_before.timestamp(),
            until: validity.not_after.timestamp(),
        })
    }

    /// Whether its key signed a notification. It may have ended since it was read.
    pub(crate) fn verify(&self, written: &Written, now: Timestamp) -> Result<(), Forged> {
        if !(self.from..=self.until).contains(&now.as_second()) {
            return Err(Forged::Certificate("is not valid now"));
        }
        let signature = STANDARD.decode(&written.signature).map_err(|_| Forged::Signature)?;
        let digest = match written.signing {
            Signing::Sha1 => &RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY,
            Signing::Sha256 => &RSA_PKCS1_2048_8192_SHA256,
        };
        let key = UnparsedPublicKey::new(digest, &self.key);
        key.verify(written.signed.as_bytes(), &signature).map_err(|_| Forged::Signature)
    }
}

fn is_valid(certificate: &X509Certificate<'_>, now: Timestamp) -> bool {
    let validity = certificate.validity();
    (validity.not_before.timestamp()..=validity.not_after.timestamp()).contains(&now.as_second())
}

fn vouches(issuer: &X509Certificate<'_>, certificate: &X509Certificate<'_>) -> bool {
    let names = issuer.subject() == certificate.issuer();
    let known = certificate.signature_algorithm.algorithm == OID_PKCS1_SHA256WITHRSA;
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &issuer.public_key().subject_public_key.data);
    names && known && key.verify(certificate.tbs_certificate.as_ref(), &certificate.signature_value.data).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PEM: &str = "\
-----BEGIN CERTIFICATE-----\n\
MIICtTCCAZ0CFEoWJbFjseqrHHQ0Sh/MoeUq5mhzMA0GCSqGSIb3DQEBCwUAMBIx\n\
EDAOBgNVBAMMB1Rlc3QgQ0EwHhcNMjYxMTIyMDg1NzMxWhcNMzYxMTE5MDg1NzMx\n\
WjAcMRowGAYDVQQDDBFzbnMuYW1hem9uYXdzLmNvbTCCASIwDQYJKoZIhvcNAQEB\n\
BQADggEPADCCAQoCggEBAN/Nb+QMpK3gKGYieR+6d1Lo9FzYJ2TbFY/IFRZBVzDr\n\
9icwVIb9s6ZBIRkmB4vVt1GTrsdgw7M2TdRp1y5v73ZUE9enjPp5cNBBn+2PlbUz\n\
WW0eEY5/Y9QNludWO/h1yJ9zncR6/RVKDb4ca6O/j0dCaWnPBZPgZ3tv5FnK4Ld4\n\
X1rZbSg/q/WVuYcbHGLlFov/BDv6ocLxYOebDUw/VcBpd7KlVW6l0UYz1tD3R4Z5\n\
mZJ9SfFMa4OXCWRNVDkL+NxmQT9UnrXom2nILD7vkbEvTBxBQ+j2kQbVugEU3fy4\n\
gdyE21DMj7uBc3zSGNIfmRu5wboAaScv9/wRjVHBDIECAwEAATANBgkqhkiG9w0B\n\
AQsFAAOCAQEAslCG1jQ+Ys3sKTEKTrmvHAFDZVeLeoSJOU32bixRjopjTR3vYXss\n\
K9Tu0IDdslNMVKe/TsjwWbRLzcTi+b//XVRJRy/I6KD423MjCPblFUFxl7i4/173\n\
c3YiNRpyo5SCgpmTFRMUoV0enIdDOyOb0e4w7if0X4fByZNjZCia+auXFJHglC4s\n\
D1EU2ypX23G8N8yS90SPzg2gqNkijhGREwXDVYcWkADDoayiYx0NO7lanw/4qLsX\n\
rfk2XytthDaArQRDGL+Nq6G0/kA0PbO5qX4OJC8D12YZAmIv4suchpS3/qTj4TgM\n\
HyRt6eNPLBsKo5dz3xJNnDXqfE80ewt0rA==\n\
-----END CERTIFICATE-----\n\
";
    const SHA1: &str = "osTQqnzT0BP5JBWqzaPCDO8ApZDulocZQXrMcMTIQhT3LrpX52wCFH2sWsxQmXxVNn1VImjsjHDNFWBGJDjEWWijngGugyn0TcZRE429KH3sNi9Hu1Utud29oNCUyGlFkjhmyzX0cYvnhGvmbZlIMUmn1+qohyJjpbLIcP75+VgUGBjH9wY8kjecMrsEwiv+z+cdID7QI1oXoMuJPTzqki1zEwlHTFYXF//Ez109C7XnNKJHEdsl0TmXS7q355XfIgGUkUaQq0VE4tXt07bdAAUoSgGE6GCHDKRcs1Q0UtIhIJsAsUP4hW2m2AMqa7LNQJ47Xncdkzz0nB8s/iR/7A==";
    const SHA256: &str = "SyfhMDB24MaWKPIBLZp9T5KRw+gcyiXCb5MnPdh1k/p1j5LholLa/SrlKoX8On6ffIBVOImc8iCyJ9NX7GA3wAPgZ97H53zicg7pc+hD3S4PbOGCeivNGAHAL6m6KlQBojreIjxGW03j3PONsWkL063xcW/Bzqv6c3C1a8EqLJhz9HhfHgu6xbokaljsYVKsxJx51XLc93IoFcutZuIU93q62AkUZvIauWF23Gpr0QzZp+Mvg3GqgsCuYsmy25NFkG2VHuzjgUioaieumMFkypaoDaqz4EGBAvAkERElc8lCVjP8qN4n9/BYDJ5aY8SGoXZ+TSwasanDgr7u2IdbBg==";

    fn verified(version: &str, signature: &str, at: &str) -> Result<(), Forged> {
        let body = json!({ "Type": "Notification", "MessageId": "m", "Message": "{}", "SignatureVersion": version,
            "TopicArn": "arn:aws:sns:sa-east-1:123456789012:inbound", "Timestamp": "2026-11-22T12:00:00.000Z",
            "Signature": signature, "SigningCertURL": "https://sns.sa-east-1.amazonaws.com/a.pem" });
        let written = Written::read(body.to_string().as_bytes()).unwrap();
        let read = Certificate::read(PEM.as_bytes(), "2026-11-22T12:00:00Z".parse().unwrap()).unwrap();
        read.verify(&written, at.parse().unwrap())
    }

    #[test]
    fn both_versions_of_signatures_are_checked_and_neither_stands_for_the_other() {
        const NOW: &str = "2026-11-22T12:00:00Z";
        assert_eq!(verified("1", SHA1, NOW), Ok(()));
        assert_eq!(verified("2", SHA256, NOW), Ok(()));
        assert_eq!(verified("1", SHA256, NOW), Err(Forged::Signature));
        assert_eq!(verified("2", SHA1, NOW), Err(Forged::Signature));
        assert!(matches!(verified("2", SHA256, "2036-12-01T00:00:00Z"), Err(Forged::Certificate(_))));
    }
}
