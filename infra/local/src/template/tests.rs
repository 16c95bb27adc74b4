use std::collections::BTreeMap;
use std::path::Path;

use super::*;

const ORIGIN: &str = "http://127.0.0.1:8080";

fn parse(text: &str) -> Result<Template, String> {
    let parameters = BTreeMap::from([("PublicUrl".to_string(), ORIGIN.to_string())]);
    let place = Place { parameters: &parameters, origin: ORIGIN, queues: "http://127.0.0.1:9" };
    Template::parse(text, Path::new("."), &place)
}

fn project() -> Template {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let parameters = BTreeMap::from([("PublicUrl".to_string(), ORIGIN.to_string())]);
    let place = Place { parameters: &parameters, origin: ORIGIN, queues: "http://127.0.0.1:9" };
    Template::read(&folder.join("template.yaml"), &place).unwrap()
}

#[test]
fn the_projects_template_is_understood() {
    let template = project();
    assert!(template.functions.len() >= 8);
    let publish = template.streams.iter().find(|mapping| mapping.function == "PublishEvents").unwrap();
    assert_eq!((publish.retries, publish.bisect, publish.partial), (Some(5), true, true));
    assert!(matches!(publish.failure, Some(Failure::Bucket(_))));
    let messages = template.queues.iter().find(|queue| queue.name == "MessagesQueue").unwrap();
    assert_eq!((messages.max_receives, messages.dead_letters.as_deref()), (Some(5), Some("MessagesDeadLetters")));
    assert!(template.routes.iter().any(|route| route.path.is_none() && route.function == "ServeWeb"));
    assert_eq!(template.tables.first().unwrap().ttl.as_deref(), Some("ttl"));
}

#[test]
fn a_function_gets_the_global_and_its_own_settings_with_every_reference_carried_out() {
    let template = project();
    let notify = template.functions.iter().find(|function| function.folder == "send-notification").unwrap();
    check(&notify.environment, "TABLE_NAME", "Table");
    check(&notify.environment, "PUBLIC_URL", ORIGIN);
    check(&notify.environment, "LINK_BASE", ORIGIN);
    check(&notify.environment, "BUCKET_NAME", "entrega-files-000000000000-sa-east-1");
    let publish = template.functions.iter().find(|function| function.folder == "publish-events").unwrap();
    check(&publish.environment, "MESSAGES_QUEUE_URL", "http://127.0.0.1:9/000000000000/MessagesQueue");
    let web = template.functions.iter().find(|function| function.folder == "serve-web").unwrap();
    assert!(web.environment.get("WEB_ROOT").unwrap().ends_with("functions/serve-web/ui/dist"));
}

fn check(environment: &BTreeMap<String, String>, name: &str, value: &str) {
    assert_eq!(environment.get(name).map(String::as_str), Some(value), "{name}");
}

#[test]
fn what_cannot_be_carried_out_is_refused_by_name() {
    refused(
        "Resources: {A: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: !ImportValue x}}}",
        "Fn::ImportValue",
    );
    refused("Resources: {A: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: !Ref Nowhere}}}", "Nowhere");
    refused("Resources: {A: {Type: AWS::Serverless::Function, Properties: {}}}", "CodeUri");
    refused(
        "Resources: {A: {Type: AWS::Serverless::Function, Properties: {CodeUri: a/, Events: {E: {Type: MSK}}}}}",
        "events of type MSK",
    );
    refused("a: [", "line");
}

fn refused(text: &str, with: &str) {
    let reason = parse(text).unwrap_err();
    assert!(reason.contains(with), "{reason}");
}
