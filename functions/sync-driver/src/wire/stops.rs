use domain::customer::Customer;
use domain::place::Point;
use domain::route::Route;
use domain::said::Said;
use domain::service::Service;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// What a driver has to do on a day.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DriverStops)]
pub struct Stops {
    /// In order.
    pub items: Vec<Stop>,
}

/// One stop, with everything that is needed there.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DriverStop)]
pub struct Stop {
    /// Id of the route.
    pub route: String,
    /// Its place in the route, from 1.
    pub position: usize,
    /// Id of the service.
    pub service: String,
    /// How often the service was written: a newer one replaces an older.
    pub version: u64,
    /// Its tracking code.
    pub code: String,
    /// delivery, collection or attendance.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is in.
    pub status: &'static str,
    /// Who sends it.
    pub sender: Option<String>,
    /// The hours within which the recipient can be met, `08:00-12:00`.
    pub time_window: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Number of the order.
    pub order: Option<String>,
    /// Its invoice.
    pub invoice: Option<StopInvoice>,
    /// Number of the packing list.
    pub manifest: Option<String>,
    /// Minutes that it takes at the address, where known.
    pub service_minutes: Option<u16>,
    /// 0 to 9; more is more urgent.
    pub priority: u8,
    /// By when it is promised.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub deadline: Option<Timestamp>,
    /// What the driver must be able to do.
    pub skills: Vec<String>,
    /// Who waits for it; null when the person was erased.
    pub recipient: Option<String>,
    /// Telephone of who waits for it.
    pub phone: Option<String>,
    /// Street and number, and what else says where.
    pub address: Vec<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Degrees north, where known.
    pub lat: Option<f64>,
    /// Degrees east, where known.
    pub lng: Option<f64>,
    /// What the recipient wants the driver to know.
    pub instructions: Option<String>,
    /// Where it may be left when nobody is there, as the recipient says.
    pub safe_place: Option<String>,
    /// Labels of its packages.
    pub barcodes: Vec<String>,
    /// The proofs that a delivery needs.
    pub required_proof: Vec<&'static str>,
}

/// What a stop is invoiced as.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DriverStopInvoice)]
pub struct StopInvoice {
    /// Its number, without the series.
    pub number: String,
    /// Its series.
    pub series: Option<String>,
}

impl Stop {
    pub(crate) fn new(
        route: &Route,
        position: usize,
        service: &Service,
        version: u64,
        customer: Option<&Customer>,
        told: Option<&Said>,
    ) -> Self {
        let address = customer.and_then(|customer| customer.address(service.address));
        let lines = address.map(|address| {
            let street = match &address.number {
                Some(number) => format!("{}, {number}", address.street),
                None => address.street.to_string(),
            };
            let city = match (&address.city, &address.state) {
                (Some(city), Some(state)) => Some(format!("{city} - {}", state.as_str())),
                (city, _) => city.as_ref().map(ToString::to_string),
            };
            let text = |part: &dyn ToString| part.to_string();
            let parts = [
                Some(street),
                address.complement.as_ref().map(|part| text(part)),
                address.neighbourhood.as_ref().map(|part| text(part)),
                city,
                address.reference.as_ref().map(|part| text(part)),
            ];
            parts.into_iter().flatten().collect()
        });
        let said = &service.describing;
        Self {
            route: route.id.to_string(),
            position,
            service: service.id.to_string(),
            version,
            code: service.code.as_str().to_owned(),
            kind: service.kind.name(),
            status: service.status().name(),
            sender: said.sender.as_ref().map(ToString::to_string),
            time_window: said.hours.map(|hours| hours.to_string()),
            description: said.description.as_ref().map(ToString::to_string),
            order: said.order.as_ref().map(ToString::to_string),
            invoice: said.invoice.as_ref().map(|invoice| StopInvoice {
                number: invoice.number.to_string(),
                series: invoice.series.as_ref().map(ToString::to_string),
            }),
            manifest: said.manifest.as_ref().map(ToString::to_string),
            service_minutes: said.service_minutes,
            priority: said.priority,
            deadline: service.promise.as_ref().and_then(|promise| promise.deadline),
            skills: said.skills.iter().map(ToString::to_string).collect(),
            recipient: customer.map(Customer::name),
            phone: customer.and_then(|customer| customer.phone.as_ref()).map(ToString::to_string),
            address: lines.unwrap_or_default(),
            postal_code: address.map(|address| address.postal_code.to_string()),
            lat: address.and_then(|address| address.point).map(Point::lat),
            lng: address.and_then(|address| address.point).map(Point::lng),
            instructions: told.and_then(|told| told.instructions.as_ref()).map(ToString::to_string),
            safe_place: told.and_then(|told| told.safe_place.as_ref()).map(ToString::to_string),
            barcodes: said.packages.iter().map(|package| package.barcode.to_string()).collect(),
            required_proof: said.required.iter().map(|kind| kind.name()).collect(),
        }
    }
}
