//! A password to be checked, by signing in with it, and out again.
//!
//! It is offered where the end of a task proves the account but not the password: a server that has seen the request of
//! an earlier run answers with what it did then, and the password that was typed then is the account's.

use std::rc::Rc;

use super::homeserver::Homeserver;
use super::plan::{Credentials, Plan};
use crate::domain::{LoginName, UserId};
use crate::protocol::{ErrCode, Failure};

/// The check of the password that was typed last.
#[derive(Clone, Debug, PartialEq)]
pub enum PasswordCheck {
    /// Nothing yet: the user can have it tried.
    Offered,
    Asking,
    Right,
    /// The account has another one.
    Wrong,
    /// The server did not say.
    Unanswered(Failure),
}

/// A password to be checked.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) server: Rc<Homeserver>,
    /// Forgotten as soon as the check is decided.
    pub(super) credentials: Option<Credentials>,
    pub(super) state: PasswordCheck,
}

impl Check {
    /// The password of a plan; `None` if a reset went by number, and the account is unknown.
    pub(super) fn of(plan: &Plan, user_id: Option<&UserId>) -> Option<Self> {
        let contacts = plan.contacts();
        let (name, password) = match plan {
            Plan::SignUp { account, .. } => {
                let localpart = || LoginName::Localpart(account.username.as_str().to_owned());
                let name = user_id.cloned().map_or_else(localpart, LoginName::UserId);
                (name, account.password.clone())
            }
            Plan::Reset { change, .. } => (
                contacts.email.clone().map(LoginName::Email)?,
                change.as_ref()?.password.clone(),
            ),
            Plan::AddContact { .. } => return None,
        };
        Some(Self {
            server: contacts.server.clone(),
            credentials: Some(Credentials { name, password }),
            state: PasswordCheck::Offered,
        })
    }

    /// The account has this password, or another one.
    pub(super) fn decide(&mut self, state: PasswordCheck) {
        self.state = state;
        self.credentials = None;
    }

    /// The server refused the login, or did not answer.
    pub(super) fn failed(&mut self, failure: &Failure) {
        let refusal = failure.refusal();
        match refusal.is_some_and(|refusal| refusal.is(&ErrCode::Forbidden)) {
            true => self.decide(PasswordCheck::Wrong),
            false => self.state = PasswordCheck::Unanswered(failure.clone()),
        }
    }
}
