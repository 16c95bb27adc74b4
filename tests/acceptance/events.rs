//! Every payload of `events/`, as AWS sends it, given to its function.

use acceptance::repository::{Source, root, sources};
use acceptance::world::World;
use serde_json::{Value, json};

/// What a payload must lead to.
#[derive(Debug)]
enum Outcome {
    /// An HTTP answer with this status.
    Status(u16),
    /// Everything was carried out.
    Done,
    /// All of a batch was carried out but these.
    AllBut(&'static [&'static str]),
}

use Outcome::{AllBut, Done, Status};

const EVENTS: &[(&str, Outcome)] = &[
    ("deliver-webhook/due-and-gone", AllBut(&[])),
    ("deliver-webhook/nobody-subscribed", AllBut(&[])),
    ("deliver-webhook/unreadable-beside-readable", AllBut(&["059f36b4-87a3-44ab-83d2-661975830a7d"])),
    ("keep-house/every-minute", Done),
    ("manage-accounts/nobody", Status(401)),
    ("manage-accounts/unknown-key", Status(401)),
    ("manage-accounts/uploaded", Done),
    ("manage-customers/nobody", Status(401)),
    ("manage-customers/uploaded", Done),
    ("manage-freight/nobody", Status(401)),
    ("manage-freight/unknown-key", Status(401)),
    ("manage-freight/uploaded", Done),
    ("manage-registers/nobody", Status(401)),
    ("manage-registers/unknown-key", Status(401)),
    ("manage-registers/uploaded", Done),
    ("manage-services/nobody", Status(401)),
    ("manage-services/unknown-key", Status(401)),
    ("manage-services/uploaded", Done),
    ("plan-routes/nobody", Status(401)),
    ("publish-events/configuration-changed", AllBut(&[])),
    ("publish-events/unreadable-beside-readable", AllBut(&["4421584500000000017450439102"])),
    ("publish-events/user-invited", AllBut(&[])),
    ("quote-shipping/nobody", Status(401)),
    ("quote-shipping/preflight", Status(204)),
    ("quote-shipping/simulation-of-nobody", Status(404)),
    ("quote-shipping/unknown-key", Status(401)),
    ("receive-receipt/bounced", AllBut(&[])),
    ("receive-receipt/logged", Done),
    ("receive-receipt/unreadable-beside-readable", AllBut(&["059f36b4-87a3-44ab-83d2-661975830a7d"])),
    ("receive-reply/nobody", Status(401)),
    ("receive-reply/unknown-number", AllBut(&[])),
    ("receive-reply/unreadable", AllBut(&["059f36b4-87a3-44ab-83d2-661975830a7d"])),
    ("schedule-service/nobody", Status(401)),
    ("schedule-service/uploaded", Done),
    ("send-notification/nobody-left", AllBut(&[])),
    ("send-notification/unreadable", AllBut(&["059f36b4-87a3-44ab-83d2-661975830a7d"])),
    ("sequence-feed/switched-twice", AllBut(&[])),
    ("sequence-feed/unreadable", AllBut(&["059f36b4-87a3-44ab-83d2-661975830a7d"])),
    ("serve-web/console", Status(200)),
    ("serve-web/openapi", Status(200)),
    ("serve-web/unknown-path", Status(404)),
    ("sign-in/forgotten-password", Status(202)),
    ("sign-in/not-json", Status(400)),
    ("sign-in/unknown-field", Status(400)),
    ("sign-in/unknown-invitation", Status(404)),
    ("sign-in/unknown-method", Status(405)),
    ("sign-in/wrong-password", Status(401)),
    ("sync-driver/nobody", Status(401)),
    ("update-position/nobody", Status(401)),
    ("upload-proof/nobody", Status(401)),
    ("upload-proof/uploaded", Done),
    ("track-service/unknown-link", Status(404)),
];

#[test]
fn every_event_has_an_expected_outcome() {
    assert_eq!(unexpected(&sources()), [""; 0]);
    assert_eq!(unexpected(&[Source::made_up("events/sign-in/new.json", "{}")]), ["sign-in/new"]);
}

fn unexpected(sources: &[Source]) -> Vec<&str> {
    let events = sources.iter().filter_map(|source| source.path.strip_prefix("events/")?.strip_suffix(".json"));
    events.filter(|event| !EVENTS.iter().any(|(known, _)| known == event)).collect()
}

#[tokio::test]
async fn every_event_leads_to_its_outcome() {
    let world = World::empty().await;
    let mut found = Vec::new();
    for (event, expected) in EVENTS {
        let path = root().join("events").join(event).with_extension("json");
        let payload: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let folder = event.split('/').next().unwrap();
        let answer = world.edition().invoke(&logical_id(folder), payload).await;
        if !is(expected, &answer) {
            found.push(format!("{event}: {expected:?} expected, {answer:?} came"));
        }
    }
    world.stop().await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn is(expected: &Outcome, answer: &Result<Value, String>) -> bool {
    match (expected, answer) {
        (Status(status), Ok(answer)) => answer["statusCode"] == *status,
        (Done, Ok(answer)) => answer.is_null(),
        (AllBut(undone), Ok(answer)) => {
            let undone: Vec<Value> = undone.iter().map(|id| json!({"itemIdentifier": id})).collect();
            answer["batchItemFailures"] == json!(undone)
        }
        (_, Err(_)) => false,
    }
}

#[test]
fn an_outcome_is_told_from_another() {
    let failures = |ids: &[&str]| {
        let ids: Vec<Value> = ids.iter().map(|id| json!({"itemIdentifier": id})).collect();
        Ok(json!({"batchItemFailures": ids}))
    };
    assert!(is(&Status(200), &Ok(json!({"statusCode": 200}))));
    assert!(!is(&Status(200), &Ok(json!({"statusCode": 201}))));
    assert!(is(&AllBut(&["a"]), &failures(&["a"])));
    assert!(!is(&AllBut(&["a"]), &failures(&[])));
    assert!(!is(&AllBut(&[]), &failures(&["a"])));
    assert!(!is(&Done, &Err(String::from("it failed"))));
}

/// `sign-in` in the template: `SignIn`.
fn logical_id(folder: &str) -> String {
    folder.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}
