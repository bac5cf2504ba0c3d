//! Whose account?

use super::kind::Kind;
use crate::wizard::act::Act;
use crate::wizard::form::FieldId;
use crate::wizard::login::{Outcome, Standing};
use crate::wizard::page::{Focus, PageId};
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::{SignInProblem, State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.state.form.take_name_from_server();
    }

    /// The password is never taken from an argument, so that the page stays.
    fn preset(&self, w: &mut Wizard) -> bool {
        w.state.preset_field(FieldId::SignInName, &mut w.mech.cx());
        false
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let Some(server) = w.server().cloned() else {
            return Ok(false);
        };
        // Enter in the name only moves on to an empty password.
        let moves_on = w.state.focus == Focus::Field(FieldId::SignInName)
            && !w.state.form.is_empty(FieldId::SignInName)
            && w.state.form.is_empty(FieldId::SignInPassword);
        let credentials = match w.state.form.credentials(&server) {
            Ok(credentials) => credentials,
            Err(SignInProblem::NoPassword) if moves_on => {
                w.state.focus = Focus::Field(FieldId::SignInPassword);
                return Ok(false);
            }
            Err(problem) => return Err(ProblemKind::from(problem).into()),
        };
        match w.state.login.standing(&server, &credentials) {
            Standing::NotOpen => {
                let is_same = w.state.saves.is_same_account(&w.here());
                let cx = &mut w.mech.cx();
                w.state.login.log_in(server, credentials, is_same, cx);
            }
            Standing::Unknown => w.state.login.ask_account(&mut w.mech.cx()),
            Standing::Fixed => w.stop_at(Stop::NoContactChanges(None)),
            Standing::Ready => return Ok(true),
        }
        Ok(false)
    }

    fn acts(&self, _: &State) -> Vec<Act> {
        vec![Act::TakeSuggestion]
    }

    fn suggested(&self) -> Option<FieldId> {
        Some(FieldId::SignInName)
    }
}

/// Closes the session unless this page, or one after it, needs it.
pub(in crate::wizard) fn close_unneeded(w: &mut Wizard) {
    let is_needed = match w.state.page {
        // It may be continued with from here, and is replaced by another login.
        PageId::SignIn => w.server().is_some_and(|s| w.state.login.is_at(s)),
        PageId::Task | PageId::Server | PageId::Web | PageId::Done | PageId::Stopped => false,
        _ => w.state.task == Task::AddContact,
    };
    if !is_needed || w.state.exited {
        w.state.login.close(&mut w.mech.cx());
    }
}

/// Follows the session that adding a contact needs.
pub(in crate::wizard) fn login_came_to(w: &mut Wizard, outcome: Outcome) {
    use Outcome as Came;
    match outcome {
        Came::Opened => go_on_signed_in(w),
        Came::Confirmed(user_id) => {
            if let Some(done) = &mut w.state.done {
                done.confirm(user_id);
                w.state.profile.offer(done);
            }
        }
        Came::Waits => {}
        Came::Retries(problem) => w.show_meanwhile(problem),
        Came::NoPasswords => w.stop_at(Stop::NoPasswords),
        Came::Failed(problem) => w.show(problem),
    }
}

/// Continues automatically if the typed name and password are those of the session.
pub(in crate::wizard) fn go_on_signed_in(w: &mut Wizard) {
    let Some(server) = w.server().filter(|_| w.state.page == PageId::SignIn) else {
        return;
    };
    let is_open = |typed| w.state.login.standing(server, &typed) != Standing::NotOpen;
    w.state.waits.enter = w.state.form.credentials(server).is_ok_and(is_open);
}
