//! The server page: a name, looked up while the person pauses.

use std::rc::Rc;

use super::Forward;
use crate::domain::{BaseUrl, ServerInput, ServerInputError};
use crate::protocol::{Failure, Reply};
use crate::wizard::awaiting::{Awaiting, LookupPart};
use crate::wizard::end::Stop;
use crate::wizard::event::PracticeServer;
use crate::wizard::form::FieldId;
use crate::wizard::homeserver::Homeserver;
use crate::wizard::lookup::{self, Outcome};
use crate::wizard::page::PageId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::task::Task;
use crate::wizard::timers::Timer;
use crate::wizard::{Effect, Wizard};

impl Wizard {
    /// The homeserver that was found for what is in the server field now.
    pub fn found(&self) -> Option<&Rc<Homeserver>> {
        self.lookup
            .found(self.form.text(FieldId::Server), self.task)
    }

    /// Where the newest look-up asked last; nothing before it asked anything.
    pub fn asked_site(&self) -> Option<BaseUrl> {
        self.lookup.asked_site()
    }

    /// Begins to look up what is in the server field, if it can be read.
    pub(in crate::wizard) fn look_up(&mut self) {
        self.lookup.stop(&mut self.mech.cx());
        let text = self.form.text(FieldId::Server).to_owned();
        let Ok(input) = ServerInput::parse(&text) else {
            return;
        };
        if self.page == PageId::Server {
            self.problem = None;
        }
        let (practice, cx) = (self.practice.as_ref(), &mut self.mech.cx());
        let outcome = self.lookup.begin((text, input), self.task, practice, cx);
        self.lookup_came_to(outcome);
    }

    pub(in crate::wizard) fn looked_up(
        &mut self,
        part: LookupPart,
        result: Result<Reply, Failure>,
    ) {
        let outcome = self.lookup.answered(part, result, &mut self.mech.cx());
        self.lookup_came_to(outcome);
    }

    fn lookup_came_to(&mut self, outcome: Outcome) {
        if let Outcome::Failed(problem) = outcome
            && self.page == PageId::Server
        {
            self.problem = Some(problem);
            self.waits.enter = false;
        }
    }

    pub(in crate::wizard) fn server_edited(&mut self) {
        self.lookup.stop(&mut self.mech.cx());
        self.mech.cx().forget(|q| matches!(q, Awaiting::Practice));
        // What can be no server is said after the same pause.
        if !self.form.text(FieldId::Server).trim().is_empty() {
            let at = self.mech.now + self.mech.timing.discovery_pause;
            self.mech.timers.set(Timer::Lookup, at);
        }
    }

    /// Why what is in the server field can be no server, once the person paused.
    pub fn server_fault(&self) -> Option<ServerInputError> {
        let text = self.form.text(FieldId::Server).trim();
        // A Matrix ID on its way to the server's name.
        let is_begun = text.starts_with('@') && !text.contains(':');
        if text.is_empty() || is_begun || self.mech.timers.is_set(Timer::Lookup) {
            return None;
        }
        ServerInput::parse(text).err()
    }

    pub(super) fn forward_server(&mut self) -> Result<Forward, Problem> {
        ServerInput::parse(self.form.text(FieldId::Server))
            .map_err(|error| Problem::typed(ProblemKind::Server(error)))?;
        let Some(server) = self.found().cloned() else {
            self.look_up();
            self.waits.enter = self.mech.in_flight.any(lookup::is_its);
            return Ok(Forward::Stay);
        };
        let admits = server.admits(self.task);
        self.server = Some(server);
        match admits {
            Ok(()) if self.task == Task::AddContact => return Ok(Forward::To(PageId::SignIn)),
            Ok(()) => return Ok(Forward::To(PageId::Contact)),
            Err(Stop::Browser) if self.can_sign_up_in_browser() => self.offer_browser(),
            Err(stop) => self.stop_at(stop),
        }
        Ok(Forward::Stay)
    }

    /// Takes the built-in practice server, starting it first if it is not there yet.
    pub(in crate::wizard) fn practise(&mut self) {
        match self.practice.clone() {
            Some(server) => self.practice_started(server),
            None => {
                let id = self.mech.cx().ask(Awaiting::Practice);
                self.mech.effects.push(Effect::StartPractice { id });
            }
        }
    }

    pub(in crate::wizard) fn practice_started(&mut self, server: PracticeServer) {
        let name = server.name.as_str().to_owned();
        self.practice = Some(server);
        if self.form.preset.practice {
            self.form.preset.server = Some(name.clone());
        }
        if self.page == PageId::Server {
            self.problem = None;
            self.form.line_mut(FieldId::Server).set(&name);
            self.look_up();
            // With a flag there is nothing to decide on this page.
            if self.form.preset.server.take().is_some() {
                self.waits.enter = true;
            }
        }
    }
}
