//! What is taken of delivery windows, in the reference's shape.

use std::collections::BTreeMap;

use domain::capacity::WindowId;
use domain::code::CalendarId;
use domain::reservation::Booked;
use edge::{Problem, Reply, Request};
use freight::configuration::{Policy, WeeklyWindow, last_second};
use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, Timestamp};
use serde_json::{Value, json};
use store::{Page, keys};

use crate::Deps;

/// Days of one search at most.
const MOST_DAYS: i32 = 60;

/// What is counted of a window.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Orders,
    Skus,
}

/// A policy's windows, counted in one way: `carrier@orders_quantity@policy`.
struct Resource<'r> {
    name: &'r str,
    counted: Counted,
    policy: &'r str,
}

impl<'r> Resource<'r> {
    fn read(name: &'r str) -> Option<Self> {
        let (counted, policy) = name.strip_prefix("carrier@")?.split_once('@')?;
        let counted = match counted {
            "orders_quantity" => Counted::Orders,
            "skus_quantity" => Counted::Skus,
            _ => return None,
        };
        Some(Self { name, counted, policy })
    }

    fn most(&self, weekly: &WeeklyWindow) -> Option<u32> {
        match self.counted {
            Counted::Orders => weekly.max_orders,
            Counted::Skus => weekly.max_items,
        }
    }

    /// A window as it stands; none where it takes any number.
    fn told(&self, window: &WindowId, weekly: &WeeklyWindow, booked: Option<&Booked>, now: Timestamp) -> Option<Value> {
        let most = self.most(weekly)?;
        let taken = booked.map(|booked| booked.at(now).taken).unwrap_or_default();
        let reserved = match self.counted {
            Counted::Orders => taken.deliveries,
            Counted::Skus => taken.units,
        };
        let (date, start, end) = (window.date(), window.start(), window.end());
        Some(json!({
            "id": format!("{date}F{}T{}", start.strftime("%H%M"), end.strftime("%H%M")),
            "resourceId": self.name,
            "startDate": format!("{date}T{}", start.strftime("%H:%M:%S")),
            "endDate": format!("{date}T{}", last_second(end).strftime("%H:%M:%S")),
            "ownMaxCapacity": most.saturating_sub(reserved),
            "resourceMaxCapacity": most,
            "reservedValue": reserved,
            "reservations": [],
            "log": [],
        }))
    }
}

/// Lists the windows of a policy that have a limit, between two moments of at most 60 days: how much each takes, and
/// how much is taken.
#[utoipa::path(get, path = "/api/logistics-capacity/resources/{resource}/time-frames", tag = "Reference",
    params(("resource" = String, Path, description = "`carrier@orders_quantity@` or `carrier@skus_quantity@` and the policy"), ("rangeStart" = String, Query), ("rangeEnd" = String, Query)),
    responses((status = 200, body = Value), (status = 400, body = Value), (status = 404, body = Value)))]
pub(super) async fn list(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let bound = |name: &str| {
        let text = request.query(name)?.unwrap_or_default();
        let date = text.split('T').next().unwrap_or_default().parse::<Date>();
        date.map_err(|_| Problem::malformed("invalid_range", format!("`{name}` is YYYY-MM-DDThh:mm:ss.")))
    };
    let (first, last) = (bound("rangeStart")?, bound("rangeEnd")?);
    if first > last || (last - first).get_days() > MOST_DAYS {
        return Err(Problem::malformed("invalid_range", format!("A range has 1 to {MOST_DAYS} days.")));
    }
    let (resource, policy, calendar) = found(deps, request).await?;
    let booked = booked(deps, request, &calendar, first, last).await?;
    let mut frames = Vec::new();
    let mut date = first;
    while date <= last {
        for weekly in windows_of(&policy, date) {
            let Some(window) = window(&calendar, date, weekly) else { continue };
            frames.extend(resource.told(&window, weekly, booked.get(&window), request.at()));
        }
        date = date.checked_add(Span::new().days(1)).map_err(Problem::internal)?;
    }
    Ok(Reply::ok(&frames))
}

