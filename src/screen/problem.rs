//! Problems in words: what happened, and which key continues.

mod about;
#[macro_use]
mod table;
mod reaching;
mod typed;

use super::model::ProblemView;
use super::password::rule_text;
use crate::domain::PhoneCheck;
use crate::field::code::tidy_code;
use crate::protocol::{ErrCode, Failure, Network, Unreadable};
use crate::text::{Piece, Text, Texts, Timed};
use crate::wizard::{
    FieldId, PasswordRule, PracticeFault, Problem, ProblemKind, SignInProblem, Task, WebFault,
    Wizard,
};
use crate::{rich, t};

pub use about::About;
use about::Said;
pub(super) use typed::{email, number, server, username};
use typed::{login_name, other_server, password, token};

/// The problem of the page, if there is one.
pub(super) fn view(wizard: &Wizard, texts: &Texts) -> Option<ProblemView> {
    let problem = wizard.problem()?;
    Some(explain(problem, About::page(wizard, texts)))
}

/// A problem in words, with what the server says of it.
pub fn explain(problem: &Problem, about: About) -> ProblemView {
    let (texts, cause) = (about.texts, problem.cause.as_deref());
    let (what, how) = words(&problem.kind, &About { cause, ..about });
    let (code, quote) = match &problem.kind {
        // The error that the browser brought back.
        ProblemKind::Web(WebFault::Refused(error)) => {
            let code = ErrCode::parse(error.code.as_str()).to_string();
            (Some(code), Some(&error.text))
        }
        _ => {
            let refusal = cause.and_then(Failure::refusal);
            let code = cause.and_then(|cause| code(cause, texts));
            (code, refusal.map(|refusal| &refusal.text))
        }
    };
    let quote = quote.filter(|text| !text.is_empty());
    ProblemView {
        what,
        how,
        code,
        quote: quote.map(ToString::to_string),
        quoted: quote.map(|text| t!(texts, "quoted", text = text.as_str())),
    }
}

/// The code and status behind a failure.
fn code(cause: &Failure, texts: &Texts) -> Option<String> {
    let status = cause.status()?.to_string();
    let errcode = cause.refusal().and_then(|r| r.errcode.as_ref());
    Some(match errcode.map(ToString::to_string) {
        Some(code) => t!(texts, "cause-code", code = code, status = status),
        None => t!(texts, "cause-status", status = status),
    })
}

/// The words of every problem.
fn words(kind: &ProblemKind, about: &About) -> Said {
    let (texts, host) = (about.texts, Piece::strong(about.server()));
    let typed = |field| about.typed(field);
    let said = |rule: &PasswordRule| Piece::plain(rule_text(*rule, texts));
    table! { texts, kind as ProblemKind;
        Server(error) => ((server(error, about.sought, texts)), "server-error-how"),
        NoCountry => ("country-none", "country-none-how"),
        Number(check) => ((wrong_number(check, about)), "number-error-how"),
        Email(error) => ((email(error, typed(FieldId::Email), texts)), "email-error-how"),
        Username(error) => {username(error, typed(FieldId::Username), texts)},
        Password(error) => ((password(error, texts)), "password-error-how"),
        PasswordRule(rule) => ("password-rule"[rule = said(rule)], "password-error-how"),
        Mismatch => ("password-mismatch", "password-mismatch-how"),
        NotUtf8 => ("not-utf8", "not-utf8-how"),
        NoLogoutChoice => ("logout-none", "logout-none-how"),
        Token(error) => ((token(error, typed(FieldId::Token), texts)), "token-error-how"),
        NotAgreed => ("terms-open", "terms-open-how"),
        NoCode => ("code-none", "code-none-how"),
        SignIn(problem) => {sign_in(problem, about)},
        AddressOnAccount(m) => ((m "email-on-account" | "number-on-account"), "address-denied-how"),
        Unreachable(why) => {reaching::unreachable(*why, &about.unreached(*why), about)},
        WellKnownInvalid(fault) => {reaching::well_known(fault, about)},
        WellKnownUnusable => ("well-known-unusable"[server = host], "well-known-how"),
        NamesNone => ("well-known-none"[server = host], "discovery-how"),
        NotMatrix => ("not-matrix"[server = host], "discovery-how"),
        Elsewhere { host: at, problem } => {elsewhere(at, problem, about)},
        AddressInUse(m) => ((m "email-in-use" | "number-in-use"), (in_use_how(about))),
        AddressUnknown(m) => ((m "email-unknown" | "number-unknown"), "address-unknown-how"),
        AddressDenied(m) => ((m "email-denied" | "number-denied"), "address-denied-how"),
        AddressInvalid(m) => ((m "email-invalid" | "number-invalid"), "address-invalid-how"),
        MediumUnsupported(m) =>
            ((m "email-unsupported" | "number-unsupported"), "medium-unsupported-how"),
        NeedsIdentityServer => ("needs-identity-server", "medium-unsupported-how"),
        CannotDeliver(m) => ((m "mail-undelivered" | "text-undelivered"), "undelivered-how"),
        DestinationRejected => ("destination-rejected", "destination-rejected-how"),
        NotAgain(why) => {not_again(why, about)},
        NameTaken => ("name-taken", "name-how"),
        NameRefused => ("name-refused", "name-how"),
        NameReserved => ("name-reserved", "name-how"),
        PasswordRefused(None) => ("password-refused", "password-error-how"),
        PasswordRefused(Some(r)) => ("password-refused-rule"[rule = said(r)], "password-error-how"),
        TokenRefused => ("token-refused", "token-error-how"),
        ServerFull => ("server-full", "server-full-how"),
        WrongCode => ("code-wrong"[code = spaced(typed(FieldId::Code))], "code-wrong-how"),
        TooManyCodes => ("codes-too-many", "message-expired-how"),
        MessageExpired => ("message-expired", "message-expired-how"),
        ForeignCodeHost(host) => {code_elsewhere(host, about)},
        BadCodeAddress => ("code-address-bad", "code-address-bad-how"),
        Limited(at) => ("limited"[server = host, wait = Timed::Until(at.0)], "limited-how"),
        ServerFailed => ("server-failed"[server = host], "try-again-how"),
        Refused => ("server-refused"[server = host], "refused-how"),
        Circling => ("server-circling"[server = host], "server-circling-how"),
        Unreadable => ((unreadable(host, about)), "try-again-how"),
        AnswerLost => ("answer-lost", (answer_lost_how(about))),
        NotAdded => ("not-added", "try-again-how"),
        Web(fault) => {web(fault, about)},
        Practice(PracticeFault::NotBuilt) => ("practice-not-built", "server-error-how"),
        Practice(PracticeFault::CannotListen) => ("practice-cannot-listen", "server-error-how"),
    }
}

