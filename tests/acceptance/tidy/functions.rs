//! A function is a folder, a crate, a binary, a template block, a row of the table and an event: all or none.

use acceptance::repository::{Crate, Source, crates, sources};

use super::clean;

/// What must know each function.
struct Places<'a> {
    template: &'a str,
    table: &'a str,
    local: &'a Crate,
    events: Vec<&'a str>,
}

#[test]
fn a_function_is_in_the_template_the_table_the_events_and_the_single_machine_edition() {
    let (sources, crates) = (sources(), crates());
    let text = |path: &str| sources.iter().find(|source| source.path == path).map_or("", |source| &source.text);
    let local = crates.iter().find(|one| one.name == "entrega-local").expect("the single-machine edition is a member");
    let events = sources.iter().filter_map(|source| source.path.strip_prefix("events/")).collect();
    let places = Places { template: text("infra/template.yaml"), table: text("functions/README.md"), local, events };
    clean(functions(&crates).flat_map(|function| missing(function, &places)).collect());

    let nowhere = Places {
        template: "",
        table: "",
        local: &Crate { dependencies: Vec::new(), ..local.clone() },
        events: Vec::new(),
    };
    let known = functions(&crates).next().expect("there is a function");
    assert_eq!(missing(known, &nowhere).len(), 4);
}

fn functions(crates: &[Crate]) -> impl Iterator<Item = &Crate> {
    crates.iter().filter(|one| one.home() == "functions")
}

fn missing(function: &Crate, places: &Places<'_>) -> Vec<String> {
    let name = &function.name;
    let known = [
        (places.template.contains(&format!("CodeUri: ../functions/{name}\n")), "infra/template.yaml has no block for"),
        (places.table.contains(&format!("| [{name}](")), "the table in functions/README.md has no row for"),
        (places.local.dependencies.contains(name), "infra/local does not link"),
        (places.events.iter().any(|path| path.starts_with(&format!("{name}/"))), "events/ has no file for"),
    ];
    known.into_iter().filter(|(known, _)| !known).map(|(_, complaint)| format!("{complaint} {name}")).collect()
}

#[test]
fn every_event_file_belongs_to_a_function() {
    let (sources, crates) = (sources(), crates());
    clean(sources.iter().filter_map(|source| orphan(source, &crates)).collect());
    let event = Source::made_up("events/forgotten/happy.json", "{}");
    assert_eq!(orphan(&event, &crates).as_deref(), Some("events/forgotten/happy.json: whose event is it?"));
}

fn orphan(source: &Source, crates: &[Crate]) -> Option<String> {
    let folder = source.path.strip_prefix("events/")?.split('/').next()?;
    let owned = functions(crates).any(|function| function.name == folder);
    (!owned).then(|| format!("{}: whose event is it?", source.path))
}

#[test]
fn a_function_has_one_binary_of_its_own_name_that_only_starts_it() {
    let (sources, crates) = (sources(), crates());
    let mains = functions(&crates).map(|function| {
        let path = format!("{}/src/main.rs", function.folder);
        (function, sources.iter().find(|source| source.path == path))
    });
    clean(mains.flat_map(|(function, main)| thick(function, main)).collect());

    let function = functions(&crates).next().expect("there is a function");
    let main = Source::made_up("main.rs", "fn main() {\n    let settings = read();\n    run(settings);\n}\n");
    assert_eq!(thick(function, Some(&main)).len(), 1);
    assert_eq!(thick(&Crate { binaries: Vec::new(), ..function.clone() }, None).len(), 2);
}

fn thick(function: &Crate, main: Option<&Source>) -> Vec<String> {
    let name = &function.name;
    let starts = format!("edge::serve({}::start)", name.replace('-', "_"));
    let mut found = Vec::new();
    if function.binaries != [name.clone()] {
        found.push(format!("{name}: its binaries are {:?}", function.binaries));
    }
    if !main.is_some_and(|main| main.text.contains(&starts) && main.text.lines().count() <= 9) {
        found.push(format!("{name}: main.rs does more or less than `{starts}`"));
    }
    found
}
