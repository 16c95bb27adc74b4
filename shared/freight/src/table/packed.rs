//! A column of whole numbers in as few bytes each as the largest needs.

use crate::table::DamagedBlock;
use crate::table::bytes::{Reader, write_count};

/// Numbers of 0 to 8 bytes each, little end first; a column of zeros takes no space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Packed {
    width: usize,
    length: usize,
    /// The bits of a number among the eight bytes that begin where it does.
    mask: u64,
    /// The numbers, and [`PADDING`].
    bytes: Vec<u8>,
}

/// Zeros at the end, so that eight bytes can be read where the last number begins.
const PADDING: usize = 8;

impl Packed {
    pub(crate) fn new(values: &[u64]) -> Self {
        let largest = values.iter().copied().max().unwrap_or(0);
        let zeros = usize::try_from(largest.leading_zeros()).unwrap_or(64);
        let width = 8 - zeros / 8;
        let mut bytes = Vec::with_capacity(values.len().saturating_mul(width).saturating_add(PADDING));
        for value in values {
            bytes.extend(value.to_le_bytes().iter().take(width));
        }
        bytes.extend([0; PADDING]);
        Self { width, length: values.len(), mask: mask(width), bytes }
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// What it takes in memory.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Bytes of each number.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The number at a place; 0 beyond the end.
    pub(crate) fn at(&self, place: usize) -> u64 {
        let found = self.bytes.get(place.wrapping_mul(self.width)..).and_then(<[u8]>::first_chunk::<8>);
        found.map_or(0, |bytes| u64::from_le_bytes(*bytes) & self.mask)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        (0..self.length).map(|place| self.at(place))
    }

    /// The number at a place, as an index.
    pub(crate) fn index(&self, place: usize) -> usize {
        usize::try_from(self.at(place)).unwrap_or(usize::MAX)
    }

    pub(crate) fn write(&self, to: &mut Vec<u8>) {
        write_count(to, self.width);
        write_count(to, self.length);
        to.extend_from_slice(self.bytes.get(..self.length.wrapping_mul(self.width)).unwrap_or_default());
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Self, DamagedBlock> {
        let width = from.count()?;
        let length = from.count()?;
        if width > 8 {
            return Err(DamagedBlock::Content);
        }
        // A column without width takes no bytes, so only this bounds how much the reader is made to loop.
        if length > MAX_LENGTH {
            return Err(DamagedBlock::Content);
        }
        let taken = from.take(length.checked_mul(width).ok_or(DamagedBlock::Content)?)?;
        let mut bytes = Vec::with_capacity(taken.len().saturating_add(PADDING));
        bytes.extend_from_slice(taken);
        bytes.extend([0; PADDING]);
        Ok(Self { width, length, mask: mask(width), bytes })
    }
}

fn mask(width: usize) -> u64 {
    [0, 0xff, 0xffff, 0xff_ffff, 0xffff_ffff, 0xff_ffff_ffff, 0xffff_ffff_ffff, 0xff_ffff_ffff_ffff]
        .get(width)
        .copied()
        .unwrap_or(u64::MAX)
}

/// The most rows that a block may have.
pub(crate) const MAX_LENGTH: usize = 20_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_takes_the_bytes_of_its_largest_number() {
        let check = |values: &[u64], width: usize| {
            let packed = Packed::new(values);
            assert_eq!(packed.bytes.len(), width * values.len() + PADDING, "{values:?}");
            assert_eq!(packed.iter().collect::<Vec<_>>(), values);
        };
        check(&[], 0);
        check(&[0, 0, 0], 0);
        check(&[1, 255], 1);
        check(&[1, 256], 2);
        check(&[3590, 70_000], 3);
        check(&[u64::MAX, 0], 8);
    }
}
