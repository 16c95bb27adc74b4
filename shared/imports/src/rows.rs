//! The rows of a file, and what became of them.

use bytes::Bytes;
use domain::access::TenantScope;
use domain::import::{Finding, Findings, Job, Summary};
use edge::Problem;
use serde::{Deserialize, Serialize};
use sheets::{Collected, CollectedRow, Limits, Options};

use crate::{Desk, Error, Subject};

/// After how many rows a job says how far it has come.
const TOLD_EVERY: u64 = 100;

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It was new.
    Added,
    /// It says something else than what was there.
    Changed,
    /// It says what was there.
    Unchanged,
}

/// What became of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Counts {
    /// That were new.
    pub added: u64,
    /// That changed something.
    pub changed: u64,
    /// That said what was there.
    pub unchanged: u64,
    /// That were left out.
    pub rejected: u64,
}

impl Counts {
    /// One more row of which this became.
    pub fn count(&mut self, effect: Effect) {
        let of = match effect {
            Effect::Added => &mut self.added,
            Effect::Changed => &mut self.changed,
            Effect::Unchanged => &mut self.unchanged,
        };
        *of = of.saturating_add(1);
    }
}

/// The rows of a file that arrived, at most so many; or why the file as a whole cannot be used.
///
/// # Errors
/// 500 when reading it was broken off.
pub async fn collected(file: Bytes, rows: u64) -> Result<Result<Collected, Box<Finding>>, Problem> {
    let options = Options { limits: Limits { rows, ..Limits::default() }, windows_1252: true };
    let read = tokio::task::spawn_blocking(move || sheets::collect(&file, &options)).await;
    Ok(read.map_err(Problem::internal)?.map_err(|refused| {
        let finding = Finding::of_file(refused.code(), None, &refused.to_string());
        Box::new(Finding { row: refused.row(), ..finding })
    }))
}

/// What is wrong with a row, under the headings of its file: of each error the column whose field its pointer names.
#[must_use]
fn findings(row: &CollectedRow, problem: &Problem, file: &Collected, columns: &[Option<&'static str>]) -> Vec<Finding> {
    let finding = |heading: Option<&str>, rule: &str, detail: &str| {
        Finding::of_row(row.number, heading, rule, None, detail).in_tab(row.tab.as_deref())
    };
    if problem.errors().is_empty() {
        return vec![finding(None, problem.code(), problem.detail())];
    }
    let heading = |pointer: &str| {
        let place = |part: &str| columns.iter().position(|column| *column == Some(part));
        let place = pointer.rsplit('/').find_map(place)?;
        file.header.get(place).map(String::as_str)
    };
    problem.errors().iter().map(|error| finding(heading(&error.pointer), &error.rule, &error.detail)).collect()
}

impl Desk<'_> {
    /// Deals with one row after the other, tells how far it has come, and notes what was wrong with those that were left
    /// out.
    ///
    /// # Errors
    /// The problem of a row that is nobody's fault: all of the file comes again.
    pub async fn each_row<S, Put, Putting>(
        &self,
        scope: TenantScope,
        job: &Job<S>,
        (file, columns): (&Collected, &[Option<&'static str>]),
        put: Put,
    ) -> Result<(Counts, Findings), Problem>
    where
        S: Subject,
        Put: Fn(&CollectedRow) -> Putting,
        Putting: Future<Output = Result<Effect, Problem>>,
    {
        let (mut counts, mut errors) = (Counts::default(), Findings::default());
        for (done, row) in (1_u64..).zip(&file.rows) {
            let wrong: Vec<Finding> = if row.faults.is_empty() {
                match put(row).await {
                    Ok(effect) => {
                        counts.count(effect);
                        Vec::new()
                    }
                    Err(problem) if problem.status() >= 500 => return Err(problem),
                    Err(problem) => findings(row, &problem, file, columns),
                }
            } else {
                let fault = |fault: &sheets::Fault| {
                    let heading = fault.column.and_then(|at| file.header.get(at)).map(String::as_str);
                    let detail = fault.rule.to_string();
                    Finding::of_row(row.number, heading, fault.rule.code(), None, &detail).in_tab(row.tab.as_deref())
                };
                row.faults.iter().map(fault).collect()
            };
            wrong.into_iter().for_each(|finding| errors.push(finding));
            if done.is_multiple_of(TOLD_EVERY) {
                self.tell_progress::<S>(scope, job.id, done).await;
            }
        }
        Ok((counts, errors))
    }

    /// Keeps what was wrong with a file: the report, and the rows that were left out.
    ///
    /// # Errors
    /// [`Error`] when the bucket does not answer.
    pub async fn conclude<S: Subject>(
        &self,
        scope: TenantScope,
        job: &Job<S>,
        file: &Collected,
        errors: &Findings,
        warnings: &Findings,
    ) -> Result<Summary, Error> {
        self.keep_report(scope, job.id, errors, warnings).await?;
        let rejected = self.keep_rejected(scope, job.id, file, errors).await?;
        let rows = u64::try_from(file.rows.len()).unwrap_or(u64::MAX);
        Ok(Summary { rejected, ..Summary::new(rows, errors, warnings) })
    }
}
