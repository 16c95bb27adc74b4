use jiff::civil::{date, time};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::*;

mod scopes;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    lang: Language,
    today: Date,
    scheduled: Option<Scheduled>,
    offered: Vec<Offer>,
    text: String,
    want: Value,
    /// Other readings that a person can defend.
    #[serde(default)]
    also: Vec<Value>,
}

/// What was understood of a corpus.
struct Outcome {
    lines: usize,
    wrong: Vec<String>,
    wrong_moves: Vec<String>,
}

fn measure(corpus: &str) -> Outcome {
    let mut outcome = Outcome { lines: 0, wrong: Vec::new(), wrong_moves: Vec::new() };
    for line in corpus.lines() {
        let line: Line = serde_json::from_str(line).unwrap();
        let situation =
            Situation { language: line.lang, today: line.today, scheduled: line.scheduled, offered: line.offered };
        let told = serde_json::to_value(understand(&line.text, &situation)).unwrap();
        outcome.lines += 1;
        if told != line.want && !line.also.contains(&told) {
            let complaint = format!("{}: {:?} was understood as {told}, not {}", line.id, line.text, line.want);
            let moves = told["intent"] == "pick" || !told["date"].is_null();
            if moves {
                outcome.wrong_moves.push(complaint.clone());
            }
            outcome.wrong.push(complaint);
        }
    }
    outcome
}

fn holds(name: &str, corpus: &str) {
    let outcome = measure(corpus);
    let right = outcome.lines - outcome.wrong.len();
    println!("{name}: {right} of {} as intended, {} wrong moves", outcome.lines, outcome.wrong_moves.len());
    println!("{}", outcome.wrong.join("\n"));
    assert!(outcome.lines >= 100, "the corpus is there");
    assert_eq!(outcome.wrong_moves, Vec::<String>::new());
    assert!(right * 100 >= outcome.lines * 95, "{}", outcome.wrong.join("\n"));
}

#[test]
fn the_replies_that_the_rules_were_made_with_are_understood() {
    holds("open", include_str!("corpus/open.jsonl"));
}

#[test]
fn the_replies_that_were_kept_apart_are_understood_as_well() {
    holds("kept", include_str!("corpus/kept.jsonl"));
}

#[test]
fn the_replies_that_were_written_to_try_the_rules_are_understood() {
    holds("later", include_str!("corpus/later.jsonl"));
}

#[test]
fn the_replies_of_people_from_many_places_are_understood() {
    holds("people", include_str!("corpus/people.jsonl"));
}

#[test]
fn days_and_numbers_that_ask_for_nothing_move_nothing() {
    holds("traps", include_str!("corpus/traps.jsonl"));
}

#[test]
fn the_replies_that_no_rule_was_made_for_are_understood_as_well() {
    holds("apart", include_str!("corpus/apart.jsonl"));
}

#[test]
fn the_replies_of_writers_who_never_saw_the_rules_are_understood_too() {
    holds("fresh", include_str!("corpus/fresh.jsonl"));
}

/// Every corpus.
const CORPORA: [&str; 7] = [
    include_str!("corpus/open.jsonl"),
    include_str!("corpus/kept.jsonl"),
    include_str!("corpus/later.jsonl"),
    include_str!("corpus/people.jsonl"),
    include_str!("corpus/traps.jsonl"),
    include_str!("corpus/apart.jsonl"),
    include_str!("corpus/fresh.jsonl"),
];

