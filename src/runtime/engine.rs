//! The wizard with a clock, a network and a log, and without a face.
//!
//! [`Engine`] carries out every effect that needs no face and hands the rest back as
//! [`Errand`]s; [`Answers`] brings what the effects came to. A face joins the two with whatever it
//! hears from the user:
//!
//! ```text
//! select! {
//!     event = person        => engine.step(event),
//!     answer = answers.next() => engine.step(answer),
//!     () = engine.sleep(None) => engine.woken(),
//! }
//! ```

use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::RequestLog;
use super::effects::Effects;
use super::estimate::estimate;
use super::keeper::Keeper;
use super::loopback::Pages;
use crate::domain::{self, Grouping, IambProfile, Judged, Link, PhoneCheck, Secret};
use crate::text::Texts;
use crate::wizard::{
    Answer, Config, Effect, Event, Exit, ProfileFault, RequestId, Seed, Strength, Time, Wizard,
};
use crate::{matrix, store};

/// The longest pause between two looks at the clock. A deadline further away is set again then.
const FAR: Duration = Duration::from_secs(3600);

/// The parts of an engine.
#[derive(Debug)]
pub struct Setup {
    pub wizard: Config,
    pub seed: Seed,
    /// The machine's time now. A task that is resumed begins late, so that events
    /// happened before it has a time too.
    pub origin: Time,
    pub client: matrix::Config,
    pub log: Option<RequestLog>,
    /// Opens a link in a browser on this computer, and says whether one was started. May block.
    pub open: fn(&Link) -> bool,
}

/// The work that a step leaves to the face.
#[derive(Debug)]
pub enum Errand {
    /// Start the practice server, and answer with [`Answer::Practice`](crate::wizard::Answer::Practice).
    StartPractice(RequestId),
    /// Put this into the clipboard.
    Copy(Secret),
    Exit(Exit),
}

/// The wizard, and the effects that it has under way.
pub struct Engine {
    wizard: Wizard,
    clock: Clock,
    effects: Effects,
    pub(super) keeper: Keeper,
    pages: Pages,
    open: fn(&Link) -> bool,
}

/// The results of an engine's effects, in the order of their ends.
pub struct Answers(mpsc::UnboundedReceiver<Event>);

impl Answers {
    /// The next one; never, when nothing is under way.
    pub async fn next(&mut self) -> Event {
        match self.0.recv().await {
            Some(finished) => finished,
            None => std::future::pending().await,
        }
    }
}

impl Engine {
    /// A wizard on its first page, and where its answers come in. `texts` is for the page that a
    /// browser shows when it comes back. To be used on a tokio runtime with its network and timers
    /// on.
    pub fn new(setup: Setup, texts: &Texts) -> (Self, Answers) {
        let (sender, finished) = mpsc::unbounded_channel();
        let engine = Self {
            wizard: Wizard::new(setup.wizard, &setup.seed),
            clock: Clock::starting_at(setup.origin),
            effects: Effects::new(setup.client, setup.log, sender),
            keeper: Keeper::nowhere(),
            pages: Pages::of(texts),
            open: setup.open,
        };
        (engine, Answers(finished))
    }

    /// Has the unfinished task kept; without this it is in memory only.
    pub(super) fn keep(&mut self, keeper: Keeper) {
        self.effects.follow(&keeper);
        self.keeper = keeper;
    }

    /// Lets the wizard begin, with the answers that flags gave; and makes what is slow to make.
    pub fn start(&mut self) -> Vec<Errand> {
        let effects = self.wizard.start(self.now());
        let errands = self.perform(effects);
        self.effects.warm_client();
        errands
    }

    /// The machine, to be described.
    pub fn wizard(&self) -> &Wizard {
        &self.wizard
    }

    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// The machine's time at a moment of this run.
    pub fn time_of(&self, moment: Instant) -> Time {
        self.clock.time_of(moment)
    }

    /// Hands the machine an event, and carries out the effects.
    pub fn step(&mut self, event: Event) -> Vec<Errand> {
        let effects = self.wizard.step(self.now(), event);
        self.perform(effects)
    }

