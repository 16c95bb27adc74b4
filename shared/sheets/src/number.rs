//! Exact text for the binary numbers of a workbook.

use calamine::ExcelDateTime;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::Kind;

/// Plain decimal text with 15 significant digits, which is the precision that Excel keeps and shows
/// ("Excel specifications and limits": number precision 15 digits).
pub(crate) fn text(number: f64) -> String {
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let Ok(exponent) = exponent.parse::<i32>() else { return scientific };
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    match exponent {
        -20..=-1 => {
            let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
            format!("{sign}0.{}{digits}", "0".repeat(zeros))
        }
        0..=20 => {
            let whole = usize::try_from(exponent).unwrap_or(0) + 1;
            match digits.split_at_checked(whole) {
                Some((whole, "")) => format!("{sign}{whole}"),
                Some((whole, rest)) => format!("{sign}{whole}.{rest}"),
                None => format!("{sign}{digits}{}", "0".repeat(whole.saturating_sub(digits.len()))),
            }
        }
        _ => scientific,
    }
}

/// A time or date of a workbook. Days are those of the 1900 system; a value under one day is a time of day.
pub(crate) fn moment(value: &ExcelDateTime) -> (Kind, String) {
    let serial = text(value.as_f64());
    let Ok(days) = serial.parse::<Decimal>() else { return (Kind::Number, serial) };
    if value.is_duration() || days.abs() < Decimal::ONE {
        return match span(days) {
            Some(span) => (Kind::Time, span),
            None => (Kind::Number, serial),
        };
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let written = if days.fract().is_zero() { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") };
    (Kind::Date, written)
}

/// `[-][D.]HH:MM:SS`, rounded to a second.
fn span(days: Decimal) -> Option<String> {
    let seconds = days.checked_mul(Decimal::from(86_400))?.round().to_i64()?;
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let clock = format!("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    Some(if days == 0 { format!("{sign}{clock}") } else { format!("{sign}{days}.{clock}") })
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn a_number_is_written_as_excel_shows_it() {
        fn check(number: f64, expected: &str) {
            assert_eq!(text(number), expected);
        }
        check(5.100_000_000_000_000_5, "5.1");
        check(0.1 + 0.2, "0.3");
        check(300.001, "300.001");
        check(-12.5, "-12.5");
        check(0.0, "0");
        check(-0.0, "0");
        check(69_900_000.0, "69900000");
        check(1_310_100.0, "1310100");
        check(100.0, "100");
        check(0.000_012_5, "0.0000125");
        check(1e20, "100000000000000000000");
        check(123_456_789_012_345.0, "123456789012345");
        check(1e300, "1.00000000000000e300");
        check(f64::NAN, "NaN");
    }

    #[test]
    fn a_time_cell_becomes_a_time_span_and_a_date_cell_a_date() {
        fn check(serial: f64, kind: ExcelDateTimeType, expected: (Kind, &str)) {
            let (kind, text) = moment(&ExcelDateTime::new(serial, kind, false));
            assert_eq!((kind, text.as_str()), expected);
        }
        check(0.1875, ExcelDateTimeType::DateTime, (Kind::Time, "04:30:00"));
        check(1.0, ExcelDateTimeType::TimeDelta, (Kind::Time, "1.00:00:00"));
        check(4.5, ExcelDateTimeType::TimeDelta, (Kind::Time, "4.12:00:00"));
        check(1.0 / 3.0, ExcelDateTimeType::DateTime, (Kind::Time, "08:00:00"));
        check(45_943.0, ExcelDateTimeType::DateTime, (Kind::Date, "2025-10-13"));
        check(45_943.5, ExcelDateTimeType::DateTime, (Kind::Date, "2025-10-13 12:00:00"));
        check(f64::INFINITY, ExcelDateTimeType::TimeDelta, (Kind::Number, "inf"));
    }
}
