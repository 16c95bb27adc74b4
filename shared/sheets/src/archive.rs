//! ZIP archives, read under a limit that holds for what comes out of them.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{Limits, Unreadable};

/// Files that archive programs add by themselves.
const LITTER: [&str; 2] = ["__MACOSX/", ".DS_Store"];

/// Members of one archive at most; an XLSX has some five plus one for each tab, picture and table.
const MEMBERS: usize = 2_000;

pub(crate) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Opens an archive and checks the sizes that it declares.
pub(crate) fn open<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Archive<'b>, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MEMBERS {
        return Err(Unreadable::Damaged(format!("it has more than {MEMBERS} members")));
    }
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        declared = declared.saturating_add(archive.by_index_raw(index).map_err(damaged)?.size());
    }
    if declared > limits.unpacked { Err(too_large(limits)) } else { Ok(archive) }
}

/// Whether the archive is an XLSX workbook.
pub(crate) fn is_workbook(archive: &Archive<'_>) -> bool {
    let has = |wanted: fn(&str) -> bool| archive.file_names().flatten().any(|name| wanted(&name));
    has(|name| name.eq_ignore_ascii_case("[Content_Types].xml"))
        && has(|name| name.to_ascii_lowercase().ends_with("workbook.xml"))
}

/// Unpacks every member of a workbook once and throws it away: whoever reads the same bytes with the same
/// library afterwards gets no more than was counted here.
pub(crate) fn measure(archive: &mut Archive<'_>, limits: &Limits) -> Result<(), Unreadable> {
    let mut left = limits.unpacked;
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(damaged)?;
        // Everything but a tab is held whole by the reader, at some times its size in the archive.
        let name = member.name().map_err(damaged)?.to_ascii_lowercase();
        let whole = !name.contains("worksheets/");
        let share = if whole { left.min(limits.unpacked / 4) } else { left };
        let strings = name.ends_with("sharedstrings.xml");
        let size = drain(member, share, strings)?.ok_or_else(|| too_large(limits))?;
        left = left.saturating_sub(size);
    }
    Ok(())
}

/// Reads to the end and counts; none when there is more than `limit`. A table of strings may not announce
/// more strings than it has bytes, for its reader makes room for them at once.
fn drain(mut member: impl Read, limit: u64, strings: bool) -> Result<Option<u64>, Unreadable> {
    let mut buffer = vec![0_u8; 64 * 1024];
    let (mut size, mut announced, mut counted) = (0_u64, Announced::default(), Counted::default());
    loop {
        let count = member.read(&mut buffer).map_err(|error| Unreadable::Damaged(error.to_string()))?;
        if count == 0 {
            break;
        }
        size = size.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        if size > limit {
            return Ok(None);
        }
        if strings {
            let part = buffer.get(..count).unwrap_or_default();
            announced.see(part);
            counted.see(part);
            // A string costs its reader more than its letters: ten million empty ones are not small.
            if size.saturating_add(counted.strings.saturating_mul(HELD)) > limit.saturating_mul(2) {
                return Ok(None);
            }
        }
    }
    if announced.most > size {
        return Err(Unreadable::Damaged("it announces more strings than it has".to_owned()));
    }
    Ok(Some(size))
}

/// Bytes that a reader holds for each string, beside its letters.
const HELD: u64 = 48;

/// The strings of a table of strings, found across the borders of buffers.
#[derive(Default)]
struct Counted {
    matched: usize,
    strings: u64,
}

impl Counted {
    const OPENING: &'static [u8] = b"<si";

    fn see(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.matched = match Self::OPENING.get(self.matched) {
                Some(wanted) if *wanted == byte => self.matched.saturating_add(1),
                _ => usize::from(byte == b'<'),
            };
            if self.matched == Self::OPENING.len() {
                (self.matched, self.strings) = (0, self.strings.saturating_add(1));
            }
        }
    }
}

/// The largest number that stands in an attribute `uniqueCount`, found across the borders of buffers.
#[derive(Default)]
struct Announced {
    matched: usize,
    number: Option<u64>,
    most: u64,
}

impl Announced {
    const NAME: &'static [u8] = b"uniqueCount";

    fn see(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if self.matched == Self::NAME.len() {
                match byte {
                    b'0'..=b'9' => {
                        let number = self.number.unwrap_or(0).saturating_mul(10).saturating_add(u64::from(byte - b'0'));
                        self.number = Some(number);
                        self.most = self.most.max(number);
                        continue;
                    }
                    b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'' | b'+' if self.number.is_none() => continue,
                    _ => {
                        self.matched = 0;
                        self.number = None;
                    }
                }
            }
            self.matched = match Self::NAME.get(self.matched) {
                Some(wanted) if *wanted == byte => self.matched + 1,
                _ => usize::from(byte == b'u'),
            };
        }
    }
}

/// The one file in an archive, unpacked.
pub(crate) fn only_member(archive: &mut Archive<'_>, limits: &Limits) -> Result<Vec<u8>, Unreadable> {
    let files: Vec<usize> = (0..archive.len())
        .filter(|index| {
            archive.name_for_index(*index).and_then(Result::ok).is_some_and(|name| {
                !name.ends_with('/') && !LITTER.iter().any(|litter| name.starts_with(litter) || name.ends_with(litter))
            })
        })
        .collect();
    let [only] = files.as_slice() else { return Err(Unreadable::NotOneMember { found: files.len() }) };
    let limit = limits.member.min(limits.unpacked);
    let mut bytes = Vec::new();
    archive
        .by_index(*only)
        .map_err(damaged)?
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Unreadable::Damaged(error.to_string()))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(Unreadable::UnpacksTooLarge { limit });
    }
    Ok(bytes)
}

fn too_large(limits: &Limits) -> Unreadable {
    Unreadable::UnpacksTooLarge { limit: limits.unpacked }
}

fn damaged(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Encrypted,
        other => Unreadable::Damaged(other.to_string()),
    }
}
