//! From page to page.

use std::rc::Rc;

use super::act::Act;
use super::awaiting::Awaiting;
use super::contact::Scope;
use super::end::Done;
use super::form::FieldId;
use super::homeserver::Media;
use super::page::{Focus, PageId, fields};
use super::pages;
use super::problem::{Problem, ProblemKind};
use super::proving::{At, Outcome, Proving};
use super::retry::Retry;
use super::state::{Waits, Way};
use super::stop::Stop;
use super::task::Task;
use super::timers::Timer;
use super::{Notice, Overlay, Wizard};
use crate::protocol::Medium;

impl Wizard {
    /// Continues from this page, if what is on it allows that.
    pub(super) fn go_on(&mut self) {
        if self.holding().is_some() {
            self.state.waits.enter = true;
            return;
        }
        let next = [Timer::Retry, Timer::Lookup].map(|timer| self.mech.timers.get(timer));
        let is_to_come = next[0].or(next[1]).is_some_and(|at| at > self.mech.now);
        match self.mech.retries.waiting() {
            // Another message comes by itself; Enter is about what is on the page.
            Some(Retry::Message(_)) if self.awaited().is_some() => {}
            // The countdown stands: asking before its end only makes it longer.
            _ if self.limit().is_some() && is_to_come => return,
            _ => self.mech.cx().stop_retry(),
        }
        // Enter answers the question while it is shown, and at no other time.
        if let Some(ProblemKind::ForeignCodeHost(host)) = self.state.problem.take().map(|p| p.kind)
        {
            self.state.proving.agree_to_host(host);
        }
        if self.unseen_doubt().is_some() {
            return;
        }
        self.state.proving.begin_anew();
        match pages::of(self.state.page).forward(self) {
            Ok(true) => {
                let mut rest = self
                    .pages()
                    .into_iter()
                    .skip_while(|page| *page != self.state.page);
                if let Some(next) = rest.nth(1) {
                    self.go_to(next);
                }
            }
            Ok(false) => {}
            Err(problem) => self.show(problem),
        }
    }

    /// Goes to a page, puts the focus on it, and follows flags from there.
    pub(super) fn go_to(&mut self, page: PageId) {
        if self.state.page == PageId::Verify {
            // Short-lived, and of no use for another message.
            self.state.form.line_mut(FieldId::Code).clear();
        }
        self.state.page = page;
        let purpose = self.state.task.purpose();
        let scope = self.server().map(|server| Scope {
            base: server.base.clone(),
            api: server.api,
            purpose,
        });
        // A stage in the browser comes between a message and its proof.
        let is_about_proof = matches!(page, PageId::Verify | PageId::NewPassword | PageId::Browser);
        self.state
            .proving
            .turn_page(scope, is_about_proof, self.spot());
        self.state.done.take_if(|_| page != PageId::Done);
        self.state.stop.take_if(|_| page != PageId::Stopped);
        if page != PageId::Web {
            self.state.oauth.forget_link();
        }
        if self.awaited_link().is_none() {
            self.state.oauth.give_up(&mut self.mech.cx());
        }
        // These were about the page before.
        self.mech.cx().forget(|q| *q == Awaiting::OpenLink);
        let is_done = page == PageId::Done;
        self.state
            .overlay
            .take_if(|overlay| *overlay == Overlay::Qr || (is_done && *overlay == Overlay::Leave));
        self.state.problem = None;
        self.state.notice = None;
        self.state.waits.enter = false;
        self.state.waits.unseen = false;
        self.mech.timers.stop(Timer::Poll);
        self.mech.timers.stop(Timer::Strength);
        self.mech.cx().stop_retry();
        self.mech.retries.begin_anew();
        self.state.form.turn_page();
        pages::of(page).arrive(self);
        self.state.focus_first();
        self.follow_preset();
    }

    /// Answers this page from the flags, if they have its answer.
    pub(super) fn follow_preset(&mut self) {
        let page = self.state.page;
        let stays = self.state.saves.is_resumed() && !self.returns_past(page);
        let answered = pages::of(page).preset(self);
        if answered && !stays {
            self.state.waits.unseen = !self.state.saves.is_resumed();
            self.go_on();
        } else if self.state.saves.is_resumed()
            && self.state.problem.is_none()
            && page != PageId::Verify
        {
            // Answers that are never saved are asked for again.
            let mut secrets = fields(page).iter().filter(|field| field.kind().secret);
            let asks_again = secrets
                .next()
                .is_some_and(|field| self.state.form.is_empty(*field));
            self.state.notice = asks_again.then_some(Notice::Resumed).or(self.state.notice);
        }
    }

