//! From what was sent to what is meant, and back.

use super::*;
use crate::entries::Travels;
use domain::account::Name;
use domain::document::{Legal, TaxId};
use domain::phone::Phone;
use domain::postal::Country;
use domain::register::{Color, Plate, WebAddress};
use domain::service::Text;
use edge::Fields;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Display;
use uuid::Uuid;

/// The texts of a branch or a transport company.
pub(super) struct CompanyTexts<'a> {
    pub(super) legal_type: Option<&'a str>,
    pub(super) company_name: Option<&'a str>,
    pub(super) document: Option<&'a str>,
    pub(super) state_registration: Option<&'a str>,
    pub(super) municipal_registration: Option<&'a str>,
    pub(super) contact_name: Option<&'a str>,
    pub(super) email: Option<&'a str>,
    pub(super) phone: Option<&'a str>,
    pub(super) mobile: Option<&'a str>,
    pub(super) address: Option<&'a Address>,
}

pub(super) trait CompanyChange {
    fn texts(&self) -> CompanyTexts<'_>;
}

/// What is missing is none; what is there is read, or its error noted.
fn optional<T, E: Display>(
    fields: &mut Fields,
    name: &str,
    text: Option<&str>,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Option<Option<T>> {
    match text {
        None => Some(None),
        Some(text) => fields.take(&format!("/{name}"), name, text, read(text)).map(Some),
    }
}

/// As [`optional`], for personal data, which no answer repeats.
fn private<T, E: Display>(
    fields: &mut Fields,
    name: &str,
    text: Option<&str>,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Option<Option<T>> {
    match text {
        None => Some(None),
        Some(text) => fields.take_secret(&format!("/{name}"), name, read(text)).map(Some),
    }
}

/// One of a few names, as the noun spells them.
fn choice<T: DeserializeOwned>(fields: &mut Fields, name: &str, text: &str) -> Option<T> {
    let read = serde_json::from_value(Value::String(text.to_owned()));
    fields.take(&format!("/{name}"), "choice", text, read)
}

/// The name of one of a few.
pub(super) fn name_of(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn legal(fields: &mut Fields, text: Option<&str>) -> Option<Legal> {
    text.map_or(Some(Legal::Company), |text| choice(fields, "legalType", text))
}

fn company(texts: &CompanyTexts<'_>, country: Option<Country>, fields: &mut Fields) -> Option<Company> {
    let legal = legal(fields, texts.legal_type);
    let company_name = optional(fields, "companyName", texts.company_name, Name::new);
    let tax = |text: &str| TaxId::new(country, legal.unwrap_or_default(), text);
    let document = private(fields, "document", texts.document, tax);
    let state = optional(fields, "stateRegistration", texts.state_registration, Name::new);
    let city = optional(fields, "municipalRegistration", texts.municipal_registration, Name::new);
    let contact = optional(fields, "contactName", texts.contact_name, Name::new);
    let email = private(fields, "email", texts.email, str::parse);
    let phone = private(fields, "phone", texts.phone, |text| Phone::new(country, text));
    let mobile = private(fields, "mobile", texts.mobile, |text| Phone::new(country, text));
    let address = match texts.address {
        None => Some(None),
        Some(address) => address.read("/address", country, fields).map(Some),
    };
    Some(Company {
        legal: legal?,
        company_name: company_name?,
        document: document?,
        state_registration: state?,
        municipal_registration: city?,
        contact_name: contact?,
        email: email?,
        phone: phone?,
        mobile: mobile?,
        address: address?,
    })
}

macro_rules! travels {
    ($facts:ident, $change:ident, $noun:literal, [$($column:literal),* $(,)?], |$sent:ident, $country:ident, $fields:ident| $read:expr) => {
        impl Travels for register::$facts {
            type Change = $change;
            type Shown = super::$facts;
            const NOUN: &'static str = $noun;
            const COLUMNS: &'static [&'static str] = &["id", "code", "name", "active" $(, $column)*];

            fn heading(change: &$change) -> (Option<&str>, &str, bool) {
                (change.code.as_deref(), &change.name, change.active)
            }

            fn read($sent: &$change, $country: Option<Country>, $fields: &mut Fields) -> Option<Self> {
                $read
            }

            fn shown(entry: &Entry<Self>) -> super::$facts {
                super::$facts::from(entry)
            }

            fn bits(id: Self::Id) -> Uuid {
                id.uuid()
            }
        }
    };
}

macro_rules! companies {
    ($($facts:ident $change:ident $noun:literal;)+) => {$(
        travels!(
            $facts,
            $change,
            $noun,
            [
                "legalType", "companyName", "document", "stateRegistration", "municipalRegistration", "contactName",
                "email", "phone", "mobile", "country", "postalCode", "street", "number", "complement", "neighborhood",
                "city", "state", "reference", "lat", "lng",
            ],
            |sent, country, fields| company(&sent.texts(), country, fields).map(register::$facts)
        );
    )+};
}

companies! {
    Branch BranchChange "branch";
    Carrier CarrierChange "transport company";
}
travels!(
    Agency,
    AgencyChange,
    "agency",
    ["document", "logo", "color", "language", "phone", "email", "site", "requiredProof"],
    |sent, country, fields| {
        let tax = |text: &str| TaxId::new(country, Legal::Company, text);
        let document = private(fields, "document", sent.document.as_deref(), tax);
        let logo = optional(fields, "logo", sent.logo.as_deref(), WebAddress::new);
        let color = optional(fields, "color", sent.color.as_deref(), Color::new);
        let language = optional(fields, "language", sent.language.as_deref(), str::parse);
        let phone = private(fields, "phone", sent.phone.as_deref(), |text| Phone::new(country, text));
        let email = private(fields, "email", sent.email.as_deref(), str::parse);
        let site = optional(fields, "site", sent.site.as_deref(), WebAddress::new);
        let required_proof = optional(fields, "requiredProof", sent.required_proof.as_deref(), str::parse);
        Some(register::Agency {
            document: document?,
            logo: logo?,
            color: color?,
            language: language?,
            phone: phone?,
            email: email?,
            site: site?,
            required_proof: required_proof?,
        })
    }
);
travels!(Partner, PartnerChange, "partner", ["document"], |sent, country, fields| {
    let tax = |text: &str| TaxId::new(country, Legal::Company, text);
    let document = private(fields, "document", sent.document.as_deref(), tax);
    Some(register::Partner { document: document? })
});
travels!(
    Driver,
    DriverChange,
    "driver",
    [
        "login",
        "document",
        "phone",
        "email",
        "timeZone",
        "branch",
        "carrier",
        "photo",
        "identityCard",
        "socialNumber",
        "registration",
        "homeAddress",
    ],
    |sent, country, fields| {
        let login = optional(fields, "login", sent.login.as_deref(), register::Code::new);
        let tax = |text: &str| TaxId::new(country, Legal::Person, text);
        let document = private(fields, "document", sent.document.as_deref(), tax);
        let phone = private(fields, "phone", sent.phone.as_deref(), |text| Phone::new(country, text));
        let email = private(fields, "email", sent.email.as_deref(), str::parse);
        let known = |name: &str| jiff::tz::TimeZone::get(name).map(|_| name.to_owned());
        let time_zone = optional(fields, "timeZone", sent.time_zone.as_deref(), known);
        let branch = optional(fields, "branch", sent.branch.as_deref(), str::parse);
        let carrier = optional(fields, "carrier", sent.carrier.as_deref(), str::parse);
        let photo = optional(fields, "photo", sent.photo.as_deref(), WebAddress::new);
        let card = private(fields, "identityCard", sent.identity_card.as_deref(), TaxId::of_card);
        let worker = |text: &str| TaxId::of_worker(country, text);
        let social_number = private(fields, "socialNumber", sent.social_number.as_deref(), worker);
        let registration = private(fields, "registration", sent.registration.as_deref(), Text::new);
        let home_address = private(fields, "homeAddress", sent.home_address.as_deref(), Text::new);
        Some(register::Driver {
            login: login?,
            document: document?,
            phone: phone?,
            email: email?,
            time_zone: time_zone?,
            branch: branch?,
            carrier: carrier?,
            photo: photo?,
            identity_card: card?,
            social_number: social_number?,
            registration: registration?,
            home_address: home_address?,
        })
    }
);
travels!(
    Vehicle,
    VehicleChange,
    "vehicle",
    ["vehicleType", "plate", "weight", "volume", "units", "branch", "carrier"],
    |sent, country, fields| {
        let vehicle_type = choice(fields, "vehicleType", &sent.vehicle_type);
        let plate = optional(fields, "plate", sent.plate.as_deref(), |text| Plate::new(country, text));
        let branch = optional(fields, "branch", sent.branch.as_deref(), str::parse);
        let carrier = optional(fields, "carrier", sent.carrier.as_deref(), str::parse);
        Some(register::Vehicle {
            vehicle_type: vehicle_type?,
            plate: plate?,
            weight: sent.weight,
            volume: sent.volume,
            units: sent.units,
            branch: branch?,
            carrier: carrier?,
        })
    }
);
travels!(Justification, JustificationChange, "justification", [], |_sent, _country, _fields| {
    Some(register::Justification {})
});
travels!(SuccessReason, SuccessReasonChange, "success reason", [], |_sent, _country, _fields| {
    Some(register::SuccessReason {})
});
travels!(ChatReason, ChatReasonChange, "chat reason", [], |_sent, _country, _fields| Some(register::ChatReason {}));
travels!(
    FailureReason,
    FailureReasonChange,
    "failure reason",
    ["opensChat", "reversible", "asksText", "after"],
    |sent, _country, fields| {
        let after = choice(fields, "after", &sent.after);
        Some(register::FailureReason {
            opens_chat: sent.opens_chat,
            reversible: sent.reversible,
            asks_text: sent.asks_text,
            after: after?,
        })
    }
);
travels!(
    OperatorHoliday,
    OperatorHolidayChange,
    "holiday",
    ["date", "until", "branch", "carrier"],
    |sent, _country, fields| {
        let date = fields.take("/date", "date", sent.date.as_str(), sent.date.parse::<Date>());
        let until = optional(fields, "until", sent.until.as_deref(), str::parse::<Date>);
        let until = date.zip(until).and_then(|(date, until)| {
            let sent = sent.until.as_deref().unwrap_or_default();
            fields.take("/until", "until", sent, register::OperatorHoliday::run(date, until))
        });
        let branch = optional(fields, "branch", sent.branch.as_deref(), str::parse);
        let carrier = optional(fields, "carrier", sent.carrier.as_deref(), str::parse);
        Some(register::OperatorHoliday { date: date?, until: until?, branch: branch?, carrier: carrier? })
    }
);

macro_rules! shown {
    ($facts:ident, |$entry:ident| { $($field:ident: $value:expr,)* }) => {
        impl From<&Entry<register::$facts>> for super::$facts {
            fn from($entry: &Entry<register::$facts>) -> Self {
                Self {
                    id: $entry.id.to_string(),
                    code: $entry.code.clone().map(String::from),
                    name: $entry.name.as_str().to_owned(),
                    active: $entry.active,
                    $($field: $value,)*
                    created_at: $entry.created_at,
                }
            }
        }
    };
}

fn text<T: ToString>(value: Option<&T>) -> Option<String> {
    value.map(ToString::to_string)
}

shown!(Agency, |entry| {
    document: text(entry.facts.document.as_ref()),
    logo: text(entry.facts.logo.as_ref()),
    color: entry.facts.color.as_ref().map(|color| color.as_str().to_owned()),
    language: text(entry.facts.language.as_ref()),
    phone: text(entry.facts.phone.as_ref()),
    email: text(entry.facts.email.as_ref()),
    site: text(entry.facts.site.as_ref()),
    required_proof: text(entry.facts.required_proof.as_ref()),
});
shown!(Partner, |entry| {
    document: text(entry.facts.document.as_ref()),
});
shown!(Driver, |entry| {
    login: entry.facts.login.clone().map(String::from),
    document: text(entry.facts.document.as_ref()),
    phone: text(entry.facts.phone.as_ref()),
    email: text(entry.facts.email.as_ref()),
    time_zone: entry.facts.time_zone.clone(),
    branch: text(entry.facts.branch.as_ref()),
    carrier: text(entry.facts.carrier.as_ref()),
    photo: text(entry.facts.photo.as_ref()),
    identity_card: text(entry.facts.identity_card.as_ref()),
    social_number: text(entry.facts.social_number.as_ref()),
    registration: text(entry.facts.registration.as_ref()),
    home_address: text(entry.facts.home_address.as_ref()),
});
shown!(Vehicle, |entry| {
    vehicle_type: name_of(entry.facts.vehicle_type),
    plate: entry.facts.plate.as_ref().map(|plate| plate.as_str().to_owned()),
    weight: entry.facts.weight,
    volume: entry.facts.volume,
    units: entry.facts.units,
    branch: text(entry.facts.branch.as_ref()),
    carrier: text(entry.facts.carrier.as_ref()),
});
shown!(Justification, |entry| {});
shown!(SuccessReason, |entry| {});
shown!(ChatReason, |entry| {});
shown!(FailureReason, |entry| {
    opens_chat: entry.facts.opens_chat,
    reversible: entry.facts.reversible,
    asks_text: entry.facts.asks_text,
    after: name_of(entry.facts.after),
});
shown!(OperatorHoliday, |entry| {
    date: entry.facts.date.to_string(),
    until: text(entry.facts.until.as_ref()),
    branch: text(entry.facts.branch.as_ref()),
    carrier: text(entry.facts.carrier.as_ref()),
});
