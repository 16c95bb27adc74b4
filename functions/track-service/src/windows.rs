//! Windows to choose from, and choosing one.

use domain::capacity::{self, WindowId};
use domain::service::{self, Status};
use domain::window::Choice;
use domain::window::booking::{self, Origin};
use edge::{Problem, Reply, Request, save_contended};
use i18n::{Arg, Messages};
use jiff::Timestamp;
use maud::{Markup, html};
use scheduling::{By, Refused};

use crate::asked::{Told, back};
use crate::device::{self, Answered};
use crate::form::Form;
use crate::forms::Page;
use crate::frame::Brand;
use crate::scene::{Asking, Scene, Subject};
use crate::{Deps, page};

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
        Answered::Wrong => return Box::pin(page::again(deps, request, &form, ("wrong-digits", false))).await,
        Answered::Locked => return Box::pin(page::again(deps, request, &form, ("locked", false))).await,
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
        Refused::Booking(booking::Refused::Ended) => "ended",
        Refused::Life(service::Refused::ReasonForbids(_)) => "goes-back",
        Refused::Life(_) => "no-other-day",
    }
}

/// Whether a recipient may still choose.
pub(crate) const fn can_choose(status: Status) -> bool {
    matches!(status, Status::Active | Status::Routed | Status::Failed)
}

/// The window that is booked, with its end; none when none is.
pub(crate) fn booked(scene: &Scene) -> Option<(&WindowId, Timestamp)> {
    let window = &scene.service().booking.as_ref()?.window;
    let ends = scene.zone.to_ambiguous_timestamp(window.date().to_datetime(window.end())).compatible().ok()?;
    Some((window, ends))
}

/// A booked window in words.
pub(crate) fn told_of(window: &WindowId, messages: &Messages) -> String {
    let (day, hours) = (messages.weekday(window.date()), hours(messages, window));
    messages.text("track-when-window", &[("day", Arg::from(&day)), ("hours", Arg::from(&hours))])
}

fn hours(messages: &Messages, window: &WindowId) -> String {
    let (from, to) = (messages.time(window.start()), messages.time(window.end()));
    messages.text("track-hours", &[("from", Arg::from(&from)), ("to", Arg::from(&to))])
}

/// What can be chosen now, or from a day on: days as they come, with what leads to those after them. Where nothing can,
/// it says so and whom to talk to.
pub(crate) fn choices(scene: &Scene, page: &Page<'_>, asking: &Asking) -> Markup {
    let Some(board) = scene.board.as_ref().filter(|board| board.calendar().is_some()) else { return html! {} };
    if let Err(refused) = board.may_book(&By { origin: Origin::Recipient, author: String::new() }) {
        return nothing(scene, page, &format!("track-told-{}", told(&refused)));
    }
    let mut offered = board.offer(MOST);
    if let Some(from) = asking.from.filter(|from| offered.iter().any(|choice| choice.date() >= *from)) {
        offered.retain(|choice| choice.date() >= from);
    }
    let days: Vec<&[Choice]> = offered.chunk_by(|one, next| one.date() == next.date()).collect();
    if days.is_empty() {
        return nothing(scene, page, "track-window-none");
    }
    let shown = shown(&days);
    let later = days.get(shown).and_then(|day| day.first());
    let messages = page.messages;
    let booked = board.service().booking.is_some();
    let fields = html! {
        fieldset {
            legend { (messages.text("track-window", &[])) }
            @for day in days.iter().take(shown) {
                (of_day(day, page))
            }
        }
        @if let Some(later) = later {
            @let lang = asking.chosen.map(|language| format!("&lang={}", language.tag())).unwrap_or_default();
            p { a href={ (page.path) "?from=" (later.date()) (lang) "#windows" } { (messages.text("track-window-later", &[])) } }
        }
    };
    html! {
        details #windows open[!booked || asking.from.is_some() || page.sent_to("window")] {
            summary { (messages.text(if booked { "track-move" } else { "track-choose" }, &[])) }
            (page.form("window", &fields))
        }
    }
}

fn nothing(scene: &Scene, page: &Page<'_>, why: &str) -> Markup {
    html! {
        section #windows aria-labelledby="no-windows" {
            h2 #no-windows { (page.messages.text("track-window-over", &[])) }
            p { (page.messages.text(why, &[])) }
            (Brand::of(scene).contact(page.messages))
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

fn of_day(day: &[Choice], page: &Page<'_>) -> Markup {
    let (messages, typed) = (page.messages, page.typed("window", "window"));
    let Some(first) = day.first() else { return html! {} };
    html! {
        div.day role="group" aria-label=(messages.weekday(first.date())) {
            p aria-hidden="true" { (messages.weekday(first.date())) }
            div.pick {
                @for choice in day {
                    @let id = choice.window.id();
                    label {
                        input type="radio" name="window" value=(id) checked[typed.as_deref() == Some(&*id.to_string())] required;
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
