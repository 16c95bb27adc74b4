//! What travels when a message is written for a look.

use domain::language::Language;
use domain::message::{Chosen, InvalidText};
use edge::Fields;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::settings::{ChosenNotice, WireTemplate, rule};

/// A message to be written for a look.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewPreview {
    /// The notice, such as `delivery_started`.
    #[schema(example = "delivery_started")]
    pub notice: String,
    /// `sms` or `email`.
    #[schema(example = "sms")]
    pub channel: String,
    /// `pt-BR`, `es` or `en`; that of the recipient, or of the account, when left out.
    #[serde(default)]
    pub language: Option<String>,
    /// In which words; the standard ones when left out.
    #[serde(default)]
    pub template: Option<WireTemplate>,
    /// Of a mail: under which subject; the built-in one when left out.
    #[serde(default)]
    pub subject: Option<String>,
    /// Id of a service whose data fill the tags; sample data do when it is left out.
    #[serde(default)]
    pub service: Option<String>,
}

impl NewPreview {
    /// The text of one's own, whose mistakes are part of the answer.
    pub(crate) fn own_text(&self) -> Option<&str> {
        let template = self.template.as_ref().filter(|template| template.kind == "custom")?;
        Some(template.text.as_deref().unwrap_or_default())
    }

    /// The rest, as it is read in settings.
    pub(crate) fn chosen(&self) -> ChosenNotice {
        let template = self.template.clone().filter(|template| template.kind != "custom");
        let subject = self.subject.clone();
        ChosenNotice { notice: self.notice.clone(), channel: self.channel.clone(), on: true, template, subject }
    }

    pub(crate) fn language(&self, fields: &mut Fields) -> Option<Language> {
        let text = self.language.as_deref()?;
        fields.take("/language", "language", text, text.parse())
    }
}

/// A message as it would be written.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// The notice.
    pub notice: &'static str,
    /// The channel.
    pub channel: &'static str,
    /// Its language; null when the text cannot be written.
    pub language: Option<&'static str>,
    /// The subject of a mail.
    pub subject: Option<String>,
    /// The text; null when it cannot be written.
    pub text: Option<String>,
    /// The mail as it looks; null for an SMS, and without a service.
    pub html: Option<String>,
    /// `gsm7` or `ucs2`; null for a mail.
    pub encoding: Option<&'static str>,
    /// Its units: 7 bits each, or 16; null for a mail.
    pub units: Option<u32>,
    /// The segments it takes, each of which is paid for; null for a mail.
    pub segments: Option<u32>,
    /// Units that can be added before it takes one more segment; null for a mail.
    pub left: Option<u32>,
    /// What it costs, in millionths of the account's currency; null for a mail, and where no price was set.
    pub cost_micros: Option<u64>,
    /// Words were left out, so that it fits.
    pub cut: bool,
    /// The tags that it is written with.
    #[schema(value_type = Vec<String>)]
    pub tags: Vec<&'static str>,
    /// What is wrong with the text; nothing when it can be sent.
    pub problems: Vec<Mistake>,
}

impl Preview {
    pub(crate) const fn empty(chosen: &Chosen) -> Self {
        Self {
            notice: chosen.notice.name(),
            channel: chosen.channel.name(),
            language: None,
            subject: None,
            text: None,
            html: None,
            encoding: None,
            units: None,
            segments: None,
            left: None,
            cost_micros: None,
            cut: false,
            tags: Vec::new(),
            problems: Vec::new(),
        }
    }
}

/// What is wrong with a text.
#[derive(Serialize, ToSchema)]
pub struct Mistake {
    /// `empty`, `too_long`, `unknown_tag`, `never_filled`, `image`, `braces`.
    pub rule: &'static str,
    /// In a sentence.
    pub detail: String,
    /// Where it is, in characters from 0; null when it is all of the text.
    pub at: Option<usize>,
}

impl From<&InvalidText> for Mistake {
    fn from(mistake: &InvalidText) -> Self {
        let (rule, at) = rule(mistake);
        Self { rule, detail: mistake.to_string(), at }
    }
}
