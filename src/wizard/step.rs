//! The one way in: an event and the time, and the effects that come of it.

use super::act::Act;
use super::awaiting::{Awaiting, GrantPart};
use super::ctx::ctx;
use super::effect::{Effect, RequestId};
use super::end::{Done, Stop};
use super::event::{Answer, Event};
use super::in_flight::End;
use super::oauth;
use super::page::{Focus, PageId};
use super::plan::Contacts;
use super::problem::{Problem, ProblemKind, WebFault};
use super::retry::Retry;
use super::time::Time;
use super::timers::Timer;
use super::{Notice, Overlay, Turn, Wizard};
use crate::domain::BaseUrl;
use crate::protocol::{Api, Failure, Reply, Request};

impl Wizard {
    /// Handles one event, and returns what is to be done, in order.
    pub fn step(&mut self, now: Time, event: Event) -> Vec<Effect> {
        let mut turn = Turn {
            now,
            effects: Vec::new(),
        };
        match event {
            Event::Answer(id, answer) if self.exited => {
                self.settle(id, answer, &mut turn);
                self.forget_when_over(&mut turn);
            }
            _ if self.exited => {}
            Event::Act(act) if !self.works(act) => {}
            event => {
                let concerns_kept = self.concerns_kept(&event);
                self.dispatch(event, &mut turn);
                self.close_unneeded_session(&mut turn);
                self.keep_focus();
                let asks = |effect: &Effect| matches!(effect, Effect::Call { .. });
                if self.exited {
                    self.forget_when_over(&mut turn);
                } else if concerns_kept || turn.effects.iter().any(asks) {
                    self.keep(&mut turn);
                }
            }
        }
        turn.effects
    }

    /// What the wizard does before the first event: it follows the answers that flags gave.
    pub fn start(&mut self, now: Time) -> Vec<Effect> {
        let mut turn = Turn {
            now,
            effects: Vec::new(),
        };
        if self.form.preset.resume {
            if let Some(at) = self.saves.the_only_one() {
                self.take_up(at, &mut turn);
            }
        } else if self.form.preset.practice {
            self.practise(&mut turn);
        }
        self.follow_preset(&mut turn);
        turn.effects
    }

    /// When to come back with [`Event::Deadline`]; none while nothing is waited for.
    pub fn next_deadline(&self) -> Option<Time> {
        self.timers.next()
    }

    fn dispatch(&mut self, event: Event, turn: &mut Turn) {
        let about_time = matches!(
            event,
            Event::Deadline | Event::Answer(..) | Event::Kept(_) | Event::End
        );
        if self.overlay.is_some() && !about_time && self.overlaid(&event, turn) {
            return;
        }
        if !about_time {
            let goes_on = matches!(event, Event::Continue | Event::Back);
            if goes_on && self.notice.is_none() && self.overlay.is_none() {
                self.saves.pass_warning();
            }
            self.notice = None;
            self.waits.back = None;
            self.waits.unseen = false;
            self.form.is_closed &= event.continues_typing();
        }
        if matches!(event, Event::Back) {
            self.saves.stop_returning();
        }
        match event {
            Event::Edit(edit) => self.edit(&edit, turn),
            Event::Fill(field, typed) => self.fill(field, &typed, turn),
            Event::Choose(choose) => {
                self.choose(choose);
                self.keep_soon(turn);
            }
            Event::Focus(way) => self.move_focus(way),
            Event::Continue => self.enter(turn),
            Event::Back => self.back(turn),
            Event::Act(act) => self.act(act, turn),
            Event::PasteCut => self.paste_cut(),
            Event::NotUtf8 => self.not_utf8(turn),
            Event::Answer(id, answer) => self.answer(id, answer, turn),
            Event::Kept(fault) => self.saves.written(fault),
            Event::Deadline => self.deadline(turn),
            Event::End => self.end(turn),
        }
    }

