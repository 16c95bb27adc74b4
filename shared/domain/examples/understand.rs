//! Reads one reply per line of JSON and prints what was understood of it, so that anyone can judge the rules on messages
//! of their own:
//!
//! ```text
//! echo '{"id":"1","lang":"pt-BR","today":"2026-11-22","scheduled":{"date":"2026-11-24","shift":"morning"},
//!   "offered":[{"n":1,"date":"2026-11-25","shift":"afternoon"}],"text":"quarta à tarde"}' | tr -d '\n' |
//!   cargo run -p domain --example understand
//! {"id":"1","intent":"pick","n":1}
//! ```
//!
//! `lang` is a BCP 47 tag, of which the first part counts. Offers may carry `start` and `end`. A line that cannot be
//! read is told on standard error with its number, and the exit code is 1.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use domain::language::Language;
use domain::reply::{Intent, Offer, Scheduled, Situation, understand};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize)]
struct Ask {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    lang: Option<String>,
    today: Date,
    #[serde(default)]
    scheduled: Option<DueWhole>,
    #[serde(default)]
    offered: Option<Vec<OfferWhole>>,
    text: String,
}

#[derive(Deserialize)]
struct DueWhole {
    #[serde(default)]
    date: Option<Date>,
    #[serde(default)]
    shift: Option<domain::shift::Shift>,
}

#[derive(Deserialize)]
struct OfferWhole {
    n: u32,
    date: Date,
    shift: domain::shift::Shift,
    #[serde(default)]
    start: Option<String>,
    #[serde(default)]
    end: Option<String>,
}

#[derive(Serialize)]
struct Told {
    id: Value,
    #[serde(flatten)]
    intent: Intent,
}

fn main() -> ExitCode {
    let mut out = io::stdout().lock();
    let mut unread = false;
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let Ok(line) = line else { return ExitCode::FAILURE };
        if line.trim().is_empty() {
            continue;
        }
        let told = serde_json::from_str::<Ask>(&line).and_then(|ask| serde_json::to_string(&answer(ask)));
        let written = match told {
            Ok(told) => writeln!(out, "{told}"),
            Err(error) => {
                unread = true;
                writeln!(io::stderr(), "line {}: {error}", number + 1)
            }
        };
        if written.is_err() {
            return ExitCode::FAILURE;
        }
    }
    if unread { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn answer(ask: Ask) -> Told {
    let clock = |time: Option<String>| {
        let time = time?;
        if time.starts_with("24") { Some(jiff::civil::time(23, 59, 0, 0)) } else { time.parse().ok() }
    };
    let offered = ask.offered.unwrap_or_default().into_iter().map(|offer| Offer {
        n: offer.n,
        date: offer.date,
        shift: offer.shift,
        start: clock(offer.start),
        end: clock(offer.end),
    });
    let situation = Situation {
        language: language(ask.lang.as_deref().unwrap_or_default()),
        today: ask.today,
        scheduled: ask.scheduled.and_then(|due| due.date.map(|date| Scheduled { date, shift: due.shift })),
        offered: offered.collect(),
    };
    Told { id: ask.id, intent: understand(&ask.text, &situation) }
}

fn language(tag: &str) -> Language {
    match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "es" => Language::Spanish,
        "en" => Language::English,
        _ => Language::Portuguese,
    }
}
