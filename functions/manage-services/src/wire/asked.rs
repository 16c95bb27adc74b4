use domain::currency::{Currency, Money};
use domain::id::{CustomerId, PackageId, QuoteId, ReservationId};
use domain::measure::Grams;
use domain::postal::Country;
use domain::service::{Describing, Facets, Hours, Invoice, Kind, Package, ProofKind, Text};
use edge::{Fields, Problem, Row};
use jiff::{Timestamp, civil::Date};
use people::Address;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use utoipa::ToSchema;
use uuid::Uuid;

use super::recipient::NewCustomer;
use super::texts::{optional, text};
use crate::wish::{Making, Who};

/// A service to make.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewService {
    /// delivery, which is the default, collection or attendance.
    #[serde(default, rename = "type")]
    #[schema(example = "delivery")]
    pub kind: Option<String>,
    /// Identifier in the system that it comes from, which no other service has. At most 30 characters.
    #[serde(default)]
    pub external_id: Option<String>,
    /// Number of the order.
    #[serde(default)]
    #[schema(example = "v-1001")]
    pub order: Option<String>,
    /// Its invoice; number and series together are those of no other service.
    #[serde(default)]
    pub invoice: Option<NewInvoice>,
    /// What it is, for the driver.
    #[serde(default)]
    pub description: Option<String>,
    /// Who waits for it; required to make one.
    #[serde(default)]
    pub customer: Option<NewCustomer>,
    /// Where. Without it, the last address of a customer who is known.
    #[serde(default)]
    pub address: Option<Address>,
    /// Its packages, at most 50.
    #[serde(default)]
    pub packages: Vec<NewPackage>,
    /// Grams of all of it.
    #[serde(default)]
    pub weight: Option<i64>,
    /// Cubic centimetres of all of it, at most 100 cubic metres.
    #[serde(default)]
    pub volume: Option<u32>,
    /// What the goods are worth.
    #[serde(default)]
    pub goods_value: Option<Amount>,
    /// Minutes at the address, 0 to 480.
    #[serde(default)]
    pub service_minutes: Option<u16>,
    /// 0 to 9; more is more urgent.
    #[serde(default)]
    pub priority: u8,
    /// What the driver must be able to do.
    #[serde(default)]
    pub skills: Vec<String>,
    /// The day that was agreed with the recipient, `2026-11-30`.
    #[serde(default)]
    pub scheduled_date: Option<String>,
    /// The hours within which the recipient can be met, `08:00-12:00`.
    #[serde(default)]
    #[schema(example = "08:00-12:00")]
    pub time_window: Option<String>,
    /// Who sends it, for the driver.
    #[serde(default)]
    pub sender: Option<String>,
    /// Number of the packing list.
    #[serde(default)]
    pub manifest: Option<String>,
    /// What your other system calls the freight that it goes by. At most 60 characters.
    #[serde(default)]
    pub freight_id: Option<String>,
    /// What the driver is to be paid at the address.
    #[serde(default)]
    pub amount_to_collect: Option<Amount>,
    /// Id of the agency, whose brand the recipient sees.
    #[serde(default)]
    pub agency: Option<String>,
    /// Id of the branch.
    #[serde(default)]
    pub branch: Option<String>,
    /// Id of the partner.
    #[serde(default)]
    pub partner: Option<String>,
    /// Id of the transport company.
    #[serde(default)]
    pub carrier: Option<String>,
    /// What proves it: photo, signature, code, `receiver_name`, `receiver_document`. Without it, what the account asks.
    #[serde(default)]
    pub required_proof: Option<Vec<String>>,
    /// By when, where no quote promises it.
    #[serde(default)]
    pub deadline: Option<String>,
    /// The kept quote that it fulfils. It holds nothing, so that any number of services may carry its promise: what is sold
    /// as one may leave in several packages, or be sent again. What was reserved of it serves one service, see
    /// `reservation`.
    #[serde(default)]
    pub quote: Option<String>,
    /// Which option of the quote.
    #[serde(default)]
    pub option: Option<String>,
    /// What was reserved of a quote: held or confirmed, and of no other service yet (`reservation_used`). It names the quote
    /// and the option by itself, and becomes confirmed. A service that names the quote alone leaves it as it is.
    #[serde(default)]
    pub reservation: Option<String>,
}

