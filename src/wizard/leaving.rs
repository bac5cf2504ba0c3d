//! Leaving the wizard: what it means where the person is, and what is still done then.

use super::effect::{Effect, Exit};
use super::form::FieldId;
use super::page::PageId;
use super::{Overlay, PracticeServer, Wizard};

impl Wizard {
    /// The person leaves, and is asked once if something would be lost.
    pub(super) fn leave(&mut self) {
        if self.would_lose() {
            self.overlay = Some(Overlay::Leave);
        } else {
            self.exit(self.way_out());
        }
    }

    /// What leaving here means.
    pub fn way_out(&self) -> Exit {
        match self.page {
            PageId::Done => Exit::Done,
            PageId::Stopped => Exit::NotDone,
            _ => Exit::Left,
        }
    }

    /// Whether something that was typed, or asked of a server, would be lost.
    fn would_lose(&self) -> bool {
        match self.page {
            PageId::Task | PageId::Done | PageId::Stopped => false,
            PageId::Web if self.is_web_offer() => false,
            _ => FieldId::ALL
                .iter()
                .any(|field| !self.form.is_empty(*field) && !self.is_prefilled(*field)),
        }
    }

    /// Whether a field holds what the program itself put there, so that nothing typed is lost with it.
    fn is_prefilled(&self, field: FieldId) -> bool {
        let text = self.form.text(field);
        let is_practice = |p: &PracticeServer| p.name.as_str() == text;
        let is_known =
            self.form.is_usual_server() || self.practice.as_ref().is_some_and(is_practice);
        field == FieldId::Server && is_known
    }

    /// Ends the wizard, and with it the program.
    pub(super) fn exit(&mut self, exit: Exit) {
        self.end();
        self.mech.effects.push(Effect::Exit(exit));
    }

    /// Nothing happens any more, but that sessions are closed.
    pub(super) fn end(&mut self) {
        // As long as it is known what is about to be repeated.
        self.keep();
        self.exited = true;
        self.waits = super::Waits::default();
        self.mech.timers = Default::default();
        self.mech.cx().stop_retry();
        self.close_unneeded_session();
        let ended = self.oauth.end_token();
        self.end_grant(ended);
    }
}
