//! What a row asks for a package, in whole numbers where they are exact, else in decimals.
//!
//! Both ways give the same amounts: whole numbers only spare the bookkeeping of decimals, and give up as soon as
//! anything does not fit.

use rust_decimal::Decimal;

use crate::table::row::MAX_SCALE;
use crate::table::{Load, Tariff};
use crate::time_span::TimeSpan;

/// A number as `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scaled {
    mantissa: i128,
    scale: u32,
}

/// The amounts of a row for one package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// Flat price.
    pub flat: Decimal,
    /// Price of the weight above the band's start.
    pub weight: Decimal,
    /// Percent of the goods' price, or the least insurance.
    pub value: Decimal,
    /// Sum of the three.
    pub total: Decimal,
}

/// The numbers of a tariff, made ready once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Prepared {
    percent: i64,
    extra: i64,
    insurance: i64,
    /// In millionths of a cubic centimetre; the largest number where there is no limit.
    max_volume: i64,
    /// How long the carrier takes.
    pub(crate) time: TimeSpan,
    /// The decimals of the first three.
    scales: [u8; 3],
}

/// A package, made ready once for all rows that are asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) load: &'a Load,
    /// The weight in millionths of a gram, rounded down and up.
    pub(crate) floor: i64,
    pub(crate) ceiling: i64,
    /// In millionths of a cubic centimetre, rounded up.
    volume: i64,
    goods: Option<(i64, u32)>,
}

/// A package as several tables are asked for it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub(crate) load: &'a Load,
    /// None where no table reaches the weight.
    pub(crate) ask: Option<Ask<'a>>,
}

impl Load {
    /// Makes it ready for several tables.
    #[must_use]
    pub fn asked(&self) -> Asked<'_> {
        Asked { load: self, ask: Ask::new(self) }
    }
}

const POWERS: [i128; 29] = {
    let mut powers = [1_i128; 29];
    let mut rest: &mut [i128] = &mut powers;
    let mut power = 1_i128;
    while let [first, others @ ..] = rest {
        *first = power;
        power = power.saturating_mul(10);
        rest = others;
    }
    powers
};

fn power(exponent: u32) -> Option<i128> {
    usize::try_from(exponent).ok().and_then(|at| POWERS.get(at)).copied()
}

/// The same where 64 bits hold it.
fn small_power(exponent: u32) -> Option<i64> {
    usize::try_from(exponent).ok().and_then(|at| SMALL_POWERS.get(at)).copied()
}

const SMALL_POWERS: [i64; 19] = {
    let mut powers = [1_i64; 19];
    let mut rest: &mut [i64] = &mut powers;
    let mut power = 1_i64;
    while let [first, others @ ..] = rest {
        *first = power;
        power = power.saturating_mul(10);
        rest = others;
    }
    powers
};

/// A number of a table or a package in millionths; `None` when it has finer decimals or is far too large.
pub(crate) fn millionths(value: Decimal) -> Option<i64> {
    let shift = small_power(MAX_SCALE.checked_sub(value.scale())?)?;
    i64::try_from(value.mantissa()).ok()?.checked_mul(shift)
}

/// The same in millionths, rounded towards zero and away from it.
pub(crate) fn bounds(value: Decimal) -> Option<(i64, i64)> {
    let Some(finer) = value.scale().checked_sub(MAX_SCALE) else {
        return millionths(value).map(|exact| (exact, exact));
    };
    let by = power(finer)?;
    let (whole, rest) = (value.mantissa().checked_div(by)?, value.mantissa().checked_rem(by)?);
    Some((i64::try_from(whole).ok()?, i64::try_from(whole.checked_add(rest.signum())?).ok()?))
}

fn small(value: Decimal) -> Option<(i64, u32)> {
    Some((i64::try_from(value.mantissa()).ok()?, value.scale()))
}

impl<'a> Ask<'a> {
    /// `None` when no table reaches the weight.
    pub(crate) fn new(load: &'a Load) -> Option<Self> {
        let (floor, ceiling) = bounds(load.weight)?;
        let volume = bounds(load.volume).map_or(i64::MAX, |(_, volume)| volume);
        Some(Self { load, floor, ceiling, volume, goods: small(load.goods) })
    }
}

