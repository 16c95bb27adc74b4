//! Where drivers are, as it is written and read.

use crate::keys;
use crate::{Commit, Error, Store, Stored};
use domain::access::TenantScope;
use domain::arrival::{Course, Stop};
use domain::customer::Customer;
use domain::id::{CustomerId, RouteId};
use domain::position::{REMEMBERED, Trail};
use domain::route::Route;
use domain::service::{Service, Status};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

impl Commit {
    /// Writes where the driver of a route was last. It ends by itself: nobody needs it the day after.
    #[must_use]
    pub fn write_trail(
        self,
        scope: TenantScope,
        route: RouteId,
        before: Option<&Stored<Trail>>,
        trail: &Trail,
    ) -> Self {
        let key = keys::position(scope, route);
        let ends = self.at().saturating_add(REMEMBERED).unwrap_or(Timestamp::MAX);
        match before {
            Some(before) => self.replace_until("position", &key, before.version, trail, ends),
            None => self.create_until("position", &key, trail, ends),
        }
    }
}

impl Store {
    /// AP-114: a route on its way, with the services of its stops as they were read.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer or an item is unreadable.
    pub async fn course(
        &self,
        scope: TenantScope,
        route: &Route,
        services: &[Stored<Service>],
        zone: TimeZone,
        now: Timestamp,
    ) -> Result<Course, Error> {
        let waits = |service: &Service| matches!(service.status(), Status::Routed | Status::UnderWay);
        let waiting = services.iter().filter(|service| waits(&service.value));
        let wanted: Vec<_> = waiting.map(|service| keys::customer(scope, service.value.customer)).collect();
        let position = keys::position(scope, route.id);
        let (customers, trail) = tokio::try_join!(self.read_all(&wanted, now), self.read(&position, now))?;
        let customers: BTreeMap<CustomerId, Customer> =
            customers.into_iter().flatten().map(|found| (found.value.id, found.value)).collect();
        let stop = |service: &Stored<Service>| Stop::of(route, &service.value, customers.get(&service.value.customer));
        let stops = services.iter().map(stop).collect();
        Ok(Course::new(route, stops, trail.as_ref().map(|stored| &stored.value), zone))
    }
}
