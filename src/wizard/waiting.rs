//! What is waited for, as the faces show it.

use super::awaiting::{AfterName, Awaiting, GrantPart};
use super::time::Time;

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What the page waits for, and since when.
    pub busy: Option<(Busy, Time)>,
    /// Enter waits for an answer.
    pub enter: bool,
    /// When a request without an answer is repeated by itself.
    pub repeat_at: Option<Time>,
    /// When the link is looked for again after a look that had no answer.
    pub look_again_at: Option<Time>,
    /// The page goes on by itself, once something happened elsewhere.
    pub goes_on_by_itself: bool,
    /// The name of a server is being typed: what can be none is said after a pause.
    pub typing: bool,
    /// Something is still to be said of what was typed last: whether it is a number, or how strong it is.
    pub judging: bool,
    /// Something is about to be there: the page of an unfinished task, or the practice server.
    pub preparing: bool,
    /// A browser is being started.
    pub opening_link: bool,
    /// A session is being opened or closed: the program waits a moment for that before it ends.
    pub closing: bool,
}

/// What the page is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// Looking a server up.
    LookingUp,
    /// Starting the practice server.
    StartingPractice,
    /// Checking a phone number.
    CheckingNumber,
    /// Checking whether a user name is free.
    CheckingName,
    /// Checking a registration token.
    CheckingToken,
    /// Asking for a message.
    AskingForMessage,
    /// Checking a code.
    CheckingCode,
    /// Looking whether the link was opened.
    LookingForProof,
    /// Signing in.
    SigningIn,
    /// Looking what the account has.
    LookingAtAccount,
    /// Creating the account, setting the password or adding the contact.
    Finishing,
    /// Getting ready to open a sign-up page.
    OpeningSignUp,
    /// Asking which Matrix ID was made in the browser.
    AskingMatrixId,
    /// Talking to the server.
    Talking,
}

impl Busy {
    /// What a question that holds the page is called there; none where nobody waits for it. What was asked before the
    /// person went on makes them wait only once they did.
    pub(super) fn of(question: &Awaiting, goes_on: bool, polls: bool) -> Option<Self> {
        Some(match question {
            Awaiting::Lookup(_) => Self::LookingUp,
            Awaiting::Practice => Self::StartingPractice,
            Awaiting::Number => Self::CheckingNumber,
            Awaiting::Name(_, _, AfterName::Continue) => Self::CheckingName,
            Awaiting::Name(..) => Self::Talking,
            question if question.is_ahead() && !goes_on => return None,
            Awaiting::Token(_) => Self::CheckingToken,
            Awaiting::Message(_) => Self::AskingForMessage,
            Awaiting::Code(..) => Self::CheckingCode,
            Awaiting::Exchange(_) if polls => Self::LookingForProof,
            Awaiting::Exchange(asked) if asked.may_commit => Self::Finishing,
            Awaiting::Exchange(_) => Self::Talking,
            Awaiting::Login(..) => Self::SigningIn,
            Awaiting::Account(_) => Self::LookingAtAccount,
            Awaiting::Doubt => Self::Finishing,
            Awaiting::Grant(GrantPart::Listen | GrantPart::Register) => Self::OpeningSignUp,
            Awaiting::Grant(GrantPart::Redeem | GrantPart::WhoAmI) => Self::AskingMatrixId,
            Awaiting::Strength
            | Awaiting::Resume(_)
            | Awaiting::Logout(_)
            | Awaiting::Support(_)
            | Awaiting::FallbackPage(_)
            | Awaiting::OpenLink
            | Awaiting::Profile
            | Awaiting::Grant(GrantPart::Callback) => return None,
        })
    }
}
