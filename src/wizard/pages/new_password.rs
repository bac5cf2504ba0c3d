//! The new-password page of a reset, while the message is on its way.

use super::Forward;
use crate::wizard::Wizard;
use crate::wizard::page::Focus;
use crate::wizard::problem::{Problem, ProblemKind};

impl Wizard {
    pub(super) fn forward_new_password(&mut self) -> Result<Forward, Problem> {
        if !self.has_new_password()? {
            return Ok(Forward::Stay);
        }
        if self.form.logout_devices.is_none() {
            let in_fields = matches!(self.focus, Focus::Field(_));
            self.focus = Focus::List;
            // Enter in the last field moves on to the question; Enter on the question needs its
            // answer.
            return if in_fields {
                Ok(Forward::Stay)
            } else {
                Err(Problem::typed(ProblemKind::NoLogoutChoice))
            };
        }
        Ok(Forward::Next)
    }
}
