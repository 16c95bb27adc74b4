//! Names, sizes and words that no file of ours may have.

use acceptance::repository::{Source, sources};

use super::clean;

#[test]
fn no_file_or_module_has_a_name_that_says_nothing() {
    clean(sources().iter().flat_map(empty_names).collect());
    assert_eq!(empty_names(&Source::made_up("shared/store/src/utils.rs", "")), ["shared/store/src/utils.rs: `utils`"]);
    assert_eq!(empty_names(&Source::made_up("shared/common/Cargo.toml", "")), ["shared/common/Cargo.toml: `common`"]);
    assert_eq!(empty_names(&Source::made_up("a.rs", "pub mod helpers {\n")), ["a.rs: `helpers`"]);
}

fn empty_names(source: &Source) -> Vec<String> {
    const EMPTY: [&str; 11] =
        ["utils", "util", "helpers", "helper", "common", "misc", "types", "models", "model", "manager", "managers"];
    let in_path = source.path.split('/').map(|part| part.split('.').next().unwrap_or(part));
    let in_text = source.text.lines().filter(|_| source.path.ends_with(".rs")).filter_map(|line| {
        let name =
            line.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub ").strip_prefix("mod ")?;
        Some(name.trim_end_matches(['{', ';', ' ']))
    });
    in_path
        .chain(in_text)
        .filter(|name| EMPTY.contains(name))
        .map(|name| format!("{}: `{name}`", source.path))
        .collect()
}

#[test]
fn a_source_file_ends_at_400_lines() {
    clean(sources().iter().flat_map(too_long).collect());
    let long = Source::made_up("shared/edge/src/reply.rs", &"\n".repeat(401));
    assert_eq!(too_long(&long), ["shared/edge/src/reply.rs: 401 lines; which two nouns are in it?"]);
    assert!(too_long(&Source::made_up("shared/edge/src/reply.rs", &"\n".repeat(400))).is_empty());
}

fn too_long(source: &Source) -> Vec<String> {
    const SOURCES: [&str; 8] = [".rs", ".ts", ".svelte", ".css", ".js", ".py", ".sh", ".ftl"];
    let head = source.text.get(..source.text.len().min(300)).unwrap_or_default();
    let written_by_hand = !head.contains("auto-generated") && !head.contains("@generated");
    let lines = source.text.lines().count();
    let counted = written_by_hand && SOURCES.iter().any(|ending| source.path.ends_with(ending));
    if counted && lines > 400 {
        vec![format!("{}: {lines} lines; which two nouns are in it?", source.path)]
    } else {
        Vec::new()
    }
}

#[test]
fn a_lint_is_expected_with_a_reason_and_never_allowed() {
    clean(sources().iter().flat_map(allowed_lints).collect());
    assert_eq!(allowed_lints(&Source::made_up("a.rs", "#![allow(dead_code)]\n")), ["a.rs:1: #![allow(dead_code)]"]);
    assert_eq!(allowed_lints(&Source::made_up("a.rs", "#[allow(unused)]\n")), ["a.rs:1: #[allow(unused)]"]);
    assert!(allowed_lints(&Source::made_up("a.rs", "#[expect(unused, reason = \"…\")]\n")).is_empty());
}

fn allowed_lints(source: &Source) -> Vec<String> {
    let rust = source.path.ends_with(".rs");
    lines_with(source, |line| rust && (line.starts_with("#[allow") || line.starts_with("#![allow")))
}

#[test]
fn no_file_names_a_folder_of_somebodys_machine() {
    clean(sources().iter().flat_map(machine_paths).collect());
    let path = ["/ho", "me/ana/entrega"].concat();
    assert_eq!(machine_paths(&Source::made_up("Makefile", &path)), [format!("Makefile:1: {path}")]);
}

fn machine_paths(source: &Source) -> Vec<String> {
    let folders = ["ho", "ro", "wo", "Us"].into_iter().zip(["me", "ot", "rk", "ers"]);
    let folders: Vec<String> = folders.map(|(start, end)| format!("/{start}{end}/")).collect();
    lines_with(source, |line| {
        folders.iter().any(|folder| line.match_indices(folder.as_str()).any(|(at, _)| starts_a_path(line, at)))
    })
}

/// A path starts after white space, a quote or a bracket; within an address or a longer path it is something else.
fn starts_a_path(line: &str, at: usize) -> bool {
    line.get(..at).and_then(|before| before.chars().last()).is_none_or(|c| c.is_whitespace() || "\"'`(=:[".contains(c))
}

#[test]
fn lock_files_name_no_registry() {
    clean(sources().iter().flat_map(registries).collect());
    let lock = Source::made_up("ui/package-lock.json", "\"resolved\": \"https://registry.example/a.tgz\"\n");
    assert_eq!(registries(&lock).len(), 1);
}

fn registries(source: &Source) -> Vec<String> {
    let lock = source.file_name() == "package-lock.json";
    lines_with(source, |line| lock && line.starts_with("\"resolved\": \"http"))
}

#[test]
fn no_banner_and_no_note_to_self_is_left_in_the_code() {
    clean(sources().iter().flat_map(leftovers).collect());
    assert_eq!(leftovers(&Source::made_up("a.rs", "// ========\n")), ["a.rs:1: // ========"]);
    let note = ["// TO", "DO: later"].concat();
    assert_eq!(leftovers(&Source::made_up("a.ts", &note)), [format!("a.ts:1: {note}")]);
}

fn leftovers(source: &Source) -> Vec<String> {
    const CODE: [&str; 4] = [".rs", ".ts", ".svelte", ".css"];
    let notes = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X:"].concat()];
    let code = CODE.iter().any(|ending| source.path.ends_with(ending));
    lines_with(source, |line| {
        let comment = line.starts_with("//") || line.starts_with("/*") || line.starts_with("* ");
        let banner = ["=====", "-----", "#####", "*****"].iter().any(|rule| line.contains(rule));
        code && comment && (banner || notes.iter().any(|note| line.contains(note.as_str())))
    })
}

fn lines_with(source: &Source, wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = source.text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    lines.filter(|(_, line)| wrong(line)).map(|(number, line)| format!("{}:{number}: {line}", source.path)).collect()
}
