//! The outcome of an answer of a user-interactive authentication.

use crate::domain::Username;
use crate::protocol::{Contact, Failure, Refusal};
use crate::wizard::end::Done;
use crate::wizard::plan::Plan;
use crate::wizard::problem::Problem;
use crate::wizard::sign_in::SignInProblem;
use crate::wizard::stop::Stop;

/// The user's wait while an answer comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::wizard) enum Place {
    /// For nothing that is done elsewhere.
    Elsewhere,
    Code,
    /// For the link of a message.
    Link,
    /// For a stage in a browser.
    Browser,
}

impl Place {
    /// Whether the server is asked again and again there.
    pub(in crate::wizard) fn polls(self) -> bool {
        matches!(self, Self::Link | Self::Browser)
    }
}

/// The outcome of an answer.
#[derive(Debug)]
pub(in crate::wizard) enum Outcome {
    /// Nothing: it waits for the user.
    Waits,
    /// The next step is done.
    Continue,
    /// A stage is done, and the next step follows.
    Completed,
    /// The request to add the contact leaves again.
    AddAgain {
        /// The user asked to look.
        by_person: bool,
    },
    /// The server knows nothing of a proof yet.
    NotYet {
        /// The user asked to look.
        by_person: bool,
        /// The notice during a wait that continues.
        problem: Option<Problem>,
    },
    /// The server knows nothing of the proof of this contact.
    NotProven {
        contact: Contact,
        /// The user asked to look.
        by_person: bool,
    },
    /// The message to this contact can no longer be used.
    Expired(Contact, Option<Failure>),
    /// A look had no usable answer.
    PollFailed(Failure),
    /// The look is repeated at its pace.
    PollAgain,
    /// The request is retried, with what is shown meanwhile.
    Retries(Option<Problem>),
    /// It is in the way.
    Problem(Problem),
    /// It is in the way, and the wait for the proof continues.
    ProblemOfPoll(Problem),
    /// The registration token was refused.
    TokenRefused,
    /// The user name was refused.
    NameRefused(Problem),
    /// The task cannot continue here.
    Stop(Stop),
    /// This name tells whether the account was made.
    AskName(Username),
    /// The list of contacts tells whether this one was added.
    AskWhetherAdded,
    /// The session of the account can no longer be used.
    SignInAgain(SignInProblem, Option<Refusal>),
    /// The task is done, as far as can be known.
    Done(Box<Ending>),
}

#[derive(Debug)]
pub(in crate::wizard) struct Ending {
    pub(in crate::wizard) done: Done,
    /// The followed exchange, where another password than this one may have been set.
    pub(in crate::wizard) doubted: Option<Plan>,
}

impl Outcome {
    /// An end without a doubt.
    pub(super) fn done(done: Done) -> Self {
        Self::Done(Box::new(Ending {
            done,
            doubted: None,
        }))
    }
}
