//! What each function may touch.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Template, check, literal, one_or_many};

#[test]
fn no_statement_allows_a_wildcard_action_or_resource() {
    let ours = Template::ours();
    let statement = "/SignInRole/Properties/Policies/0/PolicyDocument/Statement/1";
    check(
        wildcards,
        &[
            (ours.but(&format!("{statement}/Action"), json!("dynamodb:*")), "action dynamodb:*"),
            (ours.but(&format!("{statement}/Action"), json!(["dynamodb:Get*"])), "action dynamodb:Get*"),
            (ours.but(&format!("{statement}/Resource"), json!("*")), "resource *"),
            (
                ours.but(&format!("{statement}/Resource"), json!({"Fn::Sub": "${Table.Arn}/index/*"})),
                "resource ${Table",
            ),
            (
                ours.but(&format!("{statement}/Resource"), json!({"Fn::Sub": "${FilesBucket.Arn}/*"})),
                "resource ${Files",
            ),
            (ours.but(&format!("{statement}/Resource"), json!("arn:aws:s3:::files/a*")), "resource arn:aws:s3:::files"),
            (ours.but(&format!("{statement}/NotResource"), json!("arn:aws:sqs:*:*:*")), "everything but"),
            (ours.without(&format!("{statement}/Resource")), "no resource"),
        ],
    );
}

fn wildcards(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    for (name, statement) in allowed(template) {
        for action in one_or_many(&statement["Action"]).map(literal).filter(|action| action.contains('*')) {
            found.push(format!("{name}: action {action}"));
        }
        for resource in one_or_many(&statement["Resource"]).map(literal).filter(|resource| !is_exact(resource)) {
            found.push(format!("{name}: resource {resource}"));
        }
        let everything_but = &statement["NotResource"];
        if !everything_but.is_null() && !is_a_telephone_number(statement) {
            found.push(format!("{name}: everything but {}", literal(everything_but)));
        }
        if everything_but.is_null() && statement["Resource"].is_null() {
            found.push(format!("{name}: no resource"));
        }
    }
    found
}

/// Objects of a bucket can only be named by what their keys start with: at least one whole folder.
fn is_exact(resource: &str) -> bool {
    let stars = resource.matches('*').count();
    let folder = resource.strip_suffix("/*").and_then(|prefix| {
        let after_bucket = prefix.split_once(":s3:::").map(|(_, path)| path);
        let after_bucket = after_bucket.or_else(|| prefix.contains("Bucket.Arn}/").then_some(prefix));
        after_bucket?.split_once('/').map(|(_, folder)| !folder.is_empty())
    });
    stars == 0 || (stars == 1 && folder == Some(true))
}

/// An SMS has no ARN: leaving out every topic leaves the telephone numbers.
fn is_a_telephone_number(statement: &Value) -> bool {
    statement["Action"] == "sns:Publish" && literal(&statement["NotResource"]) == "arn:${AWS::Partition}:sns:*:*:*"
}

/// Every Allow statement of every policy, with the name of the resource it is written in.
pub(super) fn allowed(template: &Template) -> Vec<(&str, &Value)> {
    let mut found = Vec::new();
    for (name, resource) in template.resources("") {
        let properties = &resource["Properties"];
        let inline = one_or_many(&properties["Policies"]).map(|policy| &policy["PolicyDocument"]);
        for document in inline.chain([&properties["PolicyDocument"]]) {
            let statements = one_or_many(&document["Statement"]);
            found.extend(statements.filter(|statement| statement["Effect"] != "Deny").map(|one| (name, one)));
        }
    }
    found
}

