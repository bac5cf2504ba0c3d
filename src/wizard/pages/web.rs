//! Sign up in the browser.

use super::kind::Kind;
use crate::domain::Link;
use crate::wizard::act::Act;
use crate::wizard::end::Done;
use crate::wizard::oauth::Outcome;
use crate::wizard::page::PageId;
use crate::wizard::plan::Contacts;
use crate::wizard::problem::{Problem, ProblemKind, WebFault};
use crate::wizard::stop::Stop;
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        match w.is_web_offer() {
            true => sign_up_in_browser(w),
            false => w.state.open_link(&mut w.mech.cx()),
        }
        Ok(false)
    }

    fn back(&self, w: &mut Wizard) -> bool {
        let is_awaited = !w.is_web_offer();
        if is_awaited {
            offer_browser(w);
        }
        is_awaited
    }

    fn acts(&self, s: &State) -> Vec<Act> {
        match s.is_web_offer() {
            true => vec![Act::OpenSignUp, Act::ShowAccountPage, Act::OtherServer],
            false => vec![Act::OpenLink, Act::Copy, Act::ShowAccountPage],
        }
    }

    fn link(&self, s: &State) -> Option<Link> {
        s.awaited_link().cloned()
    }
}

/// To the choice between the sign-up page in the browser and other ways.
pub(super) fn offer_browser(w: &mut Wizard) {
    w.state.oauth.forget_link();
    w.go_to(PageId::Web);
}

/// Prepares the way to the sign-up page, unless that is under way: the page opens automatically.
pub(in crate::wizard) fn sign_up_in_browser(w: &mut Wizard) {
    let server = w.server().filter(|_| w.is_web_offer()).cloned();
    if let Some(server) = server
        && let Some(endpoints) = server.sign_up_grant()
        && w.holding().is_none()
    {
        w.state.problem = None;
        w.state.oauth.begin(&server, endpoints, &mut w.mech.cx());
    }
}

/// Follows a sign-up in the browser.
pub(in crate::wizard) fn oauth_came_to(w: &mut Wizard, outcome: Outcome) {
    use Outcome as Came;
    match outcome {
        Came::Waits => {}
        Came::Show => {
            w.go_to(PageId::Web);
            w.state.open_link(&mut w.mech.cx());
        }
        Came::SignedIn(server, user_id) => {
            w.state.oauth.end_token(&mut w.mech.cx());
            let contacts = Contacts {
                server,
                phone: None,
                email: None,
            };
            w.finish(Done::CreatedInBrowser { contacts, user_id });
        }
        Came::Denied => {
            offer_browser(w);
            w.show(Problem::typed(ProblemKind::Web(WebFault::Denied)));
        }
        Came::Retries(problem) => w.show_meanwhile(problem),
        Came::NotRegistered(problem) => {
            w.state.oauth.give_up(&mut w.mech.cx());
            w.show_meanwhile(problem);
        }
        // To the page with the link to the accounts, which says why the sign-up page is no way.
        Came::Failed(problem) => {
            w.state.oauth.end_token(&mut w.mech.cx());
            w.stop_at(Stop::Browser);
            w.show(problem);
        }
    }
}
