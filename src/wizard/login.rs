//! The session that adding a contact needs, opened with the user's password; and making sure of a password by
//! opening one. Logging out is automatic: the router has the session closed as soon as no page needs it.

use std::rc::Rc;

use super::awaiting::{AccountPart, Awaiting};
use super::ctx::Ctx;
use super::homeserver::Homeserver;
use super::meaning::general;
use super::password_check::{Check, PasswordCheck};
use super::plan::{Access, Credentials, Plan};
use super::problem::{Problem, ProblemKind};
use super::retry::Retry;
use super::sign_in::SignInProblem;
use crate::domain::UserId;
use crate::protocol::{
    Contact, ErrCode, Failure, Identifier, LoggedIn, Login as Body, Reply, Request, ThirdParty,
};

/// How the session is called in the list that other users can see (`initial_device_display_name`).
const DEVICE_NAME: &str = "mxid";

/// The login of this run.
#[derive(Debug, Default)]
pub struct Login {
    session: Option<Session>,
    /// The `device_id` of logins that are closed again.
    device_id: Option<String>,
    /// The one that an earlier run has left.
    earlier_device: Option<String>,
    check: Option<Check>,
}

/// The session that is open, and what its account was found to be.
#[derive(Debug)]
struct Session {
    server: Rc<Homeserver>,
    access: Rc<Access>,
    /// Whether contacts can be added; `None` before the server was asked.
    may_change: Option<bool>,
    /// The contacts of the account; `None` before the server was asked.
    contacts: Option<Vec<ThirdParty>>,
}

/// How far the session for some credentials is.
#[derive(Debug, PartialEq)]
pub(super) enum Standing {
    NotOpen,
    /// The rights and contacts of its account are not known yet.
    Unknown,
    /// No contact can be added to its account.
    Fixed,
    /// A contact can be added.
    Ready,
}

/// The outcome of an answer to a login.
#[derive(Debug)]
pub(super) enum Outcome {
    Opened,
    /// A session is open, and the password that was in doubt is right for this account.
    Confirmed(UserId),
    /// Nothing: the check of the password keeps what the server said.
    Waits,
    /// The login is retried, with what is shown meanwhile.
    Retries(Option<Problem>),
    /// The server has no such login.
    NoPasswords,
    Failed(Problem),
}

impl Login {
    /// The account's contacts, in the server's words.
    pub fn contacts(&self) -> &[ThirdParty] {
        let contacts = self.session.as_ref().and_then(|s| s.contacts.as_deref());
        contacts.unwrap_or_default()
    }

    /// Whether the account has this contact already.
    pub(super) fn has(&self, contact: &Contact) -> bool {
        self.contacts().iter().any(|have| have.is(contact))
    }

    /// The check of the password; `None` if there is no doubt about it.
    pub fn password_check(&self) -> Option<&PasswordCheck> {
        self.check.as_ref().map(|check| &check.state)
    }

    pub(super) fn access(&self) -> Option<&Rc<Access>> {
        self.session.as_ref().map(|session| &session.access)
    }

    pub(super) fn device_id(&self) -> Option<&String> {
        self.device_id.as_ref()
    }

    /// Turns to the login of a task that is resumed, or of a new one.
    pub(super) fn turn_to(&mut self, device_id: Option<String>) {
        self.earlier_device.clone_from(&device_id);
        self.device_id = device_id;
    }

    /// Whether the session is one at this server.
    pub(super) fn is_at(&self, server: &Rc<Homeserver>) -> bool {
        self.session
            .as_ref()
            .is_some_and(|session| Rc::ptr_eq(server, &session.server))
    }

    /// How far the session of these credentials is.
    pub(super) fn standing(&self, server: &Rc<Homeserver>, credentials: &Credentials) -> Standing {
        let session = self.session.as_ref().filter(|session| {
            Rc::ptr_eq(&session.server, server) && session.access.credentials == *credentials
        });
        match session.map(|session| (session.may_change, &session.contacts)) {
            None => Standing::NotOpen,
            Some((Some(false), _)) => Standing::Fixed,
            Some((Some(true), Some(_))) => Standing::Ready,
            Some(_) => Standing::Unknown,
        }
    }

