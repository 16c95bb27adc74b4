//! Whether anything has changed since a page was last shown: one batch read that asks for versions only.

use std::collections::HashMap;
use std::sync::Mutex;

use domain::access::TenantScope;
use domain::id::{RouteId, ServiceId};
use edge::{Problem, Request, credentials};
use store::keys;

use crate::Deps;
use crate::scene::Asking;

/// Pages remembered at once; beyond it all are looked up again.
const KEPT: usize = 10_000;
/// Seconds after which a page is made anew, since it speaks of times.
const STALE: i64 = 300;

/// What each page that was shown lately depends on.
#[derive(Default)]
pub(crate) struct Watched(Mutex<HashMap<String, Things>>);

/// What a page depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Things {
    pub(crate) service: ServiceId,
    pub(crate) route: Option<RouteId>,
}

impl Watched {
    /// What a page depended on when it was last shown.
    pub(crate) fn of(&self, link: &str) -> Option<Things> {
        self.0.lock().ok()?.get(link).copied()
    }

    /// Remembers what a page depends on.
    pub(crate) fn note(&self, link: &str, things: Things) {
        if let Ok(mut known) = self.0.lock() {
            if known.len() >= KEPT {
                known.clear();
            }
            known.insert(link.to_owned(), things);
        }
    }
}

/// The tag of a page: what it depends on, in its versions, how it was asked for, and about when.
pub(crate) async fn tag(
    deps: &Deps,
    request: &Request,
    scope: TenantScope,
    things: Things,
    asking: &Asking,
) -> Result<String, Problem> {
    let said = keys::said(scope, things.service).unread();
    let route = things.route.map(|route| keys::route(scope, route).unread());
    let keys: Vec<_> = [keys::service(scope, things.service).unread(), said].into_iter().chain(route).collect();
    let found = deps.gate.store().read_all(&keys, request.at()).await?;
    let versions: Vec<String> =
        found.iter().map(|found| found.as_ref().map_or(0, |stored| stored.version.number()).to_string()).collect();
    let about = request.at().as_second().div_euclid(STALE).to_string();
    let how = format!("{asking:?} {about} {}", env!("CARGO_PKG_VERSION"));
    let mark = credentials::seal(deps.gate.keys().cursor.bytes(), &[versions.join(".").as_bytes(), how.as_bytes()]);
    let short: String = credentials::secret_hash(b"page", &mark).chars().take(24).collect();
    Ok(format!("\"{short}\""))
}
