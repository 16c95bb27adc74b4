//! What the pure crates must not know, and what only one file may know.

use acceptance::repository::{Crate, Source, crates, sources};

use super::clean;

/// Crates that decide and never act: time, ids and seeds come in as arguments.
const PURE: [&str; 3] = ["domain", "freight", "planning"];

#[test]
fn pure_crates_depend_on_no_runtime_cloud_web_log_clock_or_randomness() {
    clean(impure_dependencies(&crates()));
    let domain = Crate {
        name: String::from("domain"),
        folder: String::from("shared/domain"),
        license: String::new(),
        dependencies: vec![String::from("jiff"), String::from("tokio"), String::from("aws-config")],
        binaries: Vec::new(),
    };
    assert_eq!(impure_dependencies(&[domain]), ["domain depends on tokio", "domain depends on aws-config"]);
}

fn impure_dependencies(crates: &[Crate]) -> Vec<String> {
    const IMPURE: [&str; 14] = [
        "aws",
        "lambda",
        "tokio",
        "futures",
        "http",
        "hyper",
        "reqwest",
        "tracing",
        "log",
        "rand",
        "getrandom",
        "fastrand",
        "chrono",
        "ureq",
    ];
    let pure = crates.iter().filter(|one| PURE.contains(&one.name.as_str()));
    pure.flat_map(|one| one.dependencies.iter().map(move |name| (one, name)))
        .filter(|(_, name)| {
            let first = name.split(['-', '_']).next().unwrap_or(name);
            IMPURE.contains(&first)
        })
        .map(|(one, name)| format!("{} depends on {name}", one.name))
        .collect()
}

#[test]
fn pure_crates_never_ask_for_the_time_chance_a_file_or_the_environment() {
    clean(sources().iter().flat_map(impure_calls).collect());
    let asks = Source::made_up("shared/freight/src/price.rs", "let at = Timestamp::now();\n");
    assert_eq!(impure_calls(&asks), ["shared/freight/src/price.rs:1: `::now()`"]);
    let asks_in_a_test = Source::made_up("shared/freight/src/price.rs", "#[cfg(test)]\nlet at = Timestamp::now();\n");
    assert!(impure_calls(&asks_in_a_test).is_empty());
}

fn impure_calls(source: &Source) -> Vec<String> {
    const CALLS: [&str; 10] = [
        "::now()",
        "::now_v7",
        "::new_v4",
        "::new_v7",
        "std::env",
        "std::fs",
        "std::net",
        "std::process",
        "std::thread",
        "rand::",
    ];
    if !PURE.iter().any(|name| source.path.starts_with(&format!("shared/{name}/src/"))) {
        return Vec::new();
    }
    code_lines(source)
        .flat_map(|(number, line)| {
            CALLS.iter().filter(move |call| line.contains(**call)).map(move |call| (number, call))
        })
        .map(|(number, call)| format!("{}:{number}: `{call}`", source.path))
        .collect()
}

#[test]
fn every_key_string_is_in_the_keys_of_the_store() {
    clean(sources().iter().flat_map(key_strings).collect());
    let key = Source::made_up("functions/sign-in/src/lib.rs", "    let pk = format!(\"USER#{id}\");\n");
    assert_eq!(key_strings(&key), ["functions/sign-in/src/lib.rs:1: a key"]);
    assert!(
        key_strings(&Source::made_up("shared/store/src/keys/users.rs", "const USER: &str = \"USER#\";\n")).is_empty()
    );
    assert!(key_strings(&Source::made_up("shared/store/src/lib.rs", "/// Under `\"USER#1\"`.\n")).is_empty());
}

fn key_strings(source: &Source) -> Vec<String> {
    let may = ["shared/store/src/keys/", "tests/"];
    let rust = source.path.ends_with(".rs") && !source.path.contains("/tests/");
    if !rust || may.iter().any(|path| source.path.starts_with(path)) {
        return Vec::new();
    }
    code_lines(source)
        .filter(|(_, line)| line.split('"').skip(1).any(starts_like_a_key))
        .map(|(number, _)| format!("{}:{number}: a key", source.path))
        .collect()
}

/// Keys of the table look like `USER#…`; nothing else does.
fn starts_like_a_key(literal: &str) -> bool {
    let word: String =
        literal.chars().take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || *c == '_').collect();
    !word.is_empty() && literal.chars().nth(word.len()) == Some('#')
}

#[test]
fn nothing_scans_the_table() {
    clean(sources().iter().flat_map(scans).collect());
    assert_eq!(scans(&Source::made_up("a.rs", "client.scan()\n")), ["a.rs:1: a Scan"]);
    assert_eq!(scans(&Source::made_up("infra/template.yaml", "- dynamodb:Scan\n")), ["infra/template.yaml:1: a Scan"]);
    assert!(scans(&Source::made_up("a.rs", "numbers.scan(0, add)\n")).is_empty());
}

fn scans(source: &Source) -> Vec<String> {
    if source.path.starts_with("tests/acceptance/tidy") {
        return Vec::new();
    }
    let marks: &[&str] = if source.path.ends_with(".rs") {
        &[".scan()", "operation::scan", "TransactScan"]
    } else {
        &["dynamodb:Scan", "dynamodb:PartiQL"]
    };
    code_lines(source)
        .filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)))
        .map(|(number, _)| format!("{}:{number}: a Scan", source.path))
        .collect()
}

#[test]
fn no_trait_stands_between_a_function_and_its_store() {
    clean(sources().iter().flat_map(seams).collect());
    let seam = Source::made_up("shared/store/src/lib.rs", "pub trait ServiceRepository {\n");
    assert_eq!(seams(&seam), ["shared/store/src/lib.rs:1: pub trait ServiceRepository {"]);
}

fn seams(source: &Source) -> Vec<String> {
    const SEAMS: [&str; 7] = ["Repository", "Gateway", "Provider", "Storage", "Dao", "Mock", "Backend"];
    let rust = source.path.ends_with(".rs");
    code_lines(source)
        .filter(|_| rust)
        .filter(|(_, line)| line.trim_start().trim_start_matches("pub ").starts_with("trait "))
        .filter(|(_, line)| SEAMS.iter().any(|seam| line.contains(seam)))
        .map(|(number, line)| format!("{}:{number}: {}", source.path, line.trim()))
        .collect()
}

/// Numbered lines before the unit tests, without comments.
fn code_lines(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    source.before_tests().lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| {
        let start = line.trim_start();
        !start.starts_with("//") && !start.starts_with("# ")
    })
}
