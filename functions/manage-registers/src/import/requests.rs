//! Asking for imports and following them.

use super::job::{Counts, Entries, Job};
use super::wire::{NewRegisterImport, RegisterImport, RegisterImports};
use crate::Deps;
use domain::access::{Caller, Standing};
use domain::register::Kind;
use edge::access::{ADMINISTER, KEEP_FLEET};
use edge::{Fields, Problem, Reply, Request, WireProblem, save};
use imports::{ShownRows, Subject};
use store::keys;

/// Lists the imports of registers, newest first.
#[utoipa::path(get, path = "/v1/register-imports", tag = "Register imports",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = RegisterImports)))]
pub(crate) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::register_imports::<Job>(request.scope()?), &page, request.at()).await?;
    let author = request.caller()?.author();
    let whole = request.caller()?.visibility().is_unrestricted();
    let seen = found.items.iter().map(|job| &job.value).filter(|job| whole || job.author == author);
    let items = seen.map(|job| RegisterImport::at(job, request.at())).collect();
    Ok(Reply::ok(&RegisterImports { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows one import with its first errors, and where all of them and the rows that were left out can be downloaded.
#[utoipa::path(get, path = "/v1/register-imports/{id}", tag = "Register imports", params(("id" = String, Path)),
    responses((status = 200, body = RegisterImport), (status = 404, body = WireProblem)))]
pub(crate) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let found = deps.imports().find::<Entries>(request).await?;
    let caller = request.caller()?;
    let sees = caller.visibility().is_unrestricted() || found.value.author == caller.author();
    let Some(job) = Some(found).filter(|_| sees) else { return Err(Problem::not_found("import")) };
    let ShownRows { shown, rejected_url, .. } = deps.imports().shown_rows(request, &job.value).await?;
    let at = RegisterImport::at(&job.value, request.at());
    let shown = RegisterImport { report_url: shown.report_url, rejected_url, ..at };
    Ok(Reply::ok(&shown).with_etag(job.version))
}

/// Asks to import entries. PUT the file (CSV, XLSX, XLS, or one of them in a ZIP) to the address in the answer, then
/// follow the import. A row is known by its code, else by its plate, login or document, else by its name; cells that
/// are empty leave what is there. A row that breaks a rule is left out; all others count. The same file again changes
/// nothing.
#[utoipa::path(post, path = "/v1/register-imports", tag = "Register imports",
    params(("Idempotency-Key" = String, Header)), request_body = NewRegisterImport,
    responses((status = 201, body = RegisterImport), (status = 403, description = "`not_allowed`", body = WireProblem), (status = 422, body = WireProblem)))]
pub(crate) async fn ask(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: NewRegisterImport = request.json()?;
    let mut fields = Fields::new();
    let register = fields.take("/register", "register", raw.register.as_str(), raw.register.parse::<Kind>());
    let file = imports::file(
        &mut fields,
        &raw.file_name,
        i64::try_from(raw.size).unwrap_or(i64::MAX),
        &raw.sha256,
        raw.dry_run,
        Entries::LARGEST,
    );
    let (register, asked) = fields.all(register.zip(file))?;
    may_keep(request.caller()?, register)?;
    save(&deps.gate, request, async |commit| {
        let of = Entries { register, standing: Standing::of(request.caller()?), counts: Counts::default() };
        let (commit, job, upload) = deps.imports().open(request, of, &asked, commit).await?;
        let shown = RegisterImport { upload: Some(upload), ..RegisterImport::at(&job, request.at()) };
        Ok((commit, Reply::created(&format!("/v1/register-imports/{}", job.id), &shown)))
    })
    .await
}

/// The same rule as for one entry: drivers and vehicles are kept by whoever keeps the fleet, the rest by managers.
fn may_keep(caller: &Caller, register: Kind) -> Result<(), Problem> {
    match register {
        Kind::Drivers | Kind::Vehicles | Kind::OperatorHolidays => KEEP_FLEET.check(caller),
        _ => ADMINISTER.check(caller),
    }
}
