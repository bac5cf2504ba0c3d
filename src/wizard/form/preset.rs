//! Answers that flags gave: each fills its question once. An invalid one stops at its question.

use super::field::FieldId;
use crate::domain::CountryCode;
use crate::wizard::task::Task;

/// The answers from flags. Everything but the task and the country is checked on its page, like typed
/// text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preset {
    pub task: Option<Task>,
    /// Continue with the unfinished task at once.
    pub resume: bool,
    /// Use the built-in practice server.
    pub practice: bool,
    pub server: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Country of the phone number.
    pub country: Option<CountryCode>,
    /// User name: of the new account, or of the one that signs in.
    pub username: Option<String>,
}

impl Preset {
    /// Takes the answer for a field, once.
    pub(in crate::wizard) fn take(&mut self, field: FieldId) -> Option<String> {
        match field {
            FieldId::Server => self.server.take(),
            FieldId::Number => self.phone.take(),
            FieldId::Email => self.email.take(),
            FieldId::Username | FieldId::SignInName => self.username.take(),
            _ => None,
        }
    }

    /// The answer for a field whose page was not reached.
    pub(in crate::wizard) fn given(&self, field: FieldId, task: Task) -> Option<&str> {
        let adds = task == Task::AddContact;
        let flag = match field {
            FieldId::Number => &self.phone,
            FieldId::Email => &self.email,
            FieldId::Username if !adds => &self.username,
            FieldId::SignInName if adds => &self.username,
            _ => return None,
        };
        flag.as_deref()
    }
}
