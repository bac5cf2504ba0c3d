//! The loop: an event is stepped, its effects are started, and one frame is drawn if something
//! changed.

use std::io;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tokio::sync::mpsc;

use super::engine::Engine;
use super::input::{self, Bytes};
use super::run::{Ears, Run};
use super::signals::{self, Resizes, Signal, Signals};
use super::terminal::Terminal;
use super::{End, Options, output, person};
use crate::field::Edit;
use crate::screen::{Command, Screen, Time};
use crate::t;
use crate::text::Texts;
use crate::tui::input::{Decoder, Input, InputTiming};
use crate::tui::{Theme, View, keys};
use crate::wizard::Event;

/// The longest wait for the bytes of a key that are there already.
const LATE: Duration = Duration::from_millis(100);

/// Everything that the loop holds.
struct App {
    run: Run,
    view: View,
    theme: Theme,
    terminal: Terminal,
    decoder: Decoder,
    drawn: Option<Screen>,
    /// When what was drawn looks different by itself.
    redraw_at: Option<Time>,
    stopped: bool,
}

/// Runs the wizard until it ends.
pub(super) async fn run(options: Options) -> io::Result<End> {
    let texts = Texts::of(options.settings.locale.language());
    let theme = options.settings.theme.unwrap_or_else(person::theme);
    // Signals first: from here on nothing can leave the terminal in disorder.
    let resizes = Resizes::new()?;
    let (run, mut ears) = match Run::new(options, texts)? {
        Ok(run) => run,
        Err(end) => return Ok(end),
    };
    let terminal = Terminal::take(&run.output, &run.texts)?;
    let mut view = View::default();
    view.still = person::no_motion();
    view.too_small = t!(run.texts, "too-small");
    let mut app = App {
        run,
        view,
        theme,
        terminal,
        decoder: Decoder::new(InputTiming::default()),
        drawn: None,
        redraw_at: None,
        stopped: false,
    };
    let end = app.listen(&mut ears, resizes).await;
    // The terminal is given back before anything is waited for, or said on the normal screen.
    app.terminal.give_back();
    app.run.leave(ears, end).await
}

impl App {
    async fn listen(&mut self, ears: &mut Ears, mut resizes: Resizes) -> io::Result<End> {
        let out = self.run.output.clone();
        self.paint()?;
        // Nothing competes with it for the processor.
        out.drain(output::MOMENT).await?;
        let mut bytes = input::start()?;
        // Slow preparations start now, behind the first frame.
        self.run.start();
        loop {
            self.draw()?;
            if let Some(end) = self.run.end {
                return Ok(end);
            }
            let sleep = self.sleep();
            let keeper = &self.run.engine.keeper;
            let (is_keeping, kept) = (keeper.is_at_work(), keeper.settled());
            tokio::select! {
                biased;
                signal = ears.signals.next() => self.signalled(signal, &mut ears.signals).await?,
                read = bytes.recv() => self.read(read).await?,
                answer = ears.answers.next() => self.run.step(answer),
                news = self.run.inbox.next() => self.run.practice_changed(news),
                () = sleep => self.woken(&mut bytes).await?,
                // A page may say whether the task is kept.
                () = kept, if is_keeping => {}
                // The next frame shows everything that happened meanwhile.
                written = out.written() => written?,
                () = resizes.next() => {
                    // Smaller and back again may be one signal: the size is the same, the picture gone.
                    self.terminal.forget();
                    self.drawn = None;
                }
            }
        }
    }

    /// Takes what the reading thread read. Without that thread there is no keyboard any more.
    async fn read(&mut self, bytes: Option<Bytes>) -> io::Result<()> {
        let Some(Bytes::Some(bytes, at)) = bytes else {
            self.run.end = Some(End::HungUp);
            return Ok(());
        };
        let at = self.run.engine.time_of(at);
        let inputs = self.decoder.feed(&bytes, at.0);
        self.take(inputs).await
    }

    /// Sleeps until something is due; for ever when nothing is.
    fn sleep(&self) -> impl Future<Output = ()> + use<> {
        let typed = self.decoder.next_deadline().map(Time);
        let face = [self.redraw_at, typed].into_iter().flatten().min();
        self.run.engine.sleep(face)
    }

