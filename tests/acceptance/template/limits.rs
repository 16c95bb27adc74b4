//! What AWS counts: bytes of a function's policy and resources of a stack.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Template, check, literal};

/// A function's resource policy ends at 20,480 bytes; ours stays below this, so that the next route fits.
const POLICY_BYTES: usize = 18 * 1024;

/// A stack ends at 500 resources.
const RESOURCES: usize = 450;

#[test]
fn no_function_is_called_from_more_places_than_its_policy_has_room_for() {
    let ours = Template::ours();
    let permission = ours.resource("ServeWebEverythingPermission").clone();
    let crowded = (0..60).fold(ours, |template, n| template.but(&format!("/Permission{n}"), permission.clone()));
    check(policies, &[(crowded, "ServeWeb: ")]);
}

fn policies(template: &Template) -> Vec<String> {
    let mut bytes: BTreeMap<String, usize> = BTreeMap::new();
    for (name, permission) in template.resources("AWS::Lambda::Permission") {
        let function = literal(&permission["Properties"]["FunctionName"]);
        let envelope = r#"{"Version":"2012-10-17","Id":"default","Statement":[]}"#.len();
        *bytes.entry(function).or_insert(envelope) += statement(name, &permission["Properties"]).to_string().len() + 1;
    }
    let crowded = bytes.into_iter().filter(|(_, bytes)| *bytes >= POLICY_BYTES);
    crowded
        .map(|(function, bytes)| format!("{}: {bytes} bytes of policy", function.trim_matches(['$', '{', '}'])))
        .collect()
}

/// The statement that Lambda writes down for a permission, with the longest names that it can get.
fn statement(name: &str, permission: &Value) -> Value {
    let region = "ap-southeast-1";
    let source = literal(&permission["SourceArn"])
        .replace("${AWS::Partition}", "aws-us-gov")
        .replace("${AWS::Region}", region)
        .replace("${AWS::AccountId}", "123456789012")
        .replace("${__ApiId__}", "abcdefghij")
        .replace("${__Stage__}", "*");
    json!({
        "Sid": format!("a-stack-of-20-letter-{name}-ABCDEFGHIJKLM"),
        "Effect": "Allow",
        "Principal": {"Service": permission["Principal"]},
        "Action": permission["Action"],
        "Resource": format!("arn:aws-us-gov:lambda:{region}:123456789012:function:{}", "n".repeat(64)),
        "Condition": {"StringEquals": {"AWS:SourceAccount": "123456789012"}, "ArnLike": {"AWS:SourceArn": source}},
    })
}

#[test]
fn the_stack_stays_below_its_number_of_resources() {
    let crowded = (0..RESOURCES)
        .fold(Template::ours(), |template, n| template.but(&format!("/Topic{n}"), json!({"Type": "AWS::SNS::Topic"})));
    check(resources, &[(crowded, "resources")]);
}

fn resources(template: &Template) -> Vec<String> {
    let count = template.resources("").count();
    if count < RESOURCES { Vec::new() } else { vec![format!("{count} resources")] }
}

#[test]
fn no_function_answers_the_api_later_than_the_api_waits() {
    check(late, &[(Template::ours().but("/QuoteShipping/Properties/Timeout", json!(60)), "QuoteShipping: 60 s")]);
}

/// A function that also does work which nobody waits for may take longer.
fn late(template: &Template) -> Vec<String> {
    const API_WAITS_SECONDS: u64 = 30;
    template
        .functions()
        .filter(|(name, _)| template.events().filter(|(owner, ..)| owner == name).all(|(_, kind, _)| kind == "HttpApi"))
        .map(|(name, function)| (name, function["Timeout"].as_u64().unwrap_or(3)))
        .filter(|(_, seconds)| *seconds > API_WAITS_SECONDS)
        .map(|(name, seconds)| format!("{name}: {seconds} s"))
        .collect()
}
