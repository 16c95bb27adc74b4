//! Holidays in the reference's shape.

use domain::calendar::Holiday;
use domain::code::HolidayId;
use edge::reference::Text;
use edge::{Fields, Problem, Reply, Request, save};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Deps;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    name: Option<Text>,
    start_date: Option<Text>,
    end_date: Option<Text>,
}

/// A day, of which the reference's clients also send the midnight.
fn day(fields: &mut Fields, pointer: &str, text: &str) -> Option<Date> {
    let date = text.trim().split('T').next().unwrap_or_default().parse::<Date>();
    fields.take(pointer, "date", text, date.map_err(|_| "Send YYYY-MM-DD."))
}

impl Sent {
    /// The holiday, and what its sender is told if it was cut.
    fn read(&self, id: &HolidayId) -> Result<(Holiday, Option<&'static str>), Problem> {
        let mut fields = Fields::new();
        let start = day(&mut fields, "/startDate", self.start_date.as_ref().map_or("", Text::as_str));
        let end = match self.end_date.as_ref().filter(|end| !end.0.is_empty()) {
            Some(end) => day(&mut fields, "/endDate", end.as_str()).map(Some),
            None => Some(None),
        };
        let name = self.name.as_ref().map_or("", Text::as_str);
        let holiday = start.zip(end).and_then(|(start, end)| {
            let (end, cut) = Holiday::cut(start, end);
            Some((fields.take("/name", "holiday", name, Holiday::new(id.clone(), name, start, end))?, cut))
        });
        fields.all(holiday)
    }
}

fn told(holiday: &Holiday) -> Value {
    let end = holiday.end_date().unwrap_or_else(|| holiday.start_date());
    json!({
        "id": holiday.id(),
        "name": holiday.name(),
        "startDate": holiday.start_date().to_string(),
        "endDate": end.to_string(),
    })
}

/// Lists the holidays, by id.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/holidays", tag = "Reference", responses((status = 200, body = Value)))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    Ok(Reply::ok(&sections.holidays.values().map(told).collect::<Vec<Value>>()))
}

/// Shows one holiday.
#[utoipa::path(get, path = "/api/logistics/pvt/configuration/holidays/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sections = deps.current(request).await?.sections;
    let found = sections.holidays.get(request.param("id")).ok_or_else(|| Problem::not_found("holiday"))?;
    Ok(Reply::ok(&told(&found.value)))
}

/// Makes or replaces a holiday: one day, or a run of up to 60. A longer one is cut, and the header `Warning` says so.
#[utoipa::path(put, path = "/api/logistics/pvt/configuration/holidays/{id}", tag = "Reference", params(("id" = String, Path)), request_body = Value,
    responses((status = 200, body = bool), (status = 400, body = Value, description = "In the reference's own body")))]
pub(super) async fn put(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let id: HolidayId = request.named("id", "holiday")?;
    let (holiday, cut) = sent.read(&id)?;
    let reply = match cut {
        Some(told) => Reply::ok(&true).with_warning(told),
        None => Reply::ok(&true),
    };
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        let version = current.next();
        current.sections.holidays.put(id.clone(), holiday.clone(), version);
        Ok((deps.write(request, &current, commit, "holidays", id.as_str()).await?, reply.clone()))
    })
    .await
}

/// Deletes a holiday.
#[utoipa::path(delete, path = "/api/logistics/pvt/configuration/holidays/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = bool), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn remove(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let id = request.param("id");
    save(&deps.gate, request, async |commit| {
        let mut current = deps.current(request).await?;
        current.sections.holidays.remove(id).ok_or_else(|| Problem::not_found("holiday"))?;
        Ok((deps.write(request, &current, commit, "holidays", id).await?, Reply::ok(&true)))
    })
    .await
}
