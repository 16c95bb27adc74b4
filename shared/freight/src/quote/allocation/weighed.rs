//! How lines were given out, for those who want to know.

use domain::code::SellerId;
use domain::currency::{Currency, Money};
use jiff::Zoned;
use jiff::civil::DateTime;

use crate::configuration::Distance;
use crate::quote::Cart;

/// A cart whose open lines were given out, and how that came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// The cart, each line with who brings it.
    pub cart: Cart,
    /// The account and the sellers that act in its name, who has most first; empty unless asked for.
    pub candidates: Vec<Candidate>,
    /// How many further ones there are, who have less.
    pub more: usize,
    /// The plans that were weighed, in the order in which they were made; empty unless asked for.
    pub plans: Vec<Weighed>,
}

impl Allocation {
    /// A cart as it is.
    #[must_use]
    pub fn unchanged(cart: Cart) -> Self {
        Self { cart, candidates: Vec::new(), more: 0, plans: Vec::new() }
    }
}

/// Who might bring something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// None is the account itself.
    pub seller: Option<SellerId>,
    /// The open lines that it has all units of, by their places in the cart.
    pub lines: Vec<usize>,
    /// Why it is in no plan, unless it could be.
    pub left_out: Option<LeftOut>,
}

/// Why somebody is in no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It has all units of no line.
    NoLineInFull,
    /// As many are asked as can be, and they have more.
    NotAsked,
    /// It has lines, and no way to bring one.
    BringsNothing,
}

impl LeftOut {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NoLineInFull, Self::NotAsked, Self::BringsNothing];

    /// The code that answers use.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoLineInFull => "no_line_in_full",
            Self::NotAsked => "not_asked",
            Self::BringsNothing => "brings_nothing",
        }
    }
}

/// What of several sellers who bring as much makes one the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    /// The lower price.
    Price,
    /// The earlier promise.
    Time,
    /// The shorter way.
    Distance,
}

impl Prefer {
    /// The code that answers use.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Time => "time",
            Self::Distance => "distance",
        }
    }
}

/// A plan with what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// Who brings what, the account itself first.
    pub shares: Vec<Share>,
    /// Lines that nobody brings in full: they stay the account's own.
    pub open: Vec<usize>,
    /// By what it was made; more than one where they come to the same plan.
    pub preferred: Vec<Prefer>,
    /// Lines of the cart that are not brought in full.
    pub missing: usize,
    /// Whether something is to be fetched.
    pub fetched: bool,
    /// What all of it costs.
    pub price: i64,
    /// When the last of it arrives; none where nothing does.
    pub promised_at: Option<Zoned>,
    /// How far it is to where goods are fetched.
    pub distance: Option<Distance>,
    /// Why another one was taken; none of the one that was.
    pub lost: Option<Outranked>,
}

/// What one seller brings in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// None is the account itself.
    pub seller: Option<SellerId>,
    /// The lines that it is given, by their places in the cart.
    pub lines: Vec<usize>,
    /// What these cost to ship.
    pub price: i64,
    /// When the last of them arrives; none where nothing does.
    pub promised_at: Option<Zoned>,
}

/// Why another plan was taken: the first difference, with the numbers of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outranked {
    /// It leaves more lines.
    BringsLess {
        /// Lines that are not brought in full.
        missing: usize,
        /// The same of the better one.
        winner: usize,
    },
    /// Something is to be fetched at a pickup point.
    ToBeFetched,
    /// It costs more.
    Dearer {
        /// In minor units.
        price: i64,
        /// The better one's.
        winner: i64,
    },
    /// It arrives later.
    Later {
        /// On the account's wall clock.
        arrives: Option<DateTime>,
        /// The better one's.
        winner: Option<DateTime>,
    },
    /// The way to what is to be fetched is longer.
    Farther {
        /// How far it is.
        distance: Option<Distance>,
        /// The better one's.
        winner: Option<Distance>,
    },
    /// It comes to the same as one that was made before.
    MadeLater,
}

impl Outranked {
    /// The codes of all, for those who name them in other languages.
    pub const CODES: [&'static str; 6] = ["brings_less", "to_be_fetched", "dearer", "later", "farther", "made_later"];

    /// The code that answers use.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::BringsLess { .. } => "brings_less",
            Self::ToBeFetched => "to_be_fetched",
            Self::Dearer { .. } => "dearer",
            Self::Later { .. } => "later",
            Self::Farther { .. } => "farther",
            Self::MadeLater => "made_later",
        }
    }

    /// The numbers behind it, by name: major units of the currency, metres.
    #[must_use]
    pub fn detail(&self, currency: Currency) -> Vec<(&'static str, String)> {
        let amount = |minor: i64| Money::new(minor, currency).amount().normalize().to_string();
        let both = |name: &'static str, own: Option<String>, of_winner: &'static str, winner: Option<String>| {
            let own = own.map(|own| (name, own));
            own.into_iter().chain(winner.map(|winner| (of_winner, winner))).collect()
        };
        match self {
            Self::BringsLess { missing, winner } => {
                both("missing", Some(missing.to_string()), "winnerMissing", Some(winner.to_string()))
            }
            Self::Dearer { price, winner } => both("price", Some(amount(*price)), "winnerPrice", Some(amount(*winner))),
            Self::Later { arrives, winner } => {
                let text = |at: &Option<DateTime>| at.map(|at| at.to_string());
                both("arrives", text(arrives), "winnerArrives", text(winner))
            }
            Self::Farther { distance, winner } => {
                let text = |at: &Option<Distance>| at.map(|at| at.metres().to_string());
                both("distance", text(distance), "winnerDistance", text(winner))
            }
            Self::ToBeFetched | Self::MadeLater => Vec::new(),
        }
    }
}
