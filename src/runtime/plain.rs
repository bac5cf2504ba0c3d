//! The loop of the plain face: a line is read, what it means is stepped, and what is new is said.
//!
//! On a terminal a line is acted on at once, as a key is. From a pipe it waits until nothing is in flight: a user who
//! wrote it down beforehand cannot see what the wizard is about. An answer from a pipe that is not taken is the last:
//! the next one was meant for another question, and may be a password.

mod line;
mod speaker;

use std::io;

use tokio::sync::mpsc;

use super::engine::Engine;
use super::input::{self, Bytes};
use super::run::{Ears, Run};
use super::signals::{self, Signal, Signals};
use super::typed_lines::Lines;
use super::{End, Options, echo, output, terminal};
use crate::field::Typed;
use crate::plain::{self, Face};
use crate::screen::{Block, FieldId};
use crate::t;
use crate::text::Texts;
use crate::wizard::{Act, Busy, Choose, Event, Exit, Focus};
use speaker::Speaker;

/// Everything that the loop holds.
struct App {
    run: Run,
    face: Face,
    lines: Lines,
    speaker: Speaker,
    /// The text that was said of the page beneath, while something lies over it.
    beneath: Option<Face>,
    /// The field that was filled, until what is said of its text is known.
    filled: Option<FieldId>,
    /// An answer was not taken, and no problem of the page says so.
    refused: bool,
    /// That there are no more answers was said.
    told_of_end: bool,
    stopped: bool,
    /// The output has no reader.
    stalled: bool,
}

/// Runs the wizard until it ends.
pub(super) async fn run(options: Options) -> io::Result<End> {
    let texts = Texts::in_words(options.settings.locale.language());
    let (run, mut ears) = match Run::new(options, texts)? {
        Ok(run) => run,
        Err(end) => return Ok(end),
    };
    terminal::restore_on_panic(echo::restore, &run.output, &run.texts);
    let mut bytes = input::start()?;
    let speaker = Speaker::new(run.output.clone());
    let mut app = App {
        run,
        face: Face::default(),
        beneath: None,
        lines: Lines::new(speaker.is_terminal()),
        speaker,
        filled: None,
        refused: false,
        told_of_end: false,
        stopped: false,
        stalled: false,
    };
    app.run.start();
    let end = app.listen(&mut ears, &mut bytes).await;
    app.speaker.end();
    app.run.leave(ears, end).await
}

impl App {
    async fn listen(
        &mut self,
        ears: &mut Ears,
        bytes: &mut mpsc::Receiver<Bytes>,
    ) -> io::Result<End> {
        let out = self.run.output.clone();
        self.speaker.print(&[Face::begin(&self.run.texts)]);
        loop {
            self.be_heard().await?;
            // The last page is said in any case.
            if !self.stalled || self.run.end.is_some() {
                self.settle();
                self.say()?;
            }
            if let Some(end) = self.run.end {
                return Ok(end);
            }
            if !self.stalled && self.takes_a_line() {
                if self.is_refused() {
                    return Ok(self.end_unanswered());
                }
                if let Some(line) = self.lines.next() {
                    match line {
                        Ok(line) => self.line(&line).await,
                        Err(why) => self.no_answer(why),
                    }
                    continue;
                }
                if self.lines.ended {
                    return Ok(self.leave());
                }
            }
            let screen = self.run.describe();
            let sleep = self.face.next_change(&screen, self.run.now());
            let sleep = sleep.filter(|_| !self.stalled);
            let sleep = self.run.engine.sleep(sleep);
            let keeper = &self.run.engine.keeper;
            let (is_keeping, kept) = (keeper.is_at_work(), keeper.settled());
            tokio::select! {
                biased;
                signal = ears.signals.next() => self.signalled(signal, &mut ears.signals).await,
                read = bytes.recv(), if self.lines.wants_more() => self.read(read),
                answer = ears.answers.next() => self.run.step(answer),
                news = self.run.inbox.next(), if !self.stalled => {
                    let known = self.run.around.inbox.len();
                    self.run.practice_changed(news);
                    self.messages(known);
                }
                () = sleep => self.run.turn(Engine::woken),
                written = out.written() => written?,
                // A page may say whether the task is kept.
                () = kept, if is_keeping => {}
            }
        }
    }

