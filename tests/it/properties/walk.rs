//! A random walk through the machine: a user who does anything, a server that answers anything,
//! a clock that jumps. The same seed walks the same way.

// Said in full, because the fuzz target for the machine takes this walk too.
#[path = "walk/ending.rs"]
mod ending;
#[path = "walk/moment.rs"]
mod moment;

use std::time::Duration;

use mxid::domain::judge;
use mxid::field::{Edit, Typed};
use mxid::wizard::{
    Act, Answer, Choose, Config, Effect, Event, FieldId, Focus, Move, PageId, PracticeFault,
    Preset, RequestId, ResumeFault, SavedTask, Seed, Strength, TaskId, TaskSummary, Time, Wizard,
};

use super::chance::Chance;
use super::server::Server;
use super::typing::{sensible, typed};
use crate::machine::play::id_of;

pub use moment::{Cause, Moment, Seen, asks_for_a_message};

pub struct Walk {
    pub wizard: Wizard,
    pub now: Time,
    pub exited: bool,
    chance: Chance,
    server: Server,
    /// For so many steps, everybody does what leads on.
    calm: usize,
    out: Vec<Effect>,
    past: Vec<RequestId>,
    /// The unfinished tasks on the disk.
    flows: Vec<SavedTask>,
    /// The browser's parameters, once this computer listens.
    browser: Option<RequestId>,
    seed: u64,
    trace: Vec<(Time, PageId, Event)>,
}

impl Walk {
    pub fn new(seed: u64) -> Self {
        Self::at(seed, seed % 16 == 3)
    }

    /// A walk whose servers make accounts in the browser, or mostly not.
    pub fn at(seed: u64, web: bool) -> Self {
        Self::by(Chance::new(seed), seed, web)
    }

    /// A walk by any chance.
    pub fn by(chance: Chance, seed: u64, web: bool) -> Self {
        let config = Config {
            browser: !seed.is_multiple_of(4),
            ..Config::default()
        };
        Self::with(chance, seed, web, Time::default(), config)
    }

    /// A walk that takes an unfinished task up, where everybody does what leads on.
    pub fn taking_up(seed: u64, now: Time, flow: SavedTask) -> Self {
        let config = Config {
            offers: vec![TaskSummary::of(&flow, now)],
            preset: Preset {
                resume: true,
                ..Preset::default()
            },
            ..Config::default()
        };
        let mut walk = Self::with(Chance::new(seed), seed, false, now, config);
        walk.flows.push(flow);
        walk.calm = usize::MAX;
        walk
    }

    fn with(mut chance: Chance, seed: u64, web: bool, now: Time, config: Config) -> Self {
        let mut walk = Self {
            calm: chance.below(90),
            wizard: Wizard::new(config, &Seed::new([seed as u8; 32])),
            now,
            exited: false,
            chance,
            server: Server::new(web),
            out: Vec::new(),
            past: Vec::new(),
            flows: Vec::new(),
            browser: None,
            seed,
            trace: Vec::new(),
        };
        let effects = walk.wizard.start(walk.now);
        walk.take(effects);
        walk
    }

    /// Takes so many steps, and shows each to `see`.
    pub fn steps(&mut self, count: usize, see: &mut dyn FnMut(&Moment<'_>)) {
        for _ in 0..count {
            if self.exited {
                return;
            }
            let (cause, event) = self.next();
            self.step(cause, event, see);
        }
    }

    pub fn step(&mut self, cause: Cause, event: Event, see: &mut dyn FnMut(&Moment<'_>)) {
        let here = self.wizard.page();
        self.trace.push((self.now, here, event.clone()));
        // The walk tells how it got to a failure.
        let trace = std::mem::take(&mut self.trace);
        let told = OnPanic(self.seed, &trace);
        let whole = cause == Cause::Stale;
        let before = Seen::of(&self.wizard, whole);
        let effects = self.wizard.step(self.now, event.clone());
        let after = Seen::of(&self.wizard, whole);
        self.take(effects.clone());
        see(&Moment {
            cause,
            event: &event,
            before: &before,
            after: &after,
            effects: &effects,
            out: &self.out,
            wizard: &self.wizard,
            now: self.now,
        });
        drop(told);
        self.trace = trace;
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Abort(id) => {
                    self.out.retain(|e| id_of(e) != Some(id));
                    self.browser.take_if(|called| *called == id);
                    self.past.push(id);
                }
                Effect::Exit(_) => self.exited = true,
                effect if id_of(&effect).is_some() => {
                    if let Effect::Listen { called, .. } = &effect {
                        self.browser = Some(*called);
                    }
                    self.out.push(effect);
                }
                Effect::Save(flow) => {
                    self.flows.retain(|other| other.id != flow.id);
                    self.flows.push(*flow);
                }
                Effect::Forget(id) => self.flows.retain(|flow| flow.id != id),
                _ => {}
            }
        }
    }

