//! The review page: the last look before the first message goes out.

use crate::wizard::task::Task;
use crate::wizard::{Turn, Wizard};

impl Wizard {
    pub(super) fn forward_review(&mut self, turn: &mut Turn) {
        let Some(plan) = self.plan() else {
            return;
        };
        let contact = plan.contacts().all().into_iter().next();
        match contact.filter(|_| self.task != Task::SignUp) {
            None => self.begin(&plan, turn),
            Some(contact) => match self.sent(&contact) {
                // A message for this address is on its way already.
                Some(sent) => self.follow_message(sent, turn),
                None => self.send_first(&contact, turn),
            },
        }
    }
}
