//! The loop: an event is stepped, its effects are started, and one frame is drawn if something
//! changed.

use std::io::{self, Write};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tokio::sync::mpsc;

use super::effects::Finished;
use super::engine::{Answers, Engine, Errand, Setup};
use super::input::{self, Bytes};
use super::practising::PracticeEars;
use super::signals::{self, Resizes, Signal, Signals};
use super::terminal::Terminal;
use super::{End, Options, browser, commands, farewell, person, unfinished};
use crate::field::Edit;
use crate::screen::{self, Command, Screen, Surroundings, Time};
use crate::t;
use crate::text::Texts;
use crate::tui::input::{Decoder, Input};
use crate::tui::{Theme, View, keys};
use crate::wizard::{Config, Event, Exit, Seed, Timing};

#[cfg(feature = "practice")]
use super::inbox::Inbox;

/// Everything that the loop holds.
pub(super) struct App {
    pub(super) engine: Engine,
    texts: Texts,
    view: View,
    theme: Theme,
    pub(super) around: Surroundings,
    terminal: Terminal,
    decoder: Decoder,
    drawn: Option<Screen>,
    /// When what was drawn looks different by itself.
    redraw_at: Option<Time>,
    stopped: bool,
    end: Option<End>,
    #[cfg(feature = "practice")]
    pub(super) inbox: Inbox,
}

/// Where the loop hears from what it started.
pub(super) struct Ears {
    pub(super) signals: Signals,
    resizes: Resizes,
    bytes: mpsc::Receiver<Bytes>,
    pub(super) answers: Answers,
    practice: PracticeEars,
}

impl App {
    /// Runs the wizard until it ends.
    pub(super) async fn run(options: Options) -> io::Result<End> {
        let texts = Texts::english();
        let unfinished = match unfinished::find(&options, &texts) {
            Ok(unfinished) => unfinished,
            Err(end) => return Ok(end),
        };
        let setup = Setup {
            wizard: Config {
                timing: Timing::default(),
                guess: person::country_guess(),
                language: person::language(),
                preset: options.preset,
                extras: options.extras,
                browser: browser::is_here(),
                offers: unfinished.offers,
            },
            seed: Seed::from_os().map_err(io::Error::other)?,
            origin: unfinished.origin,
            client: options.client,
            log: options.log.clone(),
            open: browser::open,
        };
        let (mut engine, answers) = Engine::new(setup, &texts);
        engine.keep(unfinished.keeper);
        let (folder, notes) = (options.keeping.folder(), unfinished.notes);
        #[cfg(feature = "practice")]
        let (started_sender, started) = mpsc::unbounded_channel();
        // Signals first: from here on nothing can leave the terminal in disorder.
        let (signals, resizes) = (Signals::new()?, Resizes::new()?);
        let terminal = Terminal::take()?;
        let mut view = View::default();
        view.still = person::no_motion();
        view.too_small = t!(texts, "too-small");
        let mut app = Self {
            engine,
            view,
            texts,
            theme: if person::no_colour() {
                Theme::monochrome()
            } else {
                Theme::colour()
            },
            around: Surroundings::default(),
            terminal,
            decoder: Decoder::new(person::input_timing()),
            drawn: None,
            redraw_at: None,
            stopped: false,
            end: None,
            #[cfg(feature = "practice")]
            inbox: Inbox::new(started_sender, options.dialect),
        };
        app.draw()?;
        let mut ears = Ears {
            signals,
            resizes,
            bytes: input::start()?,
            answers,
            practice: PracticeEars {
                #[cfg(feature = "practice")]
                started,
            },
        };
        // What is slow to make is made now, behind the first frame.
        let errands = app.engine.start();
        app.run_errands(errands);
        let end = app.listen(&mut ears).await;
        // The terminal is given back before anything is waited for, or said on the normal screen.
        app.terminal.give_back();
        app.close_sessions(&mut ears).await;
        let kept = app.last_save().await;
        let end = end?;
        let left = farewell::Left {
            kept,
            folder,
            notes,
        };
        farewell::say(app.engine.wizard(), end, &left, &app.texts)?;
        if end != End::HungUp && options.log.is_some_and(|log| !log.is_whole()) {
            writeln!(io::stdout(), "{}", t!(app.texts, "farewell-log"))?;
        }
        Ok(end)
    }

    async fn listen(&mut self, ears: &mut Ears) -> io::Result<End> {
        loop {
            self.draw()?;
            if let Some(end) = self.end {
                return Ok(end);
            }
            let sleep = self.sleep();
            let (is_keeping, kept) = (self.engine.is_keeping(), self.engine.settled());
            tokio::select! {
                biased;
                signal = ears.signals.next() => self.signalled(signal)?,
                bytes = ears.bytes.recv() => self.read(bytes).await?,
                finished = ears.answers.next() => self.answered(finished),
                news = ears.practice.next(self) => self.practice_changed(news),
                () = sleep => self.woken(&mut ears.bytes).await?,
                // A page may say whether the flow is kept.
                () = kept, if is_keeping => {}
                () = ears.resizes.next() => {
                    // Smaller and back again may be one signal: the size is the same, the picture gone.
                    self.terminal.forget()?;
                    self.drawn = None;
                }
            }
        }
    }

