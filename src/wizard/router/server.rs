//! The server page: the look-up while the person types, and the practice server.

use std::rc::Rc;

use crate::domain::{BaseUrl, ServerInput};
use crate::wizard::awaiting::Awaiting;
use crate::wizard::effect::Effect;
use crate::wizard::event::PracticeServer;
use crate::wizard::form::FieldId;
use crate::wizard::homeserver::Homeserver;
use crate::wizard::page::PageId;
use crate::wizard::timers::Timer;
use crate::wizard::{Wizard, lookup};

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
    pub(super) fn look_up(&mut self) {
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

    pub(super) fn lookup_came_to(&mut self, outcome: lookup::Outcome) {
        if let lookup::Outcome::Failed(problem) = outcome
            && self.page == PageId::Server
        {
            self.problem = Some(problem);
            self.waits.enter = false;
        }
    }

    pub(super) fn server_edited(&mut self) {
        self.lookup.stop(&mut self.mech.cx());
        self.mech.cx().forget(|q| matches!(q, Awaiting::Practice));
        // What can be no server is said after the same pause.
        if !self.form.text(FieldId::Server).trim().is_empty() {
            let at = self.mech.now + self.mech.timing.discovery_pause;
            self.mech.timers.set(Timer::Lookup, at);
        }
    }

    /// Takes the built-in practice server, starting it first if it is not there yet.
    pub(super) fn practise(&mut self) {
        match self.practice.clone() {
            Some(server) => self.practice_started(server),
            None => {
                let id = self.mech.cx().ask(Awaiting::Practice);
                self.mech.effects.push(Effect::StartPractice { id });
            }
        }
    }

    pub(super) fn practice_started(&mut self, server: PracticeServer) {
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
