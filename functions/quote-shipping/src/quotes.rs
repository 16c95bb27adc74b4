//! Making quotes.

use crate::goods::{self, Goods, Limited};
use crate::kept::{Inputs, Kept, LONGEST, Whole};
use crate::{Deps, ask, wire};
use configuration::Loaded;
use domain::access::Caller;
use domain::code::{PolicyId, SkuId};
use domain::id::QuoteId;
use domain::postal::PostalCode;
use edge::{Fields, Problem, Reply, Request, WireProblem, save};
use freight::quote::ENGINE;
use futures_util::FutureExt;
use futures_util::future::try_join;
use std::collections::{BTreeMap, BTreeSet};
use store::keys;

/// Says what shipping a cart costs and when it arrives.
#[utoipa::path(post, path = "/v1/quotes", tag = "Quotes", security(("bearer" = []), ("publishable" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key gives the same quote"),
        ("Accept-Language" = Option<String>, Header, description = "pt-BR, es or en: language of the names in the answer")),
    request_body = wire::QuoteAsk,
    responses((status = 201, body = wire::Quote), (status = 400, body = WireProblem), (status = 401, body = WireProblem),
        (status = 403, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn make(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::QuoteAsk = request.json()?;
    let asked = ask::parse(&raw)?;
    let versions = table_versions(&raw)?;
    keep_from_pages(request, &raw)?;
    let scope = request.scope()?;
    let reply = save(&deps.gate, request, async |commit| {
        let skus: BTreeSet<SkuId> = asked.lines.iter().map(|line| line.sku.clone()).collect();
        let reading = load(deps, request, &versions, asked.destination.postal_code).boxed();
        let (loaded, named) = try_join(reading, goods::named(deps, scope, &skus, request.at()).boxed()).await?;
        let configuration = &loaded.configuration;
        let limited = Limited {
            calendars: configuration.scheduled_for(&asked.destination).collect(),
            sellers: goods::limited(&asked.sellers(raw.allocate, configuration), configuration),
        };
        let known = (configuration.as_ref(), limited);
        let goods = Goods::with(deps, scope, (&skus, named), known, request.at()).await?;
        let Goods { skus, stock, windows, days, days_off } = goods;
        let (asked, language) = (raw.clone(), request.language());
        let inputs = Inputs { asked, at: request.at(), language, skus, stock, windows, days, days_off };

        let id = QuoteId::new(deps.gate.fresh());
        let given = inputs.cart(&loaded, false)?;
        let started = deps.gate.now();
        let quote = inputs.quote(&loaded, &given.cart);
        let engine = deps.gate.now().duration_since(started);
        let answer = inputs.show((id, ENGINE), &loaded, &given, &quote);

        let expires_at = inputs.expires_at(&loaded);
        let mut reply = Reply::created(&format!("/v1/quotes/{id}"), &answer);
        if reply.body().len() > LONGEST {
            return Err(too_long());
        }
        let (kept, large) = Kept::new(reply.body(), &inputs, loaded.root)?;
        if let Some(large) = large {
            let key = blobs::keys::quote(scope, id);
            deps.blobs.put(&key, large, "application/json").await.map_err(Problem::busy)?;
            reply = reply.kept_elsewhere();
        }
        let micros = engine.as_micros();
        let timing = format!("engine;dur={}.{:03}", micros / 1_000, micros % 1_000);
        let commit = commit.create_until("quote", &keys::quote(scope, id), &kept, expires_at);
        Ok((commit, reply.with_header("server-timing", &timing)))
    })
    .await?;
    if reply.body().is_empty() { repeated(deps, request, reply).await } else { Ok(reply) }
}

/// The answer to a repeat of a request whose quote lies in the bucket.
async fn repeated(deps: &Deps, request: &Request, reply: Reply) -> Result<Reply, Problem> {
    let id = reply.header("location").and_then(|path| path.rsplit('/').next()?.parse::<QuoteId>().ok());
    let id = id.ok_or_else(|| Problem::not_found("quote"))?;
    let kept = Whole::read(deps, request.scope()?, id, request.at()).await?;
    Ok(reply.with_body(kept.ok_or_else(|| Problem::not_found("quote"))?.answer.into()))
}

/// More options than one answer holds.
pub(crate) fn too_long() -> Problem {
    let detail = "The answer to this cart is over 5 MB. Send fewer lines, or let policies show fewer pickup points.";
    Problem::new(422, "answer_too_long", detail)
}

/// What was dropped, at which limits, what other tables would cost and what goods would that are not there is the
/// merchant's own business: pages do not get it.
fn keep_from_pages(request: &Request, asked: &wire::QuoteAsk) -> Result<(), Problem> {
    let mut fields = Fields::new();
    let page = matches!(request.caller()?, Caller::Storefront { .. });
    if page && asked.explain {
        fields.refuse("/explain", "not_for_pages", "A publishable key gets no explanations.", Some(true.into()));
    }
    if page && !asked.table_versions.is_empty() {
        fields.refuse("/tableVersions", "not_for_pages", "A publishable key gets the tables that serve.", None);
    }
    for (at, item) in asked.items.iter().enumerate().filter(|(_, item)| page && item.assume_stock) {
        let detail = format!("A publishable key is told of {} what there is.", item.sku);
        fields.refuse(&format!("/items/{at}/assumeStock"), "not_for_pages", detail, Some(true.into()));
    }
    fields.finish()
}

/// The other versions of freight tables that are asked for.
pub(crate) fn table_versions(asked: &wire::QuoteAsk) -> Result<BTreeMap<PolicyId, u32>, Problem> {
    let mut fields = Fields::new();
    let versions = asked.table_versions.iter().filter_map(|(policy, version)| {
        let read = policy.parse::<PolicyId>();
        Some((fields.take(&format!("/tableVersions/{policy}"), "invalid_id", policy.as_str(), read)?, *version))
    });
    let versions = versions.collect();
    fields.finish()?;
    Ok(versions)
}

/// The configuration of this moment, with the versions that are asked for.
async fn load(
    deps: &Deps,
    request: &Request,
    versions: &BTreeMap<PolicyId, u32>,
    code: Option<PostalCode>,
) -> Result<Loaded, Problem> {
    let scope = request.scope()?;
    let loaded = if versions.is_empty() {
        Box::pin(deps.register.load_for(scope, code, request.at())).await
    } else {
        Box::pin(deps.register.load_other(scope, None, versions, code, request.at())).await
    };
    loaded.map_err(|error| match error {
        configuration::Error::NotKept { name, .. } => {
            let detail = "The freight table of this policy has no such version.";
            Problem::of_field(format!("/tableVersions/{name}"), "unknown_version", detail)
        }
        error => configuration_problem(error),
    })
}

/// The configuration cannot be read: never the caller's fault.
pub(crate) fn configuration_problem(error: configuration::Error) -> Problem {
    if error.is_throttled() { Problem::busy(error) } else { Problem::internal(error) }
}
