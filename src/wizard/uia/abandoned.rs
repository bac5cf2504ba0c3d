//! An authentication that no other can take the place of, and is not the one at hand: that of an earlier run, or one
//! that the person turned away from. It may have finished the task although nobody saw its answer, and is not forgotten
//! before that is known; or it has used up what is good once, and is continued as soon as the person is back where it
//! was.

use super::Uia;
use crate::domain::{BaseUrl, Username};
use crate::wizard::plan::Plan;
use crate::wizard::saves::{SavedAddress, SavedExchange, SavedTask};
use crate::wizard::task::Task;

/// An authentication that no other can take the place of.
#[derive(Debug)]
pub(super) struct Abandoned {
    pub(super) base: BaseUrl,
    pub(super) task: Task,
    pub(super) exchange: SavedExchange,
}

impl Abandoned {
    /// That of a task that was saved.
    pub(super) fn of(task: &SavedTask) -> Option<Self> {
        Some(Self {
            base: task.base.clone(),
            task: task.task,
            exchange: task.committing.clone()?,
        })
    }

    /// Whether it may have finished this very plan, or is on its way to, but for its password.
    fn is_of(&self, plan: &Plan, is_asked: bool) -> bool {
        let contacts = plan.contacts();
        let same_name = match plan {
            Plan::SignUp { account, .. } => {
                self.exchange.username.as_ref() == Some(&account.username)
            }
            Plan::Reset { .. } => self.exchange.username.is_none(),
            Plan::AddContact { .. } => false,
        };
        let addresses = contacts.all();
        let addresses = addresses.iter().map(SavedAddress::of);
        let same_proofs = match self.exchange.may_be_done {
            true => is_asked,
            false => addresses.eq(self.exchange.contacts.iter().cloned()),
        };
        same_name && same_proofs && self.base == contacts.server.base
    }
}

impl Uia {
    /// The abandoned authentication, if it is one of this plan.
    pub(super) fn take_abandoned(&mut self, plan: &Plan, is_asked: bool) -> Option<SavedExchange> {
        let abandoned = self.abandoned.take_if(|x| x.is_of(plan, is_asked))?;
        Some(abandoned.exchange)
    }

    /// The person turns away from the authentication at hand. If it may have finished the task, or has used something
    /// up, that is not forgotten.
    pub(in crate::wizard) fn abandon(&mut self) {
        let Some(exchange) = self.exchange.take() else {
            return;
        };
        let is_free = self.in_doubt().is_none();
        let is_kept =
            |saved: &SavedExchange| saved.may_be_done || (exchange.is_irreplaceable() && is_free);
        if let Some(saved) = exchange.to_saved().filter(is_kept) {
            self.abandoned = Some(Abandoned {
                base: exchange.plan.contacts().server.base.clone(),
                task: exchange.plan.task(),
                exchange: saved,
            });
        }
    }

    /// An abandoned authentication that may have finished its task.
    fn in_doubt(&self) -> Option<&Abandoned> {
        let abandoned = self.abandoned.as_ref();
        abandoned.filter(|abandoned| abandoned.exchange.may_be_done)
    }

    /// Whether something abandoned may have finished what the person is about.
    pub(in crate::wizard) fn may_have_finished(&self, task: Task) -> bool {
        let in_doubt = self.in_doubt();
        in_doubt.is_some_and(|abandoned| abandoned.task == task)
    }

    /// The name of an account that may exist besides the one that was made.
    pub(in crate::wizard) fn perhaps_made(&self) -> Option<&Username> {
        self.in_doubt()?.exchange.username.as_ref()
    }
}