impl Prepared {
    /// `None` when a number is larger than tables may have.
    pub(crate) fn new(tariff: &Tariff) -> Option<Self> {
        let limited = !tariff.max_volume.is_zero();
        let numbers = [
            tariff.price_percent.normalize(),
            tariff.price_by_extra_weight.normalize(),
            tariff.minimum_value_insurance,
        ];
        let [percent, extra, insurance] = numbers.map(|number| i64::try_from(number.mantissa()).ok());
        let [one, two, three] = numbers.map(|number| u8::try_from(number.scale()).ok());
        Some(Self {
            percent: percent?,
            extra: extra?,
            insurance: insurance?,
            max_volume: if limited { millionths(tariff.max_volume)? } else { i64::MAX },
            time: tariff.time_cost,
            scales: [one?, two?, three?],
        })
    }

    pub(crate) fn takes_volume(&self, ask: &Ask<'_>) -> bool {
        ask.volume <= self.max_volume
    }

    /// What [`Prepared::amounts`] come to, where 64 bits hold it: what tables usually say.
    #[inline]
    pub(crate) fn total(&self, start: i64, (flat, flat_scale): (i64, u32), ask: &Ask<'_>) -> Option<Decimal> {
        let [percent_scale, extra_scale, least_scale] = self.scales.map(u32::from);
        let (weight, weight_scale) = if self.extra == 0 || ask.floor < start {
            (0, 0)
        } else if ask.floor == ask.ceiling {
            (ask.floor.checked_sub(start)?.checked_mul(self.extra)?, MAX_SCALE + extra_scale)
        } else {
            return None;
        };
        let (mut value, mut value_scale) = (self.insurance, least_scale);
        if self.percent != 0 {
            let (goods, scale) = ask.goods?;
            let (percent, scale) = (goods.checked_mul(self.percent)?, scale.checked_add(percent_scale + 2)?);
            let shared = scale.max(least_scale);
            if percent.checked_mul(small_power(shared - scale)?)?
                > value.checked_mul(small_power(shared - least_scale)?)?
            {
                (value, value_scale) = (percent, scale);
            }
        }
        let scale = flat_scale.max(weight_scale).max(value_scale);
        let flat = flat.checked_mul(small_power(scale - flat_scale)?)?;
        let weight = weight.checked_mul(small_power(scale - weight_scale)?)?;
        let value = value.checked_mul(small_power(scale - value_scale)?)?;
        Decimal::try_new(flat.checked_add(weight)?.checked_add(value)?, scale).ok()
    }

    /// The amounts of a row whose band starts at so many millionths of a gram, if whole numbers can hold them.
    pub(crate) fn amounts(&self, start: i64, flat: (i64, u32), ask: &Ask<'_>) -> Option<Amounts> {
        let flat = Scaled { mantissa: i128::from(flat.0), scale: flat.1 };
        let weight = self.weight(start, ask)?;
        let value = self.value(ask)?;
        let scale = flat.scale.max(weight.scale).max(value.scale);
        let at = |part: Scaled| part.mantissa.checked_mul(power(scale.checked_sub(part.scale)?)?);
        let mantissa = at(flat)?.checked_add(at(weight)?)?.checked_add(at(value)?)?;
        Some(Amounts {
            flat: flat.decimal()?,
            weight: weight.decimal()?,
            value: value.decimal()?,
            total: Scaled { mantissa, scale }.decimal()?,
        })
    }

    fn weight(&self, start: i64, ask: &Ask<'_>) -> Option<Scaled> {
        let zero = Scaled { mantissa: 0, scale: 0 };
        let [_, extra_scale, _] = self.scales;
        if self.extra == 0 || ask.floor < start {
            return Some(zero);
        }
        // Weights finer than millionths are left to decimals.
        let mut above = if ask.floor == ask.ceiling { ask.floor.checked_sub(start)? } else { return None };
        let mut scale = MAX_SCALE;
        while scale > 0 && above % 1_000 == 0 {
            (above, scale) = (above / 1_000, scale - 3);
        }
        Some(Scaled {
            mantissa: i128::from(above).checked_mul(self.extra.into())?,
            scale: scale + u32::from(extra_scale),
        })
    }

    fn value(&self, ask: &Ask<'_>) -> Option<Scaled> {
        let [percent_scale, _, least_scale] = self.scales;
        let least = Scaled { mantissa: self.insurance.into(), scale: least_scale.into() };
        if self.percent == 0 {
            return Some(least);
        }
        let (goods, scale) = ask.goods?;
        let mantissa = i128::from(goods).checked_mul(self.percent.into())?;
        let percent = Scaled { mantissa, scale: scale.checked_add(percent_scale.into())?.checked_add(2)? };
        let shared = percent.scale.max(least.scale);
        let at = |part: Scaled| part.mantissa.checked_mul(power(shared.checked_sub(part.scale)?)?);
        Some(if at(percent)? > at(least)? { percent } else { least })
    }
}