/// An invoice.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = Invoice)]
pub struct NewInvoice {
    /// Its number.
    pub number: String,
    /// Its series, at most 3 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
}

/// An amount of money.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ServiceAmount)]
pub struct Amount {
    /// Minor units: cents of BRL, pesos of CLP. Not below 0.
    #[schema(example = 1250)]
    pub minor: i64,
    /// ISO 4217 code.
    #[schema(example = "BRL")]
    pub currency: String,
}

/// A package.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewPackage {
    /// What its label says.
    pub barcode: String,
    /// Grams.
    #[serde(default)]
    pub weight: Option<i64>,
}

/// Many services.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ServiceBatch)]
pub struct Batch {
    /// 1 to 500 of them.
    #[schema(value_type = Vec<NewService>)]
    pub items: Vec<Row>,
}

fn grams(fields: &mut Fields, pointer: &str, value: Option<i64>) -> Option<Grams> {
    value.and_then(|value| fields.take(pointer, "weight", value, Grams::new(value)))
}

impl NewService {
    /// Reads a service to make, by the rules of the account's country.
    pub(crate) fn read(&self, country: Option<Country>) -> Result<Making, Problem> {
        let mut fields = Fields::new();
        let customer = match &self.customer {
            Some(customer) => customer.read(country, &mut fields),
            None => {
                fields.refuse("/customer", "required", "Say who waits for it.", None);
                None
            }
        };
        let making = self.read_with(&mut fields, country, customer);
        fields.all(making)
    }

    /// Reads a change: what it does not name becomes empty, the customer stays.
    pub(crate) fn read_change(&self, country: Option<Country>) -> Result<Making, Problem> {
        let mut fields = Fields::new();
        for (pointer, said) in [
            ("/type", self.kind.is_some()),
            ("/externalId", self.external_id.is_some()),
            ("/customer", self.customer.is_some()),
            ("/quote", self.quote.is_some()),
            ("/option", self.option.is_some()),
            ("/reservation", self.reservation.is_some()),
            ("/deadline", self.deadline.is_some()),
        ] {
            if said {
                fields.refuse(pointer, "fixed", "This cannot be changed; leave it out.", None);
            }
        }
        let nobody = Some(Who::Known(CustomerId::new(Uuid::nil())));
        let making = self.read_with(&mut fields, country, nobody);
        fields.all(making)
    }

    fn read_with(&self, fields: &mut Fields, country: Option<Country>, customer: Option<Who>) -> Option<Making> {
        let kind = optional::<Kind>(fields, "/type", "unknown_type", self.kind.as_deref()).unwrap_or_default();
        let external = text(fields, "/externalId", self.external_id.as_deref());
        let address = self.address.as_ref().map(|address| address.read("/address", country, fields));
        let required = self.required_proof.as_ref().map(|kinds| proofs(fields, "/requiredProof", kinds));
        let deadline = optional::<Timestamp>(fields, "/deadline", "instant", self.deadline.as_deref());
        let quote = optional::<QuoteId>(fields, "/quote", "invalid_id", self.quote.as_deref());
        let reservation = optional::<ReservationId>(fields, "/reservation", "invalid_id", self.reservation.as_deref());
        if self.quote.is_some() != self.option.is_some() {
            fields.refuse("/option", "required", "A quote and the option that was chosen come together.", None);
        }
        let describing = self.describing(fields);
        Some(Making {
            kind,
            external,
            customer: customer?,
            address: match address {
                Some(address) => Some(address?),
                None => None,
            },
            describing,
            required,
            deadline,
            quote: quote.zip(self.option.clone()),
            reservation,
        })
    }

