//! How hard the password in its field is to guess: estimated once typing pauses.

use crate::domain::Secret;
use crate::wizard::awaiting::Awaiting;
use crate::wizard::ctx::Ctx;
use crate::wizard::effect::Effect;
use crate::wizard::event::Estimate;
use crate::wizard::timers::Timer;

/// The facts about the strength of the password.
#[derive(Debug, Default)]
pub(in crate::wizard) struct StrengthMeter {
    now: Option<Estimate>,
    /// That of the text before, until the one of the text that is there is known.
    before: Option<Estimate>,
}

impl StrengthMeter {
    pub(super) fn now(&self) -> Option<Estimate> {
        self.now
    }

    /// That of the password before its newest edit, until that of the new one is known.
    pub(super) fn before(&self) -> Option<Estimate> {
        self.before.filter(|_| self.now.is_none())
    }

    pub(in crate::wizard) fn learn(&mut self, estimate: Estimate) {
        self.now = Some(estimate);
    }

    /// Has the password judged anew, once typing pauses: it is another one, or other words are about the user.
    pub(super) fn edited(&mut self, is_empty: bool, cx: &mut Ctx<'_>) {
        self.before = self.now.take().or(self.before).filter(|_| !is_empty);
        cx.forget(|q| matches!(q, Awaiting::Strength));
        match is_empty {
            true => cx.timers.stop(Timer::Strength),
            false => {
                let at = cx.now + cx.timing.strength_pause;
                cx.timers.set(Timer::Strength, at);
            }
        }
    }
}

/// Asks for an estimate, with words that an attacker would try first.
pub(super) fn estimate(password: Secret, context: Vec<String>, cx: &mut Ctx<'_>) {
    let id = cx.ask(Awaiting::Strength);
    cx.effects.push(Effect::EstimateStrength {
        id,
        password,
        context,
    });
}
