//! Every operation, and who may call it: one list per function.

use Access::{
    Administer, Attend, Carry, Deliver, Follow, KeepFleet, Linked, ManagePeople, Marketplace, Operate, Oversee, Public,
    Quote, Report, SignedIn, Witness,
};

mod registers;

use registers::REGISTERS;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Public,
    /// The token in the path is the proof.
    Linked,
    /// The publishable key in the path is the proof.
    Marketplace,
    Quote,
    SignedIn,
    Follow,
    /// As those that follow, without customer service.
    Report,
    /// As those that follow, and drivers.
    Witness,
    Deliver,
    /// As those that deliver, and drivers.
    Carry,
    KeepFleet,
    Attend,
    ReadRegisters,
    /// As those that read registers, and drivers.
    ReadReasons,
    Operate,
    /// As those that operate, of the whole account.
    Oversee,
    Administer,
    ManagePeople,
}

/// Method, path, and who may.
pub(super) type Row = (&'static str, &'static str, Access);

/// All of them.
pub(super) const ROUTES: &[&[Row]] = &[
    SIGN_IN,
    ACCOUNTS,
    REGISTERS,
    FREIGHT,
    REFERENCE,
    SERVICES,
    WINDOWS,
    INBOX,
    CUSTOMERS,
    ROUTE_PLANS,
    DRIVERS_DAY,
    POSITIONS,
    PROOFS,
    QUOTES,
    FEED,
    WEBHOOKS,
    MESSAGES,
];

/// The collections whose `{id}` is one that the account chose itself.
pub(super) const NATURAL: &[&str] = &[
    "skus",
    "warehouses",
    "docks",
    "shipping-policies",
    "polygons",
    "pickup-points",
    "pickuppoints",
    "geoshape",
    "sellers",
    "holidays",
    "delivery-calendars",
];

/// Of sign-in.
const SIGN_IN: &[Row] = &[
    ("POST", "/v1/sessions", Public),
    ("POST", "/v1/sessions/refresh", Public),
    ("DELETE", "/v1/sessions/current", Public),
    ("POST", "/v1/password-resets", Public),
    ("POST", "/v1/password-resets/{token}", Linked),
    ("GET", "/v1/invitations/{token}", Linked),
    ("POST", "/v1/invitations/{token}", Linked),
];

/// Of manage-accounts.
const ACCOUNTS: &[Row] = &[
    ("GET", "/v1/me", SignedIn),
    ("GET", "/v1/account", Operate),
    ("PUT", "/v1/account", Administer),
    ("GET", "/v1/holidays", Operate),
    ("GET", "/v1/holidays/{id}", Operate),
    ("PUT", "/v1/holidays/{id}", Administer),
    ("DELETE", "/v1/holidays/{id}", Administer),
    ("GET", "/v1/account-imports", Administer),
    ("POST", "/v1/account-imports", Administer),
    ("GET", "/v1/account-imports/{id}", Administer),
    ("GET", "/v1/users", ManagePeople),
    ("POST", "/v1/users", ManagePeople),
    ("GET", "/v1/users/{id}", ManagePeople),
    ("PUT", "/v1/users/{id}", ManagePeople),
    ("DELETE", "/v1/users/{id}", ManagePeople),
    ("POST", "/v1/users/{id}/invitation", ManagePeople),
    ("GET", "/v1/api-keys", ManagePeople),
    ("POST", "/v1/api-keys", ManagePeople),
    ("GET", "/v1/api-keys/{id}", ManagePeople),
    ("PUT", "/v1/api-keys/{id}", ManagePeople),
    ("DELETE", "/v1/api-keys/{id}", ManagePeople),
];

