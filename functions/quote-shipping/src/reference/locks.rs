//! Reservations as the reference platform's checkout makes them: goods, and a place in a delivery window, held for an
//! order under a lock that the order confirms, that a warehouse acknowledges when the goods leave, or that ends.

mod lock;
mod sources;

use super::line;
use super::wire::{CalculatedItem, Location, whole};
use crate::Deps;
use crate::goods::{Goods, calendars};
use crate::handling::Part;
use crate::holding::Wanted;
use crate::quotes::configuration_problem;
use crate::reservations::MOST;
use domain::access::TenantScope;
use domain::capacity::{Load, WindowId};
use domain::code::{CalendarId, SellerId, SkuId};
use domain::id::ReservationId;
use edge::reference::Text;
use edge::{Exact, Fields, Problem, Reply, Request, save_contended};
use freight::configuration::{Configuration, Settings};
use freight::time_span::{DAY, TimeSpan};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use lock::{Ask, Lock, State, Status};
use serde::Deserialize;
use serde_json::{Value, json};
use sources::{Chosen, choose, goes_to};
use std::collections::{BTreeMap, BTreeSet};
use store::{Stored, keys};

/// Days that an order which nobody finishes holds its goods, where the account says nothing.
const UNFINISHED: u32 = 11;
/// The longest that anything is held, in days.
const LONGEST: u32 = 90;
/// A moment that has not come.
const NEVER: &str = "0001-01-01T00:00:00+00:00";

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Sent {
    lock_id: Option<Text>,
    sales_channel: Option<Text>,
    #[serde(rename = "autorizationExpirationTTL")]
    time_to_live: Option<Text>,
    delivery_item_options: Vec<Exact>,
}

/// A line of an order, as a delivery option of the calculation tells it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    item: CalculatedItem,
    #[serde(default)]
    sla_type: Option<Text>,
    #[serde(default)]
    freight_table_id: Option<Text>,
    #[serde(default)]
    ware_house_id: Option<Text>,
    #[serde(default)]
    dock_id: Option<Text>,
    #[serde(default)]
    location: Option<Location>,
    #[serde(default)]
    delivery_windows: Option<Vec<Window>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Window {
    start_date_utc: Text,
    end_date_utc: Text,
}

/// What was asked for, read.
struct Asked {
    id: Option<ReservationId>,
    /// For how long; none leaves it to the account's settings.
    held: Option<SignedDuration>,
    sales_channel: Option<String>,
    lines: Vec<Line>,
    options: Vec<Value>,
}

impl Sent {
    fn read(self) -> Result<Asked, Problem> {
        let mut fields = Fields::new();
        let filled = |text: Option<Text>| text.map(|text| text.0).filter(|text| !text.trim().is_empty());
        let id = match filled(self.lock_id) {
            Some(text) => fields.take("/lockId", "invalid_id", text.as_str(), text.parse::<ReservationId>()).map(Some),
            None => Some(None),
        };
        let held = match filled(self.time_to_live) {
            None => Some(None),
            Some(text) => {
                let read = TimeSpan::from_dot_net(&text).ok().map(|read| read.span.seconds());
                let read = read.filter(|seconds| (1..=LONGEST.saturating_mul(DAY)).contains(seconds));
                let rule = format!("Send D.HH:MM:SS, at most {LONGEST} days.");
                fields.take("/autorizationExpirationTTL", "invalid_time", text.as_str(), read.ok_or(rule)).map(Some)
            }
        };
        let mut lines = Vec::new();
        let options: Vec<Value> = self.delivery_item_options.into_iter().map(|Exact(option)| option).collect();
        for (at, option) in options.iter().enumerate() {
            let pointer = format!("/deliveryItemOptions/{at}");
            let read = fields.take(&pointer, "invalid", Value::Null, Line::deserialize(option));
            if let Some(read) = &read {
                line::check(&mut fields, &format!("{pointer}/item"), &read.item);
            }
            lines.extend(read);
        }
        if !(1..=MOST).contains(&options.len()) {
            let detail = format!("A reservation has 1 to {MOST} items.");
            fields.refuse("/deliveryItemOptions", "number_of_items", detail, None);
        }
        let (id, held) = fields.all(id.zip(held))?;
        let held = held.map(i64::from).map(SignedDuration::from_secs);
        Ok(Asked { id, held, sales_channel: filled(self.sales_channel), lines, options })
    }
}

