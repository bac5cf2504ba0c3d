//! The problems, in terms that a screen can explain.

use super::event::PracticeFault;
use super::form::field::FieldId;
use super::page::{PageId, page_of};
use super::sign_in::SignInProblem;
use super::time::Time;
use crate::domain::{
    EmailError, PasswordError, PhoneCheck, RegistrationTokenError, ServerInputError, UsernameError,
};
use crate::protocol::{Failure, Medium, Network, OAuthError, WellKnownFault};

/// Something that stands in the way. It is shown on the page where it can be corrected, above
/// everything still typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Its kind; each kind has its sentence.
    pub kind: ProblemKind,
    /// The answer behind it, if a server or the network is to blame.
    pub cause: Option<Box<Failure>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// The server field cannot be read.
    Server(ServerInputError),
    NoCountry,
    /// The number cannot be right.
    Number(PhoneCheck),
    /// The email address cannot be right.
    Email(EmailError),
    /// The user name cannot be right.
    Username(UsernameError),
    /// The password cannot be used.
    Password(PasswordError),
    /// The server's rules want something of the password.
    PasswordRule(PasswordRule),
    Mismatch,
    /// The terminal sent something that is not UTF-8, and the field takes nothing before another key.
    NotUtf8,
    /// Nothing was said about other sessions.
    NoLogoutChoice,
    /// The registration token cannot be right.
    Token(RegistrationTokenError),
    /// Not everything was agreed to.
    NotAgreed,
    /// No code was typed, and no link was used either.
    NoCode,
    SignIn(SignInProblem),
    /// The contact is on the account already.
    AddressOnAccount(Medium),

    /// No answer from anything at that name.
    Unreachable(Network),
    /// The content of `.well-known` cannot be read.
    WellKnownInvalid(WellKnownFault),
    /// The address in `.well-known` cannot be used.
    WellKnownUnusable,
    /// There is no `.well-known`, and no Matrix server at the name itself.
    NamesNone,
    /// Something answers, but no Matrix server.
    NotMatrix,
    /// The server of the name is elsewhere, and this is wrong there.
    Elsewhere {
        /// Host and port where the server should be.
        host: String,
        problem: Box<ProblemKind>,
    },

    /// The address has an account already.
    AddressInUse(Medium),
    /// No account has the address.
    AddressUnknown(Medium),
    /// The server does not take the address.
    AddressDenied(Medium),
    /// The server cannot read the address.
    AddressInvalid(Medium),
    /// The server does not use this kind of address.
    MediumUnsupported(Medium),
    /// The server wants an identity server.
    NeedsIdentityServer,
    /// The message could not be sent.
    CannotDeliver(Medium),
    /// No text messages to that country.
    DestinationRejected,
    /// Another message could not be asked for, for this reason. The page continues waiting for the one before.
    NotAgain(Box<ProblemKind>),

    /// The user name is taken.
    NameTaken,
    /// The server does not allow the user name.
    NameRefused,
    /// The user name is reserved.
    NameReserved,
    /// The server finds the password too weak.
    PasswordRefused(Option<PasswordRule>),
    /// The registration token is wrong, used up or expired.
    TokenRefused,
    /// The server takes no more users.
    ServerFull,

    WrongCode,
    /// So many codes were wrong that the next needs a new message.
    TooManyCodes,
    /// The message is too old, or its session is gone: a new one is needed.
    MessageExpired,
    /// The code would go to another host than the homeserver's, or to another port, which is named then. Enter sends
    /// it while this is shown.
    ForeignCodeHost(String),
    /// A code cannot be sent there at all.
    BadCodeAddress,

    /// Too many requests. The request is repeated automatically at this time.
    Limited(Time),
    ServerFailed,
    /// The server refused, in its own words.
    Refused,
    /// The server takes back what it counted as done, again and again.
    Circling,
    /// The answer cannot be read.
    Unreadable,
    /// The answer to a request that may have finished everything was lost.
    AnswerLost,
    /// The answer was lost, and the account shows that nothing was done.
    NotAdded,
    /// The sign-up page of the server could not be used, or did not bring an account.
    Web(WebFault),
    /// The practice server is not there.
    Practice(PracticeFault),
}

/// Why a sign-up in the browser came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebFault {
    /// This computer cannot listen for the browser.
    CannotListen,
    /// The server does not let this program send a browser to its sign-up page.
    ClientRefused,
    /// The user came back from there without an account.
    Denied,
    /// The browser came back with an error.
    Refused(OAuthError),
    /// The user was through with the page, and the server does not say what their Matrix ID is.
    AccountUnknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRule {
    /// At least so many characters; `None` if the server did not say.
    Length(Option<u32>),
    Digit,
    Symbol,
    Lowercase,
    Uppercase,
    Uncommon,
}

