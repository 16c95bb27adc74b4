//! Windows of services from a spreadsheet: asked for here, sent to the bucket, booked row by row when the file arrives.

mod arrivals;
mod columns;
mod job;
mod rows;
pub mod template;
pub mod wire;

use domain::access::{Caller, Standing};
use edge::{Problem, Reply, Request, WireProblem, save};
use imports::{NewFile, ShownRows};
use store::{Stored, keys};

use crate::Deps;
use crate::bookings::origin;
use job::{Bookings, Counts, Job};

pub(crate) use arrivals::take;

/// Lists the imports of bookings, newest first, without their findings.
#[utoipa::path(get, path = "/v1/booking-imports", tag = "Booking imports",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::BookingImports)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::booking_imports::<Job>(request.scope()?), &page, request.at()).await?;
    let caller = request.caller()?;
    let seen = found.items.iter().map(|job| &job.value).filter(|job| is_seen(caller, job));
    let items = seen.map(|job| wire::BookingImport::of(job, ShownRows::at(job, request.at()))).collect();
    Ok(Reply::ok(&wire::BookingImports { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Asks to book windows for many services. PUT the file (CSV, XLSX, XLS, or one of them in a ZIP, of 20 MB at most) to the
/// address in the answer, then follow the import. A row names a service that is there, by its tracking code, its identifier in the other
/// system, or its invoice with its series; and a date (`30/11/2026` or `2026-11-30`) with one part of the day: an X under
/// *Manhã*, *Tarde* or *Noite*, or its name under *Turno*. It books the one window of that part of that day that the
/// service can have, by the rules of the office: cut-off, lead days and horizon are the recipient's. Headings may be in Portuguese, Spanish or English; columns of other names are passed over, so that an
/// export of services, with other days and parts of the day, is a file to import. A row that breaks a rule is left out;
/// all others count. The same file again changes nothing.
#[utoipa::path(post, path = "/v1/booking-imports", tag = "Booking imports",
    params(("Idempotency-Key" = String, Header)), request_body = NewFile,
    responses((status = 201, body = wire::BookingImport), (status = 422, body = WireProblem)))]
pub async fn ask(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked = request.json::<NewFile>()?.read::<Bookings>()?;
    save(&deps.gate, request, async |commit| {
        let caller = request.caller()?;
        let of = Bookings { standing: Standing::of(caller), origin: origin(caller), counts: Counts::default() };
        let (commit, job, upload) = deps.imports().open(request, of, &asked, commit).await?;
        let shown = wire::BookingImport::of(&job, ShownRows::opened(&job, upload, request.at()));
        Ok((commit, Reply::created(&format!("/v1/booking-imports/{}", job.id), &shown)))
    })
    .await
}

/// Shows one import with its first findings, and where all of them and the rows that were left out can be downloaded.
#[utoipa::path(get, path = "/v1/booking-imports/{id}", tag = "Booking imports", params(("id" = String, Path)),
    responses((status = 200, body = wire::BookingImport), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Stored { value: job, version } = deps.imports().find::<Bookings>(request).await?;
    if !is_seen(request.caller()?, &job) {
        return Err(Problem::not_found("import"));
    }
    let shown = wire::BookingImport::of(&job, deps.imports().shown_rows(request, &job).await?);
    Ok(Reply::ok(&shown).with_etag(version))
}

/// A file can tell of services that not everybody sees.
fn is_seen(caller: &Caller, job: &Job) -> bool {
    caller.visibility().is_unrestricted() || job.author == caller.author()
}
