//! One handler for all registers.

use crate::Deps;
use domain::access::TenantScope;
use domain::account::Name;
use domain::event::EventKind;
use domain::postal::Country;
use domain::register::{Code, Entry, Facts, Reference, Unique, folded};
use domain::visibility::Visibility;
use edge::{FieldError, Fields, Problem, Reply, Request, referred, save};
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use store::{Commit, Listed, Page, Search, Stored, keys};
use uuid::Uuid;

/// How the entries of a register travel.
pub(crate) trait Travels: Facts {
    /// What a caller sends.
    type Change: DeserializeOwned + Send + Sync;
    /// What is answered.
    type Shown: Serialize;
    /// What one entry is called.
    const NOUN: &'static str;

    /// The columns of a spreadsheet, by the names of the fields.
    const COLUMNS: &'static [&'static str];

    /// What every entry has: code, name, and whether it is active.
    fn heading(change: &Self::Change) -> (Option<&str>, &str, bool);
    /// What this register has beside; every error is noted.
    fn read(change: &Self::Change, country: Option<Country>, fields: &mut Fields) -> Option<Self>;
    /// An entry as it is answered.
    fn shown(entry: &Entry<Self>) -> Self::Shown;
    /// The 128 bits of an identifier.
    fn bits(id: Self::Id) -> Uuid;
}

/// For whom, and when.
pub(crate) struct Acting {
    pub(crate) scope: TenantScope,
    pub(crate) sight: Visibility,
    pub(crate) at: Timestamp,
}

impl Acting {
    fn of(request: &Request) -> Result<Self, Problem> {
        Ok(Self { scope: request.scope()?, sight: request.caller()?.visibility(), at: request.at() })
    }
}

/// A part of a register.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Part<T> {
    items: Vec<T>,
    next_cursor: Option<String>,
}

/// What a list is narrowed to.
enum Searched<'a> {
    Beginning(Search<'a>),
    Exactly(Unique),
}

/// Fields of which an entry is the only one that has its value, beside the code.
const EXACT: [&str; 3] = ["document", "plate", "login"];

/// Such a value as it is compared.
pub(crate) fn unique(field: &'static str, text: &str) -> Unique {
    let bare = || text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    Unique { field, value: if matches!(field, "document" | "plate") { bare() } else { folded(text) } }
}

fn searched<F: Travels>(request: &Request) -> Result<Searched<'_>, Problem> {
    let mut asked = Vec::new();
    if let Some(name) = request.query("name")? {
        asked.push(Searched::Beginning(Search::Name(name)));
    }
    if let Some(code) = request.query("code")? {
        asked.push(Searched::Beginning(Search::Code(code)));
    }
    for field in EXACT {
        let Some(text) = request.query(field)? else { continue };
        if !F::COLUMNS.contains(&field) {
            return Err(Problem::malformed("invalid_filter", format!("An entry of this register has no `{field}`.")));
        }
        asked.push(Searched::Exactly(unique(field, text)));
    }
    if asked.len() > 1 {
        return Err(Problem::malformed(
            "two_searches",
            "Search by one of `name`, `code`, `document`, `plate` and `login`.",
        ));
    }
    Ok(asked.pop().unwrap_or(Searched::Beginning(Search::Name(""))))
}

