//! An unfinished task, as much of it as is kept for the case that the wizard ends before it.
//!
//! The machine says when it has to be saved ([`Effect::Save`](crate::wizard::Effect::Save)) and
//! resumes one; where and how it lies on the disk is no
//! matter of the machine's. There is no member for a password, a code, a registration token or an
//! access token: what is not here cannot be saved.

use std::fmt;

use url::Url;

use crate::domain::{
    BaseUrl, CleanText, ClientSecret, CountryCode, Email, Grouping, Secret, SendAttempt,
    ServerName, Sid, Username,
};
use crate::protocol::{Contact, Flow, Purpose, StageType};
use crate::wizard::homeserver::Media;
use crate::wizard::page::PageId;
use crate::wizard::task::Task;
use crate::wizard::time::Time;

#[derive(Clone, PartialEq)]
pub struct SavedTask {
    pub id: TaskId,
    pub task: Task,
    pub server: String,
    pub base: BaseUrl,
    /// The kinds of contact that were chosen; `None` before that.
    pub media: Option<Media>,
    /// The country of the number, once chosen.
    pub country: Option<CountryCode>,
    pub number: String,
    /// The email address, as typed.
    pub email: String,
    /// The user name, as typed.
    pub username: String,
    /// The name to sign in with, as typed.
    pub sign_in_name: String,
    /// The documents that the user agreed to, each by the key of what was shown.
    pub agreed: Vec<String>,
    /// Whether a reset signs every other session out, once chosen.
    pub logout_devices: Option<bool>,
    /// The page where the user was: the answers of the pages before it were taken. Beyond the
    /// review, what was to be sent may be sent.
    pub reached: PageId,
    /// `next_link` of every `requestToken`, if flags gave one.
    pub next_link: Option<Url>,
    /// `id_server` of every `requestToken`, if flags gave one. The token that goes with it is not
    /// kept.
    pub id_server: Option<ServerName>,
    /// The validation sessions, the newest last.
    pub validations: Vec<SavedValidation>,
    /// The authentication that no other can take the place of: it may have finished the task, or has
    /// used up a one-time proof.
    pub committing: Option<SavedExchange>,
    /// The `device_id` that a login asks for, where the task needs one: another login with it
    /// takes the place of the session before.
    pub device_id: Option<String>,
}

impl SavedTask {
    /// Whether resuming an earlier state of this task could use the number of a message a second time, so that the
    /// server would send nothing for it; or ask for the first message again, from before any was asked for.
    /// Anything else that is missing there does less harm than to begin anew.
    pub fn outdates(&self, earlier: &Self) -> bool {
        let used_since = |before: &SavedValidation| {
            let mut now = self
                .validations
                .iter()
                .filter(|v| v.secret == before.secret);
            before.attempt.is_some() && now.any(|v| v.attempt > before.attempt)
        };
        let is_asked = |task: &Self| task.validations.iter().any(|v| v.attempt.is_some());
        earlier.validations.iter().any(used_since)
            || (is_asked(self) && !is_asked(earlier) && earlier.committing.is_none())
    }
}

/// A validation session: what it takes to continue with it, or to repeat its newest request to the
/// letter.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedValidation {
    pub base: BaseUrl,
    /// The purpose of the proof.
    pub purpose: Purpose,
    pub address: SavedAddress,
    /// The secret that was made for it.
    pub secret: ClientSecret,
    /// The number of the newest message that was asked for; `None` before the first.
    pub attempt: Option<SendAttempt>,
    /// Its request has its answer; else it is repeated unchanged.
    pub answered: bool,
    /// Every sid that the server gave, the newest first.
    pub sids: Vec<Sid>,
    /// Where a code goes; without it, a link proves the address.
    pub submit_url: Option<Url>,
    /// When the newest message that the server answered was asked for.
    pub asked_at: Option<Time>,
    /// The number of that message.
    pub answered_attempt: Option<SendAttempt>,
    /// The server answered one before it.
    pub earlier: bool,
    pub proven: bool,
    /// How many codes were refused.
    pub wrong_codes: u8,
    /// The newest request failed, and the user has seen it.
    pub refused: bool,
}

/// An address, as it was sent.
#[derive(Clone, PartialEq)]
pub enum SavedAddress {
    /// `email`.
    Email(Email),
    /// `country` and `phone_number`.
    Phone {
        /// The country it is dialled from.
        country: CountryCode,
        /// The digits, after one `+` at most.
        sent: String,
    },
}

