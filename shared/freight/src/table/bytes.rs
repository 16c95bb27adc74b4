//! Numbers and texts as bytes: whole numbers in LEB128, numbers with decimals as mantissa and scale.

use rust_decimal::Decimal;

use crate::table::row::MAX_SCALE;

/// Bytes that are not a block, or not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DamagedBlock {
    /// The bytes do not begin like a block.
    #[error("the bytes are not a freight block")]
    Magic,
    /// Written by a program that knows more.
    #[error("version {0} of the block format is not known")]
    Version(u8),
    /// The checksum does not fit.
    #[error("the checksum of the block is wrong")]
    Checksum,
    /// The checksum fits but the content makes no sense.
    #[error("the content of the block makes no sense")]
    Content,
}

pub(crate) fn write_number(to: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            to.push(low);
            return;
        }
        to.push(low | 0x80);
    }
}

pub(crate) fn write_count(to: &mut Vec<u8>, count: usize) {
    write_number(to, u64::try_from(count).unwrap_or(u64::MAX));
}

pub(crate) fn write_decimal(to: &mut Vec<u8>, value: Decimal) {
    write_number(to, u64::from(value.scale()));
    write_number(to, u64::try_from(value.mantissa()).unwrap_or_default());
}

pub(crate) fn write_texts<'a>(to: &mut Vec<u8>, texts: impl ExactSizeIterator<Item = &'a str>) {
    write_count(to, texts.len());
    for text in texts {
        write_count(to, text.len());
        to.extend_from_slice(text.as_bytes());
    }
}

/// Takes a block's bytes apart; every step may find that there are not enough.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], DamagedBlock> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(DamagedBlock::Content)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(crate) fn number(&mut self) -> Result<u64, DamagedBlock> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.rest.split_first().ok_or(DamagedBlock::Content)?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(DamagedBlock::Content)
    }

    pub(crate) fn count(&mut self) -> Result<usize, DamagedBlock> {
        usize::try_from(self.number()?).map_err(|_| DamagedBlock::Content)
    }

    pub(crate) fn scale(&mut self) -> Result<u32, DamagedBlock> {
        u32::try_from(self.number()?).ok().filter(|scale| *scale <= MAX_SCALE).ok_or(DamagedBlock::Content)
    }

    pub(crate) fn decimal(&mut self) -> Result<Decimal, DamagedBlock> {
        let scale = self.scale()?;
        let mantissa = i64::try_from(self.number()?).map_err(|_| DamagedBlock::Content)?;
        Ok(Decimal::new(mantissa, scale))
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, DamagedBlock> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| DamagedBlock::Content)
    }

    pub(crate) fn many<T>(
        &mut self,
        mut one: impl FnMut(&mut Self) -> Result<T, DamagedBlock>,
    ) -> Result<Vec<T>, DamagedBlock> {
        let count = self.count()?;
        // Each takes a byte at least, so a damaged count cannot ask for memory that the bytes do not back.
        if count > self.rest.len() {
            return Err(DamagedBlock::Content);
        }
        let mut all = Vec::with_capacity(count);
        for _ in 0..count {
            all.push(one(self)?);
        }
        Ok(all)
    }
}
