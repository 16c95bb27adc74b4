//! What a list is narrowed down by.

use domain::id::{BranchId, CarrierId, CustomerId, DriverId, PartnerId};
use domain::service::{Kind, Service, Status};
use domain::tracking_code::TrackingCode;
use domain::visibility::Visibility;
use edge::{FieldError, Problem, Request};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::str::FromStr;
use store::ServiceLists;
use store::keys::{Facet, Month};

use super::choose;

/// The filters of one request.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    pub(crate) list: ServiceLists,
    /// The texts that lead to few services, the one that leads to the fewest first.
    narrow: Vec<Narrow>,
    pub(super) newest_first: bool,
    status: Option<Status>,
    kind: Option<Kind>,
    driver: Option<DriverId>,
    customer: Option<CustomerId>,
    branch: Option<BranchId>,
    partner: Option<PartnerId>,
    carrier: Option<CarrierId>,
    series: Option<String>,
    created: Range,
    finished: Range,
    sight: Visibility,
}

/// A text that leads to few services.
#[derive(Clone, Debug)]
pub(super) enum Narrow {
    Code(TrackingCode),
    External(String),
    Order(String),
    Invoice(String),
    Text(String),
}

impl Narrow {
    /// Whether a service has the text. What a search begins with is looked for elsewhere.
    fn fits(&self, service: &Service) -> bool {
        let said = &service.describing;
        let same = |text: &str, other: &str| text.to_lowercase() == other.to_lowercase();
        match self {
            Self::Code(code) => *code == service.code,
            Self::External(text) => service.external.as_ref().is_some_and(|id| id.as_str() == text),
            Self::Order(text) => said.order.as_ref().is_some_and(|order| same(order.as_str(), text)),
            Self::Invoice(text) => said.invoice.as_ref().is_some_and(|invoice| same(invoice.number.as_str(), text)),
            Self::Text(_) => true,
        }
    }
}

/// From an instant on, and before another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Range {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl Range {
    fn holds(self, at: Option<Timestamp>) -> bool {
        let Some(at) = at else { return self == Self::default() };
        self.from.is_none_or(|from| at >= from) && self.to.is_none_or(|to| at < to)
    }
}

struct Reader<'r> {
    said: &'r dyn Fn(&str) -> Result<Option<String>, Problem>,
    errors: Vec<FieldError>,
}

impl Reader<'_> {
    fn text(&self, name: &str) -> Result<Option<String>, Problem> {
        Ok((self.said)(name)?.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()))
    }

    fn take<T: FromStr<Err: Display>>(&mut self, name: &str) -> Result<Option<T>, Problem> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        match text.parse::<T>() {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                self.refuse(name, "invalid_filter", &error.to_string());
                Ok(None)
            }
        }
    }

    fn range(&mut self, from: &str, to: &str) -> Result<Range, Problem> {
        Ok(Range { from: self.take(from)?, to: self.take(to)? })
    }

    fn refuse(&mut self, name: &str, rule: &str, detail: &str) {
        let pointer = format!("?{name}");
        self.errors.push(FieldError { pointer, rule: rule.to_owned(), detail: detail.to_owned(), value: None });
    }
}

impl Filter {
    /// Reads the query.
    ///
    /// # Errors
    /// 422 naming every filter that is none.
    pub(super) fn read(request: &Request) -> Result<Self, Problem> {
        let said = |name: &str| Ok(request.query(name)?.map(str::to_owned));
        Self::said(&said, request.caller()?.visibility())
    }

