//! Reservations: the places and the goods of a quoted option, held for a buyer until the order is placed.

use crate::handling::{Part, hold_days};
use crate::holding::{self, Chosen, Wanted};
use crate::kept::Whole;
use crate::quotes::configuration_problem;
use crate::{Deps, goods, wire};
use configuration::Stock;
use domain::access::TenantScope;
use domain::calendar::DaysOff;
use domain::capacity::{Load, Refused, WindowId};
use domain::code::{SellerId, SkuId, WarehouseId};
use domain::id::{QuoteId, ReservationId};
use domain::operation::Handling;
use domain::reservation::{Booked, Goods, Hold, NotReserved, Reservation, State, Step};
use edge::{Fields, Problem, Reply, Request, WireProblem, save_contended};
use jiff::{SignedDuration, Timestamp};
use scheduling::{promise, reservations};
use std::collections::BTreeMap;
use store::{Commit, Key, Stored, keys};

/// How long a reservation is held unless it is asked otherwise.
const HELD_MINUTES: i64 = 15;
/// Kinds of goods that one reservation holds at most, and the places that they are taken from: all of it is one
/// transaction, also with the service that is made of it.
pub(crate) const MOST: usize = 60;
/// Windows that one reservation takes places in at most.
pub(crate) const MOST_WINDOWS: usize = 15;

struct Asked {
    quote: QuoteId,
    window: Option<WindowId>,
    held: SignedDuration,
}

fn parse(raw: &wire::ReservationAsk) -> Result<Asked, Problem> {
    let mut fields = Fields::new();
    let quote = fields.take("/quoteId", "invalid_id", raw.quote_id.as_str(), raw.quote_id.parse::<QuoteId>());
    let window = match raw.window_id.as_deref() {
        Some(text) => fields.take("/windowId", "invalid_id", text, text.parse::<WindowId>()).map(Some),
        None => Some(None),
    };
    let minutes = raw.minutes.map_or(HELD_MINUTES, i64::from);
    if !(1..=1_440).contains(&minutes) {
        fields.refuse("/minutes", "out_of_range", "A reservation is held for 1 to 1440 minutes.", Some(minutes.into()));
    }
    let (quote, window) = fields.all(quote.zip(window))?;
    Ok(Asked { quote, window, held: SignedDuration::from_mins(minutes) })
}

/// Holds the places and the goods of a quoted option for a while.
#[utoipa::path(post, path = "/v1/reservations", tag = "Reservations",
    params(("Idempotency-Key" = String, Header)),
    request_body = wire::ReservationAsk,
    responses((status = 201, body = wire::Reservation), (status = 409, body = WireProblem, description = "`window_full`, `window_closed`, `window_past`, `seller_full`, `out_of_stock` or `too_many_places`"),
        (status = 422, body = WireProblem)))]
pub async fn make(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let raw: wire::ReservationAsk = request.json()?;
    let asked = parse(&raw)?;
    let (scope, now) = (request.scope()?, request.at());
    let found = Whole::read(deps, scope, asked.quote, now).await?;
    let kept =
        found.ok_or_else(|| Problem::of_field("/quoteId", "unknown_quote", "There is no such quote any more."))?;
    let option = holding::option(&kept.answer, &raw.option_id)
        .ok_or_else(|| Problem::of_field("/optionId", "unknown_option", "The quote has no such option."))?;
    let windows = chosen(&option, asked.window.as_ref())?;
    let wanted = option.wanted();
    if wanted.len() > MOST {
        let detail = format!("A reservation holds at most {MOST} kinds of goods.");
        return Err(Problem::of_field("/optionId", "too_many_goods", detail));
    }
    let promised = promise::promised(&kept.answer, &option.id, windows.first()).map_err(Problem::internal)?;
    let (units, parts) = (option.units(), option.parts());
    let places: Vec<(WindowId, Load)> =
        windows.iter().map(|window| (window.clone(), Load::of_units(option.units_in(window)))).collect();
    let until = now.checked_add(asked.held).unwrap_or(now);
    save_contended(&deps.gate, request, async |commit| {
        let id = ReservationId::new(deps.gate.fresh());
        // Windows first: they are what buyers race for, and a full one needs no further reads.
        let commit = hold_windows(deps, scope, commit, &places, (id, until), now).await?;
        let (commit, handlings) = hold_room(deps, scope, commit, (&parts, windows.len()), (id, until), now).await?;
        let (commit, goods) = hold_goods(deps, scope, commit, &wanted, (id, until), now).await?;
        let (state, service) = (State::Held, None);
        let (quote, option, windows) = (asked.quote, option.id.clone(), windows.clone());
        let promised = promised.clone();
        let mut loads = places.iter().map(|(_, load)| *load);
        let (load, further) = (loads.next().unwrap_or(Load::of_units(units)), loads.collect());
        let reservation = Reservation {
            id,
            quote,
            option,
            windows,
            load,
            further,
            goods,
            handlings,
            state,
            promised,
            service,
            created_at: now,
            expires_at: until,
        };
        let kept_until = until.checked_add(reservations::KEPT).unwrap_or(until);
        let commit = commit.create_until("reservation", &keys::reservation(scope, id), &reservation, kept_until);
        let shown = wire::Reservation::show(&reservation, now);
        Ok((commit, Reply::created(&format!("/v1/reservations/{id}"), &shown)))
    })
    .await
}

