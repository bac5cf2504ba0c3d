//! The texts and mails that the server would send.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use tokio::sync::watch;

use super::address::Address;
use super::dialect::Purpose;
use super::page::Link;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    Sms,
    Mail,
}

/// A message in the outbox. Its `Debug` shows neither text, code nor link.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    pub kind: MessageKind,
    /// The receiver, as a user reads it: `+1 201-555-0123` or an email address.
    pub to: String,
    /// The text. A mail's first line is its subject. It holds the code, but not the link.
    pub text: String,
    /// The code in it, six digits.
    pub code: Option<String>,
    pub link: Option<Link>,
    /// When it was sent, by the server's clock.
    pub sent_at: SystemTime,
}

#[derive(Clone, Copy)]
pub(super) enum Occasion {
    Prove(Purpose),
    /// A reset was asked for, and no account has the address.
    NoAccount,
    /// A new account was asked for, and one has the address already.
    HasAccount,
}

impl Message {
    pub(super) fn write(
        occasion: Occasion,
        to: &Address,
        server_name: &str,
        code: Option<String>,
        link: Option<Link>,
        sent_at: SystemTime,
    ) -> Self {
        let kind = to.medium.pick(MessageKind::Mail, MessageKind::Sms);
        let body = match occasion {
            Occasion::Prove(_) => how_to_prove(code.as_deref(), link.is_some()),
            Occasion::NoAccount => format!(
                "Somebody asked to reset a password at {server_name}, but no account there has this address. \
                 You are welcome to sign up."
            ),
            Occasion::HasAccount => format!(
                "Somebody asked for an account at {server_name} with this address, which has one already. \
                 You can reset its password."
            ),
        };
        let text = match kind {
            MessageKind::Sms => body,
            MessageKind::Mail => format!("{}\n\n{body}", subject(occasion, server_name)),
        };
        Self {
            kind,
            to: to.shown.clone(),
            text,
            code,
            link,
            sent_at,
        }
    }

    /// The message as `GET /_practice/outbox` shows it; `sent_at` in milliseconds since 1970.
    pub(super) fn to_json(&self) -> Value {
        json!({
            "kind": match self.kind {
                MessageKind::Sms => "sms",
                MessageKind::Mail => "mail",
            },
            "to": self.to,
            "text": self.text,
            "code": self.code,
            "link": self.link.as_ref().map(Link::url),
            "sent_at": milliseconds(self.sent_at),
        })
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Message")
            .field("kind", &self.kind)
            .field("to", &self.to)
            .field("sent_at", &self.sent_at)
            .finish_non_exhaustive()
    }
}

/// Every message that would be sent, oldest first, and the waiting readers.
#[derive(Default)]
pub(super) struct Outbox {
    pub(super) messages: Vec<Message>,
    /// The number of messages, watched.
    pub(super) count: watch::Sender<usize>,
}

impl Outbox {
    pub(super) fn send(&mut self, message: Message) {
        self.messages.push(message);
        self.count.send_replace(self.messages.len());
    }
}

/// A time as the API writes it.
pub(super) fn milliseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

fn subject(occasion: Occasion, server_name: &str) -> String {
    match occasion {
        Occasion::Prove(Purpose::SignUp) => {
            format!("Confirm your address for a new account at {server_name}")
        }
        Occasion::Prove(Purpose::Reset) => format!("Reset your password at {server_name}"),
        Occasion::Prove(Purpose::Add) => {
            format!("Confirm the address for your account at {server_name}")
        }
        Occasion::NoAccount => format!("No account at {server_name} has this address"),
        Occasion::HasAccount => format!("You have an account at {server_name} already"),
    }
}

fn how_to_prove(code: Option<&str>, link: bool) -> String {
    match (code, link) {
        (Some(code), false) => format!("Your code is {code}"),
        (Some(code), true) => format!("Your code is {code}. You can open the link instead."),
        (None, _) => "Open the link to go on. If you did not ask for this, do nothing.".to_owned(),
    }
}
