use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use blobs::Blobs;
use configuration::Register;
use domain::access::TenantScope;
use domain::calendar::DaysOff;
use domain::code::PolygonId;
use domain::conversation::Thread;
use domain::place::Point;
use domain::service::{Facets, Limits, Service, Status};
use domain::window::Calendar;
use domain::zone;
use edge::{Env, Gate, StartError};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use store::{Commit, Store, Stored, keys};

use crate::{Board, Error, Move, days_off};

/// Memory for the days off read lately, in bytes.
const BUDGET: usize = 4 << 20;

/// The windows of all accounts. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Schedule {
    store: Store,
    register: Arc<Register>,
}

/// What an account asks of its services, as far as windows depend on it.
#[derive(Deserialize)]
struct Settings {
    attempts: u32,
}

impl Schedule {
    /// Opens it. The function needs `BUCKET_NAME`, and may read the configuration in the bucket.
    ///
    /// # Errors
    /// [`StartError`] when the setting is missing.
    pub async fn open(env: &Env, gate: &Gate) -> Result<Self, StartError> {
        let blobs = Blobs::new(&env.sdk(edge::Service::S3).await, env.require("BUCKET_NAME")?);
        let store = gate.store().clone();
        Ok(Self { store: store.clone(), register: Arc::new(Register::new(store, blobs, BUDGET)) })
    }

    /// The holidays of the account.
    async fn days_off(&self, scope: TenantScope, now: Timestamp) -> Result<DaysOff, Error> {
        Ok(self.register.days_off(scope, now).await?)
    }

    /// The same and those of the operator: of whoever works for all, and of the branch and the transport company that
    /// something is carried out by.
    ///
    /// # Errors
    /// [`Error`] when the table or the bucket does not answer.
    pub async fn days_off_of(&self, scope: TenantScope, facets: &Facets, now: Timestamp) -> Result<DaysOff, Error> {
        let runs = days_off::of_operator(&self.store, scope, facets, now).await?;
        Ok(self.days_off(scope, now).await?.with(runs))
    }

    /// Reads everything that the windows of a service depend on at a moment.
    ///
    /// # Errors
    /// [`Error`] when the table or the bucket does not answer.
    pub async fn board(&self, scope: TenantScope, service: &Stored<Service>, now: Timestamp) -> Result<Board, Error> {
        let store = &self.store;
        let (account_key, customer_key) = (keys::account(scope), keys::customer(scope, service.value.customer));
        let settings_key = keys::service_settings::<Settings>(scope);
        let (account, customer, calendars, settings, route, days_off) = tokio::try_join!(
            async { Ok(store.read(&account_key, now).await?) },
            async { Ok(store.read(&customer_key, now).await?) },
            async { Ok(store.calendars(scope, now).await?) },
            async { Ok(store.read(&settings_key, now).await?) },
            self.route(scope, &service.value, now),
            self.days_off_of(scope, &service.value.describing.facets, now),
        )?;
        let customer = customer.map(|stored| stored.value);
        let address = customer.as_ref().and_then(|customer| customer.address(service.value.address));
        let account_zone = account.as_ref().map_or("UTC", |account| account.value.time_zone.as_str());
        let name = address
            .map_or(account_zone, |address| zone::of_recipient(address.country, address.state.as_ref(), account_zone));
        let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
        let versions = calendars.iter().map(|stored| (stored.value.id.clone(), stored.version)).collect();
        let calendars: Vec<Calendar> = calendars.into_iter().map(|stored| stored.value).collect();
        let branch = service.value.describing.facets.branch;
        let point = address.and_then(|address| address.point);
        let around = self.around(scope, &calendars, point, now).await?;
        let code = address.map(|address| &address.postal_code);
        let covering = Calendar::covering(&calendars, branch, code, &around).cloned();
        let limits = Limits { attempts: settings.map_or(3, |settings| settings.value.attempts) };
        let before = service.clone();
        let mut board = Board {
            scope,
            before,
            customer,
            zone,
            days_off,
            calendars,
            covering,
            versions,
            taken: BTreeMap::new(),
            route,
            limits,
            now,
        };
        self.count(&mut board).await?;
        Ok(board)
    }

    /// The areas on the map around a point, as far as a calendar names any.
    async fn around(
        &self,
        scope: TenantScope,
        calendars: &[Calendar],
        point: Option<Point>,
        now: Timestamp,
    ) -> Result<BTreeSet<PolygonId>, Error> {
        match point.filter(|_| calendars.iter().any(|calendar| !calendar.polygons.is_empty())) {
            Some(point) => Ok(self.register.map(scope, now).await?.at(point).into_iter().collect()),
            None => Ok(BTreeSet::new()),
        }
    }

    /// Those of some areas that nobody has drawn on the map.
    ///
    /// # Errors
    /// [`Error`] when the table or the bucket does not answer.
    pub async fn undrawn(
        &self,
        scope: TenantScope,
        named: &BTreeSet<PolygonId>,
        now: Timestamp,
    ) -> Result<Vec<PolygonId>, Error> {
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let map = self.register.map(scope, now).await?;
        Ok(named.iter().filter(|id| !map.has(id)).cloned().collect())
    }

    /// Reads what is taken of the windows that can be offered, and of the one that is booked.
    async fn count(&self, board: &mut Board) -> Result<(), Error> {
        let today = board.now.to_zoned(board.zone.clone()).date();
        if let Some(calendar) = &board.covering {
            let last = today.saturating_add(i64::from(calendar.horizon_days).days());
            board.taken = self.store.booked(board.scope, &calendar.id, (today, last), board.now).await?;
        }
        let booked = board.before.value.booking.as_ref().map(|booking| booking.window.clone());
        if let Some(window) = booked {
            self.look_at(board, &window).await?;
        }
        Ok(())
    }

    /// Reads what is taken of a window too, where the board has not got it: of one that is not offered, or of another
    /// calendar.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn look_at(&self, board: &mut Board, window: &domain::capacity::WindowId) -> Result<(), Error> {
        if !board.taken.contains_key(window) {
            let found = self.store.read(&keys::capacity(board.scope, window), board.now).await?;
            board.taken.extend(found.map(|found| (window.clone(), found)));
        }
        Ok(())
    }

    /// Writes a move: what is taken and given back, the route that the service leaves, the entries of its timeline and
    /// the events. Unless the office moved it, a service that leaves its route waits for the office. The service itself,
    /// whose timeline grows, is given back to be written last, by [`Commit::replace_service`].
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn write(
        &self,
        commit: Commit,
        gate: &Gate,
        board: &Board,
        moved: Move,
    ) -> Result<(Commit, Service), Error> {
        if !moved.concerns_office() {
            return Ok(board.write(commit, gate, moved));
        }
        let service = board.service();
        let stored = self.store.read(&keys::thread(board.scope, service.id), board.now).await?;
        let fresh = || Thread::new(service.id, service.customer);
        let mut thread = stored.as_ref().map_or_else(fresh, |stored| stored.value.clone());
        let waited = thread.waits.is_some();
        let (commit, service) = board.write_beside(commit, gate, moved, &mut thread);
        let commit = if waited { commit } else { commit.write_thread(board.scope, stored.as_ref(), &thread) };
        Ok((commit, service))
    }

    async fn route(
        &self,
        scope: TenantScope,
        service: &Service,
        now: Timestamp,
    ) -> Result<Option<Stored<domain::route::Route>>, Error> {
        let state = service.state();
        match state.holding.filter(|_| state.status == Status::Routed) {
            Some(holding) => Ok(self.store.read(&keys::route(scope, holding.route), now).await?),
            None => Ok(None),
        }
    }
}
