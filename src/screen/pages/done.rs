//! The result, and the next steps.

use super::{actions, remark};
use crate::domain::{IambProfile, UserId};
use crate::screen::Page;
use crate::screen::model::{Block, Mark, Row};
use crate::text::{Piece, Texts};
use crate::wizard::{
    Contacts, Done, PasswordCheck, ProfileFault, ProfileState, SessionEnd, Wizard,
};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let done = wizard.done()?;
    let session = session(done, wizard, texts);
    let contacts = done.contacts();
    let server = Piece::strong(contacts.server.display_name());
    let page = match done {
        Done::Created { user_id, .. } => {
            let known = verified(contacts, texts)
                .into_iter()
                .chain(password(done, wizard, texts))
                .chain(session);
            return Some(created(user_id, known, wizard, texts));
        }
        Done::CreatedInBrowser { user_id, .. } => {
            return Some(created(user_id, session, wizard, texts));
        }
        Done::AwaitingApproval { username, .. } => {
            let name = Piece::strong(format!("@{}", username.as_str()));
            Page::new(t!(texts, "done-approval-title"))
                .lead(rich!(texts, "done-approval", name = name, server = server))
                .blocks(verified(contacts, texts))
        }
        Done::ProbablyCreated { username, .. } => {
            let name = Piece::strong(format!("@{}", username.as_str()));
            Page::new(t!(texts, "done-probably-title"))
                .lead(rich!(texts, "done-probably", name = name, server = server))
                .paragraph(t!(texts, "done-probably-check"))
                .blocks(tried(done, wizard, texts))
        }
        Done::PasswordReset { logout_devices, .. } => {
            let sessions = match logout_devices {
                true => t!(texts, "done-signed-out"),
                false => t!(texts, "done-still-in"),
            };
            let lead = match wizard.login().password_check() {
                None | Some(PasswordCheck::Right) => rich!(texts, "done-reset", server = server),
                Some(_) => rich!(texts, "done-reset-earlier", server = server),
            };
            Page::new(t!(texts, "done-reset-title"))
                .lead(lead)
                .blocks(password(done, wizard, texts))
                .remark(Mark::Good, sessions)
                .gap()
                .paragraph(t!(texts, "done-reset-advice"))
        }
        Done::ContactAdded { user_id, .. } => Page::new(match contacts.phone {
            Some(_) => t!(texts, "done-added-title-phone"),
            None => t!(texts, "done-added-title-email"),
        })
        .alone(user_id.as_str())
        .gap()
        .blocks(verified(contacts, texts))
        .blocks(session),
    };
    Some(page.gap().blocks(actions::block(wizard, texts)))
}

/// The state of the session, if there may have been one.
fn session(done: &Done, wizard: &Wizard, texts: &Texts) -> Option<Block> {
    use SessionEnd::{Closed, Closing, LeftOpen};
    let (mark, text) = match (done, wizard.session_end()) {
        (Done::Created { session_closed, .. }, end) => match (session_closed, end) {
            (false, Some(LeftOpen)) => (Mark::Doubt, t!(texts, "session-left-open")),
            (false, _) => (Mark::None, t!(texts, "done-no-session")),
            (true, Some(Closed)) => (Mark::None, t!(texts, "done-session-closed")),
            (true, Some(LeftOpen)) => (Mark::Doubt, t!(texts, "done-session-left-open")),
            (true, _) => (Mark::None, t!(texts, "done-session-open")),
        },
        (Done::CreatedInBrowser { .. }, end) => match end {
            Some(Closing) => (Mark::None, t!(texts, "done-web-closing")),
            Some(LeftOpen) => (Mark::Doubt, t!(texts, "done-web-open")),
            Some(Closed) | None => (Mark::None, t!(texts, "done-no-session")),
        },
        (Done::ContactAdded { .. }, end) => match end {
            Some(LeftOpen) => (Mark::Doubt, t!(texts, "session-left-open")),
            Some(Closing) => (Mark::None, t!(texts, "session-closing")),
            Some(Closed) | None => (Mark::Good, t!(texts, "session-closed")),
        },
        _ => return None,
    };
    Some(remark(mark, text))
}

/// There is an account: its Matrix ID, what is known of it, and where to go from here.
fn created(
    user_id: &UserId,
    known: impl IntoIterator<Item = Block>,
    wizard: &Wizard,
    texts: &Texts,
) -> Page {
    let name = user_id.localpart();
    // Under another name an earlier request may have made one too.
    let another = wizard
        .proving()
        .perhaps_made()
        .filter(|other| other.as_str() != name)
        .map(|other| {
            let other = format!("@{}", other.as_str());
            remark(Mark::Doubt, t!(texts, "done-another", name = other))
        });
    let profile = wizard
        .profile()
        .iamb()
        .unwrap_or_else(|| IambProfile::new(user_id, None));
    Page::new(t!(texts, "done-created-title"))
        .alone(user_id.as_str())
        .gap()
        .blocks(known)
        .blocks(another)
        .gap()
        .block(Block::Heading(t!(texts, "done-next")))
        .block(Block::Table(vec![
            Row::new("iamb", iamb(&profile, wizard, texts)),
            Row::new("gomuks", gomuks(user_id, &profile, texts)),
        ]))
        .blocks(profile_remark(wizard, texts))
        .paragraph(t!(texts, "done-backup"))
        .gap()
        .blocks(actions::block(wizard, texts))
}

