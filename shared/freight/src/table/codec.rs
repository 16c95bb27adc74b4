//! The bytes of a block.
//!
//! `EFB` and a version byte, the sections one after another, and the CRC-32 of all that in the last four bytes. The
//! SHA-256 of the whole is the block's name.

use domain::code::PolygonId;
use domain::postal::Country;
use sha2::{Digest, Sha256};

use crate::table::bytes::{Reader, write_count, write_decimal, write_number, write_texts};
use crate::table::packed::Packed;
use crate::table::parts::{Groups, Parts};
use crate::table::{Band, BlockHash, DamagedBlock, Tariff};
use crate::time_span::TimeSpan;

const MAGIC: [u8; 3] = *b"EFB";
/// Raised whenever bytes of an older version would be read wrongly.
const VERSION: u8 = 1;
const CHECKSUM_LENGTH: usize = 4;

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

pub(crate) fn decode(bytes: &[u8]) -> Result<(Parts, BlockHash), DamagedBlock> {
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
    let parts = read_parts(&mut Reader::new(content.get(4..).ok_or(DamagedBlock::Content)?))?;
    Ok((parts, BlockHash::new(Sha256::digest(bytes).into())))
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
    if !from.is_empty() {
        return Err(DamagedBlock::Content);
    }
    Ok(Parts { countries, polygons, bands, templates, tariffs, flat_scale, groups, flats, tariff_of, order })
}
