//! Serving the web: the built faces, the OpenAPI document, and our own 404 for every path that nobody else serves.

mod faces;
mod policy;

use bytes::Bytes;
use edge::access::PUBLIC;
use edge::{BoxFuture, Env, Function, Gate, Problem, Reply, Request, Router, StartError};
use faces::Faces;
use std::sync::Arc;

/// The OpenAPI document of all functions, as committed.
pub const OPENAPI: &str = include_str!("../openapi.json");

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    faces: Faces,
    settings: Bytes,
}

impl AsRef<Gate> for Deps {
    fn as_ref(&self) -> &Gate {
        &self.gate
    }
}

/// Starts the function.
#[must_use]
pub fn start(env: Env) -> BoxFuture<'static, Result<Function, StartError>> {
    Box::pin(async move {
        let faces = Faces::open(env.require("WEB_ROOT")?.as_ref(), &policy::policy(&env)).map_err(StartError::new)?;
        let settings = serde_json::json!({ "mapStyle": policy::map_style(&env) }).to_string().into();
        let deps = Arc::new(Deps { gate: Gate::open(&env).await?, faces, settings });
        Ok(Function::new().http(routes(deps)))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .get("/", PUBLIC, |deps, request| Box::pin(page(deps, request, "index.html")))
        .get("/simulator", PUBLIC, |deps, request| Box::pin(page(deps, request, "index.html")))
        .get("/freight-tables", PUBLIC, |deps, request| Box::pin(page(deps, request, "index.html")))
        .get("/password-resets", PUBLIC, |deps, request| Box::pin(page(deps, request, "index.html")))
        .get("/password-resets/{token}", PUBLIC, |deps, request| Box::pin(page(deps, request, "index.html")))
        .get("/invitations/{token}", PUBLIC, |deps, request| Box::pin(page(deps, request, "index.html")))
        .get("/docs", PUBLIC, |deps, request| Box::pin(page(deps, request, "docs.html")))
        .get("/problems/{code}", PUBLIC, |deps, request| Box::pin(page(deps, request, "problems.html")))
        .get("/favicon.svg", PUBLIC, |deps, request| Box::pin(page(deps, request, "favicon.svg")))
        .get("/widget", PUBLIC, |deps, request| Box::pin(page(deps, request, "shop.html")))
        .get("/widget/", PUBLIC, |deps, request| Box::pin(page(deps, request, "shop.html")))
        .get("/widget/entrega-quote.js", PUBLIC, |deps, request| Box::pin(widget(deps, request)))
        .get("/track/streets.js", PUBLIC, |deps, request| Box::pin(page(deps, request, "track/streets.js")))
        .get("/assets/{file}", PUBLIC, |deps, request| Box::pin(asset(deps, request)))
        .get("/settings.json", PUBLIC, |deps, _| Box::pin(async move { Ok(settings(deps)) }))
        .get("/openapi.json", PUBLIC, |_, _| Box::pin(async { Ok(openapi()) }))
}

/// A file of the faces under a name that stays.
///
/// # Responses
/// - 200 OK, or 304 Not Modified for a browser that has it.
/// - 503 Service Unavailable: the faces have not been built.
async fn page(deps: &Deps, request: &Request, file: &str) -> Result<Reply, Problem> {
    deps.faces.reply(file, request.header("accept-encoding")).ok_or_else(|| {
        Problem::new(503, "faces_not_built", "The web faces have not been built. Run `make faces` and start again.")
    })
}

/// A file whose name changes with its content.
///
/// # Responses
/// - 200 OK, to be kept for a year.
/// - 404 Not Found: no such file in this version.
async fn asset(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let file = format!("assets/{}", request.param("file"));
    deps.faces.reply(&file, request.header("accept-encoding")).ok_or_else(|| Problem::not_found("file"))
}

/// The storefront widget, for pages of any origin. Its name stays, so browsers ask again after an hour.
///
/// # Responses
/// - 200 OK, or 304 Not Modified for a browser that has it.
/// - 503 Service Unavailable: the faces have not been built.
async fn widget(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let script = page(deps, request, "widget/entrega-quote.js").await?;
    Ok(script
        .with_header("cache-control", "public, max-age=3600, stale-while-revalidate=86400")
        .with_header("access-control-allow-origin", "*")
        .with_header("cross-origin-resource-policy", "cross-origin"))
}

/// What the deployment has set for its web faces: the style of maps.
fn settings(deps: &Deps) -> Reply {
    let tag = faces::tag(&deps.settings);
    Reply::bytes(200, "application/json", deps.settings.clone())
        .with_header("cache-control", "no-cache")
        .with_header("etag", &format!("\"{tag}\""))
}

fn openapi() -> Reply {
    let tag = faces::tag(OPENAPI.as_bytes());
    Reply::bytes(200, "application/json", Bytes::from_static(OPENAPI.as_bytes()))
        .with_header("cache-control", "no-cache")
        .with_header("etag", &format!("\"{tag}\""))
}
