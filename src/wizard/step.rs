//! The one way in: an event and the time, and the effects that come of it.

use super::act::Act;
use super::awaiting::{Awaiting, GrantPart};
use super::effect::{Effect, Exit, RequestId};
use super::event::{Answer, Event};
use super::in_flight::End;
use super::page::{Focus, PageId};
use super::pages::{server, sign_in, task, web};
use super::problem::ProblemKind;
use super::proving::Proving;
use super::retry::Retry;
use super::state::{Waits, Way};
use super::stop::Stop;
use super::time::Time;
use super::timers::Timer;
use super::{Notice, Overlay, Wizard};
use crate::protocol::{Failure, Reply};

impl Wizard {
    /// Handles one event, and returns the next steps, in order.
    pub fn step(&mut self, now: Time, event: Event) -> Vec<Effect> {
        self.mech.now = now;
        match event {
            Event::Answer(id, answer) if self.state.exited => {
                self.settle(id, answer);
                self.state.forget_when_over(&mut self.mech.cx());
            }
            _ if self.state.exited => {}
            Event::Act(act) if !self.works(act) => {}
            event => {
                let is_call = |id| self.mech.in_flight.is_out(id);
                let concerns_saved = event.concerns_saved(is_call);
                self.dispatch(event);
                sign_in::close_unneeded(self);
                self.state.keep_focus();
                let asks = |effect: &Effect| matches!(effect, Effect::Call { .. });
                if self.state.exited {
                    self.state.forget_when_over(&mut self.mech.cx());
                } else if concerns_saved || self.mech.effects.iter().any(asks) {
                    self.state.autosave(&mut self.mech.cx());
                }
            }
        }
        std::mem::take(&mut self.mech.effects)
    }

    /// The wizard's steps before the first event: it follows the answers that flags gave.
    pub fn start(&mut self, now: Time) -> Vec<Effect> {
        self.mech.now = now;
        if self.state.form.preset.resume {
            if let Some(at) = self.state.saves.the_only_one() {
                task::take_up(self, at);
            }
        } else if self.state.form.preset.practice {
            server::practise(self);
        }
        self.follow_preset();
        std::mem::take(&mut self.mech.effects)
    }

    /// When to come back with [`Event::Deadline`]; `None` while nothing is waited for.
    pub fn next_deadline(&self) -> Option<Time> {
        self.mech.timers.next()
    }

    fn dispatch(&mut self, event: Event) {
        let about_time = matches!(
            event,
            Event::Deadline | Event::Answer(..) | Event::Saved(_) | Event::End
        );
        if self.state.overlay.is_some() && !about_time && self.overlaid(&event) {
            return;
        }
        if !about_time {
            let goes_on = matches!(event, Event::Continue | Event::Back);
            if goes_on && self.state.notice.is_none() && self.state.overlay.is_none() {
                self.state.saves.pass_warning();
            }
            self.state.notice = None;
            self.state.waits.way = None;
            self.state.waits.unseen = false;
            self.state.form.is_closed &= event.continues_typing();
        }
        if matches!(event, Event::Back) {
            self.state.saves.stop_returning();
        }
        match event {
            Event::Edit(edit) => {
                if self.state.edit(&edit, &mut self.mech.cx()) {
                    self.check_code();
                }
            }
            Event::Fill(field, typed) => {
                if self.state.fill(field, &typed, &mut self.mech.cx()) {
                    self.check_code();
                }
            }
            Event::Choose(choose) => {
                self.state.choose(choose);
                self.state.autosave_soon(&mut self.mech.cx());
            }
            Event::Focus(way) => self.state.move_focus(way),
            Event::Continue => match self.state.focus {
                Focus::Action(action) => self.act(action),
                Focus::Field(_) | Focus::List => self.go_on(),
            },
            Event::Back => self.back(),
            Event::Act(act) => self.act(act),
            Event::PasteCut if matches!(self.state.focus, Focus::Field(_)) => {
                self.state.notice = Some(Notice::PasteCut);
            }
            Event::PasteCut => {}
            Event::NotUtf8 => self.state.not_utf8(&mut self.mech.cx()),
            Event::Answer(id, answer) => self.answer(id, answer),
            Event::Saved(fault) => self.state.saves.note_fault(fault),
            Event::Deadline => {
                for timer in Timer::ALL {
                    if self.mech.timers.take_expired(timer, self.mech.now) {
                        self.expired(timer);
                    }
                }
            }
            Event::End => self.end(),
        }
    }

    /// Has the code checked that is complete now.
    fn check_code(&mut self) {
        let code = self.state.form.code();
        match self.holding() {
            Some(_) => self.state.waits.enter = true,
            None => self.prove(|p, at| p.submit(code, at)),
        }
    }

