//! Inviting somebody: a link that works for a week, and the event that sends it.

use domain::access::TenantScope;
use domain::account::User;
use domain::event::{Event, EventKind};
use domain::id::{EventId, LinkId};
use domain::link::{Link, LinkPurpose};
use edge::{Gate, credentials};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use store::{Commit, keys};

/// How long an invitation works.
const INVITATION_LIFE: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Adds an invitation to a commit, and gives the token of its link.
pub(crate) fn add(gate: &Gate, commit: Commit, scope: TenantScope, user: &User, author: &str) -> (Commit, String) {
    let now = commit.at();
    let id = LinkId::new(gate.fresh());
    let token = credentials::link_token(gate.keys().link.bytes(), id);
    let digest = credentials::link_digest(&token).unwrap_or_default();
    let expires_at = now.checked_add(INVITATION_LIFE).unwrap_or(now);
    let link = Link {
        id,
        account: scope.account(),
        purpose: LinkPurpose::Invitation,
        subject: user.id.to_string(),
        expires_at,
    };
    let event = Event {
        id: EventId::new(gate.fresh()),
        account: scope.account(),
        kind: EventKind::UserInvited,
        subject: user.id.to_string(),
        author: author.to_owned(),
        at: now,
        data: BTreeMap::from([("link".to_owned(), id.to_string())]),
    };
    (commit.create_until("link", &keys::link(&digest), &link, expires_at).tell(&event), token)
}