/// Of manage-freight.
const FREIGHT: &[Row] = &[
    ("GET", "/v1/skus", Operate),
    ("POST", "/v1/skus/batch", Operate),
    ("POST", "/v1/inventory/batch", Operate),
    ("GET", "/v1/skus/{id}", Operate),
    ("PUT", "/v1/skus/{id}", Operate),
    ("DELETE", "/v1/skus/{id}", Operate),
    ("GET", "/v1/warehouses", Operate),
    ("GET", "/v1/warehouses/{id}", Operate),
    ("PUT", "/v1/warehouses/{id}", Administer),
    ("DELETE", "/v1/warehouses/{id}", Administer),
    ("GET", "/v1/docks", Operate),
    ("GET", "/v1/docks/{id}", Operate),
    ("PUT", "/v1/docks/{id}", Administer),
    ("DELETE", "/v1/docks/{id}", Administer),
    ("GET", "/v1/shipping-policies", Operate),
    ("GET", "/v1/shipping-policies/{id}", Operate),
    ("PUT", "/v1/shipping-policies/{id}", Administer),
    ("DELETE", "/v1/shipping-policies/{id}", Administer),
    ("GET", "/v1/inventory/{sku}", Operate),
    ("GET", "/v1/inventory/{sku}/{warehouse}", Operate),
    ("PUT", "/v1/inventory/{sku}/{warehouse}", Operate),
    ("GET", "/v1/shipping-policies/{id}/restricted-areas", Operate),
    ("PUT", "/v1/shipping-policies/{id}/restricted-areas", Administer),
    ("GET", "/v1/pickup-points", Operate),
    ("GET", "/v1/pickup-points/{id}", Operate),
    ("PUT", "/v1/pickup-points/{id}", Administer),
    ("DELETE", "/v1/pickup-points/{id}", Administer),
    ("GET", "/v1/sellers", Operate),
    ("GET", "/v1/sellers/{id}", Operate),
    ("PUT", "/v1/sellers/{id}", Administer),
    ("DELETE", "/v1/sellers/{id}", Administer),
    ("GET", "/v1/polygons", Operate),
    ("GET", "/v1/polygons/{id}", Operate),
    ("PUT", "/v1/polygons/{id}", Administer),
    ("DELETE", "/v1/polygons/{id}", Administer),
    ("POST", "/v1/shipping-policies/{id}/freight-table-rows", Administer),
    ("GET", "/v1/shipping-policies/{id}/freight-tables", Operate),
    ("GET", "/v1/shipping-policies/{id}/freight-tables/diff", Operate),
    ("GET", "/v1/shipping-policies/{id}/freight-tables/{version}", Operate),
    ("GET", "/v1/shipping-policies/{id}/freight-tables/{version}/rows", Operate),
    ("POST", "/v1/shipping-policies/{id}/freight-tables/{version}/activation", Administer),
    ("GET", "/v1/goods-imports", Operate),
    ("POST", "/v1/goods-imports", Operate),
    ("GET", "/v1/goods-imports/{id}", Operate),
    ("GET", "/v1/configuration-imports", Operate),
    ("POST", "/v1/configuration-imports", Administer),
    ("GET", "/v1/configuration-imports/{id}", Operate),
    ("GET", "/v1/freight-table-imports", Operate),
    ("POST", "/v1/freight-table-imports", Administer),
    ("GET", "/v1/freight-table-imports/{id}", Operate),
    ("POST", "/v1/freight-table-imports/{id}/activation", Administer),
];

/// Of manage-freight, at the addresses of the reference platform.
const REFERENCE: &[Row] = &[
    ("POST", "/api/logistics/pvt/configuration/freights/{carrierId}/values/update", Administer),
    ("GET", "/api/logistics/pvt/configuration/freights/{carrierId}/{postalCode}/values", Administer),
    ("GET", "/api/logistics/pvt/configuration/docks", Administer),
    ("POST", "/api/logistics/pvt/configuration/docks", Administer),
    ("GET", "/api/logistics/pvt/configuration/docks/{id}", Administer),
    ("DELETE", "/api/logistics/pvt/configuration/docks/{id}", Administer),
    ("POST", "/api/logistics/pvt/configuration/docks/{id}/activation", Administer),
    ("POST", "/api/logistics/pvt/configuration/docks/{id}/deactivation", Administer),
    ("GET", "/api/logistics/pvt/configuration/warehouses", Administer),
    ("POST", "/api/logistics/pvt/configuration/warehouses", Administer),
    ("GET", "/api/logistics/pvt/configuration/warehouses/{id}", Administer),
    ("DELETE", "/api/logistics/pvt/configuration/warehouses/{id}", Administer),
    ("POST", "/api/logistics/pvt/configuration/warehouses/{id}/activation", Administer),
    ("POST", "/api/logistics/pvt/configuration/warehouses/{id}/deactivation", Administer),
    ("GET", "/api/logistics/pvt/shipping-policies", Administer),
    ("POST", "/api/logistics/pvt/shipping-policies", Administer),
    ("GET", "/api/logistics/pvt/shipping-policies/{id}", Administer),
    ("PUT", "/api/logistics/pvt/shipping-policies/{id}", Administer),
    ("DELETE", "/api/logistics/pvt/shipping-policies/{id}", Administer),
    ("GET", "/api/logistics/pvt/configuration/carriers/{carrierId}/getdayofweekblocked", Administer),
    ("POST", "/api/logistics/pvt/configuration/carriers/{carrierId}/adddayofweekblocked", Administer),
    ("POST", "/api/logistics/pvt/configuration/carriers/{carrierId}/removedayofweekblocked", Administer),
    ("GET", "/api/logistics/pvt/configuration/pickuppoints", Administer),
    ("GET", "/api/logistics/pvt/configuration/pickuppoints/_search", Administer),
    ("GET", "/api/logistics/pvt/configuration/pickuppoints/{id}", Administer),
    ("PUT", "/api/logistics/pvt/configuration/pickuppoints/{id}", Administer),
    ("DELETE", "/api/logistics/pvt/configuration/pickuppoints/{id}", Administer),
    ("GET", "/api/logistics/pvt/configuration/geoshape", Administer),
    ("PUT", "/api/logistics/pvt/configuration/geoshape", Administer),
    ("GET", "/api/logistics/pvt/configuration/geoshape/{id}", Administer),
    ("DELETE", "/api/logistics/pvt/configuration/geoshape/{id}", Administer),
    ("GET", "/api/logistics/pvt/configuration/holidays", Administer),
    ("GET", "/api/logistics/pvt/configuration/holidays/{id}", Administer),
    ("PUT", "/api/logistics/pvt/configuration/holidays/{id}", Administer),
    ("DELETE", "/api/logistics/pvt/configuration/holidays/{id}", Administer),
    ("GET", "/api/logistics/pvt/inventory/skus/{sku}", Administer),
    ("PUT", "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}", Administer),
    ("PATCH", "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}/quantity", Administer),
    ("PATCH", "/api/logistics/pvt/inventory/skus/{sku}/warehouses/{warehouse}/lead-time", Administer),
    ("GET", "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}", Administer),
    ("GET", "/api/logistics/pvt/inventory/items/{sku}/docks/{dock}", Administer),
    ("GET", "/api/logistics/pvt/inventory/items/{sku}/docks/{dock}/warehouses/{warehouse}", Administer),
    ("GET", "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/dispatched", Administer),
    ("GET", "/api/logistics-capacity/resources/{resource}/time-frames", Administer),
    ("GET", "/api/logistics-capacity/resources/{resource}/time-frames/{frame}", Administer),
    ("GET", "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/supplyLots", Administer),
    ("PUT", "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/supplyLots/{lot}", Administer),
    ("POST", "/api/logistics/pvt/inventory/items/{sku}/warehouses/{warehouse}/supplyLots/{lot}/transfer", Administer),
];

