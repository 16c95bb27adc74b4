//! Rows as services: each in a commit of its own, a few at the same time, and none twice.

use domain::access::TenantScope;
use domain::id::{ImportId, ServiceId};
use domain::import::Finding;
use edge::{BoxFuture, Problem, Reply, save_once};
use futures_util::future::try_join_all;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use store::keys::{self, Imported, Introduced};
use store::{Commit, Page, Stored, Version};

use super::job::{Counts, Job, Services, content};
use crate::Deps;
use crate::making;
use crate::spreadsheet::{Column, Ready, Sheet};
use crate::wish::{Ground, Maker, Making, Who};

/// Rows that are made at the same time.
const AT_ONCE: usize = 8;
/// After how many rows a job says how far it has come.
const TOLD_EVERY: u64 = 250;

/// What the rows came to.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) counts: Counts,
    pub(super) errors: Vec<Finding>,
}

/// What became of one row.
enum Came {
    Made,
    Repeated,
    Refused(Vec<Finding>),
}

/// What a row was noted as before.
#[derive(Clone, Copy)]
struct Noted {
    import: ImportId,
    version: Version,
    /// Whether its service is still there.
    stands: bool,
}

/// Makes the rows. Those of one customer follow each other, the others go side by side.
pub(super) async fn make(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    sheet: &Sheet,
    ready: Vec<Ready>,
) -> Result<Rows, Problem> {
    let noted = noted(deps, scope, job).await?;
    let maker = Maker {
        scope,
        author: job.author.clone(),
        at: deps.gate.now(),
        import: Some(job.id),
        sight: job.of.standing.visibility(),
        ground: Some(Arc::new(ground(deps, scope, job).await?)),
        looks_first: true,
    };
    let work = Work { deps, job, sheet, maker, noted, done: AtomicU64::new(0) };
    let lanes = lanes(ready);
    let running: Vec<BoxFuture<'_, Result<Rows, Problem>>> =
        lanes.iter().map(|lane| -> BoxFuture<'_, Result<Rows, Problem>> { Box::pin(work.lane(lane)) }).collect();
    let mut all = Rows::default();
    for rows in try_join_all(running).await? {
        all.counts.made = all.counts.made.saturating_add(rows.counts.made);
        all.counts.repeated = all.counts.repeated.saturating_add(rows.counts.repeated);
        all.errors.extend(rows.errors);
    }
    Ok(all)
}

/// Rows that may be of one customer in one lane, in their order.
fn lanes(ready: Vec<Ready>) -> Vec<Vec<Ready>> {
    let mut lanes: Vec<Vec<Ready>> = (0..AT_ONCE).map(|_| Vec::new()).collect();
    let mut of: HashMap<String, usize> = HashMap::new();
    for (turn, row) in ready.into_iter().enumerate() {
        let names = names(&row.making);
        let lane = names.iter().find_map(|name| of.get(name).copied()).unwrap_or(turn % AT_ONCE);
        of.extend(names.into_iter().map(|name| (name, lane)));
        if let Some(lane) = lanes.get_mut(lane) {
            lane.push(row);
        }
    }
    lanes
}

/// Everything that a row's customer may be found by.
fn names(making: &Making) -> Vec<String> {
    let (external, document) = match &making.customer {
        Who::Known(id) => return vec![format!("id {id}")],
        Who::Called(external) => (Some(external), None),
        Who::Described(person) => (person.keys.external_id.as_ref(), person.keys.document.as_ref()),
    };
    let external = external.map(|id| format!("external {id}"));
    external.into_iter().chain(document.map(|document| format!("document {}", document.as_str()))).collect()
}

/// What is the same for all rows, read once. The month is noted before them, so that they need not.
async fn ground(deps: &Deps, scope: TenantScope, job: &Job) -> Result<Ground, Problem> {
    let (settings, _) = deps.settings(scope).await?;
    if job.asked.dry_run {
        return Ok(Ground { settings, months: BTreeSet::new() });
    }
    let now = deps.gate.now();
    let key = keys::service_months(scope);
    let month = keys::Month::of(now);
    save_once(&deps.gate, scope, now, None, async |commit| {
        let found = deps.gate.store().read(&key, now).await?;
        Ok((making::note_month(commit, scope, found, &month), Reply::no_content()))
    })
    .await?;
    let months = deps.gate.store().read(&key, now).await?.map(|found| found.value.months);
    Ok(Ground { settings, months: months.unwrap_or_default() })
}

/// The services that rows of this very file became, by the place of the row.
pub(super) async fn made_of(deps: &Deps, scope: TenantScope, job: &Job) -> Result<BTreeMap<u32, ServiceId>, Problem> {
    let notes = deps.gate.store().list_all(&keys::imported_of(scope, content(job)), None, deps.gate.now()).await?;
    Ok(notes.into_iter().map(|note| (note.value.ordinal, note.value.id)).collect())
}

/// Which rows of this very file were made before, and whether what they made is still there.
async fn noted(deps: &Deps, scope: TenantScope, job: &Job) -> Result<BTreeMap<u32, Noted>, Problem> {
    let (mut noted, mut page) = (BTreeMap::new(), Page { limit: 200, after: None });
    loop {
        let found = deps.gate.store().list(&keys::imported_of(scope, content(job)), &page, deps.gate.now()).await?;
        let ids: Vec<_> = found.items.iter().map(|note| note.value.id).collect();
        let standing = deps.gate.store().services_by_id(scope, &ids, deps.gate.now()).await?;
        let standing: BTreeSet<_> = standing.iter().map(|service| service.value.id).collect();
        noted.extend(found.items.into_iter().map(|Stored { value, version }| {
            let stands = standing.contains(&value.id);
            (value.ordinal, Noted { import: value.import, version, stands })
        }));
        match found.next {
            Some(next) => page.after = Some(next),
            None => return Ok(noted),
        }
    }
}

struct Work<'w> {
    deps: &'w Deps,
    job: &'w Job,
    sheet: &'w Sheet,
    maker: Maker,
    noted: BTreeMap<u32, Noted>,
    done: AtomicU64,
}

