//! From a row's rate to a package's price, its parts and its lines.

use domain::currency::Money;
use rust_decimal::Decimal;

use crate::configuration::{Apportioning, PercentBase, Settings};
use crate::quote::answer::{PriceCode, PricePart};
use crate::table::Amounts;

/// What one line weighs in a package.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Portion {
    /// Weight of one unit in grams.
    pub(crate) weight: Decimal,
    pub(crate) quantity: u32,
}

/// A package's price in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Price {
    pub(crate) total: i64,
    pub(crate) parts: [PricePart; 6],
    /// What each line costs, in the order given; adds up to the total.
    pub(crate) lines: Vec<i64>,
}

/// The exact price of a package before any rounding.
#[derive(Clone, Copy, Debug)]
struct Exact {
    /// Rate and dock fee.
    base: Decimal,
    additional: Decimal,
    total: Decimal,
}

impl Exact {
    /// `(rate + fee) x (1 + percent / 100)`, or with the percent on the rate only.
    fn new(rate: &Amounts, fee: Decimal, settings: &Settings) -> Option<Self> {
        let base = rate.total.checked_add(fee)?;
        let raised = match settings.additional_percent_base {
            PercentBase::RateAndDockFee => base,
            PercentBase::Rate => rate.total,
        };
        let additional = raised.checked_mul(settings.additional_percent)?.checked_mul(Decimal::new(1, 2))?;
        Some(Self { base, additional, total: base.checked_add(additional)? })
    }
}

/// Prices a package; `None` when an amount is too large to be written down.
pub(crate) fn price(
    rate: &Amounts,
    fee: Decimal,
    portions: &[Portion],
    how: Apportioning,
    settings: &Settings,
) -> Option<Price> {
    let exact = Exact::new(rate, fee, settings)?;
    let minor = |amount: Decimal| minor(amount, settings);
    let shares = Shares::new(portions)?;
    let (total, lines) = match how {
        Apportioning::Exact => {
            let total = minor(exact.total)?;
            (total, shares.divide(total)?)
        }
        Apportioning::PerUnit => {
            let lines: Option<Vec<i64>> = (0..portions.len())
                .map(|line| per_unit(&exact, &shares, line, portions.get(line)?, settings))
                .collect();
            let lines = lines?;
            (lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(*line))?, lines)
        }
    };
    let whole = [
        (PriceCode::Flat, minor(rate.flat)?),
        (PriceCode::Weight, minor(rate.weight)?),
        (PriceCode::Value, minor(rate.value)?),
        (PriceCode::DockFee, minor(fee)?),
        (PriceCode::AdditionalPercent, minor(exact.additional)?),
    ];
    let rest = whole.iter().try_fold(total, |rest, (_, amount)| rest.checked_sub(*amount))?;
    let [flat, weight, value, dock, additional] = whole.map(|(code, amount)| PricePart { code, amount });
    let rounding = PricePart { code: PriceCode::Rounding, amount: rest };
    Some(Price { total, parts: [flat, weight, value, dock, additional, rounding], lines })
}

fn minor(amount: Decimal, settings: &Settings) -> Option<i64> {
    Money::rounded(amount, settings.currency, settings.rounding).ok().map(Money::minor)
}

/// `round(round(base x share / quantity) x quantity x (1 + percent / 100))`, as long as that is within 1 % of the exact
/// value; else the exact value, rounded once.
fn per_unit(exact: &Exact, shares: &Shares, line: usize, portion: &Portion, settings: &Settings) -> Option<i64> {
    let digits = settings.currency.minor_digits();
    let quantity = Decimal::from(portion.quantity);
    let share = |amount: Decimal| shares.of(line, amount);
    let unit = settings.rounding.round(share(exact.base)?.checked_div(quantity)?, digits);
    let units = unit.checked_mul(quantity)?;
    let additional = match settings.additional_percent_base {
        PercentBase::RateAndDockFee => {
            units.checked_mul(settings.additional_percent)?.checked_mul(Decimal::new(1, 2))?
        }
        PercentBase::Rate => share(exact.additional)?,
    };
    let rounded = units.checked_add(additional)?;
    let precise = share(exact.total)?;
    let error = (rounded.checked_sub(precise)?).abs();
    let tolerable = error.is_zero() || error.checked_mul(Decimal::ONE_HUNDRED)? < precise;
    minor(if tolerable { rounded } else { precise }, settings)
}

/// How the lines of a package share in its price: by weight, or by units where nothing weighs anything.
struct Shares {
    weights: Vec<i128>,
    sum: i128,
}

impl Shares {
    fn new(portions: &[Portion]) -> Option<Self> {
        let weights: Option<Vec<Decimal>> =
            portions.iter().map(|portion| portion.weight.checked_mul(Decimal::from(portion.quantity))).collect();
        let weights = weights?;
        let scale = weights.iter().map(Decimal::scale).max().unwrap_or(0);
        let whole = |weight: &Decimal| weight.mantissa().checked_mul(10_i128.checked_pow(scale - weight.scale())?);
        let mut weights: Vec<i128> = weights.iter().map(whole).collect::<Option<_>>()?;
        if weights.iter().all(|weight| *weight == 0) {
            weights = portions.iter().map(|portion| i128::from(portion.quantity)).collect();
        }
        let sum = weights.iter().try_fold(0_i128, |sum, weight| sum.checked_add(*weight))?;
        Some(Self { weights, sum })
    }

    /// A line's share of an exact amount; multiplies before it divides.
    fn of(&self, line: usize, amount: Decimal) -> Option<Decimal> {
        let weight = *self.weights.get(line)?;
        if weight == self.sum {
            return Some(amount);
        }
        let whole = |number: i128| Decimal::try_from_i128_with_scale(number, 0).ok();
        amount.normalize().checked_mul(whole(weight)?)?.checked_div(whole(self.sum)?)
    }

    /// Divides whole minor units so that they add up: everyone gets the whole part of its share, and what is left goes
    /// one by one to the largest remainders, of equal ones to the earlier line.
    fn divide(&self, total: i64) -> Option<Vec<i64>> {
        let mut lines: Vec<(i64, i128)> = Vec::with_capacity(self.weights.len());
        for weight in &self.weights {
            let product = i128::from(total).checked_mul(*weight)?;
            let whole = i64::try_from(product.checked_div(self.sum)?).ok()?;
            lines.push((whole, product.checked_rem(self.sum)?));
        }
        let given = lines.iter().try_fold(0_i64, |sum, (whole, _)| sum.checked_add(*whole))?;
        let left = usize::try_from(total.checked_sub(given)?).ok()?;
        let mut order: Vec<usize> = (0..lines.len()).collect();
        order.sort_by_key(|line| std::cmp::Reverse(lines.get(*line).map(|(_, remainder)| *remainder)));
        for line in order.into_iter().take(left) {
            if let Some((whole, _)) = lines.get_mut(line) {
                *whole += 1;
            }
        }
        Some(lines.into_iter().map(|(whole, _)| whole).collect())
    }
}