/// Holds goods, and a place in a delivery window, for an order. Lines that name no warehouse come from where the best
/// route of their type of delivery takes them. A lock that is there already is told again.
#[utoipa::path(post, path = "/api/logistics/pvt/inventory/reservations", tag = "Reference", request_body = Value,
    responses((status = 200, body = Value, description = "`IsSucess` is false where there are not enough goods, or places"),
        (status = 400, body = Value, description = "In the reference's own body")))]
pub async fn make(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let sent: Sent = request.json()?;
    let asked = sent.read()?;
    let (scope, now) = (request.scope()?, request.at());
    let made = match lock_of(deps, &asked, scope, now).await? {
        Some(found) => found,
        None => hold(deps, request, &asked).await?,
    };
    match made {
        Ok(lock) => Ok(Reply::ok(&lock)),
        // What a twin has just taken for the same lock is not missing: it is this lock's.
        Err(why) => Ok(match lock_of(deps, &asked, scope, now).await? {
            Some(Ok(lock)) => Reply::ok(&lock),
            _ => Reply::ok(&refused(&asked, &why)),
        }),
    }
}

/// The lock that was asked for by its id, as it is told; none where there is none yet.
async fn lock_of(deps: &Deps, asked: &Asked, scope: TenantScope, now: Timestamp) -> Result<Option<Held>, Problem> {
    let Some(id) = asked.id else { return Ok(None) };
    let found = deps.gate.store().read(&keys::lock::<Lock>(scope, id), now).await?;
    Ok(found.map(|found| Ok(told(&found.value, now))))
}

/// A lock as it is told, or why there is none.
type Held = Result<Value, String>;

async fn hold(deps: &Deps, request: &Request, asked: &Asked) -> Result<Held, Problem> {
    let (scope, now) = (request.scope()?, request.at());
    let to = goes_to(asked);
    let code = to.as_ref().and_then(|destination| destination.postal_code);
    let loaded = Box::pin(deps.register.load_for(scope, code, now)).await.map_err(configuration_problem)?;
    let items = asked.lines.iter().map(|line| &line.item);
    let all = items.flat_map(|item| std::iter::once(item).chain(item.kit_item.iter().flatten()));
    let ids: BTreeSet<SkuId> = all.filter_map(|item| item.id.0.parse().ok()).collect();
    let sellers = asked.lines.iter().filter_map(|line| line.item.seller_id.as_ref()?.0.parse().ok());
    let sellers: BTreeSet<SellerId> = sellers.collect();
    let known = (loaded.configuration.as_ref(), calendars(&loaded.configuration, to.as_ref()));
    let goods = Goods::read(deps, scope, (&ids, &sellers), known, now).await?;
    let chosen = match choose(asked, &loaded.configuration, &goods, now) {
        Ok(chosen) => chosen,
        Err(why) => return Ok(Err(why)),
    };
    let settings = loaded.configuration.settings();
    let windows = match windows(&asked.lines, &chosen, &loaded.configuration) {
        Ok(windows) => windows,
        Err(why) => return Ok(Err(why)),
    };
    let options = asked.options.iter().zip(&chosen).map(|(option, chosen)| told_option(option, chosen)).collect();
    let wanted: Vec<Wanted> = chosen.iter().flat_map(|chosen| chosen.wanted.iter().cloned()).collect();
    let ask = Ask {
        id: asked.id.unwrap_or_else(|| ReservationId::new(deps.gate.fresh())),
        windows,
        wanted: Wanted::together(wanted),
        parts: parts(&asked.lines, &chosen, &loaded.configuration),
        held: asked.held.unwrap_or_else(|| unfinished(settings)),
        sales_channel: asked.sales_channel.clone(),
        options,
    };
    let saved = save_contended(&deps.gate, request, async |commit| {
        if let Some(Ok(found)) = lock_of(deps, asked, scope, now).await? {
            return Ok((commit, Reply::ok(&found)));
        }
        let (commit, made) = lock::hold(deps, scope, commit, (&ask, &loaded.configuration), now).await?;
        Ok((commit, Reply::ok(&told(&made, now))))
    })
    .await;
    match saved {
        Err(problem) if problem.status() == 409 => Ok(Err(problem.detail().to_owned())),
        saved => Ok(Ok(serde_json::from_slice(saved?.body()).map_err(Problem::internal)?)),
    }
}

