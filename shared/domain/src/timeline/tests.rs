use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn timeline(count: u32) -> (Vec<Entry>, Head) {
    let mut head = Head::default();
    let mut entries = Vec::new();
    for n in 0..count {
        let at = Timestamp::from_second(i64::from(n)).unwrap();
        let happened = Happened {
            id: EventId::new(Uuid::from_u128(u128::from(n))),
            kind: "service.status_changed".to_owned(),
            author: "user:1".to_owned(),
            place: (n % 2 == 0).then(|| "-23.5,-46.6".to_owned()),
            happened_at: at,
            arrived_at: at,
            data: BTreeMap::from([("to".to_owned(), n.to_string())]),
        };
        let (entry, next) = head.append(happened);
        entries.push(entry);
        head = next;
    }
    (entries, head)
}

#[test]
fn a_timeline_as_it_was_written_verifies() {
    for count in [0, 1, 5] {
        let (entries, head) = timeline(count);
        assert_eq!(verify_to(&entries, &head), Ok(()));
    }
}

#[test]
fn what_was_taken_out_is_found() {
    let (entries, head) = timeline(4);
    assert_eq!(verify_to(&entries[1..], &head), Err(Broken::Missing { expected: 1, found: 2 }));
    assert_eq!(verify_to(&entries[..3], &head), Err(Broken::OtherEnd { found: 3 }));
    let gap: Vec<Entry> = entries.iter().filter(|entry| entry.seq != 3).cloned().collect();
    assert_eq!(verify_to(&gap, &head), Err(Broken::Missing { expected: 3, found: 4 }));
}

#[test]
fn moving_text_between_two_parts_is_found() {
    let (mut entries, _) = timeline(1);
    entries[0].kind = "service.status_changedu".to_owned();
    entries[0].author = "ser:1".to_owned();
    assert_eq!(verify(&entries), Err(Broken::Changed { seq: 1 }));
}

proptest! {
    #[test]
    fn any_change_of_any_entry_is_found(at in 0..6_usize, field in 0..7_u8, to in "[a-z0-9]{1,8}") {
        let (mut entries, head) = timeline(6);
        let before = entries[at].clone();
        let entry = &mut entries[at];
        match field {
            0 => entry.kind = to,
            1 => entry.author = to,
            2 => entry.place = Some(to),
            3 => entry.happened_at = Timestamp::MAX,
            4 => entry.arrived_at = Timestamp::MIN,
            5 => drop(entry.data.insert("to".to_owned(), to)),
            _ => entry.hash = to,
        }
        prop_assume!(*entry != before);
        prop_assert!(verify_to(&entries, &head).is_err());
    }
}