    /// Takes what the reading thread read. Without that thread there is no keyboard any more.
    async fn read(&mut self, bytes: Option<Bytes>) -> io::Result<()> {
        let Some(Bytes::Some(bytes, at)) = bytes else {
            self.end = Some(End::HungUp);
            return Ok(());
        };
        let at = self.engine.time_of(at);
        let inputs = self.decoder.feed(&bytes, at.0);
        self.take(inputs).await
    }

    pub(super) fn now(&self) -> Time {
        self.engine.now()
    }

    /// Sleeps until something is due; for ever when nothing is.
    fn sleep(&self) -> impl Future<Output = ()> + use<> {
        let typed = self.decoder.next_deadline().map(Time);
        let face = [self.redraw_at, typed].into_iter().flatten().min();
        self.engine.sleep(face)
    }

    async fn woken(&mut self, bytes: &mut mpsc::Receiver<Bytes>) -> io::Result<()> {
        let now = self.now();
        let decides = |at| at <= now.0;
        if self.decoder.next_deadline().is_some_and(decides) && input::is_waiting() {
            // It was no silence: the rest of a key is there, and we are late.
            let bytes = bytes.recv().await;
            return self.read(bytes).await;
        }
        let inputs = self.decoder.expire(now.0);
        self.take(inputs).await?;
        self.turn(Engine::woken);
        if self.redraw_at.is_some_and(|at| at <= now) {
            // The same screen at another time.
            self.drawn = None;
        }
        Ok(())
    }

    fn signalled(&mut self, signal: Signal) -> io::Result<()> {
        match signal {
            Signal::Terminate => self.end = Some(End::Terminated),
            Signal::Quit => self.end = Some(End::Quit),
            Signal::HangUp => self.end = Some(End::HungUp),
            Signal::Interrupt => self.end = Some(End::Left),
            // Nobody would continue us.
            Signal::Suspend if !signals::can_stop() => {}
            Signal::Suspend => {
                self.terminal.give_back();
                self.stopped = true;
                signals::stop();
            }
            Signal::Resume => {
                if std::mem::take(&mut self.stopped) {
                    self.terminal.take_again()?;
                } else {
                    // Stopped by force: the shell may have changed what it likes.
                    self.terminal.give_back();
                    self.terminal.take_again()?;
                }
                self.drawn = None;
            }
        }
        Ok(())
    }

    /// Takes what was typed or pasted.
    async fn take(&mut self, inputs: Vec<Input>) -> io::Result<()> {
        for input in inputs {
            match input {
                Input::Key(key) => self.key(&key).await?,
                Input::Paste { text, .. } => {
                    if self.around.open.is_none() {
                        self.step(Event::Edit(Edit::Paste(text)));
                    }
                }
            }
            if self.end.is_some() {
                break;
            }
        }
        Ok(())
    }

    async fn key(&mut self, key: &KeyEvent) -> io::Result<()> {
        if key.code == KeyCode::Char('z') && key.modifiers == KeyModifiers::CONTROL {
            signals::suspend_group();
            return Ok(());
        }
        #[cfg(debug_assertions)]
        if key.code == KeyCode::F(12) {
            super::breaking::break_down();
        }
        let screen = self.describe();
        match keys::command(key, &screen) {
            Some(command) => self.command(command).await?,
            None => {
                if let Some(edit) = keys::edit(key)
                    && self.around.open.is_none()
                {
                    self.step(Event::Edit(edit));
                }
            }
        }
        Ok(())
    }

    async fn command(&mut self, command: Command) -> io::Result<()> {
        if self.view.turn(command) {
            self.drawn = None;
            return Ok(());
        }
        if self.around.open.is_some() && self.message_command(command).await {
            return Ok(());
        }
        match command {
            Command::Redraw => {
                self.terminal.forget()?;
                self.drawn = None;
            }
            Command::OpenMessage => self.open_message(),
            command => {
                if let Some(event) = commands::event(command) {
                    self.step(event);
                }
            }
        }
        Ok(())
    }

    pub(super) fn step(&mut self, event: Event) {
        self.turn(|engine| engine.step(event));
    }

    pub(super) fn answered(&mut self, finished: Finished) {
        self.turn(|engine| engine.answered(finished));
    }

    /// Lets the engine do something, and does its part in what comes of it.
    fn turn(&mut self, turn: impl FnOnce(&mut Engine) -> Vec<Errand>) {
        let page = |engine: &Engine| engine.wizard().stage().page();
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
                Errand::StartPractice(id) => self.start_practice(id),
                // A terminal that takes no text is noticed at the next frame.
                Errand::Copy(text) => drop(self.terminal.copy(text.expose())),
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

    fn describe(&self) -> Screen {
        screen::describe(self.engine.wizard(), &self.around, &self.texts)
    }

    /// Draws a frame, unless what it would show is there already.
    fn draw(&mut self) -> io::Result<()> {
        if self.stopped {
            // Continued, but the terminal is not taken again yet.
            return Ok(());
        }
        self.around.kept = self.engine.keeps_flow();
        let now = self.now();
        let screen = self.describe();
        if self.drawn.as_ref() != Some(&screen) {
            let (view, theme) = (&mut self.view, &self.theme);
            self.terminal
                .draw(|frame| view.draw(frame, &screen, theme, now))?;
        }
        self.redraw_at = [screen.next_change(now), self.view.next_frame(&screen, now)]
            .into_iter()
            .flatten()
            .min();
        self.drawn = Some(screen);
        Ok(())
    }
}
