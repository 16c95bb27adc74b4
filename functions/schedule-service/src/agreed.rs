//! What is agreed for some days: which services, and their windows.

use std::collections::{BTreeMap, BTreeSet};

use domain::code::CalendarId;
use domain::customer::Customer;
use domain::id::CustomerId;
use domain::service::{Service, Status};
use domain::shift::Shift;
use edge::{FieldError, Fields, Problem, Reply, Request, WireProblem};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{Page, Stored, keys};

use crate::{Deps, wire};

/// Days that one list goes over at most.
const MOST_DAYS: i64 = 31;
/// Reads that one page may cost.
const BUDGET: u32 = 24;

/// What one list is asked for.
struct Asked {
    from: Option<Date>,
    to: Option<Date>,
    shift: Option<Shift>,
    calendar: Option<CalendarId>,
    status: Option<Status>,
}

/// Lists the services that are agreed for some days, in the order in which their windows start: those with a window, and
/// before them those that have no more than a day. `POST /v1/bookings/{id}` moves one. A page may be short, or even
/// empty, and still have a next one.
#[utoipa::path(get, path = "/v1/bookings", tag = "Delivery windows",
    params(("from" = Option<String>, Query, description = "First day, `2026-11-30`; today unless said otherwise"),
        ("to" = Option<String>, Query, description = "Last day, at most 31 days with the first; the first one unless said otherwise"),
        ("shift" = Option<String>, Query, description = "morning, afternoon or night: only those with a window of this part of the day"),
        ("calendar" = Option<String>, Query, description = "Id of a calendar: only those with a window of it"),
        ("status" = Option<String>, Query, description = "Only those in it"),
        ("limit" = Option<u16>, Query, description = "1 to 200"),
        ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::Agreed), (status = 422, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked = Asked::read(request)?;
    let page = request.page(&deps.gate)?;
    let first = match asked.from {
        Some(from) => from,
        None => today(deps, request).await?,
    };
    let last = asked.last(first)?;
    let (found, next) = walk(deps, request, &asked, (first, last), &page).await?;
    let customers = customers(deps, request, &found).await?;
    let items = found
        .iter()
        .map(|(day, service)| wire::AgreedService::new(*day, &service.value, customers.get(&service.value.customer)));
    let next_cursor = request.cursor(&deps.gate, next.as_deref())?;
    Ok(Reply::ok(&wire::Agreed { items: items.collect(), next_cursor }))
}

impl Asked {
    fn read(request: &Request) -> Result<Self, Problem> {
        let mut fields = Fields::new();
        let from = request.query("from")?.and_then(|text| fields.take("?from", "date", text, text.parse::<Date>()));
        let to = request.query("to")?.and_then(|text| fields.take("?to", "date", text, text.parse::<Date>()));
        let shift = request.query("shift")?.and_then(|text| {
            let known = Shift::ALL.into_iter().find(|shift| shift.name() == text);
            fields.take("?shift", "shift", text, known.ok_or("a shift is morning, afternoon or night"))
        });
        let calendar = request.query("calendar")?.and_then(|text| fields.take("?calendar", "code", text, text.parse()));
        let status = request.query("status")?.and_then(|text| {
            fields.take("?status", "invalid_filter", text, text.parse().map_err(|_| "there is no such status"))
        });
        fields.all(Some(Self { from, to, shift, calendar, status }))
    }

    /// The last day.
    fn last(&self, first: Date) -> Result<Date, Problem> {
        let Some(last) = self.to else { return Ok(first) };
        let farthest = first.saturating_add((MOST_DAYS - 1).days());
        if (first..=farthest).contains(&last) {
            return Ok(last);
        }
        Err(Problem::unprocessable(vec![FieldError {
            pointer: "?to".to_owned(),
            rule: "out_of_range".to_owned(),
            detail: "The last day is no earlier than the first and at most 30 days after it.".to_owned(),
            value: Some(last.to_string().into()),
        }]))
    }

    fn keeps(&self, service: &Service) -> bool {
        let booking = service.booking.as_ref();
        self.shift.is_none_or(|shift| booking.is_some_and(|booking| booking.shift == shift))
            && self.calendar.as_ref().is_none_or(|id| booking.is_some_and(|booking| booking.window.calendar() == id))
            && self.status.is_none_or(|status| service.status() == status)
    }
}

type Found = Vec<(Date, Stored<Service>)>;

/// Goes over the days until the page is full or the budget is used up, and tells where it stopped.
async fn walk(
    deps: &Deps,
    request: &Request,
    asked: &Asked,
    (first, last): (Date, Date),
    page: &Page,
) -> Result<(Found, Option<String>), Problem> {
    let (scope, sight) = (request.scope()?, request.caller()?.visibility());
    let (mut day, mut after) = page.after.as_deref().map_or((first, None), start);
    let (mut found, mut reads) = (Found::new(), 0_u32);
    while (first..=last).contains(&day) {
        let left = usize::from(page.limit).saturating_sub(found.len());
        if left == 0 || reads >= BUDGET {
            return Ok((found, Some(after.map_or_else(|| day.to_string(), |after| format!("{day}/{after}")))));
        }
        let part = Page { limit: u16::try_from(left).unwrap_or(page.limit), after: after.take() };
        let rows = deps.gate.store().agreed_on(scope, day, &part, request.at()).await?;
        reads = reads.saturating_add(if rows.items.is_empty() { 1 } else { 2 });
        let seen = rows.items.into_iter().filter(|service| sight.sees(&service.value.placement()));
        found.extend(seen.filter(|service| asked.keeps(&service.value)).map(|service| (day, service)));
        after = rows.next;
        if after.is_none() {
            day = day.saturating_add(1.day());
        }
    }
    Ok((found, None))
}

/// Where a page begins: after a service of a day, or with a day.
fn start(after: &str) -> (Date, Option<String>) {
    let (day, after) = after.split_once('/').map_or((after, None), |(day, after)| (day, Some(after.to_owned())));
    (day.parse().unwrap_or(Date::MAX), after)
}

async fn today(deps: &Deps, request: &Request) -> Result<Date, Problem> {
    let account = deps.gate.store().read(&keys::account(request.scope()?), request.at()).await?;
    let name = account.map_or_else(String::new, |account| account.value.time_zone);
    Ok(request.at().to_zoned(TimeZone::get(&name).unwrap_or(TimeZone::UTC)).date())
}

/// Whoever waits for the services of a page, in one read.
async fn customers(
    deps: &Deps,
    request: &Request,
    found: &[(Date, Stored<Service>)],
) -> Result<BTreeMap<CustomerId, Customer>, Problem> {
    let ids: BTreeSet<CustomerId> = found.iter().map(|(_, service)| service.value.customer).collect();
    let scope = request.scope()?;
    let keys: Vec<_> = ids.iter().map(|id| keys::customer(scope, *id)).collect();
    let found = deps.gate.store().read_all(&keys, request.at()).await?;
    Ok(found.into_iter().flatten().map(|found| (found.value.id, found.value)).collect())
}
