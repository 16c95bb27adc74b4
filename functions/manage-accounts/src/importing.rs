//! Users and holidays from a spreadsheet: asked for here, sent to the bucket, put row by row when the file arrives.

mod arrivals;
mod days;
mod job;
mod people;
pub(crate) mod wire;

use domain::access::{Caller, Standing};
use edge::access::MANAGE_PEOPLE;
use edge::{Problem, Reply, Request, WireProblem, save};
use imports::ShownRows;
use store::{Stored, keys};

use crate::Deps;
use job::{Job, Of, Register};

pub(crate) use arrivals::take;

/// Lists the imports of users and holidays, newest first, without their findings; those of users to whoever keeps users.
#[utoipa::path(get, path = "/v1/account-imports", tag = "Account imports",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::AccountImports)))]
pub(crate) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::account_imports::<Job>(request.scope()?), &page, request.at()).await?;
    let caller = request.caller()?;
    let seen = found.items.iter().map(|job| &job.value).filter(|job| may_keep(caller, job.of.register).is_ok());
    let items = seen.map(|job| wire::AccountImport::of(job, ShownRows::at(job, request.at()))).collect();
    Ok(Reply::ok(&wire::AccountImports { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Asks to import users or holidays. PUT the file (CSV, XLSX, XLS, or one of them in a ZIP, with headings in Portuguese,
/// Spanish or English, or the names of the fields) to the address in the answer, then follow the import.
///
/// A user is known by the e-mail: somebody new is invited by mail, once; of somebody known, cells that are empty leave
/// what is there. Branches, partners, transport companies and drivers are named by code (drivers also by login) or id.
/// A holiday is known by its id. A row that breaks a rule is left out; all others count. The same file again changes
/// nothing and invites nobody.
#[utoipa::path(post, path = "/v1/account-imports", tag = "Account imports",
    params(("Idempotency-Key" = String, Header)), request_body = wire::NewAccountImport,
    responses((status = 201, body = wire::AccountImport), (status = 403, description = "`not_allowed`", body = WireProblem), (status = 422, body = WireProblem)))]
pub(crate) async fn ask(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (register, asked) = request.json::<wire::NewAccountImport>()?.read()?;
    may_keep(request.caller()?, register)?;
    save(&deps.gate, request, async |commit| {
        let of = Of { register, standing: Standing::of(request.caller()?), counts: imports::Counts::default() };
        let (commit, job, upload) = deps.imports().open(request, of, &asked, commit).await?;
        let shown = wire::AccountImport::of(&job, ShownRows::opened(&job, upload, request.at()));
        Ok((commit, Reply::created(&format!("/v1/account-imports/{}", job.id), &shown)))
    })
    .await
}

/// Shows one import with its first findings, and where all of them and the rows that were left out can be downloaded.
#[utoipa::path(get, path = "/v1/account-imports/{id}", tag = "Account imports", params(("id" = String, Path)),
    responses((status = 200, body = wire::AccountImport), (status = 404, body = WireProblem)))]
pub(crate) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Stored { value: job, version } = deps.imports().find::<Of>(request).await?;
    may_keep(request.caller()?, job.of.register).map_err(|_| Problem::not_found("import"))?;
    let shown = wire::AccountImport::of(&job, deps.imports().shown_rows(request, &job).await?);
    Ok(Reply::ok(&shown).with_etag(version))
}

/// The same rule as for one of them: users are kept by managers, holidays by their programs, too.
fn may_keep(caller: &Caller, register: Register) -> Result<(), Problem> {
    match register {
        Register::Users => MANAGE_PEOPLE.check(caller),
        Register::Holidays => Ok(()),
    }
}
