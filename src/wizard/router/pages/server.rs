//! Which homeserver?

use super::kind::Kind;
use crate::domain::ServerInput;
use crate::wizard::act::Act;
use crate::wizard::form::FieldId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stop::Stop;
use crate::wizard::{Wizard, lookup};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        if w.form.is_usual_server() && w.found().is_none() {
            w.server_edited();
        }
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        w.preset_field(FieldId::Server)
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        ServerInput::parse(w.form.text(FieldId::Server)).map_err(ProblemKind::Server)?;
        let Some(server) = w.found().cloned() else {
            w.look_up();
            w.waits.enter = w.mech.in_flight.any(lookup::is_its);
            return Ok(false);
        };
        let admits = server.admits(w.task);
        w.server = Some(server);
        match admits {
            Ok(()) => return Ok(true),
            Err(Stop::Browser) if w.can_sign_up_in_browser() => w.offer_browser(),
            Err(stop) => w.stop_at(stop),
        }
        Ok(false)
    }

    fn acts(&self, _: &Wizard) -> Vec<Act> {
        vec![Act::TakeSuggestion]
    }

    fn suggested(&self) -> Option<FieldId> {
        Some(FieldId::Server)
    }
}
