//! What came of it, and what comes next.

use super::{actions, remark};
use crate::domain::{IambProfile, UserId};
use crate::screen::Page;
use crate::screen::model::{Block, Mark, Row};
use crate::text::{Piece, Text, Texts};
use crate::wizard::{
    Contacts, Done, PasswordCheck, ProfileFault, ProfileState, SessionEnd, Wizard,
};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let done = wizard.done()?;
    Some(match done {
        Done::Created {
            contacts,
            user_id,
            session_closed,
        } => {
            let session = match (session_closed, wizard.session_end()) {
                (false, Some(SessionEnd::LeftOpen)) => {
                    remark(Mark::Doubt, t!(texts, "session-left-open"))
                }
                (false, _) => remark(Mark::None, t!(texts, "done-no-session")),
                (true, Some(SessionEnd::Closed)) => {
                    remark(Mark::None, t!(texts, "done-session-closed"))
                }
                (true, Some(SessionEnd::LeftOpen)) => {
                    remark(Mark::Doubt, t!(texts, "done-session-left-open"))
                }
                (true, _) => remark(Mark::None, t!(texts, "done-session-open")),
            };
            let known = verified(contacts, texts)
                .into_iter()
                .chain(password(done, wizard, texts))
                .chain([session]);
            created(user_id, known, wizard, texts)
        }
        Done::CreatedInBrowser { user_id, .. } => {
            let session = match wizard.session_end() {
                Some(SessionEnd::Closing) => remark(Mark::None, t!(texts, "done-web-closing")),
                Some(SessionEnd::LeftOpen) => remark(Mark::Doubt, t!(texts, "done-web-open")),
                Some(SessionEnd::Closed) | None => remark(Mark::None, t!(texts, "done-no-session")),
            };
            created(user_id, [session], wizard, texts)
        }
        Done::AwaitingApproval { contacts, username } => {
            Page::new(t!(texts, "done-approval-title"))
                .lead(rich!(
                    texts,
                    "done-approval",
                    name = Piece::strong(format!("@{}", username.as_str())),
                    server = Piece::strong(contacts.server.display_name())
                ))
                .blocks(verified(contacts, texts))
                .gap()
                .blocks(actions::block(wizard, texts))
        }
        Done::ProbablyCreated { contacts, username } => Page::new(t!(texts, "done-probably-title"))
            .lead(rich!(
                texts,
                "done-probably",
                name = Piece::strong(format!("@{}", username.as_str())),
                server = Piece::strong(contacts.server.display_name())
            ))
            .block(Block::Paragraph(t!(texts, "done-probably-check").into()))
            .blocks(tried(done, wizard, texts))
            .gap()
            .blocks(actions::block(wizard, texts)),
        Done::PasswordReset {
            contacts,
            logout_devices,
        } => {
            let sessions = if *logout_devices {
                t!(texts, "done-signed-out")
            } else {
                t!(texts, "done-still-in")
            };
            let server = Piece::strong(contacts.server.display_name());
            let lead = match wizard.login().password_check() {
                None | Some(PasswordCheck::Right) => rich!(texts, "done-reset", server = server),
                Some(_) => rich!(texts, "done-reset-earlier", server = server),
            };
            Page::new(t!(texts, "done-reset-title"))
                .lead(lead)
                .blocks(password(done, wizard, texts))
                .block(remark(Mark::Good, sessions))
                .gap()
                .block(Block::Paragraph(t!(texts, "done-reset-advice").into()))
                .gap()
                .blocks(actions::block(wizard, texts))
        }
        Done::ContactAdded { contacts, user_id } => {
            let session = match wizard.session_end() {
                Some(SessionEnd::LeftOpen) => remark(Mark::Doubt, t!(texts, "session-left-open")),
                Some(SessionEnd::Closing) => remark(Mark::None, t!(texts, "session-closing")),
                _ => remark(Mark::Good, t!(texts, "session-closed")),
            };
            let title = match contacts.phone {
                Some(_) => t!(texts, "done-added-title-phone"),
                None => t!(texts, "done-added-title-email"),
            };
            Page::new(title)
                .block(Block::Alone(user_id.to_string()))
                .gap()
                .blocks(verified(contacts, texts))
                .block(session)
                .gap()
                .blocks(actions::block(wizard, texts))
        }
    })
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
        .perhaps_made()
        .filter(|other| other.as_str() != name)
        .map(|other| {
            let other = format!("@{}", other.as_str());
            remark(Mark::Doubt, t!(texts, "done-another", name = other))
        });
    let profile = wizard
        .iamb_profile()
        .unwrap_or_else(|| IambProfile::new(user_id, None));
    Page::new(t!(texts, "done-created-title"))
        .block(Block::Alone(user_id.to_string()))
        .gap()
        .blocks(known)
        .blocks(another)
        .gap()
        .block(Block::Heading(t!(texts, "done-next")))
        .block(Block::Table(vec![
            next_row("iamb", iamb(&profile, wizard, texts)),
            next_row("gomuks", gomuks(user_id, &profile, texts)),
        ]))
        .blocks(profile_remark(wizard, texts))
        .block(Block::Paragraph(t!(texts, "done-backup").into()))
        .gap()
        .blocks(actions::block(wizard, texts))
}

