//! What travels when it is settled what recipients are told.

use domain::account::Name;
use domain::consent::Limits;
use domain::email::Email;
use domain::language::Language;
use domain::message::{Channel, Chosen, InvalidText, MOST_SEGMENTS, Notice, Settings, Tag, Template, Text};
use domain::postal::Country;
use domain::quiet::QuietHours;
use edge::{Fields, Problem};
use i18n::recipient;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// Most messages a day that a budget can be.
const MOST_A_DAY: u32 = 1_000_000;

/// What an agency tells recipients, as it is chosen.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MessageSettingsContent {
    /// What differs from what is told by default.
    #[serde(default)]
    pub notices: Vec<ChosenNotice>,
    /// When nobody is disturbed, on the recipient's clock; null for never.
    #[serde(default = "usual")]
    pub quiet_hours: Option<Hours>,
    /// Segments that an SMS takes at most, 1 to 4.
    #[serde(default = "one")]
    #[schema(default = 1)]
    pub segments: u32,
    /// Who writes; the name of the agency when null.
    #[serde(default)]
    pub sender: Option<String>,
    /// Where answers to mails go; the agency's address when null.
    #[serde(default)]
    pub reply_to: Option<String>,
    /// Country calling codes that are written to, such as `55`. In `default` only.
    #[serde(default)]
    pub calling_codes: Option<Vec<String>>,
    /// Most SMS a day to one number. In `default` only.
    #[serde(default)]
    pub per_number: Option<u32>,
    /// Most SMS a day of the account. In `default` only.
    #[serde(default)]
    pub per_account: Option<u32>,
    /// What a segment costs, in millionths of the account's currency. In `default` only.
    #[serde(default)]
    pub segment_micros: Option<u64>,
}

const fn one() -> u32 {
    1
}

#[expect(clippy::unnecessary_wraps, reason = "null is a choice of its own")]
fn usual() -> Option<Hours> {
    Some(Hours::from(QuietHours::default()))
}

/// Clock times; the end is the first minute after them.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// The first minute.
    #[schema(example = "21:00")]
    pub start: String,
    /// The first minute after them.
    #[schema(example = "08:00")]
    pub end: String,
}

impl From<QuietHours> for Hours {
    fn from(quiet: QuietHours) -> Self {
        let clock = |time: Time| time.strftime("%H:%M").to_string();
        Self { start: clock(quiet.start), end: clock(quiet.end) }
    }
}

/// One notice by one channel, as it is chosen.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChosenNotice {
    /// The notice, such as `delivery_started`.
    pub notice: String,
    /// `sms` or `email`.
    pub channel: String,
    /// Whether it is told.
    pub on: bool,
    /// In which words; the standard ones when left out.
    #[serde(default)]
    pub template: Option<WireTemplate>,
    /// Of a mail: under which subject, up to 150 characters in one line, with tags such as `{{OrderNumber}}`, and none that
    /// tells of the recipient alone; the built-in one when left out.
    #[serde(default)]
    pub subject: Option<String>,
}

/// Which words a notice has.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WireTemplate {
    /// `standard`, `custom`; of notices that tell of an arrival also `period`, `interval`, `up_to`, `out`, `hec`.
    #[schema(example = "custom")]
    pub kind: String,
    /// The text of `custom`, with tags such as `{{Link}}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How wide the band of `interval` is, 15 to 720 minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// The hour of `up_to`, `18:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

impl From<&Template> for WireTemplate {
    fn from(template: &Template) -> Self {
        let kind = template.name().unwrap_or("custom").to_owned();
        let bare = Self { kind, text: None, minutes: None, time: None };
        match template {
            Template::Custom { text } => Self { text: Some(text.as_str().to_owned()), ..bare },
            Template::Interval { minutes } => Self { minutes: Some(*minutes), ..bare },
            Template::UpTo { time } => Self { time: Some(time.strftime("%H:%M").to_string()), ..bare },
            Template::Standard | Template::Period | Template::Out | Template::Hec => bare,
        }
    }
}

/// A stable name of what is wrong with a text, and where it is.
pub(crate) fn rule(mistake: &InvalidText) -> (&'static str, Option<usize>) {
    match mistake {
        InvalidText::Empty => ("empty", None),
        InvalidText::TooLong { .. } => ("too_long", None),
        InvalidText::UnknownTag { at, .. } => ("unknown_tag", Some(*at)),
        InvalidText::NeverFilled { at, .. } => ("never_filled", Some(*at)),
        InvalidText::Image { at, .. } => ("image", Some(*at)),
        InvalidText::NotInSubject { at, .. } => ("not_in_subject", Some(*at)),
        InvalidText::Lines { at } => ("lines", Some(*at)),
        InvalidText::Braces { at } => ("braces", Some(*at)),
    }
}