    /// The task cannot continue at this server.
    pub(super) fn stop_at(&mut self, stop: Stop) {
        self.state.stop = Some(stop);
        self.go_to(PageId::Stopped);
    }

    /// One page back. Never validates, and keeps everything typed.
    pub(super) fn back(&mut self) {
        if self.must_wait(Way::Back) {
            return;
        }
        self.mech.cx().stop_retry();
        let enter = std::mem::take(&mut self.state.waits.enter);
        let held = self.holding().is_some_and(|(q, _)| enter || !q.is_ahead());
        self.mech
            .cx()
            .forget(|q| q.holds_the_page() && !q.is_about_server());
        // While the page works, Back stops the work and stays to be looked at again.
        if held && self.is_web_offer() {
            self.state.oauth.give_up(&mut self.mech.cx());
            return;
        }
        if held && self.state.page == PageId::Review {
            self.state.keep_focus();
            return;
        }
        if pages::of(self.state.page).back(self) {
            return;
        }
        // A stage that was done in the browser stays done.
        let mut before = self.pages();
        let here = before.iter().position(|page| *page == self.state.page);
        before.truncate(here.unwrap_or(0));
        before.retain(|page| *page != PageId::Browser);
        if let Some(page) = before.pop() {
            self.return_to(page);
        }
    }

    /// Goes back to an earlier page.
    pub(super) fn return_to(&mut self, page: PageId) {
        let pages = self.pages();
        let at = |page| pages.iter().position(|other| *other == page);
        if self.state.page != PageId::Done
            && at(page).is_some_and(|to| Some(to) < at(self.state.page))
        {
            self.state.saves.stop_returning();
            self.go_to(page);
        }
    }

    /// Goes back to an earlier page, as an act of the user.
    pub(super) fn leave_for(&mut self, page: PageId, act: Act) {
        if !self.must_wait(Way::Act(act)) {
            self.mech.cx().forget(Awaiting::holds_the_page);
            self.return_to(page);
        }
    }

    /// Proves another kind of contact, or none, instead of this one.
    pub(super) fn use_instead(&mut self, media: Media) {
        if self.must_wait(Way::Act(Act::UseInstead(media))) {
            return;
        }
        self.mech.cx().forget(Awaiting::holds_the_page);
        self.state.saves.stop_returning();
        self.state.form.media = Some(media);
        self.go_to(PageId::Contact);
        self.go_on();
    }

    /// Lets a way wait while something is under way that cannot be undone.
    pub(super) fn must_wait(&mut self, way: Way) -> bool {
        let waits = self.has_to_wait();
        if waits {
            self.state.waits.way = Some(way);
            self.state.waits.enter = false;
            self.state.notice = Some(Notice::BackWaits);
        }
        waits
    }

    /// Turns to the other task, with the same server and address.
    pub(super) fn switch(&mut self) {
        let medium = self.problem_kind().and_then(ProblemKind::solved_elsewhere);
        let Some(task) = self.state.task.other() else {
            return;
        };
        self.state.saves.stop_returning();
        self.state.task = task;
        self.state.form.media = medium.map(|medium| match medium {
            Medium::Email => Media::EMAIL,
            Medium::Msisdn => Media::PHONE,
        });
        self.state.proving.abandon();
        self.mech.cx().forget(Awaiting::holds_the_page);
        self.go_to(PageId::Server);
        self.go_on();
    }

    /// Shows a problem on the page where it can be corrected.
    pub(super) fn show(&mut self, problem: Problem) {
        let field = problem.kind.field();
        let has_it = |page: &PageId| field.is_some_and(|field| fields(*page).contains(&field));
        let its_page = || self.pages().into_iter().find(has_it);
        if let Some(page) = problem.kind.page().or_else(its_page) {
            self.return_to(page);
        }
        let field = field.map(Focus::Field);
        let field = field.filter(|field| self.focusables().contains(field));
        self.state.focus = field.unwrap_or(self.state.focus);
        self.state.problem = Some(problem);
        self.state.waits.enter = false;
        self.state.proving.stop_resending();
        self.state.keep_focus();
    }

