//! Phone numbers and countries as they are typed. Two bytes choose the country and the caret, the rest is the text.
#![no_main]

use std::hint::black_box;

use libfuzzer_sys::fuzz_target;
use mxid::domain::{
    Grouping, Guess, Judged, Language, PhoneCheck, all, check, clean, country_of, judge, search,
};

fuzz_target!(|bytes: &[u8]| {
    let [country, caret, text @ ..] = bytes else {
        return;
    };
    let typed = String::from_utf8_lossy(text);
    let country = all()[usize::from(*country) % all().len()].code;
    black_box(search(&typed, &Guess::default(), Language::default()));
    black_box(country_of(&typed, country));

    let Judged {
        check: found,
        grouping,
    } = judge(country, &typed);
    let cleaned = clean(&typed);
    for grouping in [Grouping::sketch(country, &typed), grouping] {
        let (grouped, at) = grouping.apply(&typed, usize::from(*caret));
        assert!(grouped.is_char_boundary(at), "{typed:?}");
        if cleaned.is_ok() {
            assert_eq!(clean(&grouped), cleaned, "grouping changed it");
        }
    }
    if let Ok(cleaned) = &cleaned {
        let (plus, digits) = match cleaned.strip_prefix('+') {
            Some(digits) => (true, digits),
            None => (false, cleaned.as_str()),
        };
        assert!(digits.bytes().all(|b| b.is_ascii_digit()), "{typed:?}");
        assert_eq!(
            clean(cleaned).as_ref(),
            Ok(cleaned),
            "cleaning is not stable"
        );
        black_box(plus);
    }

    match (found, cleaned) {
        (PhoneCheck::Refused(error), cleaned) => assert_eq!(cleaned, Err(error)),
        (PhoneCheck::Empty, cleaned) => assert_eq!(cleaned.as_deref(), Ok("")),
        (found, cleaned) => {
            let cleaned = cleaned.expect("what is not refused is clean");
            if let Some(number) = found.number() {
                assert_eq!(number.sent(), cleaned);
                let e164 = number.e164().strip_prefix('+').expect("a plus");
                assert!(!e164.is_empty() && e164.bytes().all(|b| b.is_ascii_digit()));
                assert!(!number.international().is_empty() && !number.national().is_empty());
                // A number that can receive texts is the same when it is written as it is shown.
                if matches!(found, PhoneCheck::Valid(_)) {
                    let again = check(country, number.e164());
                    let again = again.number().map(|again| again.e164());
                    assert_eq!(again, Some(number.e164()), "{typed:?} in {country:?}");
                }
            }
        }
    }
});
