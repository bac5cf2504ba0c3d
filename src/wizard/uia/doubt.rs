//! Turning away from an authentication, and back to it.

use super::Uia;
use super::abandoned::Abandoned;
use crate::domain::Username;
use crate::wizard::plan::Plan;
use crate::wizard::saves::SavedExchange;
use crate::wizard::task::Task;

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