    /// Handles an event while something lies over the page. Gives whether it was meant for that.
    fn overlaid(&mut self, event: &Event, turn: &mut Turn) -> bool {
        match (self.overlay, event) {
            (Some(Overlay::Leave), Event::Act(Act::Leave)) => self.exit(self.way_out(), turn),
            (_, Event::Act(Act::Leave)) => {
                self.overlay = None;
                return false;
            }
            (Some(Overlay::Details), Event::Act(Act::Help)) => self.overlay = Some(Overlay::Help),
            (Some(Overlay::Help), Event::Act(Act::Details)) => {
                self.overlay = Some(Overlay::Details);
            }
            (_, Event::Act(Act::Copy)) => {
                self.copy(turn);
                self.overlay = None;
            }
            (_, Event::Back | Event::Continue | Event::Act(_)) => self.overlay = None,
            _ => {}
        }
        true
    }

    /// Enter, wherever the focus is.
    fn enter(&mut self, turn: &mut Turn) {
        match self.focus {
            Focus::Action(action) => self.act(action, turn),
            Focus::Field(_) | Focus::List => self.go_on(turn),
        }
    }

    /// Asks a homeserver, and waits for the answer.
    pub(super) fn call(
        &mut self,
        question: Awaiting,
        site: (&BaseUrl, Api),
        request: Request,
        turn: &mut Turn,
    ) {
        ctx!(self, turn).call(question, site, request);
    }

    /// Registers a question; an older one of its kind is dropped.
    pub(super) fn ask(&mut self, question: Awaiting, turn: &mut Turn) -> RequestId {
        ctx!(self, turn).ask(question)
    }

    /// Drops the questions that `drop` picks: their answers change nothing any more.
    pub(super) fn forget_questions(
        &mut self,
        turn: &mut Turn,
        drop: impl FnMut(&Awaiting) -> bool,
    ) {
        ctx!(self, turn).forget(drop);
    }

    fn answer(&mut self, id: RequestId, answer: Answer, turn: &mut Turn) {
        let Some(question) = self.in_flight.take(id, &answer) else {
            return;
        };
        if let Answer::Call(result) = &answer {
            let end = match result.as_ref() {
                Ok(_) => End::Reply,
                Err(failure) => End::Failed(Box::new(failure.clone())),
            };
            self.in_flight.record_end(id, end, turn.now);
        }
        match (question, answer) {
            (Awaiting::Number, Answer::Number(judged)) => self.form.number.learn(judged),
            (Awaiting::Strength, Answer::Strength(strength)) => self.form.strength.learn(strength),
            (Awaiting::Grant(_), Answer::Listening(port)) => {
                let outcome = self.oauth.listening(port);
                self.oauth_came_to(outcome, turn);
            }
            (Awaiting::Grant(_), Answer::CalledBack(callback)) => {
                self.problem = None;
                let outcome = self.oauth.called_back(callback, &mut ctx!(self, turn));
                self.oauth_came_to(outcome, turn);
            }
            (Awaiting::OpenLink, Answer::Opened(opened)) => self.link_opened(opened),
            (Awaiting::Profile, Answer::Profile(result)) => self.profile_added(result),
            (Awaiting::TakeUp(id), Answer::TakenUp(result)) => {
                self.waits.enter = false;
                match result {
                    Ok(task) => self.taken_up(task, turn),
                    Err(why) => {
                        self.saves.not_taken_up(&id, why);
                        self.notice = Some(Notice::NotTakenUp(why));
                    }
                }
            }
            (Awaiting::Practice, Answer::Practice(result)) => match result {
                Ok(server) => self.practice_started(server, turn),
                Err(fault) => {
                    self.waits.enter = false;
                    self.problem = Some(Problem::typed(ProblemKind::Practice(fault)));
                }
            },
            (question, Answer::Call(result)) => self.called(question, *result, turn),
            // Only an answer of its kind is taken.
            _ => {}
        }
        self.after_answer(turn);
    }

