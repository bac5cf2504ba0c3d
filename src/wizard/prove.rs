//! Driving an authentication from stage to stage, with the proofs that it takes.

use std::rc::Rc;

use super::awaiting::{AfterName, Asked, Awaiting};
use super::contact::{self, Sent, Soon};
use super::end::{Done, Stop};
use super::form::FieldId;
use super::homeserver::{Homeserver, RegisterOffer};
use super::page::{Focus, PageId};
use super::plan::Plan;
use super::problem::{Problem, ProblemKind};
use super::retry::Retry;
use super::task::Task;
use super::timers::Timer;
use super::typing::How;
use super::uia::{self, BrowserStep, Place, Step, stage_of};
use super::{Notice, Wizard};
use crate::protocol::{Contact, Failure, Medium, Reply, Request, StageType};

impl Wizard {
    /// Makes sure that the authentication is the one of this plan.
    fn prepare(&mut self, plan: &Plan) {
        let contacts = plan.contacts().all();
        let is_asked = contacts.iter().all(|c| self.proofs.sent(c).is_some());
        self.uia.prepare(plan, is_asked);
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
        if self.mech.in_flight.any(is_out) || self.is_back_next() {
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
        self.waits.back.is_some() && !self.uia.is_in_doubt()
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
        } else {
            self.wait_for_proof(sent);
        }
    }

    /// Waits for the proof of a contact, on its page.
    fn wait_for_proof(&mut self, sent: Sent) {
        if !self.is_verifying(&sent.contact) {
            self.proofs.wait_for(Some(sent));
            self.go_to(PageId::Verify);
        } else if self.waits.send {
            // What was asked for during a look that came to nothing.
            self.send_if_waiting();
        } else if !self.mech.timers.is_set(Timer::Poll) || self.saves.is_to_look() {
            self.schedule_poll();
        }
    }

    fn is_verifying(&self, of: &Contact) -> bool {
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
    fn ask_to_add(&mut self, by_person: bool) {
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
            Step::Prove(medium, last) => {
                self.answer_stage(&stage_of(medium), last, by_person);
            }
        }
    }

