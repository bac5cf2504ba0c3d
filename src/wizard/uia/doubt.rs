//! Turning away from an authentication, and back to it.

use super::Uia;
use super::abandoned::Abandoned;
use crate::domain::Username;
use crate::wizard::plan::Plan;
use crate::wizard::saves::SavedExchange;
use crate::wizard::task::Task;

/// How many are remembered in a run; only the newest is saved. Only a user whose answers are lost under one
/// name after the other meets the limit.
const MOST: usize = 4;

impl Uia {
    /// The abandoned authentication of this plan, if there is one; with those in doubt, or without.
    pub(super) fn take_abandoned(
        &mut self,
        plan: &Plan,
        is_asked: bool,
        doubts: bool,
    ) -> Option<SavedExchange> {
        let is_its = |x: &Abandoned| x.is_of(plan, is_asked) && (doubts || !x.exchange.may_be_done);
        let at = self.abandoned.iter().rposition(is_its)?;
        Some(self.abandoned.remove(at).exchange)
    }

    /// The user turns away from the current authentication. If it may have finished the task, or has used something
    /// up, that is not forgotten.
    pub(in crate::wizard) fn abandon(&mut self) {
        let Some(exchange) = self.exchange.take() else {
            return;
        };
        let Some(saved) = exchange.to_saved() else {
            return;
        };
        let is_free = self.in_doubt().next().is_none();
        if saved.may_be_done || (exchange.is_irreplaceable() && is_free) {
            self.abandoned
                .retain(|abandoned| abandoned.exchange.may_be_done && saved.may_be_done);
            if self.abandoned.len() == MOST {
                self.abandoned.remove(0);
            }
            self.abandoned.push(Abandoned {
                base: exchange.plan.contacts().server.base.clone(),
                task: exchange.plan.task(),
                exchange: saved,
            });
        }
    }

    /// The abandoned authentications that may have finished their tasks, the newest first.
    pub(super) fn in_doubt(&self) -> impl Iterator<Item = &Abandoned> {
        let abandoned = self.abandoned.iter().rev();
        abandoned.filter(|abandoned| abandoned.exchange.may_be_done)
    }

    /// Whether something abandoned may have finished what the user is about.
    pub(in crate::wizard) fn may_have_finished(&self, task: Task) -> bool {
        self.in_doubt().any(|abandoned| abandoned.task == task)
    }

    /// The name of an account that may exist besides the one that was made.
    pub(in crate::wizard) fn perhaps_made(&self) -> Option<&Username> {
        self.in_doubt().find_map(|x| x.exchange.username.as_ref())
    }
}
