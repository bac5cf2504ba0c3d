//! The loop of the plain face: a line is read, what it means is stepped, and what is new is said.
//!
//! On a terminal a line is acted on at once, as a key is. From a pipe it waits until nothing is under way: whoever wrote
//! it down beforehand cannot see what the wizard is about.

use std::io::{self, IsTerminal, Write};

use tokio::sync::mpsc;

use super::engine::Engine;
use super::input::{self, Bytes};
use super::run::{Ears, Run};
use super::signals::{self, Signal};
use super::typed_lines::Lines;
use super::{End, Options, commands, echo, terminal};
use crate::field::Typed;
use crate::plain::{self, Doing, Face, Prompt};
use crate::screen::{Block, Command, FieldId, MessagePage, Screen};
use crate::t;
use crate::text::Texts;
use crate::wizard::{Action, Choose, Event, Focus, Move};

/// Everything that the loop holds.
struct App {
    run: Run,
    face: Face,
    lines: Lines,
    /// Whether a person types, and not a pipe.
    terminal: bool,
    /// The prompt that stands at the end of what was said, if one does.
    prompted: Option<Prompt>,
    /// The field that was filled, until what is said of its text is known.
    filled: Option<FieldId>,
    /// That there are no more answers was said.
    told_of_end: bool,
    stopped: bool,
}

/// Runs the wizard until it ends.
pub(super) async fn run(options: Options) -> io::Result<End> {
    let (run, mut ears) = match Run::new(options, Texts::english_in_words())? {
        Ok(run) => run,
        Err(end) => return Ok(end),
    };
    terminal::restore_on_panic(echo::restore);
    let mut bytes = input::start()?;
    let mut app = App {
        run,
        face: Face::default(),
        lines: Lines::default(),
        terminal: io::stdin().is_terminal(),
        prompted: None,
        filled: None,
        told_of_end: false,
        stopped: false,
    };
    let begin = Face::begin(&app.run.texts);
    app.print(&[begin])?;
    app.run.start();
    let end = app.listen(&mut ears, &mut bytes).await;
    echo::restore();
    if app.prompted.is_some() && app.terminal {
        // What is said at the end begins on a line of its own.
        let _ = writeln!(io::stdout());
    }
    app.run.leave(ears, end).await
}

impl App {
    async fn listen(
        &mut self,
        ears: &mut Ears,
        bytes: &mut mpsc::Receiver<Bytes>,
    ) -> io::Result<End> {
        loop {
            self.settle()?;
            self.say()?;
            if let Some(end) = self.run.end {
                return Ok(end);
            }
            if self.takes_a_line() {
                if let Some(line) = self.lines.next() {
                    self.line(&line).await?;
                    continue;
                }
                if self.lines.ended {
                    self.leave();
                    continue;
                }
            }
            let screen = self.run.describe();
            let sleep = self.face.next_change(&screen, self.run.now());
            let sleep = self.run.engine.sleep(sleep);
            let (is_keeping, kept) = (self.run.engine.is_keeping(), self.run.engine.settled());
            tokio::select! {
                biased;
                signal = ears.signals.next() => self.signalled(signal),
                read = bytes.recv(), if !self.lines.ended => self.read(read),
                finished = ears.answers.next() => self.run.answered(finished),
                news = ears.practice.next(&mut self.run) => {
                    let known = self.run.around.inbox.len();
                    self.run.practice_changed(news);
                    self.messages(known)?;
                }
                () = sleep => self.run.turn(Engine::woken),
                // A page may say whether the flow is kept.
                () = kept, if is_keeping => {}
            }
        }
    }

    fn signalled(&mut self, signal: Signal) {
        match signal {
            Signal::Terminate => self.run.end = Some(End::Terminated),
            Signal::Quit => self.run.end = Some(End::Quit),
            Signal::HangUp => self.run.end = Some(End::HungUp),
            // Here the keyboard interrupts, and the person is asked whether they mean it.
            Signal::Interrupt if self.terminal => self.run.step(Event::Leave),
            Signal::Interrupt => self.run.end = Some(End::Left),
            // Nobody would continue us.
            Signal::Suspend if !signals::can_stop() => {}
            Signal::Suspend => {
                echo::restore();
                self.stopped = true;
                signals::stop();
            }
            // Whoever stopped us may have said something: the prompt is said again.
            Signal::Resume => {
                self.stopped = false;
                self.prompted = None;
            }
        }
    }

    fn read(&mut self, read: Option<Bytes>) {
        match read {
            Some(Bytes::Some(bytes, _)) => self.lines.feed(&bytes),
            Some(Bytes::End) | None if self.terminal && !echo::is_there() => {
                self.run.end = Some(End::HungUp);
            }
            Some(Bytes::End) | None => self.lines.end(),
        }
    }