    fn called(&mut self, question: Awaiting, result: Result<Reply, Failure>, turn: &mut Turn) {
        match question {
            Awaiting::Lookup(part) => self.looked_up(part, result, turn),
            Awaiting::Name(then) => self.name_answered(then, result, turn),
            Awaiting::Token => self.token_answered(result, turn),
            Awaiting::Exchange(asked) => {
                let (place, cx) = (self.place(), &mut ctx!(self, turn));
                let outcome = self.uia.answered(&asked, result, place, cx);
                self.uia_came_to(outcome, turn);
            }
            Awaiting::Message(contact) => {
                // The messages before it are still looked after.
                if !matches!(result, Ok(Reply::TokenRequested(_))) {
                    self.schedule_poll(turn);
                }
                let cx = &mut ctx!(self, turn);
                let outcome = self.proofs.message_answered(contact, result, cx);
                self.proofs_came_to(outcome, turn);
            }
            Awaiting::Code(contact, code) => {
                let cx = &mut ctx!(self, turn);
                let outcome = self.proofs.code_answered(contact, code, result, cx);
                self.proofs_came_to(outcome, turn);
            }
            Awaiting::Login(server, credentials) => {
                if result.is_ok() {
                    self.close_session(turn);
                }
                let cx = &mut ctx!(self, turn);
                let outcome = self.login.answered(server, credentials, result, cx);
                self.login_came_to(outcome, turn);
            }
            Awaiting::Account(part) => {
                self.login.account_answered(part, result);
                self.go_on_signed_in();
            }
            Awaiting::Doubt => {
                let outcome = self.uia.doubt_answered(result, self.place());
                self.uia_came_to(outcome, turn);
            }
            Awaiting::Logout(closing) => {
                self.logout
                    .answered(*closing, &result, &mut ctx!(self, turn));
            }
            Awaiting::Support(name) => self.support_answered(name, result),
            Awaiting::Grant(part) => {
                let outcome = self.oauth.answered(part, result, &mut ctx!(self, turn));
                self.oauth_came_to(outcome, turn);
            }
            Awaiting::FallbackPage(stage) => self.page_answered(&stage, &result, turn),
            Awaiting::Number
            | Awaiting::Strength
            | Awaiting::Practice
            | Awaiting::OpenLink
            | Awaiting::Profile
            | Awaiting::TakeUp(_) => {}
        }
    }

    /// The oldest question that this page waits for, and since when.
    pub(super) fn holding(&self) -> Option<(&Awaiting, Time)> {
        let on_server_page = self.page == PageId::Server;
        let on_review_page = self.page == PageId::Review;
        self.in_flight.oldest(|q| {
            q.holds_the_page()
                && (on_server_page || !q.is_about_server())
                && (on_review_page || !q.is_ahead())
        })
    }

    /// Acts on the Enter or Back that was pressed while an answer was out.
    fn after_answer(&mut self, turn: &mut Turn) {
        let goes_back = self.waits.back.is_some();
        if (goes_back && self.has_to_wait()) || (!goes_back && self.holding().is_some()) {
            return;
        }
        if self.polling.take_missed() && self.problem.is_none() {
            self.schedule_poll(turn);
        }
        if let Some(retreat) = self.waits.back.take() {
            self.notice = None;
            self.waits.enter = false;
            self.retreat(retreat, turn);
        } else if std::mem::take(&mut self.waits.enter) && self.problem.is_none() {
            self.go_on(turn);
        }
    }

    fn deadline(&mut self, turn: &mut Turn) {
        for timer in Timer::ALL {
            if self.timers.take_expired(timer, turn.now) {
                self.expired(timer, turn);
            }
        }
    }

    fn expired(&mut self, timer: Timer, turn: &mut Turn) {
        match timer {
            Timer::Lookup => self.look_up(turn),
            Timer::Strength => self.form.estimate_strength(&mut ctx!(self, turn)),
            // `keep` saves what changed after each deadline.
            Timer::Autosave => {}
            Timer::Poll => {
                let by_person = self.polling.take_word();
                self.poll(by_person, turn);
            }
            Timer::Retry => self.retry(turn),
        }
    }

