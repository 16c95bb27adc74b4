//! Rows as entries.

use super::columns;
use super::job::{Counts, Entries, Job};
use crate::Deps;
use crate::entries::{self, Acting, Travels};
use domain::access::TenantScope;
use domain::event::{Event, EventKind};
use domain::id::EventId;
use domain::import::{Finding, Findings};
use domain::postal::Country;
use domain::register::{self, Entry, Kind, Reference, Unique, folded};
use edge::Problem;
use imports::Effect;
use serde_json::{Map, Value};
use sheets::Collected;
use std::collections::BTreeMap;
use store::{Commit, Page, Stored, keys};
use uuid::Uuid;

/// How often a row is decided again when others change the same things.
const ATTEMPTS: u32 = 5;
/// After how many rows a job says how far it has come.
const TOLD_EVERY: u64 = 500;

/// What became of the rows of a file, and what was wrong with them; or why none can be put.
type Put = Result<(Counts, Findings), Finding>;

/// Puts every row of a file into the register of its job, and counts what became of them; or says why none can be.
pub(super) async fn put(deps: &Deps, scope: TenantScope, job: &Job, file: &Collected) -> Result<Put, Problem> {
    match job.of.register {
        Kind::Agencies => all::<register::Agency>(deps, scope, job, file).await,
        Kind::Branches => all::<register::Branch>(deps, scope, job, file).await,
        Kind::Partners => all::<register::Partner>(deps, scope, job, file).await,
        Kind::Carriers => all::<register::Carrier>(deps, scope, job, file).await,
        Kind::Drivers => all::<register::Driver>(deps, scope, job, file).await,
        Kind::Vehicles => all::<register::Vehicle>(deps, scope, job, file).await,
        Kind::Justifications => all::<register::Justification>(deps, scope, job, file).await,
        Kind::FailureReasons => all::<register::FailureReason>(deps, scope, job, file).await,
        Kind::SuccessReasons => all::<register::SuccessReason>(deps, scope, job, file).await,
        Kind::ChatReasons => all::<register::ChatReason>(deps, scope, job, file).await,
        Kind::OperatorHolidays => all::<register::OperatorHoliday>(deps, scope, job, file).await,
    }
}

async fn all<F: Travels>(deps: &Deps, scope: TenantScope, job: &Job, file: &Collected) -> Result<Put, Problem> {
    let header: Vec<Option<&'static str>> = file.header.iter().map(|name| columns::field(name, F::COLUMNS)).collect();
    if !header.contains(&Some("name")) && !header.contains(&Some("code")) {
        let detail = "The file has neither a column for the name nor one for the code.";
        return Ok(Err(Finding::of_file("missing_column", Some("name"), detail)));
    }
    let country = entries::country(deps, scope, deps.gate.now()).await?;
    let (desk, mut counts, mut found) = (deps.imports(), Counts::default(), Findings::default());
    for row in &file.rows {
        counts.rows = counts.rows.saturating_add(1);
        if counts.rows.is_multiple_of(TOLD_EVERY) {
            desk.tell_progress::<Entries>(scope, job.id, counts.rows).await;
        }
        let (line, wrong) = columns::line(&header, &row.cells, country);
        let faults = row.faults.iter().map(|fault| (None, fault.rule.code(), fault.rule.to_string()));
        let cells = wrong.into_iter().map(|(field, detail)| (Some(field.to_owned()), "cell", detail.to_owned()));
        let mut errors: Vec<(Option<String>, String, String)> =
            faults.chain(cells).map(|(column, rule, detail)| (column, rule.to_owned(), detail)).collect();
        if errors.is_empty() {
            match one::<F>(deps, scope, job, country, &line).await {
                Ok(Effect::Added) => counts.added = counts.added.saturating_add(1),
                Ok(Effect::Changed) => counts.changed = counts.changed.saturating_add(1),
                Ok(Effect::Unchanged) => counts.unchanged = counts.unchanged.saturating_add(1),
                // Nothing is wrong with the row: all of it comes again.
                Err(problem) if problem.status() >= 500 => return Err(problem),
                Err(problem) => errors = findings(&problem),
            }
        }
        if !errors.is_empty() {
            counts.rejected = counts.rejected.saturating_add(1);
        }
        for (column, rule, detail) in errors {
            let finding = Finding::of_row(row.number, column.as_deref(), &rule, None, &detail);
            found.push(finding.in_tab(row.tab.as_deref()));
        }
    }
    Ok(Ok((counts, found)))
}

fn findings(problem: &Problem) -> Vec<(Option<String>, String, String)> {
    if problem.errors().is_empty() {
        return vec![(None, problem.code().to_owned(), problem.to_string())];
    }
    let column = |pointer: &str| {
        let field = pointer.strip_prefix("/address").unwrap_or(pointer).trim_start_matches('/');
        Some(field.to_owned()).filter(|column| !column.is_empty())
    };
    problem.errors().iter().map(|error| (column(&error.pointer), error.rule.clone(), error.detail.clone())).collect()
}

