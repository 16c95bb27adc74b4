//! Many SKUs, or what warehouses have of many, in one request: each row has an answer of its own.

use std::collections::BTreeSet;

use configuration::{Sections, Sku, Stock};
use domain::access::TenantScope;
use edge::{BatchAnswer, BoxFuture, Fields, Problem, Reply, Request, Row, RowAnswer, save_once_contended};
use futures_util::{FutureExt, StreamExt, stream};
use serde::Serialize;
use serde_json::Value;
use store::{Commit, Stored, keys};

use crate::kits::{self, Changes, Turn};
use crate::shelving::{Shelved, Told};
use crate::{Deps, wire};

/// Rows of one request at most.
const MOST: usize = 500;
/// Rows that are written at the same time.
const AT_ONCE: usize = 8;

/// Makes or changes up to 500 SKUs, each as if it had been sent alone; what one row refuses keeps no other back. A field
/// that a row leaves out stays as it is registered. Of two rows about the same the first counts. Kits come last, so that
/// their parts may be in the same request.
#[utoipa::path(post, path = "/v1/skus/batch", tag = "SKUs", params(("Idempotency-Key" = String, Header)),
    request_body = wire::SkuBatch,
    responses((status = 200, body = BatchAnswer), (status = 422, body = edge::WireProblem)))]
pub async fn skus(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    write_all::<Sku>(deps, request, request.json::<wire::SkuBatch>()?.items).await
}

/// Says what warehouses have of up to 500 SKUs, each row as if it had been sent alone; what one row refuses keeps no
/// other back. A field that a row leaves out stays as it is. Of two rows about the same the first counts.
#[utoipa::path(post, path = "/v1/inventory/batch", tag = "Inventory", params(("Idempotency-Key" = String, Header)),
    request_body = wire::StockBatch,
    responses((status = 200, body = BatchAnswer), (status = 422, body = edge::WireProblem)))]
pub async fn stock(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    write_all::<Stock>(deps, request, request.json::<wire::StockBatch>()?.items).await
}

/// What all rows of a request are written with.
struct Work<'a> {
    deps: &'a Deps,
    request: &'a Request,
    scope: TenantScope,
    sections: Sections,
}

/// A row of a request.
trait Rowed: Shelved {
    /// The field that says what a row is about.
    const POINTER: &'static str;
    /// How it travels.
    type Wire: Serialize;
    /// The fields that a row may leave out, with the columns of a file that stand for them.
    const OPTIONAL: &'static [(&'static str, &'static str)];

    fn of_row(row: &Row, request: &Request) -> Result<Self, Problem>;

    /// Refuses what does not fit to what is registered, else adds to the commit what it rests on.
    fn rest(
        &self,
        work: &Work<'_>,
        before: Option<&Self>,
        commit: Commit,
    ) -> impl Future<Output = Result<Commit, Problem>> + Send;

    fn shown(&self, request: &Request) -> Self::Wire;
}

impl Rowed for Sku {
    const POINTER: &'static str = "/id";
    type Wire = wire::Sku;
    const OPTIONAL: &'static [(&'static str, &'static str)] =
        &[("price", "Price"), ("modal", "Modal"), ("components", "Components"), ("availableFrom", "AvailableFrom")];

    fn of_row(row: &Row, _: &Request) -> Result<Self, Problem> {
        wire::Sku::of_row(row)
    }

    async fn rest(&self, work: &Work<'_>, before: Option<&Self>, commit: Commit) -> Result<Commit, Problem> {
        let Work { deps, request, scope, .. } = *work;
        let (store, at) = (deps.gate.store(), request.at());
        let mut changes = Changes::default();
        changes.add(before, Some(self));
        if self.kit().is_none() {
            return Ok(changes.write(commit, scope, None));
        }
        let turn = Turn::begin(store, scope, at).await?;
        let parts: Vec<_> = self.components.iter().map(|part| keys::sku(scope, part.sku.as_str())).collect();
        let known = store.read_all(&parts, at).await?.into_iter().flatten();
        let kit = kits::naming(store, scope, &self.id, at).await?;
        wire::Sku::parts(self, &known.map(|found| found.value).collect::<Vec<Sku>>(), kit.as_ref())?;
        changes.write_ahead(&deps.gate, scope, at).await?;
        Ok(changes.write(commit, scope, Some(turn)))
    }

