//! Whether the recipient wants messages.

use domain::consent::Consent;
use domain::phone::Phone;
use domain::reply::Intent;
use edge::{Problem, Reply, Request, contact, save_once};
use maud::{Markup, html};
use store::{Commit, Key, Stored, keys};

use crate::asked::back;
use crate::device::{self, Answered};
use crate::form::Form;
use crate::forms::Page;
use crate::scene::Subject;
use crate::{Deps, page};

/// What a recipient is written to at: the names that what they want is kept under.
struct Contacts {
    number: Option<String>,
    mail: Option<String>,
}

impl Contacts {
    fn of(deps: &Deps, request: &Request, subject: &Subject) -> Result<Self, Problem> {
        let scope = request.scope()?;
        let customer = subject.customer.as_ref();
        let country = customer.and_then(|one| one.address(subject.service.value.address)).map(|one| one.country);
        let phone = customer.and_then(|one| one.phone.as_ref());
        // As messages read it.
        let country = country.or(subject.account.value.country);
        let phone = phone.and_then(|phone| Phone::new(country, phone.as_str()).ok());
        let mail = customer.and_then(|one| one.email.as_ref());
        Ok(Self {
            number: phone.map(|phone| deps.gate.number(&phone).as_str().to_owned()),
            mail: mail.map(|mail| contact(&deps.gate, scope, mail.as_str())),
        })
    }
}

/// What the recipient has said about messages to the number and to the address, as far as there is one.
#[derive(Clone, Debug)]
pub(crate) struct Wants {
    /// Whether SMS are stopped.
    sms: Option<bool>,
    /// Whether mail is stopped.
    mail: Option<bool>,
}

/// What it is kept under.
pub(crate) fn kept(deps: &Deps, request: &Request, subject: &Subject) -> Result<Vec<Key<Consent>>, Problem> {
    let (scope, Contacts { number, mail }) = (request.scope()?, Contacts::of(deps, request, subject)?);
    Ok(number.iter().chain(&mail).map(|contact| keys::consent(scope, contact)).collect())
}

/// Reads it.
pub(crate) async fn wants(deps: &Deps, request: &Request, subject: &Subject) -> Result<Wants, Problem> {
    let (scope, Contacts { number, mail }) = (request.scope()?, Contacts::of(deps, request, subject)?);
    let stopped = async |contact: Option<String>| -> Result<Option<bool>, Problem> {
        let Some(contact) = contact else { return Ok(None) };
        let found: Option<Stored<Consent>> =
            deps.gate.store().read(&keys::consent(scope, &contact), request.at()).await?;
        Ok(Some(found.is_some_and(|stored| stored.value.stopped)))
    };
    let (sms, mail) = tokio::try_join!(stopped(number), stopped(mail))?;
    Ok(Wants { sms, mail })
}

/// Stops messages of the account to this recipient, or allows them again: all, or those of the way that is named.
pub(crate) async fn change(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (form, subject) = (Form::read(request)?, Subject::read(deps, request).await?);
    let cookie = match device::answer(deps, request, &subject, &form).await? {
        Answered::Known => None,
        Answered::New(cookie) => Some(cookie),
        Answered::Wrong => return Box::pin(page::again(deps, request, &form, ("wrong-digits", false))).await,
        Answered::Locked => return Box::pin(page::again(deps, request, &form, ("locked", false))).await,
    };
    let Contacts { number, mail } = Contacts::of(deps, request, &subject)?;
    let (intent, told) = match &*form.line("want") {
        "yes" => (Intent::Start, "started"),
        _ => (Intent::Stop, "stopped"),
    };
    let (number, mail) = match &*form.line("by") {
        "sms" => (number, None),
        "mail" => (None, mail),
        _ => (number, mail),
    };
    let contacts: Vec<String> = number.into_iter().chain(mail).collect();
    hear(deps, request, &contacts, intent).await?;
    let reply = back(request, told);
    Ok(cookie.map_or(reply.clone(), |cookie| reply.with_header("set-cookie", &cookie)))
}

/// Leads to where messages are stopped: the address that a mail names for leaving its list.
pub(crate) fn offer(request: &Request) -> Reply {
    Reply::see_other(&format!("/t/{}#messages", request.param("token")))
}

/// Stops mail to this recipient's address: what a mail program sends when its reader leaves the list (RFC 8058). It
/// asks for nothing, since such a program cannot answer.
pub(crate) async fn leave(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let (form, subject) = (Form::read(request)?, Subject::read(deps, request).await?);
    if form.line("List-Unsubscribe") != "One-Click" {
        return Ok(offer(request));
    }
    let mail = Contacts::of(deps, request, &subject)?.mail;
    hear(deps, request, &mail.into_iter().collect::<Vec<_>>(), Intent::Stop).await?;
    Ok(back(request, "stopped"))
}

async fn hear(deps: &Deps, request: &Request, contacts: &[String], intent: Intent) -> Result<(), Problem> {
    let (scope, now) = (request.scope()?, request.at());
    save_once(&deps.gate, scope, now, None, async |commit| {
        let mut commit: Commit = commit;
        for contact in contacts {
            let before = deps.gate.store().read(&keys::consent(scope, contact), now).await?;
            let consent: Consent = before.as_ref().map(|stored| stored.value).unwrap_or_default();
            let heard = consent.hear(intent, now).consent;
            if heard != consent {
                commit = commit.hear(scope, contact, before.as_ref(), &heard);
            }
        }
        Ok((commit, Reply::no_content()))
    })
    .await?;
    Ok(())
}

/// What stops messages, or allows them again. Where SMS and mail stand apart, each has a form of its own.
pub(crate) fn messages(wants: &Wants, brand: &str, page: &Page<'_>) -> Markup {
    let ways: Vec<(&str, bool)> = match (wants.sms, wants.mail) {
        (None, None) => return html! {},
        (Some(sms), Some(mail)) if sms != mail => vec![("sms", sms), ("mail", mail)],
        (sms, mail) => sms.or(mail).map(|stopped| ("all", stopped)).into_iter().collect(),
    };
    let text = |way: &str, want: &str| {
        let key = if way == "all" { format!("track-messages-{want}") } else { format!("track-messages-{way}-{want}") };
        page.messages.text(&key, &[("brand", brand.into())])
    };
    html! {
        details #messages open[page.sent_to("messages")] {
            summary { (page.messages.text("track-messages", &[])) }
            @for (way, stopped) in ways {
                @let want = if stopped { "yes" } else { "no" };
                (page.form_as("messages", way, &html! {
                    p { (text(way, want)) }
                    input type="hidden" name="want" value=(want);
                    input type="hidden" name="by" value=(way);
                }))
            }
        }
    }
}
