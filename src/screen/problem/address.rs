//! What a homeserver makes of an address, or of a message to it, in words.

use crate::protocol::Medium;
use crate::t;
use crate::text::{Text, Texts};
use crate::wizard::{Goal, ProblemKind};

/// What is the matter with the address, and what to do. Nothing for a problem of another kind.
pub(super) fn words(problem: &ProblemKind, goal: Goal, texts: &Texts) -> (Text, Text) {
    let plain = |what: String, how: String| (Text::from(what), Text::from(how));
    match problem {
        ProblemKind::AddressOnAccount(medium) => (
            by_medium(
                *medium,
                t!(texts, "email-on-account"),
                t!(texts, "number-on-account"),
            ),
            t!(texts, "address-denied-how").into(),
        ),
        ProblemKind::AddressInUse(medium) => (
            by_medium(
                *medium,
                t!(texts, "email-in-use"),
                t!(texts, "number-in-use"),
            ),
            match goal {
                Goal::AddContact => t!(texts, "address-in-use-how-add").into(),
                _ => t!(texts, "address-in-use-how").into(),
            },
        ),
        ProblemKind::AddressUnknown(medium) => (
            by_medium(
                *medium,
                t!(texts, "email-unknown"),
                t!(texts, "number-unknown"),
            ),
            t!(texts, "address-unknown-how").into(),
        ),
        ProblemKind::AddressDenied(medium) => (
            by_medium(
                *medium,
                t!(texts, "email-denied"),
                t!(texts, "number-denied"),
            ),
            t!(texts, "address-denied-how").into(),
        ),
        ProblemKind::AddressInvalid(medium) => (
            by_medium(
                *medium,
                t!(texts, "email-invalid"),
                t!(texts, "number-invalid"),
            ),
            t!(texts, "address-invalid-how").into(),
        ),
        ProblemKind::MediumUnsupported(medium) => (
            by_medium(
                *medium,
                t!(texts, "email-unsupported"),
                t!(texts, "number-unsupported"),
            ),
            t!(texts, "medium-unsupported-how").into(),
        ),
        ProblemKind::NeedsIdentityServer => plain(
            t!(texts, "needs-identity-server"),
            t!(texts, "medium-unsupported-how"),
        ),
        ProblemKind::CannotDeliver(medium) => (
            by_medium(
                *medium,
                t!(texts, "mail-undelivered"),
                t!(texts, "text-undelivered"),
            ),
            t!(texts, "undelivered-how").into(),
        ),
        ProblemKind::DestinationRejected => plain(
            t!(texts, "destination-rejected"),
            t!(texts, "destination-rejected-how"),
        ),
        _ => (Text::default(), Text::default()),
    }
}

fn by_medium(medium: Medium, email: String, phone: String) -> Text {
    Text::from(match medium {
        Medium::Email => email,
        Medium::Msisdn => phone,
    })
}