    /// Whether a line is acted on now. The end of the lines is one too: nothing that goes on by itself needs another.
    fn takes_a_line(&self) -> bool {
        let wizard = self.run.engine.wizard();
        let is_at_work = wizard.busy().is_some() || wizard.repeat_at().is_some();
        if self.filled.is_some() {
            return false;
        }
        match (self.lines.is_empty(), self.terminal) {
            (true, true) => true,
            (true, false) => !is_at_work && !wizard.goes_on_by_itself(),
            (false, terminal) => terminal || !is_at_work,
        }
    }

    /// There are no more answers: leaves, whatever would be lost.
    fn leave(&mut self) {
        for _ in 0..2 {
            if self.run.end.is_none() {
                self.run.step(Event::Leave);
            }
        }
    }

    /// Goes on from a field that was filled, once what is said of its text is known and was heard.
    fn settle(&mut self) -> io::Result<()> {
        let wizard = self.run.engine.wizard();
        let Some(field) = self.filled.filter(|_| !wizard.is_judging()) else {
            return Ok(());
        };
        self.filled = None;
        // A whole code submits itself.
        if wizard.busy().is_some() || wizard.focus() != Focus::Field(field) {
            return Ok(());
        }
        let screen = self.run.describe();
        let (now, texts) = (self.run.now(), &self.run.texts);
        let doubts = !field.is_masked() && self.face.has_doubt(&screen, now, texts);
        let is_open = field == FieldId::Country && !names_one(&screen);
        let news = self.face.news(&screen, now, texts);
        self.print(&news)?;
        if !doubts && !is_open {
            self.run.step(Event::Continue);
        }
        Ok(())
    }

    /// Says what is new, and asks.
    fn say(&mut self) -> io::Result<()> {
        if self.stopped || self.filled.is_some() {
            return Ok(());
        }
        self.ask_for_both_passwords();
        let screen = self.run.describe();
        let news = self.face.news(&screen, self.run.now(), &self.run.texts);
        self.print(&news)?;
        let wizard = self.run.engine.wizard();
        let is_at_work = wizard.busy().is_some();
        if self.lines.ended && self.lines.is_empty() {
            if wizard.goes_on_by_itself() && !std::mem::replace(&mut self.told_of_end, true) {
                let ended = t!(self.run.texts, "plain-input-ended");
                self.print(&[ended])?;
            }
        } else if !is_at_work && self.run.end.is_none() {
            self.prompt(&screen)?;
        }
        Ok(())
    }

    /// Nobody has seen which of two passwords that differ was the slip.
    fn ask_for_both_passwords(&mut self) {
        let screen = self.run.describe();
        let is_again = |block: &Block| match block {
            Block::Field(field) => field.id == FieldId::PasswordAgain && field.focused && field.bad,
            _ => false,
        };
        if screen.problem.is_some() && screen.blocks.iter().any(is_again) {
            self.run.step(Event::Focus(Move::Previous));
        }
    }

    fn prompt(&mut self, screen: &Screen) -> io::Result<()> {
        let prompt = self.face.prompt(screen, &self.run.texts);
        if self.prompted.as_ref() == Some(&prompt) {
            return Ok(());
        }
        self.break_off()?;
        echo::show(!prompt.secret)?;
        let mut out = io::stdout().lock();
        match self.terminal {
            true => write!(out, "{} ", prompt.text)?,
            // Nobody's Enter ends the line.
            false => writeln!(out, "{}", prompt.text)?,
        }
        out.flush()?;
        self.prompted = Some(prompt);
        Ok(())
    }

    /// Says lines, after a prompt on a line of their own.
    fn print(&mut self, lines: &[String]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.break_off()?;
        let mut out = io::stdout().lock();
        for line in lines {
            writeln!(out, "{line}")?;
        }
        out.flush()
    }

    /// Ends the line of a prompt that nobody answered.
    fn break_off(&mut self) -> io::Result<()> {
        match self.prompted.take() {
            Some(_) if self.terminal => writeln!(io::stdout()),
            _ => Ok(()),
        }
    }

    /// Says the messages of the practice server from `known` on.
    fn messages(&mut self, known: usize) -> io::Result<()> {
        let new = self.run.around.inbox.iter().skip(known);
        let lines: Vec<_> = new
            .flat_map(|item| plain::message(item, &self.run.texts))
            .collect();
        self.print(&lines)
    }

