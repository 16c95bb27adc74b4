//! The page itself.

use bytes::Bytes;
use domain::language::Language;
use domain::register::VehicleType;
use domain::said::Said;
use domain::service::Status;
use edge::{Problem, Reply, Request, credentials};
use i18n::Messages;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use store::Stored;

use crate::asked::Told;
use crate::form::Form;
use crate::forms::Sent;
use crate::frame::{self, Brand, Framed};
use crate::scene::{Asking, Scene, Subject, View};
use crate::{Deps, approach, asked, consent, device, evidence, forms, history, map, watch, windows};

/// The language chosen on the page.
pub(crate) fn chosen(request: &Request) -> Option<Language> {
    request.query("lang").ok().flatten().and_then(|tag| tag.parse().ok())
}

/// The day from which on windows are looked at.
pub(crate) fn from(request: &Request) -> Option<Date> {
    request.query("from").ok().flatten().and_then(|day| day.parse().ok())
}

/// A moment in the words of who reads it, where it happens.
pub(crate) fn moment(messages: &Messages, at: Timestamp, zone: &TimeZone) -> String {
    let there = at.to_zoned(zone.clone());
    format!("{}, {}", messages.weekday(there.date()), messages.time(there.time()))
}

/// Shows how a service stands to whoever has its link. Nothing changes by it, whoever opens it and how often. Asked
/// again by `If-None-Match`, it costs one batch read while nothing has changed.
///
/// # Responses
/// - 200: the page.
/// - 304: nothing has changed.
/// - 404, 410, 429: a page that says what to do.
pub(crate) async fn show(deps: &Deps, request: &Request, view: View) -> Result<Reply, Problem> {
    let scope = request.scope()?;
    let link = &request.opened()?.digest;
    let told = request.query("told")?.and_then(|told| asked::TOLD.into_iter().find(|known| *known == told));
    let known = device::is_known(deps, request)?;
    let asking = asking(request, view, told, known);
    let seen = request.header("if-none-match");
    if let (Some(seen), Some(things)) = (seen, deps.watched.of(link)) {
        let tag = watch::look(deps, request, &things).await?.tag(deps, request, &asking);
        if seen.contains(&tag) {
            return Ok(unchanged(&tag));
        }
    }
    let subject = Subject::read(deps, request).await?;
    let found = Box::pin(watch::before(deps, request, &subject)).await?;
    let scene = Box::pin(Scene::read(deps, request, subject, &asking)).await?;
    let (things, looked) = found.with(scope, &scene).parts();
    deps.watched.note(link, things);
    let tag = looked.tag(deps, request, &asking);
    if seen.is_some_and(|seen| seen.contains(&tag)) {
        return Ok(unchanged(&tag));
    }
    Ok(draw(deps, request, &scene, (&asking, None), &tag))
}

/// Shows the page once more in answer to a form that was not taken, with what was typed into it and why. `known` says
/// that the device has just become known.
pub(crate) async fn again(
    deps: &Deps,
    request: &Request,
    form: &Form,
    (told, known): (Told, bool),
) -> Result<Reply, Problem> {
    let known = known || device::is_known(deps, request)?;
    let asking = asking(request, View::Page, Some(told), known);
    let subject = Subject::read(deps, request).await?;
    let found = Box::pin(watch::before(deps, request, &subject)).await?;
    let scene = Box::pin(Scene::read(deps, request, subject, &asking)).await?;
    let tag = found.with(request.scope()?, &scene).parts().1.tag(deps, request, &asking);
    let to = request.path().rsplit('/').next().unwrap_or_default();
    Ok(draw(deps, request, &scene, (&asking, Some(Sent { to, form })), &tag))
}

fn asking(request: &Request, view: View, told: Option<Told>, known: bool) -> Asking {
    Asking { view, chosen: chosen(request), preferred: request.language(), told, known, from: from(request) }
}

fn unchanged(tag: &str) -> Reply {
    Reply::bytes(200, "text/html; charset=utf-8", Bytes::new())
        .with_header("etag", tag)
        .with_header("cache-control", "private, no-cache")
}

