//! The one way in: an event and the time, and the effects that come of it.

use crate::protocol::{Failure, Reply};
use crate::wizard::act::Act;
use crate::wizard::awaiting::{Awaiting, GrantPart};
use crate::wizard::effect::{Effect, RequestId};
use crate::wizard::event::{Answer, Event};
use crate::wizard::in_flight::End;
use crate::wizard::page::{Focus, PageId};
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::proving::Proving;
use crate::wizard::retry::Retry;
use crate::wizard::time::Time;
use crate::wizard::timers::Timer;
use crate::wizard::{Notice, Overlay, Way, Wizard};

impl Wizard {
    /// Handles one event, and returns what is to be done, in order.
    pub fn step(&mut self, now: Time, event: Event) -> Vec<Effect> {
        self.mech.now = now;
        match event {
            Event::Answer(id, answer) if self.exited => {
                self.settle(id, answer);
                self.forget_when_over();
            }
            _ if self.exited => {}
            Event::Act(act) if !self.works(act) => {}
            event => {
                let is_call = |id| self.mech.in_flight.is_out(id);
                let concerns_saved = event.concerns_saved(is_call);
                self.dispatch(event);
                self.close_unneeded_session();
                self.keep_focus();
                let asks = |effect: &Effect| matches!(effect, Effect::Call { .. });
                if self.exited {
                    self.forget_when_over();
                } else if concerns_saved || self.mech.effects.iter().any(asks) {
                    self.autosave();
                }
            }
        }
        std::mem::take(&mut self.mech.effects)
    }

    /// What the wizard does before the first event: it follows the answers that flags gave.
    pub fn start(&mut self, now: Time) -> Vec<Effect> {
        self.mech.now = now;
        if self.form.preset.resume {
            if let Some(at) = self.saves.the_only_one() {
                self.take_up(at);
            }
        } else if self.form.preset.practice {
            self.practise();
        }
        self.follow_preset();
        std::mem::take(&mut self.mech.effects)
    }

    /// When to come back with [`Event::Deadline`]; none while nothing is waited for.
    pub fn next_deadline(&self) -> Option<Time> {
        self.mech.timers.next()
    }

