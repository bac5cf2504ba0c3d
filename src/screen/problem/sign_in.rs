//! Why somebody cannot sign in, in words.

use super::{disguised, email, shown};
use crate::domain::{CleanText, LoginNameError};
use crate::text::{Piece, Text, Texts};
use crate::wizard::{FieldId, SignInProblem, Wizard};
use crate::{rich, t};

/// What happened, and which key goes on.
pub(super) fn words(problem: &SignInProblem, wizard: &Wizard, texts: &Texts) -> (Text, Text) {
    let plain = |what: String, how: String| (Text::from(what), Text::from(how));
    match problem {
        SignInProblem::Name(error) => {
            plain(name(error, wizard, texts), t!(texts, "sign-in-name-how"))
        }
        SignInProblem::OtherServer(server) => other_server(server, texts),
        SignInProblem::NoPassword => plain(
            t!(texts, "password-empty"),
            t!(texts, "sign-in-password-how"),
        ),
        SignInProblem::Refused => plain(
            t!(texts, "sign-in-refused"),
            t!(texts, "sign-in-refused-how"),
        ),
        SignInProblem::Deactivated => plain(
            t!(texts, "sign-in-deactivated"),
            t!(texts, "sign-in-account-how"),
        ),
        SignInProblem::Locked => plain(
            t!(texts, "sign-in-locked"),
            t!(texts, "sign-in-account-how"),
        ),
        SignInProblem::Suspended => plain(
            t!(texts, "sign-in-suspended"),
            t!(texts, "sign-in-account-how"),
        ),
        SignInProblem::Ended => plain(t!(texts, "sign-in-ended"), t!(texts, "sign-in-ended-how")),
    }
}

/// That a Matrix ID is one of this server, and not of the one that the page is about.
pub(super) fn other_server(server: &CleanText, texts: &Texts) -> (Text, Text) {
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
