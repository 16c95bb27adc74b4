use super::*;
use proptest::prelude::*;

fn own_code(random: u128) -> TrackingCode {
    TrackingCode::make(&Scheme::Own, random)
}

#[test]
fn codes_of_the_post_and_of_trade_have_the_published_check_digits() {
    fn check(text: &str, fine: bool) {
        assert_eq!(text.parse::<TrackingCode>().is_ok(), fine, "{text}");
    }
    // UPU S10: the standard's own example; GS1: the calculator's example for an SSCC.
    check("RR473124829GB", true);
    check("RR473124820GB", false);
    check("rr 473124829 gb", true);
    check("106141412345678908", true);
    check("106141412345678907", false);
    check("", false);
    check("R", false);
    check("RR47312482ÃGB", false);
}

#[test]
fn an_account_with_a_prefix_gets_codes_of_that_kind() {
    let s10 = Scheme::S10 { service: "EE".to_owned(), country: "BR".to_owned() };
    assert_eq!(TrackingCode::make(&s10, 47_312_482).as_str(), "EE473124829BR");
    let sscc = Scheme::Sscc { extension: 1, prefix: "0614141".to_owned() };
    assert_eq!(TrackingCode::make(&sscc, 234_567_890).as_str(), "106141412345678908");
}

#[test]
fn what_is_read_out_is_understood() {
    let code = own_code(0);
    assert_eq!((code.as_str(), code.spoken().as_str()), ("00000000000", "00000-00000-0"));
    assert_eq!("oOo0o-ooooo-O".parse(), Ok(code));
    let one = own_code(1);
    assert!(one.as_str().starts_with('1'));
    assert_eq!(one.as_str().replacen('1', "l", 1).parse(), Ok(one));
}

proptest! {
    #[test]
    fn every_code_reads_back_and_one_wrong_character_is_found(random: u128, at in 0..10_usize, other in 0..32_usize) {
        let code = own_code(random);
        prop_assert_eq!(code.spoken().to_lowercase().parse(), Ok(code.clone()));
        let mut mistyped = code.as_str().to_owned().into_bytes();
        let wrong = CROCKFORD[other];
        if mistyped[at] != wrong {
            mistyped[at] = wrong;
            prop_assert!(String::from_utf8(mistyped).unwrap().parse::<TrackingCode>().is_err());
        }
    }

    #[test]
    fn two_neighbours_that_changed_places_are_found(random: u128, at in 0..9_usize) {
        let code = own_code(random);
        let mut swapped = code.as_str().to_owned().into_bytes();
        swapped.swap(at, at + 1);
        let swapped = String::from_utf8(swapped).unwrap();
        prop_assert!(swapped == code.as_str() || swapped.parse::<TrackingCode>().is_err());
    }

    #[test]
    fn nothing_that_is_typed_makes_it_panic(text in "\\PC{0,24}") {
        let _ = text.parse::<TrackingCode>();
    }
}
