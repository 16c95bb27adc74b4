//! Near misses: slips of the thumb in words that matter.

/// The fewest letters of a known word whose slips are forgiven.
const SHORTEST: usize = 5;

/// Whether `written` is `known` with one slip, or with two in a word of eight letters and more. A slip is a letter too
/// many, one missing, another one, or two neighbours swapped. The first letter holds, but for sounds that are
/// written either way.
pub(super) fn near(written: &str, known: &str) -> bool {
    let length = known.len();
    if length < SHORTEST || written.len() + 2 < length || written.len() > length + 2 {
        return false;
    }
    let start = |word: &str| {
        word.chars().next().map(|c| match c {
            'b' | 'v' => 'v',
            'c' | 's' | 'z' | 'k' | 'q' => 's',
            c => c,
        })
    };
    let slips = if length >= 8 { 2 } else { 1 };
    start(written) == start(known) && distance(written, known) <= slips
}

/// The number of slips between two words (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous_a = None;
    for (row, letter_a) in a.iter().enumerate() {
        let mut line = Vec::with_capacity(b.len() + 1);
        line.push(row + 1);
        let mut previous_b = None;
        for (column, letter_b) in b.iter().enumerate() {
            let at = |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX / 2);
            let replaced = at(&last, column) + usize::from(letter_a != letter_b);
            let mut least = replaced.min(at(&last, column + 1) + 1).min(at(&line, column) + 1);
            if previous_a == Some(letter_b) && previous_b == Some(letter_a) && column > 0 {
                least = least.min(at(&before, column - 1) + 1);
            }
            line.push(least);
            previous_b = Some(letter_b);
        }
        previous_a = Some(letter_a);
        before = std::mem::replace(&mut last, line);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        let check = |a, b, expected| assert_eq!(distance(a, b), expected, "{a} {b}");
        check("sexta", "sexta", 0);
        check("sesta", "sexta", 1);
        check("setxa", "sexta", 1);
        check("wensday", "wednesday", 2);
        check("", "abc", 3);
    }

    #[test]
    fn long_words_forgive_more_and_short_ones_nothing() {
        let check = |written, known, expected| assert_eq!(near(written, known), expected, "{written} {known}");
        check("sesta", "sexta", true);
        check("wendesday", "wednesday", true);
        check("wensday", "wednesday", true);
        check("thrusday", "thursday", true);
        check("biernes", "viernes", true);
        check("hoja", "hoje", false);
        check("right", "night", false);
        check("cerca", "terca", false);
        check("viernaxx", "viernes", false);
    }
}
