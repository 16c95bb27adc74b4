use domain::event::{Event, EventKind};
use domain::id::{LinkId, UserId};

/// What a person is told because of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) kind: NoticeKind,
    pub(crate) user: UserId,
    pub(crate) link: LinkId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    Invitation,
    PasswordReset,
}

impl Notice {
    /// Reads what an event asks to be told; none when it asks for nothing.
    ///
    /// # Errors
    /// When it asks for something and does not say whom or what.
    pub(crate) fn of(event: &Event) -> Result<Option<Self>, String> {
        let kind = match event.kind {
            EventKind::UserInvited => NoticeKind::Invitation,
            EventKind::PasswordResetRequested => NoticeKind::PasswordReset,
            // Which kinds reach this queue is settled where events are handed out.
            _ => return Ok(None),
        };
        let user = event.subject.parse().map_err(|_| "the event names no user".to_owned())?;
        let link = event.data.get("link").and_then(|id| id.parse().ok());
        let link = link.ok_or_else(|| "the event names no link".to_owned())?;
        Ok(Some(Self { kind, user, link }))
    }

    /// The page that its link opens, below the public address.
    pub(crate) const fn page(&self) -> &'static str {
        match self.kind {
            NoticeKind::Invitation => "invitations",
            NoticeKind::PasswordReset => "password-resets",
        }
    }

    /// What the keys of its messages begin with.
    pub(crate) const fn texts(&self) -> &'static str {
        match self.kind {
            NoticeKind::Invitation => "invitation",
            NoticeKind::PasswordReset => "password-reset",
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const ID: &str = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d";

    pub(crate) fn event(kind: EventKind) -> Event {
        Event {
            id: ID.parse().unwrap(),
            account: ID.parse().unwrap(),
            kind,
            subject: ID.into(),
            author: format!("user:{ID}"),
            at: "2026-11-21T20:06:43Z".parse().unwrap(),
            data: BTreeMap::from([("link".to_owned(), ID.to_owned())]),
        }
    }

    #[test]
    fn invitations_and_password_resets_are_told() {
        fn check(kind: EventKind, expected: Option<NoticeKind>) {
            let notice = Notice::of(&event(kind)).unwrap();
            assert_eq!(notice.map(|notice| notice.kind), expected, "{}", kind.name());
        }
        check(EventKind::UserInvited, Some(NoticeKind::Invitation));
        check(EventKind::PasswordResetRequested, Some(NoticeKind::PasswordReset));
        check(EventKind::ApiKeyCreated, None);
        check(EventKind::ConfigurationChanged, None);
    }

    #[test]
    fn an_event_that_names_no_one_cannot_be_told() {
        let invited = event(EventKind::UserInvited);
        assert!(Notice::of(&Event { subject: "somebody".into(), ..invited.clone() }).is_err());
        assert!(Notice::of(&Event { data: BTreeMap::new(), ..invited }).is_err());
    }
}
