//! It cannot continue here.

use super::kind::Kind;
use super::web;
use crate::domain::Link;
use crate::wizard::act::Act;
use crate::wizard::page::PageId;
use crate::wizard::problem::Problem;
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    /// The server's contacts are looked up, unless a browser leads on.
    fn arrive(&self, w: &mut Wizard) {
        let server = w.state.server.clone();
        if let Some(server) = server.filter(|_| w.state.stop != Some(Stop::Browser)) {
            w.state.helpers.ask(&server, &mut w.mech.cx());
        }
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        w.go_to(PageId::Server);
        Ok(false)
    }

    fn back(&self, w: &mut Wizard) -> bool {
        match w.stop() == Some(&Stop::Browser) && w.can_sign_up_in_browser() {
            true => web::offer_browser(w),
            false => w.go_to(PageId::Server),
        }
        true
    }

    fn acts(&self, _: &State) -> Vec<Act> {
        vec![
            Act::OpenLink,
            Act::Copy,
            Act::ShowQr,
            Act::OtherServer,
            Act::Switch,
            Act::Leave,
        ]
    }

    fn link(&self, s: &State) -> Option<Link> {
        let server = s.server().filter(|_| s.stop == Some(Stop::Browser))?;
        let oauth = server.oauth.as_ref()?;
        let url = match s.task {
            Task::SignUp | Task::Reset => oauth.account_management.clone(),
            Task::AddContact => oauth.profile_page(),
        };
        Link::new(url?, server.base.is_loopback())
    }
}
