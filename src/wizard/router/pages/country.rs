//! Which country?

use super::kind::Kind;
use crate::wizard::Wizard;
use crate::wizard::problem::{Problem, ProblemKind};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.form.open_countries();
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        let country = w.form.preset_country();
        w.form.country = country.or(w.form.country);
        country.is_some()
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        match w.form.take_country() {
            true => Ok(true),
            false => Err(ProblemKind::NoCountry.into()),
        }
    }

    fn list(&self, w: &Wizard) -> Option<(usize, Option<usize>)> {
        let countries = w.form.countries();
        let chosen = w.form.country;
        let at = chosen.and_then(|code| countries.iter().position(|c| c.code == code));
        Some((countries.len(), at))
    }

    fn choose(&self, w: &mut Wizard, at: usize) {
        w.form.choose_country(at);
    }
}
