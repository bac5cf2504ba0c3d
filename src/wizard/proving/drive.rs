//! From stage to stage.

use super::{At, Outcome, Proving, Spot};
use crate::protocol::{Contact, Failure, Medium, Reply, Request, StageType};
use crate::wizard::awaiting::{AfterName, Asked, Awaiting};
use crate::wizard::contact::Sent;
use crate::wizard::stop::Stop;
use crate::wizard::timers::Timer;
use crate::wizard::uia::{BrowserStep, Step, stage_of};

impl Proving {
    /// Makes sure that the authentication is the one of the plan. Returns whether there is one.
    pub(super) fn prepare(&mut self, at: &mut At<'_>) -> bool {
        let Some(plan) = at.plan.clone() else {
            return false;
        };
        let is_asked = plan.contacts().all().iter().all(|c| self.is_sent(c));
        self.uia.prepare(&plan, is_asked, at);
        true
    }

    /// Follows the plan as it is in the form.
    pub(in crate::wizard) fn begin(&mut self, at: &mut At<'_>) -> Outcome {
        match self.prepare(at) {
            true => self.drive(at),
            false => Outcome::Waits,
        }
    }

    /// The user continues from the review. Some tasks begin with a message; an earlier Enter may have asked for it.
    pub(in crate::wizard) fn begin_reviewed(&mut self, at: &mut At<'_>) -> Outcome {
        let contact = at.plan.as_ref().and_then(|plan| plan.begins_with());
        match contact {
            None => self.begin(at),
            Some(contact) if self.is_sent(&contact) => self.begun(&contact),
            Some(contact) => self.send_first(&contact, at),
        }
    }

    /// A message that the task begins with is on its way.
    pub(super) fn begun(&mut self, contact: &Contact) -> Outcome {
        self.proofs.wait_for(self.proofs.sent(contact));
        Outcome::Begun
    }

    /// Asks the server what it demands before the user continues from the review. This saves them a round trip there,
    /// and they learn early of a name or a password that the server refuses.
    pub(in crate::wizard) fn open_ahead(&mut self, at: &mut At<'_>) -> Outcome {
        let is_out = at.in_flight.any(|q| matches!(q, Awaiting::Exchange(_)));
        let adopts = at.plan.as_ref().is_some_and(|plan| self.uia.adopts(plan));
        match self.prepare(at) && !(adopts && is_out) && !self.uia.is_open() {
            true => self.send_exchange(Asked::AHEAD, at),
            false => Outcome::Waits,
        }
    }

    /// Takes the next step. Harmless to call at any time: it does nothing while a request is in flight.
    pub(in crate::wizard) fn drive(&mut self, at: &mut At<'_>) -> Outcome {
        let is_out = |q: &Awaiting| matches!(q, Awaiting::Exchange(_) | Awaiting::Name(..));
        // At an earlier page the user is about what they change there, and continues from it.
        if at.spot == Spot::Early || at.in_flight.any(is_out) || self.is_left(at) {
            return Outcome::Waits;
        }
        match self.uia.next() {
            Step::None => Outcome::Waits,
            Step::Open => self.send_exchange(Asked::OPENING, at),
            Step::Answer(..) | Step::Finish | Step::Prove(..) if self.adds() => {
                self.drive_addition(at)
            }
            Step::Prove(medium, last) => self.prove(medium, last, at),
            Step::Answer(StageType::Terms, last) => Outcome::Terms { last },
            Step::Answer(stage, last) => self.answer_stage(&stage, last, false, at),
            Step::Visit(stage) => self.send_to_page(&stage, at),
            Step::Finish => self.send_exchange(Asked::FINISH, at),
            Step::NoWay => self.no_way(),
        }
    }

    /// Whether the user waits to leave, and nothing is in doubt: then the program sends nothing more.
    fn is_left(&self, at: &At) -> bool {
        at.leaves && !self.uia.is_in_doubt()
    }

    /// Brings the proof of a contact: asks for the message, waits for the user, or answers the stage.
    fn prove(&mut self, medium: Medium, last: bool, at: &mut At<'_>) -> Outcome {
        let stage = stage_of(medium);
        let Some(contact) = self.uia.contact_for(Some(&stage)) else {
            return Outcome::Waits;
        };
        let Some(sent) = self.proofs.sent(&contact) else {
            return self.send_first(&contact, at);
        };
        if self.proofs.is_proven(&contact) {
            self.answer_stage(&stage, last, false, at)
        } else if self.resends && self.is_verifying(&contact, at.spot) {
            // A request for a look during one that found nothing.
            self.resend(at)
        } else {
            self.wait_for_proof(sent, at)
        }
    }

    fn wait_for_proof(&mut self, sent: Sent, at: &mut At<'_>) -> Outcome {
        if !self.is_verifying(&sent.contact, at.spot) {
            self.proofs.wait_for(Some(sent));
            return Outcome::Verify;
        }
        if !at.timers.is_set(Timer::Poll) || self.looks_at_once {
            self.schedule_look(at);
        }
        Outcome::Waits
    }

