//! Kept quotes, made again and explained.

use crate::kept::{Inputs, LONGEST, OLDEST, Whole};
use crate::quotes::{configuration_problem, table_versions};
use crate::wire::{Difference, Evidence, NamedTable, Replay};
use crate::{Deps, ask, wire};
use configuration::Loaded;
use domain::id::QuoteId;
use edge::{Problem, Reply, Request, WireProblem};
use freight::quote::ENGINE;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Places that are told at most when two answers differ.
const TOLD: usize = 100;
/// Dropped routes that are told beside an answer that leaves no room for more.
const FEWEST: usize = 200;

/// Shows a quote as it was answered, with what was considered and dropped, and what it was made from.
///
/// The explanation is made anew from what was kept. Should today's engine answer the same inputs otherwise, the answer
/// that was sent still counts, and `evidence` tells the differences.
#[utoipa::path(get, path = "/v1/quotes/{id}", tag = "Quotes", params(("id" = String, Path)),
    responses((status = 200, body = wire::ExplainedQuote), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (id, kept) = find(deps, request).await?;
    let loaded = configuration_of(deps, request, &kept).await?;
    let (inputs, sent) = (&kept.inputs, &kept.answer);
    let mut answer = parsed(sent);
    let (mut replay, mut differences) = (Replay::NotPossible, Vec::new());
    if let Some(loaded) = &loaded {
        let again = body(&inputs.answer(id, loaded, kept.engine, false)?);
        replay = if again == *sent { Replay::Same } else { Replay::Different };
        compare("", &Value::Object(answer.clone()), &Value::Object(parsed(&again)), &mut differences);
        let explained = inputs.answer(id, loaded, ENGINE, true)?;
        answer.insert("dropped".to_owned(), value(&explained.dropped.unwrap_or_default()));
        if let Some(count) = explained.dropped_count {
            answer.insert("droppedCount".to_owned(), count.into());
        }
        if let Some(allocation) = explained.allocation {
            answer.insert("allocation".to_owned(), value(&allocation));
        }
    }
    answer.entry("dropped").or_insert_with(|| Value::Array(Vec::new()));
    let evidence = Evidence {
        engine: kept.engine,
        engine_now: ENGINE,
        replay,
        differences,
        asked: inputs.asked.clone(),
        configuration: kept.configuration.clone(),
        tables: loaded.as_ref().map(tables).unwrap_or_default(),
        skus: inputs.skus.iter().map(Into::into).collect(),
        stock: inputs.stock.iter().map(|stock| wire::KeptStock::at(stock, inputs.at)).collect(),
        windows: inputs.windows.iter().map(Into::into).collect(),
        seller_days: inputs.days.iter().map(Into::into).collect(),
        left_out: Vec::new(),
    };
    answer.insert("evidence".to_owned(), value(&evidence));
    Ok(bounded(answer, LONGEST))
}

/// An explanation with as much of its evidence and of what was dropped as an answer has room for. The answer that was
/// sent always fits. Of the rest what was counted goes first: the quote is made again without it.
fn bounded(mut answer: Map<String, Value>, longest: usize) -> Reply {
    let whole = Reply::ok(&answer);
    if whole.body().len() <= longest {
        return whole;
    }
    if let Some(Value::Object(evidence)) = answer.get_mut("evidence") {
        for name in ["stock", "windows"] {
            evidence.insert(name.to_owned(), Value::Array(Vec::new()));
        }
        evidence.remove("differences");
        evidence.insert("leftOut".to_owned(), value(&["stock", "windows", "differences"]));
    }
    let shorter = Reply::ok(&answer);
    if shorter.body().len() <= longest {
        return shorter;
    }
    shorten(&mut answer);
    Reply::ok(&answer)
}

/// Leaves as few dropped routes as an answer of the greatest length has room for.
fn shorten(answer: &mut Map<String, Value>) {
    let count = answer.get("dropped").and_then(Value::as_array).map_or(0, Vec::len);
    answer.entry("droppedCount").or_insert_with(|| count.into());
    if let Some(Value::Array(dropped)) = answer.get_mut("dropped") {
        dropped.truncate(FEWEST);
    }
}

/// Makes a kept quote again: the same bytes, whatever was changed since.
///
/// The header `Entrega-Replay` says `same` or `different`, or `not_possible` where the answer as it was sent is
/// repeated, because an engine made it that knew other rules, or its inputs are gone.
#[utoipa::path(get, path = "/v1/quotes/{id}/replay", tag = "Quotes", params(("id" = String, Path)),
    responses((status = 200, body = wire::Quote), (status = 404, body = WireProblem)))]
pub async fn replay(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (id, kept) = find(deps, request).await?;
    let known = (OLDEST..=ENGINE).contains(&kept.engine);
    let loaded = configuration_of(deps, request, &kept).await?.filter(|_| known);
    let (word, body) = match loaded {
        Some(loaded) => {
            let again = body(&kept.inputs.answer(id, &loaded, kept.engine, false)?);
            (if again == kept.answer { "same" } else { "different" }, again)
        }
        None => ("not_possible", kept.answer),
    };
    Ok(Reply::bytes(200, "application/json", body.into()).with_header("entrega-replay", word))
}

async fn find(deps: &Deps, request: &Request) -> Result<(QuoteId, Whole), Problem> {
    let id: QuoteId = request.named("id", "quote")?;
    let kept = Whole::read(deps, request.scope()?, id, request.at()).await?;
    Ok((id, kept.ok_or_else(|| Problem::not_found("quote"))?))
}