impl ChosenNotice {
    /// Reads it; whatever is wrong is noted below `pointer`.
    pub(crate) fn read(&self, fields: &mut Fields, pointer: &str) -> Option<Chosen> {
        let notice = Notice::ALL.into_iter().find(|one| one.is_optional() && one.name() == self.notice);
        let notice = notice.ok_or("this is no notice that can be chosen");
        let notice = fields.take(&format!("{pointer}/notice"), "notice", self.notice.clone(), notice);
        let channel = Channel::ALL.into_iter().find(|one| one.name() == self.channel).ok_or("sms or email");
        let channel = fields.take(&format!("{pointer}/channel"), "channel", self.channel.clone(), channel);
        let (notice, channel) = notice.zip(channel)?;
        let template = match &self.template {
            None => Template::Standard,
            Some(template) => template.read(fields, &format!("{pointer}/template"), notice, channel)?,
        };
        let subject = match self.subject.as_deref() {
            None => None,
            Some(told) => Some(subject(fields, &format!("{pointer}/subject"), told, notice, channel)?),
        };
        Some(Chosen { notice, channel, on: self.on, template, subject })
    }
}

fn subject(fields: &mut Fields, pointer: &str, told: &str, notice: Notice, channel: Channel) -> Option<Text> {
    if channel == Channel::Sms {
        fields.refuse(pointer, "unsuitable", "An SMS has no subject.", Some(told.into()));
        return None;
    }
    text(fields, pointer, told, Text::subject(told, notice))
}

/// A text of one's own; whatever is wrong with it is noted.
fn text(fields: &mut Fields, pointer: &str, told: &str, read: Result<Text, Vec<InvalidText>>) -> Option<Text> {
    let mistakes = match read {
        Ok(text) => return Some(text),
        Err(mistakes) => mistakes,
    };
    for mistake in mistakes {
        fields.refuse(pointer, rule(&mistake).0, mistake.to_string(), Some(told.into()));
    }
    None
}

impl WireTemplate {
    fn read(&self, fields: &mut Fields, pointer: &str, notice: Notice, channel: Channel) -> Option<Template> {
        let template = match self.kind.as_str() {
            "custom" => {
                let told = self.text.as_deref().unwrap_or_default();
                let read = Text::new(told, notice, channel == Channel::Sms);
                Template::Custom { text: text(fields, &format!("{pointer}/text"), told, read)? }
            }
            "standard" => Template::Standard,
            "period" => Template::Period,
            "out" => Template::Out,
            "hec" => Template::Hec,
            "interval" => {
                let minutes = self.minutes.filter(|minutes| (15..=720).contains(minutes)).ok_or("15 to 720 minutes");
                Template::Interval {
                    minutes: fields.take(&format!("{pointer}/minutes"), "range", json!(self.minutes), minutes)?,
                }
            }
            "up_to" => Template::UpTo { time: clock(fields, &format!("{pointer}/time"), self.time.as_deref())? },
            other => {
                fields.refuse(&format!("{pointer}/kind"), "kind", "There are no such words.", Some(other.into()));
                return None;
            }
        };
        if template.suits(notice) {
            return Some(template);
        }
        let detail = "This notice tells of no arrival, and has no such words.";
        fields.refuse(&format!("{pointer}/kind"), "unsuitable", detail, Some(self.kind.clone().into()));
        None
    }
}

fn clock(fields: &mut Fields, pointer: &str, text: Option<&str>) -> Option<Time> {
    let read = text.and_then(|text| Time::strptime("%H:%M", text).ok()).ok_or("a clock time is 18:00");
    fields.take(pointer, "clock", json!(text), read)
}

impl MessageSettingsContent {
    /// Reads all of it. What is the account's own is refused for an agency.
    ///
    /// # Errors
    /// 422 with everything that is wrong.
    pub fn read(&self, of_account: bool, country: Option<Country>) -> Result<Settings, Problem> {
        let mut fields = Fields::new();
        let mut notices: Vec<Chosen> = Vec::new();
        for (at, asked) in self.notices.iter().enumerate() {
            let Some(chosen) = asked.read(&mut fields, &format!("/notices/{at}")) else { continue };
            if notices.iter().any(|other| other.notice == chosen.notice && other.channel == chosen.channel) {
                fields.refuse(
                    &format!("/notices/{at}"),
                    "duplicate",
                    "This notice and channel stand there twice.",
                    None,
                );
            }
            notices.push(chosen);
        }
        let quiet = match &self.quiet_hours {
            None => Some(QuietHours::NONE),
            Some(hours) => {
                let start = clock(&mut fields, "/quietHours/start", Some(&hours.start));
                let end = clock(&mut fields, "/quietHours/end", Some(&hours.end));
                start.zip(end).map(|(start, end)| QuietHours { start, end })
            }
        };
        let segments = (1..=MOST_SEGMENTS).contains(&self.segments).then_some(self.segments).ok_or("1 to 4 segments");
        let segments = fields.take("/segments", "range", self.segments, segments);
        let sender = self.sender.as_deref().map(|text| fields.take("/sender", "name", text, Name::new(text)));
        let reply_to =
            self.reply_to.as_deref().map(|text| fields.take("/replyTo", "email", text, text.parse::<Email>()));
        let limits = self.limits(&mut fields, of_account, Limits::of(country));
        let read = quiet.zip(segments).map(|(quiet, segments)| Settings {
            notices,
            quiet,
            segments,
            sender: sender.flatten(),
            reply_to: reply_to.flatten(),
            limits,
            segment_micros: self.segment_micros,
        });
        fields.all(read)
    }

