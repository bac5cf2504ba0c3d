//! Pass phrases: words picked by chance, which a user can write down and type.

use std::sync::LazyLock;

use super::{Password, Secret};

/// The EFF's short list: words of three to five letters, a line each.
const LIST: &str = include_str!("../../assets/words/eff-short.txt");

static WORDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| LIST.lines().filter(|line| !line.starts_with('#')).collect());

/// The words of a phrase, unless it has to be longer. Together they hold out against guessing at any speed that a
/// server's stored passwords can be guessed at, and fit into a narrow field.
const USUAL: usize = 6;
/// The most letters of a word, and the hyphen after it.
const MOST: usize = 6;
/// The chance in a word, in thousandths of a bit: the logarithm of the list's length.
const MILLIBITS: usize = 10_339;

/// The characters that a server requires in a password, beyond lowercase letters and hyphens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recipe {
    /// The least number of characters.
    pub least: usize,
    pub capital: bool,
    pub digit: bool,
}

#[derive(Debug)]
pub struct PassPhrase {
    /// The phrase: `acorn-royal-…`.
    pub text: Secret,
    /// The bits of chance that its words hold, rounded down.
    pub bits: u32,
}

/// Makes a pass phrase that keeps to a recipe, as far as a password can be that long. `below` gives a number below
/// another one, each equally likely.
pub fn pass_phrase(recipe: Recipe, mut below: impl FnMut(u32) -> u32) -> PassPhrase {
    let least = recipe.least.min(Password::MAX_BYTES - MOST - 2);
    // Room for all of it: growing would leave an unwiped copy behind.
    let mut text = String::with_capacity((MOST * USUAL).max(least + MOST) + 2);
    let mut count = 0;
    while count < USUAL || text.len() < least {
        if count > 0 {
            text.push('-');
        }
        let picked = below(WORDS.len() as u32) as usize;
        let word = WORDS.get(picked).copied().unwrap_or_default();
        let (first, rest) = word.split_at(word.len().min(1));
        match recipe.capital && count == 0 {
            true => text.push_str(&first.to_ascii_uppercase()),
            false => text.push_str(first),
        }
        text.push_str(rest);
        count += 1;
    }
    if recipe.digit {
        text.push('-');
        text.extend(char::from_digit(below(10), 10));
    }
    PassPhrase {
        text: Secret::new(text),
        bits: u32::try_from(count * MILLIBITS / 1000).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Picks one after the other, in steps that meet the whole list.
    fn picks() -> impl FnMut(u32) -> u32 {
        let mut last = 0;
        move |below| {
            last += 211;
            last % below
        }
    }

    #[test]
    fn the_list_is_the_one_whose_chance_is_stated() {
        assert_eq!(WORDS.len(), 1296);
        let bits = (WORDS.len() as f64).log2();
        assert_eq!((bits * 1000.0) as usize, MILLIBITS);
        let mut sorted = WORDS.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), 1296, "every word is there once");
        for word in WORDS.iter() {
            let plain = |b: u8| b.is_ascii_lowercase() || b == b'-';
            assert!(
                (3..MOST).contains(&word.len()) && word.bytes().all(plain),
                "{word}"
            );
        }
    }

    #[test]
    fn a_phrase_has_six_words_and_fits_into_the_narrowest_field() {
        let phrase = pass_phrase(Recipe::default(), picks());
        let text = phrase.text.expose();
        assert!(text.len() <= 36, "{text}");
        assert_eq!(phrase.bits, 62);
        for word in text.split('-') {
            assert!(WORDS.contains(&word), "{word}");
        }
        assert_eq!(text.split('-').count(), 6, "{text}");
    }

    #[test]
    fn a_phrase_keeps_to_what_a_server_wants() {
        for least in [0, 8, 40, 64, 500] {
            let recipe = Recipe {
                least,
                capital: true,
                digit: true,
            };
            let phrase = pass_phrase(recipe, picks());
            let text = phrase.text.expose();
            assert!(text.len() >= least, "{text}");
            assert!(text.starts_with(|c: char| c.is_ascii_uppercase()), "{text}");
            assert!(text.ends_with(|c: char| c.is_ascii_digit()), "{text}");
            assert!(text.contains(|c: char| !c.is_alphanumeric()), "{text}");
        }
        let endless = Recipe {
            least: usize::MAX,
            ..Recipe::default()
        };
        let phrase = pass_phrase(endless, picks());
        assert!(Password::parse(phrase.text.expose()).is_ok());
    }
}
