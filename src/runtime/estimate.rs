//! How hard a password is to guess, and why it is not harder.

use zxcvbn::Entropy;
use zxcvbn::feedback::Warning;
use zxcvbn::matching::patterns::MatchPattern;

use crate::domain::Secret;
use crate::wizard::{Estimate, Strength, Weakness};

/// Only the beginning of a long text is looked at: it is strong enough by then, and the rest would take long.
const LONGEST: usize = 64;

/// How many guesses take years, as a power of ten, and how many take centuries.
///
/// The one who guesses has stolen the hashes of a server, slow ones, and tries 10^4 passwords a second against one of
/// them. 10^12 guesses take 10^8 seconds, which are three years; 10^14 take 10^10 seconds, three centuries.
const YEARS: f64 = 12.0;
const CENTURIES: f64 = 14.0;

/// The estimate in five steps. `context` are words about the user, which an attacker would try first.
pub(super) fn estimate(password: &Secret, context: &[String]) -> Estimate {
    let password = password.expose();
    let end = password
        .char_indices()
        .nth(LONGEST)
        .map_or(password.len(), |(end, _)| end);
    let password = &password[..end];
    let context: Vec<&str> = context.iter().map(String::as_str).collect();
    let entropy = zxcvbn::zxcvbn(password, &context);
    let about = bytes_about(password, &context);
    let strength = match (u8::from(entropy.score()), entropy.guesses_log10()) {
        (0, _) => Strength::VeryWeak,
        (1, _) => Strength::Weak,
        // The user's names are tried first, with everything that people put around them.
        _ if about * 2 >= password.len() => Strength::Weak,
        (_, guesses) if guesses >= CENTURIES => Strength::VeryStrong,
        (_, guesses) if guesses >= YEARS => Strength::Strong,
        _ => Strength::Fair,
    };
    let warning = entropy.feedback().and_then(|feedback| feedback.warning());
    let weakness = || match warning {
        _ if about > 0 => Weakness::Personal,
        Some(warning) => weakness_of(warning),
        None if is_a_word(&entropy, password) => Weakness::Word,
        None => Weakness::Short,
    };
    Estimate {
        strength,
        weakness: (strength < Strength::Fair).then(weakness),
    }
}

/// How many bytes of a password are made of words about the user.
fn bytes_about(password: &str, context: &[&str]) -> usize {
    let password = password.to_lowercase();
    let mut is_about = vec![false; password.len()];
    for word in context {
        for (at, found) in password.match_indices(&word.to_lowercase()) {
            is_about[at..at + found.len()].fill(true);
        }
    }
    is_about.into_iter().filter(|is_about| *is_about).count()
}

/// Whether most of a password is one word of a dictionary.
fn is_a_word(entropy: &Entropy, password: &str) -> bool {
    let mut found = entropy.sequence().iter();
    found.any(|part| {
        let is_word = matches!(part.pattern, MatchPattern::Dictionary(_));
        is_word && part.token.len() * 2 > password.len()
    })
}

fn weakness_of(warning: Warning) -> Weakness {
    match warning {
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword => Weakness::Common,
        Warning::ThisIsSimilarToACommonlyUsedPassword => Weakness::NearCommon,
        Warning::AWordByItselfIsEasyToGuess => Weakness::Word,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => Weakness::Name,
        Warning::StraightRowsOfKeysAreEasyToGuess
        | Warning::ShortKeyboardPatternsAreEasyToGuess => Weakness::Keys,
        Warning::RepeatsLikeAaaAreEasyToGuess
        | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => Weakness::Repeats,
        Warning::SequencesLikeAbcAreEasyToGuess => Weakness::Sequence,
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => Weakness::Date,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_password_comes_with_its_reason() {
        for (password, weakness) in [
            ("password", Weakness::Common),
            ("p4ssw0rd!", Weakness::NearCommon),
            ("poiuytghj", Weakness::Keys),
            ("mysterious", Weakness::Word),
            ("margaret", Weakness::Name),
            ("aaaaaaaaa", Weakness::Repeats),
            ("abcdefghi", Weakness::Sequence),
            ("13.05.1987", Weakness::Date),
            ("xq7", Weakness::Short),
            ("robin2345", Weakness::Personal),
        ] {
            let estimate = estimate(&password.into(), &["Robin".to_owned()]);
            assert_eq!(estimate.weakness, Some(weakness), "{password} {estimate:?}");
        }
    }

    #[test]
    fn years_and_centuries_are_those_of_a_stolen_slow_hash() {
        for (password, strength) in [
            // About 10^8 and 10^11 guesses: hours, and months.
            ("Berlin1990!", Strength::Fair),
            ("Tr0ub4dor&3", Strength::Fair),
            // Ten to the power of their length.
            ("qzvkwyrbxpl", Strength::Fair),
            ("qzvkwyrbxplmd", Strength::Strong),
            ("qzvkwyrbxplmdgt", Strength::VeryStrong),
        ] {
            let estimate = estimate(&password.into(), &[]);
            assert_eq!(estimate, strength.into(), "{password}");
        }
    }

    #[test]
    fn a_password_made_of_the_persons_name_is_weak_whatever_stands_around_it() {
        let context = ["robina1".to_owned(), "example".to_owned()];
        for (password, strength) in [
            ("Robina1!robina", Strength::Weak),
            ("x7-ROBINA1-robina1", Strength::Weak),
            ("robina1%qEXAMPLEkz", Strength::Weak),
            ("robina1-qzvkwyrb-tumble-31", Strength::VeryStrong),
        ] {
            let estimate = estimate(&password.into(), &context);
            let weakness = (strength < Strength::Fair).then_some(Weakness::Personal);
            assert_eq!(
                (estimate.strength, estimate.weakness),
                (strength, weakness),
                "{password}"
            );
        }
    }

    #[test]
    fn a_password_that_holds_has_no_reason_against_it() {
        for password in ["qzvkwyrb-tumble-31", "acorn-royal-slept-mud-yoga-wifi"] {
            let estimate = estimate(&password.into(), &[]);
            assert_eq!(estimate, Strength::VeryStrong.into(), "{password}");
        }
    }

    #[test]
    fn words_about_the_person_make_a_password_weaker() {
        let plain = estimate(&"qzvkwyrb".into(), &[]).strength;
        let known = estimate(&"qzvkwyrb".into(), &["qzvkwyrb".into()]).strength;
        assert!(known < plain, "{known:?} {plain:?}");
    }
}
