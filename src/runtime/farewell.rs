//! What is left on the normal screen: the result and nothing secret, or what was not done and how
//! to go on.

use super::{Kept, keeper, unfinished};
use crate::screen;
use crate::store::SaveError;
use crate::t;
use crate::text::Texts;
use crate::wizard::{Done, PageId, ProfileState, SessionEnd, Stop, Task, Wizard};

/// What is left, and no page has said.
pub(super) struct Left {
    /// Whether a profile was being written when the last page was left.
    pub(super) late_profile: bool,
    /// Whether the unfinished task of this run is kept.
    pub(super) kept: Kept,
    /// Where; empty if nowhere.
    pub(super) folder: String,
}

/// Says what came of it, in whole lines.
pub(super) fn text(wizard: &Wizard, left: &Left, texts: &Texts) -> String {
    let mut lines = lines(wizard, left, texts);
    // The practice server ends with the program.
    if wizard.practice().is_some() && wizard.done().is_some() {
        lines.push(t!(texts, "farewell-practice"));
    }
    // What is still under way now has no one to wait for it.
    let open = wizard.waiting().closing || wizard.session_end() == Some(SessionEnd::LeftOpen);
    if open {
        lines.push(session_open(wizard, texts));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// What to do about a session that may be open.
fn session_open(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.done() {
        // The server opened it unasked, and nobody gave it a name.
        Some(Done::Created {
            session_closed: true,
            ..
        }) => t!(texts, "farewell-session-unnamed"),
        _ => t!(texts, "farewell-session-open"),
    }
}

fn lines(wizard: &Wizard, left: &Left, texts: &Texts) -> Vec<String> {
    let Some(done) = wizard.done() else {
        let mut lines = unfinished(wizard, texts);
        lines.extend(going_on(wizard, left, texts));
        return lines;
    };
    let mut lines = done_lines(done, texts);
    lines.extend(client(wizard, left, texts));
    lines.extend(not_removed(left, texts));
    lines
}

fn done_lines(done: &Done, texts: &Texts) -> Vec<String> {
    let server = done.contacts().server.display_name();
    let base = t!(texts, "farewell-base", url = done.base().to_string());
    match done {
        Done::Created { user_id, .. } | Done::CreatedInBrowser { user_id, .. } => vec![
            t!(texts, "farewell-created", id = user_id.to_string()),
            base,
        ],
        Done::AwaitingApproval { username, .. } => vec![
            t!(
                texts,
                "farewell-approval",
                name = username.as_str(),
                server = server
            ),
            base,
        ],
        Done::ProbablyCreated { username, .. } => vec![
            t!(
                texts,
                "farewell-probably",
                name = username.as_str(),
                server = server
            ),
            base,
        ],
        Done::PasswordReset { .. } => {
            vec![t!(texts, "farewell-reset", server = server), base]
        }
        Done::ContactAdded { contacts, user_id } => {
            let contact = match (&contacts.phone, &contacts.email) {
                (Some(phone), _) => phone.international(),
                (None, Some(email)) => email.as_str(),
                (None, None) => "",
            };
            let id = user_id.as_str();
            vec![
                t!(texts, "farewell-added", contact = contact, id = id),
                base,
            ]
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

fn unfinished(wizard: &Wizard, texts: &Texts) -> Vec<String> {
    let doubt = wizard.may_have_finished();
    let mut lines = vec![match (wizard.page(), wizard.task()) {
        (PageId::Task, _) => return Vec::new(),
        _ if wizard.awaited_link().is_some() && !doubt => {
            return vec![t!(texts, "farewell-web-waiting")];
        }
        (_, Task::SignUp) if doubt => t!(texts, "farewell-doubt-account"),
        (_, Task::Reset) if doubt => t!(texts, "farewell-doubt-reset"),
        (_, Task::AddContact) if doubt => t!(texts, "farewell-doubt-contact"),
        (_, Task::SignUp) => t!(texts, "farewell-no-account"),
        (_, Task::Reset) => t!(texts, "farewell-no-reset"),
        (_, Task::AddContact) => t!(texts, "farewell-no-contact"),
    }];
    let is_web = wizard.stop() == Some(&Stop::Browser);
    if doubt {
        return lines;
    }
    if wizard.has_asked_for_messages() {
        lines.push(t!(texts, "farewell-sent"));
    }
    if let Some(link) = wizard.link().filter(|_| is_web) {
        let url = link.as_str();
        lines.push(match wizard.task() {
            Task::SignUp => t!(texts, "farewell-web-sign-up", url = url),
            Task::Reset => t!(texts, "farewell-web-reset", url = url),
            Task::AddContact => t!(texts, "farewell-web-add", url = url),
        });
    }
    lines
}

/// How to go on with what is not finished.
fn going_on(wizard: &Wizard, left: &Left, texts: &Texts) -> Vec<String> {
    let again = match wizard.stop() {
        _ if wizard.page() == PageId::Task || wizard.awaited_link().is_some() => None,
        Some(Stop::Browser) if wizard.link().is_some() => None,
        _ if wizard.may_have_finished() => None,
        _ => Some(t!(texts, "farewell-again")),
    };
    match left.kept {
        Kept::Flow => vec![t!(texts, "farewell-kept")],
        Kept::Nothing => again.into_iter().collect(),
        Kept::Failed(SaveError::NotRemoved(_)) => {
            not_removed(left, texts).into_iter().chain(again).collect()
        }
        Kept::Failed(fault) => std::iter::once(not_kept(fault, left, texts))
            .chain(again)
            .collect(),
    }
}

/// Why the task could not be written.
fn not_kept(fault: SaveError, left: &Left, texts: &Texts) -> String {
    let folder = left.folder.as_str();
    let why = keeper::save_fault(fault).map(|fault| screen::why_not_saved(fault, texts));
    let why = why.unwrap_or_default();
    match fault {
        SaveError::Io(_) => t!(texts, "farewell-not-kept-in", path = folder, why = why),
        SaveError::Stale(_) => t!(texts, "farewell-stale", path = folder, why = why),
        _ => t!(texts, "farewell-not-kept", why = why),
    }
}

/// That the file of a task which is over is still there, if it is.
fn not_removed(left: &Left, texts: &Texts) -> Option<String> {
    let Kept::Failed(SaveError::NotRemoved(kind)) = left.kept else {
        return None;
    };
    let why = unfinished::trouble(kind, texts);
    let folder = left.folder.as_str();
    Some(t!(texts, "farewell-not-removed", path = folder, why = why))
}
