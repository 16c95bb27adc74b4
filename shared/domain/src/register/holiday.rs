//! Days on which whoever operates the drivers does not work.

use super::facts::{branch, carrier, placed};
use super::{Facts, Kind, Reference};
use crate::calendar::Holiday;
use crate::id::{BranchId, CarrierId, HolidayEntryId};
use crate::service::Facets;
use crate::visibility::Visibility;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A day, or a run of days, on which a branch or a transport company brings nothing. One that names neither is of all
/// who work for the account. Recipients are offered no window on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OperatorHoliday {
    /// The first day.
    pub date: Date,
    /// The last day, if it is longer than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Of this branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<BranchId>,
    /// Of this transport company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<CarrierId>,
}

/// A run of days ends before it begins, is too long, or begins in a year that is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a holiday begins in a year from 1900 to 2999, and ends no earlier than it begins and within 60 days")]
pub struct InvalidRun;

impl OperatorHoliday {
    /// The last day of a run that begins at a date, as long as a holiday may be.
    ///
    /// # Errors
    /// [`InvalidRun`].
    pub fn run(date: Date, until: Option<Date>) -> Result<Option<Date>, InvalidRun> {
        let days = until.map_or(0, |until| (until - date).get_days());
        let year = Holiday::YEARS.contains(&date.year());
        if year && (0..Holiday::MAX_DAYS).contains(&days) { Ok(until) } else { Err(InvalidRun) }
    }

    /// First and last day, both included.
    #[must_use]
    pub fn days(&self) -> (Date, Date) {
        (self.date, self.until.unwrap_or(self.date))
    }

    /// Whether it keeps a service from being carried out: whoever does not work has to do with it.
    #[must_use]
    pub fn concerns(&self, service: &Facets) -> bool {
        self.branch.is_none_or(|branch| service.branch == Some(branch))
            && self.carrier.is_none_or(|carrier| service.carrier == Some(carrier))
    }
}

impl Facts for OperatorHoliday {
    type Id = HolidayEntryId;
    const KIND: Kind = Kind::OperatorHolidays;
    const NAMES_REPEAT: bool = true;

    fn id(uuid: Uuid) -> HolidayEntryId {
        HolidayEntryId::new(uuid)
    }

    fn references(&self) -> Vec<Reference> {
        branch(self.branch).into_iter().chain(carrier(self.carrier)).collect()
    }

    fn is_seen(&self, _: HolidayEntryId, sight: &Visibility) -> bool {
        sight.sees_branch(self.branch) && sight.sees_carrier(self.carrier)
    }

    fn placed(self, sight: &Visibility) -> Self {
        let (branch, carrier) = placed(self.branch, self.carrier, sight);
        Self { branch, carrier, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_holiday_keeps_only_those_services_that_its_operator_carries_out() {
        let (north, fast) = (BranchId::new(Uuid::from_u128(1)), CarrierId::new(Uuid::from_u128(2)));
        let of = |branch, carrier| OperatorHoliday { date: day("2026-12-08"), until: None, branch, carrier };
        let service = |branch, carrier| Facets { branch, carrier, ..Facets::default() };
        let check = |holiday: &OperatorHoliday, service: &Facets, expected: bool| {
            assert_eq!(holiday.concerns(service), expected, "{holiday:?} and {service:?}");
        };
        check(&of(None, None), &service(None, Some(fast)), true);
        check(&of(None, Some(fast)), &service(None, Some(fast)), true);
        check(&of(None, Some(fast)), &service(None, None), false);
        check(&of(Some(north), None), &service(Some(north), Some(fast)), true);
        check(&of(Some(north), Some(fast)), &service(Some(north), None), false);
    }

    #[test]
    fn a_run_of_days_goes_forward_and_is_not_endless() {
        let check = |until: Option<&str>, fine: bool| {
            assert_eq!(OperatorHoliday::run(day("2026-12-08"), until.map(day)).is_ok(), fine, "{until:?}");
        };
        check(None, true);
        check(Some("2026-12-08"), true);
        check(Some("2026-12-07"), false);
        check(Some("2027-02-05"), true);
        check(Some("2027-02-06"), false);
    }
}
