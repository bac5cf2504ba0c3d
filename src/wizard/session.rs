//! The session that adding a contact needs: opened with the person's password, and closed again
//! whatever happens.
//!
//! [`Access`] is the evidence of it that stages carry. Nobody has to remember to log out: after
//! each event the machine looks whether the stage still rests on the session, and closes it when
//! not.

use std::rc::Rc;

use super::homeserver::Homeserver;
use super::in_flight::Awaiting;
use super::logout::SessionEnd;
use super::page::PageId;
use super::task::Task;
use super::{Turn, Wizard};
use crate::domain::{BaseUrl, LoginName, Password, Secret, UserId};
use crate::protocol::{
    Api, Contact, ErrCode, Failure, Identifier, LoggedIn, Login, Reply, Request, ThirdParty,
};

/// How the session is called in the list that other users can see (`initial_device_display_name`).
const DEVICE_NAME: &str = "mxid";

/// What somebody signs in with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Credentials {
    pub(super) name: LoginName,
    pub(super) password: Password,
}

/// Evidence of a login: an open session, and the password that was right for it.
#[derive(Debug, PartialEq)]
pub struct Access {
    credentials: Credentials,
    user_id: UserId,
    token: Secret,
}

impl Access {
    /// Whose account it is.
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }

    pub(super) fn token(&self) -> &Secret {
        &self.token
    }

    pub(super) fn password(&self) -> &Password {
        &self.credentials.password
    }
}

/// The session that is open, and what its account was found to be.
#[derive(Debug)]
pub(super) struct Session {
    server: Rc<Homeserver>,
    pub(super) access: Rc<Access>,
    /// Whether contacts can be added; none before the server was asked.
    pub(super) may_change: Option<bool>,
    /// What is on the account; none before the server was asked.
    pub(super) contacts: Option<Vec<ThirdParty>>,
}

impl Session {
    /// Whether it is what these would open.
    pub(super) fn is_of(&self, server: &Rc<Homeserver>, credentials: &Credentials) -> bool {
        Rc::ptr_eq(&self.server, server) && self.access.credentials == *credentials
    }
}

/// A part of what is asked of an account right after the login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccountPart {
    /// `GET /capabilities`.
    Capabilities,
    /// `GET /account/3pid`.
    Contacts,
}

/// A session on its way out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Closing {
    site: (BaseUrl, Api),
    token: Secret,
    /// Whether the request is a repeat.
    again: bool,
}

impl Wizard {
    /// What the account has already, in the server's words.
    pub fn account_contacts(&self) -> &[ThirdParty] {
        self.session
            .as_ref()
            .and_then(|session| session.contacts.as_deref())
            .unwrap_or_default()
    }

    /// Whether the account has this contact already.
    pub(super) fn is_on_account(&self, contact: &Contact) -> bool {
        self.account_contacts().iter().any(|have| have.is(contact))
    }

    pub(super) fn log_in(
        &mut self,
        server: Rc<Homeserver>,
        credentials: Credentials,
        turn: &mut Turn,
    ) {
        let device_id = self.device_to_sign_in();
        let login = Login {
            device_id: Some(device_id),
            identifier: Identifier::of_login(&credentials.name),
            password: credentials.password.clone(),
            device_name: Some(DEVICE_NAME.to_owned()),
        };
        let (base, api) = (server.base.clone(), server.api);
        self.call(
            Awaiting::Login(server, credentials),
            (&base, api),
            Request::Login(login),
            turn,
        );
    }

    /// Takes a new session. It is closed at once if nothing rests on it any more.
    pub(super) fn logged_in(
        &mut self,
        server: Rc<Homeserver>,
        credentials: Credentials,
        login: LoggedIn,
        turn: &mut Turn,
    ) {
        self.close_session(turn);
        if self.leaves_a_session() {
            self.session_left_open();
        }
        self.session = Some(Session {
            server,
            access: Rc::new(Access {
                credentials,
                user_id: login.user_id,
                token: login.access_token,
            }),
            may_change: None,
            contacts: None,
        });
        self.close_unneeded_session(turn);
    }

    /// Asks what the account may do and has. The questions leave together.
    pub(super) fn ask_account(&mut self, turn: &mut Turn) {
        let Some(session) = &self.session else {
            return;
        };
        let server = session.server.clone();
        let site = (&server.base, server.api);
        let token = session.access.token.clone();
        let (change, contacts) = (session.may_change, session.contacts.is_some());
        if change.is_none() {
            let part = Awaiting::Account(AccountPart::Capabilities);
            self.call(part, site, Request::Capabilities(token.clone()), turn);
        }
        if !contacts {
            let part = Awaiting::Account(AccountPart::Contacts);
            self.call(part, site, Request::ThirdParties(token), turn);
        }
    }

    /// Takes a part of the account in. Without an answer nothing stands in the way yet: what is
    /// really asked for will tell.
    pub(super) fn account_answered(&mut self, part: AccountPart, result: Result<Reply, Failure>) {
        let Some(session) = &mut self.session else {
            return;
        };
        match (part, result) {
            (AccountPart::Capabilities, Ok(Reply::Capabilities(can))) => {
                session.may_change = Some(can.contact_changes);
            }
            (AccountPart::Capabilities, _) => session.may_change = Some(true),
            (AccountPart::Contacts, Ok(Reply::ThirdParties(have))) => session.contacts = Some(have),
            (AccountPart::Contacts, _) => session.contacts = Some(Vec::new()),
        }
    }

    /// Closes the session unless what the person is doing rests on it.
    pub(super) fn close_unneeded_session(&mut self, turn: &mut Turn) {
        let Some(session) = &self.session else {
            return;
        };
        let is_here = |server: &Rc<Homeserver>| Rc::ptr_eq(server, &session.server);
        let needed = match self.page {
            // It may be gone on with from here, and is replaced by another login.
            PageId::SignIn => self.server().is_some_and(is_here),
            PageId::Task | PageId::Server | PageId::Web | PageId::Done | PageId::Stopped => false,
            _ => self.task == Task::AddContact,
        };
        if !needed || self.exited {
            self.close_session(turn);
        }
    }

    /// Closes the session if there is one.
    pub(super) fn close_session(&mut self, turn: &mut Turn) {
        if let Some(session) = self.session.take() {
            let site = (session.server.base.clone(), session.server.api);
            self.log_out(site, session.access.token.clone(), turn);
        }
    }

    /// Ends the session of an access token.
    pub(super) fn log_out(&mut self, site: (BaseUrl, Api), token: Secret, turn: &mut Turn) {
        self.closing();
        let closing = Closing {
            site,
            token,
            again: false,
        };
        self.ask_to_close(closing, turn);
    }

    fn ask_to_close(&mut self, closing: Closing, turn: &mut Turn) {
        let (base, api) = closing.site.clone();
        let request = Request::Logout(closing.token.clone());
        self.call(Awaiting::Logout(closing), (&base, api), request, turn);
    }

    pub(super) fn logged_out(
        &mut self,
        closing: Closing,
        result: Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        let closed = match &result {
            Ok(_) => true,
            // It had ended already.
            Err(failure) => failure
                .refusal()
                .is_some_and(|refusal| refusal.is(&ErrCode::UnknownToken)),
        };
        let passes = result.is_err_and(|failure| {
            failure
                .refusal()
                .is_none_or(|refusal| refusal.status >= 500)
        });
        if !closed && passes && !closing.again {
            self.ask_to_close(
                Closing {
                    again: true,
                    ..closing
                },
                turn,
            );
        } else if !closed {
            self.session_end = Some(SessionEnd::LeftOpen);
        } else {
            self.closed();
        }
    }
}
