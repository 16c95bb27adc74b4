//! The time of a promise as one short word: `6bd`, `3h`.

use std::fmt;

/// A rounded-up length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// How many.
    pub count: u64,
    /// Of what.
    pub unit: EstimateUnit,
}

/// Units of an [`Estimate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EstimateUnit {
    /// Days that count for the carrier.
    BusinessDays,
    /// Calendar days.
    Days,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
}

impl Estimate {
    /// Rounds up: from a day on to days, from an hour on to hours, else to minutes; nothing is `0bd`.
    ///
    /// Days are calendar days only where Saturdays, Sundays and holidays all count.
    #[must_use]
    pub fn new(seconds: u64, every_day: bool) -> Self {
        let (size, unit) = match (seconds, every_day) {
            (86_400.., true) => (86_400, EstimateUnit::Days),
            (0 | 86_400.., _) => (86_400, EstimateUnit::BusinessDays),
            (3_600.., _) => (3_600, EstimateUnit::Hours),
            _ => (60, EstimateUnit::Minutes),
        };
        Self { count: seconds.div_ceil(size), unit }
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            EstimateUnit::BusinessDays => "bd",
            EstimateUnit::Days => "d",
            EstimateUnit::Hours => "h",
            EstimateUnit::Minutes => "m",
        };
        write!(f, "{}{unit}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_is_rounded_up_to_one_unit() {
        let check = |seconds: u64, every_day: bool, expected: &str| {
            assert_eq!(Estimate::new(seconds, every_day).to_string(), expected, "{seconds}");
        };
        check(0, false, "0bd");
        check(0, true, "0bd");
        check(59, false, "1m");
        check(60, false, "1m");
        check(3_599, false, "60m");
        check(3_600, false, "1h");
        check(3_601, true, "2h");
        check(10_800, false, "3h");
        check(86_399, false, "24h");
        check(86_400, false, "1bd");
        check(86_400, true, "1d");
        check(86_401, false, "2bd");
        check(6 * 86_400, false, "6bd");
    }
}
