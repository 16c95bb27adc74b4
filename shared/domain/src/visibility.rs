//! What a caller may see of an account: rows of some branches, partners, transport companies or states only.

use crate::access::Role;
use crate::id::{BranchId, CarrierId, DriverId, PartnerId};
use crate::region::State;
use crate::register::{Kind, Reference};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most entries that one list of a [`Reach`] holds: the lists travel in every access token.
pub const LONGEST_REACH: usize = 30;

/// What a row refers to, as far as sight depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Placement {
    /// The branch it is of.
    pub branch: Option<BranchId>,
    /// The partner it refers to.
    pub partner: Option<PartnerId>,
    /// The transport company that carries it out.
    pub carrier: Option<CarrierId>,
    /// The state it goes to.
    pub state: Option<State>,
}

/// What a caller may see. Without a limit, everything of the account; with one, only rows that refer to something
/// within it, so that a row that refers to nothing stays hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visibility {
    branches: Option<BTreeSet<BranchId>>,
    partners: Option<BTreeSet<PartnerId>>,
    carriers: Option<BTreeSet<CarrierId>>,
    states: Option<BTreeSet<State>>,
}

impl Visibility {
    /// Everything of the account.
    #[must_use]
    pub const fn unrestricted() -> Self {
        Self { branches: None, partners: None, carriers: None, states: None }
    }

    /// Nothing that is placed anywhere.
    #[must_use]
    pub const fn nothing() -> Self {
        Self {
            branches: Some(BTreeSet::new()),
            partners: Some(BTreeSet::new()),
            carriers: Some(BTreeSet::new()),
            states: Some(BTreeSet::new()),
        }
    }

    /// The same, limited to these branches.
    #[must_use]
    pub fn in_branches(self, branches: impl IntoIterator<Item = BranchId>) -> Self {
        Self { branches: Some(branches.into_iter().collect()), ..self }
    }

    /// The same, limited to what refers to these partners.
    #[must_use]
    pub fn of_partners(self, partners: impl IntoIterator<Item = PartnerId>) -> Self {
        Self { partners: Some(partners.into_iter().collect()), ..self }
    }

    /// The same, limited to these transport companies.
    #[must_use]
    pub fn of_carriers(self, carriers: impl IntoIterator<Item = CarrierId>) -> Self {
        Self { carriers: Some(carriers.into_iter().collect()), ..self }
    }

    /// The same, limited to these states.
    #[must_use]
    pub fn in_states(self, states: impl IntoIterator<Item = State>) -> Self {
        Self { states: Some(states.into_iter().collect()), ..self }
    }

    /// Whether nothing of the account is hidden.
    #[must_use]
    pub const fn is_unrestricted(&self) -> bool {
        self.branches.is_none() && self.partners.is_none() && self.carriers.is_none() && self.states.is_none()
    }

    /// The branches it is limited to; none for all.
    #[must_use]
    pub const fn branches(&self) -> Option<&BTreeSet<BranchId>> {
        self.branches.as_ref()
    }

    /// The partners it is limited to; none for all.
    #[must_use]
    pub const fn partners(&self) -> Option<&BTreeSet<PartnerId>> {
        self.partners.as_ref()
    }

    /// The transport companies it is limited to; none for all.
    #[must_use]
    pub const fn carriers(&self) -> Option<&BTreeSet<CarrierId>> {
        self.carriers.as_ref()
    }

    /// The states it is limited to; none for all.
    #[must_use]
    pub const fn states(&self) -> Option<&BTreeSet<State>> {
        self.states.as_ref()
    }

    /// Whether a row is seen: it is within every limit there is.
    #[must_use]
    pub fn sees(&self, row: &Placement) -> bool {
        self.sees_branch(row.branch)
            && self.sees_partner(row.partner)
            && self.sees_carrier(row.carrier)
            && within(self.states.as_ref(), row.state.as_ref())
    }

    /// Whether something of this branch is seen.
    #[must_use]
    pub fn sees_branch(&self, branch: Option<BranchId>) -> bool {
        within(self.branches.as_ref(), branch.as_ref())
    }

    /// Whether something that refers to this partner is seen.
    #[must_use]
    pub fn sees_partner(&self, partner: Option<PartnerId>) -> bool {
        within(self.partners.as_ref(), partner.as_ref())
    }

    /// Whether something of this transport company is seen.
    #[must_use]
    pub fn sees_carrier(&self, carrier: Option<CarrierId>) -> bool {
        within(self.carriers.as_ref(), carrier.as_ref())
    }

