//! The new-password page of a reset, while the message is on its way.

use super::Forward;
use crate::wizard::Wizard;
use crate::wizard::page::Focus;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stage::{Contacts, NewPassword, Plan, Sent, Stage};

impl Wizard {
    pub(super) fn forward_new_password(
        &mut self,
        contacts: Contacts,
        sent: Sent,
    ) -> Result<Forward, Problem> {
        let Some(password) = self.new_password()? else {
            return Ok(Forward::Stay);
        };
        let Some(logout_devices) = self.draft.logout_devices else {
            let in_fields = matches!(self.focus, Focus::Field(_));
            self.focus = Focus::List;
            // Enter in the last field moves on to the question; Enter on the question needs its
            // answer.
            return if in_fields {
                Ok(Forward::Stay)
            } else {
                Err(Problem::typed(ProblemKind::NoLogoutChoice))
            };
        };
        let change = Some(NewPassword {
            password,
            logout_devices,
        });
        let plan = Plan::Reset { contacts, change };
        Ok(Forward::To(Box::new(Stage::Verify(plan, sent))))
    }
}
