//! Imports of the configuration: docks, warehouses, shipping policies, pickup points, sellers and holidays as
//! spreadsheets. Rows without errors are applied all at once, whatever the others say, and importing the same file again
//! changes nothing.

use domain::calendar::Holiday;
use domain::code::HolidayId;
use edge::{Problem, Reply, Request, WireProblem, save};
use imports::Shown;
use store::{Stored, keys};

use crate::job::{Job, Settings};
use crate::section::Noun;
use crate::{Deps, wire};

/// Lists the imports of configuration, newest first, without their findings.
#[utoipa::path(get, path = "/v1/configuration-imports", tag = "Configuration imports",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::ConfigurationImports)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let prefix = keys::configuration_imports::<Job<Settings>>(request.scope()?);
    let found = deps.gate.store().list(&prefix, &page, request.at()).await?;
    let items = found.items.iter().map(|job| &job.value);
    let items = items.map(|job| wire::ConfigurationImport::of(job, Shown::at(job, request.at()))).collect();
    let next_cursor = request.cursor(&deps.gate, found.next.as_deref())?;
    Ok(Reply::ok(&wire::ConfigurationImports { items, next_cursor }))
}

/// Shows one import of configuration with its first findings.
#[utoipa::path(get, path = "/v1/configuration-imports/{id}", tag = "Configuration imports", params(("id" = String, Path)),
    responses((status = 200, body = wire::ConfigurationImport), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let Stored { value: job, version } = deps.imports().find::<Settings>(request).await?;
    let shown = wire::ConfigurationImport::of(&job, deps.imports().shown(request, &job).await?);
    Ok(Reply::ok(&shown).with_etag(version))
}

/// Asks to import docks, warehouses, shipping policies, pickup points, sellers or holidays. PUT the file (CSV, XLSX, XLS
/// or a ZIP of one) to the address in the answer, then follow the import. Every row without errors is applied, the
/// others are reported; a dry run only checks.
#[utoipa::path(post, path = "/v1/configuration-imports", tag = "Configuration imports",
    params(("Idempotency-Key" = String, Header)), request_body = wire::NewConfigurationImport,
    responses((status = 201, body = wire::ConfigurationImport), (status = 422, body = WireProblem)))]
pub async fn ask(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::NewConfigurationImport = request.json()?;
    let asked = raw.read()?;
    save(&deps.gate, request, async |commit| {
        let of = Settings { kind: raw.kind, applied: None };
        let (commit, job, upload) = deps.imports().open(request, of, &asked, commit).await?;
        let shown = wire::ConfigurationImport::of(&job, Shown::opened(&job, upload, request.at()));
        Ok((commit, Reply::created(&format!("/v1/configuration-imports/{}", job.id), &shown)))
    })
    .await
}

impl Noun for Holiday {
    type Id = HolidayId;
    type Wire = wire::HolidayRow;
    const NAME: &'static str = "holiday";
    const SECTION: &'static str = "holidays";

    fn section(sections: &mut configuration::Sections) -> &mut configuration::Section<HolidayId, Self> {
        &mut sections.holidays
    }

    fn id(&self) -> &HolidayId {
        self.id()
    }

    fn read(wire: &wire::HolidayRow, _: &str, _: &configuration::Sections) -> Result<Self, Problem> {
        wire.read()
    }

    fn show(&self, _: &configuration::Sections) -> wire::HolidayRow {
        wire::HolidayRow::from(self)
    }
}
