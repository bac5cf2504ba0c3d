//! How hard a password is to guess, and why it is not harder.

use zxcvbn::Entropy;
use zxcvbn::feedback::Warning;
use zxcvbn::matching::patterns::MatchPattern;

use crate::domain::Secret;
use crate::wizard::{Estimate, Strength, Weakness};

/// Only the beginning of a long text is looked at: it is strong enough by then, and the rest would take long.
const LONGEST: usize = 64;

/// The estimate in five steps. `context` are words about the person, which an attacker would try first.
pub(super) fn estimate(password: &Secret, context: &[String]) -> Estimate {
    let password = password.expose();
    let end = password
        .char_indices()
        .nth(LONGEST)
        .map_or(password.len(), |(end, _)| end);
    let password = &password[..end];
    let context: Vec<&str> = context.iter().map(String::as_str).collect();
    let entropy = zxcvbn::zxcvbn(password, &context);
    let strength = match u8::from(entropy.score()) {
        0 => Strength::VeryWeak,
        1 => Strength::Weak,
        2 => Strength::Fair,
        3 => Strength::Strong,
        _ => Strength::VeryStrong,
    };
    let warning = entropy.feedback().and_then(|feedback| feedback.warning());
    let weakness = || match warning {
        _ if is_about(password, &context) => Weakness::Personal,
        Some(warning) => weakness_of(warning),
        None if is_a_word(&entropy, password) => Weakness::Word,
        None => Weakness::Short,
    };
    Estimate {
        strength,
        weakness: (strength < Strength::Fair).then(weakness),
    }
}

/// Whether a password holds a word about the person.
fn is_about(password: &str, context: &[&str]) -> bool {
    let password = password.to_lowercase();
    let found = |word: &&str| password.contains(&word.to_lowercase());
    context.iter().any(found)
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