    /// The saved state of a task, if no other wizard has it.
    fn taken_up(&mut self, id: &TaskId) -> Answer {
        let is_free = self.calm > 0 || self.chance.below(8) > 0;
        let flow = self.flows.iter().find(|flow| flow.id == *id && is_free);
        Answer::Resumed(flow.cloned().map(Box::new).ok_or(ResumeFault::InUse))
    }

    fn next(&mut self) -> (Cause, Event) {
        self.server.calm = self.calm > 0;
        if self.calm > 0 {
            self.calm -= 1;
            return self.on();
        }
        let busy = usize::from(self.wizard.waiting().busy.is_some()) * 25;
        match self.chance.below(100 + busy) {
            0..4 if !self.past.is_empty() => self.stale(),
            4..44 if !self.out.is_empty() => self.answer(),
            4..24 if self.browser.is_some() => self.browser_comes(),
            44..58 => self.time(),
            100.. if !self.out.is_empty() => self.answer(),
            _ => (Cause::Person, self.person()),
        }
    }

    fn on(&mut self) -> (Cause, Event) {
        if !self.out.is_empty() {
            return self.answer();
        }
        if self.browser.is_some() {
            return self.browser_comes();
        }
        if self.wizard.page() == PageId::Verify && self.chance.below(2) == 0 {
            return self.time();
        }
        let event = match self.wizard.focus() {
            Focus::Field(field) if self.wizard.form().line(field).is_empty() => {
                Event::Fill(field, sensible(field, &mut self.chance).into())
            }
            Focus::List if self.chance.below(2) == 0 => Event::Choose(self.choose()),
            _ => Event::Continue,
        };
        (Cause::Person, event)
    }

    fn stale(&mut self) -> (Cause, Event) {
        let id = match self.chance.below(3) {
            0 => RequestId(1_000_000 + self.chance.below(1000) as u64),
            _ => *self.chance.of(&self.past),
        };
        let answer = match self.chance.below(4) {
            0 => Answer::Strength(Strength::Fair.into()),
            _ => Answer::Call(Box::new(self.server.anything(&mut self.chance))),
        };
        (Cause::Stale, Event::Answer(id, answer))
    }

    /// Answers one of the questions that are out.
    pub fn answer(&mut self) -> (Cause, Event) {
        let at = self.chance.below(self.out.len());
        if self.calm == 0 && self.chance.below(100) == 0 {
            // The right name, but no answer to its question.
            let id = id_of(&self.out[at]).expect("only questions are out");
            let fault = Err(PracticeFault::NotBuilt);
            if !matches!(self.out[at], Effect::StartPractice { .. }) {
                return (Cause::Stale, Event::Answer(id, Answer::Practice(fault)));
            }
        }
        let effect = self.out.remove(at);
        let id = id_of(&effect).expect("only questions are out");
        self.past.push(id);
        let answer = match effect {
            Effect::CheckNumber { country, typed, .. } => {
                Answer::Number(judge(country, typed.as_str()))
            }
            Effect::Listen { .. } => {
                let port = self.chance.below(6) > 0;
                Answer::Listening(port.then_some(49152))
            }
            Effect::StartPractice { .. } => {
                Answer::Practice(self.server.practice(&mut self.chance))
            }
            Effect::Resume { task, .. } => self.taken_up(&task),
            Effect::Call { base, request, .. } => Answer::Call(Box::new(self.server.answer(
                &base,
                &request,
                &mut self.chance,
            ))),
            _ => Answer::Strength(Strength::Fair.into()),
        };
        (Cause::Answer, Event::Answer(id, answer))
    }

