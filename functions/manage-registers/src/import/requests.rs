//! Asking for imports and following them.

use super::job::{self, Job};
use super::wire::{NewRegisterImport, RegisterImport, RegisterImports};
use crate::Deps;
use domain::access::{Caller, Role};
use domain::id::ImportId;
use domain::register::Kind;
use edge::{Fields, Problem, Reply, Request, WireProblem, save};
use std::time::Duration;
use store::{Stored, keys};

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

/// Shows one import with its first errors.
#[utoipa::path(get, path = "/v1/register-imports/{id}", tag = "Register imports", params(("id" = String, Path)),
    responses((status = 200, body = RegisterImport), (status = 404, body = WireProblem)))]
pub(crate) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: ImportId = request.named("id", "import")?;
    let found = deps.gate.store().read(&keys::register_import::<Job>(request.scope()?, id), request.at()).await?;
    let caller = request.caller()?;
    let sees = |job: &Stored<Job>| caller.visibility().is_unrestricted() || job.value.author == caller.author();
    let job = found.filter(sees).ok_or_else(|| Problem::not_found("import"))?;
    Ok(Reply::ok(&RegisterImport::at(&job.value, request.at())).with_etag(job.version))
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
    let name = raw.file_name.trim();
    if name.is_empty() || name.chars().count() > 200 || name.chars().any(char::is_control) {
        fields.refuse("/fileName", "file_name", "A file name has 1 to 200 characters.", None);
    }
    if !(1..=job::LARGEST_FILE).contains(&raw.size) {
        let detail = format!("A file has 1 to {} bytes.", job::LARGEST_FILE);
        fields.refuse("/size", "file_size", detail, Some(raw.size.into()));
    }
    let sha256 = blobs::Digest::parse(&raw.sha256);
    if sha256.is_none() {
        fields.refuse("/sha256", "sha256", "The SHA-256 of the file is 64 hexadecimal digits.", None);
    }
    let (register, sha256) = fields.all(register.zip(sha256))?;
    may_keep(request.caller()?, register)?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let id = ImportId::new(deps.gate.fresh());
        let upload = blobs::Upload { size: raw.size, content_type: "application/octet-stream".to_owned(), sha256 };
        let open: Duration = job::UPLOAD_OPEN.unsigned_abs();
        let signed = deps.blobs.presign_put(&blobs::keys::register_import(scope, id), &upload, open).await;
        let signed = signed.map_err(Problem::internal)?;
        let (caller, now) = (request.caller()?, request.at());
        let job = Job::new(id, register, name.to_owned(), raw.size, sha256.to_string(), raw.dry_run, caller, now);
        let shown = RegisterImport { upload: Some(signed.into()), ..RegisterImport::at(&job, now) };
        let commit = commit.create_until("import", &keys::register_import(scope, id), &job, job.until());
        Ok((commit, Reply::created(&format!("/v1/register-imports/{id}"), &shown)))
    })
    .await
}

/// The same rule as for one entry: drivers and vehicles are kept by whoever keeps the fleet, the rest by managers.
fn may_keep(caller: &Caller, register: Kind) -> Result<(), Problem> {
    let role = match caller {
        Caller::User { role, .. } | Caller::Machine { role, .. } => Some(*role),
        Caller::Storefront { .. } | Caller::Recipient { .. } => None,
    };
    let manages = matches!(role, Some(Role::Manager | Role::Api));
    if manages || matches!(register, Kind::Drivers | Kind::Vehicles) {
        return Ok(());
    }
    Err(Problem::forbidden("not_allowed", "This caller may not do this. Ask a manager of the account."))
}
