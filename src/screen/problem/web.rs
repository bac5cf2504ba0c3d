//! Problems on the way to an account that is made in the browser.

use crate::protocol::OAuthError;
use crate::text::{Piece, Text, Texts};
use crate::wizard::{ProblemKind, WebFault, Wizard};
use crate::{rich, t};

/// What happened, and how to go on.
pub(super) fn words(fault: &WebFault, wizard: &Wizard, texts: &Texts) -> (Text, Text) {
    let server = || Piece::strong(super::server_text(wizard));
    let what = match fault {
        WebFault::CannotListen => t!(texts, "web-cannot-listen").into(),
        WebFault::ClientRefused => rich!(texts, "web-client-refused", server = server()),
        WebFault::Denied => t!(texts, "web-denied").into(),
        WebFault::Refused(_) => rich!(texts, "web-refused", server = server()),
        WebFault::AccountUnknown => rich!(texts, "web-unknown", server = server()),
    };
    let how = match (fault, wizard.link()) {
        (WebFault::Denied, _) => t!(texts, "web-denied-how"),
        (WebFault::AccountUnknown, _) => t!(texts, "web-unknown-how"),
        (_, Some(_)) => t!(texts, "web-by-link-how"),
        (_, None) => t!(texts, "web-no-link-how"),
    };
    (what, how.into())
}

/// The error that the browser brought back.
pub(super) fn error(kind: &ProblemKind) -> Option<&OAuthError> {
    match kind {
        ProblemKind::Web(WebFault::Refused(error)) => Some(error),
        _ => None,
    }
}
