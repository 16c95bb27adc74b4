//! Messages to recipients, in their language: the built-in texts, and the values of the tags in texts of one's own.

use domain::conversation::Doubt;
use domain::language::Language;
use domain::message::{Facts, Notice, Picked, Tag, Template, Text, Values};
use domain::shift::Shift;
use domain::sms;
use jiff::civil::{Date, Time};

use crate::{Arg, Messages};

/// Segments that a short message takes unless the merchant says otherwise.
pub const SEGMENTS: u32 = 1;

/// The values of all tags, in words of a language.
#[must_use]
pub fn values(facts: &Facts, template: &Template, language: Language) -> Values {
    let messages = Messages::for_language(language);
    let mut values = Values::default();
    values.note(Tag::Logo, facts.logo.clone());
    values.note(Tag::ShipperName, facts.shipper_name.clone());
    values.note(Tag::ShipperCustomerFirstName, facts.first_name.clone());
    values.note(Tag::InvoiceOrderOfService, facts.invoice.clone());
    values.note(Tag::OrderNumber, facts.order_number.clone());
    values.note(Tag::Link, facts.link.clone());
    values.note(Tag::NonDeliveryReason, facts.non_delivery_reason.as_deref().map(sentence));
    let day = facts.window.map(|window| window.date).or(facts.delivery_day);
    values.note(Tag::DeliveryDay, day.map(|date| short_day(messages, date)));
    values.note(Tag::ItinerantDate, facts.route_until.or(day).map(|date| short_day(messages, date)));
    values.note(Tag::Hec, facts.arrival_time().map(|time| messages.time(time)));
    values.note(Tag::OutForDelivery, facts.set_out_time().map(|time| messages.time(time)));
    let period = |shift: Shift| messages.text(&format!("period-{}", shift.name()), &[]);
    let narrow = facts.window.and_then(|window| window.hours).map(|hours| between(messages, hours));
    values.note(Tag::Period, narrow.or_else(|| facts.shift().map(period)));
    let up_to = match template {
        Template::UpTo { time } => Some(*time),
        _ => facts.window.and_then(|window| window.hours).map(|(_, end)| end).or_else(|| facts.arrival_time()),
    };
    values.note(Tag::UpTo, up_to.map(|time| messages.time(time)));
    let minutes = if let Template::Interval { minutes } = template { *minutes } else { 60 };
    values.note(Tag::Interval, facts.band(minutes).map(|band| between(messages, band)));
    if !facts.choices.is_empty() {
        let choices: Vec<String> = facts.choices.iter().map(|choice| self::choice(messages, choice)).collect();
        values.note(Tag::Choices, choices.join(", "));
    }
    values
}

/// A reason as a sentence of its own.
fn sentence(reason: &str) -> String {
    let reason = reason.trim();
    if reason.is_empty() || reason.ends_with(['.', '!', '?']) { reason.to_owned() } else { format!("{reason}.") }
}

/// `ter 24/11`, `Tue Nov 24`.
fn short_day(messages: &Messages, date: Date) -> String {
    let first: String = messages.weekday(date).chars().take(3).collect();
    format!("{first} {}", messages.short_date(date))
}

fn between(messages: &Messages, (from, to): (Time, Time)) -> String {
    let (from, to) = (messages.time(from), messages.time(to));
    messages.text("interval-between", &[("from", Arg::from(&from)), ("to", Arg::from(&to))])
}

/// `1 qua 25/11 manhã`, or with its hours where the windows are narrower than that: `1 qua 25/11 8-10h`.
fn choice(messages: &Messages, picked: &Picked) -> String {
    let day = short_day(messages, picked.date);
    let number = picked.n.map(|n| format!("{n} ")).unwrap_or_default();
    let part = match picked.hours {
        Some((from, to)) => format!("{}-{}", hour(from), hour(to)),
        None => messages.text(&format!("choice-{}", picked.shift.name()), &[]),
    };
    format!("{number}{day} {part}")
}

fn hour(time: Time) -> String {
    if time.minute() == 0 { format!("{}h", time.hour()) } else { format!("{}h{:02}", time.hour(), time.minute()) }
}

/// The windows that can be chosen, each in a line of its own.
#[must_use]
pub fn choices(facts: &Facts, language: Language) -> Vec<String> {
    let messages = Messages::for_language(language);
    facts.choices.iter().map(|choice| self::choice(messages, &Picked { n: None, ..*choice })).collect()
}

