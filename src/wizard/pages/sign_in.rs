//! The sign-in page: whose account is to get a contact.

use super::Forward;
use crate::wizard::Wizard;
use crate::wizard::awaiting::Awaiting;
use crate::wizard::end::Stop;
use crate::wizard::form::FieldId;
use crate::wizard::login::{self, Earlier, Standing};
use crate::wizard::page::{Focus, PageId};
use crate::wizard::problem::Problem;
use crate::wizard::retry::Retry;
use crate::wizard::sign_in::SignInProblem;
use crate::wizard::task::Task;

const NAME: FieldId = FieldId::SignInName;
const PASSWORD: FieldId = FieldId::SignInPassword;

impl Wizard {
    pub(super) fn forward_sign_in(&mut self) -> Result<Forward, Problem> {
        let Some(server) = self.server().cloned() else {
            return Ok(Forward::Stay);
        };
        // Enter in the name only moves on to an empty password.
        let moves_on = self.focus == Focus::Field(NAME)
            && !self.form.is_empty(NAME)
            && self.form.is_empty(PASSWORD);
        let credentials = match self.form.credentials(&server) {
            Ok(credentials) => credentials,
            Err((field, SignInProblem::NoPassword)) if moves_on => {
                self.focus = Focus::Field(field);
                return Ok(Forward::Stay);
            }
            Err((field, problem)) => return Err(self.at_field(field, problem.into())),
        };
        match self.login.standing(&server, &credentials) {
            Standing::NotOpen => {
                self.close_session();
                let (device_id, is_same) = self.earlier_login();
                let earlier = Earlier {
                    device_id: device_id.as_deref(),
                    is_same,
                };
                let cx = &mut self.mech.cx();
                self.login.log_in(server, credentials, &earlier, cx);
            }
            Standing::Unknown => self.login.ask_account(&mut self.mech.cx()),
            Standing::Fixed => self.stop_at(Stop::NoContactChanges(None)),
            Standing::Ready => return Ok(Forward::Next),
        }
        Ok(Forward::Stay)
    }

    pub(in crate::wizard) fn sign_in_edited(&mut self) {
        // What would be repeated is another login now.
        if self.page == PageId::SignIn {
            self.mech.cx().stop_retry_of(&Retry::Enter);
        }
    }

    pub(in crate::wizard) fn login_came_to(&mut self, outcome: login::Outcome) {
        use login::Outcome as Came;
        match outcome {
            Came::Opened => self.session_opened(),
            Came::Confirmed(user_id) => {
                if let Some(done) = &mut self.done {
                    done.confirm(user_id);
                }
                self.session_opened();
            }
            Came::Unproven(failure) => self.logout.unanswered(&failure),
            Came::Retries(problem) => self.show_meanwhile(problem),
            Came::NoPasswords => self.stop_at(Stop::NoPasswords),
            Came::Failed(problem) => {
                if let Some(cause) = &problem.cause {
                    self.logout.unanswered(cause);
                }
                self.show(problem);
            }
        }
    }

    /// A session is open. It is closed at once if no page needs it any more.
    pub(in crate::wizard) fn session_opened(&mut self) {
        // No login of this account takes the place of a session that an earlier run has opened for another one.
        let (before, _) = self.earlier_login();
        if before.is_some() && before.as_ref() != self.login.device_id() {
            self.logout.left_open();
        }
        self.close_unneeded_session();
        self.go_on_signed_in();
    }

    /// Closes the session unless this page, or one after it, needs it.
    pub(in crate::wizard) fn close_unneeded_session(&mut self) {
        let needed = match self.page {
            // It may be continued with from here, and is replaced by another login.
            PageId::SignIn => self.server().is_some_and(|server| self.login.is_at(server)),
            PageId::Task | PageId::Server | PageId::Web | PageId::Done | PageId::Stopped => false,
            _ => self.task == Task::AddContact,
        };
        if !needed || self.exited {
            self.close_session();
        }
    }

    pub(in crate::wizard) fn close_session(&mut self) {
        if let Some((site, request)) = self.login.close() {
            self.logout.close(site, request, &mut self.mech.cx());
        }
    }

    /// Goes on by itself if what is typed is what was signed in with.
    pub(in crate::wizard) fn go_on_signed_in(&mut self) {
        let Some(server) = self.server().filter(|_| self.page == PageId::SignIn) else {
            return;
        };
        let is_open = |typed| self.login.standing(server, &typed) != Standing::NotOpen;
        self.waits.enter = self.form.credentials(server).is_ok_and(is_open);
    }

    /// Whether a request is out whose answer has to be seen before the page can be left: what it
    /// did could not be undone otherwise.
    pub(in crate::wizard) fn has_to_wait(&self) -> bool {
        self.is_committing()
            || self
                .mech
                .in_flight
                .any(|q| matches!(q, Awaiting::Login(..)))
    }
}