/// Shows one window: how much it takes, and how much is taken. A frame is written `2024-07-19F1300T1700`.
#[utoipa::path(get, path = "/api/logistics-capacity/resources/{resource}/time-frames/{frame}", tag = "Reference",
    params(("resource" = String, Path), ("frame" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub(super) async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let gone = || Problem::not_found("time frame");
    let (date, start, end) = frame(request.param("frame")).ok_or_else(gone)?;
    let (resource, policy, calendar) = found(deps, request).await?;
    let mut windows = windows_of(&policy, date);
    let weekly = windows.find(|weekly| weekly.start.time() == start && weekly.end.time() == end).ok_or_else(gone)?;
    let window = window(&calendar, date, weekly).ok_or_else(gone)?;
    let key = keys::capacity::<Booked>(request.scope()?, &window);
    let booked = deps.gate.store().read(&key, request.at()).await?.map(|found| found.value);
    let told = resource.told(&window, weekly, booked.as_ref(), request.at()).ok_or_else(gone)?;
    Ok(Reply::ok(&told))
}

/// The resource of the address, its policy and the policy's calendar.
async fn found<'r>(deps: &Deps, request: &'r Request) -> Result<(Resource<'r>, Policy, CalendarId), Problem> {
    let gone = || Problem::not_found("resource");
    let resource = Resource::read(request.param("resource")).ok_or_else(gone)?;
    let sections = deps.current(request).await?.sections;
    let policy = sections.policies.get(resource.policy).ok_or_else(gone)?.value.clone();
    let calendar = CalendarId::new(policy.id.as_str()).map_err(|_| gone())?;
    Ok((resource, policy, calendar))
}

/// What is taken of a calendar's windows, from the first to the last date.
async fn booked(
    deps: &Deps,
    request: &Request,
    calendar: &CalendarId,
    first: Date,
    last: Date,
) -> Result<BTreeMap<WindowId, Booked>, Problem> {
    let prefix = keys::capacities::<Booked>(request.scope()?, calendar);
    let mut page = Page { limit: 200, after: Some(keys::before_day(first)) };
    let mut all = BTreeMap::new();
    loop {
        let found = deps.gate.store().list(&prefix, &page, request.at()).await?;
        let past = found.items.iter().any(|booked| booked.value.capacity.window.date() > last);
        all.extend(found.items.into_iter().map(|booked| (booked.value.capacity.window.clone(), booked.value)));
        match found.next.filter(|_| !past) {
            Some(next) => page.after = Some(next),
            None => return Ok(all),
        }
    }
}

fn windows_of(policy: &Policy, date: Date) -> impl Iterator<Item = &WeeklyWindow> {
    let day = u8::try_from(date.weekday().to_sunday_zero_offset()).unwrap_or_default();
    let schedule = &policy.delivery_schedule;
    schedule.windows.iter().filter(move |weekly| schedule.enabled && weekly.day_of_week == day)
}

fn window(calendar: &CalendarId, date: Date, weekly: &WeeklyWindow) -> Option<WindowId> {
    WindowId::new(calendar.clone(), date, weekly.start.time(), weekly.end.time()).ok()
}

/// `2024-07-19F1300T1700`.
fn frame(text: &str) -> Option<(Date, Time, Time)> {
    let (date, hours) = text.split_once('F')?;
    let (start, end) = hours.split_once('T')?;
    let time = |text: &str| {
        let (hour, minute) = text.split_at_checked(2)?;
        format!("{date}T{hour}:{minute}:00").parse::<DateTime>().ok().map(DateTime::time)
    };
    Some((date.parse().ok()?, time(start)?, time(end)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_a_date_and_two_hours() {
        let check = |text: &str, expected: Option<&str>| {
            let read = frame(text).map(|(date, start, end)| format!("{date} {start} {end}"));
            assert_eq!(read.as_deref(), expected, "{text}");
        };
        check("2024-07-19F1300T1700", Some("2024-07-19 13:00:00 17:00:00"));
        check("2024-07-19F0000T2359", Some("2024-07-19 00:00:00 23:59:00"));
        check("2024-07-19F2500T1700", None);
        check("2024-02-30F1300T1700", None);
        check("2024-07-19", None);
        check("2024-07-19F1T2", None);
    }
}
