//! Calendars of delivery windows.

use domain::code::CalendarId;
use domain::event::EventKind;
use domain::register::{Kind, Reference};
use domain::window::Calendar;
use edge::{FieldError, Problem, Reply, Request, WireProblem, referred, save};
use store::{Stored, Version, keys};

use crate::{Deps, wire};

/// Lists the calendars, by id.
#[utoipa::path(get, path = "/v1/delivery-calendars", tag = "Delivery windows",
    params(("limit" = Option<u16>, Query, description = "1 to 200"), ("cursor" = Option<String>, Query, description = "`nextCursor` of the page before")),
    responses((status = 200, body = wire::DeliveryCalendars)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let page = request.page(&deps.gate)?;
    let found = deps.gate.store().list(&keys::calendars(request.scope()?), &page, request.at()).await?;
    let items = found.items.iter().map(|found| wire::DeliveryCalendar::from(&found.value)).collect();
    Ok(Reply::ok(&wire::DeliveryCalendars { items, next_cursor: request.cursor(&deps.gate, found.next.as_deref())? }))
}

/// Shows one calendar.
#[utoipa::path(get, path = "/v1/delivery-calendars/{id}", tag = "Delivery windows", params(("id" = String, Path)),
    responses((status = 200, body = wire::DeliveryCalendar), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let found = find(deps, request).await?;
    Ok(Reply::ok(&wire::DeliveryCalendar::from(&found.value)).with_etag(found.version))
}

/// Makes or replaces a calendar. A service takes the most special one that covers it: one of its branch before one of
/// none, one with an area before one without, of two areas the one drawn on the map, then the smaller one. What is booked stays booked, also where
/// there are fewer places now.
#[utoipa::path(put, path = "/v1/delivery-calendars/{id}", tag = "Delivery windows",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required to replace")),
    request_body = wire::DeliveryCalendarChange,
    responses((status = 200, body = wire::DeliveryCalendar), (status = 201, body = wire::DeliveryCalendar), (status = 412, body = WireProblem), (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let calendar = request.json::<wire::DeliveryCalendarChange>()?.read(request.param("id"))?;
    let scope = request.scope()?;
    let key = keys::calendar(scope, &calendar.id);
    let branch = calendar.branch.map(|id| Reference { kind: Kind::Branches, id: id.uuid(), field: "branch" });
    save(&deps.gate, request, async |commit| {
        let found = deps.gate.store().read(&key, request.at()).await?.map(|found| found.version);
        request.may_put(found)?;
        referred(&deps.gate, request, branch.as_slice()).await?;
        drawn(deps, request, &calendar).await?;
        let commit = match found {
            Some(seen) => commit.replace("calendar", &key, seen, &calendar),
            None => commit.create("calendar", &key, &calendar),
        };
        let commit = commit.tell(&changed(deps, request, &calendar)?);
        let shown = wire::DeliveryCalendar::from(&calendar);
        let place = format!("/v1/delivery-calendars/{}", calendar.id);
        let reply = if found.is_some() { Reply::ok(&shown) } else { Reply::created(&place, &shown) };
        Ok((commit, reply.with_etag(found.map_or(Version::FIRST, Version::next))))
    })
    .await
}

/// Removes a calendar. Services keep the windows that they have of it.
#[utoipa::path(delete, path = "/v1/delivery-calendars/{id}", tag = "Delivery windows",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    save(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        request.matches(found.version)?;
        let commit = commit.delete("calendar", &keys::calendar(scope, &found.value.id), found.version);
        Ok((commit.tell(&changed(deps, request, &found.value)?), Reply::no_content()))
    })
    .await
}

/// Refuses areas that nobody has drawn.
async fn drawn(deps: &Deps, request: &Request, calendar: &Calendar) -> Result<(), Problem> {
    let undrawn = deps.schedule.undrawn(request.scope()?, &calendar.polygons, request.at()).await?;
    let refused = |id: domain::code::PolygonId| FieldError {
        pointer: "/polygons".to_owned(),
        rule: "unknown_polygon".to_owned(),
        detail: "There is no such polygon; draw it at `/v1/polygons` first.".to_owned(),
        value: Some(id.to_string().into()),
    };
    if undrawn.is_empty() { Ok(()) } else { Err(Problem::unprocessable(undrawn.into_iter().map(refused).collect())) }
}

pub(crate) async fn find(deps: &Deps, request: &Request) -> Result<Stored<Calendar>, Problem> {
    let id: CalendarId = request.named("id", "calendar")?;
    let found = deps.gate.store().read(&keys::calendar(request.scope()?, &id), request.at()).await?;
    found.ok_or_else(|| Problem::not_found("calendar"))
}

fn changed(deps: &Deps, request: &Request, calendar: &Calendar) -> Result<domain::event::Event, Problem> {
    request.event(&deps.gate, EventKind::ConfigurationChanged, &calendar.id, &[("section", "delivery-calendars")])
}