fn draw(
    deps: &Deps,
    request: &Request,
    scene: &Scene,
    (asking, sent): (&Asking, Option<Sent<'_>>),
    tag: &str,
) -> Reply {
    let messages = Messages::for_language(scene.language);
    let path = format!("/t/{}", request.param("token"));
    let headline = headline(scene, messages);
    let page = forms::Page {
        path: &path,
        suffix: asking.whole_suffix(),
        // The same page sends the same key, so that a form sent twice has its effect once.
        key: credentials::secret_hash(deps.gate.keys().link.bytes(), tag.as_bytes()).chars().take(32).collect(),
        question: scene.subject.question().filter(|_| !asking.known),
        wrong: sent.is_some() && asking.told == Some("wrong-digits"),
        sent,
        messages,
    };
    let main = match asking.view {
        View::Page => whole(deps, scene, asking, &page, &headline),
        View::Map => map::main(scene, &path, asking, messages),
    };
    let title = format!("{headline} · {}", scene.brand());
    // An answer to a form stands at the address of the form: whoever looks for changes asks for the page itself.
    let own = page.sent.as_ref().map(|_| format!("{path}{}", page.suffix));
    let status = if page.sent.is_some() { 422 } else { 200 };
    let path = if asking.view == View::Map { format!("{path}/map") } else { path.clone() };
    let photo = scene.comes.photo.as_deref().and_then(frame::origin).map(|origin| format!(" {origin}"));
    let pictures = &format!("{}{}", deps.pictures, photo.unwrap_or_default());
    let streets = deps.streets.as_deref().filter(|_| asking.view == View::Map);
    Framed {
        language: scene.language,
        title: &title,
        brand: Brand::of(scene),
        main,
        tag: Some(tag),
        path: Some(&path),
        own: own.as_deref(),
        pictures,
        streets,
        packed: request.header("accept-encoding").is_some_and(|taken| edge::accepts_encoding(taken, "gzip")),
    }
    .reply(status)
}

/// All of the page but its frame.
fn whole(deps: &Deps, scene: &Scene, asking: &Asking, page: &forms::Page<'_>, headline: &str) -> Markup {
    let messages = page.messages;
    html! {
        main {
            @if let Some(told) = asking.told { (told_box(messages, told)) }
            header {
                h1 { (headline) }
                (when(scene, messages))
                (approach::forecast(scene, messages))
                (steps(scene, messages))
                (approach::to_map(scene, page.path, asking, messages))
            }
            div {
                (comes(scene, messages))
                (evidence::evidence(scene, page, asking))
                (windows::choices(scene, page, asking))
                (forms::rating(scene, page))
                (history::history(scene, messages))
            }
            div {
                (facts(scene, messages))
                (siblings(deps, scene, messages))
                (forms::instructions(scene, page))
                (consent::messages(&scene.wants, scene.brand(), page))
            }
        }
    }
}

fn told_box(messages: &Messages, told: &str) -> Markup {
    let good = matches!(told, "known" | "noted" | "rated" | "booked" | "stopped" | "started");
    html! { p #told .told .bad[!good] role="status" data-told=(told) { (messages.text(&format!("track-told-{told}"), &[])) } }
}

/// What a driver at the door or on the way is more than a status of ours.
fn headline(scene: &Scene, messages: &Messages) -> String {
    let there = scene.state.attempts.last().is_some_and(|attempt| attempt.arrived_at.is_some());
    // What somebody tried to bring is not being prepared.
    if scene.state.status == Status::Active && !scene.state.attempts.is_empty() {
        return messages.text("track-step-again", &[]);
    }
    let name = match scene.state.status {
        Status::UnderWay if there => "arrived",
        status => status.name(),
    };
    let name = name.replace('_', "-");
    messages.text(&format!("track-status-{name}"), &[("kind", scene.service().kind.name().into())])
}

/// What was promised, as long as it still may be kept, and why something did not succeed.
fn when(scene: &Scene, messages: &Messages) -> Markup {
    let failure = scene.state.failure.and_then(|(reason, _)| scene.reasons.get(&reason));
    // Who is on the way may come late; else nobody comes at a time that is over.
    let comes = matches!(scene.state.status, Status::UnderWay | Status::Paused);
    let today = scene.now.to_zoned(scene.zone.clone()).date();
    let scheduled = scene.service().describing.scheduled.filter(|day| comes || *day >= today);
    let scheduled = scheduled.map(|day| messages.weekday(day));
    let deadline = scene.service().promise.as_ref().and_then(|promise| promise.deadline);
    let deadline = deadline.filter(|at| comes || *at > scene.now);
    let deadline = deadline.map(|at| messages.weekday(at.to_zoned(scene.zone.clone()).date()));
    let (key, day) = match (&scheduled, &deadline) {
        (Some(day), _) => ("track-when-day", Some(day)),
        (None, Some(day)) => ("track-when-until", Some(day)),
        (None, None) => ("track-when-open", None),
    };
    let args = day.map(|day| ("day", day.as_str().into()));
    let booked = windows::booked(scene).filter(|(_, ends)| comes || *ends > scene.now);
    let booked = booked.map(|(window, _)| windows::told_of(window, messages));
    // Who is told the hour need not be told the day.
    let nearer = booked.is_none() && scene.approach.as_ref().is_some_and(|approach| approach.arrival.is_ok());
    html! {
        @if let Some(reason) = failure { p.when { (reason) } }
        @if !scene.state.status.is_final() && scene.state.status != Status::Failed && !nearer {
            p.when { (booked.unwrap_or_else(|| messages.text(key, args.as_slice()))) }
        }
    }
}

/// Four steps, of which the last that is reached is the present one; none where it ended otherwise.
fn steps(scene: &Scene, messages: &Messages) -> Markup {
    let reached = match scene.state.status {
        Status::Active => 1,
        Status::Routed => 2,
        Status::UnderWay | Status::Paused | Status::Failed => 3,
        Status::Done => 4,
        Status::Returned | Status::CancelledByOffice | Status::CancelledByRecipient => return html! {},
    };
    let kind = scene.service().kind.name();
    let names = ["track-bar-received", "track-bar-planned", "track-bar-on-the-way", "track-bar-done"];
    html! {
        ol.steps {
            @for (n, name) in (1..).zip(names) {
                li.done[n <= reached] aria-current=[(n == reached).then_some("step")] {
                    (messages.text(name, &[("kind", kind.into())]))
                }
            }
        }
    }
}

/// Who comes, while somebody does.
fn comes(scene: &Scene, messages: &Messages) -> Markup {
    let Some(driver) = &scene.comes.driver else { return html! {} };
    let initial: String = driver.chars().take(1).collect();
    let vehicle = scene.comes.vehicle.as_ref().map(|vehicle| {
        let kind = messages.text(&format!("track-vehicle-{}", vehicle_name(vehicle.value.facts.vehicle_type)), &[]);
        vehicle.value.facts.plate.as_ref().map_or_else(|| kind.clone(), |plate| format!("{kind} · {}", plate.as_str()))
    });
    html! {
        section aria-labelledby="driver" {
            h2 #driver { (messages.text("track-driver", &[])) }
            div.person {
                @if let Some(photo) = &scene.comes.photo { img src=(photo) alt="" referrerpolicy="no-referrer"; }
                @else { span aria-hidden="true" { (initial) } }
                div {
                    p { (driver) }
                    @if let Some(vehicle) = vehicle { p.soft { (vehicle) } }
                }
            }
        }
    }
}

const fn vehicle_name(kind: VehicleType) -> &'static str {
    match kind {
        VehicleType::Truck => "truck",
        VehicleType::Van => "van",
        VehicleType::Car => "car",
        VehicleType::Motorcycle => "motorcycle",
        VehicleType::Bicycle => "bicycle",
    }
}

/// What is brought, and where.
fn facts(scene: &Scene, messages: &Messages) -> Markup {
    let service = scene.service();
    let customer = scene.subject.customer.as_ref();
    let address = customer.and_then(|customer| customer.address(service.address));
    // A link may be passed on: the street is enough to know the place by, and too little to find the door.
    let place = address.map(|address| {
        let city = address.city.as_ref().map(|city| format!(", {city}")).unwrap_or_default();
        format!("{}{city}", address.street)
    });
    let packages = u32::try_from(service.describing.packages.len()).unwrap_or(u32::MAX);
    let label = |key: &str| messages.text(&format!("track-fact-{key}"), &[]);
    html! {
        section aria-labelledby="facts" {
            h2 #facts { (messages.text("track-facts", &[("kind", service.kind.name().into())])) }
            dl {
                dt { (label("code")) } dd { (service.code.spoken()) }
                @if let Some(order) = &service.describing.order { dt { (label("order")) } dd { (order) } }
                @if let Some(customer) = customer { dt { (label("to")) } dd { (customer.first_name) } }
                @if let Some(place) = place { dt { (label("place")) } dd { (place) } }
                @if packages > 0 {
                    dt { (label("packages")) }
                    dd {
                        (messages.text("track-packages", &[("count", packages.into())]))
                        @if packages > 1 {
                            ul.plain { @for package in &service.describing.packages { li.soft { (package.barcode) } } }
                        }
                    }
                }
            }
        }
    }
}

/// The other services of the order, with their pages.
fn siblings(deps: &Deps, scene: &Scene, messages: &Messages) -> Markup {
    if scene.siblings.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="siblings" {
            h2 #siblings { (messages.text("track-siblings", &[])) }
            ul.plain {
                @for Stored { value: other, .. } in &scene.siblings {
                    @let status = other.status().name().replace('_', "-");
                    @let url = edge::links::tracking(&deps.gate, other);
                    @let path = url.find("/t/").and_then(|at| url.get(at..)).unwrap_or_default();
                    li {
                        a href=(path) { (other.code.spoken()) } " "
                        span.soft { (messages.text(&format!("track-status-{status}"), &[("kind", other.kind.name().into())])) }
                    }
                }
            }
        }
    }
}

/// What the recipient has said so far.
pub(crate) fn said(scene: &Scene) -> Said {
    scene.said.as_ref().map(|stored| stored.value.clone()).unwrap_or_default()
}
