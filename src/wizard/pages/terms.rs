//! Terms.

use std::rc::Rc;

use super::kind::Kind;
use crate::domain::Link;
use crate::wizard::homeserver::{Homeserver, RegisterOffer};
use crate::wizard::page::PageId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.state.form.policy = 0;
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        w.returns_past(PageId::Terms) && w.state.form.has_agreed_to(w.terms())
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let Some(server) = w.server().cloned() else {
            return Ok(false);
        };
        Ok(w.state.form.agree_to_next(server.terms()))
    }

    fn list(&self, s: &State) -> Option<(usize, Option<usize>)> {
        Some((s.terms().len(), Some(s.form.policy)))
    }

    fn choose(&self, s: &mut State, at: usize) {
        s.form.policy = at;
    }

    fn link(&self, s: &State) -> Option<Link> {
        let server = s.server()?;
        let policy = server.terms().get(s.form.policy)?;
        let text = policy.in_language(s.form.language())?;
        Link::new(text.url.clone(), server.base.is_loopback())
    }
}

/// The server shows other terms than before: they need their own agreement.
pub(in crate::wizard) fn ask_agreement(w: &mut Wizard) {
    let Some(server) = w.server() else {
        return;
    };
    w.state.server = Some(Rc::new(Homeserver {
        register: RegisterOffer::Open {
            flows: w.state.proving.flows().to_vec(),
            terms: w.state.proving.terms().to_vec(),
        },
        ..(**server).clone()
    }));
    w.state.proving.abandon();
    w.go_to(PageId::Terms);
    w.show(Problem::typed(ProblemKind::NotAgreed));
}