    /// Shows why a retry is waited for, if that is worth a word.
    pub(super) fn show_meanwhile(&mut self, problem: Option<Problem>) {
        if let Some(problem) = problem {
            self.show(problem);
        }
    }

    /// Asks the part that proves, and follows it.
    pub(super) fn prove(&mut self, ask: impl FnOnce(&mut Proving, &mut At<'_>) -> Outcome) {
        let mut at = At {
            spot: self.spot(),
            plan: self.plan().map(Rc::new),
            leaves: self.state.waits.way.is_some(),
            cx: self.mech.cx(),
        };
        let outcome = ask(&mut self.state.proving, &mut at);
        self.proved(outcome);
    }

    fn proved(&mut self, outcome: Outcome) {
        use Outcome as Came;
        match outcome {
            Came::Waits => {}
            Came::Asked => self.state.problem = None,
            Came::NextMessage { refused } => {
                self.state.problem = None;
                self.state.saves.renew_warning();
                // The next message brings its own code.
                if refused.contains(&self.state.form.code()) {
                    self.state.form.line_mut(FieldId::Code).clear();
                }
            }
            Came::SentAgain => {
                self.state.notice = Some(Notice::SentAgain);
                self.state.keep_focus();
            }
            Came::Verify => self.go_to(PageId::Verify),
            Came::Begun => self.go_to(match self.state.task {
                Task::Reset => PageId::NewPassword,
                Task::SignUp | Task::AddContact => PageId::Verify,
            }),
            Came::Browser { renewed } => {
                self.go_to(PageId::Browser);
                self.state.notice = renewed.then_some(Notice::NewLink);
            }
            Came::Terms { last } => match self.state.form.has_agreed_to(self.state.proving.terms())
            {
                true => self.prove(|p, at| p.agree(last, at)),
                false => pages::terms::ask_agreement(self),
            },
            Came::NotYet { by_person, problem } => {
                self.state.problem = problem.or(self.state.problem.take());
                // A code that was typed meanwhile is what the user is about.
                match (by_person, self.asks_code()) {
                    (true, true) if self.state.form.is_empty(FieldId::Code) => {
                        self.state.problem = Some(Problem::typed(ProblemKind::NoCode));
                    }
                    (true, false) => self.state.notice = Some(Notice::NotYet),
                    _ => {}
                }
            }
            Came::LookTooSoon => self.state.notice = Some(Notice::LookTooSoon),
            Came::TooSoon(until) => self.state.notice = Some(Notice::TooSoon(until)),
            Came::Checked => self.state.waits.enter = true,
            Came::Continue => self.go_on(),
            Came::Retries(problem) => self.show_meanwhile(problem),
            Came::Problem(problem) => self.show(problem),
            // Where the user has typed on, the refused code may be the beginning of a longer one.
            Came::CodeRefused(code, problem) if code == self.state.form.code() => {
                self.show(problem)
            }
            Came::CodeRefused(..) => {}
            Came::Unsupported(contact, problem) => {
                match pages::contact::refused_medium(self, contact.medium(), &problem) {
                    Some(stop) => self.stop_at(stop),
                    None => self.show(problem),
                }
            }
            Came::SignInAgain(problem) => {
                self.state.login.close(&mut self.mech.cx());
                self.show(problem);
            }
            Came::Stop(stop) => self.stop_at(stop),
            Came::Done(ending) => {
                if let Some(plan) = ending.doubted {
                    self.state
                        .login
                        .doubt_password(&plan, ending.done.user_id());
                }
                self.finish(ending.done);
            }
        }
    }

    /// The awaited success: the proofs are used up, and no secret is kept.
    pub(super) fn finish(&mut self, done: Done) {
        self.state
            .proving
            .finish(done.contacts(), &mut self.mech.cx());
        self.state.form.clear_secrets();
        self.state.waits = Waits::default();
        self.state.profile.offer(&done);
        self.state.done = Some(done);
        self.go_to(PageId::Done);
    }
}
