use super::*;
use crate::id::{BranchId, CarrierId, DriverId};

fn driver(facts: Driver) -> Entry<Driver> {
    Entry {
        id: DriverId::new(Uuid::from_u128(9)),
        code: Some(Code::new("D-1").unwrap()),
        name: Name::new("João Motorista").unwrap(),
        active: true,
        created_at: Timestamp::UNIX_EPOCH,
        facts,
    }
}

fn carrier(n: u128) -> CarrierId {
    CarrierId::new(Uuid::from_u128(n))
}

#[test]
fn every_register_is_found_by_its_name() {
    for kind in Kind::ALL {
        assert_eq!(kind.name().parse(), Ok(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
    assert_eq!("users".parse::<Kind>(), Err(UnknownKind));
}

#[test]
fn an_entry_has_what_no_other_may_have() {
    let login = Some(Code::new("Casa-Joao").unwrap());
    let unique = driver(Driver { login, ..Driver::default() }).unique();
    let fields: Vec<_> = unique.iter().map(|unique| (unique.field, unique.value.as_str())).collect();
    assert_eq!(fields, [("code", "d-1"), ("login", "casa-joao")]);
}

#[test]
fn a_driver_is_seen_by_its_branch_and_its_transport_company() {
    let of_one = driver(Driver { carrier: Some(carrier(1)), ..Driver::default() });
    let of_nobody = driver(Driver::default());
    let sight = Visibility::unrestricted().of_carriers([carrier(1)]);
    assert!(of_one.is_seen(&sight) && !of_nobody.is_seen(&sight));
    assert!(driver(of_nobody.facts.clone().placed(&sight)).is_seen(&sight), "a new one becomes the caller's own");
    let of_branch = Visibility::unrestricted().in_branches([BranchId::new(Uuid::from_u128(1))]);
    assert!(!of_one.is_seen(&of_branch));
}

#[test]
fn texts_are_compared_without_case_and_accents() {
    for (text, expected) in [("  São   PAULO ", "sao paulo"), ("Ñandú", "nandu"), ("", "")] {
        assert_eq!(folded(text), expected);
    }
    assert_eq!(folded(&"é".repeat(100)).len(), 60);
}
