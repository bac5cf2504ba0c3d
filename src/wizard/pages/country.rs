//! Which country?

use super::kind::Kind;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.state.form.open_countries();
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        let country = w.state.form.preset_country();
        w.state.form.country = country.or(w.state.form.country);
        country.is_some()
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        match w.state.form.take_country() {
            true => Ok(true),
            false => Err(ProblemKind::NoCountry.into()),
        }
    }

    fn list(&self, s: &State) -> Option<(usize, Option<usize>)> {
        let countries = s.form.countries();
        let chosen = s.form.country;
        let at = chosen.and_then(|code| countries.iter().position(|c| c.code == code));
        Some((countries.len(), at))
    }

    fn choose(&self, s: &mut State, at: usize) {
        s.form.choose_country(at);
    }
}