impl Scaled {
    fn decimal(self) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.mantissa, self.scale).ok()
    }
}

/// The amounts in decimals, whatever their size; `None` when a decimal cannot hold them.
pub(crate) fn in_decimals(tariff: &Tariff, start: i64, flat: Decimal, load: &Load) -> Option<Amounts> {
    let start = Decimal::from_i128_with_scale(i128::from(start), MAX_SCALE);
    let weight = if tariff.price_by_extra_weight.is_zero() || load.weight <= start {
        Decimal::ZERO
    } else {
        load.weight.checked_sub(start)?.checked_mul(tariff.price_by_extra_weight)?
    };
    let value = value_part(tariff, load.goods)?;
    let total = flat.checked_add(weight)?.checked_add(value)?;
    Some(Amounts { flat, weight, value, total })
}

fn value_part(tariff: &Tariff, goods: Decimal) -> Option<Decimal> {
    if tariff.price_percent.is_zero() {
        return Some(tariff.minimum_value_insurance);
    }
    let percent = goods.checked_mul(tariff.price_percent)?.checked_mul(Decimal::new(1, 2))?;
    Some(percent.max(tariff.minimum_value_insurance))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number() -> impl Strategy<Value = Decimal> {
        let any = (0..1_000_000_000_000_000_000_i64, 0..=6_u32).prop_map(|(mantissa, scale)| {
            let fits = if scale < 6 { mantissa / 10_i64.pow(6 - scale) } else { mantissa };
            Decimal::new(fits, scale)
        });
        prop_oneof![Just(Decimal::ZERO), (0..100_000_i64, 0..=6_u32).prop_map(|(m, s)| Decimal::new(m, s)), any]
    }

    fn finer() -> impl Strategy<Value = Decimal> {
        prop_oneof![number(), (0..i64::MAX, 7..=18_u32).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whole_numbers_and_decimals_give_the_same_amounts(
            numbers in [number(), number(), number(), number()], flat in number(), start in number(),
            weight in finer(), goods in finer(), volume in finer(),
        ) {
            let [price_percent, price_by_extra_weight, max_volume, minimum_value_insurance] = numbers;
            let time_cost = TimeSpan::ZERO;
            let tariff = Tariff { price_percent, price_by_extra_weight, max_volume, time_cost, minimum_value_insurance };
            let load = Load { weight, volume, goods };
            let prepared = Prepared::new(&tariff).unwrap();
            let start = millionths(start).unwrap();
            if let Some(ask) = Ask::new(&load) {
                prop_assert_eq!(prepared.takes_volume(&ask), max_volume.is_zero() || volume <= max_volume);
                let amounts = prepared.amounts(start, small(flat).unwrap(), &ask);
                if let Some(amounts) = amounts {
                    prop_assert_eq!(Some(amounts), in_decimals(&tariff, start, flat, &load));
                }
                if let Some(total) = prepared.total(start, small(flat).unwrap(), &ask) {
                    prop_assert_eq!(Some(total), amounts.map(|amounts| amounts.total));
                }
            }
        }

        #[test]
        fn usual_amounts_are_whole_numbers(
            grams in 0..100_000_000_i64, cents in 0..100_000_000_i64, percent in 0..10_000_i64, extra in 0..10_000_i64,
            start in 0..100_000_000_i64, flat in 0..10_000_000_i64,
        ) {
            let tariff = Tariff {
                price_percent: Decimal::new(percent, 2),
                price_by_extra_weight: Decimal::new(extra, 4),
                max_volume: Decimal::ZERO,
                time_cost: TimeSpan::ZERO,
                minimum_value_insurance: Decimal::ONE,
            };
            let load = Load { weight: Decimal::new(grams, 3), volume: Decimal::ONE, goods: Decimal::new(cents, 2) };
            let (ask, start) = (Ask::new(&load).unwrap(), start * 1_000);
            let prepared = Prepared::new(&tariff).unwrap();
            let amounts = prepared.amounts(start, (flat, 2), &ask);
            prop_assert!(amounts.is_some());
            prop_assert!(prepared.total(start, (flat, 2), &ask).is_some());
            prop_assert_eq!(amounts, in_decimals(&tariff, start, Decimal::new(flat, 2), &load));
        }

        #[test]
        fn bounds_enclose_a_number(value in finer()) {
            if let Some((floor, ceiling)) = bounds(value) {
                let back = |number: i64| Decimal::from_i128_with_scale(number.into(), MAX_SCALE);
                prop_assert!(back(floor) <= value && value <= back(ceiling) && ceiling - floor <= 1);
            }
        }
    }
}
