//! The same for files of configuration: docks, warehouses, shipping policies, pickup points, sellers and holidays.

use super::*;
use configuration::{Section, Sections};
use freight::configuration::Configuration;
use manage_freight::import::configure;
use manage_freight::wire::SettingKind;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use store::Version;

/// In an order in which each names only what is there.
const FILES: [(SettingKind, &str); 6] = [
    (SettingKind::Sellers, include_str!("sellers.csv")),
    (SettingKind::PickupPoints, include_str!("pickup_points.csv")),
    (SettingKind::ShippingPolicies, include_str!("policies.csv")),
    (SettingKind::Docks, include_str!("docks.csv")),
    (SettingKind::Warehouses, include_str!("warehouses.csv")),
    (SettingKind::Holidays, include_str!("holidays.csv")),
];

/// A section is kept as bytes, and read as it was.
fn kept<K, T>(section: &Section<K, T>)
where
    K: Ord + Debug + Serialize + DeserializeOwned,
    T: PartialEq + Debug + Serialize + DeserializeOwned,
{
    let bytes = serde_json::to_vec(section).unwrap();
    assert_eq!(&serde_json::from_slice::<Section<K, T>>(&bytes).unwrap(), section);
}

/// Whether all rows could be read; what they made can be kept, and quoted with.
fn read(kind: SettingKind, file: &[u8], before: &Sections) -> bool {
    let mut after = before.clone();
    let found = configure(kind, file, &mut after, Version::new(2));
    let (changed, same) = found.counts();
    let fine = found.errors.count() == 0;
    assert!(!fine || (changed + same == found.rows && found.rows > 0), "{} rows: {changed} and {same}", found.rows);
    assert!(changed + same <= found.rows && (changed > 0 || after == *before));
    if fine {
        let mut again = after.clone();
        let repeated = configure(kind, file, &mut again, Version::new(3));
        assert_eq!(
            (repeated.errors.count(), repeated.counts()),
            (0, (0, found.rows)),
            "the same file says nothing new"
        );
        assert_eq!(again, after);
    }
    kept(&after.docks);
    kept(&after.warehouses);
    kept(&after.policies);
    kept(&after.pickup_points);
    kept(&after.sellers);
    kept(&after.holidays);
    let quoted = Configuration::new(freight::configuration::Sections {
        docks: after.docks.values().cloned().collect(),
        warehouses: after.warehouses.values().cloned().collect(),
        policies: after.policies.values().cloned().collect(),
        pickup_points: after.pickup_points.values().cloned().collect(),
        sellers: after.sellers.values().cloned().collect(),
        holidays: after.holidays.values().cloned().collect(),
        ..freight::configuration::Sections::default()
    });
    assert!(quoted.is_ok());
    fine
}

#[test]
fn any_bytes_are_configuration_or_are_told_what_is_wrong_with_them() {
    let (mut dice, until, mut tried, mut taken) = (dice(), Instant::now() + seconds(), [0_u32; 6], [0_u32; 6]);
    let mut sections = Sections::default();
    let mut workbooks = Vec::new();
    for (kind, file) in FILES {
        let found = configure(kind, file.as_bytes(), &mut sections, Version::FIRST);
        assert_eq!((found.errors.count(), found.counts().0), (0, found.rows), "{kind:?}");
        let header: Vec<&str> = file.lines().next().unwrap().split([',', ';']).collect();
        let rows: Vec<Vec<&str>> = vec![header.iter().map(|name| if *name == "Id" { "novo" } else { *name }).collect()];
        workbooks.push(sheets::write::xlsx("t", &header, rows).unwrap());
    }
    while Instant::now() < until || tried.iter().any(|tried| *tried < 20) {
        let at = dice.below(FILES.len());
        let ((kind, good), (_, other)) = (FILES[at], FILES[dice.below(FILES.len())]);
        let good = if dice.below(8) == 0 { workbooks[at].as_slice() } else { good.as_bytes() };
        let file = dice.change(good, other.as_bytes());
        // Onto a shop that has it already, and onto one that has nothing.
        let before = if dice.below(3) == 0 { Sections::default() } else { sections.clone() };
        let found = catch_unwind(AssertUnwindSafe(|| read(kind, &file, &before)));
        let found = found.unwrap_or_else(|_| panic!("{kind:?}, these {} bytes: {}", file.len(), file.escape_ascii()));
        taken[at] += u32::from(found);
        tried[at] += 1;
    }
    println!("{tried:?} files, {taken:?} of them without an error");
    let (all, fine) = (tried.iter().sum::<u32>(), taken.iter().sum::<u32>());
    assert!(fine > 0 && fine < all, "{taken:?} of {tried:?}");
}
