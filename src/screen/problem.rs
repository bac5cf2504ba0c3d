//! Problems in words: what happened, and which key goes on.

mod address;
mod reaching;
mod sign_in;
mod typed;
mod web;

use super::model::ProblemView;
use super::password::rule_text;
use crate::domain::{CleanText, ServerInput};
use crate::field::code::tidy_code;
use crate::protocol::{ErrCode, Failure, Network, Unreadable};
use crate::text::{Piece, Text, Texts, Timed};
use crate::wizard::{FieldId, Goal, PracticeFault, ProblemKind, Wizard};
use crate::{rich, t};

use typed::{disguised, password, shown, token};
pub(super) use typed::{email, number, server, username};

/// The problem of the page, if there is one.
pub(super) fn view(wizard: &Wizard, texts: &Texts) -> Option<ProblemView> {
    let problem = wizard.problem()?;
    let cause = problem.cause.as_deref();
    let (what, how) = match &problem.kind {
        ProblemKind::NotAgain(why) => not_again(why, cause, wizard, texts),
        kind => words(kind, cause, wizard, texts),
    };
    let refusal = cause.and_then(Failure::refusal);
    let brought = web::error(&problem.kind);
    let quote = refusal
        .map(|refusal| &refusal.text)
        .or(brought.map(|error| &error.text))
        .map(|text| text.as_str().to_owned())
        .filter(|text| !text.is_empty());
    let quoted = quote
        .as_deref()
        .map(|text| t!(texts, "quoted", text = text));
    Some(ProblemView {
        what,
        how,
        code: cause
            .and_then(|cause| code(cause, texts))
            .or_else(|| brought.map(|error| ErrCode::parse(error.code.as_str()).to_string())),
        quote,
        quoted,
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

/// Why another message could not be asked for. Enter is about the one before, on these pages.
fn not_again(
    kind: &ProblemKind,
    cause: Option<&Failure>,
    wizard: &Wizard,
    texts: &Texts,
) -> (Text, Text) {
    let (what, how) = words(kind, cause, wizard, texts);
    let how = match kind {
        // There is more to do about it than to ask again.
        ProblemKind::Unreachable(Network::Tls(_)) | ProblemKind::ServerFull => how,
        _ => t!(texts, "not-again-how").into(),
    };
    (what, how)
}

fn words(
    kind: &ProblemKind,
    cause: Option<&Failure>,
    wizard: &Wizard,
    texts: &Texts,
) -> (Text, Text) {
    let host = || Piece::strong(server_text(wizard));
    let plain = |what: String, how: String| (Text::from(what), Text::from(how));
    match kind {
        // Its words are those of the reason.
        ProblemKind::NotAgain(why) => words(why, cause, wizard, texts),
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
        ProblemKind::Username(error) => username(error, wizard, texts),
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
        ProblemKind::NotUtf8 => plain(t!(texts, "not-utf8"), t!(texts, "not-utf8-how")),
        ProblemKind::NoLogoutChoice => {
            plain(t!(texts, "logout-none"), t!(texts, "logout-none-how"))
        }
        ProblemKind::Token(error) => {
            plain(token(error, wizard, texts), t!(texts, "token-error-how"))
        }
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
            let server = match kind {
                ProblemKind::Unreachable(network) => unreached(*network, wizard),
                _ => None,
            };
            let server = server.unwrap_or_else(|| server_text(wizard));
            reaching::words(kind, &server, wizard, texts)
        }
        ProblemKind::SignIn(problem) => sign_in::words(problem, wizard, texts),
        ProblemKind::AddressOnAccount(_)
        | ProblemKind::AddressInUse(_)
        | ProblemKind::AddressUnknown(_)
        | ProblemKind::AddressDenied(_)
        | ProblemKind::AddressInvalid(_)
        | ProblemKind::MediumUnsupported(_)
        | ProblemKind::NeedsIdentityServer
        | ProblemKind::CannotDeliver(_)
        | ProblemKind::DestinationRejected => address::words(kind, wizard.goal(), texts),
        ProblemKind::NameTaken => plain(t!(texts, "name-taken"), t!(texts, "name-how")),
        ProblemKind::NameRefused => plain(t!(texts, "name-refused"), t!(texts, "name-how")),
        ProblemKind::NameReserved => plain(t!(texts, "name-reserved"), t!(texts, "name-how")),
        ProblemKind::ServerFull => plain(t!(texts, "server-full"), t!(texts, "server-full-how")),
        ProblemKind::WrongCode => (
            rich!(
                texts,
                "code-wrong",
                code = Piece::strong(spaced_code(wizard))
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
        ProblemKind::Circling => (
            rich!(texts, "server-circling", server = host()),
            t!(texts, "server-circling-how").into(),
        ),
        ProblemKind::Unreadable => (
            match cause {
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

/// The code in groups of three, as it is quoted back.
fn spaced_code(wizard: &Wizard) -> String {
    let tidy = tidy_code(wizard.draft().text(FieldId::Code));
    let code = tidy.as_str();
    if !code.bytes().all(|b| b.is_ascii_digit()) {
        return code.to_owned();
    }
    let groups = code.as_bytes().chunks(3);
    groups
        .map(String::from_utf8_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The host of the server page that was not reached. Where a port was typed it is told which one was asked: where a
/// name leads is asked at its host first, on the port of https.
fn unreached(network: Network, wizard: &Wizard) -> Option<String> {
    let typed = typed_server(wizard)?;
    let site = wizard.asked_site()?;
    Some(match typed {
        // No port has a part in finding the address of a host.
        _ if network == Network::Dns => site.host().to_owned(),
        ServerInput::Name(name) if name.has_port() => site.host_and_any_port(),
        _ => site.host_and_port(),
    })
}

/// The way on to a host, perhaps with a port, that the server wants the code sent to: a stranger's is warned of.
fn code_elsewhere_how(host: &str, wizard: &Wizard, texts: &Texts) -> Text {
    let is_port = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let host = match host.rsplit_once(':') {
        Some((host, port)) if is_port(port) => host,
        _ => host,
    };
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
