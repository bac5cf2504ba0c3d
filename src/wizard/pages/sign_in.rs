//! The sign-in page: whose account is to get a contact.

use std::rc::Rc;

use super::Forward;
use crate::domain::{CleanText, LoginName, Password};
use crate::protocol::{Failure, Reply};
use crate::wizard::draft::FieldId;
use crate::wizard::end::Stop;
use crate::wizard::homeserver::Homeserver;
use crate::wizard::in_flight::Awaiting;
use crate::wizard::page::{Focus, PageId};
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;
use crate::wizard::session::{AccountPart, Credentials};
use crate::wizard::sign_in::{SignInProblem, of_login};
use crate::wizard::{Turn, Wizard};

const NAME: FieldId = FieldId::SignInName;
const PASSWORD: FieldId = FieldId::SignInPassword;

impl Wizard {
    pub(super) fn forward_sign_in(&mut self, turn: &mut Turn) -> Result<Forward, Problem> {
        let Some(server) = self.server().cloned() else {
            return Ok(Forward::Stay);
        };
        // Enter in the name only moves on to an empty password.
        let moves_on = self.focus == Focus::Field(NAME)
            && !self.draft.line(NAME).is_empty()
            && self.draft.line(PASSWORD).is_empty();
        let credentials = match self.credentials(&server) {
            Ok(credentials) => credentials,
            Err((field, SignInProblem::NoPassword)) if moves_on => {
                self.focus = Focus::Field(field);
                return Ok(Forward::Stay);
            }
            Err((field, problem)) => return Err(self.at_field(field, problem.into())),
        };
        let open = self.session.as_ref();
        let Some(session) = open.filter(|session| session.is_of(&server, &credentials)) else {
            self.close_session(turn);
            self.log_in(server, credentials, turn);
            return Ok(Forward::Stay);
        };
        match (session.may_change, &session.contacts) {
            (Some(false), _) => {
                self.stop_at(Stop::NoContactChanges(None), turn);
                Ok(Forward::Stay)
            }
            (Some(true), Some(_)) => Ok(Forward::Next),
            _ => {
                self.ask_account(turn);
                Ok(Forward::Stay)
            }
        }
    }

    /// What is in the fields, if it can be meant for this server; else the field that is wrong.
    fn credentials(&self, server: &Homeserver) -> Result<Credentials, (FieldId, SignInProblem)> {
        let name = self.login_name(server).map_err(|why| (NAME, why))?;
        let password = Password::existing(self.draft.text(PASSWORD))
            .map_err(|_| (PASSWORD, SignInProblem::NoPassword))?;
        Ok(Credentials { name, password })
    }

    /// Who is to sign in, if that can be somebody on this server.
    pub(in crate::wizard) fn login_name(
        &self,
        server: &Homeserver,
    ) -> Result<LoginName, SignInProblem> {
        let name = LoginName::parse(self.draft.text(NAME)).map_err(SignInProblem::Name)?;
        match (&name, &server.name) {
            (LoginName::UserId(id), Some(here))
                if !id.server().eq_ignore_ascii_case(here.as_str()) =>
            {
                Err(SignInProblem::OtherServer(CleanText::new(id.server())))
            }
            _ => Ok(name),
        }
    }

    /// A Matrix ID that was typed to name the server names who signs in as well.
    pub(in crate::wizard) fn take_name_from_server(&mut self) {
        let typed = self.server_text().trim().to_owned();
        if self.draft.line(NAME).is_empty()
            && let Ok(LoginName::UserId(_)) = LoginName::parse(&typed)
        {
            self.draft.line_mut(NAME).set(&typed);
        }
    }

    pub(in crate::wizard) fn sign_in_edited(&mut self) {
        // What would be repeated is another login now.
        if self.page == PageId::SignIn {
            self.stop_retry_of(&Retry::Enter);
        }
    }

    pub(in crate::wizard) fn login_answered(
        &mut self,
        server: Rc<Homeserver>,
        credentials: Credentials,
        result: Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        match result {
            Ok(Reply::LoggedIn(login)) => {
                if self.page == PageId::Done {
                    self.password_right(&login);
                }
                self.logged_in(server, credentials, login, turn);
                self.go_on_signed_in();
            }
            Err(failure) if self.page == PageId::Done => self.password_unproven(failure),
            Ok(_) => self.show(Problem::typed(ProblemKind::Unreadable), turn),
            Err(failure) => self.login_failed(failure, turn),
        }
    }

    fn login_failed(&mut self, failure: Failure, turn: &mut Turn) {
        let Err(failure) = self.failed(Retry::Enter, failure, turn) else {
            return;
        };
        if failure.refusal().is_some_and(|r| r.is_unrecognized()) {
            self.stop_at(Stop::NoPasswords, turn);
        } else {
            self.login_unanswered(&failure);
            let kind = of_login(&failure);
            self.show(Problem::answered(kind, failure), turn);
        }
    }

    pub(in crate::wizard) fn account_part_answered(
        &mut self,
        part: AccountPart,
        result: Result<Reply, Failure>,
    ) {
        self.account_answered(part, result);
        self.go_on_signed_in();
    }

    /// Goes on by itself if what is typed is what was signed in with.
    fn go_on_signed_in(&mut self) {
        let Some(server) = self.server().filter(|_| self.page == PageId::SignIn) else {
            return;
        };
        self.waits.enter = self.credentials(server).is_ok_and(|typed| {
            self.session
                .as_ref()
                .is_some_and(|session| session.is_of(server, &typed))
        });
    }

    /// Whether a request is out whose answer has to be seen before the page can be left: what it
    /// did could not be undone otherwise.
    pub(in crate::wizard) fn has_to_wait(&self) -> bool {
        self.is_committing() || self.in_flight.any(|q| matches!(q, Awaiting::Login(..)))
    }
}