/// The lines that prepare iamb for the account.
fn iamb(profile: &IambProfile, wizard: &Wizard, texts: &Texts) -> String {
    let name = profile.name();
    let (entries, heading) = match wizard.profile().state() {
        Some(ProfileState::Written) => return t!(texts, "done-iamb-ready", name = name),
        Some(ProfileState::Failed(ProfileFault::InlineTable)) => {
            (profile.inline(), IambProfile::INLINE_HEADING.to_owned())
        }
        _ => {
            let entries = profile.entries();
            let entries: Vec<_> = entries.lines().collect();
            (entries.join(", "), profile.heading())
        }
    };
    t!(
        texts,
        "done-iamb",
        entries = entries,
        heading = heading,
        name = name
    )
}

/// The lines for gomuks, which finds a server by its name alone.
fn gomuks(user_id: &UserId, profile: &IambProfile, texts: &Texts) -> String {
    let id = user_id.as_str();
    match profile.base() {
        Some(base) => t!(texts, "done-gomuks-at", id = id, base = base.as_str()),
        None => t!(texts, "done-gomuks", id = id),
    }
}

/// The result of adding the profile.
fn profile_remark(wizard: &Wizard, texts: &Texts) -> Option<Block> {
    let profile = wizard.profile().iamb()?;
    match wizard.profile().state()? {
        ProfileState::Writing => None,
        ProfileState::Written => {
            let (name, path) = (profile.name(), wizard.profile().file()?);
            let added = t!(texts, "profile-added", name = name, path = path);
            Some(remark(Mark::Good, added))
        }
        ProfileState::Failed(fault) => {
            let why = why_no_profile(fault, wizard, texts)?;
            Some(remark(Mark::Doubt, why))
        }
    }
}

/// Why the profile was not added.
pub fn why_no_profile(fault: ProfileFault, wizard: &Wizard, texts: &Texts) -> Option<String> {
    let path = wizard.profile().file()?;
    Some(match fault {
        ProfileFault::Exists => {
            let name = wizard.profile().taken_name()?;
            t!(texts, "profile-exists", name = name, path = path)
        }
        ProfileFault::InlineTable => t!(texts, "profile-inline-table", path = path),
        ProfileFault::OldFormat => t!(texts, "profile-old-format", path = path),
        ProfileFault::Unreadable => t!(texts, "profile-unreadable", path = path),
        ProfileFault::Unwritable => t!(texts, "profile-unwritable", path = path),
    })
}

/// Which password the account has, if an earlier run may have set it.
fn password(done: &Done, wizard: &Wizard, texts: &Texts) -> Vec<Block> {
    match wizard.login().password_check() {
        Some(PasswordCheck::Offered) => {
            vec![remark(Mark::Doubt, t!(texts, "done-password-earlier"))]
        }
        _ => tried(done, wizard, texts),
    }
}

/// The result of trying the password.
fn tried(done: &Done, wizard: &Wizard, texts: &Texts) -> Vec<Block> {
    let (mark, text) = match wizard.login().password_check() {
        None | Some(PasswordCheck::Offered) => return Vec::new(),
        Some(PasswordCheck::Wrong) => return wrong(done, texts),
        Some(PasswordCheck::Asking) => (Mark::Working, t!(texts, "done-password-asking")),
        Some(PasswordCheck::Right) => (Mark::Good, t!(texts, "done-password-right")),
        Some(PasswordCheck::Unanswered(_)) => (Mark::Doubt, t!(texts, "done-password-unanswered")),
    };
    vec![remark(mark, text)]
}

/// The password that was typed last is not the account's, and what is left to do.
fn wrong(done: &Done, texts: &Texts) -> Vec<Block> {
    let probably = matches!(done, Done::ProbablyCreated { .. });
    let what = match probably {
        true => t!(texts, "done-password-wrong-probably"),
        false => t!(texts, "done-password-wrong"),
    };
    let how = match done.contacts().email {
        Some(_) => Some(t!(texts, "done-password-reset")),
        None if probably => None,
        None => Some(t!(texts, "done-password-use")),
    };
    let how = how.map(|how| remark(Mark::None, how));
    std::iter::once(remark(Mark::Bad, what))
        .chain(how)
        .collect()
}

/// The contacts that were proven, and what they are good for.
fn verified(contacts: &Contacts, texts: &Texts) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(phone) = &contacts.phone {
        let number = Piece::strong(phone.international());
        blocks.push(remark(
            Mark::Good,
            rich!(texts, "done-phone", number = number),
        ));
    }
    if let Some(email) = &contacts.email {
        let address = Piece::strong(email.as_str());
        blocks.push(remark(
            Mark::Good,
            rich!(texts, "done-email", address = address),
        ));
    }
    if blocks.is_empty() {
        blocks.push(remark(Mark::Doubt, t!(texts, "done-no-contact")));
    }
    blocks
}