    /// Where a new row of this caller's belongs: a limit to one branch, partner or transport company fills what the
    /// row leaves open.
    #[must_use]
    pub fn place(&self, row: Placement) -> Placement {
        Placement {
            branch: row.branch.or_else(|| only(self.branches.as_ref())),
            partner: row.partner.or_else(|| only(self.partners.as_ref())),
            carrier: row.carrier.or_else(|| only(self.carriers.as_ref())),
            state: row.state,
        }
    }
}

fn within<T: Ord>(limit: Option<&BTreeSet<T>>, fact: Option<&T>) -> bool {
    limit.is_none_or(|limit| fact.is_some_and(|fact| limit.contains(fact)))
}

fn only<T: Copy + Ord>(limit: Option<&BTreeSet<T>>) -> Option<T> {
    limit.filter(|limit| limit.len() == 1).and_then(|limit| limit.first().copied())
}

/// What a user belongs to, as a manager sets it. It travels in the access token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reach {
    /// The branches of a manager or an operator; empty for all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub branches: BTreeSet<BranchId>,
    /// The partner of a user of the role partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// The transport company of a user of the role carrier; those whose chats a supporter answers, empty for all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub carriers: BTreeSet<CarrierId>,
    /// The states whose chats a supporter answers; empty for all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub states: BTreeSet<State>,
    /// The entry of the register that a user of the role driver is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub driver: Option<DriverId>,
}

/// Why a reach does not fit a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnfitReach {
    /// Branches limit managers and operators only.
    #[error("branches limit managers and operators, nobody else")]
    Branches,
    /// A partner's user names the partner, nobody else does.
    #[error("a user of the role partner names its partner, nobody else does")]
    Partner,
    /// A transport company's user names the one, a supporter may name some.
    #[error("a user of the role carrier names one transport company, one of the role support may name some")]
    Carriers,
    /// States limit supporters only.
    #[error("states limit users of the role support, nobody else")]
    States,
    /// A driver's user names the entry of the driver, nobody else does.
    #[error("a user of the role driver names its entry of the register, nobody else does")]
    Driver,
    /// A list is too long.
    #[error("a list of what a user sees has at most 30 entries")]
    TooLong,
}

impl UnfitReach {
    /// The field it is about.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Branches | Self::TooLong => "branches",
            Self::Partner => "partner",
            Self::Carriers => "carriers",
            Self::States => "states",
            Self::Driver => "driver",
        }
    }
}

impl Reach {
    /// What keeps a user of this role from having this reach; empty when it fits.
    #[must_use]
    pub fn misfits(&self, role: Role) -> Vec<UnfitReach> {
        let operates = matches!(role, Role::Manager | Role::Operator);
        let carriers_fit = match role {
            Role::Carrier => self.carriers.len() == 1,
            Role::Support => true,
            _ => self.carriers.is_empty(),
        };
        let long = [self.branches.len(), self.carriers.len(), self.states.len()];
        [
            (operates || self.branches.is_empty(), UnfitReach::Branches),
            (self.partner.is_some() == (role == Role::Partner), UnfitReach::Partner),
            (carriers_fit, UnfitReach::Carriers),
            (role == Role::Support || self.states.is_empty(), UnfitReach::States),
            (self.driver.is_some() == (role == Role::Driver), UnfitReach::Driver),
            (long.iter().all(|length| *length <= LONGEST_REACH), UnfitReach::TooLong),
        ]
        .into_iter()
        .filter_map(|(fits, misfit)| (!fits).then_some(misfit))
        .collect()
    }

