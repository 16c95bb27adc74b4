//! A page of a PDF, drawn in dots from its upper left corner.

use crate::barcode::{Square, code_128};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str};
use std::io::Write;

/// Points of a dot: 72 to the inch against 203.2, which are 8 to the millimetre.
const DOT: f32 = 0.354_330_7;

const REGULAR: Name<'static> = Name(b"R");
const BOLD: Name<'static> = Name(b"B");

/// A page that is being drawn.
pub(crate) struct Page {
    content: Content,
    height: u16,
}

impl Page {
    /// An empty page so many dots high.
    pub(crate) fn new(height: u16) -> Self {
        let mut content = Content::new();
        content.transform([DOT, 0.0, 0.0, DOT, 0.0, 0.0]);
        Self { content, height }
    }

    /// A line of text whose upper edge is `y` below the top.
    pub(crate) fn text(&mut self, x: u16, y: u16, size: u16, bold: bool, text: &str) {
        self.content.begin_text();
        self.content.set_font(if bold { BOLD } else { REGULAR }, f32::from(size));
        self.content.next_line(f32::from(x), self.up(y.saturating_add(size)));
        self.content.show(Str(&written(text)));
        self.content.end_text();
    }

    /// Lines of text, broken between words to fit a width, at most so many; where they end.
    pub(crate) fn lines(&mut self, x: u16, y: u16, size: u16, width: u16, most: usize, text: &str) -> u16 {
        let mut below = y;
        for line in broken(text, usize::from(width / (size / 2).max(1)), most) {
            self.text(x, below, size, false, &line);
            below = below.saturating_add(size).saturating_add(size / 4);
        }
        below
    }

    /// A text in Code 128 within a width, three or two dots to a module; whether it fits.
    pub(crate) fn code_128(&mut self, x: u16, y: u16, width: u16, height: u16, text: &str) -> bool {
        let Some(bars) = code_128(text) else { return false };
        let modules: u16 = bars.iter().map(|width| u16::from(*width)).fold(20, u16::saturating_add);
        let Some(module) = [4_u16, 3, 2].into_iter().find(|module| module.saturating_mul(modules) <= width) else {
            return false;
        };
        let mut at = x.saturating_add(module.saturating_mul(10));
        for (number, bar) in bars.iter().enumerate() {
            let wide = u16::from(*bar).saturating_mul(module);
            if number % 2 == 0 {
                self.block(at, y, wide, height);
            }
            at = at.saturating_add(wide);
        }
        self.content.fill_nonzero();
        true
    }

    /// A square of modules within a side; nothing when it would take less than two dots a module.
    pub(crate) fn square(&mut self, x: u16, y: u16, side: u16, square: &Square) {
        let module = side / square.side.saturating_add(8).max(1);
        if module < 2 {
            return;
        }
        let (left, top) = (x.saturating_add(module * 4), y.saturating_add(module * 4));
        for (row, modules) in (0_u16..).zip(square.dark.chunks(usize::from(square.side.max(1)))) {
            let mut column = 0_u16;
            // Dark modules side by side are one block: a third of the file, and no hairlines between them.
            for run in modules.chunk_by(|one, next| one == next) {
                let wide = u16::try_from(run.len()).unwrap_or(u16::MAX);
                if run.first() == Some(&true) {
                    let (right, down) = (left.saturating_add(column * module), top.saturating_add(row * module));
                    self.block(right, down, wide.saturating_mul(module), module);
                }
                column = column.saturating_add(wide);
            }
        }
        self.content.fill_nonzero();
    }

    /// A black line or block.
    pub(crate) fn fill(&mut self, x: u16, y: u16, width: u16, height: u16) {
        self.block(x, y, width, height);
        self.content.fill_nonzero();
    }

    /// A block that is filled with those that follow.
    fn block(&mut self, x: u16, y: u16, width: u16, height: u16) {
        let bottom = self.up(y.saturating_add(height));
        self.content.rect(f32::from(x), bottom, f32::from(width), f32::from(height));
    }

    fn up(&self, y: u16) -> f32 {
        f32::from(self.height.saturating_sub(y))
    }
}

/// Pages of one size, in points, as a file.
pub(crate) fn file(pages: Vec<Page>, width: f32, height: f32) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree, regular, bold) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
    pdf.catalog(catalog).pages(tree);
    let mut kids = Vec::new();
    let mut next = Ref::new(5);
    for page in pages {
        let (id, content) = (next.bump(), next.bump());
        kids.push(id);
        let mut written = pdf.page(id);
        written.media_box(Rect::new(0.0, 0.0, width, height)).parent(tree).contents(content);
        written.resources().fonts().pair(REGULAR, regular).pair(BOLD, bold);
        written.finish();
        let drawn = page.content.finish();
        let packed = packed(&drawn);
        let mut stream = pdf.stream(content, packed.as_deref().unwrap_or(&drawn));
        if packed.is_some() {
            stream.filter(Filter::FlateDecode);
        }
        stream.finish();
    }
    pdf.pages(tree).count(i32::try_from(kids.len()).unwrap_or(i32::MAX)).kids(kids);
    // Two of the fonts that every reader of PDF brings along.
    pdf.type1_font(regular).base_font(Name(b"Helvetica")).encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.type1_font(bold).base_font(Name(b"Helvetica-Bold")).encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.finish()
}

/// What is drawn, packed; none when it cannot be, which memory never refuses.
fn packed(drawn: &[u8]) -> Option<Vec<u8>> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    packer.write_all(drawn).ok()?;
    packer.finish().ok()
}

/// A text in the encoding of the fonts, which has all letters of western Europe; others become question marks.
fn written(text: &str) -> Vec<u8> {
    let one = |letter: char| match letter {
        ' '..='~' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(letter)).unwrap_or(b'?'),
        '€' => 0x80,
        '…' => 0x85,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        _ => b'?',
    };
    text.chars().map(one).collect()
}

/// Lines of at most so many characters, broken between words where there are any; the last ends with an ellipsis when
/// more was to come.
pub(crate) fn broken(text: &str, longest: usize, most: usize) -> Vec<String> {
    let longest = longest.max(4);
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for (number, part) in letters.chunks(longest).enumerate() {
            let part: String = part.iter().collect();
            let Some(line) = lines.last_mut() else { break };
            let blank = usize::from(number == 0 && !line.is_empty());
            if line.chars().count().saturating_add(blank).saturating_add(part.chars().count()) > longest {
                lines.push(part);
            } else {
                if blank == 1 {
                    line.push(' ');
                }
                line.push_str(&part);
            }
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = last.chars().take(longest.saturating_sub(1)).chain("…".chars()).collect();
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_say_when_more_was_to_come() {
        for (text, longest, most, expected) in [
            ("Avenida Paulista 1000", 12, 3, vec!["Avenida", "Paulista", "1000"]),
            ("Avenida Paulista 1000", 16, 3, vec!["Avenida Paulista", "1000"]),
            ("abcdefghij", 4, 9, vec!["abcd", "efgh", "ij"]),
            ("um dois tres quatro", 8, 1, vec!["um dois…"]),
            ("  ", 8, 2, vec![]),
        ] {
            assert_eq!(broken(text, longest, most), expected, "{text}");
        }
    }

    #[test]
    fn letters_of_portuguese_and_spanish_are_written_and_others_are_marked() {
        assert_eq!(written("ação ñ €"), b"a\xe7\xe3o \xf1 \x80");
        assert_eq!(written("日"), b"?");
    }
}
