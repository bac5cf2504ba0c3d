//! Which kind of contact?

use super::kind::Kind;
use crate::protocol::{Contact, Medium};
use crate::wizard::effect::Effect;
use crate::wizard::end::Done;
use crate::wizard::homeserver::Media;
use crate::wizard::page::PageId;
use crate::wizard::plan::Contacts;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        let choices = w.contact_choices();
        if !w.state.form.media.is_some_and(|m| choices.contains(&m)) {
            w.state.form.media = choices.first().copied();
        }
        w.mech.effects.push(Effect::WarmNumbers(None));
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        let given = Media {
            phone: w.state.form.preset.phone.is_some(),
            email: w.state.form.preset.email.is_some(),
        };
        let given = (given != Media::NONE).then_some(given);
        let resumed = w.state.saves.resumed().and_then(|task| task.media);
        let resumed = resumed.filter(|_| w.returns_past(PageId::Contact));
        let media = resumed.or(given);
        // Once: coming back here is for choosing otherwise.
        let is_first = !std::mem::replace(&mut w.state.form.has_preset_media, true);
        let offered = w.contact_choices();
        let chosen = media.filter(|media| is_first && offered.contains(media));
        w.state.form.media = chosen.or(w.state.form.media);
        chosen.is_some()
    }

    fn forward(&self, _: &mut Wizard) -> Result<bool, Problem> {
        Ok(true)
    }

    fn list(&self, s: &State) -> Option<(usize, Option<usize>)> {
        let choices = s.contact_choices();
        let at = choices.iter().position(|m| Some(*m) == s.form.media);
        Some((choices.len(), at))
    }

    fn choose(&self, s: &mut State, at: usize) {
        s.form.media = s.contact_choices().get(at).copied();
    }
}

/// Leaves the page of a contact, unless it is on the account already.
pub(super) fn leave_contact(w: &mut Wizard, contact: &Contact) -> Result<bool, Problem> {
    if !w.state.login.has(contact) {
        return Ok(true);
    }
    match was_added(w, contact) {
        true => Ok(false),
        false => Err(ProblemKind::AddressOnAccount(contact.medium()).into()),
    }
}

/// An earlier run has asked to add this contact, and it is on the account now.
fn was_added(w: &mut Wizard, contact: &Contact) -> bool {
    let access = w.state.login.access();
    let user_id = access.map(|access| access.user_id().clone());
    let (Some(server), Some(user_id)) = (w.server().cloned(), user_id) else {
        return false;
    };
    if !w.returns_past(PageId::Review) {
        return false;
    }
    if !w.state.proving.wake(contact) {
        return false;
    }
    let contacts = Contacts::of(server, contact.clone());
    w.finish(Done::ContactAdded { contacts, user_id });
    true
}

/// Chooses another kind of contact than the one that the server does nothing with. Where none is left, that is the
/// end here.
pub(in crate::wizard) fn refused_medium(
    w: &mut Wizard,
    medium: Medium,
    problem: &Problem,
) -> Option<Stop> {
    let mut choices = w.contact_choices().into_iter();
    let left = choices.find(|media| !w.state.proving.is_refused(*media));
    if left.is_some() {
        w.state.form.media = left;
        return None;
    }
    let cause = problem.cause.as_ref();
    Some(match w.state.task {
        // A server that demands what it cannot do is told in its own words.
        Task::SignUp => return None,
        Task::Reset => Stop::NoReset(medium),
        Task::AddContact => {
            Stop::NoContactChanges(cause.and_then(|cause| cause.refusal().cloned()))
        }
    })
}