impl Work<'_> {
    async fn lane(&self, rows: &[Ready]) -> Result<Rows, Problem> {
        let mut came = Rows::default();
        for row in rows {
            match self.row(row).await? {
                Came::Made => came.counts.made = came.counts.made.saturating_add(1),
                Came::Repeated => came.counts.repeated = came.counts.repeated.saturating_add(1),
                Came::Refused(findings) => came.errors.extend(findings),
            }
            let done = self.done.fetch_add(1, Ordering::Relaxed).saturating_add(1);
            if done.is_multiple_of(TOLD_EVERY) {
                self.deps.imports().tell_progress::<Services>(self.maker.scope, self.job.id, done).await;
            }
        }
        Ok(came)
    }

    async fn row(&self, row: &Ready) -> Result<Came, Problem> {
        let noted = self.noted.get(&row.ordinal).copied();
        if let Some(noted) = noted.filter(|noted| noted.stands) {
            // What this very import made before it was cut off counts as its own.
            let own = noted.import == self.job.id && !self.job.asked.dry_run;
            return Ok(if own { Came::Made } else { Came::Repeated });
        }
        let came = if self.job.asked.dry_run { self.try_out(row).await } else { self.commit(row, noted).await };
        match came {
            Err(problem) if problem.status() < 500 => Ok(Came::Refused(self.findings(row, &problem))),
            // Nothing is wrong with the row: all of the file comes again.
            other => other,
        }
    }

    /// Decides all, and writes nothing.
    async fn try_out(&self, row: &Ready) -> Result<Came, Problem> {
        let commit = Commit::new(self.maker.scope, self.maker.at, self.deps.gate.fresh());
        Box::pin(making::make(self.deps, &self.maker, &row.making, commit)).await.map(|_| Came::Made)
    }

    async fn commit(&self, row: &Ready, noted: Option<Noted>) -> Result<Came, Problem> {
        let scope = self.maker.scope;
        let key = keys::imported(scope, content(self.job), row.ordinal);
        // The locks in the commit tell what others have already; only when one refuses is it worth asking which.
        let first = AtomicBool::new(true);
        let saved = save_once(&self.deps.gate, scope, self.deps.gate.now(), None, async |commit| {
            let maker = Maker {
                looks_first: !first.swap(false, Ordering::Relaxed),
                at: self.deps.gate.now(),
                ..self.maker.clone()
            };
            let (commit, made) = Box::pin(making::make(self.deps, &maker, &row.making, commit)).await?;
            let first = made.customer.import == Some(self.job.id);
            let customer = first.then(|| Introduced { id: made.customer.id, version: made.version.number() });
            let note = Imported { id: made.service.id, ordinal: row.ordinal, import: self.job.id, customer };
            let until = self.job.until();
            let commit = match noted {
                Some(noted) => commit.replace_until("row", &key, noted.version, &note, until),
                None => commit.create_until("row", &key, &note, until),
            };
            Ok((commit, Reply::no_content()))
        })
        .await;
        match saved {
            Ok(_) => Ok(Came::Made),
            // Another reader of the same file may have been faster.
            Err(problem) => match self.deps.gate.store().read(&key, self.deps.gate.now()).await? {
                Some(note) if noted.is_some_and(|noted| noted.version == note.version) => Err(problem),
                Some(note) if note.value.import == self.job.id => Ok(Came::Made),
                Some(_) => Ok(Came::Repeated),
                None => Err(problem),
            },
        }
    }

    fn findings(&self, row: &Ready, problem: &Problem) -> Vec<Finding> {
        let finding = |column: Option<Column>, rule: &str, detail: &str| {
            let heading = column.and_then(|column| self.sheet.heading(column));
            Finding::of_row(row.number, heading, rule, None, detail).in_tab(row.tab.as_deref())
        };
        if problem.errors().is_empty() {
            let column = match problem.code() {
                "invoice_taken" => Some(Column::Invoice),
                "external_id_taken" => Some(Column::External),
                _ => None,
            };
            return vec![finding(column, problem.code(), problem.detail())];
        }
        let errors = problem.errors().iter();
        errors.map(|error| finding(Column::of_pointer(&error.pointer), &error.rule, &error.detail)).collect()
    }
}
