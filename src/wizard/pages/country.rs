//! The country page: a filter over the list of countries.

use super::{Forward, KnownNumber};
use crate::domain::{self, Country, GuessReason};
use crate::wizard::Wizard;
use crate::wizard::draft::FieldId;
use crate::wizard::page::PageId;
use crate::wizard::problem::{Problem, ProblemKind};

impl Wizard {
    pub(in crate::wizard) fn search_countries(&self) -> Vec<&'static Country> {
        domain::search(
            self.draft.text(FieldId::Country),
            &self.guess,
            self.locale.language(),
        )
    }

    /// Another filter: the best match is chosen, so that typing and Enter are enough. Where there is none, or no filter
    /// any more, what was chosen before waits for the list to be back.
    pub(in crate::wizard) fn country_edited(&mut self) {
        self.lists.countries = self.search_countries();
        if self.page != PageId::Country {
            return;
        }
        let filtered = !self.draft.line(FieldId::Country).is_empty();
        let best = self.lists.countries.first().filter(|_| filtered);
        self.draft.country = best.map(|best| best.code).or(self.lists.country);
    }

    /// A whole number in the filter says more than its country.
    fn take_number_from_filter(&mut self) {
        let filter = self.draft.text(FieldId::Country);
        if let Some(number) = domain::searched_number(filter, &self.guess)
            && self.draft.line(FieldId::Number).is_empty()
        {
            self.draft.fill(FieldId::Number, &number);
        }
    }

    pub(super) fn forward_country(&mut self) -> Result<Forward, Problem> {
        let shown = |code| self.lists.countries.iter().any(|c| c.code == code);
        if !self.draft.country.is_some_and(shown) {
            return Err(Problem::typed(ProblemKind::NoCountry));
        }
        self.take_number_from_filter();
        self.number = KnownNumber::default();
        Ok(Forward::Next)
    }

    /// The countries that pass the filter.
    pub fn countries(&self) -> &[&'static Country] {
        &self.lists.countries
    }

    /// Why a country stands before the others.
    pub fn guess_reason(&self, country: &Country) -> Option<GuessReason> {
        self.guess.reason(country.code)
    }
}