    fn dispatch(&mut self, event: Event) {
        let about_time = matches!(
            event,
            Event::Deadline | Event::Answer(..) | Event::Saved(_) | Event::End
        );
        if self.overlay.is_some() && !about_time && self.overlaid(&event) {
            return;
        }
        if !about_time {
            let goes_on = matches!(event, Event::Continue | Event::Back);
            if goes_on && self.notice.is_none() && self.overlay.is_none() {
                self.saves.pass_warning();
            }
            self.notice = None;
            self.waits.way = None;
            self.waits.unseen = false;
            self.form.is_closed &= event.continues_typing();
        }
        if matches!(event, Event::Back) {
            self.saves.stop_returning();
        }
        match event {
            Event::Edit(edit) => self.edit(&edit),
            Event::Fill(field, typed) => self.fill(field, &typed),
            Event::Choose(choose) => {
                self.choose(choose);
                self.autosave_soon();
            }
            Event::Focus(way) => self.move_focus(way),
            Event::Continue => match self.focus {
                Focus::Action(action) => self.act(action),
                Focus::Field(_) | Focus::List => self.go_on(),
            },
            Event::Back => self.back(),
            Event::Act(act) => self.act(act),
            Event::PasteCut if matches!(self.focus, Focus::Field(_)) => {
                self.notice = Some(Notice::PasteCut);
            }
            Event::PasteCut => {}
            Event::NotUtf8 => self.not_utf8(),
            Event::Answer(id, answer) => self.answer(id, answer),
            Event::Saved(fault) => self.saves.note_fault(fault),
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

    /// Handles an event while something lies over the page. Gives whether it was meant for that.
    fn overlaid(&mut self, event: &Event) -> bool {
        match (self.overlay, event) {
            (Some(Overlay::Leave), Event::Act(Act::Leave)) => self.exit(self.way_out()),
            (_, Event::Act(Act::Leave)) => {
                self.overlay = None;
                return false;
            }
            (Some(Overlay::Details), Event::Act(Act::Help)) => self.overlay = Some(Overlay::Help),
            (Some(Overlay::Help), Event::Act(Act::Details)) => {
                self.overlay = Some(Overlay::Details);
            }
            (_, Event::Act(Act::Copy)) => {
                self.copy();
                self.overlay = None;
            }
            (_, Event::Back | Event::Continue | Event::Act(_)) => self.overlay = None,
            _ => {}
        }
        true
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
            (Awaiting::Number, Answer::Number(judged)) => self.form.number.learn(judged),
            (Awaiting::Strength, Answer::Strength(strength)) => self.form.strength.learn(strength),
            (Awaiting::Grant(_), Answer::Listening(port)) => {
                let outcome = self.oauth.listening(port);
                self.oauth_came_to(outcome);
            }
            (Awaiting::Grant(_), Answer::CalledBack(callback)) => {
                self.problem = None;
                let outcome = self.oauth.called_back(callback, &mut self.mech.cx());
                self.oauth_came_to(outcome);
            }
            (Awaiting::OpenLink, Answer::Opened(opened)) => {
                self.notice = Some(match opened {
                    true => Notice::Opened,
                    false => Notice::NoBrowser,
                });
            }
            (Awaiting::Profile, Answer::Profile(result)) => self.profile.added(result),
            (Awaiting::Resume(id), Answer::Resumed(result)) => {
                self.waits.enter = false;
                match result {
                    Ok(task) => self.taken_up(task),
                    Err(why) => {
                        self.saves.not_taken_up(&id, why);
                        self.notice = Some(Notice::NotResumed(why));
                    }
                }
            }
            (Awaiting::Practice, Answer::Practice(result)) => match result {
                Ok(server) => self.practice_started(server),
                Err(fault) => {
                    self.waits.enter = false;
                    self.problem = Some(Problem::typed(ProblemKind::Practice(fault)));
                }
            },
            (question, Answer::Call(result)) => self.called(question, *result),
            // Only an answer of its kind is taken.
            _ => {}
        }
        self.after_answer();
    }

    fn called(&mut self, question: Awaiting, result: Result<Reply, Failure>) {
        match question {
            Awaiting::Lookup(part) => {
                let outcome = self.lookup.answered(part, result, &mut self.mech.cx());
                self.lookup_came_to(outcome);
            }
            Awaiting::Name(name, base, then) => {
                self.prove(|p, at| p.name_answered((name, base), then, result, at))
            }
            Awaiting::Token(token) => self.prove(|p, at| p.token_answered(token, &result, at)),
            Awaiting::Exchange(asked) => {
                self.prove(|p, at| p.exchange_answered(&asked, result, at));
            }
            Awaiting::Message(contact) => {
                self.problem
                    .take_if(|_| matches!(result, Ok(Reply::TokenRequested(_))));
                self.prove(|p, at| p.message_answered(contact, result, at));
            }
            Awaiting::Code(contact, code) => {
                self.prove(|p, at| p.code_answered(contact, code, result, at));
            }
            Awaiting::Login(server, credentials) => {
                let cx = &mut self.mech.cx();
                let outcome = self.login.answered(server, credentials, result, cx);
                self.login_came_to(outcome);
            }
            Awaiting::Account(part) => {
                self.login.account_answered(part, result);
                self.go_on_signed_in();
            }
            Awaiting::Doubt => self.prove(|p, at| p.doubt_answered(result, at)),
            Awaiting::Logout(closing) => {
                self.mech.cx().close_answered(*closing, &result);
            }
            Awaiting::Support(name) => self.helpers.answered(name, result),
            Awaiting::Grant(part) => {
                let outcome = self.oauth.answered(part, result, &mut self.mech.cx());
                self.oauth_came_to(outcome);
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

    /// The oldest question that this page waits for, and since when.
    pub(super) fn holding(&self) -> Option<(&Awaiting, Time)> {
        let on_server_page = self.page == PageId::Server;
        let on_review_page = self.page == PageId::Review;
        self.mech.in_flight.oldest(|q| {
            q.holds_the_page()
                && (on_server_page || !q.is_about_server())
                && (on_review_page || !q.is_ahead())
        })
    }

    /// Acts on the Enter or Back that was pressed while an answer was out.
    fn after_answer(&mut self) {
        let goes_back = self.waits.way.is_some();
        if (goes_back && self.has_to_wait()) || (!goes_back && self.holding().is_some()) {
            return;
        }
        if self.proving.polling().has_missed() {
            let is_clear = self.problem.is_none();
            self.prove(|p, at| p.make_up(is_clear, at));
        }
        if let Some(way) = self.waits.way.take() {
            self.notice = None;
            self.waits.enter = false;
            match way {
                // That was the last word.
                _ if self.page == PageId::Done => {}
                _ if self.problem_kind().is_some_and(ProblemKind::is_last_word) => {}
                Way::Back => self.back(),
                Way::Act(act) if self.works_on_page(act) => self.act(act),
                Way::Act(_) => {}
            }
        } else if std::mem::take(&mut self.waits.enter) && self.problem.is_none() {
            self.go_on();
        }
    }

    fn expired(&mut self, timer: Timer) {
        match timer {
            Timer::Lookup => self.look_up(),
            Timer::Strength => self.form.estimate_strength(&mut self.mech.cx()),
            // `step` saves what changed after each deadline.
            Timer::Autosave => {}
            Timer::Poll => self.prove(Proving::look_due),
            Timer::Retry => self.retry(),
        }
    }

    /// Shows why a retry is waited for, if that is worth a word.
    pub(super) fn show_meanwhile(&mut self, problem: Option<Problem>) {
        if let Some(problem) = problem {
            self.show(problem);
        }
    }

    fn retry(&mut self) {
        let Some(retry) = self.mech.retries.take() else {
            return;
        };
        self.problem = None;
        match retry {
            Retry::Message(contact) => self.prove(|p, at| p.send(&contact, false, at)),
            Retry::Uia { .. } => self.prove(Proving::drive),
            Retry::Code => {
                let code = self.form.code();
                self.prove(|p, at| p.submit(code, at));
            }
            Retry::Enter => self.go_on(),
            Retry::OAuth(part) => self.oauth.retry(part, &mut self.mech.cx()),
        }
    }

    /// Takes an answer after the end: only those about sessions, and about a file of the person, still matter.
    fn settle(&mut self, id: RequestId, answer: Answer) {
        let question = self.mech.in_flight.take(id, &answer);
        let (question, result) = match (question, answer) {
            (Some(Awaiting::Profile), Answer::Profile(result)) => {
                return self.profile.added(result);
            }
            (Some(question), Answer::Call(result)) => (question, *result),
            _ => return,
        };
        let cx = &mut self.mech.cx();
        match question {
            Awaiting::Login(server, credentials) => {
                self.login.settle(server, credentials, result, cx);
            }
            Awaiting::Logout(closing) => cx.close_answered(*closing, &result),
            Awaiting::Grant(GrantPart::Redeem) => self.oauth.settle(result, cx),
            _ => {}
        }
    }
}
