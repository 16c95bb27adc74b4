//! Windows to choose from, and choosing one.

use domain::capacity::{self, WindowId};
use domain::service::Status;
use domain::window::Choice;
use domain::window::booking::{self, Origin};
use edge::{Problem, Reply, Request, save_contended};
use i18n::{Arg, Messages};
use maud::{Markup, html};
use scheduling::{Board, By, Refused};

use crate::Deps;
use crate::asked::{Told, back};
use crate::device::{self, Answered};
use crate::form::Form;
use crate::forms::Page;
use crate::scene::{Asking, Scene, Subject};

/// Windows that a page shows at once, about.
const SHOWN: usize = 24;
/// Windows that can be reached.
const MOST: usize = 1_000;

/// Books a window for the service, or moves it there. What was taken by somebody else meanwhile is said on the page,
/// which offers what is free then.
pub(crate) async fn choose(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (form, subject) = (Form::read(request)?, Subject::read(deps, request).await?);
    let cookie = match device::answer(deps, request, &subject, &form).await? {
        Answered::Known => None,
        Answered::New(cookie) => Some(cookie),
        Answered::Wrong => return Ok(back(request, "wrong-digits")),
        Answered::Locked => return Ok(back(request, "locked")),
    };
    let scope = request.scope()?;
    let window: Option<WindowId> = form.line("window").parse().ok();
    let by = By { origin: Origin::Recipient, author: request.caller()?.author() };
    let reply = save_contended(&deps.gate, request, async |commit| {
        let before = Subject::read(deps, request).await?.service;
        let board = Box::pin(deps.schedule.board(scope, &before, request.at())).await?;
        let Some(window) = &window else { return Ok((commit, back(request, "not-taken"))) };
        match board.book(window, &by) {
            Ok(moved) => {
                let (commit, after) = deps.schedule.write(commit, &deps.gate, &board, moved).await?;
                Ok((commit.replace_service(scope, &before, &after), back(request, "booked")))
            }
            Err(refused) => Ok((commit, back(request, told(&refused)))),
        }
    })
    .await?;
    Ok(cookie.map_or(reply.clone(), |cookie| reply.with_header("set-cookie", &cookie)))
}

const fn told(refused: &Refused) -> Told {
    match refused {
        // The same form once more: it is booked.
        Refused::Booking(booking::Refused::Same) => "booked",
        Refused::Booking(booking::Refused::Window(capacity::Refused::Full)) => "full",
        Refused::Booking(booking::Refused::Window(_) | booking::Refused::Past | booking::Refused::NotBooked) => {
            "too-late"
        }
        Refused::Booking(booking::Refused::TooManyMoves { .. }) => "moved-enough",
        Refused::Booking(booking::Refused::UnderWay) => "under-way",
        Refused::Booking(booking::Refused::Ended) | Refused::Life(_) => "ended",
    }
}

/// Whether a recipient may still choose.
pub(crate) const fn can_choose(status: Status) -> bool {
    matches!(status, Status::Active | Status::Routed | Status::Failed)
}

/// The window that is booked, in words; none when none is.
pub(crate) fn booked(scene: &Scene, messages: &Messages) -> Option<String> {
    let window = &scene.service().booking.as_ref()?.window;
    let (day, hours) = (messages.weekday(window.date()), hours(messages, window));
    Some(messages.text("track-when-window", &[("day", Arg::from(&day)), ("hours", Arg::from(&hours))]))
}

fn hours(messages: &Messages, window: &WindowId) -> String {
    let (from, to) = (messages.time(window.start()), messages.time(window.end()));
    messages.text("track-hours", &[("from", Arg::from(&from)), ("to", Arg::from(&to))])
}

/// What can be chosen now, or from a day on: days as they come, with what leads to those after them.
pub(crate) fn choices(board: Option<&Board>, page: &Page<'_>, asking: &Asking) -> Markup {
    let Some(board) = board else { return html! {} };
    let mut offered = board.offer(MOST);
    if let Some(from) = asking.from.filter(|from| offered.iter().any(|choice| choice.date() >= *from)) {
        offered.retain(|choice| choice.date() >= from);
    }
    let days: Vec<&[Choice]> = offered.chunk_by(|one, next| one.date() == next.date()).collect();
    if days.is_empty() {
        return html! {};
    }
    let shown = shown(&days);
    let later = days.get(shown).and_then(|day| day.first());
    let messages = page.messages;
    let booked = board.service().booking.is_some();
    let fields = html! {
        fieldset {
            legend { (messages.text("track-window", &[])) }
            @for day in days.iter().take(shown) {
                (of_day(day, messages))
            }
        }
        @if let Some(later) = later {
            @let lang = asking.chosen.map(|language| format!("&lang={}", language.tag())).unwrap_or_default();
            p { a href={ (page.path) "?from=" (later.date()) (lang) "#windows" } { (messages.text("track-window-later", &[])) } }
        }
    };
    html! {
        details #windows open[!booked || asking.from.is_some()] {
            summary { (messages.text(if booked { "track-move" } else { "track-choose" }, &[])) }
            (page.form("window", &fields))
        }
    }
}

/// How many days a page shows: whole ones, and at least one.
fn shown(days: &[&[Choice]]) -> usize {
    let mut windows = 0_usize;
    let fits = days.iter().take_while(|day| {
        windows = windows.saturating_add(day.len());
        windows <= SHOWN
    });
    fits.count().max(1)
}

fn of_day(day: &[Choice], messages: &Messages) -> Markup {
    let Some(first) = day.first() else { return html! {} };
    html! {
        div.day role="group" aria-label=(messages.weekday(first.date())) {
            p aria-hidden="true" { (messages.weekday(first.date())) }
            div.pick {
                @for choice in day {
                    @let id = choice.window.id();
                    label {
                        input type="radio" name="window" value=(id) required;
                        span {
                            (messages.text(&format!("track-shift-{}", choice.window.shift.name()), &[])) " "
                            span.soft { (hours(messages, id)) }
                        }
                    }
                }
            }
        }
    }
}
