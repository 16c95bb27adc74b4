//! The OpenAPI document, put together from what each function says of itself.

use serde_json::{Map, Value, json};
use utoipa::openapi::{InfoBuilder, License, OpenApi, OpenApiBuilder};

/// Where the document is kept, from the root of the repository.
pub const FILE: &str = "functions/serve-web/openapi.json";

/// The parts, by function.
#[must_use]
pub fn parts() -> Vec<OpenApi> {
    vec![
        sign_in::document(),
        manage_accounts::document(),
        manage_freight::document(),
        manage_registers::document(),
        manage_services::document(),
        manage_customers::document(),
        plan_routes::document(),
        receive_reply::document(),
        schedule_service::document(),
        sync_driver::document(),
        upload_proof::document(),
        update_position::document(),
        quote_shipping::document(),
        sequence_feed::document(),
        deliver_webhook::document(),
        send_notification::document(),
    ]
}

/// The whole document, as it is served.
#[must_use]
pub fn document() -> String {
    let mut license = License::new("Apache-2.0");
    license.identifier = Some("Apache-2.0".to_owned());
    let info = InfoBuilder::new()
        .title("Entrega")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Freight quotes at checkout and last-mile delivery."))
        .license(Some(license))
        .build();
    let mut whole = OpenApiBuilder::new().info(info).build();
    for part in parts() {
        whole.merge(part);
    }
    let mut json = serde_json::to_value(&whole).unwrap_or_default();
    let schemes = json!({
        "bearer": { "type": "http", "scheme": "bearer", "description": "A secret API key, or the access token of a session." },
        "publishable": { "type": "apiKey", "in": "header", "name": "X-Entrega-Key", "description": "A publishable API key: quotes only, from the origins of the key." },
    });
    set(&mut json, "/components", "securitySchemes", schemes);
    set(&mut json, "", "security", json!([{ "bearer": [] }]));
    for (path, method, operation) in operations(&mut json) {
        set(operation, "", "operationId", Value::String(name(&method, &path)));
        tell_problems(operation);
    }
    let mut text = serde_json::to_string_pretty(&sorted(json)).unwrap_or_default();
    text.push('\n');
    text
}

fn set(document: &mut Value, pointer: &str, name: &str, value: Value) {
    if let Some(object) = document.pointer_mut(pointer).and_then(Value::as_object_mut) {
        object.insert(name.to_owned(), value);
    }
}

/// Every operation, with its path and method.
fn operations(document: &mut Value) -> Vec<(String, String, &mut Value)> {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
    let methods = paths.flat_map(|(path, item)| {
        item.as_object_mut().into_iter().flatten().map(|(method, operation)| (path.clone(), method.clone(), operation))
    });
    methods.filter(|(.., operation)| operation.get("responses").is_some()).collect()
}

/// A name that no other operation has: `GET /v1/skus/{id}` is `getSkusById`.
fn name(method: &str, path: &str) -> String {
    let words = path.split('/').skip(2).flat_map(|segment| match segment.strip_prefix('{') {
        Some(parameter) => vec!["by", parameter.trim_end_matches('}')],
        None => segment.split('-').collect(),
    });
    words.fold(method.to_owned(), |mut name, word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        name.push_str(&first.to_uppercase());
        name.push_str(rest);
        name
    })
}

/// Problems travel under their own content type.
fn tell_problems(operation: &mut Value) {
    for response in operation.get_mut("responses").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut)
    {
        let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else { continue };
        let problem = content.get("application/json").is_some_and(|body| body.to_string().contains("/schemas/Problem"));
        if let Some(body) = content.remove("application/json") {
            content.insert(if problem { "application/problem+json" } else { "application/json" }.to_owned(), body);
        }
    }
}

/// Paths and schemas by name, so that the order in which functions are put together changes nothing.
fn sorted(mut document: Value) -> Value {
    for pointer in ["/paths", "/components/schemas"] {
        if let Some(Value::Object(map)) = document.pointer_mut(pointer) {
            let mut entries: Vec<(String, Value)> = std::mem::take(map).into_iter().collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            *map = entries.into_iter().collect::<Map<_, _>>();
        }
    }
    document
}
