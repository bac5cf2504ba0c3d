//! The outbox: every message "sent", for the wizard's inbox strip and as JSON for tests.

use tokio::sync::watch;

use super::messages::Message;

/// All messages, oldest first, and who waits for the next.
pub(super) struct Outbox {
    messages: Vec<Message>,
    count: watch::Sender<usize>,
}

impl Default for Outbox {
    fn default() -> Self {
        Self {
            messages: Vec::new(),
            count: watch::Sender::new(0),
        }
    }
}

impl Outbox {
    /// Adds a message and tells those who watch.
    pub(super) fn send(&mut self, message: Message) {
        self.messages.push(message);
        self.count.send_replace(self.messages.len());
    }

    pub(super) fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The number of messages, watched.
    pub(super) fn subscribe(&self) -> watch::Receiver<usize> {
        self.count.subscribe()
    }
}
