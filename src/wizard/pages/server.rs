//! The server page: a name, looked up while the person pauses.

use super::Forward;
use crate::domain::{ServerInput, ServerInputError};
use crate::wizard::draft::FieldId;
use crate::wizard::event::PracticeServer;
use crate::wizard::pending::Question;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stage::{Goal, Stage, Stop, Web};
use crate::wizard::timers::Timer;
use crate::wizard::{Effect, Turn, Wizard};

impl Wizard {
    /// What is in the server field.
    pub(in crate::wizard) fn server_text(&self) -> &str {
        self.draft.text(FieldId::Server)
    }

    pub(in crate::wizard) fn server_edited(&mut self, turn: &mut Turn) {
        self.drop_lookup(turn);
        self.forget_questions(turn, |q| matches!(q, Question::Practice));
        // What can be no server is said after the same pause.
        if !self.server_text().trim().is_empty() {
            let at = turn.now + self.timing.discovery_pause;
            self.timers.set(Timer::Lookup, at);
        }
    }

    /// Why what is in the server field can be no server, once the person paused.
    pub fn server_fault(&self) -> Option<ServerInputError> {
        let text = self.server_text().trim();
        // A Matrix ID on its way to the server's name.
        let is_begun = text.starts_with('@') && !text.contains(':');
        if text.is_empty() || is_begun || self.timers.is_set(Timer::Lookup) {
            return None;
        }
        ServerInput::parse(text).err()
    }

    pub(super) fn forward_server(&mut self, turn: &mut Turn) -> Result<Forward, Problem> {
        ServerInput::parse(self.server_text())
            .map_err(|error| Problem::typed(ProblemKind::Server(error)))?;
        let Some(server) = self.found().cloned() else {
            self.look_up(turn);
            self.waits.enter = self.is_looking_up();
            return Ok(Forward::Stay);
        };
        let stage = match server.admits(self.goal) {
            Ok(()) if self.goal == Goal::AddContact => Stage::SignIn(server),
            Ok(()) => Stage::Contact(server, None),
            Err(Stop::Browser) if self.can_sign_up_in_browser(&server) => {
                Stage::Web(server, Web::Offer)
            }
            Err(stop) => Stage::Stopped(server, stop),
        };
        Ok(Forward::To(Box::new(stage)))
    }

    /// Takes the built-in practice server, starting it first if it is not there yet.
    pub(in crate::wizard) fn practise(&mut self, turn: &mut Turn) {
        match self.practice.clone() {
            Some(server) => self.practice_started(server, turn),
            None => {
                let id = self.ask(Question::Practice, turn);
                turn.effects.push(Effect::StartPractice { id });
            }
        }
    }

    pub(in crate::wizard) fn practice_started(&mut self, server: PracticeServer, turn: &mut Turn) {
        let name = server.name.as_str().to_owned();
        self.practice = Some(server);
        if self.preset.practice {
            self.preset.server = Some(name.clone());
        }
        if matches!(self.stage, Stage::Server) {
            self.problem = None;
            self.draft.line_mut(FieldId::Server).set(&name);
            self.look_up(turn);
            // With a flag there is nothing to decide on this page.
            if self.preset.server.take().is_some() {
                self.waits.enter = true;
            }
        }
    }
}
