//! The three languages say the same things: every file has the same keys with the same variables.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::language::Language;
use fluent_syntax::ast;

type Variables = BTreeMap<String, BTreeSet<String>>;

fn folder(language: Language) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("messages").join(language.tag())
}

fn files(language: Language) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder(language)).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The variables of every message, term and attribute of a file.
fn variables(language: Language, file: &str) -> Variables {
    let text = std::fs::read_to_string(folder(language).join(file)).unwrap();
    let resource = fluent_syntax::parser::parse(text.as_str())
        .unwrap_or_else(|(_, errors)| panic!("{language}/{file} is damaged: {errors:?}"));
    let mut found = Variables::new();
    let mut note = |key: String, pattern: Option<&ast::Pattern<&str>>| {
        let mut names = BTreeSet::new();
        if let Some(pattern) = pattern {
            in_pattern(pattern, &mut names);
        }
        assert!(found.insert(key.clone(), names).is_none(), "{language}/{file} has {key} twice");
    };
    for entry in &resource.body {
        let (key, value, attributes) = match entry {
            ast::Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref(), &message.attributes),
            ast::Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
            ast::Entry::Junk { content } => panic!("{language}/{file} has something unreadable: {content}"),
            ast::Entry::Comment(_) | ast::Entry::GroupComment(_) | ast::Entry::ResourceComment(_) => continue,
        };
        note(key.clone(), value);
        for attribute in attributes {
            note(format!("{key}.{}", attribute.id.name), Some(&attribute.value));
        }
    }
    found
}

fn in_pattern(pattern: &ast::Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, names);
        }
    }
}

fn in_expression(expression: &ast::Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => in_inline(inline, names),
        ast::Expression::Select { selector, variants } => {
            in_inline(selector, names);
            variants.iter().for_each(|variant| in_pattern(&variant.value, names));
        }
    }
}

fn in_inline(inline: &ast::InlineExpression<&str>, names: &mut BTreeSet<String>) {
    let mut in_arguments = |arguments: &ast::CallArguments<&str>| {
        arguments.positional.iter().for_each(|argument| in_inline(argument, names));
    };
    match inline {
        ast::InlineExpression::FunctionReference { arguments, .. } => in_arguments(arguments),
        ast::InlineExpression::TermReference { arguments: Some(arguments), .. } => in_arguments(arguments),
        ast::InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression } => in_expression(expression, names),
        _ => {}
    }
}

#[test]
fn the_languages_have_the_same_files_keys_and_variables() {
    let reference = Language::default();
    for language in Language::ALL {
        assert_eq!(files(language), files(reference), "the files of {language} and {reference}");
        for file in files(reference) {
            let (ours, theirs) = (variables(language, &file), variables(reference, &file));
            for key in ours.keys().chain(theirs.keys()) {
                assert_eq!(ours.get(key), theirs.get(key), "{key} in {file} of {language} and {reference}");
            }
        }
    }
}

#[test]
fn no_key_stands_in_two_files() {
    let mut seen = BTreeMap::new();
    for file in files(Language::default()) {
        for key in variables(Language::default(), &file).into_keys() {
            if let Some(other) = seen.insert(key.clone(), file.clone()) {
                panic!("{key} stands in {file} and in {other}");
            }
        }
    }
}