impl Problem {
    /// A problem with the typed text.
    pub(super) fn typed(kind: ProblemKind) -> Self {
        Self { kind, cause: None }
    }

    /// A problem with or without an answer behind it.
    pub(super) fn new(kind: ProblemKind, cause: Option<Failure>) -> Self {
        Self {
            kind,
            cause: cause.map(Box::new),
        }
    }

    /// A problem with an answer.
    pub(super) fn answered(kind: ProblemKind, cause: Failure) -> Self {
        Self {
            kind,
            cause: Some(Box::new(cause)),
        }
    }
}

impl From<ProblemKind> for Problem {
    fn from(kind: ProblemKind) -> Self {
        Self::typed(kind)
    }
}

impl From<SignInProblem> for ProblemKind {
    fn from(problem: SignInProblem) -> Self {
        Self::SignIn(problem)
    }
}

/// Fields that have no other beside them on their pages.
const ALONE: &[FieldId] = &[
    FieldId::Server,
    FieldId::Country,
    FieldId::Number,
    FieldId::Email,
    FieldId::Token,
    FieldId::Code,
];

impl ProblemKind {
    /// The page where the problem can be corrected; `None` if it is the page where it arose, or the one with its field.
    pub(super) fn page(&self) -> Option<PageId> {
        self.place().0
    }

    /// Whether it is about a field of the page where it is shown.
    pub fn is_about(&self, field: FieldId) -> bool {
        self.place().1.contains(&field)
    }

    /// The field that gets the focus. A problem about no field, or about the only one of a page, moves no focus.
    /// Where it is about name and password, most often the password is wrong.
    pub(super) fn field(&self) -> Option<FieldId> {
        let fields = self.place().1;
        fields.last().copied().filter(|_| fields != ALONE)
    }

    /// Whether it says that the task may be done: the user has to read it before they leave.
    pub(super) fn is_last_word(&self) -> bool {
        matches!(self, Self::AnswerLost | Self::Web(WebFault::AccountUnknown))
    }

    /// Whether Enter answers it, as a question.
    pub fn is_question(&self) -> bool {
        matches!(self, Self::ForeignCodeHost(_))
    }

    /// The kind of contact with which another task solves it, if one does.
    pub(super) fn solved_elsewhere(&self) -> Option<Medium> {
        match self {
            Self::AddressInUse(medium) | Self::AddressUnknown(medium) => Some(*medium),
            _ => None,
        }
    }

    /// Where it is shown: on which page, if that is not the one where it arose, and at which fields there.
    fn place(&self) -> (Option<PageId>, &'static [FieldId]) {
        match self {
            Self::AddressInUse(medium)
            | Self::AddressUnknown(medium)
            | Self::AddressDenied(medium)
            | Self::AddressInvalid(medium) => (Some(page_of(*medium)), ALONE),
            Self::DestinationRejected => (Some(page_of(Medium::Msisdn)), ALONE),
            Self::MediumUnsupported(_) | Self::NeedsIdentityServer => {
                (Some(PageId::Contact), ALONE)
            }
            Self::NameTaken | Self::NameRefused | Self::NameReserved => {
                (Some(PageId::Account), &[FieldId::Username])
            }
            Self::Username(_) => (None, &[FieldId::Username]),
            Self::Password(_) | Self::PasswordRule(_) | Self::PasswordRefused(_) => {
                (None, &[FieldId::Password])
            }
            Self::Mismatch => (None, &[FieldId::PasswordAgain]),
            Self::TokenRefused => (Some(PageId::Token), ALONE),
            Self::SignIn(problem) => (Some(PageId::SignIn), problem.fields()),
            Self::Unreachable(_)
            | Self::Limited(_)
            | Self::ServerFailed
            | Self::Refused
            | Self::Unreadable => (None, &[]),
            Self::Server(_)
            | Self::NoCountry
            | Self::Number(_)
            | Self::Email(_)
            | Self::NotUtf8
            | Self::NoLogoutChoice
            | Self::Token(_)
            | Self::NotAgreed
            | Self::NoCode
            | Self::AddressOnAccount(_)
            | Self::WellKnownInvalid(_)
            | Self::WellKnownUnusable
            | Self::NamesNone
            | Self::NotMatrix
            | Self::Elsewhere { .. }
            | Self::CannotDeliver(_)
            | Self::NotAgain(_)
            | Self::ServerFull
            | Self::WrongCode
            | Self::TooManyCodes
            | Self::MessageExpired
            // A question about the host moves no focus.
            | Self::ForeignCodeHost(_)
            | Self::BadCodeAddress
            | Self::Circling
            | Self::AnswerLost
            | Self::NotAdded
            | Self::Web(_)
            | Self::Practice(_) => (None, ALONE),
        }
    }
}