/// Of manage-services.
const SERVICES: &[Row] = &[
    ("GET", "/v1/services", Follow),
    ("POST", "/v1/services", Deliver),
    ("POST", "/v1/services/batch", Deliver),
    ("POST", "/v1/services/status-changes", Deliver),
    ("POST", "/v1/services/deletions", Deliver),
    ("GET", "/v1/services/{id}", Follow),
    ("PUT", "/v1/services/{id}", Deliver),
    ("DELETE", "/v1/services/{id}", Deliver),
    ("POST", "/v1/services/{id}/status-changes", Deliver),
    ("POST", "/v1/services/{id}/tracking-link", Deliver),
    ("POST", "/v1/services/{id}/held-reports/{report}/dismissal", Deliver),
    ("GET", "/v1/service-reviews", Deliver),
    ("GET", "/v1/services/{id}/label", Deliver),
    ("GET", "/v1/labels", Deliver),
    ("GET", "/v1/services/{id}/timeline", Follow),
    ("GET", "/v1/service-exports", Report),
    ("POST", "/v1/service-exports", Report),
    ("GET", "/v1/service-exports/{id}", Report),
    ("GET", "/v1/service-imports", Deliver),
    ("POST", "/v1/service-imports", Deliver),
    ("GET", "/v1/service-imports/{id}", Deliver),
    ("POST", "/v1/service-imports/{id}/undo", Deliver),
    ("GET", "/v1/service-settings", Deliver),
    ("PUT", "/v1/service-settings", Administer),
];

/// Of receive-reply.
const INBOX: &[Row] = &[
    ("POST", "/v1/inbound-sms", Public),
    ("GET", "/v1/inbox", Attend),
    ("GET", "/v1/inbox/{id}", Attend),
    ("POST", "/v1/inbox/{id}/answers", Attend),
    ("POST", "/v1/inbox/{id}/closure", Attend),
];

/// Of schedule-service.
const WINDOWS: &[Row] = &[
    ("GET", "/v1/delivery-calendars", Operate),
    ("GET", "/v1/delivery-calendars/{id}", Operate),
    ("PUT", "/v1/delivery-calendars/{id}", Administer),
    ("DELETE", "/v1/delivery-calendars/{id}", Administer),
    ("GET", "/v1/delivery-calendars/{id}/windows", Operate),
    ("PUT", "/v1/delivery-calendars/{id}/windows/{window}", Operate),
    ("GET", "/v1/booking-imports", Deliver),
    ("POST", "/v1/booking-imports", Deliver),
    ("GET", "/v1/booking-imports/template", Deliver),
    ("GET", "/v1/booking-imports/{id}", Deliver),
    ("GET", "/v1/bookings", Follow),
    ("GET", "/v1/bookings/{id}", Follow),
    ("POST", "/v1/bookings/{id}", Deliver),
    ("GET", "/v1/bookings/{id}/windows", Follow),
    ("POST", "/v1/bookings/{id}/cancellation", Deliver),
];

