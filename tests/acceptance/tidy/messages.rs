//! Every text exists in every language.

use std::collections::{BTreeMap, BTreeSet};

use acceptance::repository::{Source, sources};

use super::clean;

const LANGUAGES: [&str; 3] = ["pt-BR", "es", "en"];

#[test]
fn the_three_languages_have_the_same_messages_with_the_same_variables() {
    let sources = sources();
    assert!(sources.iter().any(|source| source.path.ends_with(".ftl")), "there are no messages at all");
    clean(differences(&sources));

    let fluent = |language: &str, text: &str| Source::made_up(&format!("shared/i18n/{language}/edge.ftl"), text);
    let portuguese = fluent("pt-BR", "window-full = A janela { $window } está cheia\nbye = Tchau\n");
    let spanish = fluent("es", "window-full = La franja { $window } está llena\n");
    let english = fluent("en", "window-full = The window is full\nbye = Bye\n    .title = Bye\n");
    assert_eq!(
        differences(&[portuguese, spanish, english]),
        [
            "shared/i18n/*/edge.ftl: es lacks `bye`",
            "shared/i18n/*/edge.ftl: pt-BR lacks `bye.title`",
            "shared/i18n/*/edge.ftl: es lacks `bye.title`",
            "shared/i18n/*/edge.ftl: en lacks `window-full $window`",
        ]
    );
}

fn differences(sources: &[Source]) -> Vec<String> {
    let mut files: BTreeMap<String, BTreeMap<&str, BTreeSet<String>>> = BTreeMap::new();
    for source in sources.iter().filter(|source| source.path.ends_with(".ftl")) {
        let Some((language, name)) = language_of(&source.path) else {
            return vec![format!("{}: in which language?", source.path)];
        };
        files.entry(name).or_default().insert(language, keys(&source.text));
    }
    let mut found = Vec::new();
    for (name, languages) in &files {
        let all: BTreeSet<&String> = languages.values().flatten().collect();
        for key in all {
            for language in LANGUAGES {
                if !languages.get(language).is_some_and(|keys| keys.contains(key)) {
                    found.push(format!("{name}: {language} lacks `{key}`"));
                }
            }
        }
    }
    found
}

/// The language is a folder or the stem of the file; the rest of the path names the text.
fn language_of(path: &str) -> Option<(&'static str, String)> {
    let parts: Vec<&str> = path.split('/').collect();
    let language = LANGUAGES.into_iter().find(|language| {
        let file = format!("{language}.ftl");
        parts.iter().any(|part| part == language || *part == file)
    })?;
    let file = format!("{language}.ftl");
    let rest = parts.iter().map(|part| match *part {
        part if part == language => "*",
        part if part == file => "*.ftl",
        part => part,
    });
    Some((language, rest.collect::<Vec<_>>().join("/")))
}

/// `id`, `id.attribute` and `id $variable` of every message.
fn keys(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut message = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.split_once('=').unwrap_or(("", line));
        let name = name.trim_end();
        if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
            message = name.to_owned();
            keys.insert(message.clone());
        } else if let Some(attribute) = name.trim_start().strip_prefix('.') {
            keys.insert(format!("{message}.{attribute}"));
        }
        for variable in value.split('$').skip(1) {
            let variable: String =
                variable.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
            keys.insert(format!("{message} ${variable}"));
        }
    }
    keys
}