    async fn line(&mut self, line: &str) -> io::Result<()> {
        // The person ended the line of the prompt.
        self.prompted = None;
        echo::restore();
        let screen = self.run.describe();
        let doing = self.face.read(line, &screen, &self.run.texts);
        match doing {
            Doing::Nothing => {
                let word = t!(self.run.texts, "word-help");
                let nothing = t!(self.run.texts, "plain-nothing", help = word);
                return self.print(&[nothing]);
            }
            Doing::Command(command) => return self.command(command, &screen).await,
            _ => self.face.acted(),
        }
        match doing {
            Doing::GoOn => self.go_on().await?,
            Doing::Keep(field) => {
                self.focus(Focus::Field(field));
                self.run.step(Event::Continue);
            }
            Doing::Fill(field, typed) => self.fill(field, typed),
            Doing::Choose(at) => {
                self.run.step(Event::Choose(Choose::Index(at)));
                self.run.step(Event::Continue);
            }
            Doing::Toggle(at) => {
                self.run.step(Event::Choose(Choose::Index(at)));
                self.run.step(Event::Choose(Choose::Toggle));
            }
            Doing::Act(action) => self.act(action),
            Doing::Command(_) | Doing::Nothing => {}
        }
        Ok(())
    }

    async fn go_on(&mut self) -> io::Result<()> {
        if self.run.around.open.is_some() {
            return self.open().await;
        }
        self.run.step(Event::Continue);
        Ok(())
    }

    fn fill(&mut self, field: FieldId, typed: Typed) {
        self.focus(Focus::Field(field));
        self.run.step(Event::Fill(field, typed));
        if field == FieldId::Password {
            // Once more belongs to this one.
            let none = Event::Fill(FieldId::PasswordAgain, Typed::default());
            self.run.step(none);
        }
        self.filled = Some(field);
    }

    fn act(&mut self, action: Action) {
        if self.focus(Focus::Action(action)) {
            self.run.step(Event::Continue);
        }
    }

    /// Brings the focus there, and says whether it is.
    fn focus(&mut self, place: Focus) -> bool {
        let places = self.run.engine.wizard().focusables();
        for _ in 0..places.len() {
            if self.run.engine.wizard().focus() == place {
                break;
            }
            self.run.step(Event::Focus(Move::Next));
        }
        self.run.engine.wizard().focus() == place
    }

    async fn command(&mut self, command: Command, screen: &Screen) -> io::Result<()> {
        match command {
            Command::Help => {
                let about = self.behind(Event::Help);
                let (now, texts) = (self.run.now(), &self.run.texts);
                let lines = plain::help(screen, &about, now, texts);
                return self.print(&lines);
            }
            Command::Details => {
                let details = self.behind(Event::Details);
                let lines = plain::whole(&details, self.run.now(), &self.run.texts);
                return self.print(&lines);
            }
            Command::PageDown => self.face.list_more(screen),
            Command::Redraw => self.face.forget(),
            Command::OpenMessage => {
                self.run.open_message();
                self.open().await?;
            }
            Command::Next => self.other_question(Move::Next),
            Command::Previous => self.other_question(Move::Previous),
            Command::Back if self.run.around.open.is_some() => self.run.around.open = None,
            command => {
                self.face.acted();
                if let Some(event) = commands::event(command) {
                    self.run.step(event);
                }
            }
        }
        Ok(())
    }

    /// To another field or list of the page, past its actions.
    fn other_question(&mut self, way: Move) {
        for _ in self.run.engine.wizard().focusables() {
            self.run.step(Event::Focus(way));
            if !matches!(self.run.engine.wizard().focus(), Focus::Action(_)) {
                return;
            }
        }
    }

    /// What lies over the page after an event, which is closed again.
    fn behind(&mut self, event: Event) -> Screen {
        self.run.step(event);
        let screen = self.run.describe();
        self.run.step(Event::Back);
        screen
    }

    /// Follows the link of the practice message that is open, or presses the button of the page behind it; a message
    /// without a link is said whole. Only a page with a button stays open.
    async fn open(&mut self) -> io::Result<()> {
        let has_link = |open: &MessagePage| open.item.link.is_some();
        if self.run.around.open.as_ref().is_some_and(has_link) {
            self.run.message_command(Command::Continue).await;
        }
        let stays = |open: &MessagePage| open.confirm;
        if !self.run.around.open.as_ref().is_some_and(stays) {
            let screen = self.run.describe();
            let lines = plain::whole(&screen, self.run.now(), &self.run.texts);
            self.print(&lines)?;
            self.run.around.open = None;
        }
        Ok(())
    }
}

/// Whether the text above a list leaves one entry, or is the name of the first.
fn names_one(screen: &Screen) -> bool {
    let text = screen.blocks.iter().find_map(|block| match block {
        Block::Field(field) => Some(field.text.trim().to_lowercase()),
        _ => None,
    });
    screen.blocks.iter().any(|block| match block {
        Block::Choices(list) => {
            let first = list.items.first().map(|item| item.label.to_lowercase());
            list.items.len() == 1 || first == text
        }
        _ => false,
    })
}
