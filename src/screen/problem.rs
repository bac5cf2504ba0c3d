//! Problems in words: what happened, and which key goes on.

mod reaching;
mod sign_in;
mod typed;
mod web;

use super::model::ProblemView;
use super::password::rule_text;
use crate::domain::{CleanText, ServerInput};
use crate::protocol::{ErrCode, Failure, Medium, Unreadable};
use crate::text::{Piece, Text, Texts, Timed};
use crate::wizard::{FieldId, Goal, PracticeFault, Problem, ProblemKind, Wizard};
use crate::{rich, t};

use typed::{disguised, password, server, token};
pub(super) use typed::{email, number, shown, username};

/// The problem of the page, if there is one.
pub(super) fn view(wizard: &Wizard, texts: &Texts) -> Option<ProblemView> {
    let problem = wizard.problem()?;
    let (what, how) = words(problem, wizard, texts);
    let refusal = problem.cause.as_deref().and_then(Failure::refusal);
    let brought = web::error(&problem.kind);
    Some(ProblemView {
        what,
        how,
        code: problem
            .cause
            .as_deref()
            .and_then(|cause| code(cause, texts))
            .or_else(|| brought.map(|error| ErrCode::parse(error.code.as_str()).to_string())),
        quote: refusal
            .map(|refusal| &refusal.text)
            .or(brought.map(|error| &error.text))
            .map(|text| text.as_str().to_owned())
            .filter(|text| !text.is_empty()),
    })
}

/// The code and status behind a failure.
fn code(cause: &Failure, texts: &Texts) -> Option<String> {
    let status = cause.status()?;
    let status = status.to_string();
    let errcode = cause.refusal().and_then(|r| r.errcode.as_ref());
    Some(match errcode {
        Some(code) => t!(
            texts,
            "cause-code",
            code = code.to_string(),
            status = status
        ),
        None => t!(texts, "cause-status", status = status),
    })
}

