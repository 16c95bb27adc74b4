//! Where each register answers, to whom, and how the document describes it.

use crate::{Deps, entries, export, import, wire};
use edge::access::{ADMINISTER, KEEP_FLEET, READ_REASONS, READ_REGISTERS};
use edge::{Problem, Reply, Request, Router, WireProblem};
use std::sync::Arc;
use utoipa::OpenApi;

macro_rules! register {
    ($module:ident, $facts:ident, $change:ident, $many:ident, $tag:tt, $all:tt, $one:tt, $file:tt) => {
        mod $module {
            use super::*;
            use domain::register::$facts as Facts;

            /// Lists a register by name, or by code; or finds the one entry with a document, a plate or a login, where the
            /// register has them.
            #[utoipa::path(get, path = $all, tag = $tag,
                params(("name" = Option<String>, Query, description = "What names begin with, without case and accents"),
                    ("code" = Option<String>, Query, description = "What codes begin with, instead of `name`"),
                    ("document" = Option<String>, Query, description = "The document of one, with or without its signs"),
                    ("plate" = Option<String>, Query, description = "The plate of one"),
                    ("login" = Option<String>, Query, description = "The login of one"),
                    ("active" = Option<bool>, Query, description = "Only those in use, or only those out of use"),
                    ("limit" = Option<u16>, Query, description = "1 to 200"),
                    ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
                responses((status = 200, body = wire::$many), (status = 400, body = WireProblem)))]
            pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
                entries::list::<Facts>(deps, request).await
            }

            /// Writes every entry that the caller sees into a spreadsheet.
            #[utoipa::path(get, path = $file, tag = $tag,
                params(("format" = Option<String>, Query, description = "csv or xlsx; csv when missing")),
                responses((status = 200, content((Vec<u8> = "text/csv"),
                    (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
                    (status = 400, body = WireProblem), (status = 413, description = "`too_many_entries`", body = WireProblem)))]
            pub(super) async fn export(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
                export::export::<Facts>(deps, request).await
            }

            /// Adds an entry.
            #[utoipa::path(post, path = $all, tag = $tag,
                params(("Idempotency-Key" = String, Header)), request_body = wire::$change,
                responses((status = 201, body = wire::$facts), (status = 403, description = "`out_of_sight`", body = WireProblem),
                    (status = 409, description = "`already_registered`", body = WireProblem), (status = 422, body = WireProblem)))]
            pub(super) async fn add(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
                entries::add::<Facts>(deps, request).await
            }

            /// Shows one entry.
            #[utoipa::path(get, path = $one, tag = $tag, params(("id" = String, Path)),
                responses((status = 200, body = wire::$facts), (status = 404, body = WireProblem)))]
            pub(super) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
                entries::show::<Facts>(deps, request).await
            }

            /// Changes an entry, or takes it out of use.
            #[utoipa::path(put, path = $one, tag = $tag,
                params(("id" = String, Path), ("If-Match" = String, Header)), request_body = wire::$change,
                responses((status = 200, body = wire::$facts), (status = 403, description = "`out_of_sight`", body = WireProblem),
                    (status = 404, body = WireProblem), (status = 409, description = "`already_registered`", body = WireProblem),
                    (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
            pub(super) async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
                entries::change::<Facts>(deps, request).await
            }

            /// Removes an entry that is out of use and that nothing refers to.
            #[utoipa::path(delete, path = $one, tag = $tag,
                params(("id" = String, Path), ("If-Match" = String, Header)),
                responses((status = 204), (status = 404, body = WireProblem),
                    (status = 409, description = "`still_active` or `referred_to`", body = WireProblem),
                    (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
            pub(super) async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
                entries::remove::<Facts>(deps, request).await
            }

            #[derive(OpenApi)]
            #[openapi(paths(list, export, add, show, change, remove))]
            pub(super) struct Described;
        }
    };
}

register!(
    agencies,
    Agency,
    AgencyChange,
    Agencies,
    "Agencies",
    "/v1/agencies",
    "/v1/agencies/{id}",
    "/v1/agencies/export"
);
register!(
    branches,
    Branch,
    BranchChange,
    Branches,
    "Branches",
    "/v1/branches",
    "/v1/branches/{id}",
    "/v1/branches/export"
);
register!(
    partners,
    Partner,
    PartnerChange,
    Partners,
    "Partners",
    "/v1/partners",
    "/v1/partners/{id}",
    "/v1/partners/export"
);
register!(
    carriers,
    Carrier,
    CarrierChange,
    Carriers,
    "Carriers",
    "/v1/carriers",
    "/v1/carriers/{id}",
    "/v1/carriers/export"
);
register!(drivers, Driver, DriverChange, Drivers, "Drivers", "/v1/drivers", "/v1/drivers/{id}", "/v1/drivers/export");
register!(
    vehicles,
    Vehicle,
    VehicleChange,
    Vehicles,
    "Vehicles",
    "/v1/vehicles",
    "/v1/vehicles/{id}",
    "/v1/vehicles/export"
);
register!(
    justifications,
    Justification,
    JustificationChange,
    Justifications,
    "Reasons",
    "/v1/justifications",
    "/v1/justifications/{id}",
    "/v1/justifications/export"
);
register!(
    failure_reasons,
    FailureReason,
    FailureReasonChange,
    FailureReasons,
    "Reasons",
    "/v1/failure-reasons",
    "/v1/failure-reasons/{id}",
    "/v1/failure-reasons/export"
);
register!(
    success_reasons,
    SuccessReason,
    SuccessReasonChange,
    SuccessReasons,
    "Reasons",
    "/v1/success-reasons",
    "/v1/success-reasons/{id}",
    "/v1/success-reasons/export"
);
register!(
    chat_reasons,
    ChatReason,
    ChatReasonChange,
    ChatReasons,
    "Reasons",
    "/v1/chat-reasons",
    "/v1/chat-reasons/{id}",
    "/v1/chat-reasons/export"
);
register!(
    operator_holidays,
    OperatorHoliday,
    OperatorHolidayChange,
    OperatorHolidays,
    "Holidays",
    "/v1/operator-holidays",
    "/v1/operator-holidays/{id}",
    "/v1/operator-holidays/export"
);