fn sign_in(problem: &SignInProblem, about: &About) -> Said {
    let (texts, typed) = (about.texts, about.typed(FieldId::SignInName));
    table! { texts, problem as SignInProblem;
        Name(error) => ((login_name(error, typed, texts)), "sign-in-name-how"),
        OtherServer(server) => {other_server(server, texts)},
        NoPassword => ("password-empty", "sign-in-password-how"),
        Refused => ("sign-in-refused", "sign-in-refused-how"),
        Deactivated => ("sign-in-deactivated", "sign-in-account-how"),
        Locked => ("sign-in-locked", "sign-in-account-how"),
        Suspended => ("sign-in-suspended", "sign-in-account-how"),
        Ended => ("sign-in-ended", "sign-in-ended-how"),
    }
}

/// Problems on the way to an account that is made in the browser.
fn web(fault: &WebFault, about: &About) -> Said {
    let (host, texts) = (Piece::strong(about.server()), about.texts);
    let how = match about.has_link {
        true => t!(texts, "web-by-link-how"),
        false => t!(texts, "web-no-link-how"),
    };
    table! { texts, fault as WebFault;
        CannotListen => ("web-cannot-listen", (how)),
        ClientRefused => ("web-client-refused"[server = host], (how)),
        Denied => ("web-denied", "web-denied-how"),
        Refused(_) => ("web-refused"[server = host], (how)),
        AccountUnknown => ("web-unknown"[server = host], "web-unknown-how"),
    }
}

/// The fault is at another host, to which the name of a server leads.
fn elsewhere(host: &str, problem: &ProblemKind, about: &About) -> Said {
    let server = Piece::strong(about.server());
    let how = rich!(about.texts, "elsewhere-how", server = server);
    let mut there = about.clone();
    there.host = Some(host);
    (words(problem, &there).0, how)
}

/// Why another message could not be asked for. Enter is about the one before, on these pages.
fn not_again(kind: &ProblemKind, about: &About) -> Said {
    let (what, how) = words(kind, about);
    match kind {
        // There is more to do about these than to ask again.
        ProblemKind::Unreachable(Network::Tls(_)) | ProblemKind::ServerFull => (what, how),
        _ => (what, t!(about.texts, "not-again-how").into()),
    }
}

fn wrong_number(check: &PhoneCheck, about: &About) -> Text {
    let country = about.form.and_then(|form| form.country);
    number(check, country, about.typed(FieldId::Number), about.texts)
}

fn in_use_how(about: &About) -> String {
    match about.task {
        Task::SignUp | Task::Reset => t!(about.texts, "address-in-use-how"),
        Task::AddContact => t!(about.texts, "address-in-use-how-add"),
    }
}

fn answer_lost_how(about: &About) -> String {
    match about.task {
        Task::SignUp => t!(about.texts, "answer-lost-how-sign-up"),
        Task::Reset => t!(about.texts, "answer-lost-how-reset"),
        Task::AddContact => t!(about.texts, "answer-lost-how-add"),
    }
}

/// Why an answer of a server cannot be used.
fn unreadable(server: Piece, about: &About) -> Text {
    let texts = about.texts;
    match about.cause {
        Some(Failure::Unreadable(Unreadable::TooLarge)) => {
            rich!(texts, "answer-too-large", server = server)
        }
        Some(Failure::Unreadable(Unreadable::Redirect { .. })) => {
            rich!(texts, "answer-redirect", server = server)
        }
        _ => rich!(texts, "answer-unreadable", server = server),
    }
}

/// A code in groups of three, as it is quoted back.
fn spaced(code: &str) -> Piece {
    let tidy = tidy_code(code);
    let code = tidy.as_str();
    let mut spaced = String::new();
    for (at, c) in code.char_indices() {
        if at > 0 && at % 3 == 0 && code.bytes().all(|b| b.is_ascii_digit()) {
            spaced.push(' ');
        }
        spaced.push(c);
    }
    Piece::strong(spaced)
}

/// The server wants the code sent to a host, perhaps with a port: a stranger's is warned of.
fn code_elsewhere(to: &str, about: &About) -> Said {
    let texts = about.texts;
    let is_port = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let host = match to.rsplit_once(':') {
        Some((host, port)) if is_port(port) => host,
        _ => to,
    };
    let how = match about.server {
        Some(server) if !server.names(host) => {
            let server = Piece::strong(server.display_name());
            rich!(texts, "code-elsewhere-far-how", server = server)
        }
        _ => t!(texts, "code-elsewhere-how").into(),
    };
    let what = rich!(texts, "code-elsewhere", host = Piece::strong(to));
    (what, how)
}

#[cfg(test)]
mod tests;
