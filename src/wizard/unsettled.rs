//! What may have finished the flow although nobody saw its answer, and is not the exchange at hand:
//! that of an earlier run, or one that the person turned away from in doubt. It is not forgotten
//! before it is known.

use super::Wizard;
use super::saved::SavedExchange;
use super::stage::{Goal, Plan};
use crate::domain::{BaseUrl, Username};
use crate::protocol::Contact;

/// An authentication that may have finished the flow.
#[derive(Debug)]
pub(super) struct Unsettled {
    pub(super) base: BaseUrl,
    pub(super) goal: Goal,
    pub(super) exchange: SavedExchange,
}

impl Wizard {
    /// The authentication that may have finished this very plan, but for its password.
    pub(super) fn unsettled(&mut self, plan: &Plan) -> Option<SavedExchange> {
        let asked = |contact: &Contact| self.sent(contact).is_some();
        let contacts = plan.contacts();
        let is_asked = contacts.all().iter().all(asked);
        let is_its = |unsettled: &mut Unsettled| {
            let same_name = match plan {
                Plan::SignUp { account, .. } => {
                    unsettled.exchange.username.as_ref() == Some(&account.username)
                }
                Plan::Reset { .. } => unsettled.exchange.username.is_none(),
                Plan::AddContact { .. } => false,
            };
            same_name && is_asked && unsettled.base == contacts.server.base
        };
        let unsettled = self.kept.unsettled.take_if(is_its)?;
        Some(unsettled.exchange)
    }

    /// The person turns away from an exchange. If it may have finished the flow, that is not
    /// forgotten.
    pub(super) fn turn_away(&mut self) {
        let Some(exchange) = self.exchange.take().filter(|x| x.doubt.is_some()) else {
            return;
        };
        if let Some(saved) = exchange.to_saved() {
            self.kept.unsettled = Some(Unsettled {
                base: exchange.plan.contacts().server.base.clone(),
                goal: exchange.plan.goal(),
                exchange: saved,
            });
        }
    }

    /// Whether something is unsettled that may have finished what the person is about.
    pub(super) fn is_unsettled(&self) -> bool {
        let unsettled = self.kept.unsettled.as_ref();
        unsettled.is_some_and(|unsettled| unsettled.goal == self.goal)
    }

    /// The name of an account that may exist besides the one that was made.
    pub fn perhaps_made(&self) -> Option<&Username> {
        self.kept.unsettled.as_ref()?.exchange.username.as_ref()
    }

    /// Whether the name may be taken by what was done already.
    pub(super) fn may_be_ours(&self, username: &Username) -> bool {
        let is_its = |x: &super::Exchange| {
            let is_same =
                matches!(&x.plan, Plan::SignUp { account, .. } if account.username == *username);
            is_same && x.doubt.is_some()
        };
        self.perhaps_made() == Some(username) || self.exchange.as_ref().is_some_and(is_its)
    }
}
