//! What is wanted of a service that does not exist yet, and on whose behalf.

use domain::access::TenantScope;
use domain::address::Address;
use domain::id::{CustomerId, ImportId, QuoteId, ReservationId};
use domain::service::{Describing, Kind, ProofKind, Text};
use domain::visibility::Visibility;
use edge::{Problem, Request};
use jiff::Timestamp;
use people::Person;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::keys::{Lookup, Month};

use crate::settings::Settings;

/// Somebody wants a service.
#[derive(Clone, Debug)]
pub(crate) struct Making {
    pub(crate) kind: Kind,
    pub(crate) external: Option<Text<30>>,
    pub(crate) customer: Who,
    pub(crate) address: Option<Address>,
    pub(crate) describing: Describing,
    /// What proves it; none leaves it to the account.
    pub(crate) required: Option<BTreeSet<ProofKind>>,
    pub(crate) deadline: Option<Timestamp>,
    pub(crate) quote: Option<(QuoteId, String)>,
    /// What was reserved at checkout, and becomes the service's own.
    pub(crate) reservation: Option<ReservationId>,
}

/// Whoever waits for it.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    /// One who is known.
    Known(CustomerId),
    /// One who is found by the identifier in the system that the customer comes from.
    Called(Text<30>),
    /// One who is found by identifier or document, or made.
    Described(Box<Person>),
}

/// On whose behalf, and when.
#[derive(Clone, Debug)]
pub(crate) struct Maker {
    pub(crate) scope: TenantScope,
    pub(crate) author: String,
    pub(crate) at: Timestamp,
    pub(crate) import: Option<ImportId>,
    /// What they may see, and so what they may make.
    pub(crate) sight: Visibility,
    /// What was read once for many services; none has it read for each.
    pub(crate) ground: Option<Arc<Ground>>,
    /// Whether to look before the commit which of its locks somebody holds. Whoever makes many looks only when a commit
    /// was refused.
    pub(crate) looks_first: bool,
}

/// What is the same for many services of one maker.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    pub(crate) settings: Settings,
    /// Months that are noted as having services.
    pub(crate) months: BTreeSet<Month>,
}

impl Making {
    /// What no two services have in common, by the fields that say it.
    pub(crate) fn unique(&self) -> Vec<(&'static str, Lookup)> {
        let external = self.external.as_ref().map(|id| ("/externalId", Lookup::External(id.as_str().to_owned())));
        let invoice = self.describing.invoice.as_ref().map(|invoice| ("/invoice", store::invoice_lookup(invoice)));
        external.into_iter().chain(invoice).collect()
    }
}

impl Maker {
    /// Whoever asks.
    pub(crate) fn of(request: &Request) -> Result<Self, Problem> {
        let (caller, at) = (request.caller()?, request.at());
        let (scope, author, sight) = (caller.scope(), caller.author(), caller.visibility());
        Ok(Self { scope, author, at, import: None, sight, ground: None, looks_first: true })
    }
}
