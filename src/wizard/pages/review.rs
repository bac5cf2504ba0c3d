//! The review page: the last look before the first message goes out.

use crate::wizard::stage::Plan;
use crate::wizard::{Turn, Wizard};

impl Wizard {
    pub(super) fn forward_review(&mut self, plan: &Plan, turn: &mut Turn) {
        match plan {
            Plan::SignUp { .. } => self.begin(plan, turn),
            Plan::Reset { contacts, .. } | Plan::AddContact { contacts, .. } => {
                let Some(contact) = contacts.all().into_iter().next() else {
                    return;
                };
                match self.sent(&contact) {
                    // A message for this address is on its way already.
                    Some(sent) => self.follow_message(sent, turn),
                    None => self.send_first(&contact, turn),
                }
            }
        }
    }
}