    /// Waits a moment until everything said is written. To a terminal that does not read by then nothing more is said,
    /// and no line of it is taken, but all else continues.
    async fn be_heard(&mut self) -> io::Result<()> {
        if !self.stalled {
            self.run.output.drain(output::MOMENT).await?;
        }
        self.stalled = !self.run.output.is_free();
        Ok(())
    }

    async fn signalled(&mut self, signal: Signal, signals: &mut Signals) {
        let mut next = Some(signal);
        while let Some(signal) = next.take() {
            if self.heard(signal) {
                next = self.run.stand_still(signals).await;
            }
        }
    }

    /// Acts on a signal, and says whether the program stands still now.
    fn heard(&mut self, signal: Signal) -> bool {
        match signal {
            Signal::Terminate => self.run.end = Some(End::Terminated),
            Signal::Quit => self.run.end = Some(End::Quit),
            Signal::HangUp => self.run.end = Some(End::HungUp),
            // Here the keyboard interrupts, and the user is asked whether they mean it.
            Signal::Interrupt if self.speaker.is_terminal() => {
                self.run.step(Event::Act(Act::Leave))
            }
            Signal::Interrupt => self.run.end = Some(End::Left),
            Signal::Suspend if !signals::can_stop() => {}
            Signal::Suspend => {
                echo::restore();
                self.stopped = true;
                return true;
            }
            // A shell may have changed the line meanwhile: the prompt is said again.
            Signal::Resume => {
                self.stopped = false;
                self.speaker.answered();
            }
        }
        false
    }

    fn read(&mut self, read: Option<Bytes>) {
        match read {
            Some(Bytes::Some(bytes, _)) => self.lines.feed(&bytes),
            Some(Bytes::Gone) => self.run.end = Some(End::HungUp),
            Some(Bytes::End) | None if self.speaker.is_terminal() && !echo::is_there() => {
                self.run.end = Some(End::HungUp);
            }
            Some(Bytes::End) | None => self.lines.end(),
        }
    }

    /// Whether a line is acted on now. The end of the lines is one too: nothing that continues automatically needs
    /// another.
    fn takes_a_line(&self) -> bool {
        let wizard = self.run.engine.wizard();
        let is_at_work = self.is_at_work() || wizard.waiting().repeat_at.is_some();
        if self.filled.is_some() || wizard.waiting().preparing {
            return false;
        }
        match (self.lines.is_empty(), self.speaker.is_terminal()) {
            (true, true) => true,
            (true, false) => !is_at_work && !wizard.waiting().goes_on_by_itself,
            (false, terminal) => terminal || !is_at_work,
        }
    }

    /// Whether what was asked for is under way, so that another question would come too early.
    fn is_at_work(&self) -> bool {
        let wizard = self.run.engine.wizard();
        // Whether a number can be kept is part of the question.
        let is_busy = wizard.waiting().busy.is_some()
            || wizard.proving().polling().is_about_to_look()
            || wizard.waiting().judging;
        is_busy || wizard.profile().is_writing() || wizard.waiting().opening_link
    }

    /// Whether an answer from a pipe was not taken, of whatever reason. A user tries again.
    fn is_refused(&self) -> bool {
        let has_problem = self.run.engine.wizard().problem().is_some();
        !self.speaker.is_terminal() && (self.refused || has_problem)
    }

    /// How it ends without the answers that would continue: what is done stays done.
    fn end_unanswered(&self) -> End {
        match self.run.engine.wizard().way_out() {
            Exit::Done => End::Done,
            Exit::NotDone | Exit::Left => End::NotDone,
        }
    }

    /// There are no more answers: leaves, whatever would be lost. A user knows what they leave; a script hears of it.
    fn leave(&mut self) -> End {
        for _ in 0..2 {
            if self.run.end.is_none() {
                self.run.step(Event::Act(Act::Leave));
            }
        }
        match self.run.end.unwrap_or(End::Left) {
            End::Left if !self.speaker.is_terminal() => {
                let unfinished = t!(self.run.texts, "plain-answers-short");
                self.speaker.print(&[unfinished]);
                End::NotDone
            }
            end => end,
        }
    }