    /// Asks for a session, in the place of the one that is open. Should a run end before its session does, the next
    /// login of the same account takes its place.
    pub(super) fn log_in(
        &mut self,
        server: Rc<Homeserver>,
        credentials: Credentials,
        is_same_account: bool,
        cx: &mut Ctx<'_>,
    ) {
        self.close(cx);
        let device_id = match (&self.earlier_device, self.device_id.take()) {
            (Some(before), _) if is_same_account => before.clone(),
            (before, Some(own)) if before.as_ref() != Some(&own) => own,
            _ => cx.random.device_id(),
        };
        self.device_id = Some(device_id.clone());
        let login = Body {
            device_id: Some(device_id),
            identifier: Identifier::of_login(&credentials.name),
            password: credentials.password.clone(),
            device_name: Some(DEVICE_NAME.to_owned()),
        };
        let (base, api) = (server.base.clone(), server.api);
        let question = Awaiting::Login(server, credentials);
        cx.call(question, (&base, api), Request::Login(login));
    }

    /// Takes the answer to a login.
    pub(super) fn answered(
        &mut self,
        server: Rc<Homeserver>,
        credentials: Credentials,
        result: Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let checks = self.password_check() == Some(&PasswordCheck::Asking);
        match result {
            Ok(Reply::LoggedIn(login)) => {
                let user_id = login.user_id.clone();
                self.open(server, credentials, login, cx);
                match &mut self.check {
                    Some(check) if checks => {
                        check.decide(PasswordCheck::Right);
                        Outcome::Confirmed(user_id)
                    }
                    _ => Outcome::Opened,
                }
            }
            Err(failure) if checks => {
                if let Some(check) = &mut self.check {
                    check.failed(&failure);
                }
                cx.logout.unanswered(&failure);
                Outcome::Waits
            }
            Ok(_) => Outcome::Failed(Problem::typed(ProblemKind::Unreadable)),
            Err(failure) => match cx.failed(Retry::Enter, failure) {
                Ok(problem) => Outcome::Retries(problem),
                Err(failure) if failure.refusal().is_some_and(|r| r.is_unrecognized()) => {
                    Outcome::NoPasswords
                }
                Err(failure) => {
                    cx.logout.unanswered(&failure);
                    Outcome::Failed(Problem::answered(of_login(&failure), failure))
                }
            },
        }
    }

    /// The answer came after the end of the program's work: only the end of the session matters.
    pub(super) fn settle(
        &mut self,
        server: Rc<Homeserver>,
        credentials: Credentials,
        result: Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) {
        match result {
            Ok(Reply::LoggedIn(login)) => {
                self.open(server, credentials, login, cx);
                self.close(cx);
            }
            Ok(_) => {}
            Err(failure) => cx.logout.unanswered(&failure),
        }
    }

    /// Holds a session that was opened, in the place of another one.
    fn open(
        &mut self,
        server: Rc<Homeserver>,
        credentials: Credentials,
        login: LoggedIn,
        cx: &mut Ctx<'_>,
    ) {
        self.close(cx);
        // No login of this account takes the place of a session that an earlier run has opened for another one.
        if self.earlier_device.is_some() && self.earlier_device != self.device_id {
            cx.logout.left_open();
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
    }

    /// Has the session closed, if one is open.
    pub(super) fn close(&mut self, cx: &mut Ctx<'_>) {
        if let Some(session) = self.session.take() {
            let site = (session.server.base.clone(), session.server.api);
            cx.close(site, Request::Logout(session.access.token.clone()));
        }
    }

    /// Asks what the account may do and has. The questions leave together.
    pub(super) fn ask_account(&self, cx: &mut Ctx<'_>) {
        let Some(session) = &self.session else {
            return;
        };
        let site = (&session.server.base, session.server.api);
        let token = &session.access.token;
        if session.may_change.is_none() {
            let part = Awaiting::Account(AccountPart::Capabilities);
            cx.call(part, site, Request::Capabilities(token.clone()));
        }
        if session.contacts.is_none() {
            let part = Awaiting::Account(AccountPart::Contacts);
            cx.call(part, site, Request::ThirdParties(token.clone()));
        }
    }

    /// Takes a part of the account in. Without an answer nothing stands in the way yet: what is really asked for will
    /// tell.
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

    /// Keeps the password of a plan to be checked.
    pub(super) fn doubt_password(&mut self, plan: &Plan, user_id: Option<&UserId>) {
        if let Some(check) = Check::of(plan, user_id) {
            self.check = Some(check);
        }
    }

    /// Whether the password can be tried now.
    pub(super) fn can_check_password(&self) -> bool {
        matches!(
            self.password_check(),
            Some(PasswordCheck::Offered | PasswordCheck::Unanswered(_))
        )
    }

    pub(super) fn check_password(&mut self, is_same_account: bool, cx: &mut Ctx<'_>) {
        if let Some(check) = &mut self.check
            && let Some(credentials) = check.credentials.clone()
        {
            check.state = PasswordCheck::Asking;
            let server = check.server.clone();
            self.log_in(server, credentials, is_same_account, cx);
        }
    }
}

/// The meaning of a failed login.
fn of_login(failure: &Failure) -> ProblemKind {
    let errcode = failure.refusal().and_then(|r| r.errcode.as_ref());
    let problem = match errcode {
        Some(ErrCode::Forbidden) => SignInProblem::Refused,
        Some(ErrCode::UserDeactivated) => SignInProblem::Deactivated,
        Some(ErrCode::UserLocked) => SignInProblem::Locked,
        Some(ErrCode::UserSuspended) => SignInProblem::Suspended,
        _ => return general(failure),
    };
    problem.into()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, plan_without_contact};
    use super::*;
    use crate::domain::{LoginName, Password, Secret};

