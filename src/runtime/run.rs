//! The common part of every face's loop: the engine, the surroundings of the wizard, its beginning and its end.

use std::io;

use super::engine::{Answers, Engine, Errand, Setup};
use super::inbox::Inbox;
use super::output::{self, Output};
use super::signals::{self, Signal, Signals};
use super::{End, Options, RequestLog, browser, farewell, person, terminal, unfinished};
use crate::domain::Secret;
use crate::screen::{self, Screen, Surroundings, Time};
use crate::store;
use crate::t;
use crate::text::Texts;
use crate::wizard::{Config, Event, Exit, Seed};

/// A run of the wizard, whatever its face.
pub(super) struct Run {
    pub(super) engine: Engine,
    pub(super) output: Output,
    pub(super) texts: Texts,
    pub(super) around: Surroundings,
    /// How it ends, once it does.
    pub(super) end: Option<End>,
    /// The text for the clipboard.
    pub(super) copied: Option<Secret>,
    pub(super) inbox: Inbox,
    left: Leaving,
}

/// Where a run hears from what it started.
pub(super) struct Ears {
    pub(super) signals: Signals,
    pub(super) answers: Answers,
}

/// The text of the end.
struct Leaving {
    folder: String,
    notes: Vec<String>,
    log: Option<RequestLog>,
}

impl Run {
    /// A run at its first page; one that ends before is told by how. Signals are heard from here on.
    pub(super) fn new(options: Options, texts: Texts) -> io::Result<Result<(Self, Ears), End>> {
        let unfinished = match unfinished::find(&options, &texts) {
            Ok(unfinished) => unfinished,
            Err(end) => return Ok(Err(end)),
        };
        let settings = options.settings;
        let inbox = Inbox::new(&settings);
        let setup = Setup {
            wizard: Config {
                guess: person::country_guess(),
                locale: settings.locale,
                iamb: store::iamb_shown(),
                browser: browser::is_here(),
                offers: unfinished.offers,
                ..options.wizard
            },
            seed: Seed::from_os().map_err(io::Error::other)?,
            origin: unfinished.origin,
            client: settings.client,
            log: settings.log.clone(),
            open: browser::open,
        };
        let (mut engine, answers) = Engine::new(setup, &texts);
        engine.keep(unfinished.keeper);
        let run = Self {
            engine,
            output: Output::start()?,
            texts,
            around: Surroundings::default(),
            end: None,
            copied: None,
            inbox,
            left: Leaving {
                folder: options.keeping.folder(),
                notes: unfinished.notes,
                log: settings.log,
            },
        };
        let ears = Ears {
            signals: Signals::new()?,
            answers,
        };
        Ok(Ok((run, ears)))
    }

    pub(super) fn start(&mut self) {
        let errands = self.engine.start();
        self.run_errands(errands);
    }

    /// Stops until the program is continued, once the terminal has the last output. A signal that
    /// comes before is returned instead: after a hang-up the program would never be continued.
    pub(super) async fn stand_still(&self, signals: &mut Signals) -> Option<Signal> {
        let written = self.output.drain(output::PATIENCE);
        tokio::pin!(written);
        let signal = tokio::select! {
            biased;
            signal = signals.next_but(Signal::Suspend) => Some(signal),
            written = &mut written => match written {
                Err(fault) if terminal::is_gone(&fault) => Some(Signal::HangUp),
                _ => signals.arrived().await,
            },
        };
        if signal.is_none() {
            signals::stop();
        }
        signal
    }

    /// The last of it, on a terminal that is given back: sessions are closed, what is unfinished is on the disk, and
    /// its result is said.
    pub(super) async fn leave(mut self, mut ears: Ears, end: io::Result<End>) -> io::Result<End> {
        let end = terminal::hung_up(end);
        let late_profile = self.engine.wizard().profile().is_writing();
        let is_gone = matches!(end, Ok(End::HungUp));
        self.close_sessions(&mut ears, is_gone).await;
        self.last_profile(&mut ears).await;
        let kept = self.last_save().await;
        let Leaving { folder, notes, log } = self.left;
        // A terminal that is gone has no reader.
        let is_heard = end.as_ref().is_ok_and(|end| *end != End::HungUp);
        if is_heard {
            let left = farewell::Left {
                late_profile,
                kept,
                folder,
            };
            let mut text = farewell::text(self.engine.wizard(), &left, &self.texts);
            if log.is_some_and(|log| !log.is_whole()) {
                text.push_str(&t!(self.texts, "farewell-log"));
                text.push('\n');
            }
            self.output.push(text.into_bytes());
        }
        // A terminal that reads slowly has a moment; one that does not read holds no end up.
        let said = self.output.drain(output::PATIENCE).await;
        if is_heard && said.is_ok() && !notes.is_empty() {
            let said = tokio::task::spawn_blocking(move || unfinished::say(&notes));
            let _ = tokio::time::timeout(output::PATIENCE, said).await;
        }
        end.and_then(|end| said.map(|()| end))
    }

    pub(super) fn now(&self) -> Time {
        self.engine.now()
    }

    pub(super) fn step(&mut self, event: Event) {
        self.turn(|engine| engine.step(event));
    }

    /// Lets the engine do something, and carries out the errands.
    pub(super) fn turn(&mut self, turn: impl FnOnce(&mut Engine) -> Vec<Errand>) {
        let page = |engine: &Engine| engine.wizard().page();
        let before = page(&self.engine);
        let errands = turn(&mut self.engine);
        self.run_errands(errands);
        if page(&self.engine) != before {
            self.page_changed();
        }
    }

    fn run_errands(&mut self, errands: Vec<Errand>) {
        for errand in errands {
            match errand {
                Errand::StartPractice(id) => self.inbox.start(id),
                Errand::Copy(text) => self.copied = Some(text),
                Errand::Exit(exit) => {
                    self.end = Some(match exit {
                        Exit::Done => End::Done,
                        Exit::NotDone => End::NotDone,
                        Exit::Left => End::Left,
                    });
                }
            }
        }
    }

    /// The screen as it is now.
    pub(super) fn describe(&mut self) -> Screen {
        self.around.kept = self.engine.keeper.keeps_flow();
        screen::describe(self.engine.wizard(), &self.around, &self.texts)
    }
}
