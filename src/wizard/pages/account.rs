//! The account page: user name and password. The password rules serve a reset's new password
//! too.

use super::Forward;
use crate::domain::Username;
use crate::protocol::{ErrCode, Failure, Refusal, Reply, Request};
use crate::wizard::Wizard;
use crate::wizard::awaiting::{AfterName, Awaiting};
use crate::wizard::end::Stop;
use crate::wizard::form::FieldId;
use crate::wizard::page::{Focus, PageId};
use crate::wizard::plan::Plan;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;

impl Wizard {
    pub(super) fn forward_account(&mut self) -> Result<Forward, Problem> {
        let username = self
            .username()
            .map_err(|e| self.at_field(FieldId::Username, ProblemKind::Username(e)))?;
        if !self.has_new_password()? {
            return Ok(Forward::Stay);
        }
        if !self.name_is_fresh(&username) && !self.uia.may_be_ours(&username) {
            self.ask_name(&username, AfterName::Continue);
            self.open_ahead();
            return Ok(Forward::Stay);
        }
        Ok(Forward::Next)
    }

    /// Whether there is a good password, typed twice; else Enter only moved on to an empty field.
    pub(super) fn has_new_password(&mut self) -> Result<bool, Problem> {
        let fields = [FieldId::Password, FieldId::PasswordAgain];
        let is_empty = |w: &Self, field| w.form.is_empty(field);
        let above = |focus, field| match focus {
            Focus::Field(FieldId::Username) => true,
            Focus::Field(FieldId::Password) => field == FieldId::PasswordAgain,
            _ => false,
        };
        if is_empty(self, FieldId::Password) && above(self.focus, FieldId::Password) {
            self.focus = Focus::Field(FieldId::Password);
            return Ok(false);
        }
        let server = self.server().cloned();
        let password = self.form.password(server.as_deref());
        password.map_err(|e| self.at_field(fields[0], e))?;
        if is_empty(self, fields[1]) && above(self.focus, fields[1]) {
            self.focus = Focus::Field(fields[1]);
            return Ok(false);
        }
        if !self.form.is_password_again() {
            return Err(self.at_field(fields[1], ProblemKind::Mismatch));
        }
        Ok(true)
    }

    /// A problem with a field, which gets the focus.
    pub(super) fn at_field(&mut self, field: FieldId, kind: ProblemKind) -> Problem {
        self.focus = Focus::Field(field);
        Problem::typed(kind)
    }

    /// Whether the name was found free on this server a short while ago.
    pub(in crate::wizard) fn name_is_fresh(&mut self, username: &Username) -> bool {
        let Some(server) = self.server().cloned() else {
            return false;
        };
        let cx = &self.mech.cx();
        self.form.name_is_fresh(username, &server.base, cx)
    }

    pub(in crate::wizard) fn ask_name(&mut self, username: &Username, then: AfterName) {
        if let Some(server) = self.server().cloned() {
            let request = Request::UsernameAvailable(username.clone());
            let at = (&server.base, server.api);
            self.mech.cx().call(Awaiting::Name(then), at, request);
        }
    }

    pub(in crate::wizard) fn name_answered(
        &mut self,
        then: AfterName,
        result: Result<Reply, Failure>,
    ) {
        let name = match (self.page, self.uia.plan()) {
            (PageId::Account, _) => self.username().ok(),
            (_, Some(Plan::SignUp { account, .. })) => Some(account.username.clone()),
            _ => None,
        };
        let Some(name) = name else {
            return;
        };
        if let Err(failure) = &result {
            let retry = match then {
                AfterName::Continue => Retry::Enter,
                _ => Retry::Uia { in_doubt: false },
            };
            if self.check_refused(failure, retry) {
                return;
            }
        }
        let kind = name_problem(&result);
        match (then, kind) {
            (then, Some(ProblemKind::NameTaken))
                if then == AfterName::Doubt
                    || (then != AfterName::Continue && self.uia.may_be_ours(&name)) =>
            {
                let outcome = self.uia.probably_created();
                self.uia_came_to(outcome);
            }
            (AfterName::Doubt, _) => {
                self.uia.restart();
                self.drive();
            }
            (_, Some(kind)) => {
                let cause = result.err();
                self.show(Problem::new(kind, cause));
                self.focus = Focus::Field(FieldId::Username);
            }
            // A server that cannot tell will do so when the account is made.
            (then, None) => {
                let base = self.server().map(|server| server.base.clone());
                self.form
                    .note_name(base.map(|base| (name, base, self.mech.now)));
                match then {
                    AfterName::Continue => self.waits.enter = true,
                    AfterName::Refresh => self.drive(),
                    _ => self.after_name(),
                }
            }
        }
    }

    /// Whether a check came to nothing because the server limits it, or because it makes no
    /// accounts at all. A limited one is asked again by itself.
    pub(in crate::wizard) fn check_refused(&mut self, failure: &Failure, retry: Retry) -> bool {
        let is_limit = failure.refusal().is_some_and(Refusal::is_rate_limit);
        if is_limit && self.failed(retry, failure.clone()).is_ok() {
            return true;
        }
        let closed = failure
            .refusal()
            .filter(|refusal| refusal.status == 403 && refusal.is(&ErrCode::Forbidden));
        let is_early = matches!(self.page, PageId::Account | PageId::Token);
        let Some(refusal) = closed.filter(|_| is_early) else {
            return false;
        };
        self.stop_at(Stop::Closed(Some(refusal.clone())));
        true
    }

    /// The name is free just before the last stage: answer it.
    fn after_name(&mut self) {
        if self.can_poll() {
            let by_person = self.polling.take_word();
            self.poll(by_person);
        } else {
            self.drive();
        }
    }
}

/// What the answer to an availability check has against the name.
fn name_problem(result: &Result<Reply, Failure>) -> Option<ProblemKind> {
    match result {
        Ok(Reply::UsernameAvailable(false)) => Some(ProblemKind::NameTaken),
        Err(Failure::Refused(refusal)) => match refusal.errcode {
            Some(ErrCode::UserInUse) => Some(ProblemKind::NameTaken),
            Some(ErrCode::InvalidUsername) => Some(ProblemKind::NameRefused),
            Some(ErrCode::Exclusive) => Some(ProblemKind::NameReserved),
            _ => None,
        },
        _ => None,
    }
}
