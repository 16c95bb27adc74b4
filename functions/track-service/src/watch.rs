//! Whether anything has changed since a page was last shown: one batch read that asks for versions only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use domain::access::TenantScope;
use domain::register::{Agency, Driver, Vehicle};
use edge::{Problem, Request, credentials};
use serde::de::IgnoredAny;
use store::{Key, Version, keys};

use crate::Deps;
use crate::scene::{Asking, Scene};
use crate::windows::SHOWN;

/// Pages remembered at once; beyond it all are looked up again.
const KEPT: usize = 10_000;
/// Stops before this one that are looked at: of more the place of the driver tells soon enough.
const BEFORE: usize = 20;
/// Seconds after which a page is made anew, since it speaks of times.
const STALE: i64 = 300;

/// What each page that was shown lately depends on.
#[derive(Default)]
pub(crate) struct Watched(Mutex<HashMap<String, Things>>);

/// What a page depends on, the service first.
#[derive(Clone, Debug)]
pub(crate) struct Things(Arc<[Key<IgnoredAny>]>);

impl Watched {
    /// What a page depended on when it was last shown.
    pub(crate) fn of(&self, link: &str) -> Option<Things> {
        self.0.lock().ok()?.get(link).cloned()
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

/// What a page depends on that shows a scene: the service and its proofs, which it counts; who waits, and what they said
/// and want; the brand; the route, its driver, the vehicle and where it is; what else was ordered; the windows.
pub(crate) fn things(scope: TenantScope, scene: &Scene) -> Things {
    let service = scene.service();
    let mut found = vec![
        keys::service(scope, service.id).unread(),
        keys::said(scope, service.id).unread(),
        keys::customer(scope, service.customer).unread(),
        keys::account(scope).unread(),
    ];
    found.extend(scene.contact.as_ref().map(|standing| keys::consent(scope, &standing.contact).unread()));
    found.extend(service.describing.facets.agency.map(|id| keys::entry::<Agency>(scope, id).unread()));
    if let Some(holding) = scene.state.holding.filter(|_| !scene.state.status.is_final()) {
        found.push(keys::route(scope, holding.route).unread());
        found.push(keys::position(scope, holding.route).unread());
        found.push(keys::entry::<Driver>(scope, holding.driver).unread());
        found.extend(scene.comes.vehicle.as_ref().map(|entry| keys::entry::<Vehicle>(scope, entry.id).unread()));
    }
    let before = scene.approach.iter().flat_map(|approach| approach.before.iter());
    found.extend(before.take(BEFORE).map(|id| keys::service(scope, *id).unread()));
    found.extend(scene.siblings.iter().map(|other| keys::service(scope, other.id).unread()));
    if let Some(board) = &scene.board {
        found.extend(board.calendar().map(|calendar| keys::calendar(scope, &calendar.id).unread()));
        let offered = board.offer(SHOWN);
        found.extend(offered.iter().map(|choice| keys::capacity::<IgnoredAny>(scope, choice.window.id())));
    }
    Things(found.into())
}

/// The versions of what a page depends on.
pub(crate) struct Looked(Vec<Option<Version>>);

/// Reads them, all at once.
pub(crate) async fn look(deps: &Deps, request: &Request, things: &Things) -> Result<Looked, Problem> {
    let found = deps.gate.store().read_all(&things.0, request.at()).await?;
    Ok(Looked(found.iter().map(|found| found.as_ref().map(|stored| stored.version)).collect()))
}

impl Looked {
    /// That of the service.
    pub(crate) fn service(&self) -> Option<Version> {
        self.0.first().copied().flatten()
    }

    /// The tag of a page: what it depends on, in its versions, how it was asked for, and about when.
    pub(crate) fn tag(&self, deps: &Deps, request: &Request, asking: &Asking) -> String {
        let versions: Vec<String> =
            self.0.iter().map(|version| version.map_or(0, Version::number).to_string()).collect();
        let about = request.at().as_second().div_euclid(STALE).to_string();
        let how = format!("{asking:?} {about} {}", env!("CARGO_PKG_VERSION"));
        let mark = credentials::seal(deps.gate.keys().cursor.bytes(), &[versions.join(".").as_bytes(), how.as_bytes()]);
        let short: String = credentials::secret_hash(b"page", &mark).chars().take(24).collect();
        format!("\"{short}\"")
    }
}
