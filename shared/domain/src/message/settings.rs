//! What an agency tells recipients, and how.

use serde::{Deserialize, Serialize};

use super::{Channel, Notice, Template, Text};
use crate::account::Name;
use crate::consent::Limits;
use crate::email::Email;
use crate::postal::Country;
use crate::quiet::QuietHours;

/// Most segments that a short message may be allowed to take.
pub const MOST_SEGMENTS: u32 = 4;

/// What an agency, or the account where an agency says nothing of its own, tells recipients, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// What differs from what is told by default.
    pub notices: Vec<Chosen>,
    /// Hours of the recipient's day in which nobody is disturbed.
    pub quiet: QuietHours,
    /// Segments that a short message takes at most.
    pub segments: u32,
    /// Who writes, as recipients read it; the name of the agency when none.
    pub sender: Option<Name>,
    /// Where answers to mails go; the address of the agency when none.
    pub reply_to: Option<Email>,
    /// How much may be sent, and where to. Those of the account count for all its agencies.
    pub limits: Limits,
    /// What a segment costs, in millionths of the account's currency.
    pub segment_micros: Option<u64>,
}

impl Settings {
    /// Those of an account in a country that has chosen nothing.
    #[must_use]
    pub fn of(country: Option<Country>) -> Self {
        Self { limits: Limits::of(country), ..Self::default() }
    }
}

impl Default for Settings {
    /// Everything is told by both channels but what is asked before planning; one segment; the usual quiet hours.
    fn default() -> Self {
        Self {
            notices: Vec::new(),
            quiet: QuietHours::default(),
            segments: 1,
            sender: None,
            reply_to: None,
            limits: Limits::default(),
            segment_micros: None,
        }
    }
}

/// What is said of one notice by one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Chosen {
    /// The notice.
    pub notice: Notice,
    /// The channel.
    pub channel: Channel,
    /// Whether it is told.
    pub on: bool,
    /// In which words.
    pub template: Template,
    /// Under which subject, of a mail; the built-in one when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Text>,
}

impl Settings {
    /// What is said of a notice by a channel.
    #[must_use]
    pub fn chosen(&self, notice: Notice, channel: Channel) -> Chosen {
        let same = |one: &&Chosen| one.notice == notice && one.channel == channel && notice.is_optional();
        self.notices.iter().find(same).cloned().unwrap_or_else(|| Chosen {
            notice,
            channel,
            on: told_by_default(notice, channel),
            template: Template::Standard,
            subject: None,
        })
    }
}

/// Answers go where the recipient wrote, and what a merchant has to think about first is off.
fn told_by_default(notice: Notice, channel: Channel) -> bool {
    match notice {
        Notice::BeforePlanning => false,
        Notice::Answered => channel == Channel::Sms,
        notice if notice.answers() => channel == Channel::Sms,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_is_said_of_is_told_by_default() {
        fn check(notice: Notice, sms: bool, email: bool) {
            let on = |channel| Settings::default().chosen(notice, channel).on;
            assert_eq!((on(Channel::Sms), on(Channel::Email)), (sms, email), "{notice:?}");
        }
        check(Notice::BeforePlanning, false, false);
        check(Notice::DeliveryStarted, true, true);
        check(Notice::ReplyUnderstood, true, false);
        check(Notice::ReplyPassedOn, true, false);
        check(Notice::Unscheduled, true, true);
        check(Notice::Stopped, true, false);
        check(Notice::Answered, true, false);
    }

    #[test]
    fn what_is_chosen_counts_for_its_notice_and_channel_and_never_for_what_is_owed() {
        let off = |notice| Chosen { notice, channel: Channel::Sms, on: false, template: Template::Out, subject: None };
        let notices = vec![off(Notice::DeliveryStarted), off(Notice::Stopped)];
        let settings = Settings { notices, ..Settings::default() };
        assert_eq!(settings.chosen(Notice::DeliveryStarted, Channel::Sms), off(Notice::DeliveryStarted));
        assert!(settings.chosen(Notice::DeliveryStarted, Channel::Email).on);
        assert!(settings.chosen(Notice::Stopped, Channel::Sms).on);
    }

    #[test]
    fn settings_read_back_as_they_were_written() {
        let settings = Settings { segment_micros: Some(62_500), segments: 2, ..Settings::default() };
        let written = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&written).unwrap(), settings);
        assert_eq!(serde_json::from_str::<Settings>("{}").unwrap(), Settings::default());
    }
}
