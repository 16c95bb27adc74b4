use serde::Deserialize;
use serde_json::Value;

use super::*;

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
        if told != line.want {
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
    if std::env::args().any(|arg| arg == "--nocapture") && name != "kept" {
        println!("{}", outcome.wrong.join("\n"));
    }
    assert!(outcome.lines >= 100, "the corpus is there");
    assert_eq!(outcome.wrong_moves, Vec::<String>::new());
    assert!(right * 100 >= outcome.lines * 95, "{}", outcome.wrong.join("\n"));
}

#[test]
fn the_replies_that_the_rules_were_made_with_are_understood() {
    holds("open", include_str!("corpus/open.jsonl"));
}