#[test]
fn every_function_has_a_role_of_its_own_written_out_here() {
    let ours = Template::ours();
    let sign_in = json!({"Fn::GetAtt": ["SignInRole", "Arn"]});
    let managed = json!(["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]);
    check(
        roles,
        &[
            (ours.but("/ServeWeb/Properties/Role", sign_in), "SignInRole is the role of"),
            (ours.but("/SignInRole/Properties/ManagedPolicyArns", managed), "SignInRole: managed"),
            (
                ours.but("/SignInRole/Properties/AssumeRolePolicyDocument/Statement/0/Principal", json!({"AWS": "*"})),
                "SignInRole: assumed by",
            ),
            (ours.without("/SignInRole"), "SignIn: its role"),
        ],
    );
}

fn roles(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    let mut holders: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, function) in template.resources("AWS::Lambda::Function") {
        let role = literal(&function["Properties"]["Role"]);
        let role = role.trim_start_matches("${").trim_end_matches(".Arn}").to_owned();
        if template.resource(&role)["Type"] != "AWS::IAM::Role" {
            found.push(format!("{name}: its role {role} is not written here"));
        }
        holders.entry(role).or_default().push(name);
    }
    for (role, functions) in holders {
        if functions.len() > 1 {
            found.push(format!("{role} is the role of {functions:?}"));
        }
    }
    for (name, role) in template.resources("AWS::IAM::Role") {
        if !role["Properties"]["ManagedPolicyArns"].is_null() {
            found.push(format!("{name}: managed policies allow more than is needed"));
        }
        let assumed_by = &role["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]["Principal"];
        // With this one SNS itself writes what became of an SMS.
        let service = if name == "SmsDeliveryLogRole" { "sns.amazonaws.com" } else { "lambda.amazonaws.com" };
        if *assumed_by != json!({ "Service": service }) {
            found.push(format!("{name}: assumed by {assumed_by}"));
        }
    }
    found
}

#[test]
fn a_role_may_do_what_the_events_of_its_function_need() {
    let ours = Template::ours();
    let role =
        |index: usize| format!("/PublishEventsRole/Properties/Policies/0/PolicyDocument/Statement/{index}/Action");
    check(
        missing_permissions,
        &[
            (ours.but(&role(1), json!("dynamodb:ListStreams")), "PublishEvents may not dynamodb:GetRecords"),
            (
                ours.but("/SendNotificationRole/Properties/Policies/0/PolicyDocument/Statement", json!([])),
                "SendNotification may not sqs:ReceiveMessage on ${MessagesQueue.Arn}",
            ),
            (
                ours.but("/KeepHouseRole/Properties/Policies/0/PolicyDocument/Statement", json!([])),
                "KeepHouse may not sqs:SendMessage on ${KeepHouseDeadLetters.Arn}",
            ),
        ],
    );
}

fn missing_permissions(template: &Template) -> Vec<String> {
    let mut needs: Vec<(&str, &str, String)> = Vec::new();
    for (name, _) in template.functions() {
        for action in ["logs:CreateLogStream", "logs:PutLogEvents"] {
            needs.push((name, action, format!("${{{name}Log.Arn}}")));
        }
    }
    for (name, kind, event) in template.events() {
        let actions: &[&str] = match kind {
            "SQS" => &["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
            "DynamoDB" => {
                &["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
            }
            _ => &[],
        };
        let source = if kind == "SQS" { &event["Queue"] } else { &event["Stream"] };
        needs.extend(actions.iter().map(|action| (name, *action, literal(source))));
        let bucket = literal(&event["DestinationConfig"]["OnFailure"]["Destination"]);
        if event["DestinationConfig"]["OnFailure"]["Type"] == "S3" {
            let objects = bucket.replace('}', "}/aws/lambda/*");
            needs.extend([(name, "s3:ListBucket", bucket), (name, "s3:PutObject", objects)]);
        }
    }
    for (name, function) in template.functions() {
        let queue = &function["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Destination"];
        if !queue.is_null() {
            needs.push((name, "sqs:SendMessage", literal(queue)));
        }
    }
    let allowed = allowed(template);
    needs
        .into_iter()
        .filter(|(name, action, resource)| {
            let role = format!("{name}Role");
            !allowed.iter().any(|(policy, statement)| {
                *policy == role
                    && one_or_many(&statement["Action"]).any(|one| one == action)
                    && one_or_many(&statement["Resource"]).any(|one| literal(one) == *resource)
            })
        })
        .map(|(name, action, resource)| format!("{name} may not {action} on {resource}"))
        .collect()
}