    fn limits(&self, fields: &mut Fields, of_account: bool, usual: Limits) -> Limits {
        let sent = [
            ("/callingCodes", self.calling_codes.is_some()),
            ("/perNumber", self.per_number.is_some()),
            ("/perAccount", self.per_account.is_some()),
            ("/segmentMicros", self.segment_micros.is_some()),
        ];
        for (pointer, _) in sent.into_iter().filter(|(_, sent)| *sent && !of_account) {
            fields.refuse(pointer, "of_account", "This is the account's: choose it in `default`.", None);
        }
        for (pointer, most) in [("/perNumber", self.per_number), ("/perAccount", self.per_account)] {
            if most.is_some_and(|most| most > MOST_A_DAY) {
                fields.refuse(pointer, "range", "At most 1,000,000 a day.", Some(json!(most)));
            }
        }
        for (at, code) in self.calling_codes.iter().flatten().enumerate() {
            let fine = (1..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
            if !fine || code.starts_with('0') {
                let detail = "A calling code has 1 to 4 digits, without the plus sign.";
                fields.refuse(&format!("/callingCodes/{at}"), "calling_code", detail, Some(json!(code)));
            }
        }
        Limits {
            calling_codes: self.calling_codes.clone().map_or(usual.calling_codes, |codes| codes.into_iter().collect()),
            per_number: self.per_number.unwrap_or(usual.per_number),
            per_account: self.per_account.unwrap_or(usual.per_account),
        }
    }
}

/// What an agency tells recipients, and how.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageSettings {
    /// Every notice that can be chosen, by every channel.
    pub notices: Vec<ShownNotice>,
    /// When nobody is disturbed, on the recipient's clock; null for never.
    pub quiet_hours: Option<Hours>,
    /// Segments that an SMS takes at most.
    pub segments: u32,
    /// Who writes; null for the name of the agency.
    pub sender: Option<String>,
    /// Where answers to mails go; null for the agency's address.
    pub reply_to: Option<String>,
    /// Country calling codes that the account writes to.
    pub calling_codes: Vec<String>,
    /// Most SMS a day to one number.
    pub per_number: u32,
    /// Most SMS a day of the account.
    pub per_account: u32,
    /// What a segment costs, in millionths of the account's currency; null when nobody said.
    pub segment_micros: Option<u64>,
}

/// One notice by one channel.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShownNotice {
    /// The notice.
    #[schema(example = "delivery_started")]
    pub notice: &'static str,
    /// `sms` or `email`.
    pub channel: &'static str,
    /// Whether it is told.
    pub on: bool,
    /// In which words.
    pub template: WireTemplate,
    /// The built-in words, with their tags, to start from.
    pub draft: String,
    /// Of a mail: under which subject; null for the built-in one.
    pub subject: Option<String>,
    /// Of a mail: the built-in subject, which stands behind the name of who writes.
    pub subject_draft: Option<String>,
    /// The tags that a text of one's own can have.
    #[schema(value_type = Vec<String>)]
    pub tags: Vec<&'static str>,
}

impl MessageSettings {
    /// The settings, beside those of the account.
    pub(crate) fn new(settings: &Settings, of_account: &Settings, language: Language) -> Self {
        let optional = Notice::ALL.into_iter().filter(|notice| notice.is_optional());
        let notices = optional.flat_map(|notice| Channel::ALL.map(|channel| (notice, channel)));
        let quiet = settings.quiet;
        Self {
            notices: notices.map(|(notice, channel)| shown(settings, notice, channel, language)).collect(),
            quiet_hours: (quiet.start != quiet.end).then(|| Hours::from(quiet)),
            segments: settings.segments,
            sender: settings.sender.as_ref().map(|name| name.as_str().to_owned()),
            reply_to: settings.reply_to.as_ref().map(|email| email.as_str().to_owned()),
            calling_codes: of_account.limits.calling_codes.iter().cloned().collect(),
            per_number: of_account.limits.per_number,
            per_account: of_account.limits.per_account,
            segment_micros: of_account.segment_micros,
        }
    }
}

fn shown(settings: &Settings, notice: Notice, channel: Channel, language: Language) -> ShownNotice {
    let chosen = settings.chosen(notice, channel);
    let image = |tag: &Tag| *tag == Tag::Logo && channel == Channel::Sms;
    ShownNotice {
        notice: notice.name(),
        channel: channel.name(),
        on: chosen.on,
        template: WireTemplate::from(&chosen.template),
        draft: recipient::draft(notice, &Template::Standard, language),
        subject: chosen.subject.as_ref().map(|subject| subject.as_str().to_owned()),
        subject_draft: (channel == Channel::Email).then(|| recipient::subject(notice, None, language)),
        tags: Tag::ALL.into_iter().filter(|tag| notice.fills(*tag) && !image(tag)).map(Tag::name).collect(),
    }
}
