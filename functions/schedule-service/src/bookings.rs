//! The window of a service: offered, booked, moved, given up.

use domain::access::Caller;
use domain::id::ServiceId;
use domain::service::Service;
use domain::window::booking::{self, Origin};
use edge::{Problem, Reply, Request, WireProblem, save_contended};
use scheduling::{Board, By, Move, Refused};
use store::{Stored, keys};

use crate::{Deps, wire};

/// Windows that one answer offers at most.
const MOST_OFFERED: u16 = 50;

/// Shows the window that a service has.
#[utoipa::path(get, path = "/v1/bookings/{id}", tag = "Delivery windows", params(("id" = String, Path, description = "Id of the service")),
    responses((status = 200, body = wire::Booking), (status = 404, body = WireProblem)))]
pub async fn show(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let service = find(deps, request).await?;
    let board = deps.schedule.board(request.scope()?, &service, request.at()).await?;
    Ok(Reply::ok(&wire::Booking::new(&service.value, &board)).with_etag(service.version))
}

/// Offers the windows that a service can have now, numbered from 1: those with room for it, without the one that it
/// has. None of it is held until it is booked.
#[utoipa::path(get, path = "/v1/bookings/{id}/windows", tag = "Delivery windows",
    params(("id" = String, Path, description = "Id of the service"), ("limit" = Option<u16>, Query, description = "1 to 50")),
    responses((status = 200, body = wire::Offers), (status = 404, body = WireProblem)))]
pub async fn offer(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let service = find(deps, request).await?;
    let most = usize::from(request.page(&deps.gate)?.limit.min(MOST_OFFERED));
    let board = deps.schedule.board(request.scope()?, &service, request.at()).await?;
    Ok(Reply::ok(&wire::Offers::new(&board, most)))
}

/// Books a window for a service, or moves it there. A service that is planned leaves its route; one whose last attempt
/// failed is active again. Booking the window that it has changes nothing.
#[utoipa::path(post, path = "/v1/bookings/{id}", tag = "Delivery windows",
    params(("id" = String, Path, description = "Id of the service"), ("Idempotency-Key" = String, Header), ("If-Match" = Option<String>, Header)),
    request_body = wire::BookingAsk,
    responses((status = 200, body = wire::Booking), (status = 404, body = WireProblem),
        (status = 409, description = "`window_full`, `window_closed`, `window_past`, `service_under_way`, `service_ended`, `too_many_moves`, `reason_forbids`, `no_attempt_left`", body = WireProblem),
        (status = 412, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn book(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (window, on_behalf) = request.json::<wire::BookingAsk>()?.read()?;
    let by = by(request, on_behalf)?;
    save_contended(&deps.gate, request, async |commit| {
        let before = find(deps, request).await?;
        if request.header("if-match").is_some() {
            request.matches(before.version)?;
        }
        let mut board = deps.schedule.board(request.scope()?, &before, request.at()).await?;
        deps.schedule.look_at(&mut board, &window).await?;
        match board.book(&window, &by) {
            Err(Refused::Booking(booking::Refused::Same)) => Ok((commit, shown(&before, &before.value, &board))),
            decided => write(deps, request, commit, &before, &board, decided?).await,
        }
    })
    .await
}

/// Gives the window of a service up without another one.
#[utoipa::path(post, path = "/v1/bookings/{id}/cancellation", tag = "Delivery windows",
    params(("id" = String, Path, description = "Id of the service"), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = wire::Booking), (status = 404, body = WireProblem),
        (status = 409, description = "`not_booked`, `service_under_way`, `service_ended`", body = WireProblem)))]
pub async fn cancel(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let by = by(request, false)?;
    save_contended(&deps.gate, request, async |commit| {
        let before = find(deps, request).await?;
        let board = deps.schedule.board(request.scope()?, &before, request.at()).await?;
        let decided = board.give_up(&by)?;
        write(deps, request, commit, &before, &board, decided).await
    })
    .await
}

async fn write(
    deps: &Deps,
    request: &Request,
    commit: store::Commit,
    before: &Stored<Service>,
    board: &Board,
    moved: Move,
) -> Result<(store::Commit, Reply), Problem> {
    let (commit, service) = deps.schedule.write(commit, &deps.gate, board, moved).await?;
    let commit = commit.replace_service(request.scope()?, before, &service);
    let reply = Reply::ok(&wire::Booking::new(&service, board)).with_etag(before.version.next());
    Ok((commit, reply))
}

fn shown(before: &Stored<Service>, service: &Service, board: &Board) -> Reply {
    Reply::ok(&wire::Booking::new(service, board)).with_etag(before.version)
}

/// Programs book for the account's own systems, people for the office; either may say that the recipient chose.
fn by(request: &Request, on_behalf_of_recipient: bool) -> Result<By, Problem> {
    let caller = request.caller()?;
    let origin = if on_behalf_of_recipient { Origin::Recipient } else { origin(caller) };
    Ok(By { origin, author: caller.author() })
}

/// On which side a caller stands.
pub(crate) const fn origin(caller: &Caller) -> Origin {
    match caller {
        Caller::Machine { .. } | Caller::Storefront { .. } => Origin::Integration,
        Caller::User { .. } => Origin::Office,
        Caller::Recipient { .. } => Origin::Recipient,
    }
}

async fn find(deps: &Deps, request: &Request) -> Result<Stored<Service>, Problem> {
    let id: ServiceId = request.named("id", "service")?;
    let found = deps.gate.store().read(&keys::service(request.scope()?, id), request.at()).await?;
    let sight = request.caller()?.visibility();
    found.filter(|found| sight.sees(&found.value.placement())).ok_or_else(|| Problem::not_found("service"))
}
