//! What travels about registers.

mod read;

use domain::register::{self, Company, Entry};
use jiff::Timestamp;
use people::Address;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const fn yes() -> bool {
    true
}

/// What becomes of an entry, the entry, and a part of its register: the same fields in each.
macro_rules! register {
    ($(#[$doc:meta])* $new:ident $one:ident $many:ident {
        $($(#[$about:meta])* $field:ident: $type:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Deserialize, ToSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $new {
            /// What the account calls it in its other systems: 1 to 60 visible characters that no other entry has.
            #[serde(default)]
            pub code: Option<String>,
            /// What people call it, 1 to 150 characters.
            pub name: String,
            /// Whether it is offered for new services.
            #[serde(default = "yes")]
            pub active: bool,
            $($(#[$about])* pub $field: $type,)*
        }

        $(#[$doc])*
        #[derive(Serialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub struct $one {
            /// Identifier.
            pub id: String,
            /// What the account calls it in its other systems.
            pub code: Option<String>,
            /// What people call it.
            pub name: String,
            /// Whether it is offered for new services.
            pub active: bool,
            $($(#[$about])* pub $field: $type,)*
            /// When it was added.
            #[schema(value_type = String, format = DateTime)]
            pub created_at: Timestamp,
        }

        /// A part of the register, by name, or by code when that is searched for.
        #[derive(Serialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub struct $many {
            /// In order. A page may be shorter than asked for and still have a next one.
            pub items: Vec<$one>,
            /// For the next page; null on the last.
            pub next_cursor: Option<String>,
        }
    };
}

macro_rules! companies {
    ($($(#[$doc:meta])* $new:ident $one:ident $many:ident $facts:ident;)+) => {$(
        register! {
            $(#[$doc])*
            $new $one $many {
                /// person or company; company when missing.
                #[serde(default)]
                legal_type: Option<String>,
                /// Registered name.
                company_name: Option<String>,
                /// CPF or CNPJ in Brazil, with or without separators; elsewhere 3 to 20 letters and digits.
                #[schema(example = "11.222.333/0001-81")]
                document: Option<String>,
                /// Registration with the state.
                state_registration: Option<String>,
                /// Registration with the city.
                municipal_registration: Option<String>,
                /// Who to ask for.
                contact_name: Option<String>,
                /// E-mail.
                email: Option<String>,
                /// Telephone, as people of the account's country write it, or with + and its country code.
                #[schema(example = "(11) 3333-4444")]
                phone: Option<String>,
                /// Mobile telephone.
                mobile: Option<String>,
                /// Where it is, and where its drivers set out from.
                #[serde(default)]
                address: Option<Address>,
            }
        }

        impl From<&Entry<register::$facts>> for $one {
            fn from(entry: &Entry<register::$facts>) -> Self {
                let company: &Company = &entry.facts.0;
                let name = |name: &Option<domain::account::Name>| name.as_ref().map(|name| name.as_str().to_owned());
                Self {
                    id: entry.id.to_string(),
                    code: entry.code.clone().map(String::from),
                    name: entry.name.as_str().to_owned(),
                    active: entry.active,
                    legal_type: Some(read::name_of(company.legal)),
                    company_name: name(&company.company_name),
                    document: company.document.as_ref().map(ToString::to_string),
                    state_registration: name(&company.state_registration),
                    municipal_registration: name(&company.municipal_registration),
                    contact_name: name(&company.contact_name),
                    email: company.email.as_ref().map(ToString::to_string),
                    phone: company.phone.as_ref().map(ToString::to_string),
                    mobile: company.mobile.as_ref().map(ToString::to_string),
                    address: company.address.as_ref().map(Address::from),
                    created_at: entry.created_at,
                }
            }
        }

        impl read::CompanyChange for $new {
            fn texts(&self) -> read::CompanyTexts<'_> {
                read::CompanyTexts {
                    legal_type: self.legal_type.as_deref(),
                    company_name: self.company_name.as_deref(),
                    document: self.document.as_deref(),
                    state_registration: self.state_registration.as_deref(),
                    municipal_registration: self.municipal_registration.as_deref(),
                    contact_name: self.contact_name.as_deref(),
                    email: self.email.as_deref(),
                    phone: self.phone.as_deref(),
                    mobile: self.mobile.as_deref(),
                    address: self.address.as_ref(),
                }
            }
        }
    )+};
}

companies! {
    /// A place that the account operates from.
    BranchChange Branch Branches Branch;
    /// A transport company.
    CarrierChange Carrier Carriers Carrier;
}

register! {
    /// A brand that recipients are written to in the name of.
    AgencyChange Agency Agencies {
        /// Document of the company behind it.
        document: Option<String>,
        /// Picture on its pages and mails: an https address.
        #[schema(example = "https://casaverde.example/logo.png")]
        logo: Option<String>,
        /// Colour of its pages. White is written on it, or black where that is read better.
        #[schema(example = "#1a7f5a")]
        color: Option<String>,
        /// pt-BR, es or en: what recipients are written to in; the account's language when null.
        #[schema(example = "pt-BR")]
        language: Option<String>,
        /// Telephone that recipients may call.
        #[schema(example = "(11) 3333-4444")]
        phone: Option<String>,
        /// Where recipients answer to.
        email: Option<String>,
        /// Its shop or help page: an https address.
        site: Option<String>,
        /// What proves that its services were carried out, where they do not say otherwise, with commas between; what the
        /// account says when null.
        #[schema(example = "photo,receiver_name")]
        required_proof: Option<String>,
    }
}

register! {
    /// A company that follows the services that refer to it.
    PartnerChange Partner Partners {
        /// Document.
        document: Option<String>,
    }
}

register! {
    /// A driver.
    DriverChange Driver Drivers {
        /// What the driver's device signs in with; no other driver has it.
        login: Option<String>,
        /// Document of the person: a CPF in Brazil.
        document: Option<String>,
        /// Telephone.
        phone: Option<String>,
        /// E-mail.
        email: Option<String>,
        /// IANA name of the time zone of the driver's day; the account's when null.
        #[schema(example = "America/Sao_Paulo")]
        time_zone: Option<String>,
        /// Id of the branch it drives for. A caller who is limited to one need not say it.
        branch: Option<String>,
        /// Id of the transport company it drives for. A caller who is limited to one need not say it.
        carrier: Option<String>,
        /// Picture that whoever waits sees while the driver is on the way: an https address.
        #[serde(default)]
        #[schema(example = "https://casaverde.example/davi.jpg")]
        photo: Option<String>,
        /// Number of the identity card: an RG in Brazil. This and what follows is for the account's own papers.
        #[serde(default)]
        identity_card: Option<String>,
        /// What the social insurance knows the driver by: a PIS in Brazil.
        #[serde(default)]
        #[schema(example = "120.56412.54-5")]
        social_number: Option<String>,
        /// What the employer knows the driver by, up to 30 characters.
        #[serde(default)]
        registration: Option<String>,
        /// Where the driver lives, in one line of up to 300 characters.
        #[serde(default)]
        home_address: Option<String>,
    }
}

register! {
    /// A vehicle, and what it can carry.
    VehicleChange Vehicle Vehicles {
        /// truck, van, car, motorcycle or bicycle.
        #[schema(example = "van")]
        vehicle_type: String,
        /// Number plate; no other vehicle has it.
        #[schema(example = "ABC1D23")]
        plate: Option<String>,
        /// The most it carries, in grams.
        weight: Option<u64>,
        /// The most it carries, in cubic centimetres.
        volume: Option<u64>,
        /// The most packages it carries.
        units: Option<u32>,
        /// Id of the branch it is of.
        branch: Option<String>,
        /// Id of the transport company it is of.
        carrier: Option<String>,
    }
}

register! {
    /// Why somebody changes a status by hand.
    JustificationChange Justification Justifications {}
}

register! {
    /// Why a service succeeded as it did.
    SuccessReasonChange SuccessReason SuccessReasons {}
}

register! {
    /// Why a chat ends.
    ChatReasonChange ChatReason ChatReasons {}
}

register! {
    /// Why a service failed, and what follows from it.
    FailureReasonChange FailureReason FailureReasons {
        /// Whether the driver may open a chat about it.
        #[serde(default)]
        opens_chat: bool,
        /// Whether the office may still turn it round.
        #[serde(default)]
        reversible: bool,
        /// Whether the driver has to write a few words.
        #[serde(default)]
        asks_text: bool,
        /// retry, reschedule or return: what the service may do next.
        #[schema(example = "retry")]
        after: String,
    }
}

register! {
    /// Days on which a branch or a transport company brings nothing: recipients are offered no window on them.
    OperatorHolidayChange OperatorHoliday OperatorHolidays {
        /// The first day.
        #[schema(example = "2026-12-08")]
        date: String,
        /// The last day, if it is longer than one; within 60 days.
        until: Option<String>,
        /// Id of the branch. A caller who is limited to one need not say it.
        branch: Option<String>,
        /// Id of the transport company. A caller who is limited to one need not say it. With neither it is a holiday of
        /// all who work for the account.
        carrier: Option<String>,
    }
}