    /// Continues from a field that was filled, once what is said of its text is known and was heard.
    fn settle(&mut self) {
        let wizard = self.run.engine.wizard();
        // A user is asked about a flag that is in doubt.
        let unseen = wizard.unseen_doubt();
        let unseen = unseen.filter(|_| !self.speaker.is_terminal());
        let filled = self.filled.filter(|_| !wizard.waiting().judging);
        let Some(field) = filled.or(unseen) else {
            return;
        };
        self.filled = None;
        // A whole code submits itself, and the result of that has to be heard before the next word.
        let is_answered = wizard.waiting().busy.is_some() || wizard.problem().is_some();
        if is_answered || wizard.focus() != Focus::Field(field) {
            return;
        }
        let screen = self.run.describe();
        let (now, texts) = (self.run.now(), &self.run.texts);
        let doubts = !field.is_masked() && self.face.has_doubt(&screen, now, texts);
        let is_open = field == FieldId::Country && !plain::names_one(&screen);
        let is_lost = is_open && plain::finds_none(&screen);
        // Piped input cannot answer a warning: its next line is for the next question.
        let thinks = doubts && self.speaker.is_terminal();
        if thinks || is_open {
            let news = self.face.news(&screen, now, texts);
            self.speaker.print(&news);
            if is_lost {
                self.refused = true;
                // The list is there again.
                self.run.step(Event::Fill(field, Typed::default()));
            }
            return;
        }
        self.run.step(Event::Continue);
        // A problem says what is wrong with the text by itself, and the next page which country it is about.
        let is_taken = self.run.engine.wizard().problem().is_none();
        if is_taken && field != FieldId::Country {
            let (now, texts) = (self.run.now(), &self.run.texts);
            let news = self.face.news(&screen, now, texts);
            self.speaker.print(&news);
        }
    }

    /// The text that was said of a page is remembered while something lies over it.
    fn turn_face(&mut self) {
        let is_covered =
            self.run.around.open.is_some() || self.run.engine.wizard().overlay().is_some();
        match (is_covered, self.beneath.take()) {
            (true, None) => {
                let over = self.face.over();
                self.beneath = Some(std::mem::replace(&mut self.face, over));
            }
            (true, beneath) => self.beneath = beneath,
            (false, Some(face)) => self.face = face,
            (false, None) => {}
        }
    }

    /// Says what is new, and asks.
    fn say(&mut self) -> io::Result<()> {
        let wizard = self.run.engine.wizard();
        // The page of a flag's number is over in a moment, unless something is to be said of it.
        let is_passing = matches!(wizard.waiting().busy, Some((Busy::CheckingNumber, _)));
        if self.stopped || self.filled.is_some() || wizard.waiting().preparing || is_passing {
            return Ok(());
        }
        self.turn_face();
        self.ask_for_both_passwords();
        self.ask_for_what_is_open();
        let screen = self.run.describe();
        let news = self.face.news(&screen, self.run.now(), &self.run.texts);
        self.speaker.print(&news);
        if self.lines.ended && self.lines.is_empty() {
            let wizard = self.run.engine.wizard();
            let goes_on = wizard.waiting().goes_on_by_itself && !self.speaker.is_terminal();
            if goes_on && !std::mem::replace(&mut self.told_of_end, true) {
                let ended = t!(self.run.texts, "plain-input-ended");
                self.speaker.print(&[ended]);
            }
        } else if !self.is_at_work() && self.run.end.is_none() && !self.is_refused() {
            let prompt = self.face.prompt(&screen, &self.run.texts);
            self.speaker.prompt(prompt)?;
        }
        Ok(())
    }

    /// It is unknown which of two different passwords was the slip.
    fn ask_for_both_passwords(&mut self) {
        let screen = self.run.describe();
        let is_again = |block: &Block| match block {
            Block::Field(field) => field.id == FieldId::PasswordAgain && field.focused && field.bad,
            _ => false,
        };
        if screen.problem.is_some() && screen.blocks.iter().any(is_again) {
            self.focus(Focus::Field(FieldId::Password));
        }
    }

    /// After an agreement by number, the rest is asked for.
    fn ask_for_what_is_open(&mut self) {
        if let Some(at) = plain::first_open(&self.run.describe()) {
            self.run.step(Event::Choose(Choose::Index(at)));
        }
    }

    /// Says the messages of the practice server from `known` on.
    fn messages(&mut self, known: usize) {
        let new = self.run.around.inbox.iter().skip(known);
        let lines: Vec<_> = new
            .flat_map(|item| plain::message(item, &self.run.texts))
            .collect();
        self.speaker.print(&lines);
    }
}
