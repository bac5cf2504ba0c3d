//! Which homeserver?

use super::kind::Kind;
use super::web;
use crate::domain::ServerInput;
use crate::wizard::act::Act;
use crate::wizard::awaiting::Awaiting;
use crate::wizard::effect::Effect;
use crate::wizard::event::{PracticeFault, PracticeServer};
use crate::wizard::form::FieldId;
use crate::wizard::lookup::{self, Outcome};
use crate::wizard::page::PageId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stop::Stop;
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        if w.state.form.is_usual_server() && w.found().is_none() {
            w.state.server_edited(&mut w.mech.cx());
        }
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        w.state.preset_field(FieldId::Server, &mut w.mech.cx())
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        ServerInput::parse(w.state.form.text(FieldId::Server)).map_err(ProblemKind::Server)?;
        let Some(server) = w.found().cloned() else {
            look_up(w);
            w.state.waits.enter = w.mech.in_flight.any(lookup::is_its);
            return Ok(false);
        };
        let admits = server.admits(w.state.task);
        w.state.server = Some(server);
        match admits {
            Ok(()) => return Ok(true),
            Err(Stop::Browser) if w.can_sign_up_in_browser() => web::offer_browser(w),
            Err(stop) => w.stop_at(stop),
        }
        Ok(false)
    }

    fn acts(&self, _: &State) -> Vec<Act> {
        vec![Act::TakeSuggestion]
    }

    fn suggested(&self) -> Option<FieldId> {
        Some(FieldId::Server)
    }
}

/// Begins to look up what is in the server field, if it can be read.
pub(in crate::wizard) fn look_up(w: &mut Wizard) {
    w.state.lookup.stop(&mut w.mech.cx());
    let text = w.state.form.text(FieldId::Server).to_owned();
    let Ok(input) = ServerInput::parse(&text) else {
        return;
    };
    if w.state.page == PageId::Server {
        w.state.problem = None;
    }
    let (practice, cx) = (w.state.practice.as_ref(), &mut w.mech.cx());
    let outcome = w
        .state
        .lookup
        .begin((text, input), w.state.task, practice, cx);
    lookup_came_to(w, outcome);
}

pub(in crate::wizard) fn lookup_came_to(w: &mut Wizard, outcome: Outcome) {
    if let Outcome::Failed(problem) = outcome
        && w.state.page == PageId::Server
    {
        w.state.problem = Some(problem);
        w.state.waits.enter = false;
    }
}

/// Takes the built-in practice server, starting it first if it is not there yet.
pub(in crate::wizard) fn practise(w: &mut Wizard) {
    match w.state.practice.clone() {
        Some(server) => practice_started(w, server),
        None => {
            let id = w.mech.cx().ask(Awaiting::Practice);
            w.mech.effects.push(Effect::StartPractice { id });
        }
    }
}

/// Takes the practice server that was started, or says why it was not.
pub(in crate::wizard) fn practice_answered(
    w: &mut Wizard,
    result: Result<PracticeServer, PracticeFault>,
) {
    match result {
        Ok(server) => practice_started(w, server),
        Err(fault) => {
            w.state.waits.enter = false;
            w.state.problem = Some(Problem::typed(ProblemKind::Practice(fault)));
        }
    }
}

fn practice_started(w: &mut Wizard, server: PracticeServer) {
    let name = server.name.as_str().to_owned();
    w.state.practice = Some(server);
    if w.state.form.preset.practice {
        w.state.form.preset.server = Some(name.clone());
    }
    if w.state.page == PageId::Server {
        w.state.problem = None;
        w.state.form.line_mut(FieldId::Server).set(&name);
        look_up(w);
        // With a flag there is nothing to decide on this page.
        if w.state.form.preset.server.take().is_some() {
            w.state.waits.enter = true;
        }
    }
}