fn words(problem: &Problem, wizard: &Wizard, texts: &Texts) -> (Text, Text) {
    let host = || Piece::strong(server_text(wizard));
    let plain = |what: String, how: String| (Text::from(what), Text::from(how));
    match &problem.kind {
        ProblemKind::Server(error) => {
            plain(server(error, wizard, texts), t!(texts, "server-error-how"))
        }
        ProblemKind::NoCountry => plain(t!(texts, "country-none"), t!(texts, "country-none-how")),
        ProblemKind::Number(check) => {
            plain(number(check, wizard, texts), t!(texts, "number-error-how"))
        }
        ProblemKind::Email(error) => plain(
            email(error, FieldId::Email, wizard, texts),
            t!(texts, "email-error-how"),
        ),
        ProblemKind::Username(error) => plain(
            username(error, wizard, texts),
            t!(texts, "username-error-how"),
        ),
        ProblemKind::Password(error) => {
            plain(password(error, texts), t!(texts, "password-error-how"))
        }
        ProblemKind::PasswordRule(rule) => (
            rich!(
                texts,
                "password-rule",
                rule = Piece::plain(rule_text(*rule, texts))
            ),
            t!(texts, "password-error-how").into(),
        ),
        ProblemKind::PasswordRefused(rule) => (
            match rule {
                Some(rule) => rich!(
                    texts,
                    "password-refused-rule",
                    rule = Piece::plain(rule_text(*rule, texts))
                ),
                None => t!(texts, "password-refused").into(),
            },
            t!(texts, "password-error-how").into(),
        ),
        ProblemKind::Mismatch => plain(
            t!(texts, "password-mismatch"),
            t!(texts, "password-mismatch-how"),
        ),
        ProblemKind::NoLogoutChoice => {
            plain(t!(texts, "logout-none"), t!(texts, "logout-none-how"))
        }
        ProblemKind::Token(error) => plain(token(error, texts), t!(texts, "token-error-how")),
        ProblemKind::TokenRefused => {
            plain(t!(texts, "token-refused"), t!(texts, "token-error-how"))
        }
        ProblemKind::NotAgreed => plain(t!(texts, "terms-open"), t!(texts, "terms-open-how")),
        ProblemKind::NoCode => plain(t!(texts, "code-none"), t!(texts, "code-none-how")),
        ProblemKind::Unreachable(_)
        | ProblemKind::WellKnownInvalid(_)
        | ProblemKind::WellKnownUnusable
        | ProblemKind::NamesNone
        | ProblemKind::NotMatrix
        | ProblemKind::ServerFailed
        | ProblemKind::Elsewhere { .. } => {
            let server = match (&problem.kind, typed_server(wizard)) {
                // Where a name leads is asked at its host, whatever port it has.
                (ProblemKind::Unreachable(_), Some(ServerInput::Name(name))) => {
                    name.host().to_owned()
                }
                _ => server_text(wizard),
            };
            reaching::words(&problem.kind, &server, wizard, texts)
        }
        ProblemKind::SignIn(problem) => sign_in::words(problem, wizard, texts),
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
            match wizard.goal() {
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
        ProblemKind::NameTaken => plain(t!(texts, "name-taken"), t!(texts, "name-how")),
        ProblemKind::NameRefused => plain(t!(texts, "name-refused"), t!(texts, "name-how")),
        ProblemKind::NameReserved => plain(t!(texts, "name-reserved"), t!(texts, "name-how")),
        ProblemKind::ServerFull => plain(t!(texts, "server-full"), t!(texts, "server-full-how")),
        ProblemKind::WrongCode => (
            rich!(
                texts,
                "code-wrong",
                code = Piece::strong(super::pages::spaced_code(wizard))
            ),
            t!(texts, "code-wrong-how").into(),
        ),
        ProblemKind::TooManyCodes => plain(
            t!(texts, "codes-too-many"),
            t!(texts, "message-expired-how"),
        ),
        ProblemKind::MessageExpired => plain(
            t!(texts, "message-expired"),
            t!(texts, "message-expired-how"),
        ),
        ProblemKind::ForeignCodeHost(host) => (
            rich!(texts, "code-elsewhere", host = Piece::strong(host)),
            code_elsewhere_how(host, wizard, texts),
        ),
        ProblemKind::BadCodeAddress => plain(
            t!(texts, "code-address-bad"),
            t!(texts, "code-address-bad-how"),
        ),
        ProblemKind::Limited(until) => (
            rich!(
                texts,
                "limited",
                server = host(),
                wait = Timed::Until(until.0)
            ),
            t!(texts, "limited-how").into(),
        ),
        ProblemKind::Refused => (
            rich!(texts, "server-refused", server = host()),
            t!(texts, "refused-how").into(),
        ),
        ProblemKind::Unreadable => (
            match problem.cause.as_deref() {
                Some(Failure::Unreadable(Unreadable::TooLarge)) => {
                    rich!(texts, "answer-too-large", server = host())
                }
                Some(Failure::Unreadable(Unreadable::Redirect { .. })) => {
                    rich!(texts, "answer-redirect", server = host())
                }
                _ => rich!(texts, "answer-unreadable", server = host()),
            },
            t!(texts, "try-again-how").into(),
        ),
        ProblemKind::AnswerLost => plain(
            t!(texts, "answer-lost"),
            match wizard.goal() {
                Goal::SignUp => t!(texts, "answer-lost-how-sign-up"),
                Goal::Reset => t!(texts, "answer-lost-how-reset"),
                Goal::AddContact => t!(texts, "answer-lost-how-add"),
            },
        ),
        ProblemKind::NotAdded => plain(t!(texts, "not-added"), t!(texts, "try-again-how")),
        ProblemKind::Web(fault) => web::words(fault, wizard, texts),
        ProblemKind::Practice(fault) => plain(
            match fault {
                PracticeFault::NotBuilt => t!(texts, "practice-not-built"),
                PracticeFault::CannotListen => t!(texts, "practice-cannot-listen"),
            },
            t!(texts, "server-error-how"),
        ),
    }
}

/// The name of the server that the page is about, or what was typed for it.
fn server_text(wizard: &Wizard) -> String {
    match wizard.stage().server() {
        Some(server) => server.display_name(),
        None => match typed_server(wizard) {
            Some(ServerInput::Name(name)) => name.as_str().to_owned(),
            _ => CleanText::new(wizard.draft().text(FieldId::Server)).to_string(),
        },
    }
}

/// The way on to a host that the server wants the code sent to: a stranger's is warned of.
fn code_elsewhere_how(host: &str, wizard: &Wizard, texts: &Texts) -> Text {
    match wizard.stage().server() {
        Some(server) if !server.names(host) => {
            let server = Piece::strong(server.display_name());
            rich!(texts, "code-elsewhere-far-how", server = server)
        }
        _ => t!(texts, "code-elsewhere-how").into(),
    }
}

/// What is in the server field, while no server is found yet.
fn typed_server(wizard: &Wizard) -> Option<ServerInput> {
    match wizard.stage().server() {
        Some(_) => None,
        None => ServerInput::parse(wizard.draft().text(FieldId::Server)).ok(),
    }
}

fn by_medium(medium: Medium, email: String, phone: String) -> Text {
    Text::from(match medium {
        Medium::Email => email,
        Medium::Msisdn => phone,
    })
}
