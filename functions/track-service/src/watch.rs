//! Whether anything has changed since a page was last shown: one batch read that asks for versions only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use domain::access::TenantScope;
use domain::register::{Agency, Driver, Vehicle};
use edge::{Problem, Request, credentials};
use serde::de::IgnoredAny;
use store::{Key, Version, keys};

use crate::scene::{Asking, Scene, Subject};
use crate::{Deps, consent};

/// Pages remembered at once; beyond it all are looked up again.
const KEPT: usize = 10_000;
/// Stops right before this one that are looked at: of those before them the place of the driver tells soon enough.
const BEFORE: usize = 3;
/// Windows that are looked at: a later one that is taken is missed within minutes, and refused to who chooses it.
const WINDOWS: usize = 10;
/// Seconds after which a page is made anew, since it speaks of times.
const STALE: i64 = 300;

/// What each page that was shown lately depends on.
#[derive(Default)]
pub(crate) struct Watched(Mutex<HashMap<String, Things>>);

/// What a page depends on, the service first.
#[derive(Clone, Debug)]
pub(crate) struct Things(Arc<[Key<IgnoredAny>]>);

/// What a page depends on, with the versions that it shows.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    keys: Vec<Key<IgnoredAny>>,
    versions: Vec<Option<Version>>,
}

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

/// What a page depends on as far as its service names it: what they said and want who wait, the brand, the route, its
/// driver and where it is. Their versions are read before they are, so that a tag is never newer than its page.
pub(crate) async fn before(deps: &Deps, request: &Request, subject: &Subject) -> Result<Seen, Problem> {
    let (scope, service) = (request.scope()?, &subject.service.value);
    let state = service.state();
    let mut keys = vec![keys::said(scope, service.id).unread()];
    keys.extend(consent::kept(deps, request, subject)?.into_iter().map(Key::unread));
    keys.extend(service.describing.facets.agency.map(|id| keys::entry::<Agency>(scope, id).unread()));
    if let Some(holding) = state.holding.filter(|_| !state.status.is_final()) {
        keys.push(keys::route(scope, holding.route).unread());
        keys.push(keys::position(scope, holding.route).unread());
        keys.push(keys::entry::<Driver>(scope, holding.driver).unread());
    }
    let versions = deps.gate.store().versions(&keys, request.at()).await?;
    let mut seen = Seen::default();
    seen.add(keys::service(scope, service.id).unread(), Some(subject.service.version));
    seen.add(keys::customer(scope, service.customer).unread(), subject.customer_version);
    seen.add(keys::account(scope).unread(), Some(subject.account.version));
    keys.into_iter().zip(versions).for_each(|(key, version)| seen.add(key, version));
    Ok(seen)
}

impl Seen {
    fn add(&mut self, key: Key<IgnoredAny>, version: Option<Version>) {
        self.keys.push(key);
        self.versions.push(version);
    }

    /// Adds what only the scene knew of, in the versions that it was read in: the vehicle, the stops before this one,
    /// what else was ordered, and the windows that come first.
    pub(crate) fn with(mut self, scope: TenantScope, scene: &Scene) -> Self {
        if let Some(vehicle) = &scene.comes.vehicle {
            self.add(keys::entry::<Vehicle>(scope, vehicle.value.id).unread(), Some(vehicle.version));
        }
        let before = scene.approach.iter().flat_map(|approach| approach.before.iter().rev());
        for (id, version) in before.take(BEFORE) {
            self.add(keys::service(scope, *id).unread(), Some(*version));
        }
        for other in &scene.siblings {
            self.add(keys::service(scope, other.value.id).unread(), Some(other.version));
        }
        let Some(board) = &scene.board else { return self };
        if let Some(calendar) = board.calendar() {
            self.add(keys::calendar(scope, &calendar.id).unread(), board.calendar_version());
        }
        for choice in board.offer(WINDOWS) {
            let window = choice.window.id();
            self.add(keys::capacity::<IgnoredAny>(scope, window), board.window_version(window));
        }
        self
    }

    /// What it is of, and its versions.
    pub(crate) fn parts(self) -> (Things, Looked) {
        (Things(self.keys.into()), Looked(self.versions))
    }
}

/// The versions of what a page depends on.
pub(crate) struct Looked(Vec<Option<Version>>);

/// Reads them, all at once.
pub(crate) async fn look(deps: &Deps, request: &Request, things: &Things) -> Result<Looked, Problem> {
    Ok(Looked(deps.gate.store().versions(&things.0, request.at()).await?))
}

impl Looked {
    /// The tag of a page: what it depends on, in its versions, how it was asked for, and about when. What the last form
    /// came to is said until something else changes.
    pub(crate) fn tag(&self, deps: &Deps, request: &Request, asking: &Asking) -> String {
        let versions: Vec<String> =
            self.0.iter().map(|version| version.map_or(0, Version::number).to_string()).collect();
        let about = request.at().as_second().div_euclid(STALE).to_string();
        let asking = Asking { told: None, ..asking.clone() };
        let how = format!("{asking:?} {about} {}", env!("CARGO_PKG_VERSION"));
        let mark = credentials::seal(deps.gate.keys().cursor.bytes(), &[versions.join(".").as_bytes(), how.as_bytes()]);
        let short: String = credentials::secret_hash(b"page", &mark).chars().take(24).collect();
        format!("\"{short}\"")
    }
}
