//! The link of a service's recipient: written with the service, ending after it.

use crate::{Commit, keys};
use domain::access::TenantScope;
use domain::id::LinkId;
use domain::link::{Link, LinkPurpose, TrackingLink};
use domain::service::Service;
use jiff::{SignedDuration, Timestamp};

impl Commit {
    /// Writes the link of a service as the service stands now: a new one, one whose service has ended or goes on again,
    /// and the end of one that was replaced.
    pub(crate) fn link_of(self, scope: TenantScope, before: Option<&Service>, after: &Service) -> Self {
        let at = self.at();
        let old = before.and_then(|before| before.link.as_ref());
        let commit = match old.filter(|old| Some(*old) != after.link.as_ref()) {
            Some(replaced) => self.put_link(scope, after, replaced, at),
            None => self,
        };
        let ended = after.status().is_final();
        let same = old == after.link.as_ref() && before.is_some_and(|before| before.status().is_final() == ended);
        match after.link.as_ref().filter(|_| !same) {
            Some(link) => {
                let works = if ended { TrackingLink::AFTER_END } else { TrackingLink::WHILE_OPEN };
                commit.put_link(scope, after, link, later(at, works))
            }
            None => commit,
        }
    }

    /// Takes the link of a service away.
    pub(crate) fn without_link_of(self, service: &Service) -> Self {
        match &service.link {
            Some(link) => self.delete_always("tracking link", &keys::link(&link.digest)),
            None => self,
        }
    }

    fn put_link(self, scope: TenantScope, service: &Service, link: &TrackingLink, expires_at: Timestamp) -> Self {
        let opens = Link {
            id: LinkId::new(service.id.uuid()),
            account: scope.account(),
            purpose: LinkPurpose::Tracking,
            subject: service.id.to_string(),
            expires_at,
        };
        let forgotten = later(expires_at, TrackingLink::REMEMBERED);
        self.put_always("tracking link", &keys::link(&link.digest), &opens, Some(forgotten))
    }
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}