    fn time(&mut self) -> (Cause, Event) {
        let deadline = self.wizard.next_deadline();
        self.now = match (self.chance.below(10), deadline) {
            (0..7, Some(at)) => self.now.max(at),
            (7, _) => self.now + Duration::from_secs(self.chance.below(4000) as u64),
            _ => self.now + Duration::from_millis(self.chance.below(5000) as u64),
        };
        (Cause::Deadline, Event::Deadline)
    }

    /// A user, who mostly wants to get somewhere.
    fn person(&mut self) -> Event {
        let focused = match self.wizard.focus() {
            Focus::Field(field) => Some(field),
            _ => None,
        };
        match self.chance.below(100) {
            0..30 => match focused.filter(|f| self.wizard.form().line(*f).is_empty()) {
                Some(field) => Event::Fill(field, sensible(field, &mut self.chance).into()),
                None => Event::Continue,
            },
            30..55 => Event::Continue,
            55..62 => {
                let field = *self.chance.of(&FieldId::ALL);
                Event::Fill(field, typed(field, &mut self.chance).into())
            }
            62..68 => Event::Edit(self.edit()),
            68..76 => Event::Choose(self.choose()),
            76..82 => Event::Focus(*self.chance.of(&[Move::Next, Move::Previous])),
            82..87 => Event::Back,
            87..92 => Event::Act(Act::SendAgain),
            92 => Event::Act(Act::ChangeAddress),
            93 => Event::Act(Act::Switch),
            94 => Event::Act(Act::Practise),
            95 if self.chance.below(2) == 0 => Event::Act(Act::MakePassPhrase),
            95 => Event::Act(Act::TakeSuggestion),
            96 => Event::Act(Act::Help),
            97 => Event::Act(Act::Details),
            98 => Event::Act(Act::Copy),
            _ if self.chance.below(10) == 0 => Event::Act(Act::Leave),
            _ => Event::Act(Act::Reveal),
        }
    }

    fn edit(&mut self) -> Edit {
        let field = *self.chance.of(&FieldId::ALL);
        match self.chance.below(8) {
            0..3 => Edit::Insert(Typed::from(typed(field, &mut self.chance))),
            3 => Edit::Paste(Typed::from(typed(field, &mut self.chance))),
            4 => Edit::DeleteBack,
            5 => Edit::DeleteToStart,
            6 => Edit::Undo,
            _ => Edit::Left,
        }
    }

    fn choose(&mut self) -> Choose {
        match self.chance.below(8) {
            0 => Choose::Up,
            1..4 => Choose::Down,
            4 => Choose::PageDown,
            5 => Choose::PageUp,
            6 => Choose::Toggle,
            _ => Choose::Index(self.chance.below(6)),
        }
    }

    /// Lets everybody be still, and gives how often the wizard wakes until it sleeps for good.
    pub fn fall_asleep(&mut self, most: usize) -> usize {
        for woken in 0..most {
            let Some(at) = self.wizard.next_deadline() else {
                return woken;
            };
            self.now = self.now.max(at);
            self.step(Cause::Deadline, Event::Deadline, &mut |_| {});
        }
        let _told = OnPanic(self.seed, &self.trace);
        panic!("still awake at {:?}", self.now.0);
    }

    /// Presses Back until the first page or the end, answering whatever Back waits for.
    pub fn all_the_way_back(&mut self, see: &mut dyn FnMut(&Moment<'_>)) {
        for _ in 0..60 {
            if self.exited || self.wizard.page() == PageId::Task {
                return;
            }
            self.step(Cause::Person, Event::Back, see);
            // Time passes: what is committing is answered, or asked again and answered.
            if let Some(at) = self.wizard.next_deadline() {
                self.now = self.now.max(at);
                self.step(Cause::Deadline, Event::Deadline, see);
            }
            for _ in 0..self.out.len() {
                if self.exited || self.out.is_empty() {
                    break;
                }
                let (cause, event) = self.answer();
                self.step(cause, event, see);
            }
        }
        let _told = OnPanic(self.seed, &self.trace);
        panic!("Back never reached the first page");
    }
}

/// Prints how a walk went when it ends in a panic.
struct OnPanic<'a>(u64, &'a [(Time, PageId, Event)]);

impl Drop for OnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("seed {}", self.0);
            for (at, page, event) in self.1 {
                eprintln!("{:?} {page:?} {event:?}", at.0);
            }
        }
    }
}
