//! The one way in: an event and the time, and the effects that come of it.

use super::act::Act;
use super::effect::{Effect, RequestId};
use super::event::{Answer, Event};
use super::page::Focus;
use super::pending::{End, Question};
use super::problem::{Problem, ProblemKind};
use super::stage::Stage;
use super::time::Time;
use super::{Overlay, Turn, Wizard};
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
        if self.preset.resume {
            self.take_up_the_only_one(&mut turn);
        } else if self.preset.practice {
            self.practise(&mut turn);
        }
        self.follow_preset(&mut turn);
        turn.effects
    }

    /// When to come back with [`Event::Deadline`]; none while nothing is waited for.
    pub fn next_deadline(&self) -> Option<Time> {
        let waits = &self.waits;
        let repeat = waits.repeat.as_ref().map(|(at, _)| *at);
        [
            waits.lookup,
            waits.strength,
            waits.draft,
            waits.poll,
            repeat,
        ]
        .into_iter()
        .flatten()
        .min()
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
            self.pass_warning(&event);
            self.notice = None;
            self.waits.back = None;
            self.waits.unseen = false;
            self.draft.is_closed &= event.goes_on_typing();
        }
        if matches!(event, Event::Back) {
            self.stop_returning();
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
            Event::Kept(unkept) => self.kept_changed(unkept),
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
        question: Question,
        (base, api): (&BaseUrl, Api),
        request: Request,
        turn: &mut Turn,
    ) {
        let id = self.ask(question, turn);
        self.pending.record(id, &request, turn.now);
        turn.effects.push(Effect::Call {
            id,
            base: base.clone(),
            api,
            request: Box::new(request),
        });
    }

    /// Registers a question; an older one of its kind is dropped.
    pub(super) fn ask(&mut self, question: Question, turn: &mut Turn) -> RequestId {
        let (id, replaced) = self.pending.ask(question, turn.now);
        turn.effects.extend(replaced.map(Effect::Abort));
        id
    }

    /// Drops the questions that `drop` picks: their answers change nothing any more.
    pub(super) fn forget_questions(
        &mut self,
        turn: &mut Turn,
        mut drop: impl FnMut(&Question) -> bool,
    ) {
        let dropped = self.pending.drop_all(turn.now, |q| {
            let drops = drop(q) && !q.is_for_keeps();
            debug_assert!(!(drops && q.may_commit()));
            drops
        });
        turn.effects.extend(dropped.into_iter().map(Effect::Abort));
    }

    fn answer(&mut self, id: RequestId, answer: Answer, turn: &mut Turn) {
        let Some(question) = self.pending.take(id, &answer) else {
            return;
        };
        if let Answer::Call(result) = &answer {
            let end = match result.as_ref() {
                Ok(_) => End::Reply,
                Err(failure) => End::Failed(Box::new(failure.clone())),
            };
            self.pending.record_end(id, end, turn.now);
        }
        match (question, answer) {
            (Question::Number, Answer::Number(judged)) => self.number.learn(judged),
            (Question::Strength, Answer::Strength(strength)) => self.strength = Some(strength),
            (Question::Grant(_), Answer::Listening(port)) => self.listening(port, turn),
            (Question::Grant(_), Answer::CalledBack(callback)) => self.called_back(callback, turn),
            (Question::OpenLink, Answer::Opened(opened)) => self.link_opened(opened),
            (Question::Profile, Answer::Profile(result)) => self.profile_added(result),
            (Question::TakeUp(id), Answer::TakenUp(result)) => self.taken_up(&id, result, turn),
            (Question::Practice, Answer::Practice(result)) => match result {
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

    fn called(&mut self, question: Question, result: Result<Reply, Failure>, turn: &mut Turn) {
        match question {
            Question::Lookup(part) => self.looked_up(part, result, turn),
            Question::Name(then) => self.name_answered(then, result, turn),
            Question::Token => self.token_answered(result, turn),
            Question::Exchange(asked) => {
                if let Some(exchange) = &mut self.exchange {
                    exchange.settles();
                }
                self.exchange_answered(&asked, result, turn);
            }
            Question::Message(contact) => self.message_answered(&contact, result, turn),
            Question::Code(contact, code) => self.code_answered(&contact, code, result, turn),
            Question::Login(server, credentials) => {
                self.login_answered(server, credentials, result, turn);
            }
            Question::Account(part) => self.account_part_answered(part, result),
            Question::Doubt => self.doubt_answered(result, turn),
            Question::Logout(closing) => self.logged_out(closing, result, turn),
            Question::Support(name) => self.support_answered(name, result),
            Question::Revoke(revoking) => self.revoked(*revoking, &result, turn),
            Question::Grant(part) => self.grant_answered(part, result, turn),
            Question::FallbackPage(stage) => self.page_answered(&stage, &result, turn),
            Question::Number
            | Question::Strength
            | Question::Practice
            | Question::OpenLink
            | Question::Profile
            | Question::TakeUp(_) => {}
        }
    }

    /// The oldest question that this page waits for, and since when.
    pub(super) fn holding(&self) -> Option<(&Question, Time)> {
        let on_server_page = matches!(self.stage, Stage::Server);
        let on_review_page = matches!(self.stage, Stage::Review(_));
        self.pending.oldest(|q| {
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
        if std::mem::take(&mut self.waits.poll_missed) && self.problem.is_none() {
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
        let now = turn.now;
        let due = |at: &mut Option<Time>| at.take_if(|at| *at <= now).is_some();
        if due(&mut self.waits.lookup) {
            self.look_up(turn);
        }
        if due(&mut self.waits.strength) {
            self.estimate_strength(turn);
        }
        if due(&mut self.waits.poll) {
            let by_person = std::mem::take(&mut self.waits.poll_by_person);
            self.poll(by_person, turn);
        }
        if let Some((_, repeat)) = self.waits.repeat.take_if(|(at, _)| *at <= turn.now) {
            self.repeat(repeat, turn);
        }
    }
}
