//! Things of a section of the configuration: listed, shown, written and removed alike, whatever they are.

use std::borrow::Borrow;

use configuration::{Section, Sections};
use edge::{Problem, Reply, Request, save};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Deps;
use crate::change::{in_use, part, written};

/// A kind of thing that an account configures.
pub(crate) trait Noun: Sized + 'static {
    /// The key the merchant chose.
    type Id: Ord + Clone + AsRef<str> + Borrow<str>;
    /// What travels.
    type Wire: DeserializeOwned + Serialize;
    /// What people call one.
    const NAME: &'static str;
    /// What events call all of them.
    const SECTION: &'static str;

    /// Where they are kept.
    fn section(sections: &mut Sections) -> &mut Section<Self::Id, Self>;

    /// The key of this one.
    fn id(&self) -> &Self::Id;

    /// Reads a body for the thing of an address, under what is configured.
    fn read(wire: &Self::Wire, id: &str, sections: &Sections) -> Result<Self, Problem>;

    /// The thing as it travels.
    fn show(&self, sections: &Sections) -> Self::Wire;

    /// What names it, so that it must stay.
    fn users(&self, _sections: &Sections) -> Vec<String> {
        Vec::new()
    }

    /// Takes out what goes with it.
    fn follow(&self, _sections: &mut Sections) {}
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<T> {
    items: Vec<T>,
    next_cursor: Option<String>,
}

/// Lists them, by id.
pub(crate) async fn list<T: Noun>(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let mut current = deps.current(request).await?;
    let section = std::mem::take(T::section(&mut current.sections));
    let (found, next) = part(&section, &page);
    let items = found.iter().map(|record| record.value.show(&current.sections)).collect();
    Ok(Reply::ok(&Listed::<T::Wire> { items, next_cursor: request.cursor(&deps.gate, next)? }))
}

/// Shows one.
pub(crate) async fn show<T: Noun>(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let mut current = deps.current(request).await?;
    let section = std::mem::take(T::section(&mut current.sections));
    let found = section.get(request.param("id")).ok_or_else(|| Problem::not_found(T::NAME))?;
    Ok(Reply::ok(&found.value.show(&current.sections)).with_etag(found.version()))
}

/// Makes or replaces one.
pub(crate) async fn put<T: Noun>(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let ask: T::Wire = request.json()?;
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let thing = T::read(&ask, request.param("id"), &current.sections)?;
        let shown = thing.show(&current.sections);
        let version = current.next();
        let id = thing.id().clone();
        let section = T::section(&mut current.sections);
        let found = section.get(id.as_ref()).map(|record| record.version());
        request.may_put(found)?;
        section.put(id, thing, version);
        let commit = deps.write(request, &current, commit, T::SECTION, request.param("id")).await?;
        Ok((commit, written(request, found, version, &shown)))
    })
    .await
}

/// Removes one that nothing names.
pub(crate) async fn remove<T: Noun>(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let id = request.param("id");
        let found = T::section(&mut current.sections).remove(id).ok_or_else(|| Problem::not_found(T::NAME))?;
        request.matches(found.version())?;
        let users = found.value.users(&current.sections);
        if !users.is_empty() {
            return Err(in_use(T::NAME, &users));
        }
        found.value.follow(&mut current.sections);
        Ok((deps.write(request, &current, commit, T::SECTION, id).await?, Reply::no_content()))
    })
    .await
}
