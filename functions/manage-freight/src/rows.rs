//! Single rows of a freight table, put and taken out by what makes them themselves.

use configuration::{Current, TableVersion};
use domain::code::PolicyId;
use domain::id::EventId;
use edge::{Problem, Reply, Request, WireProblem, save};
use freight::table::{Block, Change, amend, compile};
use store::Commit;

use crate::change::unconfigured;
use crate::imports::gone;
use crate::switch::{self, Ready};
use crate::{Deps, wire};

/// Puts rows into the live freight table of a policy and takes rows out, all or nothing; the result is the next version.
/// A row is itself by country, postal range or polygon, and weights: one that is there already is replaced.
#[utoipa::path(post, path = "/v1/shipping-policies/{id}/freight-table-rows", tag = "Freight tables",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    request_body = wire::RowChanges,
    responses((status = 200, body = wire::ChangedRows), (status = 404, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::RowChanges = request.json()?;
    let policy: PolicyId = request.named("id", "shipping policy")?;
    save(&deps.gate, request, async |commit| {
        let current = deps.current(request).await?;
        let changes = raw.read(current.sections.settings.value.currency)?;
        let (commit, amended) = amend_live(deps, request, commit, current, &policy, changes).await?;
        let shown = wire::ChangedRows {
            table: wire::FreightTable::new(&amended.table, Some(amended.table.version)),
            added: amended.added,
            changed: amended.changed,
            removed: amended.removed,
        };
        Ok((commit, Reply::ok(&shown)))
    })
    .await
}

/// A table that serves its policy once the commit is done, and how it came about.
pub(crate) struct AmendedTable {
    pub(crate) table: TableVersion,
    pub(crate) added: u64,
    pub(crate) changed: u64,
    pub(crate) removed: u64,
}

/// Carries out changes of a policy's freight table, and adds the switch to the result to the commit.
pub(crate) async fn amend_live(
    deps: &Deps,
    request: &Request,
    commit: Commit,
    mut current: Current,
    policy: &PolicyId,
    changes: Vec<Change>,
) -> Result<(Commit, AmendedTable), Problem> {
    let scope = request.scope()?;
    if current.sections.policies.get(policy.as_str()).is_none() {
        return Err(Problem::not_found("shipping policy"));
    }
    let block = current.sections.tables.get(policy).and_then(|table| table.block);
    let block = match block {
        Some(hash) => Some(deps.register.block(scope, hash).await.map_err(unconfigured)?),
        None => None,
    };
    let work = tokio::task::spawn_blocking(move || match block {
        Some(block) => amend(&block, &changes),
        None => amend(&empty()?, &changes),
    });
    let amended = work.await.map_err(Problem::internal)?.map_err(wire::RowChanges::too_many)?;
    let rows = u64::try_from(amended.compiled.block.row_count()).unwrap_or(u64::MAX);
    let hash = amended.compiled.block.hash();
    deps.register.keep_block(scope, amended.compiled).await.map_err(unconfigured)?;
    let ready = Ready { policy: policy.clone(), block: hash, rows, import: None, file_name: None, restores: None };
    let author = request.caller()?.author();
    let table = switch::switch(&mut current.sections, ready, &author, request.at()).map_err(gone)?;
    let commit = deps.register.write(&current, commit).await.map_err(unconfigured)?;
    let commit = switch::record(commit, scope, EventId::new(deps.gate.fresh()), &table);
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let (added, changed, removed) = (count(amended.added), count(amended.changed), count(amended.removed));
    Ok((commit, AmendedTable { table, added, changed, removed }))
}

/// A table without rows.
pub(crate) fn empty() -> Result<Block, freight::table::TooManyRows> {
    Ok(compile(&[])?.block)
}
