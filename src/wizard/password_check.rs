//! Making sure of a password: by signing in with it, and out again.
//!
//! It is offered where the end of a flow proves the account but not the password: a server that has
//! seen the request of an earlier run answers with what it did then, and the password that was typed
//! then is the account's.

use std::rc::Rc;

use super::end::Done;
use super::homeserver::Homeserver;
use super::plan::Plan;
use super::session::Credentials;
use super::{Turn, Wizard};
use crate::domain::{LoginName, UserId};
use crate::protocol::{ErrCode, Failure, LoggedIn};

/// What is known of the password that was typed last.
#[derive(Clone, Debug, PartialEq)]
pub enum PasswordCheck {
    /// Nothing yet: the person can have it tried.
    Offered,
    /// It is being tried.
    Asking,
    /// It is the account's.
    Right,
    /// The account has another one.
    Wrong,
    /// The server did not say.
    Unanswered(Failure),
}

/// A password to be made sure of.
#[derive(Debug)]
pub(super) struct Check {
    server: Rc<Homeserver>,
    credentials: Credentials,
    check: PasswordCheck,
}

impl Wizard {
    /// What is known of the password; none where there is no doubt about it.
    pub fn password_check(&self) -> Option<&PasswordCheck> {
        self.password_check.as_ref().map(|a| &a.check)
    }

    /// Keeps the password of a plan to be made sure of. There is nobody to sign in where a reset
    /// went by number.
    pub(super) fn doubt_password(&mut self, plan: &Plan, user_id: Option<&UserId>) {
        let contacts = plan.contacts();
        let (name, password) = match plan {
            Plan::SignUp { account, .. } => {
                let localpart = || LoginName::Localpart(account.username.as_str().to_owned());
                let name = user_id.cloned().map_or_else(localpart, LoginName::UserId);
                (Some(name), Some(&account.password))
            }
            Plan::Reset { change, .. } => (
                contacts.email.clone().map(LoginName::Email),
                change.as_ref().map(|change| &change.password),
            ),
            Plan::AddContact { .. } => (None, None),
        };
        if let (Some(name), Some(password)) = (name, password) {
            self.password_check = Some(Check {
                server: contacts.server.clone(),
                credentials: Credentials {
                    name,
                    password: password.clone(),
                },
                check: PasswordCheck::Offered,
            });
        }
    }

    /// Whether the password can be tried now.
    pub(super) fn can_check_password(&self) -> bool {
        matches!(
            self.password_check(),
            Some(PasswordCheck::Offered | PasswordCheck::Unanswered(_))
        )
    }

    /// Tries the password.
    pub(super) fn check_password(&mut self, turn: &mut Turn) {
        if let Some(password_check) = &mut self.password_check {
            password_check.check = PasswordCheck::Asking;
            let (server, credentials) = (
                password_check.server.clone(),
                password_check.credentials.clone(),
            );
            self.log_in(server, credentials, turn);
        }
    }

    /// The password is the account's: what was probable is certain.
    pub(super) fn password_right(&mut self, login: &LoggedIn) {
        if let Some(password_check) = &mut self.password_check {
            password_check.check = PasswordCheck::Right;
        }
        if let Some(Done::ProbablyCreated { contacts, .. }) = &self.done {
            self.done = Some(Done::Created {
                contacts: contacts.clone(),
                user_id: login.user_id.clone(),
                session_closed: false,
            });
        }
    }

    /// The server refused the login, or did not answer.
    pub(super) fn password_unproven(&mut self, failure: Failure) {
        self.login_unanswered(&failure);
        let wrong = failure
            .refusal()
            .is_some_and(|refusal| refusal.is(&ErrCode::Forbidden));
        if let Some(password_check) = &mut self.password_check {
            password_check.check = match wrong {
                true => PasswordCheck::Wrong,
                false => PasswordCheck::Unanswered(failure),
            };
        }
    }
}