    /// The entries of registers that it names.
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        let named = |field, kind, id| Reference { field, kind, id };
        let branches = self.branches.iter().map(|id| named("reach/branches", Kind::Branches, id.uuid()));
        let partner = self.partner.iter().map(|id| named("reach/partner", Kind::Partners, id.uuid()));
        let carriers = self.carriers.iter().map(|id| named("reach/carriers", Kind::Carriers, id.uuid()));
        let driver = self.driver.iter().map(|id| named("reach/driver", Kind::Drivers, id.uuid()));
        branches.chain(partner).chain(carriers).chain(driver).collect()
    }

    /// What a user of this role sees. A partner or a transport company that names nobody sees nothing; nor does a
    /// driver, who has to do with services by being given them, see [`crate::service::Service::concerns`].
    #[must_use]
    pub fn visibility(&self, role: Role) -> Visibility {
        let everything = Visibility::unrestricted();
        let some = |limit: Visibility, empty: bool| if empty { Visibility::unrestricted() } else { limit };
        match role {
            Role::Manager | Role::Operator => {
                some(everything.in_branches(self.branches.iter().copied()), self.branches.is_empty())
            }
            Role::Partner => everything.of_partners(self.partner),
            Role::Carrier => everything.of_carriers(self.carriers.iter().copied()),
            Role::Support => {
                let sight = some(everything.of_carriers(self.carriers.iter().copied()), self.carriers.is_empty());
                if self.states.is_empty() { sight } else { sight.in_states(self.states.iter().cloned()) }
            }
            Role::Driver => Visibility::nothing(),
            Role::Api | Role::Store => everything,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn branch(n: u128) -> BranchId {
        BranchId::new(Uuid::from_u128(n))
    }

    fn carrier(n: u128) -> CarrierId {
        CarrierId::new(Uuid::from_u128(n))
    }

    fn partner(n: u128) -> PartnerId {
        PartnerId::new(Uuid::from_u128(n))
    }

    fn state(code: &str) -> State {
        State::of_any_country(code).unwrap()
    }

    fn row(of: Option<u128>, by: Option<u128>, to: &str) -> Placement {
        Placement { branch: of.map(branch), partner: None, carrier: by.map(carrier), state: Some(state(to)) }
    }

    #[test]
    fn a_row_is_seen_within_every_limit_and_hidden_where_it_refers_to_nothing() {
        let check = |sight: &Visibility, row: &Placement, seen| assert_eq!(sight.sees(row), seen, "{sight:?} {row:?}");
        let everything = Visibility::unrestricted();
        let first = everything.clone().in_branches([branch(1)]);
        let chats = everything.clone().of_carriers([carrier(1), carrier(2)]).in_states([state("SP")]);
        for (row, all, of_first, of_chats) in [
            (row(Some(1), Some(1), "SP"), true, true, true),
            (row(Some(2), Some(2), "SP"), true, false, true),
            (row(Some(1), Some(2), "RJ"), true, true, false),
            (row(Some(1), Some(3), "SP"), true, true, false),
            (row(None, None, "SP"), true, false, false),
        ] {
            check(&everything, &row, all);
            check(&first, &row, of_first);
            check(&chats, &row, of_chats);
            check(&Visibility::nothing(), &row, false);
        }
    }

    #[test]
    fn a_role_sees_what_its_reach_names_and_a_partner_of_nobody_sees_nothing() {
        let nobody = Reach::default();
        assert!(nobody.visibility(Role::Manager).is_unrestricted());
        assert!(nobody.visibility(Role::Support).is_unrestricted());
        for role in [Role::Partner, Role::Carrier] {
            assert!(!nobody.visibility(role).sees(&Placement::default()), "{role}");
            assert!(!nobody.visibility(role).sees(&row(Some(1), Some(1), "SP")), "{role}");
        }
        let own = Reach { carriers: [carrier(1)].into(), ..Reach::default() };
        assert!(own.visibility(Role::Carrier).sees(&row(None, Some(1), "SP")));
        assert!(!own.visibility(Role::Carrier).sees(&row(None, Some(2), "SP")));
    }

    #[test]
    fn a_reach_fits_its_role() {
        let check = |reach: &Reach, role: Role, expected: &[UnfitReach]| {
            assert_eq!(reach.misfits(role), expected, "{role}");
        };
        let nobody = Reach::default();
        check(&nobody, Role::Manager, &[]);
        check(&nobody, Role::Partner, &[UnfitReach::Partner]);
        check(&nobody, Role::Carrier, &[UnfitReach::Carriers]);
        let of_branch = Reach { branches: [branch(1)].into(), ..Reach::default() };
        check(&of_branch, Role::Operator, &[]);
        check(&of_branch, Role::Support, &[UnfitReach::Branches]);
        let of_partner = Reach { partner: Some(partner(1)), ..Reach::default() };
        check(&of_partner, Role::Partner, &[]);
        check(&of_partner, Role::Operator, &[UnfitReach::Partner]);
        let many = Reach { branches: (0..31).map(branch).collect(), ..Reach::default() };
        check(&many, Role::Manager, &[UnfitReach::TooLong]);
    }

    #[test]
    fn a_limit_to_one_fills_what_a_new_row_leaves_open() {
        let sight = Visibility::unrestricted().in_branches([branch(1)]).of_carriers([carrier(1), carrier(2)]);
        let placed = sight.place(Placement::default());
        assert_eq!((placed.branch, placed.carrier), (Some(branch(1)), None));
        let named = sight.place(Placement { branch: Some(branch(2)), ..Placement::default() });
        assert_eq!(named.branch, Some(branch(2)), "what is named stays, for `sees` to refuse");
    }
}
