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
}

pub(super) const TABLES: [Tariff; 3] = [
    Tariff { policy: "economico", base: 1290, step: 540, percent: 0, days: [3, 2, 2], volume: 300_000 },
    Tariff { policy: "expresso", base: 2190, step: 890, percent: 80, days: [1, 1, 1], volume: 200_000 },
    Tariff { policy: "aereo", base: 3490, step: 1190, percent: 120, days: [1, 0, 1], volume: 100_000 },
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
        for range in &RANGES {
            self.write_range(&mut csv, range, raise);
        }
        csv
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
            assert_eq!(csv.lines().count(), 1 + RANGES.len() * BANDS.len());
            assert!(csv.lines().nth(1).unwrap().starts_with("01000000,05999999,,0,300,"), "{csv}");
        }
    }
}
