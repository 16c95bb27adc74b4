use std::fmt::Write;

use super::postal::{RANGES, Range};

/// The freight table of one sample policy. Prices are invented.
pub(super) struct Tariff {
    pub(super) policy: &'static str,
    /// Cents of the lightest band next door, and for each step of distance.
    base: u32,
    step: u32,
    /// Hundredths of a percent of the goods' value.
    percent: u32,
    /// Days next door, for each step of distance, and beyond a capital.
    days: [u32; 3],
    /// Cubic centimetres of a package at most.
    volume: u32,
    /// Only in the south and the west of São Paulo.
    local: bool,
}

/// The south and the west of São Paulo.
const LOCAL: [Range; 1] = [Range { start: 4_000_000, end: 5_999_999, distance: 0, capital: true }];

pub(super) const TABLES: [Tariff; 5] = [
    Tariff { policy: "economico", base: 1290, step: 540, percent: 0, days: [3, 2, 2], volume: 300_000, local: false },
    Tariff { policy: "expresso", base: 2190, step: 890, percent: 80, days: [1, 1, 1], volume: 200_000, local: false },
    Tariff { policy: "aereo", base: 3490, step: 1190, percent: 120, days: [1, 0, 1], volume: 100_000, local: false },
    Tariff { policy: "agendada", base: 1890, step: 0, percent: 0, days: [1, 0, 0], volume: 300_000, local: true },
    Tariff { policy: "retirada", base: 690, step: 0, percent: 0, days: [1, 0, 0], volume: 300_000, local: true },
];

/// Upper end of each weight band in grams, and its price in percent of the lightest one's.
const BANDS: [(u32, u32); 8] =
    [(300, 100), (500, 112), (1000, 130), (2000, 155), (5000, 215), (10_000, 320), (20_000, 540), (30_000, 760)];

impl Tariff {
    /// The table in the columns of the freight template.
    pub(super) fn csv(&self) -> String {
        self.csv_raised(0)
    }

    /// The table with its prices raised by so many percent.
    pub(super) fn csv_raised(&self, raise: u32) -> String {
        let mut csv = String::from(
            "ZipCodeStart,ZipCodeEnd,PolygonName,WeightStart,WeightEnd,AbsoluteMoneyCost,PricePercent,\
             PriceByExtraWeight,MaxVolume,TimeCost,Country,MinimumValueInsurance\n",
        );
        for range in self.ranges() {
            self.write_range(&mut csv, range, raise);
        }
        csv
    }

    fn ranges(&self) -> &'static [Range] {
        if self.local { &LOCAL } else { &RANGES }
    }

    fn write_range(&self, csv: &mut String, range: &Range, raise: u32) {
        let far = if range.capital { 0 } else { 1 };
        let lightest = self.base + self.step * range.distance + 350 * far;
        let [near, step, beyond] = self.days;
        let days = near + step * range.distance + beyond * far;
        let percent = format!("{}.{:02}", self.percent / 100, self.percent % 100);
        let insurance = if self.percent > 0 { "1.50" } else { "0" };
        let mut start = String::from("0");
        for (end, share) in BANDS {
            let cents = lightest * share * (100 + raise) / 10_000;
            let extra = if end > 10_000 { "0.002" } else { "0" };
            // Writing to a string cannot fail.
            let _ = writeln!(
                csv,
                "{:08},{:08},,{start},{end},{}.{:02},{percent},{extra},{},{days}.00:00:00,BRA,{insurance}",
                range.start,
                range.end,
                cents / 100,
                cents % 100,
                self.volume,
            );
            start = format!("{end}.001");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_row_for_each_range_and_band() {
        for tariff in &TABLES {
            let csv = tariff.csv();
            assert_eq!(csv.lines().count(), 1 + tariff.ranges().len() * BANDS.len());
            let first = if tariff.local { "04000000,05999999,,0,300," } else { "01000000,05999999,,0,300," };
            assert!(csv.lines().nth(1).unwrap().starts_with(first), "{csv}");
        }
    }
}
