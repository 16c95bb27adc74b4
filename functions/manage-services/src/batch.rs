//! Many services in one request, each with an answer of its own.

use domain::id::ServiceId;
use domain::postal::Country;
use edge::{BatchAnswer, BoxFuture, Problem, Reply, Request, Row, RowAnswer, save_once};
use futures_util::{StreamExt, stream};
use std::collections::BTreeSet;

use crate::making::{self, created};
use crate::wish::{Maker, Making};
use crate::{Deps, wire};

/// Services that one request makes.
const MOST: usize = 500;
/// Services that are made at the same time.
const AT_ONCE: usize = 8;

/// Makes up to 500 services. Each row has its own answer, in the order in which they were sent, as if it had been sent
/// alone; what one row refuses keeps no other back. Of two with one external id or one invoice the first is made. A repeat
/// under the same key makes nothing twice.
#[utoipa::path(post, path = "/v1/services/batch", tag = "Services",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::Batch,
    responses((status = 200, body = BatchAnswer), (status = 422, body = edge::WireProblem)))]
pub async fn make_many(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let rows = request.json::<wire::Batch>()?.items;
    if rows.is_empty() || rows.len() > MOST {
        return Err(Problem::of_field("/items", "count", "One request makes 1 to 500 services."));
    }
    let maker = Maker::of(request)?;
    let country = people::country(&deps.gate, maker.scope, maker.at).await?;
    let (rows, refused) = read(request, rows, country);
    let maker = &maker;
    let one = |row| -> BoxFuture<'_, RowAnswer> { Box::pin(make_one(deps, request, maker, row)) };
    let work: Vec<BoxFuture<'_, RowAnswer>> = rows.iter().map(one).collect();
    let mut items: Vec<RowAnswer> = stream::iter(work).buffered(AT_ONCE).collect().await;
    // Rows that kept meeting each other, such as those of one new customer, are made one after the other.
    for (answer, row) in items.iter_mut().zip(&rows) {
        if answer.status == 503 {
            *answer = make_one(deps, request, maker, row).await;
        }
    }
    items.extend(refused);
    items.sort_by_key(|answer| answer.row);
    Ok(Reply::ok(&BatchAnswer { items }))
}

/// A row by its number, and what it asks for.
struct Asked {
    number: usize,
    row: Row,
    making: Making,
}

/// Reads the rows, and answers those that are refused. So is one with the identifier or the invoice of an earlier one: it
/// would be the same service.
fn read(request: &Request, rows: Vec<Row>, country: Option<Country>) -> (Vec<Asked>, Vec<RowAnswer>) {
    let (mut asked, mut refused, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (number, row) in rows.into_iter().enumerate() {
        let read = row.read::<wire::NewService>().and_then(|sent| sent.read(country)).and_then(|making| {
            let unique = making.unique();
            let twice = unique.iter().find(|(_, by)| seen.contains(by)).map(|(pointer, _)| *pointer);
            seen.extend(unique.into_iter().map(|(_, by)| by));
            match twice {
                Some(pointer) => Err(Row::twice(pointer, row.value().pointer(pointer).cloned().unwrap_or_default())),
                None => Ok(making),
            }
        });
        match read {
            Ok(making) => asked.push(Asked { number, row, making }),
            Err(problem) => refused.push(RowAnswer::new(request, number, Err(problem))),
        }
    }
    (asked, refused)
}

async fn make_one(deps: &Deps, request: &Request, maker: &Maker, asked: &Asked) -> RowAnswer {
    let key = request.row_idempotency(asked.number, asked.row.value().to_string().as_bytes());
    let made = save_once(&deps.gate, maker.scope, maker.at, key.as_ref(), async |commit| {
        let (commit, made) = making::make(deps, maker, &asked.making, commit).await?;
        Ok((commit, created(&deps.gate, &made)))
    })
    .await;
    RowAnswer::new(request, asked.number, made)
}

/// Services that one request moves or takes back.
const MOVED: usize = 100;

/// Does something to each of many services that are named by their identifiers, and answers for each.
pub(crate) async fn each<'r>(
    request: &'r Request,
    services: &'r [String],
    act: impl Fn(usize, ServiceId) -> BoxFuture<'r, Result<Reply, Problem>>,
) -> Result<Reply, Problem> {
    if services.is_empty() || services.len() > MOVED {
        return Err(Problem::of_field("/services", "count", "One request names 1 to 100 services."));
    }
    let one = async |row: usize, id: &str| -> RowAnswer {
        let reply = match id.parse::<ServiceId>() {
            Ok(id) => act(row, id).await,
            Err(_) => Err(Problem::not_found("service")),
        };
        RowAnswer::new(request, row, reply)
    };
    // One after the other: those of one window or one shelf would only meet each other.
    let mut items = Vec::with_capacity(services.len());
    for (row, id) in services.iter().enumerate() {
        items.push(one(row, id).await);
    }
    Ok(Reply::ok(&BatchAnswer { items }))
}
