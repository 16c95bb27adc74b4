//! Rows as holidays: all of a file in one change of the configuration.

use domain::access::TenantScope;
use domain::calendar::Holiday;
use domain::code::HolidayId;
use domain::event::{Event, EventKind};
use domain::id::EventId;
use domain::import::Findings;
use edge::{Fields, Problem, Reply, save_once};
use imports::{Counts, Effect, Line, Names, line};
use sheets::Collected;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::job::Job;
use crate::{Deps, configuration_problem};

pub(super) const NAMES: [Names; 4] = [
    ("id", "codigo code identificador"),
    ("name", "nome nombre descricao descripcion feriado holiday"),
    ("startDate", "data fecha date dia day datainicio fechadeinicio inicio start"),
    ("endDate", "datafim fechadefin fim fin ate hasta end until"),
];

/// Puts every row, and notes what was wrong with those that were left out.
pub(super) async fn put(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    (file, columns): (&Collected, &[Option<&'static str>]),
) -> Result<(Counts, Findings), Problem> {
    let now = deps.gate.now();
    let came: Mutex<(Counts, Findings)> = Mutex::default();
    save_once(&deps.gate, scope, now, None, async |commit| {
        let mut current = deps.register.current(scope, now).await.map_err(configuration_problem)?;
        let next = current.next();
        let holidays = Mutex::new(&mut current.sections.holidays);
        let (counts, errors) = deps
            .imports()
            .each_row(scope, job, (file, columns), |row| {
                let said = read(&line(columns, row));
                let put = said.map(|holiday| {
                    let mut holidays = holidays.lock().unwrap_or_else(PoisonError::into_inner);
                    let effect = match holidays.get(holiday.id()) {
                        Some(before) if before.value == holiday => return Effect::Unchanged,
                        Some(_) => Effect::Changed,
                        None => Effect::Added,
                    };
                    holidays.put(holiday.id().clone(), holiday, next);
                    effect
                });
                std::future::ready(put)
            })
            .await?;
        *came.lock().unwrap_or_else(PoisonError::into_inner) = (counts, errors);
        if job.asked.dry_run || (counts.added == 0 && counts.changed == 0) {
            return Ok((commit, Reply::no_content()));
        }
        let event = Event {
            id: EventId::new(deps.gate.fresh()),
            account: scope.account(),
            kind: EventKind::ConfigurationChanged,
            subject: job.id.to_string(),
            author: job.author.clone(),
            at: now,
            data: BTreeMap::from([("section".to_owned(), "holidays".to_owned())]),
        };
        let commit = deps.register.write(&current, commit).await.map_err(configuration_problem)?;
        Ok((commit.tell(&event), Reply::no_content()))
    })
    .await?;
    Ok(came.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn read(line: &Line) -> Result<Holiday, Problem> {
    let mut fields = Fields::new();
    let cell = |field: &str| line.get(field).map_or("", String::as_str);
    let id = fields.take("/id", "code", cell("id"), cell("id").parse::<HolidayId>());
    let day = |field: &str| people::cells::day(cell(field));
    let start = fields.take("/startDate", "date", cell("startDate"), day("startDate").parse());
    let end = match line.get("endDate") {
        Some(text) => fields.take("/endDate", "date", text.as_str(), day("endDate").parse()).map(Some),
        None => Some(None),
    };
    // A run that is too long is refused here, not cut: there is nobody to warn, and the row comes back to be put right.
    for fault in Holiday::faults(cell("name"), start, end.flatten()) {
        let value = Some(cell(fault.field()).into());
        fields.refuse(&format!("/{}", fault.field()), "holiday", fault.to_string(), value);
    }
    let holiday = id.zip(start).zip(end);
    fields.all(holiday.and_then(|((id, start), end)| Holiday::new(id, cell("name"), start, end).ok()))
}