/// Of manage-customers.
const CUSTOMERS: &[Row] = &[
    ("GET", "/v1/customers", Oversee),
    ("POST", "/v1/customers", Oversee),
    ("GET", "/v1/customers/{id}", Oversee),
    ("PUT", "/v1/customers/{id}", Oversee),
    ("DELETE", "/v1/customers/{id}", Oversee),
    ("GET", "/v1/customers/{id}/export", Administer),
    ("GET", "/v1/customers/{id}/erasure", Administer),
    ("POST", "/v1/customers/{id}/erasure", Administer),
    ("GET", "/v1/customer-imports", Oversee),
    ("POST", "/v1/customer-imports", Oversee),
    ("GET", "/v1/customer-imports/{id}", Oversee),
];

/// Of plan-routes.
const ROUTE_PLANS: &[Row] = &[
    ("GET", "/v1/routes", KeepFleet),
    ("POST", "/v1/routes", KeepFleet),
    ("GET", "/v1/routes/{id}", KeepFleet),
    ("PUT", "/v1/routes/{id}", KeepFleet),
    ("DELETE", "/v1/routes/{id}", KeepFleet),
    ("POST", "/v1/routes/{id}/start", KeepFleet),
    ("POST", "/v1/routes/{id}/finish", KeepFleet),
];

/// Of sync-driver.
const DRIVERS_DAY: &[Row] = &[("GET", "/v1/driver-stops", Carry), ("POST", "/v1/driver-events", Carry)];

/// Of update-position.
const POSITIONS: &[Row] = &[("POST", "/v1/positions", Carry), ("GET", "/v1/routes/{id}/position", KeepFleet)];

/// Of upload-proof.
const PROOFS: &[Row] =
    &[("POST", "/v1/proofs", Carry), ("GET", "/v1/proofs/{id}", Witness), ("GET", "/v1/services/{id}/proofs", Witness)];

/// Of quote-shipping.
const QUOTES: &[Row] = &[
    ("POST", "/v1/quotes", Quote),
    ("GET", "/v1/quotes/{id}", Operate),
    ("GET", "/v1/quotes/{id}/replay", Operate),
    ("POST", "/v1/reservations", Operate),
    ("GET", "/v1/reservations/{id}", Operate),
    ("POST", "/v1/reservations/{id}/confirmation", Operate),
    ("POST", "/v1/reservations/{id}/cancellation", Operate),
    ("POST", "/v1/reservations/{id}/dispatch", Operate),
    ("GET", "/v1/pickup-points/near", Quote),
    ("GET", "/api/checkout/pub/pickup-points", Public),
    ("POST", "/api/checkout/pub/orderForms/simulation", Public),
    ("POST", "/api/fulfillment/pvt/orderForms/simulation", Administer),
    ("POST", "/api/logistics/pvt/shipping/calculate", Administer),
    ("POST", "/api/logistics/pvt/inventory/reservations", Administer),
    ("GET", "/api/logistics/pvt/inventory/reservations/{id}", Administer),
    ("POST", "/api/logistics/pvt/inventory/reservations/{id}/confirm", Administer),
    ("POST", "/api/logistics/pvt/inventory/reservations/{id}/acknowledge", Administer),
    ("POST", "/api/logistics/pvt/inventory/reservations/{id}/cancel", Administer),
    ("POST", "/seller/{publishableKey}/pvt/orderForms/simulation", Marketplace),
];

/// Of sequence-feed.
const FEED: &[Row] = &[("GET", "/v1/events", Oversee), ("GET", "/v1/events/types", Operate)];

/// Of deliver-webhook.
const WEBHOOKS: &[Row] = &[
    ("GET", "/v1/webhooks", Oversee),
    ("POST", "/v1/webhooks", Administer),
    ("GET", "/v1/webhooks/{id}", Oversee),
    ("PUT", "/v1/webhooks/{id}", Administer),
    ("DELETE", "/v1/webhooks/{id}", Administer),
    ("POST", "/v1/webhooks/{id}/secret", Administer),
    ("POST", "/v1/webhooks/{id}/ping", Administer),
    ("GET", "/v1/webhooks/{id}/deliveries", Oversee),
    ("GET", "/v1/webhooks/{id}/deliveries/{delivery}", Oversee),
    ("POST", "/v1/webhooks/{id}/deliveries/{delivery}/resend", Administer),
];

/// Of send-notification.
const MESSAGES: &[Row] = &[
    ("GET", "/v1/messages", Follow),
    ("GET", "/v1/message-settings/{agency}", Operate),
    ("PUT", "/v1/message-settings/{agency}", Administer),
    ("POST", "/v1/message-previews", Operate),
];
