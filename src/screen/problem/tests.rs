//! Every problem has words, in every language and for every task.

use super::{About, words};
use crate::domain::{
    BaseUrlError, CleanError, CleanText, EmailError, Language, LoginNameError, PasswordError,
    PhoneCheck, RegistrationTokenError, ServerInputError, ServerNameError, UsernameError,
};
use crate::protocol::{
    Failure, Medium, Network, OAuthError, ProxyFault, RedirectFault, TlsFault, Unreadable,
    WellKnownFault,
};
use crate::text::{Text, Texts};
use crate::wizard::{
    PasswordRule, PracticeFault, ProblemKind, SignInProblem, Task, Time, WebFault,
};

/// Values of each variant: of those that hold something, the ones that are given. A variant that is missing does not
/// compile.
macro_rules! every {
    ($kind:ident: $($unit:ident),*; $($name:ident $inner:tt => $values:expr),* $(,)?) => {{
        let _all = |kind: &$kind| match kind {
            $($kind::$unit => {})*
            $($kind::$name $inner => {})*
        };
        let every: Vec<Vec<$kind>> = vec![vec![$($kind::$unit),*], $(Vec::from_iter($values)),*];
        every.concat()
    }};
}

/// One that is shown, one that is named, and one that looks like another.
const CHARACTERS: [char; 3] = ['!', ' ', '\u{430}'];

fn networks() -> Vec<Network> {
    let tls = every!(TlsFault: Expired, NotYetValid, WrongHost, UnknownIssuer, Other;);
    let proxy = every!(ProxyFault: Unreachable, Credentials, Refused;);
    every!(Network: Dns, Refused, Broken;
        Timeout { .. } => [true, false].map(|sent| Network::Timeout { sent }),
        Tls(_) => tls.into_iter().map(Network::Tls),
        Proxy(_) => proxy.into_iter().map(Network::Proxy))
}

fn well_known() -> Vec<WellKnownFault> {
    let unreachable = networks().into_iter().map(|network| {
        let host = "there.example.org".to_owned();
        RedirectFault::Unreachable { host, network }
    });
    let redirects = every!(RedirectFault: Loop, TooMany, Insecure, Nowhere;
        Unreachable { .. } => unreachable);
    every!(WellKnownFault: Empty, NotJson, TooLarge, NoBaseUrl;
        Status(_) => [WellKnownFault::Status(503)],
        Redirect(_) => redirects.into_iter().map(WellKnownFault::Redirect))
}

fn servers() -> Vec<ServerInputError> {
    let names = every!(ServerNameError: Empty, Host, Port, TooLong;
        Character(_) => CHARACTERS.map(ServerNameError::Character));
    let urls = every!(BaseUrlError: Malformed, Scheme, PlainHttp, Extra;);
    every!(ServerInputError: Empty;
        Name(_) => names.into_iter().map(ServerInputError::Name),
        Url(_) => urls.into_iter().map(ServerInputError::Url))
}

fn numbers() -> Vec<PhoneCheck> {
    let refused = every!(CleanError: Letter, Extension, Plus, Control;
        Sign(_) => CHARACTERS.map(CleanError::Sign));
    every!(PhoneCheck: Empty, TooLong, UnknownCallingCode;
        Refused(_) => refused.into_iter().map(PhoneCheck::Refused),
        TooShort { .. } => [Some(2), None].map(|missing| PhoneCheck::TooShort { missing }),
        // These may be sent, so they are no problem.
        Doubtful(..) => [],
        Valid(_) => [])
}

fn emails() -> Vec<EmailError> {
    every!(EmailError: Empty, NoName, NoDomain, TwoAts, Domain, DomainBegun, TooLong;
        Character(_) => CHARACTERS.map(EmailError::Character))
}

fn usernames() -> Vec<UsernameError> {
    every!(UsernameError: Empty, TooLong;
        Character(_) => CHARACTERS.map(UsernameError::Character),
        OtherServer(_) => [UsernameError::OtherServer(CleanText::new("example.net"))])
}

fn rules() -> Vec<PasswordRule> {
    every!(PasswordRule: Digit, Symbol, Lowercase, Uppercase, Uncommon;
        Length(_) => [Some(12), None].map(PasswordRule::Length))
}

fn sign_in() -> Vec<SignInProblem> {
    let names = every!(LoginNameError: Empty, TooLong;
        Character(_) => CHARACTERS.map(LoginNameError::Character),
        Email(_) => emails().into_iter().map(LoginNameError::Email));
    every!(SignInProblem: NoPassword, Refused, Deactivated, Locked, Suspended, Ended;
        Name(_) => names.into_iter().map(SignInProblem::Name),
        OtherServer(_) => [SignInProblem::OtherServer(CleanText::new("example.net"))])
}

