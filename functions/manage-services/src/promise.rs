//! What was promised at checkout, taken over by the service that the order becomes.

use domain::address::Address;
use domain::capacity::WindowId;
use domain::id::{QuoteId, ReservationId, ServiceId};
use domain::reservation::{Promised, Reservation, Step};
use domain::service::{Promise, Service};
use domain::shift::Shift;
use domain::window::booking::{Booking, Origin};
use domain::{customer::Customer, zone};
use edge::Problem;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use scheduling::{promise, reservations};
use serde::Deserialize;
use std::collections::BTreeMap;
use store::{PackedJson, Stored, Version, keys};

use crate::Deps;
use crate::wish::{Maker, Making};

/// The most that is read of a quote from the bucket.
const MOST: u64 = 64 << 20;

/// As much of a kept quote as is needed here; none of a large one, which lies in the bucket.
#[derive(Deserialize)]
struct Kept {
    #[serde(default)]
    answer: Option<PackedJson>,
}

/// As much of a large quote.
#[derive(Deserialize)]
struct Large {
    answer: String,
}

/// What a service takes over.
#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) promise: Option<Promise>,
    /// Where the quote is for.
    to: Option<promise::Destination>,
    reserved: Option<Stored<Reservation>>,
}

/// What a service that is asked for takes over: the promise of a quote that is still kept, and what was reserved of it.
pub(crate) async fn take(deps: &Deps, maker: &Maker, asked: &Making) -> Result<Taken, Problem> {
    let reserved = match asked.reservation {
        Some(id) => Some(reservation(deps, maker, id).await?),
        None => None,
    };
    let of_reservation = reserved.as_ref().map(|found| (found.value.quote, found.value.option.clone()));
    if of_reservation.is_some() && asked.quote.is_some() && of_reservation != asked.quote {
        return Err(Problem::of_field(
            "/reservation",
            "other_quote",
            "This reservation is of another quote or option.",
        ));
    }
    let (promise, to) = match (&reserved, &asked.quote) {
        (Some(found), _) => (Some(of_reservation_itself(deps, maker, &found.value).await?), None),
        (None, Some((quote, option))) => {
            let (promise, to) = of_quote(deps, maker, *quote, option, None).await?;
            (Some(promise), to)
        }
        (None, None) => {
            let own = |deadline| Promise {
                quote: None,
                reservation: None,
                deadline: Some(deadline),
                price: None,
                policy: None,
            };
            (asked.deadline.map(own), None)
        }
    };
    Ok(Taken { promise, to, reserved })
}

impl Taken {
    /// Refuses an address that the quote is not for: neither its price nor its deadline is of that place.
    pub(crate) fn fits(&self, address: Option<&Address>) -> Result<(), Problem> {
        let Some((to, address)) = self.to.as_ref().zip(address) else { return Ok(()) };
        if to.country == address.country.code() && to.postal_code == address.postal_code.as_str() {
            return Ok(());
        }
        let detail = format!("The quote is for the postal code {} in {}.", to.postal_code, to.country);
        Err(Problem::of_field("/address/postalCode", "other_place", detail))
    }

    /// The step that makes the reservation the service's own; none where nothing was reserved.
    pub(crate) fn step(&self, service: ServiceId, now: Timestamp) -> Result<Option<(Version, Step)>, Problem> {
        let Some(found) = &self.reserved else { return Ok(None) };
        let step = found.value.serve(service, now).map_err(reservations::refusal)?;
        Ok(Some((found.version, step)))
    }

    /// The window that the buyer chose.
    pub(crate) fn booking(&self, now: Timestamp) -> Option<Booking> {
        let of = &self.reserved.as_ref()?.value;
        let window = of.windows.first()?.clone();
        let shift = Shift::of_start(window.start());
        Some(Booking { window, shift, load: of.load, origin: Origin::Integration, at: now, moves: 0 })
    }
}

