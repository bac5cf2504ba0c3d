//! A stage in the browser.

use super::kind::Kind;
use crate::domain::Link;
use crate::wizard::act::Act;
use crate::wizard::problem::Problem;
use crate::wizard::proving::Proving;
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.prove(Proving::visited);
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        w.prove(Proving::look_soon);
        Ok(false)
    }

    fn acts(&self, _: &State) -> Vec<Act> {
        vec![Act::OpenLink, Act::Copy, Act::ShowQr, Act::LookNow]
    }

    fn link(&self, s: &State) -> Option<Link> {
        Some(s.proving.visit()?.link.clone())
    }
}