    /// The next step of adding a contact: everything else waits for its proof.
    fn drive_addition(&mut self, at: &mut At<'_>) -> Outcome {
        let Some(contact) = self.uia.contact_for(None) else {
            return Outcome::Waits;
        };
        if self.proofs.is_proven(&contact) {
            return self.ask_to_add(false, at);
        }
        match self.proofs.sent(&contact) {
            Some(sent) => self.wait_for_proof(sent, at),
            None => Outcome::Waits,
        }
    }

    /// The next request of the addition, whatever it is.
    pub(super) fn ask_to_add(&mut self, by_person: bool, at: &mut At<'_>) -> Outcome {
        // The opening, or the session alone.
        let asked = Asked {
            by_person,
            ..Asked::FINISH
        };
        match self.uia.next() {
            // The proof of the contact is no stage here.
            Step::None | Step::Prove(..) => Outcome::Waits,
            Step::Open | Step::Finish => self.send_exchange(asked, at),
            Step::NoWay => self.no_way(),
            Step::Visit(stage) => self.send_to_page(&stage, at),
            Step::Answer(stage, last) => self.answer_stage(&stage, last, by_person, at),
        }
    }

    /// The user has agreed to the terms.
    pub(in crate::wizard) fn agree(&mut self, last: bool, at: &mut At<'_>) -> Outcome {
        self.answer_stage(&StageType::Terms, last, false, at)
    }

    /// Answers a stage. Just before the last one of a sign-up the user name is checked again, because some servers
    /// do so only after the proof of the address is used up.
    pub(super) fn answer_stage(
        &mut self,
        stage: &StageType,
        last: bool,
        by_person: bool,
        at: &mut At<'_>,
    ) -> Outcome {
        if last && !self.uia.is_in_doubt() && self.ask_stale_name(AfterName::Finish, at) {
            self.polling.keep_word(by_person);
            return Outcome::Waits;
        }
        let asked = Asked {
            stage: Some(stage.clone()),
            may_commit: last,
            by_person,
            ..Asked::OPENING
        };
        self.send_exchange(asked, at)
    }

    fn send_exchange(&mut self, asked: Asked, at: &mut At<'_>) -> Outcome {
        if self.is_left(at) {
            return Outcome::Waits;
        }
        let contact = self.uia.contact_for(asked.stage.as_ref());
        let creds = contact.and_then(|contact| self.proofs.creds(&contact));
        match self.uia.send(asked, creds, at) {
            true => Outcome::Waits,
            false => self.no_way(),
        }
    }

    /// No flow of the server fits what was given.
    fn no_way(&mut self) -> Outcome {
        Outcome::Stop(self.uia.no_way())
    }

    /// Leads to the server's page for a stage, and waits until the stage is done.
    fn send_to_page(&mut self, stage: &StageType, at: &mut At<'_>) -> Outcome {
        let page = self.uia.fallback_page(stage);
        let server = self.uia.plan().map(|plan| &plan.contacts().server);
        let link = page.zip(server);
        let Some(link) = link.and_then(|(page, server)| page.link(&server.base, server.api)) else {
            return self.no_page(stage);
        };
        let step = BrowserStep {
            stage: stage.clone(),
            link,
        };
        if self.visit() == Some(&step) {
            if !at.timers.is_set(Timer::Poll) {
                self.schedule_look(at);
            }
            return Outcome::Waits;
        }
        let renewed = self.visit().is_some_and(|here| here.stage == step.stage);
        self.visit = Some((step, at.now));
        Outcome::Browser { renewed }
    }

    /// The user is at the browser page. The server is asked whether it has the page of the stage.
    pub(in crate::wizard) fn visited(&mut self, at: &mut At<'_>) -> Outcome {
        self.polling.begin_at_page();
        self.schedule_look(at);
        let stage = self.visit().map(|visit| visit.stage.clone());
        if let (Some(stage), Some(plan)) = (stage, self.uia.plan())
            && let Some(page) = self.uia.fallback_page(&stage)
        {
            let server = &plan.contacts().server;
            let question = Awaiting::FallbackPage(stage);
            let site = (&server.base, server.api);
            at.call(question, site, Request::FallbackPage(page));
        }
        Outcome::Waits
    }

    /// Whether the server has the page. A failure that says nothing about that is left to the browser.
    pub(in crate::wizard) fn page_answered(
        &mut self,
        stage: &StageType,
        result: &Result<Reply, Failure>,
    ) -> Outcome {
        let refusal = result.as_ref().err().and_then(Failure::refusal);
        let is_absent = refusal.is_some_and(|r| matches!(r.status, 404 | 405 | 501));
        match is_absent && self.visit().is_some_and(|visit| visit.stage == *stage) {
            true => self.no_page(stage),
            false => Outcome::Waits,
        }
    }

    fn no_page(&mut self, stage: &StageType) -> Outcome {
        self.uia.abandon();
        Outcome::Stop(Stop::NeedsStages(vec![stage.clone()]))
    }
}
