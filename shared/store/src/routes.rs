//! Routes as they are written: one item each, and what finds it by driver and by day.

use crate::keys::{self, Found};
use crate::{Commit, Stored};
use domain::access::TenantScope;
use domain::route::Route;

impl Commit {
    /// Writes a new route.
    #[must_use]
    pub fn create_route(self, scope: TenantScope, route: &Route) -> Self {
        self.create("route", &keys::route(scope, route.id), route).route_found_by(scope, route)
    }

    /// Writes a changed route; what finds it follows.
    #[must_use]
    pub fn replace_route(self, scope: TenantScope, before: &Stored<Route>, route: &Route) -> Self {
        let old = &before.value;
        let commit = self.replace("route", &keys::route(scope, route.id), before.version, route);
        if (old.driver, old.date) == (route.driver, route.date) {
            return commit;
        }
        let commit = commit.delete_always("route list", &keys::route_of_driver(scope, old.driver, old.date, old.id));
        let commit = if old.date == route.date {
            commit
        } else {
            commit.delete_always("route day", &keys::route_of_day(scope, old.date, old.id))
        };
        commit.route_found_by(scope, route)
    }

    /// Removes a route with what finds it; it refers to nothing more. Its services have left it before.
    #[must_use]
    pub fn delete_route(self, scope: TenantScope, before: &Stored<Route>) -> Self {
        let old = &before.value;
        self.delete("route", &keys::route(scope, old.id), before.version)
            .delete_always("route list", &keys::route_of_driver(scope, old.driver, old.date, old.id))
            .delete_always("route day", &keys::route_of_day(scope, old.date, old.id))
            .route_refers(scope, old.id, &[], &old.references())
    }

    fn route_found_by(self, scope: TenantScope, route: &Route) -> Self {
        let found = Found { id: route.id };
        let by_driver = keys::route_of_driver(scope, route.driver, route.date, route.id);
        let by_day = keys::route_of_day(scope, route.date, route.id);
        self.put_always("route list", &by_driver, &found, None).put_always("route day", &by_day, &found, None)
    }
}
