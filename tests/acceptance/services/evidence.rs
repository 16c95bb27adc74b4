//! What anyone can check of a timeline who has it and a hash from elsewhere.

use super::*;
use acceptance::repository::root;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// Whether the program that knows nothing of ours takes a timeline for whole, and what it says.
fn verified(timeline: &Value, told: Option<&str>) -> (bool, String) {
    let mut command = Command::new("python3");
    command.arg(root().join("infra/verify_timeline.py")).args(told);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(timeline.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[tokio::test]
async fn a_timeline_is_checked_by_anyone_with_a_few_lines_of_another_language() {
    let house = House::open().await;
    let id = house.make(&service()).await.text("id");
    let why = house.post("/v1/justifications", &json!({ "name": "Desistiu" })).await.text("id");
    let path = format!("/v1/services/{id}/timeline");
    let early = house.get(&path).await.json["hash"].as_str().unwrap().to_owned();
    let cancel = json!({ "action": "cancel", "justification": why });
    let cancelled = house.post(&format!("/v1/services/{id}/status-changes"), &cancel).await;
    assert_eq!(cancelled.status, 200, "{}", cancelled.text);
    let timeline = house.get(&path).await.json;
    assert_eq!(timeline["items"].as_array().map(Vec::len), Some(2), "{timeline}");
    assert!(verified(&timeline, None).0, "{:?}", verified(&timeline, None));
    assert!(verified(&timeline, Some(&early)).0, "the head of an earlier webhook is on the way");

    let broken = |change: &dyn Fn(&mut Value)| {
        let mut other = timeline.clone();
        change(&mut other);
        assert_ne!(other, timeline);
        verified(&other, None)
    };
    let said = |(fine, said): (bool, String), expected: &str| {
        assert!(!fine && said.contains(expected), "{said}");
    };
    said(broken(&|other| other["items"][0]["author"] = json!("user:somebody")), "entry 1 does not give its hash");
    said(broken(&|other| other["items"][1]["data"]["to"] = json!("done")), "entry 2 does not give its hash");
    said(broken(&|other| drop(other["items"].as_array_mut().unwrap().remove(0))), "entry 1 is missing");
    said(broken(&|other| drop(other["items"].as_array_mut().unwrap().pop())), "the last entries are missing");
    said(verified(&timeline, Some(&"0".repeat(64))), "no entry gives 0000");
    house.world.stop().await;
}
