//! What the code asks of AWS against what the template allows: the single-machine edition asks for no permission,
//! so that a missing one would first show on AWS.

use std::collections::BTreeSet;

use acceptance::repository::{Crate, Source, crates, sources};
use serde_json::json;

use super::permissions::allowed;
use super::{Template, check, literal, one_or_many};

/// A crate and what whoever links it may do.
const SERVICES: [(&str, &[&str]); 4] = [
    ("store", &["dynamodb:UpdateItem"]),
    ("blobs", &["s3:GetObject"]),
    ("queues", &["sqs:SendMessage"]),
    ("messenger", &["sns:Publish", "ses:SendEmail"]),
];

#[test]
fn a_function_may_use_the_services_whose_crates_it_links_and_no_others() {
    let ours = Template::ours();
    let statements = |function: &str| format!("/{function}Role/Properties/Policies/0/PolicyDocument/Statement");
    let publish = json!({"Effect": "Allow", "Action": "sns:Publish", "Resource": "arn:aws:sns:us-east-1:1:topic"});
    check(
        service_faults,
        &[
            (
                ours.but(&statements("QuoteShipping"), json!([])),
                "quote-shipping links store and may not dynamodb:UpdateItem",
            ),
            (
                ours.but(&format!("{}/1", statements("SignIn")), publish),
                "sign-in may sns:Publish and does not link messenger",
            ),
        ],
    );
}

fn service_faults(template: &Template) -> Vec<String> {
    let crates = crates();
    let mut found = Vec::new();
    for (id, properties) in template.functions() {
        let folder = properties["CodeUri"].as_str().unwrap_or_default().trim_start_matches("../functions/");
        let Some(function) = crates.iter().find(|one| one.name == folder) else { continue };
        let may = actions(template, id);
        for (service, actions) in SERVICES {
            let links = links(function, service, &crates);
            for action in actions {
                match (links, may.contains(*action)) {
                    (true, false) => found.push(format!("{folder} links {service} and may not {action}")),
                    // Failed invocations are sent on by Lambda in the function's name.
                    (false, true) if properties["EventInvokeConfig"].is_null() || service != "queues" => {
                        found.push(format!("{folder} may {action} and does not link {service}"));
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

fn actions(template: &Template, function: &str) -> BTreeSet<String> {
    let role = format!("{function}Role");
    let statements = allowed(template).into_iter().filter(|(name, _)| *name == role);
    statements.flat_map(|(_, statement)| one_or_many(&statement["Action"]).map(literal).collect::<Vec<_>>()).collect()
}

/// Itself, or through the configuration, or through the windows where it opens them; the edge looks at the table only
/// for those who do.
fn links(function: &Crate, service: &str, crates: &[Crate]) -> bool {
    let folder = format!("functions/{}/", function.name);
    let opens = |source: &Source| source.path.starts_with(&folder) && source.text.contains("Schedule::open");
    let between: &[&str] =
        if sources().iter().any(opens) { &["configuration", "scheduling"] } else { &["configuration"] };
    let through =
        crates.iter().filter(|one| between.contains(&one.name.as_str()) && function.dependencies.contains(&one.name));
    std::iter::once(function).chain(through).any(|one| one.dependencies.iter().any(|name| name == service))
}

#[test]
fn every_secret_that_the_code_reads_may_be_read_by_who_reads_any() {
    let sources = sources();
    let names = constants(&sources, "shared/secrets/src/parameters.rs");
    assert_eq!(names.len(), 4, "the names of the secrets have moved: {names:?}");
    let ours = Template::ours();
    assert_eq!(secret_faults(&ours, &names), [""; 0]);
    assert_eq!(secret_faults(&ours, &BTreeSet::from(["jwt-key"])).len(), readers(&ours).count());
}

fn secret_faults(template: &Template, names: &BTreeSet<&str>) -> Vec<String> {
    readers(template)
        .filter(|(_, secrets)| !secrets.iter().map(String::as_str).eq(names.iter().copied()))
        .map(|(role, secrets)| format!("{role} may read {secrets:?}, the code reads {names:?}"))
        .collect()
}

fn readers(template: &Template) -> impl Iterator<Item = (&str, BTreeSet<String>)> {
    let statements = allowed(template).into_iter().filter(|(_, statement)| statement["Action"] == "ssm:GetParameters");
    statements.map(|(role, statement)| {
        let names = one_or_many(&statement["Resource"]).map(literal);
        (role, names.filter_map(|name| name.rsplit('/').next().map(str::to_owned)).collect())
    })
}

#[test]
fn every_folder_of_the_bucket_that_the_code_names_is_open_to_somebody_and_no_other_is() {
    let sources = sources();
    let folders = constants(&sources, "shared/blobs/src/keys.rs");
    assert!(folders.contains("imports"), "the folders of the bucket have moved: {folders:?}");
    let ours = Template::ours();
    assert_eq!(open_folders(&ours), folders.iter().map(|folder| (*folder).to_owned()).collect());
    assert!(!open_folders(&ours).contains("photos"));
}

fn open_folders(template: &Template) -> BTreeSet<String> {
    let resources = allowed(template).into_iter().flat_map(|(_, statement)| one_or_many(&statement["Resource"]));
    resources
        .map(literal)
        .filter_map(|name| Some(name.strip_suffix("/*")?.split_once("-files-")?.1.to_owned()))
        .filter_map(|path| path.split_once('/').map(|(_, folder)| folder.to_owned()))
        .collect()
}

/// The texts of the constants of a file.
fn constants<'a>(sources: &'a [Source], path: &str) -> BTreeSet<&'a str> {
    let source = sources.iter().find(|source| source.path == path).map_or("", |source| &source.text);
    let texts = source.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("const "));
    texts.filter_map(|line| line.split_once(": &str = \"")?.1.split('"').next()).collect()
}
