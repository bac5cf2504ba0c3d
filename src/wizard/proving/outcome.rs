//! The inputs of the part that proves, and their outcomes.

use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use crate::domain::Secret;
use crate::protocol::Contact;
use crate::wizard::ctx::Ctx;
use crate::wizard::plan::Plan;
use crate::wizard::problem::Problem;
use crate::wizard::stop::Stop;
use crate::wizard::time::Time;
use crate::wizard::uia::Ending;

/// The part's view of the rest: beside the context, the page and the plan.
pub(in crate::wizard) struct At<'a> {
    pub(in crate::wizard) cx: Ctx<'a>,
    pub(in crate::wizard) spot: Spot,
    /// Everything that the task sends, as it is in the form; `None` as long as a part of it is not valid.
    pub(in crate::wizard) plan: Option<Rc<Plan>>,
    /// The user waits to leave the page.
    pub(in crate::wizard) leaves: bool,
}

impl<'a> Deref for At<'a> {
    type Target = Ctx<'a>;

    fn deref(&self) -> &Ctx<'a> {
        &self.cx
    }
}

impl DerefMut for At<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.cx
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::wizard) enum Spot {
    /// At a page before the review, to change what is on it.
    Early,
    Review,
    /// Where a code or a link is awaited.
    Verify,
    /// Where a stage in the browser is awaited.
    Browser,
    Elsewhere,
}

/// The outcome of an input.
#[derive(Debug)]
pub(in crate::wizard) enum Outcome {
    /// Nothing is to be shown.
    Waits,
    /// A message, or the check of a code, was asked for: no earlier problem is in the way.
    Asked,
    /// Another message was asked for.
    NextMessage {
        /// Codes of the message before that were refused.
        refused: Vec<Secret>,
    },
    /// The server answered for the next message.
    SentAgain,
    /// The code or the link of a message is to be awaited.
    Verify,
    /// The message of a task that begins with one is on its way.
    Begun,
    /// A stage is to be done in the browser.
    Browser {
        /// The link to the same stage is another one now.
        renewed: bool,
    },
    /// The terms are next, and the user has to agree to them as they are now.
    Terms {
        /// The stage may be the last.
        last: bool,
    },
    /// Nothing was done elsewhere yet.
    NotYet {
        /// The user asked to look.
        by_person: bool,
        /// The page shows this problem while it continues waiting.
        problem: Option<Problem>,
    },
    /// The next look waits until the server allows it.
    LookTooSoon,
    /// The next message may be asked for at this time.
    TooSoon(Time),
    /// A check found nothing in the way.
    Checked,
    Continue,
    /// A request is retried, with what is shown meanwhile.
    Retries(Option<Problem>),
    /// A problem stands in the way.
    Problem(Problem),
    /// The server refused this code.
    CodeRefused(Secret, Problem),
    /// The server does nothing with this kind of contact.
    Unsupported(Contact, Problem),
    /// The session of the account can no longer be used.
    SignInAgain(Problem),
    /// The task cannot continue here.
    Stop(Stop),
    /// The task is done, as far as can be known.
    Done(Box<Ending>),
}
