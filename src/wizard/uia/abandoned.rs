//! An authentication that no other can take the place of, and is not the current one: that of an earlier run, or one
//! that the user turned away from. It may have finished the task although its answer was not seen, and is not forgotten
//! before that is known; or it has used up a one-time proof, and is continued as soon as the user is back where it
//! was.

use crate::domain::BaseUrl;
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
    pub(super) fn is_of(&self, plan: &Plan, is_asked: bool) -> bool {
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
