//! A message as it would be written, without sending it.

use domain::id::{MessageId, ServiceId};
use domain::message::{Channel, Chosen, Facts, Message, Occasion, Picked, State, Tag, Template, Text};
use domain::shift::Shift;
use domain::sms::Size;
use edge::{Fields, Problem, Reply, Request, WireProblem};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use messenger::Tags;
use store::keys;

use crate::seen::{OF_ACCOUNT, see};
use crate::wire::previews as wire;
use crate::words::Words;
use crate::{Deps, mail, wire as common};

/// Writes a notice in the words that are asked for and sends nothing: with the data of a service, or with sample data.
/// Mistakes in a text are part of the answer, each with its place.
#[utoipa::path(post, path = "/v1/message-previews", tag = "Messages",
    request_body = wire::NewPreview,
    responses((status = 200, body = wire::Preview), (status = 404, body = WireProblem), (status = 422, body = WireProblem)))]
pub async fn make(deps: &Deps, request: &Request) -> Result<Reply, Problem> {
    let asked = request.json::<wire::NewPreview>()?;
    let (scope, now) = (request.scope()?, request.at());
    let mut fields = Fields::new();
    let own = asked.own_text();
    let chosen = asked.chosen().read(&mut fields, "");
    let language = asked.language(&mut fields);
    let gone = || Problem::not_found("service");
    let service = asked.service.as_deref().map(str::parse::<ServiceId>).transpose().map_err(|_| gone())?;
    let mut chosen = fields.all(chosen)?;

    let problems = match own {
        Some(text) => match Text::new(text, chosen.notice, chosen.channel == Channel::Sms) {
            Ok(text) => {
                chosen.template = Template::Custom { text };
                Vec::new()
            }
            Err(mistakes) => mistakes.iter().map(wire::Mistake::from).collect(),
        },
        None => Vec::new(),
    };
    if !problems.is_empty() {
        return Ok(Reply::ok(&wire::Preview::broken(&chosen, problems)));
    }
    let Some(service) = service else {
        let language = language.unwrap_or(common::language(deps, request).await?);
        let key = keys::message_settings::<domain::message::Settings>(scope, OF_ACCOUNT);
        let settings = deps.gate.store().read(&key, now).await?.map(|stored| stored.value).unwrap_or_default();
        let words = Words::of(sample(now), &chosen, language, settings.segments);
        return Ok(Reply::ok(&wire::Preview::new(&chosen, language, &words, None, settings.segment_micros)));
    };
    let occasion = Occasion {
        service,
        notice: chosen.notice,
        mark: String::new(),
        event: None,
        at: now,
        answers: chosen.notice.answers(),
    };
    let seen = see(deps, scope.account(), &occasion).await?.ok_or_else(gone)?;
    if !request.caller()?.visibility().sees(&seen.service.value.placement()) {
        return Err(gone());
    }
    let language = language.unwrap_or_else(|| seen.language());
    let words = Words::of(seen.facts(&occasion), &chosen, language, seen.settings.segments);
    let html = (chosen.channel == Channel::Email).then(|| html(deps, &seen, &occasion, &chosen, language, &words));
    let shown = wire::Preview::new(&chosen, language, &words, html, seen.of_account.segment_micros);
    Ok(Reply::ok(&shown))
}

fn html(
    deps: &Deps,
    seen: &crate::seen::Seen,
    occasion: &Occasion,
    chosen: &Chosen,
    language: domain::language::Language,
    words: &Words,
) -> String {
    let id = MessageId::new(deps.gate.fresh());
    let state = State::Sending { since: occasion.at };
    let mut message = Message::begun(id, occasion.clone(), chosen.channel, language, state);
    message.subject.clone_from(&words.subject);
    let tags = Tags { account: seen.scope.account(), message: id, event: None, service: None };
    mail::write(seen, &message, words, ("", "preview@example.com"), tags).html
}

/// A delivery of tomorrow, as lengthy as usual ones.
fn sample(now: Timestamp) -> Facts {
    let zone = TimeZone::get("America/Sao_Paulo").unwrap_or(TimeZone::UTC);
    let today = now.to_zoned(zone.clone()).date();
    let day = |days: i64| today.saturating_add(days.days());
    let picked = |n, days, shift| Picked { n: Some(n), date: day(days), shift, hours: None };
    let mut facts = Facts::new("Loja São João".to_owned(), zone);
    facts.first_name = Some("Conceição".to_owned());
    facts.invoice = Some("12345/1".to_owned());
    facts.order_number = Some("v-1001".to_owned());
    facts.delivery_day = Some(day(1));
    facts.link = Some("https://entregas.example/t/0123456789ABCDEFGHIJKL".to_owned());
    facts.non_delivery_reason = Some("Ninguém em casa".to_owned());
    facts.route_until = Some(day(3));
    facts.arrival = now.checked_add(90.minutes()).ok();
    facts.set_out = Some(now);
    facts.window = Some(Picked { n: None, date: day(1), shift: Shift::Afternoon, hours: None });
    facts.choices = vec![picked(1, 1, Shift::Morning), picked(2, 1, Shift::Afternoon), picked(3, 2, Shift::Afternoon)];
    facts
}

impl wire::Preview {
    fn broken(chosen: &Chosen, problems: Vec<wire::Mistake>) -> Self {
        Self { problems, ..Self::empty(chosen) }
    }

    fn new(
        chosen: &Chosen,
        language: domain::language::Language,
        words: &Words,
        html: Option<String>,
        price: Option<u64>,
    ) -> Self {
        let size: Option<Size> = words.size;
        let whole = match &chosen.template {
            Template::Custom { text } => text.as_str().to_owned(),
            built_in => i18n::recipient::draft(chosen.notice, built_in, language),
        };
        let cut = size.is_some() && words.facts.link.as_deref().is_some_and(|_| words.sent.contains("..."));
        Self {
            subject: words.subject.clone(),
            text: Some(words.sent.clone()),
            html,
            language: Some(language.tag()),
            encoding: size.map(|size| common::encoding(size.encoding)),
            units: size.map(|size| size.units),
            segments: size.map(|size| size.segments),
            left: size.map(|size| size.left),
            cost_micros: size.zip(price).map(|(size, price)| u64::from(size.segments).saturating_mul(price)),
            cut,
            tags: Tag::ALL.into_iter().filter(|tag| whole.contains(&tag.to_string())).map(Tag::name).collect(),
            ..Self::empty(chosen)
        }
    }
}
