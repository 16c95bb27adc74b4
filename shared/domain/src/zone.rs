//! Where it is what time.
//!
//! A recipient's time zone follows from the state of the address: Brazil's states lie in four of them. Addresses in
//! other countries, and those without a known state, are in the zone of the account.

use crate::postal::Country;
use crate::region::State;

/// The zone of each Brazilian state; of a state that lies in two, that of its capital.
const BRAZIL: [(&str, &str); 10] = [
    ("America/Sao_Paulo", "DF ES GO MG PR RJ RS SC SP"),
    ("America/Bahia", "BA"),
    ("America/Araguaina", "TO"),
    ("America/Fortaleza", "CE MA PB PI RN"),
    ("America/Recife", "PE"),
    ("America/Maceio", "AL SE"),
    ("America/Belem", "AP PA"),
    ("America/Manaus", "AM"),
    ("America/Cuiaba", "MT"),
    ("America/Campo_Grande", "MS"),
];
const WEST: [(&str, &str); 3] =
    [("America/Porto_Velho", "RO"), ("America/Boa_Vista", "RR"), ("America/Rio_Branco", "AC")];

/// The IANA name of the zone of a state, where it is known.
#[must_use]
pub fn of_state(country: Country, state: &State) -> Option<&'static str> {
    let known = BRAZIL.iter().chain(&WEST).filter(|_| country == Country::BRA);
    let mut in_it = known.filter(|(_, states)| states.split(' ').any(|code| code == state.as_str()));
    in_it.next().map(|(zone, _)| *zone)
}

/// The IANA name of a recipient's zone: the state's, else the account's.
#[must_use]
pub fn of_recipient<'a>(country: Country, state: Option<&State>, account: &'a str) -> &'a str {
    state.and_then(|state| of_state(country, state)).unwrap_or(account)
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    const STATES: &str = "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO";

    #[test]
    fn every_state_of_brazil_has_one_zone_that_exists() {
        for state in STATES.split(' ') {
            let zone = of_state(Country::BRA, &State::new(Country::BRA, state).unwrap()).unwrap();
            assert!(TimeZone::get(zone).is_ok(), "{zone}");
        }
        let listed: Vec<&str> = BRAZIL.iter().chain(&WEST).flat_map(|(_, states)| states.split(' ')).collect();
        assert_eq!(listed.len(), 27);
    }

    #[test]
    fn clocks_differ_as_they_do_in_brazil() {
        let at: jiff::Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        for (state, hour) in [("SP", 9), ("BA", 9), ("PA", 9), ("AM", 8), ("MT", 8), ("RO", 8), ("AC", 7)] {
            let zone = of_state(Country::BRA, &State::new(Country::BRA, state).unwrap()).unwrap();
            assert_eq!(at.to_zoned(TimeZone::get(zone).unwrap()).hour(), hour, "{state}");
        }
    }

    #[test]
    fn elsewhere_the_account_tells() {
        let account = "America/Argentina/Buenos_Aires";
        let argentina = Country::new("ARG").unwrap();
        let state = State::of_any_country("SP").unwrap();
        assert_eq!(of_recipient(argentina, Some(&state), account), account);
        assert_eq!(of_recipient(Country::BRA, None, account), account);
        assert_eq!(of_recipient(Country::BRA, Some(&state), account), "America/Sao_Paulo");
    }
}