    async fn woken(&mut self, bytes: &mut mpsc::Receiver<Bytes>) -> io::Result<()> {
        let now = self.run.now();
        let decides = |at| at <= now.0;
        if self.decoder.next_deadline().is_some_and(decides)
            && input::is_waiting()
            // It was no silence: the rest of a key is there, and we are late; unless another program reads it.
            && let Ok(bytes) = tokio::time::timeout(LATE, bytes.recv()).await
        {
            return self.read(bytes).await;
        }
        let inputs = self.decoder.expire(now.0);
        self.take(inputs).await?;
        self.run.turn(Engine::woken);
        if self.redraw_at.is_some_and(|at| at <= now) {
            // The same screen at another time.
            self.drawn = None;
        }
        Ok(())
    }

    async fn signalled(&mut self, signal: Signal, signals: &mut Signals) -> io::Result<()> {
        let mut next = Some(signal);
        while let Some(signal) = next.take() {
            if self.heard(signal)? {
                next = self.run.stand_still(signals).await;
            }
        }
        Ok(())
    }

    /// Acts on a signal, and says whether the program stands still now.
    fn heard(&mut self, signal: Signal) -> io::Result<bool> {
        match signal {
            Signal::Terminate => self.run.end = Some(End::Terminated),
            Signal::Quit => self.run.end = Some(End::Quit),
            Signal::HangUp => self.run.end = Some(End::HungUp),
            Signal::Interrupt => self.run.end = Some(End::Left),
            Signal::Suspend if !signals::can_stop() => {}
            Signal::Suspend => {
                self.terminal.give_back();
                self.stopped = true;
                return Ok(true);
            }
            Signal::Resume => {
                if !std::mem::take(&mut self.stopped) {
                    // Stopped by force: the shell may have changed what it likes.
                    self.terminal.give_back();
                }
                self.terminal.take_again()?;
                self.drawn = None;
            }
        }
        Ok(false)
    }

    /// Takes typed or pasted input.
    async fn take(&mut self, inputs: Vec<Input>) -> io::Result<()> {
        for input in inputs {
            match input {
                Input::Key(key) => self.key(&key).await?,
                Input::NotUtf8 => {
                    if self.run.around.open.is_none() {
                        self.run.step(Event::NotUtf8);
                    }
                }
                Input::Paste { text, cut } => {
                    if self.run.around.open.is_none() {
                        self.run.step(Event::Edit(Edit::Paste(text)));
                        if cut {
                            self.run.step(Event::PasteCut);
                        }
                    }
                }
            }
            if self.run.end.is_some() {
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
        let screen = self.run.describe();
        let problem = self.run.engine.wizard().problem();
        let is_question = problem.is_some_and(|problem| problem.kind.is_question());
        match keys::command(key, &screen) {
            // A key from before a question was drawn is no answer to it.
            Some(Command::Continue) if is_question && !self.shows(&screen) => {}
            Some(command) => self.command(command).await?,
            None => {
                if let Some(edit) = keys::edit(key)
                    && self.run.around.open.is_none()
                {
                    self.run.step(Event::Edit(edit));
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
        if self.run.around.open.is_some() && self.run.message_command(command).await {
            return Ok(());
        }
        match command {
            Command::Redraw => {
                self.terminal.forget();
                self.drawn = None;
            }
            Command::OpenMessage => self.run.open_message(),
            command => {
                if let Some(event) = command.event() {
                    self.run.step(event);
                }
            }
        }
        Ok(())
    }

    /// Whether the problem of the screen was drawn.
    fn shows(&self, screen: &Screen) -> bool {
        let drawn = self.drawn.as_ref();
        drawn.is_some_and(|drawn| drawn.problem == screen.problem)
    }

    /// Draws a frame, unless the one before is not written yet: one at most waits for a terminal that does not read,
    /// and the next shows the state by then.
    fn draw(&mut self) -> io::Result<()> {
        // After a stop, the terminal has to be taken again first.
        if self.stopped || !self.run.output.is_free() {
            self.redraw_at = None;
            return Ok(());
        }
        if let Some(text) = self.run.copied.take() {
            self.terminal.copy(text.expose());
        }
        self.paint()
    }

    /// Draws a frame, unless what it would show is there already.
    fn paint(&mut self) -> io::Result<()> {
        let now = self.run.now();
        let screen = self.run.describe();
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