    fn describing(&self, fields: &mut Fields) -> Describing {
        if self.priority > 9 {
            fields.refuse("/priority", "priority", "A priority is between 0 and 9.", Some(self.priority.into()));
        }
        if self.service_minutes.is_some_and(|minutes| minutes > 480) {
            let value = self.service_minutes.map(Value::from);
            fields.refuse("/serviceMinutes", "minutes", "Between 0 and 480 minutes.", value);
        }
        if self.volume.is_some_and(|volume| volume > 100_000_000) {
            fields.refuse("/volume", "volume", "At most 100 cubic metres.", self.volume.map(Value::from));
        }
        if self.packages.len() > 50 {
            fields.refuse("/packages", "count", "A service has at most 50 packages.", None);
        }
        if self.skills.len() > 20 {
            fields.refuse("/skills", "count", "A service asks for at most 20 skills.", None);
        }
        let skills = self.skills.iter().take(20).enumerate();
        Describing {
            description: text(fields, "/description", self.description.as_deref()),
            order: text(fields, "/order", self.order.as_deref()),
            invoice: self.invoice.as_ref().and_then(|invoice| invoice.read(fields)),
            manifest: text(fields, "/manifest", self.manifest.as_deref()),
            freight: text(fields, "/freightId", self.freight_id.as_deref()),
            to_collect: self.amount_to_collect.as_ref().and_then(|amount| amount.read("/amountToCollect", fields)),
            skills: skills.filter_map(|(n, skill)| text(fields, &format!("/skills/{n}"), Some(skill))).collect(),
            packages: self.packages(fields),
            weight: grams(fields, "/weight", self.weight),
            volume: self.volume,
            value: self.goods_value.as_ref().and_then(|amount| amount.read("/goodsValue", fields)),
            service_minutes: self.service_minutes,
            priority: self.priority,
            scheduled: optional::<Date>(fields, "/scheduledDate", "date", self.scheduled_date.as_deref()),
            hours: optional::<Hours>(fields, "/timeWindow", "time_window", self.time_window.as_deref()),
            sender: text(fields, "/sender", self.sender.as_deref()),
            facets: Facets {
                agency: optional(fields, "/agency", "invalid_id", self.agency.as_deref()),
                branch: optional(fields, "/branch", "invalid_id", self.branch.as_deref()),
                partner: optional(fields, "/partner", "invalid_id", self.partner.as_deref()),
                carrier: optional(fields, "/carrier", "invalid_id", self.carrier.as_deref()),
            },
            required: BTreeSet::new(),
        }
    }

    fn packages(&self, fields: &mut Fields) -> Vec<Package> {
        let mut seen = BTreeSet::new();
        let mut packages = Vec::new();
        for (n, package) in self.packages.iter().take(50).enumerate() {
            let pointer = format!("/packages/{n}/barcode");
            let barcode = fields.take(&pointer, "text", package.barcode.as_str(), Text::<60>::new(&package.barcode));
            let weight = grams(fields, &format!("/packages/{n}/weight"), package.weight);
            let Some(barcode) = barcode else { continue };
            if !seen.insert(barcode.clone()) {
                fields.refuse(&pointer, "duplicate", "Another package has this label.", None);
            }
            // Names a package within its service: the same number of the same service is the same package.
            let id = PackageId::new(Uuid::from_u64_pair(0x7000, u64::try_from(n).unwrap_or(u64::MAX) | (1 << 63)));
            packages.push(Package { id, barcode, weight });
        }
        packages
    }
}

/// Kinds of proof by their names.
pub(super) fn proofs(fields: &mut Fields, pointer: &str, kinds: &[String]) -> BTreeSet<ProofKind> {
    let read = |(n, kind): (usize, &String)| {
        let error = "a proof is one of photo, signature, code, receiver_name, receiver_document";
        let read = kind.parse::<ProofKind>().map_err(|_| error);
        fields.take(&format!("{pointer}/{n}"), "unknown_proof", kind.as_str(), read)
    };
    kinds.iter().enumerate().filter_map(read).collect()
}

impl Amount {
    fn read(&self, at: &str, fields: &mut Fields) -> Option<Money> {
        let currency = self.currency.as_str();
        let currency = fields.take(&format!("{at}/currency"), "currency", currency, Currency::new(currency));
        if self.minor < 0 {
            fields.refuse(&format!("{at}/minor"), "amount", "It is nothing or more.", Some(self.minor.into()));
        }
        currency.map(|currency| Money::new(self.minor, currency))
    }
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self { minor: money.minor(), currency: money.currency().to_string() }
    }
}

impl NewInvoice {
    fn read(&self, fields: &mut Fields) -> Option<Invoice> {
        let number = fields.take("/invoice/number", "text", self.number.as_str(), Text::new(&self.number));
        let series = text(fields, "/invoice/series", self.series.as_deref());
        Some(Invoice { number: number?, series })
    }
}