    fn shown(&self, _: &Request) -> wire::Sku {
        self.into()
    }
}

impl Rowed for Stock {
    const POINTER: &'static str = "/sku";
    type Wire = wire::Stock;
    const OPTIONAL: &'static [(&'static str, &'static str)] = &[("unlimited", "Unlimited"), ("leadTime", "LeadTime")];

    fn of_row(row: &Row, request: &Request) -> Result<Self, Problem> {
        wire::Stock::of_row(row, request.at())
    }

    async fn rest(&self, work: &Work<'_>, _: Option<&Self>, commit: Commit) -> Result<Commit, Problem> {
        let sku = keys::sku::<Sku>(work.scope, self.sku.as_str());
        if work.deps.gate.store().read(&sku, work.request.at()).await?.is_none() {
            return Err(Problem::not_found("SKU"));
        }
        if work.sections.warehouses.get(self.warehouse.as_str()).is_none() {
            return Err(Problem::not_found("warehouse"));
        }
        Ok(commit.present("SKU", &sku))
    }

    fn shown(&self, request: &Request) -> wire::Stock {
        wire::Stock::new(self, request.at())
    }
}

async fn write_all<T: Rowed>(deps: &Deps, request: &Request, rows: Vec<Row>) -> Result<Reply, Problem> {
    if rows.is_empty() || rows.len() > MOST {
        let mut fields = Fields::new();
        fields.refuse("/items", "count", format!("One request has 1 to {MOST} rows."), Some(rows.len().into()));
        fields.finish()?;
    }
    let scope = request.scope()?;
    let sections = deps.current(request).await?.sections;
    let read: Vec<(usize, Value, Result<T, Problem>)> = rows
        .into_iter()
        .enumerate()
        .map(|(at, row)| {
            let read = T::of_row(&row, request);
            (at, row.value(), read)
        })
        .collect();
    let work = Work { deps, request, scope, sections };
    let (mut first, mut last, mut items) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (at, row, read) in read {
        match read {
            Ok(line) if !seen.insert(line.identity()) => {
                let twice = Row::twice(T::POINTER, line.identity().into());
                items.push(RowAnswer::new(request, at, Err(twice)));
            }
            Ok(line) if line.kit().is_some() => last.push((at, row, line)),
            Ok(line) => first.push((at, row, line)),
            Err(problem) => items.push(RowAnswer::new(request, at, Err(problem))),
        }
    }
    let each: Vec<BoxFuture<'_, RowAnswer>> = first.iter().map(|row| write_one(&work, row).boxed()).collect();
    items.extend(stream::iter(each).buffered(AT_ONCE).collect::<Vec<_>>().await);
    for row in &last {
        items.push(write_one(&work, row).await);
    }
    items.sort_by_key(|answer| answer.row);
    Ok(Reply::ok(&BatchAnswer { items }))
}

async fn write_one<T: Rowed>(work: &Work<'_>, (at, row, line): &(usize, Value, T)) -> RowAnswer {
    let Work { deps, request, scope, .. } = *work;
    let asked = request.row_idempotency(*at, row.to_string().as_bytes());
    let absent: Vec<&'static str> =
        T::OPTIONAL.iter().filter(|(field, _)| row.get(*field).is_none()).map(|(_, column)| *column).collect();
    let told = Told { asked: request.at(), absent: &absent };
    let place = line.key(scope);
    let reply = save_once_contended(&deps.gate, scope, request.at(), asked.as_ref(), async |commit| {
        let found: Option<Stored<T>> = deps.gate.store().read(&place, request.at()).await?;
        let before = found.as_ref().map(|found| &found.value);
        let line = before.map_or_else(|| line.clone(), |before| line.clone().keep(before, told));
        let commit = line.rest(work, before, commit).await?;
        let shown = line.shown(request);
        Ok(match found {
            None => (commit.create(T::NAME, &place, &line), Reply::json(201, &shown)),
            Some(found) if found.value == line => (commit, Reply::ok(&shown)),
            Some(found) => (commit.replace(T::NAME, &place, found.version, &line), Reply::ok(&shown)),
        })
    })
    .await;
    RowAnswer::new(request, *at, reply)
}
