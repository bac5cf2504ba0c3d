//! Names of commands that depend on where the wizard is: what a key does in the footer and in the help, and lines of
//! pages.

use crate::protocol::Contact;
use crate::t;
use crate::text::Texts;
use crate::wizard::{FieldId, Focus, Media, PageId, Task, Wizard};

pub(super) fn go_on(wizard: &Wizard, texts: &Texts) -> String {
    match (wizard.focus(), wizard.page()) {
        (Focus::Action(_), _) => t!(texts, "key-do"),
        _ if wizard.asks_code() => t!(texts, "key-submit"),
        (_, PageId::Terms) => {
            let policy = wizard.terms().get(wizard.form().policy);
            if policy.is_some_and(|p| !wizard.form().has_agreed(p)) {
                t!(texts, "key-agree")
            } else {
                t!(texts, "key-continue")
            }
        }
        _ => t!(texts, "key-continue"),
    }
}

/// Whether the arrows choose an entry of a list.
pub(in crate::screen) fn is_in_list(wizard: &Wizard) -> bool {
    let (len, _) = wizard.list_position();
    len > 1 && matches!(wizard.focus(), Focus::List | Focus::Field(FieldId::Country))
}

/// The arrows' effect: from line to line they need no name.
pub(super) fn choose(wizard: &Wizard, texts: &Texts) -> String {
    match is_in_list(wizard) {
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
    match wizard.page() {
        PageId::Task => t!(texts, "key-leave"),
        _ => String::new(),
    }
}

/// Leaving, as a line of the last pages.
pub(super) fn leave(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.page() {
        PageId::Done => t!(texts, "action-finish"),
        _ => t!(texts, "action-leave"),
    }
}

/// The key that shows secrets hides them, too.
pub(super) fn reveal(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.form().reveal {
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

/// Turning to the other task: with the address that was refused, or because this one is not available.
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

/// The effect of copying, for the help.
pub(super) fn what_is_copied(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.link() {
        Some(_) => t!(texts, "help-copy"),
        None => t!(texts, "help-copy-id"),
    }
}

/// Opening a link, which may be open already.
pub(super) fn open_link(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.page() {
        PageId::Web => t!(texts, "action-open-again"),
        _ => t!(texts, "action-open-link"),
    }
}

/// Changing the address or the number, before and after a message.
pub(super) fn change_address(wizard: &Wizard, texts: &Texts) -> String {
    let contacts = wizard.contacts();
    let media = contacts.map_or(Media::NONE, |contacts| contacts.media());
    match (wizard.page(), wizard.awaited().map(|sent| &sent.contact)) {
        (_, Some(Contact::Phone(_))) => t!(texts, "action-other-number"),
        (_, Some(Contact::Email(_))) => t!(texts, "action-other-address"),
        (PageId::Review, None) if media.phone => t!(texts, "action-change-number"),
        (PageId::Review, None) if media == Media::NONE => t!(texts, "goal-add"),
        _ => t!(texts, "action-change-address"),
    }
}

/// Adding a profile, with the file that it goes to.
pub(super) fn add_profile(wizard: &Wizard, texts: &Texts) -> String {
    let path = wizard.profile().file().unwrap_or_default();
    t!(texts, "action-add-profile", path = path)
}

/// The effect of continuing from the page.
pub(super) fn proceed(wizard: &Wizard, texts: &Texts) -> String {
    let contacts = wizard.contacts();
    match contacts.map(|contacts| contacts.media()) {
        _ if wizard.page() != PageId::Review || wizard.messages_are_out() => {
            t!(texts, "action-go-on")
        }
        None | Some(Media::NONE) => t!(texts, "action-create"),
        Some(Media { phone: true, .. }) => t!(texts, "action-send-code"),
        Some(_) => t!(texts, "action-send-mail"),
    }
}
