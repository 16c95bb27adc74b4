use domain::customer::Customer;
use domain::place::Point;
use domain::route::Route;
use domain::said::Said;
use domain::service::Service;
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
