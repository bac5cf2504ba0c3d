//! Questions whose answers are awaited, with what is needed to act on them.

use std::rc::Rc;

use super::event::Answer;
use super::homeserver::Homeserver;
use super::plan::Credentials;
use super::saves::TaskId;
use crate::domain::{BaseUrl, RegistrationToken, Secret, ServerName, Username};
use crate::protocol::{Api, Contact, Request, StageType};

/// A question whose answer is awaited, with what is needed to act on it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Awaiting {
    Lookup(LookupPart),
    /// Is the user name free?
    Name(Username, BaseUrl, AfterName),
    /// Is the registration token good?
    Token(RegistrationToken),
    /// Part of a user-interactive authentication.
    Exchange(Asked),
    Message(Contact),
    /// Is this code for the contact right?
    Code(Contact, Secret),
    Number,
    /// How strong is the password?
    Strength,
    /// Where is the practice server?
    Practice,
    /// Open a session with these.
    Login(Rc<Homeserver>, Credentials),
    /// What may the account do, and what has it?
    Account(AccountPart),
    /// Is the contact on the account, although no answer said so?
    Doubt,
    Logout(Box<Closing>),
    /// Whom to ask about the server of this name?
    Support(ServerName),
    /// Part of a sign-up in the browser.
    Grant(GrantPart),
    /// Is there a browser page for a stage?
    FallbackPage(StageType),
    OpenLink,
    /// Is the profile in its file?
    Profile,
    /// What is kept of an unfinished task?
    Resume(TaskId),
}

/// Which answer of a look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LookupPart {
    WellKnown,
    Versions,
    LoginFlows,
    OAuth { unstable: bool },
    Register,
    Policy,
}

/// Which answer of a sign-up in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GrantPart {
    /// On which port does this computer listen?
    Listen,
    /// What does the browser bring?
    Callback,
    /// By what name does the server know the program?
    Register,
    /// Which token is the code good for?
    Redeem,
    WhoAmI,
}

/// A part of what is asked of an account right after the login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AccountPart {
    /// `GET /capabilities`.
    Capabilities,
    /// `GET /account/3pid`.
    Contacts,
}

/// A token on its way out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Closing {
    pub(super) site: (BaseUrl, Api),
    pub(super) request: Request,
    /// Whether the request is a retry.
    pub(super) again: bool,
}

/// The step after a name is known to be free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterName {
    Continue,
    Finish,
    /// Continue with the exchange once the code is accepted, which is asked at the same time.
    Refresh,
    /// Nothing: it tells whether the account was made after all.
    Doubt,
}

/// The question of an exchange.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    /// The stage that was answered; `None` for the opening request and for the session alone.
    pub(super) stage: Option<StageType>,
    /// Whether the answer may be success.
    pub(super) may_commit: bool,
    /// The user asked to look: say so when the answer is "not yet".
    pub(super) by_person: bool,
    /// The program asks before the user continues, which saves one round trip. Its outcome waits for the user.
    pub(super) ahead: bool,
}

impl Asked {
    /// The request without `auth`: what does the server demand?
    pub(super) const OPENING: Self = Self {
        stage: None,
        may_commit: false,
        by_person: false,
        ahead: false,
    };
    /// The same, before the user continues.
    pub(super) const AHEAD: Self = Self {
        ahead: true,
        ..Self::OPENING
    };
    /// The session alone, after every stage is done.
    pub(super) const FINISH: Self = Self {
        stage: None,
        may_commit: true,
        ..Self::OPENING
    };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    LookingUp,
    StartingPractice,
    CheckingNumber,
    /// Checking whether a user name is free.
    CheckingName,
    CheckingToken,
    AskingForMessage,
    CheckingCode,
    /// Checking whether the link was opened.
    LookingForProof,
    SigningIn,
    /// Looking what the account has.
    LookingAtAccount,
    /// Creating the account, setting the password or adding the contact.
    Finishing,
    /// Getting ready to open a sign-up page.
    OpeningSignUp,
    /// Asking which Matrix ID was made in the browser.
    AskingMatrixId,
    Talking,
}

impl Awaiting {
    /// Whether a newer question makes this one moot.
    pub(super) fn is_replaced_by(&self, newer: &Self) -> bool {
        match (self, newer) {
            (Self::Lookup(a), Self::Lookup(b)) => a == b,
            (Self::Account(a), Self::Account(b)) => a == b,
            // Each token is ended by a request of its own.
            (Self::Logout(_), _) => false,
            (Self::Grant(a), Self::Grant(b)) => a == b,
            _ => std::mem::discriminant(self) == std::mem::discriminant(newer),
        }
    }

