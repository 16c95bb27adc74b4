//! A table with some rows changed.

use std::collections::{BTreeMap, HashMap};

use domain::postal::Country;
use rust_decimal::Decimal;

use crate::table::{Area, Band, Block, Compiled, Compiler, FreightRow, TooManyRows};

/// What makes a row itself: country, postal range or polygon, and weights.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowIdentity {
    /// The country.
    pub country: Country,
    /// Where in it.
    pub area: Area,
    /// For which weights.
    pub band: Band,
}

/// One change of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Puts a row in the place of the one with the same identity, or at the end.
    Put(FreightRow),
    /// The same by one who cannot say the least that the percent part may be: that stays as in the row that was there.
    Reprice(FreightRow),
    /// Takes out the rows of an identity.
    Delete(RowIdentity),
}

/// A changed table.
#[derive(Clone, Debug)]
pub struct Amended {
    /// The table.
    pub compiled: Compiled,
    /// Rows that were not there before.
    pub added: usize,
    /// Rows that say something else than before.
    pub changed: usize,
    /// Rows that are not there any more.
    pub removed: usize,
}

impl FreightRow {
    /// What makes it itself. Weights are the same however many zeros they are written with.
    #[must_use]
    pub fn identity(&self) -> RowIdentity {
        RowIdentity { country: self.country(), area: self.area().clone(), band: self.band() }
    }
}

/// Country, area and weights, as they compare.
type Key = (Country, Area, [Decimal; 2]);

fn key(identity: RowIdentity) -> Key {
    let RowIdentity { country, area, band } = identity;
    (country, area, [band.start.normalize(), band.end.normalize()])
}

/// Carries out changes in their order. Where a table has several rows of one identity, the first is replaced and the
/// others go.
///
/// Of the table only the rows that changes are about are unpacked; all others go from block to block.
///
/// # Errors
/// [`TooManyRows`] when more come out than a table may have.
pub fn amend(block: &Block, changes: &[Change]) -> Result<Amended, TooManyRows> {
    let mut draft = Draft::new(block, changes);
    for change in changes {
        draft.carry_out(change);
    }
    let Draft { rows, added, changed, removed, .. } = draft;
    let (mut compiler, mut number) = (Compiler::default(), 0_u32);
    let mut add = |row: &FreightRow| {
        number = number.saturating_add(1);
        compiler.add(number, row)
    };
    for (at, row) in block.rows().enumerate() {
        match rows.get(&at) {
            None => add(&row)?,
            Some(Some(row)) => add(row)?,
            Some(None) => {}
        }
    }
    for row in rows.range(block.row_count()..).filter_map(|(_, row)| row.as_ref()) {
        add(row)?;
    }
    Ok(Amended { compiled: compiler.finish()?, added, changed, removed })
}

/// The rows that changes are about, by their place; new ones come behind those of the table.
struct Draft {
    rows: BTreeMap<usize, Option<FreightRow>>,
    places: HashMap<Key, Vec<usize>>,
    next: usize,
    added: usize,
    changed: usize,
    removed: usize,
}

impl Draft {
    fn new(block: &Block, changes: &[Change]) -> Self {
        let identity = |change: &Change| match change {
            Change::Put(row) | Change::Reprice(row) => row.identity(),
            Change::Delete(identity) => identity.clone(),
        };
        let mut places: HashMap<Key, Vec<usize>> =
            changes.iter().map(|change| (key(identity(change)), Vec::new())).collect();
        let mut rows = BTreeMap::new();
        for (at, row) in block.rows().enumerate() {
            if let Some(found) = places.get_mut(&key(row.identity())) {
                found.push(at);
                rows.insert(at, Some(row));
            }
        }
        Self { rows, places, next: block.row_count(), added: 0, changed: 0, removed: 0 }
    }

