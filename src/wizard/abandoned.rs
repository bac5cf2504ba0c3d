//! An authentication that no other can take the place of, and is not the exchange at hand: that of
//! an earlier run, or one that the person turned away from. It may have finished the flow although
//! nobody saw its answer, and is not forgotten before that is known; or it has used up what is good
//! once, and is gone on with as soon as the person is back where it was.

use super::plan::Plan;
use super::saved::{SavedAddress, SavedExchange};
use super::task::Task;
use super::{Exchange, Wizard};
use crate::domain::{BaseUrl, Username};
use crate::protocol::Contact;

/// An authentication that no other can take the place of.
#[derive(Debug)]
pub(super) struct Abandoned {
    pub(super) base: BaseUrl,
    pub(super) task: Task,
    pub(super) exchange: SavedExchange,
}

impl Wizard {
    /// The authentication that may have finished this very plan, or is on its way to, but for its
    /// password.
    pub(super) fn abandoned(&mut self, plan: &Plan) -> Option<SavedExchange> {
        let asked = |contact: &Contact| self.sent(contact).is_some();
        let contacts = plan.contacts();
        let is_asked = contacts.all().iter().all(asked);
        let addresses: Vec<_> = contacts.all().iter().map(SavedAddress::of).collect();
        let is_its = |abandoned: &mut Abandoned| {
            let same_name = match plan {
                Plan::SignUp { account, .. } => {
                    abandoned.exchange.username.as_ref() == Some(&account.username)
                }
                Plan::Reset { .. } => abandoned.exchange.username.is_none(),
                Plan::AddContact { .. } => false,
            };
            let same_proofs = match abandoned.exchange.may_be_done {
                true => is_asked,
                false => abandoned.exchange.contacts == addresses,
            };
            same_name && same_proofs && abandoned.base == contacts.server.base
        };
        let abandoned = self.kept.abandoned.take_if(is_its)?;
        Some(abandoned.exchange)
    }

    /// The person turns away from an exchange. If it may have finished the flow, or has used
    /// something up, that is not forgotten.
    pub(super) fn abandon(&mut self) {
        let Some(exchange) = self.exchange.take() else {
            return;
        };
        let is_free = self.in_doubt().is_none();
        let is_kept =
            |saved: &SavedExchange| saved.may_be_done || (exchange.is_irreplaceable() && is_free);
        if let Some(saved) = exchange.to_saved().filter(is_kept) {
            self.kept.abandoned = Some(Abandoned {
                base: exchange.plan.contacts().server.base.clone(),
                task: exchange.plan.task(),
                exchange: saved,
            });
        }
    }

    /// What may have finished a flow.
    fn in_doubt(&self) -> Option<&Abandoned> {
        let abandoned = self.kept.abandoned.as_ref();
        abandoned.filter(|abandoned| abandoned.exchange.may_be_done)
    }

    /// Whether something is in doubt that may have finished what the person is about.
    pub(super) fn is_in_doubt(&self) -> bool {
        let in_doubt = self.in_doubt();
        in_doubt.is_some_and(|abandoned| abandoned.task == self.task)
    }

    /// The name of an account that may exist besides the one that was made.
    pub fn perhaps_made(&self) -> Option<&Username> {
        self.in_doubt()?.exchange.username.as_ref()
    }

    /// Whether it may be this flow itself that has used up the registration token.
    pub(super) fn may_hold_token(&self) -> bool {
        let here = self.server().map(|server| &server.base);
        let abandoned = self.kept.abandoned.as_ref();
        let is_here = |u: &Abandoned| Some(&u.base) == here && u.task == self.task;
        abandoned.is_some_and(is_here)
            || self
                .exchange
                .as_ref()
                .is_some_and(Exchange::is_irreplaceable)
    }

    /// Whether the name may be taken by what was done already.
    pub(super) fn may_be_ours(&self, username: &Username) -> bool {
        let is_its = |x: &super::Exchange| {
            let is_same =
                matches!(&x.plan, Plan::SignUp { account, .. } if account.username == *username);
            is_same && x.commit.is_in_doubt()
        };
        self.perhaps_made() == Some(username) || self.exchange.as_ref().is_some_and(is_its)
    }
}