/// The configuration of the moment of the quote; none when it was not kept.
async fn configuration_of(deps: &Deps, request: &Request, kept: &Whole) -> Result<Option<Loaded>, Problem> {
    let Inputs { asked, .. } = &kept.inputs;
    let versions = table_versions(asked)?;
    let root = Some(kept.configuration.as_str());
    let code = ask::parse(asked)?.destination.postal_code;
    match Box::pin(deps.register.load_other(request.scope()?, root, &versions, code, request.at())).await {
        Ok(loaded) => Ok(Some(loaded)),
        Err(configuration::Error::NotKept { .. }) => Ok(None),
        Err(error) => Err(configuration_problem(error)),
    }
}

fn tables(loaded: &Loaded) -> Vec<NamedTable> {
    let named = loaded.tables.iter().filter_map(|(policy, table)| {
        let block = table.block?.to_string();
        Some(NamedTable { policy: policy.to_string(), version: table.version, block, rows: table.rows })
    });
    named.collect()
}

/// The bytes that an answer is sent as.
fn body(answer: &wire::Quote) -> String {
    String::from_utf8_lossy(Reply::ok(answer).body()).into_owned()
}

fn parsed(answer: &str) -> Map<String, Value> {
    serde_json::from_str(answer).unwrap_or_default()
}

fn value<T: serde::Serialize>(thing: &T) -> Value {
    serde_json::to_value(thing).unwrap_or_default()
}

/// The places at which two documents are not the same.
fn compare(pointer: &str, then: &Value, now: &Value, found: &mut Vec<Difference>) {
    if then == now || found.len() >= TOLD {
        return;
    }
    match (then, now) {
        (Value::Object(then), Value::Object(now)) => {
            let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
            for name in names {
                let of = |map: &Map<String, Value>| map.get(name).cloned().unwrap_or_default();
                compare(&format!("{pointer}/{name}"), &of(then), &of(now), found);
            }
        }
        (Value::Array(then), Value::Array(now)) => {
            for at in 0..then.len().max(now.len()) {
                let of = |list: &[Value]| list.get(at).cloned().unwrap_or_default();
                compare(&format!("{pointer}/{at}"), &of(then), &of(now), found);
            }
        }
        _ => found.push(Difference { pointer: pointer.to_owned(), then: then.clone(), now: now.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_bounded_explanation_says_what_it_leaves_out_and_the_answer_stays() {
        let shelf = json!({ "sku": "a", "warehouse": "w", "quantity": 1 });
        let explained = |shelves: usize, routes: usize| {
            let route = json!({ "policy": "p", "reason": "outranked" });
            let evidence = json!({
                "replay": "different", "skus": [{ "id": "a" }], "stock": vec![shelf.clone(); shelves],
                "windows": [{ "id": "p.2026-11-24.0800-1200" }], "differences": [{ "pointer": "/a" }],
            });
            let explained =
                json!({ "id": "q", "options": [{ "id": "p" }], "dropped": vec![route; routes], "evidence": evidence });
            explained.as_object().unwrap().clone()
        };
        let check = |shelves: usize, routes: usize, left_out: bool, dropped: usize| {
            let whole = explained(shelves, routes);
            let reply = bounded(whole.clone(), 20_000);
            let told: Value = serde_json::from_slice(reply.body()).unwrap();
            assert!(reply.status() == 200 && reply.body().len() <= 20_000, "{} bytes", reply.body().len());
            assert_eq!((&told["id"], &told["options"]), (&whole["id"], &whole["options"]));
            assert_eq!(told["dropped"].as_array().map(Vec::len), Some(dropped));
            assert_eq!(told["droppedCount"], if dropped < routes { json!(routes) } else { Value::Null });
            let mut expected = whole["evidence"].clone();
            if left_out {
                (expected["stock"], expected["windows"]) = (json!([]), json!([]));
                expected.as_object_mut().unwrap().remove("differences");
                expected["leftOut"] = json!(["stock", "windows", "differences"]);
            }
            assert_eq!(told["evidence"], expected, "{shelves} shelves, {routes} routes");
        };
        check(10, 10, false, 10);
        check(1_000, 10, true, 10);
        check(10, 1_000, true, FEWEST);
        check(1_000, 1_000, true, FEWEST);
    }

    #[test]
    fn documents_are_compared_place_by_place() {
        let check = |then: Value, now: Value, expected: &[&str]| {
            let mut found = Vec::new();
            compare("", &then, &now, &mut found);
            let places: Vec<&str> = found.iter().map(|difference| difference.pointer.as_str()).collect();
            assert_eq!(places, expected, "{then} {now}");
        };
        check(json!({ "a": 1 }), json!({ "a": 1 }), &[]);
        check(json!({ "a": 1, "b": [1, 2] }), json!({ "a": 2, "b": [1, 3] }), &["/a", "/b/1"]);
        check(json!({ "a": [{ "p": 1 }] }), json!({ "a": [{ "p": 1 }, { "p": 2 }] }), &["/a/1"]);
        check(json!({ "a": 1 }), json!({ "b": 1 }), &["/a", "/b"]);
        let mut found = Vec::new();
        compare("", &json!(vec![1; 200]), &json!(vec![2; 200]), &mut found);
        assert_eq!(found.len(), TOLD);
    }
}
