//! Things of a section of the configuration, written and removed as the reference does: the last writer wins.

use std::borrow::Borrow;

use configuration::Sections;
use edge::{Problem, Reply, Request, save};

use crate::Deps;
use crate::change::in_use;
use crate::section::Noun;

/// Makes or replaces what `read` makes of the body, what is configured and what was there; `shown` is the answer.
pub(super) async fn put<T: Noun + Clone>(
    deps: &Deps,
    request: &Request,
    id: &T::Id,
    shown: &impl Fn(&T) -> Reply,
    read: impl Fn(&Sections, Option<&T>) -> Result<T, Problem>,
) -> Result<Reply, Problem> {
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let found = T::section(&mut current.sections).get(text(id)).map(|record| record.value.clone());
        let thing = read(&current.sections, found.as_ref())?;
        let (version, reply) = (current.next(), shown(&thing));
        T::section(&mut current.sections).put(id.clone(), thing, version);
        Ok((deps.write(request, &current, commit, T::SECTION, text(id)).await?, reply))
    })
    .await
}

/// Changes one that is there.
pub(super) async fn change<T: Noun + Clone>(
    deps: &Deps,
    request: &Request,
    id: &str,
    reply: &Reply,
    alter: impl Fn(&mut T) -> Result<(), Problem>,
) -> Result<Reply, Problem> {
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let version = current.next();
        let section = T::section(&mut current.sections);
        let mut thing = section.get(id).ok_or_else(|| Problem::not_found(T::NAME))?.value.clone();
        alter(&mut thing)?;
        section.put(thing.id().clone(), thing, version);
        Ok((deps.write(request, &current, commit, T::SECTION, id).await?, reply.clone()))
    })
    .await
}

/// Removes one that nothing names.
pub(super) async fn remove<T: Noun>(deps: &Deps, request: &Request, id: &str, reply: &Reply) -> Result<Reply, Problem> {
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let found = T::section(&mut current.sections).remove(id).ok_or_else(|| Problem::not_found(T::NAME))?;
        let users = found.value.users(&current.sections);
        if !users.is_empty() {
            return Err(in_use(T::NAME, &users));
        }
        found.value.follow(&mut current.sections);
        Ok((deps.write(request, &current, commit, T::SECTION, id).await?, reply.clone()))
    })
    .await
}

fn text<T: Borrow<str>>(id: &T) -> &str {
    id.borrow()
}
