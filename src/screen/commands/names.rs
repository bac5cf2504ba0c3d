//! Names of commands that depend on where the wizard is: what a key does in the footer and in the help, and lines of
//! pages.

use crate::protocol::Medium;
use crate::screen::keys;
use crate::t;
use crate::text::Texts;
use crate::wizard::{Focus, Media, Sent, Stage, Task, Wizard};

/// What Enter does.
pub(super) fn go_on(wizard: &Wizard, texts: &Texts) -> String {
    match (wizard.focus(), wizard.stage()) {
        (Focus::Action(_), _) => t!(texts, "key-do"),
        (_, Stage::Verify(_, sent)) if sent.by_code => t!(texts, "key-submit"),
        (_, Stage::Terms(contacts, ..)) => {
            let policy = contacts.server.terms().get(wizard.policy_position());
            if policy.is_some_and(|p| !wizard.has_agreed(p)) {
                t!(texts, "key-agree")
            } else {
                t!(texts, "key-continue")
            }
        }
        _ => t!(texts, "key-continue"),
    }
}

/// What the arrows do: from line to line they need no name.
pub(super) fn choose(wizard: &Wizard, texts: &Texts) -> String {
    match keys::is_in_list(wizard) {
        true => t!(texts, "key-choose"),
        false => String::new(),
    }
}

/// The details matter most where a message is waited for.
pub(super) fn details(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.messages() {
        Some(_) => t!(texts, "key-details"),
        None => String::new(),
    }
}

/// Leaving is named where there is no way back.
pub(super) fn leave_by_key(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.stage() {
        Stage::Task => t!(texts, "key-leave"),
        _ => String::new(),
    }
}

/// Leaving, as a line of the last pages.
pub(super) fn leave(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.stage() {
        Stage::Done(_) => t!(texts, "action-finish"),
        _ => t!(texts, "action-leave"),
    }
}

/// The key that shows secrets hides them, too.
pub(super) fn reveal(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.draft().reveal {
        true => t!(texts, "key-hide"),
        false => t!(texts, "key-reveal"),
    }
}

/// The suggestion itself, to be taken.
pub(super) fn take(wizard: &Wizard, texts: &Texts) -> String {
    let meant = wizard.suggestion().unwrap_or_default();
    t!(texts, "action-take", meant = meant)
}

/// Turning to the other task with the address that was refused.
pub(super) fn switch_by_key(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.task() {
        Task::SignUp => t!(texts, "key-reset-instead"),
        _ => t!(texts, "key-sign-up-instead"),
    }
}

/// Turning to the other task: with the address that was refused, or because this one is not to be had.
pub(super) fn switch(wizard: &Wizard, texts: &Texts) -> String {
    match (wizard.task(), wizard.other_task_helps()) {
        (Task::SignUp, true) => t!(texts, "action-reset-instead"),
        (Task::SignUp, false) => t!(texts, "goal-reset"),
        (Task::Reset, true) => t!(texts, "action-sign-up-instead"),
        (Task::Reset | Task::AddContact, _) => t!(texts, "goal-sign-up"),
    }
}

/// Copying the link or the Matrix ID.
pub(super) fn copy(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.link() {
        Some(_) => t!(texts, "action-copy-link"),
        None => t!(texts, "action-copy"),
    }
}

/// What copying does, for the help.
pub(super) fn what_is_copied(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.link() {
        Some(_) => t!(texts, "help-copy"),
        None => t!(texts, "help-copy-id"),
    }
}

/// Opening a link, which may be open already.
pub(super) fn open_link(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.stage() {
        Stage::Web(..) => t!(texts, "action-open-again"),
        _ => t!(texts, "action-open-link"),
    }
}

/// Changing the address or the number, before and after a message.
pub(super) fn change_address(wizard: &Wizard, texts: &Texts) -> String {
    let is_phone = |sent: &Sent| sent.contact.medium() == Medium::Msisdn;
    match wizard.stage() {
        Stage::Verify(_, sent) | Stage::NewPassword(_, sent) if is_phone(sent) => {
            t!(texts, "action-other-number")
        }
        Stage::Verify(..) | Stage::NewPassword(..) => t!(texts, "action-other-address"),
        Stage::Review(plan) if plan.contacts().phone.is_some() => t!(texts, "action-change-number"),
        Stage::Review(plan) if plan.contacts().media() == Media::NONE => t!(texts, "goal-add"),
        _ => t!(texts, "action-change-address"),
    }
}

/// Adding a profile, with the file that it goes to.
pub(super) fn add_profile(wizard: &Wizard, texts: &Texts) -> String {
    let path = wizard.iamb_file().unwrap_or_default();
    t!(texts, "action-add-profile", path = path)
}

/// What going on from the page does.
pub(super) fn proceed(wizard: &Wizard, texts: &Texts) -> String {
    let Stage::Review(plan) = wizard.stage() else {
        return t!(texts, "action-go-on");
    };
    if wizard.messages_are_out() {
        return t!(texts, "action-go-on");
    }
    match (plan.contacts().media(), plan.task()) {
        (Media::NONE, _) => t!(texts, "action-create"),
        (Media { phone: true, .. }, _) => t!(texts, "action-send-code"),
        _ => t!(texts, "action-send-mail"),
    }
}