    /// Sleeps until the machine has something to do, or until the face has; for ever when neither
    /// has.
    pub fn sleep(&self, face: Option<Time>) -> impl Future<Output = ()> + use<> {
        let next = [self.wizard.next_deadline(), face]
            .into_iter()
            .flatten()
            .min();
        self.clock.sleep_until(next)
    }

    /// Lets the machine do what is due.
    pub fn woken(&mut self) -> Vec<Errand> {
        let is_due = |at: Time| at <= self.now();
        match self.wizard.next_deadline().is_some_and(is_due) {
            true => self.step(Event::Deadline),
            false => Vec::new(),
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) -> Vec<Errand> {
        let mut errands = Vec::new();
        for effect in effects {
            match effect {
                Effect::Call {
                    id,
                    base,
                    api,
                    request,
                } => (self.effects).call(id, base, api, request, self.keeper.settled()),
                Effect::Save(task) => self.keeper.save(task, self.now()),
                Effect::Resume { id, task } => {
                    let resumed = self.keeper.take_up(task, self.now());
                    let answer = async { Answer::Resumed(resumed.await) };
                    self.effects.answer(id, answer);
                }
                Effect::Forget(id) => self.keeper.forget(id),
                Effect::CheckNumber { id, country, typed } => self.effects.compute(
                    id,
                    move || Answer::Number(domain::judge(country, typed.as_str())),
                    Answer::Number(Judged {
                        check: PhoneCheck::UnknownCallingCode,
                        grouping: Grouping::sketch(country, ""),
                    }),
                ),
                Effect::EstimateStrength {
                    id,
                    password,
                    context,
                } => self.effects.compute(
                    id,
                    move || Answer::Strength(estimate(&password, &context)),
                    Answer::Strength(Strength::Fair.into()),
                ),
                Effect::OpenLink { id, link } => {
                    let open = self.open;
                    let opened = move || Answer::Opened(open(&link));
                    self.effects.compute(id, opened, Answer::Opened(false));
                }
                Effect::Listen {
                    bound,
                    called,
                    state,
                } => (self.effects).listen((bound, called), state, self.pages.clone()),
                Effect::AddProfile { id, profile } => self.effects.compute(
                    id,
                    move || Answer::Profile(add_profile(&profile)),
                    Answer::Profile(Err(ProfileFault::Unwritable)),
                ),
                Effect::Abort(id) => self.effects.abort(id),
                Effect::WarmNumbers(country) => drop(spawn_blocking(move || domain::warm(country))),
                Effect::StartPractice { id } => errands.push(Errand::StartPractice(id)),
                Effect::Copy(text) => errands.push(Errand::Copy(text)),
                Effect::Exit(exit) => errands.push(Errand::Exit(exit)),
            }
        }
        errands
    }
}

fn add_profile(profile: &IambProfile) -> Result<(), ProfileFault> {
    let file = store::iamb_file().ok_or(ProfileFault::Unwritable)?;
    store::add_profile(&file, profile)
}

/// The machine's time, from the operating system's.
struct Clock {
    origin: Time,
    started: Instant,
}

impl Clock {
    fn starting_at(origin: Time) -> Self {
        Self {
            origin,
            started: Instant::now(),
        }
    }

    fn now(&self) -> Time {
        self.time_of(Instant::now())
    }

    fn time_of(&self, moment: Instant) -> Time {
        self.origin + moment.saturating_duration_since(self.started)
    }

    fn sleep_until(&self, at: Option<Time>) -> impl Future<Output = ()> + use<> {
        let until = at.map(|at| Instant::now() + (at - self.now()).min(FAR));
        async move {
            match until {
                Some(until) => tokio::time::sleep_until(until.into()).await,
                None => std::future::pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_that_is_taken_up_again_begins_late() {
        let day = Time(Duration::from_secs(24 * 3600));
        let clock = Clock::starting_at(day);
        let now = clock.now();
        assert!(now >= day && now - day < Duration::from_secs(60), "{now:?}");
    }
}
