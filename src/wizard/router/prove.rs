//! Driving an authentication from stage to stage, with the proofs that it takes.

use std::rc::Rc;

use crate::protocol::{Contact, Failure, Medium, Reply, Request, StageType};
use crate::wizard::awaiting::{AfterName, Asked, Awaiting};
use crate::wizard::contact::{self, Sent, Soon};
use crate::wizard::form::FieldId;
use crate::wizard::homeserver::{Homeserver, RegisterOffer};
use crate::wizard::page::PageId;
use crate::wizard::plan::Plan;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::timers::Timer;
use crate::wizard::uia::{BrowserStep, Step, stage_of};
use crate::wizard::{Notice, Wizard};

impl Wizard {
    /// Makes sure that the authentication is the one of this plan.
    fn prepare(&mut self, plan: &Plan) {
        let contacts = plan.contacts().all();
        let is_asked = contacts.iter().all(|c| self.proofs.sent(c).is_some());
        self.uia.prepare(plan, is_asked, &mut self.mech.cx());
    }

    /// Follows the plan as it is in the form.
    pub(super) fn begin(&mut self) {
        if let Some(plan) = self.plan() {
            self.prepare(&plan);
            self.drive();
        }
    }

    /// Lets the server say what it demands before the person goes on from the review: that takes one round trip then,
    /// and a name or a password that it refuses comes to light early.
    pub(super) fn open_ahead(&mut self) {
        let Some(plan) = self.plan() else {
            return;
        };
        let is_out = self
            .mech
            .in_flight
            .any(|q| matches!(q, Awaiting::Exchange(_)));
        let asks_it = self.uia.adopts(&plan) && is_out;
        self.prepare(&plan);
        if !asks_it && !self.uia.is_open() {
            self.send_exchange(Asked::AHEAD);
        }
    }

    /// Does what is next. Harmless to call at any time: it does nothing while an answer is out.
    pub(super) fn drive(&mut self) {
        let is_out = |q: &Awaiting| matches!(q, Awaiting::Exchange(_) | Awaiting::Name(_));
        // At an earlier page the person is about what they change there, and continues from it.
        let is_elsewhere = self.page < PageId::Review;
        if is_elsewhere || self.mech.in_flight.any(is_out) || self.is_back_next() {
            return;
        }
        let adds = self.task == Task::AddContact;
        match self.uia.next() {
            Step::None => {}
            Step::Open => self.send_exchange(Asked::OPENING),
            Step::Answer(..) | Step::Finish | Step::Prove(..) if adds => self.drive_addition(),
            Step::Prove(medium, last) => self.prove(medium, last),
            Step::Answer(StageType::Terms, _) if !self.form.has_agreed_to(self.uia.terms()) => {
                self.ask_agreement()
            }
            Step::Answer(stage, last) => self.answer_stage(&stage, last, false),
            Step::Visit(stage) => self.send_to_page(&stage),
            Step::Finish => self.send_exchange(Asked::FINISH),
            Step::NoWay => self.no_way(),
        }
    }

    /// Whether the person waits to go back and nothing is in doubt: then `after_answer` takes them there, and the
    /// program sends nothing more.
    fn is_back_next(&self) -> bool {
        self.waits.way.is_some() && !self.uia.is_in_doubt()
    }

    /// Brings the proof of a contact: asks for the message, waits for the person, or answers the stage.
    fn prove(&mut self, medium: Medium, last: bool) {
        let stage = stage_of(medium);
        let Some(contact) = self.uia.contact_for(Some(&stage)) else {
            return;
        };
        let Some(sent) = self.proofs.sent(&contact) else {
            self.send_first(&contact);
            return;
        };
        if self.proofs.is_proven(&contact) {
            self.answer_stage(&stage, last, false);
        } else if self.waits.send && self.is_verifying(&contact) {
            // What was asked for during a look that came to nothing.
            self.send_if_waiting();
        } else {
            self.wait_for_proof(sent);
        }
    }

    /// Waits for the proof of a contact, on its page.
    fn wait_for_proof(&mut self, sent: Sent) {
        if !self.is_verifying(&sent.contact) {
            self.proofs.wait_for(Some(sent));
            self.go_to(PageId::Verify);
        } else if !self.mech.timers.is_set(Timer::Poll) || self.saves.is_to_look() {
            self.schedule_poll();
        }
    }

