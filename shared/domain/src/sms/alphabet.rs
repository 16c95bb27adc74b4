//! The GSM 7-bit alphabet, and what stands in for what it lacks.

/// The default alphabet (3GPP TS 23.038, section 6.2.1) but for its escape, in the order of its codes.
pub(super) const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// The extension table (section 6.2.1.1).
pub(super) const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// What stands in for a character that neither holds and that does not simply lose an accent.
pub(super) const fn counterpart(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '`' | '´' | 'ʼ' | '′' => "'",
        '“' | '”' | '„' | '«' | '»' | '″' => "\"",
        '‹' => "<",
        '›' => ">",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '…' => "...",
        '•' | '·' | '‣' => "*",
        '\t' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => " ",
        '×' => "x",
        '÷' => "/",
        '°' | 'º' => "o",
        'ª' => "a",
        '©' => "(c)",
        '®' => "(R)",
        '™' => "TM",
        'œ' => "oe",
        'Œ' => "OE",
        'ð' | 'đ' => "d",
        'Ð' | 'Đ' => "D",
        'þ' => "th",
        'Þ' => "Th",
        'ł' => "l",
        'Ł' => "L",
        'ı' => "i",
        '№' => "No",
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{fe0f}' | '\u{feff}' => "",
        _ => return None,
    })
}
