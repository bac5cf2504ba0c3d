//! Problems in words: what happened, and which key goes on.

#[macro_use]
mod table;
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
use crate::wizard::{FieldId, PasswordRule, PracticeFault, ProblemKind, Task, WebFault, Wizard};
use crate::{rich, t};

use typed::{disguised, password, shown, token};
pub(super) use typed::{email, number, server, username};

/// The two texts of a problem: the fault, and the way on.
type Said = (Text, Text);

/// Everything besides the problem itself that its words depend on.
#[derive(Clone, Copy)]
struct About<'a> {
    /// The server that is spoken of; none when it is the one of the page.
    server: Option<&'a str>,
    cause: Option<&'a Failure>,
    wizard: &'a Wizard,
    texts: &'a Texts,
}

impl About<'_> {
    /// The name of the server that is spoken of.
    fn server(&self) -> String {
        let named = self.server.map(str::to_owned);
        named.unwrap_or_else(|| server_text(self.wizard))
    }

    /// The same where it was not reached.
    fn unreached(&self, network: Network) -> String {
        let asked = match self.server {
            Some(_) => None,
            None => unreached(network, self.wizard),
        };
        asked.unwrap_or_else(|| self.server())
    }
}

/// The problem of the page, if there is one.
pub(super) fn view(wizard: &Wizard, texts: &Texts) -> Option<ProblemView> {
    let problem = wizard.problem()?;
    let cause = problem.cause.as_deref();
    let about = About {
        server: None,
        cause,
        wizard,
        texts,
    };
    let (what, how) = words(&problem.kind, &about);
    // The error that the browser brought back.
    let brought = match &problem.kind {
        ProblemKind::Web(WebFault::Refused(error)) => Some(error),
        _ => None,
    };
    let quote = cause
        .and_then(Failure::refusal)
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
fn not_again(kind: &ProblemKind, about: &About) -> Said {
    let (what, how) = words(kind, about);
    // There is more to do about these than to ask again.
    let keeps = matches!(
        kind,
        ProblemKind::Unreachable(Network::Tls(_)) | ProblemKind::ServerFull
    );
    match keeps {
        true => (what, how),
        false => (what, t!(about.texts, "not-again-how").into()),
    }
}

/// The words of every problem.
fn words(kind: &ProblemKind, about: &About) -> Said {
    let (wizard, texts, host) = (about.wizard, about.texts, Piece::strong(about.server()));
    let said = |rule: &PasswordRule| Piece::plain(rule_text(*rule, texts));
    table! { texts, kind as ProblemKind;
        Server(error) => ((server(error, wizard, texts)), "server-error-how"),
        NoCountry => ("country-none", "country-none-how"),
        Number(check) => ((number(check, wizard, texts)), "number-error-how"),
        Email(error) => ((email(error, FieldId::Email, wizard, texts)), "email-error-how"),
        Username(error) => {username(error, wizard, texts)},
        Password(error) => ((password(error, texts)), "password-error-how"),
        PasswordRule(rule) => ("password-rule"[rule = said(rule)], "password-error-how"),
        Mismatch => ("password-mismatch", "password-mismatch-how"),
        NotUtf8 => ("not-utf8", "not-utf8-how"),
        NoLogoutChoice => ("logout-none", "logout-none-how"),
        Token(error) => ((token(error, wizard, texts)), "token-error-how"),
        NotAgreed => ("terms-open", "terms-open-how"),
        NoCode => ("code-none", "code-none-how"),
        SignIn(problem) => {sign_in::words(problem, wizard, texts)},
        AddressOnAccount(m) => ((m "email-on-account" | "number-on-account"), "address-denied-how"),
        Unreachable(why) => {reaching::unreachable(*why, &about.unreached(*why), about)},
        WellKnownInvalid(fault) => {reaching::well_known(fault, about)},
        WellKnownUnusable => ("well-known-unusable"[server = host], "well-known-how"),
        NamesNone => ("well-known-none"[server = host], "discovery-how"),
        NotMatrix => ("not-matrix"[server = host], "discovery-how"),
        Elsewhere { host: at, problem } => {elsewhere(at, problem, about)},
        AddressInUse(m) => ((m "email-in-use" | "number-in-use"), (in_use_how(wizard, texts))),
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
        WrongCode => ("code-wrong"[code = Piece::strong(spaced_code(wizard))], "code-wrong-how"),
        TooManyCodes => ("codes-too-many", "message-expired-how"),
        MessageExpired => ("message-expired", "message-expired-how"),
        ForeignCodeHost(host) => {code_elsewhere(host, wizard, texts)},
        BadCodeAddress => ("code-address-bad", "code-address-bad-how"),
        Limited(at) => ("limited"[server = host, wait = Timed::Until(at.0)], "limited-how"),
        ServerFailed => ("server-failed"[server = host], "try-again-how"),
        Refused => ("server-refused"[server = host], "refused-how"),
        Circling => ("server-circling"[server = host], "server-circling-how"),
        Unreadable => ((unreadable(host, about)), "try-again-how"),
        AnswerLost => ("answer-lost", (answer_lost_how(wizard, texts))),
        NotAdded => ("not-added", "try-again-how"),
        Web(fault) => {web::words(fault, about)},
        Practice(PracticeFault::NotBuilt) => ("practice-not-built", "server-error-how"),
        Practice(PracticeFault::CannotListen) => ("practice-cannot-listen", "server-error-how"),
    }
}

/// The fault is at another host, to which the name of a server leads.
fn elsewhere(host: &str, problem: &ProblemKind, about: &About) -> Said {
    let there = About {
        server: Some(host),
        ..*about
    };
    let server = Piece::strong(about.server());
    (
        words(problem, &there).0,
        rich!(about.texts, "elsewhere-how", server = server),
    )
}

fn in_use_how(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.task() {
        Task::SignUp | Task::Reset => t!(texts, "address-in-use-how"),
        Task::AddContact => t!(texts, "address-in-use-how-add"),
    }
}

fn answer_lost_how(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.task() {
        Task::SignUp => t!(texts, "answer-lost-how-sign-up"),
        Task::Reset => t!(texts, "answer-lost-how-reset"),
        Task::AddContact => t!(texts, "answer-lost-how-add"),
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
        Some(Failure::Unreadable(Unreadable::NotJson { .. } | Unreadable::Malformed { .. }))
        | Some(Failure::Refused(_) | Failure::Network(_))
        | None => rich!(texts, "answer-unreadable", server = server),
    }
}

/// The name of the server that the page is about, or what was typed for it.
fn server_text(wizard: &Wizard) -> String {
    match wizard.server() {
        Some(server) => server.display_name(),
        None => match typed_server(wizard) {
            Some(ServerInput::Name(name)) => name.as_str().to_owned(),
            _ => CleanText::new(wizard.form().text(FieldId::Server)).to_string(),
        },
    }
}

/// The code in groups of three, as it is quoted back.
fn spaced_code(wizard: &Wizard) -> String {
    let tidy = tidy_code(wizard.form().text(FieldId::Code));
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

/// The server wants the code sent to a host, perhaps with a port: a stranger's is warned of.
fn code_elsewhere(to: &str, wizard: &Wizard, texts: &Texts) -> Said {
    let is_port = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let host = match to.rsplit_once(':') {
        Some((host, port)) if is_port(port) => host,
        _ => to,
    };
    let how = match wizard.server() {
        Some(server) if !server.names(host) => {
            let server = Piece::strong(server.display_name());
            rich!(texts, "code-elsewhere-far-how", server = server)
        }
        _ => t!(texts, "code-elsewhere-how").into(),
    };
    let what = rich!(texts, "code-elsewhere", host = Piece::strong(to));
    (what, how)
}

/// What is in the server field, while no server is found yet.
fn typed_server(wizard: &Wizard) -> Option<ServerInput> {
    match wizard.server() {
        Some(_) => None,
        None => ServerInput::parse(wizard.form().text(FieldId::Server)).ok(),
    }
}

#[cfg(test)]
mod tests;