/// Shows a reservation.
#[utoipa::path(get, path = "/v1/reservations/{id}", tag = "Reservations", params(("id" = String, Path)),
    responses((status = 200, body = wire::Reservation), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let found = find(deps, request).await?.value;
    Ok(Reply::ok(&wire::Reservation::show(&found, request.at())))
}

/// Makes a reservation final: the order is placed. Confirming again changes nothing.
#[utoipa::path(post, path = "/v1/reservations/{id}/confirmation", tag = "Reservations",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = wire::Reservation), (status = 404, body = WireProblem), (status = 409, body = WireProblem, description = "`reservation_expired` or `reservation_cancelled`")))]
pub async fn confirm(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    end(deps, request, Reservation::confirm).await
}

/// Gives back what a reservation holds or has taken. Cancelling again changes nothing. Once a service was made of it, the
/// service is cancelled instead.
#[utoipa::path(post, path = "/v1/reservations/{id}/cancellation", tag = "Reservations",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = wire::Reservation), (status = 404, body = WireProblem), (status = 409, body = WireProblem, description = "`reservation_used` or `reservation_dispatched`")))]
pub async fn cancel(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    end(deps, request, Reservation::cancel).await
}

/// Says that the goods of a reservation have left, where no service is made of it that would say so. They stay promised
/// until the warehouse is counted anew. Saying so again changes nothing.
#[utoipa::path(post, path = "/v1/reservations/{id}/dispatch", tag = "Reservations",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = wire::Reservation), (status = 404, body = WireProblem), (status = 409, body = WireProblem, description = "`reservation_not_confirmed`, `reservation_expired`, `reservation_cancelled` or `reservation_used`")))]
pub async fn dispatch(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    end(deps, request, Reservation::dispatch).await
}

async fn end(
    deps: &Deps,
    request: &Request,
    decide: fn(&Reservation, Timestamp) -> Result<Step, NotReserved>,
) -> Result<Reply, Problem> {
    let (scope, now) = (request.scope()?, request.at());
    save_contended(&deps.gate, request, async |commit| {
        let before = find(deps, request).await?;
        let step = decide(&before.value, now).map_err(reservations::refusal)?;
        let shown = Reply::ok(&wire::Reservation::show(&step.after, now));
        if step.after == before.value {
            return Ok((commit, shown));
        }
        Ok((reservations::write(&deps.gate, scope, commit, before.version, &step, now).await?, shown))
    })
    .await
}

/// Holds places in windows as the policies define them now.
pub(crate) async fn hold_windows(
    deps: &Deps,
    scope: TenantScope,
    mut commit: Commit,
    windows: &[(WindowId, Load)],
    (by, until): (ReservationId, Timestamp),
    now: Timestamp,
) -> Result<Commit, Problem> {
    if windows.is_empty() {
        return Ok(commit);
    }
    let loaded = Box::pin(deps.register.load_without_tables(scope, now)).await.map_err(configuration_problem)?;
    let today = now.to_zoned(loaded.configuration.zone().clone()).date();
    let days_off = DaysOff::default().with(goods::days_off(deps, scope, today, now).await?);
    for (window, load) in windows {
        let hold = Hold { by, what: *load, until };
        let key = keys::capacity::<Booked>(scope, window);
        let stored = deps.gate.store().read(&key, now).await?;
        let seen = stored.as_ref().map(|stored| stored.version);
        let booked = holding::booked(&loaded.configuration, &days_off, window, stored.map(|stored| stored.value));
        let booked = booked.and_then(|booked| booked.hold(hold, now)).map_err(refusal)?;
        let ends = window.forgotten();
        commit = match seen {
            Some(seen) => commit.replace_until("window", &key, seen, &booked, ends),
            None => commit.create_until("window", &key, &booked, ends),
        };
    }
    Ok(commit)
}