pub(crate) async fn list<F: Travels>(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let search = searched::<F>(request)?;
    let active = match request.query("active")? {
        None => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(_) => return Err(Problem::malformed("invalid_filter", "`active` is true or false.")),
    };
    let (scope, sight) = (request.scope()?, request.caller()?.visibility());
    let found = match search {
        Searched::Beginning(search) => deps.gate.store().entries::<F>(scope, search, &page, request.at()).await?,
        Searched::Exactly(unique) => {
            let found = deps.gate.store().entry_with::<F>(scope, &unique, request.at()).await?;
            Listed { items: found.into_iter().collect(), next: None }
        }
    };
    let wanted = |entry: &Entry<F>| active.is_none_or(|active| entry.active == active) && entry.is_seen(&sight);
    let items = found.items.iter().map(|found| &found.value).filter(|entry| wanted(entry)).map(F::shown).collect();
    Ok(Reply::ok(&Part { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

pub(crate) async fn show<F: Travels>(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let found = find::<F>(deps, request).await?;
    Ok(Reply::ok(&F::shown(&found.value)).with_etag(found.version))
}

pub(crate) async fn add<F: Travels>(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let change: F::Change = request.json()?;
    let acting = Acting::of(request)?;
    let heard = read::<F>(&change, country(deps, acting.scope, acting.at).await?, &acting.sight)?;
    save(&deps.gate, request, async |commit| {
        let id = deps.gate.fresh();
        let entry = heard.clone().entry(F::id(id), request.at());
        check_sight(&entry, &acting.sight)?;
        check_unique(deps, &acting, &entry, id).await?;
        let refers = referred(&deps.gate, request, &entry.facts.references()).await?;
        let commit = commit.create_entry(acting.scope, id, &entry, &refers);
        let commit = tell::<F>(deps, request, commit, EventKind::RegisterAdded, id)?;
        let place = format!("/v1/{}/{id}", F::KIND.name());
        Ok((commit, Reply::created(&place, &F::shown(&entry)).with_etag(store::Version::FIRST)))
    })
    .await
}

pub(crate) async fn change<F: Travels>(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let change: F::Change = request.json()?;
    let acting = Acting::of(request)?;
    let heard = read::<F>(&change, country(deps, acting.scope, acting.at).await?, &acting.sight)?;
    save(&deps.gate, request, async |commit| {
        let found = find::<F>(deps, request).await?;
        request.matches(found.version)?;
        let (id, known) = (F::bits(found.value.id), found.value.facts.references());
        let entry = heard.clone().entry(found.value.id, found.value.created_at);
        check_sight(&entry, &acting.sight)?;
        check_unique(deps, &acting, &entry, id).await?;
        let fresh: Vec<Reference> =
            entry.facts.references().into_iter().filter(|reference| !known.contains(reference)).collect();
        let refers = referred(&deps.gate, request, &fresh).await?;
        let commit = commit.replace_entry(acting.scope, id, &found, &entry, &refers);
        let commit = tell::<F>(deps, request, commit, EventKind::RegisterChanged, id)?;
        Ok((commit, Reply::ok(&F::shown(&entry)).with_etag(found.version.next())))
    })
    .await
}

/// Only what is out of use and what nothing refers to goes. Whoever refers to an entry conditions on its being in use
/// as it was seen, so that no reference can come between this look and the removal.
pub(crate) async fn remove<F: Travels>(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let found = find::<F>(deps, request).await?;
        request.matches(found.version)?;
        if found.value.active {
            return Err(Problem::conflict("still_active", "Take it out of use first: set `active` to false."));
        }
        let id = F::bits(found.value.id);
        let first = Page { limit: 1, after: None };
        let references = keys::references(scope, F::KIND, id);
        if !deps.gate.store().list(&references, &first, request.at()).await?.items.is_empty() {
            let detail = "Something refers to it. It is kept, out of use, so that what happened stays readable.";
            return Err(Problem::conflict("referred_to", detail));
        }
        let commit = commit.delete_entry(scope, id, &found);
        Ok((tell::<F>(deps, request, commit, EventKind::RegisterRemoved, id)?, Reply::no_content()))
    })
    .await
}

/// What was sent, checked as far as it can be without looking anything up.
#[derive(Clone)]
pub(crate) struct Heard<F> {
    code: Option<Code>,
    name: Name,
    active: bool,
    facts: F,
}

impl<F: Facts> Heard<F> {
    pub(crate) fn entry(self, id: F::Id, created_at: Timestamp) -> Entry<F> {
        Entry { id, code: self.code, name: self.name, active: self.active, created_at, facts: self.facts }
    }
}

pub(crate) fn read<F: Travels>(
    change: &F::Change,
    country: Option<Country>,
    sight: &Visibility,
) -> Result<Heard<F>, Problem> {
    let mut fields = Fields::new();
    let (code, name, active) = F::heading(change);
    let code = match code {
        Some(text) => fields.take("/code", "code", text, Code::new(text)).map(Some),
        None => Some(None),
    };
    let name = fields.take("/name", "name", name, Name::new(name));
    let facts = F::read(change, country, &mut fields).map(|facts| facts.placed(sight));
    let ((code, name), facts) = fields.all(code.zip(name).zip(facts))?;
    Ok(Heard { code, name, active, facts })
}

pub(crate) async fn country(deps: &Deps, scope: TenantScope, now: Timestamp) -> Result<Option<Country>, Problem> {
    let account = deps.gate.store().read(&keys::account(scope), now).await?;
    Ok(account.and_then(|account| account.value.country))
}

async fn find<F: Travels>(deps: &Deps, request: &Request) -> Result<Stored<Entry<F>>, Problem> {
    let id: F::Id = request.named("id", F::NOUN)?;
    let found = deps.gate.store().read(&keys::entry::<F>(request.scope()?, id), request.at()).await?;
    let sight = request.caller()?.visibility();
    found.filter(|found| found.value.is_seen(&sight)).ok_or_else(|| Problem::not_found(F::NOUN))
}

pub(crate) fn check_sight<F: Facts>(entry: &Entry<F>, sight: &Visibility) -> Result<(), Problem> {
    if entry.is_seen(sight) {
        return Ok(());
    }
    Err(Problem::forbidden("out_of_sight", "This would belong to a branch or a transport company that is not yours."))
}

pub(crate) async fn check_unique<F: Facts>(
    deps: &Deps,
    acting: &Acting,
    entry: &Entry<F>,
    id: Uuid,
) -> Result<(), Problem> {
    let (scope, unique) = (acting.scope, entry.unique());
    let keys: Vec<_> = unique.iter().map(|unique| keys::entry_key(scope, F::KIND, unique)).collect();
    let found = deps.gate.store().read_all(&keys, acting.at).await?;
    let taken = |owner: &Option<Stored<keys::Named>>| owner.as_ref().is_some_and(|owner| owner.value.id != id);
    let errors: Vec<FieldError> = unique
        .iter()
        .zip(&found)
        .filter(|(_, owner)| taken(owner))
        .map(|(unique, _)| FieldError {
            pointer: format!("/{}", unique.field),
            rule: "taken".to_owned(),
            detail: "Another entry of this register has it already.".to_owned(),
            value: None,
        })
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    let detail = "Another entry of this register has it already; `errors` says what.";
    Err(Problem::conflict("already_registered", detail).with_errors(errors))
}

fn tell<F: Facts>(
    deps: &Deps,
    request: &Request,
    commit: Commit,
    kind: EventKind,
    id: Uuid,
) -> Result<Commit, Problem> {
    Ok(commit.tell(&request.event(&deps.gate, kind, id, &[("register", F::KIND.name())])?))
}
