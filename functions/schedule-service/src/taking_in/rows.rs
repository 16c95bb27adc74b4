//! Rows as bookings: each in a commit of its own, and none twice.

use domain::access::TenantScope;
use domain::import::Findings;
use domain::service::{Invoice, Service, Text};
use domain::shift::Shift;
use edge::Problem;
use imports::{Counts, Effect};
use jiff::civil::Date;
use scheduling::{Board, By};
use sheets::Collected;
use store::keys::Lookup;
use store::{Commit, Stored, keys};

use super::columns::{self, Field, Line, Wrong};
use super::job::Job;
use crate::Deps;

/// How often a row is decided again when others changed the same service or window.
const ATTEMPTS: u32 = 20;
/// Books every row, and notes what was wrong with those that were left out. What is added had no window, what is changed
/// had another.
pub(super) async fn put(
    deps: &Deps,
    scope: TenantScope,
    job: &Job,
    file: &Collected,
    fields: &[Option<Field>],
) -> Result<(Counts, Findings), Problem> {
    let columns: Vec<Option<&'static str>> = fields.iter().map(|field| field.map(name)).collect();
    let desk = deps.imports();
    desk.each_row(scope, job, (file, &columns), |row| {
        let line = columns::line(fields, &row.cells);
        Box::pin(async move { one(deps, scope, job, &line).await })
    })
    .await
}

/// What a field is called where something is wrong with it.
const fn name(field: Field) -> &'static str {
    match field {
        Field::Code => "code",
        Field::External => "externalId",
        Field::Invoice | Field::Series => "invoice",
        Field::Date => "date",
        Field::Marked(_) | Field::Shift => "shift",
    }
}

fn pointer(field: Field) -> String {
    format!("/{}", name(field))
}

fn broken((field, rule, detail): Wrong) -> Problem {
    Problem::of_field(pointer(field), rule, detail)
}

async fn one(deps: &Deps, scope: TenantScope, job: &Job, line: &Line) -> Result<Effect, Problem> {
    let (date, shift) = columns::wanted(line).map_err(broken)?;
    let by = By { origin: job.of.origin, author: job.author.clone() };
    let mut attempt = 1;
    loop {
        let now = deps.gate.now();
        let before = service(deps, scope, job, line).await?;
        let mut board = deps.schedule.board(scope, &before, now).await?;
        let booked = before.value.booking.as_ref();
        if booked.is_some_and(|booking| (booking.window.date(), booking.shift) == (date, shift)) {
            return Ok(Effect::Unchanged);
        }
        let effect = if booked.is_some() { Effect::Changed } else { Effect::Added };
        let moved = moved(deps, &mut board, (date, shift), &by).await?;
        if job.asked.dry_run {
            return Ok(effect);
        }
        let commit = Commit::new(scope, now, deps.gate.fresh());
        let (commit, service) = deps.schedule.write(commit, &deps.gate, &board, moved).await?;
        match deps.gate.store().commit(commit.replace_service(scope, &before, &service)).await {
            Ok(()) => return Ok(effect),
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => attempt = attempt.saturating_add(1),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Moves a service to the one window of a part of a day that it can have, by the rules of whoever sent the file. Where
/// it can have none, the first of them says why.
async fn moved(
    deps: &Deps,
    board: &mut Board,
    (date, shift): (Date, Shift),
    by: &By,
) -> Result<scheduling::Move, Problem> {
    let mut decided = Vec::new();
    for window in board.of_day(date).into_iter().filter(|window| window.shift == shift) {
        deps.schedule.look_at(board, window.id()).await?;
        decided.push(board.book(window.id(), by));
    }
    let wrong = |rule, detail| broken((Field::Date, rule, detail));
    let mut can_have = decided.iter().filter(|decided| decided.is_ok());
    if let (Some(_), Some(_)) = (can_have.next(), can_have.next()) {
        return Err(wrong("several_windows", "The service can have more than one window then: book one by its id."));
    }
    let only = decided.iter().position(Result::is_ok).unwrap_or_default();
    match decided.into_iter().nth(only) {
        None => Err(wrong("no_window", "The service can have no window then.")),
        Some(Ok(moved)) => Ok(moved),
        Some(Err(refused)) => Err(of_date(Problem::from(refused))),
    }
}

/// What is wrong with a window is said of the day that was asked for.
fn of_date(problem: Problem) -> Problem {
    if problem.status() >= 500 || !problem.errors().is_empty() {
        return problem;
    }
    Problem::of_field(pointer(Field::Date), problem.code(), problem.detail())
}

/// The service that a row is about, by the first of these that it names.
async fn service(deps: &Deps, scope: TenantScope, job: &Job, line: &Line) -> Result<Stored<Service>, Problem> {
    let unknown = |field: Field| broken((field, "unknown_service", "There is no such service."));
    let named =
        [Field::Code, Field::External, Field::Invoice].into_iter().find_map(|field| Some((field, line.get(&field)?)));
    let (field, text) = named.ok_or_else(|| broken((Field::Invoice, "required", "A row names a service.")))?;
    let by = match field {
        Field::Code => Lookup::Code(text.clone()),
        Field::External => Lookup::External(text.clone()),
        _ => {
            let number = Text::new(text).map_err(|_| unknown(field))?;
            let series =
                line.get(&Field::Series).map(|series| Text::new(series)).transpose().map_err(|_| unknown(field))?;
            store::invoice_lookup(&Invoice { number, series })
        }
    };
    let now = deps.gate.now();
    let found = deps.gate.store().read(&keys::lookup(scope, &by), now).await?.ok_or_else(|| unknown(field))?;
    let service = deps.gate.store().read(&keys::service(scope, found.value.id), now).await?;
    let sight = job.of.standing.visibility();
    service.filter(|service| sight.sees(&service.value.placement())).ok_or_else(|| unknown(field))
}