/// What is told of a window that is booked as a service is made, as of one that is booked later.
pub(crate) async fn told(
    deps: &Deps,
    maker: &Maker,
    service: &Service,
    customer: &Customer,
) -> Result<Option<BTreeMap<String, String>>, Problem> {
    let Some(booking) = &service.booking else { return Ok(None) };
    let account = deps.gate.store().read(&keys::account(maker.scope), maker.at).await?;
    let of_account = account.map_or_else(|| "UTC".to_owned(), |account| account.value.time_zone);
    let name = customer.address(service.address).map_or(of_account.as_str(), |address| {
        zone::of_recipient(address.country, address.state.as_ref(), &of_account)
    });
    let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
    let window = &booking.window;
    let instant = |time: Time| zone.to_ambiguous_timestamp(window.date().to_datetime(time)).compatible().ok();
    let known = [
        ("origin", Some(booking.origin.name().to_owned())),
        ("window", Some(window.to_string())),
        ("shift", Some(booking.shift.name().to_owned())),
        ("starts", instant(window.start()).map(|at| at.to_string())),
        ("ends", instant(window.end()).map(|at| at.to_string())),
    ];
    Ok(Some(known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()))
}

async fn reservation(deps: &Deps, maker: &Maker, id: ReservationId) -> Result<Stored<Reservation>, Problem> {
    let found = deps.gate.store().read(&keys::reservation(maker.scope, id), maker.at).await?;
    found.ok_or_else(|| Problem::of_field("/reservation", "unknown_reservation", "There is no such reservation."))
}

/// The promise of what was reserved, whether its quote is still kept or not.
async fn of_reservation_itself(deps: &Deps, maker: &Maker, reserved: &Reservation) -> Result<Promise, Problem> {
    let promise = match reserved.promised.clone() {
        Some(promised) => as_promise(reserved.quote, promised),
        None => of_quote(deps, maker, reserved.quote, &reserved.option, reserved.windows.first()).await?.0,
    };
    Ok(Promise { reservation: Some(reserved.id), ..promise })
}

/// The promise of one option of a quote that is still kept, and where it is for.
async fn of_quote(
    deps: &Deps,
    maker: &Maker,
    quote: QuoteId,
    option: &str,
    window: Option<&WindowId>,
) -> Result<(Promise, Option<promise::Destination>), Problem> {
    let kept = answer(deps, maker, quote).await?;
    let kept =
        kept.ok_or_else(|| Problem::of_field("/quote", "unknown_quote", "There is no such quote, or it has expired."))?;
    let promised = promise::promised(&kept, option, window).map_err(Problem::internal)?;
    let promised =
        promised.ok_or_else(|| Problem::of_field("/option", "unknown_option", "The quote has no such option."))?;
    let to = promise::destination(&kept, option).map_err(Problem::internal)?;
    Ok((as_promise(quote, promised), to))
}

fn as_promise(quote: QuoteId, promised: Promised) -> Promise {
    let Promised { deadline, price, policy } = promised;
    Promise { quote: Some(quote), reservation: None, deadline, price: Some(price), policy }
}

/// The answer of a quote, wherever it is kept; none when it is not.
async fn answer(deps: &Deps, maker: &Maker, quote: QuoteId) -> Result<Option<String>, Problem> {
    let Some(kept) = deps.gate.store().read(&keys::quote::<Kept>(maker.scope, quote), maker.at).await? else {
        return Ok(None);
    };
    if let Some(PackedJson(answer)) = kept.value.answer {
        return Ok(Some(answer));
    }
    match deps.blobs.get(&blobs::keys::quote(maker.scope, quote), MOST).await {
        Ok(bytes) => Ok(Some(serde_json::from_slice::<Large>(&bytes).map_err(Problem::internal)?.answer)),
        Err(error) if error.is_missing() => Ok(None),
        Err(error) => Err(Problem::busy(error)),
    }
}