    pub(super) fn is_verifying(&self, of: &Contact) -> bool {
        self.page == PageId::Verify && self.awaited().is_some_and(|sent| sent.contact == *of)
    }

    /// What is next where a contact is added: everything else waits for its proof.
    fn drive_addition(&mut self) {
        let Some(contact) = self.uia.contact_for(None) else {
            return;
        };
        if self.proofs.is_proven(&contact) {
            self.ask_to_add(false);
        } else if let Some(sent) = self.proofs.sent(&contact) {
            self.wait_for_proof(sent);
        }
    }

    /// The next request of the addition, whatever it is.
    pub(super) fn ask_to_add(&mut self, by_person: bool) {
        // The opening, or the session alone.
        let asked = Asked {
            by_person,
            ..Asked::FINISH
        };
        match self.uia.next() {
            Step::None => {}
            Step::Open | Step::Finish => self.send_exchange(asked),
            Step::NoWay => self.no_way(),
            Step::Visit(stage) => self.send_to_page(&stage),
            Step::Answer(stage, last) => self.answer_stage(&stage, last, by_person),
            // The proof of the contact is no stage here.
            Step::Prove(..) => {}
        }
    }

    /// Answers a stage. Just before the last one of a sign-up the user name is checked once more, because some servers
    /// do so only after the proof of the address is used up.
    fn answer_stage(&mut self, stage: &StageType, last: bool, by_person: bool) {
        if last && !self.uia.is_in_doubt() && self.ask_stale_name(AfterName::Finish) {
            self.polling.keep_word(by_person);
            return;
        }
        let asked = Asked {
            stage: Some(stage.clone()),
            may_commit: last,
            by_person,
            ..Asked::OPENING
        };
        self.send_exchange(asked);
    }

    /// Asks for the user name of a sign-up, if it was not found free lately. Gives whether it was asked for.
    pub(super) fn ask_stale_name(&mut self, then: AfterName) -> bool {
        let Some(Plan::SignUp { account, .. }) = self.uia.plan() else {
            return false;
        };
        let username = account.username.clone();
        let is_stale = !self.name_is_fresh(&username);
        if is_stale {
            self.ask_name(&username, then);
        }
        is_stale
    }

    fn send_exchange(&mut self, asked: Asked) {
        if self.is_back_next() {
            return;
        }
        let contact = self.uia.contact_for(asked.stage.as_ref());
        let creds = contact.and_then(|contact| self.proofs.creds(&contact));
        if !self.uia.send(asked, creds, &mut self.mech.cx()) {
            self.no_way();
        }
    }

    /// The server shows other terms than before: they need their own agreement.
    fn ask_agreement(&mut self) {
        let Some(server) = self.server() else {
            return;
        };
        self.server = Some(Rc::new(Homeserver {
            register: RegisterOffer::Open {
                flows: self.uia.flows().to_vec(),
                terms: self.uia.terms().to_vec(),
            },
            ..(**server).clone()
        }));
        self.uia.abandon();
        self.go_to(PageId::Terms);
        self.show(Problem::typed(ProblemKind::NotAgreed));
    }

    /// No flow of the server fits what was given.
    fn no_way(&mut self) {
        let stop = self.uia.no_way();
        self.stop_at(stop);
    }

    /// Leads to the server's page for a stage, and waits until the stage is done.
    fn send_to_page(&mut self, stage: &StageType) {
        let (Some(server), page) = (self.server().cloned(), self.uia.fallback_page(stage)) else {
            return;
        };
        let link = page.as_ref().and_then(|p| p.link(&server.base, server.api));
        let (Some(page), Some(link)) = (page, link) else {
            self.no_page(stage);
            return;
        };
        let step = BrowserStep {
            stage: stage.clone(),
            link,
        };
        if self.visit() == Some(&step) {
            if !self.mech.timers.is_set(Timer::Poll) {
                self.schedule_poll();
            }
            return;
        }
        let renewed = self.visit().is_some_and(|here| here.stage == step.stage);
        self.visit = Some((step, self.mech.now));
        self.go_to(PageId::Browser);
        self.notice = renewed.then_some(Notice::NewLink);
        self.polling.begin_at_page();
        self.schedule_poll();
        let question = Awaiting::FallbackPage(stage.clone());
        let site = (&server.base, server.api);
        self.mech
            .cx()
            .call(question, site, Request::FallbackPage(page));
    }

