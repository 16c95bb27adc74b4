//! What the recipient asks for: forms that lead back to the page.

use std::collections::BTreeMap;

use domain::event::EventKind;
use domain::id::EventId;
use domain::said::{self, Said};
use domain::service::{Service, Text};
use domain::timeline::Happened;
use edge::{Problem, Reply, Request, save_once};
use store::{Commit, Stored, keys};

use crate::device::{self, Answered};
use crate::form::Form;
use crate::scene::Subject;
use crate::{Deps, page};

/// What a form came to: the page that it leads back to says so.
pub(crate) type Told = &'static str;

/// Everything that a form can come to. The last part of a text of the page.
pub(crate) const TOLD: [Told; 18] = [
    "booked",
    "full",
    "too-late",
    "moved-enough",
    "no-other-day",
    "goes-back",
    "under-way",
    "stopped",
    "started",
    "known",
    "noted",
    "rated",
    "wrong-digits",
    "locked",
    "ended",
    "rated-already",
    "no-address",
    "not-taken",
];

/// A device says whose it is.
pub(crate) async fn identify(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (form, subject) = (Form::read(request)?, Subject::read(deps, request).await?);
    Ok(match device::answer(deps, request, &subject, &form).await? {
        Answered::Known => back(request, "known"),
        Answered::New(cookie) => back(request, "known").with_header("set-cookie", &cookie),
        Answered::Wrong => Box::pin(page::again(deps, request, &form, ("wrong-digits", false))).await?,
        Answered::Locked => Box::pin(page::again(deps, request, &form, ("locked", false))).await?,
    })
}

/// Takes down what the driver should know.
pub(crate) async fn instruct(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    carry_out(deps, request, "noted", EventKind::ServiceInstructed, |form, said, service| {
        let (Ok(instructions), Ok(safe_place)) = (text(form, "instructions"), text(form, "safePlace")) else {
            return Err("not-taken");
        };
        let said = said.instruct(service.status(), instructions, safe_place).map_err(refused)?;
        Ok((said, BTreeMap::new()))
    })
    .await
}

/// Takes down how it was.
pub(crate) async fn rate(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let at = request.at();
    carry_out(deps, request, "rated", EventKind::ServiceRated, |form, said, service| {
        let stars = form.digits("stars").parse().unwrap_or_default();
        let comment = text(form, "comment").map_err(|()| "not-taken")?;
        let said = said.rate(service.status(), stars, comment, at).map_err(refused)?;
        Ok((said, BTreeMap::from([("stars".to_owned(), stars.to_string())])))
    })
    .await
}

/// What is said from now on, and what the timeline tells of it.
type Decided = Result<(Said, BTreeMap<String, String>), Told>;

/// Carries out what a known device, or one that says whose it is, asks for: once, however often the form is sent.
async fn carry_out(
    deps: &Deps,
    request: &Request,
    done: Told,
    kind: EventKind,
    decide: impl Fn(&Form, &Said, &Service) -> Decided,
) -> Result<Reply, Problem> {
    let (form, subject) = (Form::read(request)?, Subject::read(deps, request).await?);
    let cookie = match device::answer(deps, request, &subject, &form).await? {
        Answered::Known => None,
        Answered::New(cookie) => Some(cookie),
        Answered::Wrong => return Box::pin(page::again(deps, request, &form, ("wrong-digits", false))).await,
        Answered::Locked => return Box::pin(page::again(deps, request, &form, ("locked", false))).await,
    };
    let scope = request.scope()?;
    let told = |reply: Reply| cookie.as_ref().map_or(reply.clone(), |cookie| reply.with_header("set-cookie", cookie));
    // What cannot be taken whatever else is said is given back to be put right.
    if let Err(why @ ("not-taken" | "no-address")) = decide(&form, &Said::default(), &subject.service.value) {
        return Box::pin(page::again(deps, request, &form, (why, true))).await.map(told);
    }
    let asked = request.form_idempotency(&form.line("key"));
    let reply = save_once(&deps.gate, scope, request.at(), Some(&asked), async |commit| {
        let before = Subject::read(deps, request).await?.service;
        let key = keys::said(scope, before.value.id);
        let said = deps.gate.store().read(&key, request.at()).await?;
        let now = said.as_ref().map(|stored| stored.value.clone()).unwrap_or_default();
        match decide(&form, &now, &before.value) {
            Err(told) => Ok((commit, back(request, told))),
            Ok((after, data)) => {
                let commit = match &said {
                    Some(said) => commit.replace("said", &key, said.version, &after),
                    None => commit.create("said", &key, &after),
                };
                Ok((write(deps, request, commit, &before, kind, data)?, back(request, done)))
            }
        }
    })
    .await?;
    Ok(told(reply))
}

fn write(
    deps: &Deps,
    request: &Request,
    commit: Commit,
    before: &Stored<Service>,
    kind: EventKind,
    data: BTreeMap<String, String>,
) -> Result<Commit, Problem> {
    let (scope, at) = (request.scope()?, request.at());
    let happened = Happened {
        id: EventId::new(deps.gate.fresh()),
        kind: String::new(),
        author: request.caller()?.author(),
        place: None,
        happened_at: at,
        arrived_at: at,
        data,
    };
    let mut service = before.value.clone();
    let commit = commit.record(scope, &mut service, kind, happened);
    Ok(commit.replace_service(scope, before, &service))
}

/// A field that may be empty. Lines become one: what is read out has none.
fn text<const LONGEST: usize>(form: &Form, name: &str) -> Result<Option<Text<LONGEST>>, ()> {
    let line = form.line(name);
    if line.is_empty() { Ok(None) } else { Text::new(&line).map(Some).map_err(|_| ()) }
}

const fn refused(refused: said::Refused) -> Told {
    match refused {
        said::Refused::Ended => "ended",
        said::Refused::RatedAlready => "rated-already",
        said::Refused::Address => "no-address",
        said::Refused::NotEnded | said::Refused::Stars => "not-taken",
    }
}

/// To the page, which says what the form came to.
pub(crate) fn back(request: &Request, told: Told) -> Reply {
    let chosen = page::chosen(request).map(|language| format!("&lang={}", language.tag())).unwrap_or_default();
    let from = page::from(request).map(|day| format!("&from={day}")).unwrap_or_default();
    Reply::see_other(&format!("/t/{}?told={told}{chosen}{from}#told", request.param("token")))
}