    /// Handles an event while something lies over the page. Returns whether it was meant for that.
    fn overlaid(&mut self, event: &Event) -> bool {
        match (self.state.overlay, event) {
            (Some(Overlay::Leave), Event::Act(Act::Leave)) => self.exit(self.way_out()),
            (_, Event::Act(Act::Leave)) => {
                self.state.overlay = None;
                return false;
            }
            (Some(Overlay::Details), Event::Act(Act::Help)) => {
                self.state.overlay = Some(Overlay::Help)
            }
            (Some(Overlay::Help), Event::Act(Act::Details)) => {
                self.state.overlay = Some(Overlay::Details);
            }
            (_, Event::Act(Act::Copy)) => {
                self.state.copy(&mut self.mech.cx());
                self.state.overlay = None;
            }
            (_, Event::Back | Event::Continue | Event::Act(_)) => self.state.overlay = None,
            _ => {}
        }
        true
    }

    /// Does an act that works.
    pub(super) fn act(&mut self, act: Act) {
        match act {
            Act::Proceed | Act::LookNow => self.go_on(),
            Act::SendAgain => {
                let until = self.resend_at();
                self.prove(|p, at| p.send_again(until, at));
            }
            Act::ChangeAddress => {
                if let Some(page) = self.contact_page() {
                    self.leave_for(page, act);
                }
            }
            Act::ChangeAccount => self.leave_for(PageId::Account, act),
            Act::UseInstead(media) => self.use_instead(media),
            Act::Switch => self.switch(),
            Act::OtherServer => {
                self.state.saves.stop_returning();
                self.go_to(PageId::Server);
            }
            Act::TakeSuggestion => self.state.take_suggestion(&mut self.mech.cx()),
            Act::MakePassPhrase => self.state.make_pass_phrase(&mut self.mech.cx()),
            Act::Reveal => self.state.form.reveal = !self.state.form.reveal,
            Act::Practise => server::practise(self),
            Act::Copy => self.state.copy(&mut self.mech.cx()),
            Act::OpenLink => self.state.open_link(&mut self.mech.cx()),
            Act::ShowQr => self.state.overlay = Some(Overlay::Qr),
            Act::OpenSignUp => web::sign_up_in_browser(self),
            Act::ShowAccountPage => {
                if !self.must_wait(Way::Act(act)) {
                    self.stop_at(Stop::Browser);
                }
            }
            Act::CheckPassword => {
                let is_same = self.state.saves.is_same_account(&self.here());
                self.state
                    .login
                    .check_password(is_same, &mut self.mech.cx());
            }
            Act::AddProfile => self.state.profile.add(&mut self.mech.cx()),
            Act::Help => self.state.overlay = Some(Overlay::Help),
            Act::Details => self.state.overlay = Some(Overlay::Details),
            Act::Leave if self.would_lose() => self.state.overlay = Some(Overlay::Leave),
            Act::Leave => self.exit(self.way_out()),
        }
    }

    fn answer(&mut self, id: RequestId, answer: Answer) {
        let Some(question) = self.mech.in_flight.take(id, &answer) else {
            return;
        };
        if let Answer::Call(result) = &answer {
            let end = match result.as_ref() {
                Ok(_) => End::Reply,
                Err(failure) => End::Failed(Box::new(failure.clone())),
            };
            self.mech.in_flight.record_end(id, end, self.mech.now);
        }
        match (question, answer) {
            (Awaiting::Number, Answer::Number(judged)) => self.state.form.number.learn(judged),
            (Awaiting::Strength, Answer::Strength(strength)) => {
                self.state.form.strength.learn(strength)
            }
            (Awaiting::Grant(_), Answer::Listening(port)) => {
                let outcome = self.state.oauth.listening(port);
                web::oauth_came_to(self, outcome);
            }
            (Awaiting::Grant(_), Answer::CalledBack(callback)) => {
                self.state.problem = None;
                let outcome = self.state.oauth.called_back(callback, &mut self.mech.cx());
                web::oauth_came_to(self, outcome);
            }
            (Awaiting::OpenLink, Answer::Opened(opened)) => {
                self.state.notice = Some(match opened {
                    true => Notice::Opened,
                    false => Notice::NoBrowser,
                });
            }
            (Awaiting::Profile, Answer::Profile(result)) => self.state.profile.added(result),
            (Awaiting::Resume(id), Answer::Resumed(result)) => {
                task::read(self, &id, result);
            }
            (Awaiting::Practice, Answer::Practice(result)) => {
                server::practice_answered(self, result);
            }
            (question, Answer::Call(result)) => self.called(question, *result),
            // Only an answer of its kind is taken.
            _ => {}
        }
        self.after_answer();
    }