    /// Answers a stage. Just before the last one of a sign-up the user name is checked once more, because some servers
    /// do so only after the proof of the address is used up.
    fn answer_stage(&mut self, stage: &StageType, last: bool, by_person: bool) {
        if last && !self.uia.is_in_doubt() && self.refreshes_name(AfterName::Finish) {
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

    /// Asks for the user name of a sign-up, if it was not found free lately.
    fn refreshes_name(&mut self, then: AfterName) -> bool {
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
        self.polling = contact::Polling::default();
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

    // Messages.

    /// Sends a `requestToken`: the next message, or the newest request once more to the letter.
    pub(super) fn send(&mut self, contact: &Contact, next: bool) {
        if next && self.proofs.is_refused_code(contact, &self.form.code()) {
            // The next message brings its own.
            self.form.line_mut(FieldId::Code).clear();
        }
        if self.proofs.send(contact, next, &mut self.mech.cx()) {
            self.saves.renew_warning();
        }
    }

    pub(super) fn send_first(&mut self, contact: &Contact) {
        if self.proofs.send_first(contact, &mut self.mech.cx()) {
            self.saves.renew_warning();
        }
    }

    /// Repeats the newest request for a message if nobody has seen its answer.
    pub(super) fn repeat_unanswered(&mut self) {
        let contact = self.awaited().map(|sent| sent.contact.clone());
        let is_out = self
            .mech
            .in_flight
            .any(|q| matches!(q, Awaiting::Message(_)));
        if let Some(contact) = contact.filter(|c| !is_out && self.proofs.is_unanswered(c)) {
            self.send(&contact, false);
        }
    }

    /// The person's "send again". Before it, the link is looked for once more, so that a proof that was just given is
    /// not thrown away.
    pub(super) fn send_again(&mut self) {
        let Some(Sent { contact, by_code }) = self.awaited().cloned() else {
            return;
        };
        if self
            .mech
            .in_flight
            .any(|q| matches!(q, Awaiting::Message(_)))
        {
            return;
        }
        // Nothing more is needed of this contact: what comes after it was refused.
        if self.is_settled(&contact) {
            self.go_on();
            return;
        }
        if let Some(until) = self.resend_at().filter(|until| *until > self.mech.now) {
            self.notice = Some(Notice::TooSoon(until));
            return;
        }
        self.mech.cx().stop_retry();
        self.mech.retries.begin_anew();
        if self.is_committing() {
            self.waits.send = true;
        } else if !by_code && self.can_poll() {
            self.waits.send = true;
            self.poll(true);
        } else {
            self.problem = None;
            self.send(&contact, true);
        }
    }

    /// Whether the contact is proven, as far as is known.
    pub(super) fn is_settled(&self, contact: &Contact) -> bool {
        let stage = stage_of(contact.medium());
        self.proofs.is_proven(contact) || self.uia.is_completed(&stage)
    }

    /// Sends the message that waited for a last look.
    fn send_if_waiting(&mut self) {
        let contact = self.awaited().map(|sent| sent.contact.clone());
        if let Some(contact) = contact
            && std::mem::take(&mut self.waits.send)
        {
            self.problem = None;
            self.send(&contact, true);
        }
    }

    /// When another message may be asked for; none when that is so already.
    pub fn resend_at(&self) -> Option<super::Time> {
        let sent = self.awaited()?;
        if let Some(Retry::Message(_)) = self.mech.retries.waiting() {
            return self.mech.timers.get(Timer::Retry);
        }
        match self.problem_kind() {
            Some(ProblemKind::Limited(until)) => Some(*until),
            _ => self
                .proofs
                .resend_at(&sent.contact, self.mech.timing.resend_pause),
        }
    }

    pub(super) fn proofs_came_to(&mut self, outcome: contact::Outcome) {
        use contact::Outcome as Came;
        match outcome {
            Came::Waits => {}
            Came::Sent(contact) => {
                self.problem = None;
                self.message_sent(&contact);
            }
            Came::Proven(contact) if self.is_verifying(&contact) => self.drive(),
            Came::Proven(_) => {}
            Came::Expired(contact, cause) => self.expire_message(&contact, cause),
            Came::Retries(problem) => self.show_meanwhile(problem),
            Came::Forbidden(problem) => {
                let refusal = problem.cause.and_then(|cause| cause.refusal().cloned());
                self.stop_at(Stop::NoContactChanges(refusal));
            }
            Came::Unsupported(contact, problem) => {
                match self.refused_medium(contact.medium(), &problem) {
                    Some(stop) => self.stop_at(stop),
                    None => {
                        self.proofs.note_failure(&contact, &problem);
                        self.show(problem);
                    }
                }
            }
            Came::NotSent(contact, mut problem) => {
                // Enter is about the message before it here, whatever becomes of the next.
                let is_here = self.awaited().is_some_and(|sent| sent.contact == contact);
                let waits = self.proofs.sent(&contact).is_some() && !self.is_settled(&contact);
                if is_here && waits && problem.kind.page().is_none() {
                    problem.kind = ProblemKind::NotAgain(Box::new(problem.kind));
                }
                self.show(problem);
            }
            Came::NotAccepted(problem) => self.show(problem),
            // Where the person has typed on, the refused code may be the beginning of a longer one.
            Came::Refused(code, problem) if code == self.form.code() => self.show(problem),
            Came::Refused(..) => {}
        }
    }

    /// Goes where a message that is on its way leads.
    fn message_sent(&mut self, contact: &Contact) {
        if self.awaited().is_some_and(|sent| sent.contact == *contact) {
            self.notice = Some(Notice::SentAgain);
            self.keep_focus();
            self.schedule_poll();
        } else if self.page == PageId::Review && self.task != Task::SignUp {
            self.follow_message(contact);
        } else {
            self.drive();
        }
    }

    /// From the review to where a message that is on its way is waited for, in the tasks that begin with one.
    pub(super) fn follow_message(&mut self, contact: &Contact) {
        let sent = self.proofs.sent(contact);
        self.proofs.wait_for(sent);
        let page = match self.task {
            Task::Reset => PageId::NewPassword,
            Task::SignUp | Task::AddContact => PageId::Verify,
        };
        self.go_to(page);
    }

    /// Chooses another kind of contact than the one that the server does nothing with. Where none is left, that is the
    /// end here.
    fn refused_medium(&mut self, medium: Medium, problem: &Problem) -> Option<Stop> {
        let mut choices = self.contact_choices().into_iter();
        let left = choices.find(|media| !self.is_refused(*media));
        if left.is_some() {
            self.form.media = left;
            return None;
        }
        let cause = problem.cause.as_ref();
        Some(match self.task {
            // A server that demands what it cannot do is told in its own words.
            Task::SignUp => return None,
            Task::Reset => Stop::NoReset(medium),
            Task::AddContact => {
                Stop::NoContactChanges(cause.and_then(|cause| cause.refusal().cloned()))
            }
        })
    }

    /// A message that cannot be used any more: the next one opens a new session. It is asked for at once when the person
    /// wanted another one anyway.
    fn expire_message(&mut self, contact: &Contact, cause: Option<Failure>) {
        self.proofs.forget(contact);
        self.mech.timers.stop(Timer::Poll);
        if self.waits.send {
            self.send_if_waiting();
            return;
        }
        self.show(Problem::new(ProblemKind::MessageExpired, cause));
    }

    // Codes.

    /// What another text in the field of the code brings with it. A code of the usual length is checked as it is
    /// completed, though not one that was refused before, nor one that is left over by deleting.
    pub(super) fn code_edited(&mut self, how: How) {
        let Some(sent) = self.awaited().filter(|_| self.page == PageId::Verify) else {
            return;
        };
        let contact = sent.contact.clone();
        if how == How::Pasted {
            self.form.take_code_from_paste();
        }
        // What would be repeated is another code now.
        self.mech.cx().stop_retry_of(&Retry::Code);
        if self.form.is_empty(FieldId::Code) {
            self.form.code_begun = None;
        }
        let is_refused = self.proofs.is_refused_code(&contact, &self.form.code());
        if self.form.is_usual_code() && how != How::Deleted && !is_refused {
            self.form.code_begun = None;
            match self.holding() {
                Some(_) => self.waits.enter = true,
                None => self.submit_code(),
            }
        }
    }

    /// Sends the code where the server asked for it. If an accepted code is the last thing that the server wants, the
    /// user name is asked for at the same time.
    pub(super) fn submit_code(&mut self) {
        let Some(contact) = self.awaited().map(|sent| sent.contact.clone()) else {
            return;
        };
        let code = self.form.code();
        match self.proofs.submit(&contact, code, &mut self.mech.cx()) {
            Ok(()) => {
                self.problem = None;
                if self.can_poll() && self.uia.is_last(&stage_of(contact.medium())) {
                    self.refreshes_name(AfterName::Refresh);
                }
            }
            // A question about the host does not move the focus.
            Err(contact::Outcome::NotAccepted(problem)) => self.problem = Some(problem),
            Err(outcome) => self.proofs_came_to(outcome),
        }
    }

    // Looks.

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
        match self.plan() {
            Some(plan) if adds => {
                self.prepare(&plan);
                self.ask_to_add(by_person);
            }
            _ => {
                let last = self.uia.is_last(&stage);
                self.answer_stage(&stage, last, by_person);
            }
        }
    }

    /// The server knows nothing of a proof yet: the next look takes the next sid.
    fn not_yet(&mut self, by_person: bool) {
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

    // Answers.

    /// What the person waits for.
    pub(super) fn place(&self) -> Place {
        match self.page {
            PageId::Browser => Place::Browser,
            PageId::Verify if self.asks_code() => Place::Code,
            PageId::Verify => Place::Link,
            _ => Place::Elsewhere,
        }
    }

    pub(super) fn uia_came_to(&mut self, outcome: uia::Outcome) {
        use uia::Outcome as Came;
        match outcome {
            Came::Waits => {}
            Came::Continue => self.drive(),
            Came::Completed => {
                self.proofs.newest_sid();
                self.drive();
            }
            Came::AddAgain { by_person } => self.ask_to_add(by_person),
            Came::NotYet { by_person, problem } => {
                self.problem = problem.or(self.problem.take());
                self.not_yet(by_person);
            }
            Came::NotProven { contact, by_person } => self.not_proven(&contact, by_person),
            Came::Expired(contact, cause) => self.expire_message(&contact, cause),
            Came::PollFailed(failure) => self.polling.failed(&failure, &mut self.mech.cx()),
            Came::PollAgain => self.schedule_poll(),
            Came::Retries(problem) => self.show_meanwhile(problem),
            Came::Problem(problem) => self.show(problem),
            Came::ProblemOfPoll(problem) => {
                self.show(problem);
                self.schedule_poll();
            }
            Came::TokenRefused => {
                self.form.token_checked = None;
                self.show(Problem::typed(ProblemKind::TokenRefused));
            }
            Came::PasswordRefused(problem) => {
                self.return_to(PageId::Account);
                self.return_to(PageId::NewPassword);
                self.show(problem);
                self.focus = Focus::Field(FieldId::Password);
            }
            Came::NameRefused(problem) => {
                self.form.note_name(None);
                self.show(problem);
                self.focus = Focus::Field(FieldId::Username);
            }
            Came::Stop(stop) => self.stop_at(stop),
            Came::AskName(username) => self.ask_name(&username, AfterName::Doubt),
            Came::AskWhetherAdded => self.uia.ask_whether_added(&mut self.mech.cx()),
            Came::SignInAgain(why, refusal) => {
                self.close_session();
                let cause = refusal.map(Failure::Refused);
                self.show(Problem::new(why.into(), cause));
            }
            Came::Done(ending) => self.uia_ended(*ending),
        }
    }

    /// The server has no proof of the contact. After an accepted code that is a surprise, and the code is asked for
    /// again.
    fn not_proven(&mut self, contact: &Contact, by_person: bool) {
        let was_proven = self.proofs.unprove(contact);
        if self.page != PageId::Verify && self.task == Task::AddContact {
            self.drive();
        } else if was_proven {
            self.show(Problem::typed(ProblemKind::WrongCode));
        } else {
            self.not_yet(by_person);
        }
    }

    /// The task is done: a session that the server opened unasked is closed.
    fn uia_ended(&mut self, ending: uia::Ending) {
        if let Some(plan) = ending.doubted {
            self.login.doubt_password(&plan, ending.done.user_id());
        }
        let server = &ending.done.contacts().server;
        let site = (server.base.clone(), server.api);
        self.finish(ending.done);
        if let Some(token) = ending.session {
            let cx = &mut self.mech.cx();
            self.logout.close(site, Request::Logout(token), cx);
        }
    }

    /// What was awaited is there: the proofs are used up, and nothing secret is kept.
    pub(super) fn finish(&mut self, done: Done) {
        for contact in done.contacts().all() {
            self.proofs.forget(&contact);
        }
        self.form.clear_secrets();
        self.waits = super::Waits::default();
        self.done = Some(done);
        self.go_to(PageId::Done);
    }
}