    fn carry_out(&mut self, change: &Change) {
        let Self { rows, places, next, added, changed, removed } = self;
        let mut take_out = |at: usize| *removed += usize::from(rows.get_mut(&at).and_then(Option::take).is_some());
        match change {
            Change::Delete(identity) => {
                places.remove(&key(identity.clone())).unwrap_or_default().into_iter().for_each(take_out);
            }
            Change::Put(row) | Change::Reprice(row) => {
                let found = places.entry(key(row.identity())).or_default();
                found.drain(found.len().min(1)..).for_each(&mut take_out);
                match found.first().and_then(|at| rows.get_mut(at)) {
                    Some(place) => {
                        let row = match (change, place.as_ref()) {
                            (Change::Reprice(_), Some(before)) => row.clone().insured_as(before),
                            _ => row.clone(),
                        };
                        *changed += usize::from(place.as_ref() != Some(&row));
                        *place = Some(row);
                    }
                    None => {
                        found.push(*next);
                        rows.insert(*next, Some(row.clone()));
                        *next += 1;
                        *added += 1;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Cells, compile};

    fn row(line: &str) -> FreightRow {
        Cells(line.split(',').collect::<Vec<_>>().try_into().unwrap()).parse().unwrap().row
    }

    const A: &str = "01000000,05999999,,0,300,10,0,0,0,1,BRA,0";
    const B: &str = "06000000,06999999,,0,300,12,0,0,0,2,BRA,0";
    const C: &str = "0,0,centro,0,300,5,0,0,0,1,BRA,0";

    #[test]
    fn a_row_is_replaced_added_or_taken_out_by_its_identity() {
        let check = |before: &[&str], changes: &[Change], after: &[&str], counts: [usize; 3]| {
            let block = compile(&before.iter().map(|line| row(line)).collect::<Vec<_>>()).unwrap().block;
            let found = amend(&block, changes).unwrap();
            assert_eq!(
                found.compiled.block.rows().collect::<Vec<_>>(),
                after.iter().map(|line| row(line)).collect::<Vec<_>>()
            );
            assert_eq!([found.added, found.changed, found.removed], counts, "{changes:?}");
        };
        let put = |line: &str| Change::Put(row(line));
        let delete = |line: &str| Change::Delete(row(line).identity());
        check(&[A, B], &[], &[A, B], [0, 0, 0]);
        check(&[A], &[put(B)], &[A, B], [1, 0, 0]);
        check(&[A, B], &[put(&A.replace(",10,", ",11,"))], &[&A.replace(",10,", ",11,"), B], [0, 1, 0]);
        check(&[A, B], &[put(A)], &[A, B], [0, 0, 0]);
        check(
            &[A, B],
            &[put(&A.replace(",300,10,", ",300.00,11,"))],
            &[&A.replace(",300,10,", ",300.00,11,"), B],
            [0, 1, 0],
        );
        check(&[A, B, C], &[delete(A), delete(C)], &[B], [0, 0, 2]);
        check(&[A], &[delete(B)], &[A], [0, 0, 0]);
        check(&[A, B, A], &[put(A)], &[A, B], [0, 0, 1]);
        check(&[A], &[delete(A), put(A)], &[A], [1, 0, 1]);
        check(&[], &[put(A), put(&A.replace(",10,", ",9,"))], &[&A.replace(",10,", ",9,")], [1, 1, 0]);
        let insured = A.replace("BRA,0", "BRA,15");
        let reprice = |line: &str| Change::Reprice(row(line));
        check(&[&insured], &[reprice(&A.replace(",10,", ",11,"))], &[&insured.replace(",10,", ",11,")], [0, 1, 0]);
        check(&[&insured], &[reprice(A)], &[&insured], [0, 0, 0]);
        check(&[&insured], &[put(A)], &[A], [0, 1, 0]);
        check(&[&insured], &[delete(A), reprice(A)], &[A], [1, 0, 1]);
        check(&[], &[reprice(A)], &[A], [1, 0, 0]);
        check(&[A], &[put(&A.replace("0,300", "300,500"))], &[A, &A.replace("0,300", "300,500")], [1, 0, 0]);
    }
}
