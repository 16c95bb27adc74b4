//! Who may depend on whom.

use acceptance::repository::{Crate, crates};

use super::clean;

/// What each library of ours may use of ours. A library that is not here may use nothing.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("freight", &["domain"]),
    ("i18n", &["domain"]),
    ("store", &["domain"]),
    ("blobs", &["domain"]),
    ("messenger", &["domain"]),
    ("queues", &["domain"]),
    ("edge", &["domain", "store", "secrets"]),
    ("configuration", &["domain", "freight", "store", "blobs"]),
    ("scheduling", &["domain", "store", "blobs", "configuration", "edge"]),
    ("routing", &["domain", "store", "edge"]),
    ("people", &["domain", "store", "edge"]),
    ("imports", &["domain", "store", "blobs", "sheets", "edge"]),
];

/// Each SDK and runtime has one home, so that there is one place to read what we ask of it.
/// The single-machine edition creates the table, which on AWS the template does.
const HOMES: [(&str, &[&str]); 8] = [
    ("aws-sdk-dynamodb", &["store", "entrega-local"]),
    ("aws-sdk-s3", &["blobs"]),
    ("aws-sdk-sesv2", &["messenger"]),
    ("aws-sdk-sns", &["messenger"]),
    ("aws-sdk-sqs", &["queues"]),
    ("aws-sdk-ssm", &["secrets"]),
    ("lambda_http", &["edge"]),
    ("lambda_runtime", &["edge"]),
];

#[test]
fn functions_and_libraries_never_depend_on_a_function_or_on_infra() {
    clean(reaching_up(&crates()));
    let workspace = [member("sign-in", "functions/sign-in", &[]), member("edge", "shared/edge", &["sign-in"])];
    assert_eq!(reaching_up(&workspace), ["shared/edge depends on functions/sign-in"]);
}

fn reaching_up(crates: &[Crate]) -> Vec<String> {
    within(crates, |from, to| {
        matches!(from.home(), "functions" | "shared") && matches!(to.home(), "functions" | "infra" | "tests")
    })
}

#[test]
fn a_library_depends_only_on_the_libraries_below_it() {
    clean(sideways(&crates()));
    let workspace = [member("store", "shared/store", &[]), member("domain", "shared/domain", &["store"])];
    assert_eq!(sideways(&workspace), ["shared/domain depends on shared/store"]);
}

fn sideways(crates: &[Crate]) -> Vec<String> {
    within(crates, |from, to| {
        let below = LIBRARIES.iter().find(|(name, _)| *name == from.name).map_or(&[][..], |(_, below)| below);
        from.home() == "shared" && to.home() == "shared" && !below.contains(&to.name.as_str())
    })
}

fn within(crates: &[Crate], refused: impl Fn(&Crate, &Crate) -> bool) -> Vec<String> {
    let pairs = crates.iter().flat_map(|from| crates.iter().map(move |to| (from, to)));
    pairs
        .filter(|(from, to)| from.dependencies.contains(&to.name) && refused(from, to))
        .map(|(from, to)| format!("{} depends on {}", from.folder, to.folder))
        .collect()
}

#[test]
fn every_sdk_and_the_runtime_stay_in_their_one_home() {
    clean(strays(&crates()));
    let workspace = [member("sign-in", "functions/sign-in", &["aws-sdk-dynamodb", "edge"])];
    assert_eq!(strays(&workspace), ["functions/sign-in depends on aws-sdk-dynamodb"]);
}

fn strays(crates: &[Crate]) -> Vec<String> {
    let uses = crates.iter().flat_map(|from| from.dependencies.iter().map(move |to| (from, to)));
    uses.filter(|(from, to)| {
        let homes = HOMES.iter().find(|(sdk, _)| sdk == to).map(|(_, homes)| homes);
        let unknown_sdk = to.starts_with("aws-sdk-") && homes.is_none();
        unknown_sdk || homes.is_some_and(|homes| !homes.contains(&from.name.as_str()))
    })
    .map(|(from, to)| format!("{} depends on {to}", from.folder))
    .collect()
}

#[test]
fn nothing_depends_on_a_mock_or_on_a_second_web_framework() {
    clean(unwanted(&crates()));
    assert_eq!(unwanted(&[member("store", "shared/store", &["mockall"])]), ["shared/store depends on mockall"]);
}

fn unwanted(crates: &[Crate]) -> Vec<String> {
    const UNWANTED: [&str; 8] =
        ["async-trait", "axum", "mockall", "mockito", "openssl", "native-tls", "wiremock", "lazy_static"];
    let uses = crates.iter().flat_map(|from| from.dependencies.iter().map(move |to| (from, to)));
    uses.filter(|(_, to)| UNWANTED.contains(&to.as_str()))
        .map(|(from, to)| format!("{} depends on {to}", from.folder))
        .collect()
}

#[test]
fn every_manifest_names_the_licence_and_every_folder_its_crate() {
    clean(misnamed(&crates()));
    let mut copied = member("sign-in", "functions/sign-out", &[]);
    copied.license = String::from("MIT");
    assert_eq!(misnamed(&[copied]), ["functions/sign-out: licence `MIT`", "functions/sign-out: crate `sign-in`"]);
}

fn misnamed(crates: &[Crate]) -> Vec<String> {
    let licences = crates
        .iter()
        .filter(|one| one.license != "Apache-2.0")
        .map(|one| format!("{}: licence `{}`", one.folder, one.license));
    let names = crates
        .iter()
        .filter(|one| matches!(one.home(), "functions" | "shared"))
        .filter(|one| one.folder.rsplit('/').next() != Some(&one.name))
        .map(|one| format!("{}: crate `{}`", one.folder, one.name));
    licences.chain(names).collect()
}

fn member(name: &str, folder: &str, dependencies: &[&str]) -> Crate {
    Crate {
        name: name.to_owned(),
        folder: folder.to_owned(),
        license: String::from("Apache-2.0"),
        dependencies: dependencies.iter().map(|name| (*name).to_owned()).collect(),
        binaries: Vec::new(),
    }
}
