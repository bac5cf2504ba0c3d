//! The effect of a line.

use super::App;
use crate::field::Typed;
use crate::plain::{self, Doing};
use crate::runtime::run::Run;
use crate::runtime::typed_lines::NoAnswer;
use crate::screen::{Command, FieldId, MessagePage, Screen};
use crate::t;
use crate::wizard::{Act, Choose, Event, Focus, Move};

impl App {
    /// Does what a line means.
    pub(super) async fn line(&mut self, line: &str) {
        self.speaker.answered();
        let screen = self.run.describe();
        let doing = self.face.read(line, &screen, &self.run.texts);
        if !matches!(doing, Doing::Nothing | Doing::Command(_)) {
            self.face.tried();
        }
        match doing {
            Doing::GoOn if self.run.around.open.is_some() => self.open().await,
            Doing::GoOn => self.run.step(Event::Continue),
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
            Doing::Act(act) => {
                if self.focus(Focus::Action(act)) {
                    self.run.step(Event::Continue);
                }
            }
            Doing::Command(command) => self.command(command, &screen).await,
            Doing::Nothing => {
                let word = t!(self.run.texts, "word-help");
                self.refuse(t!(self.run.texts, "plain-nothing", help = word));
            }
        }
    }

    /// Says why a line is no answer.
    pub(super) fn no_answer(&mut self, why: NoAnswer) {
        self.speaker.answered();
        let texts = &self.run.texts;
        self.refuse(match why {
            NoAnswer::TooLong => t!(texts, "plain-too-long"),
            NoAnswer::NotText => t!(texts, "plain-not-text"),
        });
    }

    fn refuse(&mut self, why: String) {
        self.refused = true;
        self.speaker.print(&[why]);
    }

    fn fill(&mut self, field: FieldId, typed: Typed) {
        self.focus(Focus::Field(field));
        let text = |run: &Run| Typed::from(run.engine.wizard().form().text(field));
        let before = text(&self.run);
        self.run.step(Event::Fill(field, typed));
        if text(&self.run) != before {
            self.face.refilled(field);
        }
        if field == FieldId::Password {
            // Once more belongs to this one.
            let none = Event::Fill(FieldId::PasswordAgain, Typed::default());
            self.run.step(none);
        }
        self.filled = Some(field);
    }

    /// Brings the focus there, and says whether it is.
    pub(super) fn focus(&mut self, place: Focus) -> bool {
        let places = self.run.engine.wizard().focusables();
        for _ in 0..places.len() {
            if self.run.engine.wizard().focus() == place {
                break;
            }
            self.run.step(Event::Focus(Move::Next));
        }
        self.run.engine.wizard().focus() == place
    }

    async fn command(&mut self, command: Command, screen: &Screen) {
        match command {
            Command::Act(act @ Act::Help) => {
                let about = self.behind(act);
                let (now, texts) = (self.run.now(), &self.run.texts);
                let lines = plain::help(screen, &about, now, texts);
                self.speaker.print(&lines);
            }
            Command::Act(act @ Act::Details) => {
                let details = self.behind(act);
                let lines = plain::whole(&details, self.run.now(), &self.run.texts);
                self.speaker.print(&lines);
            }
            Command::PageDown => self.face.list_more(screen),
            Command::Redraw => self.face.forget(),
            Command::OpenMessage => {
                self.run.open_message();
                self.open().await;
            }
            Command::Next => self.other_question(Move::Next),
            Command::Previous => self.other_question(Move::Previous),
            Command::Back if self.run.around.open.is_some() => self.run.around.open = None,
            command => {
                self.face.acted();
                if command == Act::MakePassPhrase.into() {
                    self.face.makes_pass_phrase();
                }
                if let Some(event) = command.event() {
                    self.run.step(event);
                }
            }
        }
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

    /// An overlay that an act opened, which is closed again.
    fn behind(&mut self, act: Act) -> Screen {
        self.run.step(Event::Act(act));
        let screen = self.run.describe();
        self.run.step(Event::Back);
        screen
    }

    /// Follows the link of the practice message that is open, or presses the button of the page behind it; a message
    /// without a link is said whole. Only a page with a button stays open.
    async fn open(&mut self) {
        let has_link = |open: &MessagePage| open.item.link.is_some();
        if self.run.around.open.as_ref().is_some_and(has_link) {
            self.run.message_command(Command::Continue).await;
        }
        let stays = |open: &MessagePage| open.confirm;
        if !self.run.around.open.as_ref().is_some_and(stays) {
            let screen = self.run.describe();
            let lines = plain::whole(&screen, self.run.now(), &self.run.texts);
            self.speaker.print(&lines);
            self.run.around.open = None;
        }
    }
}
