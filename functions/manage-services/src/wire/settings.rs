use domain::service::ProofKind;
use domain::tracking_code::Scheme;
use edge::{Fields, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::settings::Settings;

/// What the account asks of its services.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceSettings {
    /// Attempts after which a failed service is not tried again, 1 to 20.
    #[schema(example = 3)]
    pub attempts: u32,
    /// What proves that a service was carried out, where it does not say otherwise.
    #[serde(default)]
    pub required_proof: Vec<String>,
    /// How tracking codes are made; ours without it.
    #[serde(default)]
    pub codes: CodeScheme,
}

/// How tracking codes are made: `own`, `s10` with the two letters of a service and of a country, or `sscc` with an
/// extension digit and a GS1 company prefix.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CodeScheme {
    /// own, s10 or sscc.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Service indicator of S10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Country of S10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Extension digit of an SSCC, 0 to 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<u8>,
    /// GS1 company prefix, 7 to 10 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
}

impl ServiceSettings {
    /// Reads the body.
    pub(crate) fn read(&self) -> Result<Settings, Problem> {
        let mut fields = Fields::new();
        if !(1..=20).contains(&self.attempts) {
            fields.refuse("/attempts", "attempts", "Between 1 and 20 attempts.", Some(self.attempts.into()));
        }
        let required = super::asked::proofs(&mut fields, "/requiredProof", &self.required_proof);
        let codes = self.codes.read(&mut fields);
        let codes = fields.all(codes)?;
        Ok(Settings { attempts: self.attempts, required, codes })
    }
}

impl CodeScheme {
    fn read(&self, fields: &mut Fields) -> Option<Scheme> {
        let letters = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let mut refuse = |name: &str, detail: &str| {
            fields.refuse(&format!("/codes/{name}"), "code_scheme", detail, None);
            None
        };
        match self.kind.as_deref().unwrap_or("own") {
            "own" => Some(Scheme::Own),
            "s10" => match (self.service.clone(), self.country.clone()) {
                (Some(service), Some(country)) if letters(&service) && letters(&country) => {
                    Some(Scheme::S10 { service, country })
                }
                _ => refuse("service", "Two capital letters each of a service and of a country."),
            },
            "sscc" => match (self.extension, self.prefix.clone()) {
                (Some(extension @ 0..=9), Some(prefix))
                    if (7..=10).contains(&prefix.len()) && prefix.bytes().all(|byte| byte.is_ascii_digit()) =>
                {
                    Some(Scheme::Sscc { extension, prefix })
                }
                _ => refuse("prefix", "An extension of 0 to 9 and a company prefix of 7 to 10 digits."),
            },
            _ => refuse("kind", "Codes are own, s10 or sscc."),
        }
    }
}

impl From<&Settings> for ServiceSettings {
    fn from(settings: &Settings) -> Self {
        let codes = match settings.codes.clone() {
            Scheme::Own => CodeScheme { kind: Some("own".to_owned()), ..CodeScheme::default() },
            Scheme::S10 { service, country } => CodeScheme {
                kind: Some("s10".to_owned()),
                service: Some(service),
                country: Some(country),
                ..CodeScheme::default()
            },
            Scheme::Sscc { extension, prefix } => CodeScheme {
                kind: Some("sscc".to_owned()),
                extension: Some(extension),
                prefix: Some(prefix),
                ..CodeScheme::default()
            },
        };
        let required_proof = settings.required.iter().map(|kind: &ProofKind| kind.name().to_owned()).collect();
        Self { attempts: settings.attempts, required_proof, codes }
    }
}
