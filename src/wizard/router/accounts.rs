//! The session that adding a contact needs, and an account that is made in the browser.

use crate::protocol::Contact;
use crate::wizard::end::Done;
use crate::wizard::login::{self, Standing};
use crate::wizard::page::PageId;
use crate::wizard::plan::Contacts;
use crate::wizard::problem::{Problem, ProblemKind, WebFault};
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::{Wizard, oauth};

impl Wizard {
    pub(super) fn login_came_to(&mut self, outcome: login::Outcome) {
        use login::Outcome as Came;
        match outcome {
            Came::Opened => self.go_on_signed_in(),
            Came::Confirmed(user_id) => {
                if let Some(done) = &mut self.done {
                    done.confirm(user_id);
                    self.profile.offer(done);
                }
            }
            Came::Waits => {}
            Came::Retries(problem) => self.show_meanwhile(problem),
            Came::NoPasswords => self.stop_at(Stop::NoPasswords),
            Came::Failed(problem) => self.show(problem),
        }
    }

    /// Closes the session unless this page, or one after it, needs it.
    pub(super) fn close_unneeded_session(&mut self) {
        let needed = match self.page {
            // It may be continued with from here, and is replaced by another login.
            PageId::SignIn => self.server().is_some_and(|server| self.login.is_at(server)),
            PageId::Task | PageId::Server | PageId::Web | PageId::Done | PageId::Stopped => false,
            _ => self.task == Task::AddContact,
        };
        if !needed || self.exited {
            self.login.close(&mut self.mech.cx());
        }
    }

    /// Goes on by itself if what is typed is what was signed in with.
    pub(super) fn go_on_signed_in(&mut self) {
        let Some(server) = self.server().filter(|_| self.page == PageId::SignIn) else {
            return;
        };
        let is_open = |typed| self.login.standing(server, &typed) != Standing::NotOpen;
        self.waits.enter = self.form.credentials(server).is_ok_and(is_open);
    }

    pub(super) fn oauth_came_to(&mut self, outcome: oauth::Outcome) {
        use oauth::Outcome as Came;
        match outcome {
            Came::Waits => {}
            Came::Show => {
                self.go_to(PageId::Web);
                self.open_link();
            }
            Came::SignedIn(server, user_id) => {
                self.oauth.end_token(&mut self.mech.cx());
                let contacts = Contacts {
                    server,
                    phone: None,
                    email: None,
                };
                self.finish(Done::CreatedInBrowser { contacts, user_id });
            }
            Came::Denied => {
                self.offer_browser();
                self.show(Problem::typed(ProblemKind::Web(WebFault::Denied)));
            }
            Came::Retries(problem) => self.show_meanwhile(problem),
            Came::NotRegistered(problem) => {
                self.oauth.give_up(&mut self.mech.cx());
                self.show_meanwhile(problem);
            }
            // To the page with the link to the accounts, which says why the sign-up page is no way.
            Came::Failed(problem) => {
                self.oauth.end_token(&mut self.mech.cx());
                self.stop_at(Stop::Browser);
                self.show(problem);
            }
        }
    }

    /// Leaves the page of a contact, unless it is on the account already.
    pub(super) fn leave_contact(&mut self, contact: &Contact) -> Result<bool, Problem> {
        if !self.login.has(contact) {
            return Ok(true);
        }
        match self.was_added(contact) {
            true => Ok(false),
            false => Err(ProblemKind::AddressOnAccount(contact.medium()).into()),
        }
    }

    /// An earlier run has asked to add this contact, and it is on the account now.
    fn was_added(&mut self, contact: &Contact) -> bool {
        let access = self.login.access();
        let user_id = access.map(|access| access.user_id().clone());
        let (Some(server), Some(user_id)) = (self.server().cloned(), user_id) else {
            return false;
        };
        if !self.returns_past(PageId::Review) {
            return false;
        }
        if !self.proving.wake(contact) {
            return false;
        }
        let contacts = Contacts::of(server, contact.clone());
        self.finish(Done::ContactAdded { contacts, user_id });
        true
    }
}
