//! The messages at a sink, by recipient.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How long a message may be on its way.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail or a text message.
#[derive(Clone, Debug)]
pub struct Message {
    /// The address or number that it was sent to.
    pub to: String,
    pub text: String,
}

impl Message {
    /// The first link in the text.
    #[track_caller]
    pub fn link(&self) -> &str {
        self.text
            .split_whitespace()
            .find(|word| word.starts_with("http"))
            .unwrap_or_else(|| panic!("no link in {self:?}"))
    }

    /// The first run of at least four digits.
    #[track_caller]
    pub fn code(&self) -> &str {
        self.text
            .split(|character: char| !character.is_ascii_digit())
            .find(|digits| digits.len() >= 4)
            .unwrap_or_else(|| panic!("no code in {self:?}"))
    }
}

/// All messages that a sink collected; clones share them.
#[derive(Clone, Default)]
pub struct Inbox(Arc<(Mutex<Vec<Message>>, Condvar)>);

impl Inbox {
    /// Adds a message and wakes the waiting tests.
    pub fn deliver(&self, message: Message) {
        let (messages, arrived) = &*self.0;
        messages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(message);
        arrived.notify_all();
    }

    /// How many messages were sent to this recipient so far.
    pub fn count(&self, recipient: &str) -> usize {
        let messages = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        of(&messages, recipient).count()
    }

    /// How many messages were sent to anybody so far.
    pub fn total(&self) -> usize {
        let messages = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        messages.len()
    }

    /// Waits for the first message to this recipient.
    #[track_caller]
    pub fn wait_for(&self, recipient: &str) -> Message {
        self.wait_for_nth(recipient, 1)
    }

    /// Waits for the `number`th message to this recipient, counted from 1.
    #[track_caller]
    pub fn wait_for_nth(&self, recipient: &str, number: usize) -> Message {
        let (messages, arrived) = &*self.0;
        let messages = messages.lock().unwrap_or_else(PoisonError::into_inner);
        let (messages, _) = arrived
            .wait_timeout_while(messages, PATIENCE, |messages| {
                of(messages, recipient).count() < number
            })
            .unwrap_or_else(PoisonError::into_inner);
        let found = of(&messages, recipient).nth(number - 1).cloned();
        let all: Vec<&str> = messages.iter().map(|other| other.to.as_str()).collect();
        found.unwrap_or_else(|| {
            panic!("waited for message {number} to {recipient}; got mail for {all:?}")
        })
    }
}

fn of<'a>(messages: &'a [Message], recipient: &'a str) -> impl Iterator<Item = &'a Message> {
    messages
        .iter()
        .filter(move |message| message.to == recipient)
}
