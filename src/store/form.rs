//! The file of a saved task: which members it has, and how they are read back.
//!
//! The form is written out by itself, so that nothing gets into a file only because a type of the machine has it. Every
//! member is parsed where it is read, by the parser that its value has everywhere: a file that somebody changed, or
//! that was cut, makes no task.

use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use url::Url;
use zeroize::Zeroizing;

use super::address::AddressForm;
use super::moment::Moment;
use super::text::{Key, Text, Typed};
use crate::domain::{
    BaseUrl, ClientSecret, CountryCode, Secret, SendAttempt, ServerName, Sid, Username,
};
use crate::protocol::{Flow, Purpose, StageType};
use crate::wizard::{Media, PageId, SavedExchange, SavedTask, SavedValidation, Task, TaskId};

/// The version of this form.
const FORMAT: u32 = 1;

/// The largest file, in bytes. A task takes about two thousand.
pub(super) const MAX_BYTES: usize = 256 * 1024;

/// The most items of a list. The machine keeps fewer of everything.
const MAX_ITEMS: usize = 128;

/// A task that was read, and when it was written.
pub(super) struct Written {
    pub(super) flow: SavedTask,
    pub(super) at: SystemTime,
}

/// Why bytes are no task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// They are not what this program writes.
    Damaged,
    /// Another version of this program wrote them.
    Format,
}

/// The bytes of a task; none if they are too many.
pub(super) fn write(flow: &SavedTask, now: Moment) -> Option<Zeroizing<Vec<u8>>> {
    let form = Form::of(flow, now);
    // Counted first: a buffer that grows leaves copies behind that nobody wipes.
    let mut length = Length(0);
    serde_json::to_writer(&mut length, &form).ok()?;
    if length.0 > MAX_BYTES {
        return None;
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *bytes, &form).ok()?;
    Some(bytes)
}

/// Reads a task. Its times are put on the machine's clock as `now` has it.
pub(super) fn read(bytes: &[u8], now: Moment) -> Result<Written, Unreadable> {
    // Another version may have other members, so its number is looked at alone.
    let head: Head = serde_json::from_slice(bytes).map_err(|_| Unreadable::Damaged)?;
    if head.format != FORMAT {
        return Err(Unreadable::Format);
    }
    let form: Form = serde_json::from_slice(bytes).map_err(|_| Unreadable::Damaged)?;
    form.into_flow(now).ok_or(Unreadable::Damaged)
}

/// Counts what is written.
struct Length(usize);

impl std::io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

