//! Terms.

use super::kind::Kind;
use crate::domain::Link;
use crate::wizard::Wizard;
use crate::wizard::page::PageId;
use crate::wizard::problem::Problem;

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.form.policy = 0;
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        w.returns_past(PageId::Terms) && w.form.has_agreed_to(w.terms())
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let Some(server) = w.server().cloned() else {
            return Ok(false);
        };
        Ok(w.form.agree_to_next(server.terms()))
    }

    fn list(&self, w: &Wizard) -> Option<(usize, Option<usize>)> {
        Some((w.terms().len(), Some(w.form.policy)))
    }

    fn choose(&self, w: &mut Wizard, at: usize) {
        w.form.policy = at;
    }

    fn link(&self, w: &Wizard) -> Option<Link> {
        let server = w.server()?;
        let policy = server.terms().get(w.form.policy)?;
        let text = policy.in_language(w.form.language())?;
        Link::new(text.url.clone(), server.base.is_loopback())
    }
}