/// What makes iamb ready for the account.
fn iamb(profile: &IambProfile, wizard: &Wizard, texts: &Texts) -> String {
    let name = profile.name();
    let (entries, heading) = match wizard.profile_state() {
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

/// What gomuks asks for, which finds a server by its name alone.
fn gomuks(user_id: &UserId, profile: &IambProfile, texts: &Texts) -> String {
    let id = user_id.as_str();
    match profile.base() {
        Some(base) => t!(texts, "done-gomuks-at", id = id, base = base.as_str()),
        None => t!(texts, "done-gomuks", id = id),
    }
}

/// What came of adding the profile.
fn profile_remark(wizard: &Wizard, texts: &Texts) -> Option<Block> {
    let profile = wizard.iamb_profile()?;
    match wizard.profile_state()? {
        ProfileState::Writing => None,
        ProfileState::Written => {
            let (name, path) = (profile.name(), wizard.iamb_file()?);
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
    let path = wizard.iamb_file()?;
    Some(match fault {
        ProfileFault::Exists => {
            let name = wizard.taken_profile_name()?;
            t!(texts, "profile-exists", name = name, path = path)
        }
        ProfileFault::InlineTable => t!(texts, "profile-inline-table", path = path),
        ProfileFault::OldFormat => t!(texts, "profile-old-format", path = path),
        ProfileFault::Unreadable => t!(texts, "profile-unreadable", path = path),
        ProfileFault::Unwritable => t!(texts, "profile-unwritable", path = path),
    })
}

/// Whose the password is, where an earlier run may have set it.
fn password(done: &Done, wizard: &Wizard, texts: &Texts) -> Vec<Block> {
    match wizard.login().password_check() {
        Some(PasswordCheck::Offered) => {
            vec![remark(Mark::Doubt, t!(texts, "done-password-earlier"))]
        }
        _ => tried(done, wizard, texts),
    }
}

/// What came of trying the password.
fn tried(done: &Done, wizard: &Wizard, texts: &Texts) -> Vec<Block> {
    let line = match wizard.login().password_check() {
        None | Some(PasswordCheck::Offered) => return Vec::new(),
        Some(PasswordCheck::Wrong) => return wrong(done, texts),
        Some(PasswordCheck::Asking) => remark(Mark::Working, t!(texts, "done-password-asking")),
        Some(PasswordCheck::Right) => remark(Mark::Good, t!(texts, "done-password-right")),
        Some(PasswordCheck::Unanswered(_)) => {
            remark(Mark::Doubt, t!(texts, "done-password-unanswered"))
        }
    };
    vec![line]
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
        let text = rich!(texts, "done-phone", number = number);
        blocks.push(remark(Mark::Good, text));
    }
    if let Some(email) = &contacts.email {
        let address = Piece::strong(email.as_str());
        let text = rich!(texts, "done-email", address = address);
        blocks.push(remark(Mark::Good, text));
    }
    if blocks.is_empty() {
        blocks.push(remark(Mark::Doubt, t!(texts, "done-no-contact")));
    }
    blocks
}

fn next_row(name: &str, value: String) -> Row {
    Row {
        name: name.to_owned(),
        value: Text::from(value),
    }
}