    fn robin() -> (Rc<Homeserver>, Credentials) {
        let server = plan_without_contact().contacts().server.clone();
        let credentials = Credentials {
            name: LoginName::Localpart("robin".to_owned()),
            password: Password::parse("correct horse").expect("a password"),
        };
        (server, credentials)
    }

    fn logged_in() -> Result<Reply, Failure> {
        Ok(Reply::LoggedIn(LoggedIn {
            user_id: UserId::parse("@robin:example.org").expect("a Matrix ID"),
            access_token: Secret::from("a token"),
            device_id: None,
        }))
    }

    fn device_of(login: &mut Login, before: Option<&str>, is_same: bool) -> String {
        let (server, credentials) = robin();
        login.earlier_device = before.map(str::to_owned);
        login.log_in(server, credentials, is_same, &mut Bench::new().cx());
        login.device_id().cloned().expect("a device")
    }

    #[test]
    fn the_same_account_takes_the_place_of_the_session_that_an_earlier_run_left() {
        let mut login = Login::default();
        assert_eq!(device_of(&mut login, Some("EARLIER"), true), "EARLIER");
        let own = device_of(&mut login, Some("EARLIER"), false);
        assert_ne!(own, "EARLIER", "somebody else's session is not theirs");
        assert_eq!(device_of(&mut login, Some("EARLIER"), false), own);
    }

    #[test]
    fn a_session_is_ready_once_its_account_is_known() {
        let ((server, credentials), mut bench) = (robin(), Bench::new());
        let mut login = Login::default();
        let stands = |login: &Login| login.standing(&server, &credentials);
        assert_eq!(stands(&login), Standing::NotOpen);
        let opened = login.answered(
            server.clone(),
            credentials.clone(),
            logged_in(),
            &mut bench.cx(),
        );
        assert!(matches!(opened, Outcome::Opened));
        assert_eq!(stands(&login), Standing::Unknown);
        login.ask_account(&mut bench.cx());
        assert_eq!(bench.asked(), ["/capabilities", "/account/3pid"]);
        let have = Ok(Reply::ThirdParties(Vec::new()));
        login.account_answered(AccountPart::Contacts, have);
        login.account_answered(AccountPart::Capabilities, Ok(Reply::LoggedOut));
        assert_eq!(stands(&login), Standing::Ready, "silence is no obstacle");
        login.close(&mut bench.cx());
        assert_eq!(stands(&login), Standing::NotOpen);
        assert_eq!(bench.request().endpoint(), "/logout");
    }

    #[test]
    fn a_password_in_doubt_is_confirmed_by_a_login_with_it() {
        let ((server, credentials), mut bench) = (robin(), Bench::new());
        let mut login = Login::default();
        login.doubt_password(&plan_without_contact(), None);
        assert!(login.can_check_password());
        login.check_password(false, &mut bench.cx());
        assert_eq!(login.password_check(), Some(&PasswordCheck::Asking));
        let said = login.answered(server, credentials, logged_in(), &mut bench.cx());
        assert!(matches!(said, Outcome::Confirmed(_)));
        assert_eq!(login.password_check(), Some(&PasswordCheck::Right));
        let check = login.check.expect("a check");
        assert_eq!(check.credentials, None, "it is decided");
    }
}
