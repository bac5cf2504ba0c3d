//! Why somebody cannot sign in, in words.

use super::{Said, disguised, email, shown};
use crate::domain::{CleanText, LoginNameError};
use crate::text::{Piece, Texts};
use crate::wizard::{FieldId, SignInProblem, Wizard};
use crate::{rich, t};

/// What happened, and which key goes on.
pub(super) fn words(problem: &SignInProblem, wizard: &Wizard, texts: &Texts) -> Said {
    table! { texts, problem as SignInProblem;
        Name(error) => ((name(error, wizard, texts)), "sign-in-name-how"),
        OtherServer(server) => {other_server(server, texts)},
        NoPassword => ("password-empty", "sign-in-password-how"),
        Refused => ("sign-in-refused", "sign-in-refused-how"),
        Deactivated => ("sign-in-deactivated", "sign-in-account-how"),
        Locked => ("sign-in-locked", "sign-in-account-how"),
        Suspended => ("sign-in-suspended", "sign-in-account-how"),
        Ended => ("sign-in-ended", "sign-in-ended-how"),
    }
}

/// That a Matrix ID is one of this server, and not of the one that the page is about.
pub(super) fn other_server(server: &CleanText, texts: &Texts) -> Said {
    let server = Piece::strong(server);
    (
        rich!(texts, "sign-in-other-server", server = server),
        t!(texts, "sign-in-other-server-how").into(),
    )
}

fn name(error: &LoginNameError, wizard: &Wizard, texts: &Texts) -> String {
    match error {
        LoginNameError::Empty => t!(texts, "sign-in-name-empty"),
        LoginNameError::Character(c) => disguised(*c, FieldId::SignInName, wizard, texts)
            .unwrap_or_else(|| {
                let character = shown(*c, FieldId::SignInName, wizard, texts);
                t!(texts, "sign-in-name-character", character = character)
            }),
        LoginNameError::TooLong => t!(texts, "sign-in-name-too-long"),
        LoginNameError::Email(error) => email(error, FieldId::SignInName, wizard, texts),
    }
}
