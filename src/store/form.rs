//! The file of a saved task: which members it has.
//!
//! The form is written out by itself, so that nothing gets into a file only because a type of the machine has it, and a
//! member that is added to the machine's does not compile before it has its place here. Every member is parsed where it
//! is read, by the parser that its value has everywhere: a file that was changed or cut makes no task.
//! A member that may be null may be left out.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;
use zeroize::Zeroizing;

use super::folder::{MAX_BYTES, Refusal};
use super::moment::Moment;
use super::stored::{self, Stored};
use crate::domain::{
    BaseUrl, ClientSecret, CountryCode, Email, Secret, SendAttempt, ServerName, Sid, Username,
};
use crate::protocol::{Flow, Purpose, StageType};
use crate::wizard::{
    Media, PageId, SavedAddress, SavedExchange, SavedTask, SavedValidation, Task, TaskId, Time,
};

/// The version of this form.
const FORMAT: u32 = 1;

/// A task that was read, and when it was written, on the calendar.
pub(super) struct Written {
    pub(super) flow: SavedTask,
    pub(super) at: Time,
}

/// The bytes of a task; `None` if they are too many.
pub(super) fn write(flow: &SavedTask, now: Moment) -> Option<Zeroizing<Vec<u8>>> {
    let mut flow = flow.clone();
    for validation in &mut flow.validations {
        validation.asked_at = validation.asked_at.map(|time| now.utc_of(time));
    }
    // All of it at once: a buffer that grows leaves unwiped copies behind.
    let mut bytes = Zeroizing::new(vec![0; MAX_BYTES]);
    let mut room = &mut bytes[..];
    serde_json::to_writer(&mut room, &File::of(flow, now.calendar())).ok()?;
    let length = MAX_BYTES - room.len();
    bytes.truncate(length);
    Some(bytes)
}

/// Reads a task. Its times are put on the machine's clock as `now` has it.
pub(super) fn read(bytes: &[u8], now: Moment) -> Result<Written, Refusal> {
    #[derive(Deserialize)]
    struct Head {
        format: u32,
    }

    // Another version may have other members, so its number is looked at alone.
    let head: Head = serde_json::from_slice(bytes).map_err(|_| Refusal::Damaged)?;
    if head.format != FORMAT {
        return Err(Refusal::Format);
    }
    let file: File = serde_json::from_slice(bytes).map_err(|_| Refusal::Damaged)?;
    let (mut flow, at) = file.into_task();
    for validation in &mut flow.validations {
        validation.asked_at = validation.asked_at.map(|utc| now.time_of(utc));
    }
    Ok(Written { flow, at })
}

/// The members of a task between those that every version of a file begins with.
macro_rules! file {
    ($($(#[$as:meta])* $member:ident: $type:ty,)*) => {
        #[derive(Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            format: u32,
            #[serde(with = "Stored")]
            saved_at: Time,
            $($(#[$as])* $member: $type,)*
        }

        impl File {
            fn of(SavedTask { $($member),* }: SavedTask, saved_at: Time) -> Self {
                Self { format: FORMAT, saved_at, $($member),* }
            }

            fn into_task(self) -> (SavedTask, Time) {
                let Self { format: _, saved_at, $($member),* } = self;
                (SavedTask { $($member),* }, saved_at)
            }
        }
    };
}

// Times are in milliseconds since 1970, UTC.
file! {
    #[serde(with = "Stored")]
    id: TaskId,
    // The name is part of the format.
    #[serde(rename = "goal", with = "Stored")]
    task: Task,
    #[serde(with = "Stored")]
    server: String,
    #[serde(with = "Stored")]
    base: BaseUrl,
    #[serde(default, with = "Stored")]
    media: Option<Media>,
    #[serde(default, with = "Stored")]
    country: Option<CountryCode>,
    #[serde(with = "Stored")]
    number: String,
    #[serde(with = "Stored")]
    email: String,
    #[serde(with = "Stored")]
    username: String,
    #[serde(with = "Stored")]
    sign_in_name: String,
    #[serde(deserialize_with = "stored::keys")]
    agreed: Vec<String>,
    logout_devices: Option<bool>,
    #[serde(rename = "page", with = "Stored")]
    reached: PageId,
    #[serde(default, with = "Stored")]
    next_link: Option<Url>,
    #[serde(default, with = "Stored")]
    id_server: Option<ServerName>,
    #[serde(with = "Stored")]
    validations: Vec<SavedValidation>,
    #[serde(default, with = "Stored")]
    committing: Option<SavedExchange>,
    #[serde(default, with = "Stored")]
    device_id: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "SavedValidation", deny_unknown_fields)]
struct ValidationForm {
    #[serde(with = "Stored")]
    base: BaseUrl,
    #[serde(with = "Stored")]
    purpose: Purpose,
    #[serde(with = "Stored")]
    address: SavedAddress,
    #[serde(rename = "client_secret", with = "Stored")]
    secret: ClientSecret,
    #[serde(rename = "send_attempt", default, with = "Stored")]
    attempt: Option<SendAttempt>,
    answered: bool,
    #[serde(with = "Stored")]
    sids: Vec<Sid>,
    #[serde(default, with = "Stored")]
    submit_url: Option<Url>,
    #[serde(default, with = "Stored")]
    asked_at: Option<Time>,
    #[serde(default, with = "Stored")]
    answered_attempt: Option<SendAttempt>,
    earlier: bool,
    proven: bool,
    wrong_codes: u8,
    refused: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "SavedExchange", deny_unknown_fields)]
struct ExchangeForm {
    may_be_done: bool,
    #[serde(with = "Stored")]
    contacts: Vec<SavedAddress>,
    #[serde(default, with = "Stored")]
    session: Option<Secret>,
    #[serde(with = "Stored")]
    flows: Vec<Flow>,
    #[serde(with = "Stored")]
    completed: Vec<StageType>,
    #[serde(default, with = "Stored")]
    username: Option<Username>,
}

#[derive(Serialize, Deserialize)]
#[serde(
    remote = "SavedAddress",
    deny_unknown_fields,
    rename_all = "snake_case"
)]
enum AddressForm {
    Email(#[serde(with = "Stored")] Email),
    Phone {
        #[serde(with = "Stored")]
        country: CountryCode,
        #[serde(rename = "phone_number", deserialize_with = "stored::clean")]
        sent: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Media", deny_unknown_fields)]
struct MediaForm {
    phone: bool,
    email: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Task", rename_all = "snake_case")]
enum TaskForm {
    SignUp,
    Reset,
    AddContact,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Purpose", rename_all = "snake_case")]
enum PurposeForm {
    Register,
    ResetPassword,
    AddContact,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "PageId", rename_all = "snake_case")]
enum PageForm {
    // The name is part of the format.
    #[serde(rename = "goal")]
    Task,
    Server,
    SignIn,
    Contact,
    Country,
    Number,
    Address,
    Account,
    Token,
    Terms,
    Review,
    NewPassword,
    Browser,
    Verify,
    Web,
    Done,
    Stopped,
}

/// Those whose form is derived.
macro_rules! forms {
    ($($form:ty: $type:ty;)*) => {$(
        impl Stored for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <$form>::serialize(self, serializer)
            }

            fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$form>::deserialize(deserializer)
            }
        }
    )*};
}

forms! {
    ValidationForm: SavedValidation;
    ExchangeForm: SavedExchange;
    AddressForm: SavedAddress;
    MediaForm: Media;
    TaskForm: Task;
    PurposeForm: Purpose;
    PageForm: PageId;
}
