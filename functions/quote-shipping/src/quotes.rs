//! Making quotes, and reading them again.

use crate::kept::{KEPT, Kept};
use crate::{Deps, answer, ask, wire};
use configuration::{Sku, Stock};
use domain::access::{Caller, TenantScope};
use domain::code::SkuId;
use domain::id::QuoteId;
use edge::{Fields, Problem, Reply, Request, WireProblem, save};
use freight::configuration::Configuration;
use freight::quote::Balance;
use i18n::Messages;
use std::collections::{BTreeMap, BTreeSet};
use store::{Key, keys};

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
    may_explain(request, asked.explain)?;
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let loaded = Box::pin(deps.register.load(scope, request.at())).await.map_err(configuration_problem)?;
        let configuration = &loaded.configuration;
        let skus: BTreeSet<SkuId> = asked.lines.iter().map(|line| line.sku.clone()).collect();
        let (skus, stock) = read_goods(deps, request, scope, &skus, configuration).await?;
        let register: BTreeMap<SkuId, Sku> = skus.iter().map(|sku| (sku.id.clone(), sku.clone())).collect();
        let cart = asked.cart(&register, configuration.settings())?;

        let quote = freight::quote::quote(&cart, configuration, &stock.iter().map(balance).collect(), request.at());

        let id = QuoteId::new(deps.gate.fresh());
        let expires_at = request.at().checked_add(KEPT).unwrap_or(request.at());
        let messages = Messages::for_language(request.language().unwrap_or(configuration.settings().language));
        let reply = Reply::created(
            &format!("/v1/quotes/{id}"),
            &answer::show(id, expires_at, &cart, &quote, configuration, messages),
        );
        let body = String::from_utf8_lossy(reply.body()).into_owned();
        let kept = Kept::new(body, raw.clone(), request.at(), loaded.root, skus, stock);
        Ok((commit.create_until("quote", &keys::quote(scope, id), &kept, expires_at), reply))
    })
    .await
}

/// Shows a quote as it was answered.
#[utoipa::path(get, path = "/v1/quotes/{id}", tag = "Quotes", params(("id" = String, Path)),
    responses((status = 200, body = wire::Quote), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: QuoteId = request.named("id", "quote")?;
    let kept = deps.gate.store().read(&keys::quote::<Kept>(request.scope()?, id), request.at()).await?;
    let kept = kept.ok_or_else(|| Problem::not_found("quote"))?;
    Ok(Reply::bytes(200, "application/json", kept.value.answer.into()))
}

/// What was dropped, and at which limits, is the merchant's own business: pages do not get it.
fn may_explain(request: &Request, explain: bool) -> Result<(), Problem> {
    let mut fields = Fields::new();
    if explain && matches!(request.caller()?, Caller::Storefront { .. }) {
        fields.refuse("/explain", "not_for_pages", "A publishable key gets no explanations.", Some(true.into()));
    }
    fields.finish()
}

/// The cart's SKUs as the register has them, and what the warehouses hold of them.
async fn read_goods(
    deps: &Deps,
    request: &Request,
    scope: TenantScope,
    skus: &BTreeSet<SkuId>,
    configuration: &Configuration,
) -> Result<(Vec<Sku>, Vec<Stock>), Problem> {
    let goods: Vec<Key<Sku>> = skus.iter().map(|sku| keys::sku(scope, sku.as_str())).collect();
    let shelves: Vec<Key<Stock>> = skus
        .iter()
        .flat_map(|sku| {
            configuration.warehouses().map(move |warehouse| keys::stock(scope, sku.as_str(), warehouse.id.as_str()))
        })
        .collect();
    let store = deps.gate.store();
    let (goods, shelves) = (store.read_all(&goods, request.at()).await?, store.read_all(&shelves, request.at()).await?);
    let goods = goods.into_iter().flatten().map(|sku| sku.value).collect();
    Ok((goods, shelves.into_iter().flatten().map(|stock| stock.value).collect()))
}

fn balance(stock: &Stock) -> (SkuId, domain::code::WarehouseId, Balance) {
    let balance = Balance {
        total: i64::from(stock.quantity),
        reserved: i64::from(stock.reserved),
        unlimited: stock.unlimited,
        lead_time: stock.lead_time,
    };
    (stock.sku.clone(), stock.warehouse.clone(), balance)
}

/// The configuration cannot be read: never the caller's fault.
fn configuration_problem(error: configuration::Error) -> Problem {
    if error.is_throttled() { Problem::busy(error) } else { Problem::internal(error) }
}
