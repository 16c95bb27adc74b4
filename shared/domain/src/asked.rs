//! What a number was asked, so that an answer from it is understood.
//!
//! Whoever sends an SMS to a recipient writes down to which number, about which service and with which choices. It holds
//! identifiers only. Of each service the newest message is kept, and beside it the newest one that had choices: a
//! later message without any does not take the earlier choices away.

use crate::capacity::WindowId;
use crate::id::{AccountId, ServiceId};
use crate::message::Notice;
use crate::shift::Shift;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One message to a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// The account that sent it.
    pub account: AccountId,
    /// The service that it was about.
    pub service: ServiceId,
    /// The occasion.
    pub notice: Notice,
    /// The windows that could be chosen; none when it told something only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// When it was sent.
    pub at: Timestamp,
    /// Until when its numbers mean these windows.
    pub until: Timestamp,
}

/// A window under the number that chooses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// The number, from 1 on.
    pub n: u32,
    /// The window.
    pub window: WindowId,
    /// The part of the day.
    pub shift: Shift,
}

impl From<&crate::window::Choice> for Choice {
    fn from(choice: &crate::window::Choice) -> Self {
        Self { n: choice.n, window: choice.window.id().clone(), shift: choice.window.shift }
    }
}