    /// Reads filters by their names in the query.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(crate) fn named(filters: &BTreeMap<String, String>, sight: Visibility) -> Result<Self, Problem> {
        Self::said(&|name: &str| Ok(filters.get(name).cloned()), sight)
    }

    fn said(said: &dyn Fn(&str) -> Result<Option<String>, Problem>, sight: Visibility) -> Result<Self, Problem> {
        let mut query = Reader { said, errors: Vec::new() };
        let (status, kind) = (query.take("status")?, query.take("type")?);
        let (driver, customer) = (query.take("driver")?, query.take("customer")?);
        let (branch, partner, carrier) = (query.take("branch")?, query.take("partner")?, query.take("carrier")?);
        let created = query.range("createdFrom", "createdTo")?;
        let finished = query.range("finishedFrom", "finishedTo")?;
        let newest_first = match query.text("sort")?.as_deref() {
            None | Some("-createdAt") => true,
            Some("createdAt") => false,
            Some(_) => {
                query.refuse("sort", "invalid_sort", "A list is sorted by createdAt or -createdAt.");
                true
            }
        };
        let narrow = Self::narrow(&mut query)?;
        let series = query.text("series")?;
        if !query.errors.is_empty() {
            return Err(Problem::unprocessable(query.errors));
        }
        let list = choose(
            customer,
            [
                driver.map(ServiceLists::With),
                partner.map(|id| ServiceLists::Of(Facet::Partner(id))),
                branch.map(|id| ServiceLists::Of(Facet::Branch(id))),
                carrier.map(|id| ServiceLists::Of(Facet::Carrier(id))),
                only(sight.partners()).map(|id| ServiceLists::Of(Facet::Partner(id))),
                only(sight.branches()).map(|id| ServiceLists::Of(Facet::Branch(id))),
                only(sight.carriers()).map(|id| ServiceLists::Of(Facet::Carrier(id))),
                status.map(ServiceLists::In),
            ],
        );
        Ok(Self {
            list,
            narrow,
            newest_first,
            status,
            kind,
            driver,
            customer,
            branch,
            partner,
            carrier,
            series,
            created,
            finished,
            sight,
        })
    }

    /// Every text that was asked for. What a text begins with leads elsewhere than a whole one, and stands alone.
    fn narrow(query: &mut Reader<'_>) -> Result<Vec<Narrow>, Problem> {
        let mut narrow: Vec<Narrow> = query.take("code")?.map(Narrow::Code).into_iter().collect();
        narrow.extend(query.text("externalId")?.map(Narrow::External));
        narrow.extend(query.text("invoice")?.map(Narrow::Invoice));
        narrow.extend(query.text("order")?.map(Narrow::Order));
        if let Some(text) = query.text("q")? {
            if text.chars().count() < 2 {
                query.refuse("q", "too_short", "Send two characters or more.");
            }
            if !narrow.is_empty() {
                query.refuse("q", "two_searches", "Search by what a text begins with, or by all of it.");
            }
            narrow.push(Narrow::Text(text));
        }
        Ok(narrow)
    }

    /// The text that leads to the fewest services; none where none was asked for.
    pub(super) fn search(&self) -> Option<&Narrow> {
        self.narrow.first()
    }

    /// Whether a month can have what was asked for.
    pub(crate) fn may_have(&self, month: &Month) -> bool {
        let within =
            |at: Option<Timestamp>, fits: fn(&Month, &Month) -> bool| at.is_none_or(|at| fits(month, &Month::of(at)));
        within(self.created.from, |month, first| month >= first) && within(self.created.to, |month, last| month <= last)
    }

    /// Whether nothing is asked beyond the chosen list.
    pub(super) fn rest_is_empty(&self) -> bool {
        let asked = [
            self.status.is_some(),
            self.driver.is_some(),
            self.customer.is_some(),
            self.branch.is_some(),
            self.partner.is_some(),
            self.carrier.is_some(),
        ];
        let chosen = usize::from(self.list != ServiceLists::All);
        asked.into_iter().filter(|asked| *asked).count() == chosen
            && self.kind.is_none()
            && self.created == Range::default()
            && self.finished == Range::default()
            && self.sight.is_unrestricted()
    }

    /// Whether a service is what was asked for.
    pub(crate) fn keeps(&self, service: &Service) -> bool {
        let state = service.state();
        let facets = service.describing.facets;
        let series = service.describing.invoice.as_ref().and_then(|invoice| invoice.series.as_ref());
        same(self.status, Some(state.status))
            && same(self.kind, Some(service.kind))
            && same(self.driver, state.holding.map(|holding| holding.driver))
            && same(self.customer, Some(service.customer))
            && same(self.branch, facets.branch)
            && same(self.partner, facets.partner)
            && same(self.carrier, facets.carrier)
            && same(self.series.as_deref(), series.map(|series| series.as_str()))
            && self.created.holds(Some(service.created_at))
            && self.finished.holds(state.ended_at)
            && self.narrow.iter().all(|narrow| narrow.fits(service))
            && self.sight.sees(&service.placement())
    }
}

/// The one that sight is limited to.
fn only<T: Copy + Ord>(limit: Option<&BTreeSet<T>>) -> Option<T> {
    limit.filter(|limit| limit.len() == 1).and_then(|limit| limit.first().copied())
}

fn same<T: PartialEq>(asked: Option<T>, found: Option<T>) -> bool {
    asked.is_none() || asked == found
}
