//! The summary that is left on the normal screen: the result and nothing secret, or the steps that were not done and
//! how to continue.

use super::keeper::Kept;
use crate::screen;
use crate::t;
use crate::text::Texts;
use crate::wizard::{Done, PageId, ProfileState, SaveFault, SessionEnd, Stop, Task, Wizard};

/// The facts that no page has said.
pub(super) struct Left {
    /// Whether a profile was being written when the last page was left.
    pub(super) late_profile: bool,
    /// Whether the unfinished task of this run is kept.
    pub(super) kept: Kept,
    /// Its folder; empty if there is none.
    pub(super) folder: String,
}

/// Says its result, in whole lines.
pub(super) fn text(wizard: &Wizard, left: &Left, texts: &Texts) -> String {
    let mut lines = Vec::new();
    match wizard.done() {
        Some(done) => {
            lines.push(result(done, texts));
            lines.push(t!(texts, "farewell-base", url = done.base().to_string()));
            lines.extend(client(wizard, left, texts));
            if let Kept::NotRemoved(_) = left.kept {
                lines.extend(kept(left, texts));
            }
            // The practice server ends with the program.
            if wizard.practice().is_some() {
                lines.push(t!(texts, "farewell-practice"));
            }
        }
        None => {
            lines.extend(not_done(wizard, texts));
            lines.extend(kept(left, texts));
            if left.kept != Kept::Flow && is_to_be_begun_again(wizard) {
                lines.push(t!(texts, "farewell-again"));
            }
        }
    }
    // A request that is still in flight now has no reader.
    if wizard.waiting().closing || wizard.session_end() == Some(SessionEnd::LeftOpen) {
        lines.push(match wizard.done() {
            // The server opened it unasked, so it has no name.
            Some(Done::Created {
                session_closed: true,
                ..
            }) => t!(texts, "farewell-session-unnamed"),
            _ => t!(texts, "farewell-session-open"),
        });
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn result(done: &Done, texts: &Texts) -> String {
    let contacts = done.contacts();
    let server = contacts.server.display_name();
    match done {
        Done::Created { user_id, .. } | Done::CreatedInBrowser { user_id, .. } => {
            t!(texts, "farewell-created", id = user_id.to_string())
        }
        Done::AwaitingApproval { username, .. } => {
            let name = username.as_str();
            t!(texts, "farewell-approval", name = name, server = server)
        }
        Done::ProbablyCreated { username, .. } => {
            let name = username.as_str();
            t!(texts, "farewell-probably", name = name, server = server)
        }
        Done::PasswordReset { .. } => t!(texts, "farewell-reset", server = server),
        Done::ContactAdded { user_id, .. } => {
            let contact = match (&contacts.phone, &contacts.email) {
                (Some(phone), _) => phone.international(),
                (None, Some(email)) => email.as_str(),
                (None, None) => "",
            };
            let id = user_id.as_str();
            t!(texts, "farewell-added", contact = contact, id = id)
        }
    }
}

/// How to start the client that knows the account now; or why it does not know it, where the page was left before that
/// was known.
fn client(wizard: &Wizard, left: &Left, texts: &Texts) -> Option<String> {
    let profile = wizard.profile().iamb()?;
    match wizard.profile().state()? {
        ProfileState::Written => Some(t!(texts, "farewell-iamb", name = profile.name())),
        ProfileState::Failed(_) if !left.late_profile => None,
        ProfileState::Failed(fault) => screen::why_no_profile(fault, wizard, texts),
        ProfileState::Writing => {
            let (name, path) = (profile.name(), wizard.profile().file()?);
            Some(t!(texts, "farewell-iamb-late", name = name, path = path))
        }
    }
}

/// Says what was not done, and what of it may have an effect all the same.
fn not_done(wizard: &Wizard, texts: &Texts) -> Vec<String> {
    let (task, doubt) = (wizard.task(), wizard.may_have_finished());
    if wizard.page() == PageId::Task {
        return Vec::new();
    }
    if doubt {
        return vec![match task {
            Task::SignUp => t!(texts, "farewell-doubt-account"),
            Task::Reset => t!(texts, "farewell-doubt-reset"),
            Task::AddContact => t!(texts, "farewell-doubt-contact"),
        }];
    }
    if wizard.awaited_link().is_some() {
        return vec![t!(texts, "farewell-web-waiting")];
    }
    let mut lines = vec![match task {
        Task::SignUp => t!(texts, "farewell-no-account"),
        Task::Reset => t!(texts, "farewell-no-reset"),
        Task::AddContact => t!(texts, "farewell-no-contact"),
    }];
    if wizard.has_asked_for_messages() {
        lines.push(t!(texts, "farewell-sent"));
    }
    if wizard.stop() == Some(&Stop::Browser)
        && let Some(link) = wizard.link()
    {
        let url = link.as_str();
        lines.push(match task {
            Task::SignUp => t!(texts, "farewell-web-sign-up", url = url),
            Task::Reset => t!(texts, "farewell-web-reset", url = url),
            Task::AddContact => t!(texts, "farewell-web-add", url = url),
        });
    }
    lines
}

/// Whether to begin again is of use, and nothing better is.
fn is_to_be_begun_again(wizard: &Wizard) -> bool {
    let is_in_browser = wizard.stop() == Some(&Stop::Browser) && wizard.link().is_some();
    let is_under_way = wizard.page() != PageId::Task && wizard.awaited_link().is_none();
    is_under_way && !is_in_browser && !wizard.may_have_finished()
}

/// The state of the saved task, or the reason for having none.
fn kept(left: &Left, texts: &Texts) -> Option<String> {
    let path = left.folder.as_str();
    let not_saved = |fault| screen::why_not_saved(fault, texts);
    Some(match left.kept {
        Kept::Nothing => return None,
        Kept::Flow => t!(texts, "farewell-kept"),
        Kept::Failed(fault @ SaveFault::Disk(_)) => {
            let why = not_saved(fault);
            t!(texts, "farewell-not-kept-in", path = path, why = why)
        }
        Kept::Failed(fault @ SaveFault::Stale(_)) => {
            let why = not_saved(fault);
            t!(texts, "farewell-stale", path = path, why = why)
        }
        Kept::Failed(fault) => t!(texts, "farewell-not-kept", why = not_saved(fault)),
        Kept::NotRemoved(fault) => {
            let why = screen::disk_fault(fault, texts);
            t!(texts, "farewell-not-removed", path = path, why = why)
        }
    })
}
