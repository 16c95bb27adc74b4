//! The bytes of a block.
//!
//! `EFB` and a version byte, the sections one after another, and the CRC-32 of all that in the last four bytes. The
//! SHA-256 of the whole is the block's name. Whole numbers are LEB128, numbers with decimals are mantissa and scale.

use domain::code::PolygonId;
use domain::postal::Country;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use crate::table::block::{Block, BlockHash, Groups, Parts};
use crate::table::packed::Packed;
use crate::table::row::MAX_SCALE;
use crate::table::{Band, Tariff};
use crate::time_span::TimeSpan;

const MAGIC: [u8; 3] = *b"EFB";
/// Raised whenever bytes of an older version would be read wrongly.
const VERSION: u8 = 1;
const CHECKSUM_LENGTH: usize = 4;

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

pub(crate) fn encode(parts: &Parts) -> (Vec<u8>, BlockHash) {
    let mut to = Vec::new();
    to.extend_from_slice(&MAGIC);
    to.push(VERSION);
    write_texts(&mut to, parts.countries.iter().map(|country| country.code()));
    write_texts(&mut to, parts.polygons.iter().map(PolygonId::as_str));
    write_count(&mut to, parts.bands.len());
    for band in &parts.bands {
        write_decimal(&mut to, band.start);
        write_decimal(&mut to, band.end);
    }
    write_count(&mut to, parts.templates.len());
    for template in &parts.templates {
        write_count(&mut to, template.len());
        for band in template {
            write_number(&mut to, u64::from(*band));
        }
    }
    write_count(&mut to, parts.tariffs.len());
    for (scale, tariff) in &parts.tariffs {
        write_number(&mut to, u64::from(*scale));
        write_decimal(&mut to, tariff.price_percent);
        write_decimal(&mut to, tariff.price_by_extra_weight);
        write_decimal(&mut to, tariff.max_volume);
        write_number(&mut to, u64::from(tariff.time_cost.seconds()));
        write_decimal(&mut to, tariff.minimum_value_insurance);
    }
    write_number(&mut to, u64::from(parts.flat_scale));
    for column in [&parts.groups.country, &parts.groups.start, &parts.groups.end, &parts.groups.template] {
        column.write(&mut to);
    }
    for column in [&parts.flats, &parts.tariff_of, &parts.order] {
        column.write(&mut to);
    }
    let checksum = crc32fast::hash(&to);
    to.extend_from_slice(&checksum.to_le_bytes());
    let hash = BlockHash::new(Sha256::digest(&to).into());
    (to, hash)
}

pub(crate) fn decode(bytes: &[u8]) -> Result<Block, DamagedBlock> {
    let head = bytes.get(..4).ok_or(DamagedBlock::Magic)?;
    if head.get(..3) != Some(&MAGIC) {
        return Err(DamagedBlock::Magic);
    }
    match head.get(3) {
        Some(&VERSION) => {}
        Some(other) => return Err(DamagedBlock::Version(*other)),
        None => return Err(DamagedBlock::Magic),
    }
    let split = bytes.len().checked_sub(CHECKSUM_LENGTH).ok_or(DamagedBlock::Checksum)?;
    let (content, checksum) = bytes.split_at_checked(split).ok_or(DamagedBlock::Checksum)?;
    if checksum != crc32fast::hash(content).to_le_bytes() {
        return Err(DamagedBlock::Checksum);
    }
    let parts = read_parts(&mut Reader { rest: content.get(4..).ok_or(DamagedBlock::Content)? })?;
    Block::assemble(parts, BlockHash::new(Sha256::digest(bytes).into())).ok_or(DamagedBlock::Content)
}

fn read_parts(from: &mut Reader<'_>) -> Result<Parts, DamagedBlock> {
    let countries = from.many(|from| Country::new(from.text()?).map_err(|_| DamagedBlock::Content))?;
    let polygons = from.many(|from| PolygonId::new(from.text()?).map_err(|_| DamagedBlock::Content))?;
    let bands = from.many(|from| Ok(Band { start: from.decimal()?, end: from.decimal()? }))?;
    let templates =
        from.many(|from| from.many(|from| u32::try_from(from.number()?).map_err(|_| DamagedBlock::Content)))?;
    let tariffs = from.many(|from| {
        let scale = from.scale()?;
        let tariff = Tariff {
            price_percent: from.decimal()?,
            price_by_extra_weight: from.decimal()?,
            max_volume: from.decimal()?,
            time_cost: TimeSpan::from_seconds(from.number()?).ok_or(DamagedBlock::Content)?,
            minimum_value_insurance: from.decimal()?,
        };
        Ok((scale, tariff))
    })?;
    let flat_scale = from.scale()?;
    let groups = Groups {
        country: Packed::read(from)?,
        start: Packed::read(from)?,
        end: Packed::read(from)?,
        template: Packed::read(from)?,
    };
    let (flats, tariff_of, order) = (Packed::read(from)?, Packed::read(from)?, Packed::read(from)?);
    if !from.rest.is_empty() {
        return Err(DamagedBlock::Content);
    }
    Ok(Parts { countries, polygons, bands, templates, tariffs, flat_scale, groups, flats, tariff_of, order })
}

fn write_number(to: &mut Vec<u8>, mut number: u64) {
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

fn write_decimal(to: &mut Vec<u8>, value: Decimal) {
    write_number(to, u64::from(value.scale()));
    write_number(to, u64::try_from(value.mantissa()).unwrap_or_default());
}

fn write_texts<'a>(to: &mut Vec<u8>, texts: impl ExactSizeIterator<Item = &'a str>) {
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
    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], DamagedBlock> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(DamagedBlock::Content)?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u64, DamagedBlock> {
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

    fn scale(&mut self) -> Result<u32, DamagedBlock> {
        u32::try_from(self.number()?).ok().filter(|scale| *scale <= MAX_SCALE).ok_or(DamagedBlock::Content)
    }

    fn decimal(&mut self) -> Result<Decimal, DamagedBlock> {
        let scale = self.scale()?;
        let mantissa = i64::try_from(self.number()?).map_err(|_| DamagedBlock::Content)?;
        Ok(Decimal::new(mantissa, scale))
    }

    fn text(&mut self) -> Result<&'a str, DamagedBlock> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| DamagedBlock::Content)
    }

    fn many<T>(&mut self, mut one: impl FnMut(&mut Self) -> Result<T, DamagedBlock>) -> Result<Vec<T>, DamagedBlock> {
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