/// An authentication that no other can take the place of.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedExchange {
    /// A request left in it that may have finished the task.
    pub may_be_done: bool,
    /// The contacts that it proves, or is to.
    pub contacts: Vec<SavedAddress>,
    /// `session`, if the server gave one.
    pub session: Option<Secret>,
    /// `flows`.
    pub flows: Vec<Flow>,
    /// `completed`.
    pub completed: Vec<StageType>,
    /// The name that was asked for, in a sign-up.
    pub username: Option<Username>,
}

/// An unfinished task as the user knows it, to tell it from others: nothing of it is secret.
#[derive(Clone, PartialEq)]
pub struct TaskSummary {
    pub id: TaskId,
    pub task: Task,
    /// The server, as it was typed.
    pub server: CleanText,
    /// The task's user: user name, email address and number, as far as they are known, as they were typed, the number
    /// grouped.
    pub about: Vec<CleanText>,
    /// When it was saved last.
    pub written_at: Time,
}

/// Why an unfinished task is not resumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResumeFault {
    InUse,
    /// It is no longer there, or cannot be read.
    Gone,
}

/// Why the unfinished task is not on the disk as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveFault {
    InUse,
    TooLarge,
    /// The system names no folder for it.
    NoFolder,
    Disk(DiskFault),
    /// It cannot be written, and an outdated earlier state cannot be removed.
    Stale(DiskFault),
}

/// An obstacle on a disk, or in a folder on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskFault {
    Full,
    NotAllowed,
    /// A file is in the place of a folder.
    NoFolder,
    Slow,
    Other,
}

/// Names a saved task: 16 letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId(String);

impl TaskId {
    const LENGTH: usize = 16;

    pub fn parse(text: &str) -> Option<Self> {
        let is_ours = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        (text.len() == Self::LENGTH && text.bytes().all(is_ours)).then(|| Self(text.to_owned()))
    }

    /// Makes a name of random bytes.
    pub(in crate::wizard) fn from_random(bytes: [u8; Self::LENGTH]) -> Self {
        const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let letter = |byte: u8| char::from(LETTERS[usize::from(byte % 32)]);
        Self(bytes.into_iter().map(letter).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl SavedTask {
    /// Whether it has the same answers of the user as another, wherever they were.
    pub(super) fn is_answered_like(&self, other: &Self) -> bool {
        // Everything but the user's page, and the state at the server.
        let answers = |task: &Self| Self {
            reached: PageId::Task,
            validations: Vec::new(),
            committing: None,
            device_id: None,
            ..task.clone()
        };
        answers(self) == answers(other)
    }

    /// Whether it may have had an effect: a message is on its way, or everything is done.
    pub(super) fn may_have_acted(&self) -> bool {
        let may_be_out = |v: &SavedValidation| v.attempt.is_some() && !(v.answered && v.refused);
        self.committing.is_some() || self.validations.iter().any(may_be_out)
    }
}

impl TaskSummary {
    /// The saved facts of a task.
    pub fn of(task: &SavedTask, written_at: Time) -> Self {
        let number = match task.country {
            Some(country) => {
                Grouping::sketch(country, &task.number)
                    .apply(&task.number, 0)
                    .0
            }
            None => task.number.clone(),
        };
        let typed = [&task.username, &task.sign_in_name, &task.email, &number];
        let given = typed.into_iter().filter(|text| !text.is_empty());
        Self {
            id: task.id.clone(),
            task: task.task,
            server: CleanText::new(&task.server),
            about: given.map(|text| CleanText::new(text)).collect(),
            written_at,
        }
    }
}

impl SavedAddress {
    /// The saved facts of a contact.
    pub fn of(contact: &Contact) -> Self {
        match contact {
            Contact::Email(email) => Self::Email(email.clone()),
            Contact::Phone(number) => Self::Phone {
                country: number.country(),
                sent: number.sent().to_owned(),
            },
        }
    }
}

impl fmt::Debug for SavedAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Email(_) => "Email",
            Self::Phone { .. } => "Phone",
        })
    }
}

impl fmt::Debug for TaskSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskSummary")
            .field("id", &self.id)
            .field("task", &self.task)
            .field("written_at", &self.written_at)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for SavedTask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SavedTask")
            .field("id", &self.id)
            .field("task", &self.task)
            .field("base", &self.base)
            .field("reached", &self.reached)
            .field("validations", &self.validations)
            .field("committing", &self.committing)
            .finish_non_exhaustive()
    }
}