fn web() -> Vec<WebFault> {
    let error = OAuthError {
        code: CleanText::new("server_error"),
        text: CleanText::new(""),
    };
    every!(WebFault: CannotListen, ClientRefused, Denied, AccountUnknown;
        Refused(_) => [WebFault::Refused(error)])
}

/// Every problem that is not about another one.
fn simple() -> Vec<ProblemKind> {
    use ProblemKind as Kind;
    let media = every!(Medium: Email, Msisdn;);
    let of = |kind: fn(Medium) -> Kind| media.iter().map(move |medium| kind(*medium));
    let passwords = every!(PasswordError: Empty, TooLong;
        TooShort(_) => [PasswordError::TooShort(3)]);
    let tokens = every!(RegistrationTokenError: Empty, TooLong;
        Character(_) => CHARACTERS.map(RegistrationTokenError::Character));
    let practice = every!(PracticeFault: NotBuilt, CannotListen;);
    let refused = rules().into_iter().map(Some).chain([None]);
    every!(ProblemKind:
        NoCountry, Mismatch, NotUtf8, NoLogoutChoice, NotAgreed, NoCode, WellKnownUnusable,
        NamesNone, NotMatrix, NeedsIdentityServer, DestinationRejected, NameTaken, NameRefused,
        NameReserved, TokenRefused, ServerFull, WrongCode, TooManyCodes, MessageExpired,
        BadCodeAddress, ServerFailed, Refused, Circling, Unreadable, AnswerLost, NotAdded;
        Server(_) => servers().into_iter().map(Kind::Server),
        Number(_) => numbers().into_iter().map(Kind::Number),
        Email(_) => emails().into_iter().map(Kind::Email),
        Username(_) => usernames().into_iter().map(Kind::Username),
        Password(_) => passwords.into_iter().map(Kind::Password),
        PasswordRule(_) => rules().into_iter().map(Kind::PasswordRule),
        PasswordRefused(_) => refused.map(Kind::PasswordRefused),
        Token(_) => tokens.into_iter().map(Kind::Token),
        SignIn(_) => sign_in().into_iter().map(Kind::SignIn),
        Unreachable(_) => networks().into_iter().map(Kind::Unreachable),
        WellKnownInvalid(_) => well_known().into_iter().map(Kind::WellKnownInvalid),
        AddressOnAccount(_) => of(Kind::AddressOnAccount),
        AddressInUse(_) => of(Kind::AddressInUse),
        AddressUnknown(_) => of(Kind::AddressUnknown),
        AddressDenied(_) => of(Kind::AddressDenied),
        AddressInvalid(_) => of(Kind::AddressInvalid),
        MediumUnsupported(_) => of(Kind::MediumUnsupported),
        CannotDeliver(_) => of(Kind::CannotDeliver),
        ForeignCodeHost(_) => [Kind::ForeignCodeHost("example.net:8443".to_owned())],
        Limited(_) => [Kind::Limited(Time::default())],
        Web(_) => web().into_iter().map(Kind::Web),
        Practice(_) => practice.into_iter().map(Kind::Practice),
        Elsewhere { .. } => [],
        NotAgain(_) => [])
}

/// Every problem with every answer behind it that makes a difference.
fn problems() -> Vec<(ProblemKind, Option<Failure>)> {
    let answers = every!(Unreadable: TooLarge;
        NotJson { .. } => [Unreadable::NotJson { status: 200 }],
        Malformed { .. } => [Unreadable::Malformed { member: "sid" }],
        Redirect { .. } => [Unreadable::Redirect { status: 302 }]);
    let unreadable = |answer| (ProblemKind::Unreadable, Some(Failure::Unreadable(answer)));
    let simple: Vec<_> = simple().into_iter().map(|kind| (kind, None)).collect();
    let simple = simple
        .into_iter()
        .chain(answers.into_iter().map(unreadable));
    let about = |(kind, cause): (ProblemKind, Option<Failure>)| {
        let problem = Box::new(kind.clone());
        let host = "there.example.org".to_owned();
        let there = ProblemKind::Elsewhere { host, problem };
        let again = ProblemKind::NotAgain(Box::new(kind.clone()));
        [kind, there, again].map(|kind| (kind, cause.clone()))
    };
    simple.flat_map(about).collect()
}

#[test]
fn every_problem_has_words_in_every_language_for_every_task() {
    let problems = problems();
    for language in Language::ALL {
        for texts in [Texts::of(language), Texts::in_words(language)] {
            for task in Task::ALL {
                for (kind, cause) in &problems {
                    let cause = cause.as_ref();
                    let sought = About::sought("example.org", None, &texts);
                    let about = About {
                        task,
                        cause,
                        ..sought
                    };
                    let (what, how) = words(kind, &about);
                    let read = |text: Text| text.read(Time::default().0, &texts.units());
                    for text in [what, how].map(read) {
                        assert!(!text.trim().is_empty(), "{kind:?} in {language}");
                        assert!(!text.contains('{'), "{text}");
                    }
                }
            }
        }
    }
}
