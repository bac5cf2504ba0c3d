//! The registration-token page.

use super::Forward;
use crate::domain::RegistrationToken;
use crate::protocol::{Failure, Reply, Request};
use crate::wizard::Wizard;
use crate::wizard::awaiting::Awaiting;
use crate::wizard::form::FieldId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;

impl Wizard {
    pub(super) fn forward_token(&mut self) -> Result<Forward, Problem> {
        let token = RegistrationToken::parse(self.form.text(FieldId::Token))
            .map_err(|error| Problem::typed(ProblemKind::Token(error)))?;
        if self.form.token_checked.as_ref() != Some(&token)
            && let Some(server) = self.server().cloned()
        {
            let request = Request::TokenValidity(token);
            self.mech
                .cx()
                .call(Awaiting::Token, (&server.base, server.api), request);
            return Ok(Forward::Stay);
        }
        Ok(Forward::Next)
    }

    /// The check tells about this moment only; the stage decides. A server that cannot check is
    /// taken at its silence. A token that an earlier run has used up is good for the rest of it.
    pub(in crate::wizard) fn token_answered(&mut self, result: Result<Reply, Failure>) {
        match result {
            Ok(Reply::TokenValid(false)) if !self.may_hold_token() => {
                self.show(Problem::typed(ProblemKind::TokenRefused));
            }
            Err(failure) if self.check_refused(&failure, Retry::Enter) => {}
            _ => {
                self.form.token_checked =
                    RegistrationToken::parse(self.form.text(FieldId::Token)).ok();
                self.waits.enter = self.form.token_checked.is_some();
            }
        }
    }

    /// Whether it may be this task itself that has used up the registration token.
    fn may_hold_token(&self) -> bool {
        let server = self.server();
        server.is_some_and(|server| self.uia.may_hold_token(self.task, &server.base))
    }
}
