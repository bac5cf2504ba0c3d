//! The list of countries, and the filter over it.

use std::cell::OnceCell;

use crate::domain::{self, Country, CountryCode, Guess, Language};

/// The countries that are shown, and the one that stays chosen while a filter chooses its best match.
#[derive(Debug)]
pub(in crate::wizard) struct CountryList {
    /// Made when it is first shown, since the first page needs none of it.
    shown: OnceCell<Vec<&'static Country>>,
    chosen: Option<CountryCode>,
    guess: Guess,
    language: Language,
}

impl CountryList {
    pub(super) fn new(guess: Guess, language: Language) -> Self {
        Self {
            shown: OnceCell::new(),
            chosen: None,
            guess,
            language,
        }
    }

    pub(super) fn guess(&self) -> &Guess {
        &self.guess
    }

    pub(super) fn shown(&self) -> &[&'static Country] {
        self.shown.get_or_init(|| self.found(""))
    }

    pub(super) fn filter(&mut self, filter: &str) {
        self.shown = self.found(filter).into();
    }

    fn found(&self, filter: &str) -> Vec<&'static Country> {
        domain::search(filter, &self.guess, self.language)
    }

    pub(super) fn choose(&mut self, country: Option<CountryCode>) {
        self.chosen = country;
    }

    /// The best match of a filter, else the country that was chosen.
    pub(super) fn best(&self, is_filtered: bool) -> Option<CountryCode> {
        let best = self.shown().first().filter(|_| is_filtered);
        best.map(|best| best.code).or(self.chosen)
    }
}