async fn one<F: Travels>(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    country: Option<Country>,
    line: &Map<String, Value>,
) -> Result<Effect, Problem> {
    let mut attempt = 1;
    loop {
        let now = deps.gate.now();
        let acting = Acting { scope, sight: job.of.standing.visibility(), at: now };
        let found = known::<F>(deps, &acting, line).await?;
        let mut sent = found.as_ref().map_or_else(Map::new, |found| as_sent::<F>(&found.value));
        sent.extend(line.clone());
        columns::nest(&mut sent);
        resolve(deps, &acting, &mut sent).await?;
        let change: F::Change = serde_json::from_value(Value::Object(sent))
            .map_err(|error| Problem::malformed("invalid_row", format!("The row cannot be read: {error}.")))?;
        let heard = entries::read::<F>(&change, country, &acting.sight)?;
        let (id, made) = match &found {
            Some(found) => (F::bits(found.value.id), found.value.created_at),
            None => (deps.gate.fresh(), now),
        };
        let entry = heard.entry(F::id(id), made);
        if found.as_ref().is_some_and(|found| found.value == entry) {
            return Ok(Effect::Unchanged);
        }
        let (commit, effect) = decide(deps, &acting, job, found.as_ref(), &entry, id).await?;
        if job.asked.dry_run {
            return Ok(effect);
        }
        match deps.gate.store().commit(commit).await {
            Ok(()) => return Ok(effect),
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => attempt = attempt.saturating_add(1),
            Err(error) => return Err(error.into()),
        }
    }
}

async fn decide<F: Travels>(
    deps: &Deps,
    acting: &Acting,
    job: &Job,
    found: Option<&Stored<Entry<F>>>,
    entry: &Entry<F>,
    id: Uuid,
) -> Result<(Commit, Effect), Problem> {
    entries::check_sight(entry, &acting.sight)?;
    entries::check_unique(deps, acting, entry, id).await?;
    let had = found.map(|found| found.value.facts.references()).unwrap_or_default();
    let fresh: Vec<Reference> = entry.facts.references().into_iter().filter(|to| !had.contains(to)).collect();
    let refers = edge::look_up(&deps.gate, acting.scope, &acting.sight, acting.at, &fresh).await?;
    let commit = Commit::new(acting.scope, acting.at, deps.gate.fresh());
    let (commit, kind, effect) = match found {
        None => (commit.create_entry(acting.scope, id, entry, &refers), EventKind::RegisterAdded, Effect::Added),
        Some(found) => {
            let commit = commit.replace_entry(acting.scope, id, found, entry, &refers);
            (commit, EventKind::RegisterChanged, Effect::Changed)
        }
    };
    let data = [("register", F::KIND.name().to_owned()), ("import", job.id.to_string())];
    let event = Event {
        id: EventId::new(deps.gate.fresh()),
        account: acting.scope.account(),
        kind,
        subject: id.to_string(),
        author: job.author.clone(),
        at: acting.at,
        data: data.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<BTreeMap<_, _>>(),
    };
    Ok((commit.tell(&event), effect))
}

/// An entry as a caller would send it.
fn as_sent<F: Travels>(entry: &Entry<F>) -> Map<String, Value> {
    match serde_json::to_value(F::shown(entry)) {
        Ok(Value::Object(mut shown)) => {
            shown.remove("id");
            shown.remove("createdAt");
            shown
        }
        _ => Map::new(),
    }
}

/// The entry that a row is about: the one with its code, else with its plate, login or document, else of its name.
async fn known<F: Travels>(
    deps: &Deps,
    acting: &Acting,
    line: &Map<String, Value>,
) -> Result<Option<Stored<Entry<F>>>, Problem> {
    let text = |field: &str| line.get(field).and_then(Value::as_str);
    let by = ["code", "plate", "login", "document"];
    let (store, scope) = (deps.gate.store(), acting.scope);
    if let Some(unique) = by.into_iter().find_map(|field| Some(entries::unique(field, text(field)?))) {
        return Ok(store.entry_with::<F>(scope, &unique, acting.at).await?);
    }
    let first = Page { limit: 1, after: None };
    let same = keys::entry_namesakes(scope, F::KIND, text("name").unwrap_or_default());
    let Some(named) = store.list(&same, &first, acting.at).await?.items.into_iter().next() else { return Ok(None) };
    Ok(store.read(&keys::entry::<F>(scope, F::id(named.value.id)), acting.at).await?)
}

/// A row may name a branch or a transport company by its code.
async fn resolve(deps: &Deps, acting: &Acting, sent: &mut Map<String, Value>) -> Result<(), Problem> {
    for (field, kind) in [("branch", Kind::Branches), ("carrier", Kind::Carriers)] {
        let Some(code) = sent.get(field).and_then(Value::as_str).filter(|text| Uuid::try_parse(text).is_err()) else {
            continue;
        };
        let unique = Unique { field: "code", value: folded(code) };
        let found = deps.gate.store().read(&keys::entry_key(acting.scope, kind, &unique), acting.at).await?;
        if let Some(found) = found {
            sent.insert(field.to_owned(), found.value.id.to_string().into());
        }
    }
    Ok(())
}
