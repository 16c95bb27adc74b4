//! A table with some rows changed.

use std::collections::HashMap;

use domain::postal::Country;
use rust_decimal::Decimal;

use crate::table::{Area, Band, Block, Compiled, FreightRow, TooManyRows, compile};

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
/// # Errors
/// [`TooManyRows`] when more come out than a table may have.
pub fn amend(block: &Block, changes: &[Change]) -> Result<Amended, TooManyRows> {
    let mut rows: Vec<Option<FreightRow>> = block.rows().map(Some).collect();
    let mut places: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.as_ref()?))) {
        places.entry(key(row.identity())).or_default().push(at);
    }
    let (mut added, mut changed, mut removed) = (0, 0, 0);
    for change in changes {
        match change {
            Change::Delete(identity) => {
                for at in places.remove(&key(identity.clone())).unwrap_or_default() {
                    removed += usize::from(rows.get_mut(at).and_then(Option::take).is_some());
                }
            }
            Change::Put(row) | Change::Reprice(row) => {
                let found = places.entry(key(row.identity())).or_default();
                for at in found.drain(found.len().min(1)..) {
                    removed += usize::from(rows.get_mut(at).and_then(Option::take).is_some());
                }
                match found.first().and_then(|at| rows.get_mut(*at)) {
                    Some(place) => {
                        let row = match (change, place.as_ref()) {
                            (Change::Reprice(_), Some(before)) => row.clone().insured_as(before),
                            _ => row.clone(),
                        };
                        changed += usize::from(place.as_ref() != Some(&row));
                        *place = Some(row);
                    }
                    None => {
                        found.push(rows.len());
                        rows.push(Some(row.clone()));
                        added += 1;
                    }
                }
            }
        }
    }
    let rows: Vec<FreightRow> = rows.into_iter().flatten().collect();
    Ok(Amended { compiled: compile(&rows)?, added, changed, removed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cells;

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