/// Shows a reservation.
#[utoipa::path(get, path = "/api/logistics/pvt/inventory/reservations/{id}", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value, description = "In the reference's own body")))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    Ok(Reply::ok(&told(&find(deps, request).await?.value, request.at())))
}

/// The order is paid: the goods are taken for good. Confirming again changes nothing.
#[utoipa::path(post, path = "/api/logistics/pvt/inventory/reservations/{id}/confirm", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value), (status = 409, body = Value, description = "It has ended, or was cancelled")))]
pub async fn confirm(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    turn(deps, request, State::Confirmed).await
}

/// The goods have left. They are promised until a later count of the warehouse.
#[utoipa::path(post, path = "/api/logistics/pvt/inventory/reservations/{id}/acknowledge", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value), (status = 409, body = Value, description = "It was not confirmed, or was cancelled")))]
pub async fn acknowledge(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    turn(deps, request, State::Acknowledged).await
}

/// Gives back what is held or taken. Cancelling again changes nothing.
#[utoipa::path(post, path = "/api/logistics/pvt/inventory/reservations/{id}/cancel", tag = "Reference", params(("id" = String, Path)),
    responses((status = 200, body = Value), (status = 404, body = Value), (status = 409, body = Value, description = "The goods have left")))]
pub async fn cancel(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    turn(deps, request, State::Cancelled).await
}

async fn turn(deps: &Deps, request: &Request, to: State) -> Result<Reply, Problem> {
    let (scope, now) = (request.scope()?, request.at());
    save_contended(&deps.gate, request, async |commit| {
        let found = find(deps, request).await?;
        let (commit, after) = lock::turn(deps, scope, commit, found, to, now).await?;
        Ok((commit, Reply::ok(&told(&after, now))))
    })
    .await
}

async fn find(deps: &Deps, request: &Request) -> Result<Stored<Lock>, Problem> {
    let id: ReservationId = request.named("id", "reservation")?;
    let found = deps.gate.store().read(&keys::lock(request.scope()?, id), request.at()).await?;
    found.ok_or_else(|| Problem::not_found("reservation"))
}

/// The windows that lines name, one each, with the units of the lines that name them: those of the policy that brings
/// them.
fn windows(lines: &[Line], chosen: &[Chosen], configuration: &Configuration) -> Result<Vec<(WindowId, Load)>, String> {
    let mut found: BTreeMap<WindowId, u32> = BTreeMap::new();
    for (line, chosen) in lines.iter().zip(chosen) {
        let Some([window]) = line.delivery_windows.as_deref() else { continue };
        let read = || {
            let moment = |text: &Text| {
                let told = text.0.get(..19)?.parse::<DateTime>().ok()?;
                if !configuration.settings().windows_in_utc {
                    return Some(told);
                }
                let at = TimeZone::UTC.to_timestamp(told).ok()?;
                Some(at.to_zoned(configuration.zone().clone()).datetime())
            };
            let (start, end) = (moment(&window.start_date_utc)?, moment(&window.end_date_utc)?);
            let whole = |at: DateTime| at.with().second(0).subsec_nanosecond(0).build().ok();
            let calendar = CalendarId::new(chosen.policy.as_ref()?.as_str()).ok()?;
            WindowId::new(calendar, start.date(), whole(start)?.time(), whole(end)?.time()).ok()
        };
        let window = read().ok_or("The delivery window cannot be read, or nobody knows of which policy it is.")?;
        let taken = found.entry(window).or_default();
        *taken = taken.saturating_add(units(&line.item));
    }
    Ok(found.into_iter().map(|(window, units)| (window, Load::of_units(units))).collect())
}