#[test]
fn messages_are_stopped_and_started_only_by_replies_that_ask_for_it_and_by_all_that_are_understood_so() {
    let (mut wrong, mut stopped) = (Vec::new(), 0);
    for line in CORPORA.into_iter().flat_map(str::lines) {
        let line: Line = serde_json::from_str(line).unwrap();
        let told = stops_or_starts(&line.text, line.today);
        stopped += u32::from(told.is_some());
        let meant = |intent: Intent| {
            let intent = serde_json::to_value(intent).unwrap();
            line.want == intent || line.also.contains(&intent)
        };
        let own =
            Situation { language: line.lang, today: line.today, scheduled: line.scheduled, offered: line.offered };
        let understood = understand(&line.text, &own);
        let missed = matches!(understood, Intent::Stop | Intent::Start) && told != Some(understood);
        if told.is_some_and(|told| !meant(told)) || missed {
            wrong.push(format!("{}: {:?} gave {told:?}, not {}", line.id, line.text, line.want));
        }
    }
    assert!(stopped > 100, "{stopped} stop or start");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn stop_and_start_are_heard_before_anything_was_asked() {
    let heard = |text: &str| stops_or_starts(text, date(2026, 11, 22));
    for text in ["STOP", "stop.", "Stop!", "PARAR", "SAIR", "ARRET", "STOP please", "parar\n", " Sair "] {
        assert_eq!(heard(text), Some(Intent::Stop), "{text}");
    }
    for text in ["START", "start!", "VOLTAR"] {
        assert_eq!(heard(text), Some(Intent::Start), "{text}");
    }
    for text in ["2", "sim", "CANCELAR", "amanhã de manhã", "", "=HYPERLINK(\"http://x\")", "😀"] {
        assert_eq!(heard(text), None, "{text}");
    }
}

/// Tuesday the 24th in the morning is scheduled; Wednesday has two windows, Friday has one.
fn situation(language: Language) -> Situation {
    let offer = |n, day, shift| Offer { n, date: date(2026, 11, day), shift, start: None, end: None };
    Situation {
        language,
        today: date(2026, 11, 22),
        scheduled: Some(Scheduled { date: date(2026, 11, 24), shift: Some(Shift::Morning) }),
        offered: vec![offer(1, 25, Shift::Morning), offer(2, 25, Shift::Afternoon), offer(3, 27, Shift::Afternoon)],
    }
}

fn check(texts: [&str; 3], expected: Intent) {
    for (language, text) in Language::ALL.into_iter().zip(texts) {
        assert_eq!(understand(text, &situation(language)), expected, "{text}");
    }
}

#[test]
fn what_names_one_window_picks_it_and_what_names_two_asks() {
    check(["sexta", "el viernes", "friday"], Intent::Pick { n: 3 });
    check(["quarta de tarde", "miércoles por la tarde", "wednesday afternoon"], Intent::Pick { n: 2 });
    check(["quarta", "el miércoles", "wednesday"], Intent::Unclear);
    check(["a 2", "la 2", "number 2"], Intent::Pick { n: 2 });
    check(["9", "9", "9"], Intent::Unclear);
    check(["1 ou 3", "1 o 3", "1 or 3"], Intent::Unclear);
    check(["2 sexta", "2 viernes", "2 friday"], Intent::Unclear);
}

#[test]
fn what_is_not_offered_is_told_as_far_as_it_was_named() {
    let move_to = |day: Option<i8>, shift| Intent::MoveTo { date: day.map(|day| date(2026, 11, day)), shift };
    check(["quinta à noite", "jueves en la noche", "thursday night"], move_to(Some(26), Some(Shift::Night)));
    check(["sábado", "el sábado", "saturday"], move_to(Some(28), None));
    check(["outro dia", "otro día", "another day"], move_to(None, None));
}

#[test]
fn a_bare_no_a_bare_cancel_and_an_hour_ask() {
    check(["não", "no", "no"], Intent::Unclear);
    check(["CANCELAR", "cancelar", "CANCEL"], Intent::Unclear);
    check(["sexta às 15h", "el viernes a las 3", "friday at 3pm"], Intent::Unclear);
    check(["cancela o pedido", "cancelen el pedido", "cancel my order"], Intent::CancelDelivery);
    let told = ["o pedido foi cancelado da outra vez", "el pedido fue cancelado", "the order was cancelled last time"];
    check(told, Intent::Unclear);
}

#[test]
fn a_span_of_hours_names_the_window_that_starts_and_ends_so() {
    let mut narrow = situation(Language::Portuguese);
    for (offer, hour) in narrow.offered.iter_mut().zip([8, 13, 15]) {
        (offer.start, offer.end) = (Some(time(hour, 0, 0, 0)), Some(time(hour + 2, 0, 0, 0)));
    }
    assert_eq!(understand("das 13 às 15", &narrow), Intent::Pick { n: 2 });
    assert_eq!(understand("quarta 13h-15h", &narrow), Intent::Pick { n: 2 });
    assert_eq!(understand("das 13 às 14", &narrow), Intent::Unclear);
    assert_eq!(understand("às 13h", &narrow), Intent::Unclear);
}

#[test]
fn every_spelling_of_stop_stops_and_start_starts() {
    for text in [
        "STOP",
        "stop.",
        "Stop!",
        "PARAR",
        "parar",
        "SAIR",
        "sair",
        "ARRET",
        "arrêt",
        "STOP please",
        "PARE",
        "Pare!",
        "BAJA",
        "unsubscribe",
        "Unsubscribe me",
        "stop stop stop",
        "STOP, por favor",
        "PARA",
        "ＳＴＯＰ",
        "st0p",
        "stopppp",
        "não quero mais receber mensagens",
        "no me manden más mensajes",
        "stop texting me",
    ] {
        for language in Language::ALL {
            assert_eq!(understand(text, &situation(language)), Intent::Stop, "{text} in {language}");
        }
    }
    for text in ["START", "start", "VOLTAR", "UNSTOP", "ALTA", "quero voltar a receber mensagens"] {
        for language in Language::ALL {
            assert_eq!(understand(text, &situation(language)), Intent::Start, "{text} in {language}");
        }
    }
    for text in ["please stop by on friday afternoon", "vou sair na terça", "para sexta à tarde", "para el viernes"] {
        for language in Language::ALL {
            assert_ne!(understand(text, &situation(language)), Intent::Stop, "{text} in {language}");
        }
    }
}

#[test]
fn an_empty_or_hostile_text_is_unclear() {
    let long = "sexta ".repeat(2000);
    for text in
        ["", "   ", "\u{202e}\u{200b}", "<script>alert(1)</script>", "=HYPERLINK(\"x\")", "5511999998888", "🛵🛵"]
    {
        assert_eq!(understand(text, &situation(Language::Portuguese)), Intent::Unclear, "{text}");
    }
    assert_eq!(understand(&long, &situation(Language::Portuguese)), Intent::Pick { n: 3 });
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "não",
        "no",
        "sexta",
        "viernes",
        "quarta",
        "wednesday",
        "tarde",
        "morning",
        "mañana",
        "2",
        "3",
        "27/11",
        "às",
        "15h",
        "ou",
        "or",
        "pode ser",
        "?",
        ",",
        "sim",
        "yes",
        "cancelar",
        "depois de",
        "semana que vem",
        "if",
        "obrigado",
        "a",
        "the",
    ]);
    prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn only_what_was_offered_is_picked_and_nothing_moves_into_the_past(text in prop_oneof![".{0,60}", words()]) {
        for language in Language::ALL {
            let situation = situation(language);
            match understand(&text, &situation) {
                Intent::Pick { n } => prop_assert!(situation.offered.iter().any(|offer| offer.n == n)),
                Intent::MoveTo { date: Some(date), .. } => prop_assert!(date >= situation.today),
                _ => {}
            }
        }
    }

    #[test]
    fn capitals_and_marks_around_change_nothing(text in words()) {
        for language in Language::ALL {
            let situation = situation(language);
            let told = understand(&text, &situation);
            prop_assert_eq!(understand(&text.to_uppercase(), &situation), told);
            prop_assert_eq!(understand(&format!("  {text} !!"), &situation), told);
        }
    }
}
