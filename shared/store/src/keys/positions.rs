//! Keys of where drivers are.

use super::{ITSELF, Key, own};
use domain::access::TenantScope;
use domain::id::RouteId;
use domain::position::Trail;

/// AP-113: where the driver of a route was last.
#[must_use]
pub fn position(scope: TenantScope, route: RouteId) -> Key<Trail> {
    own(scope, "position", &format!("POSITION#{route}"), ITSELF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::AccountId;
    use uuid::Uuid;

    #[test]
    fn where_a_driver_is_lies_beside_the_route_and_not_in_it() {
        let scope = TenantScope::acting_for(AccountId::new(Uuid::from_u128(1)));
        let id = RouteId::new(Uuid::from_u128(2));
        let (position, route) = (position(scope, id).place, super::super::route(scope, id).place);
        assert_eq!(position.acting, route.acting);
        assert_ne!(position.pk, route.pk);
    }
}