/// Units of a line.
fn units(item: &CalculatedItem) -> u32 {
    whole(&item.quantity).and_then(|units| u32::try_from(units).ok()).unwrap_or_default()
}

/// Units of each seller's goods: its warehouse is where they come from.
fn parts(lines: &[Line], chosen: &[Chosen], configuration: &Configuration) -> BTreeMap<SellerId, Part> {
    let mut found: BTreeMap<SellerId, Part> = BTreeMap::new();
    for (line, chosen) in lines.iter().zip(chosen) {
        let from = configuration.warehouses().find(|warehouse| warehouse.id == chosen.warehouse);
        let Some(seller) = from.and_then(|warehouse| warehouse.seller.clone()) else { continue };
        let part = found.entry(seller).or_insert(Part { units: 0, by: None });
        part.units = part.units.saturating_add(units(&line.item));
    }
    found
}

/// How long an order that nobody finishes holds its goods.
fn unfinished(settings: &Settings) -> SignedDuration {
    let days = settings.lock_days.map_or(UNFINISHED, u32::from);
    SignedDuration::from_secs(i64::from(days.saturating_mul(DAY)))
}

/// An option as it was sent, with where its goods come from.
fn told_option(option: &Value, chosen: &Chosen) -> Value {
    let mut told = option.clone();
    if let Some(fields) = told.as_object_mut() {
        let mut fill = |name: &str, value: Value| {
            let empty = fields.get(name).is_none_or(|value| value.is_null() || value == "");
            if empty {
                fields.insert(name.to_owned(), value);
            }
        };
        fill("wareHouseId", json!(chosen.warehouse));
        fill("dockId", json!(chosen.dock));
        fill("freightTableId", json!(chosen.policy));
    }
    told
}

/// A lock as the reference tells it.
fn told(lock: &Lock, now: Timestamp) -> Value {
    let stands = lock.status_at(now);
    let status = match stands {
        Status::Authorized => 1,
        Status::Confirmed | Status::Acknowledged => 2,
        Status::Expired => 4,
        Status::Cancelled => 5,
    };
    let at = |at: Option<Timestamp>| at.map_or_else(|| NEVER.to_owned(), moment);
    let when = |is: Status| at((stands == is).then_some(lock.changed_at));
    json!({
        "LastUpdateDateUtc": moment(lock.changed_at),
        "SalesChannel": lock.sales_channel,
        "LockId": lock.id,
        "ReservationDateUtc": moment(lock.created_at),
        "MaximumConfirmationDateUtc": moment(lock.expires_at),
        "Status": status,
        "SlaRequest": lock.options.0,
        "PickupPointItemOptions": null,
        "CanceledDateUtc": when(Status::Cancelled),
        "AuthorizedDateUtc": moment(lock.created_at),
        "ConfirmedDateUtc": at(lock.confirmed_at),
        "DateUtcAcknowledgedOnBalanceSystem": when(Status::Acknowledged),
        "Errors": [],
        "IsSucess": true,
    })
}

/// That nothing was reserved, and why.
fn refused(asked: &Asked, why: &str) -> Value {
    json!({
        "LastUpdateDateUtc": NEVER, "SalesChannel": asked.sales_channel, "LockId": null, "ReservationDateUtc": NEVER,
        "MaximumConfirmationDateUtc": NEVER, "Status": 0, "SlaRequest": asked.options, "PickupPointItemOptions": null,
        "CanceledDateUtc": NEVER, "AuthorizedDateUtc": NEVER, "ConfirmedDateUtc": NEVER,
        "DateUtcAcknowledgedOnBalanceSystem": NEVER, "Errors": [why], "IsSucess": false,
    })
}

fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.f+00:00").to_string()
}
