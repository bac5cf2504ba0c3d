//! A homeserver looked up without a wizard: without typing and without pages.

use std::rc::Rc;

use super::awaiting::Awaiting;
use super::ctx::Mechanism;
use super::effect::{Effect, RequestId};
use super::event::{Answer, PracticeServer};
use super::homeserver::Homeserver;
use super::lookup::{Lookup, Outcome};
use super::problem::{Problem, ProblemKind};
use super::random::Seed;
use super::task::Task;
use super::time::Time;
use super::time::Timing;
use super::timers::Timer;
use crate::domain::{BaseUrl, ServerInput};

/// Which homeserver is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    Practice,
    /// The one that this text names: by its name, by a Matrix ID on it, or by its base URL.
    Server(String),
}

/// A look-up, with the mechanism that it would share with the other parts of a wizard.
#[derive(Debug)]
pub struct Search {
    /// The homeserver's name; empty until the practice server says it.
    text: String,
    task: Task,
    practice: Option<PracticeServer>,
    lookup: Lookup,
    problem: Option<Problem>,
    mechanism: Mechanism,
}

impl Search {
    /// Begins to look for a homeserver and its offer for this task.
    pub fn begin(sought: Sought, task: Task, seed: &Seed, now: Time) -> (Self, Vec<Effect>) {
        let mut search = Self {
            text: String::new(),
            task,
            practice: None,
            lookup: Lookup::default(),
            problem: None,
            mechanism: Mechanism::new(Timing::default(), seed),
        };
        let effects = search.turn(now, |search| match sought {
            Sought::Practice => {
                let id = search.mechanism.cx().ask(Awaiting::Practice);
                search.mechanism.effects.push(Effect::StartPractice { id });
            }
            Sought::Server(text) => search.look_up(text.trim()),
        });
        (search, effects)
    }

    /// Takes the answer to an effect, and asks the next question.
    pub fn answer(&mut self, now: Time, id: RequestId, answer: Answer) -> Vec<Effect> {
        self.turn(now, |search| {
            match (search.mechanism.in_flight.take(id, &answer), answer) {
                (Some(Awaiting::Lookup(part)), Answer::Call(result)) => {
                    let cx = &mut search.mechanism.cx();
                    let outcome = search.lookup.answered(part, *result, cx);
                    search.came_to(outcome);
                }
                (Some(Awaiting::Practice), Answer::Practice(Ok(server))) => {
                    let name = server.name.to_string();
                    search.practice = Some(server);
                    search.look_up(&name);
                }
                (Some(Awaiting::Practice), Answer::Practice(Err(fault))) => {
                    search.problem = Some(Problem::typed(ProblemKind::Practice(fault)));
                }
                // The answer is no longer needed.
                _ => {}
            }
        })
    }

    /// Looks again, where the end of a limit was waited for.
    pub fn expired(&mut self, now: Time) -> Vec<Effect> {
        self.turn(now, |search| {
            if search.mechanism.timers.take_expired(Timer::Lookup, now) {
                search.look_up(&search.text.clone());
            }
        })
    }

    /// When a limit ends; `None` while none is waited for.
    pub fn next_deadline(&self) -> Option<Time> {
        self.mechanism.timers.next()
    }

    /// The homeserver's name; empty until the practice server says it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The homeserver, once it is found.
    pub fn found(&self) -> Option<&Rc<Homeserver>> {
        self.lookup.found(&self.text, self.task)
    }

    /// Why it was not found, or not yet.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// Where it was asked last; nothing before anything was asked.
    pub fn asked_site(&self) -> Option<BaseUrl> {
        self.lookup.asked_site()
    }

    fn turn(&mut self, now: Time, does: impl FnOnce(&mut Self)) -> Vec<Effect> {
        self.mechanism.now = now;
        does(self);
        std::mem::take(&mut self.mechanism.effects)
    }

    fn look_up(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.problem = None;
        let cx = &mut self.mechanism.cx();
        self.lookup.stop(cx);
        let outcome = match ServerInput::parse(text) {
            Ok(input) => {
                let typed = (text.to_owned(), input);
                self.lookup
                    .begin(typed, self.task, self.practice.as_ref(), cx)
            }
            Err(error) => Outcome::Failed(Problem::typed(ProblemKind::Server(error))),
        };
        self.came_to(outcome);
    }

    fn came_to(&mut self, outcome: Outcome) {
        if let Outcome::Failed(problem) = outcome {
            self.problem = Some(problem);
        }
    }
}
