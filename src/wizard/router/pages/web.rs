//! Sign up in the browser.

use super::kind::Kind;
use crate::domain::Link;
use crate::wizard::Wizard;
use crate::wizard::act::Act;
use crate::wizard::problem::Problem;

pub(super) struct Page;

impl Kind for Page {
    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        match w.is_web_offer() {
            true => w.sign_up_in_browser(),
            false => w.open_link(),
        }
        Ok(false)
    }

    fn back(&self, w: &mut Wizard) -> bool {
        let is_awaited = !w.is_web_offer();
        if is_awaited {
            w.offer_browser();
        }
        is_awaited
    }

    fn acts(&self, w: &Wizard) -> Vec<Act> {
        match w.is_web_offer() {
            true => vec![Act::OpenSignUp, Act::ShowAccountPage, Act::OtherServer],
            false => vec![Act::OpenLink, Act::Copy, Act::ShowAccountPage],
        }
    }

    fn link(&self, w: &Wizard) -> Option<Link> {
        w.awaited_link().cloned()
    }
}
