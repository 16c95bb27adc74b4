use super::*;

#[test]
fn a_kind_is_listed_once_and_named_as_it_travels() {
    for (at, kind) in EventKind::ALL.iter().enumerate() {
        assert_eq!(EventKind::ALL.iter().position(|other| other == kind), Some(at), "{}", kind.name());
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
}

#[test]
fn what_happens_to_people_and_their_keys_stays_inside() {
    for kind in EventKind::ALL {
        let inside = ["user.", "password_reset.", "api_key."].iter().any(|noun| kind.name().starts_with(noun));
        assert!(!inside || kind.told().is_none(), "{}", kind.name());
    }
    assert!(EventKind::FreightTableSwitched.told().is_some());
}

#[test]
fn the_head_of_a_timeline_stands_beside_the_data() {
    let id = "0190c3f0-7d2b-7c1e-8a52-9c0c8a1f2b3d";
    let event = Event {
        id: id.parse().unwrap(),
        account: id.parse().unwrap(),
        kind: EventKind::FreightTableSwitched,
        subject: "road".to_owned(),
        author: "user:x".to_owned(),
        at: "2026-11-21T20:06:43Z".parse().unwrap(),
        data: BTreeMap::from([("hash".to_owned(), "ab12".to_owned()), ("policy".to_owned(), "road".to_owned())]),
    };
    let told = serde_json::to_value(event.told()).unwrap();
    let expected = serde_json::json!({
        "id": id, "type": "freight_table.switched", "occurredAt": "2026-11-21T20:06:43Z", "subject": "road",
        "author": "user:x", "data": { "policy": "road" }, "head": "ab12",
    });
    assert_eq!(told, expected);
}
