//! The page of whoever waits for a service: how it stands, when it comes, and what can be said about it.
//!
//! Rendered here, whole without scripts; a small script asks every few seconds whether anything has changed. Reading
//! changes nothing, however often and by whom a link is opened. What changes something is a form, and a new device is
//! asked first for something that only the recipient knows.

mod approach;
mod asked;
mod consent;
mod device;
mod evidence;
mod form;
mod forms;
mod frame;
mod history;
mod map;
mod page;
mod scene;
mod watch;
mod windows;
mod wrong;

use blobs::Blobs;
use edge::access::TRACKING;
use edge::{BoxFuture, Env, Function, Gate, Router, Service, StartError};
use scene::View;
use scheduling::Schedule;
use std::sync::Arc;
use watch::Watched;

/// What the handlers depend on.
pub struct Deps {
    gate: Gate,
    blobs: Blobs,
    /// Where pictures come from, for the policy of pages.
    pictures: String,
    /// Where a map of streets comes from; none when there is none.
    streets: Option<String>,
    schedule: Schedule,
    watched: Watched,
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
        let gate = Gate::open(&env).await?;
        let schedule = Schedule::open(&env, &gate).await?;
        let bucket = env.require("BUCKET_NAME")?;
        let blobs = Blobs::new(&env.sdk(Service::S3).await, bucket);
        let pictures = frame::pictures(&env, bucket);
        let streets = env.get("MAP_STYLE_URL").and_then(frame::host);
        let deps = Deps { gate, blobs, pictures, streets, schedule, watched: Watched::default() };
        Ok(Function::new().http(routes(Arc::new(deps))))
    })
}

fn routes(deps: Arc<Deps>) -> Router<Deps> {
    Router::new(deps)
        .get("/t/{token}", TRACKING, |deps, request| Box::pin(page::show(deps, request, View::Page)))
        .get("/t/{token}/map", TRACKING, |deps, request| Box::pin(page::show(deps, request, View::Map)))
        .get("/t/{token}/proofs/{proof}", TRACKING, |deps, request| Box::pin(evidence::picture(deps, request, false)))
        .get("/t/{token}/proofs/{proof}/small", TRACKING, |deps, request| {
            Box::pin(evidence::picture(deps, request, true))
        })
        .post_keyless("/t/{token}/device", TRACKING, |deps, request| Box::pin(asked::identify(deps, request)))
        .post_keyless("/t/{token}/instructions", TRACKING, |deps, request| Box::pin(asked::instruct(deps, request)))
        .post_keyless("/t/{token}/window", TRACKING, |deps, request| Box::pin(windows::choose(deps, request)))
        .post_keyless("/t/{token}/messages", TRACKING, |deps, request| Box::pin(consent::change(deps, request)))
        .get("/t/{token}/unsubscribe", TRACKING, |_, request| Box::pin(async { Ok(consent::offer(request)) }))
        .post_keyless("/t/{token}/unsubscribe", TRACKING, |deps, request| Box::pin(consent::leave(deps, request)))
        .post_keyless("/t/{token}/rating", TRACKING, |deps, request| Box::pin(asked::rate(deps, request)))
        .showing(|_, request, problem| Some(wrong::page(request, problem)))
}
