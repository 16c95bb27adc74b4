//! Days on which the account's carriers do not work. They stand in the freight configuration, since promises are
//! counted by them.

use crate::{Deps, configuration_problem, wire};
use domain::calendar::Holiday;
use domain::code::HolidayId;
use domain::event::{Event, EventKind};
use edge::{Fields, Problem, Reply, Request, WireProblem, save};

/// Lists the holidays, by id.
#[utoipa::path(get, path = "/v1/holidays", tag = "Holidays", responses((status = 200, body = wire::Holidays)))]
pub async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let current = deps.register.current(request.scope()?, request.at()).await.map_err(configuration_problem)?;
    let items = current.sections.holidays.values().map(wire::Holiday::from).collect();
    Ok(Reply::ok(&wire::Holidays { items, next_cursor: None }))
}

/// Shows one holiday.
#[utoipa::path(get, path = "/v1/holidays/{id}", tag = "Holidays", params(("id" = String, Path)),
    responses((status = 200, body = wire::Holiday), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: HolidayId = request.named("id", "holiday")?;
    let current = deps.register.current(request.scope()?, request.at()).await.map_err(configuration_problem)?;
    let found = current.sections.holidays.get(&id).ok_or_else(|| Problem::not_found("holiday"))?;
    Ok(Reply::ok(&wire::Holiday::from(&found.value)).with_etag(found.version()))
}

/// Makes or replaces a holiday: one day, or a run of up to 60. A longer one is cut to its first 60 days; the answer shows
/// what was kept, and its header `Warning` says that it was cut. In a file, such a row is refused.
#[utoipa::path(put, path = "/v1/holidays/{id}", tag = "Holidays",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "Required when it exists")),
    request_body = wire::HolidayChange,
    responses((status = 200, body = wire::Holiday), (status = 201, body = wire::Holiday), (status = 412, body = WireProblem),
        (status = 422, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::HolidayChange = request.json()?;
    let mut fields = Fields::new();
    let id = fields.take("/id", "code", request.param("id"), request.param("id").parse::<HolidayId>());
    let start = fields.take("/startDate", "date", raw.start_date.as_str(), raw.start_date.parse());
    let end = match raw.end_date.as_deref() {
        Some(text) => fields.take("/endDate", "date", text, text.parse()).map(Some),
        None => Some(None),
    };
    let cut = start.zip(end).map(|(start, end)| Holiday::cut(start, end));
    let (end, warning) = cut.map_or((end, None), |(end, warning)| (Some(end), warning));
    for fault in Holiday::faults(&raw.name, start, end.flatten()) {
        let sent = match fault.field() {
            "name" => Some(raw.name.as_str()),
            "startDate" => Some(raw.start_date.as_str()),
            _ => raw.end_date.as_deref(),
        };
        fields.refuse(&format!("/{}", fault.field()), "holiday", fault.to_string(), sent.map(Into::into));
    }
    let holiday = id.zip(start).zip(end);
    let holiday = holiday.and_then(|((id, start), end)| Holiday::new(id, &raw.name, start, end).ok());
    let holiday = fields.all(holiday)?;

    save(&deps.gate, request, async |commit| {
        let mut current = deps.register.current(request.scope()?, request.at()).await.map_err(configuration_problem)?;
        let found = current.sections.holidays.get(holiday.id()).map(configuration::Record::version);
        request.may_put(found)?;
        let next = current.next();
        current.sections.holidays.put(holiday.id().clone(), holiday.clone(), next);
        let commit = deps.register.write(&current, commit).await.map_err(configuration_problem)?;
        let commit = commit.tell(&changed(deps, request, holiday.id())?);
        let shown = wire::Holiday::from(&holiday);
        let reply = if found.is_some() {
            Reply::ok(&shown)
        } else {
            Reply::created(&format!("/v1/holidays/{}", holiday.id()), &shown)
        };
        let reply = warning.into_iter().fold(reply, Reply::with_warning);
        Ok((commit, reply.with_etag(next)))
    })
    .await
}

/// Removes a holiday.
#[utoipa::path(delete, path = "/v1/holidays/{id}", tag = "Holidays",
    params(("id" = String, Path), ("If-Match" = String, Header)),
    responses((status = 204), (status = 404, body = WireProblem), (status = 412, body = WireProblem), (status = 428, body = WireProblem)))]
pub async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id: HolidayId = request.named("id", "holiday")?;
    save(&deps.gate, request, async |commit| {
        let mut current = deps.register.current(request.scope()?, request.at()).await.map_err(configuration_problem)?;
        let found = current.sections.holidays.remove(&id).ok_or_else(|| Problem::not_found("holiday"))?;
        request.matches(found.version())?;
        let commit = deps.register.write(&current, commit).await.map_err(configuration_problem)?;
        Ok((commit.tell(&changed(deps, request, &id)?), Reply::no_content()))
    })
    .await
}

fn changed(deps: &Deps, request: &Request, id: &HolidayId) -> Result<Event, Problem> {
    request.event(&deps.gate, EventKind::ConfigurationChanged, id, &[("section", "holidays")])
}