    fn called(&mut self, question: Awaiting, result: Result<Reply, Failure>) {
        match question {
            Awaiting::Lookup(part) => {
                let outcome = self
                    .state
                    .lookup
                    .answered(part, result, &mut self.mech.cx());
                server::lookup_came_to(self, outcome);
            }
            Awaiting::Name(name, base, then) => {
                self.prove(|p, at| p.name_answered((name, base), then, result, at))
            }
            Awaiting::Token(token) => self.prove(|p, at| p.token_answered(token, &result, at)),
            Awaiting::Exchange(asked) => {
                self.prove(|p, at| p.exchange_answered(&asked, result, at));
            }
            Awaiting::Message(contact) => {
                self.state
                    .problem
                    .take_if(|_| matches!(result, Ok(Reply::TokenRequested(_))));
                self.prove(|p, at| p.message_answered(contact, result, at));
            }
            Awaiting::Code(contact, code) => {
                self.prove(|p, at| p.code_answered(contact, code, result, at));
            }
            Awaiting::Login(server, credentials) => {
                let cx = &mut self.mech.cx();
                let outcome = self.state.login.answered(server, credentials, result, cx);
                sign_in::login_came_to(self, outcome);
            }
            Awaiting::Account(part) => {
                self.state.login.account_answered(part, result);
                sign_in::go_on_signed_in(self);
            }
            Awaiting::Doubt => self.prove(|p, at| p.doubt_answered(result, at)),
            Awaiting::Logout(closing) => {
                self.mech.cx().close_answered(*closing, &result);
            }
            Awaiting::Support(name) => self.state.helpers.answered(name, result),
            Awaiting::Grant(part) => {
                let outcome = self.state.oauth.answered(part, result, &mut self.mech.cx());
                web::oauth_came_to(self, outcome);
            }
            Awaiting::FallbackPage(stage) => {
                self.prove(|p, _| p.page_answered(&stage, &result));
            }
            Awaiting::Number
            | Awaiting::Strength
            | Awaiting::Practice
            | Awaiting::OpenLink
            | Awaiting::Profile
            | Awaiting::Resume(_) => {}
        }
    }

    /// Acts on the Enter or Back that was pressed while a request was in flight.
    fn after_answer(&mut self) {
        let goes_back = self.state.waits.way.is_some();
        if (goes_back && self.has_to_wait()) || (!goes_back && self.holding().is_some()) {
            return;
        }
        if self.state.proving.polling().has_missed() {
            let is_clear = self.state.problem.is_none();
            self.prove(|p, at| p.make_up(is_clear, at));
        }
        if let Some(way) = self.state.waits.way.take() {
            self.state.notice = None;
            self.state.waits.enter = false;
            match way {
                // That was the last word.
                _ if self.state.page == PageId::Done => {}
                _ if self.problem_kind().is_some_and(ProblemKind::is_last_word) => {}
                Way::Back => self.back(),
                Way::Act(act) if self.works_on_page(act) => self.act(act),
                Way::Act(_) => {}
            }
        } else if std::mem::take(&mut self.state.waits.enter) && self.state.problem.is_none() {
            self.go_on();
        }
    }

    fn expired(&mut self, timer: Timer) {
        match timer {
            Timer::Lookup => server::look_up(self),
            Timer::Strength => self.state.form.estimate_strength(&mut self.mech.cx()),
            // `step` saves what changed after each deadline.
            Timer::Autosave => {}
            Timer::Poll => self.prove(Proving::look_due),
            Timer::Retry => self.retry(),
        }
    }

    fn retry(&mut self) {
        let Some(retry) = self.mech.retries.take() else {
            return;
        };
        self.state.problem = None;
        match retry {
            Retry::Message(contact) => self.prove(|p, at| p.send(&contact, false, at)),
            Retry::Uia { .. } => self.prove(Proving::drive),
            Retry::Code => {
                let code = self.state.form.code();
                self.prove(|p, at| p.submit(code, at));
            }
            Retry::Enter => self.go_on(),
            Retry::OAuth(part) => self.state.oauth.retry(part, &mut self.mech.cx()),
        }
    }

    /// Takes an answer after the end: only those about sessions, and about a file of the user, still matter.
    fn settle(&mut self, id: RequestId, answer: Answer) {
        let question = self.mech.in_flight.take(id, &answer);
        let (question, result) = match (question, answer) {
            (Some(Awaiting::Profile), Answer::Profile(result)) => {
                return self.state.profile.added(result);
            }
            (Some(question), Answer::Call(result)) => (question, *result),
            _ => return,
        };
        let cx = &mut self.mech.cx();
        match question {
            Awaiting::Login(server, credentials) => {
                self.state.login.settle(server, credentials, result, cx);
            }
            Awaiting::Logout(closing) => cx.close_answered(*closing, &result),
            Awaiting::Grant(GrantPart::Redeem) => self.state.oauth.settle(result, cx),
            _ => {}
        }
    }

    /// Ends the wizard, and with it the program.
    pub(super) fn exit(&mut self, exit: Exit) {
        self.end();
        self.mech.effects.push(Effect::Exit(exit));
    }

    /// Nothing happens any more, but that sessions are closed.
    pub(super) fn end(&mut self) {
        // As long as it is known what is about to be repeated.
        self.state.autosave(&mut self.mech.cx());
        self.state.exited = true;
        self.state.waits = Waits::default();
        self.mech.timers = Default::default();
        self.mech.cx().stop_retry();
        sign_in::close_unneeded(self);
        self.state.oauth.leave(&mut self.mech.cx());
    }
}
