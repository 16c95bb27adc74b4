//! What travels when routes are planned.

use domain::id::{DriverId, ServiceId, VehicleId};
use domain::route::{self as plan, Plan};
use domain::service::Service;
use edge::{Fields, Problem};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use store::Stored;
use utoipa::ToSchema;

/// A route to plan, or as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewRoute {
    /// Id of the driver.
    pub driver: String,
    /// Id of the vehicle.
    #[serde(default)]
    pub vehicle: Option<String>,
    /// Day on which it begins.
    #[schema(example = "2026-11-30")]
    pub date: String,
    /// Its last day, where it takes more than one.
    #[serde(default)]
    pub end_date: Option<String>,
    /// Ids of the services, in the order in which they are driven to.
    pub services: Vec<String>,
}

impl NewRoute {
    /// Reads the body.
    pub(crate) fn read(&self) -> Result<Plan, Problem> {
        let mut fields = Fields::new();
        let driver = fields.take("/driver", "invalid_id", self.driver.as_str(), self.driver.parse::<DriverId>());
        let vehicle = self.vehicle.as_deref();
        let vehicle = vehicle.and_then(|id| fields.take("/vehicle", "invalid_id", id, id.parse::<VehicleId>()));
        let date = fields.take("/date", "date", self.date.as_str(), self.date.parse::<Date>());
        let end_date = self.end_date.as_deref();
        let end_date = end_date.and_then(|date| fields.take("/endDate", "date", date, date.parse::<Date>()));
        let read = |(n, id): (usize, &String)| {
            fields.take(&format!("/services/{n}"), "invalid_id", id.as_str(), id.parse::<ServiceId>())
        };
        let stops: Vec<ServiceId> = self.services.iter().enumerate().filter_map(read).collect();
        let (driver, date) = fields.all(driver.zip(date))?;
        Ok(Plan { driver, vehicle, date, end_date, stops })
    }
}

/// A route.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Route {
    /// Identifier.
    pub id: String,
    /// Id of the driver.
    pub driver: String,
    /// Id of the vehicle.
    pub vehicle: Option<String>,
    /// Day on which it begins.
    pub date: String,
    /// Its last day, where it takes more than one.
    pub end_date: Option<String>,
    /// planned, started or finished.
    #[schema(example = "planned")]
    pub status: &'static str,
    /// Ids of the services, in order.
    pub services: Vec<String>,
    /// Where each stands; only when one route is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stops: Option<Vec<RouteStop>>,
    /// When it was planned.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When the driver set out.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub started_at: Option<Timestamp>,
    /// When it was over.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub finished_at: Option<Timestamp>,
}

/// One stop of a route.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RouteStop {
    /// Id of the service.
    pub service: String,
    /// Its tracking code.
    pub code: String,
    /// What it is in.
    pub status: &'static str,
    /// Tries so far.
    pub attempts: usize,
}

impl Route {
    /// A route, with its services where they were read.
    pub(crate) fn new(route: &plan::Route, services: Option<&[Stored<Service>]>) -> Self {
        let stop = |service: &Stored<Service>| {
            let state = service.value.state();
            RouteStop {
                service: service.value.id.to_string(),
                code: service.value.code.as_str().to_owned(),
                status: state.status.name(),
                attempts: state.attempts.len(),
            }
        };
        Self {
            id: route.id.to_string(),
            driver: route.driver.to_string(),
            vehicle: route.vehicle.map(|vehicle| vehicle.to_string()),
            date: route.date.to_string(),
            end_date: route.end_date.map(|date| date.to_string()),
            status: route.status.name(),
            services: route.stops.iter().map(ToString::to_string).collect(),
            stops: services.map(|services| services.iter().map(stop).collect()),
            created_at: route.created_at,
            started_at: route.started_at,
            finished_at: route.finished_at,
        }
    }
}

/// A part of the routes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Routes {
    /// Without where their services stand.
    pub items: Vec<Route>,
    /// For the next page; null on the last.
    pub next_cursor: Option<String>,
}