macro_rules! routed {
    ($router:expr, $module:ident, $keep:expr, $all:literal, $one:literal, $file:literal) => {
        routed!($router, $module, READ_REGISTERS, $keep, $all, $one, $file)
    };
    ($router:expr, $module:ident, $read:expr, $keep:expr, $all:literal, $one:literal, $file:literal) => {
        $router
            .get($all, $read, |deps, request| Box::pin($module::list(deps, request)))
            .get($file, READ_REGISTERS, |deps, request| Box::pin($module::export(deps, request)))
            .post($all, $keep, |deps, request| Box::pin($module::add(deps, request)))
            .get($one, $read, |deps, request| Box::pin($module::show(deps, request)))
            .put($one, $keep, |deps, request| Box::pin($module::change(deps, request)))
            .delete($one, $keep, |deps, request| Box::pin($module::remove(deps, request)))
    };
}

/// The routes: whoever keeps the fleet keeps drivers, vehicles and holidays, managers keep the rest; drivers read the reasons that
/// they report by.
pub(crate) fn routes(deps: Arc<Deps>) -> Router<Deps> {
    let router = Router::new(deps)
        .get("/v1/register-imports", READ_REGISTERS, |deps, request| Box::pin(import::requests::list(deps, request)))
        .post("/v1/register-imports", KEEP_FLEET, |deps, request| Box::pin(import::requests::ask(deps, request)))
        .get("/v1/register-imports/{id}", READ_REGISTERS, |deps, request| {
            Box::pin(import::requests::show(deps, request))
        });
    let router = routed!(router, agencies, ADMINISTER, "/v1/agencies", "/v1/agencies/{id}", "/v1/agencies/export");
    let router = routed!(router, branches, ADMINISTER, "/v1/branches", "/v1/branches/{id}", "/v1/branches/export");
    let router = routed!(router, partners, ADMINISTER, "/v1/partners", "/v1/partners/{id}", "/v1/partners/export");
    let router = routed!(router, carriers, ADMINISTER, "/v1/carriers", "/v1/carriers/{id}", "/v1/carriers/export");
    let router = routed!(router, drivers, KEEP_FLEET, "/v1/drivers", "/v1/drivers/{id}", "/v1/drivers/export");
    let router = routed!(router, vehicles, KEEP_FLEET, "/v1/vehicles", "/v1/vehicles/{id}", "/v1/vehicles/export");
    let router = routed!(
        router,
        justifications,
        ADMINISTER,
        "/v1/justifications",
        "/v1/justifications/{id}",
        "/v1/justifications/export"
    );
    let router = routed!(
        router,
        failure_reasons,
        READ_REASONS,
        ADMINISTER,
        "/v1/failure-reasons",
        "/v1/failure-reasons/{id}",
        "/v1/failure-reasons/export"
    );
    let router = routed!(
        router,
        success_reasons,
        READ_REASONS,
        ADMINISTER,
        "/v1/success-reasons",
        "/v1/success-reasons/{id}",
        "/v1/success-reasons/export"
    );
    let router = routed!(
        router,
        operator_holidays,
        KEEP_FLEET,
        "/v1/operator-holidays",
        "/v1/operator-holidays/{id}",
        "/v1/operator-holidays/export"
    );
    routed!(router, chat_reasons, ADMINISTER, "/v1/chat-reasons", "/v1/chat-reasons/{id}", "/v1/chat-reasons/export")
}

#[derive(OpenApi)]
#[openapi(paths(import::requests::list, import::requests::ask, import::requests::show))]
struct Imports;

/// The function's part of the OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let mut whole = agencies::Described::openapi();
    for part in [
        Imports::openapi(),
        branches::Described::openapi(),
        partners::Described::openapi(),
        carriers::Described::openapi(),
        drivers::Described::openapi(),
        vehicles::Described::openapi(),
        justifications::Described::openapi(),
        failure_reasons::Described::openapi(),
        success_reasons::Described::openapi(),
        chat_reasons::Described::openapi(),
        operator_holidays::Described::openapi(),
    ] {
        whole.merge(part);
    }
    whole
}
