//! Looking for what is done elsewhere: a link that is opened, a stage that is done in the browser.

use super::{At, Outcome, Proving, Spot};
use crate::wizard::contact::{Polling, Soon};
use crate::wizard::problem::Problem;

impl Proving {
    /// The user begins to wait for the code or the link of a message.
    pub(in crate::wizard) fn begin_waiting(&mut self, at: &mut At<'_>) -> Outcome {
        self.proofs.begin_waiting();
        self.polling = Polling::default();
        self.resends = false;
        self.schedule_look(at);
        self.begin(at)
    }

    /// Sets the time of the next look, by the age of the newest message, or of the browser page.
    pub(super) fn schedule_look(&mut self, at: &mut At<'_>) {
        if self.can_look(at.spot) && std::mem::take(&mut self.looks_at_once) {
            self.polling.look_at_once(at);
            return;
        }
        let since = match at.spot {
            Spot::Browser => self.visit.as_ref().map(|(_, since)| *since),
            spot => self
                .awaited(spot)
                .and_then(|sent| self.proofs.asked_at(&sent.contact)),
        };
        let since = since.filter(|_| self.place(at.spot).polls());
        self.polling.schedule(since, at);
    }

    /// Makes up for a look that fell due while another request was in flight, unless a problem is shown.
    pub(in crate::wizard) fn make_up(&mut self, is_clear: bool, at: &mut At<'_>) -> Outcome {
        self.polling.make_up();
        if is_clear {
            self.schedule_look(at);
        }
        Outcome::Waits
    }

    /// Whether the stage that the user waits for is the one that is next.
    pub(super) fn can_look(&self, spot: Spot) -> bool {
        let adds = spot == Spot::Verify && self.adds();
        let wanted = self.awaited_stage(spot);
        wanted.is_some_and(|wanted| self.uia.is_next(&wanted, adds))
    }

    /// The user asks to look, which happens as soon as servers like.
    pub(in crate::wizard) fn look_soon(&mut self, at: &mut At<'_>) -> Outcome {
        match self.polling.look_soon(at) {
            Soon::Now => self.look(true, at),
            Soon::Later => Outcome::Waits,
            Soon::Limited => Outcome::LookTooSoon,
        }
    }

    /// The look that is due.
    pub(in crate::wizard) fn look_due(&mut self, at: &mut At<'_>) -> Outcome {
        let by_person = self.polling.take_word();
        self.look(by_person, at)
    }

    pub(super) fn look(&mut self, by_person: bool, at: &mut At<'_>) -> Outcome {
        let Some(stage) = self.awaited_stage(at.spot) else {
            return Outcome::Waits;
        };
        let comes_first = at
            .in_flight
            .any(|q| q.holds_the_page() && !q.is_about_server() && !q.is_ahead());
        if comes_first {
            self.polling.miss();
            return Outcome::Waits;
        }
        if let Some(contact) = self.awaited_contact(at.spot)
            && !self.proofs.is_fresh(&contact, at)
        {
            return self.expire(&contact, None, at);
        }
        let adds = at.spot == Spot::Verify && self.adds();
        if !adds && !self.can_look(at.spot) {
            if at.spot == Spot::Verify {
                self.schedule_look(at);
            }
            return self.begin(at);
        }
        self.polling.looks(at);
        if at.spot == Spot::Verify {
            // Each look is paced, so that what follows it at once is counted for itself.
            self.uia.begin_anew();
        }
        if !adds {
            let last = self.uia.is_last(&stage);
            return self.answer_stage(&stage, last, by_person, at);
        }
        match self.prepare(at) {
            true => self.ask_to_add(by_person, at),
            false => Outcome::Waits,
        }
    }

    /// The server knows nothing of a proof yet: the next look takes the next sid.
    pub(super) fn not_yet(
        &mut self,
        by_person: bool,
        problem: Option<Problem>,
        at: &mut At<'_>,
    ) -> Outcome {
        self.proofs.next_sid();
        self.polling.answered();
        self.uia.session_is_known();
        if self.resends {
            return self.resend(at);
        }
        self.schedule_look(at);
        Outcome::NotYet { by_person, problem }
    }
}