/// Times are in milliseconds since 1970, UTC.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    format: u32,
    saved_at: u64,
    id: Text<TaskId>,
    // The name is part of the format.
    #[serde(rename = "goal")]
    task: Text<Task>,
    server: Text<Typed>,
    base: Text<BaseUrl>,
    media: Option<MediaForm>,
    country: Option<Text<CountryCode>>,
    number: Text<Typed>,
    email: Text<Typed>,
    username: Text<Typed>,
    sign_in_name: Text<Typed>,
    agreed: Vec<Text<Key>>,
    logout_devices: Option<bool>,
    page: Text<PageId>,
    next_link: Option<Text<Url>>,
    id_server: Option<Text<ServerName>>,
    validations: Vec<ValidationForm>,
    committing: Option<ExchangeForm>,
    device_id: Option<Text<Typed>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MediaForm {
    phone: bool,
    email: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ValidationForm {
    base: Text<BaseUrl>,
    purpose: Text<Purpose>,
    address: AddressForm,
    client_secret: Text<ClientSecret>,
    send_attempt: Option<u32>,
    answered: bool,
    sids: Vec<Text<Sid>>,
    submit_url: Option<Text<Url>>,
    asked_at: Option<u64>,
    answered_attempt: Option<u32>,
    earlier: bool,
    proven: bool,
    wrong_codes: u8,
    refused: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExchangeForm {
    may_be_done: bool,
    contacts: Vec<AddressForm>,
    session: Option<Text<Secret>>,
    flows: Vec<Vec<Text<StageType>>>,
    completed: Vec<Text<StageType>>,
    username: Option<Text<Username>>,
}

impl Form {
    fn of(flow: &SavedTask, now: Moment) -> Self {
        // Taken apart, so that a member that is added is not forgotten here.
        let SavedTask {
            id,
            task,
            server,
            base,
            media,
            country,
            number,
            email,
            username,
            sign_in_name,
            agreed,
            logout_devices,
            reached,
            next_link,
            id_server,
            validations,
            committing,
            device_id,
        } = flow.clone();
        Self {
            format: FORMAT,
            saved_at: now.milliseconds(),
            id: Text(id),
            task: Text(task),
            server: Text(Typed(server)),
            base: Text(base),
            media: media.map(|Media { phone, email }| MediaForm { phone, email }),
            country: country.map(Text),
            number: Text(Typed(number)),
            email: Text(Typed(email)),
            username: Text(Typed(username)),
            sign_in_name: Text(Typed(sign_in_name)),
            agreed: agreed.into_iter().map(|key| Text(Key(key))).collect(),
            logout_devices,
            page: Text(reached),
            next_link: next_link.map(Text),
            id_server: id_server.map(Text),
            validations: validations
                .into_iter()
                .map(|validation| ValidationForm::of(validation, now))
                .collect(),
            committing: committing.map(ExchangeForm::of),
            device_id: device_id.map(|id| Text(Typed(id))),
        }
    }

    fn into_flow(self, now: Moment) -> Option<Written> {
        let validations = bounded(self.validations)?;
        let flow = SavedTask {
            id: self.id.0,
            task: self.task.0,
            server: self.server.0.0,
            base: self.base.0,
            media: self
                .media
                .map(|MediaForm { phone, email }| Media { phone, email }),
            country: self.country.map(|country| country.0),
            number: self.number.0.0,
            email: self.email.0.0,
            username: self.username.0.0,
            sign_in_name: self.sign_in_name.0.0,
            agreed: bounded(self.agreed)?
                .into_iter()
                .map(|key| key.0.0)
                .collect(),
            logout_devices: self.logout_devices,
            reached: self.page.0,
            next_link: self.next_link.map(|link| link.0),
            id_server: self.id_server.map(|server| server.0),
            validations: validations
                .into_iter()
                .map(|validation| validation.into_validation(now))
                .collect::<Option<_>>()?,
            committing: match self.committing {
                Some(exchange) => Some(exchange.into_exchange()?),
                None => None,
            },
            device_id: self.device_id.map(|id| id.0.0),
        };
        Some(Written {
            flow,
            at: Moment::at(self.saved_at)?,
        })
    }
}

impl ValidationForm {
    fn of(validation: SavedValidation, now: Moment) -> Self {
        let SavedValidation {
            base,
            purpose,
            address,
            secret,
            attempt,
            answered,
            sids,
            submit_url,
            asked_at,
            answered_attempt,
            earlier,
            proven,
            wrong_codes,
            refused,
        } = validation;
        Self {
            base: Text(base),
            purpose: Text(purpose),
            address: AddressForm::of(address),
            client_secret: Text(secret),
            send_attempt: attempt.map(SendAttempt::get),
            answered,
            sids: sids.into_iter().map(Text).collect(),
            submit_url: submit_url.map(Text),
            asked_at: asked_at.map(|at| now.utc_of(at)),
            answered_attempt: answered_attempt.map(SendAttempt::get),
            earlier,
            proven,
            wrong_codes,
            refused,
        }
    }

    fn into_validation(self, now: Moment) -> Option<SavedValidation> {
        // No number is fine, one that cannot be is not.
        let attempt = |number: Option<u32>| match number {
            Some(number) => SendAttempt::parse(number).map(Some),
            None => Some(None),
        };
        Some(SavedValidation {
            base: self.base.0,
            purpose: self.purpose.0,
            address: self.address.into_address()?,
            secret: self.client_secret.0,
            attempt: attempt(self.send_attempt)?,
            answered: self.answered,
            sids: bounded(self.sids)?.into_iter().map(|sid| sid.0).collect(),
            submit_url: self.submit_url.map(|url| url.0),
            asked_at: self.asked_at.map(|at| now.time_of(at)),
            answered_attempt: attempt(self.answered_attempt)?,
            earlier: self.earlier,
            proven: self.proven,
            wrong_codes: self.wrong_codes,
            refused: self.refused,
        })
    }
}

impl ExchangeForm {
    fn of(exchange: SavedExchange) -> Self {
        let SavedExchange {
            may_be_done,
            contacts,
            session,
            flows,
            completed,
            username,
        } = exchange;
        let texts = |stages: Vec<StageType>| stages.into_iter().map(Text).collect();
        Self {
            may_be_done,
            contacts: contacts.into_iter().map(AddressForm::of).collect(),
            session: session.map(Text),
            flows: flows
                .into_iter()
                .map(|Flow(stages)| texts(stages))
                .collect(),
            completed: texts(completed),
            username: username.map(Text),
        }
    }

    fn into_exchange(self) -> Option<SavedExchange> {
        let stages = |texts: Vec<Text<StageType>>| -> Option<Vec<StageType>> {
            Some(bounded(texts)?.into_iter().map(|stage| stage.0).collect())
        };
        let flow = |texts| stages(texts).map(Flow);
        let contacts = bounded(self.contacts)?;
        Some(SavedExchange {
            may_be_done: self.may_be_done,
            contacts: contacts
                .into_iter()
                .map(AddressForm::into_address)
                .collect::<Option<_>>()?,
            session: self.session.map(|session| session.0),
            flows: bounded(self.flows)?
                .into_iter()
                .map(flow)
                .collect::<Option<_>>()?,
            completed: stages(self.completed)?,
            username: self.username.map(|name| name.0),
        })
    }
}

/// A list, unless it is longer than any that was written.
fn bounded<T>(list: Vec<T>) -> Option<Vec<T>> {
    (list.len() <= MAX_ITEMS).then_some(list)
}
