//! What the machine wants done, as plain data.

use super::saves::{SavedTask, TaskId};
use crate::domain::{BaseUrl, CountryCode, IambProfile, Link, Secret};
use crate::field::Typed;
use crate::protocol::{Api, Request};

/// Names an effect whose answer is awaited. Never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u64);

/// Something to be done outside the machine. Effects of one step start in order; the ones with an
/// id are answered by [`Event::Answer`](super::Event::Answer).
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask a homeserver.
    Call {
        /// Names the answer.
        id: RequestId,
        /// Where.
        base: BaseUrl,
        /// In which path version.
        api: Api,
        /// What.
        request: Box<Request>,
    },
    /// Check a phone number against the numbering plan. Slow, because the tables are.
    CheckNumber {
        /// Names the answer.
        id: RequestId,
        /// The country it is dialled from.
        country: CountryCode,
        /// The number as typed.
        typed: Typed,
    },
    /// Estimate how hard a password is to guess. Slow, too.
    EstimateStrength {
        /// Names the answer.
        id: RequestId,
        /// The password.
        password: Secret,
        /// Words that an attacker would try first: user name, server, address.
        context: Vec<String>,
    },
    /// Start the built-in practice server.
    StartPractice {
        /// Names the answer.
        id: RequestId,
    },
    /// Listen on this computer for what a browser brings. Answered twice: when it is listened, and
    /// when the browser came. Aborting the second answer closes the port.
    Listen {
        /// Names the answer that it is listened, and on which port.
        bound: RequestId,
        /// Names the answer that the browser came.
        called: RequestId,
        /// What tells the browser that is awaited from any other.
        state: Secret,
    },
    /// Write the unfinished task down. First of a step's effects: no `Call` of this step or a later
    /// one may leave before it is written, or could not be.
    Save(Box<SavedTask>),
    /// Take an unfinished task up: nobody else may have it from then on. Any other that this wizard had
    /// is free again.
    Resume {
        /// Names the answer.
        id: RequestId,
        /// Which one.
        task: TaskId,
    },
    /// The task is over, and nothing of it is to be kept.
    Forget(TaskId),
    /// Nobody waits for this answer any more; stop if that is harmless.
    Abort(RequestId),
    /// Load the phone tables, and those of a country, before they are needed.
    WarmNumbers(Option<CountryCode>),
    /// Put text into the terminal's clipboard.
    Copy(Secret),
    /// Open a link in a browser on this computer.
    OpenLink {
        /// Names the answer.
        id: RequestId,
        /// The link.
        link: Link,
    },
    /// Add a profile to iamb's configuration.
    AddProfile {
        /// Names the answer.
        id: RequestId,
        /// The profile.
        profile: IambProfile,
    },
    /// Leave.
    Exit(Exit),
}

/// How the wizard ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// What the person came for is done.
    Done,
    /// It could not be done, and the person has seen why.
    NotDone,
    /// The person left.
    Left,
}
