//! The windows of a calendar, and how full they are.

use domain::capacity::WindowId;
use domain::reservation::{Booked, Holds};
use domain::service::Facets;
use domain::window::{self, Calendar, Place};
use edge::{Fields, Problem, Reply, Request, WireProblem, save_contended};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::keys;

use crate::{Deps, calendars, wire};

/// Days that one answer shows at most.
const MOST_DAYS: i64 = 31;

/// Lists the windows of some days, in the order in which they start, with what is taken of each.
#[utoipa::path(get, path = "/v1/delivery-calendars/{id}/windows", tag = "Delivery windows",
    params(("id" = String, Path), ("from" = Option<String>, Query, description = "First day, `2026-11-30`; today unless said otherwise"),
        ("days" = Option<i64>, Query, description = "1 to 31; 7 unless said otherwise")),
    responses((status = 200, body = wire::WindowLoads), (status = 404, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (scope, now) = (request.scope()?, request.at());
    let (from, days) = asked(request)?;
    let calendar = calendars::find(deps, request).await?.value;
    let zone = zone(deps, request).await?;
    let days_off = deps.schedule.days_off_of(scope, &of(&calendar), now).await?;
    let place = Place { zone: &zone, days_off: &days_off, now };
    let first = from.unwrap_or_else(|| place.today());
    let last = first.saturating_add((days - 1).days());
    let taken = deps.gate.store().booked(scope, &calendar.id, (first, last), now).await?;
    let all = (0..days).flat_map(|day| window::of_day(&calendar, first.saturating_add(day.days()), place));
    let items = all.map(|window| {
        let stored = taken.get(window.id()).map(|stored| &stored.value);
        wire::WindowLoad::new(&window, stored, now)
    });
    Ok(Reply::ok(&wire::WindowLoads { items: items.collect() }))
}

/// Shuts a window, or opens it again. A shut window takes nothing more and keeps what is booked.
#[utoipa::path(put, path = "/v1/delivery-calendars/{id}/windows/{window}", tag = "Delivery windows",
    params(("id" = String, Path), ("window" = String, Path, description = "Id of the window")),
    request_body = wire::WindowChange,
    responses((status = 200, body = wire::WindowLoad), (status = 404, body = WireProblem)))]
pub async fn close(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let change: wire::WindowChange = request.json()?;
    let (scope, now) = (request.scope()?, request.at());
    let id: WindowId = request.named("window", "window")?;
    let zone = zone(deps, request).await?;
    save_contended(&deps.gate, request, async |commit| {
        let calendar = calendars::find(deps, request).await?.value;
        let days_off = deps.schedule.days_off_of(scope, &of(&calendar), now).await?;
        let place = Place { zone: &zone, days_off: &days_off, now };
        let own = Some(&id).filter(|id| *id.calendar() == calendar.id);
        let window = own.and_then(|id| window::defined(&calendar, id, place));
        let window = window.ok_or_else(|| Problem::not_found("window"))?;
        let stored = deps.gate.store().read(&keys::capacity::<Booked>(scope, &id), now).await?;
        let seen = stored.as_ref().map(|stored| stored.version);
        let fresh = || Booked { capacity: window.capacity.clone(), held: Holds::default() };
        let mut booked = stored.map_or_else(fresh, |stored| stored.value);
        booked.capacity = if change.closed { booked.capacity.close() } else { booked.capacity.reopen() };
        let shown = wire::WindowLoad::new(&window, Some(&booked), now);
        Ok((commit.book(scope, seen, &booked), Reply::ok(&shown)))
    })
    .await
}

/// Who carries out what is booked in a calendar, as far as the calendar says.
fn of(calendar: &Calendar) -> Facets {
    Facets { branch: calendar.branch, ..Facets::default() }
}

fn asked(request: &Request) -> Result<(Option<Date>, i64), Problem> {
    let mut fields = Fields::new();
    let from = request.query("from")?.and_then(|text| fields.take("?from", "date", text, text.parse::<Date>()));
    let days = request.query("days")?.map_or(Some(7), |text| {
        let days = text.parse::<i64>().ok().filter(|days| (1..=MOST_DAYS).contains(days));
        fields.take("?days", "out_of_range", text, days.ok_or("1 to 31 days are shown at once"))
    });
    fields.all(days).map(|days| (from, days))
}

/// Windows of a calendar are shown in the account's zone; a recipient sees them in its own.
async fn zone(deps: &Deps, request: &Request) -> Result<TimeZone, Problem> {
    let account = deps.gate.store().read(&keys::account(request.scope()?), request.at()).await?;
    let name = account.map_or_else(String::new, |account| account.value.time_zone);
    Ok(TimeZone::get(&name).unwrap_or(TimeZone::UTC))
}
