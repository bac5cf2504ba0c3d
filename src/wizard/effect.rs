//! The effects that the machine asks for, as plain data.

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
    Call {
        id: RequestId,
        base: BaseUrl,
        api: Api,
        request: Box<Request>,
    },
    /// Check a phone number against the numbering plan. Slow, because the tables are.
    CheckNumber {
        id: RequestId,
        /// The country it is dialled from.
        country: CountryCode,
        typed: Typed,
    },
    /// Estimate how hard a password is to guess. Slow, too.
    EstimateStrength {
        id: RequestId,
        password: Secret,
        /// Words that an attacker would try first: user name, server, address.
        context: Vec<String>,
    },
    /// Start the built-in practice server.
    StartPractice {
        id: RequestId,
    },
    /// Listen on this computer for what a browser brings. Answered twice: when it is listened, and
    /// when the browser came. Aborting the second answer closes the port.
    Listen {
        /// Names the answer that it is listened, and on which port.
        bound: RequestId,
        /// Names the answer that the browser came.
        called: RequestId,
        /// The mark that tells the awaited browser from any other.
        state: Secret,
    },
    /// Write the unfinished task down. First of a step's effects: no `Call` of this step or a later
    /// one may leave before it is written, or could not be.
    Save(Box<SavedTask>),
    /// Resume an unfinished task and lock it. Any other that this wizard had
    /// is free again.
    Resume {
        id: RequestId,
        task: TaskId,
    },
    /// The task is over, and nothing of it is to be kept.
    Forget(TaskId),
    /// The answer is no longer needed; stop if that is harmless.
    Abort(RequestId),
    /// Load the phone tables, and those of a country, before they are needed.
    WarmNumbers(Option<CountryCode>),
    /// Put text into the terminal's clipboard.
    Copy(Secret),
    /// Open a link in a browser on this computer.
    OpenLink {
        id: RequestId,
        link: Link,
    },
    /// Add a profile to iamb's configuration.
    AddProfile {
        id: RequestId,
        profile: IambProfile,
    },
    Exit(Exit),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done,
    /// It could not be done, and the user has seen why.
    NotDone,
    Left,
}