    /// Decides on a failed request. Gives the failure back where it is not retried.
    pub(super) fn failed(
        &mut self,
        retry: Retry,
        failure: Failure,
        turn: &mut Turn,
    ) -> Result<(), Failure> {
        let problem = ctx!(self, turn).failed(retry, failure)?;
        self.show_meanwhile(problem, turn);
        Ok(())
    }

    /// Shows why a retry is waited for, if that is worth a word.
    pub(super) fn show_meanwhile(&mut self, problem: Option<Problem>, turn: &mut Turn) {
        if let Some(problem) = problem {
            self.show(problem, turn);
        }
    }

    fn retry(&mut self, turn: &mut Turn) {
        let Some(retry) = self.retries.take() else {
            return;
        };
        self.problem = None;
        match retry {
            Retry::Message(contact) => self.send(&contact, false, turn),
            Retry::Uia { .. } => self.drive(turn),
            Retry::Code => self.submit_code(turn),
            Retry::Enter => self.go_on(turn),
            Retry::OAuth(part) => self.oauth.retry(part, &mut ctx!(self, turn)),
        }
    }

    pub(super) fn oauth_came_to(&mut self, outcome: oauth::Outcome, turn: &mut Turn) {
        use oauth::Outcome as Came;
        match outcome {
            Came::Waits => {}
            Came::Show => {
                self.go_to(PageId::Web, turn);
                self.open_link(turn);
            }
            Came::SignedIn(server, user_id) => {
                let ended = self.oauth.end_token();
                self.end_grant(ended, turn);
                let contacts = Contacts {
                    server,
                    phone: None,
                    email: None,
                };
                self.finish(Done::CreatedInBrowser { contacts, user_id }, turn);
            }
            Came::Denied => {
                self.offer_browser(turn);
                self.show(Problem::typed(ProblemKind::Web(WebFault::Denied)), turn);
            }
            Came::Retries(problem) => self.show_meanwhile(problem, turn),
            Came::NotRegistered(problem) => {
                self.give_up_grant(turn);
                self.show_meanwhile(problem, turn);
            }
            // To the page with the link to the accounts, which says why the sign-up page is no way.
            Came::Failed(problem) => {
                let ended = self.oauth.end_token();
                self.end_grant(ended, turn);
                self.stop_at(Stop::Browser, turn);
                self.show(problem, turn);
            }
        }
    }

    /// Gives the sign-up in the browser up, but for one that is still to bring a token.
    pub(super) fn give_up_grant(&mut self, turn: &mut Turn) {
        let ended = self.oauth.give_up(&mut ctx!(self, turn));
        self.end_grant(ended, turn);
    }

    pub(super) fn end_grant(&mut self, ended: oauth::Ended, turn: &mut Turn) {
        if ended.is_token_lost {
            self.logout.left_open();
        }
        if let Some((site, request)) = ended.token {
            self.logout.close(site, request, &mut ctx!(self, turn));
        }
    }

    /// Takes an answer after the end: only those about sessions, and about a file of the person, still matter.
    fn settle(&mut self, id: RequestId, answer: Answer, turn: &mut Turn) {
        let question = self.in_flight.take(id, &answer);
        let (question, result) = match (question, answer) {
            (Some(Awaiting::Profile), Answer::Profile(result)) => {
                return self.profile_added(result);
            }
            (Some(question), Answer::Call(result)) => (question, *result),
            _ => return,
        };
        match (question, result) {
            (Awaiting::Login(server, credentials), Ok(Reply::LoggedIn(login))) => {
                self.close_session(turn);
                self.login.open(server, credentials, login);
                self.session_opened(turn);
            }
            (Awaiting::Login(..), Err(failure)) => self.logout.unanswered(&failure),
            (Awaiting::Logout(closing), result) => {
                self.logout
                    .answered(*closing, &result, &mut ctx!(self, turn));
            }
            (Awaiting::Grant(GrantPart::Redeem), result) => {
                if let Err(failure) = &result {
                    self.logout.unanswered(failure);
                }
                let ended = self.oauth.settle(result);
                self.end_grant(ended, turn);
            }
            _ => {}
        }
    }
}