    /// Whether the server has the page. A failure that says nothing about that is left to the browser.
    pub(super) fn page_answered(&mut self, stage: &StageType, result: &Result<Reply, Failure>) {
        let refusal = result.as_ref().err().and_then(Failure::refusal);
        let is_absent = refusal.is_some_and(|r| matches!(r.status, 404 | 405 | 501));
        if is_absent && self.visit().is_some_and(|visit| visit.stage == *stage) {
            self.no_page(stage);
        }
    }

    fn no_page(&mut self, stage: &StageType) {
        self.uia.abandon();
        self.stop_at(Stop::NeedsStages(vec![stage.clone()]));
    }

    /// Begins to wait on the verification page.
    pub(super) fn begin_waiting(&mut self) {
        self.proofs.begin_waiting();
        self.polling = contact::Polling::default();
        self.waits.send = false;
        self.form.code_begun = None;
        self.schedule_poll();
        self.begin();
    }

    /// Sets the time of the next look, by the age of the newest message, or of the browser page.
    pub(super) fn schedule_poll(&mut self) {
        if self.can_poll() && self.saves.is_to_look() {
            self.saves.looked();
            self.polling.look_at_once(&mut self.mech.cx());
            return;
        }
        let since = match self.page {
            PageId::Browser => self.visit.as_ref().map(|(_, since)| *since),
            _ => self
                .awaited()
                .and_then(|sent| self.proofs.asked_at(&sent.contact)),
        };
        let since = since.filter(|_| self.is_polling());
        self.polling.schedule(since, &mut self.mech.cx());
    }

    /// Whether the stage that this page waits for is the one that is next.
    pub(super) fn can_poll(&self) -> bool {
        let adds = self.page == PageId::Verify && self.task == Task::AddContact;
        self.awaited_stage()
            .is_some_and(|wanted| self.uia.is_next(&wanted, adds))
    }

    /// Enter while something is done elsewhere: looks as soon as servers like.
    pub(super) fn look_soon(&mut self) {
        match self.polling.look_soon(&mut self.mech.cx()) {
            Soon::Now => self.poll(true),
            Soon::Later => {}
            Soon::Limited => self.notice = Some(Notice::LookTooSoon),
        }
    }

    /// Looks once whether the link was opened, or the stage done in the browser.
    pub(super) fn poll(&mut self, by_person: bool) {
        let Some(stage) = self.awaited_stage() else {
            return;
        };
        if self.holding().is_some() {
            // Whatever is out comes first.
            self.polling.miss();
            return;
        }
        let message = self.awaited().map(|sent| sent.contact.clone());
        if let Some(contact) = message
            && !self.proofs.is_fresh(&contact, &self.mech.cx())
        {
            self.expire_message(&contact, None);
            return;
        }
        let adds = self.page == PageId::Verify && self.task == Task::AddContact;
        if !adds && !self.can_poll() {
            if self.page == PageId::Verify {
                self.schedule_poll();
            }
            self.begin();
            return;
        }
        self.polling.looks(&mut self.mech.cx());
        if self.page == PageId::Verify {
            // Each look is paced, so that what follows it at once is counted for itself.
            self.uia.begin_anew();
        }
        if !adds {
            let last = self.uia.is_last(&stage);
            self.answer_stage(&stage, last, by_person);
        } else if let Some(plan) = self.plan() {
            self.prepare(&plan);
            self.ask_to_add(by_person);
        }
    }

    /// The server knows nothing of a proof yet: the next look takes the next sid.
    pub(super) fn not_yet(&mut self, by_person: bool) {
        self.proofs.next_sid();
        self.polling.answered();
        self.uia.session_is_known();
        if self.waits.send {
            self.send_if_waiting();
            return;
        }
        // A code that was typed meanwhile is what the person is about.
        match (by_person, self.asks_code()) {
            (true, true) if self.form.is_empty(FieldId::Code) => {
                self.problem = Some(Problem::typed(ProblemKind::NoCode));
            }
            (true, false) => self.notice = Some(Notice::NotYet),
            _ => {}
        }
        self.schedule_poll();
    }
}