/// Holds room in the days of the option's sellers.
async fn hold_room(
    deps: &Deps,
    scope: TenantScope,
    commit: Commit,
    (parts, windows): (&BTreeMap<SellerId, Part>, usize),
    held: (ReservationId, Timestamp),
    now: Timestamp,
) -> Result<(Commit, Vec<Handling>), Problem> {
    if parts.is_empty() {
        return Ok((commit, Vec::new()));
    }
    let loaded = Box::pin(deps.register.load_without_tables(scope, now)).await.map_err(configuration_problem)?;
    let (commit, handlings) = hold_days(deps, scope, commit, (&loaded.configuration, parts), held, now).await?;
    if windows.saturating_add(handlings.len()) > MOST_WINDOWS {
        let detail =
            format!("A reservation takes room of at most {MOST_WINDOWS} days and windows. Order less at once.");
        return Err(Problem::conflict("too_many_places", detail));
    }
    Ok((commit, handlings))
}

/// Holds goods where the quote takes them from. What there is always enough of is not counted.
pub(crate) async fn hold_goods(
    deps: &Deps,
    scope: TenantScope,
    mut commit: Commit,
    wanted: &[Wanted],
    (by, until): (ReservationId, Timestamp),
    now: Timestamp,
) -> Result<(Commit, Vec<Goods>), Problem> {
    let places: Vec<(SkuId, WarehouseId)> = holding::places(wanted);
    let keys: Vec<Key<Stock>> =
        places.iter().map(|(sku, warehouse)| keys::stock(scope, sku.as_str(), warehouse.as_str())).collect();
    let found = deps.gate.store().read_all(&keys, now).await?;
    let shelves: BTreeMap<(SkuId, WarehouseId), Stored<Stock>> =
        places.into_iter().zip(found).filter_map(|(place, found)| Some((place, found?))).collect();
    let picked = holding::pick(wanted, |place| shelves.get(place).map(|stored| &stored.value), now);
    let picked = picked.map_err(|sku| {
        Problem::conflict("out_of_stock", format!("There is not enough of {sku} any more. Quote the cart again."))
    })?;
    if picked.len() > MOST {
        let detail = format!("A reservation takes goods from at most {MOST} places. Order less at once.");
        return Err(Problem::conflict("too_many_places", detail));
    }
    let mut goods = Vec::new();
    for ((sku, warehouse), units) in picked {
        let Some(stored) = shelves.get(&(sku.clone(), warehouse.clone())) else { continue };
        let mut stock = stored.value.clone();
        stock.held.add(Hold { by, what: units, until }, now);
        let key = keys::stock(scope, sku.as_str(), warehouse.as_str());
        commit = commit.replace("stock", &key, stored.version, &stock);
        goods.push(Goods { sku, warehouse, units });
    }
    Ok((commit, goods))
}

/// The windows in which places are taken: the one that was chosen, of every carrier of the option.
fn chosen(option: &Chosen, window: Option<&WindowId>) -> Result<Vec<WindowId>, Problem> {
    match window {
        None if option.windows.is_empty() => Ok(Vec::new()),
        None => Err(Problem::of_field(
            "/windowId",
            "required",
            "This option is delivered by appointment: choose one of its windows.",
        )),
        Some(id) => {
            let found = option.window(id);
            let found = found
                .ok_or_else(|| Problem::of_field("/windowId", "unknown_window", "The option has no such window."))?;
            if found.len() > MOST_WINDOWS {
                let detail = format!("A reservation takes places of at most {MOST_WINDOWS} carriers.");
                return Err(Problem::conflict("too_many_places", detail));
            }
            Ok(found)
        }
    }
}

async fn find(deps: &Deps, request: &Request) -> Result<Stored<Reservation>, Problem> {
    let id: ReservationId = request.named("id", "reservation")?;
    let found = deps.gate.store().read(&keys::reservation(request.scope()?, id), request.at()).await?;
    found.ok_or_else(|| Problem::not_found("reservation"))
}

/// Why there is no place.
fn refusal(refused: Refused) -> Problem {
    match refused {
        Refused::Full => Problem::conflict("window_full", "The window is full. Choose another one."),
        Refused::Closed | Refused::Unknown => {
            Problem::conflict("window_closed", "The window is not offered any more. Quote the cart again.")
        }
        Refused::PastCutOff => Problem::conflict("window_past", "It is too late for this window. Choose another one."),
        Refused::NotTaken => Problem::conflict("window_closed", "Nothing of this window is taken."),
    }
}
