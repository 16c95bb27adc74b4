//! The versions of a shipping policy's freight table: listed, compared, downloaded, brought back.

use std::sync::Arc;

use bytes::Bytes;
use configuration::{Sections, TableVersion};
use domain::code::PolicyId;
use domain::id::{EventId, ImportId};
use edge::{Fields, Problem, Reply, Request, WireProblem, save};
use freight::table::{BlockHash, Column, diff};
use store::keys;

use crate::change::{unconfigured, unstored};
use crate::imports::gone;
use crate::job::Job;
use crate::switch::{self, Ready};
use crate::{Deps, wire};

/// Examples that a comparison shows.
const EXAMPLES: usize = 50;

/// Lists the versions of a policy's freight table, newest first.
#[utoipa::path(get, path = "/v1/shipping-policies/{id}/freight-tables", tag = "Freight tables",
    params(("id" = String, Path), ("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::FreightTables), (status = 404, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let (policy, sections) = policy(deps, request).await?;
    let live = live_version(&sections, &policy);
    let prefix = keys::freight_tables::<TableVersion>(request.scope()?, policy.as_str());
    let found = deps.gate.store().list(&prefix, &page, request.at()).await?;
    let items = found.items.iter().map(|table| wire::FreightTable::new(&table.value, live)).collect();
    Ok(Reply::ok(&wire::FreightTables { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows one version.
#[utoipa::path(get, path = "/v1/shipping-policies/{id}/freight-tables/{version}", tag = "Freight tables",
    params(("id" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = wire::FreightTable), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (policy, sections) = policy(deps, request).await?;
    let version = of_path(deps, request, &policy).await?;
    Ok(Reply::ok(&wire::FreightTable::new(&version, live_version(&sections, &policy))))
}

/// Compares two freight tables of a policy: how many postal ranges change price or time, and by how much. Either is a
/// version's number, or the id of a checked import, so that a table can be looked at before it goes live; without
/// `from` it is the live one, and where no table is live yet, one without rows.
#[utoipa::path(get, path = "/v1/shipping-policies/{id}/freight-tables/diff", tag = "Freight tables",
    params(("id" = String, Path), ("from" = Option<String>, Query, description = "The old table: a version or an import; the live one without it"),
        ("to" = String, Query, description = "The new table: a version or an import")),
    responses((status = 200, body = wire::TableDiff), (status = 404, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn compare(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let (policy, sections) = policy(deps, request).await?;
    let live = live_version(&sections, &policy).map(|version| version.to_string());
    let from = request.query("from")?.map(str::to_owned).or(live);
    let to = request.query("to")?.map(str::to_owned);
    let mut fields = Fields::new();
    if to.is_none() {
        fields.refuse("/to", "required", "Name a version, or a checked import.", None);
    }
    let to = fields.all(to)?;
    let old = match &from {
        Some(from) => {
            let hash = compared(deps, request, &policy, from).await?;
            deps.register.block(scope, hash).await.map_err(unconfigured)?
        }
        None => Arc::new(crate::rows::empty().map_err(Problem::internal)?),
    };
    let new = deps.register.block(scope, compared(deps, request, &policy, &to).await?).await.map_err(unconfigured)?;
    let found = tokio::task::spawn_blocking(move || diff(&old, &new, EXAMPLES)).await.map_err(Problem::internal)?;
    Ok(Reply::ok(&wire::TableDiff::new(
        from.unwrap_or_else(|| "0".to_owned()),
        to,
        &found,
        sections.settings.value.currency,
    )))
}

/// Gives the rows of a version as CSV in the columns of the freight template, as they were imported: an address that
/// works for 15 minutes.
#[utoipa::path(get, path = "/v1/shipping-policies/{id}/freight-tables/{version}/rows", tag = "Freight tables",
    params(("id" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = wire::TableRows), (status = 404, body = WireProblem)))]
pub async fn rows(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let (policy, _) = policy(deps, request).await?;
    let version = of_path(deps, request, &policy).await?;
    let hash = version.block.to_string();
    let digest = blobs::Digest::parse(&hash).ok_or_else(|| Problem::not_found("freight table"))?;
    let key = blobs::keys::table_rows(scope, digest);
    if deps.blobs.head(&key).await.is_err() {
        let block = deps.register.block(scope, version.block).await.map_err(unconfigured)?;
        let written = tokio::task::spawn_blocking(move || {
            let rows = block.rows().map(|row| Column::ALL.map(|column| row.cell(column)));
            sheets::write::csv(&Column::ALL.map(Column::name), rows)
        });
        let file = written.await.map_err(Problem::internal)?.map_err(Problem::internal)?;
        deps.blobs.put(&key, Bytes::from(file), "text/csv; charset=utf-8").await.map_err(unstored)?;
    }
    let name = format!("{policy}-{}.csv", version.version);
    let signed = deps.blobs.presign_get(&key, &name, imports::OPEN).await.map_err(unstored)?;
    Ok(Reply::ok(&wire::TableRows { url: signed.url, expires_at: signed.expires_at, rows: version.rows }))
}

/// Brings an earlier version back, as a version of its own. Quotes use it from the next one on.
#[utoipa::path(post, path = "/v1/shipping-policies/{id}/freight-tables/{version}/activation", tag = "Freight tables",
    params(("id" = String, Path), ("version" = u32, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = wire::FreightTable), (status = 404, body = WireProblem), (status = 409, body = WireProblem)))]
pub async fn activate(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let author = request.caller()?.author();
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let policy: PolicyId = request.named("id", "shipping policy")?;
        let earlier = of_path(deps, request, &policy).await?;
        if live_version(&current.sections, &policy) == Some(earlier.version) {
            return Err(Problem::conflict("already_live", "This version is the one that serves the policy."));
        }
        let ready = Ready::restored(earlier);
        let new = switch::switch(&mut current.sections, ready, &author, request.at()).map_err(gone)?;
        let commit = deps.register.write(&current, commit).await.map_err(unconfigured)?;
        let commit = switch::record(commit, scope, EventId::new(deps.gate.fresh()), &new);
        Ok((commit, Reply::ok(&wire::FreightTable::new(&new, Some(new.version)))))
    })
    .await
}

/// The policy of the address, which must exist, with what is configured.
async fn policy(deps: &Deps, request: &Request) -> Result<(PolicyId, Sections), Problem> {
    let id: PolicyId = request.named("id", "shipping policy")?;
    let sections = deps.current(request).await?.sections;
    if sections.policies.get(id.as_str()).is_none() {
        return Err(Problem::not_found("shipping policy"));
    }
    Ok((id, sections))
}

fn live_version(sections: &Sections, policy: &PolicyId) -> Option<u32> {
    sections.tables.get(policy).filter(|table| table.block.is_some()).map(|table| table.version)
}

/// The version of the address.
async fn of_path(deps: &Deps, request: &Request, policy: &PolicyId) -> Result<TableVersion, Problem> {
    let version: u32 = request.named("version", "freight table")?;
    let key = keys::freight_table::<TableVersion>(request.scope()?, policy.as_str(), version);
    let found = deps.gate.store().read(&key, request.at()).await?;
    found.map(|found| found.value).ok_or_else(|| Problem::not_found("freight table"))
}

/// The block behind a version's number or a checked import's id.
async fn compared(deps: &Deps, request: &Request, policy: &PolicyId, name: &str) -> Result<BlockHash, Problem> {
    let (scope, store) = (request.scope()?, deps.gate.store());
    let found = if let Ok(version) = name.parse::<u32>() {
        let key = keys::freight_table::<TableVersion>(scope, policy.as_str(), version);
        store.read(&key, request.at()).await?.map(|found| found.value.block)
    } else if let Ok(import) = name.parse::<ImportId>() {
        let found = store.read(&keys::import::<Job>(scope, import), request.at()).await?;
        let job = found.map(|found| found.value).filter(|job| job.of.policy == *policy);
        job.and_then(|job| job.of.block)
    } else {
        None
    };
    found.ok_or_else(|| Problem::not_found("freight table"))
}