    /// Whether an answer is of the kind that the question has.
    pub(super) fn takes(&self, answer: &Answer) -> bool {
        match self {
            Self::Number => matches!(answer, Answer::Number(_)),
            Self::Strength => matches!(answer, Answer::Strength(_)),
            Self::Practice => matches!(answer, Answer::Practice(_)),
            Self::OpenLink => matches!(answer, Answer::Opened(_)),
            Self::Profile => matches!(answer, Answer::Profile(_)),
            Self::Resume(_) => matches!(answer, Answer::Resumed(_)),
            Self::Grant(GrantPart::Listen) => matches!(answer, Answer::Listening(_)),
            Self::Grant(GrantPart::Callback) => matches!(answer, Answer::CalledBack(_)),
            _ => matches!(answer, Answer::Call(_)),
        }
    }

    /// Whether the page waits for it: Enter is remembered until it is answered.
    pub(super) fn holds_the_page(&self) -> bool {
        !matches!(
            self,
            Self::Strength
                | Self::Logout(_)
                | Self::Support(_)
                | Self::FallbackPage(_)
                | Self::OpenLink
                | Self::Profile
                | Self::Grant(GrantPart::Callback)
        )
    }

    /// Whether it sends what the review is about.
    pub(super) fn sends(&self) -> bool {
        matches!(self, Self::Message(_) | Self::Exchange(_))
    }

    /// Whether it was asked before the user continued.
    pub(super) fn is_ahead(&self) -> bool {
        matches!(self, Self::Exchange(asked) if asked.ahead)
    }

    /// Whether it is about the server page, which can be left and come back to meanwhile.
    pub(super) fn is_about_server(&self) -> bool {
        matches!(self, Self::Lookup(_) | Self::Practice)
    }

    /// Whether the program needs its answer even if no page waits for it: it could not close a session that it does not
    /// know.
    pub(super) fn is_for_keeps(&self) -> bool {
        matches!(
            self,
            Self::Login(..) | Self::Logout(_) | Self::Grant(GrantPart::Redeem | GrantPart::WhoAmI)
        )
    }

    /// Whether dropping the answer could hide that everything is done.
    pub(super) fn may_commit(&self) -> bool {
        matches!(
            self,
            Self::Exchange(Asked {
                may_commit: true,
                ..
            }) | Self::Grant(GrantPart::Redeem | GrantPart::WhoAmI)
                | Self::Doubt
                | Self::Name(_, _, AfterName::Doubt)
        )
    }

    /// The page's status while the question is in flight; `None` if nothing waits for the answer. The user waits for a
    /// question that was asked ahead only once they continue.
    pub(super) fn busy(&self, goes_on: bool, polls: bool) -> Option<Busy> {
        Some(match self {
            Self::Lookup(_) => Busy::LookingUp,
            Self::Practice => Busy::StartingPractice,
            Self::Number => Busy::CheckingNumber,
            Self::Name(_, _, AfterName::Continue) => Busy::CheckingName,
            Self::Name(..) => Busy::Talking,
            question if question.is_ahead() && !goes_on => return None,
            Self::Token(_) => Busy::CheckingToken,
            Self::Message(_) => Busy::AskingForMessage,
            Self::Code(..) => Busy::CheckingCode,
            Self::Exchange(_) if polls => Busy::LookingForProof,
            Self::Exchange(asked) if asked.may_commit => Busy::Finishing,
            Self::Exchange(_) => Busy::Talking,
            Self::Login(..) => Busy::SigningIn,
            Self::Account(_) => Busy::LookingAtAccount,
            Self::Doubt => Busy::Finishing,
            Self::Grant(GrantPart::Listen | GrantPart::Register) => Busy::OpeningSignUp,
            Self::Grant(GrantPart::Redeem | GrantPart::WhoAmI) => Busy::AskingMatrixId,
            Self::Strength
            | Self::Resume(_)
            | Self::Logout(_)
            | Self::Support(_)
            | Self::FallbackPage(_)
            | Self::OpenLink
            | Self::Profile
            | Self::Grant(GrantPart::Callback) => return None,
        })
    }
}
