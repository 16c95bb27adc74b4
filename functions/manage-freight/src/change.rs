//! What all handlers here do alike.

use configuration::{Current, Record, Section};
use domain::event::EventKind;
use edge::{Problem, Reply, Request};
use serde::Serialize;
use store::{Commit, Page, Version};

use crate::Deps;

impl Deps {
    /// The configuration of whoever asks, to show it or to change it.
    pub(crate) async fn current(&self, request: &Request) -> Result<Current, Problem> {
        self.register.current(request.scope()?, request.at()).await.map_err(unconfigured)
    }

    /// Adds a changed configuration to the commit, and tells others what was changed.
    pub(crate) async fn write(
        &self,
        request: &Request,
        current: &Current,
        commit: Commit,
        section: &str,
        subject: &str,
    ) -> Result<Commit, Problem> {
        let commit = self.register.write(current, commit).await.map_err(unconfigured)?;
        let data = [("section", section)];
        let event = request.event(&self.gate, EventKind::ConfigurationChanged, subject, &data)?;
        Ok(commit.tell(&event))
    }
}

pub(crate) fn unconfigured(error: configuration::Error) -> Problem {
    match error {
        configuration::Error::Store(error) => Problem::from(error),
        other if other.is_conflict() || other.is_throttled() => Problem::busy(other),
        other => Problem::internal(other),
    }
}

pub(crate) fn unstored(error: blobs::Error) -> Problem {
    if error.is_conflict() || error.is_throttled() { Problem::busy(error) } else { Problem::internal(error) }
}

/// The answer to a PUT: 201 with the address when it made the thing, else 200.
pub(crate) fn written<T: Serialize>(request: &Request, found: Option<Version>, version: Version, thing: &T) -> Reply {
    let reply = if found.is_some() { Reply::ok(thing) } else { Reply::created(request.path(), thing) };
    reply.with_etag(version)
}

/// A part of a section, and the id after which it goes on.
pub(crate) fn part<'s, K: Ord + AsRef<str> + std::borrow::Borrow<str>, T>(
    section: &'s Section<K, T>,
    page: &'s Page,
) -> (Vec<&'s Record<T>>, Option<&'s str>) {
    let wanted = usize::from(page.limit);
    let all: Vec<(&K, &Record<T>)> = match &page.after {
        Some(after) => section.after(after.as_str()).take(wanted.saturating_add(1)).collect(),
        None => section.iter().take(wanted.saturating_add(1)).collect(),
    };
    let more = all.len() > wanted;
    let last = all.get(wanted.saturating_sub(1)).filter(|_| more).map(|(id, _)| (*id).as_ref());
    (all.into_iter().take(wanted).map(|(_, record)| record).collect(), last)
}

/// 409 for a thing that others name, with their names.
pub(crate) fn in_use(noun: &str, users: &[String]) -> Problem {
    let listed = users.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
    let more = if users.len() > 10 { format!(" and {} more", users.len() - 10) } else { String::new() };
    Problem::conflict("in_use", format!("This {noun} is named by {listed}{more}. Take it out there first."))
}
