//! The list of countries, and the filter over it.

use crate::domain::{self, Country, CountryCode, Guess, Locale};

/// The countries that are shown, and the one that stays chosen while a filter chooses its best match.
#[derive(Debug)]
pub(in crate::wizard) struct CountryList {
    shown: Vec<&'static Country>,
    chosen: Option<CountryCode>,
    guess: Guess,
}

impl CountryList {
    pub(super) fn new(guess: Guess, locale: &Locale) -> Self {
        let mut list = Self {
            shown: Vec::new(),
            chosen: None,
            guess,
        };
        list.filter("", locale);
        list
    }

    pub(super) fn guess(&self) -> &Guess {
        &self.guess
    }

    pub(super) fn shown(&self) -> &[&'static Country] {
        &self.shown
    }

    pub(super) fn filter(&mut self, filter: &str, locale: &Locale) {
        self.shown = domain::search(filter, &self.guess, locale.language());
    }

    pub(super) fn choose(&mut self, country: Option<CountryCode>) {
        self.chosen = country;
    }

    /// The best match of a filter, else the country that was chosen.
    pub(super) fn best(&self, is_filtered: bool) -> Option<CountryCode> {
        let best = self.shown.first().filter(|_| is_filtered);
        best.map(|best| best.code).or(self.chosen)
    }
}