/// The text of a notice before it is made a short message or a letter: the merchant's own, or the built-in one.
#[must_use]
pub fn text(notice: Notice, template: &Template, facts: &Facts, language: Language) -> String {
    if let Some(answer) = facts.answer.as_deref().filter(|_| notice == Notice::Answered) {
        return format!("{}: {answer}", facts.shipper_name);
    }
    let values = values(facts, template, language);
    let template = template.possible(notice, &values);
    match &template {
        Template::Custom { text } => text.fill_plain(&values),
        built_in => {
            let told = |tag: Tag| values.value(tag).unwrap_or_default().to_owned();
            let doubt = facts.doubt.filter(|_| notice == Notice::ReplyNotUnderstood);
            let filled = built_in_text((notice, doubt), built_in, language, values.has(&[Tag::Choices]), told);
            filled.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}

/// The built-in text with its tags in braces, for a merchant to start from.
#[must_use]
pub fn draft(notice: Notice, template: &Template, language: Language) -> String {
    built_in_text((notice, None), template, language, notice.fills(Tag::Choices), |tag| tag.to_string())
}

fn built_in_text(
    (notice, doubt): (Notice, Option<Doubt>),
    template: &Template,
    language: Language,
    choices: bool,
    told: impl Fn(Tag) -> String,
) -> String {
    let messages = Messages::for_language(language);
    let Some(key) = template.key(notice).or_else(|| Template::Standard.key(notice)) else { return String::new() };
    let of_doubt = doubt.map(|doubt| format!("{key}-{}", doubt.name())).filter(|key| messages.has(key));
    let key = of_doubt.unwrap_or(key);
    let with_choices = format!("{key}-choices");
    let key = if choices && messages.has(&with_choices) { with_choices } else { key };
    let filled: Vec<(&str, String)> = Tag::ALL.into_iter().map(|tag| (tag.name(), told(tag))).collect();
    let args: Vec<(&str, Arg<'_>)> = filled.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    messages.text(&key, &args)
}

/// A short message as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// Its text.
    pub text: String,
    /// How many windows stand in it whole, counted from the first one: no others can be answered.
    pub choices: usize,
}

/// The short message: in letters that SMS hold, cut to so many segments with its link whole. Of windows to choose from
/// the last ones go before anything is cut: half a choice cannot be answered.
#[must_use]
pub fn sms(notice: Notice, template: &Template, facts: &Facts, language: Language, segments: u32) -> Short {
    let written = |facts: &Facts| sms::plain(&text(notice, template, facts, language));
    let mut plain = written(facts);
    let mut fewer = facts.clone();
    while sms::Size::of(&plain).segments > segments && fewer.choices.len() > 1 {
        fewer.choices.pop();
        plain = written(&fewer);
    }
    let text = sms::fit(&plain, facts.link.as_deref(), segments);
    let messages = Messages::for_language(language);
    let shown = |choice: &&Picked| {
        let told = self::choice(messages, choice);
        text.contains(&told) || text.contains(&sms::plain(&told))
    };
    let choices = fewer.choices.iter().take_while(shown).count();
    Short { text, choices }
}

/// A text of a merchant's own with its tags filled in.
#[must_use]
pub fn filled(own: &Text, template: &Template, facts: &Facts, language: Language) -> String {
    own.fill_plain(&values(facts, template, language)).trim().to_owned()
}

/// The built-in subject of the same as an e-mail.
#[must_use]
pub fn subject(notice: Notice, doubt: Option<Doubt>, language: Language) -> String {
    let messages = Messages::for_language(language);
    let of_doubt = doubt.map(|doubt| format!("notice-{}-{}-subject", notice.name(), doubt.name()));
    let key = of_doubt.filter(|key| messages.has(key)).unwrap_or_else(|| format!("notice-{}-subject", notice.name()));
    messages.text(&key, &[])
}

#[cfg(test)]
mod tests {
    use domain::sms::{Encoding, Size};
    use jiff::civil::{date, time};
    use jiff::tz::TimeZone;

    use super::*;

    const LINK: &str = "https://entregas.example/t/0123456789ABCDEFGHIJKL";

    fn facts() -> Facts {
        let picked = |n, day, shift| Picked { n, date: date(2026, 11, day), shift, hours: None };
        let mut facts = Facts::new("Loja São João".to_owned(), TimeZone::get("America/Sao_Paulo").unwrap());
        facts.first_name = Some("Conceição".to_owned());
        facts.link = Some(LINK.to_owned());
        facts.non_delivery_reason = Some("Ninguém em casa".to_owned());
        facts.arrival = Some("2026-11-25T17:47:00Z".parse().unwrap());
        facts.window = Some(picked(None, 25, Shift::Afternoon));
        facts.choices = vec![
            picked(Some(1), 25, Shift::Morning),
            picked(Some(2), 25, Shift::Afternoon),
            picked(Some(3), 27, Shift::Afternoon),
        ];
        facts
    }

    fn sms(notice: Notice, template: &Template, facts: &Facts, language: Language, segments: u32) -> String {
        super::sms(notice, template, facts, language, segments).text
    }

    /// As many windows as a notice offers.
    fn facts_of(notice: Notice) -> Facts {
        let mut facts = facts();
        facts.choices.truncate(notice.offered());
        facts
    }

    fn templates() -> [Template; 6] {
        let up_to = Template::UpTo { time: time(18, 0, 0, 0) };
        [Template::Standard, Template::Period, Template::Interval { minutes: 60 }, up_to, Template::Out, Template::Hec]
    }

    fn bare() -> Facts {
        let zone = TimeZone::get("America/Sao_Paulo").unwrap();
        Facts { link: Some(LINK.to_owned()), ..Facts::new("Loja".to_owned(), zone) }
    }

    #[test]
    fn every_built_in_text_is_one_whole_segment_with_its_link() {
        let mut longest = 0;
        for language in Language::ALL {
            for (notice, template) in
                Notice::ALL.into_iter().flat_map(|one| templates().map(|template| (one, template)))
            {
                let told = sms(notice, &template, &facts_of(notice), language, SEGMENTS);
                let whole = sms::plain(&text(notice, &template, &facts_of(notice), language));
                let size = Size::of(&told);
                assert_eq!(told, whole, "is not cut");
                assert_eq!((size.encoding, size.segments), (Encoding::Gsm7, 1), "{told}");
                assert!(!told.contains("notice-") && !told.contains('{') && !told.contains("  "), "{told}");
                assert_eq!(told.contains(LINK), notice.is_optional(), "{told}");
                assert!(!sms(notice, &template, &bare(), language, SEGMENTS).contains(['{', '(']), "{told}");
                assert!(!subject(notice, None, language).contains("notice-"));
                longest = longest.max(size.units);
            }
        }
        assert!(longest > 130, "the facts are of usual length, and the longest text has {longest} septets");
    }

    #[test]
    fn a_text_is_in_the_words_of_its_language() {
        fn check(notice: Notice, template: &Template, expected: [&str; 3]) {
            for (language, expected) in Language::ALL.into_iter().zip(expected) {
                let told = sms(notice, template, &facts_of(notice), language, SEGMENTS);
                assert_eq!(told.replace(LINK, "L").replace("Loja Sao Joao", "S"), expected);
            }
        }
        check(
            Notice::ReplyNotUnderstood,
            &Template::Standard,
            [
                "S: nao entendemos. Responda 1 qua 25/11 manha, 2 qua 25/11 tarde, 3 sex 27/11 tarde ou L",
                "S: no entendimos. Responda 1 mié 25/11 mañana, 2 mié 25/11 tarde, 3 vie 27/11 tarde o L",
                "S: we did not understand. Reply 1 Wed Nov 25 AM, 2 Wed Nov 25 PM, 3 Fri Nov 27 PM or L",
            ],
        );
        check(
            Notice::DeliveryStarted,
            &Template::Interval { minutes: 60 },
            [
                "S: o entregador esta a caminho e chega entre 14:00 e 15:00. L",
                "S: el repartidor va en camino y llega entre las 14:00 y las 15:00. L",
                "S: your driver is on the way and should arrive between 2:00 PM and 3:00 PM. L",
            ],
        );
        check(
            Notice::NotDelivered,
            &Template::Standard,
            [
                "S: nao entregamos. Ninguém em casa. Responda 1 qua 25/11 manha, 2 qua 25/11 tarde ou L",
                "S: no entregamos. Ninguém em casa. Responda 1 mié 25/11 mañana, 2 mié 25/11 tarde o L",
                "S: not delivered. Ninguém em casa. Reply 1 Wed Nov 25 AM, 2 Wed Nov 25 PM or L",
            ],
        );
    }

    #[test]
    fn what_was_understood_of_a_reply_is_not_said_to_be_not_understood() {
        for language in Language::ALL {
            let usual = subject(Notice::ReplyNotUnderstood, None, language);
            let mut texts = Vec::new();
            for doubt in Doubt::ALL {
                let mut facts = Facts { doubt: Some(doubt), ..facts() };
                let told = super::sms(Notice::ReplyNotUnderstood, &Template::Standard, &facts, language, SEGMENTS);
                assert_eq!((told.choices, Size::of(&told.text).segments), (3, 1), "{}", told.text);
                facts.choices.clear();
                let bare = sms(Notice::ReplyNotUnderstood, &Template::Standard, &facts, language, SEGMENTS);
                assert!(bare.contains(LINK) && Size::of(&bare).segments == 1 && !bare.contains('{'), "{bare}");
                let own = subject(Notice::ReplyNotUnderstood, Some(doubt), language);
                assert_eq!(own == usual, doubt == Doubt::Unclear, "{own}");
                texts.extend([told.text, bare]);
            }
            texts.sort();
            texts.dedup();
            assert_eq!(texts.len(), 2 * Doubt::ALL.len(), "{texts:?}");
        }
    }

    #[test]
    fn narrow_windows_are_told_by_their_hours() {
        let mut facts = facts();
        facts.choices[0].hours = Some((time(8, 0, 0, 0), time(10, 30, 0, 0)));
        let told = sms(Notice::NotScheduled, &Template::Standard, &facts, Language::Portuguese, SEGMENTS);
        assert!(told.contains("1 qua 25/11 8h-10h30, 2 "), "{told}");
    }

    #[test]
    fn the_hours_of_a_narrow_window_are_told_once_it_is_booked() {
        fn check(language: Language, expected: &str) {
            let mut facts = facts();
            facts.window =
                facts.window.map(|window| Picked { hours: Some((time(10, 0, 0, 0), time(11, 0, 0, 0))), ..window });
            let told = sms(Notice::Rescheduled, &Template::Standard, &facts, language, SEGMENTS);
            assert!(told.contains(expected), "{told}");
        }
        check(Language::Portuguese, "qua 25/11 entre 10:00 e 11:00.");
        check(Language::Spanish, "25/11 entre las 10:00 y las 11:00.");
        check(Language::English, "Wed Nov 25 between 10:00 AM and 11:00 AM.");
    }

    #[test]
    fn choices_that_do_not_fit_go_whole() {
        let mut facts = facts();
        facts.shipper_name = "Empório das Utilidades Domésticas".to_owned();
        let told = sms(Notice::ReplyNotUnderstood, &Template::Standard, &facts, Language::Portuguese, SEGMENTS);
        assert!(told.contains("1 qua 25/11 manha, 2 qua 25/11 tarde ou https"), "{told}");
        assert_eq!(Size::of(&told).segments, 1);
    }

    #[test]
    fn only_windows_that_stand_in_the_text_count_as_offered() {
        fn check(brand: &str, template: &Template, expected: usize) {
            let facts = Facts { shipper_name: brand.to_owned(), ..facts() };
            let told = super::sms(Notice::NotScheduled, template, &facts, Language::Portuguese, SEGMENTS);
            assert_eq!(told.choices, expected, "{}", told.text);
        }
        let own = |text: &str| Template::Custom { text: Text::new(text, Notice::NotScheduled, true).unwrap() };
        check("Loja", &Template::Standard, 3);
        check("Empório das Utilidades Domésticas São João", &Template::Standard, 2);
        check("Loja", &own("Responda 1 para confirmar. {{Link}}"), 0);
        check("Loja", &own("Responda {{Choices}} ou {{Link}}"), 3);
        check("Loja", &own(&format!("{}{{{{Choices}}}} {{{{Link}}}}", "palavra ".repeat(11))), 1);
        check("Loja", &own(&format!("{}{{{{Choices}}}} {{{{Link}}}}", "palavra ".repeat(20))), 0);
    }

    #[test]
    fn a_text_of_ones_own_is_filled_and_cut() {
        let own = |text: &str| Template::Custom { text: Text::new(text, Notice::DeliveryStarted, true).unwrap() };
        let told = |text: &str| sms(Notice::DeliveryStarted, &own(text), &facts(), Language::Portuguese, SEGMENTS);
        assert_eq!(told("Oi {{ShipperCustomerFirstName}}, {{HEC}}!"), "Oi Conceicao, 14:47!");
        let long = told(&format!("{} {{{{Link}}}}", "palavra ".repeat(40)));
        assert!(long.ends_with(&format!("... {LINK}")) && Size::of(&long).segments == 1, "{long}");
    }

    #[test]
    fn a_draft_has_the_tags_that_its_notice_fills() {
        for notice in Notice::ALL.into_iter().filter(|notice| notice.is_optional()) {
            for (template, language) in templates().iter().flat_map(|one| Language::ALL.map(|language| (one, language)))
            {
                let draft = draft(notice, template, language);
                assert!(draft.contains("{{ShipperName}}") && draft.contains("{{Link}}"), "{draft}");
                assert!(Text::new(&draft, notice, true).is_ok(), "{draft}");
            }
        }
    }
}
